"""What holds of an account whatever was invoiced and paid: no fen is lost, the order of the law is kept, later entries and the
order of lines change nothing.
"""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from exequatur.language.ledger import tell_ledger
from exequatur.law.load import book
from exequatur.planning.ledger.account import Account, balance
from exequatur.planning.ledger.entries import Entry, Ledger, Rate, in_order
from exequatur.planning.ledger.order import shares

START = date(2021, 3, 1).toordinal()
ON = START + 900
RATES = [Rate("none"), Rate("agreed", Fraction(6, 100)), Rate("agreed", Fraction(1, 9)), Rate("sales-default"), None]
sums = st.integers(1, 10**9)
days = st.integers(START, START + 800)


@st.composite
def ledgers(draw: st.DrawFn, rates: list[Rate | None] = RATES) -> Ledger:
    """A ledger in one money."""
    numbers = [f"INV-{number}" for number in range(draw(st.integers(1, 4)))]
    entries: list[Entry] = []
    born: dict[str, int] = {}
    for number in numbers:
        born[number] = day = draw(days)
        entries.append(
            Entry(
                line=len(entries) + 2,
                day=day,
                kind="invoice",
                document=number,
                due=day + draw(st.integers(0, 120)),
                amount=draw(sums),
                currency="CNY",
                rate=draw(st.sampled_from(rates)),
                security=draw(st.sampled_from([None, 0, 500])),
            )
        )
    for _ in range(draw(st.integers(0, 7))):
        kind = draw(st.sampled_from(["payment", "payment", "payment", "credit_note", "cost", "due_date", "demand"]))
        number = draw(st.sampled_from(numbers))
        named = kind in ("credit_note", "due_date") or draw(st.booleans())
        day = draw(days) if kind in ("payment", "demand") else max(draw(days), born[number])
        entries.append(
            Entry(
                line=len(entries) + 2,
                day=day,
                kind=kind,
                invoice=number if named else None,
                due=day + draw(st.integers(0, 90)) if kind == "due_date" else None,
                amount=draw(sums) if kind in ("payment", "credit_note", "cost") else None,
                currency="CNY",
            )
        )
    return Ledger("a.csv", in_order(entries))


def kept(ledger: Ledger, on: int = ON, **options: Any) -> Account:
    (account,) = balance(book(), ledger, on, **options).accounts
    return account


def total(ledger: Ledger, *kinds: str) -> int:
    return sum(one.amount or 0 for one in ledger.entries if one.kind in kinds)


@settings(max_examples=150, deadline=None)
@given(ledgers())
def test_no_fen_is_lost(ledger: Ledger) -> None:
    account = kept(ledger)
    for end in (0, 1):
        debts = [one.ends[end] for one in account.documents]
        apart = account.apart[end]
        held = account.held if end == 0 else account.held[::-1]
        owed = sum(debt.open for debt in debts) + apart.open
        put = sum(debt.paid.total + debt.credited for debt in debts) + apart.paid.total
        debits = total(ledger, "invoice", "cost") + sum(debt.booked for debt in debts)
        excess = total(ledger, "payment", "credit_note") - put
        assert debits == put + owed
        assert excess in (held[0], held[1])
        for debt in debts:
            assert debt.entry is not None
            assert debt.entry.amount == debt.principal + debt.paid.principal + debt.credited
            assert debt.booked == debt.interest + debt.paid.interest
            assert debt.charged_costs == debt.costs + debt.paid.costs
            assert min(debt.principal, debt.interest, debt.costs) >= 0
            assert abs(debt.earned - debt.booked) <= Fraction(1, 2)


