"""What can be measured of the looks: papers, tags, bookmarks, lines, heads of tables, styles by name, other programs."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import msgspec
import pytest
from pypdf import PdfReader
from rich.cells import cell_len
from rich.console import Console

from exequatur.drafting.data import Paper
from exequatur.drafting.html import html, style_sheet
from exequatur.drafting.pdf import pdf, picture
from exequatur.drafting.text import Shown, text
from exequatur.drafting.word import word
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

from .reading import W, libreoffice, pdf_text, read_html, squeezed
from .samples import NUMBERS, SAMPLES, WUHAN, cell, costs, filing, memo, p, right_to_left, s, time_line, zh_memo

PAPERS: dict[Paper, tuple[float, float]] = {"a4": (595.3, 841.9), "letter": (612, 792)}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_pdf_is_tagged_titled_and_of_its_paper(name: str, paper: Paper) -> None:
    document = SAMPLES[name]()
    read = PdfReader(io.BytesIO(pdf(document, paper)))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith(document.language[:2])
    assert read.metadata and read.metadata.title == document.title and read.metadata.author == document.author
    assert read.metadata.creation_date and f"{read.metadata.creation_date:%Y-%m-%d}" == document.day
    width, height = PAPERS[paper]
    for page in read.pages:
        assert abs(float(page.mediabox.width) - width) < 1 and abs(float(page.mediabox.height) - height) < 1
    meta = read.xmp_metadata
    assert meta is not None and b"pdfuaid" in meta.stream.get_data() and b"pdfaid" in meta.stream.get_data()


def test_bookmarks_are_the_headings() -> None:
    def flat(items: list[object]) -> list[str]:
        return [
            title
            for item in items
            for title in (flat(item) if isinstance(item, list) else [str(item.title)])  # type: ignore[attr-defined]
        ]

    read = PdfReader(io.BytesIO(pdf(filing())))
    assert flat(read.outline) == [  # type: ignore[arg-type]
        "承认和执行外国法院判决申请书",
        "一、请求事项",
        "二、事实与理由",
        "（一）判决的作出与生效",
        "三、证据目录",
    ]


def test_a_long_word_in_a_heading_stands_among_the_bookmarks_whole() -> None:
    word_of = "Donaudampfschifffahrtsgesellschaft"
    read = PdfReader(io.BytesIO(pdf(Document("T", "en", (Heading(s(f"On {word_of} and others"), 1),)))))
    assert str(read.outline[0].title) == f"On {word_of} and others"  # type: ignore[union-attr]


def test_headings_that_leave_out_a_level_are_set_all_the_same() -> None:
    document = Document("T", "en", (Heading(s("Third"), 3), Heading(s("First"), 1), Heading(s("Deep"), 3)))
    assert len(PdfReader(io.BytesIO(pdf(document))).pages) == 1


@pytest.mark.parametrize("size", range(18, 46))
def test_no_line_begins_with_a_closing_mark(size: int) -> None:
    """Texts of every length, so that a mark would come to begin a line somewhere."""
    text = "承认、执行。" * (size // 6) + "武" * (size % 6)
    paragraphs = [p(text + f"（参见“{text}”）、" + "武汉，" * size, number, "。") for number in map(_number, NUMBERS)]
    found = pdf_text(pdf(Document("T", "zh-Hans", tuple(paragraphs), look="letter")), "-layout")
    lines = [line.strip() for line in found.splitlines() if line.strip()]
    assert len(lines) > 8
    assert not [line for line in lines if line[0] in "、。，；：」）》”？！"]
    for number in NUMBERS:
        assert number in found.replace(" ", "").replace("\n", "")


def _number(text: str) -> Run:
    return Run(text, "number")


def test_the_head_of_a_table_stands_on_every_page_and_no_row_is_parted() -> None:
    document = Document("T", "en", (Heading(s("Costs"), 1), costs(20)), day="2026-11-24")
    pages = pdf_text(pdf(document), "-layout").split("\f")[:-1]
    assert len(pages) > 2
    for page in pages:
        assert "at CNY 6.00" in page
    printed = "".join(pages)
    assert printed.count("11,249.52") == 20


@pytest.mark.parametrize("following", [costs(1), p("text " * 60), time_line()])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(level: int, following: Block) -> None:
    seen = set()
    for lines in range(40, 56):
        filler = tuple(p(f"line {number}") for number in range(lines))
        document = Document("T", "en", (*filler, Heading(s("Orphan?"), level), following))
        first = pdf_text(pdf(document), "-layout").split("\f")[0]
        body = [line.strip() for line in first.splitlines() if line.strip()]
        assert not body[-2].startswith("Orphan?")
        seen.add("Orphan?" in first)
    assert seen == {True, False}  # it was near the foot


def test_a_row_stays_on_one_page() -> None:
    row = tuple(Cell(tuple(s(f"{letter}{line}") for line in "1234")) for letter in "abc")
    for lines in range(40, 52):
        filler = tuple(p(f"line {number}") for number in range(lines))
        pages = pdf_text(pdf(Document("T", "en", (*filler, Table((row, row), (1, 1, 1))))), "-layout").split("\f")
        for page in pages:
            assert page.count("a1") == page.count("a4") == page.count("c2")


def test_a_signature_stays_with_the_words_before_it() -> None:
    for lines in range(20, 40):
        filler = tuple(p(f"line {number}") for number in range(lines))
        blocks = (*filler, p("Respectfully,"), p("Applicant", role="right"), p("Day", role="right"))
        for page in pdf_text(pdf(Document("T", "en", blocks, look="letter")), "-layout").split("\f"):
            assert ("Respectfully," in page) == ("Day" in page) == ("Applicant" in page)


def test_a_case_number_moves_to_the_next_line_whole_where_it_fits() -> None:
    for words in range(4, 14):
        found = pdf_text(pdf(Document("T", "en", (p("word " * words, Run(WUHAN, "number"), " is cited."),))), "-layout")
        assert WUHAN in found


@pytest.mark.parametrize("name", SAMPLES)
def test_word_has_named_styles_and_nothing_else(name: str) -> None:
    read = docx.Document(io.BytesIO(word(SAMPLES[name]())))
    known = {style.style_id for style in read.styles}
    parts = [read.element.body, read.sections[0].header._element, read.sections[0].footer._element]
    for part in parts:
        for paragraph in part.iter(f"{W}pPr"):
            assert {child.tag for child in paragraph} <= {f"{W}pStyle", f"{W}numPr"}
        for run in part.iter(f"{W}rPr"):
            assert {child.tag for child in run} == {f"{W}rStyle"}
        for element in part.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
            assert element.get(f"{W}val") in known


@pytest.mark.parametrize("paper", PAPERS)
def test_word_has_its_paper_properties_fonts_fields_and_heads_of_tables(paper: Paper) -> None:
    content = word(filing(), paper)
    read = docx.Document(io.BytesIO(content))
    section = read.sections[0]
    assert section.page_width and abs(section.page_width.pt - PAPERS[paper][0]) < 1
    core = read.core_properties
    assert (core.title, core.language, core.author) == (filing().title, "zh-CN", "exequatur")
    assert core.created and core.created.date().isoformat() == "2026-11-24"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        styles = packed.read("word/styles.xml").decode()
        assert (
            'w:eastAsia="Noto Serif CJK SC"' in styles
            and "chineseCounting" in packed.read("word/numbering.xml").decode()
        )
        assert 'w:altName w:val="SimSun"' in packed.read("word/fontTable.xml").decode()
        feet = [packed.read(name).decode() for name in packed.namelist() if "footer" in name]
        assert len(feet) == 2 and all("NUMPAGES" in foot and " PAGE " in foot for foot in feet)
        assert "thumbnail" not in " ".join(packed.namelist())
    tables = [table for table in read.tables if len(table.rows) == 31]
    assert tables[0].rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert [
        style.name for style in (par.style for par in read.paragraphs) if style and style.name.startswith("Heading")
    ]


def test_word_numbers_every_list_anew() -> None:
    read = docx.Document(io.BytesIO(word(memo())))
    numbers = [element.get(f"{W}val") for element in read.element.body.iter(f"{W}numId")]
    assert len(set(numbers)) == 5
    starts = re.findall(r'w:ilvl="0"><w:startOverride w:val="(\d+)"', read.part.numbering_part.blob.decode())
    assert starts == ["1", "2", "3", "4", "5"]


def test_from_right_to_left_paragraphs_tables_and_runs_say_so() -> None:
    content = word(right_to_left())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        styles, body = packed.read("word/styles.xml").decode(), packed.read("word/document.xml").decode()
    normal = re.search(r'w:styleId="Normal">.*?</w:style>', styles)
    assert normal and "<w:bidi/>" in normal[0] and "<w:rtl/>" in normal[0]
    assert body.count("<w:bidiVisual/>") == body.count("<w:tblPr>")
    assert "\u200f\u200eEC062608\u200e\u200f" in body
    page = html(right_to_left())
    assert '<html lang="he" dir="rtl">' in page and re.search(
        r'<bdi class="number"><span lang="zh-Hans">（2017）沪01协外认16号', page
    )


def test_a_time_line_is_a_picture_with_words_in_word_and_drawn_elsewhere() -> None:
    read = docx.Document(io.BytesIO(word(memo())))
    described = [part.get("descr") for part in read.element.body.iter() if part.tag.endswith("}docPr")]
    assert len(described) == 1 and "Apostille, Secretary of State  1–6 weeks" in described[0]
    image = picture(time_line(), memo())
    assert image.startswith(b"\x89PNG")
    assert html(memo()).count('<svg class="bar"') == 5
    tree = PdfReader(io.BytesIO(pdf(memo()))).trailer["/Root"]["/StructTreeRoot"]
    assert "Apostille" in _alternatives(tree)


def _alternatives(node: object) -> str:
    found, todo = "", [node]
    while todo:
        one = todo.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            found += str(one.get("/Alt", ""))
            todo.append(one.get("/K"))
    return found


def test_a_page_is_whole_and_the_style_knows_every_class() -> None:
    for name in SAMPLES:
        reader = read_html(html(SAMPLES[name]()))
        assert not reader.tags & {"script", "link", "img"} and "style" not in reader.attributes
    assert '<link rel="stylesheet" href="/look.css">' in html(memo(), css="/look.css") and "url(" not in style_sheet()
    used = set(" ".join(re.findall(r'class="([^"]+)"', "".join(html(SAMPLES[name]()) for name in SAMPLES))).split())
    plain = {"memo", "value", "name", "day", "sum", "law", "number"}
    assert not {one for one in used - plain if f".{one}" not in style_sheet()}


def test_libreoffice_opens_every_word_file_and_prints_its_text(tmp_path: Path) -> None:
    paths = []
    for name in SAMPLES:
        for paper in PAPERS:
            paths.append(tmp_path / f"{name}-{paper}.docx")
            write(SAMPLES[name](), paths[-1], paper)
    most = {"memo": 3, "zh_memo": 1, "filing": 5, "right_to_left": 1}
    for path, printed in zip(paths, libreoffice(paths, tmp_path), strict=True):
        name, paper = path.stem.rsplit("-", 1)
        content = printed.read_bytes()
        pages = PdfReader(io.BytesIO(content)).pages
        assert 1 <= len(pages) <= most[name]
        assert abs(float(pages[0].mediabox.width) - PAPERS[paper][0]) < 2  # type: ignore[index]
        found = squeezed(pdf_text(content, "-raw"))
        document = SAMPLES[name]()
        for number in (
            run.text for block in _sentences(document) for run in block if run.kind in ("number", "sum", "name")
        ):
            assert squeezed(number) in found, number


def _sentences(document: Document) -> list[tuple[Run, ...]]:
    from exequatur.language.tree import sentences

    return list(sentences(document.blocks))


def test_pages_are_drawn_without_a_box_for_a_missing_letter(tmp_path: Path) -> None:
    """The fonts of each file are embedded, and the archive form allows no missing letter."""
    for name in SAMPLES:
        path = tmp_path / f"{name}.pdf"
        write(SAMPLES[name](), path)
        listed = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True).stdout
        assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in listed.splitlines()[2:])
        if name in ("zh_memo", "filing"):
            assert "NotoSerifCJKsc" in listed


def test_a_wide_table_is_not_clipped() -> None:
    long = "Superiorcourtofcaliforniacountyoflosangelescentraldistrict"
    rows = (tuple(cell(f"{long} {number}") for number in range(8)),)
    document = Document("T", "en", (Table(rows, (1,) * 8),))
    assert squeezed(pdf_text(pdf(document), "-raw")).count(long) == 8


def test_a_long_word_does_not_make_the_others_part() -> None:
    text = "one recognised, five in part, one dismissed, one refused. Refusals are under-collected. " * 4
    for share in range(2, 8):
        row = (cell(text), cell("x"))
        document = Document("T", "en", (Table((row,), (share, 8)), Columns(((p(text),), (p(text, role="small"),)))))
        found = set(pdf_text(pdf(document), "-raw").split()) - {"x", "1", "/"}
        assert found <= {*text.split(), "under-", "collected."}


def test_words_after_a_blank_stand_beside_it() -> None:
    document = Document("T", "zh-Hans", (Paragraph(s("住", Run("未知", "blank", "address"), "。")),))
    assert pdf_text(pdf(document), "-layout").strip().startswith("住")
    assert 'data-fact="address"' in html(document)


def test_what_stands_on_every_page() -> None:
    document = msgspec.structs.replace(zh_memo(), blocks=(*zh_memo().blocks, *filing().blocks))
    pages = pdf_text(pdf(document), "-layout").split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "不构成法律意见" in page and f"{number}/{len(pages)}" in page.replace(" ", "")
        assert ("判决 EC062608" in page.splitlines()[0]) == (number > 1)


ARABIC = "شركة النور (مساهمة)"


def test_a_name_from_right_to_left_in_an_english_text_leaves_its_surroundings_alone() -> None:
    document = Document("T", "en", (p("Debtor ", Run(ARABIC, "name"), ", 12 invoices."),))
    with zipfile.ZipFile(io.BytesIO(word(document))) as packed:
        body, styles = packed.read("word/document.xml").decode(), packed.read("word/styles.xml").decode()
    assert f"\u200e\u200f{ARABIC}\u200f\u200e" in body and 'w:val="NameTurned"' in body
    turned = re.search(r'w:styleId="NameTurned">.*?</w:style>', styles)
    assert turned and "<w:rtl/>" in turned[0]
    assert f'<bdi class="name">{ARABIC}</bdi>, 12 invoices.' in html(document)
    placed = re.findall(r'xMin="([\d.]+)" yMin="[1-9]\d\..*?>(.*?)</word>', pdf_text(pdf(document), "-bbox"))
    across = [word for _, word in sorted(placed, key=lambda one: float(one[0]))]
    assert across[0].startswith("Debtor") and across[-2:] == ["12", "invoices."] and across[-3].endswith(",")


def test_a_terminal_shows_the_same_lines_with_colour() -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=88, force_terminal=True, color_system="standard", highlight=False)
    console.print(Shown(memo()))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    assert [line.rstrip() for line in shown.splitlines()] == text(memo(), 88).splitlines()
    assert "\x1b[1;32mrecognised" in stream.getvalue()


@pytest.mark.parametrize("width", [60, 88, 110])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_of_text_is_wider_than_asked(name: str, width: int) -> None:
    for line in text(SAMPLES[name](), width).splitlines():
        assert cell_len(line) <= width, line


@pytest.mark.parametrize(
    "block", [Table((), (1,), (cell("head"),)), Listed(()), Statement(()), Columns(()), Notice(()), p()]
)
def test_what_is_empty_does_no_harm(block: Block) -> None:
    document = Document("T", "en", (block, p("after")))
    for form in FORMS:
        assert made(document, form)
