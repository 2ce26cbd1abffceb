"""The rule set for measuring as a `Book` of the product, and its tables as plain data for the other engines.

`law/` holds what differs from the shipped data: the vocabulary, the rules, the order in which a court asks, and an
invented dated table. States, rulings, calendar and kinds of events are the shipped ones. The product compiles and screens
it with the code that it ships; nothing is taken out of its way.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple

from exequatur.corpus import source
from exequatur.law.book import Book, Row, Table
from exequatur.law.compiling.build import build
from exequatur.law.groups import standing
from exequatur.logic.values import EVER, add

HERE = Path(__file__).parent / "law"
ON = date(2026, 11, 24)
TODAY = ON.toordinal()
FIRST = date(2000, 1, 1).toordinal()
TRUTHS = (
    "appeal_pending",
    "final_abroad",
    "translation_certified",
    "suit_pending_here",
    "discriminatory_measure",
    "on_countermeasure_list",
    "exclusive_jurisdiction_here",
    "connection_with_origin",
    "submitted_to_jurisdiction",
    "respondent_here_when_served",
    "respondent_took_part",
    "party_without_capacity",
    "properly_represented",
    "obtained_by_fraud",
    "conflicting_judgment_here",
    "against_public_policy",
    "arbitration_agreement_valid",
    "arbitration_waived",
    "respondent_raises_time_bar",
    "limit_interrupted",
    "punitive_part",
)
DATES = ("judgment_date", "effective_date", "application_date", "last_interruption_date")
ANSWERS = (
    "id",
    "possible_recognised",
    "possible_partly",
    "possible_refused",
    "possible_dismissed",
    "as_it_stands",
    "basis",
    "group",
    "last_day",
    "last_day_latest",
    "limit_status",
)
"""The columns that every engine gives."""


class Stretch(NamedTuple):
    """What the table says of a state from `since` to `until` (ordinals, inclusive)."""

    iso: str
    since: int
    until: int
    de_facto: bool | None
    consensus: bool | None


class Tables(NamedTuple):
    """What the rules look up. `ends`: for each day from FIRST on the first and the last day on which two years from it can
    end, on an open day of the courts.
    """

    stretches: list[Stretch]
    groups: dict[str, int | None]
    ends: list[tuple[int, int]]


def measuring_book() -> Book:
    """The rule set, compiled."""
    shipped, own = source.load(), source.load(HERE)
    corpus = source.Corpus(
        HERE,
        facts=own.facts,
        instruments=own.instruments,
        rules=own.rules,
        instrument_of=own.instrument_of,
        decisions=own.decisions,
        places=shipped.places | own.places,
        raw=shipped.raw | own.raw,
        faults=own.faults,
        items={**own.items, "events": shipped.items["events"]},
        tables={**shipped.tables, **own.tables},
        notes=shipped.notes,
        states=shipped.states,
        bilateral=shipped.bilateral,
        multilateral=shipped.multilateral,
        soft_law=shipped.soft_law,
        new_york=shipped.new_york,
        rulings=shipped.rulings,
        abroad=shipped.abroad,
        sources=shipped.sources,
    )
    book = build(corpus, release="for measuring", diagram=True)
    rows: dict[str, tuple[Row, ...]] = {}
    for one in stretches():
        row = Row(one.since, one.until, {"de_facto": one.de_facto, "consensus": one.consensus})
        rows[one.iso] = (*rows.get(one.iso, ()), row)
    book.tables["status"] = Table(rows)
    return book


def stretches() -> list[Stretch]:
    """The invented table."""
    words = {"true": True, "false": False, "": None}
    with (HERE / "status.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Stretch(
                row["iso"],
                date.fromisoformat(row["since"]).toordinal(),
                date.fromisoformat(row["until"]).toordinal() if row["until"] else EVER,
                words[row["de_facto"]],
                words[row["consensus"]],
            )
            for row in csv.DictReader(stream)
        ]


def tables(book: Book) -> Tables:
    """What the rules look up, for engines that cannot ask the book."""
    found = stretches()
    groups = {iso: standing(book, iso, TODAY).group for iso in sorted({one.iso for one in found})}
    days = (book.working_days.end(add(day, years=2)) for day in range(FIRST, TODAY + 1))
    return Tables(found, groups, list(days))
