"""Mended rows go into the answers as if the mended table had been screened as a whole: once each, none lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import exequatur
from exequatur.corpus.errors import DataError

ON = "2026-11-24"
HEAD = "id,debtor,origin,kind,judgment_date,currency,amount_total\n"
ROWS = {
    "1": "1,A Ltd,US,judgment,2021-05-04,USD,100\n",
    "2": "2,B Ltd,Georgia,judgment,03/04/2020,USD,100\n",
    "3": "3,C Ltd,XX,award,2022-01-01,,\n",
    "4": "4,D Ltd,GB,judgment,2024-02-02,GBP,7\n",
}
LINE = "row,id,column,value,reason,remedy\n"


def put(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A table that was screened: rows 2 and 3 are among the rejects."""
    put(tmp_path / "in.csv", HEAD + "".join(ROWS.values()))
    told = exequatur.screen(tmp_path / "in.csv", tmp_path / "out.csv", ON)
    assert (told["answered"], told["rejected"]) == (2, 2)
    return tmp_path


def mend(desk: Path, mended: Path, table: Path | None = None, **more: Any) -> dict[str, Any]:
    """Put mended rows into the answers; the counts agree with one another and with the files."""
    into = more.pop("into", desk / "out.csv")
    told = exequatur.screen(table, mended=mended, into=into, **more)
    assert told["rows"] == told["added"] + told["replaced"] + told["unchanged"] + told["rejected"]
    assert told["before"] + told["added"] == told["after"] == table_of(into).height
    assert table_of(into)["id"].is_unique().all()
    return told


def table_of(path: Path) -> pl.DataFrame:
    """A table as text, in the order of ids."""
    frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    return frame.sort("id")


def broken(desk: Path) -> tuple[Path, Path]:
    """An invented table, and the same one with faults in every fifth row."""
    exequatur.screen(None, desk / "sample.csv", ON, sample=300, seed=11)
    good = pl.read_csv(desk / "sample.csv", infer_schema=False)
    good = good.filter(pl.col("origin").is_not_null() & pl.col("judgment_date").is_not_null())
    good.write_csv(desk / "good.csv")
    row = pl.int_range(pl.len())
    bad = good.with_columns(
        origin=pl.when(row % 5 == 1).then(pl.lit("Georgia")).otherwise("origin"),
        judgment_date=pl.when(row % 10 == 1).then(pl.lit("03/04/2015")).otherwise("judgment_date"),
    )
    bad.write_csv(desk / "bad.csv")
    return desk / "good.csv", desk / "bad.csv"


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("way", ["values", "rows"])
def test_the_answers_are_those_of_the_mended_table(tmp_path: Path, kind: str, way: str) -> None:
    good, bad = broken(tmp_path)
    whole, out, rejects = tmp_path / f"whole.{kind}", tmp_path / f"out.{kind}", tmp_path / "out.rejects.csv"
    expected = exequatur.screen(good, whole, ON)
    assert expected["rejected"] == 0
    left = exequatur.screen(bad, out, ON)["rejected"]
    lines, table = pl.read_csv(rejects, infer_schema=False), pl.read_csv(good, infer_schema=False)
    if way == "values":
        cells = table.unpivot(index="id", variable_name="column", value_name="now")
        mended = lines.join(cells, on=["id", "column"], how="left").with_columns(value="now").drop("now")
    else:
        mended = table.filter(pl.col("id").is_in(lines["id"].implode()))
    mended.write_csv(tmp_path / "mended.csv")
    told = mend(tmp_path, tmp_path / "mended.csv", bad if way == "values" else None, into=out)
    assert (told["added"], told["rejected"], told["rejects_left"]) == (left, 0, 0)
    assert table_of(out).equals(table_of(whole))
    assert rejects.read_text() == LINE
    before = out.read_bytes()
    again = mend(tmp_path, tmp_path / "mended.csv", bad if way == "values" else None, into=out)
    assert (again["added"], again["unchanged"]) == (0, left)
    assert out.read_bytes() == before


def test_the_rejects_are_mended_step_by_step_and_no_mended_value_is_lost(desk: Path) -> None:
    rejects, table = desk / "out.rejects.csv", desk / "in.csv"
    put(rejects, rejects.read_text().replace("2,2,origin,Georgia", "2,2,origin,GE"))
    told = mend(desk, rejects, table)
    assert (told["added"], told["rejected"], told["rejects_left"]) == (0, 2, 2)
    lines = pl.read_csv(rejects, infer_schema=False)
    assert [*lines.select("row", "column", "value").iter_rows()] == [
        ("2", "judgment_date", "03/04/2020"),
        ("2", "origin", "GE"),
        ("3", "origin", "XX"),
    ]
    put(rejects, rejects.read_text().replace("03/04/2020", "2020-04-03"))
    told = mend(desk, rejects, table)
    assert (told["added"], told["rejected"], told["rejects_left"]) == (1, 1, 1)
    put(rejects, rejects.read_text().replace("3,3,origin,XX", "3,3,origin,"))
    assert mend(desk, rejects, table)["after"] == 4
    put(
        desk / "whole.csv",
        HEAD + "".join(ROWS.values()).replace("Georgia,judgment,03/04/2020", "GE,judgment,2020-04-03"),
    )
    put(desk / "whole.csv", (desk / "whole.csv").read_text().replace(",XX,", ",,"))
    exequatur.screen(desk / "whole.csv", desk / "whole.out.csv", ON)
    assert table_of(desk / "out.csv").equals(table_of(desk / "whole.out.csv"))


