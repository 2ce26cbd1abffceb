"""Cold start, one claim when warm, and the replay of the record."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from exequatur.assessment.assess import Assessment, Desk, assess
from exequatur.assessment.backtest import backtest, rulings_of
from exequatur.assessment.claim import load_claim
from exequatur.assessment.missing import missing, questions_left
from exequatur.assessment.turning import turns
from exequatur.law.load import book
from exequatur.logic.nodes import Sitting

from .measure import medians

ROOT = Path(__file__).parents[1]
CLAIM = ROOT / "examples" / "los-angeles.yaml"
ON = date(2026, 11, 24).toordinal()
PEER = "import typer, rich, rich.console, rich.table, rich.tree"


def cold(rounds: int = 15) -> dict[str, float]:
    """A process that assesses a claim, and one that only imports typer and the parts of rich that the answer needs."""
    book()
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(ROOT / "src" / "exequatur", Path(place) / "exequatur")
        compileall.compile_dir(place, quiet=1)
        around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        around["PYTHONPATH"] = place
        start = "from exequatur.cli.main import start; start()"

        def run(*words: str) -> None:
            subprocess.run([sys.executable, *words], env=around, stdout=subprocess.DEVNULL, check=True)

        return medians(
            {
                "import typer, rich": lambda: run("-c", "import typer, rich"),
                "import typer and rich's console, table, tree": lambda: run("-c", PEER),
                "exequatur assess": lambda: run("-c", start, "assess", str(CLAIM)),
            },
            rounds,
        )


def warm(rounds: int = 40) -> dict[str, float]:
    """One claim, read and validated before: the proof, the whole assessment, what would turn it."""
    shelf = book()
    claim = load_claim(CLAIM, shelf)
    desk = Desk(shelf, ON)
    (path,) = desk.decision.paths["reciprocity"]
    facts = {**claim.facts, "ruling_date": (ON, ON)}

    def proof() -> None:
        sitting = Sitting(facts, shelf.look_up, desk.closes, rounding=desk.rounding)
        for clause in path.clauses:
            clause.test.prove(sitting)

    def whole() -> Assessment:
        found = assess(claim, on=ON, book=shelf)
        questions_left(found, missing(found))
        return found

    return medians(
        {
            "validated input to proof": proof,
            "assessment with missing facts and ranking": whole,
            "the same and what would turn it": lambda: turns(whole()),
        },
        rounds,
        each=20,
    )


def replay(rounds: int = 5) -> dict[str, float]:
    """Every replayable ruling of the record, answered as of its day."""
    shelf = book()
    rulings = rulings_of(None, shelf)
    return medians({"replay of the record": lambda: backtest(rulings, shelf)}, rounds)
