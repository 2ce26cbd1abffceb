"""Days of an answer as a calendar file (RFC 5545) that Outlook, Google and Apple read: whole-day entries with a reminder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from icalendar import Alarm, Calendar, Event

_REMIND = (30, 7, 1)


def calendar(answer: dict[str, Any]) -> bytes:
    """The dated points of the answer of `limit` or `plan`. A day known in part stands on its first day, and says so."""
    made = Calendar()
    made.add("prodid", "-//exequatur//exequatur//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    seen: dict[str, int] = {}
    for point in _points(answer):
        seen[point["id"]] = seen.get(point["id"], 0) + 1
        made.add_component(_event(answer, point, seen[point["id"]]))
    return bytes(made.to_ical())


def _points(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for limit in answer.get("limits", ()):
        first = limit["safe_day"] or limit["last_day"]
        if isinstance(first, dict):
            first = first["from"]
        if first and limit["status"] in ("open", "may_have_passed"):
            first = max(first, answer["on"])  # what may be over is to be done at once
            words = [limit["summary"], limit["grade_means"], *(step["sentence"] for step in limit["working"])]
            yield {"id": limit["of"], "day": first, "name": limit["title"], "text": "\n".join(words), "remind": True}
    for measure in answer.get("execution", ()):
        for number, until in enumerate(measure["holds_until"]):
            day = until["from"] if isinstance(until, dict) else until
            text = f"{measure['sentence']} {measure['term'] or ''}"
            yield {
                "id": f"{measure['id']}.{number}",
                "day": day,
                "name": measure["name"],
                "text": text,
                "remind": True,
            }
    for step in answer.get("steps", ()):
        if step["must_by"] and not step["done"]:
            text = f"{step['sentence']} {step['takes']['sentence'] if step['takes'] else ''}"
            yield {"id": step["id"], "day": step["must_by"], "name": step["name"], "text": text, "remind": False}


def _event(answer: dict[str, Any], point: dict[str, Any], number: int) -> Event:
    day = date.fromisoformat(point["day"])
    event = Event()
    event.add("uid", f"{_mark(answer)}.{point['id']}.{number}@exequatur")
    event.add("dtstamp", datetime.combine(date.fromisoformat(answer["on"]), datetime.min.time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{point['name']}: {answer.get('title') or answer.get('id') or 'claim'}")
    event.add("description", point["text"] + "\n" + " ".join(answer["notice"]))
    event.add("transp", "TRANSPARENT")
    for days in _REMIND if point["remind"] else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", point["name"])
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _mark(answer: dict[str, Any]) -> str:
    """What tells the claim from others in one calendar, and is the same when it is asked again on a later day."""
    named = answer.get("id"), answer.get("title")
    told = repr(named if any(named) else (answer["on"], [limit["working"] for limit in answer["limits"]]))
    return sha256(told.encode()).hexdigest()[:16]
