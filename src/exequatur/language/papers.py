"""The papers told: a checklist with issuer, formality, fee, time, copies and what comes of a gap."""

from __future__ import annotations

from typing import Any

from ..assessment.assess import Assessment
from ..law.book import Rule
from ..logic.values import iso_span
from ..planning.money.sums import digits_of, written
from ..planning.papers import AT_HAND, MISSING, NOT_NEEDED, UNKNOWN, Copies, Formality, Issuer, Paper, dossier
from .citing import Citing
from .voice import Told

STATES = (AT_HAND, MISSING, UNKNOWN, NOT_NEEDED)


def tell_papers(assessment: Assessment) -> Told:
    """The papers of a claim as plain data. Keys: docs/reference/json.md."""
    return Papers(assessment).answer()


class Papers(Citing):
    """A voice that tells papers."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(assessment)
        self._quoted: dict[str, Told] = {}
        self._formal: dict[int, Told] = {}
        self._issued: dict[str, Told] = {}

    def answer(self) -> Told:
        """The whole list."""
        a = self.a
        made = dossier(a)
        told = [self.paper(paper) for paper in made.papers]
        counts = {state: sum(paper.state == state for paper in made.papers) for state in STATES}
        filing = made.filing
        return {
            "id": a.claim.id,
            "title": a.claim.title,
            "regime": a.regime,
            "procedure": made.procedure,
            "procedure_name": self._said(f"practice.procedures.{made.procedure}.name") if made.procedure else None,
            "as_of": iso_span(made.as_of),
            "summary": self._summary(counts) if told else [self.text("papers.none")],
            "counts": counts,
            "papers": told,
            "filing": {
                "translation": self._said(f"practice.filing.{filing['id']}.translation"),
                "without": self._said(f"practice.filing.{filing['id']}.without"),
                "cite": filing.get("cite"),
                "cited": [self.quote(rule) for rule in made.filing_rules],
                "sources": filing["sources"],
                "confidence": filing["confidence"],
            }
            if filing
            else None,
            "power": [self._part("power", item, rules) for item, rules in made.power],
            "stale_advice": [self._part("advice", item, rules) for item, rules in made.advice],
            "notice": [self.text("notice.not_legal_advice"), self.text("papers.notice")],
        }

    def paper(self, paper: Paper) -> Told:
        """One paper."""
        item, at = paper.item, f"practice.papers.{paper.id}"
        return {
            "id": paper.id,
            "name": self._said(f"{at}.name"),
            "what": self._said(f"{at}.what"),
            "form": self._said(f"{at}.form"),
            "state": paper.state,
            "needed": paper.needed,
            "needed_means": self._needed(paper),
            "decided_by": [self.question(fact) for fact in paper.decided_by],
            "formality": self.formality(paper.formality),
            "issuers": [self.issuer(issuer) for issuer in paper.issuers],
            "weeks": _weeks(paper.takes),
            "copies": _copies(paper.copies),
            "translation": bool(item.get("translated", True)) and paper.formality.place != self.book.requested,
            "validity": self._maybe(f"{at}.validity"),
            "without": self._maybe(f"{at}.without") or self._said(f"practice.filing.{paper.filing['id']}.without"),
            "cite": item.get("cite"),
            "cited": [self.quote(rule) for rule in paper.rules],
            "sources": item["sources"],
            "confidence": item["confidence"],
            "note": item.get("note"),
        }

    def formality(self, formality: Formality) -> Told:
        """What a paper has to bear, and why."""
        key = id(formality)
        if key not in self._formal:
            self._formal[key] = self._formality(formality)
        return self._formal[key]

    def _formality(self, formality: Formality) -> Told:
        item = formality.item
        texts = [self._said(f"practice.formalities.{id}.text") for id in formality.could_be]
        if item is not None:
            text = self._said(f"practice.formalities.{item['id']}.text")
        elif texts:
            text = self.text("papers.formality.open", either=self.catalogue.together(list(dict.fromkeys(texts))))
        else:
            text = self.text("papers.formality.unknown")
        place = formality.place
        return {
            "kind": formality.kind,
            "label": self._said(f"papers.formality.{formality.kind}.label"),
            "text": text,
            "place": place,
            "place_means": self.text("papers.place.assumed", place=self.catalogue.state(place))
            if place and formality.assumed
            else None,
            "borne": formality.borne,
            "spared_by": [self._said(f"practice.formalities.{id}.text") for id in formality.spared_by],
            "could_be": list(formality.could_be),
            "decided_by": [self.question(fact) for fact in formality.decided_by],
            "issuers": [self.issuer(issuer) for issuer in formality.issuers],
            "weeks": _weeks(item.get("takes") if item else None),
            "cited": [self.quote(rule) for rule in formality.rules],
            "sources": item["sources"] if item else [],
            "confidence": item["confidence"] if item else None,
            "note": item.get("note") if item else None,
        }

    def issuer(self, issuer: Issuer) -> Told:
        """Who issues it; by a list of ours for that place, or by the general rule."""
        key = f"{issuer.id} {issuer.certain}"
        if key not in self._issued:
            item, at = issuer.item, f"practice.issuers.{issuer.id}"
            self._issued[key] = {
                "id": issuer.id,
                "by": self._said(f"{at}.by"),
                "gives": self._maybe(f"{at}.gives"),
                "general": issuer.general,
                "certain": issuer.certain,
                "fee": self._fee(item.get("fee")),
                "weeks": _weeks(item.get("takes")),
                "limit": self._maybe(f"{at}.limit"),
                "sources": item["sources"],
                "confidence": item["confidence"],
                "note": item.get("note"),
            }
        return self._issued[key]

    def quote(self, rule: Rule) -> Told:
        """A rule as it is cited, told once."""
        if rule.id not in self._quoted:
            self._quoted[rule.id] = self.cite(rule)
        return self._quoted[rule.id]

    def _fee(self, fee: dict[str, Any] | None) -> Told | None:
        if fee is None:
            return None
        return {
            "amount": written(fee["amount"], digits_of(self.book, fee["currency"])),
            "currency": fee["currency"],
            "per": fee.get("per", "document"),
        }

    def _needed(self, paper: Paper) -> str:
        spared = self._maybe(f"practice.papers.{paper.id}.spared")
        if spared and (paper.spared or paper.needed == "unless"):
            return spared if paper.spared else self.text("papers.needed.unless", spared=spared)
        return self._said(f"papers.needed.{paper.needed}")

    def _part(self, file: str, item: dict[str, Any], rules: tuple[Rule, ...]) -> Told:
        return {
            "id": item["id"],
            **({"kind": item["kind"]} if "kind" in item else {}),
            "text": self._said(f"practice.{file}.{item['id']}.text"),
            "cite": item.get("cite"),
            "cited": [self.quote(rule) for rule in rules],
            "sources": item["sources"],
            "confidence": item["confidence"],
        }

    def _summary(self, counts: dict[str, int]) -> list[str]:
        return [self.text("papers.summary", **counts)]

    def _maybe(self, id: str) -> str | None:
        text = self.book.messages.get(id)
        return text if text is None or "{" not in text else self.text(id)

    def _said(self, id: str) -> str:
        return self._maybe(id) or self.text(id)


def _weeks(takes: dict[str, Any] | None) -> Told | None:
    """Whole weeks to plan with, rounded up; `min` may be 0 for days."""
    if takes is None:
        return None
    return {
        "min": takes["min"] // 7,
        "max": -(-takes["max"] // 7),
        "sources": takes["sources"],
        "confidence": takes["confidence"],
    }


def _copies(copies: Copies | None) -> Told | None:
    if copies is None:
        return None
    return {
        "court": copies.court,
        "each_respondent": copies.each_respondent,
        "respondents": copies.respondents,
        "total": copies.total,
    }
