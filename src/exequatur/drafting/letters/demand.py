"""The demand: the whole debt is claimed, by a day, lawfully; behind it a form for the answer, and apart from it a page for the
sender on how to send it so that it can be shown later.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...language.tree import Block, Document, PageBreak
from ...law.book import Book
from ..both import Two, same
from .parts import Letter

WAYS = ("demand_by_courier", "demand_by_message", "demand_handed_over", "demand_by_notice")


def demand(letter: Letter) -> Document:
    """The letter with its form of answer."""
    debt, both = letter.debt, letter.both
    id = "letter.demand.title.lawyer" if debt.lawyer else "letter.demand.title"
    blocks: list[Block] = [letter.title(id), *_to(letter), *_from(letter)]
    blocks += [both.line("letter.demand.under", value=letter.contract()), *letter.account()]
    if letter.balance.basis is not None:
        blocks.append(both.line("letter.interest_by", value=letter.balance.basis))
    blocks += [both.line("letter.demand.earlier", value=same(text)) for text in debt.earlier]
    pay_by = letter.day(debt.pay_by, "pay_by")
    blocks += [both.line("letter.demand.pay", "lead", value=letter.owed, day=pay_by), *letter.pay_to()]
    blocks += [
        both.line("letter.demand.whole", creditor=letter.creditor),
        both.line("letter.demand.lawful", creditor=letter.creditor),
        both.line("letter.demand.reply", day=letter.day(debt.reply_by or debt.pay_by, "reply_by")),
    ]
    sender = same(debt.lawyer.firm) if debt.lawyer else letter.creditor
    blocks += [both.line("letter.signed", value=sender), both.line("letter.signature", "small"), PageBreak()]
    return letter.document(id, [*blocks, *_reply(letter)])


def _to(letter: Letter) -> Iterator[Block]:
    both, debtor = letter.both, letter.debt.debtor
    yield both.line("letter.to", "lead", value=letter.debtor)
    yield both.line("letter.code", "small", value=letter.text(debtor.code, "debtor.code"))
    for key, id in (("registered_address", "registered"), ("address", "served")):
        yield both.line(f"letter.{id}", "small", value=letter.text(getattr(debtor, key), f"debtor.{key}"))


def _from(letter: Letter) -> Iterator[Block]:
    both, lawyer = letter.both, letter.debt.lawyer
    if lawyer is None:
        yield both.line("letter.from", value=letter.creditor)
        return
    firm = Two(same(lawyer.firm_zh or lawyer.firm).lead, same(lawyer.firm).mirror)
    instructed = letter.day(lawyer.instructed_on, "lawyer.instructed_on")
    yield both.line("letter.from.lawyer", value=firm, creditor=letter.creditor, day=instructed)


def _reply(letter: Letter) -> Iterator[Block]:
    both = letter.both
    yield both.heading("letter.reply.title")
    yield both.line("letter.reply.to", value=letter.creditor)
    yield both.line("letter.reply.balance", day=letter.on, creditor=letter.creditor, value=letter.owed)
    yield both.line("letter.reply.plan")
    yield from letter.signed("debtor")


def sending(letter: Letter, book: Book) -> Document:
    """For the sender alone: what shows later that the demand was made and arrived."""
    both = letter.both
    blocks: list[Block] = [both.heading("letter.sending.title", 1), both.line("letter.sending.why")]
    blocks.append(
        both.table(
            [both.two("letter.sending.way"), both.two("letter.sending.proof")],
            [[both.two(f"practice.events.{way}.name"), both.two(f"practice.events.{way}.proof")] for way in WAYS],
            (2, 5),
        )
    )
    notes = ("whole_debt", "no_threats")
    blocks.append(both.points([both.two(f"practice.terms.{id}.text") for id in notes]))
    return letter.document("letter.sending.title", blocks)
