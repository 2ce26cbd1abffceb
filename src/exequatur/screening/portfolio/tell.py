"""A portfolio told: everything that the answers of one screening say together, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ...law.book import Book
from ...logic.values import iso
from ...planning.money.tables import money
from ..answers import settled
from ..rates import exchanges, read_rates
from .answers import one_run, read_answers, reading
from .debtors import tell_debtors
from .money import Purse, with_money
from .questions import questions
from .totals import BY, deadlines, due, totals


def tell_portfolio(
    book: Book,
    answers: Path,
    rates: Path | None = None,
    debtors: bool = False,
    run: tuple[int, str] | None = None,
) -> dict[str, Any]:
    """Totals, deadlines and questions of the answers of a screening. `rates`: a file with rates of exchange, to add up sums
    in one money. `debtors`: group their names. `run`: the day and the release, where the answers may be none. Raises DataError.
    """
    given = read_rates(rates, book) if rates else []
    with reading(answers):
        return _told(book, answers, given, debtors, run)


def _told(
    book: Book,
    answers: Path,
    given: Sequence[Mapping[str, Any]],
    debtors: bool,
    run: tuple[int, str] | None,
) -> dict[str, Any]:
    frame = read_answers(answers)
    on, release = run or one_run(frame, answers)
    currency = money(book).fees.currency
    purse = Purse(book, currency, exchanges(book, on, given))
    frame = with_money(frame)
    names = frame.collect_schema().names()
    rows, done = frame.select(pl.len(), settled().sum().alias("settled")).collect(engine="streaming").row(0)
    return {
        "answers": str(answers),
        "day": iso(on),
        "law": release,
        "rows": rows,
        "settled": done,
        "currency": currency,
        "by": {by: totals(book, frame, purse, by) for by in BY if by in names},
        "deadlines": deadlines(book, frame, purse, on),
        "due": due(frame, on),
        "questions": questions(book, frame, purse) if "settled_by" in names else None,
        "debtors": tell_debtors(frame, answers) if debtors else None,
    }
