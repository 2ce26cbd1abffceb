"""What every test may use: the shipped book, and answers as plain data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exequatur.assessment.assess import Assessment, assess
from exequatur.assessment.claim import make_claim
from exequatur.law.book import OUTCOMES, Book
from exequatur.law.load import book as load_book

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
TODAY = date(2026, 11, 24).toordinal()


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book()


class Answers:
    """Assess plain facts on a day."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def __call__(self, facts: dict[str, Any], on: str = "2026-11-24", **rest: Any) -> Assessment:
        return assess(make_claim(facts, self._book), on=date.fromisoformat(on).toordinal(), book=self._book, **rest)

    def possible(self, facts: dict[str, Any], on: str = "2026-11-24") -> set[str]:
        return {OUTCOMES[end] for end in self(facts, on).possible}


@pytest.fixture(scope="session")
def answer(book: Book) -> Answers:
    return Answers(book)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process: exit status, what went to stdout, what went to stderr."""
    from exequatur.cli.main import main

    def call(*words: str) -> tuple[int, str, str]:
        try:
            main(list(words))
            status = 0
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
        out, err = capsys.readouterr()
        return status, out, err

    return call
