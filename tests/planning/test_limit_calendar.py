"""The calendar file of `limit`: what RFC 5545 asks, read back by another program's parser."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

import exequatur
from exequatur.language.ics import calendar

from ..conftest import EXAMPLES

ON = "2026-11-24"
HANZI = {
    "id": "宁波案一号",
    "title": "加州洛杉矶县高等法院判决，买卖合同纠纷；被告为宁波某公司，金额 147,492 美元，原告为加利福尼亚州某进出口有限公司",
    "origin": "US",
    "kind": "judgment",
    "matter": "contract_sale",
    "judgment_date": "2025-05-10",
    "effective_date": "2025-06-16",
    "underlying_claim": "international_sale",
    "claim_last_due_date": "2023-03-01",
}


def made(facts: Any, on: str = ON) -> bytes:
    return calendar(exequatur.limit(facts, on=on))


def events(raw: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


@pytest.mark.parametrize(
    "path", [*sorted(EXAMPLES.glob("*.yaml")), HANZI], ids=lambda one: getattr(one, "stem", "hanzi")
)
def test_the_file_is_what_the_standard_asks(path: Any) -> None:
    raw = made(path)
    read = icalendar.Calendar.from_ical(raw)
    assert read["VERSION"] == "2.0" and read["PRODID"]
    lines = raw.split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no line is folded inside a character
    found = events(raw)
    assert len({str(event["UID"]) for event in found}) == len(found)
    for event in found:
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert event["DTEND"].dt == event["DTSTART"].dt + timedelta(1)
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert event["SUMMARY"] and event["DESCRIPTION"]


def test_hanzi_survive_folding_and_escaping() -> None:
    found = events(made(HANZI))
    assert len(found) == 2
    for event in found:
        assert HANZI["title"] in str(event["SUMMARY"])


def test_the_entry_stands_on_the_safe_day_and_reminds_before() -> None:
    told = exequatur.limit(EXAMPLES / "default-by-post.yaml", on=ON)
    assert told["safe_day"] < told["last_day"]
    entry = events(calendar(told))[0]
    assert entry["DTSTART"].dt == date.fromisoformat(told["safe_day"])
    reminders = [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]
    assert reminders == [timedelta(-30), timedelta(-7), timedelta(-1)]
    assert all(alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in entry.walk("VALARM"))


def test_what_may_be_over_stands_on_the_day_asked_about() -> None:
    facts = {**HANZI, "judgment_date": "2024-05-10", "effective_date": "2025-01-14"}
    assert exequatur.limit(facts, on=ON)["status"] == "may_have_passed"
    assert events(made(facts))[0]["DTSTART"].dt == date.fromisoformat(ON)


def test_what_is_over_or_done_has_no_entry() -> None:
    assert (
        events(
            made({"origin": "US", "kind": "judgment", "judgment_date": "2020-01-01", "effective_date": "2020-01-01"})
        )
        == []
    )


def test_asked_again_an_entry_keeps_its_mark_and_two_claims_never_share_one() -> None:
    def marks(facts: dict[str, Any], on: str = ON) -> set[str]:
        return {str(event["UID"]) for event in events(made(facts, on))}

    assert marks(HANZI) == marks(HANZI, "2026-12-01")
    unnamed = {fact: value for fact, value in HANZI.items() if fact not in ("id", "title")}
    other = {**unnamed, "judgment_date": "2025-05-11", "effective_date": "2025-06-17"}
    assert not marks(unnamed) & marks(other)
    assert not marks(HANZI) & marks({**HANZI, "id": "宁波案二号"})
