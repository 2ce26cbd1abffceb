"""The verbs that write documents, and the state of the languages they are written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from ..assessment.claim import Claim
from ..corpus.errors import DataError
from ..law.load import book as load_book
from .common import Answer, claim_of, day_of, head
from .letters import LETTERS, draft_bulk, draft_letters

Paper = Literal["a4", "letter"]
FORMS = (".docx", ".pdf", ".html", ".txt")
MEMO, BUNDLE = "memo", "bundle"
DOCUMENTS = (MEMO, BUNDLE)
"""What is drafted where nothing is named; a paper of the bundle may be named alone."""


def draft(
    claim: Claim | Mapping[str, Any] | Path | str,
    out: Path | str,
    *,
    on: date | str | None = None,
    lang: Sequence[str] = ("en",),
    only: Sequence[str] = DOCUMENTS,
    forms: Sequence[str] = ("docx", "pdf"),
    paper: str = "a4",
    answers: Path | str | None = None,
    tick: Callable[[int, int | None], None] | None = None,
) -> Answer:
    """Write the documents of a claim into the directory `out`: what was written, and what is still blank in each.

    `lang`: languages of the memo, as tags (the bundle is Chinese and English); `only`: these documents, among them single
    papers of the bundle, or letters on a debt, for which `claim` is a debt file; `forms`: docx, pdf, html, txt; `paper`: a4
    or letter. A file that was edited by hand is not written over: the new draft stands beside it. `answers`: of `screen`, with a
    column `debtor`: instead a demand for each debtor, and a log of every claim; `tick` is called with the letters done. Raises
    DataError.
    """
    from ..drafting.folder import Folder
    from ..drafting.memo import memo
    from ..language.spoken import spoken
    from .filing import draft_bundle, ids, in_own_terms

    papers = ids(load_book())
    _check("document", only, (*DOCUMENTS, *papers, *LETTERS))
    _check("form", [f".{form}" for form in forms], FORMS)
    _check("paper", [paper], ("a4", "letter"))
    suffixes, size = [f".{form}" for form in forms], cast(Paper, paper)
    letters = [name for name in only if name in LETTERS]
    if answers is not None:
        if list(only) != ["demand"] or not isinstance(claim, Path | str):
            raise DataError("answers of a screening go with one document, `demand`, and a debt file")
        told = draft_bulk(Path(out), Path(claim), Path(answers), suffixes, size, tick)
        return {**head("draft", day_of(on)), "out": str(out), "files": [], "notes": [], **told}
    if letters:
        if len(letters) < len(only) or not isinstance(claim, Path | str):
            raise DataError(f"{letters[0]} is drafted from a debt file, alone or with other letters; name one")
        made = draft_letters(Folder(Path(out)), Path(claim), day_of(on), letters, suffixes, size)
        return {**head("draft", day_of(on)), "out": str(out), "files": made, "notes": []}
    books = [spoken(load_book(), language) for language in dict.fromkeys(lang)]
    at = day_of(on)
    read = [claim_of(claim, book) for book in books]
    folder, files = Folder(Path(out)), list[Answer]()
    notes: list[str] = []
    for book, stated in zip(books, read, strict=True):
        if MEMO not in only:
            break
        document = memo(in_own_terms(stated, at, book))
        for one in folder.put(f"{MEMO}.{book.language}", document, suffixes, size):
            blank = [{**left, "why": None} for left in one["blank"]]
            files.append({"document": MEMO, "language": book.language, "mirror": None, **one, "blank": blank})
    wanted = [name for name in only if name != MEMO]
    if wanted:
        made, notes = draft_bundle(folder, load_book(), at, lambda book: claim_of(claim, book), wanted, suffixes, size)
        files += made
    return {**head("draft", at), "out": str(out), "files": files, "notes": notes}


def messages_status() -> Answer:
    """For each language how many messages are reviewed, machine-made, stale or missing. Raises DataError."""
    from ..language.status import tell_status

    return {**head("messages"), **tell_status(load_book())}


def _check(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    for one in given:
        if one not in known:
            raise DataError(f"no {what} `{one[:40]}`; there are {', '.join(known)}")
