"""Names of debtors that may be one: grouped for a person to review, never joined by themselves.

Names are compared without legal form and punctuation; Chinese ones by their characters, and with names in Latin letters by
their pinyin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from ...corpus.errors import DataError
from ...corpus.reader import read

LIKE = 88
"""From so many of a hundred on, two names are alike enough to look at."""
_HANZI = re.compile(r"[\u3400-\u9fff]")
_CHAFF = re.compile(r"[^\w\u3400-\u9fff]+")
_BLOCK = 4
_MOST = 300
"""Names of one block that are compared with each other: a beginning that more share tells nothing."""


class Name(msgspec.Struct, frozen=True):
    """A name as it stands, and as it is compared: its characters without legal form, and the same in Latin letters."""

    text: str
    core: str
    latin: str


def read_name(text: str) -> Name:
    """A name made ready to be compared."""
    plain = _CHAFF.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
    forms = _forms()
    if _HANZI.search(plain):
        core = plain.replace(" ", "")
        for form in forms["hanzi"]:
            core = core.removesuffix(form)
        return Name(text, core, _pinyin(core))
    words = [word for word in plain.split() if word not in forms["latin"]]
    core = " ".join(words) or plain
    return Name(text, core, core.replace(" ", ""))


def groups(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Groups of two or more different names that may be one debtor, the least alike pair of each group last."""
    from rapidfuzz import fuzz

    names = [read_name(text) for text in dict.fromkeys(texts)]
    parent = list(range(len(names)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    why: dict[tuple[int, int], int] = {}
    for a, b in _pairs(names):
        one, other = names[a], names[b]
        same = bool(_HANZI.search(one.core)) == bool(_HANZI.search(other.core))
        score = fuzz.ratio(one.core, other.core) if same else fuzz.ratio(one.latin, other.latin)
        if same and not _HANZI.search(one.core):
            score = max(score, fuzz.token_sort_ratio(one.core, other.core))
        if score >= LIKE:
            why[a, b] = round(score)
            parent[root(a)] = root(b)
    found: dict[int, list[int]] = {}
    for at in range(len(names)):
        found.setdefault(root(at), []).append(at)
    told = []
    for members in found.values():
        if len(members) > 1:
            scores = [score for (a, _), score in why.items() if a in members]
            told.append({"names": [names[at].text for at in members], "alike": min(scores)})
    return sorted(told, key=lambda group: (-len(group["names"]), group["names"]))


def _pairs(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Pairs that share a beginning, an end, or their first word."""
    blocks: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        keys = {f"<{name.latin[:_BLOCK]}", f">{name.latin[-_BLOCK:]}"}
        keys |= {f"={word}" for word in name.core.split() if len(word) > _BLOCK and " " in name.core}
        if _HANZI.search(name.core):
            keys |= {f"={name.core[at : at + 2]}" for at in range(len(name.core) - 1)}
        for key in keys:
            blocks.setdefault(key, []).append(at)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for number, a in enumerate(block[:_MOST]):
            for b in block[number + 1 : _MOST]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    yield a, b


def tell_debtors(table: pl.LazyFrame, path: Path) -> dict[str, Any]:
    """The debtors of the answers of a screening: how many names, and the groups to review. Raises DataError."""
    if "debtor" not in table.collect_schema():
        raise DataError("has no column `debtor`; screen a table with one", path)
    counts = table.group_by("debtor").len("rows").filter(pl.col("debtor").is_not_null()).sort("debtor")
    rows = dict(counts.collect(engine="streaming").iter_rows())
    found = groups(rows)
    for group in found:
        group["rows"] = sum(rows[name] for name in group["names"])
    return {"names": len(rows), "groups": found}


@cache
def _forms() -> dict[str, list[str]]:
    raw: Any = read(Path(__file__).with_name("legal_forms.yaml"))
    return {key: [str(one) for one in raw[key]] for key in ("hanzi", "latin")}


def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text))
