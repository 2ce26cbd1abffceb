"""`python -m benchmarks`: medians and ratios, all in one run. `--json FILE` keeps the numbers, `--rounds N` sets effort."""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from exequatur.law.book import Book
from exequatur.law.load import book
from exequatur.logic import nodes
from exequatur.logic.values import Value

from . import ours, plain
from .measure import medians
from .peers import PEERS

FILES = 200


def recursion(rules: list[plain.Rule], files: list[dict[str, bool]]) -> list[list[bool | None]]:
    """Every rule on every file, by plain recursion."""
    return [[plain.evaluate(rule, file) for rule in rules] for file in files]


def proofs(tests: list[nodes.AnyNode], shelf: Book, files: list[dict[str, bool]]) -> list[list[Value]]:
    """The same by our proofs."""
    answers = []
    for file in files:
        at = nodes.Sitting(dict(file), shelf.look_up)
        answers.append([test.prove(at).value for test in tests])
    return answers


def side_by_side(rounds: int) -> tuple[dict[str, float], dict[str, float], list[str]]:
    """Seconds per file for every engine on the same rules: incomplete files, complete files; and what is missing."""
    shelf = book()
    tests, rules = plain.clauses(shelf, ours.ON)
    told = [f"{len(rules)} clauses of the path of reciprocity, {len(set().union(*map(plain.facts_in, rules)))} facts"]
    both: list[dict[str, float]] = []
    for complete in (False, True):
        files = plain.files(rules, FILES, complete=complete)
        expected = recursion(rules, files)
        assert proofs(tests, shelf, files) == expected

        tasks: dict[str, Callable[[], object]] = {
            "exequatur, with the proof": partial(proofs, tests, shelf, files),
            "plain recursion, no proof": partial(recursion, rules, files),
        }
        for name, translate, unknowns in PEERS:
            if not complete and not unknowns:
                told.append(f"{name}: knows no unknown, so complete files only")
                continue
            try:
                peer = translate(rules)
            except ImportError as error:
                told.append(f"{name}: not installed ({error})")
                continue
            assert peer(files) == expected, f"{name} disagrees"
            tasks[name] = partial(peer, files)
        both.append({name: seconds / FILES for name, seconds in medians(tasks, rounds).items()})
    told.append("s(CASP): not measured; it comes as a pack of SWI-Prolog, from outside the package registries")
    return both[0], both[1], list(dict.fromkeys(told))


def table(title: str, times: dict[str, float], against: str) -> Table:
    """Medians and ratios to one of them."""
    shown = Table("", "median", f"ratio to: {against}", title=title, title_justify="left")
    for name, seconds in times.items():
        unit = f"{seconds * 1e3:,.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:,.1f} µs"
        shown.add_row(name, unit, f"{seconds / times[against]:.2f}")
    return shown


def main() -> None:
    """Measure, print, and keep the numbers where asked."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--json", type=Path)
    asked.add_argument("--rounds", type=int, default=15)
    options = asked.parse_args()
    cold, warm, replay = ours.cold(options.rounds), ours.warm(options.rounds), ours.replay(max(3, options.rounds // 5))
    unknown, complete, told = side_by_side(options.rounds)
    sections = [
        ("Cold: one process from start to end", cold, "import typer and rich's console, table, tree"),
        ("Warm: one claim", warm, "validated input to proof"),
        ("The whole record", replay, "replay of the record"),
        ("The same rules, a third of the facts unknown, per file", unknown, "plain recursion, no proof"),
        ("The same rules, complete files, per file", complete, "plain recursion, no proof"),
    ]
    screen = Console(width=100)
    screen.print(f"Python {platform.python_version()}, {platform.machine()}, medians of {options.rounds} rounds")
    for title, times, against in sections:
        screen.print(table(title, times, against))
    for line in told:
        screen.print(line, highlight=False)
    if options.json:
        kept = {title: times for title, times, _ in sections}
        options.json.write_text(json.dumps({"seconds": kept, "notes": told}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
