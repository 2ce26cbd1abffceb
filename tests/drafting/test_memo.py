"""The memo: page one answers, every closed fact is told, and it stays short."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exequatur import verbs
from exequatur.assessment.assess import assess
from exequatur.assessment.claim import load_claim, make_claim
from exequatur.drafting.memo import memo
from exequatur.language.spoken import spoken
from exequatur.language.tree import Document, Notice, blanks, sentences, text_of
from exequatur.law.load import book

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
CLAIMS = [path for path in EXAMPLES if "kind:" in path.read_text(encoding="utf-8") and "origin" in path.read_text()]
TODAY = date(2026, 11, 24)


def of(path: Path, language: str = "en") -> Document:
    said = spoken(book(), language)
    return memo(assess(load_claim(path, said), on=TODAY.toordinal(), book=said))


def words(document: Document) -> str:
    return "\n".join(text_of(sentence) for sentence in sentences(document.blocks))


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.stem)
def test_the_memo_says_what_the_assessment_says(path: Path) -> None:
    told, text = verbs.assess(path, TODAY), words(of(path))
    assert told["summary"]["sentences"][0] in text
    for name in ("provided", "unless", "on_record"):
        for one in told[name]:
            assert one["sentence"] in text, "every closed fact is listed"
    for one in told["legal_questions"]:
        assert one["sentence"] in text
    if told["missing"]:
        assert told["missing"][0]["question"] in text
    assert told["release"] in text
    assert told["notice"][0] in text


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.stem)
def test_the_short_answer_stands_first_in_the_colour_of_its_outcome(path: Path) -> None:
    document = of(path)
    notice = next(block for block in document.blocks if isinstance(block, Notice))
    assert document.blocks.index(notice) <= 2
    assert notice.role == "answer"
    assert notice.outcome == (verbs.assess(path, TODAY)["as_it_stands"] or "open")


def test_what_is_not_known_is_a_blank_with_its_fact() -> None:
    document = memo(assess(make_claim({"origin": "US", "kind": "judgment"}, book()), on=TODAY.toordinal(), book=book()))
    assert {run.id for run in blanks(document)} >= {"origin_court", "judgment_date", "amount_total"}


def test_words_of_a_user_are_values_and_never_read() -> None:
    title = "{origin} {{ 7*7 }} <b>x</b> #let y = 1"
    document = memo(assess(make_claim({"title": title, "origin": "US"}, book()), on=TODAY.toordinal(), book=book()))
    runs = [run for sentence in sentences(document.blocks) for run in sentence if title in run.text]
    assert runs
    assert all(run.kind == "value" for run in runs)


def test_chinese_and_english_have_the_same_parts() -> None:
    english, chinese = of(EXAMPLES[0]), of(EXAMPLES[0], "zh-Hans")
    assert [type(block) for block in english.blocks] == [type(block) for block in chinese.blocks]
    assert len(list(sentences(english.blocks))) == len(list(sentences(chinese.blocks)))
