"""The query that a warehouse runs by itself: what it answers, what it sets aside, and what it says about itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st

import exequatur
from exequatur.corpus.errors import DataError
from exequatur.law.load import book as load_book
from exequatur.screening.answers import CARRIED
from exequatur.screening.engines.dialects import RUN, TEXT_ONLY
from exequatur.screening.engines.layout import FROM, TO, Layout, known_in_part, table
from exequatur.screening.engines.notes import comment
from exequatur.screening.screen import Screening
from exequatur.screening.sums import settle

from ...conftest import TODAY
from ..test_equal import portfolio
from .at_hand import on

HEAD = "id,origin,kind,matter,judgment_date,default_judgment,application_date"


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., str]:
    """The query for a table with these columns."""

    def call(dialect: str, head: str = HEAD) -> str:
        (tmp_path / "a.csv").write_text(head + "\n")
        query: str = exequatur.screen(tmp_path / "a.csv", on="2026-11-24", sql=dialect)["sql"]
        return query

    return call


def run(engine: str, query: str, rows: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The rows of a text, in the order of their ids."""
    module = import_module(f"exequatur.screening.engines.{engine}")
    monkeypatch.setattr(module, "TABLE", "claims")
    asked = object.__new__(module.Runner)
    if engine == "postgres":
        monkeypatch.setattr(module, "_typed", lambda frame: frame)
    found = asked.ask(query, rows).sort("id").to_dicts()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    return (
        {"t": "true", "f": "false", "True": "true", "False": "false"}.get(str(value), str(value))
        if value is not None
        else None
    )


@on()
def test_the_text_answers_as_the_program_does(
    engine: str, text: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = load_book()
    frame = portfolio(book, 150, TODAY, "few", True, 21)
    screening = Screening(book, TODAY, frame.columns)
    cells = screening._cells(settle(frame, screening.readers, book))
    layout = Layout({name: reader.info.type for name, reader in screening.readers.items()})
    layout = Layout(layout.kinds, known_in_part(cells, layout))
    assert layout.parts
    rows = table(cells, layout, frame.height).with_columns(id=frame["id"]).drop("row_number")
    told = run(engine, text(engine, ",".join(rows.columns)), rows, monkeypatch)
    plain = {row["id"]: row for row in screening.screen(frame).answers.to_dicts()}
    steps = screening.compiled.runner.run(cells, frame.height)
    alone = steps["aside"] | steps["limit alone"] | steps["sums alone"]
    several = set(frame.filter(pl.col("origin").str.contains("|", literal=True).fill_null(False) | alone)["id"])
    for row in told:
        rejected, aside = row.pop("rejected") == "true", row.pop("aside") == "true"
        assert rejected == (row["id"] not in plain)
        assert aside == (row["id"] in several and not rejected)
        if rejected or aside:
            assert {value for name, value in row.items() if name not in (*CARRIED, "day", "release")} == {None}
        else:
            assert row == {name: _plain(value) for name, value in plain[row["id"]].items()}
    assert len(told) == frame.height and len(plain) > 100


@on()
def test_what_no_claim_could_say_is_rejected(
    engine: str, text: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = pl.DataFrame(
        {
            "id": ["a", "b", "c", "d", "e", "f"],
            "origin": ["US", "UK", None, "GB|US", "US", "US"],
            "kind": ["judgment", "judgment", "judgement", "judgment", "award|judgment", "award|judgement"],
        },
        schema=dict.fromkeys(("id", "origin", "kind"), pl.String),
    )
    told = run(engine, text(engine, "id,origin,kind"), rows, monkeypatch)
    assert [(row["rejected"], row["aside"]) for row in told] == [
        ("false", "false"),
        ("true", "false"),
        ("true", "false"),
        ("false", "true"),
        ("false", "false"),
        ("true", "false"),
    ]


def layers(query: str, name: str = "") -> dict[str, tuple[str, str]]:
    """By the name of each common table expression its comment and the rest of its text."""
    found = re.findall(rf"^(?:WITH )?({name}\w+) AS \(\n  /\* (.*?) \*/\n(.*?)^\),?$", query, re.M | re.S)
    return {name: (" ".join(note.split()), text) for name, note, text in found}


def test_each_layer_says_what_it_works_out_and_reads(text: Callable[..., str]) -> None:
    query = text("duckdb")
    found = layers(query)
    assert len(found) == query.count(" AS (\n  /* ") == len(re.findall(r"^(?:WITH )?\w+ AS \($", query, re.M))
    facts = HEAD.split(",")[1:]
    for name, (note, body) in found.items():
        if not name.startswith("layer_"):
            continue
        reads = re.search(r"reads: (.*?)(?= answers:|$)", note)
        named = set(reads[1].split(", ")) if reads else set[str]()
        assert named & set(facts) == {fact for fact in facts if re.search(rf"\b{fact}(_set)?\b", body)}
        assert ("the tables on origin" in named) == (
            "of_origin" in body or bool(re.search(r"_(from|to)\d\b|treaties_", body))
        )
        assert ("shifted_days" in named) == ("LEFT JOIN shifted_days" in body)
        derived = re.search(r"derived facts: (.*?)(?= rules,| paths,| which| reads| answers|$)", note)
        for column in re.findall(r" AS expected_(\w+)_(?:no|yes),?$", body, re.M):
            assert derived is not None and column in derived[1]
    together = " ".join(note for note, _ in found.values())
    for words in ("cpl2023.299", "paths, what can come of them: ", "sums and the fee", "possible_refused"):
        assert words in together


@pytest.mark.parametrize("dialect", [*RUN, *TEXT_ONLY])
def test_every_dialect_parses_with_its_comments_and_says_so_where_it_is_not_run(
    dialect: str, text: Callable[..., str]
) -> None:
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 5000))  # for the parser of sqlglot, below the frames of pytest
    query = text(dialect)
    assert ("TEXT ONLY" in query.partition("WITH")[0]) == (dialect in TEXT_ONLY)
    every = [*range(1, int(re.findall(r"(\d+) layers", query)[0]) + 1)]
    assert [int(at) for at in re.findall(r"^ *(?:/\*) Layer (\d+) of", query, re.M)] == every
    assert query.count("/*") == query.count("*/") == len(every) + len(layers(query, "(?!layer)")) + 1
    if dialect not in ("spark", "databricks"):  # their pipes are read by Spark, which runs them
        tree = sqlglot.parse_one(query, read=dialect)
        assert tree.named_selects[-2:] == ["rejected", "aside"]
        assert [int(at) for at in re.findall(r"/\* Layer (\d+) of", tree.sql(dialect=dialect))] == every


