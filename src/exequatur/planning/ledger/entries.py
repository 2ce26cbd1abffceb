"""What a ledger states: entries in the order of their days. Read strictly elsewhere; nothing here is worked out."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

KINDS = (
    "invoice",
    "cost",
    "payment",
    "credit_note",
    "due_date",
    "interest",
    "demand",
    "acknowledgment",
    "suit",
    "note",
)
"""`due_date`: the due date of an invoice was moved; `interest`: interest was agreed; `note`: kept, without effect."""
DEBITS = ("invoice", "cost")
CREDITS = ("payment", "credit_note")
FIELDS = ("date", "kind", "document", "invoice", "due", "amount", "currency", "rate", "security", "proof", "note")
_ORDER = {kind: place for place, kind in enumerate(("due_date", "interest", "invoice", "cost", "credit_note"))}


class Rate(msgspec.Struct, frozen=True):
    """What interest a debt bears: `agreed` at a share of one a year, `none`, or by the law: `sales-default`, `lpr`."""

    kind: Literal["agreed", "none", "sales-default", "lpr"]
    share: Fraction = Fraction(0)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line. Sums in minor units of `currency`; days are ordinals; None: not stated.

    `document`: its own number; `invoice`: the number of the invoice that it concerns; `security`: how much of an invoice
    is secured; `proof`: what shows a demand, an acknowledgment or a suit.
    """

    line: int
    day: int
    kind: str
    document: str | None = None
    invoice: str | None = None
    due: int | None = None
    amount: int | None = None
    currency: str | None = None
    rate: Rate | None = None
    security: int | None = None
    proof: str | None = None
    note: str | None = None


class Ledger(msgspec.Struct, frozen=True):
    """A ledger as it was read: entries in order, and what became of the columns."""

    source: str
    entries: tuple[Entry, ...]
    encoding: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies of its sums, in order of their first entry."""
        return tuple(dict.fromkeys(one.currency for one in self.entries if one.currency and one.amount is not None))


def in_order(entries: list[Entry]) -> tuple[Entry, ...]:
    """By day; on one day agreements first, then debts, then what is set against them, else by line."""
    return tuple(sorted(entries, key=lambda one: (one.day, _ORDER.get(one.kind, len(_ORDER)), one.line)))
