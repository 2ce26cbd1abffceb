"""Cells as people write them, in English and Chinese: read as one thing, or rejected with the remedy. Never guessed."""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exequatur.assessment.fields import ClaimError
from exequatur.law.load import book as load_book
from exequatur.logic.values import day
from exequatur.screening.cells import Reader
from exequatur.screening.reading.how import How
from exequatur.screening.screen import Screening
from exequatur.screening.sums import settle


def reader(fact: str, **how: object) -> Reader:
    book = load_book()
    return Reader(book.facts[fact], book, How(**how))  # type: ignore[arg-type]


def wrong(fact: str, text: str, **how: object) -> str:
    found = reader(fact, **how).read(text)
    assert isinstance(found, ClaimError), found
    return found.message


@pytest.mark.parametrize("text", ["yes", "Yes", "Y", "TRUE", "是", "有", "真", " ｙｅｓ "])
def test_words_for_true(text: str) -> None:
    assert reader("default_judgment").read(text) is True


@pytest.mark.parametrize("text", ["no", "N", "False", "否", "无", "假"])
def test_words_for_false(text: str) -> None:
    assert reader("default_judgment").read(text) is False


@pytest.mark.parametrize("fact", ["default_judgment", "judgment_date", "origin", "matter", "amount_total"])
@pytest.mark.parametrize("text", ["", "  ", "unknown", "Unknown", "不详", "未知", "NULL", "NaN"])
def test_what_nobody_knows_is_blank(fact: str, text: str) -> None:
    assert reader(fact).read(text) is None


@pytest.mark.parametrize("fact", ["default_judgment", "judgment_date", "origin", "matter", "amount_total"])
@pytest.mark.parametrize("text", ["n/a", "N/A", "NA", "not applicable", "不适用", "-", "—", "None", "?"])
def test_what_may_mean_several_things_is_rejected(fact: str, text: str) -> None:
    assert "leave the cell blank if it is not known" in wrong(fact, text)


@pytest.mark.parametrize("fact", ["default_judgment", "judgment_date", "origin", "amount_total"])
@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!"])
def test_a_formula_that_failed_is_rejected(fact: str, text: str) -> None:
    assert "formula that failed" in wrong(fact, text)


@pytest.mark.parametrize("text", ["0", "1", "１"])
def test_figures_are_no_truths_unless_the_mapping_says_so(text: str) -> None:
    assert "say in a mapping" in wrong("default_judgment", text)
    assert reader("default_judgment", values={"1": "true", "0": "false"}).read(text) is (text != "0")


