"""What is not known and matters: which fact to ask next, what it settles, how many questions are left, what would turn
the answer.
"""

from __future__ import annotations

from collections.abc import Container
from math import log

import msgspec

from ..law.book import DISMISSED, OUTCOMES, REFUSED, Book, FactInfo
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
    """The facts to ask, in the order in which they matter: those that lead first, then influence over effort.

    What leads depends on the answer as it stands. While it lets the title in, these are the facts that nobody may
    presume. Once it turns the title away, they are the facts that can improve it; all others can only confirm it or make
    it worse.
    """
    weights: dict[str, float] = {}
    settles: dict[str, list[tuple[str, str]]] = {}
    if assessment.settled:
        return []
    for track, view in assessment.views.items():
        settling = view.settling() if len(assessment.views) == 1 else {}
        facts_of = assessment.desk.index(track).facts
        for number, weight in _weights(assessment, track).items():
            variable = view.diagram.variables[number]
            for fact in facts_of.get(number) or _facts_behind(assessment, track, variable):
                weights[fact] = weights.get(fact, 0.0) + weight
            if number in settling and variable.name in weights and variable.kind in ("truth", "code", "date"):
                settles[variable.name] = [
                    (class_name(variable, cls), OUTCOMES[end])
                    for cls, end in settling[number].items()
                    if end in OUTCOMES
                ]
    choosing = _choosing(assessment)
    for fact in choosing:
        weights[fact] = weights.get(fact, 0.0) + 1.0
    facts, askable = assessment.desk.book.facts, _askable(assessment.desk.book)
    weights = {id: weight for id, weight in weights.items() if id in askable}
    if assessment.ruled.end in (REFUSED, DISMISSED):
        leading = {*choosing, *_lifting(assessment, weights)}
    else:
        leading = {id for id in weights if facts[id].cls == "none"}

    def place(id: str) -> tuple[bool, float, str]:
        return id not in leading, -round(log(weights[id] / facts[id].effort), 9), id  # rounded: equal weights are equal

    return [Missing(facts[id], tuple(settles.get(id, ())), weights[id]) for id in sorted(weights, key=place)]


def _lifting(assessment: Assessment, asked: Container[str]) -> list[str]:
    """The facts asked that can lift the rule by which the title is turned away: with that one fact left open, and what
    is derived from it, but every other fact as it stands, the rule would not be sure to bite.
    """
    deciding = assessment.ruled.deciding
    if deciding is None:
        return []
    clause, closes = deciding.clause, assessment.desk.closes
    opened: dict[str, set[str]] = {}

    def collect(step: nodes.Step, above: tuple[str, ...]) -> None:
        if isinstance(step.node, nodes.Fact | nodes.Defined):
            above = (*above, step.node.id)
            if step.node.id in asked:
                opened.setdefault(step.node.id, set()).update(above)
        for child in step.children:
            collect(child, above)

    def sure(opened: set[str]) -> bool:
        others = {fact: value for fact, value in closes.items() if fact not in opened}
        sitting = nodes.Sitting(assessment.facts, assessment.look_up, others, assessment.desk.rounding)
        return clause.test.prove(sitting).value is clause.bites_on

    collect(clause.test.prove(assessment.unclosed), ())
    return [id for id, those in opened.items() if not sure(those)]


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
        found = view.influence(_odds(assessment, track))
        known = assessment.weights[track] = {number: weight for number, weight in found.items() if weight > 0}
    return known


def _odds(assessment: Assessment, track: str) -> dict[int, tuple[float, float]]:
    """For ranking: the value a court would presume counts nine times in ten, every other answer alike.

    With equal shares a late ground would weigh nothing, as some of twenty earlier ones nearly always bites.
    """
    book, closes = assessment.desk.book, assessment.desk.closes
    made: dict[int, tuple[float, float]] = book.kept(
        "odds",
        track,
        lambda: {
            number: (0.1, 0.9) if presumed else (0.9, 0.1)
            for number, variable in enumerate(book.drawn(track).diagram.variables)
            if variable.kind == "truth" and isinstance(presumed := closes.get(variable.name), bool)
        },
    )
    return made


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


def _askable(book: Book) -> frozenset[str]:
    """The facts that somebody outside the court can be asked."""
    made: frozenset[str] = book.kept(
        "askable",
        None,
        lambda: frozenset(
            id
            for id, info in book.facts.items()
            if info.kind == "fact" and set(info.asked_of) - {"court"} and not info.derived
        ),
    )
    return made


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
        node = step.node
        if isinstance(node, nodes.Fact) and not _known(step.value) and not _known(assessment.facts.get(node.id)):
            found[node.id] = None
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
