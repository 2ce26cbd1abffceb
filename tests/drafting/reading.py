"""What a stranger's program reads in each form of a document, and what it should read."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import msgspec

from exequatur.drafting.clean import prepare
from exequatur.language.tree import (
    Block,
    Columns,
    Document,
    Heading,
    Listed,
    Mirrored,
    Notice,
    Statement,
    sentences,
    text_of,
)

from .at_hand import need

MARKS = "●◐■↺?▨▮▯"
_UNSEEN = re.compile("[\u2060\u200e\u200f\u202a-\u202e\u2066-\u2069]")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    """Without blanks, marks and marks of direction; letters in one form."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(f"[\\s{MARKS}]", "", text)


def words(text: str) -> list[str]:
    """The words in order, without marks."""
    return re.sub(f"[{MARKS}]+\u00a0?", "", _UNSEEN.sub("", text)).split()


# ---- What should be there, in reading order.


def expected(document: Document, *, labels: bool = False) -> str:
    """Every sentence on a line. `labels`: with the numbers of headings and points."""
    document = prepare(document)
    head = [document.author, text_of(document.masthead)] if document.masthead else []
    if labels:
        return "\n".join([*head, *_labelled(document.blocks, _Counter(document), "top")])
    return "\n".join([*head, *map(text_of, sentences(document.blocks))])


class _Counter:
    def __init__(self, document: Document) -> None:
        self.zh, self.on, self.at = document.language.startswith("zh"), document.numbered, [0, 0]

    def next(self, level: int) -> str:
        if not self.on or level == 1:
            return ""
        hanzi = "〇一二三四五六七八九"
        if level == 2:
            self.at = [self.at[0] + 1, 0]
            return f"{hanzi[self.at[0]]}、" if self.zh else f"{self.at[0]}. "
        self.at[1] += 1
        return f"（{hanzi[self.at[1]]}）" if self.zh else f"{self.at[0]}.{self.at[1]} "


def _labelled(blocks: tuple[Block, ...], counter: _Counter | None, _: str = "") -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text, level):
                yield (counter.next(level) if counter else "") + text_of(text)
            case Listed(points, ordered, start):
                for number, point in enumerate(points, start):
                    yield f"{number}." if ordered else "–"
                    yield from _labelled(point, counter)
            case Statement(inside, sources):
                yield from _labelled(inside, counter)
                yield from map(text_of, sources)
            case Notice(inside):
                yield from _labelled(inside, counter)
            case Columns(parts):
                for part in parts:
                    yield from _labelled(part, counter)
            case Mirrored(lead, mirror):
                yield from _labelled((lead,), counter)
                yield from _labelled((mirror,), None)
            case _:
                yield from map(text_of, sentences((block,)))


# ---- What is there.


def pdf_text(content: bytes, *options: str) -> str:
    """The text of a PDF as another program copies it."""
    need("pdftotext")
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True)
    return run.stdout.decode()


def of_pdf(content: bytes, **_: Any) -> str:
    """The text of a PDF in the order in which it was written, without the numbers of pages."""
    return re.sub(r"\n\d+\s/\s\d+\n*\f", "\n", _UNSEEN.sub("", pdf_text(content, "-raw")))


def of_docx(content: bytes) -> str:
    """The text of the body of a Word file, a paragraph a line; a picture by its words."""
    made = []
    for paragraph in docx.Document(io.BytesIO(content)).element.body.iter(f"{W}p"):
        line = ""
        for part in paragraph.iter():
            if part.tag == f"{W}t":
                line += part.text or ""
            elif part.tag == f"{W}tab":
                line += " "
            elif part.tag.endswith("}docPr"):
                line += part.get("descr").replace("; ", " ")
        made.append(line)
    return "\n".join(made)


class _Reader(HTMLParser):
    INLINE = frozenset({"span", "bdi", "strong"})

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.attributes, self._skipped = "", set[str](), set[str](), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self._skipped = tag in ("style", "title")
        self.text += "" if tag in self.INLINE else "\n"

    def handle_endtag(self, tag: str) -> None:
        self._skipped = False
        self.text += "" if tag in self.INLINE else "\n"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._skipped else data


def read_html(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def bare(document: Document) -> Document:
    """Without what stands on every page."""
    return msgspec.structs.replace(document, head=(), foot=())


def libreoffice(paths: list[Path], to: Path) -> list[Path]:
    """The files as another program opens and prints them."""
    need("soffice")
    profile = f"-env:UserInstallation={(to / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(to), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [to / f"{path.stem}.pdf" for path in paths]
