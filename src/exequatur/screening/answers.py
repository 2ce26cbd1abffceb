"""The columns of an answer: which steps of the program they are, and how they look in a table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from ..assessment.assess import Assessment
from ..assessment.grade import basis
from ..law.book import OUTCOMES
from ..logic.values import EVER, Span
from ..planning.limit import DOUBTFUL, LATE, MAY_BE_LATE, MET, limits
from ..planning.routes import application_fee, sums
from .compiling.asking import Asked
from .compiling.program import Program, Reg

_EPOCH = 719_163
CARRIED = ("id", "debtor", "origin", "currency")
"""The columns of the table that stand in the answers as well."""
SUMS = ("claimable", "outstanding", "fee")
NAMED = ("regime", "as_it_stands", "basis", "deciding", "limit_status")
"""The columns that hold one of several names."""
_NO_NUMBER = pl.Series([None], dtype=pl.Int32)
_NO_NAME = pl.Series([None], dtype=pl.String)
_NO_SUM = pl.Series([None], dtype=pl.Int64)
DAYS = ("safe_day", "last_day", "last_day_latest")


def short(outcome: str) -> str:
    """An outcome as the columns name it."""
    return outcome.removesuffix("_recognised") if outcome.startswith("partly") else outcome


POSSIBLE = tuple(f"possible_{short(name)}" for name in OUTCOMES.values())
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
    found: Mapping[str, pl.Series], names: Mapping[str, list[str]], chosen: Container[str], height: int
) -> dict[str, pl.Series]:
    """The chosen columns of the answers that steps give, by name. `found`, `names`: of `encoded`."""
    made: dict[str, pl.Series] = {}
    for name in SCHEMA:
        if name in POSSIBLE:
            made[name] = found[name]
        elif name not in chosen and name not in _ALWAYS:
            continue
        elif name in NAMED:
            made[name] = _named(found, name, names.get(name, []), height)
        elif name in DAYS:
            made[name] = _day(found[name], found["limit none"])
        elif name in _WITH:
            made[name] = _within(found[name], ~found[f"{name.removesuffix('_most')} known"])
    if "limit_status" in made:
        made["limit_status"] = made["limit_status"].zip_with(~found["limit none"], _NO_NAME)
    return made


def put_alone(answers: pl.DataFrame, row: int, found: Assessment) -> None:
    """The answer of a single claim in its row."""
    told: dict[str, Any] = {f"possible_{short(name)}": end in found.possible for end, name in OUTCOMES.items()}
    told |= {"regime": found.regime, "as_it_stands": found.as_it_stands}
    _put(answers, row, told | {"basis": basis(found), "deciding": deciding(found)})


def _put(answers: pl.DataFrame, row: int, told: Mapping[str, Any]) -> None:
    for name, value in told.items():
        if name in answers.columns:
            answers[row, name] = value


def deciding(found: Assessment) -> str | None:
    """The rule by which a claim ends, or is cut down, as it stands."""
    return found.ruled.deciding.clause.rule.id if found.ruled.deciding else None


def put_limit(answers: pl.DataFrame, row: int, found: Assessment) -> None:
    """The last days of a single claim in its row."""
    safe, span, status = last_days(found)
    _put(answers, row, {**dict(zip(DAYS, spans_of(safe, span), strict=True)), "limit_status": status})


def spans_of(safe: int, span: tuple[int, int]) -> list[date | None]:
    """Numbers of days as dates, None for an open end."""
    return [None if abs(day) >= EVER else date.fromordinal(day) for day in (safe, *span)]


def last_days(found: Assessment) -> tuple[int, tuple[int, int], str | None]:
    """The safe day, the last day as it stands and the status over all periods for the application that can govern, or
    for execution where the recognition already has its effect.
    """
    fitting = [limit for limit in limits(found) if limit.of in ("application", "execution")]
    if not fitting:
        return -EVER, (-EVER, EVER), None
    safe = min(-EVER if limit.safe is None else limit.safe for limit in fitting)
    span = min(limit.run.end[0] for limit in fitting), max(limit.run.end[1] for limit in fitting)
    return safe, span, _joined([limit.status for limit in fitting])


def _joined(status: Sequence[str]) -> str:
    """The status of several periods together."""
    if len(set(status)) == 1:
        return status[0]
    return MAY_BE_LATE if {MET, LATE, MAY_BE_LATE} & {*status} else DOUBTFUL


def put_sums(answers: pl.DataFrame, row: int, found: Assessment) -> None:
    """The sums of a single claim in its row."""
    _put(answers, row, sums_told(found))


def sums_told(found: Assessment) -> dict[str, int | None]:
    """The sums of a single claim by their columns; None where they are not known, or have no end."""
    told: dict[str, int | None] = {}
    for name, span in zip(SUMS, sums_of(found), strict=True):
        least, most = (None if end is None or end >= EVER else end for end in span or (None, None))
        told |= {name: least, f"{name}_most": most}
    return told


def sums_of(found: Assessment) -> tuple[Span | None, Span | None, Span | None]:
    """What of the title can be claimed, what is left, and the fee of the application, in minor units."""
    money = sums(found)
    return money.claimable, money.left, application_fee(found, money)


def _day(numbers: pl.Series, none: pl.Series) -> pl.Series:
    open = (numbers.clip(-EVER, EVER).abs() >= EVER) | none
    return (numbers - _EPOCH).cast(pl.Int32, strict=False).zip_with(~open, _NO_NUMBER).cast(pl.Date)


def _within(numbers: pl.Series, none: pl.Series) -> pl.Series:
    return numbers.zip_with((numbers < EVER) & ~none, _NO_SUM)


def _named(found: Mapping[str, pl.Series], column: str, names: list[str], height: int) -> pl.Series:
    """The one name that holds in each row; null where none does, or several."""
    place = pl.repeat(0, height, dtype=pl.UInt8, eager=True)
    for bit in range(len(names).bit_length()):
        place = place + found[f"{column} {bit}"].cast(pl.UInt8) * (1 << bit)
    return pl.Series([None, *names], dtype=pl.String).gather(place)
