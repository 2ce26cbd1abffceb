"""What a portfolio asks is added up right: checked against plain Python over the rows of the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import exequatur
from exequatur.corpus.errors import DataError

ON = "2026-11-24"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answers for 300 invented claims."""
    desk = tmp_path_factory.mktemp("portfolio")
    exequatur.screen(None, desk / "in.csv", ON, sample=300, seed=2)
    exequatur.screen(desk / "in.csv", desk / "out.parquet", ON)
    return desk / "out.parquet"


@pytest.mark.parametrize("by", ["as_it_stands", "origin", "group", "basis", "regime", "deciding", "limit_status"])
def test_totals_are_the_sums_of_the_rows(answers: Path, by: str) -> None:
    rows = pl.read_parquet(answers).to_dicts()
    told = exequatur.portfolio(answers)
    assert told["rows"] == len(rows)
    count: dict[Any, int] = defaultdict(int)
    money: dict[Any, int] = defaultdict(int)
    for row in rows:
        count[row[by]] += 1
        least = row["outstanding"] if row["outstanding"] is not None else row["claimable"]
        if least is not None:
            money[row[by], row["currency"]] += least
    assert {one["value"]: one["rows"] for one in told["by"][by]} == count
    assert {
        (one["value"], sum_["currency"]): int(sum_["least"].replace(".", ""))
        for one in told["by"][by]
        for sum_ in one["sums"]
    } == money


def test_the_ladder_counts_claims_that_still_have_to_be_brought(answers: Path) -> None:
    today = date.fromisoformat(ON)
    expected: dict[str, int] = defaultdict(int)
    for row in pl.read_parquet(answers).to_dicts():
        if row["limit_status"] == "passed":
            expected["passed"] += 1
        elif row["limit_status"] in ("open", "may_have_passed"):
            left = (row["safe_day"] - today).days if row["safe_day"] else -1
            step = (
                "unknown"
                if left < 0
                else "over 90"
                if left > 90
                else ("0-30", "31-60", "61-90")[max(left - 1, 0) // 30]
            )
            expected[step] += 1
    told = exequatur.portfolio(answers)
    assert {one["value"]: one["rows"] for one in told["deadlines"] if one["rows"]} == expected
    days = [one["safe_day"] for one in told["due"]]
    assert days == sorted(days)


def test_the_question_that_settles_most_comes_first(answers: Path, tmp_path: Path) -> None:
    rows = pl.read_parquet(answers).to_dicts()
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        for fact in (row["settled_by"] or "").split("|"):
            if fact:
                count[fact] += 1
    told = exequatur.portfolio(answers)["questions"]
    assert {one["fact"]: one["rows"] for one in told} == count
    assert told[0]["rows"] == max(count.values())  # without rates of exchange by claims
    rates = tmp_path / "rates.yaml"
    rates.write_text(
        "rates:\n"
        + "".join(
            f"- {{from: {code}, to: CNY, rate: {rate}, on: 2026-11-20, source: invented}}\n"
            for code, rate in (("USD", 7), ("EUR", 8))
        )
    )
    by_worth = exequatur.portfolio(answers, rates)["questions"]
    worth = [float(one["worth"] or 0) for one in by_worth]
    assert worth == sorted(worth, reverse=True) and worth[0] > 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,origin\n1,US\n", "has no column"),
        ("", "not a readable csv table"),
    ],
)
def test_what_is_no_answer_of_a_screening_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text)
    for call in (lambda: exequatur.portfolio(path), lambda: exequatur.diff(path, path)):
        with pytest.raises(DataError, match=message):
            call()


