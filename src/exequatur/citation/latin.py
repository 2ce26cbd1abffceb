"""Numbers in pinyin at the start of a window, as `segments` are in hanzi."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .casenumber import CaseNumber, new_style
from .mention import Reading, Resolution
from .pinyin import plain
from .romanised import CODE_ONLY, LATIN, MARKED, NUMBERLESS, UNMARKED, YEARLESS, RomanParts, parts_of
from .script import GAP
from .segments import Segment

if TYPE_CHECKING:
    from .register import Register

_STARTS = re.compile(rf"{GAP}[{LATIN}]")
_AND = r"\s{0,3}(?P<separator>(?:,\s{0,3}(?:and|&)|,|;|and|&|to|through|-))\s{0,3}"
_MORE_OF_SEVERAL = re.compile(rf"{_AND}(?:Nos?\.?\s{{0,2}})?(?P<number>[0-9]{{1,8}})(?![0-9])", re.IGNORECASE)
_MORE_WITH_MARK = re.compile(rf"{_AND}No\.?\s{{0,2}}(?P<number>[0-9]{{1,8}})(?![0-9])", re.IGNORECASE)


def latin_segments(window: str, year: int, register: "Register") -> list[Segment]:
    """The numbers in pinyin at the start of `window`, which is folded."""
    if not _STARTS.match(window):
        return []
    marked = MARKED.match(window)
    if marked:
        parts = parts_of(year, marked)
        resolution = register.romanised.read(parts)
        if resolution.status != "malformed" or resolution.readings:
            return _listed(window, marked, parts, resolution, register)
    if unmarked := UNMARKED.match(window):
        parts = parts_of(year, unmarked)
        resolution = register.romanised.read(parts)
        if resolution.status != "malformed" and all(_is_code(reading.number) for reading in resolution.readings):
            return [_segment(unmarked, parts, resolution)]
    if marked and _like_pinyin(marked["words"], register):
        parts = parts_of(year, marked)
        return [_segment(marked, parts, Resolution("malformed", (), ("pinyin_not_read",)))]
    if (found := NUMBERLESS.match(window)) and (segments := _without_number(found, year, register)):
        return segments
    if (code := CODE_ONLY.match(window)) and (
        courts := register.romanised.courts_spelled(code["initial"], code["digits"])
    ):
        readings = tuple(Reading(new_style(year, court.code, "", ""), court) for court in courts)
        resolution = Resolution("malformed", readings, ("pinyin_not_read",))
        return [Segment(year, code.start("initial"), code.end("digits"), None, "", resolution)]
    return []


def _is_code(number: CaseNumber) -> bool:
    """A code that is no chance pair of words: with digits, or with a type of two characters (not Su Zhi 5)."""
    return number.style == "new" and (len(number.court) > 1 or len(number.type) > 1)


def _segment(found: "re.Match[str]", parts: RomanParts, resolution: Resolution) -> Segment:
    return Segment(parts.year, found.start("number"), found.end(), parts.number, parts.suffix, resolution)


def _listed(
    window: str, found: "re.Match[str]", parts: RomanParts, resolution: Resolution, register: "Register"
) -> list[Segment]:
    several = found["mark"].casefold().startswith("nos")
    first = _segment(found, parts, resolution)
    segments, end = [first], found.end()
    if several and parts.suffix:
        # Nos. 26-28 is a range, where No. 1-2 is 1号之二.
        parts = replace(parts, suffix="")
        number_end = found.end("number")
        segments = [Segment(parts.year, first.start, number_end, parts.number, "", register.romanised.read(parts))]
        end = number_end
    more = _MORE_OF_SEVERAL if several else _MORE_WITH_MARK
    while len(segments) < 40 and (item := more.match(window, end)):
        following = replace(parts, number=item["number"], suffix="")
        note = "range" if item["separator"].casefold() in ("-", "to", "through") else "several"
        resolved = register.romanised.read(following)
        segments.append(Segment(parts.year, item.start("number"), item.end(), item["number"], "", resolved, (note,)))
        end = item.end()
    return segments


def _without_number(found: "re.Match[str]", year: int, register: "Register") -> list[Segment]:
    """(2018) Zhe 11 Min Zai: reported if the longest run of syllables is a court and a type."""
    words = found["words"]
    while " " in words:
        resolution = register.romanised.read(RomanParts(year, plain(words), None))
        if resolution.status != "malformed":
            resolution = Resolution("malformed", resolution.readings, ("no_number", *resolution.notes))
            end = found.start("words") + len(words)
            return [Segment(year, found.start("words"), end, None, "", resolution)]
        words = words.rsplit(None, 1)[0] if len(words.rsplit(None, 1)) == 2 else ""
    return []


def latin_yearless(text: str, register: "Register") -> Iterator[Segment]:
    """Numbers in pinyin without a year, where code and type are both on the tables; places are those of `text`."""
    for found in YEARLESS.finditer(text):
        if register.romanised.courts_spelled(found["initial"], found["digits"]):
            parts = replace(parts_of(0, found), letters=plain(found["initial"] + found["digits"] + found["words"]))
            resolved = register.romanised.read(parts)
            if resolved.status in ("found", "ambiguous"):
                resolved = Resolution("malformed", resolved.readings, ("no_year",))
                yield Segment(None, found.start(), found.end(), parts.number, parts.suffix, resolved)


def _like_pinyin(words: str, register: "Register") -> bool:
    """Whether words that were not read look like a case number: a code, or mostly syllables that end in Zi."""
    if found := re.match(r"([a-z]+)(?:[0-9]{2}|[0-9]{4})(?![0-9])", plain(words)):
        return register.romanised.is_initial(found[1])
    syllables = words.split()
    known = sum(register.pinyin.is_pinyin(word) for word in syllables)
    return plain(syllables[-1]).endswith("zi") and 2 * known >= len(syllables)