@given(st.text() | st.text("*/-;'\n+! a"))
def test_nothing_in_a_comment_can_end_it(words: str) -> None:
    made = comment(words, f"a */ {words}")
    assert (made[:3], made[-3:]) == ("/* ", " */")
    assert not re.search(r"[*/;'\"`$%{}\\]|--", made[2:-2])
    assert sqlglot.tokenize(f"{made} SELECT")[0].text == "SELECT"


def test_the_head_names_release_day_and_table(text: Callable[..., str]) -> None:
    head = text("duckdb", HEAD + ",claim_known_date").partition("WITH")[0]
    for part in (
        load_book().release,
        "2026-11-24",
        "claims",
        "judgment_date DATE",
        "Not read by any rule: claim_known_date",
    ):
        assert part in head
    assert "TEXT ONLY" not in head


@pytest.mark.parametrize(
    ("head", "dialect", "message"),
    [
        (HEAD, "tsql", "not a dialect"),
        ("id,orign", "duckdb", "did you mean `origin`"),
        ("id,judgment_date_from", "duckdb", f"judgment_date{FROM} and judgment_date{TO}"),
    ],
)
def test_a_query_that_cannot_be_written_is_one_clear_message(
    head: str, dialect: str, message: str, text: Callable[..., str]
) -> None:
    with pytest.raises(DataError, match=message):
        text(dialect, head)


@pytest.mark.parametrize(
    ("name", "module", "message"),
    [("duckdb", "sqlglot", "pip install"), ("duckdb", "duckdb", "pip install"), ("oracle", "", "is not an engine")],
)
def test_an_engine_that_is_not_there_is_one_clear_message(
    name: str, module: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for loaded in [one for one in sys.modules if one.startswith("exequatur.screening.engines.")]:
        if loaded.rpartition(".")[2] not in ("polars", "choose"):
            monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module or "none", None)
    (tmp_path / "a.csv").write_text("id,origin\n1,US\n")
    with pytest.raises(DataError, match=message):
        exequatur.screen(tmp_path / "a.csv", tmp_path / "b.csv", "2026-11-24", engine=name)
    assert not (tmp_path / "b.csv").exists()


def test_postgres_without_a_server_says_how_to_name_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,origin\n1,US\n")
    monkeypatch.delenv("EXEQUATUR_POSTGRES", raising=False)
    with pytest.raises(DataError, match="EXEQUATUR_POSTGRES"):
        exequatur.screen(tmp_path / "a.csv", tmp_path / "b.csv", "2026-11-24", engine="postgres")
    monkeypatch.setenv("EXEQUATUR_POSTGRES", "host=127.0.0.1 port=1 dbname=none connect_timeout=2")
    with pytest.raises(DataError, match="cannot be reached"):
        exequatur.screen(tmp_path / "a.csv", tmp_path / "b.csv", "2026-11-24", engine="postgres")
