"""The courts and their codes.

A high court has one character (沪), an intermediate court two digits more (沪01), a basic court four (沪0115); the
Supreme People's Court is 最高法. The table is data; what is not on it is not known, and never invented.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from .casenumber import SUPREME
from .oldstyle import Abbreviation, CourtName, court_words


class Court(Struct, frozen=True):
    """One court under one code; `basis` says how the code is known, `note` what reorganisation did to it."""

    code: str
    zh: str
    en: str
    level: str
    province: str
    short: str = ""
    basis: str = ""
    gb_code: str = ""
    note: str = ""


class CourtTable:
    """Courts by code, by name and by the words of old-style numbers.

    >>> table = CourtTable([
    ...     Court("鄂", "湖北省高级人民法院", "High People's Court of Hubei", "high", "Hubei"),
    ...     Court("鄂01", "湖北省武汉市中级人民法院", "Wuhan Intermediate People's Court", "intermediate", "Hubei",
    ...           "武汉市中级人民法院"),
    ... ])
    >>> table.by_code("鄂01").en, table.by_code("鄂99")
    ("Wuhan Intermediate People's Court", None)
    >>> [court.code for court in table.by_name("武汉市中级人民法院") + table.by_words("鄂武汉中")]
    ['鄂01', '鄂01']
    """

    def __init__(self, courts: Iterable[Court], abbreviations: Iterable[Abbreviation] = ()) -> None:
        self.courts = tuple(courts)
        self.abbreviations = tuple(abbreviations)
        by_code: dict[str, list[Court]] = defaultdict(list)
        for court in self.courts:
            by_code[court.code].append(court)
        # The row without a note first: 冀0502 was 桥东区 and is 襄都区.
        self._by_code = {code: tuple(sorted(several, key=lambda c: c.note != "")) for code, several in by_code.items()}
        self.initials = frozenset(code for code in self._by_code if len(code) == 1)

    def by_code(self, code: str) -> Court | None:
        """The court that has the code, or had it last."""
        return self.holders(code)[0] if code in self._by_code else None

    def holders(self, code: str) -> tuple[Court, ...]:
        """All courts that had the code, the present one first."""
        return self._by_code.get(code, ())

    def by_name(self, name: str) -> tuple[Court, ...]:
        """Courts with this full or short name, with or without 人民法院 or 法院 at its end (北海海事)."""
        return self._by_name.get(name, ())

    def by_words(self, words: str) -> tuple[Court, ...]:
        """Courts that wrote `words` before the type words of a number before 2016; several if the words collide."""
        if not words:
            return self.holders(SUPREME)[:1]
        return tuple(court for code in self.words.get(words, ()) if (court := self.by_code(code)))

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """Old-style court words to codes; made on first use."""
        names = [CourtName(c.code, c.short or c.zh, c.level) for several in self._by_code.values() for c in several[:1]]
        return court_words(names, self.abbreviations)

    @cached_property
    def _by_name(self) -> dict[str, tuple[Court, ...]]:
        names: dict[str, dict[Court, None]] = defaultdict(dict)
        for court in self.courts:
            for name in {court.zh, court.short} - {""}:
                for form in {name, re.sub(r"(人民法院|法院)$", "", name)}:
                    names[form][court] = None
        return {name: tuple(several) for name, several in names.items()}
