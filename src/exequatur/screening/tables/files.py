"""What kind of file a table is, by its first bytes; a file that is none is refused with the remedy."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from glob import has_magic
from pathlib import Path

from ...corpus.errors import DataError
from .source import Batch, Raw, called

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "save the table as .csv (UTF-8), .xlsx or .parquet"
_OTHERS = {
    b"%PDF": "is a PDF; " + _SAVE,
    b"\x1f\x8b": "is packed (gzip); unpack it first",
    b"BZh": "is packed (bzip2); unpack it first",
    b"\xfd7zXZ": "is packed (xz); unpack it first",
    b"\x28\xb5\x2f\xfd": "is packed (zstd); unpack it first",
    b"Rar!": "is packed (rar); unpack it first",
    b"7z\xbc\xaf": "is packed (7z); unpack it first",
    b"SQLite format 3": "is a database; " + _SAVE,
    b"{\\rtf": "is a text with layout; " + _SAVE,
    b"\x89PNG": "is a picture; " + _SAVE,
    b"ARROW1": "is an Arrow file; save it as Parquet",
}
_NAMES = {"csv": (".csv", ".tsv", ".txt"), "parquet": (".parquet", ".pq"), "xlsx": (".xlsx", ".xlsm")}
_CALLED = {"csv": "text", "parquet": "a Parquet file", "xlsx": "an Excel workbook"}


def open_file(path: Path | str, *, sheet: str | None = None, encoding: str | None = None) -> Raw:
    """A file by what it holds. Raises DataError."""
    if str(path) == "-":
        spooled = _spooled()
        with called(spooled, "-"):
            return _Input(_open(spooled, None, sheet, encoding), spooled)
    path = Path(path)
    try:
        if path.is_dir() or (has_magic(path.name) and not path.exists()):
            from .parquets import open_parts

            _only(("xlsx", sheet, "--sheet"), ("csv", encoding, "--encoding"), kind="parquet", path=path)
            return open_parts(path)
        if not path.is_file() and path.exists():
            raise DataError("is no file; name a file, or read from standard input with -", path)
        return _open(path, path.suffix.lower(), sheet, encoding)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path) from None


def _open(path: Path, name: str | None, sheet: str | None, encoding: str | None) -> Raw:
    with path.open("rb") as stream:
        start = stream.read(16)
    own = next((other for other, names in _NAMES.items() if name in names), None)
    if name is not None and own is None:
        raise DataError(f"neither .csv, .xlsx nor .parquet; {_SAVE}", path)
    kind = _kind(path, start)
    if own is not None and own != kind:
        if kind == "csv":
            raise DataError(f"not a readable {own} table: it is not {_CALLED[own]}; save it again", path)
        raise DataError(f"is {_CALLED[kind]}, not {_CALLED[own]}; name it {_NAMES[kind][0]}", path)
    _only(("xlsx", sheet, "--sheet"), ("csv", encoding, "--encoding"), kind=kind, path=path)
    if kind == "parquet":
        from .parquets import open_parquet

        return open_parquet(path)
    if kind == "xlsx":
        from .workbook import open_workbook

        return open_workbook(path, sheet)
    from .texts import open_text

    return open_text(path, encoding)


def _kind(path: Path, start: bytes) -> str:
    if not start:
        raise DataError("the table is empty; its first line must name the columns", path)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK"):
        from .packed import is_workbook

        if not is_workbook(path):
            raise DataError(f"is a zip and no Excel workbook; unpack it, or {_SAVE}", path)
        return "xlsx"
    if start.startswith(_OLE):
        with path.open("rb") as stream:
            locked = "EncryptedPackage".encode("utf-16-le") in stream.read(1 << 20)
        raise DataError(
            "is locked with a password; remove the password and save it again"
            if locked
            else "is an old Excel or Office file (.xls); save it as .xlsx",
            path,
        )
    for first, message in _OTHERS.items():
        if start.startswith(first):
            raise DataError(message, path)
    return "csv"


class _Input:
    """Standard input, under its own name."""

    def __init__(self, raw: Raw, spooled: Path) -> None:
        self.path, self.files = Path("-"), raw.files
        self.kinds, self.rows, self.told = raw.kinds, raw.rows, raw.told
        self._raw, self._spooled = raw, spooled

    def batches(self, size: int, since: int, wanted: Sequence[str]) -> Iterator[Batch]:
        """The rows from `since` on."""
        with called(self._spooled, "-"):
            yield from self._raw.batches(size, since, wanted)


def _only(*options: tuple[str, str | None, str], kind: str, path: Path) -> None:
    """An option that does nothing for this kind of file is an error."""
    for of, value, name in options:
        if value is not None and of != kind:
            raise DataError(f"{name} says nothing of {_CALLED[kind]}; leave it out", path)


def _spooled() -> Path:
    """Standard input, kept in a file for as long as the program runs."""
    import atexit

    if sys.stdin is None:
        raise DataError("standard input is closed; name a file", "-")
    with tempfile.NamedTemporaryFile(prefix="exequatur-", delete=False) as stream:
        place = Path(stream.name)
        atexit.register(place.unlink, missing_ok=True)
        try:
            shutil.copyfileobj(sys.stdin.buffer, stream, 1 << 20)
        except OSError as error:
            raise DataError(f"standard input cannot be kept in {place.parent}: {error.strerror or error}") from None
    return place
