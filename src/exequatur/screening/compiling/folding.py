"""The decision diagram of a path, read for a column of claims: which ends can still be reached.

First the diagram is folded: a variable of which the table can tell nothing is answered in every way at once, so that only
what is live remains, as one diagram of truths per end. Then every node is one step: an end can be reached through a branch
where the row leaves the branch open.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...logic.diagram import FALSE, TRUE, Builder, Diagram
from .program import Program, Reg


class Folded:
    """A diagram from one root, without the variables whose classes are all told by constants. `open`: for each variable
    that can be met, which of its classes are open.
    """

    def __init__(self, diagram: Diagram, root: int, open: Mapping[int, tuple[Reg, ...]]) -> None:
        self._diagram, self._root, self._open = diagram, root, open
        self._builder = Builder(2)
        self._builder.variables = list(diagram.variables)

    def end(self, end: int) -> int:
        """The diagram of truths "this end can be reached", over the live variables."""
        build, diagram = self._builder, self._diagram
        made: dict[int, int] = {}

        def fold(node: int) -> int:
            if node < diagram.ends:
                return TRUE if node == end else FALSE
            result = made.get(node)
            if result is None:
                number, below = diagram.of[node - diagram.ends], diagram.children[node - diagram.ends]
                open = self._open[number]
                if all(isinstance(reg, bool) for reg in open):
                    result = build.any([fold(child) for child, reg in zip(below, open, strict=True) if reg])
                else:
                    result = build.node(number, [fold(child) for child in below])
                made[node] = result
            return result

        return fold(self._root)

    def size(self, nodes: list[int]) -> int:
        """How many nodes lie below these."""
        seen: set[int] = set()
        todo = list(nodes)
        while todo:
            node = todo.pop()
            if node >= self._builder.ends and node not in seen:
                seen.add(node)
                todo.extend(self._builder.children[node])
        return len(seen)

    def reach(self, program: Program, node: int, made: dict[int, Reg]) -> Reg:
        """Whether the row lets truth be reached from `node`."""
        if node < self._builder.ends:
            return node == TRUE
        result = made.get(node)
        if result is None:
            open, below = self._open[self._builder.of[node]], self._builder.children[node]
            ways = [
                program.both(reg, self.reach(program, child, made))
                for reg, child in zip(open, below, strict=True)
                if reg is not False and child != FALSE
            ]
            result = made[node] = program.either(*ways)
        return result
