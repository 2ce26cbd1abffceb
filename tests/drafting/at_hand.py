"""Which programs and fonts these tests find. One that is not at hand skips its tests with the reason; with
EXEQUATUR_EVERY_ENGINE=1, as in `.ci/run`, that is a failure.
"""

from __future__ import annotations

import os
import shutil
from functools import cache

import pytest

from exequatur.drafting.fonts import installed

NEEDED = ("Noto Serif", "Noto Sans", "Noto Serif Display", "Noto Serif Hebrew", "Noto Serif CJK SC", "Noto Sans CJK SC")


@cache
def _missing(program: str | None) -> str:
    if program and shutil.which(program) is None:
        return f"no {program} here (packages poppler-utils, libreoffice-writer)"
    absent = sorted(set(NEEDED) - set(installed().families()))
    return f"no {', '.join(absent)} here (packages fonts-noto-core, fonts-noto-cjk)" if absent else ""


def need(program: str | None = None) -> None:
    """Skip or fail where the fonts, or a program, are missing."""
    if reason := _missing(program):
        if os.environ.get("EXEQUATUR_EVERY_ENGINE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
