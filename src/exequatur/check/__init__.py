"""The check of the corpus: everything in it that its author can mend, with file, line and remedy.

A rule of the check is a function with a docstring that finds one kind of fault; `LINTS` lists them. Reading comes first: a file
that cannot be read hides what stands in it, so its faults are reported alone.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..corpus.source import DATA, load
from . import dates, linked, messages, reading, record, references, rules, states, tables, versions
from .desk import LINTS, Desk
from .fault import Fault

__all__ = ["KINDS", "LINTS", "Fault", "check"]

_MODULES = (references, dates, record, states, rules, tables, versions, linked, messages)
KINDS: dict[str, str] = {lint.kind: (lint.find.__doc__ or "").partition("\n")[0] for lint in LINTS} | reading.KINDS
"""Every kind of fault, and what it is."""

_NO_BOOK = frozenset(("bad-date",))
"""With these faults the law cannot be compiled, and what needs it is not asked."""


def check(root: Path | None = None, *, today: date) -> list[Fault]:
    """The faults of the corpus under `root` (default: the shipped data), by file and line.

    `today` decides what is overdue.
    """
    corpus = load(root or DATA)
    hidden = list(reading.read_faults(corpus))
    if hidden:
        return sorted(hidden)
    desk = Desk(corpus, today)
    faults = [fault for lint in LINTS if not lint.needs_book for fault in lint.faults(desk)]
    faults += reading.compile_tests(desk, book=not any(fault.kind in _NO_BOOK for fault in faults))
    if desk.book:
        faults += [fault for lint in LINTS if lint.needs_book for fault in lint.faults(desk)]
    return sorted(set(faults))
