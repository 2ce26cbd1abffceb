"""The engines that these tests run on, and what each is known not to do.

An engine that is not at hand is skipped with its reason; with EXEQUATUR_EVERY_ENGINE=1, as in `.ci/run`, that is a failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil

import pytest

ENGINES = ("duckdb", "postgres", "spark")
GAPS: dict[tuple[str, str], str] = {}
"""(engine, test) and why it fails there. Strict: a gap that has healed fails until it is struck off."""


def missing(engine: str) -> str | None:
    """Why an engine cannot be run here."""
    module = {"duckdb": "duckdb", "postgres": "psycopg", "spark": "pyspark"}[engine]
    if importlib.util.find_spec(module) is None:
        return f"{engine}: pip install {module}"
    if engine == "postgres" and not os.environ.get("EXEQUATUR_POSTGRES"):
        return "postgres: start a server and name it in EXEQUATUR_POSTGRES (tools/postgres.sh starts a private one)"
    if engine == "spark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        return "spark: install Java 17"
    return None


def on(*engines: str, test: str = "") -> pytest.MarkDecorator:
    """Run a test on these engines."""
    return pytest.mark.parametrize("engine", [_one(name, test) for name in engines or ENGINES])


def _one(name: str, test: str) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=GAPS[name, test])] if (name, test) in GAPS else []
    reason = missing(name)
    if reason and os.environ.get("EXEQUATUR_EVERY_ENGINE") != "1":
        marks.append(pytest.mark.skip(reason=reason))
    return pytest.param(name, marks=marks)
