"""Case numbers of Chinese courts: parse, format, is_valid, compact.

Since 2016 a number is made of the year, the code of the court, the code of the type of case and a serial number:

    （2017）沪01协外认16号        Shanghai First Intermediate (沪01), recognition of a foreign judgment (协外认), no. 16
    （2019）最高法知民终1号       Supreme People's Court, special-trial character 知, civil appeal (民终)
    （2017）苏02协外认1号之二     the second further document in the case

Before, each court wrote a short name of its own choosing, then words for the division and the type, then 字第:

    （2015）鄂武汉中民商外初字第00026号   鄂 Hubei, 武汉 Wuhan, 中 intermediate court; zeros belong to the number
    （2003）民四他字第4号                 no court named: the Supreme People's Court; 他, a reply to a lower court

>>> number = parse("(2017) 沪01协外认 16 號")
>>> number.year, number.court, number.type, number.number, number.style
(2017, '沪01', '协外认', '16', 'new')
>>> format(number)
'（2017）沪01协外认16号'
>>> format(parse("(2014)浦民六(商)初字第S123号"))
'（2014）浦民六（商）初字第S123号'
>>> is_valid("2017沪01协外认16号")
False

This module knows the grammar only. Which court 沪01 is, and what 鄂武汉中 stands for, is in tables: see `register`.
"""

import re
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from .script import HANZI, fold, numeral, squeeze, value_of

Style = Literal["new", "old", "spc_letter"]
Form = Literal["hanzi", "pinyin"]


class CaseNumberError(ValueError):
    """The text is not a case number; the message says what is missing."""


class CaseNumber(Struct, frozen=True):
    """One case number, in its parts.

    `court` is a code (沪01) in the new style, in the old the court's words (鄂武汉中; none: Supreme People's Court).
    `number` is text: 00026 keeps its zeros. `special` is 知 or 商 after the court code; `suffix` is 之一, 之二 … or "".
    """

    year: int
    court: str
    type: str
    number: str
    special: str = ""
    suffix: str = ""
    style: Style = "new"


SUPREME = "最高法"
# The provisions on case numbers apply from 2016-01-01; codes on older years are met, and noted.
FIRST_YEAR = 2016
SPECIAL_TRIAL = "知商"

# The letters of which old-style type words are made, those that may come first before the others.
OPENING_WORDS = "民商刑行执知经海破赔立仲外涉督催保清认金环少审"
TYPE_WORDS = OPENING_WORDS + "速一二三四五六七八九十初终申再提抗撤监特他确复异恢协裁辖预调"

# Maritime courts often left the matter out, which is always maritime: 广海法初字.
BARE_WORDS = "初终特"

SUFFIX = r"(?:之[一二三四五六七八九十]{1,3}|[之-][0-9]{1,2}(?![0-9]))"
_NUMBER = re.compile(
    r"\((?P<year>(?:19|20)[0-9]{2})\)"
    rf"(?P<initial>{SUPREME}|[{HANZI}])(?P<digits>[0-9]{{4}}|[0-9]{{2}})?(?P<words>[{HANZI}()]{{0,24}}?)"
    rf"(?P<ordinal>字?第?)(?P<number>[A-Z]?[0-9]{{1,12}})(?P<inner>{SUFFIX})?号(?P<outer>{SUFFIX})?"
)
_OLD_WORDS = re.compile(
    rf"(?P<court>.*?)(?P<type>(?:[{OPENING_WORDS}]|(?<=法)[{BARE_WORDS}])(?:[{TYPE_WORDS}]|\([{HANZI}]{{1,3}}\))*)"
)


def compact(text: str) -> str:
    """`text` folded to half-width, simplified and without blanks: the form the grammar reads.

    >>> compact("〔2017〕 滬 ０１ 協外認 16 號")
    '(2017)沪01协外认16号'
    """
    return squeeze(fold(text))


def is_valid(text: str) -> bool:
    """Whether `text` is a case number by the grammar; the court may still be unknown."""
    try:
        parse(text)
    except CaseNumberError:
        return False
    return True


