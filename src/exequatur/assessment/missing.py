"""What is not known and matters: which fact to ask next, what it settles, how many questions are left, what would turn
the answer.
"""

from __future__ import annotations

from math import log

import msgspec

from ..law.book import OUTCOMES, FactInfo
from ..logic import nodes
from ..logic.diagram import Variable
from ..logic.questions import View
from ..logic.values import Value, iso
from .assess import Assessment

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


def missing(assessment: Assessment) -> list[Missing]:
    """The facts to ask, in the order in which they matter: facts that nobody may presume first, then influence over
    effort.
    """
    weights: dict[str, float] = {}
    settles: dict[str, list[tuple[str, str]]] = {}
    if assessment.settled:
        return []
    for track, view in assessment.views.items():
        settling = view.settling() if len(assessment.views) == 1 else {}
        for number, weight in _weights(assessment, track).items():
            variable = view.diagram.variables[number]
            for fact in _facts_behind(assessment, track, variable):
                weights[fact] = weights.get(fact, 0.0) + weight
            if number in settling and variable.name in weights and variable.kind in ("truth", "code", "date"):
                settles[variable.name] = [
                    (class_name(variable, cls), OUTCOMES[end])
                    for cls, end in settling[number].items()
                    if end in OUTCOMES
                ]
    for fact in _choosing(assessment):
        weights[fact] = weights.get(fact, 0.0) + 1.0
    facts = assessment.desk.book.facts
    asked = [
        Missing(facts[id], tuple(settles.get(id, ())), weight) for id, weight in weights.items() if _askable(facts[id])
    ]
    return sorted(asked, key=lambda one: (one.fact.cls != "none", -round(log(one.weight / one.fact.effort), 9), one.fact.id))


def _choosing(assessment: Assessment) -> list[str]:
    """The unknown facts on which it depends what governs: the regime, and the instrument within it."""
    if len(assessment.candidates) == 1:
        return []
    found = dict.fromkeys(_unknown_leaves(assessment, assessment.desk.decision.regime))
    for path in assessment.candidates:
        if path.condition is not None:
            found |= dict.fromkeys(_unknown_leaves(assessment, path.condition))
    return list(found)


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
    result: dict[int, tuple[float, ...]] = {}
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
        asked = step.node.id if isinstance(step.node, nodes.Fact) and not _known(step.value) else None
        if asked and not _known(assessment.facts.get(asked)):
            found[asked] = None
        for child in step.children:
            collect(child)

    collect(node.prove(assessment.unclosed))
    return list(found)


def _known(value: Value) -> bool:
    """Whether nothing is left to ask of a value: one truth, one code, one day."""
    if isinstance(value, frozenset):
        return len(value) == 1
    return value is not None and (isinstance(value, bool) or value[0] == value[1])


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
    """At best and at worst so many questions, asked in the order of `missing`, until no answer can change what is
    possible.

    Exact while at most 12 facts are open; above that the worst case is the number of facts that matter, and the best
    case the shortest run of answers found greedily.
    """
    if assessment.settled or not asked:
        return 0, 0
    settles, exact = any(one.settles for one in asked), len(asked) <= EXACT_UP_TO
    if len(assessment.views) != 1 or (settles and not exact):
        return 1, len(asked)
    (view,) = assessment.views.values()
    numbers: dict[str, list[int]] = {}
    for number in view.support():
        numbers.setdefault(view.diagram.variables[number].name, []).append(number)
    order = tuple(number for one in asked for number in numbers.get(one.fact.id, ()))
    if exact and len(order) == len(asked):
        return view.answers_needed(order)
    return 1 if settles else _greedy_best(view, order), len(asked)


def _greedy_best(view: View, order: tuple[int, ...]) -> int:
    """The number of answers if each is the one that leaves the fewest open questions."""
    count = 0
    while left := set(order).intersection(view.support()):
        view = min(
            (view.given(number, cls) for number in left for cls in view.classes(number)),
            key=lambda tried: len(left.intersection(tried.support())),
        )
        count += 1
    return count
