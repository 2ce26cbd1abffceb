"""A table of claims is answered as each claim alone is: what is possible, and what to expect as it stands.

`python -m tests.screening.test_equal 100000` compares so many by hand.
"""

from __future__ import annotations

import sys
from datetime import date
from random import Random
from typing import Any

import polars as pl
import pytest

from exequatur.assessment.assess import Assessment, assess
from exequatur.assessment.claim import make_claim
from exequatur.assessment.fields import ClaimError
from exequatur.assessment.grade import basis
from exequatur.language.places import tell_state
from exequatur.law.book import OUTCOMES, Book
from exequatur.law.load import book as load_book
from exequatur.logic.values import EVER
from exequatur.screening import profiles
from exequatur.screening.answers import short
from exequatur.screening.profiles import asked
from exequatur.screening.sample import sample
from exequatur.screening.screen import Screening
from exequatur.screening.singly import deciding, last_days, sums_of

DAYS = ("2026-11-24", "2012-05-01", "2022-06-01", "1996-01-01", "2024-06-01", "2017-06-29")
RATES = [
    {"from": "USD", "to": "CNY", "rate": "7.0981", "on": "2012-04-01", "source": "invented"},
    {"from": "USD", "to": "CNY", "rate": "6.5", "on": "1995-01-01", "source": "invented"},
]
GROUPS: dict[tuple[str, int], int | None] = {}
WIDTHS = {"few": 0.15, "many": 0.5, "all": 1.0}
"""The share of the facts that have a column."""


def portfolio(book: Book, rows: int, on: int, width: str, derived: bool, seed: int) -> pl.DataFrame:
    draw = Random(f"{seed} {width}")
    facts = [
        id
        for id, info in book.facts.items()
        if (derived or not (info.derived or info.table)) and (id in ("origin", "kind") or draw.random() < WIDTHS[width])
    ]
    columns = sample(book, rows, on, seed, facts)
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def alone(book: Book, raw: dict[str, Any], on: int) -> dict[str, Any] | str:
    """The answer of the single claim, or what is wrong with it."""
    try:
        found = assess(make_claim({**raw, "rates": RATES}, book), on=on, book=book)
    except ClaimError as error:
        return error.message
    possible = {f"possible_{short(name)}": end in found.possible for end, name in OUTCOMES.items()}
    return {
        "id": raw["id"],
        "regime": found.regime,
        **possible,
        "as_it_stands": found.as_it_stands,
        "basis": basis(found),
        "deciding": deciding(found),
        "group": group(book, raw.get("origin"), on),
        **dict(zip(("safe_day", "last_day", "last_day_latest", "limit_status"), limit(found), strict=True)),
        **sums(found),
        **dict(zip(profiles.SCHEMA, asked(found) if len(found.possible) > 1 else (None, None), strict=True)),
        "day": date.fromordinal(on),
        "release": book.release,
    }


def sums(found: Assessment) -> dict[str, int | None]:
    """The sums as `exequatur plan` finds them."""
    told: dict[str, int | None] = {}
    for name, span in zip(("claimable", "outstanding", "fee"), sums_of(found), strict=True):
        told[name], told[f"{name}_most"] = (None if end is None or end >= EVER else end for end in span or (None, None))
    return told


def limit(found: Assessment) -> tuple[date | str | None, ...]:
    """The last days as `exequatur limit` finds them."""
    safe, span, status = last_days(found)
    return (*(date.fromordinal(day) if abs(day) < EVER else None for day in (safe, *span)), status)


def group(book: Book, origin: Any, on: int) -> int | None:
    """As `exequatur state` tells it; a region and the requested state have none."""
    if not isinstance(origin, str) or origin == book.requested:
        return None
    key = origin, on
    if key not in GROUPS:
        GROUPS[key] = tell_state(book, origin, on)["group"]
    return GROUPS[key]


