"""What a diagram answers when only part of the facts is known.

A *view* of a diagram gives each variable the bit mask of the classes it can still have. On it: which ends can be reached
(`reach`), on which variables the end can still depend (`support`), which answer settles it, and how often changing one answer
changes the end (`influence`, a number for ranking only).
"""

from __future__ import annotations

from collections.abc import Mapping

from .diagram import Diagram, Variable
from .values import Value


def mask(variable: Variable, value: Value) -> int:
    """The classes of `variable` that `value` leaves open, as a bit mask.

    A fact that may be stated against its derivation is either stated (classes 0, 1) or left to it (class 2).
    """
    kind = variable.kind
    if kind == "stated":
        return 4 if value is None else 2 if value is True else 1
    if value is None:
        return (1 << variable.size) - 1
    if isinstance(value, bool):
        return 2 if value else 1
    result = 0
    if isinstance(value, frozenset):
        rest = value
        for number, cut in enumerate(variable.cuts):
            if cut & value:
                result |= 1 << number
                rest -= cut
        return result | (1 << len(variable.cuts) if rest else 0)
    lo, hi = value
    first = sum(1 for day in variable.days if day <= lo)
    last = sum(1 for day in variable.days if day <= hi)
    return ((1 << (last - first + 1)) - 1) << first


class View:
    """A diagram seen from `root` with what is known of each variable (a mask per variable number; absent: nothing).

    The view is a small diagram of its own, in which a variable with one class left no longer occurs: `nodes` in the order of
    the diagram, each (number, variable, branches by class). `void` is an end that no consistent combination reaches.
    """

    def __init__(self, diagram: Diagram, root: int, masks: Mapping[int, int], void: int = -1) -> None:
        self.diagram = diagram
        self._void = void
        self._masks = masks
        self._made: dict[int, int] = {}
        self._keys: dict[tuple[int, tuple[int, ...]], int] = {}
        self.of: dict[int, int] = {}
        self.children: dict[int, tuple[int, ...]] = {}
        self.root = self._restrict(root)

    def _restrict(self, node: int) -> int:
        ends = self.diagram.ends
        if node < ends:
            return node
        made = self._made.get(node)
        if made is not None:
            return made
        variable = self.diagram.of[node - ends]
        branches = self.diagram.children[node - ends]
        left = self._masks.get(variable)
        if left is None:
            kept = tuple([self._restrict(child) for child in branches])
        elif left & (left - 1) == 0:
            made = self._made[node] = self._restrict(branches[left.bit_length() - 1])
            return made
        else:
            kept = tuple([self._restrict(child) for number, child in enumerate(branches) if left >> number & 1])
        if all(child == kept[0] for child in kept):
            made = kept[0]
        else:
            key = variable, kept
            made = self._keys.get(key)
            if made is None:
                made = self._keys[key] = node
                self.of[node] = variable
                self.children[node] = kept
        self._made[node] = made
        return made

    def reach(self, root: int | None = None) -> frozenset[int]:
        """The ends that can still be reached from `root` (default: the root of the view)."""
        found: set[int] = set()
        seen: set[int] = set()
        stack = [self.root if root is None else root]
        ends = self.diagram.ends
        while stack:
            node = stack.pop()
            if node < ends:
                found.add(node)
            elif node not in seen:
                seen.add(node)
                stack.extend(self.children[node])
        return frozenset(found)

    def support(self) -> list[int]:
        """The variables on which the end can still depend, in the order of the diagram."""
        found: set[int] = set()
        seen: set[int] = set()
        stack = [self.root]
        while stack:
            node = stack.pop()
            if node >= self.diagram.ends and node not in seen:
                seen.add(node)
                found.add(self.of[node])
                stack.extend(self.children[node])
        return sorted(found)

    def classes(self, variable: int) -> list[int]:
        """The classes of `variable` that are still open."""
        left = self._masks.get(variable)
        size = self.diagram.variables[variable].size
        return [c for c in range(size) if left is None or left >> c & 1]

    def influence(self) -> dict[int, float]:
        """For each variable of the support: the share of the remaining combinations in which another answer gives another end."""
        order = self._order()
        if not order:
            return {}
        weight = dict.fromkeys(order, 0.0)
        weight[self.root] = 1.0
        result: dict[int, float] = {}
        memo: dict[tuple[int, int], float] = {}
        for node in order:
            children = self.children[node]
            share = weight[node] / len(children)
            for child in children:
                if child in weight:
                    weight[child] += share
            pairs = [self._differ(a, b, memo) for i, a in enumerate(children) for b in children[i + 1:]]
            variable = self.of[node]
            result[variable] = result.get(variable, 0.0) + weight[node] * sum(pairs) / len(pairs)
        return result

    def _order(self) -> list[int]:
        """The nodes of the view, each before those below it."""
        seen: set[int] = set()
        stack = [self.root]
        while stack:
            node = stack.pop()
            if node >= self.diagram.ends and node not in seen:
                seen.add(node)
                stack.extend(self.children[node])
        return sorted(seen, key=lambda node: (self.of[node], node))

    def _differ(self, a: int, b: int, memo: dict[tuple[int, int], float]) -> float:
        """The share of fillings in which `a` and `b` end differently."""
        if a == b:
            return 0.0
        ends = self.diagram.ends
        if a == self._void or b == self._void:
            return 0.0
        if a < ends and b < ends:
            return 1.0
        key = (a, b) if a < b else (b, a)
        known = memo.get(key)
        if known is not None:
            return known
        top_a = self.of[a] if a >= ends else 1 << 30
        top_b = self.of[b] if b >= ends else 1 << 30
        if top_a == top_b:
            pairs = list(zip(self.children[a], self.children[b], strict=True))
        elif top_a < top_b:
            pairs = [(child, b) for child in self.children[a]]
        else:
            pairs = [(a, child) for child in self.children[b]]
        value = sum(self._differ(x, y, memo) for x, y in pairs) / len(pairs)
        memo[key] = value
        return value
