"""What follows a year, cut into the serial numbers it heads, in hanzi or in pinyin.

One year may head several numbers: （2018）粤01协外认26、27号, (2020) Hu 02 Xie Wai Ren Nos. 4 and 5.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .casenumber import SUFFIX, SUPREME, CaseNumber, CaseNumberError, canonical_suffix, new_style
from .mention import Reading, Resolution
from .script import GAP, HANZI, fold, squeeze

if TYPE_CHECKING:
    from .register import Register


class Segment(Struct, frozen=True):
    """One number in a window: from `start` to `end`, and how it resolves. `year` is None where it was left out."""

    year: int | None
    start: int
    end: int
    number: str | None
    suffix: str
    resolution: Resolution
    notes: tuple[str, ...] = ()


H = f"(?!号)[{HANZI}]"
_HEAD = rf"(?P<head>(?:(?:{H}|\({GAP}[{HANZI}]{{1,3}}{GAP}\)|[0-9]{{1,6}}(?={GAP}{H})){GAP}){{1,24}}?)"
_SERIAL = rf"(?P<number>[A-Z]?[0-9]{{1,60}})(?P<inner>{SUFFIX})?"
_SEPARATOR = rf"{GAP}(?P<separator>以及|[、和及与至~-]){GAP}第?"
_LISTED = rf"{_SEPARATOR}[0-9]{{1,8}}(?:{SUFFIX})?".replace("?P<separator>", "?:")
_HAO = rf"(?P<hao>{GAP}号(?P<outer>{SUFFIX}(?!审|方|{GAP}号))?)"
_FIRST = re.compile(rf"{GAP}{_HEAD}(?:[Nn]o{GAP}\.?{GAP})?{_SERIAL}(?=(?:{_LISTED}){{0,40}}{GAP}号){_HAO}?")
_NEXT = re.compile(rf"{_SEPARATOR}{_SERIAL}(?![0-9])(?!{GAP}号[楼室房院线门]){_HAO}?")
_CODE = rf"(?P<code>{SUPREME}|{H}(?:{GAP}[0-9]{{4}}|{GAP}[0-9]{{2}})?){GAP}"
_NO_HAO = re.compile(rf"{GAP}{_CODE}(?P<words>(?:{H}{GAP}){{1,5}}?)(?P<number>[0-9]{{1,8}})(?![0-9])")
_NO_NUMBER = re.compile(
    rf"{GAP}{_CODE}(?P<words>(?:{GAP}{H}){{1,5}}?)(?P<rest>{GAP}[Xx×*某_?]{{1,8}}{GAP}号?|{GAP}号|(?!{GAP}{H}))"
)
_MISPLACED = re.compile(rf"{GAP}第{GAP}(?P<number>[0-9]{{1,8}}){GAP}号")
_TRAILING_WORDS = re.compile(rf"[{HANZI}]{{2,12}}\Z")
_NOT_COURTS = re.compile(r"(?<!执)裁$|[证函]$")
_CATEGORIES = frozenset("民商刑行执知经破赔")


def hanzi_segments(window: str, year: int, register: "Register") -> list[Segment]:
    """The numbers in hanzi at the start of `window`, which is folded."""
    found = _FIRST.match(window) if "号" in window else None
    if found is None:
        return _unfinished(window, year, register)
    head = squeeze(found["head"])
    first = _read(found, year, head, register)
    if _NOT_COURTS.search(head.rstrip("字第")):
        return []
    if first.resolution.status == "malformed" and not _court_like(head, first, register):
        return _unfinished(window, year, register)
    segments = [first]
    closed = 1 if found["hao"] else 0
    end = found.end()
    while len(segments) < 40 and (item := _NEXT.match(window, end)):
        end = item.end()
        segments.append(_read(item, year, head, register, "range" if item["separator"] in "至~-" else "several"))
        closed = len(segments) if item["hao"] else closed
    return segments[: max(closed, 1)]


def _read(item: "re.Match[str]", year: int, head: str, register: "Register", note: str = "") -> Segment:
    number, inner, outer = item["number"], item["inner"] or "", item["outer"] or ""
    notes = (note,) if note else ()
    try:
        resolution = register.parse(f"({year}){head}{number}{inner}号{outer}")
        suffix = canonical_suffix(inner or outer)
    except CaseNumberError:
        resolution, suffix = _without_serial(year, head, register), inner or outer
    if inner.startswith("-") and int(inner[1:]) > int(number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")):
        resolution = _with_range(resolution, number, inner[1:])
        suffix = ""
    return Segment(year, item.start("number"), item.end(), number, suffix, resolution, notes)


def _without_serial(year: int, head: str, register: "Register") -> Resolution:
    """A number whose serial is wrong (0, or too long): its court may still be known."""
    try:
        resolved = register.parse(f"({year}){head}1号")
    except CaseNumberError:
        return Resolution("malformed")
    readings = tuple(replace(reading, number=replace(reading.number, number="")) for reading in resolved.readings)
    return Resolution("malformed", readings, resolved.notes)


def _with_range(resolution: Resolution, first: str, last: str) -> Resolution:
    """26-28号 is 26号之二十八 or the numbers from 26 to 28."""
    plain = [
        replace(reading, number=replace(reading.number, number=number, suffix=""))
        for number in (first, last)
        for reading in resolution.readings
    ]
    return Resolution("ambiguous", (*resolution.readings, *plain), (*resolution.notes, "hyphen"))


def _court_like(head: str, segment: Segment, register: "Register") -> bool:
    """Whether a number that could not be read is a court's all the same, and no document's or arbitral award's."""
    if re.match(rf"({SUPREME}|.[0-9]{{1,6}})", head):
        return head[0] in register.courts.initials or head.startswith(SUPREME)
    readable = bool(segment.resolution.readings) and segment.resolution.readings[0].court is not None
    ordinal = re.search(r"字第?$", head)
    return readable or (ordinal is not None and not _CATEGORIES.isdisjoint(head[: ordinal.start()][-4:]))


