"""The voice in which an assessment is told: sentences and values, with the places of its claim filled in."""

from __future__ import annotations

from typing import Any

from ..assessment.assess import Assessment, Finding
from ..logic.values import EVER, UNBOUNDED, Value, iso_span, one
from .catalogue import Catalogue

Told = dict[str, Any]
_PLACES = {"hong_kong": "place.mainland", "macau": "place.mainland", "taiwan": "place.mainland.taiwan"}
"""How the requested state is called in titles of its regions."""


class Voice:
    """Sentences about one assessment, with its state of origin and its day filled in."""

    def __init__(self, assessment: Assessment) -> None:
        self.a = assessment
        self.book = assessment.desk.book
        self.catalogue = Catalogue(self.book)
        origin = assessment.facts.get("origin")
        self.currency = one(assessment.facts.get("currency"))
        self.places: dict[str, object] = {
            "requested": self.catalogue.text(_PLACES.get(assessment.regime or "", "place.requested")),
            "origin": self.catalogue.state(one(origin) or "") if one(origin) else self.catalogue.text("place.origin"),
            "on": self.catalogue.day(assessment.on),
            "coverage": self.catalogue.day(min(assessment.on, self.book.data_until)),
        }

    def text(self, id: str, **values: object) -> str:
        """A message of the catalogue about this assessment."""
        return self.catalogue.text(id, **{**self.places, **values})

    def question(self, fact: str) -> Told:
        """A fact to ask for, and where its answer is found."""
        info = self.book.facts[fact]
        return {"fact": fact, "question": info.question, "where": info.where}

    def plain(self, fact: str, value: Value) -> object:
        """A value as JSON: truths as they are, codes as text or a list, dates as ISO or an interval, sums in major
        units.
        """
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, frozenset):
            return one(value) or sorted(value)
        if self.book.facts[fact].type != "date":
            digits = self.book.currencies.get(self.currency or "", 2)
            low, high = (None if abs(end) >= EVER else f"{end / 10**digits:.{digits}f}" for end in value)
            return low if low == high else {"from": low, "to": high}
        return iso_span(value)

    def certain(self, fact: str) -> Value:
        """What is known of a fact without closing anything."""
        stated = self.a.facts.get(fact)
        if stated is not None:
            return stated
        step = self.a.certain.seen.get(fact)
        return step.value if step else None

    def sentence(self, fact: str, certain: Value, stands: Value, closed: bool) -> str:
        """What the proof says of a fact: the statement, or what is taken for granted."""
        if closed:
            kind = {"supply": "provided", "not_shown": "unless", "on_record": "on_record"}[self.book.facts[fact].cls]
            return self.text(f"fact.{fact}.{kind}")
        return self.statement(fact, stands if certain is None else certain)

    def statement(self, fact: str, value: Value) -> str:
        """A fact with a value, as a sentence."""
        if value is None:
            return self.text(f"fact.{fact}.unknown")
        if isinstance(value, bool):
            return self.text(f"fact.{fact}.{'true' if value else 'false'}")
        if value == UNBOUNDED:
            return self.text(f"fact.{fact}.unknown")
        return self.text(f"fact.{fact}.is", value=self.catalogue.value(fact, value, self.currency))

    def fact_sentence(self, fact: str, answer: str | None = None) -> str:
        """The sentence of a fact as it is taken, or as another `answer` would make it."""
        if answer in ("true", "false"):
            id = f"fact.{fact}.{answer}"  # of a day or a sum: whether the comparison in which it stands holds
            return self.text(id) if self.catalogue.has(id) else self.text("fact.otherwise", value=fact)
        if answer is not None:
            labels = [self.catalogue.value(fact, frozenset((code,))) for code in answer.split("|") if code != "other"]
            either = self.catalogue.either(labels) if labels else self.text("list.other")
            return self.text(f"fact.{fact}.is", value=either)
        value = self.certain(fact)
        step = self.a.closing.seen.get(fact)
        return self.statement(
            fact, value if value is not None else self.a.closed.get(fact, step.value if step else None)
        )

    def rule_sentence(self, finding: Finding) -> str:
        """What a rule comes to as it stands."""
        value = {True: "true", False: "false", None: "unknown"}[finding.stands]
        return self.text(f"rule.{finding.clause.rule.id}.{value}")
