"""A rule as a lawyer writes it, read into nodes; every fault is named with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from exequatur.logic import nodes
from exequatur.logic.forms import FormError, Kind, truth, value
from exequatur.logic.values import day, iso

from .reading import Facts, rewrite
from .strategies import CODES, DATES, TRUTHS, VALUES, partial_facts, sitting, steady, trees

KINDS = {
    **{id: Kind("truth") for id in (*TRUTHS, "p")},
    **{id: Kind("code", VALUES) for id in (*CODES, "q")},
    **{id: Kind("date") for id in (*DATES, "u")},
    "due": Kind("amount"),
    "copies": Kind("count"),
    "place": Kind("code"),
}


def written(node: nodes.AnyNode) -> Any:
    """The form of a node, as a rule would write it."""
    match node:
        case nodes.Fact(id):
            return id
        case nodes.Literal(tuple(span)):
            return {"value": iso(span[0])}
        case nodes.Literal(constant):
            return {"value": constant}
        case nodes.All(of):
            return {"all": [written(part) for part in of]}
        case nodes.Any(of):
            return {"any": [written(part) for part in of]}
        case nodes.Not(of):
            return {"not": written(of)}
        case nodes.When(cases, otherwise):
            return {
                "when": [{"if": written(test), "then": written(then)} for test, then in cases],
                "else": written(otherwise),
            }
        case nodes.Compare(op, left, right):
            return {op: [written(left), written(right)]}
        case nodes.In(of, values):
            return {"in": [written(of), sorted(values)]}
        case nodes.Table(name, of, on, column):
            return {"table": name, "of": [written(key) for key in of], "on": written(on), "column": column}
        case nodes.Plus(start, years, months, days, working):
            length = {"years": years, "months": months, "days": days}
            return {"plus": [written(start), length], **({"rounding": "next_working_day"} if working else {})}
        case nodes.Extreme(latest, of):
            return {"latest" if latest else "earliest": [written(part) for part in of]}
    raise TypeError(node)


def as_can_be_written(node: nodes.AnyNode) -> nodes.AnyNode | None:
    """A defined fact is written by its name; a constant day is one day."""
    if isinstance(node, nodes.Defined):
        return nodes.Fact(node.id)
    if isinstance(node, nodes.Literal) and isinstance(node.value, tuple):
        return nodes.Literal((node.value[0], node.value[0]))
    return None


@steady
@given(trees(), partial_facts(stated=("p", "q", "u")))
def test_a_form_that_is_read_says_what_the_node_says(node: nodes.AnyNode, facts: Facts) -> None:
    node = rewrite(node, as_can_be_written)
    read = truth(written(node), KINDS)
    assert read == node
    assert read.prove(sitting(facts)).value == node.prove(sitting(facts)).value


def test_a_constant_is_read_as_what_the_fact_beside_it_is() -> None:
    assert truth({"before": ["s", {"value": "2015-02"}]}, KINDS) == nodes.Compare(
        "before", nodes.Fact("s"), nodes.Literal(day("2015-02"))
    )
    assert truth({"at_least": ["due", {"value": 500}]}, KINDS) == nodes.Compare(
        "at_least", nodes.Fact("due"), nodes.Literal((500, 500))
    )
    assert truth({"at_most": [{"value": 3}, "copies"]}, KINDS) == nodes.Compare(
        "at_most", nodes.Literal((3, 3)), nodes.Fact("copies")
    )
    assert truth({"value": None}, KINDS) == nodes.Literal(None)
    assert value({"value": "x"}, KINDS["k"], KINDS) == nodes.Literal("x")
    assert value({"value": None}, KINDS["s"], KINDS) == nodes.Literal(None)


def test_a_code_without_a_closed_list_may_have_any_value() -> None:
    assert truth({"in": ["place", ["Shanghai"]]}, KINDS) == nodes.In(nodes.Fact("place"), frozenset({"Shanghai"}))


def test_a_period_without_rounding_ends_on_its_last_day() -> None:
    plain = {"plus": ["s", {"years": 2}], "rounding": None}
    assert value(plain, KINDS["s"], KINDS) == nodes.Plus(nodes.Fact("s"), years=2)


FAULTS = [
    ("served", ()),
    ("s", ()),
    (["a"], ()),
    ({}, ()),
    (None, ()),
    (True, ()),
    ({"some": ["a"]}, ()),
    ({"_value": True}, ()),
    ({"several": ["a"]}, ()),
    ({"all": []}, ("all",)),
    ({"all": "a"}, ("all",)),
    ({"all": ["a", "e"]}, ("all", 1)),
    ({"any": ["a", {"not": "k"}]}, ("any", 1, "not")),
    ({"all": ["a"], "any": ["b"]}, ("any",)),
    ({"not": ["a"]}, ("not",)),
    ({"value": "a"}, ("value",)),
    ({"value": 1.5}, ("value",)),
    ({"value": True, "note": "why"}, ("note",)),
    ({"in": ["k"]}, ("in",)),
    ({"in": ["k", "x"]}, ("in",)),
    ({"in": ["k", []]}, ("in", 1)),
    ({"in": ["k", ["x", "court"]]}, ("in", 1, 1)),
    ({"in": ["a", ["x"]]}, ("in", 0)),
    ({"in": [{"value": 3}, ["x"]]}, ("in", 0)),
    ({"when": [{"if": "a", "then": "b"}]}, ("when",)),
    ({"when": [], "else": "b"}, ("when",)),
    ({"when": 5, "else": "b"}, ("when",)),
    ({"when": [{"if": "a"}], "else": "b"}, ("when", 0)),
    ({"when": [{"if": "s", "then": "b"}], "else": "b"}, ("when", 0, "if")),
    ({"when": [{"if": "a", "then": "k"}], "else": "b"}, ("when", 0, "then")),
    ({"when": [{"if": "a", "then": "b"}], "else": "k"}, ("else",)),
    ({"before": "s"}, ("before",)),
    ({"before": ["s"]}, ("before",)),
    ({"before": ["s", "a"]}, ("before", 1)),
    ({"before": ["a", "b"]}, ("before",)),
    ({"before": ["k", "l"]}, ("before",)),
    ({"before": ["s", "t"], "on": "u"}, ("on",)),
    ({"before": ["s", {"value": "2015-02-30"}]}, ("before", 1, "value")),
    ({"before": ["s", {"value": "yesterday"}]}, ("before", 1, "value")),
    ({"before": ["s", {"value": 2015}]}, ("before", 1)),
    ({"at_least": ["due", {"value": "500"}]}, ("at_least", 1, "value")),
    ({"at_least": ["due", "copies"]}, ("at_least", 1)),
    ({"latest": ["a", "b"]}, ("latest",)),
    ({"before": [{"latest": []}, "s"]}, ("before", 0, "latest")),
    ({"before": [{"earliest": ["s", "a"]}, "s"]}, ("before", 0, "earliest", 1)),
    ({"plus": ["s", {"years": 1}]}, ()),
    ({"before": [{"plus": "s"}, "s"]}, ("before", 0, "plus")),
    ({"before": [{"plus": ["s"]}, "s"]}, ("before", 0, "plus")),
    ({"before": [{"plus": ["s", {}]}, "s"]}, ("before", 0, "plus", 1)),
    ({"before": [{"plus": ["s", {"weeks": 1}]}, "s"]}, ("before", 0, "plus", 1)),
    ({"before": [{"plus": ["s", {"years": "two"}]}, "s"]}, ("before", 0, "plus", 1, "years")),
    ({"before": [{"plus": ["s", {"years": -1}]}, "s"]}, ("before", 0, "plus", 1, "years")),
    ({"before": [{"plus": ["s", {"years": 1}], "rounding": "up"}, "s"]}, ("before", 0, "rounding")),
    ({"before": [{"plus": ["a", {"years": 1}]}, "s"]}, ("before", 0, "plus", 0)),
    ({"table": "cells", "of": ["k"], "column": "open"}, ("table",)),
    ({"table": "cells", "of": "k", "on": "s", "column": "open"}, ("of",)),
    ({"table": "cells", "of": ["a"], "on": "s", "column": "open"}, ("of", 0)),
    ({"table": "cells", "of": ["k"], "on": "k", "column": "open"}, ("on",)),
    ({"table": "cells", "of": ["k"], "on": "s", "column": 1}, ("column",)),
    ({"table": "cells", "of": ["k"], "on": "s", "column": "open", "row": 1}, ("row",)),
]


@pytest.mark.parametrize(("form", "place"), FAULTS, ids=[str(form) for form, _ in FAULTS])
def test_a_fault_is_found_and_its_place_is_named(form: object, place: tuple[str | int, ...]) -> None:
    with pytest.raises(FormError) as error:
        truth(form, KINDS, ("test",))
    assert error.value.path == ("test", *place)
    assert error.value.message


def test_a_value_that_is_not_on_the_closed_list_is_a_fault() -> None:
    with pytest.raises(FormError) as error:
        value({"when": [{"if": "a", "then": {"value": "court"}}], "else": {"value": "x"}}, KINDS["k"], KINDS)
    assert error.value.path == ("when", 0, "then", "value")
    with pytest.raises(FormError):
        value({"value": True}, KINDS["k"], KINDS)


def test_a_message_says_what_to_write() -> None:
    with pytest.raises(FormError, match="unknown fact `served`"):
        truth("served", KINDS)
    with pytest.raises(FormError, match="`s` is a date, a truth is needed here"):
        truth({"not": "s"}, KINDS)
    with pytest.raises(FormError, match="`court` is not a value of `k`"):
        truth({"in": ["k", ["court"]]}, KINDS)
    with pytest.raises(FormError, match="there is next_working_day"):
        value({"plus": ["s", {"years": 1}], "rounding": "up"}, KINDS["s"], KINDS)
