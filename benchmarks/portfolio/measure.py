"""Runs the races that are asked for."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import prepared, race, report
from .crossing import crossing

SIZES = (10**4, 10**5, 10**6, 10**7)
STREAMING = ("ours", "polars_hand", "duckdb_sql", "c_loop")
"""The engines of 10^7 claims and more."""
PAGE = Path(__file__).parents[1] / "PORTFOLIO.md"


def measure(options: argparse.Namespace) -> None:
    """Measure, print, and keep the numbers where asked."""
    prepared.law()
    engines = race.there(race.ENGINES)
    if options.only:
        wanted = ("ours", *options.only.split(","))
        engines = [one for one in engines if one.module in wanted]
    sizes: dict[int, list[race.Line]] = {}
    for rows in options.rows or SIZES:
        here = [one for one in engines if rows < 10**7 or one.module in STREAMING]
        sizes[rows] = race.race(here, rows, options.rounds if rows < 10**7 else max(1, options.rounds // 3))
    pairs = [] if options.rows else crossing(max(3, options.rounds // 2))
    found = report.Measured(options.rounds, sizes, pairs)
    report.show(found)
    if options.json:
        options.json.write_text(report.plain(found), encoding="utf-8")
    if options.write:
        PAGE.write_text(report.page(found), encoding="utf-8")
