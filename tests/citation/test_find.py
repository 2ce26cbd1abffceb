"""Case numbers in running text: every one is reported, with its place."""

import importlib
from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exequatur.citation.mention import NOTES, Mention
from exequatur.citation.tables import shipped_register

REGISTER = shipped_register()


def find(text: str) -> list[Mention]:
    mentions = REGISTER.find(text)
    assert all(text[mention.span[0] : mention.span[1]] == mention.text for mention in mentions)
    assert all(first.span[1] <= second.span[0] for first, second in pairwise(mentions))
    assert all(note in NOTES for mention in mentions for note in mention.notes)
    return mentions


ARTICLE = """
On 12 September 2018, Shanghai First Intermediate People's Court made the ruling (2017) Hu 01 Xie Wai Ren No.16([2017]
沪01协外认16号) which recognized the judgment of the Northern District of Illinois (No. 12 CV 1851). Prior to this, on
30 June 2017, the Wuhan court made a ruling on case No.(2015) E Wu Han Zhong Min Shang Wai Chu
Zi No. 00026([2015] 鄂武汉中民商外初字第00026号). See also [2018] SGHC 233, Fa Shi [2015] No. 5, Smith (2010) Li v. Wang
No. 3, (2019) Ji 01 Xie Wai Ren No. 3 and (2020) Hu 02 Xie Wai Ren Nos. 4 and 5; Case No. (2016) Su 01 Xie Wai Ren 3;
(2017) Su 02 Xie
Wai Ren No. 1-2; (2017) Wa Judicial Min Zhong Zi No. 003; (2018) Zhe 11 Min Zai (number not read).
参见最高人民法院（2003）民四他字第4号复函、法释〔2015〕5号，（2018）粤01协外认26、27号、28号民事裁定书，
（2021）粤03民初字第123号，(2018)沪0199民初1号，2017沪01协外认16号，北海海事(2011)第70号，京民终115号，
（2015）中国贸仲京裁字第0123号裁决，〔２０２０〕滬０１１５民初１２３號之一，（2019）最高法知民终1号之一审判决。
"""
EXPECTED = [
    ("found", "（2017）沪01协外认16号"),
    ("found", "（2017）沪01协外认16号"),
    ("found", "（2015）鄂武汉中民商外初字第00026号"),
    ("found", "（2015）鄂武汉中民商外初字第00026号"),
    ("ambiguous", None),
    ("found", "（2020）沪02协外认4号"),
    ("found", "（2020）沪02协外认5号"),
    ("found", "（2016）苏01协外认3号"),
    ("found", "（2017）苏02协外认1号之二"),
    ("malformed", None),
    ("malformed", None),
    ("found", "（2003）民四他字第4号"),
    ("found", "（2018）粤01协外认26号"),
    ("found", "（2018）粤01协外认27号"),
    ("found", "（2018）粤01协外认28号"),
    ("found", "（2021）粤03民初123号"),
    ("unknown_court", "（2018）沪0199民初1号"),
    ("malformed", "（2017）沪01协外认16号"),
    ("malformed", None),
    ("malformed", None),
    ("found", "（2020）沪0115民初123号之一"),
    ("found", "（2019）最高法知民终1号"),
]


def test_an_article_in_two_languages() -> None:
    assert [(mention.status, mention.canonical) for mention in find(ARTICLE)] == EXPECTED


def test_a_mention_says_what_it_is() -> None:
    (mention,) = find("the ruling (2017) Hu 01 Xie Wai Ren No.16 of")
    told = msgspec.to_builtins(mention)
    assert told["span"] == (11, 41) and told["year"] == 2017 and told["number"] == "16" and told["suffix"] is None
    assert told["court"]["code"] == "沪01" and told["court"]["level"] == "intermediate"
    assert (
        told["court"]["zh"] == "上海市第一中级人民法院"
        and told["court"]["en"] == "Shanghai First Intermediate People's Court"
    )
    assert told["type"]["code"] == "协外认" and "承认与执行外国法院裁判" in told["type"]["zh"]
    assert told["canonical"] == "（2017）沪01协外认16号" and told["pinyin"] == "(2017) Hu 01 Xie Wai Ren No. 16"


