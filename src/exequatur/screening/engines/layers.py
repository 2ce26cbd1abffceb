"""A program cut into layers, for engines that compute columns from the columns of a table before.

A step that is read once, or is short, is written out where it is read; any other becomes a column of a layer, and all that
a layer computes rests on the layers before it. Expressions are kept shallow, as engines read them by recursion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..compiling.program import LEAVES, Reg

Node = tuple[Any, ...]
"""A step for a query: those of a program, and `end`, `shift`, `told`, `told_on` in place of `each`, `lookup`, `says`."""

WORTH, DEEP = 8, 12
"""How much longer the text may get before a step is a column; how deep an expression may be nested."""
_READS = {
    "and": (1, 3),
    "or": (1, 3),
    "not": (1, 2),
    "below": (1, 3),
    "least": (1, 3),
    "greatest": (1, 3),
    "choose": (1, 4),
    "plus": (1, 3),
    "minus": (1, 3),
    "along": (2, 3),
    "end": (2, 3),
    "shift": (2, 3),
    "told_on": (3, 5),
}


def reads(node: Node) -> tuple[Reg, ...]:
    """The nodes that a node reads."""
    place = _READS.get(node[0])
    return node[slice(*place)] if place else ()


def chained(nodes: Mapping[Reg, Node], number: Reg, columns: Collection[Reg]) -> list[Reg]:
    """The parts of a chain of *and* or of *or*, in order."""
    kind, parts, todo = nodes[number][0], list[Reg](), [*reversed(reads(nodes[number]))]
    while todo:
        part = todo.pop()
        if nodes[part][0] == kind and part not in columns:
            todo.extend(reversed(reads(nodes[part])))
        else:
            parts.append(part)
    return parts


class Layers:
    """`of`: the columns of each layer, in order; `columns`: all of them; `level`: the layer of a column, from 1."""

    def __init__(self, nodes: Mapping[Reg, Node], order: Iterable[Reg], wanted: Iterable[Reg]) -> None:
        order, keep = list(order), set(wanted)
        uses = _uses(nodes, order, keep)
        several = {node[2] for node in nodes.values() if node[0] == "along"}  # whose text stands there several times
        self.columns: set[Reg] = set()
        self.level: dict[Reg, int] = {}
        size: dict[Reg, int] = {}
        deep: dict[Reg, int] = {}
        for number in order:
            node = nodes[number]
            below = reads(node)
            inner = [part for part in below if part not in self.columns]
            size[number] = _own_size(node) + len(below) - len(inner) + sum(size[part] for part in inner)
            same = node[0] if node[0] in ("and", "or") else None
            deep[number] = max((deep[part] + (nodes[part][0] != same) for part in inner), default=0)
            level = max((self.level[part] + (node[0] == "shift") * 0 for part in below), default=0)
            if node[0] in ("number", "not") and number not in keep:
                self.level[number] = level
                continue
            long = (size[number] - 1) * (uses[number] - 1) > WORTH
            if long or deep[number] > DEEP or number in keep or number in several or node[0] in ("end", "shift"):
                self.columns.add(number)
                level += 1
            self.level[number] = level
        made: dict[int, list[Reg]] = {}
        for number in order:
            if number in self.columns:
                made.setdefault(self.level[number], []).append(number)
        self.of = [made[level] for level in sorted(made)]


def _uses(nodes: Mapping[Reg, Node], order: list[Reg], keep: set[Reg]) -> Counter[Reg]:
    """How often each node is read; what is only negated is read as often as its contrary."""
    uses = Counter(keep)
    for number in reversed(order):
        for part in reads(nodes[number]):
            uses[part] += uses[number] if nodes[number][0] == "not" else 1
    return uses


def _own_size(node: Node) -> int:
    """About how many words a node adds to a text."""
    match node[0]:
        case "is" | "other":
            return 2 + 2 * len(node[2])
        case "low" | "high" | "told_on":
            return 5
        case name if name in LEAVES:
            return 1
    return 1
