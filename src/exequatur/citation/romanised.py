"""Case numbers in pinyin, read back to hanzi through the tables.

English articles write （2017）沪01协外认16号 as "(2017) Hu 01 Xie Wai Ren No. 16", and join and hyphenate syllables as
they like (E Wuhan Zhong, Xie-Wai-Ren). So syllables are compared joined. Where several numbers are spelled alike (Ji is
冀 Hebei and 吉 Jilin, Xing Zhong 刑终 and 行终) every reading whose court exists is kept:

>>> parts = split_romanised("(2015) E Wuhan Zhong Min Shang Wai Chu Zi No. 00026")
>>> parts.year, parts.letters, parts.number
(2015, 'ewuhanzhongminshangwaichuzi', '00026')
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from .casenumber import FIRST_YEAR, SPECIAL_TRIAL, SUPREME, CaseNumber, canonical_suffix, new_style, old_style, supreme
from .casetypes import CaseType, OldSpelling, TypeTable
from .courts import Court, CourtTable
from .mention import Reading, Resolution
from .pinyin import Spelling, plain
from .script import GAP, HANZI, fold

LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f"
WORD = f"[{LATIN}][{LATIN}'’`]{{0,40}}+"
# Between two tokens: blanks, hyphens or points; nothing only where a digit or a bracket parts them (Hu01XieWaiRen).
_LINK = rf"(?:(?:[-·.\s\u200b]){{1,4}}+|(?<![{LATIN}'’`])|(?![{LATIN}'’`]))"
# The last syllable and No. may be joined: XieWaiRenNo.16.
_TOKEN = rf"(?:[{LATIN}]{{1,40}}?(?=No[.0-9])|{WORD}|[0-9]{{1,6}}+(?=\s{{0,3}}[{LATIN}])|\({WORD}\))"
_SUFFIX = (
    r"(?:-(?P<hyphen>[0-9]{1,2})(?![0-9])|\s{0,2}Zhi\s{0,2}(?P<zhi>[0-9]{1,2}|Yi|Er|San|Si|Wu|Liu|Qi|Ba|Jiu|Shi)\b)?"
)
_SERIAL = rf"(?P<number>[A-Z]?[0-9]{{1,12}})(?![0-9]){_SUFFIX}(?:\s{{0,2}}Hao\b)?"
_MARK = r"(?P<mark>(?:Case\s)?(?:Nos?\b|Number\b|No(?=[0-9])|№|#)\s{0,2}[.:]?|Di\b)"

# After the bracketed year. With a mark (No.) any words; without, only the shape of a code: Su 01 Xie Wai Ren 3.
MARKED = re.compile(
    rf"{GAP}(?P<words>{_TOKEN}(?:{_LINK}{_TOKEN}){{0,24}}?)[\s,]{{0,4}}{_MARK}{GAP}{_SERIAL}", re.IGNORECASE
)
UNMARKED = re.compile(
    rf"{GAP}(?P<words>{WORD}(?:{_LINK}{WORD}){{0,2}}?(?:\s{{0,3}}(?:[0-9]{{4}}|[0-9]{{2}}))?(?:{_LINK}{WORD}){{1,6}}?)"
    rf"\s{{1,3}}{_SERIAL}",
    re.IGNORECASE,
)
# Only a code, then words that are not pinyin: (2018) Hu 01 Civ. First 3.
CODE_ONLY = re.compile(
    rf"{GAP}(?P<initial>{WORD})\s{{0,3}}(?P<digits>[0-9]{{4}}|[0-9]{{2}})\s{{0,3}}(?=[{LATIN}{HANZI}])"
)
# Without a number: (2018) Zhe 11 Min Zai.
NUMBERLESS = re.compile(
    rf"{GAP}(?P<words>{WORD}\s{{0,3}}(?:[0-9]{{4}}|[0-9]{{2}})(?:{_LINK}{WORD}){{1,4}})", re.IGNORECASE
)

# Without a year: Hu 01 Xie Wai Ren No. 16.
YEARLESS = re.compile(
    rf"(?<![{LATIN}])(?P<initial>[A-Z][A-Za-z]{{0,5}})\s{{0,3}}(?P<digits>[0-9]{{4}}|[0-9]{{2}})\s{{0,3}}"
    rf"(?P<words>[A-Z][A-Za-z]{{0,20}}+(?:[\s-]{{1,3}}[A-Z][A-Za-z]{{0,20}}+){{0,3}}?)\s{{0,3}}No\.?\s{{0,3}}{_SERIAL}"
)

_YEAR = re.compile(r"\s*\(\s*(?P<year>(?:19|20)[0-9]{2})\s*\)")
_CODE = re.compile(r"([a-z]+)([0-9]+)([a-z]+)")
# More letters than any case number has between year and serial.
LONGEST = 80
_ZHI = {
    "yi": "1",
    "er": "2",
    "san": "3",
    "si": "4",
    "wu": "5",
    "liu": "6",
    "qi": "7",
    "ba": "8",
    "jiu": "9",
    "shi": "10",
}


class RomanParts(Struct, frozen=True):
    """A number in pinyin, cut: `letters` are the joined syllables between year and serial, as `plain` makes them."""

    year: int
    letters: str
    number: str | None
    suffix: str = ""


def split_romanised(text: str) -> RomanParts | None:
    """`text` cut into its parts if the whole of it is a number in Latin letters, else None."""
    folded = fold(text).strip()
    year = _YEAR.match(folded)
    if year is None:
        return None
    found = MARKED.fullmatch(folded, year.end()) or UNMARKED.fullmatch(folded, year.end())
    return parts_of(int(year["year"]), found) if found else None


def parts_of(year: int, found: "re.Match[str]") -> RomanParts:
    """The parts of a match of MARKED or UNMARKED."""
    groups = found.groupdict()
    zhi = (groups["zhi"] or "").casefold()
    suffix = _ZHI.get(zhi, zhi) or groups["hyphen"] or ""
    suffix = canonical_suffix(f"之{suffix}") if suffix.strip("0") else ""
    return RomanParts(year, plain(groups["words"]), groups["number"].upper(), suffix)


class Romanised:
    """The tables, indexed by spelling."""

    def __init__(self, courts: CourtTable, types: TypeTable, spelling: Spelling) -> None:
        self.courts, self.types, self.spelling = courts, types, spelling
        self._initials: dict[str, list[str]] = defaultdict(list)
        for initial in (SUPREME, *sorted(courts.initials)):
            for sound in spelling.spelled(initial):
                self._initials[sound].append(initial)
        for abbreviation in ("spc", "zgf"):
            self._initials[abbreviation].append(SUPREME)
        self._types: dict[str, list[tuple[str, CaseType]]] = defaultdict(list)
        for special in ("", *SPECIAL_TRIAL):
            for code in types.codes:
                if type_ := types.by_code(code):
                    for sound in spelling.spelled(special + code):
                        self._types[sound].append((special + code, type_))
        self._old = OldSpelling(types.old_words, spelling)
        self._words: dict[str, list[str]] | None = None

    def read(self, parts: RomanParts) -> Resolution:
        """Every reading whose court exists; unknown_court if only the type could be read."""
        if len(parts.letters) > LONGEST:
            return Resolution("malformed", (), ("pinyin_not_read",))
        letters = parts.letters.removesuffix("di") if parts.letters.endswith("zidi") else parts.letters
        zi = letters.endswith("zi")
        if code := _CODE.fullmatch(letters):
            resolved = self._read_code(parts, code[1], code[2], code[3])
            return (
                resolved
                if resolved.status != "malformed" or not zi
                else self._read_code(parts, code[1], code[2], code[3][:-2])
            )
        if not zi:
            readings = tuple(self._read_high(parts, letters))
            if readings:
                return _settled(readings)
        readings = tuple(self._read_words(parts, letters.removesuffix("zi")))
        if readings:
            settled = _settled(readings)
            return settled if zi else Resolution(settled.status, settled.readings, (*settled.notes, "no_ordinal"))
        return (
            self._read_type_only(letters.removesuffix("zi"))
            if zi
            else Resolution("malformed", (), ("pinyin_not_read",))
        )

    def courts_spelled(self, initial: str, digits: str) -> list[Court]:
        """The courts whose codes are spelled like this: Ji 01 is 冀01 and 吉01."""
        codes = (letter + digits for letter in self._initials.get(plain(initial), ()))
        return [court for code in codes if (court := self.courts.by_code(code))]

    def is_initial(self, letters: str) -> bool:
        """Whether `letters` spell the province of a court code."""
        return letters in self._initials

    def _read_code(self, parts: RomanParts, initial: str, digits: str, rest: str) -> Resolution:
        codes = [letter + digits for letter in self._initials.get(initial, ()) if letter != SUPREME]
        kinds = self._types.get(rest, [])
        known = [court for code in codes if (court := self.courts.by_code(code))]
        if not codes or not kinds or len(digits) not in (2, 4) or not _serial(parts):
            readings = tuple(Reading(_number(parts, court.code, ""), court) for court in known)
            return Resolution("malformed", readings, ("pinyin_not_read",))
        if known:
            return _settled(
                tuple(Reading(_number(parts, c.code, words), c, kind) for c in known for words, kind in kinds)
            )
        readings = tuple(Reading(_number(parts, code, words), None, kind) for code in codes for words, kind in kinds)
        return Resolution("unknown_court", readings, ("pinyin_collides",) if len(readings) > 1 else ())

    def _read_high(self, parts: RomanParts, letters: str) -> Iterator[Reading]:
        for sound, initials in self._initials.items():
            for words, kind in self._types.get(letters[len(sound) :], ()) if letters.startswith(sound) else ():
                for initial in initials if _serial(parts) else ():
                    if court := self.courts.by_code(initial):
                        yield Reading(_number(parts, initial, words), court, kind)

    def _read_words(self, parts: RomanParts, letters: str) -> Iterator[Reading]:
        reader = self._old.reader(letters)
        for cut in range(len(letters)):
            for words in self._spelled_words().get(letters[:cut], ()) if cut else ("",):
                bare = words.endswith("法")
                for type_words in reader.read(cut, bare=bare):
                    number = old_style(parts.year, words, type_words, parts.number or "", parts.suffix)
                    for court in self.courts.by_words(words) if words or supreme(type_words) else ():
                        yield Reading(number, court, self.types.old(type_words, bare=bare))

    def _spelled_words(self) -> dict[str, list[str]]:
        if self._words is None:
            self._words = defaultdict(list)
            for words in self.courts.words:
                for sound in self.spelling.spelled(words):
                    self._words[sound].append(words)
        return self._words

    def _read_type_only(self, letters: str) -> Resolution:
        reader = self._old.reader(letters)
        for cut in range(1, len(letters)):
            if reader.read(cut) and self.spelling.is_pinyin(letters[:cut]):
                return Resolution("unknown_court")
        return Resolution("malformed", (), ("pinyin_not_read",))


def _serial(parts: RomanParts) -> bool:
    serial = (parts.number or "").lstrip("0")
    return parts.number is None or (serial.isdigit() and len(serial) <= 8)


def _number(parts: RomanParts, court: str, words: str) -> CaseNumber:
    return new_style(parts.year, court, words, parts.number or "", parts.suffix)


def _settled(readings: tuple[Reading, ...]) -> Resolution:
    distinct = tuple(dict.fromkeys(readings))
    numbers = {reading.number for reading in distinct}
    notes = [] if len(distinct) == 1 else ["court_words_collide" if len(numbers) == 1 else "pinyin_collides"]
    if all(number.style == "new" and number.year < FIRST_YEAR for number in numbers):
        notes.append("before_codes")
    if all(number.style != "new" and not number.court for number in numbers):
        notes.append("supreme_by_convention")
    return Resolution("found" if len(distinct) == 1 else "ambiguous", distinct, tuple(notes))