def compare(book: Book, frame: pl.DataFrame, on: int) -> tuple[int, int]:
    """How many rows are answered and rejected; fails where one differs."""
    screening = Screening(book, on, frame.columns, missing=True, rates=RATES)
    found = screening.screen(frame)
    answers = {row["id"]: row for row in found.answers.to_dicts()}
    rejects = {row["id"]: "; ".join(filter(None, (row["reason"], row["remedy"]))) for row in found.rejects.to_dicts()}
    assert len(answers) + len(rejects) == found.rows == frame.height
    for row in range(frame.height):
        raw = {name: value for name, value in screening._alone.raw(frame, row).items() if name != "rates"}
        expected = alone(book, raw, on)
        if isinstance(expected, str):
            assert expected.endswith(rejects[raw["id"]]), raw
        else:
            got = answers.get(raw["id"])
            assert got, (raw, rejects[raw["id"]])
            for name in ("origin", "currency"):
                if name in got:
                    told = raw.get(name)
                    assert got.pop(name) == ("|".join(sorted(told)) if isinstance(told, list) else told)
            assert got == expected, raw
    return len(answers), len(rejects)


@pytest.mark.parametrize("derived", [False, True], ids=["facts", "stated against rules too"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("on", DAYS)
def test_a_table_is_answered_as_each_claim_alone(book: Book, on: str, width: str, derived: bool) -> None:
    day = date.fromisoformat(on).toordinal()
    answered, _ = compare(book, portfolio(book, 100, day, width, derived, DAYS.index(on)), day)
    assert answered > 70


@pytest.mark.parametrize("on", ["2026-11-24", "2012-05-01"])
def test_a_table_without_a_single_known_fact_is_answered(book: Book, on: str) -> None:
    day = date.fromisoformat(on).toordinal()
    compare(book, pl.DataFrame({"id": ["a", "b"]}), day)
    compare(
        book,
        pl.DataFrame({"id": ["a"], "origin": [None], "judgment_date": [None]}, schema_overrides={"origin": pl.String}),
        day,
    )


def test_every_period_of_the_law_can_be_screened(book: Book) -> None:
    frame = portfolio(book, 20, book.periods[0], "many", True, 7)
    for on in (*book.periods, *(day - 1 for day in book.periods[1:])):
        compare(book, frame, on)


def test_rows_set_aside_are_answered_by_the_single_claim_alike(book: Book) -> None:
    on = date(2012, 5, 1).toordinal()
    frame = portfolio(book, 60, on, "many", True, 9)
    screening = Screening(book, on, frame.columns)
    plain = screening.screen(frame)
    screening.compiled.runner.wanted["aside"] = True
    assert screening.screen(frame).answers.equals(plain.answers)


def test_rows_that_look_alike_are_asked_once(book: Book) -> None:
    """And rows between which a rule can tell are not alike: each is compared with its own claim above."""
    on = date(2026, 11, 24).toordinal()
    frame = (
        pl.concat([portfolio(book, 50, on, "few", False, 11)] * 3)
        .with_row_index()
        .with_columns(id=pl.format("{}-{}", "index", "id"))
    )
    screening = Screening(book, on, frame.columns, missing=True)
    compare(book, frame.drop("index"), on)
    screening.screen(frame.drop("index"))
    assert 0 < screening.questions <= 50


def test_every_regime_is_met(book: Book) -> None:
    on = date(2012, 5, 1).toordinal()
    met = Screening(book, on, ["id", "origin", "kind", "matter", "divorce_status_part_only"])
    assert all(reg is not False for reg in met.compiled.asked.regimes.values())


if __name__ == "__main__":
    LAW, wanted, total = load_book(), int(sys.argv[1]), [0, 0]
    every = [(on, width, derived) for on in DAYS for width in WIDTHS for derived in (False, True)]
    for number, (on, width, derived) in enumerate(every):
        day = date.fromisoformat(on).toordinal()
        found = compare(LAW, portfolio(LAW, wanted // len(every) + 1, day, width, derived, 100 + number), day)
        total = [a + b for a, b in zip(total, found, strict=True)]
        print(on, width, derived, *found, flush=True)
    print("answered and rejected alike:", *total)
