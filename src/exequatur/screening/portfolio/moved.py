"""What moved between two screenings of one portfolio, row by row, and between what: another day, another state of the law, or
other facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ...corpus.errors import DataError
from ...logic.values import iso
from ..answers import CARRIED, POSSIBLE
from ..tables.writing import write
from .answers import one_run, read_answers, reading

COMPARED = (
    *CARRIED[1:],
    "regime",
    *POSSIBLE,
    "as_it_stands",
    "basis",
    "deciding",
    "group",
    "safe_day",
    "last_day",
    "last_day_latest",
    "limit_status",
    "claimable",
    "claimable_most",
    "outstanding",
    "outstanding_most",
    "fee",
    "fee_most",
)
MOST_SHOWN = 1000


def tell_moved(one: Path, other: Path, out: Path | None = None) -> dict[str, Any]:
    """Compare the answers of two screenings by their ids. `out`: where every row that moved is written. Raises DataError."""
    for path in (one, other):
        if out is not None and path.resolve() == out.resolve():
            raise DataError("would be written over; name another file for what moved", path)
    with reading(one, other):
        return _told(one, other, out)


def _told(one: Path, other: Path, out: Path | None) -> dict[str, Any]:
    a, b = read_answers(one), read_answers(other)
    runs = one_run(a, one), one_run(b, other)
    names = [name for name in COMPARED if name in a.collect_schema() and name in b.collect_schema()]
    for frame, path in ((a, one), (b, other)):
        _check_ids(frame, path)
    rows = [int(frame.select(pl.len()).collect().item()) for frame in (a, b)]
    both = a.select("id", *names).join(b.select("id", *names), on="id", suffix=" after", maintain_order="left")
    differs = [pl.col(name).ne_missing(pl.col(f"{name} after")) for name in names]
    met = int(both.select(pl.len()).collect(engine="streaming").item())
    moved = both.filter(pl.any_horizontal(differs)).collect(engine="streaming")
    if out is not None:
        write(out, _table(moved, names, runs))
    return {
        "before": {"answers": str(one), "day": iso(runs[0][0]), "law": runs[0][1], "rows": rows[0]},
        "after": {"answers": str(other), "day": iso(runs[1][0]), "law": runs[1][1], "rows": rows[1]},
        "in_both": met,
        "only_before": rows[0] - met,
        "only_after": rows[1] - met,
        "moved": moved.height,
        "outcomes": _outcomes(both),
        "columns": {name: int(moved.select(one_.sum()).item()) for name, one_ in zip(names, differs, strict=True)},
        "rows": [_row(row, names, runs) for row in moved.head(MOST_SHOWN).iter_rows(named=True)],
        "out": str(out) if out else None,
    }


def _check_ids(frame: pl.LazyFrame, path: Path) -> None:
    if "id" not in frame.collect_schema():
        raise DataError("has no column `id`, without which rows cannot be compared; screen a table with ids", path)
    id = pl.col("id")
    blank, twice = (
        frame.select(id.is_null().sum().alias("blank"), id.filter(id.is_duplicated()).first().alias("twice"))
        .collect()
        .row(0)
    )
    if blank:
        raise DataError(f"{blank} rows have no id and cannot be compared; give every claim its own", path)
    if twice is not None:
        raise DataError(f'id "{twice}" stands twice; give every claim its own', path)


def _outcomes(both: pl.LazyFrame) -> list[dict[str, Any]]:
    """How many rows went from which outcome to which, as it stands; those that stayed are in it."""
    count = both.group_by(pl.col("as_it_stands").alias("before"), pl.col("as_it_stands after").alias("after")).len(
        "rows"
    )
    return count.sort("rows", "before", "after", descending=[True, False, False]).collect(engine="streaming").to_dicts()


def causes(row: Mapping[str, Any], names: list[str], runs: tuple[tuple[int, str], tuple[int, str]]) -> list[str]:
    """Between what a row moved: `facts` where what is carried over from the table differs, or nothing else can have moved it;
    else `day`, `law` or both.
    """
    (day, law), (later, newer) = runs
    other = [name for name, differs in (("day", day != later), ("law", law != newer)) if differs]
    carried = any(row[name] != row[f"{name} after"] for name in CARRIED if name in names)
    return ["facts", *other] if carried or not other else other


def _row(row: Mapping[str, Any], names: list[str], runs: tuple[tuple[int, str], tuple[int, str]]) -> dict[str, Any]:
    moved = [name for name in names if row[name] != row[f"{name} after"]]
    changes = {name: {"before": _plain(row[name]), "after": _plain(row[f"{name} after"])} for name in moved}
    return {"id": row["id"], "between": causes(row, names, runs), "moved": changes}


def _table(moved: pl.DataFrame, names: list[str], runs: tuple[tuple[int, str], tuple[int, str]]) -> pl.DataFrame:
    """The rows that moved, before and after side by side."""
    between = [",".join(causes(row, names, runs)) for row in moved.iter_rows(named=True)]
    sides = [
        column
        for name in names
        for column in (pl.col(name).alias(f"{name}_before"), pl.col(f"{name} after").alias(f"{name}_after"))
    ]
    return moved.select("id", pl.Series("between", between, dtype=pl.String), *sides)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
