"""Generated nodes and facts.

Four truths, two codes and two dates in the days around the end of a leap February, so that adding a month meets short months.
`p`, `q` and `u` are facts that a rule defines: a truth, a code and a date.
"""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from exequatur.logic import nodes
from exequatur.logic.nodes import Sitting
from exequatur.logic.values import Span, Value, hull

FIRST = date(2024, 1, 29).toordinal()
DAYS = range(FIRST, FIRST + 4)
TRUTHS, CODES, DATES = ("a", "b", "c", "d"), ("k", "l"), ("s", "t")
LISTED = ("x", "y", "z")
VALUES = (*LISTED, "w")
"""The values of a code; no rule names `w`."""

steady = settings(derandomize=True, deadline=None, database=None, max_examples=200,
                  suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
"""The same examples in every run."""

_CELLS = {"x": (False, True, True, True), "y": (False, None, True, True), "z": (True, True, False, False), "w": (None, None, None, None)}


def lookup(name: str, keys: tuple[Value, ...], span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
    """A small dated table, as monotone as a real one: a hull over keys and days."""
    key = keys[0]
    if not isinstance(key, frozenset):
        return None, ()
    days = [day for day in DAYS if span[0] <= day <= span[1]]
    cells: list[Value] = [_CELLS[value][day - FIRST] for value in sorted(key) for day in days]
    outside: list[Value] = [False] if span[0] < DAYS[0] or span[1] > DAYS[-1] else []
    return hull([*cells, *outside]), ()


def rounding(day: int) -> Span:
    """A period that ends on an odd day ends on that day or the next."""
    return (day, day + 1) if day % 2 else (day, day)


def sitting(facts: dict[str, Value]) -> Sitting:
    """A sitting of the generated facts in which nothing is closed."""
    return Sitting(facts, lookup, rounding=rounding)


class _Grammar:
    """Trees of a bounded depth. `plain`: only what a diagram reads into variables of its own facts (no arithmetic, no table)."""

    def __init__(self, plain: bool, defined: dict[str, nodes.Defined]) -> None:
        self.plain, self.defined = plain, defined

    def truth(self, depth: int) -> st.SearchStrategy[nodes.AnyNode]:
        leaves = [_facts(TRUTHS), self._defined("p"), st.booleans().map(nodes.Literal), self._in(0), self._against_a_day()]
        if not self.plain:
            leaves += [st.just(nodes.Literal(None))]
        if not depth:
            return st.one_of(leaves)
        below = self.truth(depth - 1)
        several = st.lists(below, min_size=1, max_size=3).map(tuple)
        branches = [several.map(nodes.All), several.map(nodes.Any), below.map(nodes.Not), self._when(below, below), self._in(depth - 1)]
        if not self.plain:
            op = st.sampled_from(["before", "on_or_before", "after", "on_or_after", "same", "at_most", "at_least"])
            branches += [st.builds(nodes.Compare, op, self.date(depth - 1), self.date(depth - 1)),
                         st.builds(nodes.Table, st.just("cells"), st.tuples(self.code(depth - 1)), self.date(depth - 1), st.just("column"))]
        return st.one_of(*leaves[:2], self._against_a_day(), *branches)

    def code(self, depth: int) -> st.SearchStrategy[nodes.AnyNode]:
        constants = [*VALUES] if self.plain else [*VALUES, None]
        leaves = [_facts(CODES), self._defined("q"), st.sampled_from(constants).map(nodes.Literal)]
        if depth:
            leaves.append(self._when(self.truth(depth - 1), self.code(depth - 1)))
        return st.one_of(leaves)

    def date(self, depth: int) -> st.SearchStrategy[nodes.AnyNode]:
        leaves = [_facts(DATES), self._defined("u"), st.one_of(spans(), st.none()).map(nodes.Literal)]
        if depth:
            below = self.date(depth - 1)
            leaves += [self._when(self.truth(depth - 1), below),
                       st.builds(nodes.Plus, below, years=st.integers(0, 1), months=st.integers(0, 2), days=st.integers(0, 2), working=st.booleans()),
                       st.builds(nodes.Extreme, st.booleans(), st.lists(below, min_size=1, max_size=3).map(tuple))]
        return st.one_of(leaves)

    def _defined(self, id: str) -> st.SearchStrategy[nodes.AnyNode]:
        return st.just(self.defined[id]) if id in self.defined else st.nothing()

    def _in(self, depth: int) -> st.SearchStrategy[nodes.AnyNode]:
        return st.builds(nodes.In, self.code(depth), st.sets(st.sampled_from(LISTED), min_size=1, max_size=2).map(frozenset))

    def _against_a_day(self) -> st.SearchStrategy[nodes.AnyNode]:
        day = st.sampled_from(DAYS).map(lambda day: nodes.Literal((day, day)))
        ops = st.sampled_from(["before", "on_or_before", "after", "on_or_after"])
        return st.builds(lambda op, left, right, turned: nodes.Compare(op, *((right, left) if turned else (left, right))),
                         ops, _facts(DATES), day, st.booleans())

    def _when(self, condition: st.SearchStrategy[nodes.AnyNode], value: st.SearchStrategy[nodes.AnyNode]) -> st.SearchStrategy[nodes.AnyNode]:
        return st.builds(nodes.When, st.lists(st.tuples(condition, value), min_size=1, max_size=2).map(tuple), value)


def _facts(ids: tuple[str, ...]) -> st.SearchStrategy[nodes.AnyNode]:
    return st.sampled_from(ids).map(nodes.Fact)


@st.composite
def trees(draw: st.DrawFn, plain: bool = False, result: str = "truth", depth: int = 3) -> nodes.AnyNode:
    """A linked node: every mention of a defined fact carries the same definition."""
    defined: dict[str, nodes.Defined] = {}
    for id, kind in (("q", "code"), ("p", "truth")) if plain else (("u", "date"), ("q", "code"), ("p", "truth")):
        defined[id] = nodes.Defined(id, f"rule.{id}", draw(getattr(_Grammar(plain, dict(defined)), kind)(1)))
    return draw(getattr(_Grammar(plain, defined), result)(depth))


def spans(within: Span = (DAYS[0] - 1, DAYS[-1] + 1)) -> st.SearchStrategy[Span]:
    """A span of days inside `within`."""
    return st.lists(st.integers(*within), min_size=2, max_size=2).map(lambda ends: (min(ends), max(ends)))


def _known(id: str, before: Value) -> st.SearchStrategy[Value]:
    """What can be known of a fact, or more than `before`."""
    if id in (*TRUTHS, "p"):
        return st.sampled_from([True, False, None]) if before is None else st.just(before)
    if id in (*CODES, "q"):
        left = sorted(before) if isinstance(before, frozenset) else VALUES
        some = st.sets(st.sampled_from(left), min_size=1).map(frozenset)
        return st.one_of(st.none(), some) if before is None else some
    return spans(before) if isinstance(before, tuple) else st.one_of(st.none(), spans())


@st.composite
def partial_facts(draw: st.DrawFn, before: dict[str, Value] | None = None, stated: tuple[str, ...] = ()) -> dict[str, Value]:
    """Some of the facts, some of them only in part; with `before`, at least what was known before. `stated`: defined facts too."""
    facts = {id: draw(_known(id, (before or {}).get(id))) for id in (*TRUTHS, *CODES, *DATES, *stated)}
    return {id: value for id, value in facts.items() if value is not None}
