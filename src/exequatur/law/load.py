"""Loads the compiled book; in a checkout it is compiled anew when data or code changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .book import Book

if TYPE_CHECKING:
    from ..citation.register import Register

PACKAGE = Path(__file__).parents[1]
COMPILED = PACKAGE / "_compiled"
_SUFFIXES = (".py", ".yaml", ".csv", ".po")


@cache
def book() -> Book:
    """The law and the record, compiled. Reads no YAML unless this is a checkout whose data or code changed."""
    path, stamp = COMPILED / "book.msgpack", COMPILED / "stamp"
    if _is_checkout():
        fingerprint = _fingerprint()
        if not path.exists() or not stamp.exists() or stamp.read_text() != fingerprint:
            return compile_to(COMPILED, fingerprint)
    return msgspec.msgpack.decode(path.read_bytes(), type=Book)


@cache
def register() -> Register:
    """The courts, case types and pinyin of the shipped tables, as one register of case numbers."""
    from ..citation.tables import build_register

    book()
    rows = (
        msgspec.msgpack.decode((COMPILED / "register.msgpack").read_bytes())
        if (COMPILED / "register.msgpack").exists()
        else _register_rows()
    )
    return build_register(**rows)


def _register_rows() -> dict[str, list[dict[str, str]]]:
    import csv

    tables = PACKAGE / "corpus" / "data" / "cn" / "tables"
    return {
        path.stem: list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        for path in sorted(tables.glob("*.csv"))
    }


def compile_to(directory: Path, fingerprint: str | None = None) -> Book:
    """Compile the shipped data and keep the result in `directory` where that can be written."""
    from .compiling.build import build
    from .compiling.names import languages

    made = build()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _write(directory / "book.msgpack", msgspec.msgpack.encode(made))
        _write(directory / "register.msgpack", msgspec.msgpack.encode(_register_rows()))
        for language, found in languages().items():
            _write(directory / f"messages.{language}.msgpack", msgspec.msgpack.encode(found))
        _write(directory / "stamp", (fingerprint or _fingerprint()).encode())
    except OSError:
        pass
    return made


def _write(path: Path, content: bytes) -> None:
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_bytes(content)
    aside.replace(path)


def _is_checkout() -> bool:
    return (PACKAGE.parents[1] / "pyproject.toml").exists() and PACKAGE.parent.name == "src"


def _fingerprint() -> str:
    """Size and time of every file that the compiled book depends on."""
    seen = [(entry.path, entry.stat()) for entry in sources()]
    return "\n".join(sorted(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in seen))


def sources() -> Iterator[os.DirEntry[str]]:
    """Every file of the engine and of the data, in no order."""
    todo = [str(PACKAGE)]
    while todo:
        with os.scandir(todo.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in ("__pycache__", "_compiled"):
                        todo.append(entry.path)
                elif entry.name.endswith(_SUFFIXES):
                    yield entry
