"""What is known of a date, a sum or a code, and what follows from it."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exequatur.logic.values import COMPARISONS, EVER, UNBOUNDED, Span, add, day, hull, iso

from .reading import is_as_narrow
from .strategies import steady

few_days = st.integers(0, 7)
small_spans = st.tuples(few_days, few_days).map(lambda ends: (min(ends), max(ends)))
calendar = st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(date.toordinal)


def written(ends: Span) -> tuple[str | None, str | None]:
    return iso(ends[0]), iso(ends[1])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
    ],
)
def test_a_date_written_in_part_is_every_day_it_can_be(text: str, first: str, last: str) -> None:
    assert written(day(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "15", "2015-2", "2015-13", "2015-00", "2015-02-30", "2015-02-29", "20150724", "2015-07-24T00", " 2015"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        day(text)


def test_the_day_within_a_month_within_a_year() -> None:
    exact, month, year = day("2015-07-24"), day("2015-07"), day("2015")
    assert is_as_narrow(exact, month)
    assert is_as_narrow(month, year)
    assert exact[0] == exact[1]


def test_an_open_end_has_no_day() -> None:
    assert written(UNBOUNDED) == (None, None)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2024-01-31", {"months": 1}, "2024-02-29"),
        ("2023-01-31", {"months": 1}, "2023-02-28"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
        ("2024-02-29", {"years": 4}, "2028-02-29"),
        ("2023-08-31", {"months": 6}, "2024-02-29"),
        ("2023-12-31", {"months": 2, "days": 1}, "2024-03-01"),
        ("2023-12-31", {"days": 1}, "2024-01-01"),
        ("2023-06-15", {"years": 2}, "2025-06-15"),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number_or_on_the_last_of_a_shorter_month(
    start: str, period: dict[str, int], end: str
) -> None:
    assert iso(add(day(start)[0], **period)) == end


@steady
@given(calendar, calendar, st.integers(0, 10), st.integers(0, 24), st.integers(0, 400))
def test_what_begins_no_earlier_ends_no_earlier(a: int, b: int, years: int, months: int, days: int) -> None:
    first, second = sorted((a, b))
    ends = [add(start, years=years, months=months, days=days) for start in (first, second)]
    assert first <= ends[0] <= ends[1]
    if first + 31 < second:
        assert ends[0] < ends[1]


@pytest.mark.parametrize("end", [EVER, -EVER])
def test_a_period_from_an_unknown_day_ends_on_an_unknown_day(end: int) -> None:
    assert add(end, years=2, days=30) == end


@pytest.mark.parametrize(("start", "years", "end"), [("9999-06-01", 1, EVER), ("0001-06-01", -1, -EVER)])
def test_a_period_that_leaves_the_calendar_has_no_end_in_it(start: str, years: int, end: int) -> None:
    assert add(day(start)[0], years=years) == end


PAIRS = {
    "before": lambda a, b: a < b,
    "on_or_before": lambda a, b: a <= b,
    "after": lambda a, b: a > b,
    "on_or_after": lambda a, b: a >= b,
    "at_most": lambda a, b: a <= b,
    "at_least": lambda a, b: a >= b,
    "same": lambda a, b: a == b,
}


@pytest.mark.parametrize("op", COMPARISONS)
@steady
@given(small_spans, small_spans)
def test_a_comparison_is_definite_exactly_when_all_pairs_of_days_agree(op: str, a: Span, b: Span) -> None:
    answers = {PAIRS[op](x, y) for x, y in product(range(a[0], a[1] + 1), range(b[0], b[1] + 1))}
    assert COMPARISONS[op](a, b) == (answers.pop() if len(answers) == 1 else None)


def test_nothing_follows_from_a_comparison_with_an_unknown_day() -> None:
    assert {compare(UNBOUNDED, day("2015")) for compare in COMPARISONS.values()} == {None}


values = st.one_of(
    st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=3),
    st.lists(st.one_of(small_spans, st.none()), min_size=1, max_size=3),
    st.lists(st.one_of(st.sets(st.sampled_from("xyz"), min_size=1).map(frozenset), st.none()), min_size=1, max_size=3),
)


@steady
@given(values)
def test_the_hull_holds_each_value_and_is_one_of_them_if_all_are_alike(several: list) -> None:
    whole = hull(several)
    assert all(is_as_narrow(value, whole) for value in several)
    if all(value == several[0] for value in several):
        assert whole == several[0]
    assert hull(several[::-1]) == whole


def test_the_hull_says_no_less_than_it_can() -> None:
    assert hull([(1, 2), (5, 5)]) == (1, 5)
    assert hull([frozenset("x"), frozenset("yz")]) == frozenset("xyz")
    assert hull([frozenset("x"), None]) is None
    assert hull([True, False]) is None
