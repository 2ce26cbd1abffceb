"""Bytes to rows: the encodings and separators that spreadsheets write, found out strictly and by nothing but the text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

from ...corpus.errors import DataError

MAX_BYTES = 8 << 20
MAX_ROWS = 20_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with its mark"),
    (codecs.BOM_UTF32_LE, "", ""),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAVE = 'save it as "CSV UTF-8"'
_COMMON = 0.9
"""This share of the characters beyond ASCII must be common Chinese ones before a text is taken as GB18030."""

Row = tuple[int, list[str]]


def decoded(raw: bytes, source: Path | str) -> tuple[str, str]:
    """The text of a file and the encoding it is in. Raises DataError."""
    if len(raw) > MAX_BYTES:
        raise DataError(f"larger than {MAX_BYTES >> 20} MB; a debt account is smaller: is it the right file?", source)
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DataError(f"this is a workbook; {_SAVE}", source)
    for mark, name, told in _MARKS:
        if raw.startswith(mark):
            if not name:
                raise DataError(f"is UTF-32; {_SAVE}", source)
            return _plain(_strictly(raw[len(mark) :], name, told, source), source), told
    try:
        return _plain(raw.decode("utf-8"), source), "UTF-8"
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        raise DataError(f"neither UTF-8 nor GB18030; {_SAVE}", source, line) from None
    if not _reads_as_chinese(text):
        raise DataError(f"not UTF-8; it could be GB18030, but does not read as Chinese; {_SAVE}", source, line)
    return _plain(text, source), "GB18030"


def _strictly(raw: bytes, name: str, told: str, source: Path | str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        raise DataError(f"has the mark of {told}, but is no such text; {_SAVE}", source) from None


def _plain(text: str, source: Path | str) -> str:
    if found := re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        line = text[: found.start()].count("\n") + 1
        raise DataError(f"control character U+{ord(found[0]):04X}; this is not a text, or remove it", source, line)
    if not text.strip():
        raise DataError("the file is empty; a debt account has a header and a line for each entry", source)
    return text


def _reads_as_chinese(text: str) -> bool:
    beyond = [mark for mark in text if mark > "\x7f"]
    return sum(_common(mark) for mark in beyond) >= _COMMON * len(beyond)


def _common(mark: str) -> bool:
    """Whether a character stands in the signs or the first level of GB 2312, where the common ones are."""
    try:
        made = mark.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(made) == 2 and (made[0] <= 0xA3 or 0xB0 <= made[0] <= 0xD7)


def rows(text: str, source: Path | str) -> list[Row]:
    """The rows of a table with the line where each begins; blank rows are left out. Raises DataError."""
    found: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(found) > MAX_ROWS:
                raise DataError(f"more than {MAX_ROWS} entries; divide the account", source, line)
            found.append((line, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise DataError(f"not a table: {error}; look for an open quotation mark", source, reader.line_num) from None
    width = len(found[0][1])
    for line, cells in found:
        if len(cells) > width and any(cells[width:]):
            raise DataError(
                f"has {len(cells)} cells, the header has {width}; put a cell with a comma in it in quotation marks",
                source,
                line,
            )
        if len(cells) < width:
            raise DataError(f"has {len(cells)} cells, the header has {width}; fill in the empty ones", source, line)
    return [(line, cells[:width]) for line, cells in found]


def _separator(text: str) -> str:
    """The sign that stands between the names of the header."""
    header = next(line for line in text.splitlines() if line.strip())
    counts = Counter({sign: header.count(sign) for sign in ",;\t"})
    return counts.most_common(1)[0][0]
