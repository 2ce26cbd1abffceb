"""The shipped law over sampled claims: every engine answers and rejects as Polars does, which answers as `assess`.

`python -m tests.screening.engines.test_equal ENGINE 100000` compares so many by hand.
"""

from __future__ import annotations

import sys
from datetime import date

import pytest
from polars.testing import assert_frame_equal

from exequatur.law.book import Book
from exequatur.law.load import book as load_book
from exequatur.screening.screen import Screening

from ..test_equal import DAYS, WIDTHS, portfolio
from .at_hand import ENGINES, on

CASES = {
    "duckdb": [*((day, "few") for day in DAYS), (DAYS[0], "many")],
    "postgres": [(DAYS[0], "few"), (DAYS[1], "few"), (DAYS[2], "many")],
    "spark": [(DAYS[0], "few"), (DAYS[1], "few")],
}


def compare(book: Book, engine: str, on: str, width: str, rows: int, seed: int) -> tuple[int, int]:
    """How many rows are answered and rejected alike."""
    day = date.fromisoformat(on).toordinal()
    frame = portfolio(book, rows, day, width, True, seed)
    plain, other = (Screening(book, day, frame.columns, name).screen(frame) for name in ("polars", engine))
    assert_frame_equal(plain.answers, other.answers)
    assert_frame_equal(plain.rejects, other.rejects)
    return other.answers.height, other.rejected


@on()
def test_an_engine_answers_sampled_claims_as_polars_does(engine: str) -> None:
    book = load_book()
    for number, (day, width) in enumerate(CASES[engine]):
        answered, _ = compare(book, engine, day, width, 200, number)
        assert answered > 100


@pytest.mark.parametrize("engine", ENGINES)
def test_the_days_compared_meet_every_regime(engine: str) -> None:
    book, met = load_book(), set[str]()
    for asked, width in CASES[engine]:
        day = date.fromisoformat(asked).toordinal()
        screening = Screening(book, day, portfolio(book, 1, day, width, True, 0).columns)
        met |= {name for name, reg in screening.compiled.asked.regimes.items() if reg is not False}
    assert met == set(screening.compiled.asked.regimes)


if __name__ == "__main__":
    LAW, engine, wanted, total = load_book(), sys.argv[1], int(sys.argv[2]), [0, 0]
    every = [(day, width) for day in DAYS for width in (sys.argv[3:] or WIDTHS)]
    for number, (day, width) in enumerate(every):
        found = compare(LAW, engine, day, width, wanted // len(every) + 1, 500 + number)
        total = [a + b for a, b in zip(total, found, strict=True)]
        print(engine, day, width, *found, flush=True)
    print("answered and rejected alike:", *total)
