"""Keeps an account from its first entry to a day: charges interest, sets payments against debts, writes every line down."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ...corpus.errors import DataError
from ...law.book import Book
from ...logic.values import iso
from ..money.tables import first_day, in_force
from .debts import Debt, Paid
from .entries import CREDITS, Entry
from .order import groups, shares
from .rates import Bearing
from .tables import BetweenDebts, Part, law


class Row(msgspec.Struct, frozen=True):
    """A line of the statement. `what`: the kind of its entry, or `accrued` (interest charged) or `applied` (a credit that was
    held is set against a debt). `key`: its place in the account, the same at both ends of the rates.
    """

    key: tuple[int, int, int, str]
    day: int
    what: str
    entry: Entry | None
    document: str | None
    debit: int
    credit: int
    paid: tuple[Paid, ...]


class Held(msgspec.Struct):
    """A credit that no debt took yet: an advance, or more than was owed."""

    entry: Entry
    amount: int


class Kept(msgspec.Struct):
    """An account as it stands on a day."""

    debts: list[Debt]
    apart: Debt
    held: list[Held]
    rows: list[Row]
    notes: set[str]
    rules: set[str]


class Keeper:
    """Keeps one account in one money, at one end of the rates (0: the least, 1: the greatest)."""

    def __init__(self, book: Book, source: str, bearings: Mapping[str, Bearing], end: int) -> None:
        self._law, self._source, self._bearings, self._end = law(book), source, bearings, end
        self.apart = Debt(number=None, entry=None, bearing=None, counted=0, paid=Paid(None))
        self.debts: dict[str, Debt] = {}
        self.held: list[Held] = []
        self.rows: list[Row] = []
        self.notes: set[str] = set()
        self.rules: set[str] = set()
        self.at = 0

    def keep(self, entries: list[Entry], on: int) -> Kept:
        """The account on a day. `entries`: those up to it, in order. Raises DataError."""
        for self.at, one in enumerate(entries):
            if one.kind == "invoice":
                self._invoice(one)
            elif one.kind == "cost":
                self._cost(one)
            elif one.kind in CREDITS:
                self._credit(one)
            else:
                self._write(one.day, one.kind, one, one.invoice)
        self.at = len(entries)
        for debt in self.debts.values():
            self._charge(debt, on)
        return Kept(list(self.debts.values()), self.apart, self.held, self.rows, self.notes, self.rules)

    def _invoice(self, one: Entry) -> None:
        assert one.document is not None and one.amount is not None
        debt = Debt(
            number=one.document,
            entry=one,
            bearing=self._bearings[one.document],
            principal=one.amount,
            counted=one.day - 1,
            paid=Paid(one.document),
        )
        self.debts[one.document] = debt
        self._write(one.day, "invoice", one, one.document, debit=one.amount)
        waiting, self.held = self.held, []
        for held in waiting:
            self._apply(held, one.day)

    def _apply(self, held: Held, day: int) -> None:
        """A credit that was held, set against what is owed now."""
        paid = self._set(held, day)
        if paid:
            self.notes.add("advance")
            self._write(day, "applied", held.entry, held.entry.invoice, paid=paid)
        if held.amount:
            self.held.append(held)

    def _cost(self, one: Entry) -> None:
        assert one.amount is not None
        debt = self.debts.get(one.invoice, self.apart) if one.invoice is not None else self.apart
        if one.invoice is not None and debt is self.apart:
            raise DataError(
                f"date: the cost of {iso(one.day)} lies before the invoice `{one.invoice}`; correct one of them",
                self._source,
                one.line,
            )
        debt.costs += one.amount
        debt.charged_costs += one.amount
        self._write(one.day, "cost", one, one.invoice, debit=one.amount)
        waiting, self.held = self.held, []
        for held in waiting:
            self._apply(held, one.day)

    def _credit(self, one: Entry) -> None:
        assert one.amount is not None
        held = Held(one, one.amount)
        if one.kind == "payment" and one.invoice is not None and one.invoice not in self.debts:
            self.notes.add("advance")
            self.held.append(held)
            self._write(one.day, one.kind, one, one.invoice, credit=one.amount)
            return
        paid = self._set(held, one.day)
        if held.amount:
            self.notes.add("credit_in_hand")
            self.held.append(held)
        self._write(one.day, one.kind, one, one.invoice, credit=one.amount, paid=paid)

    def _set(self, held: Held, day: int) -> tuple[Paid, ...]:
        """Set a credit against the debt that it names, and what is left of it against the others by the law."""
        one = held.entry
        paid: list[Paid] = []
        if one.invoice is not None:
            if one.invoice not in self.debts:
                return ()
            debt = self.debts[one.invoice]
            debt.count_to(day, self._end)
            if one.kind == "credit_note":
                made = debt.credit(held.amount)
            else:
                self._charge(debt, day)
                made = debt.pay(held.amount, self._within(one))
                if self._between(one).named_by == "agreement":
                    self.notes.add("named_by_agreement")
            paid += self._took(debt, held, made)
            if held.amount and any(other.open for other in (self.apart, *self.debts.values())):
                self.notes.add("more_than_the_invoice")
        if held.amount:
            paid += self._by_law(held, day)
        return tuple(paid)

    def _by_law(self, held: Held, day: int) -> list[Paid]:
        order, within = self._between(held.entry), self._within(held.entry)
        paid = self._took(self.apart, held, self.apart.pay(held.amount, within))
        open_ = [debt for debt in self.debts.values() if debt.open or debt.earned > debt.booked]
        if not held.amount or not open_:
            return paid
        found, passed = groups(open_, order.order, day, self._source, held.entry.line)
        self.notes |= {f"passed_{step}" for step in passed}
        for group in found:
            if not held.amount:
                break
            for debt in group:
                self._charge(debt, day)
            if len(group) > 1 and held.amount < sum(debt.open for debt in group):
                self.notes.add("pro_rata")
            for debt, share in zip(group, shares(held.amount, group), strict=True):
                paid += self._took(debt, held, debt.pay(share, within))
        if len(open_) > 1:
            self.notes.add("by_law")
        return paid

    def _took(self, debt: Debt, held: Held, made: Paid) -> list[Paid]:
        if not made.total:
            return []
        held.amount -= made.total
        if held.entry.kind == "payment":
            debt.paid_on.append(held.entry.day)
        return [made]

    def _between(self, one: Entry) -> BetweenDebts:
        found = in_force(self._law.between_debts, one.day)
        if found is None:
            raise self._no_rule(one)
        self.rules.add(found.rule)
        return found

    def _within(self, one: Entry) -> list[Part]:
        found = in_force(self._law.within_a_debt, one.day)
        if found is None:
            raise self._no_rule(one)
        self.rules.add(found.rule)
        return found.order

    def _no_rule(self, one: Entry) -> DataError:
        return DataError(
            f"date: no rule on what a payment of {iso(one.day)} goes to is on record; the first began on "
            f"{first_day(self._law.between_debts)}: begin the account with the balance of that day as an invoice",
            self._source,
            one.line,
        )

    def _charge(self, debt: Debt, day: int) -> None:
        debt.count_to(day, self._end)
        made = debt.book()
        if made:
            self._write(day, "accrued", None, debt.number, debit=made)

    def _write(
        self,
        day: int,
        what: str,
        entry: Entry | None,
        document: str | None,
        *,
        debit: int = 0,
        credit: int = 0,
        paid: tuple[Paid, ...] = (),
    ) -> None:
        place = {"accrued": 0, "applied": 2}.get(what, 1)
        line = entry.line if entry and what == "applied" else 0
        self.rows.append(Row((self.at, place, line, document or ""), day, what, entry, document, debit, credit, paid))
