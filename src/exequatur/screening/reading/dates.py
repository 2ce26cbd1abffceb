"""Days as people write them, in English and Chinese; an order of day and month that could be another one is an error."""

from __future__ import annotations

import re

from .how import How, Literal, doubt
from .words import words

WRITE = "write 2015-07-24, or 2015-07 or 2015 if no more is known"
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"(?<![\d-])\d{1,2}([-/. ])(\d{1,2}|[a-z]{3,9})\1\d{2}(?!\d)|'\d{2}", re.ASCII)
_EIGHT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?", re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
_NAME_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_NAME = re.compile(r"([a-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
_TIME = re.compile(r"(.*\d)[ t](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?: ?(z|utc|\+00:?00))?", re.ASCII)
_MIDNIGHT = re.compile(r"0?0:00(:00(\.0+)?)?", re.ASCII)
_FIGURES = {mark: str(place) for place, mark in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○◯o0", "0")
"""A nought is also written as a circle, or as the letter or the figure that looks like one."""
_UP_TO_99 = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_NUMERAL = re.compile(rf"([{''.join(_FIGURES)}]{{4}})年(?:({_UP_TO_99})月(?:({_UP_TO_99})[日号])?)?")


def date(fact: str, text: str, how: How) -> Literal:
    """One day, month or year. `text` is folded. Raises ClaimError where it could be two."""
    if _ISO.fullmatch(text):
        return Literal(text)
    if found := _TIME.fullmatch(text):
        if not _MIDNIGHT.fullmatch(found[2]):
            raise doubt(fact, f'"{text}" has a time of day, so its day depends on the place', WRITE)
        inner = date(fact, found[1], how)
        return Literal(inner.text, "a day at midnight" if inner.form is None else inner.form)
    return _figures(fact, text, how) or _named(text) or _chinese(text) or _refused(fact, text)


def _figures(fact: str, text: str, how: How) -> Literal | None:
    if (found := _YEAR_FIRST.fullmatch(text)) and not (found[4] is None and found[2] == "."):
        return _literal(found[1], found[3], found[4], "year, month, day in figures")
    if found := _EIGHT.fullmatch(text):
        return _literal(found[1], found[2], found[3], "eight figures")
    if not (found := _YEAR_LAST.fullmatch(text)):
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    order = how.dates
    if order is None or order == "ymd":
        if first <= 12 and second <= 12 and first != second:
            one, other = (_literal(year, month, day, "").text for month, day in ((second, first), (first, second)))
            raise doubt(
                fact,
                f'"{text}" can be {one} or {other}',
                f"{WRITE}, or say `dates: dmy` or `dates: mdy` for this column in a mapping",
            )
        order = "dmy" if second <= 12 else "mdy"
    day, month = (first, second) if order == "dmy" else (second, first)
    if month > 12:
        raise doubt(fact, f'"{text}" has no month {month}, and this column is read as {order}', WRITE)
    said = (
        "as the mapping says"
        if how.dates == order
        else "no month is greater than 12"
        if first != second
        else "both the same"
    )
    return _literal(year, month, day, f"{'day' if order == 'dmy' else 'month'} first: {said}")


def _named(text: str) -> Literal | None:
    months = words().months
    for pattern, (day, name, year) in ((_DAY_NAME, (1, 2, 3)), (_NAME_DAY, (2, 1, 3)), (_NAME, (0, 1, 2))):
        if (found := pattern.fullmatch(text)) and found[name] in months:
            return _literal(found[year], months[found[name]], found[day] if day else None, "the month by its name")
    return None


def _chinese(text: str) -> Literal | None:
    if found := _CHINESE.fullmatch(text.replace(" ", "")):
        return _literal(found[1], found[2], found[3], "年月日")
    if found := _NUMERAL.fullmatch(text):
        year = "".join(_FIGURES[mark] for mark in found[1])
        month, day = (_number(part) if part else None for part in found.groups()[1:])
        return _literal(year, month, day, "Chinese numerals")
    return None


def _number(text: str) -> int:
    """A numeral up to 99."""
    tens, ten, ones = text.rpartition("十")
    return (int(_FIGURES[tens]) if tens else 1) * 10 * bool(ten) + (int(_FIGURES[ones]) if ones else 0)


def _refused(fact: str, text: str) -> Literal:
    if _SHORT_YEAR.search(text):
        raise doubt(fact, f'"{text[:60]}" has a year of two figures', WRITE)
    if _SERIAL.fullmatch(text):
        raise doubt(fact, f'"{text}" is the number of a day in a spreadsheet', "give the column the format of a date")
    return Literal(text)


def _literal(year: str, month: object, day: object, form: str) -> Literal:
    """The text of a claim file; whether there is such a day is for its reader to say."""
    parts = [year, *(f"{int(str(part)):02}" for part in (month, day) if part is not None)]
    return Literal("-".join(parts), form)
