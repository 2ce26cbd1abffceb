"""A place as people write it, read to a division: a six-digit code, a name or an address in hanzi, pinyin or English.

>>> from exequatur.citation.tables import shipped_register
>>> places = shipped_register().places
>>> [places.read(text).division.zh for text in ("420100", "浙江省义乌市稠城街道1号", "Pudong, Shanghai", "Shenzhen Nanshan")]
['武汉市', '义乌市', '浦东新区', '南山区']
>>> [one.gb for one in places.read("Suzhou").candidates]
['320500', '341300', '620902']

What fits several divisions is not chosen between, with three exceptions that follow how names are used: a division that is
still there goes before one that was renamed or merged; a city before a part of it that has its name; and a bare name in
pinyin means the province (Hainan), the city (Yiwu), or the capital of a province (Nanjing), before a county that sounds
alike. Those that stood back are kept in `also`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from .courts import CourtTable
from .divisions import COUNTY, KINDS, PREFECTURE, PROVINCE, Division, by_code, divisions, without_end
from .pinyin import Spelling, plain
from .script import fold, squeeze

FOUND, AMBIGUOUS, UNKNOWN = "found", "ambiguous", "unknown"
LONGEST = 200
_KEPT = 5000
_LIKE = 0.75
_COUNTRY_ZH = re.compile(r"^(中华人民共和国|中国)")
_COUNTRY = {"china", "prc", "prchina", "mainlandchina", "peoplesrepublicofchina", "zhongguo", "cn"}
_STREET = re.compile(
    r"\d|\b(road|rd|street|st|avenue|ave|lane|building|bldg|tower|room|rm|floor|no|unit|block|lu|jie|dadao|dajie|"
    r"highway|square|plaza|centre|center|park|zone|village|town|township|subdistrict|suite)\b\.?",
    re.IGNORECASE,
)
_HANZI = re.compile(r"[\u3400-\u9fff]")
_ENDS = tuple(sorted({word for words in KINDS.values() for word in words if word.isascii()}, key=len, reverse=True))


class Place(Struct, frozen=True):
    """What a text says of a place.

    `division` where one fits. `candidates`: all that fit, where there are several; for an unknown place the nearest
    names. `also`: what else has that name and stood back.
    """

    written: str
    status: str
    division: Division | None = None
    candidates: tuple[Division, ...] = ()
    also: tuple[Division, ...] = ()


class PlaceIndex:
    """The divisions of the table by code, hanzi and spelling."""

    def __init__(self, courts: CourtTable, spelling: Spelling, more: Iterable[Division] = ()) -> None:
        self.divisions = divisions(courts, spelling, more)
        self.codes = by_code(self.divisions)
        self._zh: dict[str, list[Division]] = defaultdict(list)
        self._latin: dict[str, dict[Division, None]] = defaultdict(dict)
        for division in self.divisions:
            for name in dict.fromkeys((division.zh, division.bare or division.zh)):
                self._zh[name].append(division)
                for sound in spelling.spelled(name):
                    self._latin[sound][division] = None
            for english in (division.en, without_end(division.en)):
                self._latin[plain(english)][division] = None
        self._longest = max(map(len, self._zh))
        self._read: dict[str, Place] = {}
        self._by_length: dict[bool, dict[int, list[str]]] = {True: {}, False: {}}

    def read(self, text: str) -> Place:
        """The place that `text` means. Never raises."""
        if text not in self._read:
            if len(self._read) >= _KEPT:
                self._read.clear()
            self._read[text] = self._place(text)
        return self._read[text]

    def above(self, division: Division, level: int) -> Division | None:
        """The province (2) or prefecture (4) in which a division lies; itself where it is one."""
        found = self.codes.get(division.code[:level])
        return found[0] if found and len(division.code) >= level else None

    def full(self, division: Division) -> str:
        """The name with those above it: 浙江省金华市义乌市.

        >>> from exequatur.citation.tables import shipped_register
        >>> places = shipped_register().places
        >>> places.full(places.codes["330782"][0])
        '浙江省金华市义乌市'
        """
        chain = [self.above(division, level) for level in (PROVINCE, PREFECTURE) if level < division.level]
        return "".join(one.zh for one in chain if one) + division.zh

    def full_en(self, division: Division) -> str:
        """The English name with those above it: Yiwu City, Jinhua, Zhejiang."""
        chain = [self.above(division, level) for level in (PREFECTURE, PROVINCE) if level < division.level]
        return ", ".join([division.en, *(one.en for one in chain if one)])

    def _place(self, text: str) -> Place:
        written = text[:LONGEST]
        folded = fold(written)
        compact = squeeze(folded)
        if not compact:
            return Place(written, UNKNOWN)
        if compact.isascii() and compact.isdigit():
            return self._of_code(written, compact)
        found = self._of_hanzi(compact) if _HANZI.search(compact) else self._of_latin(folded)
        return self._settled(written, *found) if found[0] else Place(written, UNKNOWN, None, self._near(compact))

    def _of_code(self, written: str, code: str) -> Place:
        if len(code) not in (2, 4, 6):
            return Place(written, UNKNOWN)
        cut = code
        while len(cut) > PROVINCE and cut.endswith("00"):
            cut = cut[:-2]
        if found := self.codes.get(cut):
            return Place(written, FOUND, found[0])
        near = next((self.codes[cut[:length]] for length in (PREFECTURE, PROVINCE) if cut[:length] in self.codes), ())
        return Place(written, UNKNOWN, None, near[:1])

    def _of_hanzi(self, text: str) -> tuple[list[Division], bool]:
        """The divisions named one after the other at the head of an address."""
        text = _COUNTRY_ZH.sub("", re.sub(r"^[0-9]{6}(?=\D)", "", text))
        chains: list[list[Division]] = [[]]
        while True:
            longer = self._next(chains, text)
            if not longer:
                break
            length, chains = longer
            text = text[length:]
            if not text:
                break
        ends = list(dict.fromkeys(chain[-1] for chain in chains if chain))
        strayed = self._head(text, whole=True) if ends and text else ()
        return [*ends, *(one for one in strayed if one.level >= PREFECTURE and not one.past)], False

    def _next(self, chains: Sequence[list[Division]], text: str) -> tuple[int, list[list[Division]]] | None:
        """The longest name at the head of `text` that continues at least one chain."""
        for length in range(min(self._longest, len(text)), 1, -1):
            named = self._zh.get(text[:length], ())
            longer = [
                [*chain, one]
                for one in named
                for chain in chains
                if not chain or (one.within(chain[-1]) and one.level > chain[-1].level)
            ]
            if longer:
                return length, longer
        return None

    def _head(self, text: str, *, whole: bool) -> Sequence[Division]:
        """The divisions whose whole name stands at the head of `text`."""
        for length in range(min(self._longest, len(text)), 1, -1):
            found = [one for one in self._zh.get(text[:length], ()) if not whole or one.zh == text[:length]]
            if found:
                return found
        return ()

    def _of_latin(self, text: str) -> tuple[list[Division], bool]:
        """The narrowest divisions on which all parts of an address agree."""
        parts = [part.strip() for part in re.split(r"[,;/\n()|]+", text) if part.strip()]
        sets: list[list[Division]] = []
        bare = True
        for part in parts:
            for found, is_bare in self._part(part):
                sets.append(found)
                bare = bare and is_bare
        if not sets:
            return [], bare
        if len(sets) > 1:
            bare = True  # a part that says more has already left the others out
        agreed = [
            one
            for several in sets
            for one in several
            if all(any(one.within(other) or other.within(one) for other in others) for others in sets)
        ]
        if not agreed:
            return list(dict.fromkeys(one for several in sets for one in several)), bare
        lowest = [
            one
            for one in dict.fromkeys(agreed)
            if not any(
                all(other.level > one.level for other in others if other.within(one) or one.within(other))
                for others in sets
            )
        ]
        return lowest, bare

    def _part(self, part: str) -> Iterable[tuple[list[Division], bool]]:
        """What one part of an address names: the whole of it, else the names among its words."""
        if plain(part) in _COUNTRY:
            return
        if found := self._named(part):
            yield found
            return
        words = [word for word in re.split(r"[\s]+", part) if word]
        if _STREET.search(part) and not any(self._kind_of(word)[1] for word in words):
            return
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + 5), at, -1):
                phrase = " ".join(words[at:end])
                if plain(phrase) in _COUNTRY or _STREET.search(phrase):
                    continue
                if found := self._named(phrase):
                    yield found
                    at = end
                    break
            else:
                at += 1

    def _named(self, name: str) -> tuple[list[Division], bool] | None:
        """The divisions of that name, and whether it came without a word for its kind."""
        rest, kind = self._kind_of(name)
        if kind:
            found = [one for one in self._latin.get(plain(rest), ()) if _is(one, kind)]
            if found:
                return found, False
        found = list(self._latin.get(plain(name), ()))
        found = [one for one in found if one.level == PROVINCE and plain(one.en) == plain(name)] or found
        whole = [one for one in found if plain(one.en) == plain(name) and " " in one.en.strip()]
        return (whole or found, not whole) if found else None

    def _kind_of(self, name: str) -> tuple[str, str | None]:
        """A name without the word for its kind, and the kind."""
        lower = name.casefold().strip().rstrip(".")
        for end in _ENDS:
            if lower.endswith((" " + end, "-" + end)):
                kind = next(kind for kind, words in KINDS.items() if end in words)
                return lower[: -len(end) - 1].strip(), kind
        return lower, None

    def _settled(self, written: str, found: list[Division], bare: bool) -> Place:
        also: list[Division] = []
        if any(not one.past for one in found):
            also += [one for one in found if one.past]
            found = [one for one in found if not one.past]
        inner = [one for one in found if any(other is not one and one.within(other) for other in found)]
        found = [one for one in found if one not in inner]
        if bare and len(found) > 1:
            kept = _as_named(found)
            also += [one for one in found if one not in kept]
            found = kept
        ordered = tuple(sorted(found, key=lambda one: (one.level, one.code)))
        rest = tuple(sorted((*also, *inner), key=lambda one: (one.level, one.code)))
        if len(ordered) == 1:
            return Place(written, FOUND, ordered[0], (), rest)
        return Place(written, AMBIGUOUS, None, ordered, rest)

    def _near(self, text: str) -> tuple[Division, ...]:
        from difflib import get_close_matches

        hanzi = bool(_HANZI.search(text))
        table: Mapping[str, Iterable[Division]] = self._zh if hanzi else self._latin
        wanted = text[:12] if hanzi else plain(text)[:40]
        if not self._by_length[hanzi]:
            for name in table:
                self._by_length[hanzi].setdefault(len(name), []).append(name)
        close_enough = [  # names of other lengths cannot be so like it
            name
            for length, names in self._by_length[hanzi].items()
            if 2 * min(length, len(wanted)) >= _LIKE * (length + len(wanted))
            for name in names
        ]
        close = get_close_matches(wanted, close_enough, 3, _LIKE)
        return tuple(dict.fromkeys(one for name in close for one in table[name]))[:3]


def _is(division: Division, kind: str) -> bool:
    return division.kind == kind or (kind == "province" and division.level == PROVINCE)


def _as_named(found: list[Division]) -> list[Division]:
    """Of several that a bare name in pinyin fits, those that are called so without more."""
    capitals = [one for one in found if one.level == PREFECTURE and one.code.endswith("01")]
    if len(capitals) == 1 and all(one is capitals[0] or one.level == COUNTY for one in found):
        return capitals
    cities = [one for one in found if one.kind not in ("county", "banner")]
    return cities or found
