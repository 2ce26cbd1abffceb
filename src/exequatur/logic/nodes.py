"""The nodes of a rule, and how each is proved.

Every node is monotone: learning more never changes a value that was already definite. So there is no default, no "is
known" and no negation as failure here. What a court makes of an unknown is decided outside, by the `closes` of a
`Sitting`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from .values import COMPARISONS, UNBOUNDED, Span, Value, add, hull

Lookup = Callable[[str, tuple[Value, ...], Span, str], tuple[Value, tuple[str, ...]]]


class Clash(Exception):
    """A fact is stated one way and follows the other way from a rule."""

    def __init__(self, fact: str, stated: Value, derived: Value) -> None:
        super().__init__(fact)
        self.fact, self.stated, self.derived = fact, stated, derived


class Step(msgspec.Struct, gc=False):
    """One step of a proof: the node, what is known of it, the steps it rests on, the table rows it read."""

    node: Node
    value: Value
    children: tuple[Step, ...] = ()
    rows: tuple[str, ...] = ()


class Sitting(msgspec.Struct):
    """What a proof may look at: the facts, the dated tables, and how unknown facts are closed (nothing: not at all).

    `closed` collects, in order, each fact that had to be closed and the value it was given.
    """

    facts: dict[str, Value]
    lookup: Lookup
    closes: dict[str, Value] = {}
    rounding: Callable[[int], Span] = lambda ordinal: (ordinal, ordinal)
    closed: dict[str, Value] = {}
    seen: dict[str, Step] = {}


class Node(msgspec.Struct, frozen=True, tag_field="node"):
    """A node of a rule."""

    def prove(self, sitting: Sitting) -> Step:
        """The proof of this node in `sitting`."""
        raise NotImplementedError

    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return ()


class Fact(Node, frozen=True, tag="fact"):
    """A fact of the claim, stated or not."""

    id: str

    def prove(self, sitting: Sitting) -> Step:
        value = sitting.facts.get(self.id)
        if value is None:
            value = sitting.closes.get(self.id)
            if value is not None:
                sitting.closed[self.id] = value
        return Step(self, value)


class Defined(Node, frozen=True, tag="defined"):
    """A fact that a rule or table defines. It may also be stated: then both must agree."""

    id: str
    by: str
    definition: AnyNode

    def prove(self, sitting: Sitting) -> Step:
        step = sitting.seen.get(self.id)
        if step is None or not isinstance(step.node, Defined) or step.node.by != self.by:  # other paths may differ
            step = sitting.seen[self.id] = self._prove(sitting)
        return step

    def _prove(self, sitting: Sitting) -> Step:
        stated = sitting.facts.get(self.id)
        if stated is not None:
            derived = self.definition.prove(_stated(sitting)).value
            both = _meet(stated, derived)
            if both is None:
                raise Clash(self.id, stated, derived)
            return Step(self, both)
        below = self.definition.prove(sitting)
        value = below.value
        if value is None and self.id in sitting.closes:
            value = sitting.closed[self.id] = sitting.closes[self.id]
        return Step(self, value, (below,))

    def parts(self) -> tuple[Node, ...]:
        return (self.definition,)


class Literal(Node, frozen=True, tag="value"):
    """A constant: a truth, a span, one code, or None where a text leaves the value open."""

    value: bool | tuple[int, int] | str | None

    def prove(self, sitting: Sitting) -> Step:
        return Step(self, frozenset((self.value,)) if isinstance(self.value, str) else self.value)


class All(Node, frozen=True, tag="all"):
    """True if every part is, false if one part is false."""

    of: tuple[AnyNode, ...]

    def prove(self, sitting: Sitting) -> Step:
        children = []
        value: bool | None = True
        for part in self.of:
            child = part.prove(sitting)
            children.append(child)
            if child.value is False:
                value = False
            elif child.value is None and value:
                value = None
        return Step(self, value, tuple(children))

    def parts(self) -> tuple[Node, ...]:
        return self.of


class Any(Node, frozen=True, tag="any"):
    """True if one part is, false if every part is false."""

    of: tuple[AnyNode, ...]

    def prove(self, sitting: Sitting) -> Step:
        children = []
        value: bool | None = False
        for part in self.of:
            child = part.prove(sitting)
            children.append(child)
            if child.value is True:
                value = True
            elif child.value is None and value is False:
                value = None
        return Step(self, value, tuple(children))

    def parts(self) -> tuple[Node, ...]:
        return self.of


class Not(Node, frozen=True, tag="not"):
    """The contrary of its part."""

    of: AnyNode

    def prove(self, sitting: Sitting) -> Step:
        child = self.of.prove(sitting)
        return Step(self, None if child.value is None else not child.value, (child,))

    def parts(self) -> tuple[Node, ...]:
        return (self.of,)


class When(Node, frozen=True, tag="when"):
    """The value of the first case whose condition holds, else `otherwise`; where a condition is unknown, what both ways
    agree on.
    """

    cases: tuple[tuple[AnyNode, AnyNode], ...]
    otherwise: AnyNode

    def prove(self, sitting: Sitting) -> Step:
        children: list[Step] = []
        open_values: list[Value] = []
        for condition, result in self.cases:
            tested = condition.prove(sitting)
            children.append(tested)
            if tested.value is False:
                continue
            taken = result.prove(sitting)
            children.append(taken)
            open_values.append(taken.value)
            if tested.value is True:
                break
        else:
            taken = self.otherwise.prove(sitting)
            children.append(taken)
            open_values.append(taken.value)
        return Step(self, hull(open_values), tuple(children))

    def parts(self) -> tuple[Node, ...]:
        return (*(node for case in self.cases for node in case), self.otherwise)


class Compare(Node, frozen=True, tag="compare"):
    """A comparison of two spans: definite when all pairs agree."""

    op: str
    left: AnyNode
    right: AnyNode

    def prove(self, sitting: Sitting) -> Step:
        left, right = self.left.prove(sitting), self.right.prove(sitting)
        return Step(self, COMPARISONS[self.op](span(left.value), span(right.value)), (left, right))

    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)


class In(Node, frozen=True, tag="in"):
    """Whether a code is one of `values`."""

    of: AnyNode
    values: frozenset[str]

    def prove(self, sitting: Sitting) -> Step:
        child = self.of.prove(sitting)
        left = child.value
        if not isinstance(left, frozenset):
            return Step(self, None, (child,))
        value = True if left <= self.values else None if left & self.values else False
        return Step(self, value, (child,))

    def parts(self) -> tuple[Node, ...]:
        return (self.of,)


class Table(Node, frozen=True, tag="table"):
    """A value read from a dated table, by keys and by a day."""

    name: str
    of: tuple[AnyNode, ...]
    on: AnyNode
    column: str

    def prove(self, sitting: Sitting) -> Step:
        keys = [key.prove(sitting) for key in self.of]
        on = self.on.prove(sitting)
        value, rows = sitting.lookup(self.name, tuple([key.value for key in keys]), span(on.value), self.column)
        return Step(self, value, (*keys, on), rows)

    def parts(self) -> tuple[Node, ...]:
        return (*self.of, self.on)


class Plus(Node, frozen=True, tag="plus"):
    """The day a period after another day ends; the first day is not counted. Rounded to a working day if asked."""

    start: AnyNode
    years: int = 0
    months: int = 0
    days: int = 0
    working: bool = False

    def prove(self, sitting: Sitting) -> Step:
        child = self.start.prove(sitting)
        lo, hi = span(child.value)
        first = self._end(lo, sitting)
        return Step(self, first if lo == hi else (first[0], self._end(hi, sitting)[1]), (child,))

    def _end(self, start: int, sitting: Sitting) -> Span:
        """The days on which the period can end that follows the day `start`."""
        end = add(start, years=self.years, months=self.months, days=self.days)
        return sitting.rounding(end) if self.working else (end, end)

    def parts(self) -> tuple[Node, ...]:
        return (self.start,)


class Extreme(Node, frozen=True, tag="extreme"):
    """The latest or the earliest of several days (or the greatest, the least of several sums)."""

    latest: bool
    of: tuple[AnyNode, ...]

    def prove(self, sitting: Sitting) -> Step:
        children = tuple([part.prove(sitting) for part in self.of])
        spans = [span(child.value) for child in children]
        pick = max if self.latest else min
        return Step(self, (pick(lo for lo, _ in spans), pick(hi for _, hi in spans)), children)

    def parts(self) -> tuple[Node, ...]:
        return self.of


AnyNode = Fact | Defined | Literal | All | Any | Not | When | Compare | In | Table | Plus | Extreme


def span(value: Value) -> Span:
    """`value` as a span: everything, if it is not known."""
    return value if isinstance(value, tuple) else UNBOUNDED


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything below it, definitions of facts included."""
    yield node
    for part in node.parts():
        yield from walk(part)


def _meet(stated: Value, derived: Value) -> Value:
    """What is left when both hold: None where they contradict each other."""
    if derived is None or derived == stated:
        return stated
    if isinstance(stated, frozenset) and isinstance(derived, frozenset):
        return stated & derived or None
    if isinstance(stated, tuple) and isinstance(derived, tuple):
        lo, hi = max(stated[0], derived[0]), min(stated[1], derived[1])
        return (lo, hi) if lo <= hi else None
    return None


def _stated(sitting: Sitting) -> Sitting:
    """The same facts with nothing closed: only what is stated can contradict a statement."""
    return Sitting(sitting.facts, sitting.lookup, rounding=sitting.rounding)
