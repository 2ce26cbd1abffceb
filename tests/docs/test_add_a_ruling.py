"""docs/how-to/add-a-ruling.md, followed to the letter: one file is added, and the record, the replay and the state move."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import exequatur
from exequatur.assessment.backtest import replay
from exequatur.corpus import source
from exequatur.law.book import Book
from exequatur.law.compiling.build import build
from exequatur.law.groups import Standing, standing

from .pages import DATA, ROOT, blocks

PAGE = ROOT / "docs" / "how-to" / "add-a-ruling.md"
TODAY = date(2026, 11, 24)
(WRITTEN,) = (block for block in blocks(PAGE) if block.name)
ID = Path(WRITTEN.name or "").stem


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data with the ruling of the page in it, and nothing else."""
    root = tmp_path_factory.mktemp("corpus") / "data"
    shutil.copytree(source.DATA, root)
    path = root / Path(WRITTEN.name or "").relative_to(DATA)
    assert path.parent.is_dir() and not path.exists()
    path.write_text(WRITTEN.text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def grown(corpus: Path) -> Book:
    return build(source.load(corpus))


def stands(book: Book, on: str) -> Standing:
    return standing(book, "AU", date.fromisoformat(on).toordinal())


def test_the_check_finds_no_fault(corpus: Path) -> None:
    assert exequatur.corpus_check(corpus, today=TODAY)["faults"] == []


def test_a_slip_in_the_file_is_named_with_file_and_line(corpus: Path, tmp_path: Path) -> None:
    shutil.copytree(corpus, tmp_path / "data")
    path = tmp_path / "data" / "rulings" / "cn" / f"{ID}.yaml"
    path.write_text(
        WRITTEN.text.replace("known_from: {day: 2026-11-02", "known_from: {day: 2026-10-02"), encoding="utf-8"
    )
    (fault,) = exequatur.corpus_check(tmp_path / "data", today=TODAY)["faults"]
    assert fault["kind"] == "known-before-decided" and fault["file"].endswith(f"{ID}.yaml") and fault["line"]


def test_it_appears_on_the_record(book: Book, grown: Book) -> None:
    assert set(grown.rulings) - set(book.rulings) == {ID}
    assert not set(book.rulings) - set(grown.rulings)


def test_it_is_replayed_from_its_file_and_not_from_itself(corpus: Path, grown: Book) -> None:
    ruling = source.load(corpus).rulings[ID]
    answer = replay(ruling, grown)
    assert (answer.verdict, answer.as_it_stands, answer.basis) == ("hit", "recognised", "reciprocity_de_jure")
    assert answer.grade == "supported"


def test_a_file_of_rulings_need_not_be_in_the_record(corpus: Path) -> None:
    told = exequatur.backtest(corpus / "rulings" / "cn" / f"{ID}.yaml")
    assert [one["verdict"] for one in told["rulings"]] == ["hit"]


def test_it_moves_the_group_and_the_grade_of_its_state_from_the_day_after(book: Book, grown: Book) -> None:
    assert (stands(grown, "2026-10-15").group, stands(grown, "2026-10-15").grade) == (3, "supported")
    assert (stands(grown, "2026-10-16").group, stands(grown, "2026-10-16").grade) == (2, "followed")
    assert stands(grown, "2026-10-16").found_by == (ID,)
    assert (stands(book, "2026-11-24").group, stands(book, "2026-11-24").grade) == (3, "supported")


def test_it_does_not_move_the_test_of_reciprocity(book: Book, grown: Book) -> None:
    assert stands(grown, "2026-11-24").limbs == stands(book, "2026-11-24").limbs
