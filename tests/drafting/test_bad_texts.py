"""Texts of users are data: markup, templates, control and bidi characters, endless names, scripts of all kinds."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exequatur.corpus.errors import DataError
from exequatur.drafting import fonts, marks
from exequatur.drafting import pdf as pdf_module
from exequatur.drafting.clean import clean
from exequatur.drafting.html import html
from exequatur.drafting.pdf import pdf
from exequatur.drafting.scripts import isolated
from exequatur.drafting.text import text
from exequatur.drafting.word import word
from exequatur.drafting.wrapping import wrapped
from exequatur.drafting.write import FORMS, made, write
from exequatur.language.tree import (
    Block,
    Cell,
    Columns,
    Document,
    Heading,
    Listed,
    Notice,
    Paragraph,
    Run,
    Statement,
    Table,
)

from .reading import expected, of_docx, of_pdf, read_html, squeezed
from .samples import memo, s

NASTY = [
    "<script>alert(1)</script> & &amp; <b>x</b>",
    "{{ secret }} {% import os %} ${x} %s {0}",
    '#let x = 1; #eval("1") #import "a" $x^2$ @cite <label> = title',
    "*bold* _it_ `raw` \\textbf{x} \\u{41} // comment /* x */ -- --- ~ 'q' \"q\"",
    "a\x07b\x00c\x1b[31md\x7f\x85e\ufffe",
    "abc\u202edef\u2066ghi\u2069\u200f",
    "N" * 500,
    "武汉" * 250,
    "Ünïcödé Ελλάδα Москва 東京 서울 ไทย हिन्दी",
    "]]> <!-- --> <?xml?> \"'",
    "=1+1 +x -y @z",
    "1. point\n2. point\t\ttabs\r\nline",
    "",
    "   ",
]


def document_of(*texts: str, headed: bool = True) -> Document:
    """Every text in every kind of place. `headed`: the tables have heads, which stand again on a next page."""
    kinds: tuple[Any, ...] = (
        "text",
        "strong",
        "value",
        "name",
        "number",
        "sum",
        "day",
        "blank",
        "outcome",
        "confidence",
        "excluded",
    )
    blocks: list[Block] = [Heading(s("Title"), 1)]
    for number, one in enumerate(texts):
        run = Run(one, kinds[number % len(kinds)], one[:20] or None)
        value = Run(one, "value")
        blocks += [
            Heading((run,), 1 + number % 3),
            Paragraph((Run("before "), value, Run(" after"))),
            Statement((Paragraph((value,)),), ((Run(one, "number"),),)),
            Listed(((Paragraph((value,)), Paragraph((run,))),), ordered=True, start=3),
            Table(
                ((Cell(((value,),)), Cell(((Run(one, "sum"),),), "end")),),
                (30, 70),
                (Cell((s("Head"),)), Cell(((run,),))) if headed else (),
            ),
            Notice((Paragraph((run,)),), "unknown"),
            Columns(((Paragraph((value,)),), (Paragraph((run,)),))),
        ]
    return Document("T", "en", tuple(blocks), day="2026-11-24")


@pytest.mark.parametrize("one", NASTY)
@pytest.mark.parametrize("kind", ["value", "name", "number", "blank", "text", "sum", "strong"])
def test_nasty_texts_come_back_as_they_are_in_every_form(one: str, kind: Any) -> None:
    paragraph = Paragraph((Run("x "), Run(one, kind), Run(" y")))
    table = Table(((Cell(((Run(one, kind),),)), Cell((s("z"),))),), (20, 80))
    document = Document(
        one, "en", (Heading(s("T"), 1), paragraph, table, Statement((paragraph,), ((Run(one, kind),),)))
    )
    said = squeezed(expected(document))
    assert squeezed(of_docx(word(document))) == said
    assert squeezed(read_html(html(document)).text) == said
    assert squeezed(text(document, 100_000).replace("═", "").replace("─", "")) == said
    found = squeezed(of_pdf(pdf(document)))
    assert (
        found == said if len(one) < 100 else Counter(found) == Counter(said)
    )  # columns go on on the next page together


@pytest.mark.parametrize("form", FORMS)
def test_half_of_a_character_is_refused_in_one_line_and_nothing_is_written(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{form}"
    path.write_text("what stood there")
    with pytest.raises(DataError, match="half of a character") as found:
        write(document_of("a\ud800b"), path)
    assert "\n" not in str(found.value) and str(path) in str(found.value)
    assert path.read_text() == "what stood there" and list(tmp_path.iterdir()) == [path]


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"\.pdf, \.docx, \.html, \.txt"):
        write(memo(), tmp_path / "memo.odt")


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(DataError, match="a4, letter"):
        made(memo(), ".pdf", "a5")  # type: ignore[arg-type]


def test_a_row_with_too_many_cells_is_not_cut() -> None:
    table = Table(((Cell((s("a"),)), Cell((s("b"),))),), (1,))
    for form in FORMS:
        with pytest.raises(ValueError, match="1 columns"):
            made(Document("T", "en", (table,)), form)


def test_a_missing_directory_is_one_clear_message(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be written"):
        write(memo(), tmp_path / "none" / "memo.txt")


def test_what_is_shown_of_what_cannot_be_seen() -> None:
    assert clean("a\x00b\u202ec\ue000d\ufffe") == "a[U+0000]b[U+202E]c[U+E000]d[U+FFFE]"
    assert clean("a\u200e\u00ad\ufeffb \t\r\n c") == "ab c"
    assert clean("می\u200cخواهم 👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"


_TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
_QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(_TEXTS, min_size=1, max_size=4))
@_QUIET
def test_any_text_is_the_same_in_word_html_and_text(texts: list[str]) -> None:
    document = document_of(*texts)
    said = squeezed(expected(document))
    assert squeezed(of_docx(word(document))) == said
    assert squeezed(read_html(html(document)).text) == said
    for line in text(document, 60).splitlines():
        assert len(line) <= 200


_SHOWN = st.characters(codec="utf-8", include_characters="（）、。“”—…", min_codepoint=0x20, max_codepoint=0x17F)
_HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@given(
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(st.one_of(_SHOWN, _HAN), max_size=60)), min_size=1, max_size=3)
)
@_QUIET
def test_any_text_comes_back_from_the_pdf(texts: list[str]) -> None:
    """Nothing is lost, doubled or cut off at the edge of the paper."""
    document = document_of(*texts, headed=False)
    assert Counter(squeezed(of_pdf(pdf(document)))) == Counter(squeezed(expected(document, labels=True)))


@given(st.lists(_TEXTS, min_size=1, max_size=3))
@_QUIET
def test_any_text_is_a_pdf_or_one_clear_message(texts: list[str]) -> None:
    try:
        assert pdf(document_of(*texts)).startswith(b"%PDF-")
    except DataError as error:
        assert "no font on this machine shows" in error.message


def test_a_page_holds_no_script_no_style_attribute_and_nothing_of_the_user_as_markup() -> None:
    reader = read_html(html(document_of(*NASTY)))
    assert not reader.tags & {"script", "b", "img", "iframe"}
    assert not {name for name in reader.attributes if name.startswith("on") or name == "style"}


def test_no_chinese_font_is_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        def families(self) -> list[str]:
            return ["DejaVu Serif", "DejaVu Sans"]

    monkeypatch.setattr(pdf_module, "installed", Bare)
    with pytest.raises(DataError, match="fonts-noto-cjk"):
        pdf(Document("T", "en", (Paragraph((Run("武汉", "name"),)),)))
    assert pdf(Document("T", "en", (Paragraph((Run("Wuhan", "name"),)),)))


def test_a_directory_of_fonts_that_is_none_is_one_clear_message(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EXEQUATUR_FONTS", str(tmp_path / "none"))
    fonts.installed.cache_clear()
    with pytest.raises(DataError, match="EXEQUATUR_FONTS names no directory"):
        fonts.installed()
    fonts.installed.cache_clear()


def test_a_text_without_a_font_names_it_and_the_remedy() -> None:
    error = fonts.unshown('PDF/A-2a error: the text `"\\u{1fae0}"` could not be displayed with font `"Noto Serif"`')
    assert "U+1FAE0" in error.message and "EXEQUATUR_FONTS" in error.message


@pytest.mark.parametrize("form, package", [(".pdf", "typst"), (".docx", "docx")])
def test_a_missing_extra_is_named(form: str, package: str, without: Callable[[str], None]) -> None:
    without(package)
    with pytest.raises(DataError, match=r"needs the extra: pip install 'exequatur\[documents\]'"):
        made(memo(), form)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    import sys

    def hide(package: str) -> None:
        pdf_module._compiler.cache_clear()
        fonts.installed.cache_clear()
        monkeypatch.setitem(sys.modules, package, None)

    return hide


_MIXED = st.lists(
    st.sampled_from(["ab", "武", "汉、", "武汉。", "「武」", "（2017）", "“武", "1", " x "]), max_size=40
).map("".join)


@given(_MIXED, st.integers(12, 30))
def test_no_line_begins_with_a_closing_mark(mixed: str, width: int) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    lines = wrapped(Text(mixed), width)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(mixed.split())
    for line in lines:
        assert cell_len(line.plain) <= width
        assert not line.plain or line.plain[0] not in "、。」）”，"


def test_values_are_set_apart_only_where_it_matters() -> None:
    assert isolated("EC062608", "ltr") == "EC062608"
    assert isolated("שלום", "ltr") == "\u200e\u200fשלום\u200f\u200e"
    assert isolated("EC062608", "rtl") == "\u200f\u200eEC062608\u200e\u200f"


def test_a_word_file_is_xml_throughout_with_nasty_texts() -> None:
    from lxml import etree

    with zipfile.ZipFile(BytesIO(word(document_of(*NASTY)))) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(packed.read(name))


def test_an_outcome_or_confidence_that_is_none_is_open() -> None:
    assert marks.outcome("x") == "open" and marks.bars("x") == 0


def test_a_title_of_five_hundred_letters_is_kept_in_the_file() -> None:
    document = msgspec.structs.replace(memo(), title="T" * 500, author="A" * 500)
    assert len(word(document)) and len(pdf(document))
