"""The filing bundle: which papers there are, what is blank in them, and that both languages say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from exequatur.drafting.bundle import bundle as _bundle
from exequatur.drafting.bundle import documents
from exequatur.drafting.bundle.bundle import INDEXES, PARTS
from exequatur.drafting.write import made as written
from exequatur.language.tree import Notice, Table, blanks, text_of
from exequatur.law.load import book

from .bundles import EMPTY, FULL, drafted, example, inserted, mirrored, one, runs, text

JUDGMENT = [
    "cover",
    "application",
    "power",
    "representative",
    "evidence",
    "effect",
    "reciprocity",
    "service",
    "translation",
    "preservation",
    "execution",
    "checklist",
    "to_fill",
]
AWARD = [id for id in JUDGMENT if id not in ("effect", "reciprocity", "service")]
REGIONAL = [id for id in JUDGMENT if id != "reciprocity"]
PERSON = [id for id in JUDGMENT if id != "representative"]
WANTED: dict[str, list[str]] = {
    "default-by-post": JUDGMENT,
    "zh-claim": JUDGMENT,
    "los-angeles": PERSON,
    "france": [id for id in JUDGMENT if id != "reciprocity"],
    "siac-award": AWARD,
    "hong-kong": REGIONAL,
}
CLAIMS: dict[str, Path | dict[str, Any]] = {
    **{name: example(name) for name in WANTED},
    **EMPTY,
    "with all particulars": FULL,
}
everyone = pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)


@pytest.mark.parametrize("name", WANTED)
def test_a_procedure_has_its_papers_in_their_order(name: str) -> None:
    made = drafted(example(name))
    assert [part.document for part in made] == WANTED[name]
    assert [part.number for part in made] == [documents(book()).index(part.document) + 1 for part in made]


@everyone
def test_every_paper_says_something_and_no_message_is_missing_or_open(claim: Any) -> None:
    for part in drafted(claim):
        assert part.tree.title and len(part.tree.blocks) > 1
        for run in runs(part):
            assert "⟨" not in run.text and "{" not in run.text, (part.document, run.text)


@everyone
def test_both_languages_have_the_same_lines_and_the_same_values(claim: Any) -> None:
    for part in drafted(claim):
        for lead, mirror in mirrored(part.tree.blocks):
            assert len(lead) == len(mirror)
            for first, second in zip(lead, mirror, strict=True):
                assert inserted(first) == inserted(second), (part.document, text_of(first), text_of(second))


@everyone
def test_what_is_listed_as_blank_is_what_is_blank(claim: Any) -> None:
    made = drafted(claim)
    left = {run.id for part in made for run in blanks(part.tree)}
    assert None not in left
    for part in made:
        assert [blank.id for blank in part.left] == [run.id for run in blanks(part.tree)]
    (table,) = [block for block in one(made, "to_fill").tree.blocks if isinstance(block, Table)]
    listed = {text_of(row[0].lines[0]): text_of(row[3].lines[0]) for row in table.rows}
    filed = [part for part in made if part.document not in ("cover", "to_fill")]
    assert set(listed) == left
    for id, where in listed.items():
        assert where == ", ".join(str(part.number) for part in filed if id in {blank.id for blank in part.left})


@everyone
def test_a_blank_names_a_fact_or_a_key_of_the_particulars_or_is_filled_in_on_paper(claim: Any) -> None:
    for part in drafted(claim):
        for blank in part.left:
            assert blank.id in book().facts or blank.id.startswith(("particulars.", "by_hand."))
            assert blank.label in book().messages and blank.why in book().messages


def test_with_all_particulars_only_facts_and_what_is_done_by_hand_are_left() -> None:
    made = drafted(FULL)
    assert not [blank.id for part in made for blank in part.left if blank.id.startswith("particulars.")]
    application = text(one(made, "application"))
    for value in ("Harbor Tools LLC", "港湾工具有限责任公司", "91330200MA00000000", "2:23-cv-01234", "张三"):
        assert value in application


def test_the_request_to_the_clerk_is_led_by_english_all_else_by_chinese() -> None:
    made = drafted(FULL)
    assert {part.document for part in made if part.tree.language == "en"} == {"effect"}
    assert {part.tree.language for part in made} == {"en", "zh-Hans"}


def test_what_is_stated_against_a_ground_is_said_and_what_is_not_is_asked() -> None:
    stated, silent = (text(one(drafted(claim), "application")) for claim in (FULL, EMPTY["a foreign judgment"]))
    knows = book().messages["bundle.ground.none"]
    assert knows in stated and "The judgment was not obtained by fraud." in stated
    assert knows not in silent and "judgment_obtained_by_fraud)]" in silent


def test_what_ends_the_application_as_it_stands_is_set_apart_and_listed_first() -> None:
    made = drafted(example("default-by-post"))
    assert any(isinstance(block, Notice) for block in one(made, "application").tree.blocks)
    assert book().messages["bundle.settle_first"] in text(one(made, "to_fill"))
    assert book().messages["bundle.settle_first"] not in text(one(drafted(FULL), "to_fill"))


def test_the_numbers_of_the_articles_are_those_of_the_day() -> None:
    claim = {"origin": "US", "kind": "judgment", "judgment_date": "2022-05-01", "application_date": "2023-06-01"}
    late = {**claim, "application_date": "2024-06-01"}
    rules = book().rules
    old, new = (
        text(one(drafted(facts, day), "application")) for facts, day in ((claim, "2023-06-01"), (late, "2024-06-01"))
    )
    before, after = "cpl2021.289", "cpl2023.299"
    for found, rule, other in ((old, before, after), (new, after, before)):
        day = book().rules[rule].since if rule == after else book().rules[after].since - 1
        number, wrong = rules[rule].number_on(day), rules[other].number_on(book().rules[other].since)
        assert f"Civil Procedure Law, art. {number}" in found and f"第{number}条" in found
        assert f"Civil Procedure Law, art. {wrong})" not in found
    assert rules[before].number_on(rules[after].since - 1) != rules[after].number_on(rules[after].since)


def test_a_hong_kong_judgment_is_let_in_by_the_word_of_the_arrangement() -> None:
    said = {one(drafted(claim), "application").tree.title for claim in (example("hong-kong"), EMPTY["a Taiwan award"])}
    foreign = one(drafted(FULL), "application").tree.title
    assert len(said) == 2 and foreign not in said
    if "⟦en⟧" not in foreign:
        assert all("认可和执行" in title for title in said) and "承认和执行" in foreign


def test_the_power_names_every_later_step_and_every_special_power() -> None:
    said = text(one(drafted(FULL), "power"))
    for id, item in book().practice("power").items.items():
        if item["kind"] in ("stage", "special"):
            assert book().messages[f"practice.power.{id}.text"] in said, id


def test_the_evidence_of_the_brief_is_that_of_the_record_with_its_days() -> None:
    said = text(one(drafted(FULL), "reciprocity"))
    found = book().evidence["us.gezhouba_robinson.2009"]
    assert f"{found.name}, {found.court}, {found.docket}, 22 July 2009" in said
    for ruling in book().rulings.values():
        if ruling.origin == "US" and ruling.case_number and not ruling.insolvency:
            assert ruling.case_number in said
    early = text(
        one(drafted({"origin": "US", "kind": "judgment", "judgment_date": "2015-07-24"}, "2017-06-29"), "reciprocity")
    )
    assert "（2015）鄂武汉中民商外初字第00026号" in said and "（2015）鄂武汉中民商外初字第00026号" not in early


def test_the_brief_on_service_tells_rulings_on_that_way_of_service() -> None:
    said = text(one(drafted({**FULL, "service_method": "hague_central_authority"}), "service"))
    bad = [ruling for ruling in book().rulings.values() if "improper_service" in ruling.grounds]
    assert bad and all(ruling.case_number in said for ruling in bad if ruling.case_number)


@pytest.mark.parametrize("facts", [{"origin": "DE", "kind": "insolvency_order"}, {}, {"kind": "judgment"}], ids=str)
def test_a_procedure_without_papers_has_none(facts: dict[str, Any]) -> None:
    assert drafted(facts) == []


def test_the_templates_name_what_exists_and_no_procedure_has_two_of_one_paper() -> None:
    law = book()
    seen: set[tuple[str, str]] = set()
    used: set[str] = set()
    for id, item in law.practice("templates").items.items():
        for procedure in item["procedures"]:
            assert (procedure, item["document"]) not in seen, id
            seen.add((procedure, item["document"]))
        for section in item["sections"]:
            used.add(section.get("part") or section["id"])
            assert set(section.get("facts", ())) <= set(law.facts), id
            assert set(section.get("rules", ())) <= set(law.rules), id
            assert set(section.get("items", ())) <= set(law.practice("execution").items), id
    assert used == {*PARTS, *INDEXES}


def test_names_that_look_like_templates_or_markup_or_turn_the_text_stay_data() -> None:
    nasty = [
        "{value} {{ 7*7 }} {% x %}",
        "<b>&amp;</b>",
        "\u202eevil\u202c אבג",
        "x" * 500,
        "%s ${HOME} `id`",
        "《〈》〉【】",
    ]
    for name in nasty:
        claim = {
            **FULL,
            "title": name,
            "respondents": [],
            "particulars": {
                "applicant": {"name": name, "name_zh": name, "address": name},
                "respondents": [{"name_zh": name}],
                "court": name,
                "docket": name,
                "operative_part": name,
            },
        }
        for part in drafted(claim):
            found = [run for run in runs(part) if name in run.text]
            assert all(run.text == name and run.kind in ("value", "name", "number") for run in found)
            assert found or part.document not in ("application", "power", "cover", "effect")
            if part.document == "application":
                for form in (".docx", ".html", ".txt"):
                    assert written(part.tree, form)
                assert b"<b>&amp;</b>" not in written(part.tree, ".html").replace(b"&lt;b&gt;", b"")


def test_the_bundle_is_the_same_twice() -> None:
    assert [part.tree for part in drafted(FULL)] == [part.tree for part in drafted(FULL)]
    assert _bundle.__doc__
