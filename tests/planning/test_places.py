"""Places as people write them: each is read to its division, or it is said what would decide."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exequatur.citation.divisions import Division
from exequatur.citation.places import AMBIGUOUS, FOUND, UNKNOWN, PlaceIndex
from exequatur.law.load import register

PLACES: PlaceIndex = register().places
PRESENT = [one for one in PLACES.divisions if not one.past]
ALIKE = {"Jinzhou, Liaoning", "Jilin, Jilin", "Jiayuguan City, Jiayuguan, Gansu"}


@pytest.mark.parametrize(
    "written, gb",
    [
        ("420100", "420100"),
        ("4201", "420100"),
        ("42", "420000"),
        ("浙江省义乌市", "330782"),
        ("浙江省金华市义乌市稠城街道1号", "330782"),
        ("上海市浦东新区世纪大道100号", "310115"),
        ("深圳市南山区", "440305"),
        ("中国江苏省苏州市工业园区星湖街328号", "320500"),
        ("430000武汉市江岸区", "420102"),
        ("武漢市", "420100"),
        ("苏州", "320500"),
        ("昆山", "320583"),
        ("北京市朝阳区建国路88号", "110105"),
        ("广东省东莞市长安镇", "441900"),
        ("密云县", "110118"),
        ("山南", "540500"),
        ("Yiwu", "330782"),
        ("Wuhan", "420100"),
        ("Wuhan City, Hubei Province", "420100"),
        ("Pudong, Shanghai", "310115"),
        ("Shenzhen Nanshan", "440305"),
        ("Nanjing", "320100"),
        ("Xi'an", "610100"),
        ("Shanxi", "140000"),
        ("Hohhot, Inner Mongolia", "150100"),
        ("Taizhou, Jiangsu", "321200"),
        ("Taizhou, Zhejiang Province", "331000"),
        ("Chaoyang District, Beijing", "110105"),
        ("Changsha County, Hunan", "430121"),
        ("Changsha", "430100"),
        ("No. 100 Century Avenue, Pudong New Area, Shanghai 200120, P.R. China", "310115"),
        ("Room 1201, 88 Jianguo Road, Chaoyang District, Beijing, China", "110105"),
        ("Jiyuan", "419001"),
        ("石河子", "659001"),
    ],
)
def test_a_place_is_read(written: str, gb: str) -> None:
    place = PLACES.read(written)
    assert place.status == FOUND and place.division and place.division.gb == gb


@pytest.mark.parametrize(
    "written, codes",
    [
        ("朝阳区", ["110105", "220104"]),
        ("Suzhou", ["320500", "341300", "620902"]),
        ("Taizhou", ["321200", "331000"]),
        ("Fuzhou", ["350100", "361000"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("上海市南山区", ["310000", "230404", "440305"]),
        ("Chaoyang", ["211300", "110105", "220104", "440513"]),
    ],
)
def test_what_fits_several_is_not_chosen_between(written: str, codes: list[str]) -> None:
    place = PLACES.read(written)
    assert place.status == AMBIGUOUS and place.division is None
    assert [one.gb for one in place.candidates] == codes


@pytest.mark.parametrize("written", ["", "   ", "Atlantis", "Los Angeles", "123", "999999", "？？", "42010", "Zürich"])
def test_an_unknown_place_is_no_guess(written: str) -> None:
    assert PLACES.read(written).status == UNKNOWN
    assert PLACES.read(written).division is None


def test_an_unknown_place_brings_the_nearest_names() -> None:
    assert "420100" in [one.gb for one in PLACES.read("Wuhhan").candidates]
    assert [one.gb for one in PLACES.read("420199").candidates] == ["420100"]


def test_what_stood_back_is_told() -> None:
    assert [one.zh for one in PLACES.read("Nanjing").also] == ["南靖县"]
    assert "伊吾县" in [one.zh for one in PLACES.read("Yiwu").also]


@pytest.mark.parametrize("write", [lambda one: one.gb, PLACES.full, PLACES.full_en], ids=["code", "hanzi", "english"])
def test_every_division_is_found_by_its_code_and_by_its_whole_name(write: object) -> None:
    for division in PRESENT:
        text = write(division)  # type: ignore[operator]
        if text not in ALIKE:
            assert PLACES.read(text).division == division, text


def test_every_division_has_a_court_on_the_table_or_none() -> None:
    courts = register().courts
    assert all(courts.by_code(one.court) for one in PLACES.divisions if one.court)
    assert [one.zh for one in PLACES.divisions if not one.court][:1] == ["石河子市"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    place = PLACES.read(text)
    assert (place.division is not None) == (place.status == FOUND)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([one.zh for one in PRESENT]),
            st.sampled_from([one.en for one in PRESENT]),
            st.sampled_from(
                ["City", "District", "省", "市", ",", " ", "-", "No. 1", "Road", "路", "1号", "China", "\n", "'"]
            ),
        ),
        max_size=6,
    )
)
def test_no_mixture_of_names_breaks_the_reader(parts: list[str]) -> None:
    place = PLACES.read(" ".join(parts))
    assert place.status in (FOUND, AMBIGUOUS, UNKNOWN)
    assert all(isinstance(one, Division) for one in place.candidates)
