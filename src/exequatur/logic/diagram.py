"""Decision diagrams: the second reading of the rules.

A diagram is a total function from *classes* of the variables to an outcome. A variable is a fact (a truth, a code cut
into the classes that some rule tells apart, a date cut at the days some rule names), a fact that may be stated against
its derivation, a comparison that is computed, or a discretion of the court. Every path from the root to an end can be
taken, so "which outcomes can still be reached" is a walk, exact by construction (Bryant 1986; ordered, reduced, with
shared nodes and several ends).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

FALSE, TRUE = 0, 1


class Variable(msgspec.Struct, frozen=True):
    """A variable of the diagram.

    `kind`: truth (classes: false, true), stated (false, true, not stated: see the definition), code (`cuts`: the values
    of each class; unless the list of values is `closed` one more class holds every other value), date (`days`: the
    first day of each class but the first), computed (`name` is the key of a comparison), discretion (`name` is the
    rule).
    """

    name: str
    kind: str
    cuts: tuple[frozenset[str], ...] = ()
    days: tuple[int, ...] = ()
    closed: bool = False

    @property
    def size(self) -> int:
        """The number of classes."""
        if self.kind == "code":
            return len(self.cuts) + (not self.closed)
        return len(self.days) + 1 if self.kind == "date" else 3 if self.kind == "stated" else 2


class Builder:
    """Builds diagrams that share their nodes. Nodes below `ends` are ends; 0 is false and 1 is true."""

    def __init__(self, ends: int) -> None:
        self.ends = ends
        self.variables: list[Variable] = []
        self.of: list[int] = [-1] * ends
        self.children: list[tuple[int, ...]] = [()] * ends
        self._numbers: dict[tuple[str, str], int] = {}
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._ite: dict[tuple[int, int, int], int] = {}

    def variable(self, variable: Variable) -> int:
        """The number of `variable`, in the order of first mention."""
        key = variable.kind, variable.name
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.variables)
            self.variables.append(variable)
        return number

    def node(self, variable: int, children: Sequence[int]) -> int:
        """The node that branches on `variable`: none is made where all branches are one."""
        if all(child == children[0] for child in children):
            return children[0]
        key = variable, tuple(children)
        found = self._unique.get(key)
        if found is None:
            found = self._unique[key] = len(self.of)
            self.of.append(variable)
            self.children.append(tuple(children))
        return found

    def ite(self, test: int, then: int, otherwise: int) -> int:
        """If `test` (a diagram that ends in false and true) then `then`, else `otherwise`."""
        if test == TRUE:
            return then
        if test == FALSE or then == otherwise:
            return otherwise
        if then == TRUE and otherwise == FALSE:
            return test
        key = test, then, otherwise
        found = self._ite.get(key)
        if found is None:
            top = min(self.of[node] for node in key if node >= self.ends)
            size = self.variables[top].size
            found = self._ite[key] = self.node(
                top, [self.ite(*(self._cofactor(node, top, c) for node in key)) for c in range(size)]
            )
        return found

    def _cofactor(self, node: int, variable: int, cls: int) -> int:
        return self.children[node][cls] if node >= self.ends and self.of[node] == variable else node

    def all(self, parts: Sequence[int]) -> int:
        """The conjunction of boolean diagrams."""
        result = TRUE
        for part in reversed(parts):
            result = self.ite(part, result, FALSE)
        return result

    def any(self, parts: Sequence[int]) -> int:
        """The disjunction of boolean diagrams."""
        result = FALSE
        for part in reversed(parts):
            result = self.ite(part, TRUE, result)
        return result


class Diagram(msgspec.Struct, frozen=True):
    """A compiled diagram: `of[n - ends]` is the variable of node `n`, `children[n - ends]` its branches."""

    ends: int
    variables: tuple[Variable, ...]
    of: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]

    @classmethod
    def freeze(cls, builder: Builder, roots: Sequence[int]) -> tuple[Diagram, tuple[int, ...]]:
        """The part of `builder` that `roots` reach, renumbered, and the new numbers of the roots."""
        ends = builder.ends
        order: dict[int, int] = {}
        stack = [root for root in roots if root >= ends]
        while stack:
            node = stack.pop()
            if node in order:
                continue
            order[node] = 0
            stack.extend(child for child in builder.children[node] if child >= ends)
        for number, node in enumerate(sorted(order)):
            order[node] = number + ends
        nodes = sorted(order)

        def new(node: int) -> int:
            return order[node] if node >= ends else node

        diagram = cls(
            ends,
            tuple(builder.variables),
            tuple(builder.of[n] for n in nodes),
            tuple(tuple(new(child) for child in builder.children[n]) for n in nodes),
        )
        return diagram, tuple(new(root) for root in roots)

    def nodes_below(self, root: int) -> frozenset[int]:
        """The nodes, `root` among them, on some path from it; ends are none."""
        seen: set[int] = set()
        stack = [root]
        while stack:
            node = stack.pop()
            if node >= self.ends and node not in seen:
                seen.add(node)
                stack.extend(self.children[node - self.ends])
        return frozenset(seen)

    def variables_below(self, root: int) -> frozenset[int]:
        """The variables that some path from `root` asks about."""
        return frozenset(self.of[node - self.ends] for node in self.nodes_below(root))
