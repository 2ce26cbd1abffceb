"""Documents: a memo in a fresh process and again in a warm one, the whole bundle in Word and PDF, letters in bulk.

Prints a table, and with `--write` writes DOCUMENTS.md. Every figure is the median of the rounds, its range beside it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from .report import machine

ROOT = Path(__file__).parents[1]
CLAIM, DEBT = ROOT / "examples" / "los-angeles.yaml", ROOT / "examples" / "letters" / "debt.yaml"
DAY = "2026-11-24"
LETTERS = 1000
HEAD = ("what", "median", "range", "target")


class Line(NamedTuple):
    """One figure in seconds, and the most it is to be."""

    what: str
    seconds: list[float]
    target: float | None

    def cells(self) -> tuple[str, ...]:
        """As text."""
        median = statistics.median(self.seconds)
        verdict = "" if self.target is None else f"≤ {self.target:g} s: {'met' if median <= self.target else 'NOT met'}"
        return self.what, f"{median:.3f} s", f"{min(self.seconds):.3f} to {max(self.seconds):.3f}", verdict


def measure(rounds: int, write: bool) -> None:
    """Measure, print, and keep the page where asked."""
    lines = [
        Line("memo as PDF, cold process", _times(rounds, lambda: _cold("memo", "pdf")), 1.0),
        Line("memo as PDF, warm, another claim each time", _warm(rounds), 0.2),
        Line("memo and bundle, Word and PDF, cold process", _times(rounds, lambda: _cold(None, "docx,pdf")), 5.0),
        Line(f"{LETTERS:,} letters as PDF, one process", _times(max(1, rounds // 5), _bulk), 60.0),
    ]
    table = Table(*HEAD)
    for line in lines:
        table.add_row(*line.cells())
    Console().print(*machine(), table, sep="\n")
    if write:
        rows = [f"| {' | '.join(line.cells())} |" for line in lines]
        about = "Written by `python -m benchmarks --documents --write`."
        told = "\n".join(f"- {one}" for one in (*machine(), f"{rounds} rounds; letters a fifth as many"))
        page = ["# Documents", "", about, "", told, "", "|what|median|range|target|", "|---|--:|---|---|", *rows, ""]
        (ROOT / "benchmarks" / "DOCUMENTS.md").write_text("\n".join(page), encoding="utf-8")


def _times(rounds: int, run: Callable[[], None]) -> list[float]:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return taken


def _cold(document: str | None, forms: str) -> None:
    with tempfile.TemporaryDirectory() as desk:
        words = ["draft", *([document] if document else []), str(CLAIM), "-o", desk, "--as", forms, "--on", DAY]
        done = subprocess.run([sys.executable, "-m", "exequatur.cli.main", *words], cwd=ROOT, capture_output=True)
        assert done.returncode == 0, done.stderr


def _warm(rounds: int) -> list[float]:
    from exequatur import draft

    with tempfile.TemporaryDirectory() as desk:

        def one(number: int) -> Callable[[], None]:
            claim = {"title": f"Claim {number}", "origin": "US", "kind": "judgment", "judgment_date": "2025-03-14"}
            return lambda: _ignore(draft(claim, Path(desk, str(number)), on=DAY, only=["memo"], forms=["pdf"]))

        one(0)()
        return [taken for number in range(1, rounds + 1) for taken in _times(1, one(number))]


def _bulk() -> None:
    from exequatur import draft, screen

    with tempfile.TemporaryDirectory() as desk:
        table, answers = Path(desk, "claims.csv"), Path(desk, "answers.parquet")
        rows = (f"{n},宁波第{n}泵阀有限公司,US,judgment,2025-03-01,USD,{10_000 + n}.00" for n in range(LETTERS))
        head = "id,debtor,origin,kind,judgment_date,currency,amount_total"
        table.write_text("\n".join([head, *rows]), encoding="utf-8")
        screen(table, answers, on=DAY, missing=False)
        told = draft(DEBT, Path(desk, "letters"), only=["demand"], answers=answers, forms=["pdf"])
        assert told["letters"] == LETTERS


def _ignore(_: object) -> None:
    return None
