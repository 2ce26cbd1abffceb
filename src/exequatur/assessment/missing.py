"""What is not known and matters: which fact to ask next, what it settles, how many questions are left, what would turn the answer."""

from __future__ import annotations

from copy import copy
from heapq import heappop, heappush

import msgspec

from ..law.book import IMPOSSIBLE, OPEN, OUTCOMES, FactInfo, PathDiagram
from ..logic import nodes
from ..logic.diagram import Variable
from ..logic.questions import View
from ..logic.values import iso
from .assess import ALL_ENDS, Assessment

EXACT_UP_TO = 12


class Missing(msgspec.Struct, frozen=True):
    """A fact that can be asked and can still change the answer. `settles`: the answers after which one outcome is left."""

    fact: FactInfo
    settles: tuple[tuple[str, str], ...]
    weight: float


class OpenPoint(msgspec.Struct, frozen=True):
    """A point that nobody can be asked: a legal question, an appraisal or a discretion of the court."""

    id: str
    kind: str


class Turn(msgspec.Struct, frozen=True):
    """A fact on which the answer as it stands rests: what it is taken for, and what another answer would lead to."""

    fact: str
    taken: str
    stated: bool
    turns: tuple[tuple[str, str], ...]


def missing(assessment: Assessment) -> list[Missing]:
    """The facts to ask, in the order in which they matter: facts that nobody may presume first, then influence over effort."""
    weights: dict[str, float] = {}
    settles: dict[str, list[tuple[str, str]]] = {}
    if assessment.settled:
        return []
    for track, view in assessment.views.items():
        pivotal = view.pivotal() if len(assessment.views) == 1 else set()
        for number, weight in _weights(assessment, track).items():
            variable = view.diagram.variables[number]
            for fact in _facts_behind(assessment, track, variable):
                weights[fact] = weights.get(fact, 0.0) + weight
            if number in pivotal and variable.name in weights and variable.kind in ("truth", "code", "date"):
                settles[variable.name] = _settled_by(view, number, variable)
    facts = assessment.desk.book.facts
    asked = [Missing(facts[id], tuple(settles.get(id, ())), weight) for id, weight in weights.items() if _askable(facts[id])]
    return sorted(asked, key=lambda one: (one.fact.cls != "none", -one.weight / one.fact.effort, one.fact.id))


def _weights(assessment: Assessment, track: str) -> dict[int, float]:
    """The influence of the variables of a path on which the outcome can still depend, worked out once per assessment."""
    known = assessment.weights.get(track)
    if known is None:
        view = assessment.views[track]
        found = view.influence(_odds(assessment, view))
        known = assessment.weights[track] = {number: weight for number, weight in found.items() if weight > 0}
    return known


def _odds(assessment: Assessment, view: View) -> dict[int, tuple[float, ...]]:
    """For ranking: the value a court would presume counts nine times in ten, every other answer alike.

    With equal shares a late ground would weigh nothing, as some of twenty earlier ones nearly always bites.
    """
    result = {}
    for number in view.support():
        variable = view.diagram.variables[number]
        presumed = assessment.desk.closes.get(variable.name)
        if isinstance(presumed, bool) and variable.kind == "truth" and len(view.classes(number)) == 2:
            result[number] = (0.1, 0.9) if presumed else (0.9, 0.1)
    return result


def open_points(assessment: Assessment) -> list[OpenPoint]:
    """The legal questions, appraisals and discretions on which the certain answer can still depend."""
    facts = assessment.desk.book.facts
    found: dict[str, str] = {}
    if assessment.settled:
        return []
    for track, view in assessment.views.items():
        for number in _weights(assessment, track):
            variable = view.diagram.variables[number]
            if variable.kind == "discretion":
                found[variable.name] = "discretion"
                continue
            for id in _facts_behind(assessment, track, variable):
                if facts[id].kind != "fact":
                    found[id] = facts[id].kind
    return [OpenPoint(id, kind) for id, kind in found.items()]


def _askable(info: FactInfo) -> bool:
    return info.kind == "fact" and set(info.asked_of) - {"court"} != set() and not info.derived


def _facts_behind(assessment: Assessment, track: str, variable: Variable) -> list[str]:
    """The unknown facts that an answer to `variable` needs."""
    if variable.kind in ("stated", "discretion"):
        return []
    node = assessment.desk.book.drawn(track).computed.get(variable.name)
    if node is None:
        return [variable.name]
    if isinstance(node, nodes.Defined):
        unknown = _unknown_leaves(assessment, node.definition)
        return unknown or [node.id]
    return _unknown_leaves(assessment, node)


def _unknown_leaves(assessment: Assessment, node: nodes.Node) -> list[str]:
    """The facts below `node` that are not stated; only those that its proof really looked at."""
    found: dict[str, None] = {}

    def collect(step: nodes.Step) -> None:
        if isinstance(step.node, nodes.Fact) and (step.value is None or isinstance(step.value, tuple)):
            stated = assessment.facts.get(step.node.id)
            if stated is None or (isinstance(stated, tuple) and stated[0] != stated[1]):
                found[step.node.id] = None
        for child in step.children:
            collect(child)

    collect(node.prove(assessment.certain))
    return list(found)


def _settled_by(view: View, number: int, variable: Variable) -> list[tuple[str, str]]:
    """The answers to one variable after which a single outcome is left."""
    result = []
    for cls in view.classes(number):
        end = view.end_if(number, cls)
        if end in OUTCOMES:
            result.append((class_name(variable, cls), OUTCOMES[end]))
    return result


