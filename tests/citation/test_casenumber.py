"""The grammar of case numbers, with numbers as courts, lawyers and articles write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exequatur.citation.casenumber import TYPE_WORDS, CaseNumber, CaseNumberError, compact, format, is_valid, parse
from exequatur.citation.script import numeral, value_of
from exequatur.citation.tables import shipped_register

REGISTER = shipped_register()
CODES = sorted({court.code for court in REGISTER.courts.courts})
PLAIN_TYPES = sorted(code for code in REGISTER.types.codes if code[0] not in "知商")

years = st.integers(1950, 2099)
suffixes = st.one_of(st.just(""), st.integers(1, 99).map(lambda value: "之" + numeral(value)))


@st.composite
def new_numbers(draw: st.DrawFn) -> CaseNumber:
    court = draw(st.sampled_from(CODES))
    special = draw(st.sampled_from(["", "知", "商"])) if court == "最高法" else ""
    serial = str(draw(st.integers(1, 99_999_999)))
    return CaseNumber(draw(years), court, draw(st.sampled_from(PLAIN_TYPES)), serial, special, draw(suffixes), "new")


@st.composite
def old_numbers(draw: st.DrawFn) -> CaseNumber:
    court = draw(st.sampled_from(["鄂武汉中", "穗中法", "浙甬", "沪一中", "粤高法", "浦", "二中", "武海法"]))
    type_words = draw(st.sampled_from(["民商外初", "民三初", "民四（商）终", "执", "行他", "商外终", "知民初"]))
    serial = draw(st.sampled_from(["", "S", "B"])) + str(draw(st.integers(0, 99_999))).zfill(draw(st.integers(1, 6)))
    return CaseNumber(draw(years), court, type_words, serial, "", draw(suffixes), "old")


@given(st.one_of(new_numbers(), old_numbers()))
def test_a_number_that_is_written_and_read_again_is_the_same(number: CaseNumber) -> None:
    assert parse(format(number)) == number


@given(
    new_numbers(),
    st.sampled_from(["()", "[]", "〔〕", "（]", "【】"]),
    st.sampled_from(["", " ", "\n", "\u3000", "\u200b"]),
)
def test_brackets_blanks_and_full_width_digits_do_not_matter(number: CaseNumber, brackets: str, blank: str) -> None:
    hanzi = format(number).replace("（", brackets[0]).replace("）", brackets[1]).replace("号", blank + "號")
    full_width = hanzi.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert parse(full_width) == number


@given(st.text(max_size=40))
def test_no_text_makes_the_parser_fail_otherwise_than_by_saying_so(text: str) -> None:
    if is_valid(text):
        assert compact(format(parse(text))) == compact(format(parse(format(parse(text)))))
    else:
        with pytest.raises(CaseNumberError):
            parse(text)


@pytest.mark.parametrize(
    ("written", "court", "type_", "number", "style"),
    [
        ("(2017)沪01协外认16号", "沪01", "协外认", "16", "new"),
        ("（2015）最高法民申1号", "最高法", "民申", "1", "new"),
        ("（2018）吉民初18号", "吉", "民初", "18", "new"),
        ("（2020）兵01民初5号", "兵01", "民初", "5", "new"),
        ("（2020）军02民终5号", "军02", "民终", "5", "new"),
        ("(2015)鄂武汉中民商外初字第00026号", "鄂武汉中", "民商外初", "00026", "old"),
        ("（2005）穗中法民三初字第146号", "穗中法", "民三初", "146", "old"),
        ("(2004)二中民特字第928号", "二中", "民特", "928", "old"),
        ("（2003）民四他字第4号", "", "民四他", "4", "spc_letter"),
        ("（2015）民申字第1号", "", "民申", "1", "old"),
        ("（2013）沪高民五(知)终字第49号", "沪高", "民五（知）终", "49", "old"),
        ("（2011）广海法初字第1号", "广海法", "初", "1", "old"),
    ],
)
def test_the_parts_of_a_number(written: str, court: str, type_: str, number: str, style: str) -> None:
    parsed = parse(written)
    assert (parsed.court, parsed.type, parsed.number, parsed.style) == (court, type_, number, style)


def test_the_special_trial_character_stands_between_court_and_type() -> None:
    assert parse("（2019）最高法知民终1号") == CaseNumber(2019, "最高法", "民终", "1", "知")
    assert parse("（2018）最高法商初1号") == CaseNumber(2018, "最高法", "初", "1", "商")


@pytest.mark.parametrize(
    "written",
    [
        "（2017）苏02协外认1号之二",
        "（2017）苏02协外认1号之2",
        "(2017)苏02协外认1之二号",
        "(2017)苏02协外认1-2号",
        "(2017)苏02协外认1号-2",
    ],
)
def test_a_suffix_has_one_canonical_form(written: str) -> None:
    assert format(parse(written)) == "（2017）苏02协外认1号之二"


def test_new_numbers_lose_leading_zeros_and_old_ones_keep_them() -> None:
    assert format(parse("（2016）粤03民初字第00123号")) == "（2016）粤03民初123号"
    assert format(parse("(2013)朝民初字第07474号")) == "（2013）朝民初字第07474号"


@pytest.mark.parametrize(
    "text",
    [
        "", "16号", "2017沪01协外认16号", "(2017)沪01协外认16", "(2017)沪011民初1号", "(2017)沪01协外认0号",
        "(1817)沪01民初1号", "(2017)沪01协外认123456789号", "北海海事(2011)第70号", "法释〔2015〕5号",
        "（2015）鄂武汉中民商外切字第1号", "(2017)沪01民初1之二号之三",
    ],
)  # fmt: skip
def test_what_is_not_a_number_is_refused(text: str) -> None:
    assert not is_valid(text)


def test_the_grammar_and_the_table_know_the_same_old_words() -> None:
    assert set(TYPE_WORDS) == set("".join(word.word for word in REGISTER.types.old_words))


@given(st.integers(1, 99))
def test_numerals_of_suffixes_are_read_back(value: int) -> None:
    assert value_of(numeral(value)) == value == value_of(str(value))
