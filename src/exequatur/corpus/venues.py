"""How competence is written: what a rule of the stage `venue` yields, and which court has which area."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from .base import Confidence, Strict

CourtKind = Literal["basic", "intermediate", "high", "maritime", "financial", "concentrated"]


class HeadForm(Strict, kw_only=True):
    """A head of competence: the fact that names its `place`, the `fact` that says there is such a head at all.

    `only_if`: facts with the value without which the head is closed. `rule`: the provision that gives the head, where it
    is another; the head exists while that one is in force.
    """

    place: str
    fact: str | None = None
    only_if: dict[str, Any] = {}
    rule: str | None = None


class LevelForm(Strict, kw_only=True):
    """The level that hears an action from a sum on (CNY, in fen), in the provinces whose codes are in `divisions`."""

    court: Literal["basic", "intermediate", "high"]
    at_least: int = 0
    divisions: list[str] = []


class YieldsForm(Strict, kw_only=True):
    """Which courts a rule makes competent: the kind of court, and the heads in the order in which it names them.

    `perhaps`: codes of a fact for which the kind of court may also be meant; `not_for`: codes of a fact that the rule leaves
    to others. `one_only`: one court, not several at a time;
    `first_filed`: of several the first to docket. `levels`: for actions, the level by sum; the first that fits.
    """

    court: CourtKind
    heads: list[HeadForm] = []
    perhaps: dict[str, list[str]] = {}
    not_for: dict[str, list[str]] = {}
    one_only: bool = False
    first_filed: bool = False
    levels: list[LevelForm] = []


class AreaForm(Strict, kw_only=True):
    """The divisions (leading digits of their codes) for which a court is competent, between two days.

    `kind`: in which capacity; `intermediate` where the digits of a division do not show its court. `perhaps`: the court
    covers part of the division only. `opens`: the court began with this area.
    """

    court: str
    kind: CourtKind
    divisions: list[str]
    confidence: Confidence
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    perhaps: bool = False
    opens: bool = False
    sources: list[str] = []
    note: str | None = None


class AreasFile(Strict, kw_only=True):
    """`court_areas.yaml`."""

    requested: str
    areas: list[AreaForm]
