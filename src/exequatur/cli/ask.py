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

from ..assessment.assess import Assessment, assess
from ..assessment.claim import load_claim, make_claim
from ..assessment.fields import ClaimError
from ..assessment.missing import Missing, missing, questions_left
from ..corpus.errors import DataError
from ..corpus.reader import read
from ..language.catalogue import Catalogue
from ..law.book import OUTCOMES, Book, FactInfo
from ..law.load import book as load_book
from ..verbs import day_of
from .show.parts import WORDS, console, outcome

_UNKNOWN = ("", "?", "i don't know", "i do not know", "don't know", "unknown")
_YES, _NO = ("y", "yes", "true"), ("n", "no", "false")


def interview(path: Path, on: str | None, out: Path | None) -> None:
    """Ask until no answer can change what is possible, or the person stops with `q`. Raises DataError."""
    book = load_book()
    day = day_of(on)
    claim = load_claim(path, book)
    raw: dict[str, Any] = dict(read(path))  # type: ignore[arg-type]
    target = out or path
    text = path.read_text(encoding="utf-8-sig")
    skipped: set[str] = set()
    screen = console()
    while True:
        answer = assess(claim, on=day, book=book)
        asked = [one for one in missing(answer) if one.fact.id not in skipped]
        screen.print(_line(answer))
        if not asked:
            screen.print(
                "No further answer can change this."
                if not skipped
                else "What is left are the questions you could not answer."
            )
            break
        best, worst = questions_left(answer, asked)
        reply = _put(screen, book, asked[0], best, worst)
        if reply is None:
            break
        if reply is _SKIP:
            skipped.add(asked[0].fact.id)
            continue
        raw[asked[0].fact.id] = reply
        try:
            claim = make_claim(raw, book, source=path)
        except ClaimError as error:
            del raw[asked[0].fact.id]
            screen.print(f"  {error.message}", style="red")
            continue
        text = _write(target, text, asked[0].fact.id, reply)
    if target.exists():
        screen.print(f"The claim is in {target}; `exequatur assess {target}` gives the reasons.")
    else:
        screen.print("Nothing was answered, so nothing was written.")


def _line(answer: Assessment) -> Text:
    """The state of the interview in one line."""
    others = [WORDS[name].lower() for end, name in OUTCOMES.items() if end in answer.possible]
    line = Text("\nAs it stands ").append_text(outcome(answer.as_it_stands, bold=True))
    return line.append(f"   possible: {', '.join(others)}", style="bright_black")


class _Skip:
    """The answer "I don't know"."""


_SKIP = _Skip()


def _put(screen: Console, book: Book, one: Missing, best: int, worst: int) -> Any:
    """Put one question; the reply as plain data, `_SKIP` for not known, None to stop."""
    info = one.fact
    screen.print()
    screen.print(f"[{info.stage}] {info.question}", style="bold")
    screen.print(f"  where to look: {info.where}", style="bright_black")
    if one.settles:
        settled = "; ".join(f"{reply} settles it: {outcome.replace('_', ' ')}" for reply, outcome in one.settles)
        screen.print(f"  why it is asked: {settled}", style="bright_black")
    screen.print(f"  at best {best} and at most {worst} questions are left", style="bright_black")
    if info.values:
        catalogue = Catalogue(book)
        for number, value in enumerate(info.values, 1):
            screen.print(f"  {number:>2}  {catalogue.value(info.id, frozenset((value,)))}")
    while True:
        sys.stdout.write(f"  {_hint(info)} > ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line or line.strip().lower() in ("q", "quit"):
            return None
        reply = _read(info, line.strip())
        if reply is not None:
            return reply
        screen.print("  That was not understood; Enter means that you do not know, q stops.", style="red")


def _hint(info: FactInfo) -> str:
    kinds = {
        "truth": "y / n",
        "date": "a day such as 2015-07-24, or 2015",
        "amount": "a sum such as 1200000.00",
        "code": "a number or a word",
    }
    return f"{kinds.get(info.type, 'answer')}, Enter = I don't know, q = stop"


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
