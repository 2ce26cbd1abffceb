"""The shipped decisions: the proof and the diagram of every path agree, and answers only narrow them."""

from __future__ import annotations

from operator import eq
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exequatur.assessment.assess import assess
from exequatur.assessment.claim import Claim
from exequatur.assessment.fields import ClaimError
from exequatur.law.book import IMPOSSIBLE
from exequatur.logic.nodes import Clash, Sitting
from exequatur.logic.diagram import Variable
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
    end_of_path,
    governing,
    place_of,
    random_class,
    routes,
    variables_of,
    way_to,
    with_atoms,
)
from .reading import Facts, end_of
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
            facts[name] = known = vaguely(variable, answer_in(variable, random.randrange(variable.size), None, random), random)
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
def claims(draw: st.DrawFn) -> tuple[Route, int, Facts, Random]:
    """A day in the period of a route, and some of the facts of a file that ends there somewhere."""
    route, random = draw(st.sampled_from(ROUTES)), draw(randoms)
    on = BOOK.periods[route.period] + random.choice((0, 1, 40))
    known: Facts = {"judgment_date": (on - 20000, on)}
    view = route.view({number: mask(variable, None) for number, variable in enumerate(route.drawn.diagram.variables)})
    end = random.choice(sorted(view.reach() - {IMPOSSIBLE}))
    classes = {number: random_class(view, number, random) for number in range(len(view.diagram.variables))}
    file = File(route, on, known, classes | way_to(view, end, random), random)
    share = random.choice((0.1, 0.3, 0.6, 0.9))
    variables = route.drawn.diagram.variables
    for name, number in variables_of(route).items():
        if name in file.facts and random.random() < share:
            known[name] = file.facts[name] if name == "origin" else vaguely(variables[number], file.facts[name], random)
    return route, on, known, random


@settings(steady, max_examples=300)
@given(claims())
def test_each_outcome_called_possible_is_reached_by_some_file_and_no_file_reaches_another(
    case: tuple[Route, int, Facts, Random],
) -> None:
    route, on, known, random = case
    try:
        claim = Claim(IMPLICATIONS.close(known))
        assessment = assess(claim, on=on, book=BOOK)
    except (Clash, ClaimError):
        assume(False)
    for path in assessment.candidates:
        other = Route(route.period, *place_of(path.track.id))
        view = assessment.views[path.track.id]
        for end in view.reach() - {IMPOSSIBLE}:
            for _ in range(TRIES):
                classes = {number: random_class(view, number, random) for number in range(len(view.diagram.variables))}
                met = File(other, on, claim.facts, classes | way_to(view, end, random), random).ruling()
                assert met == IMPOSSIBLE or met in view.reach()
                if met == end:
                    break
            else:
                raise AssertionError(f"no file reaches {end} by {path.track.id}")
