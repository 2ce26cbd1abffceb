"""Whatever kind of file a table is, its rows are the same; and batches are the same rows wherever they are cut."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import exequatur
from exequatur.corpus.errors import DataError
from exequatur.law.load import book
from exequatur.screening.tables import encodings
from exequatur.screening.tables.source import Source, open_source
from exequatur.screening.tables.texts import open_text

ON = "2026-11-24"
ROWS = [
    {"id": "1", "origin": "US", "title": '买卖 "合同", 第一\n行', "judgment_date": "2015-07-24"},
    {"id": "2", "origin": None, "title": "x", "judgment_date": None},
    {"id": "3", "origin": "GB", "title": None, "judgment_date": "2016"},
]
FRAME = pl.DataFrame(ROWS)


def opened(path: Path, **options: Any) -> Source:
    return open_source(path, book(), **options)


def read(path: Path, size: int = 1000, since: int = 0, **options: Any) -> pl.DataFrame:
    """All rows, blank text as null."""
    source = opened(path, **options)
    frames, at = [], since
    for batch in source.batches(size, since):
        assert batch.at == at and 0 < batch.frame.height <= size
        at += batch.frame.height
        frames.append(batch.frame)
    assert source.rows in (None, at)
    whole = pl.concat(frames)
    return whole.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_text_in_every_encoding_and_with_every_separator(
    tmp_path: Path, encoding: str, separator: str, ends: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(FRAME.write_csv(separator=separator).replace("\n", ends).encode(encoding))
    assert read(path).equals(FRAME)
    told = opened(path).told
    assert told["separator"] == {",": "comma", ";": "semicolon", "\t": "tab"}[separator]
    assert told["encoding"].startswith({"gbk": "GB18030", "utf-8-sig": "UTF-8"}.get(encoding, encoding.upper()))


def test_an_encoding_that_is_named_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,title\n1,Müller\n".encode("cp1252"))
    assert read(path, encoding="cp1252")["title"].to_list() == ["Müller"]


def test_a_hint_of_excel_on_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nid;origin\n1;US\n")
    assert read(path).rows() == [("1", "US")]


cells = st.text(st.sampled_from('ab,;"\n\t 判'), max_size=6)
table = st.lists(st.tuples(cells, cells, cells), max_size=12)


@settings(max_examples=60, deadline=None)
@given(table, st.integers(1, 5), st.integers(0, 4), st.sampled_from([7, 64, 1 << 20]))
def test_text_is_cut_between_rows_and_nowhere_else(
    rows: list[tuple[str, ...]], size: int, since: int, chunk: int
) -> None:
    """Whatever is in quotes, and wherever a chunk ends."""
    import csv
    import tempfile

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("id", "title", "origin_court"), *rows])
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "a.csv"
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        before, encodings.CHUNK = encodings.CHUNK, chunk
        try:
            raw = open_text(path, None)
            assert raw.rows == len(rows)
            batches = list(raw.batches(size, since, ["id", "title", "origin_court"]))
        finally:
            encodings.CHUNK = before
    found = [row for batch in batches for row in batch.frame.rows()]
    assert [tuple(cell or "" for cell in row) for row in found] == rows[since:]
    assert not any(batch.cut for batch in batches)


@pytest.mark.parametrize("quoted", [False, True])
def test_rows_that_do_not_fit_the_head_are_told(tmp_path: Path, quoted: bool) -> None:
    path = tmp_path / "a.csv"
    one = '"1,\n1"' if quoted else "1"
    path.write_text(f"id,origin\n{one},US\n2\n3,US,x\n\n5,GB\n")
    assert [row for batch in opened(path).batches(2) for row in batch.cut] == [1, 2, 3]
    told = exequatur.screen(path, tmp_path / "o.csv", ON)
    assert (told["rows"], told["answered"], told["rejected"]) == (5, 2, 3)


def test_parts_of_a_table_are_one_table(tmp_path: Path) -> None:
    for number, state in enumerate(("US", "GB")):
        part = tmp_path / "claims" / f"origin={state}" / "a.parquet"
        part.parent.mkdir(parents=True)
        pl.DataFrame({"id": [f"{state}{row}" for row in range(5 + number)]}).write_parquet(part)
    (tmp_path / "claims" / "_SUCCESS.parquet").write_bytes(b"no part")
    found = read(tmp_path / "claims", 4)
    assert found["id"].to_list() == [*(f"GB{row}" for row in range(6)), *(f"US{row}" for row in range(5))]
    assert found["origin"].to_list() == ["GB"] * 6 + ["US"] * 5
    assert read(tmp_path / "claims", 3, since=7)["id"].to_list() == [f"US{row}" for row in range(1, 5)]
    (tmp_path / "b1.parquet").write_bytes((tmp_path / "claims" / "origin=US" / "a.parquet").read_bytes())
    (tmp_path / "b2.parquet").write_bytes((tmp_path / "claims" / "origin=GB" / "a.parquet").read_bytes())
    assert read(tmp_path / "b*.parquet").height == 11


def test_the_answers_do_not_go_among_the_parts(tmp_path: Path) -> None:
    FRAME.write_parquet(tmp_path / "a.parquet")
    with pytest.raises(exequatur.corpus.errors.DataError, match="lies within the table"):
        exequatur.screen(tmp_path, tmp_path / "o.parquet", ON)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    made = xlsxwriter.Workbook(str(path))
    day, share = made.add_format({"num_format": "dd/mm/yyyy"}), made.add_format({"num_format": "0.0%"})
    sheet, other = made.add_worksheet("First"), made.add_worksheet("第二")
    head = ["id", "judgment_date", "default_judgment", "amount_total", "currency", "origin", "amount_paid"]
    sheet.write_row(0, 0, head)
    sheet.write_row(1, 0, [1.0])
    sheet.write_datetime(1, 1, dt.datetime(2015, 7, 24), day)
    sheet.write_boolean(1, 2, True)
    sheet.write_formula(1, 3, "=0.1+0.2", None, 0.30000000000000004)
    sheet.write_row(1, 4, ["USD", "US"])
    sheet.write_row(3, 0, ["3", "2016", "no", 1234567.89, "USD", "GB"])
    sheet.write_formula(4, 5, "=NA()", None, "#N/A")
    sheet.write_number(5, 6, 0.125, share)
    sheet.write_string(6, 9, "beyond the head")
    sheet.write_blank(40, 2, None, day)
    other.write_row(0, 0, ["id"])
    other.write_row(1, 0, ["x"])
    made.close()
    return path


def test_a_workbook_says_what_it_shows(workbook: Path) -> None:
    found = read(workbook)
    assert found.height == 6
    assert found.rows()[0] == ("1", "2015-07-24", "true", "0.3", "USD", "US", None)
    assert found.rows()[2] == ("3", "2016", "no", "1234567.89", "USD", "GB", None)
    assert found["origin"][3] == "#N/A" and found["amount_paid"][4] == "12.5%"
    (batch,) = opened(workbook).batches(100)
    assert batch.cut == [1, 5]
    assert read(workbook, sheet="第二")["id"].to_list() == ["x"]
    told = exequatur.screen(workbook, dry_run=True)
    assert [(one["column"], one["examples"][0]["row"]) for one in told["rejects"] if one["column"]] == [
        ("origin", 4),
        ("amount_paid", 5),
    ]
    assert told["table"]["sheet"] == "First" and told["rejected"] == 4


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_standard_input_is_read_by_what_it_holds(tmp_path: Path, kind: str) -> None:
    path, frame = tmp_path / f"a.{kind}", pl.DataFrame({"id": ["1"], "origin": ["US"]})
    if kind == "xlsx":
        with xlsxwriter.Workbook(str(path)) as made:
            sheet = made.add_worksheet()
            sheet.write_row(0, 0, frame.columns)
            sheet.write_row(1, 0, frame.rows()[0])
    else:
        frame.write_csv(path) if kind == "csv" else frame.write_parquet(path)
    out = tmp_path / "o.csv"
    words = [sys.executable, "-m", "exequatur.cli.main", "screen", "-", "-o", str(out)]
    with path.open("rb") as stream:
        done = subprocess.run(words, stdin=stream, check=False, env={**os.environ, "TMPDIR": str(tmp_path / "")})
    assert done.returncode == 0
    assert pl.read_csv(out)["id"].to_list() == [1]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([path.name, "o.csv"])


def test_every_kind_of_file_gives_the_same_answers(tmp_path: Path) -> None:
    exequatur.screen(None, tmp_path / "a.parquet", ON, sample=200, seed=4)
    frame = pl.read_parquet(tmp_path / "a.parquet")
    frame.write_csv(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_bytes(frame.write_csv(separator=";").encode("utf-16"))
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate([frame.columns, *frame.rows()]):
            sheet.write_row(number, 0, row)
    answers = []
    for name in ("a.parquet", "a.csv", "b.csv", "a.xlsx"):
        told = exequatur.screen(tmp_path / name, tmp_path / "out.parquet", ON)
        answers.append((told["rows"], told["answered"], pl.read_parquet(tmp_path / "out.parquet")))
    for rows, answered, found in answers[1:]:
        assert (rows, answered) == answers[0][:2]
        assert found.equals(answers[0][2])


@pytest.mark.parametrize(
    ("text", "message"),
    [("Ref,origin\n1,US\n", "-: column `Ref` is no fact"), ("id\n" + 'a"b"\n', "-: row 1: a quotation mark")],
)
def test_standard_input_is_told_under_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    with pytest.raises(DataError) as error:
        exequatur.screen("-", tmp_path / "o.csv", ON)
    assert message in str(error.value) and "exequatur-" not in str(error.value)


KOREAN = "현대중공업주식회사 삼성전자 대한민국 서울특별시"
JAPANESE = "トヨタ自動車株式会社、カブシキガイシャ"


@pytest.mark.parametrize(("text", "encoding"), [(KOREAN, "euc_kr"), (JAPANESE, "euc_jp"), (JAPANESE, "shift_jis")])
def test_names_in_korean_and_japanese_are_not_read_as_chinese(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"id,debtor\n1,{text}\n".encode(encoding))
    with pytest.raises(DataError, match=r"a\.csv:2: not UTF-8.*does not read as Chinese.*--encoding"):
        opened(path)
    assert read(path, encoding=encoding)["debtor"].to_list() == [text]


def test_blank_rows_in_a_sheet_are_kept_in_pieces(tmp_path: Path) -> None:
    from exequatur.screening.tables.workbook import ROWS, open_workbook

    path = tmp_path / "a.xlsx"
    book_ = xlsxwriter.Workbook(str(path))
    sheet = book_.add_worksheet()
    for row, cell in ((0, "id"), (1, "1"), (3 * ROWS, "2")):
        sheet.write_string(row, 0, cell)
    book_.close()
    made = open_workbook(path, None)
    assert made.rows == 3 * ROWS
    frames = list(made.batches(1 << 20, 0, ["id"]))
    assert frames[0].frame["id"].drop_nulls().to_list() == ["1", "2"]
    assert len(frames[0].cut) == 3 * ROWS - 2
