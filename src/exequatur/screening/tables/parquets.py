"""Parquet: one file, or the parts of a table in a directory; batches are cut out of files that are never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import polars as pl

from ...corpus.errors import DataError
from .source import Batch, check_names, regrouped

MOST_PARTS = 100_000
AHEAD = 1 << 19
"""So many rows are read at a time, so that no more of them wait."""
_NONE = "__HIVE_DEFAULT_PARTITION__"


class Parquet:
    """Files with the same columns, one after the other. `hive`: what the directories of each part say (`origin=US`)."""

    def __init__(self, path: Path, parts: Sequence[Path], hive: Sequence[dict[str, str | None]]) -> None:
        self.path, self.files, self._hive = path, list(parts), hive
        self._heights = list[int]()
        self.kinds: dict[str, Any] = {}
        for part, said in zip(parts, hive, strict=True):
            kinds = _kinds(part) | dict.fromkeys(said, pl.String)
            if not self._heights:
                self.kinds = kinds
            elif kinds != self.kinds:
                raise DataError(f"its columns are not those of {parts[0]}{_difference(self.kinds, kinds)}", part)
            self._heights.append(_read(part, lambda scan: int(scan.select(pl.len()).collect().item())))
        check_names(list(self.kinds), path)
        self.rows: int | None = sum(self._heights)
        self.told: dict[str, Any] = {"kind": "parquet", "parts": len(parts)}

    def batches(self, size: int, since: int, wanted: Sequence[str]) -> Iterator[Batch]:
        """The rows from `since` on."""
        return regrouped(((frame, ()) for frame in self._slices(size, since, list(wanted))), size, since)

    def _slices(self, size: int, since: int, wanted: list[str]) -> Iterator[pl.DataFrame]:
        first = 0
        for part, height, said in zip(self.files, self._heights, self._hive, strict=True):
            at = max(0, since - first)
            first += height
            while at < height:
                rows = min(max(size, AHEAD), height - at)
                yield from _slice(part, at, rows, size, wanted, said)
                at += rows


def open_parquet(path: Path) -> Parquet:
    """One file. Raises DataError."""
    return Parquet(path, [path], [{}])


def open_parts(path: Path) -> Parquet:
    """The parts in a directory, or those that a pattern names, in the order of their names. Raises DataError."""
    if path.is_dir():
        parts = sorted(part for part in path.rglob("*.parquet") if _counts(part.relative_to(path)))
        base = path
    else:
        parts = sorted(part for part in path.parent.glob(path.name) if part.suffix == ".parquet")
        base = path.parent
    if not parts:
        raise DataError("holds no .parquet file; name a table, or a directory with the parts of one", path)
    if len(parts) > MOST_PARTS:
        raise DataError(f"more than {MOST_PARTS:,} parts; join some of them", path)
    return Parquet(path, parts, [_hive(part.relative_to(base)) for part in parts])


def _counts(part: Path) -> bool:
    """Parts that other programs have set aside begin with a dot or a line."""
    return not any(name.startswith((".", "_")) for name in part.parts)


def _hive(part: Path) -> dict[str, str | None]:
    pairs = (name.split("=", 1) for name in part.parts[:-1] if "=" in name)
    return {name: None if value == _NONE else unquote(value) for name, value in pairs}


def _kinds(part: Path) -> dict[str, Any]:
    return dict(_read(part, lambda scan: scan.collect_schema()))


def _slice(
    part: Path, at: int, rows: int, size: int, wanted: list[str], said: dict[str, str | None]
) -> Iterator[pl.DataFrame]:
    """Some rows of a part, `size` at a time; Polars reads on while those before are answered."""
    inside = [name for name in wanted if name not in said]
    more = [pl.lit(said[name], dtype=pl.String).alias(name) for name in wanted if name in said]
    if not inside:  # the parts say all; only their height counts
        yield pl.DataFrame({"": pl.repeat(0, rows, eager=True)}).select(more).select(wanted)
        return
    frames = _read(part, lambda scan: scan.select(inside).slice(at, rows).collect_batches(chunk_size=size))
    while (frame := _read(part, lambda _: next(frames, None))) is not None:
        yield frame.with_columns(more).select(wanted)


def _read(part: Path, ask: Any) -> Any:
    try:
        return ask(pl.scan_parquet(part, glob=False, hive_partitioning=False))
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or str(error).splitlines()[0]}", part) from None
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0][:160]
        raise DataError(
            f"not a readable parquet table: {reason}; it may be cut off, copy or save it again", part
        ) from None
    except BaseException as error:  # Polars panics on some damaged files
        if type(error).__name__ != "PanicException":
            raise
        raise DataError("not a readable parquet table: it is damaged; copy or save it again", part) from None


def _difference(first: dict[str, Any], other: dict[str, Any]) -> str:
    name = next((name for name in {**first, **other} if first.get(name) != other.get(name)), None)
    if name is None:
        return ""
    told = ["missing" if name not in kinds else str(kinds[name]) for kinds in (first, other)]
    return f": `{name}` is {told[0]} there and {told[1]} here; write all parts alike"
