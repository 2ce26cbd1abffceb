"""The verbs that write documents, and the state of the languages they are written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from ..assessment.assess import assess
from ..assessment.claim import Claim
from ..corpus.errors import DataError
from ..law.load import book as load_book
from .common import Answer, claim_of, day_of, head

Paper = Literal["a4", "letter"]
FORMS = (".docx", ".pdf", ".html", ".txt")
DOCUMENTS = ("memo",)


def draft(
    claim: Claim | Mapping[str, Any] | Path | str,
    out: Path | str,
    *,
    on: date | str | None = None,
    lang: Sequence[str] = ("en",),
    only: Sequence[str] = DOCUMENTS,
    forms: Sequence[str] = ("docx", "pdf"),
    paper: str = "a4",
) -> Answer:
    """Write the documents of a claim into the directory `out`: what was written, and what is still blank in each.

    `lang`: languages, as tags; `only`: these documents; `forms`: docx, pdf, html, txt; `paper`: a4 or letter. A file that was
    edited by hand is not written over: the new draft stands beside it. Raises DataError.
    """
    from ..drafting.folder import Folder
    from ..drafting.memo import memo
    from ..language.spoken import spoken

    _check("document", only, DOCUMENTS)
    _check("form", [f".{form}" for form in forms], FORMS)
    _check("paper", [paper], ("a4", "letter"))
    books = [spoken(load_book(), language) for language in dict.fromkeys(lang)]
    at, folder, files = day_of(on), None, []
    for book in books:
        found = assess(claim_of(claim, book), on=at, book=book)
        folder = folder or Folder(Path(out))
        for name in only:
            document = {"memo": memo}[name](found)
            files += [
                {"document": name, "language": book.language, **one}
                for one in folder.put(
                    f"{name}.{book.language}", document, [f".{form}" for form in forms], cast(Paper, paper)
                )
            ]
    return {**head("draft", at), "out": str(out), "files": files}


def messages_status() -> Answer:
    """For each language how many messages are reviewed, machine-made, stale or missing. Raises DataError."""
    from ..language.status import tell_status

    return {**head("messages"), **tell_status(load_book())}


def _check(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    for one in given:
        if one not in known:
            raise DataError(f"no {what} `{one[:40]}`; there are {', '.join(known)}")
