"""What a procedure costs: the fees it takes in order, and what others have published about the rest."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import msgspec

from ...corpus.errors import DataError
from ...law.book import Book
from ...logic.values import EVER, Span
from .fees import Fee, fee, fee_kinds
from .sums import Exchange, rounded
from .tables import fraction, in_force, money


class Cost(msgspec.Struct, frozen=True):
    """One cost. `figure` None: not known, for the reason in `open_because`.

    `paid_by` and `borne_by` are ids of messages (`fee.paid.…`, `fee.borne.…`); `working` is the fee behind a figure. A published
    figure has its year and no working.
    """

    id: str
    figure: Span | None
    currency: str
    paid_by: str | None
    borne_by: str | None
    working: Fee | None
    others: tuple[tuple[str, Span], ...]
    year: int | None
    sources: tuple[str, ...]
    confidence: str
    open_because: str | None = None


def procedures(book: Book) -> list[str]:
    """The procedures whose costs are on record."""
    return sorted(money(book).costs.procedures)


def costs(
    book: Book,
    procedure: str,
    amount: Span | None,
    *,
    on: int,
    currency: str,
    exchange: Exchange | None = None,
    institution: str | None = None,
) -> tuple[Cost, ...]:
    """The costs of a procedure in the order in which they fall due.

    `procedure`: recognition, award, suit or arbitration. `amount`: minor units of `currency`, a span where it is not
    known exactly, None where there is none. `exchange`: what one unit of it is worth in the money of the fees; without
    it a fee on a sum in another currency is not known. `institution`: for arbitration, the kind of fee (cietac, hkiac
    …). Raises DataError.
    """
    table = money(book).costs
    if procedure not in table.procedures:
        near = get_close_matches(procedure, table.procedures, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(sorted(table.procedures))}"
        raise DataError(f'procedure: "{procedure[:40]}" is not on record; {hint}')
    kinds = [*([institution] if institution else []), *table.procedures[procedure]]
    found = list(fees(book, kinds, amount, on=on, currency=currency, exchange=exchange))
    for one in table.published:
        if procedure in one.procedures and amount is not None and amount[1] < EVER:
            least, greatest = (
                end if end >= EVER else rounded(end * fraction(share))
                for end, share in zip(amount, (one.least, one.most), strict=True)
            )
            found.append(
                Cost(
                    one.id,
                    (least, greatest),
                    currency,
                    None,
                    None,
                    None,
                    (),
                    one.year,
                    tuple(one.sources),
                    one.confidence,
                )
            )
    return tuple(found)


def fees(
    book: Book, kinds: Sequence[str], amount: Span | None, *, on: int, currency: str, exchange: Exchange | None = None
) -> tuple[Cost, ...]:
    """Single fees as costs. Arguments as of `costs`."""
    return tuple(_fee(book, kind, amount, on, currency, exchange) for kind in kinds)


def _fee(book: Book, kind: str, amount: Span | None, on: int, currency: str, exchange: Exchange | None) -> Cost:
    versions = fee_kinds(book).get(kind, [])
    if versions and not in_force(versions, on):
        return Cost(kind, None, currency, None, None, None, (), None, (), "text", "no_table_then")
    if amount is None and any(one.no_amount is None and any(part.scale for part in one.parts) for one in versions):
        return Cost(kind, None, currency, None, None, None, (), None, (), "text", "no_amount")
    charged = fee(book, kind, amount, on=on, currency=currency if amount is not None else None, exchange=exchange)
    return Cost(
        kind,
        charged.fee,
        charged.currency,
        charged.version.paid_by,
        charged.version.borne_by,
        charged,
        tuple((one.id, one.fee) for one in charged.alternatives),
        None,
        charged.sources,
        charged.confidence,
        charged.open_because,
    )
