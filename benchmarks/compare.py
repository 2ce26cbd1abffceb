"""Other engines and ours on the same rules: equal answers first, then the times, all in the same rounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from exequatur.law.book import Book
from exequatur.law.load import book
from exequatur.logic import nodes

from . import plain
from .measure import Section, Task, rows, series
from .ours import ON
from .peers import Absent, Engine, Peer, batches, one_by_one
from .rules import File, Rules, files_for, rules_of

FILES = 200
OURS, PLAIN = "exequatur, with the proof", "plain recursion, no proof"


def prove(rules: Rules, shelf: Book, files: list[File]) -> list[list[nodes.Step]]:
    """The proof of every clause on every file."""
    proofs = []
    for file in files:
        sitting = nodes.Sitting(dict(file), shelf.look_up)
        proofs.append([node.prove(sitting) for node in rules.nodes])
    return proofs


def values(proofs: list[list[nodes.Step]]) -> list[list[Any]]:
    """What the proofs say."""
    return [[step.value for step in steps] for steps in proofs]


def compare(rounds: int) -> tuple[list[Section], list[str]]:
    """Seconds per file of every engine, and what there is to say about it."""
    shelf = book()
    rules = rules_of(shelf, ON)
    files = files_for(rules, FILES)
    expected = plain.answers(rules, files)
    unknown = sum(value is None for row in expected for value in row) / FILES / len(rules.clauses)
    told = [
        f"{len(rules.clauses)} clauses over {len(rules.definitions)} definitions and {len(rules.facts)} truths; random "
        f"files with a third of the facts unknown leave {unknown:.0%} of the answers unknown. On every file timed, every "
        "engine gave the same answers, unknown included."
    ]
    ours = Engine(lambda given: given, partial(prove, rules, shelf), values)
    recursion = Engine(lambda given: given, partial(plain.answers, rules), lambda answers: answers)
    mine = [Peer(OURS, lambda _: ours, FILES), Peer(PLAIN, lambda _: recursion, FILES)]
    singly = _times(rules, [*mine, *one_by_one()], rounds, told, singly=True)
    batch = _times(rules, [*mine, *batches()], rounds, told, singly=False)
    return [
        Section("The same rules, one file at a time: time per file", OURS, rows(singly, OURS)),
        Section("The same rules, a batch: time per file", OURS, rows(batch, OURS)),
    ], told


def _times(rules: Rules, peers: list[Peer], rounds: int, told: list[str], *, singly: bool) -> dict[str, list[float]]:
    """Seconds per file of each peer that is there, once its answers are ours."""
    tasks: dict[str, Task] = {}
    for peer in peers:
        try:
            engine = peer.load(rules)
        except Absent as missing:
            told.append(f"{peer.name}: not installed here ({missing}).")
            continue
        files = files_for(rules, peer.files)
        given = [engine.prepare([file]) for file in files] if singly else [engine.prepare(files)]
        answers = [row for one in given for row in engine.read(engine.run(one))]
        assert answers == plain.answers(rules, files), f"{peer.name} does not answer as we do"
        tasks[peer.name] = partial(_run, engine.run, given)
    taken = series(tasks, rounds)
    return {peer.name: [t / peer.files for t in taken[peer.name]] for peer in peers if peer.name in taken}


def _run(run: Callable[[Any], object], given: list[Any]) -> None:
    for one in given:
        run(one)
