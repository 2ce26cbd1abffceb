"""Types of case: the codes since 2016 (协外认), and the words of which older types are composed (民商外初).

One code may cover several types: 协外认 is used for foreign judgments (0702) and for foreign awards (0703).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from .casenumber import BARE_WORDS
from .pinyin import Spelling

MARKER = "special trial marker"


class CaseType(Struct, frozen=True):
    """A type code and what it covers; `zh` and `en` join several types by a semicolon. Old-style types are composed."""

    code: str
    zh: str
    en: str
    category: str = ""
    numbers: tuple[str, ...] = ()
    relevant: bool = False
    basis: str = ""


class OldWord(Struct, frozen=True):
    """A word of old-style types: whether it `opens` one, and `after` which letters it stands (empty: any)."""

    word: str
    opens: bool
    after: str
    zh: str
    en: str


class TypeTable:
    """Types by code; old-style types from their words.

    >>> table = TypeTable(
    ...     [CaseType("民初", "民事一审案件", "Civil, first instance", "civil")],
    ...     [OldWord("民", True, "", "民事", "civil"), OldWord("初", False, "民", "一审", "first instance")])
    >>> table.by_code("民初").en, table.old("民初").en, table.old("民切")
    ('Civil, first instance', 'civil, first instance', None)
    """

    def __init__(self, types: Iterable[CaseType], old_words: Iterable[OldWord] = ()) -> None:
        rows: dict[str, list[CaseType]] = defaultdict(list)
        self.markers: dict[str, CaseType] = {}
        for row in types:
            if row.category == MARKER:
                self.markers[row.code] = row
            else:
                rows[row.code].append(row)
        self._by_code = {code: _join(several) for code, several in rows.items()}
        self.letters = frozenset("".join(self._by_code))
        self.old_words = tuple(old_words)
        self._old: dict[str, list[OldWord]] = defaultdict(list)
        for word in self.old_words:
            self._old[word.word].append(word)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every type code, without the special-trial characters."""
        return tuple(self._by_code)

    def by_code(self, code: str) -> CaseType | None:
        """The type, or None if the code is not on the table."""
        return self._by_code.get(code)

    def old(self, words: str, *, bare: bool = False) -> CaseType | None:
        """The old-style type composed of `words`, brackets inside allowed (民四（商）终); None if a word is not known.

        `bare`: the matter may be left out (初 alone), as maritime courts do.
        """
        parts: list[OldWord] = []
        letters = words.replace("（", "").replace("）", "").replace("(", "").replace(")", "")
        while letters:
            word = next((letters[:length] for length in (2, 1) if letters[:length] in self._old), None)
            if word is None or not (parts or bare or any(row.opens for row in self._old[word])):
                return None
            parts.append(self._old[word][0])
            letters = letters[len(word) :]
        if not parts:
            return None
        zh, en = ("".join(part.zh for part in parts), ", ".join(part.en for part in parts))
        return CaseType(words, zh, en, "before 2016", basis="composed of its words")


class OldSpelling:
    """The words of old-style types by their spelling."""

    def __init__(self, words: Iterable[OldWord], spelling: Spelling) -> None:
        self.by_letter: dict[str, list[tuple[str, OldWord]]] = defaultdict(list)
        for row in words:
            for sound in spelling.spelled(row.word):
                self.by_letter[sound[0]].append((sound, row))

    def reader(self, letters: str) -> "Reader":
        """A reader of one run of letters."""
        return Reader(self, letters)


class Reader:
    """Reads old-style types out of letters, from a place to the end; what was read once is kept."""

    def __init__(self, spelling: OldSpelling, letters: str) -> None:
        self._spelling, self._letters = spelling, letters
        self._read: dict[tuple[int, str], tuple[str, ...]] = {}

    def read(self, start: int, *, bare: bool = False) -> tuple[str, ...]:
        """The types, in hanzi, spelled from `start` on; at most 12, each word in a place where it is used.

        `bare`: the matter may be left out, as in `TypeTable.old`.
        """
        found = self._from(start, "")
        return tuple(words for words in (*found, *(self._from(start, "法") if bare else ())) if words)

    def _from(self, start: int, before: str) -> tuple[str, ...]:
        if start == len(self._letters):
            return ("",)
        if (start, before) not in self._read:
            self._read[start, before] = tuple(islice(dict.fromkeys(self._words(start, before)), 12))
        return self._read[start, before]

    def _words(self, start: int, before: str) -> Iterator[str]:
        letter = self._letters[start]
        if letter in "()":
            for tail in self._from(start + 1, before):
                yield ("（" if letter == "(" else "）") + tail
        for sound, row in self._spelling.by_letter.get(letter, ()):
            if _may_follow(row, before) and self._letters.startswith(sound, start):
                for tail in self._from(start + len(sound), row.word[-1]):
                    yield row.word + tail


def _may_follow(row: OldWord, before: str) -> bool:
    if before == "法":
        return row.word in BARE_WORDS
    return row.opens if not before else not row.after or before in row.after


def _join(rows: list[CaseType]) -> CaseType:
    first = rows[0]
    return CaseType(
        first.code,
        "；".join(row.zh for row in rows),
        "; ".join(row.en for row in rows),
        first.category,
        tuple(number for row in rows for number in row.numbers),
        any(row.relevant for row in rows),
        "; ".join(dict.fromkeys(row.basis for row in rows)),
    )
