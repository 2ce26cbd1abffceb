"""What a file of `cn/practice/` may hold: what applicants, clerks and courts do, beside the rules themselves.

`when` is a test in the form of a rule. Texts that users see are messages: `practice.<file>.<id>.<key>`.
"""

from __future__ import annotations

from typing import Any, Literal

from .base import Confidence, Strict
from .periods import EventGroup


class EventKind(Strict, kw_only=True):
    """A kind of event in the life of a claim and what it does to a period that runs.

    `of`: a period on the title (applying, executing), on the debt itself, or both. `proof`: what has to be shown.
    `after_expiry`: whether the event takes away the defence of a debt that is already out of time.
    """

    id: str
    name: str
    effect: Literal["interrupts", "suspends", "none"]
    of: list[Literal["title", "debt"]]
    sources: list[str]
    confidence: Confidence
    group: EventGroup | None = None
    after_expiry: Literal["revives", "none"] = "none"
    proof: str | None = None
    cite: str | None = None
    rules: list[str] = []
    note: str | None = None


class EventsFile(Strict, kw_only=True):
    """`events.yaml`."""

    requested: str
    events: list[EventKind]


FILES: dict[str, type[Strict]] = {"events": EventsFile}
"""The files by name, each with its form."""

MESSAGES: dict[str, tuple[str, ...]] = {"events": ("name", "proof")}
"""The keys of each file's items that users read."""


def items(file: Strict) -> tuple[str, list[Any]]:
    """The one list of things with an id in a file, and its key."""
    return next((key, value) for key in file.__struct_fields__ if isinstance(value := getattr(file, key), list))
