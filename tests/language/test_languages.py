"""The book in other languages: every message is there and fits its English one; days and sums are those of the language."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from exequatur import verbs
from exequatur.assessment.assess import assess
from exequatur.assessment.claim import load_claim
from exequatur.corpus.errors import DataError
from exequatur.drafting.memo import memo
from exequatur.language.catalogue import Catalogue
from exequatur.language.spoken import Spoken, in_words, languages, of_region, spoken
from exequatur.language.tree import sentences, text_of
from exequatur.law.load import book

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
PLACE = re.compile(r"\{(\w+)\}")
FEWER = {"venue.court", "venue.division"}
"""A Chinese reader needs no English name beside a Chinese one."""
TODAY = date(2026, 11, 24).toordinal()


def chinese() -> Catalogue:
    return Catalogue(spoken(book(), "zh-Hans"))


def test_chinese_is_complete_and_none_of_it_is_stale() -> None:
    (told,) = [one for one in verbs.messages_status()["languages"] if one["language"] == "zh-Hans"]
    assert (told["missing"], told["stale"], told["unknown"]) == (0, 0, [])
    assert told["reviewed"] + told["machine"] == told["messages"] == len(book().messages)


def test_each_message_has_the_places_of_its_english_one() -> None:
    said = spoken(book(), "zh-Hans").messages
    odd = {id for id, text in book().messages.items() if set(PLACE.findall(text)) != set(PLACE.findall(said[id]))}
    assert odd <= FEWER, sorted(odd - FEWER)


def test_each_message_ends_as_its_english_one_does() -> None:
    said = spoken(book(), "zh-Hans").messages
    ends = {".": "。", "?": "？"}
    odd = [
        id
        for id, text in book().messages.items()
        if text[-1] in ends
        and not text.endswith(("No.", "no.", "art."))
        and said[id][-1] not in (ends[text[-1]], "」", "）", "”")
    ]
    assert not odd


def test_no_half_width_sign_stands_between_hanzi() -> None:
    odd = re.compile(r"[\u4e00-\u9fff][,;:?!()][\u4e00-\u9fff]")
    assert not [id for id, text in spoken(book(), "zh-Hans").messages.items() if odd.search(text)]


def test_days_sums_lists_and_articles_are_those_of_the_language() -> None:
    say = chinese()
    on = date(2017, 6, 30).toordinal()
    assert say.day(on) == "2017年6月30日"
    assert say.span((date(2009, 1, 1).toordinal(), date(2009, 12, 31).toordinal())) == "2009年内的某日"
    assert say.amount((14_749_200, 14_749_200), "USD") == "147,492.00美元"
    assert say.amount((1, 1), "JPY") == "1日元"
    assert say.either(["甲", "乙", "丙"]) == "甲、乙或者丙"
    assert say.articles(["300(2)"]) == "第300条第2项"
    assert say.articles(["5, 6", "7-9"]) == "第5、6、7-9条"
    assert say.law("cpl").startswith("《中华人民共和国民事诉讼法")


def test_a_title_within_a_title_has_marks_of_its_own() -> None:
    assert chinese().titled("short", "关于适用《民法典》的解释") == "《关于适用〈民法典〉的解释》"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_memo_is_chinese_throughout(example: Path) -> None:
    said = spoken(book(), "zh-Hans")
    document = memo(assess(load_claim(example, said), on=TODAY, book=said))
    texts = [text_of(sentence) for sentence in sentences(document.blocks)]
    assert document.language == "zh-Hans"
    assert not [text for text in texts if "⟦en⟧" in text or "⟨" in text or "{" in text]
    assert any("预计" in text or "未决" in text for text in texts)


def pseudo(text: str) -> str:
    """The text, in which what is not a place looks otherwise, and is longer, as other languages are."""
    return "".join(
        part if part.startswith("{") else f"«{part.upper()}~~»" for part in re.split(r"(\{\w+\})", text) if part
    )


def test_nothing_but_messages_is_said_so_a_pseudo_language_shows_everywhere() -> None:
    own = in_words(book(), "ja", Spoken({id: pseudo(text) for id, text in book().messages.items()}, {}))
    claim = load_claim(EXAMPLES[0], own)
    document = memo(assess(claim, on=TODAY, book=own))
    plain = [
        run.text
        for sentence in sentences(document.blocks)
        for run in sentence
        if run.kind in ("text", "strong") and re.search(r"[a-z]{4}", re.sub(r"«[^»]*»", "", run.text))
    ]
    legal = {info.short for info in book().instruments.values()} | {claim.title}
    legal |= {number for rule in book().rules.values() if (number := rule.number_on(TODAY))}
    assert not [text for text in plain if not any(name and name in text for name in legal)]


def test_from_right_to_left_values_are_isolated() -> None:
    own = in_words(book(), "he", Spoken(dict(book().messages), {}))
    say = Catalogue(own)
    assert say.direction == "rtl"
    assert say.text("outcome.open.label") == book().messages["outcome.open.label"]
    assert "\u2068United States\u2069" in say.text(
        "regime.reciprocity.sentence", requested="China", origin="United States"
    )
    assert memo(assess(load_claim(EXAMPLES[0], own), on=TODAY, book=own)).direction == "rtl"


def test_what_is_missing_is_said_in_english_and_marked() -> None:
    own = in_words(book(), "fr", Spoken({"outcome.open.label": "Ouvert"}, {"US": "États-Unis"}))
    assert own.messages["outcome.open.label"] == "Ouvert"
    assert own.messages["outcome.refused.label"] == "⟦en⟧ Refused"
    assert Catalogue(own).day(date(2017, 6, 30).toordinal()) == "30 juin 2017"


def test_a_language_that_is_not_spoken_is_told() -> None:
    assert {"en", "zh-Hans"} <= set(languages())
    with pytest.raises(DataError, match="no language `xx`; there are en, zh-Hans"):
        spoken(book(), "xx")


def test_titles_of_the_regions_have_terms_of_their_own_in_chinese() -> None:
    said = spoken(book(), "zh-Hans")
    assert said.messages["outcome.refused.label"] == "不予承认和执行"
    assert of_region(said).messages["outcome.refused.label"] == "不予认可和执行"
    assert of_region(book()) is book()
