"""Competence, compiled: what the rules yield, and the areas of courts that digits do not show."""

from __future__ import annotations

import msgspec

from ..logic.values import Code


class Head(msgspec.Struct, frozen=True):
    """A head of competence. See `corpus.venues.HeadForm`. A condition is a truth, or the codes of which one must hold."""

    place: str
    fact: str | None
    only_if: tuple[tuple[str, bool | Code], ...]
    rule: str | None


class Level(msgspec.Struct, frozen=True):
    """The level of court for an action from a sum in fen on, in some provinces (none named: in all)."""

    court: str
    at_least: int
    divisions: tuple[str, ...]


class Yields(msgspec.Struct, frozen=True):
    """What a rule yields. See `corpus.venues.YieldsForm`."""

    court: str
    heads: tuple[Head, ...]
    perhaps: tuple[tuple[str, Code], ...]
    not_for: tuple[tuple[str, Code], ...]
    one_only: bool
    first_filed: bool
    levels: tuple[Level, ...]


class Area(msgspec.Struct, frozen=True):
    """The divisions of a court between two days. See `corpus.venues.AreaForm`."""

    court: str
    kind: str
    divisions: tuple[str, ...]
    since: int
    until: int
    perhaps: bool
    opens: bool
    confidence: str
    note: str | None

    def covers(self, code: str) -> bool:
        """Whether the division of that code lies in the area."""
        return code.startswith(self.divisions)

    def touches(self, code: str) -> bool:
        """Whether a part of the division lies in the area."""
        return self.covers(code) or any(division.startswith(code) for division in self.divisions)


class Venues(msgspec.Struct, frozen=True):
    """All that the law says of competence: by the id of the rule, and the areas."""

    yields: dict[str, Yields]
    areas: tuple[Area, ...]
