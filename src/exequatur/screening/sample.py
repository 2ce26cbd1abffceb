"""A portfolio of invented claims: the same for the same seed. Facts are drawn from the vocabulary, many left unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from ..assessment.claim import DUE, ORDER
from ..assessment.fields import ASKED
from ..corpus.errors import DataError
from ..law.book import Book, FactInfo

Row = dict[str, str | None]
_ORIGINS = (
    "US",
    "US",
    "US",
    "GB",
    "SG",
    "DE",
    "FR",
    "KR",
    "JP",
    "AU",
    "CA",
    "IT",
    "NZ",
    "HK",
    "MO",
    "TW",
    "MY",
    "VN",
    "CN",
)
_FIRST = date(1990, 1, 1).toordinal()
_ALWAYS = ("origin", "kind")
_RARE = ("obstacle_start_date", "recognition_ruling_effective_date")


def sample(
    book: Book, rows: int, on: int, seed: int = 0, facts: Sequence[str] | None = None
) -> dict[str, list[str | None]]:
    """Columns of `rows` invented claims as of the day `on`. `facts`: only these (default: all that a person can be asked,
    and that a rule may read). Raises DataError for a day before any of them.
    """
    if on < _FIRST:
        raise DataError(f"claims are invented from {date.fromordinal(_FIRST)} on; ask for a later day with --on")
    draw = Random(seed)  # noqa: S311
    wanted = facts if facts is not None else [id for id, info in book.facts.items() if not (info.derived or info.table)]
    asked = [
        book.facts[id] for id in wanted if id != ASKED and book.facts[id].type in ("truth", "code", "date", "amount")
    ]
    known = {
        info.id: 0.97 if info.id in _ALWAYS else 0.02 if info.derived or info.table else draw.choice((0.2, 0.5, 0.9))
        for info in asked
    } | dict.fromkeys(_RARE, 0.02)
    drawn = [_row(draw, asked, known, book, on) for _ in range(rows)]
    return {
        "id": [f"sample-{number}" for number in range(1, rows + 1)],
        **{info.id: [row.get(info.id) for row in drawn] for info in asked},
    }


def _row(draw: Random, asked: Sequence[FactInfo], known: dict[str, float], book: Book, on: int) -> Row:
    stated = [info for info in asked if draw.random() < known[info.id]]
    makers = {"code": _code, "truth": _truth}
    row: Row = {info.id: makers[info.type](draw, info) for info in stated if info.type in makers}
    row |= _dates(draw, [info.id for info in stated if info.type == "date"], on)
    for info in stated:
        for this, code, other, value in info.implies:
            if row.get(this) is not None and row.get(other) == str(not value).lower() and code in (None, row[this]):
                row[other] = None
    if row.get("currency"):
        row |= {info.id: _sum(draw) for info in stated if info.type == "amount"}
    if row.get(DUE[0]):
        row[DUE[1]] = "true" if row.get(DUE[1]) else None
    return row


def _dates(draw: Random, ids: Sequence[str], on: int) -> Row:
    """Days in the order of the vocabulary's dates, a few of them known in part; the judgment lies before the day asked
    about, what follows it may not.
    """
    judged = draw.randint(max(_FIRST, on - 6000), on)
    after = {late for early, late in ORDER if early != "agreement_date"}
    row: Row = {}
    days: dict[str, int] = {}
    for id in sorted(ids, key=lambda id: id in after):
        days[id] = judged if id == "judgment_date" else judged + draw.randint(0, 1500) * (1 if id in after else -1)
    for _ in ORDER:
        for early, late in ORDER:
            if early in days and late in days and late != "judgment_date":
                days[late] = max(days[early], days[late])
            elif early in days and late in days:
                days[early] = min(days[early], days[late])
    for id, ordinal in days.items():
        day, form = date.fromordinal(ordinal), draw.random()
        row[id] = (
            f"{day}" if form < 0.9 else f"{day:%Y-%m}" if form < 0.95 else f"{day:%Y}" if form < 0.98 else f"..{day}"
        )
    return row


def _sum(draw: Random) -> str:
    """From a hundred to some hundred millions, a few known in part."""
    least, form = int(10 ** draw.uniform(2, 8.5)), draw.random()
    return (
        f"{least}.{draw.randint(0, 99):02}" if form < 0.9 else f"{least}..{least * 2}" if form < 0.97 else f"{least}.."
    )


def _truth(draw: Random, info: FactInfo) -> str:
    """Most often what is taken for granted."""
    usual = info.closes_to if isinstance(info.closes_to, bool) else draw.random() < 0.5
    return str(usual if draw.random() < 0.9 else not usual).lower()


def _code(draw: Random, info: FactInfo) -> str:
    if info.id == "origin":
        return draw.choice(_ORIGINS) if draw.random() < 0.97 else "US|GB"
    if info.values:
        return (
            draw.choice(info.values) if draw.random() < 0.95 else "|".join(sorted(set(draw.choices(info.values, k=2))))
        )
    codes = info.codes or ""
    for standard, values in (("4217", ("USD", "EUR", "CNY")), ("3166-1", ("US", "CN", "GB")), ("3166-2", ("US-CA",))):
        if standard in codes:
            return draw.choice(values)
    return draw.choice(("310000", "440300"))
