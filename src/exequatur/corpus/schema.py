"""What a file of the corpus may hold. Keys are those of the YAML; a key that is not here is a fault.

Free mappings (`data`, `details`, `unmapped` …) hold what readers see and no rule uses.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from .base import Confidence, DateForm, Strict
from .periods import PeriodForm
from .venues import YieldsForm


class FactSpec(Strict, kw_only=True):
    """A fact of the vocabulary. See docs/reference/facts.md for the meaning of each key."""

    type: Literal["truth", "date", "amount", "code", "count", "text"]
    kind: Literal["fact", "legal_question", "appraisal"]
    cls: Literal["supply", "not_shown", "on_record", "none"] = msgspec.field(name="class")
    stage: str
    question: str
    where: str
    closes_to: bool | str | None = None
    asked_of: list[str] = []
    effort: int = 5
    values: list[str] | None = None
    codes: str | None = None
    implies: dict[str, Any] = {}
    implies_when: dict[str, dict[str, Any]] = {}
    excludes: list[str] = []
    derived: bool = False
    defined_by: list[str] = []
    from_table: str | None = None
    column: str | None = None
    note: str | None = None
    old_ids: list[str] = []


class FactGroup(Strict, kw_only=True):
    """A file of `facts/`."""

    group: str
    about: str | None = None
    facts: dict[str, FactSpec]


class InForce(Strict, kw_only=True):
    """When a rule holds, and by which date role that is judged; both ends inclusive, null = open."""

    keyed_on: str
    from_: str | None = msgspec.field(name="from")
    to: str | None
    keyed_on_confidence: Confidence = "recalled"
    from_confidence: Confidence | None = None
    to_note: str | None = None
    published: str | None = None
    survives_for: str | None = None
    amended: str | None = None
    amended_text_from: str | None = None


class CitedAs(Strict, kw_only=True):
    """The number under which a provision stood between two days."""

    article: str
    from_: str | None = msgspec.field(name="from")
    to: str | None


Effect = Literal[
    "require",
    "refuse",
    "dismiss",
    "bar",
    "cut_down",
    "stay",
    "define",
    "route",
    "venue",
    "paper",
    "limit",
    "amount",
    "compute",
    "procedure",
    "inform",
]


class RuleForm(Strict, kw_only=True):
    """A rule as written."""

    id: str
    concept: str
    stage: Literal[
        "scope", "gate", "ripeness", "ground", "limit", "amount", "venue", "paper", "override", "procedure", "execution"
    ]
    regime: list[str]
    effect: Effect
    confidence: Confidence
    article: str | None = None
    cited_as: list[CitedAs] = []
    in_force: InForce | None = None
    else_: Any = msgspec.field(name="else", default=None)
    force: Literal["must", "may"] = "must"
    usual: Literal["apply", "not_apply", "unknown"] | None = None
    burden: Literal["applicant", "respondent", "court"] = "court"
    burden_confidence: Confidence | None = None
    kind: str | None = None
    defines: str | None = None
    test: Any = None
    when: list[Any] | None = None
    period: PeriodForm | None = None
    yields: YieldsForm | None = None
    result: str | None = None
    not_expressed: list[str] = []
    note: str | None = None
    rulings: list[str] = []
    reported_as: list[str] = []
    renumbering: str | None = None
    see: str | None = None
    sources: list[str] = []
    data: dict[str, Any] = {}


class Title(Strict, kw_only=True):
    """The names of an instrument."""

    en: str
    zh: str | None
    short: str


class InstrumentFile(Strict, kw_only=True):
    """A file of `cn/instruments/`: one instrument or version, with its provisions."""

    id: str
    requested: str
    title: Title
    provisions: list[RuleForm] = []
    region: str | None = None
    regime: str | None = None
    number: str | None = None
    adopted: str | None = None
    signed: str | None = None
    published: str | None = None
    promulgated: str | None = None
    in_force: InForce | None = None
    replaces: list[str] = []
    hk_implementation: dict[str, Any] | None = None
    supplement: dict[str, Any] | None = None
    relevance: str | None = None
    note: str | None = None
    sources: list[str] = []
    confidence: Confidence | None = None


class TrackForm(Strict, kw_only=True):
    """One set of rules of a regime; the first track whose `if` holds is taken."""

    id: str
    instrument: str | None = None
    if_: Any = msgspec.field(name="if", default=None)
    open_end: bool = False


class DecisionFile(Strict, kw_only=True):
    """A file of `cn/decisions/`: a regime, the order in which a court asks, and its tracks."""

    requested: str
    regime: str
    order: list[str]
    tracks: list[TrackForm]


class ForeignLaw(Strict, kw_only=True):
    """How the law of a state treats a judgment (or an insolvency order) of the requested state."""

    requires_reciprocity: bool | Literal["unknown"]
    text: str
    confidence: Confidence
    from_: str | None = msgspec.field(name="from", default=None)
    from_confidence: Confidence | None = None
    regime: (
        Literal["common_law_action", "statute", "statute_reciprocal", "statute_defensive", "treaty_or_listed", "none"]
        | None
    ) = None
    sources: list[str] = []


class StateFile(Strict, kw_only=True):
    """A file of `states/`."""

    requested: str
    iso: str
    name: str
    route: Literal["reciprocity", "treaty", "regional"]
    trade_rank_2023: int | None = None
    trade_tier: str | None = None
    law: ForeignLaw | None = None
    insolvency_law: ForeignLaw | None = None
    subdivisions: list[dict[str, Any]] = []
    subdivisions_note: str | None = None
    leads: list[str] = []
    conclusions: dict[str, Any] | None = None
    note: str | None = None
    sources: list[str] = []
    last_checked: str | None = None
    in_force: str | None = None
    in_force_conf: Confidence | None = None
    instrument: str | None = None


class BilateralFile(Strict, kw_only=True):
    """A file of `treaties/bilateral/`."""

    requested: str
    iso: str
    country: str
    kind: Literal["civil_commercial", "civil_criminal"]
    signed: str | None
    signed_conf: Confidence
    in_force: str | None
    in_force_conf: Confidence
    judgment_clauses: bool
    judgment_clauses_conf: Confidence
    jurisdiction_test: Literal["exclusive_only", "requested_law", "enumerated", "not_applicable", "unknown"]
    sources: list[str]
    judgment_clauses_note: str | None = None
    jurisdiction_test_conf: Confidence | None = None
    jurisdiction_test_note: str | None = None
    features: str | None = None
    in_force_note: str | None = None
    signed_note: str | None = None
    approved_by_china: str | None = None
    ratified: str | None = None
    ratified_by_china: str | None = None
    ratified_by_partner: str | None = None
    civil_matters_note: str | None = None


class SoftLawFile(Strict, kw_only=True):
    """A file of `treaties/soft_law/`: memoranda and statements that may show a consensus."""

    requested: str
    id: str
    title: str
    content: str
    confidence: Confidence
    sources: list[str]
    date: DateForm | None = None
    date_conf: Confidence | None = None
    binding: bool | None = None
    states: list[str] = []
    states_note: str | None = None
    reciprocity_use: str | None = None
    used_in: list[str] = []
    in_force: dict[str, str | None] | None = None


class KnownFrom(Strict, kw_only=True):
    """The first publication seen; `upper_bound`: public by that day at the latest."""

    day: str
    upper_bound: bool = False


class RulingFile(Strict, kw_only=True):
    """A file of `rulings/cn/`: a ruling of the requested state on a foreign judgment.

    `file` is what the court had, `record` what it did. Nothing that assesses may read `record`, `significance`,
    `related`, `note`.
    """

    id: str
    requested: str
    origin: dict[str, Any]
    court: dict[str, str]
    decided: DateForm
    file: dict[str, Any]
    replayable: bool
    record: Record
    sources: list[str]
    confidence: Confidence
    significance: str | None = None
    case_number: dict[str, str] | None = None
    decided_of: str | None = None
    decided_note: str | None = None
    known_from: KnownFrom | None = None
    application_date: DateForm | None = None
    parties: dict[str, Any] = {}
    matter: str | None = None
    kind: str | None = None
    relief: str | None = None
    sums: dict[str, Any] = {}
    found: list[str] = []
    inferred: list[str] = []
    unmapped: dict[str, Any] = {}
    not_replayable_because: str | None = None
    related: list[str] = []
    note: str | None = None
    recalled: list[str] = []


class Record(Strict, kw_only=True):
    """What a court did and why."""

    result: Literal["recognised", "partly", "refused", "dismissed", "withdrawn"]
    basis: str
    grounds: list[str]
    details: dict[str, Any] = {}
    later: dict[str, Any] | None = None


class ForeignDecisionFile(Strict, kw_only=True):
    """A file of `rulings/abroad/`: a foreign decision on a judgment of the requested state."""

    requested: str
    id: str
    state: str
    court: str
    result: Literal[
        "enforced",
        "recognised",
        "enforced_on_default",
        "refused",
        "summary_refused",
        "refusal_reversed",
        "set_aside",
        "vacated",
        "interim",
        "unknown",
    ]
    reason: str
    reason_kind: Literal[
        "none",
        "reciprocity",
        "systemic_due_process",
        "service",
        "finality",
        "proof",
        "public_policy",
        "sent_to_trial",
        "nature_of_document",
        "forum_procedure",
        "interim",
        "award_not_judgment",
        "unknown",
    ]
    counts_for: bool | Literal["unknown"]
    counts_against: bool | Literal["unknown"]
    finality: Finality
    sources: list[str]
    confidence: Confidence
    decided: DateForm | None = None
    decided_note: str | None = None
    known_from: KnownFrom | None = None
    subdivision: str | None = None
    level: str | None = None
    name: str | None = None
    docket: str | None = None
    judgment: dict[str, Any] = {}
    sums: dict[str, Any] = {}
    reciprocity_required: bool | None = None
    route: str | None = None
    significance: str | None = None
    note: str | None = None
    related: str | None = None
    used_by: list[str] = []
    recalled: list[str] = []
    on_principle: str | None = None


class Finality(Strict, kw_only=True):
    """Whether a decision is final, and what took its place."""

    final: bool | Literal["unknown"]
    superseded_by: str | None = None
    superseded_on: str | None = None
    affirmed: str | None = None


class NewYorkParty(Strict, kw_only=True):
    """A party to the New York Convention."""

    iso: str
    date: str
    entry_into_force: str
    conf: Confidence
    flags: str = ""
    note: str | None = None


class Territory(Strict, kw_only=True):
    """A territory to which the Convention was extended."""

    iso: str
    from_: DateForm = msgspec.field(name="from")
    conf: Confidence


class NewYorkFile(msgspec.Struct, kw_only=True):
    """`treaties/new_york_1958.yaml`; what is not named here is for readers."""

    requested: str
    title: str
    parties: list[NewYorkParty]
    territories: list[Territory]
    china: dict[str, Any]
    count_parties: int


class MultilateralFile(msgspec.Struct, kw_only=True):
    """A file of `treaties/multilateral/`; what is not named here is for readers."""

    requested: str
    id: str
    title: str
    china: dict[str, Any]
    confidence: Confidence
    sources: list[str]
    objection: dict[str, Any] | None = None
    newer_parties_seen: dict[str, str] = {}
    parties: list[str] = []
    territories: list[str] = []
    others_not_before: str | None = None