def parse(text: str) -> CaseNumber:
    """The case number in `text`, written in hanzi. Raises CaseNumberError.

    A new-style code with the 字第 of the old style (met in 2016 and in sloppy writing) is read as new style:

    >>> format(parse("（2021）粤03民初字第0123号"))
    '（2021）粤03民初123号'
    """
    found = _NUMBER.fullmatch(compact(text))
    if found is None:
        raise CaseNumberError(f"{text!r} is not a case number; write one like （2017）沪01协外认16号")
    if found["inner"] and found["outer"]:
        raise CaseNumberError(f"{text!r} has two suffixes, before and after 号")
    year, suffix = int(found["year"]), canonical_suffix(found["inner"] or found["outer"] or "")
    if found["digits"] or found["initial"] == SUPREME or not found["ordinal"]:
        court, words = found["initial"] + (found["digits"] or ""), found["words"]
        if not 0 < len(words) <= 5 or "(" in words:
            raise CaseNumberError(f"{text!r} has neither the code of a court nor the 字第 of a number before 2016")
        serial = found["number"].lstrip("0")
        if not serial.isdigit() or len(serial) > 8:
            raise CaseNumberError(f"{text!r}: the serial number has 1 to 8 digits and is not 0")
        return new_style(year, court, words, serial, suffix)
    words = _OLD_WORDS.fullmatch(found["initial"] + found["words"])
    if words is None:
        raise CaseNumberError(f"{text!r} has no words for the type of case (民初, 执, 民四他 …) before 字第")
    return old_style(year, words["court"], words["type"], found["number"], suffix)


def new_style(year: int, court: str, words: str, number: str, suffix: str = "") -> CaseNumber:
    """A number since 2016; `words` are the type code with the special-trial character before it, if any."""
    special = words[0] if words[:1] in tuple(SPECIAL_TRIAL) and len(words) > 1 else ""
    return CaseNumber(year, court, words.removeprefix(special), number.lstrip("0"), special, suffix, "new")


def old_style(year: int, court: str, type_words: str, number: str, suffix: str = "") -> CaseNumber:
    """A number before 2016; one without court words that ends in 他 is a reply letter of the Supreme People's Court."""
    style: Style = "spc_letter" if not court and type_words.endswith("他") else "old"
    return CaseNumber(year, court, type_words.replace("(", "（").replace(")", "）"), number, "", suffix, style)


def supreme(type_words: str) -> bool:
    """Whether words without a court are a habit of the Supreme People's Court: 民四他, 民申, 行提, 知行, 执复, 民二初.

    Others left their name out too, but not so: 执字, 民初字 alone name no court.
    """
    return (
        len(type_words) > 1 and type_words[0] in "民刑行执知经赔" and type_words not in ("民初", "刑初", "行初", "经初")
    )


def canonical_suffix(suffix: str) -> str:
    """之2, -2 and 之二 are written 之二; no suffix stays empty."""
    value = value_of(suffix.lstrip("之-"))
    if suffix and value is None:
        raise CaseNumberError(f"{suffix!r} is not a suffix; write 之一, 之二 …")
    return f"之{numeral(value)}" if value else ""


def format(number: CaseNumber, form: Form = "hanzi", spell: Callable[[str], str] | None = None) -> str:
    """The number as a court writes it, or in pinyin as English articles do; `spell` gives the pinyin of hanzi.

    >>> syllables = {"苏": "Su", "协": "Xie", "外": "Wai", "认": "Ren"}
    >>> spell = lambda hanzi: " ".join(["Su", "02", "Xie", "Wai", "Ren"])
    >>> format(parse("（2017）苏02协外认1号之二"), "pinyin", spell)
    '(2017) Su 02 Xie Wai Ren No. 1-2'
    """
    old = number.style != "new"
    if form == "hanzi":
        words = number.court + number.special + number.type + ("字第" if old else "")
        return f"（{number.year}）{words}{number.number}号{number.suffix}"
    if spell is None:
        raise ValueError("the pinyin form needs `spell`; use Register.format")
    words = spell(number.court + number.special + number.type + ("字" if old else ""))
    suffix = f"-{value_of(number.suffix.removeprefix('之'))}" if number.suffix else ""
    return f"({number.year}) {words} No. {number.number}{suffix}"
