"""Pinyin of the hanzi that occur in case numbers: a table of characters, read both ways.

>>> spelling = Spelling([("沪", "hu"), ("协", "xie"), ("外", "wai"), ("认", "ren"), ("陕", "shan"), ("陕", "shaan")])
>>> spelling.spell("沪01协外认")
'Hu 01 Xie Wai Ren'
>>> sorted(spelling.spelled("陕"))
['shaan', 'shan']
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice, product

_TOKEN = re.compile(r"[0-9]+|\S")
_NOT_LETTERS = re.compile(r"[^a-z0-9()]+")


def plain(latin: str) -> str:
    """Latin letters without tones, blanks, hyphens and apostrophes, ü as v: the form in which syllables are compared.

    >>> plain("É Wǔ-Hàn  Zhōng"), plain("Lü'an"), plain("Shaan 01 (Shang)")
    ('ewuhanzhong', 'lvan', 'shaan01(shang)')
    """
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", latin).casefold()).replace("u\u0308", "v")
    letters = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub("", letters)


class Spelling:
    """The syllables of each character: the first is written, all are read."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        syllables: dict[str, list[str]] = defaultdict(list)
        for character, syllable in rows:
            syllables[character].append(syllable)
        self._syllables = dict(syllables)
        self._plain = {character: tuple(map(plain, several)) for character, several in syllables.items()}
        self._known = frozenset(syllable for several in self._plain.values() for syllable in several)

    def spell(self, hanzi: str) -> str:
        """Capitalised syllables with blanks between; digits stay together, what is not on the table stays."""
        tokens = _TOKEN.findall(hanzi.replace("（", "(").replace("）", ")"))
        words = " ".join(
            self._syllables[token][0].capitalize() if token in self._syllables else token for token in tokens
        )
        return words.replace("( ", "(").replace(" )", ")")

    def spelled(self, hanzi: str) -> set[str]:
        """Every plain spelling of `hanzi`, at most 64; none if a character is not on the table."""
        choices = [self._plain.get(character, (character,) if character.isascii() else ()) for character in hanzi]
        return {"".join(choice) for choice in islice(product(*choices), 64)}

    def is_pinyin(self, word: str) -> bool:
        """Whether `word` can be cut into syllables of the table.

        >>> Spelling([("武", "wu"), ("汉", "han")]).is_pinyin("Wuhan")
        True
        """
        letters = plain(word)
        reached = [True] + [False] * len(letters)
        for end in range(1, len(letters) + 1):
            reached[end] = any(
                reached[start] and letters[start:end] in self._known for start in range(max(0, end - 6), end)
            )
        return bool(letters) and reached[-1]
