"""What a person sees: whole sentences, nothing cut in a pipe, marks that say what they mean, no clumsy noughts."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main
from rich.console import Console

import exequatur
from exequatur.cli.main import app
from exequatur.cli.show import record
from exequatur.cli.show.answers import _mark
from exequatur.law.book import Book

from ..conftest import EXAMPLES, ROOT

Run = Callable[..., tuple[int, str, str]]
PAID = {
    "origin": "US",
    "kind": "judgment",
    "matter": "contract_sale",
    "relief": "money",
    "judgment_date": "2025-03-14",
    "already_performed": True,
}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def interview(claim: Path, typed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "exequatur.cli.main", "ask", str(claim), "--on", "2026-11-24"],
        input=typed,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout


# ---- the interview


def test_the_interview_says_in_whole_sentences_why_it_asks(tmp_path: Path) -> None:
    claim = tmp_path / "claim.yaml"
    claim.write_text("origin: US\nkind: judgment\nmatter: loan\n", encoding="utf-8")
    shown = interview(claim, "\n" * 60)
    assert "If the answer is “yes”, one outcome is left: the application is dismissed." in shown
    assert not re.search(r"settles it|partly_recognised|⟨|\b[a-z]+_[a-z]+\b", shown.replace(str(claim), ""))


def test_every_sentence_of_the_interview_is_in_the_catalogue(book: Book) -> None:
    for example in EXAMPLES.glob("*.yaml"):
        told = exequatur.ask(example, on="2026-11-24")
        assert "⟨" not in json.dumps(told, ensure_ascii=False)
    for info in book.facts.values():
        assert info.type == "text" or f"ask.hint.{info.type}" in book.messages


def test_the_next_question_of_a_claim_on_standard_input_is_shown_and_nothing_is_asked(tmp_path: Path) -> None:
    for form in ([], ["--format", "json"]):
        done = subprocess.run(
            [sys.executable, "-m", "exequatur.cli.main", "ask", "-", "--on", "2026-11-24", *form],
            input=(EXAMPLES / "chicago.yaml").read_bytes(),
            capture_output=True,
            check=True,
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        )
        assert exequatur.ask(EXAMPLES / "chicago.yaml", on="2026-11-24")["question"]["question"] in done.stdout.decode()
    assert json.loads(done.stdout)["schema"] == "exequatur.ask/1"


def test_a_program_can_answer_question_after_question_until_none_is_left() -> None:
    claim: dict[str, Any] = {"origin": "US", "kind": "judgment", "matter": "loan"}
    for _ in range(200):
        told = exequatur.ask(claim, on="2026-11-24")
        if told["question"] is None:
            break
        claim[told["question"]["fact"]] = {
            "truth": told["question"]["settles"] is not None and "true" in told["question"]["settles"],
            "code": (told["question"]["values"] or [{"value": "US"}])[0]["value"],
            "date": "2025-01-31",
        }.get(told["question"]["type"])
    assert told["question"] is None and told["sentence"] == "No further answer can change this."


def test_an_empty_claim_in_a_json_file_is_json_and_is_read(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "new.json"
    assert run("claim", "new", str(path))[0] == 0
    assert json.loads(path.read_text(encoding="utf-8"))["origin"] is None
    assert run("claim", "check", str(path))[0] == 0


# ---- lists in a pipe


def test_no_list_is_cut_in_a_pipe(run: Run, book: Book) -> None:
    _, shown, _ = run("rulings")
    lines = shown.splitlines()
    for one in exequatur.rulings()["rulings"]:
        assert any(one["id"] in line and one["name"] in line for line in lines), one["id"]
    assert len(lines) == 1 + len(book.rulings)
    _, shown, _ = run("backtest")
    assert all(one in shown for one in book.rulings)
    _, shown, _ = run("states", "--on", "2026-11-24")
    assert all(one["name"] in shown for one in exequatur.states(on="2026-11-24")["states"])
    for iso in ("US", "IT", "RU", "UZ", "JP"):
        _, shown, _ = run("state", iso, "--on", "2026-11-24")
        for one in exequatur.state(iso, on="2026-11-24")["rulings"]:
            assert one["name"] in shown
    for verb in (["rulings"], ["backtest"], ["states"], ["state", "US"]):
        assert "…" not in re.sub("… to", "", run(*verb)[1])


@pytest.mark.parametrize("width", [60, 80, 110])
def test_a_list_in_a_narrow_terminal_is_folded_and_not_cut(width: int) -> None:
    for told, show in ((exequatur.rulings(), record.rulings), (exequatur.backtest(), record.backtest)):
        screen = Console(width=width, file=io.StringIO(), force_terminal=True, color_system=None)
        screen.print(show(told))
        assert isinstance(screen.file, io.StringIO)
        assert "…" not in screen.file.getvalue().replace("… to", "")


# ---- help


def verbs(command: Any, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [words]
    for word, below in getattr(command, "commands", {}).items():
        found += verbs(below, (*words, word))
    return found


@pytest.mark.parametrize("words", verbs(typer.main.get_command(app)), ids=" ".join)
def test_the_help_of_every_verb_is_whole_and_has_an_example_on_each_line(words: tuple[str, ...], run: Run) -> None:
    status, shown, _ = run(*words, "--help")
    whole = re.sub(r"^Usage:.*$", "", shown, flags=re.M)
    assert status == 0 and not re.search(r"\w\.\.\.$", whole, re.M), "a summary is cut"
    examples = [line for line in shown.splitlines() if "exequatur " in line and not line.startswith("Usage:")]
    assert all(re.match(r" *(Examples?:)? *exequatur (?!.*exequatur )", line) for line in examples)
    assert examples or words in ((), ("claim",), ("corpus",), ("messages",))


# ---- suggestions


@pytest.mark.parametrize("part", ["us-nalco", "nalco", "NALCO", "nalco shanghai", "us-nalko-v-chen-shanghai-2018"])
def test_a_part_of_an_id_brings_the_ruling_to_mind(part: str, run: Run) -> None:
    status, _, err = run("ruling", part)
    assert status == 2 and "did you mean us-nalco-v-chen-shanghai-2018?" in err


def test_a_part_that_fits_several_names_some_and_counts_the_rest(run: Run) -> None:
    assert re.search(r"did you mean us-\S+, us-\S+, us-\S+ or one of \d more\?", run("ruling", "us-")[2])
    assert "us-nalco-v-chen-shanghai-2018" in run("ruling", "沪01协外认16")[2]
    assert "did you mean cpl2023.300.1, " in run("provision", "cpl2023.300")[2]
    assert "`exequatur rulings` lists them" in run("ruling", "zzzz")[2]


# ---- the back-test


def test_what_cannot_be_replayed_is_not_called_open(run: Run) -> None:
    _, shown, _ = run("backtest")
    for one in exequatur.backtest()["rulings"]:
        row = next(line for line in shown.splitlines() if f" {one['id']} " in f"{line} ")
        if one["verdict"] == "not_replayable":
            assert row.rstrip().endswith("not replayable")
            assert " ".join(f"{one['id']}, not replayable. {one['why']}".split()) in " ".join(shown.split())
        assert one["verdict"] == "open" or "open" not in row
    _, shown, _ = run("ruling", "de-hukla-beijing-2010")
    assert "not replayable. the report states only" in shown and "Open" not in shown


# ---- marks


def test_a_plain_fact_is_information_and_only_a_conclusion_or_a_rule_holds_or_fails(run: Run) -> None:
    told = exequatur.assess("examples/los-angeles.yaml", on="2026-11-24")
    _, shown, _ = run("assess", "examples/los-angeles.yaml", "--on", "2026-11-24", "--full")
    assert "– Judgment was given although the respondent never appeared or defended." in shown
    assert "✗ Judgment was given although" not in shown

    def walk(steps: list[dict[str, Any]]) -> None:
        for step in steps:
            plain = step["kind"] == "fact" and not step["derived"]
            assert (_mark(step) in ("stated", "assumed", "unknown")) if plain else (_mark(step) == step["mark"])
            walk(step["children"])

    walk(told["steps"])


@pytest.mark.parametrize("words", [["assess", "examples/japan.yaml"], ["state", "JP"], ["backtest"]], ids=str)
def test_marks_are_explained_in_one_line_where_they_are_used(words: list[str], run: Run) -> None:
    _, shown, _ = run(*words)
    legend = next(line for line in shown.splitlines() if re.match(r"✓ \w.*   ✗ \w.*   \? \w", line))
    used = set(re.findall(r"(?:^|── )([✓✗–•?]) ", shown, re.M))
    assert used <= set(re.findall(r"[✓✗–•?]", legend)) and len(legend) <= 100


def test_a_refusal_abroad_speaks_against_reciprocity_where_the_rule_of_the_day_asks_for_it() -> None:
    limbs = {limb["fact"]: limb["mark"] for limb in exequatur.state("JP", on="2026-11-24")["test"]["limbs"]}
    assert limbs["reciprocity_refusal_abroad"] == "not_met"
    limbs = {limb["fact"]: limb["mark"] for limb in exequatur.state("US", on="2017-07-01")["test"]["limbs"]}
    assert limbs["reciprocity_de_facto"] == "met" and limbs["reciprocity_de_jure"] == "stated"


# ---- authorities


def test_a_ruling_without_a_number_is_quoted_by_court_day_and_parties(run: Run, book: Book) -> None:
    numberless = [one for one in book.rulings.values() if not one.case_number]
    assert numberless
    named = {one["id"]: one["name"] for one in exequatur.rulings()["rulings"]}
    assert (
        named["jp-gomiakira-dalian-1995"]
        == "Dalian Intermediate People's Court, 1995, on the application of Gomi Akira"
    )
    for ruling in numberless:
        assert ruling.id not in named[ruling.id] and "⟨" not in named[ruling.id] and "None" not in named[ruling.id]
    for example in EXAMPLES.glob("*.yaml"):
        for on in ("2026-11-24", "2018-01-01"):
            _, shown, _ = run("assess", str(example), "--on", on, "--full")
            assert not [one.id for one in numberless if one.id in shown]
    _, shown, _ = run("provision", "cn.reciprocity.before_2021")
    assert named["jp-gomiakira-dalian-1995"] in " ".join(shown.split()) and "jp-gomiakira" not in shown


# ---- numbers


def test_an_outcome_that_no_ruling_had_is_left_out() -> None:
    for origin in ("US", "JP", "KR", "SG", "IT", "FR", "DE", "AU", "CA"):
        sentence = exequatur.assess({"origin": origin, "kind": "judgment"}, on="2026-11-24")["counts"]["sentence"]
        assert not re.search(r"\b0\b", sentence), sentence
    told = exequatur.assess("examples/japan.yaml", on="2026-11-24")["counts"]
    assert told["total"] == 1 and told["sentence"].endswith("is on our record: it refused recognition.")


def test_no_count_of_nought_is_shown(run: Run) -> None:
    for words in (["backtest"], ["states"], ["assess", "examples/los-angeles.yaml"]):
        assert not re.search(r"(?<![\d.])\b0 [a-z]|: 0\b", run(*words)[1])


# ---- what is stated and read by no rule


def test_whoever_holds_a_judgment_that_is_paid_is_told_that_nothing_is_left_to_enforce(run: Run) -> None:
    for origin in ("US", "FR", "MO", "TW", "DE"):
        told = exequatur.assess({**PAID, "origin": origin}, on="2026-11-24")
        assert [one["fact"] for one in told["warnings"]] == ["already_performed"]
        assert "nothing is left to enforce" in told["warnings"][0]["sentence"]
        assert (
            told["as_it_stands"]
            == exequatur.assess(
                {key: value for key, value in PAID.items() if key != "already_performed"} | {"origin": origin},
                on="2026-11-24",
            )["as_it_stands"]
        )  # no provision on our record makes it a ground


def test_where_performance_is_a_ground_for_refusal_the_ground_is_told_and_no_warning() -> None:
    told = exequatur.assess(
        {
            **PAID,
            "origin": "HK",
            "judgment_date": "2020-03-14",
            "agreement_date": "2015-01-01",
            "choice_of_court": "exclusive_origin",
            "choice_of_court_consumer_or_employment": False,
        },
        on="2026-11-24",
    )
    assert told["track"] == "hk.judgments.2006" and told["as_it_stands"] == "refused" and told["warnings"] == []


def test_an_unpaid_judgment_brings_no_warning() -> None:
    assert exequatur.assess({**PAID, "already_performed": False}, on="2026-11-24")["warnings"] == []
    assert exequatur.claim_check({"already_performed": True})["implied"]["obligation_unperformed"] == "no"


def test_every_warning_of_the_catalogue_is_about_a_truth_that_a_claim_can_state(book: Book) -> None:
    warnings = [id.split(".") for id in book.messages if id.startswith("fact.") and id.endswith(".warning")]
    assert warnings
    for _, fact, value, _ in warnings:
        assert book.facts[fact].type == "truth" and value in ("true", "false")


def test_the_plan_says_what_a_sum_is_cut_to_and_when_the_outlook_is_poor(run: Run) -> None:
    _, punitive, _ = run("plan", str(EXAMPLES / "punitive.yaml"), "--on", "2026-11-24")
    assert "may cut off up to USD 1,000,000.00" in punitive and "Left to claim: USD 500,000.00 to" in punitive
    _, japan, _ = run("plan", str(EXAMPLES / "japan.yaml"), "--on", "2026-11-24")
    assert (
        "On what is known the application is expected to be turned away" in japan and "not before 2027-01-28" in japan
    )
    _, hong_kong, _ = run("plan", str(EXAMPLES / "hong-kong.yaml"), "--on", "2026-11-24")
    assert "of a Hong Kong judgment, as of 2026-11-24" in hong_kong
    assert "not stated, if they apply:" in hong_kong
