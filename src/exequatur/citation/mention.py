"""What is said of a case number: the readings of a number, and a mention of one in a text."""

from typing import Literal

from msgspec import Struct

from .casenumber import CaseNumber
from .casetypes import CaseType
from .courts import Court

Status = Literal["found", "ambiguous", "unknown_court", "malformed"]

NOTES = {
    "no_brackets": "The year of a case number stands in brackets.",
    "no_year": "The year is missing.",
    "no_number": "The serial number is missing.",
    "no_hao": "号 is missing at the end.",
    "year_misplaced": "The year stands before the words for the court.",
    "mixed_style": "A code used since 2016 is written with 字第, as before 2016.",
    "no_ordinal": "字第 is missing, with which numbers before 2016 were written.",
    "leading_zeros": "A serial number has had no leading zeros since 2016.",
    "before_codes": "Codes of this form have been used since 2016; the year is earlier.",
    "supreme_by_convention": "No court is named; by convention it is the Supreme People's Court.",
    "code_reused": "The code belonged to another court before a reorganisation.",
    "type_not_listed": "The type code is not on the list that was read.",
    "court_words_collide": "Several courts used these words.",
    "pinyin_collides": "Several numbers are spelled like this.",
    "pinyin_not_read": "The pinyin could not be read as a court and a type of case.",
    "hyphen": "A hyphen may mean 之 or a range.",
    "range": "First and last number of a range; those between are not listed.",
    "several": "One of several numbers written together.",
}


class Reading(Struct, frozen=True):
    """One way to read a number; `court` or `type` is None where the tables do not have it."""

    number: CaseNumber
    court: Court | None = None
    type: CaseType | None = None


class Resolution(Struct, frozen=True):
    """The readings of a number: one if found, several if ambiguous. `notes` are keys of NOTES."""

    status: Status
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()


class CitedCourt(Struct, frozen=True):
    """The court of a mention. Not on the table: only the code, or the old-style `words`, as written."""

    code: str | None
    zh: str | None = None
    en: str | None = None
    level: str | None = None
    province: str | None = None
    basis: str | None = None
    note: str | None = None
    words: str | None = None


class CitedType(Struct, frozen=True):
    """The type of case of a mention; `zh` and `en` are None where the code is not on the table."""

    code: str
    zh: str | None = None
    en: str | None = None


class Candidate(Struct, frozen=True):
    """One reading of an ambiguous mention."""

    canonical: str
    court: CitedCourt | None
    type: CitedType | None


class Mention(Struct, frozen=True, kw_only=True):
    """A case number in a text: `text[span[0]:span[1]]`. What is not known, or differs among candidates, is None."""

    text: str
    span: tuple[int, int]
    year: int | None = None
    court: CitedCourt | None = None
    special: str | None = None
    type: CitedType | None = None
    number: str | None = None
    suffix: str | None = None
    canonical: str | None = None
    pinyin: str | None = None
    status: Status
    style: str | None = None
    candidates: tuple[Candidate, ...] = ()
    notes: tuple[str, ...] = ()


def cited_court(reading: Reading) -> CitedCourt:
    """The court of a reading, as far as it is known."""
    old = reading.number.style != "new"
    words = reading.number.court if old else None
    court = reading.court
    if court is None:
        return CitedCourt(None if old else reading.number.court, words=words)
    return CitedCourt(
        court.code, court.zh, court.en, court.level, court.province, court.basis or None, court.note or None, words
    )


def cited_type(reading: Reading) -> CitedType:
    """The type of a reading; a special-trial character stays with the number, not with the type."""
    known = reading.type
    return CitedType(known.code, known.zh, known.en) if known else CitedType(reading.number.type)
