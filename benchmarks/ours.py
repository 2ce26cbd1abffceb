"""Cold start and peak memory, one claim when warm, and the whole record."""

from __future__ import annotations

import compileall
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from exequatur.assessment.assess import Assessment, Desk, assess
from exequatur.assessment.backtest import backtest, rulings_of
from exequatur.assessment.claim import Claim, load_claim
from exequatur.assessment.missing import missing, questions_left
from exequatur.assessment.turning import turns
from exequatur.language.planned import tell_plan
from exequatur.law.book import Book
from exequatur.law.load import COMPILED, PACKAGE, book
from exequatur.logic.nodes import Sitting

from .measure import Section, Task, rows, series

EXAMPLES = Path(__file__).parents[1] / "examples"
CLAIM = EXAMPLES / "los-angeles.yaml"
ON = date(2026, 11, 24).toordinal()
OURS, PEER, BARE = "exequatur assess", "import typer and rich, print one table", "import typer, rich and nothing else"
PROGRAMS = {
    "an empty program": "pass",
    BARE: "import typer, rich",
    PEER: "import typer, rich.console, rich.table, rich.tree; table = rich.table.Table('a', 'b'); "
    "table.add_row('1', '2'); rich.console.Console().print(table)",
    OURS: "from exequatur.cli.main import start; start()",
}
#: Starts another process and says the most memory that it held: apart, because a child counts what its parent held.
WEIGH = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


@contextmanager
def installed() -> Iterator[dict[str, str]]:
    """The package as an install leaves it: a copy outside the checkout, byte-compiled. Gives the environment to run in."""
    book()
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(PACKAGE, Path(place) / "exequatur", ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(place, quiet=1)
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        yield {**env, "PYTHONPATH": place}


def command(name: str) -> list[str]:
    """The words that start a program."""
    return [sys.executable, "-c", PROGRAMS[name], *(["assess", str(CLAIM)] if name == OURS else [])]


def cold(rounds: int) -> list[Section]:
    """Whole processes, from start to end: time and peak memory."""
    with installed() as env:

        def run(name: str) -> None:
            subprocess.run(command(name), env=env, stdout=subprocess.DEVNULL, check=True)

        def weigh(name: str) -> float:
            words = [sys.executable, "-S", "-c", WEIGH, *command(name)]
            return 1024 * float(subprocess.run(words, env=env, capture_output=True, check=True, text=True).stdout)

        taken = series({name: partial(run, name) for name in PROGRAMS}, rounds)
        held = {name: [weigh(name) for _ in range(5)] for name in PROGRAMS}
    return [
        Section("Cold: one process from start to end", PEER, rows(taken, PEER), {OURS: ("ratio", 2.0)}),
        Section("Cold: the most memory that the process held", PEER, rows(held, PEER), unit="bytes"),
    ]


def warm(rounds: int) -> list[Section]:
    """One claim that was read and validated before."""
    shelf = book()
    claim = load_claim(CLAIM, shelf)
    others = {path.stem: load_claim(path, shelf) for path in sorted(EXAMPLES.glob("*.yaml"))}
    desk = Desk(shelf, ON)
    path = desk.decision.paths["reciprocity"][0]
    facts = {**claim.facts, "ruling_date": (ON, ON)}

    def proof() -> None:
        sitting = Sitting(facts, shelf.look_up, desk.closes, rounding=desk.rounding)
        for clause in path.clauses:
            clause.test.prove(sitting)

    def whole(one: Claim = claim) -> Assessment:
        found = assess(one, on=ON, book=shelf)
        questions_left(found, missing(found))
        return found

    def plan(one: Claim) -> None:
        tell_plan(assess(one, on=ON, book=shelf))

    tasks: dict[str, Task] = {
        "validated input to the proof of every clause": proof,
        "both answers": lambda: assess(claim, on=ON, book=shelf),
        "both answers, missing facts in order, questions left": whole,
        "all that and what would turn the answer": lambda: turns(whole()),
        "read and validate the claim file (YAML)": lambda: load_claim(CLAIM, shelf),
    }
    first, _, ranked, *_ = tasks
    targets = {first: ("median", 100e-6), ranked: ("median", 1e-3)}
    each = series({name: partial(whole, one) for name, one in others.items()}, rounds, each=5)
    return [
        Section("Warm: the Los Angeles judgment", first, rows(series(tasks, rounds, each=20), first), targets),
        Section(
            "Warm: both answers, missing facts in order, questions left, of every example",
            CLAIM.stem,
            rows(each, CLAIM.stem),
            dict.fromkeys(each, ("median", 1e-3)),
        ),
        Section(
            "Warm: the plan of every example, assessed, planned and told",
            CLAIM.stem,
            rows(series({name: partial(plan, one) for name, one in others.items()}, rounds, each=3), CLAIM.stem),
            dict.fromkeys(each, ("median", 5e-3)),
        ),
    ]


def record(rounds: int) -> Section:
    """Loading the compiled law, and the replay of every ruling of the record as of its day."""
    shelf = book()
    content = (COMPILED / "book.msgpack").read_bytes()
    rulings = rulings_of(None, shelf)
    load, replay = "load the compiled law and record", f"replay of the record ({len(rulings)} rulings)"

    def fresh() -> None:
        gc.collect()
        again: Book = msgspec.msgpack.decode(content, type=Book)
        backtest(rulings, again)

    tasks: dict[str, Task] = {
        load: lambda: msgspec.msgpack.decode(content, type=Book),
        replay: lambda: backtest(rulings, shelf),
        "the same with nothing kept from before, loading included": fresh,
    }
    targets = {load: ("median", 0.020), replay: ("median", 2.0)}
    return Section("The whole record", replay, rows(series(tasks, rounds), replay), targets)
