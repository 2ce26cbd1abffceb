"""The engines in turn, round by round, each run in a fresh process with two threads; equal answers on every row first."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from . import prepared
from .law import ANSWERS

ROOT = Path(__file__).parents[2]
OURS = "ours"
_LIBRARIES = ("POLARS_MAX", "OMP_NUM", "OPENBLAS_NUM", "NUMEXPR_MAX", "ARROW_NUM")
THREADS = {f"{library}_THREADS": "2" for library in _LIBRARIES}


class Engine(NamedTuple):
    """An engine: its module, its name, the package it needs, and the most claims that it is given."""

    module: str
    name: str
    package: str | None
    most: int


ENGINES = (
    Engine(OURS, "exequatur", "polars", 10**9),
    Engine("polars_hand", "Polars by hand, streaming", "polars", 10**9),
    Engine("duckdb_sql", "DuckDB, SQL", "duckdb", 10**9),
    Engine("c_loop", "C loop over Arrow buffers", "pyarrow", 10**9),
    Engine("numba_loop", "numba loop", "numba", 10**7),
    Engine("fisca", "OpenFisca-Core", "openfisca_core", 10**6),
    Engine("spark", "Spark, local[2]", "pyspark", 10**6),
    Engine("zen", "zen-engine", "zen", 10**4),
    Engine("plain", "plain Python", "pyarrow", 10**5),
    Engine("proofs", "exequatur, claim by claim with proof", "pyarrow", 10**4),
)
TARGETS = {
    10**5: {"polars_hand": 0.7},
    10**6: {"polars_hand": 1.0, "duckdb_sql": 1.6, "c_loop": 1.9, "fisca": 5.0, "zen": 200.0},
}
"""How many times as long as ours an engine is to take for one claim."""
LIMITS = {10**7: (5.0, 400e6)}
"""For ours: seconds and bytes at most."""


class Run(NamedTuple):
    """One run of an engine: seconds, seconds of all its threads, bytes at the most."""

    seconds: float
    cpu: float
    peak: float


class Line(NamedTuple):
    """What came of an engine at one size. `ratio`: its time for a claim by ours, the median over the rounds; `work`: the
    same of the time on all processors, which other programs on the machine disturb less.
    """

    engine: Engine
    rows: int
    median: float
    low: float
    high: float
    cpu: float
    ratio: float
    work: float
    peak: float


class Mismatch(Exception):
    """An engine does not answer as ours does. The message says where."""


def there(engines: Iterable[Engine]) -> list[Engine]:
    """The engines whose packages are installed."""
    from importlib.util import find_spec

    return [one for one in engines if (one.package is None or find_spec(one.package)) and _tools(one)]


def _tools(engine: Engine) -> bool:
    needed = {"c_loop": "cc", "spark": "java"}.get(engine.module)
    return needed is None or shutil.which(needed) is not None


def run(engine: Engine, table: Path, out: Path) -> Run:
    """One run in a fresh process."""
    if out.is_dir():
        shutil.rmtree(out)
    words = [sys.executable, "-m", f"{__package__}.one", engine.module, str(table), str(out)]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, **THREADS}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{engine.name}: {done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return Run(found["seconds"], found["cpu"], found["peak"])


def check(expected: Path, found: Path) -> None:
    """Hold the answers of an engine against others, every row and column, by id. Raises Mismatch."""
    import polars as pl

    def read(path: Path) -> pl.DataFrame:
        frame = pl.read_parquet(path / "*.parquet" if path.is_dir() else path, columns=list(ANSWERS))
        words = ("as_it_stands", "basis", "limit_status")
        return frame.cast({**dict.fromkeys(words, pl.String), "group": pl.Int8}).sort("id")

    ours, theirs = read(expected), read(found)
    if ours.height != theirs.height:
        raise Mismatch(f"{theirs.height} rows, not {ours.height}")
    for name in ANSWERS:
        if (wrong := ours[name].ne_missing(theirs[name])).any():
            row = int(wrong.arg_max() or 0)
            at, one, other = ours["id"][row], theirs[name][row], ours[name][row]
            raise Mismatch(f"{int(wrong.sum())} rows differ in {name}; {at}: {one!r}, not {other!r}")


def race(engines: Sequence[Engine], rows: int, rounds: int) -> list[Line]:
    """The engines on one size. An engine that is given less claims is measured on the most that it takes."""
    sizes = {engine: min(rows, engine.most) for engine in engines}
    taken: dict[Engine, list[Run]] = {engine: [] for engine in engines}
    with tempfile.TemporaryDirectory(dir=prepared.place()) as place:
        out = {engine: Path(place) / f"{engine.module}.parquet" for engine in engines}
        for size in sorted(set(sizes.values())):
            expected = Path(place) / f"{size}.parquet"
            run(ENGINES[0], prepared.table(size), expected)
            for engine in engines:
                if sizes[engine] == size and engine.module != OURS:
                    run(engine, prepared.table(size), out[engine])
                    try:
                        check(expected, out[engine])
                    except Mismatch as error:
                        raise Mismatch(f"{engine.name}, {size} claims: {error}") from None
        for number in range(rounds):
            at = number % len(engines)
            for engine in (*engines[at:], *engines[:at]):
                taken[engine].append(run(engine, prepared.table(sizes[engine]), out[engine]))
    ours = [(one.seconds / sizes[engines[0]], one.cpu / sizes[engines[0]]) for one in taken[engines[0]]]
    return [_line(engine, sizes[engine], taken[engine], ours) for engine in engines]


def _line(engine: Engine, rows: int, runs: Sequence[Run], ours: Sequence[tuple[float, float]]) -> Line:
    seconds = [one.seconds for one in runs]
    ratios = [one.seconds / rows / other for one, (other, _) in zip(runs, ours, strict=True)]
    work = [one.cpu / rows / other for one, (_, other) in zip(runs, ours, strict=True)]
    return Line(
        engine,
        rows,
        statistics.median(seconds),
        min(seconds),
        max(seconds),
        statistics.median(one.cpu for one in runs),
        statistics.median(ratios),
        statistics.median(work),
        max(one.peak for one in runs),
    )