def _unfinished(window: str, year: int, register: "Register") -> list[Segment]:
    """A number without 号, or without its serial: reported only if court and type are known."""
    if found := _NO_HAO.match(window):
        number = new_style(year, squeeze(found["code"]), squeeze(found["words"]), found["number"])
        resolved = register.resolve(number)
        if resolved.readings[0].type and (resolved.readings[0].court or len(number.court) > 1):
            resolved = Resolution("malformed", resolved.readings, ("no_hao", *resolved.notes))
            return [Segment(year, found.start("number"), found.end(), number.number, "", resolved)]
    if (found := _NO_NUMBER.match(window)) and (read := _longest_type(found, year, register)):
        number, end = read
        resolved = Resolution("malformed", register.resolve(number).readings, ("no_number",))
        return [Segment(year, found.start("words"), end, None, "", resolved)]
    return []


def _longest_type(found: "re.Match[str]", year: int, register: "Register") -> tuple[CaseNumber, int] | None:
    """The court and the longest type before a missing serial, and their end; a placeholder (××号) belongs to them."""
    court, words = squeeze(found["code"]), squeeze(found["words"])
    if len(court) == 1 or register.courts.by_code(court) is None:
        return None
    for length in range(len(words), 0, -1):
        number = new_style(year, court, words[:length], "")
        if register.resolve(number).readings[0].type:
            end = found.end() if length == len(words) else found.start("words") + len(found["words"][:length])
            return number, end
    return None


def misplaced_year(before: str, window: str, year: int, register: "Register") -> tuple[int, Segment] | None:
    """北海海事(2011)第70号: the length of the court's words before the year, and the number; None if no court."""
    found, words = _MISPLACED.match(window), _TRAILING_WORDS.search(fold(before))
    for start in range(len(words[0]) - 1 if found and words else 0):
        name = words[0][start:] if words else ""
        courts = register.courts.by_name(name) or register.courts.by_words(name)
        if found and courts and courts[0].level != "supreme":
            readings = tuple(
                Reading(CaseNumber(year, name, "", found["number"], style="old"), court) for court in courts
            )
            resolution = Resolution("malformed", readings, ("year_misplaced",))
            return len(name), Segment(year, found.start(), found.end(), found["number"], "", resolution)
    return None


def yearless(text: str, register: "Register") -> Iterator[Segment]:
    """Numbers in hanzi without a year, where code and type are both on the tables; places are those of `text`."""
    for found in register.yearless.finditer(text):
        number = new_style(0, squeeze(fold(found["court"])), squeeze(fold(found["type"])), fold(found["number"]))
        resolved = Resolution("malformed", register.resolve(number).readings, ("no_year",))
        suffix = canonical_suffix(fold(found["suffix"] or ""))
        yield Segment(None, found.start(), found.end(), number.number, suffix, resolved)
