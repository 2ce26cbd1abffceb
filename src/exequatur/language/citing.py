"""Provisions, rulings and foreign evidence as they are quoted beside a statement."""

from __future__ import annotations

from ..law.book import Book, Rule
from ..law.groups import standing
from ..logic import nodes
from ..logic.values import iso, one
from .naming import ruling_name
from .voice import Told, Voice


class Citing(Voice):
    """A voice that quotes its authorities."""

    def cite(self, rule: Rule) -> Told:
        """A rule as it is cited on the day asked about."""
        cited = quoted(self.book, rule, self.a.on)
        if rule.rulings:
            cited["rulings"] = [self.ruling(id) for id in rule.rulings if id not in self.a.without]
        return cited

    def cite_definition(self, node: nodes.Defined, step: nodes.Step) -> list[Told]:
        """The rules that define a fact, and the table rows that were read."""
        cited = [self.cite(rule) for rule in self.book.defining(node)]
        if node.id == "reciprocity_established":
            cited += [{"evidence": id, "kind": "ruling", **self.ruling(id)} for id in self._found_by()]
        rows: list[str] = []

        def collect(part: nodes.Step) -> None:
            if isinstance(part.node, nodes.Table):
                rows.extend(part.rows)
            if not isinstance(part.node, nodes.Defined) or part is step:
                for child in part.children:
                    collect(child)

        collect(step)
        return cited + [self.evidence(id) for id in dict.fromkeys(rows)]

    def _found_by(self) -> tuple[str, ...]:
        """The rulings that found reciprocity with the state of origin before the day."""
        state = one(self.a.facts.get("origin"))
        if state is None or self.a.regime != "reciprocity":
            return ()
        found = standing(self.book, state, self.a.on, without=self.a.without).found_by
        return tuple(id for id in found if not self.book.rulings[id].insolvency)

    def evidence(self, id: str) -> Told:
        """A decision, memorandum, treaty or foreign law as it is quoted."""
        if id == "law":
            state = self.book.states.get(one(self.a.facts.get("origin")) or "")
            insolvency = self.a.regime == "insolvency" and state is not None and state.insolvency_law
            law = insolvency or (state.law if state else None) or {}
            return {
                "evidence": "law",
                "name": law.get("text"),
                "confidence": law.get("confidence", "recalled"),
                "kind": "foreign_law",
            }
        found = self.book.evidence.get(id)
        if found is None:
            return {"evidence": id}
        return {
            "evidence": found.id,
            "kind": found.kind,
            "name": found.name,
            "court": found.court,
            "docket": found.docket,
            "decided": found.decided,
            "confidence": found.confidence,
        }

    def ruling(self, id: str) -> Told:
        """A ruling as it is quoted: by its case number, else by court, day and parties."""
        ruling = self.book.rulings.get(id)
        return {
            "id": id,
            "name": ruling_name(self.book, id),
            "case_number": ruling.case_number if ruling else None,
            "pinyin": ruling.case_number_latin if ruling else None,
        }


def quoted(book: Book, rule: Rule, on: int) -> Told:
    """A rule with its instrument and its number on a day."""
    instrument = book.instruments[rule.instrument]
    return {
        "rule": rule.id,
        "instrument": instrument.id,
        "title": instrument.en,
        "title_zh": instrument.zh,
        "short": instrument.short,
        "article": rule.number_on(on),
        "since": iso(rule.since),
        "until": iso(rule.until),
        "confidence": rule.confidence,
    }
