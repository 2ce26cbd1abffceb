"""The shipped decisions: the proof and the diagram of every path agree, and answers only narrow them."""

from __future__ import annotations

from operator import eq
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exequatur.assessment.assess import Assessment, assess
from exequatur.assessment.claim import Claim
from exequatur.assessment.fields import ClaimError
from exequatur.law.book import IMPOSSIBLE
from exequatur.logic.diagram import Variable
from exequatur.logic.nodes import Clash, Sitting
from exequatur.logic.questions import mask
from exequatur.logic.values import Value

from .courts import (
    BOOK,
    IMPLICATIONS,
    File,
    Route,
    answer_in,
    any_answer,
    asked_on,
    breaks_an_implication,
    days_of,
    decision,
    end_of_path,
    every_test,
    facts_in,
    governing,
    place_of,
    random_class,
    routes,
    variables_of,
    way_to,
    with_atoms,
)
from .reading import Facts, end_of, is_as_narrow
from .strategies import steady

ROUTES = routes()
randoms = st.randoms(use_true_random=True)


def vaguely(variable: Variable, value: Value, random: Random) -> Value:
    """Often only a part of what is so."""
    if isinstance(value, frozenset) and random.random() < 0.4:
        return value | answer_in(variable, random.randrange(variable.size), None, random)
    if isinstance(value, tuple) and random.random() < 0.4:
        return value[0] - random.choice((0, 30, 4000)), value[1] + random.choice((0, 365, 4000))
    return value


def some_known(route: Route, random: Random) -> tuple[Facts, dict[int, int]]:
    """A partial file for the variables of a diagram, with the masks that it leaves."""
    facts: Facts = {}
    masks: dict[int, int] = {}
    share = random.choice((0.1, 0.3, 0.6))
    for name, number in variables_of(route).items():
        variable = route.drawn.diagram.variables[number]
        if variable.kind == "stated":
            masks[number] = mask(variable, None)
        elif variable.kind != "discretion" and random.random() < share:
            facts[name] = known = vaguely(
                variable, answer_in(variable, random.randrange(variable.size), None, random), random
            )
            masks[number] = mask(variable, known)
    return facts, masks


@settings(steady, max_examples=400)
@given(st.sampled_from(ROUTES), randoms)
def test_whatever_the_diagram_can_reach_a_court_can_do(route: Route, random: Random) -> None:
    known, masks = some_known(route, random)
    view = route.view(masks)
    whole = with_atoms(route)
    for end in view.reach():
        classes = {number: random_class(view, number, random) for number in range(len(view.diagram.variables))}
        classes |= way_to(view, end, random)
        assert end_of(view, classes) == end
        facts: Facts = {id: any_answer(id, random) for id in asked_on(route)}
        discretion = {}
        for name, number in variables_of(route).items():
            kind = view.diagram.variables[number].kind
            if kind == "discretion":
                discretion[name] = bool(classes[number])
            elif kind != "stated":
                facts[name] = answer_in(view.diagram.variables[number], classes[number], known.get(name), random)
        sitting = Sitting(facts, no_table)
        consistent = not breaks_an_implication({name: facts.get(name) for name in variables_of(route)})
        possible = consistent and all(map(eq, governing(whole, sitting), route[1:]))
        assert possible == (end != IMPOSSIBLE)
        if possible:
            assert end_of_path(whole.paths[route.regime][route.number], sitting, discretion) == end


def no_table(*_: object) -> tuple[None, tuple[()]]:
    return None, ()


TRIES = 60


@st.composite
def claims(draw: st.DrawFn, complete: bool = False) -> tuple[Route, int, Facts, Random]:
    """A day in the period of a route, and a file that ends there somewhere: all of it, or some of the facts."""
    route, random = draw(st.sampled_from(ROUTES)), draw(randoms)
    on = random.choice(days_of(route.period))
    known: Facts = {"judgment_date": (on - 20000, on)}
    variables = route.drawn.diagram.variables
    view = route.view({number: mask(variable, None) for number, variable in enumerate(variables)})
    end = random.choice(sorted(view.reach() - {IMPOSSIBLE}))
    classes = {number: random_class(view, number, random) for number in range(len(variables))}
    file = File(route, on, known, classes | way_to(view, end, random), random)
    if complete:
        return route, on, file.facts, random
    share = random.choice((0.1, 0.3, 0.6, 0.9))
    for name, number in variables_of(route).items():
        if name in file.facts and random.random() < share:
            value = file.facts[name]
            known[name] = value if name == "origin" else vaguely(variables[number], value, random)
    return route, on, without_conclusions_to_codes(known), random


