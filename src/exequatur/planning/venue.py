"""The courts that a claim can be brought to on a day, in the order in which the law of that day names the heads of
competence, each with its reason and what it depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ..assessment.assess import Assessment
from ..assessment.entries import Respondent
from ..assessment.fields import ClaimError
from ..citation.divisions import Division
from ..citation.places import AMBIGUOUS, FOUND, Place
from ..law.book import Rule, weakest
from ..law.venue import Head, Yields
from ..logic.nodes import Fact, walk
from ..logic.values import Code, Value
from .seat import AREA_UNKNOWN, Seat, Seats, seats

HEAD_NOT_NAMED = "head_not_named"
COMPETENT, CONDITIONAL, OPEN, NONE, NO_RULE = "competent", "conditional", "open", "none", "no_rule"
_MOST_READINGS = 8
OF_RESPONDENT = {
    "respondent_domicile_place": "domicile_place",
    "respondent_residence_place": "residence_place",
    "respondent_property_place": "property_places",
}


class Condition(msgspec.Struct, frozen=True):
    """What a court's competence still depends on. `what` is the kind: fact (`id` must have the value `wanted`), doubt (about
    the court of the place, or about the matter: the id of the rule), special or not_special (the matter is, or is not, one
    for the court of that rule), place (which of several is meant), reading (of a place: the code of the division), amount
    (the sum, in fen, from which the level hears actions).
    """

    what: str
    id: str
    wanted: bool | Code | int | None = None


class Site(msgspec.Struct, frozen=True):
    """A place of the claim as read: which fact named it, of which respondent (None: the first, or not a respondent)."""

    fact: str
    place: Place
    respondent: int | None
    one_of: bool = False


class Ground(msgspec.Struct, frozen=True):
    """Why a court is competent: the head, the place, the rule, and the conditions."""

    head: str
    site: Site
    rule: Rule
    conditions: tuple[Condition, ...]
    order: tuple[int, ...]


class CourtAt(msgspec.Struct, frozen=True):
    """A court with the grounds on which it is competent, the best first. `seat.court` is None where our table has none."""

    rank: int
    kind: str
    seat: Seat
    grounds: tuple[Ground, ...]
    confidence: str

    @property
    def certain(self) -> bool:
        """Whether nothing is open about its competence."""
        return self.seat.court is not None and any(not ground.conditions for ground in self.grounds)


class Venue(msgspec.Struct, frozen=True):
    """All competent courts on a day. `day`: the day whose law on competence counts; `closed`: heads that the facts exclude."""

    status: str
    day: int
    rule: Rule | None
    yields: Yields | None
    courts: tuple[CourtAt, ...]
    sites: tuple[Site, ...]
    closed: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[Rule, ...]


def venue(a: Assessment) -> Venue:
    """The competent courts for the application, ranked. Raises ClaimError where a place contradicts another fact."""
    day = _day_of_law(a)
    rule = next(iter(_rules(a, day, ("intermediate",))), None)
    if rule is None:
        missing = (
            _decides_path(a) if a.regime else tuple(fact for fact in ("origin", "kind") if fact not in a.claim.facts)
        )
        return Venue(OPEN if missing else NO_RULE, day, None, None, (), (), (), missing, ())
    return _Search(a, day, rule).venue()


class _Search:
    """The search for the courts of one claim under one rule."""

    def __init__(self, a: Assessment, day: int, rule: Rule) -> None:
        self.a, self.day, self.rule = a, day, rule
        self.yields = a.desk.book.venues.yields[rule.id]
        self.seats: Seats = seats(a.desk.book)
        self.sites = tuple(read_sites(a, self.seats))
        self.facts = _with_places(a, self.sites)
        self.special = _rules(a, day, ("maritime", "financial", "concentrated"))
        self.missing: dict[str, None] = {}
        self.closed: list[str] = []

    def venue(self) -> Venue:
        found: dict[str, tuple[str, Seat, list[Ground]]] = {}
        heads = [(number, head) for number, head in enumerate(self.yields.heads) if self._stands(head)]
        for number, head in heads:
            for kind, seat, ground in self._under(number, head):
                key = seat.court.code if seat.court else f"?{ground.site.place.written}"
                grounds = found.setdefault(key, (kind, seat, []))[2]
                if not any(_same(ground, other) for other in grounds):
                    grounds.append(ground)
        ordered = sorted(
            (
                (kind, seat, sorted(grounds, key=lambda one: (bool(one.conditions), one.order)))
                for kind, seat, grounds in found.values()
            ),
            key=lambda one: one[2][0].order,
        )
        courts = tuple(
            CourtAt(rank, kind, seat, tuple(grounds), _weakest(seat, grounds[0]))
            for rank, (kind, seat, grounds) in enumerate(ordered, 1)
        )
        notes = [rule for rule in self._notes() if len(courts) > 1] if self.yields.first_filed else []
        return Venue(
            self._status(courts),
            self.day,
            self.rule,
            self.yields,
            courts,
            self.sites,
            tuple(dict.fromkeys(self.closed)),
            tuple(self.missing),
            tuple(notes),
        )

    def _status(self, courts: Sequence[CourtAt]) -> str:
        if any(court.certain for court in courts):
            return COMPETENT
        if courts:
            return CONDITIONAL
        return OPEN if self.missing else NONE

    def _stands(self, head: Head) -> bool:
        """Whether the provision behind a head is in force."""
        if head.rule is None:
            return True
        rule = self.a.desk.book.rules[head.rule]
        return rule.since <= self.day <= rule.until

    def _under(self, number: int, head: Head) -> Iterator[tuple[str, Seat, Ground]]:
        """The courts under one head."""
        conditions = self._conditions(head)
        if conditions is None:
            self.closed.append(head.place)
            return
        sites = [site for site in self.sites if site.fact == head.place]
        if not sites:
            if head.fact is None or self.facts.get(head.fact) is True:
                self._ask(head.place)
            elif head.fact and self.facts.get(head.fact) is False:
                self.closed.append(head.place)
            else:
                self._ask(head.fact)
            return
        for condition in conditions:
            if condition.what == "fact":
                self._ask(condition.id)
        rule = self.a.desk.book.rules[head.rule] if head.rule else self.rule
        for place, site in enumerate(sites):
            given = [*conditions, *([Condition("place", head.place)] if site.one_of else [])]
            yield from self._at(site, Ground(head.place, site, rule, tuple(given), (number, place)))

    def _at(self, site: Site, ground: Ground) -> Iterator[tuple[str, Seat, Ground]]:
        """The courts for one place: the special one that takes the case, else the ordinary one."""
        if site.place.status == AMBIGUOUS:
            self._ask(site.fact)
            for number, candidate in enumerate(site.place.candidates[:_MOST_READINGS]):
                reading = Condition("reading", candidate.gb)
                order = (*ground.order, number)
                yield from self._in(candidate, _with(ground, (*ground.conditions, reading), order))
        elif site.place.division is not None:
            yield from self._in(site.place.division, _with(ground, ground.conditions, (*ground.order, 0)))
        else:
            self._ask(site.fact)

    def _in(self, division: Division, ground: Ground) -> Iterator[tuple[str, Seat, Ground]]:
        """The courts for one division."""
        excluded: list[Condition] = []
        for rule in self.special:
            yields = self.a.desk.book.venues.yields[rule.id]
            held = self.seats.special(yields.court, division, self.day)
            heads = [head.place for head in yields.heads]
            doubts = self._special(rule, yields) if held else None
            if doubts is None:
                continue
            if heads and ground.head not in heads:
                doubts = [*doubts, Condition("doubt", HEAD_NOT_NAMED)]
            order = (heads.index(ground.head), *ground.order[1:]) if heads and not doubts else ground.order
            for seat in held:
                given = (*ground.conditions, *excluded, *doubts, *_doubt(seat))
                behind = int(bool(doubts or seat.doubt))
                yield yields.court, seat, Ground(ground.head, ground.site, rule, given, (*order, behind))
            if not doubts and not any(seat.doubt for seat in held):
                return
            excluded += [Condition("not_special", rule.id)]
        ordinary = self.seats.ordinary(division, self.day)
        if not ordinary or any(seat.doubt == AREA_UNKNOWN for seat in ordinary):
            self._ask(ground.site.fact)
        for seat in ordinary:
            given = (*ground.conditions, *excluded, *_doubt(seat))
            yield "intermediate", seat, _with(ground, given, (*ground.order, 0))

    def _special(self, rule: Rule, yields: Yields) -> list[Condition] | None:
        """On what a special court's competence depends; None where the case is not for it."""
        holds = True if rule.node is None else rule.node.prove(self.a.certain).value
        if holds is True:
            return []
        doubts = [
            Condition("doubt", rule.id)
            for fact, codes in yields.perhaps
            if isinstance(value := self.facts.get(fact), frozenset) and value & codes
        ]
        if holds is False:
            return doubts or None
        for fact, _ in yields.perhaps:
            self._ask(fact)
        return doubts or [Condition("special", rule.id)]

    def _conditions(self, head: Head) -> list[Condition] | None:
        """What a head still depends on; None where it is closed."""
        open_: list[Condition] = []
        for fact, wanted in head.only_if:
            value = self.facts.get(fact)
            if isinstance(wanted, bool):
                if value is None:
                    open_.append(Condition("fact", fact, wanted))
                elif value is not wanted:
                    return None
            elif not isinstance(value, frozenset):
                open_.append(Condition("fact", fact, wanted))
            elif not value & wanted:
                return None
            elif not value <= wanted:
                open_.append(Condition("fact", fact, wanted))
        if head.fact and self.facts.get(head.fact) is False:
            return None
        return open_

    def _ask(self, fact: str) -> None:
        self.missing[fact] = None

    def _notes(self) -> list[Rule]:
        """Provisions on what follows where several courts are competent."""
        return [
            rule
            for rule in self.a.desk.book.rules.values()
            if rule.stage == "venue"
            and rule.effect == "inform"
            and rule.id not in self.a.desk.book.venues.yields
            and self.a.regime in rule.regime
            and rule.instrument not in self.a.desk.book.regional
            and not any(head.rule == rule.id for head in self.yields.heads)
            and rule.since <= self.day <= rule.until
        ]