def test_what_moved_between_two_days_is_told_row_by_row(tmp_path: Path) -> None:
    table, one, other, out = (tmp_path / f"{name}.csv" for name in ("in", "one", "other", "moved"))
    table.write_text(
        "id,origin,kind,matter,effective_date\n1,GB,judgment,contract_sale,2015-01-05\n"
        "2,US,judgment,contract_sale,2015-01-05\n3,FR,judgment,contract_sale,2019-01-05\n"
    )
    exequatur.screen(table, one, "2016-05-01")
    exequatur.screen(table, other, ON)
    told = exequatur.diff(one, other, out)
    assert (told["in_both"], told["only_before"], told["only_after"]) == (3, 0, 0)
    rows = {row["id"]: row for row in told["rows"]}
    assert all(row["between"] == ["day"] for row in rows.values())
    assert rows["1"]["moved"]["group"]["before"] != rows["1"]["moved"]["group"]["after"]
    assert rows["2"]["moved"]["limit_status"]["after"] == "passed"
    written = pl.read_csv(out, infer_schema=False)
    assert written["id"].to_list() == list(rows)
    assert exequatur.diff(other, other)["moved"] == 0
    table.write_text(table.read_text().replace("3,FR", "3,DE") + "4,SG,judgment,,\n")
    exequatur.screen(table, one, ON)
    told = exequatur.diff(other, one)
    assert told["only_after"] == 1 and [row["between"] for row in told["rows"]] == [["facts"]]


def test_rows_that_cannot_be_told_apart_are_refused(tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("id,origin\n1,US\n1,GB\n")
    exequatur.screen(table, out, ON)
    with pytest.raises(DataError, match="stands twice"):
        exequatur.diff(out, out)


def test_a_report_stands_alone_and_is_harmless(tmp_path: Path) -> None:
    table, out, page = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "out.html"
    table.write_text(
        'id,debtor,origin,effective_date,performance_period_stated\n<b>1</b>,"<script>x</script>",US,2025-01-05,false\n'
    )
    exequatur.screen(table, out, ON)
    exequatur.portfolio(out, out=page)
    text = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;1&lt;/b&gt;" in text and "&lt;script&gt;" in text and "<script" not in text
    assert "http" not in text and "style=" not in text and "United States" in text
    with pytest.raises(DataError, match="neither"):
        exequatur.portfolio(out, out=tmp_path / "out.doc")


def test_a_workbook_says_what_the_answers_say(tmp_path: Path) -> None:
    table, out, plain = tmp_path / "in.csv", tmp_path / "out.xlsx", tmp_path / "out.csv"
    table.write_text(
        "id,debtor,origin,kind,currency,amount_total,effective_date,performance_period_stated\n"
        "=1+1,@SUM(A1),US,judgment,USD,1234.56,2025-01-05,false\n2,某某公司,GB,,,,,\n3,,XX,,,,,\n"
    )
    told = exequatur.screen(table, out, ON)
    exequatur.screen(table, plain, ON)
    assert told["out"] == str(out) and told["rejected"] == 1
    sheets = {name: pl.read_excel(out, sheet_name=name) for name in ("Claims", "Rejects", "Deadlines", "About")}
    claims, rows = sheets["Claims"], pl.read_csv(plain).to_dicts()
    assert claims["Claim"].to_list() == ["=1+1", "2"] and claims["Debtor"].to_list() == ["@SUM(A1)", "某某公司"]
    assert claims["Claimable"].to_list() == [1234.56, None]
    assert [str(day) for day in claims["Safe day"]] == [str(row["safe_day"]) for row in rows]
    assert sheets["Rejects"]["Column"].to_list() == ["origin"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.csv",
        "out.csv",
        "out.rejects.csv",
        "out.xlsx",
    ]


def test_what_would_run_as_a_formula_is_the_same_text_read_back(tmp_path: Path) -> None:
    ids = ["=1+1", "-12", "+86", "@x", "＝1", "'=q", "''-1", "'s", "A-1"]
    table = tmp_path / "in.csv"
    table.write_text("id,origin\n" + "".join(f"{id},GB\n" for id in ids))
    for kind in ("csv", "parquet"):
        exequatur.screen(table, tmp_path / f"out.{kind}", ON)
    cells = [line.split(",")[0] for line in (tmp_path / "out.csv").read_text().splitlines()[1:]]
    assert [cell[:1] in "=-+@＝" for cell in cells] == [False] * len(ids)
    told = exequatur.diff(tmp_path / "out.csv", tmp_path / "out.parquet")
    assert (told["in_both"], told["moved"]) == (len(ids), 0)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("claimable", "1.5", "a value cannot be read: could not parse `1.5`"),
        ("as_it_stands", "bogus", "as_it_stands: `bogus` is no outcome"),
        ("day", "", "several days or releases"),
        ("currency", "QQQ", "is not a currency"),
    ],
)
def test_answers_that_were_changed_by_hand_are_refused_with_their_file(
    tmp_path: Path, column: str, value: str, message: str
) -> None:
    table, good, bad = (tmp_path / f"{name}.csv" for name in ("in", "good", "bad"))
    table.write_text("id,origin,amount_total,currency\n1,GB,5,USD\n2,GB,6,USD\n")
    exequatur.screen(table, good, ON)
    changed = pl.read_csv(good, infer_schema=False)
    changed.with_columns(
        pl.when(pl.col("id") == "2").then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
    ).write_csv(bad)
    for out in (None, tmp_path / "report.html", tmp_path / "report.xlsx"):
        with pytest.raises(DataError, match=message) as error:
            exequatur.portfolio(bad, out=out)
        assert error.value.source == bad
    if column != "currency":  # which is compared and not added up
        with pytest.raises(DataError, match=message) as error:
            exequatur.diff(good, bad)
        assert error.value.source == bad
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "good.csv", "in.csv"]


