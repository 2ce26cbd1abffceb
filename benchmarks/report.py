"""The tables: in the terminal, as JSON, and as the page RESULTS.md."""

from __future__ import annotations

import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .measure import Row, Section
from .peers import justified

PACKAGES = ("exequatur", "msgspec", "typer", "rich", "zen-engine", "OpenFisca-Core", "numpy", "clingo")
HEAD = ("", "median", "middle half", "ratio", "target")


def machine() -> list[str]:
    """What it ran on: processor, Python, and the version of each package that is there."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    found += filter(None, [justified.versions()])
    return [
        f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        ", ".join(found),
    ]


def cells(section: Section, row: Row) -> tuple[str, ...]:
    """One row as text."""
    kind, limit = section.targets.get(row.name, ("", 0.0))
    met = "" if not kind else f"≤ {limit:.1f}x" if kind == "ratio" else f"≤ {amount(limit, section.unit)}"
    verdict = f"{met}: {'met' if section.met(row) else 'NOT met'}" if kind else ""
    low, median, high = (amount(value, section.unit) for value in (row.low, row.median, row.high))
    return row.name, median, f"{low} to {high}", f"{row.ratio:.{2 if row.ratio >= 0.1 else 3}f}", verdict


def amount(value: float, unit: str) -> str:
    """A time or a size with its unit."""
    if unit == "bytes":
        return f"{value / 2**20:.1f} MiB"
    for factor, name in ((1.0, "s"), (1e-3, "ms")):
        if value >= factor:
            return f"{value / factor:,.2f} {name}"
    return f"{value / 1e-6:,.2f} µs"


def show(sections: list[Section], told: list[str], rounds: int) -> None:
    """Print the tables."""
    screen = Console()
    if not screen.is_terminal:
        screen.width = 160
    screen.print(*machine(), f"Medians of {rounds} rounds.", sep="\n", highlight=False)
    for section in sections:
        table = Table(*HEAD, title=f"{section.title} (ratio to: {section.peer})", title_justify="left")
        for column in table.columns[1:4]:
            column.justify = "right"
        for row in section.rows:
            table.add_row(*cells(section, row))
        screen.print(table)
    for line in told:
        screen.print(line, highlight=False)


def page(sections: list[Section], told: list[str], rounds: int) -> str:
    """The page that is kept."""
    lines = ["# Results", "", "Written by `python -m benchmarks --write`; what the numbers mean is in `README.md`.", ""]
    lines += [f"- {line}" for line in [*machine(), f"medians of {rounds} rounds; ratios are taken round by round"]]
    for section in sections:
        lines += ["", f"## {section.title}", "", f"Ratio to: {section.peer}.", "", f"|{'|'.join(HEAD)}|"]
        lines += ["|---|--:|--:|--:|---|", *(f"| {' | '.join(cells(section, row))} |" for row in section.rows)]
    return "\n".join([*lines, "", *(f"- {line}" for line in told), ""])


def plain(sections: list[Section], told: list[str], rounds: int) -> str:
    """The same as JSON."""
    content = {"machine": machine(), "rounds": rounds, "sections": [one.plain() for one in sections], "notes": told}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