def class_name(variable: Variable, cls: int) -> str:
    """A class of a variable in the words of the vocabulary."""
    if variable.kind == "code":
        return "|".join(sorted(variable.cuts[cls])) if cls < len(variable.cuts) else "other"
    if variable.kind == "date":
        if cls == 0:
            return f"before {iso(variable.days[0])}"
        return f"from {iso(variable.days[cls - 1])}"
    return ("false", "true", "derived")[cls]


def questions_left(assessment: Assessment, asked: list[Missing]) -> tuple[int, int]:
    """At best and at worst so many questions, asked in the order of `missing`, until no answer can change what is possible.

    Exact while at most 12 facts are open; above that the worst case is the number of facts that matter, and the best case the
    shortest run of answers found greedily.
    """
    if assessment.settled or not asked:
        return 0, 0
    if any(one.settles for one in asked):
        best = 1
    elif len(assessment.views) != 1:
        return 1, len(asked)
    else:
        best = 0
    (view, *_) = assessment.views.values()
    order = tuple(number for one in asked for number in view.numbers_of(one.fact.id)) if len(asked) <= EXACT_UP_TO or not best else ()
    if len(asked) <= EXACT_UP_TO and len(assessment.views) == 1 and len(order) == len(asked):
        return _best_and_worst(view, order)
    return best or _greedy_best(view, order), len(asked)


def _best_and_worst(view: View, order: tuple[int, ...]) -> tuple[int, int]:
    """Ask in `order`, leaving out what no longer matters: the shortest and the longest run."""
    support = set(view.support())
    order = tuple(number for number in order if number in support)
    if not order:
        return 0, 0
    answers = [_best_and_worst(view.given(order[0], cls), order[1:]) for cls in view.classes(order[0])]
    return 1 + min(best for best, _ in answers), 1 + max(worst for _, worst in answers)


def _greedy_best(view: View, order: tuple[int, ...]) -> int:
    """The number of answers if each is the one that leaves the fewest open questions."""
    count = 0
    while left := set(order).intersection(view.support()):
        view = min((view.given(number, cls) for number in left for cls in view.classes(number)),
                   key=lambda tried: len(left.intersection(tried.support())))
        count += 1
    return count


class _ClosedWorld:
    """The diagram of the path as it stands: what is stated, then what is presumed; only open law and discretion are left free."""

    def __init__(self, assessment: Assessment) -> None:
        assert assessment.ruled.path is not None
        self.track = assessment.ruled.path.track.id
        self.drawn = assessment.desk.book.drawn(self.track)
        self.diagram = self.drawn.diagram
        self.root = self.drawn.roots[assessment.desk.period]
        facts = {**assessment.facts, **assessment.closing.closed}
        sitting = nodes.Sitting(facts, assessment.look_up, assessment.desk.closes, assessment.desk.rounding)
        self.masks = assessment.masks(self.track, facts, sitting)
        usual = {"apply": 2, "not_apply": 1}
        for number, variable in enumerate(self.diagram.variables):
            if variable.kind == "discretion" and (how := usual.get(assessment.desk.book.rules[variable.name].usual or "")):
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

    def walk(self) -> list[tuple[int, bool]]:
        """The nodes met in the closed world in order, and whether every way leads through them (all of the flow from the root)."""
        ends, of, children = self.diagram.ends, self.diagram.of, self.diagram.children
        flow = {self.root: 1.0}
        todo = [(of[self.root - ends], self.root)] if self.root >= ends else []
        met = []
        while todo:
            _, node = heappop(todo)
            met.append((node, flow[node] > 1 - 1e-9))
            taken = self.taken(node)
            for cls in taken:
                child = children[node - ends][cls]
                if child not in flow and child >= ends:
                    heappush(todo, (of[child - ends], child))
                flow[child] = flow.get(child, 0.0) + flow[node] / len(taken)
        return met

    def taken(self, node: int) -> list[int]:
        """The classes of the variable of `node` that are left."""
        left = self.masks.get(self.diagram.of[node - self.diagram.ends])
        return [cls for cls in range(len(self.diagram.children[node - self.diagram.ends])) if left is None or left >> cls & 1]


def closed_world_ends(assessment: Assessment) -> frozenset[int]:
    """The ends left once every fact is closed: more than one where the answer turns on open law or discretion."""
    if assessment.ruled.path is None:
        return frozenset((OPEN,))
    world = _ClosedWorld(assessment)
    return world.reach(world.root)


def turns(assessment: Assessment) -> list[Turn]:
    """The facts on which the answer as it stands rests, stated or taken for granted, and where another answer would lead."""
    if assessment.ruled.path is None:
        return []
    world = _ClosedWorld(assessment)
    base = world.reach(world.root)
    result: dict[str, Turn] = {}
    for node, certain in world.walk():
        number = world.diagram.of[node - world.diagram.ends]
        variable = world.diagram.variables[number]
        if number not in world.masks or variable.kind == "discretion":
            continue
        taken = world.taken(node)
        turned = []
        for cls, child in enumerate(world.diagram.children[node - world.diagram.ends]):
            if cls in taken or (variable.kind == "stated" and cls == 2) or world.reach(child) == base:
                continue
            other = world.reach(child) if certain else world.reach_if(number, cls)
            if base - other and other:
                turned.append((class_name(variable, cls), "|".join(sorted(OUTCOMES[end] for end in _outcomes(other)))))
        id = _name(world.drawn, variable) if turned else None
        if id and id not in result:
            stated = assessment.facts.get(id) is not None or (variable.name in world.drawn.computed and id not in assessment.closing.closed)
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
