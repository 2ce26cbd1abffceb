"""The verb for a debt account."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ..corpus.errors import DataError
from ..law.load import book as load_book
from .common import Answer, day_of, head


def ledger(
    file: Path | str | bytes,
    on: date | str | None = None,
    rate: str | int | None = None,
    currency: str | None = None,
    claim: str | None = None,
    assume_last_rate: bool = False,
) -> Answer:
    """What is owed on an account: of each invoice and in all, principal, interest and costs, and the statement line by line.

    `file`: a CSV table or YAML list of invoices, payments, credit notes, costs and agreements, or its bytes. `on`: the day of
    the balance (default: today). `rate`: interest of the invoices that state none: per cent a year, none, sales-default or lpr.
    `currency`: of all sums, where the file has no such column. `claim`: the kind of claim, for limitation, such as
    international_sale. `assume_last_rate`: project beyond the last known rate. Raises DataError.
    """
    from ..language.ledger import tell_ledger
    from ..planning.ledger.account import balance
    from ..planning.ledger.cells import read_rate
    from ..planning.ledger.read import read_ledger

    book, at = load_book(), day_of(on)
    kinds = book.facts["underlying_claim"].values or ()
    if claim is not None and claim not in kinds:
        near = get_close_matches(claim.lower().replace("-", "_"), kinds, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(kinds)}"
        raise DataError(f'claim: "{claim[:40]}" is not a kind of claim; {hint}')
    try:
        stated = None if rate is None else read_rate(str(rate))
    except DataError as error:
        raise DataError(f"rate: {error.message}") from None
    raw = file if isinstance(file, bytes) else None
    read = read_ledger(book, "standard input" if isinstance(file, bytes) else file, currency, raw)
    found = balance(book, read, at, rate=stated, assume_last_rate=assume_last_rate, claim=claim)
    return {**head("ledger", at), **tell_ledger(book, found)}
