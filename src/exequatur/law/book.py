"""The compiled law: what the program loads. Made from the corpus, never edited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import msgspec

from ..logic.diagram import Diagram
from ..logic.nodes import AnyNode, Defined
from ..logic.values import Code, Span, Value, hull
from .period import Timing
from .practice import Practice
from .venue import Venues
from .workdays import WorkingDays, Years

RECOGNISED, PARTLY, REFUSED, DISMISSED, OPEN, IMPOSSIBLE = 2, 3, 4, 5, 6, 7
ENDS = 8
OUTCOMES = {RECOGNISED: "recognised", PARTLY: "partly_recognised", REFUSED: "refused", DISMISSED: "dismissed"}
CONFIDENCE = {"text": 0, "secondary": 1, "recalled": 2}


class FactInfo(msgspec.Struct, frozen=True):
    """A fact of the vocabulary, as the program uses it. `closes_to` is a truth, a code or the name of a date role."""

    id: str
    type: str
    kind: str
    cls: str
    closes_to: bool | str | None
    stage: str
    asked_of: tuple[str, ...]
    effort: int
    values: tuple[str, ...] | None
    codes: str | None
    implies: tuple[tuple[str, str | None, str, bool], ...]
    """(this fact, its code or None for true, the other fact, the other's value)."""
    derived: bool
    table: tuple[str, str] | None
    """The dated table and column that answer the fact from its origin and the day asked about."""
    question: str
    where: str
    note: str | None


class Rule(msgspec.Struct, frozen=True):
    """A rule in force between two days of the date role `keyed_on` (ordinals, inclusive)."""

    id: str
    concept: str
    instrument: str
    article: str | None
    cited_as: tuple[tuple[str, int, int], ...]
    stage: str
    regime: tuple[str, ...]
    effect: str
    otherwise: str | None
    may: bool
    usual: str | None
    burden: str
    keyed_on: str | None
    since: int
    until: int
    defines: str | None
    node: AnyNode | None
    result: str | None
    note: str | None
    not_expressed: tuple[str, ...]
    legal_questions: tuple[str, ...]
    reported_as: tuple[str, ...]
    rulings: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str

    def number_on(self, on: int) -> str | None:
        """The number of the provision on the day `on`; before or after its versions the nearest one."""
        for article, since, until in self.cited_as:
            if since <= on <= until:
                return article
        if self.cited_as:
            return self.cited_as[0][0] if on < self.cited_as[0][1] else self.cited_as[-1][0]
        return self.article


class Instrument(msgspec.Struct, frozen=True):
    """An instrument: its names and what is known of its life."""

    id: str
    en: str
    zh: str | None
    short: str
    number: str | None


class Track(msgspec.Struct, frozen=True):
    """One set of rules of a regime, with the condition under which it governs (None: always)."""

    id: str
    instrument: str | None
    condition: AnyNode | None
    open_end: bool


class Order(msgspec.Struct, frozen=True):
    """How a court asks under one regime: the stages in order, and the tracks."""

    regime: str
    stages: tuple[str, ...]
    tracks: tuple[Track, ...]


class Row(msgspec.Struct, frozen=True):
    """What a table says of one key between two days, and for each column what it rests on or why it is open.

    `why`: none_on_record | partial_date | unknown_result | circular | not_checked | extension_date.
    """

    since: int
    until: int
    values: Mapping[str, bool | str | None]
    evidence: Mapping[str, tuple[str, ...]] = {}
    why: Mapping[str, str] = {}


class Table(msgspec.Struct, frozen=True):
    """A dated table: rows per key, in order of days. `absent` is what its columns say of a key that is not on it."""

    rows: dict[str, tuple[Row, ...]]
    absent: Mapping[str, bool | str | None] = {}

    def over(self, key: str, span: Span) -> tuple[Row, ...]:
        """The rows of `key` that touch `span`."""
        first, last = span
        return tuple([row for row in self.rows.get(key, ()) if row.since <= last and first <= row.until])

    def look_up(self, keys: Code | None, span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
        """What `column` says for one of `keys` on one of the days of `span`; the ids of the evidence."""
        if keys is None:
            return None, ()
        values: list[Value] = []
        evidence: list[str] = []
        absent = _cell(self.absent.get(column))
        for key in sorted(keys):
            touched = self.over(key, span)
            if not touched or touched[0].since > span[0] or touched[-1].until < span[1]:
                values.append(absent)
            for row in touched:
                values.append(_cell(row.values.get(column)))
                evidence.extend(row.evidence.get(column, ()))
        return hull(values), tuple(dict.fromkeys(evidence))


def _cell(cell: bool | str | None) -> Value:
    return frozenset((cell,)) if isinstance(cell, str) else cell


class StateInfo(msgspec.Struct, frozen=True):
    """A state or territory: name, route, and what our record holds on its law."""

    iso: str
    name: str
    route: str | None
    law: dict[str, Any] | None = None
    insolvency_law: dict[str, Any] | None = None
    note: str | None = None
    treaty: dict[str, Any] | None = None
    last_checked: str | None = None
    confidence: str = "recalled"
    subdivisions: tuple[dict[str, Any], ...] = ()


class RulingInfo(msgspec.Struct, frozen=True):
    """A ruling of the requested state, reduced to what counts: never its `file`."""

    id: str
    origin: str
    court: str | None
    decided: Span
    known: Span
    insolvency: bool
    regime: str
    result: str
    basis: str
    grounds: tuple[str, ...]
    related: tuple[str, ...]
    case_number: str | None
    case_number_latin: str | None


class Evidence(msgspec.Struct, frozen=True):
    """What a table row rests on, as it is quoted: a decision, a memorandum, a treaty. `decided` as written in the
    record.
    """

    id: str
    kind: str
    name: str
    court: str | None
    docket: str | None
    decided: str | None
    confidence: str


class PathDiagram(msgspec.Struct, frozen=True):
    """The decision diagram of one path: a root per period of the law, and the nodes behind its computed variables."""

    diagram: Diagram
    roots: tuple[int, ...]
    computed: dict[str, AnyNode]


class Book(msgspec.Struct, dict=True):
    """Everything the program knows, compiled."""

    release: str
    requested: str
    data_until: int
    facts: dict[str, FactInfo]
    rules: dict[str, Rule]
    instruments: dict[str, Instrument]
    orders: dict[str, Order]
    tables: dict[str, Table]
    states: dict[str, StateInfo]
    territories: dict[str, str]
    rulings: dict[str, RulingInfo]
    messages: dict[str, str]
    aliases: dict[str, str]
    """Names of states as people write them, in lower case, and the code that is meant."""
    currencies: dict[str, int]
    calendar: Years
    language: str = "en"
    """Of the messages, as a tag (BCP 47)."""
    periods: tuple[int, ...] = ()
    diagrams: dict[str, msgspec.Raw] = {}
    evidence: dict[str, Evidence] = {}
    practice_raw: dict[str, msgspec.Raw] = {}
    timing_raw: msgspec.Raw = msgspec.Raw(b"\x80")
    venues_raw: msgspec.Raw = msgspec.Raw(b"\x80")
    reading: msgspec.Raw = msgspec.Raw(b"\x80")
    """What only readers see: full rulings, foreign decisions, sources, treaties, soft law."""
    money: msgspec.Raw = msgspec.Raw(b"\x80")
    """The tables of fees and rates, decoded where they are asked for."""

    def drawn(self, track: str) -> PathDiagram:
        """The diagram of a path, decoded when first asked for."""
        made: PathDiagram = self.kept(
            "drawn", track, lambda: msgspec.msgpack.decode(self.diagrams[track], type=PathDiagram)
        )
        return made

    def kept(self, what: str, key: Hashable, make: Callable[[], Any]) -> Any:
        """Something worked out from the book, made once and kept with it (never written)."""
        shelf: dict[Hashable, Any] = self.__dict__.setdefault("_kept", {})
        if (what, key) not in shelf:
            shelf[what, key] = make()
        return shelf[what, key]

    @property
    def timing(self) -> Timing:
        """Periods and kinds of events, decoded when first asked for."""
        made: Timing = self.kept("timing", None, lambda: msgspec.msgpack.decode(self.timing_raw, type=Timing))
        return made

    @property
    def venues(self) -> Venues:
        """What the rules on competence yield, and the areas of courts, decoded when first asked for."""
        made: Venues = self.kept("venues", None, lambda: msgspec.msgpack.decode(self.venues_raw, type=Venues))
        return made

    @property
    def regional(self) -> frozenset[str]:
        """The instruments of which a track picks one: they govern alone where they govern."""
        made: frozenset[str] = self.kept(
            "regional",
            None,
            lambda: frozenset(
                track.instrument for order in self.orders.values() for track in order.tracks if track.instrument
            ),
        )
        return made

    def practice(self, file: str) -> Practice:
        """A file of practice, decoded when first asked for."""
        made: Practice = self.kept(
            "practice", file, lambda: msgspec.msgpack.decode(self.practice_raw[file], type=Practice)
        )
        return made

    @property
    def working_days(self) -> WorkingDays:
        """The calendar of the requested state."""
        made: WorkingDays = self.kept("working days", None, lambda: WorkingDays(self.calendar))
        return made

    def period(self, on: int) -> int:
        """The number of the period of the law in which the day `on` lies; the law before the first day is not known."""
        return max(0, bisect_right(self.periods, on) - 1)

    def look_up(self, name: str, keys: tuple[Value, ...], span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
        """A table lookup, as nodes ask for it. Only the first key is dated here: the others are carried by conditions."""
        table = self.tables.get(name)
        key = keys[0]
        if table is None:
            return None, ()
        return table.look_up(key if isinstance(key, frozenset) else None, span, column)

    def defining(self, node: Defined) -> list[Rule]:
        """The rules by which a derived fact is defined; none where a table defines it."""
        return [self.rules[id] for id in node.by.split("|") if id in self.rules]

    def nearest_state(self, text: str) -> str | None:
        """The code of the state or territory that a text most likely means; None where none is near."""
        from difflib import get_close_matches

        codes = {name.casefold(): code for code, name in self.territories.items()} | self.aliases
        wanted = text.strip().casefold()
        return codes.get(wanted) or next((codes[name] for name in get_close_matches(wanted, codes, 1, 0.75)), None)

    def state_name(self, iso: str) -> str:
        """The English name of a state or territory."""
        state = self.states.get(iso)
        return state.name if state else self.territories.get(iso, iso)


def found_reciprocity(basis: str) -> bool:
    """Whether the basis of a ruling is reciprocity in one of its forms."""
    return basis.startswith("reciprocity") or basis == "presumptive"


def weakest(confidences: list[str]) -> str:
    """The weakest of several confidences (text is the strongest)."""
    return max(confidences, key=CONFIDENCE.__getitem__, default="text")
