"""The calendar of working days, held against two calendar packages and against its own projection."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import chinese_calendar
import holidays
import pytest

from exequatur.corpus.source import load
from exequatur.law.book import Book
from exequatur.law.workdays import EXACT, PROJECTED, UNKNOWN, WorkingDays, compile_years

#: Days on which the packages differ, and what settles it.
DIFFERENCES = {date(2005, 12, 31): "the notice of 16 December 2005 makes it a working day"}
OFFICIAL = [date(2004, 1, 1) + timedelta(n) for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days)]


def test_two_packages_agree_with_the_table_on_every_day_they_share(book: Book) -> None:
    other = holidays.country_holidays("CN", years=range(2003, 2028))
    differences = {}
    for day in OFFICIAL:
        ours = book.working_days.is_open(day.toordinal())
        theirs = {chinese_calendar.is_workday(day), other.is_working_day(day)}
        if theirs != {ours}:
            differences[day] = ours
    assert set(differences) == set(DIFFERENCES)
    assert differences[date(2005, 12, 31)] is True


def test_a_package_projects_the_same_festivals(book: Book) -> None:
    festivals = {date.fromordinal(day) for day in book.calendar.festivals}
    for year in range(2027, 2041):
        other = holidays.country_holidays("CN", years=year)
        theirs = {day for day, name in other.items() if "observed" not in name and day.year == year}
        assert len(theirs) >= 12
        assert theirs == {day for day in festivals if day.year == year}


@pytest.mark.parametrize("until", range(2012, 2026))
def test_the_projection_of_a_year_holds_what_its_notice_then_said(until: int) -> None:
    """A projection made before the notice never excludes the day on which a period in fact ended."""
    table = dict(load().tables["calendar"])
    table["years"] = [year for year in table["years"] if year["year"] <= until]
    other = holidays.country_holidays("CN", years=until + 1)
    table["projected"] = [{"year": until + 1, **_festivals(other)}, {"year": until + 2, "new_year": _first(until + 2)}]
    projected, real = WorkingDays(compile_years(table)), WorkingDays(compile_years(load().tables["calendar"]))
    single = {date(2015, 9, 3).toordinal(), date(2015, 9, 4).toordinal(), date(2015, 9, 6).toordinal()}
    for offset in range(366):
        end = date(until + 1, 1, 1).toordinal() + offset
        if date.fromordinal(end).year > until + 1 or end in single or end + 1 in single:
            continue
        first, last = projected.end(end)
        assert first <= real.end(end)[0] <= last, date.fromordinal(end)


def _festivals(other: holidays.HolidayBase) -> dict[str, dict[str, str]]:
    names = {
        "New Year's Day": "new_year",
        "Chinese New Year (Spring Festival)": "spring_festival",
        "Tomb-Sweeping Day": "qingming",
        "Labor Day": "labour_day",
        "Dragon Boat Festival": "dragon_boat",
        "Mid-Autumn Festival": "mid_autumn",
        "National Day": "national_day",
    }
    days: dict[str, list[date]] = {}
    for day, name in sorted(other.items()):
        for part in name.split("; "):
            if part in names:
                days.setdefault(names[part], []).append(day)
    return {name: {"from": run[0].isoformat(), "to": run[-1].isoformat()} for name, run in days.items()}


def _first(year: int) -> dict[str, str]:
    return {"from": f"{year}-01-01", "to": f"{year}-01-01"}


@pytest.mark.parametrize(
    ("end", "first", "last", "grade"),
    [
        ("2026-10-01", "2026-10-08", "2026-10-08", EXACT),  # National Day: the notice closes 1 to 7 October
        ("2026-02-28", "2026-02-28", "2026-02-28", EXACT),  # a Saturday on which offices work
        ("2024-02-09", "2024-02-09", "2024-02-09", EXACT),  # New Year's Eve 2024 was a working day by the notice
        ("2027-06-16", "2027-06-16", "2027-06-16", PROJECTED),  # far from any festival
        ("2027-06-07", "2027-06-07", "2027-06-14", PROJECTED),  # the Dragon Boat Festival is on the 9th
        ("2027-07-03", "2027-07-05", "2027-07-05", PROJECTED),  # an ordinary Saturday
        ("2041-01-01", "2041-01-01", "2041-01-11", UNKNOWN),
    ],
)
def test_the_day_on_which_a_period_ends(book: Book, end: str, first: str, last: str, grade: str) -> None:
    day = date.fromisoformat(end).toordinal()
    assert tuple(date.fromordinal(at).isoformat() for at in book.working_days.end(day)) == (first, last)
    assert book.working_days.grade(day) == grade


def test_a_later_end_never_ends_earlier(book: Book) -> None:
    days = range(date(2003, 6, 1).toordinal(), date(2042, 1, 1).toordinal())
    ends = [book.working_days.end(day) for day in days]
    early = [end for end, after in pairwise(ends) if end[0] > after[0] or end[1] > after[1]]
    assert not early
