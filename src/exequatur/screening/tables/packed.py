"""A workbook is a zip of XML: what it would unpack to is weighed before anything is unpacked, and no entity is expanded."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.parsers import expat

from ...corpus.errors import DataError

MOST_ENTRIES = 10_000
MOST_BYTES = 8 << 30
"""Of all entries together, unpacked."""
MOST_ONE = 4 << 30
MOST_KEPT = 1 << 29
"""Of what is read into memory as a whole, such as the shared texts: all but the sheets."""
RATIO = 200
"""XML packs to about a tenth; a hundredth is rare."""
SMALL = 10 << 20
"""Below so many bytes the ratio does not matter."""
_FORMULA = re.compile(rb"<c\b([^>]*)><f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')


def is_workbook(path: Path) -> bool:
    """Whether a zip holds an Excel workbook of XML."""
    try:
        with zipfile.ZipFile(path) as packed:
            return "xl/workbook.xml" in packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise DataError("is cut off or damaged (a zip without its end); copy or save it again", path) from None


def check(path: Path) -> None:
    """Raises DataError for a workbook that unpacks to too much, or declares entities."""
    refused = "open it and save it again, or save the sheet as .csv"
    with zipfile.ZipFile(path) as packed:
        entries = packed.infolist()
        if len(entries) > MOST_ENTRIES:
            raise DataError(f"holds {len(entries):,} entries, more than {MOST_ENTRIES:,}; {refused}", path)
        total = sum(entry.file_size for entry in entries)
        if total > MOST_BYTES:
            raise DataError(f"unpacks to {total >> 20:,} MB, more than {MOST_BYTES >> 20:,}; {refused}", path)
        names = set[str]()
        for entry in entries:
            if entry.filename in names:
                raise DataError(f"holds `{entry.filename[:80]}` twice; {refused}", path)
            names.add(entry.filename)
            if entry.flag_bits & 1:
                raise DataError("is locked with a password; remove the password and save it again", path)
            if entry.file_size > MOST_ONE or entry.file_size > max(SMALL, RATIO * entry.compress_size):
                raise DataError(
                    f"`{entry.filename[:80]}` unpacks from {entry.compress_size:,} to {entry.file_size:,} bytes, "
                    f"which no workbook does; {refused}",
                    path,
                )
            if entry.file_size > MOST_KEPT and not entry.filename.startswith("xl/worksheets/"):
                raise DataError(
                    f"`{entry.filename[:80]}` unpacks to {entry.file_size >> 20:,} MB, more than {MOST_KEPT >> 20:,}; "
                    "save the sheet as .csv",
                    path,
                )
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                _no_entities(packed, entry, path)


def uncalculated(path: Path, sheet: str) -> str | None:
    """The first cell of a sheet (an entry of the zip) whose formula was saved without what it gives; None if there is none."""
    kept = b""
    with zipfile.ZipFile(path) as packed, packed.open(sheet) as stream:
        while chunk := stream.read(1 << 20):
            kept += chunk
            for found in _FORMULA.finditer(kept):
                if b't="str"' not in found[1]:  # which gives no text
                    place = _PLACE.search(found[1])
                    return place[1].decode() if place else "a cell"
            kept = kept[max(kept.rfind(b"<c "), len(kept) - (1 << 20), 0) :]
    return None


class _Begun(Exception):
    pass


def _no_entities(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """Entities are declared before the first element: only so far is read."""

    def declared(*_: object) -> None:
        raise DataError(f"`{entry.filename[:80]}` declares entities, which no workbook does; save it again", path)

    def begun(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declared, begun
    try:
        with packed.open(entry) as stream:
            while chunk := stream.read(1 << 14):
                parser.Parse(chunk, False)
    except _Begun:
        return
    except (expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        reason = str(error)[:80]
        raise DataError(f"`{entry.filename[:80]}` in it is damaged ({reason}); save it again", path) from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise DataError(f"`{entry.filename[:80]}` in it is damaged; save it again", path) from None
        raise
