"""Every node is monotone in information: more knowledge narrows a value and never changes it."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exequatur.logic import nodes
from exequatur.logic.nodes import Clash
from exequatur.logic.values import Value

from .reading import is_as_narrow
from .strategies import partial_facts, sitting, steady, trees

DEFINED = ("p", "q", "u")


def proved(node: nodes.AnyNode, facts: dict[str, Value]) -> Value | Clash:
    """The value of `node`, or the contradiction found on the way."""
    try:
        return node.prove(sitting(facts)).value
    except Clash as clash:
        return clash


@st.composite
def learning(draw: st.DrawFn) -> tuple[nodes.AnyNode, dict[str, Value], dict[str, Value]]:
    """A node, what is known of its facts, and what is known later."""
    node = draw(trees(result=draw(st.sampled_from(["truth", "truth", "code", "date"]))))
    stated = draw(st.sampled_from([(), (), DEFINED]))
    before = draw(partial_facts(stated=stated))
    return node, before, draw(partial_facts(before, stated))


@settings(steady, max_examples=1000)
@given(learning())
def test_learning_more_never_changes_a_definite_value(
    case: tuple[nodes.AnyNode, dict[str, Value], dict[str, Value]],
) -> None:
    node, facts, more = case
    before, after = proved(node, facts), proved(node, more)
    assume(not isinstance(before, Clash) and not isinstance(after, Clash))
    assert is_as_narrow(after, before)
