"""The rules given to other engines are ours: the plain evaluator answers every file as the proof does."""

from __future__ import annotations

from datetime import date

from benchmarks import plain
from exequatur.law.book import Book
from exequatur.logic.nodes import Sitting


def test_the_plain_evaluator_answers_as_the_proof_does(book: Book) -> None:
    tests, rules = plain.clauses(book, date(2026, 11, 24).toordinal())
    assert len(rules) > 5
    for file in plain.files(rules, 500):
        at = Sitting(dict(file), book.look_up)
        assert [test.prove(at).value for test in tests] == [plain.evaluate(rule, file) for rule in rules]
