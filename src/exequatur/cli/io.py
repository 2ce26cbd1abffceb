"""How the commands read a claim and print an answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .options import Form


def put(
    answer: dict[str, Any], form: Form, show: Callable[[dict[str, Any]], object], *, one_line: bool = False
) -> None:
    """Print an answer; with `one_line`, what belongs together is not wrapped, so that it can be searched."""
    if form is Form.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        return
    from .show.parts import console

    console().print(show(answer), soft_wrap=one_line, crop=sys.stdout.isatty())


def claim_of(file: str) -> Any:
    """A claim read from a file or from standard input."""
    from ..assessment.claim import load_claim, parse_claim
    from ..assessment.fields import ClaimError
    from ..law.load import book

    if file != "-":
        return load_claim(Path(file), book())
    if sys.stdin is None:
        raise ClaimError("closed; name a file", "standard input")
    from ..corpus.reader import MAX_BYTES

    return parse_claim(sys.stdin.buffer.read(MAX_BYTES + 1), book(), "standard input")


def file_of(file: str) -> Path | bytes:
    """A file, or what stands on standard input."""
    if file != "-":
        return Path(file)
    from ..corpus.errors import DataError

    if sys.stdin is None:
        raise DataError("closed; name a file", "standard input")
    from ..planning.ledger.text import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1)
