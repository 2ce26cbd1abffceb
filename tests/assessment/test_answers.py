"""Two answers, never mixed; every closed fact listed; what is missing in the order in which it matters."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exequatur.assessment.claim import make_claim
from exequatur.assessment.fields import ClaimError
from exequatur.assessment.missing import missing, open_points, questions_left
from exequatur.assessment.turning import turns
from exequatur.language.tell import tell
from exequatur.law.book import OUTCOMES, Book, FactInfo

from ..conftest import Answers

POSTED = {"service_method": "post", "respondent_in_requested_state_when_served": True}
BETTER = ("recognised", "partly_recognised")
BASIC: dict[str, Any] = {"origin": "US", "kind": "judgment", "matter": "loan", "judgment_date": "2025-03-01"}


def test_everything_closed_is_listed_and_nothing_stated_is(answer: Answers) -> None:
    given = answer({**BASIC, "authentic": True, "respondent_domiciled_in_requested_state": True})
    told = tell(given)
    listed = {entry["fact"] for kind in ("provided", "unless", "on_record") for entry in told[kind]}
    assert listed == set(given.closed)
    assert "authentic" not in listed and "judgment_obtained_by_fraud" in listed


def test_facts_of_class_none_are_never_closed(answer: Answers, book: Book) -> None:
    given = answer({"origin": "US"})
    assert all(book.facts[fact].cls != "none" for fact in given.closed)


def test_stating_a_presumed_fact_as_presumed_changes_no_answer(answer: Answers, book: Book) -> None:
    given = answer({**BASIC, "respondent_domiciled_in_requested_state": True})
    stated = {
        fact: value
        for fact, value in given.closed.items()
        if isinstance(value, bool) and not book.facts[fact].derived and not book.facts[fact].table
    }
    again = answer({**BASIC, "respondent_domiciled_in_requested_state": True, **stated})
    assert again.as_it_stands == given.as_it_stands


def test_what_is_certain_contains_what_is_expected(answer: Answers) -> None:
    for facts in (
        {"origin": "US"},
        BASIC,
        {"origin": "HK", "kind": "award"},
        {"origin": "FR", "kind": "judgment"},
        {"kind": "award"},
    ):
        given = answer(facts)
        if given.as_it_stands:
            assert given.as_it_stands in {OUTCOMES[end] for end in given.possible}


def test_a_settled_answer_asks_nothing(answer: Answers) -> None:
    given = answer({**BASIC, "open_to_appeal": True})
    assert given.settled and given.as_it_stands == "dismissed"
    assert missing(given) == [] and questions_left(given, []) == (0, 0)


def test_while_the_title_is_let_in_the_first_facts_asked_are_those_nobody_may_presume(answer: Answers) -> None:
    given = answer({**BASIC, "default_judgment": True, "respondent_domiciled_in_requested_state": True})
    assert given.as_it_stands == "recognised"
    classes = [one.fact.cls == "none" for one in missing(given)]
    assert classes == sorted(classes, reverse=True)
    assert "service_method" in {one.fact.id for one in missing(given)}


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({"origin": "JP", "respondent_domiciled_in_requested_state": True}, "reciprocity_consensus"),
        (POSTED, "respondent_took_part"),
        ({**POSTED, "default_judgment": True}, None),
    ],
)
def test_a_fact_that_can_improve_a_bad_answer_is_asked_before_all_that_can_only_confirm_it_or_make_it_worse(
    answer: Answers, facts: dict[str, Any], first: str | None
) -> None:
    base = {**BASIC, **facts}
    given = answer(base)
    assert given.as_it_stands in ("refused", "dismissed")

    def improves(info: FactInfo) -> bool:
        values = (True, False) if info.type == "truth" else info.values or ()
        return any(answer({**base, info.id: value}).as_it_stands in BETTER for value in values)

    asked = [one.fact for one in missing(given)]
    better = [improves(info) for info in asked]
    assert better == sorted(better, reverse=True)
    assert better[0] == (first is not None) and first in (None, asked[0].id)


def test_no_legal_question_or_appraisal_is_ever_asked(answer: Answers) -> None:
    given = answer(BASIC)
    assert all(one.fact.kind == "fact" and set(one.fact.asked_of) != {"court"} for one in missing(given))
    kinds = {point.kind for point in open_points(given)}
    assert kinds == {"legal_question", "appraisal", "discretion"}


def test_an_answer_that_settles_really_settles(answer: Answers) -> None:
    base = {**BASIC, "respondent_domiciled_in_requested_state": True}
    settling = [(one.fact.id, reply, outcome) for one in missing(answer(base)) for reply, outcome in one.settles]
    assert settling
    for fact, reply, outcome in settling:
        value: object = {"true": True, "false": False}.get(reply, reply.split("|")[0])
        assert answer.possible({**base, fact: value}) == {outcome}, (fact, reply)


def test_what_would_turn_it_really_turns_it(answer: Answers, book: Book) -> None:
    base = {**BASIC, "respondent_domiciled_in_requested_state": True, "authentic": True}
    given = answer(base)
    for turn in turns(given):
        info = book.facts[turn.fact]
        if info.type != "truth" or info.table or info.kind == "legal_question":
            continue
        for reply, outcome in turn.turns:
            try:
                other = answer({**base, turn.fact: reply == "true"})
            except ClaimError:
                continue
            assert other.as_it_stands in outcome.split("|") or other.as_it_stands != given.as_it_stands, turn


def test_an_answer_outside_the_list_of_missing_facts_changes_nothing(answer: Answers, book: Book) -> None:
    base = {**BASIC, "respondent_domiciled_in_requested_state": True}
    given = answer(base)
    relevant = {one.fact.id for one in missing(given)} | {point.id for point in open_points(given)}
    for info in book.facts.values():
        if info.type != "truth" or info.id in relevant or info.derived or info.table or info.id in base or info.implies:
            continue
        for value in (True, False):
            try:
                assert answer({**base, info.id: value}).possible == given.possible, info.id
            except ClaimError:
                continue


def test_a_statement_that_a_rule_derives_differently_is_an_error_that_names_both(answer: Answers) -> None:
    with pytest.raises(ClaimError, match=r"respondent_lawfully_summoned: stated true, but false follows"):
        answer(
            {
                **BASIC,
                "respondent_lawfully_summoned": True,
                "respondent_took_part": False,
                "service_method": "post",
                "respondent_in_requested_state_when_served": True,
                "service_valid_under_law_of_origin": True,
            }
        )


def test_two_statements_that_exclude_each_other_are_an_error(book: Book) -> None:
    with pytest.raises(ClaimError, match=r"respondent_took_part|default_judgment"):
        make_claim({"default_judgment": True, "respondent_took_part": True}, book)


def test_counsel_may_state_what_no_table_knows(answer: Answers) -> None:
    facts = {"origin": "JP", "kind": "judgment", "matter": "loan", "respondent_domiciled_in_requested_state": True}
    assert answer(facts).as_it_stands == "dismissed"
    assert answer({**facts, "reciprocity_de_jure": True}).as_it_stands == "recognised"


def test_counsel_may_not_contradict_the_record(answer: Answers) -> None:
    with pytest.raises(ClaimError, match="treaty_covers_judgments"):
        answer({**BASIC, "treaty_covers_judgments": True})


def test_asking_for_a_day_before_the_judgment_is_an_error(answer: Answers) -> None:
    with pytest.raises(ClaimError, match="lies after the day asked about"):
        answer(BASIC, on="2024-01-01")


def test_asking_for_a_day_before_the_record_is_an_error(answer: Answers) -> None:
    with pytest.raises(ClaimError, match="not on record"):
        answer({"origin": "US", "kind": "judgment"}, on="1985-01-01")


def test_every_sentence_of_every_answer_exists(answer: Answers) -> None:
    for origin in ("US", "FR", "HK", "MO", "TW", "JP", "CN", "TD"):
        for kind in ("judgment", "award", "insolvency_order", "interim_order", "settlement_agreement"):
            for on in ("1996-01-01", "2016-01-01", "2022-06-01", "2026-11-24"):
                assert "⟨" not in str(tell(answer({"origin": origin, "kind": kind}, on=on)))


def test_two_regimes_at_once_are_both_kept_open(answer: Answers) -> None:
    given = answer({"origin": "US"})
    assert {"reciprocity", "new_york", "insolvency"} <= given.regimes
    assert tell(given)["regimes"] == sorted(given.regimes)


def test_partial_knowledge_of_a_code_is_kept(answer: Answers) -> None:
    assert answer.possible({**BASIC, "kind": ["interim_order", "procedural_order"]}) == {"dismissed"}


def test_known_restricts_the_evidence_to_what_was_public(book: Book, answer: Answers) -> None:
    facts = {"origin": "KR", "kind": "judgment", "matter": "loan", "respondent_domiciled_in_requested_state": True}
    on = "2015-04-08"
    assert answer(facts, on=on).as_it_stands == "recognised"
    assert answer(facts, on=on, known=date.fromisoformat(on).toordinal()).as_it_stands == "dismissed"


def test_what_decides_which_instrument_governs_is_asked(answer: Answers) -> None:
    unknown = answer({"origin": "HK", "kind": "judgment", "matter": "loan", "choice_of_court": "none"})
    first = missing(unknown)[0].fact.id
    assert first == "judgment_date"


def test_no_instrument_governs_only_where_every_other_is_excluded(answer: Answers) -> None:
    facts = {"origin": "HK", "kind": "judgment", "matter": "loan", "choice_of_court": "none"}
    assert answer({**facts, "judgment_date": "2023-05-02"}).ruled.path.track.id == "hk.none"
    undated = answer(facts).ruled.path
    assert undated is None or undated.track.id != "hk.none"


def test_a_path_that_contradicts_what_is_stated_is_left_out(answer: Answers) -> None:
    facts = {"origin": "MO", "application_complete": False, "papers_complete": True}
    assert {OUTCOMES[end] for end in answer(facts, "2000-02-07").possible} == {"dismissed"}


def test_a_code_that_would_imply_the_contrary_is_excluded(book: Book) -> None:
    claim = make_claim({"origin": "US", "kind": ["judgment", "procedural_order"], "decides_merits": False}, book)
    assert claim.facts["kind"] == frozenset(("procedural_order",))
    with pytest.raises(ClaimError, match="decides_merits: stated false, but true follows from the other facts"):
        make_claim({"origin": "US", "kind": ["judgment", "payment_order"], "decides_merits": False}, book)


def test_the_day_asked_about_is_no_fact_of_a_claim(book: Book) -> None:
    with pytest.raises(ClaimError, match="--on"):
        make_claim({"origin": "US", "ruling_date": "2026-01-01"}, book)


def test_what_would_turn_an_answer_is_told_where_a_statement_differs_from_a_table_on_a_presumed_day(
    answer: Answers,
) -> None:
    given = answer({"origin": "US", "kind": "judgment", "formality": "apostille", "apostille_in_force_between": False})
    assert turns(given) is not None