def read_sites(a: Assessment, at: Seats) -> Iterator[Site]:
    """Every place that the claim names, read to a division."""
    for fact in (*OF_RESPONDENT, "applicant_domicile_place", "dispute_connected_place", "related_case_place"):
        value = a.claim.facts.get(fact)
        if isinstance(value, frozenset):
            for text in sorted(value):
                yield Site(fact, at.places.read(text), None, len(value) > 1)
    for number, respondent in enumerate(a.claim.entries.respondents):
        for fact, text in _places_of(respondent):
            yield Site(fact, at.places.read(text), number)


def _places_of(respondent: Respondent) -> Iterator[tuple[str, str]]:
    for fact, field in OF_RESPONDENT.items():
        value = getattr(respondent, field)
        for text in value if isinstance(value, tuple) else (value,) if value else ():
            yield fact, text


_SAYS = {
    "respondent_domicile_place": "respondent_domiciled_in_requested_state",
    "respondent_residence_place": "respondent_habitually_resident_in_requested_state",
    "respondent_property_place": "respondent_property_in_requested_state",
    "applicant_domicile_place": "applicant_domiciled_in_requested_state",
}


def _with_places(a: Assessment, sites: Sequence[Site]) -> dict[str, Value]:
    """The facts of the claim, and what its places say: who has a domicile there is domiciled in the requested state."""
    facts = dict(a.facts)
    for site in sites:
        fact = _SAYS.get(site.fact)
        if fact is None or site.place.status not in (FOUND, AMBIGUOUS):
            continue
        if site.respondent is None and a.claim.facts.get(fact) is False:
            raise ClaimError(
                f"{site.fact}: names a place in the requested state, but {fact} is false; correct one of them"
            )
        facts[fact] = True
    return facts