def test_a_damaged_parquet_file_is_told(answers: Path, tmp_path: Path) -> None:
    bad, content = tmp_path / "bad.parquet", bytearray(answers.read_bytes())
    content[100:2000] = bytes(1900)
    bad.write_bytes(content)
    for call in (lambda: exequatur.portfolio(bad), lambda: exequatur.diff(answers, bad)):
        with pytest.raises(DataError, match="cannot be read") as error:
            call()
        assert error.value.source == bad


def test_what_moved_is_not_written_over_what_was_compared(answers: Path) -> None:
    before = answers.read_bytes()
    with pytest.raises(DataError, match="would be written over"):
        exequatur.diff(answers, answers, answers.parent / "." / answers.name)
    assert answers.read_bytes() == before


@pytest.mark.parametrize("name", ["r.pdf", "nowhere/r.html"])
def test_a_report_that_cannot_be_is_told_before_anything_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=r"name the report as one of them|its directory does not exist"):
        exequatur.portfolio(tmp_path / "nothing.csv", out=tmp_path / name)


def test_a_report_adds_up_in_one_money_and_names_it_and_the_rule(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    import openpyxl

    table, out, rates = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "rates.yaml"
    table.write_text(
        "id,origin,kind,effective_date,debtor,amount_total,currency\n"
        "1,GB,judgment,2015-01-05,\u202eevil,100,USD\n2,GB,judgment,2015-01-05,\u202eevil Ltd,10,EUR\n"
        "3,GB,judgment,2025-01-05,x,7,CNY\n"
    )
    rates.write_text(
        "rates:\n- {from: USD, to: CNY, rate: 7, on: 2026-11-20, source: x}\n"
        "- {from: EUR, to: CNY, rate: 8, on: 2026-11-20, source: x}\n"
    )
    exequatur.screen(table, out, ON)
    said = "CNY 780.00 in all"
    for kind in ("html", "xlsx"):
        exequatur.portfolio(out, rates, out=tmp_path / f"report.{kind}")
    page = (tmp_path / "report.html").read_text()
    assert said in page and "exec.time_bar_objection" in page and "CNY 7.00 in all" not in page
    cells = [
        str(cell)
        for row in openpyxl.load_workbook(tmp_path / "report.xlsx")["Summary"].iter_rows(values_only=True)
        for cell in row
    ]
    assert "EUR 10.00\nUSD 100.00\n" + said in cells and "exec.time_bar_objection" in cells
    status, text, _ = run("portfolio", str(out), "--rates", str(rates), "--debtors")
    assert status == 0 and said in text and "exec.time_bar_objection" in text
    assert "\u202e" not in text and "\ufffdevil Ltd" in text
    assert "in all" not in run("portfolio", str(out))[1]
