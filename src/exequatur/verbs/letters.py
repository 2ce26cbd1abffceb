"""The verb for letters and agreements on a debt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus.errors import DataError
from ..law.load import book as load_book
from .common import Answer

if TYPE_CHECKING:
    from ..drafting.data import Paper
    from ..drafting.folder import Folder
    from ..language.tree import Document

LETTERS = ("demand", "acknowledgment", "instalments", "settlement")
LEAD, MIRROR = "zh-Hans", "en"
"""The language of the debtor leads; the other mirrors it line by line."""


def draft_letters(
    folder: Folder, debt: Path, at: int, wanted: Sequence[str], suffixes: Sequence[str], paper: Paper
) -> list[Answer]:
    """Write letters on the debt that a file describes; with a demand goes a page on how to send it. Raises DataError."""
    from ..drafting.letters import agreements
    from ..drafting.letters.balance import of_ledger
    from ..drafting.letters.debt import read_debt
    from ..drafting.letters.demand import demand, sending
    from ..drafting.letters.parts import Letter

    book, read = load_book(), read_debt(debt)
    letter = Letter(_both(), read, of_ledger(book, read, debt, at), debt)
    made: dict[str, Callable[[], Document]] = {
        "demand": lambda: demand(letter),
        "sending": lambda: sending(letter, book),
        "acknowledgment": lambda: agreements.acknowledgment(letter),
        "instalments": lambda: agreements.instalments(letter, book),
        "settlement": lambda: agreements.settlement(letter, book),
    }
    names = [name for one in wanted for name in ((one, "sending") if one == "demand" else (one,))]
    files: list[Answer] = []
    for name in names:
        for one in folder.put(name, made[name](), suffixes, paper):
            blank = [{**left, "why": None} for left in one["blank"]]
            files.append({"document": name, "language": LEAD, "mirror": MIRROR, **one, "blank": blank})
    return files


def draft_bulk(
    folder: Path,
    debt: Path,
    answers: Path,
    suffixes: Sequence[str],
    paper: Paper,
    tick: Callable[[int, int | None], None] | None,
) -> Answer:
    """Write a demand for each debtor of a screening, and a log of its claims. Raises DataError."""
    from ..drafting.letters.bulk import bulk
    from ..drafting.letters.debt import read_debt
    from ..drafting.write import write

    log = folder / "letters.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror}; name another directory", folder) from None
    done = 0

    def put(name: str, document: Document) -> str:
        nonlocal done
        places = [folder / f"{name}{suffix}" for suffix in suffixes]
        for place in places:
            if place.exists():
                raise DataError("stands there already; write bulk letters into a new directory", place)
        for place in places:
            write(document, place, paper)
        done += 1
        if tick:
            tick(done, None)
        return "; ".join(place.name for place in places)

    counts: dict[str, Any] = bulk(_both(), read_debt(debt), debt, answers, put, log, load_book().currencies)
    return {**counts, "log": str(log)}


def _both() -> Any:
    from ..drafting.both import Both
    from ..language.catalogue import Catalogue
    from ..language.spoken import spoken

    book = load_book()
    return Both(Catalogue(spoken(book, LEAD)), Catalogue(spoken(book, MIRROR)))