def test_rejects_of_rows_that_nobody_mended_stay(desk: Path) -> None:
    mended = put(desk / "some.csv", HEAD + "3,C Ltd,SG,award,2022-01-01,,\n")
    told = mend(desk, mended)
    assert (told["added"], told["rejects_left"]) == (1, 1)
    assert set(pl.read_csv(desk / "out.rejects.csv")["id"]) == {2}
    told = mend(desk, put(mended, HEAD + "2,B Ltd,Georgia,judgment,2020-04-03,USD,100\n"))
    assert (told["added"], told["rejected"]) == (0, 1)
    line = pl.read_csv(desk / "out.rejects.csv").to_dicts()
    assert [(one["row"], one["id"], one["column"]) for one in line] == [(2, 2, "origin")]


def test_a_row_that_stands_in_the_answers_is_replaced_where_it_stands_and_said(desk: Path) -> None:
    mended = put(desk / "some.csv", HEAD + ROWS["4"] + ROWS["1"].replace(",US,", ",SG,"))
    told = mend(desk, mended)
    assert (told["added"], told["unchanged"], told["replaced"], told["replaced_ids"]) == (0, 1, 1, ["1"])
    found = pl.read_csv(desk / "out.csv", infer_schema=False)
    assert [*found.select("id", "origin").iter_rows()] == [("1", "SG"), ("4", "GB")]


def test_a_column_that_the_table_has_not_can_be_named_in_the_rejects(desk: Path) -> None:
    lines = "2,2,origin,US,,\n,2,origin_subdivision,US-GA,,\n2,2,judgment_date,2020-04-03,,\n"
    told = mend(desk, put(desk / "lines.csv", LINE + lines), desk / "in.csv")
    assert (told["added"], told["rejects_left"]) == (1, 1)


def test_a_value_that_was_not_edited_is_the_whole_cell(tmp_path: Path) -> None:
    """Only its beginning stands in the rejects."""
    put(tmp_path / "in.csv", f"id,origin_court,origin\n1,{'x' * 2001},XX\n2,,US\n")
    exequatur.screen(tmp_path / "in.csv", tmp_path / "out.csv", ON)
    rejects = tmp_path / "out.rejects.csv"
    told = mend(tmp_path, put(rejects, rejects.read_text().replace(",XX,", ",US,")), tmp_path / "in.csv")
    assert (told["added"], told["rejected"]) == (0, 1)


def test_ids_that_a_spreadsheet_would_run_and_typed_columns_find_their_rows(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "id": ["=1+1", "-2", "c"],
            "origin": ["XX", "US", "YY"],
            "judgment_date": [dt.date(2020, 1, 2), dt.date(2021, 1, 1), None],
            "default_judgment": [True, False, None],
        }
    )
    frame.write_parquet(tmp_path / "in.parquet")
    frame.with_columns(origin=pl.Series(["GB", "US", "SG"])).write_parquet(tmp_path / "good.parquet")
    for kind in ("csv", "parquet"):
        out, rejects = tmp_path / f"out.{kind}", tmp_path / "out.rejects.csv"
        exequatur.screen(tmp_path / "good.parquet", tmp_path / f"whole.{kind}", ON)
        exequatur.screen(tmp_path / "in.parquet", out, ON)
        put(rejects, rejects.read_text().replace("XX", "GB").replace("YY", "SG"))
        again = put(tmp_path / "again.csv", rejects.read_text())
        assert mend(tmp_path, rejects, tmp_path / "in.parquet", into=out)["added"] == 2
        assert mend(tmp_path, again, tmp_path / "in.parquet", into=out)["unchanged"] == 2
        assert table_of(out).equals(table_of(tmp_path / f"whole.{kind}"))


def test_chosen_columns_and_a_mapping_are_kept(tmp_path: Path) -> None:
    table = put(tmp_path / "in.csv", "Ref,State,When\na,US,2020-01-02\nb,XX,03/04/2020\n")
    mapping = put(
        tmp_path / "mapping.yaml",
        "columns:\n  Ref: id\n  State: origin\n  When: {fact: judgment_date, dates: dmy}\n",
    )
    out, chosen = tmp_path / "out.csv", ["last_day", "id", "origin", "day", "release"]
    exequatur.screen(table, out, ON, columns=chosen, mapping=mapping)
    mended = put(tmp_path / "some.csv", "When,Ref,State\n03/04/2020,b,SG\n")
    assert mend(tmp_path, mended, mapping=mapping)["added"] == 1
    assert pl.read_csv(out).columns == chosen
    assert pl.read_csv(out)["origin"].to_list() == ["US", "SG"]


