"""The command line: one verb per job, the same as the library, plain when piped."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import exequatur

from ..conftest import EXAMPLES, ROOT

Run = Callable[..., tuple[int, str, str]]
INTERFACE: dict[str, tuple[list[str], set[str]]] = {
    "assess": (
        ["assess", "examples/los-angeles.yaml", "--on", "2026-11-24"],
        {
            "regime",
            "possible",
            "settled",
            "as_it_stands",
            "basis",
            "provided",
            "unless",
            "on_record",
            "grade",
            "weakest_source",
            "counts",
            "steps",
            "rests_on",
            "would_turn",
            "missing",
            "questions_left",
            "legal_questions",
            "sources",
        },
    ),
    "state": (
        ["state", "US", "--on", "2026-11-24"],
        {"iso", "name", "route", "group", "since", "reason", "grade", "test", "history", "rulings"},
    ),
    "states": (["states", "--on", "2021-11-19"], {"states", "counts"}),
    "ruling": (["ruling", "us-liu-v-tao-wuhan-2017"], {"id", "record", "sources", "engine"}),
    "rulings": (["rulings"], {"rulings"}),
    "provision": (["provision", "cpl2023.300.2"], {"text", "in_force", "cited_as", "used_by"}),
    "backtest": (["backtest"], {"rulings", "summary"}),
    "cite": (["cite", "（2017）沪01协外认16号"], {"citations"}),
    "fee": (
        ["fee", "recognition", "1000000", "--on", "2026-11-24"],
        {
            "fee",
            "currency",
            "working",
            "alternatives",
            "paid_by",
            "borne_by",
            "cited",
            "sources",
            "confidence",
            "notes",
        },
    ),
    "interest": (
        ["interest", "delayed", "--principal", "1000000", "--from", "2025-01-01", "--to", "2026-01-01"],
        {"interest", "currency", "days", "working", "count"},
    ),
    "ask": (["ask", "examples/chicago.yaml", "--on", "2026-11-24"], {"question", "questions_left", "as_it_stands"}),
    "claim-new": (["claim", "new"], {"claim", "facts"}),
    "claim": (["claim", "check", "examples/zh-claim.yaml"], {"stated", "implied"}),
    "corpus-check": (["corpus", "check"], {"faults"}),
}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("verb", INTERFACE)
def test_every_json_answer_has_schema_release_day_and_its_keys(verb: str, run: Run) -> None:
    words, keys = INTERFACE[verb]
    status, out, err = run(*words, "--format", "json")
    told = json.loads(out)
    assert status == 0 and err == ""
    assert told["schema"] == f"exequatur.{verb}/1" and re.fullmatch(r"[0-9a-f]{16}", told["release"]) and "on" in told
    assert keys <= set(told)


@pytest.mark.parametrize("verb", [verb for verb in INTERFACE if verb != "ask"])
def test_every_text_answer_is_plain_when_piped(verb: str, run: Run) -> None:
    status, out, _ = run(*INTERFACE[verb][0])
    assert status == 0 and out.strip() and "\x1b" not in out and "⟨" not in out


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_is_answered_in_words_that_carry_no_engine_terms(example: Path, run: Run) -> None:
    status, out, _ = run("assess", str(example), "--full")
    assert status == 0
    for word in ("node", "Kleene", "None", "True", "False", "null", "%", "{", "}", "⟨"):
        assert word not in out, word


def test_the_library_answers_as_the_command_line(run: Run) -> None:
    _, out, _ = run("assess", "examples/england.yaml", "--on", "2026-11-24", "--format", "json")
    assert json.loads(out) == exequatur.assess("examples/england.yaml", on=date(2026, 11, 24))


def test_the_same_facts_from_a_file_a_mapping_json_and_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts: dict[str, Any] = {
        "origin": "US",
        "kind": "judgment",
        "judgment_date": "2025-01-31",
        "currency": "USD",
        "amount_total": "10.50",
    }
    as_json = tmp_path / "claim.json"
    as_json.write_text(json.dumps(facts))
    answers = [exequatur.assess(facts, on="2026-11-24"), exequatur.assess(as_json, on="2026-11-24")]
    pipe = subprocess.run(
        [sys.executable, "-m", "exequatur.cli.main", "assess", "-", "--on", "2026-11-24", "--format", "json"],
        input=as_json.read_bytes(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    answers.append(json.loads(pipe.stdout))
    assert answers[0] == answers[1] == answers[2]


def test_the_ruling_is_found_by_case_number_in_hanzi_and_in_pinyin(run: Run) -> None:
    for name in (
        "（2017）沪01协外认16号",
        "(2017)沪01协外认16号",
        "(2017) Hu 01 Xie Wai Ren No. 16",
        "us-nalco-v-chen-shanghai-2018",
    ):
        _, out, _ = run("ruling", name, "--format", "json")
        assert json.loads(out)["id"] == "us-nalco-v-chen-shanghai-2018"


def test_the_numbers_of_the_founding_article_are_cited(run: Run) -> None:
    text = (
        "the ruling (2017) Hu 01 Xie Wai Ren No.16([2017]沪01协外认16号) and "
        "No.(2015) E Wu Han Zhong Min Shang Wai Chu Zi No. 00026"
    )
    _, out, _ = run("cite", text, "--format", "json")
    found = json.loads(out)["citations"]
    assert [one["ruling"] for one in found] == [
        "us-nalco-v-chen-shanghai-2018",
        "us-nalco-v-chen-shanghai-2018",
        "us-liu-v-tao-wuhan-2017",
    ]
    for one in found:
        assert text[one["span"][0] : one["span"][1]] == one["text"]
        assert {"text", "span", "year", "court", "type", "number", "suffix", "canonical", "pinyin", "status"} <= set(
            one
        )


def test_an_answer_that_rests_on_the_provision_of_its_day_prints_its_number_of_that_day(run: Run) -> None:
    def cited(on: str) -> set[str]:
        _, out, _ = run("assess", "examples/los-angeles.yaml", "--on", on, "--format", "json")
        steps = json.loads(out)["steps"]
        gate = next(step for step in steps if step["id"] == "stage.gate")
        return {cite["article"] for rule in gate["children"] for cite in rule["cited"]}

    assert "282" in cited("2017-06-29") and "289" in cited("2022-06-01") and "299" in cited("2026-11-24")


def test_help_and_completion(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0 and "assess" in out
    for verb in ("assess", "ask", "state", "states", "ruling", "rulings", "provision", "backtest", "cite"):
        status, out, _ = run(verb, "--help")
        assert status == 0 and "Example" in out
    status, out, _ = run("--show-completion", "bash")
    assert status == 0


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m exequatur.cli.main rulings --format json | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stderr == "" and done.stdout.startswith("{")


def test_the_interview_stops_when_nothing_can_change_the_answer(tmp_path: Path) -> None:
    claim = tmp_path / "claim.yaml"
    claim.write_text(
        "# mine\norigin: US\nkind: judgment\nmatter: loan\neffective_under_law_of_origin: true\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "exequatur.cli.main", "ask", str(claim), "--on", "2026-11-24"],
        input="y\n" * 60,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "No further answer can change this" in done.stdout or "could not answer" in done.stdout
    text = claim.read_text(encoding="utf-8")
    assert text.startswith("# mine\norigin: US") and "answered" in text
    assert exequatur.claim_check(claim)["stated"]


def test_the_interview_takes_i_do_not_know_and_stop(tmp_path: Path) -> None:
    claim = tmp_path / "claim.yaml"
    claim.write_text("origin: US\nkind: judgment\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "exequatur.cli.main", "ask", str(claim)],
        input="\nnonsense\n?\nq\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "Where to look" in done.stdout and "at best" in done.stdout
    assert "That was not understood" in done.stdout
    assert claim.read_text(encoding="utf-8") == "origin: US\nkind: judgment\n"


def test_the_template_is_a_valid_claim_and_names_every_fact_that_can_be_asked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    assert run("claim", "new", str(path))[0] == 0
    assert run("claim", "check", str(path))[0] == 0
    text = path.read_text(encoding="utf-8")
    uncommented = re.sub(r"^#(\w+: )", r"\1", text, flags=re.MULTILINE)
    assert "#default_judgment: true" in text and "#service_method: " in text
    assert uncommented != text
    status, _, err = run("claim", "new", str(path))
    assert status == 2 and "exists already" in err
