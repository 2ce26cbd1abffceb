"""Measure everything in one run: medians, and ratios to what is measured in the same rounds."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from . import venv

HERE = Path(__file__).parent


def main() -> None:
    """Measure, print, and keep the numbers where asked."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--peers", action="store_true", help="make an environment with the peers first, and run in it")
    asked.add_argument("--rounds", type=int, default=15, help="how often each thing is timed (15)")
    asked.add_argument("--json", type=Path, metavar="FILE", help="keep all numbers in a file")
    asked.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md, PORTFOLIO.md or DOCUMENTS.md")
    asked.add_argument(
        "--portfolio", action="store_true", help="screening of tables beside other engines, and nothing else"
    )
    asked.add_argument("--documents", action="store_true", help="drafting of documents, and nothing else")
    asked.add_argument("--rows", type=int, action="append", help="with --portfolio: only tables of so many claims")
    asked.add_argument(
        "--only", help="with --portfolio: only these engines, by the names of their modules, with commas"
    )
    asked.add_argument("--note", action="append", default=[], help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.peers:
        python, told = venv.make()
        words = [word for word in sys.argv[1:] if word != "--peers"] + [f"--note={line}" for line in told]
        sys.exit(subprocess.run([python, "-m", "benchmarks", *words], cwd=HERE.parent).returncode)

    if options.portfolio:
        from .portfolio.measure import measure

        measure(options)
        return

    if options.documents:
        from .documents import measure as measure_documents

        measure_documents(options.rounds, options.write)
        return

    from . import compare, ours, report

    rounds: int = options.rounds
    sections = [*ours.cold(rounds), *ours.warm(rounds), ours.record(max(3, rounds // 3))]
    same, told = compare.compare(rounds)
    sections += same
    told += options.note
    report.show(sections, told, rounds)
    if options.json:
        options.json.write_text(report.plain(sections, told, rounds), encoding="utf-8")
    if options.write:
        (HERE / "RESULTS.md").write_text(report.page(sections, told, rounds), encoding="utf-8")


if __name__ == "__main__":
    main()