def test_a_code_none_is_taken_only_as_it_stands() -> None:
    assert reader("choice_of_court").read("none") == frozenset(("none",))
    assert "write none if there is none" in wrong("choice_of_court", "None")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2015-07-24", "2015-07-24"),
        ("2015/7/24", "2015-07-24"),
        ("2015-7-4", "2015-07-04"),
        ("2015.7.24", "2015-07-24"),
        ("20150724", "2015-07-24"),
        ("24 July 2015", "2015-07-24"),
        ("24th July 2015", "2015-07-24"),
        ("July 24, 2015", "2015-07-24"),
        ("24-Jul-2015", "2015-07-24"),
        ("Sept. 3, 2015", "2015-09-03"),
        ("July 2015", "2015-07"),
        ("2015年7月24日", "2015-07-24"),
        ("2015 年 7 月 24 日", "2015-07-24"),
        ("２０１５年７月２４日", "2015-07-24"),
        ("2015年7月", "2015-07"),
        ("2015年", "2015"),
        ("2015/7", "2015-07"),
        ("2015", "2015"),
        ("二〇一五年七月二十四日", "2015-07-24"),
        ("二○一五年十二月三十一日", "2015-12-31"),
        ("二〇二〇年十月", "2020-10"),
        ("二O一五年二月十日", "2015-02-10"),
        ("二0一五年七月", "2015-07"),
        ("2015-07-24 00:00:00", "2015-07-24"),
        ("2015-07-24T00:00:00.000Z", "2015-07-24"),
        ("24/07/2015", "2015-07-24"),
        ("7/24/2015", "2015-07-24"),
        ("24.07.2015", "2015-07-24"),
        ("05/05/2015", "2015-05-05"),
    ],
)
def test_days_months_and_years(text: str, iso: str) -> None:
    assert reader("judgment_date").read(text) == day(iso)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2015", "2015-04-03 or 2015-03-04"),
        ("3.4.2015", "2015-04-03 or 2015-03-04"),
        ("24/7/15", "two figures"),
        ("24-Jul-15", "two figures"),
        ("5 May 24", "two figures"),
        ("24-05-01", "two figures"),
        ("2015-07-24T00:00:00+08:00", "is not a date"),
        ("2015-07-24 - 2015-08-01", "is not a date"),
        ("2015-07-0①", "is not a date"),
        ("2015-07-24²", "is not a date"),
        ("二〇一五年七月一二日", "is not a date"),
        ("二〇一五年十十月", "is not a date"),
        ("二〇一五年一二月三日", "is not a date"),
        ("42209", "number of a day in a spreadsheet"),
        ("2015-07-24 10:30:00", "time of day"),
        ("2015-07-24T16:00:00Z", "time of day"),
        ("2015/2/30", "out of range"),
        ("2015/24/7", "month must be in"),
        ("31/13/2015", "is not a date"),
        ("201507", "is not a date"),
        ("24 Juli 2015", "is not a date"),
        ("summer 2015", "is not a date"),
        ("1,5", "is not a date"),
        ("1815年6月18日", "between 1900 and 2200"),
        ("2" * 600, "600 characters"),
    ],
)
def test_no_day_is_guessed(text: str, reason: str) -> None:
    if reason == "is not a date":
        assert "two figures" not in wrong("judgment_date", text)
    else:
        assert reason in wrong("judgment_date", text)


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_the_mapping_says_which_figure_is_the_day(when: date) -> None:
    british, american = f"{when.day}/{when.month}/{when.year}", f"{when.month:02}-{when.day:02}-{when.year}"
    assert reader("judgment_date", dates="dmy").read(british) == (when.toordinal(),) * 2
    assert reader("judgment_date", dates="mdy").read(american) == (when.toordinal(),) * 2
    found = reader("judgment_date").read(british)
    assert isinstance(found, ClaimError) or found == (when.toordinal(),) * 2
    one = reader("judgment_date", dates="ymd")
    one.cells(pl.Series([f"24/{when.month}/{when.year}"]))
    assert list(one.forms.seen) == ["day first: no month is greater than 12"]
    if when.day > 12:
        assert "is read as mdy" in wrong("judgment_date", british, dates="mdy")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("US", {"US"}),
        ("us", {"US"}),
        ("ＵＳ", {"US"}),
        ("United States", {"US"}),
        ("USA", {"US"}),
        ("美国", {"US"}),
        ("UK", {"GB"}),
        ("U.K.", {"GB"}),
        ("United States of America", {"US"}),
        ("Republic of Korea", {"KR"}),
        ("Viet Nam", {"VN"}),
        ("美國", {"US"}),
        ("苏格兰", {"GB"}),
        ("the Netherlands", {"NL"}),
        ("韩国", {"KR"}),
        ("香港", {"HK"}),
        ("US|英国", {"US", "GB"}),
        ("NO", {"NO"}),
    ],
)
def test_states_by_code_and_by_name(text: str, codes: set[str]) -> None:
    assert reader("origin").read(text) == codes


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Georgia", "US-GA"),
        ("刚果", "CD (Kinshasa)"),
        ("no", "write NO"),
        ("Untied States", "did you mean"),
        ("California", ""),
    ],
)
def test_a_place_that_could_be_another_is_rejected(text: str, remedy: str) -> None:
    assert remedy in wrong("origin", text)


def test_codes_in_other_letters() -> None:
    assert reader("matter").read("Contract sale") == {"contract_sale"}
    assert reader("currency").read("人民币") == {"CNY"}
    assert reader("currency").read("usd") == {"USD"}
    assert reader("origin_subdivision").read("us-ca") == {"US-CA"}
    assert "can be CNY or JPY" in wrong("currency", "¥")
    assert "did you mean `contract_sale`" in wrong("matter", "contract_sell")


def sums(text: str, stated: str | None = None, **how: object) -> tuple[list[str], dict[str, tuple[int, str, str]]]:
    """What is wrong with a sum, and in which form it was read."""
    book = load_book()
    columns = ["amount_total", "currency"]
    frame = pl.DataFrame({"amount_total": [text], "currency": [stated]}, schema=dict.fromkeys(columns, pl.String))
    ready = screening(tuple(how.items()))
    ready.readers["amount_total"].forms.seen.clear()
    rejects = ready.screen(frame).rejects.to_dicts()
    settled = settle(frame, ready.readers, book)
    forms = dict(ready.readers["amount_total"].forms.seen)
    assert all((settled.frame["amount_total"][0] or "") == said for _, _, said in forms.values() if not rejects)
    return ["; ".join(filter(None, (one["reason"], one["remedy"]))) for one in rejects], forms


@cache
def screening(how: tuple[tuple[str, object], ...]) -> Screening:
    given = How(**dict(how))  # type: ignore[arg-type]
    day = date(2026, 11, 24).toordinal()
    return Screening(load_book(), day, ["amount_total", "currency"], how={"amount_total": given})


@pytest.mark.parametrize(
    ("text", "currency", "read"),
    [
        ("1,234,567.89", "USD", "1234567.89"),
        ("1 234 567", "USD", "1234567"),
        ("1'234'567.50", "CHF", "1234567.50"),
        ("USD 1,000", None, "1000"),
        ("US$1,000", "USD", "1000"),
        ("1,000 EUR", None, "1000"),
        ("$1,000", "USD", "1000"),
        ("£500", "GBP", "500"),
        ("120万", "CNY", "1200000"),
        ("1.5亿美元", None, "150000000"),
        ("0.00001亿", "CNY", "1000"),
        ("￥１，０００", "CNY", "1000"),
        ("1,000..2,000", "USD", "1000..2000"),
        ("1.200万", "CNY", "12000"),
    ],
)
def test_sums_as_people_write_them(text: str, currency: str | None, read: str) -> None:
    faults, forms = sums(text, currency)
    assert not faults
    assert [said for _, _, said in forms.values()] == [read]


