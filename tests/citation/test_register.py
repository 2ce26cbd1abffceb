"""Which court and type a number belongs to, in hanzi and in pinyin."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exequatur.citation.casenumber import CaseNumber, parse
from exequatur.citation.tables import shipped_register

REGISTER = shipped_register()
RULINGS = Path(__file__).parents[2] / "src/exequatur/corpus/data/rulings"
TYPES = sorted(REGISTER.types.codes)
CODES = sorted({court.code for court in REGISTER.courts.courts})


def courts(text: str) -> set[str]:
    return {reading.court.code for reading in REGISTER.parse(text).readings if reading.court}


@given(
    st.sampled_from(CODES),
    st.sampled_from(TYPES),
    st.integers(1, 99_999),
    st.sampled_from(["", "之一", "之二", "之十二"]),
)
def test_pinyin_of_every_court_and_type_is_read_back_among_its_readings(
    code: str, kind: str, serial: int, suffix: str
) -> None:
    number = parse(f"（2020）{code}{kind}{serial}号{suffix}")
    resolved = REGISTER.parse(REGISTER.format(number, "pinyin"))
    assert number in {reading.number for reading in resolved.readings}
    assert resolved.status == ("found" if len(resolved.readings) == 1 else "ambiguous")


@given(
    st.sampled_from(sorted(REGISTER.courts.words)), st.sampled_from(["民商外初", "民三初", "商外终", "民四他", "执"])
)
def test_old_words_are_read_as_a_court_that_writes_them(words: str, kind: str) -> None:
    resolved = REGISTER.parse(f"（2010）{words}{kind}字第00012号")
    assert resolved.status in ("found", "ambiguous")
    assert any(reading.court for reading in resolved.readings)


@given(
    st.sampled_from(["鄂武汉中", "沪一中", "浙甬", "穗中法", "粤高法", "武海法"]),
    st.sampled_from(["民商外初", "民三初", "民四终"]),
)
def test_pinyin_of_old_numbers_is_read_back_among_its_readings(words: str, kind: str) -> None:
    number = CaseNumber(2010, words, kind, "00012", style="old")
    readings = REGISTER.parse(REGISTER.format(number, "pinyin")).readings
    assert REGISTER.format(number) in {REGISTER.format(reading.number) for reading in readings}


def shipped_numbers() -> list[tuple[str, str | None, str | None]]:
    found = []
    for path in sorted((RULINGS / "cn").glob("*.yaml")):
        number = yaml.safe_load(path.read_text(encoding="utf-8")).get("case_number") or {}
        found.append((path.stem, number.get("zh"), number.get("en")))
    return found


@pytest.mark.parametrize(("id", "zh", "en"), shipped_numbers())
def test_every_number_of_the_shipped_rulings_is_read(id: str, zh: str | None, en: str | None) -> None:
    if zh:
        resolved = REGISTER.parse(zh)
        assert resolved.status in ("found", "ambiguous") and REGISTER.format(resolved.readings[0].number) == zh
    if en and zh:
        (mention,) = REGISTER.find(en)
        assert mention.status in ("found", "ambiguous")
        assert zh in {mention.canonical, *(candidate.canonical for candidate in mention.candidates)}
        assert mention.pinyin is not None and en.endswith(mention.pinyin)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("（2017）沪01协外认16号", "沪01"),
        ("(2015)鄂武汉中民商外初字第00026号", "鄂01"),
        ("（2005）穗中法民三初字第146号", "粤01"),
        ("（2013）浙甬民确字第1号", "浙02"),
        ("（2014）浙丽民确字第1号", "浙11"),
        ("（2000）佛中法经初字第663号", "粤06"),
        ("（2015）沪一中民保字第7号", "沪01"),
        ("（2009）渝五中法民初字第1号", "渝05"),
        ("（2013）苏中商外初字第1号", "苏05"),
        ("（2014）浦民六(商)初字第12345号", "沪0115"),
        ("（2013）杭西民初字第1号", "浙0106"),
        ("（2013）鄂江岸民初字第1号", "鄂0102"),
        ("（2014）深福法民二初字第1号", "粤0304"),
        ("（2010）鲁民四终字第1号", "鲁"),
        ("（2013）粤高法民四终字第1号", "粤"),
        ("（2011）武海法商字第123号", "鄂72"),
        ("（2014）甬海法商初字第1号", "浙72"),
        ("（2003）民四他字第4号", "最高法"),
        ("（2020）鲁0691民初1号", "鲁0691"),
        ("（2020）皖0291民初1号", "皖0291"),
        ("(2018) Hu 72 Xie Wai Ren No.1", "沪72"),
        ("[2012] E Wuhan Zhong Min Shang Wai Chu Zi No. 00016", "鄂01"),
        ("(2016) Su 01 Xie Wai Ren 3", "苏01"),
        ("(2019) Zuigaofa Zhi Min Zhong No. 1", "最高法"),
        ("(2018) Shaan 01 Xie Wai Ren No. 1", "陕01"),
    ],
)
def test_the_court_of_a_number(text: str, code: str) -> None:
    assert REGISTER.parse(text).status == "found"
    assert courts(text) == {code}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(2019) Ji 01 Xie Wai Ren No. 3", {"冀01", "吉01"}),
        ("(2019) Jin 02 Min Chu No. 3", {"津02", "晋02"}),
        ("(2019) Yu 05 Min Chu No. 3", {"豫05", "渝05"}),
        ("(2019) Gan 01 Min Chu No. 3", {"甘01", "赣01"}),
        ("（2004）二中民特字第928号", {"京02", "津02"}),
        ("(2009)通中民三初字第0010号", {"苏06", "吉05", "内05"}),
    ],
)
def test_readings_that_collide_are_all_kept(text: str, codes: set[str]) -> None:
    assert REGISTER.parse(text).status == "ambiguous"
    assert courts(text) == codes


def test_a_syllable_is_not_ambiguous_where_only_one_court_exists() -> None:
    assert REGISTER.parse("(2019) Yu 87 Min Chu No. 3").status == "found"
    assert courts("(2019) Ji 0623 Min Chu No. 3") == {"冀0623", "吉0623"}
    assert courts("(2019) Jin 72 Min Chu No. 3") == {"津72"}


def test_a_code_that_is_not_on_the_table_is_not_invented() -> None:
    for text in ("（2018）沪0199民初1号", "（2018）兵01民初1号", "(2018) Hu 0199 Min Chu No. 1"):
        resolved = REGISTER.parse(text)
        assert resolved.status == "unknown_court" and resolved.readings[0].court is None
        assert resolved.readings[0].type is not None


def test_one_type_code_may_cover_judgments_and_awards() -> None:
    type_ = REGISTER.types.by_code("协外认")
    assert type_ is not None and type_.numbers == ("0702", "0703") and "judgments" in type_.en and "awards" in type_.en


def test_a_code_changed_by_reorganisation_keeps_its_note() -> None:
    jiangdong = REGISTER.courts.by_code("浙0204")
    assert jiangdong is not None and "浙0212" in jiangdong.note
    assert [court.note == "" for court in REGISTER.courts.holders("冀0502")] == [True, False]
    assert "code_reused" in REGISTER.parse("（2018）冀0502民初1号").notes


def test_a_number_without_its_ordinal_is_malformed_but_its_court_is_known() -> None:
    resolved = REGISTER.parse("（2005）穗中法民三初146号")
    assert resolved.status == "malformed" and "no_ordinal" in resolved.notes
    assert courts("（2005）穗中法民三初146号") == {"粤01"}


def numbers_of_judgments_abroad() -> list[str]:
    found = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((RULINGS / "abroad").glob("*.yaml")))
    return [ruling["judgment"]["number"] for ruling in found if (ruling.get("judgment") or {}).get("number")]


@pytest.mark.parametrize("number", numbers_of_judgments_abroad())
def test_every_chinese_number_in_the_rulings_abroad_is_reported(number: str) -> None:
    mentions = REGISTER.find(number)
    assert len(mentions) == number.count("号")
    assert all(mention.court or mention.candidates for mention in mentions)
