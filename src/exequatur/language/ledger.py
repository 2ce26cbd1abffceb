"""A debt account told: what is owed of each invoice and in all, the statement line by line, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..law.book import Book, weakest
from ..logic.values import EVER, Span, iso
from ..planning.ledger.account import Account, Balance, Line
from ..planning.ledger.tables import law
from ..planning.money.tables import in_force
from .catalogue import Catalogue
from .citing import quoted
from .money import plain_sum, sources_of
from .owed import Owed

Told = dict[str, Any]


def tell_ledger(book: Book, found: Balance) -> Told:
    """An account as plain data. Keys: docs/reference/json.md."""
    catalogue = Catalogue(book)
    ledger = found.ledger
    return {
        "file": ledger.source,
        "encoding": ledger.encoding,
        "columns": [{"column": column, "field": field} for column, field in ledger.columns],
        "ignored": list(ledger.ignored),
        "entries": len(ledger.entries),
        "later": found.later,
        "claim": found.claim,
        "accounts": [_Telling(book, found, account).told() for account in found.accounts],
        "notice": [catalogue.text("notice.not_legal_advice")],
    }


class _Telling:
    """Tells one account."""

    def __init__(self, book: Book, found: Balance, account: Account) -> None:
        self.book, self.found, self.account = book, found, account
        self.catalogue = Catalogue(book)
        self.owed = Owed(book, account.currency, found.on)

    def told(self) -> Told:
        """The account in one money."""
        account = self.account
        rules = self._rules()
        sources = [source for one in account.documents for source in one.bearing.sources]
        sources += [source for rule in rules for source in self.book.rules[rule].sources]
        seen = [one.bearing.confidence for one in account.documents] + [self.book.rules[id].confidence for id in rules]
        return {
            "currency": account.currency,
            "summary": self._summary(),
            "totals": self._totals(),
            "documents": [self.owed.document(one) for one in account.documents],
            "statement": [self._line(one) for one in account.lines],
            "notes": list(self._notes()),
            "cited": [quoted(self.book, self.book.rules[id], self.found.on) for id in rules],
            "sources": sources_of(self.book, tuple(dict.fromkeys(sources))),
            "confidence": weakest(seen or ["text"]),
        }

    def _rules(self) -> list[str]:
        found = [*self.account.rules]
        for one in self.account.documents:
            found += one.bearing.rules
            found += [cap.rule for cap in one.bearing.caps]
            found += [one.limit.rule.id] if one.limit else []
        return list(dict.fromkeys(found))

    def _sum(self, span: Span | None) -> str | Told | None:
        return plain_sum(self.book, span, self.account.currency)

    def _words(self, span: Span) -> str:
        return self.catalogue.amount(span, self.account.currency)

    def _day(self, ordinal: int) -> str:
        return self.catalogue.day(ordinal)

    # ---- in all

    @property
    def _owed(self) -> tuple[Span, Span, Span]:
        """Costs, interest and principal after the last line."""
        return self.account.lines[-1].owed

    @property
    def _balance(self) -> Span:
        low, high = self.account.lines[-1].balance
        return low, EVER if self.account.open else high

    def _totals(self) -> Told:
        costs, interest, principal = self._owed
        lines = self.account.lines

        def over(kind: str, side: str) -> Span:
            spans = [getattr(one, side) for one in lines if one.row.what == kind]
            return sum(one[0] for one in spans), sum(one[1] for one in spans)

        return {
            "invoiced": self._sum(over("invoice", "debit")),
            "credited": self._sum(over("credit_note", "credit")),
            "paid": self._sum(over("payment", "credit")),
            "charged_interest": self._sum(over("accrued", "debit")),
            "charged_costs": self._sum(over("cost", "debit")),
            "principal": self._sum(principal),
            "interest": None if self._nothing_known else self._sum(interest),
            "costs": self._sum(costs),
            "costs_of_no_invoice": self._sum(_both(*(one.costs for one in self.account.apart))),
            "credit_in_hand": self._sum(self.account.held),
            "balance": self._sum(self._balance),
        }

    @property
    def _nothing_known(self) -> bool:
        """Whether interest may be owed and none of it is known."""
        return self.account.open and not any(one.ends[0].chunks for one in self.account.documents)

    def _summary(self) -> str:
        costs, interest, principal = self._owed
        on, balance = self._day(self.found.on), self.account.lines[-1].balance
        if not any(one[1] for one in self._owed):
            if self.account.held[1]:
                return self.catalogue.text("ledger.summary.credit", on=on, value=self._words(self.account.held))
            return self.catalogue.text("ledger.summary.nothing", on=on)
        id = "ledger.summary"
        if self.account.open:
            id = "ledger.summary.no_interest" if self._nothing_known else "ledger.summary.at_least"
        elif self.account.held[1]:
            id = "ledger.summary.less_credit"
        return self.catalogue.text(
            id,
            on=on,
            value=self._words(balance),
            principal=self._words(principal),
            interest=self._words(interest),
            costs=self._words(costs),
            credit=self._words(self.account.held),
        )

    # ---- the statement

    def _line(self, one: Line) -> Told:
        row, entry = one.row, one.row.entry
        stated = (
            entry.amount if entry and row.what not in ("invoice", "cost", "payment", "credit_note", "applied") else None
        )
        costs, interest, principal = one.owed
        return {
            "date": iso(row.day),
            "line": entry.line if entry else None,
            "kind": row.what,
            "title": self.catalogue.text(f"ledger.kind.{row.what}"),
            "document": entry.document if entry else None,
            "invoice": row.document,
            "debit": self._sum(one.debit),
            "credit": self._sum(one.credit),
            "stated": self._sum((stated, stated)) if stated is not None else None,
            "allocated": [
                {
                    "invoice": document,
                    "costs": self._sum(to_costs),
                    "interest": self._sum(on),
                    "principal": self._sum(of),
                }
                for document, to_costs, on, of in one.parts
            ],
            "costs": self._sum(costs),
            "interest": self._sum(interest),
            "principal": self._sum(principal),
            "balance": self._sum(one.balance),
            "note": entry.note if entry else None,
        }

    # ---- what was assumed

    def _notes(self) -> Iterator[str]:
        documents, notes = self.account.documents, self.account.notes
        year = documents[0].bearing.year if documents else ""
        if any(one.ends[0].chunks for one in documents):
            yield self.catalogue.text("ledger.note.days", year=year)
        if any(one.ends[0] is not one.ends[1] for one in documents):
            yield self.catalogue.text("ledger.note.two_ends")
        if any(one.row.what == "payment" for one in self.account.lines):
            yield self.catalogue.text("ledger.note.unless_agreed")
        if "by_law" in notes:
            orders = in_force(law(self.book).between_debts, self.found.on)
            steps = [self.catalogue.text(f"ledger.step.{step}") for step in (orders.order if orders else ())]
            yield self.catalogue.text("ledger.note.by_law", value=self.catalogue.listed(steps))
        for id in sorted(notes - {"by_law"}):
            yield self.catalogue.text(f"ledger.note.{id}")
        if any(one.open for one in documents) and any(one.row.what == "payment" for one in self.account.lines):
            yield self.catalogue.text("ledger.note.principal_without_interest")
        if any(one.row.what == "credit_note" for one in self.account.lines):
            yield self.catalogue.text("ledger.note.credit_note")
        if any(one.bearing.moved_late for one in documents):
            yield self.catalogue.text("ledger.note.moved_late")
        if (
            any(one.ends[0].costs or one.ends[0].charged_costs for one in documents)
            or self.account.apart[0].charged_costs
        ):
            yield self.catalogue.text("ledger.note.costs")
        if any(one.limit for one in documents):
            yield self.catalogue.text("ledger.note.limitation", requested=self.catalogue.state(self.book.requested))
            if self.found.claim is None:
                yield self.catalogue.text("ledger.note.claim_not_stated")
        if self.found.later:
            yield self.catalogue.counted("ledger.note.later", self.found.later, on=self._day(self.found.on))


def _both(*ends: int) -> Span:
    return min(ends), max(ends)
