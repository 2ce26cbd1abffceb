"""Excel workbooks: one sheet, its cells as text, put into a Parquet file of its own that is then read as any other."""

from __future__ import annotations

import atexit
import datetime as dt
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import polars as pl

from ...corpus.errors import DataError
from .packed import check, uncalculated
from .parquets import Parquet, open_parquet
from .source import Batch, check_names
from .writing import ParquetSink

MOST_ROWS = 1 << 20
ROWS = 1 << 14


class Workbook:
    """A sheet. `cut`: rows that are blank or go beyond the head."""

    def __init__(self, path: Path, sheet: str, table: Parquet, cut: list[int]) -> None:
        self.path, self._table, self._cut = path, table, cut
        self.files = [path]
        self.kinds, self.rows = table.kinds, table.rows
        self.told: dict[str, Any] = {"kind": "xlsx", "sheet": sheet}

    def batches(self, size: int, since: int, wanted: Sequence[str]) -> Iterator[Batch]:
        """The rows from `since` on."""
        for batch in self._table.batches(size, since, wanted):
            end = batch.at + batch.frame.height
            yield batch._replace(cut=[row for row in self._cut if batch.at <= row < end])


def open_workbook(path: Path, sheet: str | None) -> Workbook:
    """A sheet of a workbook, the first one where none is named. Raises DataError."""
    check(path)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise DataError("workbooks need openpyxl; install it with: pip install 'exequatur[screening]'", path) from None
    try:
        with warnings.catch_warnings(), path.open("rb") as stream:
            warnings.simplefilter("ignore")
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            try:
                names = [one.title for one in book.worksheets]
                name = sheet if sheet is not None else names[0] if names else ""
                if name not in names:
                    told = ", ".join(f"`{one[:40]}`" for one in names[:10]) or "none"
                    raise DataError(f"has no sheet `{name[:40]}`; its sheets: {told}", path)
                found: Any = book[name]
                if place := uncalculated(path, found._worksheet_path):
                    raise DataError(
                        f"{place}: its formula was never calculated, so nobody knows what it says; open the workbook in Excel "
                        "and save it again",
                        path,
                    )
                found.reset_dimensions()
                return _read(path, name, found)
            finally:
                book.close()
    except DataError:
        raise
    except MemoryError:
        raise DataError("too large a workbook for this machine; save the sheet as .csv", path) from None
    except (
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
        SyntaxError,
    ) as error:
        reason = " ".join(str(error).split())[:120]
        raise DataError(f"not a readable workbook: {reason}; save it again, or save the sheet as .csv", path) from None


def _read(path: Path, name: str, sheet: Any) -> Workbook:
    rows = sheet.iter_rows()
    head = [_text(cell) or "" for cell in next(rows, ())]
    while head and not head[-1].strip():
        head.pop()
    head = [" ".join(one.split()) for one in head]
    check_names(head, path)
    with tempfile.NamedTemporaryFile(prefix="exequatur-", suffix=".parquet", delete=False) as stream:
        place = Path(stream.name)
    atexit.register(place.unlink, missing_ok=True)
    sink = ParquetSink(place, dict.fromkeys(head, pl.String))
    cut = list[int]()
    try:
        for frame in _frames(path, rows, head, cut):
            sink.add(frame)
        sink.finish()
        sink.keep()
    finally:
        sink.drop()
    return Workbook(path, name, open_parquet(place), cut)


def _frames(path: Path, rows: Any, head: list[str], cut: list[int]) -> Iterator[pl.DataFrame]:
    """The rows as text; blank ones at the end are none, others are `cut`, and so are rows that go beyond the head."""
    schema, width = dict.fromkeys(head, pl.String), len(head)
    kept, number, blank = list[list[str | None]](), 0, 0
    for row in rows:
        cells = [_text(cell) for cell in row]
        if all(cell is None for cell in cells):
            blank += 1
            if number + blank > MOST_ROWS:
                raise DataError(f"more than {MOST_ROWS:,} rows; no sheet has so many, save it again", path)
            continue
        for _ in range(blank):
            cut.append(number)
            kept.append([None] * width)
            number += 1
            if len(kept) >= ROWS:
                yield pl.DataFrame(kept, schema=schema, orient="row")
                kept = []
        blank = 0
        if any(cell is not None for cell in cells[width:]):
            cut.append(number)
        kept.append((cells + [None] * (width - len(cells)))[:width])
        number += 1
        if len(kept) >= ROWS:
            yield pl.DataFrame(kept, schema=schema, orient="row")
            kept = []
    yield pl.DataFrame(kept, schema=schema, orient="row")


def _text(cell: Any) -> str | None:
    """A cell as text: what a formula gave last, a day as a day, a number in the 15 figures that Excel keeps."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, int | float):
        percent = "%" in (cell.number_format or "")
        return f"{_figures(value * 100 if percent else value)}%" if percent else _figures(value)
    return str(value) or None


def _figures(value: float) -> str:
    from decimal import Decimal

    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