def test_an_ambiguous_mention_keeps_what_its_candidates_share() -> None:
    (mention,) = find("(2019) Ji 01 Xie Wai Ren No. 3")
    assert mention.court is None and mention.canonical is None
    assert mention.type is not None and mention.type.code == "协外认" and mention.number == "3"
    assert {candidate.canonical for candidate in mention.candidates} == {
        "（2019）冀01协外认3号",
        "（2019）吉01协外认3号",
    }


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2017沪01协外认16号", "no_brackets"),
        ("(2017沪01协外认16号", "no_brackets"),
        ("2017年沪01协外认16号", "no_brackets"),
        ("In 2017 Hu 01 Xie Wai Ren No. 16", "no_brackets"),
        ("(2017)沪01协外认16民事裁定", "no_hao"),
        ("沪01协外认16号案", "no_year"),
        ("in Hu 01 Xie Wai Ren No. 16 the court", "no_year"),
        ("（2018）浙11民再××号", "no_number"),
        ("北海海事(2011)第70号", "year_misplaced"),
        ("（2013）民提3号", "no_ordinal"),
        ("(2018) Hu 01 Civil First No. 3", "pinyin_not_read"),
        ("(2018) Hu 01 Civ. First 3", "pinyin_not_read"),
        ("（2018）沪01你好1号", "type_not_listed"),
    ],
)
def test_a_malformed_number_is_reported_with_its_court(text: str, note: str) -> None:
    (mention,) = find(text)
    assert mention.status == "malformed" and note in mention.notes and mention.court is not None


@pytest.mark.parametrize(
    "text",
    [
        "（2017）沪01协外认0号",
        "（2017）沪011民初1号",
        "（2012）鄂武汉中民商外切字第1号",
        "（2017）沪01协外认123456789号",
    ],
)
def test_a_number_that_cannot_be_read_is_reported(text: str) -> None:
    (mention,) = find(text)
    assert mention.status == "malformed" and mention.text == text and mention.canonical is None


@pytest.mark.parametrize(
    "text",
    [
        "法释〔2015〕5号", "京高法〔2003〕15号", "Fa Shi (1998) No. 28", "Jing Gao Fa [2003] No. 15", "[2018] SGHC 233",
        "（2018）第3号令", "2017年第3号公告", "（2015）中国贸仲京裁字第0123号", "（2015）深仲裁字第1号",
        "（2015）沪东证字第12号", "（2014）财会字第31号", "Smith (2010) Li v. Wang No. 3", "(1999) Su Zhi 5",
        "Zhang (2019) Recognition of Foreign Judgments No. 3", "In (2015) the court in 3 cases",
    ],
)  # fmt: skip
def test_numbers_of_documents_awards_and_articles_are_not_ours(text: str) -> None:
    assert find(text) == []


def test_a_range_gives_its_ends_and_a_hyphen_is_ambiguous() -> None:
    assert [mention.canonical for mention in find("（2018）粤01协外认26至28号")] == [
        "（2018）粤01协外认26号",
        "（2018）粤01协外认28号",
    ]
    assert [mention.number for mention in find("(2018) Yue 01 Xie Wai Ren Nos. 26-28")] == ["26", "28"]
    (mention,) = find("（2018）粤01协外认26-28号")
    assert mention.status == "ambiguous" and "hyphen" in mention.notes
    assert [mention.text for mention in find("(2018)沪0115民初1号、3号楼")] == ["(2018)沪0115民初1号"]


@given(st.text(alphabet="（(2017)）沪01协外认16号字第民初Hu XieWaiRenNo.、-之二\n", max_size=60))
def test_any_mixture_of_the_characters_of_case_numbers_is_survived(text: str) -> None:
    find(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_number_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    mentions = find(f"{before} （2017）沪01协外认16号。{after}")
    assert "（2017）沪01协外认16号" in {mention.canonical for mention in mentions}


PATTERNS: list[Callable[[int], str]] = [
    lambda size: "1234567890" * (size // 10),
    lambda size: "(" * size,
    lambda size: "(2017)" * (size // 6),
    lambda size: "2017年" * (size // 5),
    lambda size: ("(2017)" + "民" * 30) * (size // 36),
    lambda size: ("(2017)沪01" + "民01" * 30) * (size // 100),
    lambda size: ("(2017) " + "Xing " * 12 + "Zi No. 5 ") * (size // 76),
    lambda size: ("(2017) " + "xno" * 40 + " ") * (size // 128),
    lambda size: ("(2017)沪01民初1号" + "、1" * 100) * (size // 213),
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_grows_with_the_text_and_no_faster(pattern: Callable[[int], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in windows read, not in seconds: each year opens one window of fixed length."""
    module = importlib.import_module("exequatur.citation.find")
    opened: list[int] = []
    folded = module.fold
    monkeypatch.setattr(module, "fold", lambda text: opened.append(len(text)) or folded(text))
    counts = []
    for size in (20_000, 40_000):
        opened.clear()
        find(pattern(size))
        counts.append(sum(opened))
        assert sum(opened) <= 60 * size
    assert counts[1] <= 2.2 * counts[0] + 1_000
