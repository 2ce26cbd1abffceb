"""The administrative divisions behind the table of courts: their codes, names and what lies in what.

A division is known because a court has its code (`gb_code`): two digits name a province, four a prefecture, six a county.
The table keeps some divisions that were renamed or merged, since older case numbers use their courts; they are `past`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from .courts import Court, CourtTable
from .pinyin import Spelling, plain

PROVINCE, PREFECTURE, COUNTY = 2, 4, 6

# What a division can be called, in both languages. The first of a row is the kind to which the others belong.
KINDS = {
    "city": ("市", "city", "shi", "municipality"),
    "district": ("区", "新区", "林区", "矿区", "特区", "district", "new area", "newarea", "qu", "xinqu"),
    "county": ("县", "自治县", "county", "autonomous county", "xian"),
    "banner": ("旗", "自治旗", "banner", "autonomous banner", "qi"),
    "prefecture": ("地区", "自治州", "盟", "prefecture", "autonomous prefecture", "league", "diqu", "zhou", "meng"),
    "province": ("省", "自治区", "province", "autonomous region", "sheng"),
}
_ENDS_ZH = ("自治区", "自治州", "自治县", "自治旗", "新区", "林区", "特区", "地区", "省", "市", "盟", "区", "县", "旗")
_ENDS_EN = (
    "autonomous prefecture", "autonomous county", "autonomous banner", "autonomous region", "forestry district",
    "new area", "special district", "mining district", "prefecture", "league", "district", "county", "banner", "city",
)  # fmt: skip
_COURT = re.compile(r"(高级|中级)?人民法院(生产建设兵团分院)?$")
_COURT_EN = re.compile(r"( Intermediate)? People's Court$")
_IN = re.compile(r" \([^)]*\)")


class Division(Struct, frozen=True):
    """A division: its code cut to the digits that count, its names, the code of its court. `past`: renamed or merged."""

    code: str
    zh: str
    en: str
    court: str
    past: bool = False
    bare: str = ""

    @property
    def level(self) -> int:
        """2 for a province, 4 for a prefecture, 6 for a county."""
        return len(self.code)

    @property
    def gb(self) -> str:
        """The code in six digits."""
        return self.code.ljust(6, "0")

    @property
    def kind(self) -> str:
        """City, district, county, banner, prefecture or province, as the name says."""
        if self.level == PROVINCE and not self.zh.endswith("市"):
            return "province"
        ends = ((kind, end) for kind, words in KINDS.items() for end in words if self.zh.endswith(end))
        return max(ends, key=lambda found: len(found[1]), default=("city", ""))[0]

    def within(self, other: Division) -> bool:
        """Whether this division is `other` or lies in it."""
        return self.code.startswith(other.code)


def divisions(courts: CourtTable, spelling: Spelling, more: Iterable[Division] = ()) -> tuple[Division, ...]:
    """Every division for which the table has a court, provinces first; then `more`."""
    rows = [court for court in courts.courts if court.gb_code and _COURT.search(court.zh)]
    rows.sort(key=lambda court: (_digits(court), court.note != ""))
    made: dict[tuple[str, str], Division] = {}
    names: dict[str, str] = {}
    for court in rows:
        code = _cut(court)
        name = _COURT.sub("", court.zh)
        for above in (code[:2], code[:4]):
            if above != code and (prefix := names.get(above)) and name.startswith(prefix) and len(name) > len(prefix):
                name = name.removeprefix(prefix)
        names.setdefault(code, name)
        english = _english(court)
        past = court.note != "" and court.basis.startswith("rule:")
        made[code, name] = Division(code, name, english, court.code, past, _bare(name, english, spelling))
    return (*made.values(), *more)


def by_code(all_: Iterable[Division]) -> dict[str, tuple[Division, ...]]:
    """Divisions by their cut code, the present one first."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in all_:
        found[division.code].append(division)
    return {code: tuple(sorted(several, key=lambda one: one.past)) for code, several in found.items()}


def without_end(name: str) -> str:
    """An English name without the word for its kind, in lower case.

    >>> without_end("Pudong New Area"), without_end("Yiwu City"), without_end("Yiwu")
    ('pudong', 'yiwu', 'yiwu')
    """
    lower = name.casefold().strip()
    for end in _ENDS_EN:
        if lower.endswith(" " + end):
            return lower[: -len(end) - 1].strip()
    return lower


def _digits(court: Court) -> int:
    return len(_cut(court))


def _cut(court: Court) -> str:
    code = court.gb_code
    if court.level == "high":
        return code[:PROVINCE]
    return code[:PREFECTURE] if court.level == "intermediate" else code


def _english(court: Court) -> str:
    if court.level == "high":
        return court.province
    return _IN.sub("", _COURT_EN.sub("", court.en))


def _bare(name: str, english: str, spelling: Spelling) -> str:
    """The name without the word for its kind; of autonomous divisions also without the peoples (石柱 of 石柱土家族自治县)."""
    end = next((end for end in _ENDS_ZH if name.endswith(end) and len(name) > len(end)), "")
    bare = name.removesuffix(end) if end else name
    if "族" in bare or end == "自治区":
        wanted = plain(without_end(english))
        for length in range(2, len(bare)):
            if wanted in spelling.spelled(bare[:length]):
                return bare[:length]
        return bare[:2] if end == "自治区" and not bare.startswith("内蒙") else bare[:3] if end == "自治区" else bare
    return bare if len(bare) > 1 else name
