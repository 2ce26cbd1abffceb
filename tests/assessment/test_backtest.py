"""The record as the test, kept away from the answer."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest

from exequatur.assessment.backtest import backtest, replay, rulings_of
from exequatur.corpus.errors import DataError
from exequatur.corpus.schema import RulingFile
from exequatur.language.record import summary, tell_backtest
from exequatur.law.book import Book

from ..conftest import ROOT

DATA = ROOT / "src" / "exequatur" / "corpus" / "data"


def test_the_target_is_met_on_replay(book: Book) -> None:
    counted = summary(backtest(rulings_of(None, book), book))
    assert counted["hit"] / counted["replayable"] >= 0.95
    assert counted["open"] / counted["replayable"] <= 0.10


def test_every_miss_and_every_open_answer_is_explained(book: Book) -> None:
    page = (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8")
    for answer in backtest(rulings_of(None, book), book):
        assert answer.why.of
        if answer.verdict != "hit":
            assert f"`{answer.id}`" in page


def test_flipping_the_record_of_a_ruling_leaves_its_own_replay_as_it_was(book: Book) -> None:
    from exequatur.corpus import source
    from exequatur.law.compiling import build

    corpus = source.load()
    flipped = copy.deepcopy(corpus)
    other = {"recognised": "refused", "refused": "recognised", "dismissed": "recognised", "partly": "refused"}
    for ruling in flipped.rulings.values():
        ruling.record.result = other.get(ruling.record.result, "refused")  # type: ignore[assignment]
        ruling.record.basis = "none" if ruling.record.basis != "none" else "reciprocity_de_facto"
    for ruling in corpus.rulings.values():
        one = copy.deepcopy(corpus)
        one.rulings[ruling.id] = flipped.rulings[ruling.id]
        altered = _with_record(book, one, build)
        before, after = replay(ruling, book), replay(one.rulings[ruling.id], altered)
        neutral = {"expected": "", "record_basis": "", "verdict": "", "alike": False}
        told = [msgspec.json.encode(msgspec.structs.replace(answer, **neutral)) for answer in (before, after)]
        assert told[0] == told[1], ruling.id


def _with_record(book: Book, corpus: Any, build: Any) -> Book:
    """The book with another record, everything else compiled as before."""
    altered: Book = msgspec.structs.replace(
        book, rulings={id: build._ruling(one) for id, one in corpus.rulings.items()}
    )
    return altered


def test_the_ruling_itself_its_related_and_same_day_siblings_never_count(book: Book) -> None:
    from exequatur.assessment.backtest import _without

    ruling = next(one for one in rulings_of(None, book) if one.id == "us-eb5-zeng-guangzhou-2018-21")
    left_out = _without(ruling, book)
    assert ruling.id in left_out and set(ruling.related) <= left_out
    assert replay(ruling, book).grade == "untested" or replay(ruling, book).grade == "followed"
    first = next(one for one in rulings_of(None, book) if one.id == "us-liu-v-tao-wuhan-2017")
    assert replay(first, book).grade == "supported"


def test_a_forecast_leaves_out_what_came_out_only_in_the_proceedings(book: Book) -> None:
    forged = next(one for one in rulings_of(None, book) if one.id == "it-milan-hangzhou-2015-3")
    assert replay(forged, book).as_it_stands == "refused"
    assert replay(forged, book, kind="forecast").as_it_stands == "recognised"


def test_older_refusals_are_scored_like_the_dismissals_they_are_and_it_is_said(book: Book) -> None:
    jonas = next(one for one in rulings_of(None, book) if one.id == "il-jonas-fuzhou-2017")
    answer = replay(jonas, book)
    assert (answer.expected, answer.as_it_stands, answer.verdict, answer.alike) == ("refused", "dismissed", "hit", True)


UNSEEN = """\
- id: ie-unseen-2025
  requested: CN
  origin: {state: IE, court: High Court}
  court: {zh: 上海市第一中级人民法院, en: Shanghai First Intermediate People's Court}
  case_number: {zh: （2025）沪01协外认9号, en: (2025) Hu 01 Xie Wai Ren No. 9}
  decided: '2025-10-10'
  file: {origin: IE, kind: judgment, matter: loan, judgment_date: '2024-02-02', respondent_domiciled_in_requested_state: true}
  replayable: true
  record: {result: recognised, basis: reciprocity_de_jure, grounds: []}
  sources: [a page]
  confidence: secondary
- id: us-unseen-month-only
  requested: CN
  origin: {state: US}
  court: {en: a court}
  decided: 2009-07
  file:
    {origin: US, kind: judgment, matter: loan, respondent_domiciled_in_requested_state: true,
     amount_total: 100, currency: USD}
  replayable: true
  record: {result: refused, basis: none, grounds: [no_treaty_no_reciprocity]}
  sources: [a page]
  confidence: recalled
"""


def test_a_file_of_rulings_never_seen_is_answered(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "unseen.yaml"
    path.write_text(UNSEEN, encoding="utf-8")
    told = tell_backtest(book, path, "replay", "court")
    assert [(one["id"], one["verdict"]) for one in told["rulings"]] == [
        ("ie-unseen-2025", "hit"),
        ("us-unseen-month-only", "open"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("result: recognised", "result: granted", "unseen.yaml:9"),
        ("kind: judgment, matter: loan, judgment_date", "kinds: judgment, matter: loan, judgment_date", "kinds"),
        ("  decided: 2009-07\n", "", "decided"),
        ("origin: IE, kind", "origin: Ireland, kind", "IE"),
    ],
)
def test_a_faulty_file_of_rulings_is_one_clear_error(book: Book, tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "unseen.yaml"
    path.write_text(UNSEEN.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as error:
        tell_backtest(book, path, "replay", "court")
    assert says in str(error.value)


def test_the_shipped_files_can_be_given_one_by_one(book: Book) -> None:
    for path in sorted((DATA / "rulings" / "cn").glob("*.yaml")):
        (ruling,) = rulings_of(path, book)
        assert isinstance(ruling, RulingFile) and ruling.id == path.stem
