"""The measured lines as tables, in the terminal and as the page PORTFOLIO.md."""

from __future__ import annotations

import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from ..report import machine
from .crossing import Pair, met
from .race import LIMITS, OURS, TARGETS, Line

PACKAGES = ("polars", "pyarrow", "duckdb", "numba", "OpenFisca-Core", "pyspark", "zen-engine", "numpy")
HEAD = ("engine", "claims", "median", "range", "CPU", "claims/s", "x ours", "CPU x ours", "target", "peak")
REMARKS = Path(__file__).with_name("remarks.md")


class Measured(NamedTuple):
    """All that was measured: the lines by number of claims, and the crossing."""

    rounds: int
    sizes: dict[int, list[Line]]
    pairs: list[Pair]


def versions() -> str:
    """The version of each package that is there."""
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def busy() -> str:
    """How much else the machine had to do."""
    return f"load of the machine over the last quarter of an hour, its own included: {os.getloadavg()[2]:.1f}"


def cells(line: Line, size: int) -> tuple[str, ...]:
    """One line as text."""
    wanted = TARGETS.get(size, {}).get(line.engine.module)
    verdict = "" if wanted is None else f"≥ {wanted}: {'met' if line.ratio >= wanted else 'NOT met'}"
    if line.engine.module == OURS and size in LIMITS:
        seconds, held = LIMITS[size]
        kept = line.median <= seconds and line.peak <= held
        verdict = f"≤ {seconds:.0f} s, ≤ {held / 1e6:.0f} MB: {'met' if kept else 'NOT met'}"
    return (
        line.engine.name,
        f"{line.rows:,}",
        f"{line.median:.3f} s",
        f"{line.low:.3f} to {line.high:.3f}",
        f"{line.cpu:.3f} s" if line.engine.module != "spark" else "",
        f"{line.rows / line.median:,.0f}",
        f"{line.ratio:.2f}",
        f"{line.work:.2f}" if line.engine.module != "spark" else "",
        verdict,
        f"{line.peak / 1e6:.0f} MB",
    )


def show(found: Measured) -> None:
    """Print the tables."""
    screen = Console()
    if not screen.is_terminal:
        screen.width = 170
    screen.print(machine()[0], versions(), f"{found.rounds} interleaved rounds", busy(), sep="\n", highlight=False)
    for size, lines in found.sizes.items():
        table = Table(*HEAD, title=f"{size:,} claims, Parquet to Parquet", title_justify="left")
        for line in lines:
            table.add_row(*cells(line, size))
        screen.print(table)
    for text in _crossing(found.pairs):
        screen.print(text, highlight=False)


def page(found: Measured) -> str:
    """The page that is kept."""
    lines = [
        "# Screening beside other engines",
        "",
        "Written by `python -m benchmarks --portfolio --peers --write`.",
        "",
    ]
    lines += [f"- {machine()[0]}", f"- {versions()}"]
    lines += [
        f"- {found.rounds} interleaved rounds (a third as many from 10^7 claims on), a fresh process for each run, two threads"
    ]
    lines += [f"- {busy()}", ""]
    lines += [REMARKS.read_text(encoding="utf-8").rstrip()]
    for size, rows in found.sizes.items():
        lines += ["", f"## {size:,} claims", "", f"|{'|'.join(HEAD)}|", "|---|--:|--:|--:|--:|--:|--:|--:|---|--:|"]
        lines += [f"| {' | '.join(cells(row, size))} |" for row in rows]
    if found.pairs:
        lines += ["", "## One by one, or in columns", "", *_crossing(found.pairs)]
    return "\n".join([*lines, ""])


def _crossing(pairs: list[Pair]) -> list[str]:
    if not pairs:
        return []
    at = met(pairs)
    rows = [f"| {one.rows:,} | {one.proofs * 1e3:.1f} ms | {one.columns * 1e3:.1f} ms |" for one in pairs]
    told = "They do not meet between these sizes." if at is None else f"They take as long at about {at:.0f} rows."
    return ["|rows|proofs|columns|", "|--:|--:|--:|", *rows, "", told]


def plain(found: Measured) -> str:
    """The numbers as JSON."""
    lines = {size: [{**line._asdict(), "engine": line.engine.name} for line in of] for size, of in found.sizes.items()}
    content = {"machine": machine(), "versions": versions(), "rounds": found.rounds, "sizes": lines}
    pairs = [one._asdict() for one in found.pairs]
    return json.dumps({**content, "crossing": pairs}, indent=2, ensure_ascii=False) + "\n"
