"""How each node is proved where something is not known."""

from __future__ import annotations

import pytest

from exequatur.logic.nodes import (
    All,
    Any,
    Clash,
    Compare,
    Defined,
    Extreme,
    Fact,
    In,
    Literal,
    Not,
    Plus,
    Sitting,
    Table,
    When,
)
from exequatur.logic.values import UNBOUNDED, Span, Value, day, iso

from .reading import Facts

A, B, C = Fact("a"), Fact("b"), Fact("c")
UNCLEAR = Literal(None)
TRUTHS = (True, False, None)


def sitting(facts: Facts, **rest: object) -> Sitting:
    return Sitting(facts, lambda name, keys, span, column: (None, ()), **rest)


def value(node: object, facts: Facts | None = None) -> Value:
    return node.prove(sitting(facts or {})).value


def known(**facts: Value) -> Facts:
    return {id: fact for id, fact in facts.items() if fact is not None}


def test_one_false_part_makes_all_false_and_one_true_part_makes_any_true() -> None:
    for a in TRUTHS:
        for b in TRUTHS:
            facts = known(a=a, b=b)
            every, some = value(All((A, B)), facts), value(Any((A, B)), facts)
            assert every is (False if False in (a, b) else None if None in (a, b) else True)
            assert some is (True if True in (a, b) else None if None in (a, b) else False)


def test_to_deny_all_is_to_affirm_the_contrary_of_one() -> None:
    for a in TRUTHS:
        for b in TRUTHS:
            facts = known(a=a, b=b)
            assert value(Not(All((A, B))), facts) is value(Any((Not(A), Not(B))), facts)


def test_a_value_left_open_by_the_text_stays_unknown_whatever_is_stated() -> None:
    facts = known(a=True, b=False)
    assert value(UNCLEAR, facts) is None
    assert value(All((A, UNCLEAR)), facts) is None
    assert value(All((B, UNCLEAR)), facts) is False
    assert value(Compare("before", UNCLEAR, Literal(day("2015"))), facts) is None
    assert value(In(UNCLEAR, frozenset({"x"})), facts) is None


def test_an_unknown_condition_leaves_what_both_branches_agree_on() -> None:
    node = When(((A, B),), C)
    assert value(node, known(b=True, c=True)) is True
    assert value(node, known(b=True, c=False)) is None
    assert value(node, known(b=True)) is None
    assert value(node, known(a=True, b=True)) is True
    assert value(node, known(a=False, b=True)) is None


def test_of_several_conditions_the_first_that_holds_decides() -> None:
    node = When(((A, Literal("x")), (B, Literal("y"))), Literal("z"))
    assert value(node, known(a=True)) == {"x"}
    assert value(node, known(a=False, b=True)) == {"y"}
    assert value(node, known(b=True)) == {"x", "y"}
    assert value(node, known(a=False, b=False)) == {"z"}
    assert value(node) == {"x", "y", "z"}


def test_an_unknown_condition_between_two_days_leaves_the_days_from_one_to_the_other() -> None:
    node = When(((A, Literal(day("2020-03-01"))),), Literal(day("2020-05-01")))
    assert value(node) == (day("2020-03-01")[0], day("2020-05-01")[0])
    assert value(When(((A, UNCLEAR),), Literal(day("2020")))) is None


def test_a_period_from_an_uncertain_day_ends_on_an_uncertain_day() -> None:
    node = Plus(Fact("served"), months=1)
    lo, hi = value(node, {"served": (day("2024-01-30")[0], day("2024-02-01")[0])})
    assert (iso(lo), iso(hi)) == ("2024-02-29", "2024-03-01")
    assert value(node) == UNBOUNDED


def test_a_period_can_be_moved_to_a_working_day_that_is_itself_uncertain() -> None:
    def closed_for_up_to_nine_days(ordinal: int) -> Span:
        return ordinal, ordinal + 9

    node = Plus(Fact("served"), days=30, working=True)
    step = node.prove(sitting({"served": day("2024-01-01")}, rounding=closed_for_up_to_nine_days))
    assert tuple(map(iso, step.value)) == ("2024-01-31", "2024-02-09")


def test_the_latest_of_several_days_is_no_earlier_than_any_of_them() -> None:
    one, other = Literal(day("2020")), Literal(day("2020-06-15"))
    assert value(Extreme(True, (one, other))) == (day("2020-06-15")[0], day("2020-12-31")[0])
    assert value(Extreme(False, (one, other))) == (day("2020-01-01")[0], day("2020-06-15")[0])
    assert value(Extreme(True, (other, UNCLEAR))) == (day("2020-06-15")[0], UNBOUNDED[1])


def test_a_table_is_read_with_all_that_is_known_of_its_keys_and_its_day() -> None:
    asked = []

    def lookup(name: str, keys: tuple[Value, ...], span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
        asked.append((name, keys, span, column))
        return True, ("row 1",)

    node = Table("treaties", (Fact("origin"),), Fact("ruling_date"), "in_force")
    step = node.prove(Sitting({"origin": frozenset({"FR", "IT"})}, lookup))
    assert asked == [("treaties", (frozenset({"FR", "IT"}),), UNBOUNDED, "in_force")]
    assert (step.value, step.rows) == (True, ("row 1",))


def test_only_a_fact_that_is_unknown_is_closed_and_each_closing_is_listed() -> None:
    node = All((A, Not(B), Not(C)))
    at = sitting({"a": True}, closes={"a": False, "b": False, "c": False})
    assert node.prove(at).value is True
    assert at.closed == {"b": False, "c": False}


def test_a_defined_fact_is_closed_only_where_its_rule_leaves_it_open() -> None:
    served = Defined("served", "rule", Any((A, B)))
    derived = sitting({"a": True}, closes={"served": False})
    assert served.prove(derived).value is True
    assert derived.closed == {}
    left_open = sitting({"a": False}, closes={"served": False})
    assert served.prove(left_open).value is False
    assert left_open.closed == {"served": False}


def test_a_statement_against_its_rule_is_an_error_that_names_the_fact() -> None:
    served = Defined("served", "rule", Any((A, B)))
    assert value(served, {"served": True, "a": False}) is True
    with pytest.raises(Clash) as clash:
        value(served, {"served": True, "a": False, "b": False})
    assert (clash.value.fact, clash.value.stated, clash.value.derived) == ("served", True, False)
    with pytest.raises(Clash):
        value(Defined("forum", "rule", Literal("court")), {"forum": frozenset({"tribunal"})})
    with pytest.raises(Clash):
        value(Defined("end", "rule", Literal(day("2015"))), {"end": day("2016-01-01")})


def test_what_is_closed_never_contradicts_a_statement() -> None:
    served = Defined("served", "rule", A)
    assert served.prove(sitting({"served": True}, closes={"a": False})).value is True


def test_a_statement_and_its_rule_together_say_more_than_either() -> None:
    forum = Defined("forum", "rule", When(((A, Literal("court")),), Literal("tribunal")))
    assert value(forum, {"forum": frozenset({"court", "panel"})}) == {"court"}
    end = Defined("end", "rule", Literal(day("2015")))
    assert value(end, {"end": (day("2015-06-01")[0], day("2016-06-01")[0])}) == (
        day("2015-06-01")[0],
        day("2015-12-31")[0],
    )


def test_two_paths_may_define_one_fact_differently() -> None:
    at = sitting({"a": True, "b": False})
    assert Defined("effective", "treaty", A).prove(at).value is True
    assert Defined("effective", "reciprocity", B).prove(at).value is False