def _day_of_law(a: Assessment) -> int:
    """The day whose law on competence counts: that of an application already made, else the day asked about."""
    made = a.claim.facts.get("application_date")
    return min(made[1], a.on) if isinstance(made, tuple) else a.on


def _rules(a: Assessment, day: int, kinds: tuple[str, ...]) -> list[Rule]:
    """The rules that make courts of those kinds competent in the regime on a day, in the order of `kinds`."""
    book = a.desk.book
    if a.regime is None:
        return []
    own = a.ruled.path.track.instrument if a.ruled.path else None
    found = [
        book.rules[id]
        for id in book.venues.yields
        if a.regime in book.rules[id].regime
        and (book.rules[id].instrument not in book.regional or book.rules[id].instrument == own)
        and book.rules[id].since <= day <= book.rules[id].until
        and book.venues.yields[id].court in kinds
    ]
    return sorted(found, key=lambda rule: kinds.index(book.venues.yields[rule.id].court))


def _decides_path(a: Assessment) -> tuple[str, ...]:
    """The unknown facts on which it hangs which instrument of the regime governs, where that is open."""
    if a.regime is None or a.ruled.path is not None:
        return ()
    tests = [path.condition for path in a.desk.decision.paths[a.regime] if path.condition is not None]
    facts = [node.id for test in tests for node in walk(test) if isinstance(node, Fact)]
    asked = [fact for fact in facts if a.facts.get(fact) is None and fact not in a.desk.derived]
    return tuple(dict.fromkeys(asked))


def _with(ground: Ground, conditions: tuple[Condition, ...], order: tuple[int, ...]) -> Ground:
    return Ground(ground.head, ground.site, ground.rule, conditions, order)


def _same(one: Ground, other: Ground) -> bool:
    """Whether two grounds say the same: the first respondent often stands again in the list of respondents."""
    return (one.head, one.site.place.division, one.conditions) == (
        other.head,
        other.site.place.division,
        other.conditions,
    )


def _doubt(seat: Seat) -> list[Condition]:
    return [Condition("doubt", seat.doubt)] if seat.doubt else []


def _weakest(seat: Seat, ground: Ground) -> str:
    return weakest([seat.confidence, ground.rule.confidence])
