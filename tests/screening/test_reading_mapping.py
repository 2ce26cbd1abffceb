"""A mapping says which fact a column is; a guess is written down, and never used by itself."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

import exequatur
from exequatur.corpus import reader
from exequatur.corpus.errors import DataError
from exequatur.law.load import book
from exequatur.screening.tables.guess import nearest

ON = "2026-11-24"
TABLE = (
    "Ref,State,Date of judgment,Default?,Amount,Remarks\n"
    'A,美国,03/04/2015,ja,"1.200,50",x\nB,UK,24/07/2015,offen,"7,00",\n'
)
MAPPING = """
columns:
  Ref: id
  State: origin
  Date of judgment: {fact: judgment_date, dates: dmy}
  Default?: {fact: default_judgment, values: {ja: true, nein: false, offen: null}}
  Amount: {fact: amount_total, decimals: comma, currency: EUR}
ignore: [Remarks]
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_a_mapping_names_the_facts_and_says_how_cells_are_read(table: Path, tmp_path: Path, kind: str) -> None:
    mapping = tmp_path / f"m.{kind}"
    text = MAPPING
    if kind == "json":
        text = json.dumps(
            {
                "columns": {
                    "Ref": "id",
                    "State": "origin",
                    "Date of judgment": {"fact": "judgment_date", "dates": "dmy"},
                    "Default?": {"fact": "default_judgment", "values": {"ja": True, "nein": False, "offen": None}},
                    "Amount": {"fact": "amount_total", "decimals": "comma", "currency": "EUR"},
                },
                "ignore": ["Remarks"],
            }
        )
    mapping.write_text(text, encoding="utf-8")
    plain = tmp_path / "plain.csv"
    plain.write_text(
        "id,origin,judgment_date,default_judgment,amount_total,currency\nA,US,2015-04-03,true,1200.50,EUR\n"
        "B,GB,2015-07-24,,7.00,EUR\n"
    )
    told = exequatur.screen(table, tmp_path / "o.parquet", ON, mapping=mapping)
    exequatur.screen(plain, tmp_path / "p.parquet", ON)
    assert told["answered"] == 2
    assert pl.read_parquet(tmp_path / "o.parquet").equals(pl.read_parquet(tmp_path / "p.parquet"))
    assert {"column": "State", "fact": "origin"} in told["table"]["columns"] and told["table"]["ignored"] == ["Remarks"]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("State: origin", "State: orign", 4, "did you mean `origin`"),
        ("State: origin", "Stat: origin", 4, "did you mean `State`"),
        ("State: origin", "State: id", 4, "are both id"),
        ("State: origin", "State: ruling_date", 4, "give it with --on"),
        ("State: origin", "State: {fact: origin, dates: dmy}", 4, "dates says nothing of origin"),
        ("State: origin", "State: {fact: origin, date: dmy}", 4, "no option `date`"),
        ("State: origin", "State: {fact: origin, values: {UK: XX}}", 4, "is not a state"),
        ("State: origin", "State: {fact: amount_total, values: {much: a lot}}", 4, "`a lot` is no sum"),
        ("State: origin", "State: [origin]", 4, "write a fact"),
        ("dmy", "dym", 5, "dates is ymd, dmy, mdy"),
        ("ja: true", "ja: yeah", 6, "neither true nor false"),
        ("decimals: comma", "decimals: ','", 7, "decimals is point, comma"),
        ("currency: EUR", "currency: Euro", 7, "a code such as USD"),
        ("[Remarks]", "[Remark]", None, "did you mean `Remarks`"),
        ("[Remarks]", "Remarks", 8, "as a list"),
        ("[Remarks]", "[]", None, "column `Remarks` is no fact; say in"),
        ("columns:", "column:", 1, "--guess"),
    ],
)
def test_a_mapping_is_read_strictly(
    table: Path, tmp_path: Path, old: str, new: str, line: int | None, message: str
) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(MAPPING.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as error:
        exequatur.screen(table, tmp_path / "o.csv", ON, mapping=mapping)
    assert message in str(error.value)
    if line is not None:
        assert error.value.line == line and error.value.source == mapping
    assert not (tmp_path / "o.csv").exists()


def test_a_column_without_a_fact_is_an_error_with_the_guess_and_the_command(table: Path, tmp_path: Path) -> None:
    table.write_text("id,Country of origin\n1,US\n")
    with pytest.raises(DataError, match=r"did you mean `origin`.*exequatur screen .*in.csv --guess mapping.yaml"):
        exequatur.screen(table, tmp_path / "o.csv", ON)
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("Country", "origin"),
        ("国家", "origin"),
        ("判决日期", "judgment_date"),
        ("Date of Judgement", "judgment_date"),
        ("缺席判决", "default_judgment"),
        ("Judgment Amount", "amount_total"),
        ("币种", "currency"),
        ("案由", "matter"),
        ("Method of service", "service_method"),
        ("origin_court_kind", "origin_court_kind"),
        ("Service Valid under Law of Origin", "service_valid_under_law_of_origin"),
        ("Remarks", None),
        ("备注", None),
        ("", None),
    ],
)
def test_names_that_people_give(name: str, fact: str | None) -> None:
    assert nearest(name, book()) == fact


