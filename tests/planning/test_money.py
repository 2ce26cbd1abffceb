"""What holds of fees and interest whatever the sums and days are."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import exequatur
from exequatur.corpus.errors import DataError
from exequatur.language.money import tell_cost, tell_extent
from exequatur.law.load import book as load_book
from exequatur.logic.values import EVER
from exequatur.planning.money.costs import costs, procedures
from exequatur.planning.money.extent import extent
from exequatur.planning.money.fees import fee, fee_kinds
from exequatur.planning.money.interest import KINDS, Terms, interest
from exequatur.planning.money.tables import in_force, money

BOOK = load_book()
TODAY = date(2026, 11, 24).toordinal()
KNOWN = [(kind, TODAY) for kind in fee_kinds(BOOK) if kind != "siac"] + [("siac", date(2020, 1, 1).toordinal())]
sums = st.integers(0, 10**13)
days = st.integers(date(2019, 8, 20).toordinal(), date(2026, 7, 20).toordinal())
RATES: dict[str, dict[str, Any]] = {
    "delayed": {},
    "lpr": {},
    "rate": {"rate": Fraction(9, 200)},
    "statute": {"law": "US-NY"},
    "lpr4": {"contract": date(2021, 1, 1).toordinal()},
}


def charged(kind: str, low: int, high: int, on: int) -> tuple[int, int]:
    found = fee(BOOK, kind, (low, high), on=on).fee
    assert found is not None
    return found


@given(st.sampled_from(KNOWN), sums, sums)
def test_more_is_never_cheaper(kind: tuple[str, int], one: int, other: int) -> None:
    low, high = sorted((one, other))
    least, greatest = charged(kind[0], low, high, kind[1])
    assert 0 <= least <= greatest


@given(st.sampled_from(KNOWN), sums)
@example(("cietac-domestic", TODAY), 20_261_124)
def test_bands_are_continuous(kind: tuple[str, int], amount: int) -> None:
    version = in_force(fee_kinds(BOOK)[kind[0]], kind[1])
    assert version is not None
    least, greatest = charged(kind[0], amount, amount + 1, kind[1])
    assert greatest - least <= len(version.parts)  # each part is rounded by itself


@given(st.sampled_from(KNOWN), sums, sums, sums)
def test_a_fee_of_a_span_holds_the_fee_of_every_sum_in_it(kind: tuple[str, int], a: int, b: int, c: int) -> None:
    low, between, high = sorted((a, b, c))
    least, greatest = charged(kind[0], low, high, kind[1])
    assert least <= charged(kind[0], between, between, kind[1])[0] <= greatest


@given(st.sampled_from(KNOWN))
def test_an_open_end_stays_open_unless_the_fee_ends(kind: tuple[str, int]) -> None:
    _, greatest = charged(kind[0], 0, EVER, kind[1])
    ends = {"preservation": 500000, "bankruptcy": 30000000, "cietac": 1501000000, "hkiac": 40800000, "siac": 9700000}
    assert greatest == {**ends, "set-aside": 40000}.get(kind[0], EVER)


def ran(kind: str, principal: int, since: int, until: int, **rest: Any) -> Any:
    terms = Terms(
        kind=kind,
        principal=(principal, principal),
        since=since,
        until=until,
        on=TODAY,
        **{**RATES.get(kind, {}), **rest},
    )
    return interest(BOOK, terms)


@settings(max_examples=60)
@given(st.sampled_from(sorted(RATES)), sums, days, days, days, st.sampled_from(["360", "365", "actual"]))
def test_interest_of_adjacent_stretches_adds_up(kind: str, principal: int, a: int, b: int, c: int, year: str) -> None:
    start, middle, end = sorted((a, b, c))
    exact = [
        sum((one.earns[0] for one in ran(kind, principal, *ends, year=year).run.stretches), Fraction(0))
        for ends in ((start, middle), (middle, end), (start, end))
    ]
    assert exact[0] + exact[1] == exact[2]
    assert min(exact) >= 0


@settings(max_examples=60)
@given(st.sampled_from(sorted(RATES)), sums, days, days)
def test_interest_is_never_negative_and_its_lines_add_up(kind: str, principal: int, a: int, b: int) -> None:
    start, end = sorted((a, b))
    for count in ("first", "both"):
        found = ran(kind, principal, start, end, count=count)
        assert found.run.days == end - start + (count == "both") == found.run.covered
        assert found.interest == found.run.interest
        assert found.interest[0] == found.interest[1] >= 0
        assert all(one.interest[0] >= 0 for one in found.run.stretches)


@given(sums, days, days, st.integers(0, 3000))
def test_a_bankruptcy_never_adds_interest(principal: int, a: int, b: int, later: int) -> None:
    start, end = sorted((a, b))
    stopped = ran("delayed", principal, start, end, bankruptcy=start + later)
    assert stopped.interest[0] <= ran("delayed", principal, start, end).interest[0]
    assert stopped.run.days == min(later, end - start)


@given(sums, days, st.integers(0, 5000))
def test_compounding_never_gives_less_than_simple_interest(principal: int, start: int, length: int) -> None:
    rate = {"rate": Fraction(5, 100), "year": "actual"}
    compounded = ran("us-federal", principal, start, start + length, **rate)
    assert compounded.run.days == length
    simple = principal * Fraction(5, 100) * length / 366
    assert sum((one.earns[0] for one in compounded.run.stretches), Fraction(0)) >= simple


def test_a_printed_example_of_every_scale_and_kind_comes_out() -> None:
    tables = money(BOOK)
    for file in (tables.fees, tables.arbitration_fees):
        for kind, versions in file.kinds.items():
            for version in versions:
                for one in version.examples:
                    assert charged(kind, one.amount * 100, one.amount * 100, version.since) == (int(one.fee) * 100,) * 2


def test_punitive_damages_may_be_cut_and_both_ends_are_seen() -> None:
    facts = {
        "amount_total": (1000, 1000),
        "amount_punitive": (300, 300),
        "punitive_part": True,
        "amount_paid": (100, 100),
    }
    found = extent(BOOK, facts, on=TODAY, regime="reciprocity")
    assert (found.claimable, found.left) == ((700, 1000), (600, 900))
    assert [cut.rule for cut in found.cuts] == ["cs2021.45"] and found.cuts[0].discretion
    told = tell_extent(
        BOOK, extent(BOOK, {**facts, "currency": frozenset(("USD",))}, on=TODAY, regime="reciprocity"), TODAY
    )
    assert told["left"] == {"from": "6.00", "to": "9.00"} and "up to USD 3.00" in told["cuts"][0]["sentence"]


def test_without_a_punitive_part_nothing_is_cut_and_before_the_rule_neither() -> None:
    facts = {"amount_total": (1000, 1000), "amount_punitive": (300, 300), "punitive_part": True}
    assert not extent(BOOK, {"amount_total": (1000, 1000)}, on=TODAY, regime="reciprocity").cuts
    assert not extent(BOOK, facts, on=date(2020, 1, 1).toordinal(), regime="reciprocity").cuts


def test_a_total_is_added_up_only_where_all_parts_are_known() -> None:
    parts = {
        "amount_compensatory": (10, 10),
        "amount_punitive": (0, 0),
        "amount_costs": (5, 7),
        "amount_interest": (1, 1),
    }
    assert extent(BOOK, parts, on=TODAY, regime=None).total == (16, 18)
    assert extent(BOOK, {"amount_costs": (5, 7)}, on=TODAY, regime=None).left is None


@pytest.mark.parametrize("procedure", procedures(BOOK))
def test_every_cost_has_a_figure_or_a_reason_and_a_source(procedure: str) -> None:
    for amount in ((10**8, 2 * 10**8), None):
        for currency in ("CNY", "USD"):
            for one in costs(BOOK, procedure, amount, on=TODAY, currency=currency, institution="cietac"):
                assert (one.figure is None) == (one.open_because is not None)
                assert one.sources or one.open_because
                told = tell_cost(BOOK, one)
                assert (told["figure"] is None) == (told["open"] is not None)
                assert "⟨" not in str(told)


def test_a_claim_in_foreign_money_without_a_rate_has_no_court_fee() -> None:
    found = costs(BOOK, "recognition", (10**8, 10**8), on=TODAY, currency="USD")
    assert {one.open_because for one in found if one.working} == {"no_rate"}


BAD: list[tuple[list[str], str]] = [
    (["fee", "recogniton", "1"], "did you mean recognition?"),
    (["fee", "poetry", "1"], "use one of"),
    (["fee", "action"], "amount:"),
    (["fee", "action", "-5"], "is negative"),
    (["fee", "action", "--", "-5"], "amount: -5 is negative"),
    (["fee", "action", "1.234"], "more decimals than CNY"),
    (["fee", "action", "1,000"], "without separators"),
    (["fee", "action", "5..1"], "write the lower sum first"),
    (["fee", "action", "1", "--currency", "USDD"], "did you mean USD?"),
    (["fee", "action", "1", "--on", "2000-01-01"], "the first one began on 2007-04-01"),
    (["fee", "action", "1", "--on", "soon"], "is not a day"),
    (["fee", "action", "1", "--currency", "USD", "--rate", "7"], "needs its day and its source"),
    (
        ["fee", "action", "1", "--currency", "USD", "--rate", "0", "--rate-day", "2026-01-01", "--rate-source", "x"],
        "more than zero",
    ),
    (["interest", "delay", "--principal", "1", "--from", "2025-01-01"], "did you mean delayed?"),
    (["interest", "delayed", "--principal", "x", "--from", "2025-01-01"], "principal:"),
    (["interest", "delayed", "--principal", "1", "--from", "2025-02-30"], "from:"),
    (
        ["interest", "delayed", "--principal", "1", "--from", "2025-01-02", "--to", "2025-01-01"],
        "to: 2025-01-01 lies before from",
    ),
    (
        ["interest", "delayed", "--principal", "1", "--from", "2030-01-01", "--on", "2026-01-01"],
        "lies after the day asked about",
    ),
    (["interest", "delayed", "--principal", "1", "--from", "2025-01-01", "--count", "last"], "neither first nor both"),
    (
        ["interest", "lpr", "--principal", "1", "--from", "2010-01-01", "--to", "2011-01-01"],
        "the first began on 2019-08-20",
    ),
    (["interest", "lpr", "--principal", "1", "--from", "2020-01-01", "--rate", "5"], "leave --rate out"),
    (["interest", "lpr", "--principal", "1", "--from", "2020-01-01", "--basis", "364"], "use 365, 360 or actual"),
    (["interest", "lpr", "--principal", "1", "--from", "2020-01-01", "--term", "3"], "neither 1 nor 5"),
    (["interest", "rate", "--principal", "1", "--from", "2020-01-01"], "needs a rate"),
    (["interest", "us-federal", "--principal", "1", "--from", "2020-01-01"], "the weekly yield is not in our data"),
    (["interest", "rate", "--principal", "1", "--from", "2020-01-01", "--rate", "-3"], "rate: -3 is negative"),
    (["interest", "statute", "--principal", "1", "--from", "2020-01-01"], "law:"),
    (["interest", "statute", "--principal", "1", "--from", "2020-01-01", "--law", "US-XX"], "is not on record"),
    (["interest", "lpr4", "--principal", "1", "--from", "2019-01-01", "--to", "2021-01-01"], "filed:"),
    (["interest", "sales-default", "--principal", "1", "--from", "2015-01-01", "--to", "2016-01-01"], "from:"),
    (
        ["interest", "delayed", "--principal", "1", "--from", "2025-01-01", "--bankruptcy-accepted", "1999-01-01"],
        "bankruptcy-accepted:",
    ),
    (
        ["interest", "delayed", "--principal", "1", "--from", "2025-01-01", "--not-counted", "2025-01-05"],
        "is not two days",
    ),
    (
        ["interest", "lpr", "--principal", "1", "--from", "2025-01-01", "--not-counted", "2025-01-05..2025-01-06"],
        "not-counted:",
    ),
]


@pytest.mark.parametrize(("words", "says"), BAD, ids=[" ".join(words) for words, _ in BAD])
def test_bad_input_is_one_message_that_names_field_and_remedy(run: Any, words: list[str], says: str) -> None:
    status, out, err = run(*words)
    assert status == 2
    assert not out
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("kind", [*fee_kinds(BOOK), *KINDS])
def test_every_kind_can_be_shown_and_told(run: Any, kind: str) -> None:
    rates = {"us-federal": ["--rate", "5"], "rate": ["--rate", "5"], "statute": ["--law", "US-CA"]}
    words = (
        ["fee", kind, "1000000", "--on", "2026-11-24"]
        if kind in fee_kinds(BOOK)
        else [
            "interest",
            kind,
            "--principal",
            "1000000",
            "--from",
            "2021-01-01",
            "--to",
            "2022-01-01",
            *rates.get(kind, []),
        ]
    )
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert "⟨" not in out and "\x1b" not in out
    status, out, _ = run(*words, "--format", "json")
    told = json.loads(out)
    assert status == 0 and told["schema"] == f"exequatur.{words[0]}/1" and told["sources"] is not None


def test_the_answer_on_recognition_needs_no_tables_of_money() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from exequatur import verbs; verbs.assess({'origin': 'US', 'kind': 'judgment'}); "
        "assert not [name for name in sys.modules if name.startswith('exequatur.planning')]"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_sum_is_told_exactly_however_large() -> None:
    assert exequatur.fee("execution", "999999999999999.99", on="2026-11-24")["amount"] == "999999999999999.99"
    with pytest.raises(DataError, match="amount"):
        exequatur.fee("execution", "9" * 16, on="2026-11-24")
