"""The front door: a document into a file, by the name of the file."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from ..corpus.aside import aside
from ..corpus.errors import DataError
from ..language.tree import Document
from .data import Paper

PAPERS = get_args(Paper)
FORMS = (".pdf", ".docx", ".html", ".txt")


def made(document: Document, form: str, paper: Paper = "a4") -> bytes:
    """The document in a form: `.pdf`, `.docx`, `.html`, `.txt`. The same tree gives the same bytes on the same machine.
    Raises DataError.
    """
    if paper not in PAPERS:
        raise DataError(f"no paper `{paper[:20]}`; there are {', '.join(PAPERS)}")
    if form == ".pdf":
        from .pdf import pdf

        return pdf(document, paper)
    if form == ".docx":
        from .word import word

        return word(document, paper)
    if form == ".html":
        from .html import html

        return html(document).encode()
    if form == ".txt":
        from .text import text

        return text(document).encode()
    raise DataError(f"a document is written as {', '.join(FORMS)}, not as `{form[:20]}`")


def write(document: Document, path: Path, paper: Paper = "a4") -> None:
    """Write a document. Raises DataError; then nothing is left behind, and what stood there stands."""
    try:
        content = made(document, path.suffix.lower(), paper)
    except DataError as error:
        raise DataError(error.message, path) from None
    with aside(path) as place:
        place.write_bytes(content)
