"""What a diagram answers when only part of the facts is known.

A `View` of a diagram gives each variable the bit mask of the classes it can still have. On it: which ends can be
reached (`reach`), on which variables the end can still depend (`support`), which answer settles it (`reach_if`), and
how often changing one answer changes the end (`influence`, a number for ranking only).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy

from .diagram import Builder, Diagram, Variable
from .values import Value


def mask(variable: Variable, value: Value) -> int:
    """The classes of `variable` that `value` leaves open, as a bit mask.

    A fact that may be stated against its derivation is either stated (classes 0, 1) or left to it (class 2). A truth says
    nothing of a code: a table has nothing else for a key that is not on it.
    """
    if variable.kind == "code" and not isinstance(value, frozenset):
        return (1 << variable.size) - 1
    if value is True:
        return 2
    if value is False:
        return 1
    if value is None:
        return 4 if variable.kind == "stated" else (1 << variable.size) - 1
    if isinstance(value, frozenset):
        result, rest = 0, value
        for number, cut in enumerate(variable.cuts):
            if cut & value:
                result |= 1 << number
                rest -= cut
        return result | (1 << len(variable.cuts) if rest and not variable.closed else 0)
    lo, hi = value
    first = sum(1 for day in variable.days if day <= lo)
    last = sum(1 for day in variable.days if day <= hi)
    return ((1 << (last - first + 1)) - 1) << first


class View:
    """A diagram seen from `root` with what is known of each variable (a mask per variable number; absent: nothing).

    The view is a small diagram of its own: `of` gives the variable of each node, `children` its branches, one per class
    that is still open. Variables with one class left no longer occur. `void` is an end that no consistent combination
    reaches.
    """

    def __init__(self, diagram: Diagram, root: int, masks: Mapping[int, int], void: int = -1) -> None:
        self.diagram, self.masks, self.void = diagram, masks, void
        self._keep(root, diagram.of, diagram.children, masks, diagram.ends)

    def _keep(
        self,
        root: int,
        variables: Sequence[int] | Mapping[int, int],
        branching: Sequence[tuple[int, ...]] | Mapping[int, tuple[int, ...]],
        masks: Mapping[int, int],
        first: int,
    ) -> None:
        """Take over what `masks` leave of the nodes below `root`; node `n` is entry `n - first` of what is given."""
        ends = self.diagram.ends
        of: dict[int, int] = {}
        children: dict[int, tuple[int, ...]] = {}
        made: dict[int, int] = {}
        keys: dict[tuple[int, tuple[int, ...]], int] = {}

        def restrict(node: int) -> int:
            if node < ends:
                return node
            known = made.get(node)
            if known is not None:
                return known
            variable, branches = variables[node - first], branching[node - first]
            left = masks.get(variable)
            if left is None:
                kept = tuple([restrict(child) for child in branches])
            elif not left & (left - 1):
                made[node] = result = restrict(branches[left.bit_length() - 1])
                return result
            else:
                kept = tuple([restrict(child) for number, child in enumerate(branches) if left >> number & 1])
            if kept.count(kept[0]) == len(kept):
                result = kept[0]
            else:
                result = keys.setdefault((variable, kept), node)
                if result == node:
                    of[node] = variable
                    children[node] = kept
            made[node] = result
            return result

        self.root, self.of, self.children = restrict(root), of, children

    def reach(self) -> frozenset[int]:
        """The ends that can still be reached."""
        return self.reach_if(-1, 0)

    def reach_if(self, variable: int, cls: int) -> frozenset[int]:
        """The ends that can still be reached if `variable` is of class `cls`."""
        position = self.classes(variable).index(cls) if variable >= 0 else 0
        of, children, ends = self.of, self.children, self.diagram.ends
        found: set[int] = set()
        seen: set[int] = set()
        stack = [self.root]
        while stack:
            node = stack.pop()
            if node < ends:
                found.add(node)
            elif node not in seen:
                seen.add(node)
                if of[node] == variable:
                    stack.append(children[node][position])
                else:
                    stack.extend(children[node])
        return frozenset(found)

    def end_if(self, variable: int, cls: int) -> int | None:
        """The one end that is left if `variable` is of class `cls`; None where several are."""
        position = self.classes(variable).index(cls)
        of, children, ends, void = self.of, self.children, self.diagram.ends, self.void
        left: int | None = None
        seen: set[int] = set()
        stack = [self.root]
        while stack:
            node = stack.pop()
            if node < ends:
                if node not in (left, void):
                    if left is not None:
                        return None
                    left = node
            elif node not in seen:
                seen.add(node)
                if of[node] == variable:
                    stack.append(children[node][position])
                else:
                    stack.extend(children[node])
        return left

    def given(self, variable: int, cls: int) -> View:
        """The view once `variable` is known to be of class `cls`."""
        view = copy(self)
        view.masks = {**self.masks, variable: 1 << cls}
        view._keep(self.root, self.of, self.children, {variable: 1 << self.classes(variable).index(cls)}, 0)
        return view

    def answers_needed(self, order: Sequence[int]) -> tuple[int, int]:
        """Asked in `order`, leaving out what no longer matters: how many answers at best and at worst until none in
        `order` can change the end.
        """
        shared, ends = Builder(self.diagram.ends), self.diagram.ends
        moved: dict[int, int] = {}
        memo: dict[tuple[int, int], tuple[int, int]] = {}

        def move(node: int) -> int:
            if node < ends:
                return node
            if node not in moved:
                moved[node] = shared.node(self.of[node], [move(child) for child in self.children[node]])
            return moved[node]

        def ask(node: int, at: int) -> tuple[int, int]:
            if node < ends or at == len(order):
                return 0, 0
            found = memo.get((node, at))
            if found is None:
                below = shared.cofactors(node, order[at])
                left = [ask(child, at + 1) for child in below or (node,)]
                asked = 1 if below else 0
                found = asked + min(best for best, _ in left), asked + max(worst for _, worst in left)
                memo[node, at] = found
            return found

        return ask(move(self.root), 0)

    def support(self) -> list[int]:
        """The variables on which the end can still depend, in the order of the diagram."""
        return sorted({self.of[node] for node in self._nodes()})

    def classes(self, variable: int) -> list[int]:
        """The classes of `variable` that are still open."""
        left = self.masks.get(variable)
        size = self.diagram.variables[variable].size
        return [cls for cls in range(size) if left is None or left >> cls & 1]

    def _nodes(self) -> list[int]:
        """The nodes that the root reaches."""
        children, ends = self.children, self.diagram.ends
        seen: set[int] = set()
        stack = [self.root]
        while stack:
            node = stack.pop()
            if node >= ends and node not in seen:
                seen.add(node)
                stack.extend(children[node])
        return list(seen)

    def pivotal(self) -> set[int]:
        """The variables of which some answer might leave a single end: those on every pair of shortest ways to two
        different ends.
        """
        ways = self._shortest_ways()
        pairs = [a | b for i, a in enumerate(ways) for b in ways[i + 1 :]]
        return set.intersection(*pairs) if pairs else set()

    def _shortest_ways(self) -> list[set[int]]:
        """For each end that can be reached the variables on a shortest way to it."""
        of, children, ends = self.of, self.children, self.diagram.ends
        parent: dict[int, int] = {}
        layer, seen, reached = [self.root], {self.root}, []
        while layer:
            below = []
            for node in layer:
                for child in children.get(node, ()):
                    if child not in seen:
                        seen.add(child)
                        parent[child] = node
                        if child >= ends:
                            below.append(child)
                        elif child != self.void:
                            reached.append(child)
            layer = below
        ways = []
        for node in reached:
            way = set()
            while node in parent:
                node = parent[node]
                way.add(of[node])
            ways.append(way)
        return ways

    def influence(self, odds: Mapping[int, Sequence[float]] | None = None) -> dict[int, float]:
        """For each variable of the support: the share of the remaining combinations in which another answer gives
        another end.

        `odds`: how often each open class of a variable is met (default: all equally often). A number for ranking,
        nothing else.
        """
        of, children = self.of, self.children
        order = sorted(self._nodes(), key=of.__getitem__)
        odds = odds or {}
        shares = {node: odds.get(of[node]) or (1 / len(children[node]),) * len(children[node]) for node in order}
        met = self._distributions(order, shares)
        weight = dict.fromkeys(order, 0.0)
        if order:
            weight[self.root] = 1.0
        result: dict[int, float] = {}
        differ = self._difference(met, shares)
        for node in order:
            below = children[node]
            mass = weight[node]
            for child, part in zip(below, shares[node], strict=True):
                if child in weight:
                    weight[child] += mass * part
            if len(below) == 2:
                total = differ(below[0], below[1])
            else:
                pairs = [(a, b) for i, a in enumerate(below) for b in below[i + 1 :]]
                total = sum([differ(a, b) for a, b in pairs]) / len(pairs)
            result[of[node]] = result.get(of[node], 0.0) + mass * total
        return result

    def _distributions(
        self, order: Sequence[int], shares: Mapping[int, Sequence[float]]
    ) -> dict[int, dict[int, float]]:
        """For each end how often it is met below each node."""
        children, ends = self.children, self.diagram.ends
        found = {child for node in order for child in children[node] if child < ends}
        result = {}
        for end in found:
            met = dict.fromkeys(found, 0.0)
            met[end] = 1.0
            for node in reversed(order):
                below, share = children[node], shares[node]
                met[node] = (
                    share[0] * met[below[0]] + share[1] * met[below[1]]
                    if len(below) == 2
                    else sum([part * met[child] for child, part in zip(below, share, strict=True)])
                )
            result[end] = met
        return result

    def _difference(
        self, met: Mapping[int, Mapping[int, float]], shares: Mapping[int, Sequence[float]]
    ) -> Callable[[int, int], float]:
        """The function that says in which share of fillings two nodes end differently (neither in the void)."""
        of, children, last, void = self.of, self.children, self.diagram.ends, self.void
        lost = met.get(void)
        memo: dict[tuple[int, int], float] = {}

        def differ(a: int, b: int) -> float:
            if a == b:
                return 0.0
            if a > b:  # ends are numbered below nodes
                a, b = b, a
            if a < last:
                if a == void:
                    return 0.0
                gone = lost[b] if lost is not None else 0.0
                return 1.0 - met[a][b] - gone if a in met else 1.0 - gone
            known = memo.get((a, b))
            if known is None:
                above, below = (a, b) if of[a] <= of[b] else (b, a)
                others = children[below] if of[above] == of[below] else (below,) * len(children[above])
                pairs = zip(children[above], others, shares[above], strict=True)
                known = sum([part * differ(x, y) for x, y, part in pairs if x != y])
                memo[a, b] = known
            return known

        return differ
