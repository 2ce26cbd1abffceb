"""What still matters: the support, the influence, and what an answer leaves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import isclose, prod

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exequatur.logic import nodes
from exequatur.logic.diagram import Builder, Diagram, Variable
from exequatur.logic.nodes import All, Any, Fact, Not
from exequatur.logic.questions import View, mask
from exequatur.logic.values import day

from .reading import Facts, choices, end_of, view_of, view_of_order
from .strategies import partial_facts, steady, trees

FEW = 1000
VOID = 3

orders = st.lists(trees(plain=True, depth=2), min_size=1, max_size=3)


def open_numbers(view: View) -> list[int]:
    return [number for number in range(len(view.diagram.variables)) if len(view.classes(number)) > 1]


def few(view: View, numbers: Sequence[int]) -> bool:
    return prod(len(view.classes(number)) for number in numbers) <= FEW


@settings(steady, max_examples=400)
@given(orders, partial_facts(), st.data())
def test_a_fact_outside_the_support_changes_nothing_whatever_else_is_learned(
    tests: list[nodes.AnyNode], facts: Facts, data: st.DataObject
) -> None:
    view = view_of_order(tests, facts)
    idle = [number for number in open_numbers(view) if number not in view.support()]
    assume(idle)
    number = data.draw(st.sampled_from(idle))
    learned = view
    for other in data.draw(st.lists(st.sampled_from(open_numbers(view)), unique=True)):
        if other != number:
            learned = learned.given(other, data.draw(st.sampled_from(view.classes(other))))
    for cls in view.classes(number):
        assert learned.given(number, cls).reach() == learned.reach()


@settings(steady, max_examples=300)
@given(orders, partial_facts())
def test_each_fact_of_the_support_changes_the_end_for_some_answers_to_the_others(
    tests: list[nodes.AnyNode], facts: Facts
) -> None:
    view = view_of_order(tests, facts)
    support = view.support()
    assume(support and few(view, support))
    for number in support:
        others = [other for other in support if other != number]
        assert any(
            len({end_of(view, {**chosen, number: cls}) for cls in view.classes(number)}) > 1
            for chosen in choices(view, others)
        )


def test_absorption_removes_a_fact_from_the_support() -> None:
    a, b = Fact("a"), Fact("b")
    for node in (Any((a, All((a, b)))), All((a, Any((a, b)))), Any((All((a, b)), All((a, Not(b)))))):
        view = view_of(node, {})
        assert [view.diagram.variables[number].name for number in view.support()] == ["a"]


def test_a_known_fact_is_no_longer_in_the_support() -> None:
    view = view_of(All((Fact("a"), Fact("b"))), {"a": True})
    assert [view.diagram.variables[number].name for number in view.support()] == ["b"]
    assert not view_of(All((Fact("a"), Fact("b"))), {"a": False}).support()


@settings(steady, max_examples=300)
@given(orders, partial_facts())
def test_influence_is_positive_exactly_for_the_support(tests: list[nodes.AnyNode], facts: Facts) -> None:
    view = view_of_order(tests, facts)
    influence = view.influence()
    assert set(influence) == set(view.support())
    assert all(0 < weight <= 1 for weight in influence.values())


def counted(view: View, odds: dict[int, tuple[float, ...]]) -> dict[int, float]:
    """Influence as it is defined: over all fillings of the others, the share of pairs of answers that end differently."""
    support = view.support()
    result = {}
    for number in support:
        total = 0.0
        for chosen in choices(view, [other for other in support if other != number]):
            share = prod(odds[other][view.classes(other).index(cls)] for other, cls in chosen.items())
            ends = [end_of(view, {**chosen, number: cls}) for cls in view.classes(number)]
            pairs = list(combinations(ends, 2))
            total += share * sum(a != b and view.void not in (a, b) for a, b in pairs) / len(pairs)
        result[number] = total
    return result


@settings(steady, max_examples=200)
@given(orders, partial_facts(), st.booleans(), st.data())
def test_influence_is_the_share_of_fillings_in_which_another_answer_gives_another_end(
    tests: list[nodes.AnyNode], facts: Facts, some_impossible: bool, data: st.DataObject
) -> None:
    view = view_of_order(tests, facts)
    view.void = VOID if some_impossible else -1
    assume(few(view, view.support()))
    weights = {number: [data.draw(st.integers(1, 9)) for _ in view.classes(number)] for number in view.support()}
    odds = {number: tuple(weight / sum(parts) for weight in parts) for number, parts in weights.items()}
    even = {number: (1 / len(view.classes(number)),) * len(view.classes(number)) for number in view.support()}
    for given_odds, used in ((odds, odds), (None, even)):
        influence, expected = view.influence(given_odds), counted(view, used)
        assert set(influence) == set(expected)
        assert all(isclose(influence[number], expected[number], abs_tol=1e-9) for number in expected)


@settings(steady, max_examples=300)
@given(orders, partial_facts(), st.booleans())
def test_an_answer_leaves_the_ends_of_the_view_in_which_it_is_known(
    tests: list[nodes.AnyNode], facts: Facts, some_impossible: bool
) -> None:
    view = view_of_order(tests, facts)
    view.void = VOID if some_impossible else -1
    for number in open_numbers(view):
        left = {cls: view.given(number, cls).reach() for cls in view.classes(number)}
        assert frozenset().union(*left.values()) == view.reach()
        if number in view.support():
            outcomes = {cls: ends - {view.void} for cls, ends in left.items()}
            settled = {cls: min(ends) for cls, ends in outcomes.items() if len(ends) == 1}
            assert view.settling().get(number, {}) == settled


@settings(steady, max_examples=300)
@given(orders, partial_facts(), partial_facts())
def test_a_view_is_as_small_as_the_question_that_is_left(
    tests: list[nodes.AnyNode], facts: Facts, others: Facts
) -> None:
    view = view_of_order(tests, facts)
    ends = view.diagram.ends
    shapes = set(zip(view.of[ends:], view.children[ends:], strict=True))
    assert len(shapes) == len(view.of) - ends
    assert all(len(set(children)) > 1 for _, children in shapes)
    assert (len(view.reach()) == 1) == (view.root < view.diagram.ends) == (not view.support())


FORUM = Variable("forum", "code", cuts=(frozenset({"court"}), frozenset({"tribunal", "panel"})))
CLOSED = Variable("forum", "code", cuts=(frozenset({"court"}), frozenset({"tribunal", "panel"})), closed=True)
FILED = Variable("filed", "date", days=(day("2022-01-01")[0], day("2024-01-01")[0]))


def test_a_truth_or_a_statement_leaves_one_class_and_silence_leaves_the_definition() -> None:
    truth, stated = Variable("served", "truth"), Variable("served", "stated")
    assert [mask(truth, value) for value in (False, True, None)] == [0b01, 0b10, 0b11]
    assert [mask(stated, value) for value in (False, True, None)] == [0b001, 0b010, 0b100]


def test_a_code_known_in_part_leaves_every_class_that_holds_one_of_its_values() -> None:
    assert mask(FORUM, frozenset({"panel"})) == mask(FORUM, frozenset({"panel", "tribunal"})) == 0b010
    assert mask(FORUM, frozenset({"court", "panel"})) == 0b011
    assert mask(FORUM, frozenset({"ombudsman"})) == 0b100
    assert mask(FORUM, frozenset({"court", "ombudsman"})) == 0b101
    assert mask(FORUM, None) == 0b111


def test_a_code_with_a_closed_list_has_no_class_for_other_values() -> None:
    assert CLOSED.size == 2
    assert mask(CLOSED, None) == 0b11
    assert mask(CLOSED, frozenset({"panel", "court"})) == 0b11
    assert mask(CLOSED, frozenset({"court", "ombudsman"})) == 0b01


def test_a_truth_says_nothing_of_a_code() -> None:
    assert mask(FORUM, False) == mask(FORUM, True) == 0b111


def test_an_uncertain_date_leaves_every_class_that_it_touches() -> None:
    assert mask(FILED, day("2021")) == 0b001
    assert mask(FILED, day("2022")) == mask(FILED, day("2022-01-01")) == mask(FILED, day("2023-12-31")) == 0b010
    assert mask(FILED, (day("2021-12-31")[0], day("2022-01-01")[0])) == 0b011
    assert mask(FILED, (day("2021")[0], day("2024")[1])) == mask(FILED, None) == 0b111
    assert mask(FILED, day("2024-01")) == 0b100


def test_what_is_left_of_a_code_is_what_is_left_of_its_values() -> None:
    values = ("court", "tribunal", "panel", "ombudsman")
    for size in range(1, 5):
        for part in combinations(values, size):
            whole = mask(FORUM, frozenset(part))
            assert whole == sum({mask(FORUM, frozenset({value})) for value in part})


def test_a_diagram_keeps_only_what_its_roots_reach() -> None:
    build = Builder(2)
    a, b = (build.variable(Variable(name, "truth")) for name in "ab")
    one, other = build.node(a, (0, 1)), build.node(b, (0, 1))
    diagram, (root,) = Diagram.freeze(build, [other])
    assert len(diagram.of) == 1
    assert View(diagram, root, {}).reach() == {0, 1}
    assert diagram.variables_below(root) == {b}
    assert build.ite(one, other, 0) == build.all([one, other])
    assert build.ite(one, 1, other) == build.any([one, other])
