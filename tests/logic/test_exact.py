"""The diagram misses no settled answer; a proof is sound, and exact where no fact occurs in both polarities."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exequatur.logic import nodes

from .reading import Facts, Referee, fillings, mixed, open_ends, size, value, view_of
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


@settings(steady, max_examples=600)
@given(trees(plain=True), partial_facts())
def test_a_proof_misses_nothing_where_no_fact_occurs_in_both_polarities(node: nodes.AnyNode, facts: Facts) -> None:
    assume(not mixed(node) - {id for id, known in facts.items() if known in (True, False)})
    ends = open_ends(view_of(node, facts))
    assert value(node, facts) == (ends.pop() if len(ends) == 1 else None)
