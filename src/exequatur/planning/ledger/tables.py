"""The law of a debt account as the account reads it: dated orders of allocation, caps, events."""

from __future__ import annotations

from typing import Literal

import msgspec

from ...corpus.base import Confidence
from ...law.book import Book
from ..money.tables import Dated, Entry

Step = Literal["due", "least_secured", "most_burdensome", "earliest_due", "pro_rata"]
Part = Literal["costs", "interest", "principal"]


class BetweenDebts(Dated, frozen=True, kw_only=True):
    """To which of several debts a payment goes; `named_by` says who may name the debt."""

    rule: str
    named_by: Literal["debtor", "agreement"]
    order: list[Step]


class WithinADebt(Dated, frozen=True, kw_only=True):
    """To what within one debt a payment goes."""

    rule: str
    order: list[Part]


class Cap(Entry, frozen=True, kw_only=True):
    """A rule that may cut an agreed rate which is above another rate."""

    above: Literal["sales_default", "lending"]
    rule: str
    confidence: Confidence


class LedgerFile(Entry, frozen=True, kw_only=True):
    """`ledger.yaml`."""

    requested: str
    sources: list[str]
    confidence: Confidence
    between_debts: list[BetweenDebts]
    within_a_debt: list[WithinADebt]
    caps: list[Cap]
    events: dict[str, str]


class _Tables(msgspec.Struct):
    """Of the tables of money, this one."""

    ledger: LedgerFile


def law(book: Book) -> LedgerFile:
    """The table, decoded once."""
    made: LedgerFile = book.kept(
        "ledger", None, lambda: msgspec.msgpack.decode(book.money, type=_Tables, strict=False).ledger
    )
    return made
