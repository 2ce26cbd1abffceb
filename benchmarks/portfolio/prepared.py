"""What is made once and kept beside the checkout: the compiled rule set, its tables as Parquet, the claims."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from exequatur.law.book import Book

from . import claims
from .law import FIRST, HERE, Tables, measuring_book, tables

PLACE = Path(__file__).parent / ".cache"
_EPOCH = 719_163


def place() -> Path:
    """Where it is kept; git does not see it."""
    PLACE.mkdir(exist_ok=True)
    (PLACE / ".gitignore").write_text("*\n", encoding="utf-8")
    return PLACE


def law() -> None:
    """Compile the rule set and write its tables."""
    book = measuring_book()
    (place() / "book.msgpack").write_bytes(msgspec.msgpack.encode(book))
    write_tables(tables(book), place())


@cache
def book() -> Book:
    """The rule set as `law` compiled it."""
    return msgspec.msgpack.decode((PLACE / "book.msgpack").read_bytes(), type=Book)


def table(rows: int) -> Path:
    """A table of so many claims, written when first asked for."""
    sources = (Path(claims.__file__), HERE / "status.csv")
    digest = hashlib.sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()[:8]
    path = place() / f"claims-{rows}-{digest}.parquet"
    if not path.exists():
        claims.write(path, rows)
    return path


def write_tables(of: Tables, where: Path) -> None:
    """The tables of the rule set: one row per stretch, one per state (four stretches side by side), one per day."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def day(ordinal: int) -> int | None:
        return None if ordinal > 1_000_000 else ordinal - _EPOCH

    flat = {
        "iso": pa.array([one.iso for one in of.stretches]),
        "since": pa.array([day(one.since) for one in of.stretches], pa.int32()).cast(pa.date32()),
        "until": pa.array([day(one.until) for one in of.stretches], pa.int32()).cast(pa.date32()),
        "de_facto": pa.array([one.de_facto for one in of.stretches], pa.bool_()),
        "consensus": pa.array([one.consensus for one in of.stretches], pa.bool_()),
    }
    pq.write_table(pa.table(flat), where / "stretches.parquet")
    states = sorted(of.groups)
    side = {iso: [one for one in of.stretches if one.iso == iso] for iso in states}
    assert max(map(len, side.values())) == WIDTH
    wide = {"iso": pa.array(states), "group": pa.array([of.groups[iso] for iso in states], pa.int8())}
    for number in range(WIDTH):
        here = [side[iso][number] if number < len(side[iso]) else None for iso in states]
        since = [day(one.since) if one else None for one in here]
        wide[f"since_{number}"] = pa.array(since, pa.int32()).cast(pa.date32())
        wide[f"de_facto_{number}"] = pa.array([one.de_facto if one else None for one in here], pa.bool_())
        wide[f"consensus_{number}"] = pa.array([one.consensus if one else None for one in here], pa.bool_())
    pq.write_table(pa.table(wide), where / "states.parquet")
    days = range(FIRST - _EPOCH, FIRST - _EPOCH + len(of.ends))
    ends = {
        "day": pa.array(days, pa.int32()).cast(pa.date32()),
        "low": pa.array([low - _EPOCH for low, _ in of.ends], pa.int32()),
        "high": pa.array([high - _EPOCH for _, high in of.ends], pa.int32()),
    }
    pq.write_table(pa.table(ends), where / "ends.parquet")


WIDTH = 4
"""The most stretches of a state."""
