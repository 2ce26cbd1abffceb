"""One text, four forms: what another program reads in each is what the tree says, in its order."""

from __future__ import annotations

from collections import Counter

import pytest

from exequatur.drafting.data import Paper
from exequatur.drafting.html import html
from exequatur.drafting.pdf import pdf
from exequatur.drafting.text import text
from exequatur.drafting.word import word
from exequatur.drafting.write import made
from exequatur.language.tree import Document, sentences, text_of

from .reading import bare, expected, of_docx, of_pdf, read_html, squeezed, words
from .samples import SAMPLES

NAMES = sorted(SAMPLES)


def numbers(document: Document) -> list[str]:
    return [run.text for one in sentences(document.blocks) for run in one if run.kind in ("number", "sum", "name")]


@pytest.mark.parametrize("name", NAMES)
def test_word_says_what_the_tree_says(name: str) -> None:
    document = SAMPLES[name]()
    assert words(of_docx(word(document))) == words(expected(document))


@pytest.mark.parametrize("name", NAMES)
def test_html_says_what_the_tree_says(name: str) -> None:
    document = SAMPLES[name]()
    said = words(_without_points(document)) + words(text_of(document.foot))
    assert words(read_html(html(document)).text) == said


def _without_points(document: Document) -> str:
    """HTML numbers points itself; the numbers of headings stand in the text."""
    made = expected(document, labels=True).split("\n")
    return "\n".join(line for line in made if line != "–" and not (line[:-1].isdigit() and line.endswith(".")))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "right_to_left"])
def test_pdf_says_what_the_tree_says(name: str, paper: Paper) -> None:
    document = bare(SAMPLES[name]())
    found = of_pdf(pdf(document, paper))
    if name == "filing":  # the head of a table stands on each page on which it goes on
        found = found.replace("序\n号\n名称 证明目的 页数", "序号名称证明目的页数")
        head = "序号名称证明目的页数"
        first, _, rest = squeezed(found).partition(head)
        found = first + head + rest.replace(head, "")
    assert squeezed(found) == squeezed(expected(document, labels=True).replace("–\n", "–"))


def test_pdf_from_right_to_left_holds_every_letter() -> None:
    document = bare(SAMPLES["right_to_left"]())
    found, said = squeezed(of_pdf(pdf(document))), squeezed(expected(document, labels=True))
    assert Counter(found) == Counter(said)
    for number in numbers(document):
        assert squeezed(number) in found


@pytest.mark.parametrize("name", NAMES)
def test_plain_text_says_what_the_tree_says(name: str) -> None:
    document = SAMPLES[name]()
    found = text(document, width=100_000)
    lines = found.replace("▨ ", "").replace(" ▨", "")
    flat = squeezed(lines)
    for one in sentences(document.blocks):
        here = squeezed(text_of(one))
        assert here in flat, here
    drawn = squeezed("".join(mark for mark in found if mark not in "═─━┆┃┄█░·"))
    said = squeezed(expected(document, labels=True) + text_of(document.foot))
    assert Counter(drawn) == Counter(said)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", [".pdf", ".docx", ".html", ".txt"])
def test_case_numbers_sums_and_names_come_back_unchanged(name: str, form: str) -> None:
    document = SAMPLES[name]()
    content = made(document, form)
    read = {".pdf": of_pdf, ".docx": of_docx}.get(form, bytes.decode)
    found = squeezed(read(content))
    assert numbers(document)
    for number in numbers(document):
        assert squeezed(number) in found if form != ".html" else number in content.decode()


@pytest.mark.parametrize("form", [".pdf", ".docx", ".html", ".txt"])
def test_the_same_tree_gives_the_same_bytes(form: str) -> None:
    assert made(SAMPLES["memo"](), form) == made(SAMPLES["memo"](), form)
