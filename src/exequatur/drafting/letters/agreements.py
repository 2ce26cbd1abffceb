"""Papers that the debtor signs: an acknowledgment of the debt, payment by instalments, a settlement. What the file does not
say stands as a blank; what to know of a term stands on a page for the drafter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...corpus.errors import DataError
from ...language.tree import Block, Document, PageBreak
from ...law.book import Book
from ...planning.money.sums import read_sum
from ..both import Two, name, same
from .parts import Letter

Points = list[Two]


def acknowledgment(letter: Letter) -> Document:
    """The debtor confirms what it owes, and gives up what it could object."""
    both, values = letter.both, {"creditor": letter.creditor, "debtor": letter.debtor}
    title = "letter.acknowledgment.title"
    blocks: list[Block] = [letter.title(title), *letter.parties(), both.line("letter.under", value=letter.contract())]
    blocks += list(letter.account())
    points = [both.two(f"letter.acknowledgment.{id}", **values) for id in ("confirms", "no_objection", "out_of_time")]
    blocks += [both.points(points, ordered=True), *letter.signed("debtor")]
    return letter.document(title, [*blocks, *_for_the_drafter(letter, ("time_barred", "notarised"))])


def instalments(letter: Letter, book: Book) -> Document:
    """The debt is acknowledged and paid by instalments; what follows if one is late; security; how it can be executed."""
    debt, both = letter.debt, letter.both
    values = {"creditor": letter.creditor, "debtor": letter.debtor}
    title = "letter.instalments.title"
    blocks: list[Block] = [letter.title(title), *letter.parties(), both.line("letter.under", value=letter.contract())]
    blocks += [both.heading("letter.instalments.debt"), *letter.account()]
    blocks.append(
        both.points(
            [both.two(f"letter.acknowledgment.{id}", **values) for id in ("confirms", "no_objection", "out_of_time")]
        )
    )
    blocks += [both.heading("letter.instalments.payment"), *_schedule(letter, book), *letter.pay_to()]
    blocks += [both.heading("letter.instalments.late"), both.points(_late(letter), ordered=True)]
    blocks += [both.heading("letter.instalments.security"), both.points(_security(letter), ordered=True)]
    blocks += [both.heading("letter.instalments.disputes"), both.points(_disputes(letter), ordered=True)]
    blocks += list(letter.signed("creditor", "debtor"))
    if debt.guarantor is not None:
        guarantor = name(debt.guarantor.name_zh, debt.guarantor.name, both.blank("guarantor.name_zh"))
        blocks += [both.line("letter.signed.guarantor", value=guarantor), both.line("letter.signature", "small")]
    notes = ("acceleration", "penalty", "new_day", "guarantee", "company_guarantee", "retention", "lawyers_fee")
    return letter.document(
        title, [*blocks, *_for_the_drafter(letter, (*notes, "time_barred", "notarised", "mediated", "payment_order"))]
    )


def settlement(letter: Letter, book: Book) -> Document:
    """A lower sum, paid by a day, ends the debt; unpaid, the whole stands."""
    debt, both = letter.debt, letter.both
    title = "letter.settlement.title"
    amount = both.blank("settlement_amount")
    if debt.settlement_amount is not None:
        low, high = read_sum(book, "settlement_amount", debt.settlement_amount, letter.balance.currency)
        if low != high or low > letter.balance.total:
            raise DataError("settlement_amount: write one sum, not above what is owed", letter.path)
        amount = letter.money(low)
    values = {"creditor": letter.creditor, "debtor": letter.debtor, "value": amount}
    day = letter.day(debt.pay_by, "pay_by")
    points = [
        both.two("letter.settlement.owes", day=letter.on, sum=letter.owed, **values),
        both.two("letter.settlement.pays", day=day, **values),
        both.two("letter.settlement.ends", day=day, **values),
        both.two("letter.settlement.fails", sum=letter.owed, **values),
    ]
    blocks: list[Block] = [letter.title(title), *letter.parties(), both.line("letter.under", value=letter.contract())]
    blocks += [both.points(points, ordered=True), *letter.pay_to()]
    blocks += [both.heading("letter.instalments.disputes"), both.points(_disputes(letter), ordered=True)]
    blocks += list(letter.signed("creditor", "debtor"))
    return letter.document(title, [*blocks, *_for_the_drafter(letter, ("time_barred", "mediated", "notarised"))])


def _schedule(letter: Letter, book: Book) -> Iterator[Block]:
    """The instalments, which come to the whole debt."""
    both, debt = letter.both, letter.debt
    if not debt.instalments:
        yield both.paragraph(both.blank("instalments"))
        return
    rows, total = [], 0
    for number, due in enumerate(debt.instalments, 1):
        low, high = read_sum(book, f"instalments.{number - 1}.amount", due.amount, letter.balance.currency)
        if low != high:
            raise DataError(f"instalments.{number - 1}.amount: write one sum", letter.path)
        total += low
        rows.append(
            [same(str(number), "text"), letter.day(due.due, f"instalments.{number - 1}.due"), letter.money(low)]
        )
    head = [both.two(f"letter.instalments.{column}") for column in ("number", "due", "amount")]
    yield both.table(head, rows, (1, 4, 4), right=2)
    if total != letter.balance.total:
        yield both.line(
            "letter.instalments.differs", value=letter.money(total), sum=letter.owed, blank=both.blank("instalments")
        )


def _late(letter: Letter) -> Points:
    both, debt = letter.both, letter.debt
    grace = same(str(debt.grace_days), "text") if debt.grace_days is not None else both.blank("grace_days")
    rate = same(str(debt.late_rate), "text") if debt.late_rate is not None else both.blank("late_rate")
    return [
        both.two("letter.instalments.acceleration", n=grace, creditor=letter.creditor),
        both.two("letter.instalments.interest", value=rate),
        both.two("letter.instalments.costs", debtor=letter.debtor),
    ]


def _security(letter: Letter) -> Points:
    both, debt = letter.both, letter.debt
    points: Points = []
    if debt.guarantor is None:
        points.append(both.two("letter.instalments.no_guarantor", value=both.blank("guarantor")))
    else:
        guarantor = name(debt.guarantor.name_zh, debt.guarantor.name, both.blank("guarantor.name_zh"))
        until = letter.day(debt.guarantor.until, "guarantor.until")
        points.append(both.two("letter.instalments.guarantee", value=guarantor, day=until))
        points.append(both.two("letter.instalments.resolution", value=guarantor))
    if debt.retention_of_title:
        points.append(both.two("letter.instalments.retention", creditor=letter.creditor))
    elif debt.retention_of_title is None:
        points.append(both.two("letter.instalments.no_retention", value=both.blank("retention_of_title")))
    return points


def _disputes(letter: Letter) -> Points:
    both, debt = letter.both, letter.debt
    served = letter.text(debt.debtor.address, "debtor.address")
    points = [both.two("letter.instalments.service", value=served)]
    clause = debt.dispute or debt.contract.clause
    points.append(both.two("letter.instalments.clause", value=same(clause) if clause else both.blank("dispute")))
    if debt.notarised:
        points.append(both.two("letter.instalments.notarised", debtor=letter.debtor))
    elif debt.notarised is None:
        points.append(both.two("letter.instalments.not_notarised", value=both.blank("notarised")))
    return points


def _for_the_drafter(letter: Letter, notes: Sequence[str]) -> Iterator[Block]:
    both = letter.both
    yield PageBreak()
    yield both.heading("letter.notes.title")
    yield both.line("letter.notes.about", "small")
    yield both.points([both.two(f"practice.terms.{id}.text") for id in notes])
