"""Reads linked nodes into a decision diagram.

Facts become variables; codes and dates are cut into the classes that the nodes tell apart. A node that needs arithmetic
or a dated table is a variable of its own, whose value is proved when a claim is at hand (`computed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from . import nodes
from .diagram import FALSE, TRUE, Builder, Variable

_OPEN = nodes.Literal(None)
_FLIPPED = {"before": "after", "after": "before", "on_or_before": "on_or_after", "on_or_after": "on_or_before"}


class Branching:
    """Turns nodes into diagrams over one builder. Call `cut` on every node first, then `declare` in the order wanted,
    then `truth`.
    """

    def __init__(self, builder: Builder, closed: Mapping[str, frozenset[str]] | None = None) -> None:
        """`closed`: the whole list of values of each code that has one."""
        self.builder = builder
        self._closed = closed or {}
        self.computed: dict[str, nodes.AnyNode] = {}
        self._sets: dict[str, set[frozenset[str]]] = {}
        self._days: dict[str, set[int]] = {}
        self._made: dict[nodes.Node, int] = {}

    def cut(self, node: nodes.Node) -> None:
        """Note which classes of codes and dates `node` tells apart."""
        for part in nodes.walk(node):
            if isinstance(part, nodes.In):
                for id in _leaves(part.of):
                    self._sets.setdefault(id, set()).add(part.values)
            elif isinstance(part, nodes.Compare) and (simple := _simple(part)):
                self._days.setdefault(simple[0], set()).add(simple[2])

    def declare(self, node: nodes.Node) -> None:
        """Give the variables of `node` their place in the order."""
        if isinstance(node, nodes.In):
            self._declare_code(node.of)
        elif isinstance(node, nodes.Compare):
            self._compare(node)
        elif isinstance(node, nodes.Table):
            self._computed(node)
        elif isinstance(node, nodes.Fact):
            self.builder.variable(Variable(node.id, "truth"))
        elif isinstance(node, nodes.Defined):
            self._variable_of(node)
            if not isinstance(node.definition, nodes.Table):
                self.declare(node.definition)
        else:
            for part in node.parts():
                self.declare(part)

    def _declare_code(self, node: nodes.Node) -> None:
        if _leaf(node):
            self._code(node)
        elif isinstance(node, nodes.Defined):
            self._declare_code(node.definition)
        elif isinstance(node, nodes.When):
            for condition, value in node.cases:
                self.declare(condition)
                self._declare_code(value)
            self._declare_code(node.otherwise)

    def discretion(self, name: str) -> int:
        """The diagram of a discretion: used (true) or not."""
        return self.builder.node(self.builder.variable(Variable(name, "discretion")), (FALSE, TRUE))

    def truth(self, node: nodes.Node) -> int:
        """The boolean diagram of a node that gives a truth."""
        if node == _OPEN:
            return self._open()
        made = self._made.get(node)
        if made is None:
            made = self._made[node] = self._truth(node)
        return made

    def _truth(self, node: nodes.Node) -> int:
        build = self.builder
        match node:
            case nodes.Fact():
                return build.node(build.variable(Variable(node.id, "truth")), (FALSE, TRUE))
            case nodes.Defined():
                number = self._variable_of(node)
                if isinstance(node.definition, nodes.Table):
                    return build.node(number, (FALSE, TRUE))
                stated = (build.node(number, (FALSE, TRUE, TRUE)), build.node(number, (FALSE, FALSE, TRUE)))
                return build.ite(stated[1], self.truth(node.definition), stated[0])
            case nodes.Literal():
                return TRUE if node.value is True else FALSE
            case nodes.All():
                return build.all([self.truth(part) for part in node.of])
            case nodes.Any():
                return build.any([self.truth(part) for part in node.of])
            case nodes.Not():
                return build.ite(self.truth(node.of), FALSE, TRUE)
            case nodes.When():
                result = self.truth(node.otherwise)
                for condition, value in reversed(node.cases):
                    result = build.ite(self.truth(condition), self.truth(value), result)
                return result
            case nodes.In():
                return self._in(node.of, node.values)
            case nodes.Compare():
                return self._compare(node)
            case nodes.Table():
                return build.node(self._computed(node), (FALSE, TRUE))
        raise TypeError(f"{type(node).__name__} gives no truth")

    def _in(self, node: nodes.Node, values: frozenset[str]) -> int:
        build = self.builder
        if _leaf(node):
            number = self._code(node)
            cuts = build.variables[number].cuts
            other = [] if build.variables[number].closed else [FALSE]
            return build.node(number, [TRUE if cut <= values else FALSE for cut in cuts] + other)
        match node:
            case nodes.Literal(None):
                return self._open()
            case nodes.Literal():
                return TRUE if node.value in values else FALSE
            case nodes.Defined():
                return self._in(node.definition, values)
            case nodes.When():
                result = self._in(node.otherwise, values)
                for condition, value in reversed(node.cases):
                    result = build.ite(self.truth(condition), self._in(value, values), result)
                return result
        raise TypeError(f"{type(node).__name__} gives no code")

    def _open(self) -> int:
        """What a text leaves open: a variable of its own that no claim ever sets."""
        name = f"open {len(self.builder.variables)}"
        self.computed[name] = _OPEN
        return self.builder.node(self.builder.variable(Variable(name, "computed")), (FALSE, TRUE))

    def _code(self, node: nodes.Node) -> int:
        assert isinstance(node, nodes.Fact | nodes.Defined)
        if isinstance(node, nodes.Defined):
            self.computed[node.id] = node
        whole = self._closed.get(node.id)
        sets = self._sets[node.id] | ({whole} if whole else set())
        return self.builder.variable(Variable(node.id, "code", cuts=_partition(sets), closed=whole is not None))

    def _variable_of(self, node: nodes.Defined) -> int:
        kind = "truth" if isinstance(node.definition, nodes.Table) else "stated"
        if kind == "truth":
            self.computed[node.id] = node
        return self.builder.variable(Variable(node.id, kind))

    def _computed(self, node: nodes.AnyNode) -> int:
        key = msgspec.json.encode(node).decode()
        self.computed[key] = node
        return self.builder.variable(Variable(key, "computed"))

    def _compare(self, node: nodes.Compare) -> int:
        build = self.builder
        simple = _simple(node)
        if simple is None:
            return build.node(self._computed(node), (FALSE, TRUE))
        id, op, boundary = simple
        days = tuple(sorted(self._days[id]))
        number = build.variable(Variable(id, "date", days=days))
        starts = [None, *days]
        early = op in ("before", "on_or_before")
        return build.node(number, [TRUE if (start is None or start < boundary) == early else FALSE for start in starts])


def _leaf(node: nodes.Node) -> str | None:
    """The id of a code that is a variable of its own."""
    if isinstance(node, nodes.Fact) or (isinstance(node, nodes.Defined) and isinstance(node.definition, nodes.Table)):
        return node.id
    return None


def _leaves(node: nodes.Node) -> Iterator[str]:
    """The codes that can be the value of `node`."""
    if id := _leaf(node):
        yield id
    elif isinstance(node, nodes.Defined):
        yield from _leaves(node.definition)
    elif isinstance(node, nodes.When):
        for value in (*(value for _, value in node.cases), node.otherwise):
            yield from _leaves(value)


def _simple(node: nodes.Compare) -> tuple[str, str, int] | None:
    """A comparison of a date fact with a day: the fact, the comparison, the first day on the later side."""
    left, right, op = node.left, node.right, node.op
    if isinstance(left, nodes.Literal) and op in _FLIPPED:
        left, right, op = right, left, _FLIPPED[op]
    if not isinstance(left, nodes.Fact) or not isinstance(right, nodes.Literal) or op not in _FLIPPED:
        return None
    if not isinstance(right.value, tuple) or right.value[0] != right.value[1]:
        return None
    day = right.value[0]
    return left.id, op, day + 1 if op in ("on_or_before", "after") else day


def _partition(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The values named in `sets`, grouped by the sets they belong to; smallest groups first."""
    ordered = sorted(sets, key=sorted)
    groups: dict[tuple[bool, ...], set[str]] = {}
    for item in sorted(frozenset().union(*ordered)):
        groups.setdefault(tuple(item in one for one in ordered), set()).add(item)
    return tuple(sorted((frozenset(group) for group in groups.values()), key=sorted))
