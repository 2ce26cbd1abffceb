"""A file that is no table: one clear message with the remedy, status 2, and nothing left behind."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

import exequatur
from exequatur.corpus.errors import DataError
from exequatur.screening.tables import packed

ON = "2026-11-24"


def workbook(
    change: Callable[[str, bytes], bytes] = lambda _, text: text, more: dict[str, bytes] | None = None
) -> bytes:
    """A workbook with its parts changed."""
    plain, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(plain) as made:
        made.add_worksheet().write_row(0, 0, ["id", "origin"])
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", "x")
    return out.getvalue()


def parquet(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
WHOLE = parquet(pl.DataFrame({"id": [str(row) for row in range(1000)], "origin": ["US"] * 1000}))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BAD: list[tuple[str, bytes, str]] = [
    ("a.csv", b"%PDF-1.7\n", "is a PDF; save the table as"),
    ("a.xlsx", b"%PDF-1.7\n", "is a PDF"),
    ("a.xlsx", OLE, "old Excel"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password; remove the password"),
    ("a.csv", zipped(), "is a zip and no Excel workbook"),
    ("a.csv", b"\x1f\x8b\x08\x00", "unpack it first"),
    ("a.csv", workbook(), "is an Excel workbook, not text; name it .xlsx"),
    ("a.csv", WHOLE, "is a Parquet file, not text; name it .parquet"),
    ("a.xlsx", b"id,origin\n", "it is not an Excel workbook"),
    ("a.xlsx", workbook()[:-40], "cut off or damaged"),
    ("a.xlsx", workbook(lambda name, text: ENTITY if "sheet1" in name else text), "declares entities"),
    ("a.xlsx", workbook(more={"xl/x.xml": b"<a>" + b" " * (50 << 20)}), "which no workbook does"),
    ("a.xlsx", workbook(more={f"x{n}": b"" for n in range(10_001)}), "entries, more than 10,000"),
    ("a.xlsx", workbook(lambda name, text: b"<worksheet" if "sheet1" in name else text), "not a readable workbook"),
    ("a.parquet", b"", "the table is empty"),
    ("a.parquet", WHOLE[:-20], "not a readable parquet table"),
    ("a.parquet", WHOLE[: len(WHOLE) // 2], "not a readable parquet table"),
    ("a.parquet", b"PAR1" + bytes(100) + WHOLE[-1000:], "parquet"),
    ("a.parquet", parquet(pl.DataFrame({"origin": [["US"]]})), "holds List"),
    ("a.parquet", parquet(pl.DataFrame({"origin": [b"US"]})), "holds Binary"),
    ("a.parquet", parquet(pl.DataFrame({"amount_total": [1.5]})), "binary fractions"),
    ("a.parquet", parquet(pl.DataFrame({f"c{n}": [1] for n in range(10_000)})), "10,000 columns"),
    ("a.parquet", parquet(pl.DataFrame({"origin": ["US"], "Origin": ["US"]})), "differ in case or blanks"),
    ("a.csv", b",".join(b"c%d" % n for n in range(10_000)) + b"\n", "10,000 columns"),
    ("a.csv", b"id,origin,origin \n", "`origin` stands twice"),
    ("a.csv", b"id,origin,Origin\n", "differ in case or blanks"),
    ("a.csv", b"id,origin,\n", "column 3 has no name"),
    ("a.csv", b"\nid,origin\n", "first line is blank"),
    ("a.csv", b"\xef\xbb\xbf", "first line is blank"),
    ("a.csv", b"id,origin\n1,U\0S\n", "a.csv:2: NUL bytes"),
    ("a.csv", "id,origin\n1,US\n".encode("utf-16-le"), "UTF-16 without its mark"),
    ("a.csv", b"id,origin\n1,US\n\xff,GB\n", "a.csv:3: neither UTF-8 nor GB18030"),
    ("a.csv", b'id,origin\n1,US\n2,"GB\n3,US\n', "a.csv:3: this quotation mark is not closed"),
    ("a.csv", b'id,title\n1,5" pipe\n2,"x"\n3,6" pipe\n', "a quotation mark within a cell"),
    ("a.csv", b"id,origin\r1,US\r", "old Macs"),
    ("a.csv", b"id;origin,kind\n", "separated by comma or semicolon"),
    ("a.csv", b"x" * (3 << 20), "longer than 1 MB"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[f"{n}-{m[:30]}" for n, _, m in BAD])
@pytest.mark.parametrize("dry", [False, True], ids=["run", "dry run"])
def test_a_file_that_is_no_table(tmp_path: Path, name: str, content: bytes, message: str, dry: bool) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError) as error:
        exequatur.screen(tmp_path / name, None if dry else tmp_path / "o.csv", ON, dry_run=dry)
    assert message in str(error.value)
    assert str(error.value).startswith(str(tmp_path / name)) and len(str(error.value)) < 800
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_directory_without_parts_and_parts_that_differ(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"holds no \.parquet file"):
        exequatur.screen(tmp_path, dry_run=True)
    with pytest.raises(DataError, match=r"holds no \.parquet file"):
        exequatur.screen(tmp_path / "*.parquet", dry_run=True)
    pl.DataFrame({"id": ["1"]}).write_parquet(tmp_path / "a.parquet")
    pl.DataFrame({"id": [1]}).write_parquet(tmp_path / "b.parquet")
    with pytest.raises(DataError, match=r"b\.parquet.*`id` is String there and Int64 here"):
        exequatur.screen(tmp_path, dry_run=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id\n1\n")
    (tmp_path / "a.csv").chmod(0)
    with pytest.raises(DataError, match="cannot be read: Permission denied"):
        exequatur.screen(tmp_path / "a.csv", dry_run=True)


def test_a_file_that_may_not_be_read_is_told_whoever_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("id\n1\n")

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DataError, match=r"a\.csv: cannot be read: Permission denied"):
        exequatur.screen(tmp_path / "a.csv", dry_run=True)


@pytest.mark.parametrize(
    "option", [{"sheet": "x"}, {"encoding": "utf-9"}, {"encoding": "rot13"}, {"encoding": "utf-16"}]
)
def test_an_option_that_does_not_fit_is_told(tmp_path: Path, option: dict[str, str]) -> None:
    (tmp_path / "a.csv").write_text("id\n1\n")
    with pytest.raises(DataError, match="--" + next(iter(option))):
        exequatur.screen(tmp_path / "a.csv", dry_run=True, **option)  # type: ignore[arg-type]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook())
    with pytest.raises(DataError, match="no sheet `x`; its sheets: `Sheet1`"):
        exequatur.screen(tmp_path / "a.xlsx", dry_run=True, sheet="x")


def test_a_cell_of_a_million_characters_is_one_reject(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,origin,matter\n1,{'U' * 10**6},loan\n2,US,{'x' * 10**6}\n3,US,loan\n")
    told = exequatur.screen(tmp_path / "a.csv", tmp_path / "o.csv", ON)
    assert (told["answered"], told["rejected"]) == (1, 2)
    assert (tmp_path / "o.rejects.csv").stat().st_size < 2000


def test_mixed_types_in_a_sheet_and_in_parquet_are_cells_like_others(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as made:
        sheet = made.add_worksheet()
        for number, cell in enumerate(["judgment_date", 2015, "2015-07-24", True, 42209, "x"]):
            sheet.write(number, 0, cell)
    told = exequatur.screen(tmp_path / "a.xlsx", dry_run=True)
    assert (told["rows"], told["readable"]) == (5, 2)
    pl.DataFrame({"default_judgment": [0, 1], "judgment_date": [20150724, 2015]}).write_parquet(tmp_path / "b.parquet")
    told = exequatur.screen(tmp_path / "b.parquet", dry_run=True)
    assert {one["column"]: one["faults"] for one in told["rejects"]} == {"default_judgment": 2}


def test_a_formula_that_was_never_calculated_is_not_a_blank_cell(tmp_path: Path) -> None:
    import openpyxl

    path, made = tmp_path / "a.xlsx", openpyxl.Workbook()
    for row in (["id", "origin"], *([str(number), "US"] for number in range(9000)), ["x", '=CONCATENATE("U","S")']):
        made.active.append(row)
    made.save(path)
    with pytest.raises(DataError, match=r"a\.xlsx: B9002: its formula was never calculated"):
        exequatur.screen(path, dry_run=True)
    calculated = b'<c r="A2" t="str"><f>"A"</f><v>A</v></c><c r="B2" t="str"><f>""</f><v></v></c>'
    sheet = lambda name, text: (  # noqa: E731
        text.replace(b"</row>", b'</row><row r="2">' + calculated + b"</row>") if "sheet1.xml" in name else text
    )
    path.write_bytes(workbook(sheet))
    assert exequatur.screen(path, dry_run=True)["readable"] == 1


def test_shared_texts_that_would_fill_the_memory_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    monkeypatch.setattr(packed, "MOST_KEPT", 1 << 7)
    with pytest.raises(DataError, match=r"unpacks to 0 MB, more than 0; save the sheet as \.csv"):
        exequatur.screen(path, dry_run=True)
