"""The diagram misses no settled answer; a proof is sound, and exact where no fact occurs in both polarities."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exequatur.logic import nodes
from exequatur.logic.branching import Branching
from exequatur.logic.diagram import TRUE, Builder
from exequatur.logic.nodes import Clash

from .reading import Facts, Referee, answers, fillings, mixed, open_ends, rewrite, size, value, view_of
from .strategies import partial_facts, steady, trees

REFEREE = Referee()
FEW = 500


@settings(steady, max_examples=400)
@given(trees(plain=True), partial_facts())
def test_the_diagram_reaches_what_some_filling_gives_and_nothing_else(node: nodes.AnyNode, facts: Facts) -> None:
    assume(size(node, facts) <= FEW)
    assert open_ends(view_of(node, facts)) == {value(node, filling) for filling in fillings(node, facts)}


@settings(steady, max_examples=400)
@given(trees(plain=True), partial_facts())
def test_an_outside_diagram_finds_no_settled_answer_that_ours_misses(node: nodes.AnyNode, facts: Facts) -> None:
    ends = open_ends(view_of(node, facts))
    assert REFEREE.settled(node, facts) == (ends.pop() if len(ends) == 1 else None)


@settings(steady, max_examples=400)
@given(trees(), partial_facts())
def test_what_is_proved_the_diagram_knows_too(node: nodes.AnyNode, facts: Facts) -> None:
    proved = value(node, facts)
    ends = open_ends(view_of(node, facts))
    assert proved is None or ends == {proved}


@settings(steady, max_examples=400)
@given(trees(plain=True), partial_facts(), st.data())
def test_a_proof_misses_nothing_once_the_facts_of_both_polarities_are_answered(
    node: nodes.AnyNode, facts: Facts, data: st.DataObject
) -> None:
    answered = {id: data.draw(st.sampled_from(answers(id, facts.get(id)))) for id in sorted(mixed(node))}
    known = {**facts, **answered}
    ends = open_ends(view_of(node, known))
    assert value(node, known) == (ends.pop() if len(ends) == 1 else None)


@settings(steady, max_examples=300)
@given(trees(plain=True), partial_facts(stated=("p",)))
def test_a_fact_stated_against_its_definition_stands_by_itself(node: nodes.AnyNode, facts: Facts) -> None:
    assume("p" in facts)
    alone = rewrite(node, lambda part: nodes.Literal(facts["p"]) if getattr(part, "id", None) == "p" else None)
    assert view_of(node, facts).reach() == view_of(alone, facts).reach()
    try:
        assert value(node, facts) == value(alone, facts)
    except Clash as clash:
        assert clash.fact == "p"


def test_a_proof_can_miss_an_answer_that_turns_on_one_fact_in_both_polarities() -> None:
    a, b, c = (nodes.Fact(id) for id in "abc")
    node = nodes.Any((nodes.All((a, b)), nodes.All((nodes.Not(a), c))))
    facts: Facts = {"b": True, "c": True}
    assert mixed(node) == {"a"}
    assert value(node, facts) is None
    assert open_ends(view_of(node, facts)) == {True}


def test_the_condition_of_a_when_alone_makes_no_proof_miss_an_answer() -> None:
    a, b, c = (nodes.Fact(id) for id in "abc")
    node = nodes.When(((a, b),), c)
    assert mixed(node) == set()
    assert value(node, {"b": True, "c": True}) is True


def test_what_a_text_leaves_open_no_answer_settles() -> None:
    unclear = nodes.Literal(None)
    code = nodes.When(((nodes.Fact("a"), nodes.Literal("x")),), unclear)
    for node in (unclear, nodes.Not(unclear), nodes.Any((nodes.Not(nodes.Fact("a")), unclear))):
        assert value(node, {"a": True}) is None
        assert open_ends(view_of(node, {"a": True})) == {True, False}
    asked = nodes.In(code, frozenset({"x"}))
    assert value(asked, {}) is None
    assert open_ends(view_of(asked, {"a": False})) == {True, False}
    assert value(asked, {"a": True}) is True
    assert open_ends(view_of(asked, {"a": True})) == {True}


def test_a_code_with_a_closed_list_has_no_other_value() -> None:
    branching = Branching(Builder(2), {"k": frozenset({"x", "y"})})
    node = nodes.Any((nodes.In(nodes.Fact("k"), frozenset({"x"})), nodes.In(nodes.Fact("k"), frozenset({"y"}))))
    branching.cut(node)
    branching.declare(node)
    assert branching.truth(node) == TRUE