@pytest.mark.parametrize(
    ("text", "currency", "reason"),
    [
        ("¥1000", None, "CNY or JPY"),
        ("$1000", None, "USD or AUD"),
        ("1000", None, "needs its currency"),
        ("USD 5", "EUR", "is not in EUR"),
        ("-5", "USD", "less than nothing"),
        ("(5)", "USD", "less than nothing"),
        ("1.5m", "USD", "is not an amount"),
        ("1k", "USD", "is not an amount"),
        ("50%", "USD", "is not an amount"),
        ("1.234.567,89", "USD", "decimals: comma"),
        ("12,50", "USD", "decimals: comma"),
        ("12,3456", "USD", "is not an amount"),
        ("1,234", "KWD", "three decimals"),
        ("KWD 1,234", None, "three decimals"),
        ("1,234..2,000", "KWD", "three decimals"),
        ("1.200", "EUR", "can be in thousands"),
        ("12.500", "CNY", "can be in thousands"),
        ("EUR 1.200", None, "can be in thousands"),
        ("1.200..2.000", "EUR", "can be in thousands"),
        ("1000²", "USD", "is not an amount"),
        ("1000①", "USD", "is not an amount"),
        ("1e6", "USD", "is not an amount"),
        ("1,000.005", "USD", "more than 2 decimals"),
        ("1,000.5", "JPY", "more than 0 decimals"),
    ],
)
def test_no_sum_is_guessed(text: str, currency: str | None, reason: str) -> None:
    (fault,), _ = sums(text, currency)
    assert reason in fault


def test_a_decimal_comma_only_where_the_mapping_says_so() -> None:
    assert sums("1.234.567,89", "EUR", decimals="comma")[1]["a decimal comma, as the mapping says"][2] == "1234567.89"
    assert sums("1.234", "EUR", decimals="comma")[1]["a decimal comma, as the mapping says"][2] == "1234"
    assert "decimals: point" in sums("1,234,567.89", "EUR", decimals="comma")[0][0]
    assert sums("1.200", "EUR", decimals="point") == ([], {})
    assert sums("5", None, currency="USD") == ([], {})
    assert "the mapping says USD" in sums("5", "EUR", currency="USD")[0][0]


@pytest.mark.parametrize(
    ("text", "currency"),
    [("1.234", "KWD"), ("1200.500", "EUR"), ("0.500", "EUR"), ("1.20", "EUR"), ("1200", "EUR"), ("1.2000", "EUR")],
)
def test_three_decimals_that_can_be_nothing_else_are_read(text: str, currency: str) -> None:
    assert sums(text, currency)[0] == []


def test_a_column_of_numbers_has_decimals_only() -> None:
    from decimal import Decimal

    frame = pl.DataFrame({"amount_total": [Decimal("12.500")], "currency": ["EUR"]})
    assert screening(()).screen(frame).rejects.is_empty()


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**14), st.integers(0, 99))
def test_a_sum_in_groups_is_the_plain_sum(whole: int, cents: int) -> None:
    faults, forms = sums(f"{whole:,}.{cents:02}", "USD")
    assert not faults
    assert [said for _, _, said in forms.values()] == ([f"{whole}.{cents:02}"] if whole > 999 else [])


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=30), st.sampled_from(["default_judgment", "judgment_date", "origin", "matter", "currency"]))
def test_any_text_is_a_value_or_one_error(text: str, fact: str) -> None:
    found = reader(fact).read(text)
    assert found is None or isinstance(found, bool | tuple | frozenset | ClaimError)
    assert sums(text, "USD")[0] is not None


@settings(deadline=None, max_examples=200)
@given(st.text("二〇零一十五年月日o0.,¥万亿元1²① ", max_size=14), st.sampled_from(["judgment_date", "agreement_date"]))
def test_any_numeral_is_a_day_or_one_error(text: str, fact: str) -> None:
    found = reader(fact).read(text)
    assert found is None or isinstance(found, tuple | ClaimError)
    assert sums(text, "USD")[0] is not None


def test_what_was_not_literal_is_counted_and_bounded() -> None:
    one = reader("origin")
    one.cells(pl.Series(["US", "us", "us", "美国", None, "XX"]))
    assert one.forms.seen == {"us": (2, "us", "US"), "美国": (1, "美国", "US")}
    many = reader("judgment_date")
    many.cells(pl.Series([f"{year}/7/{day}" for year in range(1950, 2100) for day in range(1, 29)]))
    assert list(many.forms.seen) == ["year, month, day in figures"]
    words = reader("kind", values={f"w{number}": "judgment" for number in range(100)})
    words.cells(pl.Series([f"w{number}" for number in range(100)]))
    assert len(words.forms.seen) + words.forms.others == 100 and words.forms.others == 60