@settings(max_examples=150, deadline=None)
@given(ledgers())
def test_the_statement_adds_up(ledger: Ledger) -> None:
    account = kept(ledger)
    if not any(one.ends[0] is not one.ends[1] for one in account.documents):
        running = 0
        for line in account.lines:
            running += line.debit[0] - line.credit[0]
            assert line.balance == (running, running)
            assert sum(sum(part[0] for part in one[1:]) for one in line.parts) >= 0
    low = account.lines[-1].balance
    assert low[0] <= low[1]


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_lines_and_what_comes_later_change_nothing(ledger: Ledger, dice: random.Random) -> None:
    on = START + 300
    if min(one.day for one in ledger.entries) > on:
        return
    if len({(one.day, one.kind) for one in ledger.entries}) < len(ledger.entries):
        return  # two of one kind on one day stand in the order of their lines
    shuffled = list(ledger.entries)
    dice.shuffle(shuffled)
    early = [one for one in shuffled if one.day <= on]
    if not any(one.kind == "invoice" for one in early):
        return
    born = {one.document for one in early if one.kind == "invoice"}
    if any(one.invoice and one.invoice not in born for one in early):
        return
    whole = kept(ledger, on)
    part = kept(Ledger("a.csv", in_order(early)), on)
    assert [one.balance for one in whole.lines] == [one.balance for one in part.lines]


@settings(max_examples=60, deadline=None)
@given(ledgers([Rate("none"), Rate("agreed", Fraction(6, 100))]))
def test_a_day_more_never_makes_an_account_without_payments_smaller(ledger: Ledger) -> None:
    debts = Ledger("a.csv", tuple(one for one in ledger.entries if one.kind in ("invoice", "cost")))
    if any(one.day > ON - 100 for one in debts.entries):
        return
    one, other = (kept(debts, on).lines[-1].balance[0] for on in (ON, ON + 1))
    assert one <= other


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**11), min_size=1, max_size=8))
def test_shares_add_up_and_none_is_more_than_its_debt(amount: int, debts: list[int]) -> None:
    class Debt(msgspec.Struct):
        open: int

    found = shares(amount, [Debt(one) for one in debts])  # type: ignore[misc]
    assert sum(found) == min(amount, sum(debts))
    for share, debt in zip(found, debts, strict=True):
        assert 0 <= share <= debt
        assert not sum(debts) or abs(share - Fraction(min(amount, sum(debts)) * debt, sum(debts))) < 1


@settings(max_examples=60, deadline=None)
@given(ledgers([Rate("none")]))
def test_a_payment_without_a_name_leaves_no_due_debt_behind_one_that_is_not(ledger: Ledger) -> None:
    account = kept(ledger)
    money = {one.entry.document: one for one in account.documents}
    open_ = {one.document: one.amount for one in ledger.entries if one.kind == "invoice"}
    for line in account.lines:
        entry = line.row.entry
        moved = {document: sum(part[0] for part in parts) for document, *parts in line.parts}
        if entry is not None and entry.kind == "payment" and entry.invoice is None and line.row.what == "payment":
            dues = {number: one.bearing.due_on(line.row.day) for number, one in money.items()}
            later = [number for number in moved if number and (dues[number] or 0) > line.row.day]
            for number, one in money.items():
                due_now = (dues[number] or 0) <= line.row.day and one.entry.day <= line.row.day
                if later and due_now:
                    assert not _left(account, number, line)
    assert open_


def _left(account: Account, number: str | None, until: Any) -> int:
    """What is open of an invoice after a line, counted from the statement alone."""
    left = 0
    for line in account.lines:
        entry = line.row.entry
        if entry is not None and line.row.what == "invoice" and entry.document == number:
            left += line.debit[0]
        if line.row.what == "cost" and line.row.document == number:
            left += line.debit[0]
        left -= sum(sum(part[0] for part in parts) for document, *parts in line.parts if document == number)
        if line is until:
            return left
    return left


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_every_account_can_be_told(ledger: Ledger) -> None:
    told = tell_ledger(book(), balance(book(), ledger, ON))
    (account,) = told["accounts"]
    assert len(account["statement"]) == len(kept(ledger).lines)
    assert "⟨" not in str(told)
    for one in account["documents"]:
        sums_ = [row["interest"] for row in one["working"] if row["end"] in (None, "least")]
        if isinstance(one["charged_interest"], str) and not isinstance(one["interest"], dict):
            cents = sum(int(text.replace(".", "")) for text in sums_)
            assert cents == int(one["charged_interest"].replace(".", ""))
