"""One engine, once, in a process of its own: `python -m benchmarks.portfolio.one ENGINE TABLE OUT`.

Prints seconds and peak memory. The clock runs from before the table is opened to after the answers are written; imports,
the tables of the law and compiling a program are over by then, and engines that compile at their first call (`WARM`) have
answered a small table before.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
import time
from pathlib import Path

from . import prepared

SMALL = 2000


def main() -> None:
    engine, table, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    module = importlib.import_module(f"{__package__}.peers.{engine}")
    run = module.prepare(prepared.PLACE)
    if getattr(module, "WARM", False):
        with tempfile.TemporaryDirectory() as place:
            run(prepared.table(SMALL), Path(place) / "answers.parquet")
    start, used = time.perf_counter(), time.process_time()
    run(table, out)
    taken, used = time.perf_counter() - start, time.process_time() - used
    print(json.dumps({"seconds": taken, "cpu": used, "peak": peak()}))


def peak() -> int:
    """The most bytes that this process and those that it started held."""
    started = [pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()]
    held = [Path("/proc", pid, "status").read_text().splitlines() for pid in ("self", *started)]
    return sum(int(line.split()[1]) * 1024 for lines in held for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
