"""A function that is looked up gives what the function gives, wherever the numbers lie."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exequatur.law.load import book
from exequatur.logic.values import EVER
from exequatur.screening.compiling.program import Ending
from exequatur.screening.engines.asked import Asked, ends, one_by_one

NUMBERS = st.one_of(
    st.integers(0, 40), st.sampled_from([-EVER, EVER, -2 * EVER, 2 * EVER, -1, 41, 1000]), st.integers(-100, 100)
)


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=30), min_size=1, max_size=4))
def test_what_is_looked_up_is_what_the_function_says(columns: list[list[int]]) -> None:
    def ask(number: int) -> int:
        return number // 2 - 7

    asked = Asked(10, 20)
    for column in columns:
        assert asked.of(pl.Series(column, dtype=pl.Int64), one_by_one(ask)).to_list() == [
            ask(number) for number in column
        ]


def test_each_number_is_asked_once() -> None:
    seen: list[int] = []
    asked = Asked(0, 10)
    for column in ([1, 2, 2], [2, 1, 3], [EVER, 1], [EVER, EVER]):
        asked.of(pl.Series(column, dtype=pl.Int64), one_by_one(lambda number: seen.append(number) or number))
    assert sorted(seen) == [1, 2, 3, EVER]


@pytest.mark.parametrize("working", [True, False])
@pytest.mark.parametrize("length", [(2, 0, 0), (0, 6, 0), (1, 1, 0), (0, 0, 15), (0, -1, 3)])
def test_the_ends_of_periods_are_those_of_the_single_day(length: tuple[int, int, int], working: bool) -> None:
    days = pl.Series(range(693_596, 748_400), dtype=pl.Int64)  # 1900 to 2049, in which most days have no calendar
    for side in (0, 1):
        ending = Ending(*length, book().working_days.end if working else None, side)
        assert ends(ending)(days) == [ending(day) for day in days]
