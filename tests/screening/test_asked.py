"""A function that is looked up gives what the function gives, wherever the numbers lie."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from exequatur.logic.values import EVER
from exequatur.screening.engines.asked import Asked

NUMBERS = st.one_of(
    st.integers(0, 40), st.sampled_from([-EVER, EVER, -2 * EVER, 2 * EVER, -1, 41, 1000]), st.integers(-100, 100)
)


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=30), min_size=1, max_size=4))
def test_what_is_looked_up_is_what_the_function_says(columns: list[list[int]]) -> None:
    def ask(number: int) -> int:
        return number // 2 - 7

    asked = Asked(ask, 10, 20)
    for column in columns:
        assert asked.of(pl.Series(column, dtype=pl.Int64)).to_list() == [ask(number) for number in column]


def test_each_number_is_asked_once() -> None:
    seen: list[int] = []
    asked = Asked(lambda number: seen.append(number) or number, 0, 10)
    for column in ([1, 2, 2], [2, 1, 3], [EVER, 1], [EVER, EVER]):
        asked.of(pl.Series(column, dtype=pl.Int64))
    assert sorted(seen) == [1, 2, 3, EVER]
