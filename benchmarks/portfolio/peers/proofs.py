"""Ours without columns: `assess` proves each claim by itself, validation of the claim inside. The other referee."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from exequatur.assessment.assess import assess
from exequatur.assessment.claim import make_claim
from exequatur.assessment.grade import basis
from exequatur.law.book import OUTCOMES
from exequatur.screening.answers import short
from exequatur.screening.singly import last_days

from .. import prepared
from ..law import TODAY


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    law = prepared.book()
    groups = {row["iso"]: row["group"] for row in pq.read_table(place / "states.parquet").to_pylist()}
    plain = Plain(groups)

    def run(table: Path, out: Path) -> None:
        rows = pq.read_table(table).to_pylist()
        answers = [plain.answer(law, row) for row in rows]
        pq.write_table(pa.Table.from_pylist(answers), out, compression="zstd")

    return run


class Plain:
    """Answers single rows as the columns answer them."""

    def __init__(self, groups: dict[str, int | None]) -> None:
        self._groups = groups

    def answer(self, law: Any, row: dict[str, Any]) -> dict[str, Any]:
        """The answers of one row."""
        raw = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
            if value is not None
        }
        found = assess(make_claim(raw, law), on=TODAY, book=law)
        _, (low, high), status = last_days(found)
        return {
            "id": row["id"],
            **{f"possible_{short(name)}": end in found.possible for end, name in OUTCOMES.items()},
            "as_it_stands": found.as_it_stands,
            "basis": basis(found),
            "group": self._groups.get(row["origin"]),
            "last_day": _day(low),
            "last_day_latest": _day(high),
            "limit_status": status,
        }


def _day(number: int) -> date | None:
    return None if not 0 < number < 4_000_000 else date.fromordinal(number)
