"""The rules given to other engines are ours: plain recursion, and the two sides of each rule, answer as the proof does."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks import plain, rails
from benchmarks.compare import prove, values
from benchmarks.peers import Absent, batches, one_by_one
from benchmarks.rules import File, Rules, files_for, rules_of
from exequatur.law.book import Book

DAY = date(2026, 11, 24).toordinal()


@pytest.mark.parametrize("regime", ["reciprocity", "treaty", "new_york", "insolvency"])
def test_plain_recursion_and_the_two_sides_answer_as_the_proof_does(book: Book, regime: str) -> None:
    rules = rules_of(book, DAY, regime)
    files = files_for(rules, 200)
    expected = values(prove(rules, book, files))
    assert plain.answers(rules, files) == expected
    assert [_by_sides(rules, file) for file in files] == expected


def test_every_engine_that_is_here_answers_as_we_do(book: Book) -> None:
    rules = rules_of(book, DAY)
    files = files_for(rules, 5)
    expected = plain.answers(rules, files)
    for peer in [*one_by_one(), *batches()]:
        try:
            engine = peer.load(rules)
        except Absent:
            continue
        assert engine.read(engine.run(engine.prepare(files))) == expected, peer.name


def _by_sides(rules: Rules, file: File) -> list[bool | None]:
    held = rails.known(file)

    def holds(formula: rails.Formula) -> bool:
        kind, below = formula
        if kind == "name":
            return below in held
        return bool(below) if kind == "value" else (all if kind == "all" else any)(map(holds, below))

    for name, formula in rails.rails(rules).items():
        if holds(formula):
            held.add(name)
    return [rails.truth(true in held, false in held) for true, false in rails.sides(rules)]
