"""The evidence for reciprocity, turned into dated tables and groups."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from exequatur.corpus.schema import ForeignDecisionFile
from exequatur.corpus.source import load
from exequatur.law.book import Book
from exequatur.law.compiling.evidence import Event, accumulate, counts_against, counts_for, reciprocity, span_of
from exequatur.law.groups import history, standing

FIRST = date(1991, 4, 9).toordinal()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_the_us_table_comes_out_of_the_record(book: Book) -> None:
    spans = history(book, "US", day("2018-09-12"))
    told = [
        (date.fromordinal(s.since).isoformat(), date.fromordinal(s.until).isoformat(), s.group, s.grade) for s in spans
    ]
    assert told == [
        ("1991-04-09", "2009-01-01", 4, "untested"),
        ("2009-01-02", "2009-07-22", None, "untested"),
        ("2009-07-23", "2016-12-09", 3, "untested"),
        ("2016-12-10", "2017-06-30", 3, "supported"),
        ("2017-07-01", "2018-09-12", 2, "followed"),
    ]
    assert [s.evidence for s in spans[1:]] == [
        ("us.kic_xia.2009",),
        ("us.gezhouba_robinson.2009",),
        ("sg-kolmar-nanjing-2016",),
        ("us-liu-v-tao-wuhan-2017",),
    ]


def test_the_published_counts_come_out_as_of_their_day(book: Book) -> None:
    groups = [
        standing(book, iso, day("2021-11-19")).group for iso, state in book.states.items() if state.route != "regional"
    ]
    assert groups.count(1) == 35
    second = [
        iso
        for iso, state in book.states.items()
        if state.route != "regional" and standing(book, iso, day("2021-11-19")).group == 2
    ]
    assert second == ["DE", "KR", "SG", "US"]


def test_the_group_changes_at_the_end_of_the_day_of_the_ruling_and_the_test_does_not(book: Book) -> None:
    before, after = standing(book, "US", day("2017-06-30")), standing(book, "US", day("2017-07-01"))
    assert (before.group, after.group) == (3, 2)
    assert before.met is after.met is True
    assert before.limbs == after.limbs


def test_every_state_has_a_group_grade_test_and_evidence_on_every_day_that_counts(book: Book) -> None:
    days = {FIRST, *book.periods, day("2026-11-24")}
    for table in ("reciprocity", "treaties"):
        for rows in book.tables[table].rows.values():
            days |= {
                on + step
                for row in rows
                for on in (row.since,)
                for step in (-1, 0)
                if FIRST <= on + step <= day("2026-11-24")
            }
    for iso, state in book.states.items():
        if state.route == "regional":
            continue
        for on in days:
            now = standing(book, iso, on)
            assert now.group in (1, 2, 3, 4, None)
            assert now.grade in ("followed", "supported", "untested", "contested")
            assert {limb.fact for limb in now.limbs} >= {
                "reciprocity_de_facto",
                "reciprocity_de_jure",
                "reciprocity_consensus",
            }
            for limb in now.limbs:
                assert limb.value is None or limb.evidence, (iso, on, limb)
                assert limb.value is not None or limb.why, (iso, on, limb)


def test_each_change_has_one_day_and_one_reason_and_no_day_is_left_out(book: Book) -> None:
    for iso, state in book.states.items():
        if state.route == "regional":
            continue
        spans = history(book, iso, day("2026-11-24"))
        assert spans[0].since == FIRST and spans[-1].until == day("2026-11-24")
        for earlier, later in pairwise(spans):
            assert earlier.until + 1 == later.since
            assert later.reason != "start"
            before, after = standing(book, iso, later.since - 1), standing(book, iso, later.since)
            assert (before.group, before.grade, before.met) != (after.group, after.grade, after.met)


def test_the_table_equals_direct_evaluation_at_every_change_and_the_days_around_it(book: Book) -> None:
    corpus = load()
    for iso, rows in reciprocity(corpus, FIRST).rows.items():
        decisions = [d for d in corpus.abroad.values() if d.state == iso and counts_for(d)]
        for row in rows:
            for on in (row.since - 1, row.since, row.since + 1):
                if on < FIRST:
                    continue
                sure = any(_last_day(d) < on for d in decisions)
                assert (book.look_up("reciprocity", (frozenset((iso,)),), (on, on), "de_facto")[0] is True) == sure, (
                    iso,
                    on,
                )


def _last_day(decision: ForeignDecisionFile) -> int:
    return span_of(decision.decided)[1]


def test_a_refusal_for_bad_service_abroad_does_not_count_against_reciprocity() -> None:
    corpus = load()
    decision = corpus.abroad["us.folex_ota.2015"]
    assert decision.result == "refused"
    assert counts_against(decision) is False and counts_for(decision) is False


def test_only_a_standing_refusal_for_lack_of_reciprocity_counts_against() -> None:
    against = {d.id for d in load().abroad.values() if counts_against(d)}
    assert against == {"jp.osaka_high.2003", "jp.tokyo_high.2015", "de.saarbruecken.2021"}


def test_an_award_enforced_abroad_is_no_evidence_for_judgments() -> None:
    assert counts_for(load().abroad["us.huzhou_qin.2022"]) is False


def test_a_reversed_refusal_counts_neither_way() -> None:
    trial = load().abroad["us.yongrun_trial.2021"]
    assert counts_for(trial) is False and counts_against(trial) is False


def test_a_decision_of_unknown_outcome_leaves_the_column_open_for_good() -> None:
    decision = load().abroad["sg.tonghin_goh.2025"]
    assert counts_for(decision) is None
    column = accumulate([Event(10, 10**18, decision.id, "unknown_result")])
    assert column.at(9)[0] is None and column.at(9)[2] == "none_on_record"
    assert column.at(11)[:1] == (None,) and column.at(11)[2] == "unknown_result"


@pytest.mark.parametrize("iso", ["TH", "SG", "KR", "BE"])
def test_a_treaty_without_judgment_clauses_opens_no_door(book: Book, iso: str) -> None:
    assert standing(book, iso, day("2026-11-24")).group != 1
    assert book.look_up("treaties", (frozenset((iso,)),), (day("2026-11-24"),) * 2, "covers_judgments")[0] is False


def test_a_condition_of_reciprocity_in_the_other_law_is_circular(book: Book) -> None:
    limb = next(limb for limb in standing(book, "JP", day("2026-11-24")).limbs if limb.fact == "reciprocity_de_jure")
    assert limb.value is None and limb.why == "circular"


def test_a_circular_law_is_met_once_its_courts_have_found_the_condition_met(book: Book) -> None:
    before = book.look_up("reciprocity", (frozenset(("IL",)),), (day("2017-08-14"),) * 2, "de_jure")[0]
    after = book.look_up("reciprocity", (frozenset(("IL",)),), (day("2017-08-15"),) * 2, "de_jure")[0]
    assert before is None and after is True


def test_a_standing_refusal_reopens_the_circle(book: Book) -> None:
    assert book.look_up("reciprocity", (frozenset(("DE",)),), (day("2021-04-16"),) * 2, "de_jure")[0] is True
    assert book.look_up("reciprocity", (frozenset(("DE",)),), (day("2021-04-17"),) * 2, "de_jure")[0] is None


def test_an_insolvency_finding_moves_the_group_and_is_flagged(book: Book) -> None:
    germany = standing(book, "DE", day("2026-11-24"))
    assert germany.group == 2 and germany.insolvency_only and germany.grade != "followed"
    assert not standing(book, "US", day("2026-11-24")).insolvency_only


def test_a_recognition_undone_on_retrial_is_never_a_finding(book: Book) -> None:
    assert book.rulings["it-milan-lishui-2014"].result == "undone"


def test_federal_and_state_courts_count_for_the_federation(book: Book) -> None:
    assert "us.gezhouba_robinson.2009" in standing(book, "US", day("2017-06-29")).limbs[0].evidence


def test_what_the_public_could_know_comes_later_than_what_the_court_could_know(book: Book) -> None:
    key, column = (frozenset(("KR",)),), "de_facto"
    on = day("2010-01-01")
    assert book.look_up("reciprocity", key, (on, on), column)[0] is True
    assert book.look_up("reciprocity_public", key, (on, on), column)[0] is None


def test_absent_is_unknown_never_false(book: Book) -> None:
    for rows in book.tables["reciprocity"].rows.values():
        for row in rows:
            for column in ("de_facto", "consensus", "commitment", "refused_for_lack_of_reciprocity"):
                assert row.values[column] is not False


def test_the_computed_column_agrees_with_the_curated_conclusions_save_where_named(book: Book) -> None:
    """docs/explanation/data.md names the one difference: Liberia, whose law was not checked."""
    corpus = load()
    on = day("2026-11-24")
    differ = set()
    for iso, state in corpus.states.items():
        if not state.conclusions:
            continue
        said = {True: True, False: False, "unknown": None}[state.conclusions["reciprocity_de_jure"]]
        if book.look_up("reciprocity", (frozenset((iso,)),), (on, on), "de_jure")[0] != said:
            differ.add(iso)
    assert differ == {"LR"}


def test_a_lookup_over_an_interval_is_known_only_where_every_day_agrees(book: Book) -> None:
    key = (frozenset(("US",)),)
    change = day("2009-07-23")
    assert book.look_up("reciprocity", key, (change, change + 400), "de_facto")[0] is True
    assert book.look_up("reciprocity", key, (change - 1, change), "de_facto")[0] is None
    assert book.look_up("treaties", (frozenset(("IR", "US")),), (day("2026-01-01"),) * 2, "covers_judgments")[0] is None
