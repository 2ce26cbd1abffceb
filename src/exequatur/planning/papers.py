"""The papers of an application: which are needed, at hand or missing, with which formality, from whom, how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import msgspec

from ..assessment.assess import Assessment
from ..assessment.claim import clash_error
from ..law.book import Rule
from ..logic.nodes import Clash, Fact, Sitting, walk
from ..logic.values import Span, Truth, one
from .procedure import holds, items_of, procedure, test_of

AT_HAND, MISSING, UNKNOWN, NOT_NEEDED = "at_hand", "missing", "unknown", "not_needed"
YES, IF, UNLESS, USUAL, NO = "yes", "if", "unless", "usual", "no"
NO_FORMALITY, OPEN = "none", "unknown"
_EXEMPTION = "treaty_exemption"
_HOME = "applicant_nationality"


class Issuer(msgspec.Struct, frozen=True):
    """Who issues something. `certain`: None where an unknown fact decides; `general`: the general rule, no list of ours."""

    id: str
    item: dict[str, Any]
    certain: Truth
    general: bool


class Formality(msgspec.Struct, frozen=True):
    """What a paper has to bear.

    `kind`: none | apostille | legalisation | treaty_exemption | notarial_apostille | notarial_legalisation | regional |
    unknown. `item`: its item of practice (None: unknown). `spared_by`: items that may free the paper from it.
    `could_be`: the items left where it is unknown. `place`: where the paper is made; `assumed`: taken to be the state of
    origin as the claim does not say where the applicant is at home. `borne`: whether the papers bear it.
    """

    kind: str
    item: dict[str, Any] | None
    spared_by: tuple[str, ...]
    could_be: tuple[str, ...]
    decided_by: tuple[str, ...]
    place: str | None
    assumed: bool
    borne: Truth
    issuers: tuple[Issuer, ...]
    rules: tuple[Rule, ...]


class Copies(msgspec.Struct, frozen=True):
    """Copies beside the original: for the court and for each respondent (None: the claim lists none; one is counted)."""

    court: int
    each_respondent: int
    respondents: int | None

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.court + self.each_respondent * (self.respondents or 1)


class Paper(msgspec.Struct, frozen=True):
    """A paper of the application.

    `state`: at_hand | missing | unknown | not_needed. `needed`: yes | if | unless | usual (courts want it, no text in force
    asks for it) | optional | no; `decided_by`: the unknown facts behind it. `spared`: whether it would be needed but for
    something that the claim says.
    """

    id: str
    item: dict[str, Any]
    state: str
    needed: str
    decided_by: tuple[str, ...]
    spared: bool
    formality: Formality
    issuers: tuple[Issuer, ...]
    copies: Copies | None
    filing: dict[str, Any]
    rules: tuple[Rule, ...]

    @property
    def takes(self) -> dict[str, Any] | None:
        """How many days to plan for it."""
        found: dict[str, Any] | None = self.item.get("takes")
        return found


class Dossier(msgspec.Struct, frozen=True):
    """All papers of an application as of a day, how they are handed in, what the power says, which advice is stale."""

    procedure: str | None
    as_of: Span
    papers: tuple[Paper, ...]
    filing: dict[str, Any] | None
    filing_rules: tuple[Rule, ...]
    power: tuple[tuple[dict[str, Any], tuple[Rule, ...]], ...]
    advice: tuple[tuple[dict[str, Any], tuple[Rule, ...]], ...]


def papers(assessment: Assessment) -> list[Paper]:
    """The papers of the application in the order in which they are prepared; none where no procedure is clear."""
    return list(dossier(assessment).papers)


def dossier(assessment: Assessment) -> Dossier:
    """The papers and all that goes with them. Raises ClaimError where a stated fact contradicts a rule."""
    try:
        return _Desk(assessment).dossier()
    except Clash as clash:
        raise clash_error(clash) from None


def in_force(assessment: Assessment, rules: Iterable[str]) -> tuple[Rule, ...]:
    """Those of some rules that are in force for the application, and made for its regime."""
    return _Desk(assessment)._rules({"rules": tuple(rules)})


class _Desk:
    """One claim with its day of application, and the places where its papers are made."""

    def __init__(self, a: Assessment) -> None:
        self.a, self.book = a, a.desk.book
        self.procedure = procedure(a)
        stated = a.facts.get("application_date")
        self.as_of: Span = stated if isinstance(stated, tuple) else (a.on, a.on)
        self.instrument = a.ruled.path.track.instrument if a.ruled.path else None
        facts = {**a.facts, "application_date": self.as_of}
        self.origin = Sitting(facts, a.look_up, rounding=a.desk.rounding)
        self.home_known = one(facts.get(_HOME)) is not None
        home = {fact: value for fact, value in facts.items() if fact not in a.desk.derived}
        home["origin_subdivision"] = None
        if self.home_known:
            home["origin"] = facts[_HOME]
        self.home = Sitting(home, a.look_up, rounding=a.desk.rounding)
        self._bearing: dict[tuple[str, str], Formality] = {}
        self._issuing: dict[tuple[str, bool], tuple[Issuer, ...]] = {}

    def dossier(self) -> Dossier:
        """The whole answer."""
        if self.procedure is None:
            return Dossier(None, self.as_of, (), None, (), (), ())
        return Dossier(
            self.procedure,
            self.as_of,
            tuple(self._paper(id, item) for id, item in items_of(self.a, "papers", self.procedure)),
            self.filing,
            self._rules(self.filing),
            tuple((item, self._rules(item)) for _, item in self._holding("power")),
            tuple((item, self._rules(item, any_regime=True)) for _, item in self._holding("advice")),
        )

    @cached_property
    def filing(self) -> dict[str, Any]:
        """How papers of this procedure are handed in."""
        return next(item for _, item in items_of(self.a, "filing", self.procedure))

    @cached_property
    def copies(self) -> Copies:
        """How many of each."""
        listed = len(self.a.claim.entries.respondents)
        return Copies(self.filing["court"], self.filing["each_respondent"], listed or None)

    def _holding(self, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for id, item in items_of(self.a, file, self.procedure):
            if _both(self._dated(item), holds(self.a, file, id, self.origin)) is True:
                yield id, item

    def _paper(self, id: str, item: dict[str, Any]) -> Paper:
        needed, decided_by, spared = self._needed(id, item)
        at_hand = holds(self.a, "papers", f"{id}.at_hand", self.origin) if "at_hand" in item else None
        state = NOT_NEEDED if needed == NO else {True: AT_HAND, False: MISSING, None: UNKNOWN}[at_hand]
        at_home = item["place"] == "applicant"
        return Paper(
            id,
            item,
            state,
            needed,
            decided_by,
            spared,
            self._formality(item["nature"], item["place"]),
            self._issuers(item["issuers"], at_home),
            self.copies if item.get("copied", True) else None,
            self.filing,
            self._rules(item),
        )

    def _needed(self, id: str, item: dict[str, Any]) -> tuple[str, tuple[str, ...], bool]:
        if item.get("regimes") and self.a.regime not in item["regimes"]:
            return NO, (), False
        when = holds(self.a, "papers", id, self.origin)
        unless = holds(self.a, "papers", f"{id}.unless", self.origin) if "unless" in item else False
        if when is False or unless is True:
            return NO, (), when is not False
        if when is None:
            return IF, self._open("papers", id, self.origin), False
        if unless is None:
            return UNLESS, self._open("papers", f"{id}.unless", self.origin), False
        must = item.get("must", "always")
        if must == "always":
            return YES if self._rules(item) or not item.get("rules") else USUAL, (), False
        if "must_if" in item:
            value = holds(self.a, "papers", f"{id}.must_if", self.origin)
            if value is not False:
                open_facts = self._open("papers", f"{id}.must_if", self.origin) if value is None else ()
                return (YES if value else must), open_facts, False
        return must, (), False

    def _formality(self, nature: str, place: str) -> Formality:
        key = nature, place
        if key not in self._bearing:
            self._bearing[key] = self._bear(nature, place == "applicant")
        return self._bearing[key]

    def _bear(self, nature: str, at_home: bool) -> Formality:
        sitting = self.home if at_home else self.origin
        place = None if nature == "here" else one(sitting.facts.get("origin"))
        assumed = at_home and not self.home_known
        before: list[tuple[str, dict[str, Any]]] = []
        for id, item in items_of(self.a, "formalities", self.procedure):
            if nature not in item["of"] or (item["rules"] and not self._rules(item, any_regime=True)):
                continue
            met = self._dated(item)
            if met is not False:
                met = _both(met, holds(self.a, "formalities", id, sitting))
            if met is None:
                before.append((id, item))
            elif met and all(other["kind"] in (_EXEMPTION, item["kind"]) for _, other in before):
                spared_by = tuple(other for other, one in before if one["kind"] == _EXEMPTION)
                borne = None
                if nature == "court" and "met" in item:
                    borne = holds(self.a, "formalities", f"{id}.met", self.origin)
                return Formality(
                    item["kind"],
                    item,
                    spared_by,
                    (),
                    (),
                    place,
                    assumed,
                    borne,
                    self._issuers(item["issuers"], at_home) if "issuers" in item else (),
                    self._rules(item, any_regime=True),
                )
            elif met:
                before.append((id, item))
                break
        facts = [fact for id, _ in before for fact in self._open("formalities", id, sitting)]
        facts += ["application_date"] if self.as_of[0] != self.as_of[1] else []
        return Formality(
            OPEN,
            None,
            (),
            tuple(id for id, _ in before),
            tuple(dict.fromkeys(facts)),
            place,
            assumed,
            None,
            (),
            tuple(dict.fromkeys(rule for _, item in before for rule in self._rules(item, any_regime=True))),
        )

    def _issuers(self, kind: str, at_home: bool) -> tuple[Issuer, ...]:
        key = kind, at_home
        if key not in self._issuing:
            self._issuing[key] = tuple(self._issue(kind, self.home if at_home else self.origin))
        return self._issuing[key]

    def _issue(self, kind: str, sitting: Sitting) -> Iterator[Issuer]:
        sure, tests = False, self.book.practice("issuers").tests
        for id, item in self.issuers.get(kind, ()):
            general = id not in tests
            if general and sure:
                continue
            certain = holds(self.a, "issuers", id, sitting)
            if certain is not False:
                sure = sure or certain is True
                yield Issuer(id, item, certain, general)

    @cached_property
    def issuers(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        """The issuers by what they issue; the general rules last, as the file has them."""

        def sort() -> dict[str, list[tuple[str, dict[str, Any]]]]:
            by_kind: dict[str, list[tuple[str, dict[str, Any]]]] = {}
            for id, item in self.book.practice("issuers").items.items():
                for kind in item["of"]:
                    by_kind.setdefault(kind, []).append((id, item))
            return by_kind

        made: dict[str, list[tuple[str, dict[str, Any]]]] = self.book.kept("issuers", None, sort)
        return made

    def _dated(self, item: dict[str, Any]) -> Truth:
        """Whether the first rule of an item is in force on the day of the application."""
        if not item.get("rules"):
            return True
        rule = self.book.rules[item["rules"][0]]
        if rule.keyed_on != "application_date":
            return True
        lo, hi = self.as_of
        if hi < rule.since or rule.until < lo:
            return False
        return True if rule.since <= lo and hi <= rule.until else None

    def _rules(self, item: dict[str, Any], any_regime: bool = False) -> tuple[Rule, ...]:
        """The rules that an item rests on, of those in force on the day and made for the regime."""
        return tuple([rule for id in item.get("rules", ()) if self._cited(rule := self.book.rules[id], any_regime)])

    def _cited(self, rule: Rule, any_regime: bool) -> bool:
        lo, hi = self.as_of if rule.keyed_on == "application_date" else (self.a.on, self.a.on)
        if hi < rule.since or rule.until < lo:
            return False
        if rule.instrument in self.book.regional:
            return rule.instrument == self.instrument
        return any_regime or self.a.regime in rule.regime or "all" in rule.regime

    def _open(self, file: str, path: str, sitting: Sitting) -> tuple[str, ...]:
        """The facts not known on which a test turns."""
        test = test_of(self.a, file, path)
        if test is None:
            return ()
        met = [node.id for node in walk(test) if isinstance(node, Fact)]
        away = sitting is self.home
        return tuple(
            dict.fromkeys(
                _HOME if away and fact == "origin" else fact for fact in met if sitting.facts.get(fact) is None
            )
        )


def _both(one: Truth, other: Truth) -> Truth:
    return False if one is False or other is False else None if one is None or other is None else True
