"""What the answer as it stands rests on, and what would turn it: the diagram with every presumption made."""

from __future__ import annotations

from copy import copy
from heapq import heappop, heappush

import msgspec

from ..law.book import IMPOSSIBLE, OPEN, OUTCOMES, PathDiagram
from ..logic import nodes
from ..logic.diagram import Variable
from .assess import ALL_ENDS, Assessment
from .missing import class_name


class Turn(msgspec.Struct, frozen=True):
    """A fact on which the answer as it stands rests: what it is taken for, and what another answer would lead to."""

    fact: str
    taken: str
    stated: bool
    turns: tuple[tuple[str, str], ...]


class _ClosedWorld:
    """The diagram of the path as it stands: what is stated, then what is presumed; only open law and discretion are
    left free.
    """

    def __init__(self, assessment: Assessment) -> None:
        assert assessment.ruled.path is not None
        self.track = assessment.ruled.path.track.id
        self.drawn = assessment.desk.book.drawn(self.track)
        self.diagram = self.drawn.diagram
        self.root = self.drawn.roots[assessment.desk.period]
        facts = {**assessment.facts, **assessment.closing.closed}
        closes = {**assessment.desk.closes, **assessment.closing.closed}  # no statements: they contradict nothing
        sitting = nodes.Sitting(assessment.facts, assessment.look_up, closes, assessment.desk.rounding)
        self.masks = assessment.masks(self.track, facts, sitting)
        usual = {"apply": 2, "not_apply": 1}
        for number, variable in enumerate(self.diagram.variables):
            if variable.kind == "discretion" and (
                how := usual.get(assessment.desk.book.rules[variable.name].usual or "")
            ):
                self.masks[number] = how
        self._ends = {end: frozenset((end,)) - {IMPOSSIBLE} for end in range(self.diagram.ends)}

    def reach(self, node: int) -> frozenset[int]:
        """The ends below `node`."""
        found = self._ends.get(node)
        if found is None:
            number = node - self.diagram.ends
            branches, left = self.diagram.children[number], self.masks.get(self.diagram.of[number])
            if left is not None and not left & (left - 1):
                found = self.reach(branches[left.bit_length() - 1])
            else:
                found = frozenset().union(*[self.reach(branches[cls]) for cls in self.taken(node)])
            self._ends[node] = found
        return found

    def reach_if(self, number: int, cls: int) -> frozenset[int]:
        """The ends if one variable were of another class."""
        other = copy(self)
        other.masks = {**self.masks, number: 1 << cls}
        other._ends = {end: self._ends[end] for end in range(self.diagram.ends)}
        return other.reach(self.root)

    def below(self, nodes_met: list[int], cls: int) -> frozenset[int]:
        """The ends below the branch `cls` of several nodes of one variable."""
        return frozenset().union(
            *[self.reach(self.diagram.children[node - self.diagram.ends][cls]) for node in nodes_met]
        )

    def walk(self) -> dict[int, tuple[list[int], bool]]:
        """For each variable met in the closed world its nodes, and whether every way asks about it (all of the flow
        from the root).
        """
        ends, of, children = self.diagram.ends, self.diagram.of, self.diagram.children
        flow = {self.root: 1.0}
        todo = [(of[self.root - ends], self.root)] if self.root >= ends else []
        met: dict[int, list[int]] = {}
        while todo:
            number, node = heappop(todo)
            met.setdefault(number, []).append(node)
            below = [child for child in [children[node - ends][cls] for cls in self.taken(node)] if self.reach(child)]
            for child in below:
                if child not in flow and child >= ends:
                    heappush(todo, (of[child - ends], child))
                flow[child] = flow.get(child, 0.0) + flow[node] / len(below)
        return {
            number: (nodes_met, sum(flow[node] for node in nodes_met) > 1 - 1e-9) for number, nodes_met in met.items()
        }

    def taken(self, node: int) -> list[int]:
        """The classes of the variable of `node` that are left."""
        left = self.masks.get(self.diagram.of[node - self.diagram.ends])
        return [
            cls
            for cls in range(len(self.diagram.children[node - self.diagram.ends]))
            if left is None or left >> cls & 1
        ]


def closed_world_ends(assessment: Assessment) -> frozenset[int]:
    """The ends left once every fact is closed: more than one where the answer turns on open law or discretion."""
    if assessment.ruled.path is None:
        return frozenset((OPEN,))
    world = _ClosedWorld(assessment)
    return world.reach(world.root)


def turns(assessment: Assessment) -> list[Turn]:
    """The facts on which the answer as it stands rests, stated or taken for granted, and where another answer would
    lead.
    """
    if assessment.ruled.path is None:
        return []
    world = _ClosedWorld(assessment)
    base = world.reach(world.root)
    result: dict[str, Turn] = {}
    for number, (nodes_met, always) in world.walk().items():
        variable = world.diagram.variables[number]
        if number not in world.masks or variable.kind == "discretion":
            continue
        taken = world.taken(nodes_met[0])
        turned = []
        for cls in range(variable.size):
            if cls in taken or (variable.kind == "stated" and cls == 2):
                continue
            other = world.below(nodes_met, cls)
            if not always and other != base:
                other = world.reach_if(number, cls)
            if other and base - other:
                turned.append((class_name(variable, cls), "|".join(sorted(OUTCOMES[end] for end in _outcomes(other)))))
        id = _name(world.drawn, variable) if turned else None
        if id and id not in result:
            stated = assessment.facts.get(id) is not None or (
                variable.name in world.drawn.computed and id not in assessment.closing.closed
            )
            result[id] = Turn(id, " or ".join([class_name(variable, cls) for cls in taken]), stated, tuple(turned))
    return list(result.values())


def _outcomes(ends: frozenset[int]) -> frozenset[int]:
    return ALL_ENDS if OPEN in ends else ends & ALL_ENDS


def _name(drawn: PathDiagram, variable: Variable) -> str | None:
    """The fact that a variable is about."""
    node = drawn.computed.get(variable.name)
    if node is None or isinstance(node, nodes.Defined):
        return variable.name
    return next((part.id for part in nodes.walk(node) if isinstance(part, nodes.Defined)), None)
