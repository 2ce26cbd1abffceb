"""Tables come in as people save them; what cannot be read comes back with the reason, and nothing is dropped."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import exequatur
from exequatur.corpus.errors import DataError

from ..conftest import Answers

ON = "2026-11-24"


@pytest.fixture
def screened(tmp_path: Path) -> Callable[..., tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]]:
    """Screen a text: what is told, the answers, the rejects."""

    def call(text: str | bytes, on: str = ON) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
        table, out, rejects = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "out.rejects.csv"
        rejects.unlink(missing_ok=True)
        table.write_bytes(text if isinstance(text, bytes) else text.encode())
        told = exequatur.screen(table, out, on)
        assert told["rows"] == told["answered"] + told["rejected"]
        bad = pl.read_csv(rejects, infer_schema=False).to_dicts() if told["rejects"] else []
        return told, pl.read_csv(out, infer_schema=False).to_dicts(), bad

    return call


def test_a_byte_order_mark_and_windows_ends_of_lines_do_no_harm(screened: Any) -> None:
    for text in ("id,origin,kind\n1,US,judgment\n", "\ufeffid,origin,kind\r\n1,US,judgment\r\n"):
        _, (answer,), _ = screened(text)
        assert (answer["id"], answer["regime"]) == ("1", "reciprocity")


def test_a_blank_cell_is_unknown_and_not_false(screened: Any, answer: Answers) -> None:
    _, answers, _ = screened(
        "id,origin,kind,judgment_obtained_by_fraud\n1,US,judgment,\n2,US,judgment, \n3,US,judgment,false\n"
    )
    unknown, known = (
        {"origin": "US", "kind": "judgment"} | more for more in ({}, {"judgment_obtained_by_fraud": False})
    )
    for row, facts in zip(answers, (unknown, unknown, known), strict=True):
        possible = answer.possible(facts)
        assert (row["possible_recognised"], row["possible_refused"]) == (
            str("recognised" in possible).lower(),
            str("refused" in possible).lower(),
        )


@pytest.mark.parametrize("id", ["1", '"1"', '"1,1"'])
def test_a_row_that_is_cut_off_is_rejected_and_not_taken_as_blank(screened: Any, id: str) -> None:
    told, answers, rejects = screened(f"id,origin,kind\n{id},US,\n2,US\n\n4,US,award\n")
    assert [answer["id"] for answer in answers] == [id.strip('"'), "4"]
    assert [(reject["row"], reject["id"]) for reject in rejects] == [("2", "2"), ("3", None)]
    assert "less or more cells" in rejects[0]["reason"]
    assert told["rows"] == 4


def test_a_cell_may_say_several_codes_and_a_span_of_days(screened: Any) -> None:
    _, answers, rejects = screened(
        "id,origin,kind,judgment_date\n1,US|GB,judgment,2014\n2,US,judgment,2014-03..2014-05\n3,US,judgment,..2015\n"
    )
    assert len(answers) == 3 and not rejects


@pytest.mark.parametrize(
    ("head", "cell", "column", "reason", "remedy"),
    [
        ("default_judgment", "maybe", "default_judgment", "neither true nor false", "write true or false"),
        ("judgment_date", "24. Juli 2015", "judgment_date", "is not a date", "write 2015-07-24"),
        ("judgment_date", "2015-02-30", "judgment_date", "day is out of range", "write 2015-07-24"),
        ("judgment_date", "2027-01-01", "judgment_date", "lies after the day asked about", "ask for a later day"),
        ("judgment_date", "2016..2015", "judgment_date", "`from` is after `to`", "exchange them"),
        ("matter", "contract_sell", "matter", "is not one of its values", "did you mean `contract_sale`?"),
        ("origin", "Untied Kingdom", "origin", "is not a state or territory code", "GB"),
        ("amount_total", "1000", "amount_total", "needs its currency", "currency: USD"),
        ("title", "x" * 3, None, None, None),
        ("title", "x\x1b[2J", "title", "which is no text", "remove it"),
    ],
)
def test_a_bad_value_comes_back_with_its_row_and_remedy(
    screened: Any, head: str, cell: str, column: str | None, reason: str | None, remedy: str | None
) -> None:
    start, row = ("id,origin,", "1,US,") if head != "origin" else ("id,", "1,")
    told, answers, rejects = screened(f"{start}{head}\n{row}\n{row}{cell}\n")
    if column is None:
        assert told["rejected"] == 0
        return
    (reject,) = rejects
    assert len(answers) == 1
    assert (reject["row"], reject["id"], reject["column"], reject["value"]) == ("2", "1", column, cell)
    assert reason in reject["reason"]
    assert remedy in reject["remedy"]


def test_sums_are_read_as_in_a_claim_file(screened: Any) -> None:
    told, _, rejects = screened(
        "id,currency,amount_total\n1,USD,1200000.00\n2,USD,1.234\n3,JPY,5.5\n4,USD,1e6\n5,,7\n6,USD,1..2\n7,JPY,5.0\n"
        "8,USD|EUR,5\n9,XXZ,5\n10,USD|EUR,\n"
    )
    assert [reject["id"] for reject in rejects] == ["2", "3", "4", "5", "8", "9"]
    assert [reject["column"] for reject in rejects[-2:]] == ["currency", "currency"]
    assert told["answered"] == 4


def test_a_name_with_a_star_is_one_file(tmp_path: Path) -> None:
    for name in ("a*.csv", "ab.csv"):
        (tmp_path / name).write_text("id,origin\n1,US\n")
    assert exequatur.screen(tmp_path / "a*.csv", tmp_path / "out.csv", ON)["rows"] == 1


def test_two_facts_that_cannot_both_be_are_told_as_for_the_single_claim(screened: Any) -> None:
    _, _, (first, second) = screened(
        "id,default_judgment,respondent_took_part,judgment_date,application_date\n1,true,true,,\n2,,,2015,2014\n"
    )
    assert "follows from the other facts" in first["reason"]
    assert (second["column"], second["remedy"]) == ("application_date", "correct one of them")


def test_a_statement_against_the_rules_is_rejected_and_a_good_one_is_not(screened: Any) -> None:
    told, _, (reject,) = screened(
        "id,origin,kind,regime\n1,US,judgment,reciprocity\n2,US,judgment,hong_kong\n3,,judgment,hong_kong\n"
    )
    assert (reject["id"], reject["column"]) == ("2", "regime")
    assert told["answered"] == 2


def test_typed_columns_of_parquet_say_what_their_text_says(tmp_path: Path) -> None:
    typed = pl.DataFrame(
        {
            "id": [1, 2, 3],
            "origin": pl.Series(["US", "GB", None], dtype=pl.Categorical),
            "judgment_date": [dt.date(2015, 7, 24), None, dt.date(1850, 1, 1)],
            "default_judgment": [True, False, None],
            "amount_total": pl.Series(["1.50", "2", None]).cast(pl.Decimal(20, 2)),
            "currency": ["USD", "USD", None],
        }
    )
    typed.write_parquet(tmp_path / "typed.parquet")
    typed.cast(pl.String).write_csv(tmp_path / "text.csv")
    told = [
        exequatur.screen(tmp_path / name, tmp_path / f"{name}.parquet", ON) for name in ("typed.parquet", "text.csv")
    ]
    one, other = (pl.read_parquet(tmp_path / f"{name}.parquet") for name in ("typed.parquet", "text.csv"))
    assert one.equals(other)
    assert [each["rejected"] for each in told] == [1, 1]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xls", b"", "neither .csv, .xlsx nor .parquet"),
        ("a.csv", b"", "the table is empty"),
        ("a.csv", b"id,id\n1,2\n", "column `id` stands twice"),
        ("a.csv", b"id,orign\n1,US\n", "did you mean `origin`?"),
        ("a.csv", b"id,ruling_date\n1,2015\n", "give it with --on"),
        ("a.csv", b"id,events\n1,x\n", "a list has no place in a table"),
        ("a.csv", "id,title\n1,Müller\n".encode("cp1252"), "not UTF-8; it could be GB18030"),
        ("a.parquet", b"PAR1 cut off", "not a readable parquet table"),
        ("none.csv", None, "No such file"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_clear_message_and_leaves_nothing(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=message.replace("?", r"\?")):
        exequatur.screen(tmp_path / name, tmp_path / "out.csv", ON)
    assert [path.name for path in tmp_path.iterdir()] == ([name] if content is not None else [])


def test_the_table_is_never_written_over(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("id\n1\n")
    for out, rejects in ((table, None), (tmp_path / "b.csv", table)):
        with pytest.raises(DataError, match="name three files"):
            exequatur.screen(table, out, ON, rejects)
    with pytest.raises(DataError, match="does not exist"):
        exequatur.screen(table, tmp_path / "none" / "b.csv", ON)
    assert table.read_text() == "id\n1\n"


def test_what_a_spreadsheet_would_run_is_written_as_text(screened: Any) -> None:
    _, (answer,), _ = screened('id,origin\n"=HYPERLINK(""x"")",US\n')
    assert answer["id"] == '\'=HYPERLINK("x")'


def test_an_empty_table_has_the_same_columns(screened: Any, tmp_path: Path) -> None:
    screened("id,origin\n1,US\n")
    columns = (tmp_path / "out.csv").read_text().split("\n")[0]
    screened("id,origin\n")
    assert (tmp_path / "out.csv").read_text() == columns + "\n"


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        exequatur.screen(None, tmp_path / f"{name}.csv", ON, sample=300, seed=5)
        exequatur.screen(tmp_path / f"{name}.csv", tmp_path / f"{name}.out.csv", ON)
    assert (tmp_path / "a.out.csv").read_bytes() == (tmp_path / "b.out.csv").read_bytes()


def test_a_column_that_no_rule_reads_is_named_and_folds_away(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,origin,origin_court\n1,US,Somewhere\n")
    plan = exequatur.screen(tmp_path / "a.csv", tmp_path / "b.csv", ON, explain=True)["plan"]
    assert plan["read"] == ["origin"]
    assert plan["not_read"] == ["origin_court"]
    assert all(path["folded"] <= path["nodes"] for path in plan["paths"])


def test_without_the_extra_the_verb_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(DataError, match="pip install"):
        exequatur.screen(tmp_path / "a.csv", tmp_path / "b.csv", ON)


def test_assess_does_not_load_polars() -> None:
    import subprocess

    code = "import sys, exequatur; exequatur.assess({'origin': 'US'}); assert 'polars' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rates_of_exchange_give_fees_on_sums_in_other_money(tmp_path: Path) -> None:
    table, out, rates = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "rates.yaml"
    table.write_text(
        "id,origin,kind,matter,relief,currency,amount_total,amount_paid\n"
        "1,US,judgment,contract_sale,money,CNY,100000,0\n2,US,judgment,contract_sale,money,USD,10000.00,\n"
    )
    rates.write_text("rates:\n- {from: USD, to: CNY, rate: 7.5, on: 2026-11-20, source: invented}\n")
    exequatur.screen(table, out, ON)
    assert pl.read_csv(out)["fee"].to_list() == [140000, None]
    told = exequatur.screen(table, out, ON, rates=rates)
    answers = pl.read_csv(out)
    assert told["fee_currency"] == "CNY"
    assert answers["fee"].to_list() == [140000, 102500]  # 50 + 1.5 % of 65,000
    assert answers["outstanding"].to_list() == [10_000_000, None]
    rates.write_text("rates:\n- {from: USD, to: CNY, rate: much, on: 2026-11-20, source: invented}\n")
    with pytest.raises(DataError, match=r"rates.yaml:2"):
        exequatur.screen(table, out, ON, rates=rates)


def test_chosen_columns_say_what_they_say_among_all(tmp_path: Path) -> None:
    table, whole, part = (tmp_path / f"{name}.parquet" for name in ("in", "whole", "part"))
    exequatur.screen(None, table, ON, sample=200, seed=8)
    told = exequatur.screen(table, whole, ON)
    frame = pl.read_parquet(whole)
    for chosen in (
        ["id", "last_day"],
        ["fee", "outstanding_most"],
        ["deciding", "group", "release"],
        ["missing_first", "id"],
    ):
        assert exequatur.screen(table, part, ON, columns=chosen)["as_it_stands"] == told["as_it_stands"]
        assert pl.read_parquet(part).equals(frame.select(chosen))
    with pytest.raises(DataError, match="did you mean `basis`"):
        exequatur.screen(table, part, ON, columns=["bases"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "which table"),
        ({"dry_run": True}, "which table"),
        ({"sql": "duckdb"}, "which table"),
        ({"table": "in.csv"}, "where do the answers go"),
        ({"sample": 3}, "where do the invented claims go"),
        ({"sample": 3, "out": "o.csv", "dry_run": True}, "--sample and --dry-run do different things"),
        ({"sample": 3, "out": "o.csv", "table": "in.csv"}, "leave the table out"),
        ({"sample": 3, "out": "o.csv", "mapping": "m.yaml"}, "leave --mapping out"),
        ({"sample": 3, "out": "o.csv", "on": "1960-01-01"}, "invented from 1990-01-01 on"),
        ({"table": "in.csv", "guess": "m.yaml", "dry_run": True}, "--guess and --dry-run do different things"),
        ({"table": "in.csv", "sql": "duckdb", "guess": "m.yaml"}, "--sql and --guess do different things"),
        ({"table": "in.csv", "out": "o.csv", "columns": [""]}, "no column ``"),
        ({"table": "in.csv", "out": "o.xlsx", "columns": ["id"]}, "o.xlsx: --columns: a workbook has them all"),
        ({"table": "in.csv", "out": "x" * 250 + ".csv"}, "cannot be written: File name too long"),
        ({"table": "-", "out": "o.csv"}, "-: standard input is closed"),
    ],
)
def test_options_that_do_not_fit_are_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    Path("in.csv").write_text("id,origin\n1,US\n")
    with pytest.raises(DataError) as error:
        exequatur.screen(**{"on": ON, **options})
    assert message in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_an_id_is_the_same_with_blanks_around(screened: Any) -> None:
    told, answers, _ = screened("id,origin,debtor\n1,US, x\n 1 ,US,x\n  ,US, \n")
    assert [(answer["id"], answer["debtor"]) for answer in answers] == [("1", "x"), ("1", "x"), (None, None)]
    assert told["ids_twice"] == {"count": 1, "examples": ["1"]}


def test_one_cell_has_one_fault(screened: Any) -> None:
    _, _, rejects = screened(f'id,origin,debtor\n1,"US\r2",x\n2,{"y" * 3000},x\n3,US,"a\x1bb"\n')
    assert [(reject["row"], reject["column"]) for reject in rejects] == [
        ("1", "origin"),
        ("2", "origin"),
        ("3", "debtor"),
    ]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_workbook_shows_the_rejects_as_they_stand_even_where_nothing_was_answered(tmp_path: Path, kind: str) -> None:
    import openpyxl

    table, rejects = tmp_path / "in.csv", tmp_path / f"bad.{kind}"
    table.write_text("id,origin\n007,Georgia\n008,Korea\n")
    told = exequatur.screen(table, tmp_path / "o.xlsx", ON, rejects)
    assert (told["rows"], told["answered"], told["rejected"]) == (2, 0, 2)
    sheets = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert [row[1] for row in sheets["Rejects"].iter_rows(values_only=True)] == ["Claim", "007", "008"]
    table.write_text("id,origin\n=1+1,Georgia\n")
    exequatur.screen(table, tmp_path / "o.xlsx", ON, rejects)
    cell = openpyxl.load_workbook(tmp_path / "o.xlsx")["Rejects"].cell(2, 2)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