def without_conclusions_to_codes(known: Facts) -> Facts:
    """`known` without what would rule out values of a code: the vocabulary concludes from codes, not to them."""
    implied = {other: this for info in BOOK.facts.values() for this, code, other, _ in info.implies if code is not None}
    return {id: value for id, value in known.items() if id not in implied or len(known.get(implied[id], ())) == 1}


@settings(steady, max_examples=300)
@given(claims())
def test_each_outcome_called_possible_is_reached_by_some_file_and_no_file_reaches_another(
    case: tuple[Route, int, Facts, Random],
) -> None:
    route, on, known, random = case
    assessment = assessed(known, on)
    assume(assessment is not None)
    for path in assessment.candidates:
        other = Route(route.period, *place_of(path.track.id))
        view = assessment.views[path.track.id]
        for end in view.reach() - {IMPOSSIBLE}:
            for _ in range(TRIES):
                classes = {number: random_class(view, number, random) for number in range(len(view.diagram.variables))}
                met = File(other, on, assessment.claim.facts, classes | way_to(view, end, random), random).end()
                assert met == IMPOSSIBLE or met in view.reach()
                if met == end:
                    break
            else:
                raise AssertionError(f"no file reaches {end} by {path.track.id}")


@settings(steady, max_examples=150)
@given(claims())
def test_answering_an_unknown_never_contradicts_a_settled_assessment(case: tuple[Route, int, Facts, Random]) -> None:
    route, on, known, random = case
    before = assessed(known, on)
    assume(before is not None)
    said = proofs(before)
    asked = [id for id in facts_in(every_test(decision(route.period))) if id not in before.facts]
    for id in random.sample(asked, min(6, len(asked))):
        after = assessed({**before.claim.facts, id: any_answer(id, random)}, on)
        if after is not None:
            now = proofs(after)
            assert after.possible <= before.possible
            assert now.keys() <= said.keys()
            for track, values in now.items():
                assert all(is_as_narrow(later, earlier) for earlier, later in zip(said[track], values, strict=True))
            before, said = after, now


def assessed(facts: Facts, on: int) -> Assessment | None:
    """The assessment of a file; None where the file contradicts itself on a path that may govern."""
    try:
        assessment = assess(Claim(IMPLICATIONS.close(facts)), on=on, book=BOOK)
        proofs(assessment)
    except (Clash, ClaimError):
        return None
    return assessment


def proofs(assessment: Assessment) -> dict[str, list[Value]]:
    """What can be said of every test on the paths that may govern."""
    values = {}
    for path in assessment.candidates:
        sitting = Sitting(assessment.facts, BOOK.look_up)
        tests = [assessment.desk.decision.regime, *(clause.test for clause in path.clauses)]
        values[path.track.id] = [
            test.prove(sitting).value for test in (*tests, *((path.condition,) if path.condition else ()))
        ]
    return values


@settings(steady, max_examples=150)
@given(claims(complete=True))
def test_a_complete_file_ends_where_the_clauses_asked_in_order_end_it(case: tuple[Route, int, Facts, Random]) -> None:
    _, on, known, _ = case
    assessment = assessed(known, on)
    assume(assessment is not None and assessment.ruled.path is not None)
    assume(all(finding.certain is not None for finding in assessment.findings))
    usual = {finding.clause.rule.id: finding.clause.rule.usual == "apply" for finding in assessment.findings}
    sitting = Sitting(assessment.facts, BOOK.look_up, rounding=assessment.desk.rounding)
    end = end_of_path(assessment.ruled.path, sitting, usual)
    assert assessment.ruled.end == end
    assert end in assessment.views[assessment.ruled.path.track.id].reach()
