"""The interview in the terminal: one question at a time, why it is asked, and the claim file written back after each
answer.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from ..assessment.assess import assess
from ..assessment.claim import load_claim, make_claim
from ..assessment.fields import ClaimError
from ..corpus.errors import DataError
from ..corpus.reader import read
from ..language.asking import tell_next
from ..language.catalogue import Catalogue
from ..law.book import FactInfo
from ..law.load import book as load_book
from ..verbs import day_of
from .show.asking import question, where
from .show.parts import console

_UNKNOWN = ("", "?", "i don't know", "i don’t know", "i do not know", "don't know", "unknown")
_YES, _NO = ("y", "yes", "true"), ("n", "no", "false")


def interview(path: Path, on: str | None, out: Path | None) -> None:
    """Ask until no answer can change what is possible, or the person stops with `q`. Raises DataError."""
    book = load_book()
    day = day_of(on)
    claim = load_claim(path, book)
    raw: dict[str, Any] = dict(read(path))  # type: ignore[arg-type]
    target = out or path
    text = path.read_text(encoding="utf-8-sig")
    skipped: frozenset[str] = frozenset()
    screen, catalogue = console(), Catalogue(book)
    while True:
        told = tell_next(assess(claim, on=day, book=book), skipped)
        screen.print(Text("\n").append_text(where(told)))
        if told["question"] is None:
            screen.print(told["sentence"])
            break
        screen.print(question(told))
        info = book.facts[told["question"]["fact"]]
        reply = _put(screen, catalogue, info)
        if reply is None:
            break
        if reply is _SKIP:
            skipped |= {info.id}
            continue
        raw[info.id] = reply
        try:
            claim = make_claim(raw, book, source=path)
        except ClaimError as error:
            del raw[info.id]
            screen.print(f"  {error.message}", style="red")
            continue
        text = _write(target, text, info.id, reply)
    screen.print(catalogue.text("ask.written" if target.exists() else "ask.nothing", value=target), soft_wrap=True)


class _Skip:
    """The answer "I don't know"."""


_SKIP = _Skip()


def _put(screen: Console, catalogue: Catalogue, info: FactInfo) -> Any:
    """Ask for the answer to a question that is shown; it comes back as plain data, `_SKIP` for not known, None to stop."""
    while True:
        sys.stdout.write(f"  {catalogue.text(f'ask.hint.{info.type}')} > ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            sys.stdout.write("\n")
        if not line or line.strip().lower() in ("q", "quit"):
            return None
        reply = _read(info, line.strip())
        if reply is not None:
            return reply
        screen.print(f"  {catalogue.text('ask.again')}", style="red")


def _read(info: FactInfo, line: str) -> Any:
    if line.lower() in _UNKNOWN:
        return _SKIP
    if info.type == "truth":
        return True if line.lower() in _YES else False if line.lower() in _NO else None
    if info.type == "code" and info.values:
        if line.isdigit() and 1 <= int(line) <= len(info.values):
            return info.values[int(line) - 1]
        return line if line in info.values else None
    return line


def _write(target: Path, text: str, fact: str, value: Any) -> str:
    """Put the answer into the file, keeping its comments; written aside and renamed, so that nothing is half-written."""
    if target.suffix.lower() == ".json":
        raise DataError("an interview writes YAML; give another file with -o", target)
    plain = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else str(value)
    plain = (
        plain
        if re.fullmatch(r"[\w.-]+", plain or "")
        else '"' + str(plain).replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
    line = f"{fact}: {plain}"
    commented = re.compile(rf"^#{re.escape(fact)}:.*$", re.MULTILINE)
    text = (
        commented.sub(line, text, count=1)
        if commented.search(text)
        else text.rstrip("\n") + f"\n{line}  # answered {date.today().isoformat()}\n"
    )
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    aside.write_text(text, encoding="utf-8")
    aside.replace(target)
    return text
