"""The columns of an answer: which steps of the program they are, and how they look in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_SUMS = ("claimable", "left", "fee")
NAMED = ("regime", "as_it_stands", "basis", "deciding", "limit_status")
"""The columns that hold one of several names."""
_NO_NUMBER = pl.Series([None], dtype=pl.Int32)
_NO_SUM = pl.Series([None], dtype=pl.Int64)
_SPANS = ("safe_day", "last_day", "last_day_latest")


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
    "left": pl.Int64,
    "left_most": pl.Int64,
    "fee": pl.Int64,
    "fee_most": pl.Int64,
}
"""The columns of the answers, after those that are carried over from the table."""
LAST: dict[str, Any] = {"day": pl.Date, "release": pl.String}


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
    yield from zip(_SPANS, (last.safe, last.low, last.high), strict=True)
    for name, reg in last.status.items():
        yield f"limit_status {name}", reg
    for name, sum_ in zip(_SUMS, (asked.sums.claimable, asked.sums.left, asked.sums.fee), strict=True):
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
        once: Reg = False
        twice: Reg = False
        for reg in choices:
            twice = build.either(twice, build.both(once, reg))
            once = build.either(once, reg)
        alone = build.contrary(twice)
        for bit in range(len(choices).bit_length()):
            held = [reg for number, reg in enumerate(choices, 1) if number >> bit & 1]
            plain[f"{column} {bit}"] = build.both(alone, build.either(*held))
    return plain, names


def columns(found: Mapping[str, pl.Series], names: Mapping[str, list[str]], group: pl.Series) -> dict[str, pl.Series]:
    """The columns of the answers, by name. `found`, `names`: of `encoded`."""
    made = {name: _named(found, name, names.get(name, []), len(group)) for name in NAMED}
    made |= {name: found[name] for name in POSSIBLE}
    made["group"] = group
    none = found["limit none"]
    for name in _SPANS:
        made[name] = _day(found[name], none)
    made["limit_status"] = made["limit_status"].zip_with(~none, pl.Series([None], dtype=pl.String))
    for name in _SUMS:
        for end in (name, f"{name}_most"):
            made[end] = _within(found[end], ~found[f"{name} known"])
    return {name: made[name].alias(name) for name in SCHEMA}


def put_alone(answers: pl.DataFrame, row: int, found: Assessment) -> None:
    """The answer of a single claim in its row."""
    answers[row, "regime"] = found.regime
    answers[row, "as_it_stands"] = found.as_it_stands
    answers[row, "basis"] = basis(found)
    answers[row, "deciding"] = deciding(found)
    for end, name in OUTCOMES.items():
        answers[row, f"possible_{short(name)}"] = end in found.possible


def deciding(found: Assessment) -> str | None:
    """The rule by which a claim ends, or is cut down, as it stands."""
    return found.ruled.deciding.clause.rule.id if found.ruled.deciding else None


def put_limit(answers: pl.DataFrame, row: int, found: Assessment) -> None:
    """The last days of a single claim in its row."""
    safe, span, status = last_days(found)
    for name, day in zip(_SPANS, (safe, *span), strict=True):
        answers[row, name] = None if abs(day) >= EVER else pl.Series([day - _EPOCH]).cast(pl.Date)[0]
    answers[row, "limit_status"] = status


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
    for name, span in zip(_SUMS, sums_of(found), strict=True):
        for end, value in zip((name, f"{name}_most"), span or (None, None), strict=True):
            answers[row, end] = None if value is None or value >= EVER else value


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
