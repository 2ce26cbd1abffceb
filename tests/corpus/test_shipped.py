"""The shipped data: without a fault, and nothing of what the sources held was lost on the way."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from exequatur.check import check
from exequatur.corpus.reader import read
from exequatur.corpus.source import load

TODAY = date(2026, 11, 24)
HELD = read(Path(__file__).with_name("source_manifest.yaml"))
CORPUS = load()
STATES = HELD["states"]["entries"]


def test_the_shipped_corpus_is_clean():
    assert "\n".join(map(str, check(today=TODAY))) == ""


@pytest.mark.parametrize(
    ("held", "shipped"),
    [
        ("facts", CORPUS.facts),
        ("provisions", CORPUS.rules),
        ("regional_rules", CORPUS.rules),
        ("treaty_rules", CORPUS.rules),
        ("regional_instruments", CORPUS.instruments),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_fact_provision_and_regional_rule_of_the_sources_is_there(held, shipped):
    assert not [id for id in HELD[held] if id not in shipped]


@pytest.mark.parametrize(
    ("held", "shipped"),
    [
        ("bilateral", CORPUS.bilateral),
        ("multilateral", CORPUS.multilateral),
        ("soft_law", CORPUS.soft_law),
        ("rulings_cn", CORPUS.rulings),
        ("rulings_abroad", CORPUS.abroad),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_treaty_and_decision_of_the_sources_is_there(held, shipped):
    assert set(HELD[held]) <= set(shipped)


def test_the_parties_to_the_new_york_convention_are_those_of_the_sources():
    assert sorted(HELD["new_york_parties"]) == sorted(party.iso for party in CORPUS.new_york.parties)


@pytest.mark.parametrize(
    ("held", "route"), [("entries", "reciprocity"), ("treaty_states", "treaty"), ("regional", "regional")]
)
def test_every_state_is_there_on_the_route_the_sources_gave_it(held, route):
    assert sorted(HELD["states"][held]) == sorted(iso for iso, state in CORPUS.states.items() if state.route == route)


@pytest.mark.parametrize("state", STATES)
def test_the_evidence_on_a_state_is_among_its_decisions_and_the_soft_law_that_names_it(state):
    decisions = [decision.id for decision in CORPUS.abroad.values() if decision.state == state]
    soft_law = [soft.id for soft in CORPUS.soft_law.values() if state in soft.states]
    assert set(HELD["evidence"].get(state, [])) <= {*decisions, *soft_law}


@pytest.mark.parametrize("state", STATES)
def test_the_findings_on_a_state_are_among_the_rulings_on_its_judgments(state):
    assert set(HELD["findings"].get(state, [])) <= {
        ruling.id for ruling in CORPUS.rulings.values() if ruling.origin["state"] == state
    }


def test_no_evidence_and_no_finding_is_listed_for_a_state_that_is_not_there():
    assert not (HELD["evidence"].keys() | HELD["findings"].keys()) - set(STATES)


def test_every_table_of_the_sources_is_there():
    lending = CORPUS.tables["lending"]
    shipped = {*CORPUS.tables, *lending} | ({"courts_csv"} if rows("courts") else set())
    assert not [table for table in HELD["tables"] if table not in shipped]
    assert not [
        article for article in HELD["renumbering"] if article not in CORPUS.tables["renumbering"]["cpl_articles"]
    ]
    assert {part: len(CORPUS.tables["open_questions"][part]) for part in HELD["open_questions"]} == HELD[
        "open_questions"
    ]


def test_every_court_and_case_type_of_the_sources_is_there():
    assert len(rows("courts")) >= HELD["courts"]
    assert len(rows("case_types")) >= HELD["case_types"]


def test_no_source_was_lost():
    assert len(CORPUS.sources) >= sum(HELD["sources"].values())


PRACTICE = HELD["practice"]
LEFT_OUT = (Path(__file__).parents[2] / "docs" / "explanation" / "data.md").read_text(encoding="utf-8")


def test_every_paper_of_the_sources_is_there() -> None:
    held = {f"{procedure}.{paper}" for procedure, several in PRACTICE["papers"].items() for paper in several}
    came = {was for paper in CORPUS.items["papers"].values() for was in paper.was}
    assert held - came == set(PRACTICE["papers_elsewhere"])
    assert not came - held


@pytest.mark.parametrize("part", [part for part in PRACTICE if not part.startswith("papers")])
def test_the_rest_of_the_source_on_papers_is_there_or_was_left_out_and_that_is_said(part: str) -> None:
    for held, now in PRACTICE[part].items():
        if now is None:
            assert f"`{part}`" in LEFT_OUT, f"{part}: {held} was left out, and data.md does not say so"
        else:
            file, _, item = now.partition(".")
            assert item in CORPUS.items[file], now


def rows(table: str) -> list[dict[str, str]]:
    with (CORPUS.root / "cn" / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