def test_a_guess_is_a_mapping_to_look_through(table: Path, tmp_path: Path) -> None:
    to = tmp_path / "m.yaml"
    told = exequatur.screen(table, guess=to)
    facts = {one["column"]: one["fact"] for one in told["guesses"]}
    assert facts == {
        "Ref": "id",
        "State": "origin",
        "Date of judgment": "judgment_date",
        "Default?": "default_judgment",
        "Amount": "amount_total",
        "Remarks": None,
    }
    doubted = next(one for one in told["guesses"] if one["column"] == "Default?")
    assert not doubted["written"] and "few of its cells" in doubted["why"]
    text = to.read_text(encoding="utf-8")
    assert '  # "Remarks": ?' in text and '  # "Default?": default_judgment' in text
    with pytest.raises(DataError, match=r"column `Default\?` is no fact"):  # what is not sure is asked for
        exequatur.screen(table, tmp_path / "o.csv", ON, mapping=to)
    to.write_text(text.replace('  # "Default', '  "Default').replace("ignore: []", "ignore: [Remarks]"))
    assert exequatur.screen(table, tmp_path / "o.csv", ON, mapping=to)["rows"] == 2
    with pytest.raises(DataError, match="is there already"):
        exequatur.screen(table, guess=to)


def test_a_guess_reads_back_whatever_the_columns_are_called(tmp_path: Path) -> None:
    names = ['a: "b"', "# c", "国家", "- d", "{e}", "yes", "1"]
    table, to = tmp_path / "a.parquet", tmp_path / "m.yaml"
    pl.DataFrame({name: ["x"] for name in names}).write_parquet(table)
    exequatur.screen(table, guess=to)
    text = to.read_text(encoding="utf-8").replace('  # "', '  "').replace(": ?", ": origin_court")
    to.write_text(text, encoding="utf-8")
    read_back = reader.read(to)
    assert isinstance(read_back, dict) and isinstance(read_back["columns"], dict)
    assert set(read_back["columns"]) == set(names)


def test_a_dry_run_tells_what_a_run_would_do_and_writes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text(
        "id,origin,default_judgment,judgment_date\n1,US,yes,2015\n1,XX,no,24/07/2015\n2,XY,n/a,03/04/2015\n3,UK,true,2015\n"
    )
    told = exequatur.screen(table, on=ON, dry_run=True)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
    run = exequatur.screen(table, tmp_path / "o.csv", ON)
    assert (
        (told["rows"], told["readable"], told["rejected"])
        == (run["rows"], run["answered"], run["rejected"])
        == (4, 2, 2)
    )
    faults = {one["column"]: (one["faults"], one["examples"][0]["row"]) for one in told["rejects"]}
    assert faults == {"origin": (2, 2), "default_judgment": (1, 3), "judgment_date": (1, 3)}
    assert told["readings"] == run["readings"]
    assert {(one["fact"], one["example"], one["read_as"], one["rows"]) for one in told["readings"]} == {
        ("default_judgment", "yes", "true", 1),
        ("default_judgment", "no", "false", 1),
        ("judgment_date", "24/07/2015", "2015-07-24", 1),
        ("origin", "UK", "GB", 1),
    }
    assert told["ids_twice"] == run["ids_twice"] == {"count": 1, "examples": ["1"]}
