"""Every case number in a text, each with its place, its court, its type and a status.

The scan goes from year to year: 10 MB of digits or brackets cost no more than reading them. What stands after a year
is read in hanzi or in pinyin, in a window of fixed length. A number that cannot be read, or whose court is not on the
table, is reported with its status, never dropped. Numbers of documents (法释〔2015〕5号), of awards (京裁字第1号)
and of notaries are not ours.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .latin import latin_segments, latin_yearless
from .mention import Candidate, Mention, Reading, Status, cited_court, cited_type
from .pinyin import plain
from .romanised import LATIN
from .script import CLOSING, DIGIT, GAP, HANZI, OPENING, fold
from .segments import Segment, hanzi_segments, misplaced_year, yearless

if TYPE_CHECKING:
    from .register import Register

WINDOW = 240
_YEAR = re.compile(rf"[1１2２](?<![{DIGIT}].)[9９0０][{DIGIT}]{{2}}(?![{DIGIT}])")
_OPEN = re.compile(rf"[{re.escape(OPENING)}]{GAP}\Z")
_CLOSE = re.compile(rf"(?:{GAP}年)?{GAP}(?P<bracket>[{re.escape(CLOSING)}])(?:{GAP}年)?|{GAP}年")


# A year without brackets heads a number only if one follows closely; a mere year is passed over at once.
_BARE = re.compile(rf"{GAP}(?:[{HANZI}][^()（）。；\n]{{0,40}}?[号號]|[{LATIN}][^;.]{{1,60}}?[0-9])")


def find(text: str, register: "Register") -> list[Mention]:
    """The mentions in `text`, in order, none overlapping.

    >>> from exequatur.citation.tables import shipped_register
    >>> article = "ruling (2017) Hu 01 Xie Wai Ren No.16([2017]沪01协外认16号) and (2019) Ji 01 Xie Wai Ren No. 3"
    >>> for mention in find(article, shipped_register()):
    ...     print(mention.span, mention.status, mention.canonical, mention.court and mention.court.en)
    (7, 37) found （2017）沪01协外认16号 Shanghai First Intermediate People's Court
    (38, 53) found （2017）沪01协外认16号 Shanghai First Intermediate People's Court
    (59, 89) ambiguous None None
    """
    mentions: list[Mention] = []
    end = 0
    for year in _YEAR.finditer(text):
        if year.start() >= end:
            here = list(_at(text, year, register))
            mentions += here
            end = here[-1].span[1] if here else end
    mentions += yearless_mentions(text, register, [mention.span for mention in mentions])
    return sorted(mentions, key=lambda mention: mention.span)


def _at(text: str, year: "re.Match[str]", register: "Register") -> Iterator[Mention]:
    """The mentions that begin with this year: one, or several when serial numbers are listed."""
    opening = _OPEN.search(text, max(0, year.start() - 5), year.start())
    closing = _CLOSE.match(text, year.end())
    bracketed = bool(opening and closing and closing["bracket"])
    start = opening.start() if opening else year.start()
    tail = closing.end() if closing else year.end()
    if not bracketed and not _BARE.match(text, tail):
        return
    window = fold(text[tail : tail + WINDOW])
    value = int(fold(year[0]))
    segments = hanzi_segments(window, value, register) or latin_segments(window, value, register)
    for place, segment in enumerate(segments):
        if not bracketed and (segment.resolution.status == "malformed" or not segment.resolution.readings):
            return
        first = start if place == 0 else tail + segment.start
        yield _mention(text, (first, tail + segment.end), segment, register, () if bracketed else ("no_brackets",))
    if (
        bracketed
        and not segments
        and (found := misplaced_year(text[max(0, start - 20) : start], window, value, register))
    ):
        words, segment = found
        yield _mention(text, (start - words, tail + segment.end), segment, register, ())


def yearless_mentions(text: str, register: "Register", taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """Numbers whose year was left out (沪01协外认16号, Hu 01 Xie Wai Ren No. 16), outside the spans `taken`."""
    for scan, marks in ((yearless, ("号", "號")), (latin_yearless, ("No", "NO", "no"))):
        spans = iter([*taken, (len(text) + 1, len(text) + 1)])
        span = next(spans)
        for segment in scan(text, register) if any(mark in text for mark in marks) else ():
            while span[1] <= segment.start:
                span = next(spans)
            if segment.end <= span[0]:
                yield _mention(text, (segment.start, segment.end), segment, register, ())


def _mention(
    text: str, span: tuple[int, int], segment: Segment, register: "Register", notes: tuple[str, ...]
) -> Mention:
    resolution = segment.resolution
    status: Status = "malformed" if notes else resolution.status
    readings = resolution.readings
    complete = [reading for reading in readings if reading.number.number and reading.number.type and segment.year]
    numbers = [reading.number for reading in complete]
    canonical = {register.format(number) for number in numbers}
    serials = {number.number for number in numbers}
    specials = {number.special for number in numbers}
    spelled = (register.format(number, "pinyin") for number in numbers if register.can_spell(number))
    pinyin = {plain(form): form for form in spelled}
    courts, types = {cited_court(reading) for reading in readings}, {cited_type(reading) for reading in readings}
    type_ = types.pop() if len(types) == 1 else None
    return Mention(
        text=text[span[0] : span[1]],
        span=span,
        year=segment.year,
        court=courts.pop() if len(courts) == 1 else None,
        special=(specials.pop() or None) if len(specials) == 1 else None,
        type=type_ if type_ and type_.code else None,
        number=serials.pop() if len(serials) == 1 else segment.number,
        suffix=segment.suffix or None,
        canonical=canonical.pop() if len(canonical) == 1 else None,
        pinyin=next(iter(pinyin.values())) if len(pinyin) == 1 else None,
        status=status,
        style=readings[0].number.style if readings else None,
        candidates=tuple(_candidate(reading, register) for reading in complete) if len(readings) > 1 else (),
        notes=(*notes, *segment.notes, *resolution.notes),
    )


def _candidate(reading: Reading, register: "Register") -> Candidate:
    return Candidate(register.format(reading.number), cited_court(reading), cited_type(reading))
