"""A claim as its papers need it: what is stated of it in both languages, and a blank for what is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from ...assessment.assess import Assessment, Finding
from ...assessment.particulars import Opponent, Particulars
from ...language.tree import Run, RunKind
from ...language.venue import tell_venue
from ...language.voice import Told
from ...law.book import Rule
from ...logic.nodes import Fact, Step
from ...logic.values import Value, one
from ...planning.papers import dossier, in_force
from ...planning.procedure import procedure
from .blank import CLAIM, CONFIRM, Blank
from .cite import cited
from .pair import Shown, Side, message

_HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
REGIONAL = ("hong_kong", "macau", "taiwan")
AWARDS = ("award", "consent_award", "interim_award")


class Case:
    """One claim, assessed by the book in Chinese and in English."""

    def __init__(self, chinese: Assessment, english: Assessment) -> None:
        self.chinese, self.english = Side(chinese), Side(english)
        self.a = english
        self.claim = english.claim
        self.given: Particulars = self.claim.particulars
        self.procedure = procedure(english)
        self.known: dict[str, Value] = {fact: value for fact, value in self.claim.facts.items() if value is not None}
        self.regional = english.regime in REGIONAL
        self.award = one(self.known.get("kind")) in AWARDS
        self.currency = one(self.known.get("currency"))
        self.dossier = dossier(english)

    def kind(self, id: str) -> str:
        """The message `id` as it is worded for awards, for judgments of other regions, or for foreign judgments."""
        form = "award" if self.award else "judgment"
        found = (
            f"{id}.{form}.regional" if self.regional else "",
            f"{id}.{form}",
            f"{id}.regional" if self.regional else "",
        )
        return next((one for one in found if one and self.english.catalogue.has(one)), id)

    @staticmethod
    def is_hanzi(text: str) -> bool:
        """Whether a name is written in Chinese characters."""
        return _HANZI.search(text) is not None

    def is_one(self, fact: str, *codes: str) -> bool | None:
        """Whether a fact is one of some codes; None where that is open."""
        value = self.known.get(fact)
        if not isinstance(value, frozenset):
            return None
        return True if value <= set(codes) else False if value.isdisjoint(codes) else None

    def asked(self, fact: str, why: str = CLAIM) -> Blank:
        """The blank of a fact."""
        return Blank(fact, f"fact.{fact}.question", why)

    def value(self, fact: str) -> Shown:
        """A fact as a noun phrase, or its blank. A date or a sum of which only an end is known is both."""
        text = self.claim.texts.get(fact)
        if text:
            return Run(text, "value")
        known = self.known.get(fact)
        if known is None:
            return self.asked(fact)
        if fact.endswith("_place") and (found := next((one for one in self.places if one["fact"] == fact), None)):
            return self.place(found)
        kinds: dict[str, RunKind] = {"date": "day", "amount": "sum"}
        kind = kinds.get(self.a.desk.book.facts[fact].type, "text")

        def said(side: Side) -> Run:
            return Run(side.catalogue.value(fact, known, self.currency), kind)

        if isinstance(known, tuple) and known[0] != known[1]:
            return message("bundle.not_exact", value=said, on=self.asked(fact, CONFIRM))
        return said

    def statement(self, fact: str, why: str = CLAIM) -> Shown:
        """What is stated of a fact as a sentence, or its blank."""
        text = self.claim.texts.get(fact)
        if text:
            return message(f"fact.{fact}.is", value=Run(text, "value"))
        known = self.known.get(fact)
        if known is None:
            return self.asked(fact, why)
        if isinstance(known, tuple):
            return message(f"fact.{fact}.is", value=self.value(fact))
        return lambda side: Run(side.statement(fact, known))

    def written(self, path: str, value: str | None, kind: RunKind = "value") -> Shown:
        """A particular as it was written, or its blank."""
        if value:
            return Run(value, kind)
        label = re.sub(r"\[\d+\]", "", path)
        return Blank(f"particulars.{path}", f"bundle.field.{label}", CLAIM)

    def named(self, path: str, own: str | None, chinese: str | None, *, both: bool = True, key: str = "name") -> Shown:
        """A name in Chinese and in its own script, each first in its language. `both`: whether each is needed."""
        at = f"{path}.{key}" if path else key
        if own and not chinese and self.is_hanzi(own):
            own, chinese = None, own
            both = False
        first = self.written(f"{at}_zh", chinese, "name")
        if own is None and not both:
            return first
        second = self.written(at, own, "name")
        if own == chinese and own is not None:
            return first
        return lambda side: (
            side.say("bundle.named", value=first, on=second)
            if side is self.chinese
            else side.say("bundle.named", value=second, on=first)
        )

    @cached_property
    def court_of_origin(self) -> Shown:
        """The court, or the institution and tribunal, that gave the title."""
        own = self.given.court or self.claim.texts.get("arbitral_institution" if self.award else "origin_court")
        return self.named("", own, self.given.court_zh, key="court")

    @cached_property
    def respondents(self) -> tuple[Opponent, ...]:
        """The respondents by their particulars, else by the list of the claim; one where none is listed."""
        listed = self.claim.entries.respondents
        found = list(self.given.respondents) or [Opponent(name=entry.name) for entry in listed]
        for number, (entry, other) in enumerate(zip(listed, found, strict=False)):
            if other.name is None and other.name_zh is None and entry.name:
                found[number] = _renamed(other, entry.name)
        return tuple(found) or (Opponent(),)

    @cached_property
    def courts(self) -> list[tuple[Told, Told]]:
        """The competent courts, told in Chinese and in English."""
        return list(zip(*(tell_venue(side.a)["courts"] for side in (self.chinese, self.english)), strict=True))

    @cached_property
    def places(self) -> list[Told]:
        """The places that found competence, as they were read."""
        found: list[Told] = tell_venue(self.english.a)["places"]
        return found

    def place(self, told: Told) -> Shown:
        """A place by its name, or as it was written where it was not read."""
        place = told["place"]
        if place is None:
            return Run(told["written"], "value")
        return lambda side: Run(place["zh" if side is self.chinese else "en"], "name")

    @cached_property
    def court(self) -> Shown:
        """The court that is asked."""
        if self.courts and self.courts[0][0]["listed"]:
            told = self.courts[0][0]
            return lambda side: Run(told["zh" if side is self.chinese else "en"], "name")
        missing = [one["fact"] for one in tell_venue(self.english.a)["missing"]]
        fact = next((one for one in missing if one.endswith("_place")), "respondent_domicile_place")
        return Blank(fact, "bundle.field.court_asked", "bundle.why.venue")

    def rules(self, ids: Iterable[str]) -> tuple[Rule, ...]:
        """Those of some rules that are in force for the application, and made for its regime."""
        return in_force(self.a, ids)

    def law(self, rules: Iterable[Rule]) -> list[Shown]:
        """Rules as they are cited on the day asked about, each provision once."""
        found: dict[tuple[str, str | None], Rule] = {}
        for rule in rules:
            found.setdefault((self.a.desk.book.instruments[rule.instrument].en, rule.number_on(self.a.on)), rule)
        return [cited(rule, self.a.on) for rule in found.values()]

    def open_facts(self, finding: Finding) -> list[str]:
        """The facts that a finding turns on and that are no questions of law."""
        facts = self.a.desk.book.facts
        return [
            step.node.id
            for step in self._read(finding)
            if isinstance(step.node, Fact)
            and step.value is None
            and facts[step.node.id].kind != "legal_question"
            and not facts[step.node.id].derived
        ]

    def stated_facts(self, finding: Finding) -> list[str]:
        """The facts that a finding reads and that the claim states or implies."""
        return [
            step.node.id for step in self._read(finding) if isinstance(step.node, Fact) and step.node.id in self.known
        ]

    def _read(self, finding: Finding) -> Iterator[Step]:
        seen: set[str] = set()

        def walk(step: Step) -> Iterator[Step]:
            if isinstance(step.node, Fact) and step.node.id not in seen:
                seen.add(step.node.id)
                yield step
            for child in step.children:
                yield from walk(child)

        return walk(finding.clause.test.prove(finding.unclosed))


def _renamed(other: Opponent, name: str) -> Opponent:
    return msgspec.structs.replace(other, **{"name_zh" if _HANZI.search(name) else "name": name})
