"""What a diagram answers when only part of the facts is known.

A `View` of a diagram gives each variable the bit mask of the classes it can still have. On it: which ends can be
reached (`reach`), on which variables the end can still depend (`support`), which answers leave one end (`settling`), and
how often changing one answer changes the end (`influence`, a number for ranking only).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from itertools import chain, combinations, repeat

from .diagram import Diagram, Variable
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


_Branches = tuple[tuple[int, float], ...]


class View:
    """A diagram seen from `root` with what is known of each variable (a mask per variable number; absent: nothing).

    The view is a small diagram of its own, in lists by node as in a `Builder`: `of` gives the variable, `children` the
    branches, one per class that is still open. Every node can be reached and stands after its branches; variables with
    one class left no longer occur. `void` is an end that no consistent combination reaches.
    """

    def __init__(self, diagram: Diagram, root: int, masks: Mapping[int, int], void: int = -1) -> None:
        self.diagram, self.masks, self.void = diagram, masks, void
        self._keep(root, diagram.of, diagram.children, masks, diagram.ends)

    def _keep(
        self,
        root: int,
        variables: Sequence[int],
        branching: Sequence[tuple[int, ...]],
        masks: Mapping[int, int],
        first: int,
    ) -> None:
        """Take over what `masks` leave of the nodes below `root`; node `n` is entry `n - first` of what is given."""
        ends = self.diagram.ends
        of = [-1] * ends
        children: list[tuple[int, ...]] = [()] * ends
        made = {end: end for end in range(ends)}
        keys: dict[tuple[int, tuple[int, ...]], int] = {}

        def restrict(start: int) -> int:
            node = start
            while (result := made.get(node)) is None:
                variable, branches = variables[node - first], branching[node - first]
                left = masks.get(variable)
                if left is not None:
                    if not left & (left - 1):
                        node = branches[left.bit_length() - 1]
                        continue
                    branches = tuple([child for number, child in enumerate(branches) if left >> number & 1])
                below = []
                for child in branches:
                    known = made.get(child)
                    below.append(restrict(child) if known is None else known)
                kept = tuple(below)
                result = kept[0]
                if kept.count(result) != len(kept):
                    result = keys.setdefault((variable, kept), len(of))
                    if result == len(of):
                        of.append(variable)
                        children.append(kept)
                made[node] = result
            made[start] = result
            return result

        self.root, self.of, self.children = restrict(root), of, children

    def reach(self) -> frozenset[int]:
        """The ends that can still be reached."""
        ends = self.diagram.ends
        if self.root < ends:
            return frozenset((self.root,))
        return frozenset([child for child in set(chain.from_iterable(self.children)) if child < ends])

    def settling(self) -> dict[int, dict[int, int]]:
        """For each variable the open classes that leave a single end, and which (the void not counted).

        The variables are asked in order. `met` are the nodes that their answers can lead to, `ended` the ends: with two
        of these no later answer can settle anything.
        """
        ends, of, children = self.diagram.ends, self.of, self.children
        below = [0 if end == self.void else 1 << end for end in range(ends)]
        for branches in children[ends:]:
            reached = 0
            for child in branches:
                reached |= below[child]
            below.append(reached)
        levels: dict[int, list[int]] = {}
        for node in range(ends, len(of)):
            levels.setdefault(of[node], []).append(node)
        result: dict[int, dict[int, int]] = {}
        met, ended = {self.root}, 0
        for number in sorted(levels):
            at = levels[number]
            met.difference_update(at)
            past = ended
            for node in met:
                past |= below[node]
            if not past & (past - 1):
                branching = zip(*[children[node] for node in at], strict=True)
                for cls, branches in zip(self.classes(number), branching, strict=True):
                    left = past
                    for child in branches:
                        left |= below[child]
                    if left and not left & (left - 1):
                        result.setdefault(number, {})[cls] = left.bit_length() - 1
            for node in at:
                for child in children[node]:
                    if child >= ends:
                        met.add(child)
                    else:
                        ended |= below[child]
            if ended & (ended - 1):
                break
        return result

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
        shared = Cofactors(self.diagram.ends, self.of, self.children)
        memo: dict[int, tuple[int, int]] = {}

        wanted = sum([1 << number for number in order])

        def ask(node: int) -> tuple[int, int]:
            found = memo.get(node)
            if found is None:
                open_ = shared.depends[node] & wanted
                if not open_ & (open_ - 1):
                    found = (1, 1) if open_ else (0, 0)
                else:
                    number = next(number for number in order if open_ >> number & 1)
                    left = [ask(child) for child in shared.split(node, number)]
                    found = 1 + min([best for best, _ in left]), 1 + max([worst for _, worst in left])
                memo[node] = found
            return found

        return ask(self.root)

    def support(self) -> list[int]:
        """The variables on which the end can still depend, in the order of the diagram."""
        return sorted(set(self.of[self.diagram.ends :]))

    def classes(self, variable: int) -> list[int]:
        """The classes of `variable` that are still open."""
        left = self.masks.get(variable)
        size = self.diagram.variables[variable].size
        return [cls for cls in range(size) if left is None or left >> cls & 1]

    def influence(self, odds: Mapping[int, Sequence[float]] | None = None) -> dict[int, float]:
        """For each variable of the support: the share of the remaining combinations in which another answer gives
        another end.

        `odds`: how often each open class of a variable is met (default: all equally often). A number for ranking,
        nothing else.
        """
        of, children, ends = self.of, self.children, self.diagram.ends
        odds = odds or {}
        branches: list[_Branches] = [()] * ends
        for variable, below in zip(of[ends:], children[ends:], strict=True):
            branches.append(tuple(zip(below, odds.get(variable) or (1 / len(below),) * len(below), strict=True)))
        chance = [0.0] * len(of)
        chance[self.root] = 1.0
        result = dict.fromkeys(self.support(), 0.0)
        differ = self._difference(branches)
        for node in range(len(of) - 1, ends - 1, -1):
            below, mass = children[node], chance[node]
            for child, share in branches[node]:
                chance[child] += mass * share
            if len(below) == 2:
                apart = differ(*below)
            else:
                pairs = list(combinations(below, 2))
                apart = sum([differ(a, b) for a, b in pairs if a != b]) / len(pairs)
            result[of[node]] += mass * apart
        return result

    def _difference(self, branches: Sequence[_Branches]) -> Callable[[int, int], float]:
        """The function that says in which share of fillings two different nodes end differently (neither in the void)."""
        of, ends, void = self.of, self.diagram.ends, self.void
        known: list[dict[int, float]] = [{} for _ in of]
        for end in {child for below in self.children for child in below if child < ends}:
            apart = [0.0 if end == void or other in (end, void) else 1.0 for other in range(ends)]
            for below in branches[ends:]:
                if len(below) == 2:
                    (low, p), (high, q) = below
                    apart.append(p * apart[low] + q * apart[high])
                else:
                    apart.append(sum([share * apart[child] for child, share in below]))
            known[end] = dict(enumerate(apart))

        def differ(a: int, b: int) -> float:
            if a > b:  # ends are numbered below nodes
                a, b = b, a
            row = known[a]
            found = row.get(b)
            if found is None:
                found = 0.0
                if of[a] == of[b]:
                    for (x, share), (y, _) in zip(branches[a], branches[b], strict=True):
                        if x != y:
                            found += share * differ(x, y)
                else:
                    upper, lower = (a, b) if of[a] < of[b] else (b, a)
                    for x, share in branches[upper]:
                        if x != lower:
                            found += share * differ(x, lower)
                row[b] = found
            return found

        return differ


class Cofactors:
    """The nodes of a view, shared with what is left of each once a variable is known. `depends`: the variables of each
    node as a bit mask.
    """

    def __init__(self, ends: int, of: Sequence[int], children: Sequence[tuple[int, ...]]) -> None:
        self._of, self.depends = [-1] * ends, [0] * ends
        self._children: list[tuple[int, ...]] = [()] * ends
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._split: dict[tuple[int, int], tuple[int, ...]] = {}
        for variable, below in zip(of[ends:], children[ends:], strict=True):
            self._node(variable, below)

    def _node(self, variable: int, below: tuple[int, ...]) -> int:
        if below.count(below[0]) == len(below):
            return below[0]
        node = self._unique.setdefault((variable, below), len(self._of))
        if node == len(self._of):
            self._of.append(variable)
            self._children.append(below)
            depends = 1 << variable
            for child in below:
                depends |= self.depends[child]
            self.depends.append(depends)
        return node

    def split(self, node: int, variable: int) -> tuple[int, ...]:
        """What is left of `node`, which depends on `variable`, for each class of it."""
        if self._of[node] == variable:
            return self._children[node]
        found = self._split.get((node, variable))
        if found is None:
            parts = [
                self.split(child, variable) if self.depends[child] >> variable & 1 else repeat(child)
                for child in self._children[node]
            ]
            found = tuple([self._node(self._of[node], below) for below in zip(*parts, strict=False)])
            self._split[node, variable] = found
        return found
