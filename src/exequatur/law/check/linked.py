"""Tests as a court meets them: each with the definitions of the day put in place of the facts they define."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import msgspec

from ...logic import nodes
from ...logic.branching import Branching
from ...logic.diagram import FALSE, TRUE, Builder
from ..book import ENDS, Book
from ..decision import DECIDING, Clause, decide, periods
from .desk import Desk, Found, lint

MOST_MIXED = 6
"""Facts in both polarities of one test: each doubles what must be tried to be exact."""
