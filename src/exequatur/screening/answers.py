"""The columns of an answer: which steps of the program they are, and how they look in a table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from ..assessment.grade import BASES, OWN_BASIS, STATED
from ..law.book import OUTCOMES, Book
from ..logic.values import EVER
from ..planning.limit import STATUSES
from .cells import EPOCH
from .compiling.asking import Asked
from .compiling.program import Program, Reg

CARRIED = ("id", "debtor", "origin", "currency")
"""The columns of the table that stand in the answers as well."""
SUMS = ("claimable", "outstanding", "fee")
NAMED = ("regime", "as_it_stands", "basis", "deciding", "limit_status")
"""The columns that hold one of several names."""
_NO_NUMBER = pl.Series([None], dtype=pl.Int32)
_NO_SUM = pl.Series([None], dtype=pl.Int64)
_ONE_BIT = [pl.Series([1 << bit if bit < 16 else 0], dtype=pl.UInt32) for bit in range(17)]
"""The last is 0."""
DAYS = ("safe_day", "last_day", "last_day_latest")


def short(outcome: str) -> str:
    """An outcome as the columns name it."""
    return outcome.removesuffix("_recognised") if outcome.startswith("partly") else outcome


POSSIBLE = tuple(f"possible_{short(name)}" for name in OUTCOMES.values())


def settled() -> pl.Expr:
    """Whether one outcome is left."""
    return pl.sum_horizontal(pl.col(name).cast(pl.Int8) for name in POSSIBLE) == 1


SCHEMA: dict[str, Any] = {
    "regime": pl.String,
    **dict.fromkeys(POSSIBLE, pl.Boolean),
    "as_it_stands": pl.String,
    "basis": pl.String,
    "deciding": pl.String,
    "group": pl.Int8,
    "safe_day": pl.Date,
    "last_day": pl.Date,
    "last_day_latest": pl.Date,
    "limit_status": pl.String,
    "claimable": pl.Int64,
    "claimable_most": pl.Int64,
    "outstanding": pl.Int64,
    "outstanding_most": pl.Int64,
    "fee": pl.Int64,
    "fee_most": pl.Int64,
}
"""The columns of the answers, after those that are carried over from the table."""
LAST: dict[str, Any] = {"day": pl.Date, "release": pl.String}


def kinds(book: Book) -> dict[str, Any]:
    """The columns of `SCHEMA` and `LAST` with the names that a book can put into each."""
    bases = dict.fromkeys((*OWN_BASIS.values(), *(name for _, name in BASES), STATED))
    names: dict[str, Iterable[str]] = {
        "regime": sorted({order.regime for order in book.orders.values()}),
        "as_it_stands": OUTCOMES.values(),
        "basis": bases,
        "deciding": sorted(book.rules),
        "limit_status": STATUSES,
        "release": [book.release],
    }
    return SCHEMA | LAST | {name: pl.Enum(list(of)) for name, of in names.items()}


_ALWAYS = ("rejected", "aside", *POSSIBLE, "as_it_stands")
_WITH = dict.fromkeys((*DAYS, "limit_status"), "limit") | {
    end: "sums" for name in SUMS for end in (name, f"{name}_most")
}
"""Columns that go with steps of a name of their own."""


def chosen(asked: Asked, names: Container[str]) -> Iterator[tuple[str, Reg]]:
    """Of the steps that the answers are made of, those for these columns, and for the counts."""
    having = {group for column, group in _WITH.items() if column in names}
    for key, reg in wanted(asked):
        column, _, _ = key.partition(" ")
        own = column in names or column in _ALWAYS or column in having
        if own or (key.endswith(" known") and f"{column}_most" in names):
            yield key, reg


def wanted(asked: Asked) -> Iterator[tuple[str, Reg]]:
    """The steps that the answers are made of, by name."""
    for regime, reg in asked.governing.items():
        yield f"regime {regime}", reg
    for end, name in OUTCOMES.items():
        yield f"possible_{short(name)}", asked.possible[end]
    for end, name in OUTCOMES.items():
        yield f"as_it_stands {name}", asked.stands[end]
    for name, reg in asked.bases.items():
        yield f"basis {name}", reg
    for id, reg in asked.deciding.items():
        yield f"deciding {id}", reg
    last = asked.last_days
    yield from zip(DAYS, (last.safe, last.low, last.high), strict=True)
    for name, reg in last.status.items():
        yield f"limit_status {name}", reg
    for name, sum_ in zip(SUMS, (asked.sums.claimable, asked.sums.left, asked.sums.fee), strict=True):
        yield name, sum_.low
        yield f"{name}_most", sum_.high
        yield f"{name} known", sum_.known
    yield "sums alone", asked.sums.alone
    yield "limit none", last.none
    yield "limit alone", last.alone
    yield "rejected", asked.rejected
    yield "aside", asked.aside


def encoded(build: Program, regs: Iterable[tuple[str, Reg]]) -> tuple[dict[str, Reg], dict[str, list[str]]]:
    """Steps such as "basis treaty", one for each name of a column, as the bits of the number of the name: 0 where none holds,
    or several. And the names of each such column, by their numbers.
    """
    plain: dict[str, Reg] = {}
    names: dict[str, list[str]] = {}
    of: dict[str, list[Reg]] = {}
    for key, reg in regs:
        column, _, name = key.partition(" ")
        if column in NAMED:
            names.setdefault(column, []).append(name)
            of.setdefault(column, []).append(reg)
        else:
            plain[key] = reg
    for column, choices in of.items():
        _, several = build.counted(choices)
        alone = build.contrary(several)
        for bit in range(len(choices).bit_length()):
            held = [reg for number, reg in enumerate(choices, 1) if number >> bit & 1]
            plain[f"{column} {bit}"] = build.both(alone, build.either(*held))
    return plain, names


def columns(
    found: Mapping[str, pl.Series], names: Mapping[str, list[str]], chosen: Mapping[str, Any], height: int
) -> dict[str, pl.Series]:
    """The chosen columns of the answers, with their kinds, that steps give. `found`, `names`: of `encoded`."""
    made: dict[str, pl.Series] = {}
    for name in SCHEMA:
        if name in POSSIBLE:
            made[name] = found[name]
        elif name not in chosen and name not in _ALWAYS:
            continue
        elif name in NAMED:
            none = found["limit none"] if name == "limit_status" else None
            made[name] = _named(found, name, names.get(name, []), chosen[name], height, none)
        elif name in DAYS:
            made[name] = _day(found[name], found["limit none"])
        elif name in _WITH:
            made[name] = _within(found[name], ~found[f"{name.removesuffix('_most')} known"])
    return made


def _day(numbers: pl.Series, none: pl.Series) -> pl.Series:
    open = (numbers <= -EVER) | (numbers >= EVER) | none
    return (numbers - EPOCH).cast(pl.Int32, wrap_numerical=True).zip_with(~open, _NO_NUMBER).cast(pl.Date)


def _within(numbers: pl.Series, none: pl.Series) -> pl.Series:
    return numbers.zip_with((numbers < EVER) & ~none, _NO_SUM)


def _named(
    found: Mapping[str, pl.Series], column: str, names: list[str], kind: pl.Enum, height: int, none: pl.Series | None
) -> pl.Series:
    """The one name that holds in each row; null where none does, or several, and in the rows `none`."""
    of = pl.Series([None, *names], dtype=kind)
    if not names:
        return of[pl.repeat(0, height, dtype=pl.UInt32, eager=True)]
    bits = [found[f"{column} {bit}"] for bit in range(len(names).bit_length())]
    if none is not None:
        bits = [bit & ~none for bit in bits]
    place, *rest = (_ONE_BIT[number].zip_with(bit, _ONE_BIT[-1]) for number, bit in enumerate(bits))
    for more in rest:
        place = place + more
    return of[place]
