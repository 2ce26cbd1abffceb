"""What a file of `cn/practice/` may hold: what applicants, clerks and courts do, beside the rules themselves.

`when` is a test in the form of a rule. Texts that users see are messages: `practice.<file>.<id>.<key>`.
"""

from __future__ import annotations

from typing import Any, Literal

from . import papers, templates
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


class Procedure(Strict, kw_only=True):
    """A procedure by which a title comes in: that of the first item of its regime whose `when` holds. `costs`: its name in
    the table of costs.
    """

    id: str
    name: str
    regimes: list[str]
    sources: list[str]
    confidence: Confidence
    when: Any = None
    costs: str | None = None
    cite: str | None = None


class ProceduresFile(Strict, kw_only=True):
    """`procedures.yaml`."""

    requested: str
    procedures: list[Procedure]


class Took(Strict, kw_only=True):
    """How long a step takes, in days: the least and the most, a mean with its count and year, or what a text allows.

    `kind`: `planned` (a range to plan with), `reported` (published figures), `allowed` (a limit set by a text).
    """

    kind: Literal["planned", "reported", "allowed"]
    sources: list[str]
    confidence: Confidence
    min: int | None = None
    max: int | None = None
    mean: int | None = None
    n: int | None = None
    year: int | None = None
    cite: str | None = None
    note: str | None = None


class PlanStep(Strict, kw_only=True):
    """A step of the plan.

    `needs`: steps that must be done before, where they are part of the plan; `by`: the period that binds it; `done`: the
    dates of the claim that say it was done; `have`: facts that, all true, say that its papers are at hand; `optional`:
    only where wanted or needed; `procedures`: those it belongs to (empty: all); `takes`: the first entry of its procedure
    counts.
    """

    id: str
    name: str
    what: str
    phase: Literal["prepare", "apply", "court", "execute"]
    sources: list[str]
    confidence: Confidence
    procedures: list[str] = []
    when: Any = None
    needs: list[str] = []
    by: Literal["application", "execution", "review", "claim"] | None = None
    done: list[str] = []
    have: list[str] = []
    optional: bool = False
    takes: list[Duration] = []
    cite: str | None = None
    rules: list[str] = []
    note: str | None = None


class Duration(Took, kw_only=True):
    """How long the step takes in some procedures (empty: in all others)."""

    procedures: list[str] = []


class StepsFile(Strict, kw_only=True):
    """`steps.yaml`."""

    requested: str
    steps: list[PlanStep]


class Point(Strict, kw_only=True):
    """One thing that closes, spoils or is needed: `when` it applies, what it is, what says so. `period`: it applies where
    that period of the claim is over or may be. `unless`: while nothing is stated it is taken not to be there, and the
    answer says so.
    """

    id: str
    text: str
    when: Any = None
    period: Literal["application", "claim"] | None = None
    unless: bool = False
    regimes: list[str] = []
    rules: list[str] = []
    sources: list[str] = []
    confidence: Confidence | None = None


class Figure(Strict, kw_only=True):
    """A published figure, never shown without its year and source."""

    what: str
    year: int
    sources: list[str]
    confidence: Confidence


class RouteItem(Strict, kw_only=True):
    """A way to the money. `outcome`: the route is open as the assessment stands; else it is closed where a `closed_if`
    holds. `costs`: the procedure of the table of costs (`procedure`: that of the claim), with the `institutions` to compare;
    `fees`: single kinds of fee.
    """

    id: str
    name: str
    what: str
    sources: list[str]
    confidence: Confidence
    outcome: Literal["as_it_stands"] | None = None
    closed_if: list[Point] = []
    doubtful_if: list[Point] = []
    steps: list[str] = []
    takes: list[Duration] = []
    costs: str | None = None
    institutions: list[str] = []
    fees: list[str] = []
    published: list[Figure] = []
    needs: list[Point] = []
    spoils: list[Point] = []
    strength: str | None = None
    note: str | None = None


class RoutesFile(Strict, kw_only=True):
    """`routes.yaml`."""

    requested: str
    routes: list[RouteItem]


class Door(Strict, kw_only=True):
    """What another proceeding opens or shuts."""

    id: str
    name: str
    what: str
    when: Any
    rules: list[str]
    sources: list[str]
    confidence: Confidence


class DoorsFile(Strict, kw_only=True):
    """`doors.yaml`."""

    requested: str
    doors: list[Door]


class Measure(Strict, kw_only=True):
    """Something to ask for in execution, with the time for which it holds."""

    id: str
    kind: Literal["override", "measure", "freeze", "pressure", "add_party", "remedy"]
    name: str
    what: str
    rules: list[str]
    sources: list[str]
    confidence: Confidence
    when: Any = None
    length: dict[Literal["years", "months", "days"], int] | None = None
    term: str | None = None
    cite: str | None = None


class ExecutionFile(Strict, kw_only=True):
    """`execution.yaml`."""

    requested: str
    execution: list[Measure]


class Term(Strict, kw_only=True):
    """What whoever drafts an agreement on a debt should know of a term, in our words."""

    id: str
    text: str
    sources: list[str]
    confidence: Confidence
    cite: str | None = None
    rules: list[str] = []


class TermsFile(Strict, kw_only=True):
    """`terms.yaml`."""

    requested: str
    terms: list[Term]


FILES: dict[str, type[Strict]] = {
    "terms": TermsFile,
    "doors": DoorsFile,
    "events": EventsFile,
    "execution": ExecutionFile,
    "procedures": ProceduresFile,
    "routes": RoutesFile,
    "steps": StepsFile,
    **papers.FILES,
    **templates.FILES,
}
"""The files by name, each with its form."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "doors": ("name", "what"),
    "events": ("name", "proof"),
    "execution": ("name", "what", "term"),
    "routes": (
        "name",
        "what",
        "strength",
        "note",
        "steps",
        "closed_if.text",
        "doubtful_if.text",
        "needs.text",
        "spoils.text",
        "published.what",
    ),
    "procedures": ("name",),
    "steps": ("name", "what"),
    "terms": ("text",),
    **papers.MESSAGES,
    **templates.MESSAGES,
}
"""The keys of each file's items that users read."""


def items(file: Strict) -> tuple[str, list[Any]]:
    """The one list of things with an id in a file, and its key."""
    return next((key, value) for key in file.__struct_fields__ if isinstance(value := getattr(file, key), list))
