"""The second reading of the nodes of a rule: for a column of claims instead of one.

Every node is read by one function, as its `prove` reads it for one claim. What is known of a truth is the pair "can be
false", "can be true"; of a code, one truth per class and one for "any other value"; of a date or a sum, its least and its
greatest number. A part that needs the calendar or a dated table is left to the functions of the law, asked once for each
distinct value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from ...logic import nodes
from ...logic.values import EVER, Span, Value
from .program import Ending, Pair, Program, Reg

Classes = tuple[frozenset[str], ...]


class NotInColumns(Exception):
    """A rule has a form that cannot be read in columns yet."""


class Facts(Protocol):
    """What is known of the facts of every row."""

    def kind(self, id: str) -> str:
        """The type of the fact: truth, code, date, amount or count."""

    def values(self, id: str) -> tuple[str, ...]:
        """The whole list of values of a code; empty where it has none."""

    def truth(self, id: str) -> Pair:
        """Whether it can be false, whether it can be true."""

    def given(self, id: str) -> Reg:
        """Whether anything is known of it."""

    def code(self, id: str, classes: Classes) -> tuple[Reg, ...]:
        """Whether it can be of each class, and whether it can be anything else."""

    def span(self, id: str) -> Pair:
        """Its least and greatest number."""

    def key(self, id: str) -> Reg:
        """The number of the set of values that a code can be."""


class Columns:
    """Reads nodes into the steps of a program. `closes` says how unknown facts are closed (nothing: not at all); what is
    stated is then held against what follows with nothing closed, which `unclosed` reads.
    """

    def __init__(
        self,
        program: Program,
        facts: Facts,
        rounding: Callable[[int], Span],
        closes: Mapping[str, Value] | None = None,
        unclosed: Columns | None = None,
    ) -> None:
        self.program, self.facts = program, facts
        self._rounding, self._closes = rounding, closes or {}
        self._unclosed = unclosed or self
        self._truths: dict[nodes.Node, Pair] = {}
        self._clashes: dict[nodes.Node, Reg] = {}
        self._spans: dict[nodes.Node, Pair] = {}

    def names(self, prefix: str = "") -> dict[Reg, str]:
        """Names for the steps that tell of derived facts."""
        found = [(node.id, pair) for node, pair in self._truths.items() if isinstance(node, nodes.Defined)]
        return {
            reg: f"{prefix}{id}_{what}" for id, pair in found for reg, what in zip(pair, ("no", "yes"), strict=True)
        }

    def truth(self, node: nodes.AnyNode) -> Pair:
        """Whether `node` can be false, whether it can be true."""
        made = self._truths.get(node)
        if made is None:
            made = self._truths[node] = self._truth(node)
        return made

    def _truth(self, node: nodes.AnyNode) -> Pair:
        build = self.program
        match node:
            case nodes.Fact(id):
                return self._closed(id, self.facts.truth(id))
            case nodes.Defined(id):
                with build.making("fact", id):
                    return self._defined(node)
            case nodes.Literal(value):
                return value is not True, value is not False
            case nodes.All(of):
                pairs = [self.truth(part) for part in of]
                return build.either(*(no for no, _ in pairs)), build.both(*(yes for _, yes in pairs))
            case nodes.Any(of):
                pairs = [self.truth(part) for part in of]
                return build.both(*(no for no, _ in pairs)), build.either(*(yes for _, yes in pairs))
            case nodes.Not(of):
                no, yes = self.truth(of)
                return yes, no
            case nodes.When():
                no, yes = self._when(node, self.truth)
                return no, yes
            case nodes.In(of, values):
                inside, outside = self.code(of, (values,))
                return outside, inside
            case nodes.Compare(op, left, right):
                return self._compare(op, self.span(left), self.span(right))
            case nodes.Table():
                found = self._table(node)
                return (
                    (True, True)
                    if found is None
                    else (build.step("says", found, node.column, False), build.step("says", found, node.column, True))
                )
        raise NotInColumns(f"{type(node).__name__} gives no truth")

    def _closed(self, id: str, pair: Pair) -> Pair:
        closing = self._closes.get(id)
        if closing is None:
            return pair
        no, yes = pair
        if closing is True:
            return self.program.both(no, self.program.contrary(yes)), yes
        return no, self.program.both(yes, self.program.contrary(no))

    def _defined(self, node: nodes.Defined) -> Pair:
        """What is stated and what follows; where they contradict each other `clash` says so and this means nothing."""
        build, (denied, affirmed) = self.program, self.facts.truth(node.id)
        silent = build.both(denied, affirmed)
        if silent is False:
            return denied, affirmed
        no, yes = self._closed(node.id, self.truth(node.definition))
        if silent is True:
            return no, yes
        said_no, said_yes = build.contrary(affirmed), build.contrary(denied)
        return build.either(said_no, build.both(silent, no)), build.either(said_yes, build.both(silent, yes))

    def _when(self, node: nodes.When, read: Callable[[nodes.AnyNode], Sequence[Reg]]) -> tuple[Reg, ...]:
        """The answers that stay open: those of every case that can be the first to hold."""
        build, result = self.program, tuple(read(node.otherwise))
        for condition, then in reversed(node.cases):
            fails, holds = self.truth(condition)
            pairs = zip(read(then), result, strict=True)
            result = tuple(build.either(build.both(holds, a), build.both(fails, b)) for a, b in pairs)
        return result

    def _compare(self, op: str, a: Pair, b: Pair) -> Pair:
        build = self.program
        match op:
            case "before":
                return build.at_most(b[0], a[1]), build.below(a[0], b[1])
            case "on_or_before" | "at_most":
                return build.below(b[0], a[1]), build.at_most(a[0], b[1])
            case "after":
                return self._compare("before", b, a)
            case "on_or_after" | "at_least":
                return self._compare("on_or_before", b, a)
            case "same":
                known = (build.at_most(x, y) for x, y in ((a[1], a[0]), (b[1], b[0]), (a[0], b[0]), (b[0], a[0])))
                apart = build.either(build.below(a[1], b[0]), build.below(b[1], a[0]))
                return build.contrary(build.both(*known)), build.contrary(apart)
        raise NotInColumns(f"no comparison {op}")

    def code(self, node: nodes.AnyNode, classes: Classes) -> tuple[Reg, ...]:
        """Whether `node` can be of each of `classes`, and whether it can be anything else."""
        build = self.program
        match node:
            case nodes.Fact(id):
                return self._closed_code(id, classes, self.facts.code(id, classes), self.facts.given(id))
            case nodes.Literal(value):
                if value is None:
                    return (True,) * (len(classes) + 1)
                within = [value in one for one in classes]
                return (*within, True not in within)
            case nodes.When():
                return self._when(node, lambda part: self.code(part, classes))
            case nodes.Defined(id, _, definition):
                with build.making("fact", id):
                    given = self.facts.given(id)
                    if given is False:
                        if id in self._closes:
                            raise NotInColumns(f"{id}: a code that follows from rules and is closed")
                        return self.code(definition, classes)
                    return self._stated_code(id, definition, classes, given)
            case nodes.Table():
                found = self._table(node)
                if found is None:
                    return (True,) * (len(classes) + 1)
                every = frozenset().union(*classes)
                inside = [build.step("says", found, node.column, one) for one in classes]
                return (*inside, build.step("says", found, node.column, (every,)))
        raise NotInColumns(f"{type(node).__name__} gives no code")

    def _closed_code(self, id: str, classes: Classes, found: tuple[Reg, ...], given: Reg) -> tuple[Reg, ...]:
        closing = self._closes.get(id)
        if closing is None:
            return found
        assert isinstance(closing, frozenset)
        build, inside = self.program, [bool(closing & one) for one in classes]
        return tuple(
            build.either(build.both(given, reg), build.both(build.contrary(given), closed))
            for reg, closed in zip(found, (*inside, True not in inside), strict=True)
        )

    def _stated_code(self, id: str, definition: nodes.AnyNode, classes: Classes, given: Reg) -> tuple[Reg, ...]:
        """What is stated, as far as it follows. Both are read in single values, so that the common ones can be told."""
        build, values = self.program, self._values(id)
        single = tuple(frozenset((value,)) for value in values)
        stated = self.facts.code(id, single)
        follows = self._unclosed.code(definition, single)
        left = {value: build.both(*pair) for value, *pair in zip(values, stated, follows, strict=False)}
        silent = build.contrary(given)
        result: list[Reg] = []
        for one, below in zip((*classes, None), self.code(definition, classes), strict=True):
            inside = [
                left[value]
                for value in values
                if (value in one if one is not None else not any(value in other for other in classes))
            ]
            result.append(build.either(build.both(silent, below), build.both(given, build.either(*inside))))
        return tuple(result)

    def _values(self, id: str) -> tuple[str, ...]:
        values = self.facts.values(id)
        if not values:
            raise NotInColumns(f"{id}: a stated code that follows from rules and has no list of values")
        return values

    def span(self, node: nodes.AnyNode) -> Pair:
        """The least and the greatest number that `node` can be."""
        made = self._spans.get(node)
        if made is None:
            made = self._spans[node] = self._span(node)
        return made

    def _span(self, node: nodes.AnyNode) -> Pair:
        build = self.program
        match node:
            case nodes.Fact(id):
                low, high = self.facts.span(id)
                if (closing := self._closes.get(id)) is None:
                    return low, high
                given = self.facts.given(id)
                assert isinstance(closing, tuple)
                return build.choose(given, low, build.number(closing[0])), build.choose(
                    given, high, build.number(closing[1])
                )
            case nodes.Literal(value):
                low_, high_ = value if isinstance(value, tuple) else (-EVER, EVER)
                return build.number(low_), build.number(high_)
            case nodes.Defined(id, _, definition):
                with build.making("fact", id):
                    return self._stated_span(id, definition)
            case nodes.When():
                return self._when_span(node)
            case nodes.Plus(start):
                low, high = self.span(start)
                add = (node.years, node.months, node.days, node.working)
                return self.after(low, add, 0), self.after(high, add, 1)
            case nodes.Extreme(latest, of):
                spans = [self.span(part) for part in of]
                pick = build.greatest if latest else build.least
                return pick(low for low, _ in spans), pick(high for _, high in spans)
        raise NotInColumns(f"{type(node).__name__} gives no number")

    def after(self, start: Reg, add: tuple[int, int, int, bool], side: int) -> Reg:
        """One side of the end of a period of years, months and days, which a working day ends or not, as `nodes.Plus` finds it
        for each distinct day.
        """
        years, months, days, working = add
        ending = Ending(years, months, days, self._rounding if working else None, side)
        return self.program.apply(("plus", *add, side), ending, start)

    def _stated_span(self, id: str, definition: nodes.AnyNode) -> Pair:
        if id in self._closes:
            raise NotInColumns(f"{id}: a number that follows from rules and is closed")
        build, given, below = self.program, self.facts.given(id), self.span(definition)
        if given is False:
            return below
        stated, follows = self.facts.span(id), self._unclosed.span(definition)
        met = build.greatest((stated[0], follows[0])), build.least((stated[1], follows[1]))
        return build.choose(given, met[0], below[0]), build.choose(given, met[1], below[1])

    def _when_span(self, node: nodes.When) -> Pair:
        build, (low, high) = self.program, self.span(node.otherwise)
        never_low, never_high = build.number(2 * EVER), build.number(-2 * EVER)
        for condition, then in reversed(node.cases):
            fails, holds = self.truth(condition)
            a, b = self.span(then)
            low = build.least((build.choose(holds, a, never_low), build.choose(fails, low, never_low)))
            high = build.greatest((build.choose(holds, b, never_high), build.choose(fails, high, never_high)))
        return low, high

    def _table(self, node: nodes.Table) -> Reg | None:
        """The place in a dated table, the same for days between which it does not change; None without a key."""
        key = node.of[0]
        if not isinstance(key, nodes.Fact) or key.id in self._closes:
            raise NotInColumns(f"{node.name}: a table whose key is no plain fact")
        where = self.facts.key(key.id)
        if self.program.constant(where) is not None:
            return None
        return self.program.step("lookup", node.name, where, *self.span(node.on))

    def clash(self, node: nodes.AnyNode) -> Reg:
        """Whether the proof of `node` meets a statement that contradicts what follows from the rules."""
        made = self._clashes.get(node)
        if made is None:
            made = self._clashes[node] = self._clash(node)
        return made

    def _clash(self, node: nodes.AnyNode) -> Reg:
        build = self.program
        match node:
            case nodes.Defined(id, _, definition):
                given = self.facts.given(id)
                if given is False:
                    return self.clash(definition)
                below = build.either(
                    build.both(given, self._unclosed.clash(definition)),
                    build.both(build.contrary(given), self.clash(definition)),
                )
                return build.either(below, build.both(given, self._contradicts(id, definition)))
            case nodes.When(cases, otherwise):
                result = self.clash(otherwise)
                for condition, then in reversed(cases):
                    fails, holds = self.truth(condition)
                    taken = build.both(holds, self.clash(then))
                    result = build.either(self.clash(condition), taken, build.both(fails, result))
                return result
        return build.either(*(self.clash(part) for part in node.parts()))  # type: ignore[arg-type]

    def _contradicts(self, id: str, definition: nodes.AnyNode) -> Reg:
        build = self.program
        kind = self.facts.kind(id)
        if kind == "truth":
            (denied, affirmed), (no, yes) = self.facts.truth(id), self._unclosed.truth(definition)
            says_no, says_yes = build.contrary(affirmed), build.contrary(denied)
            return build.either(build.both(says_yes, build.contrary(yes)), build.both(says_no, build.contrary(no)))
        if kind == "code":
            single = tuple(frozenset((value,)) for value in self._values(id))
            pairs = zip(self.facts.code(id, single), self._unclosed.code(definition, single), strict=True)
            return build.contrary(build.either(*(build.both(a, b) for a, b in list(pairs)[:-1])))
        stated, follows = self.facts.span(id), self._unclosed.span(definition)
        return build.either(build.below(stated[1], follows[0]), build.below(follows[1], stated[0]))
