"""CSV of any size: cut into pieces between rows, each piece read at once; a row with more or less cells than the head is
told, never mended.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ...corpus.errors import DataError
from .encodings import Encoding, chunks, found_in
from .source import Batch, check_names, regrouped

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
MOST_HEAD = 1 << 20
MOST_ROW = 1 << 26
_QUOTE = b'"'
_MARK = "\x02"


class Text:
    """A file of rows in text. `rows` is counted when it is opened."""

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self.path, self._encoding = path, encoding
        self.files = [path]
        records = _records(path, encoding)
        head, self._skip = self._head()
        self._names, self._separator = head
        check_names(self._names, path)
        self.kinds: dict[str, Any] = dict.fromkeys(self._names, pl.String)
        self.rows: int | None = records - self._skip
        self.told: dict[str, Any] = {
            "kind": "csv",
            "encoding": encoding.told,
            "separator": SEPARATORS[self._separator] if len(self._names) > 1 else None,
        }

    def _head(self) -> tuple[tuple[list[str], str], int]:
        """The names and the separator; how many records they take."""
        start = b""
        for chunk in chunks(self.path, self._encoding):
            start += chunk
            if len(start) > MOST_HEAD:
                break
        first, end = _record(start, 0)
        if first.lower().startswith("sep=") and len(first) == 5 and first[4] in SEPARATORS:
            return (_cells(_record(start, end)[0], first[4], self.path), first[4]), 2
        if len(first) >= MOST_HEAD:
            raise DataError("its first line, which must name the columns, is longer than 1 MB", self.path)
        return _separated(first, self.path), 1

    def batches(self, size: int, since: int, wanted: Sequence[str]) -> Iterator[Batch]:
        """The rows from `since` on."""
        return regrouped(self._frames(since, list(wanted)), size, since)

    def _frames(self, since: int, wanted: list[str]) -> Iterator[tuple[pl.DataFrame, list[int]]]:
        at = -self._skip
        for piece in _pieces(self.path, self._encoding):
            lines = _lines(piece, self._separator, self.path, at)
            skip = max(0, min(lines.len(), since - at, lines.len()) if at < since else 0)
            skip = max(skip, -at if at < 0 else 0)
            if skip < lines.len():
                frame = self._parsed(piece, lines.len(), wanted).slice(skip)
                yield frame, [at + row for row in self._unfit(lines) if row >= skip]
            at += lines.len()

    def _unfit(self, lines: pl.Series) -> list[int]:
        """The rows with less or more cells than the head."""
        found = lines.str.count_matches(self._separator, literal=True) != len(self._names) - 1
        return found.arg_true().to_list()

    def _parsed(self, piece: bytes, rows: int, wanted: list[str]) -> pl.DataFrame:
        head = self._separator.join(f"c{number}" for number in range(len(self._names))).encode() + b"\n"
        places = {self._names.index(name): name for name in wanted}
        if len(self._names) == 1:  # one column: Polars drops blank lines
            piece = b"\n".join(line or b'""' for line in piece.removesuffix(b"\n").split(b"\n"))
        try:
            frame = pl.read_csv(
                io.BytesIO(head + piece),
                separator=self._separator,
                infer_schema=False,
                truncate_ragged_lines=True,
                columns=[f"c{place}" for place in places] or None,
            )
        except pl.exceptions.PolarsError as error:
            reason = str(error).splitlines()[0][:160]
            raise DataError(f"not a readable csv table: {reason}; save it again", self.path) from None
        if frame.height != rows:
            raise DataError(f"not a readable csv table: {rows} rows or {frame.height}; save it again", self.path)
        return frame.select(pl.col(f"c{place}").alias(name) for place, name in places.items())


def open_text(path: Path, encoding: str | None) -> Text:
    """A file of text. Raises DataError."""
    return Text(path, found_in(path, encoding))


def _records(path: Path, encoding: Encoding) -> int:
    """How many records a file has. Raises DataError for a quotation mark that is not closed."""
    inside, count, line, opened, last, returns = 0, 0, 1, 1, b"\n", False
    for chunk in chunks(path, encoding):
        if _QUOTE in chunk:
            parts = chunk.split(_QUOTE)
            count += sum(part.count(b"\n") for part in parts[inside::2])
            opened = line + chunk.count(b"\n", 0, chunk.rindex(_QUOTE))
            inside ^= (len(parts) - 1) & 1
        elif not inside:
            count += chunk.count(b"\n")
        line, last, returns = line + chunk.count(b"\n"), chunk[-1:] or last, returns or b"\r" in chunk
    if inside:
        raise DataError("this quotation mark is not closed; close it, or write it twice in a quoted cell", path, opened)
    if line == 1 and returns:
        raise DataError("its lines end as on old Macs (CR); save it with ends of lines of today", path)
    return count + (last != b"\n")


def _pieces(path: Path, encoding: Encoding) -> Iterator[bytes]:
    """The text between rows, with `\\n` at the ends of lines."""
    kept = b""
    for chunk in chunks(path, encoding):
        kept += chunk
        end = kept.rfind(b"\n")
        quotes = kept.count(_QUOTE, 0, max(end, 0))
        while end >= 0 and quotes % 2:  # within quotes, of which the last one is the nearest to have been opened
            before = kept.rfind(b"\n", 0, kept.rfind(_QUOTE, 0, end))
            quotes -= kept.count(_QUOTE, max(before, 0), end)
            end = before
        if end >= 0:
            yield kept[: end + 1].replace(b"\r\n", b"\n")
            kept = kept[end + 1 :]
        elif len(kept) > MOST_ROW:
            raise DataError("a row is longer than 64 MB; is a quotation mark not closed?", path)
    if kept:
        yield kept.replace(b"\r\n", b"\n").removesuffix(b"\r") + b"\n"


def _lines(piece: bytes, separator: str, path: Path, at: int) -> pl.Series:
    """One line for each row, without what is in quotes."""
    text = pl.Series([piece.removesuffix(b"\n").decode()])
    if _QUOTE not in piece:
        return text.str.split("\n").explode()
    if _MARK.encode() in piece:
        raise DataError("holds the control character U+0002; remove it", path)
    lines = text.str.replace_all('"[^"]*"', _MARK).str.split("\n").explode()
    outside = rf"[^{separator}{_MARK}]{_MARK}|{_MARK}[^{separator}{_MARK}]"
    stray = lines.str.contains(outside)
    if stray.any():
        row = at + int(stray.arg_true()[0]) + 1
        raise DataError(
            f"{f'row {row}' if row > 0 else 'the head'}: a quotation mark within a cell; put the whole cell in quotes, "
            "and write the marks in it twice",
            path,
        )
    return lines


def _record(text: bytes, start: int) -> tuple[str, int]:
    """The record that begins at `start`, and where the next one does."""
    end = text.find(b"\n", start)
    while end >= 0 and text.count(_QUOTE, start, end) % 2:
        end = text.find(b"\n", end + 1)
    end = len(text) if end < 0 else end
    return text[start:end].decode(errors="ignore").removesuffix("\r"), end + 1


def _separated(head: str, path: Path) -> tuple[list[str], str]:
    """The names of the columns, and the sign between them: the one that makes the most columns."""
    if not head.strip():
        raise DataError("its first line is blank; it must name the columns", path, 1)
    found = {separator: _cells(head, separator, path) for separator in SEPARATORS}
    most = max(len(cells) for cells in found.values())
    best = [separator for separator, cells in found.items() if len(cells) == most]
    if len(best) > 1 and most > 1:
        first, second = (SEPARATORS[one] for one in best[:2])
        raise DataError(f"its head can be separated by {first} or {second}; put names that hold one in quotes", path, 1)
    return found[best[0]], best[0]


def _cells(record: str, separator: str, path: Path) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])]
    except csv.Error as error:
        raise DataError(f"its head cannot be read ({error}); it must name the columns", path, 1) from None
