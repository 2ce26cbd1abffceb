"""Generated nodes and facts.

Four truths, two codes and two dates in the days around the end of a leap February, so that adding a month meets short months.
`p`, `q` and `u` are facts that a rule defines: a truth, a code and a date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from exequatur.logic import nodes
from exequatur.logic.nodes import Sitting
from exequatur.logic.values import COMPARISONS, Span, Value, hull

FIRST = date(2024, 1, 29).toordinal()
DAYS = range(FIRST, FIRST + 4)
TRUTHS, CODES, DATES = ("a", "b", "c", "d"), ("k", "l"), ("s", "t")
LISTED = ("x", "y", "z")
VALUES = (*LISTED, "w")
"""The values of a code; no rule names `w`."""

steady = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
"""The same examples in every run."""

_CELLS: dict[str, dict[str, tuple[Any, ...]]] = {
    "open": {
        "x": (False, True, True, True),
        "y": (False, None, True, True),
        "z": (True, True, False, False),
        "w": (None,) * 4,
    },
    "class": {"x": ("x", "x", "y", "y"), "y": ("y", "y", None, "z"), "z": ("z", "w", "w", "w"), "w": ("w",) * 4},
}


def lookup(name: str, keys: tuple[Value, ...], span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
    """A small dated table, as monotone as a real one: a hull over keys and days."""
    key = keys[0]
    if not isinstance(key, frozenset):
        return None, ()
    days = [day for day in DAYS if span[0] <= day <= span[1]]
    cells = [_CELLS[column][value][day - FIRST] for value in sorted(key) for day in days]
    if span[0] < DAYS[0] or span[1] > DAYS[-1]:
        cells.append(None if column == "class" else False)
    return hull([frozenset((cell,)) if isinstance(cell, str) else cell for cell in cells]), ()


def rounding(day: int) -> Span:
    """A period that ends on an odd day ends on that day or the next."""
    return (day, day + 1) if day % 2 else (day, day)


def sitting(facts: dict[str, Value]) -> Sitting:
    """A sitting of the generated facts in which nothing is closed."""
    return Sitting(facts, lookup, rounding=rounding)


class _Growth:
    """Grows a tree of bounded depth. `plain`: only facts that a diagram reads as they are (no arithmetic, no table)."""

    def __init__(self, draw: st.DrawFn, plain: bool) -> None:
        self.draw, self.plain = draw, plain
        self.defined: dict[str, nodes.Defined] = {}

    def one(self, options: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(options))

    def define(self, id: str, kind: str) -> None:
        """Give the fact `id` a definition; every mention of it carries the same."""
        self.defined[id] = nodes.Defined(id, f"rule.{id}", getattr(self, kind)(1))

    def truth(self, depth: int) -> nodes.AnyNode:
        shapes = ["fact", "against", "in", "p"] if depth == 0 else ["any", "all", "not", "when", "any", "all"]
        if not self.plain:
            shapes += ["compare", "table", "literal"]
        match self.one(shapes):
            case "fact":
                return nodes.Fact(self.one(TRUTHS))
            case "p":
                return self.defined.get("p") or nodes.Literal(self.one([True, False]))
            case "literal":
                return nodes.Literal(self.one([True, False, None]))
            case "against":
                sides = [nodes.Fact(self.one(DATES)), nodes.Literal((self.one(DAYS),) * 2)]
                return nodes.Compare(
                    self.one(["before", "on_or_before", "after", "on_or_after"]), *self.one([sides, sides[::-1]])
                )
            case "compare":
                return nodes.Compare(self.one(list(COMPARISONS)), self.date(depth - 1), self.date(depth - 1))
            case "table":
                return nodes.Table("cells", (self.code(depth - 1),), self.date(depth - 1), "open")
            case "in":
                return nodes.In(self.code(depth - 1), frozenset(self.one(["x", "y", "z", "xy", "yz"])))
            case "all":
                return nodes.All(self._several(self.truth, depth))
            case "any":
                return nodes.Any(self._several(self.truth, depth))
            case "not":
                return nodes.Not(self.truth(depth - 1))
        return self._when(self.truth, depth)

    def code(self, depth: int) -> nodes.AnyNode:
        match self.one(["fact", "fact", "literal", "q"] if depth <= 0 else ["fact", "q", "when", "when"]):
            case "fact":
                return nodes.Fact(self.one(CODES))
            case "q" if "q" in self.defined:
                return self.defined["q"]
            case "when":
                return self._when(self.code, depth)
        return nodes.Literal(self.one(VALUES if self.plain else [*VALUES, None]))

    def table(self, depth: int) -> nodes.AnyNode:
        return nodes.Table("cells", (nodes.Fact("k"),), self.date(depth), "class")

    def date(self, depth: int) -> nodes.AnyNode:
        match self.one(["fact", "fact", "literal", "u"] if depth <= 0 else ["u", "when", "plus", "extreme"]):
            case "fact":
                return nodes.Fact(self.one(DATES))
            case "u" if "u" in self.defined:
                return self.defined["u"]
            case "when":
                return self._when(self.date, depth)
            case "plus":
                return nodes.Plus(
                    self.date(depth - 1),
                    self.one([0, 0, 1]),
                    self.one([0, 1, 2]),
                    self.one([0, 1]),
                    self.one([False, True]),
                )
            case "extreme":
                return nodes.Extreme(self.one([False, True]), self._several(self.date, depth))
        return nodes.Literal(self.draw(st.one_of(spans(), st.none())))

    def _several(self, grow: Callable[[int], nodes.AnyNode], depth: int) -> tuple[nodes.AnyNode, ...]:
        return tuple([grow(depth - 1) for _ in range(self.one([2, 2, 3]))])

    def _when(self, grow: Callable[[int], nodes.AnyNode], depth: int) -> nodes.AnyNode:
        return nodes.When(
            tuple([(self.truth(depth - 1), grow(depth - 1)) for _ in range(self.one([1, 1, 2]))]), grow(depth - 1)
        )


@st.composite
def trees(draw: st.DrawFn, plain: bool = False, result: str = "truth", depth: int = 3) -> nodes.AnyNode:
    """A linked node that gives a truth, a code or a date."""
    growth = _Growth(draw, plain)
    if not plain:
        growth.define("u", "date")
    growth.define("q", "table" if not plain and draw(st.integers(0, 3)) == 0 else "code")
    growth.define("p", "truth")
    return getattr(growth, result)(depth)


def spans(within: Span = (DAYS[0] - 1, DAYS[-1] + 1)) -> st.SearchStrategy[Span]:
    """A span of days inside `within`."""
    return st.tuples(st.integers(*within), st.integers(*within)).map(lambda ends: (min(ends), max(ends)))


def _known(id: str, before: Value) -> st.SearchStrategy[Value]:
    """What can be known of a fact, or more than `before`."""
    if id in (*TRUTHS, "p"):
        return st.sampled_from([None, True, False] if before is None else [before])
    if id in (*CODES, "q"):
        return st.sampled_from([part for part in _PARTS if before is None or (part and part <= before)])
    return spans(before) if isinstance(before, tuple) else st.one_of(st.none(), spans())


_PARTS = (*[None] * 8, *(frozenset(part) for size in (4, 3, 2, 1) for part in combinations(VALUES, size)))


@st.composite
def partial_facts(
    draw: st.DrawFn, before: dict[str, Value] | None = None, stated: tuple[str, ...] = ()
) -> dict[str, Value]:
    """Some of the facts, some only in part; with `before`, no less than that. `stated`: facts that a rule defines."""
    facts = {id: draw(_known(id, (before or {}).get(id))) for id in (*TRUTHS, *CODES, *DATES, *stated)}
    return {id: value for id, value in facts.items() if value is not None}