def test_a_row_with_too_few_cells_is_not_mended_by_a_value(tmp_path: Path) -> None:
    table = put(tmp_path / "in.csv", "id,origin,kind\n1,US,judgment\n2,US\n")
    exequatur.screen(table, tmp_path / "out.csv", ON)
    told = mend(tmp_path, put(tmp_path / "lines.csv", LINE + "2,2,kind,judgment,,\n"), table)
    assert (told["added"], told["rejected"]) == (0, 1)
    assert "less or more cells" in (tmp_path / "out.rejects.csv").read_text()


SOME = HEAD + ROWS["3"]


@pytest.mark.parametrize(
    ("mended", "more", "message"),
    [
        (SOME, {"on": "2026-01-01"}, "holds answers as of 2026-11-24, not 2026-01-01; leave out --on"),
        (SOME, {"out": "x.csv"}, "-o does not go with --mended"),
        (SOME, {"dry_run": True}, "--dry-run does not go with --mended"),
        (SOME, {"columns": ["id"]}, "--columns does not go with --mended"),
        (SOME, {"into": None}, "--mended and --into go together"),
        (SOME, {"into": "out.xlsx"}, "a workbook is written as a whole"),
        (SOME, {"into": "in.csv"}, "has no column `day`"),
        (SOME, {"into": "some.csv"}, "name three files"),
        (SOME, {"rejects": "in.csv"}, "no file of rejects"),
        (SOME, {"table": "in.csv"}, "no file of rejects: it has no column `column`"),
        (LINE, {}, "is a file of rejects; name the table"),
        ("origin\nUS\n", {}, "has no column `id`, by which mended rows find their place"),
        (HEAD.replace("debtor,", "") + "3,SG,award,2022-01-01,,\n", {}, "has no column `debtor`"),
        (SOME.replace("3,C", ",C"), {}, r"rows without id \(1\)"),
        (SOME + ROWS["3"], {}, 'several rows have the id "3"'),
        (LINE + "2,,origin,GE,,\n", {"table": "in.csv"}, "row 1 has no id"),
        (LINE + "9,9,origin,GE,,\n", {"table": "in.csv"}, 'has no row with the id "9"'),
        (LINE + "2,2,orign,GE,,\n", {"table": "in.csv"}, "did you mean `origin`"),
        (LINE + "2,2,,GE,,\n", {"table": "in.csv"}, "row 1 has a value and no column"),
        (LINE + "2,2,origin,GE,,\n2,2,origin,US,,\n", {"table": "in.csv"}, "row 2: two values for origin"),
        (LINE + "2,2,id,4,,\n3,3,id,4,,\n", {"table": "in.csv"}, 'several rows have the id "4"'),
    ],
)
def test_what_cannot_be_put_in_is_one_clear_message_and_changes_nothing(
    desk: Path, mended: str, more: dict[str, Any], message: str
) -> None:
    some = put(desk / "some.csv", mended)
    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    paths = {"into": desk / "out.csv"} | {
        name: desk / value if isinstance(value, str) and name != "on" else value for name, value in more.items()
    }
    with pytest.raises(DataError, match=message):
        exequatur.screen(**{"mended": some, **paths})
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before


def test_answers_of_another_release_are_refused(desk: Path) -> None:
    out = desk / "out.csv"
    release = pl.read_csv(out)["release"][0]
    put(out, out.read_text().replace(release, "0123456789abcdef"))
    with pytest.raises(DataError, match="release 0123456789abcdef, this is"):
        mend(desk, put(desk / "some.csv", SOME))


def test_an_id_of_several_rows_is_refused(desk: Path) -> None:
    out = desk / "out.csv"
    put(out, out.read_text() + out.read_text().splitlines()[1] + "\n")
    before = out.read_bytes()
    with pytest.raises(DataError, match='several answers have the id "1"'):
        exequatur.screen(mended=put(desk / "some.csv", HEAD + ROWS["1"]), into=out)
    put(desk / "in.csv", HEAD + ROWS["2"] + ROWS["2"])
    with pytest.raises(DataError, match='several rows have the id "2"'):
        exequatur.screen(desk / "in.csv", mended=put(desk / "lines.csv", LINE + "2,2,origin,GE,,\n"), into=out)
    assert out.read_bytes() == before


def test_when_the_disk_takes_no_more_all_is_as_before(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = put(desk / "some.csv", SOME.replace("XX", "SG"))
    before = {path.name: path.read_bytes() for path in desk.iterdir()}

    def full(path: Path, frame: object, **_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_csv", full)
    with pytest.raises(DataError, match="No space left"):
        mend(desk, some)
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before
