"""The words by which courts named themselves before 2016, made from their names.

Courts chose their own words, so these are habits, not a standard, and some collide:

    鄂武汉中   province, city, 中: the intermediate court of Wuhan        苏中      city, 中: Suzhou
    沪一中     a municipality's numbered intermediate court               渝五中法   the same with 法
    浙甬       province and city abbreviation: Ningbo (甬)                穗中法    abbreviation, 中法: Guangzhou (穗)
    粤高法     a high court; also 粤 alone                                杭西      city and district: 西湖 in 杭州
    鄂江岸     province and district                                      江岸      district alone

What follows no habit (二中 Beijing, 甬 Ningbo, 武海法 Wuhan Maritime) is in the table of abbreviations.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct


class Abbreviation(Struct, frozen=True):
    """`kind` city: `words` stand for the city of intermediate court `code`; court: they stand for the court itself."""

    words: str
    kind: str
    code: str
    basis: str = ""
    note: str = ""


class CourtName(Struct, frozen=True):
    """What the words are made from; `name` is the short name, e.g. 武汉市江岸区人民法院."""

    code: str
    name: str
    level: str


_NUMBERED = re.compile(r"第([一二三四五])中级人民法院$")
_INTERMEDIATE = re.compile(r"(?:.{2,3}省)?(.+?)(?:市|地区|盟)?中级人民法院$")
_BASIC = re.compile(r"(?:.{2,3}省)?(.{2,}?)(?:新区|区|县|市|旗)?人民法院$")


def court_words(names: Sequence[CourtName], abbreviations: Iterable[Abbreviation]) -> dict[str, tuple[str, ...]]:
    """Every combination of words the habits give, to the codes of the courts that may have written it.

    >>> words = court_words(
    ...     [CourtName("浙", "浙江省高级人民法院", "high"), CourtName("浙02", "宁波市中级人民法院", "intermediate")],
    ...     [Abbreviation("甬", "city", "浙02")])
    >>> words["浙甬"], words["宁波中"], words["浙高"]
    (('浙02',), ('浙02',), ('浙',))
    """
    cities: dict[str, list[str]] = defaultdict(list)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in abbreviations:
        if row.kind == "city":
            cities[row.code].append(row.words)
        else:
            found[row.words][row.code] = None
    # A whole abbreviation of three characters (甬海法) is no chance combination of city and district.
    settled = {words for words in found if len(words) >= 3}
    places = {name.code: place for name in names if (place := _city(name))}
    for name in sorted(names, key=lambda name: name.code not in cities):
        for words in _words(name, places, cities):
            if words not in settled:
                found[words].setdefault(name.code)
    return {words: tuple(codes) for words, codes in found.items()}


def _city(court: CourtName) -> str:
    """武汉 for 武汉市中级人民法院; of an autonomous prefecture the first two characters (延边)."""
    found = _INTERMEDIATE.fullmatch(court.name) if court.level == "intermediate" else None
    if found is None or _NUMBERED.search(court.name):
        return ""
    return found[1][:2] if "自治" in found[1] else found[1]


def _words(court: CourtName, places: dict[str, str], cities: dict[str, list[str]]) -> Iterator[str]:
    province = court.code[0]
    if court.level == "supreme":
        yield court.code
    elif court.level == "high":
        yield from (province, province + "高", province + "高法")
    elif numbered := _NUMBERED.search(court.name):
        yield from (province + numbered[1] + "中", province + numbered[1] + "中法")
    elif place := places.get(court.code):
        for city in dict.fromkeys([place, *cities[court.code], place[0]]):
            yield from (province + city, province + city + "中", province + city + "中法")
            yield from (city + "中", city + "中法")
    elif basic := _BASIC.fullmatch(court.name) if court.level in ("basic", "special_basic") else None:
        city = places.get(court.code[:3], "")
        area = basic[1].removeprefix(city + "市") if city else basic[1].split("市", 1)[-1] or basic[1]
        if "自治" in area:
            area = area[:2]
        yield from (province + area, province + area + "法")
        if len(area) > 1:
            yield from (area, area + "法")
        for parent in dict.fromkeys([*cities[court.code[:3]], city[:1]]) if city else ():
            yield from (parent + area[0], parent + area[0] + "法", parent + area)
