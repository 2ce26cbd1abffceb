"""The register of courts, types and pinyin: the one door of this room.

`parse` reads one number, `find` all numbers of a text, `resolve` says which court and type a number belongs to,
`format` writes it. The tables are passed in; `tables.read_register` reads them from CSV files.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from . import casenumber
from .casenumber import (
    BARE_WORDS,
    FIRST_YEAR,
    SPECIAL_TRIAL,
    SUFFIX,
    SUPREME,
    CaseNumber,
    CaseNumberError,
    Form,
    compact,
    old_style,
    supreme,
)
from .casetypes import TypeTable
from .courts import Court, CourtTable
from .divisions import Division
from .mention import Reading, Resolution
from .pinyin import Spelling
from .places import PlaceIndex
from .romanised import Romanised, split_romanised
from .script import DIGIT, GAP

if TYPE_CHECKING:
    from .mention import Mention


_NO_ORDINAL = re.compile(r"(\((?:19|20)[0-9]{2}\)[^0-9字第]{1,24})([A-Z]?[0-9]+号.*)")


class Register:
    """Tables of courts, types and syllables, and what can be asked of them."""

    def __init__(
        self, courts: CourtTable, types: TypeTable, pinyin: Spelling, unlisted: tuple[Division, ...] = ()
    ) -> None:
        self.courts = courts
        self.unlisted = unlisted
        self.types = types
        self.pinyin = pinyin

    @cached_property
    def romanised(self) -> Romanised:
        """The tables indexed by spelling; made on first use."""
        return Romanised(self.courts, self.types, self.pinyin)

    @cached_property
    def places(self) -> PlaceIndex:
        """The divisions behind the courts, for places as people write them; made on first use."""
        return PlaceIndex(self.courts, self.pinyin, self.unlisted)

    @cached_property
    def yearless(self) -> re.Pattern[str]:
        """A code and a type of the tables, a serial and 号, in raw text: 沪01协外认16号."""
        types = sorted(self.types.codes, key=len, reverse=True)
        initials, digits = "".join(sorted(self.courts.initials)), f"[{DIGIT}]"
        code = f"(?:{SUPREME}[{SPECIAL_TRIAL}]?|[{initials}]{GAP}{digits}{{4}}|[{initials}]{GAP}{digits}{{2}})"
        long = "|".join(code for code in types if len(code) > 1)
        return re.compile(
            rf"(?<![{DIGIT}])(?P<court>{code}|[{initials}](?={long})){GAP}(?P<type>{'|'.join(types)}){GAP}"
            rf"(?P<number>{digits}{{1,8}}){GAP}[号號](?P<suffix>{SUFFIX}(?!审))?"
        )

    def parse(self, text: str) -> Resolution:
        """The readings of one number in hanzi or pinyin. Raises CaseNumberError if `text` is neither."""
        if parts := split_romanised(text):
            return self.romanised.read(parts)
        try:
            number = casenumber.parse(text)
            resolved = self.resolve(number)
        except CaseNumberError:
            if guessed := self._with_ordinal(text):
                return guessed
            raise
        if resolved.status == "malformed" and (guessed := self._with_ordinal(text)):
            return guessed
        return Resolution(resolved.status, resolved.readings, (*_writing(text, number), *resolved.notes))

    def _with_ordinal(self, text: str) -> Resolution | None:
        """（2013）民提3号 read as （2013）民提字第3号: malformed, but its court is known."""
        parts = _NO_ORDINAL.fullmatch(compact(text))
        if parts is None:
            return None
        try:
            resolved = self.resolve(casenumber.parse(f"{parts[1]}字第{parts[2]}"))
        except CaseNumberError:
            return None
        known = resolved.readings[0].court is not None
        return Resolution("malformed", resolved.readings, (*resolved.notes, "no_ordinal")) if known else None

    def find(self, text: str) -> "list[Mention]":
        """Every case number in `text`: see `find.find`."""
        from .find import find

        return find(text, self)

    def format(self, number: CaseNumber, form: Form = "hanzi") -> str:
        """The number in hanzi, or in pinyin as English articles write it."""
        return casenumber.format(number, form, self.pinyin.spell)

    def can_spell(self, number: CaseNumber) -> bool:
        """Whether every character of the number is on the table of pinyin."""
        return bool(self.pinyin.spelled(number.court + number.type.replace("（", "").replace("）", "")))

    def resolve(self, number: CaseNumber) -> Resolution:
        """The court and type of `number`: several readings where old-style words collide, none invented."""
        return self._resolve_code(number) if number.style == "new" else self._resolve_words(number)

    def _resolve_code(self, number: CaseNumber) -> Resolution:
        court = self.courts.by_code(number.court)
        type_ = self.types.by_code(number.special + number.type) or self.types.by_code(number.type)
        readings = (Reading(number, court, type_),)
        notes = []
        if number.year < FIRST_YEAR:
            notes.append("before_codes")
        if len(self.courts.holders(number.court)) > 1:
            notes.append("code_reused")
        if type_ is None:
            notes.append("type_not_listed")
            if not self.types.letters.issuperset(number.type):
                return Resolution("malformed", readings, tuple(notes))
        if court is None:
            # A single hanzi that is no high court is not a code at all; with digits it may be one we do not have.
            return Resolution("malformed" if len(number.court) == 1 else "unknown_court", readings, tuple(notes))
        return Resolution("found", readings, tuple(notes))

    def _resolve_words(self, number: CaseNumber) -> Resolution:
        head = number.court + number.type
        for cut in range(len(head) - 1, -1, -1):
            words, type_words = head[:cut], head[cut:]
            type_ = self.types.old(type_words, bare=words.endswith("法") and type_words[0] in BARE_WORDS)
            courts = self.courts.by_words(words) if type_ else ()
            if not courts or (not words and not supreme(type_words)):
                continue
            split = old_style(number.year, words, type_words, number.number, number.suffix)
            readings = tuple(Reading(split, court, type_) for court in _distinct(courts))
            notes = ("court_words_collide",) if len(readings) > 1 else () if words else ("supreme_by_convention",)
            return Resolution("ambiguous" if len(readings) > 1 else "found", readings, notes)
        type_ = self.types.old(number.type)
        return Resolution("unknown_court" if type_ else "malformed", (Reading(number, None, type_),))


def _distinct(courts: tuple[Court, ...]) -> tuple[Court, ...]:
    """One court of each name, the code without a note of reorganisation first."""
    by_name: dict[str, Court] = {}
    for court in sorted(courts, key=lambda court: court.note != ""):
        by_name.setdefault(court.zh, court)
    return tuple(court for court in courts if by_name[court.zh] is court)


def _writing(text: str, number: CaseNumber) -> Iterator[str]:
    """Notes on how a readable number was written."""
    if number.style == "new":
        written = re.search(r"([字第]{0,2})(0*)[0-9]+(?=[之号-])", compact(text))
        if written and written[1]:
            yield "mixed_style"
        if written and written[2]:
            yield "leading_zeros"
