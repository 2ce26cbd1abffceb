"""Other engines on the same rules, each given a mechanical translation, and checked for equal answers before it is timed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ..rules import Answers, File, Rules


class Absent(Exception):
    """The engine is not on this machine. The message says what is missing."""


class Engine(NamedTuple):
    """An engine with the rules loaded. Only `run` is timed: `prepare` puts files into the form that the engine takes, `read`
    reads what it gave.
    """

    prepare: Callable[[list[File]], Any]
    run: Callable[[Any], Any]
    read: Callable[[Any], Answers]


class Peer(NamedTuple):
    """How an engine is called in the table, how it gets the rules, and how many files one round of it takes."""

    name: str
    load: Callable[[Rules], Engine]
    files: int


def one_by_one() -> list[Peer]:
    """The engines, for files that are asked about one at a time. What is not installed says so when it is loaded."""
    from . import clasp, fisca, gorules, justified

    return [
        Peer("zen-engine, no trace", lambda rules: gorules.load(rules, trace=False), 100),
        Peer("zen-engine, with its trace", lambda rules: gorules.load(rules, trace=True), 100),
        Peer("OpenFisca-Core, no trace", lambda rules: fisca.load(rules, trace=False), 5),
        Peer("OpenFisca-Core, with its trace", lambda rules: fisca.load(rules, trace=True), 5),
        Peer("clingo, no proof", clasp.load, 50),
        Peer("s(CASP), with its tree; file and rules compiled", lambda rules: justified.load(rules, compiled=True), 20),
        Peer("s(CASP), with its tree; a new file", lambda rules: justified.load(rules, compiled=False), 5),
    ]


def batches() -> list[Peer]:
    """The engines that take many files at once."""
    from . import fisca, gorules

    return [
        Peer("zen-engine, 200 files", gorules.load_batch, 200),
        Peer("OpenFisca-Core, 200 files", lambda rules: fisca.load(rules, trace=False), 200),
        Peer("OpenFisca-Core, 10,000 files", lambda rules: fisca.load(rules, trace=False), 10_000),
    ]
