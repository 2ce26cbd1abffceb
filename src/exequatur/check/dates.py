"""Days that cannot be: not a date, in the wrong order, in the future, or long unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpus.reader import line_of
from ..logic.values import Span, add, iso
from .desk import Desk, Found, Place, lint, span, walk

DATE_KEYS = frozenset(
    (
        "accession",
        "adopted",
        "amended",
        "amended_text_from",
        "application_date",
        "approved_by_china",
        "as_of",
        "compiled",
        "date",
        "day",
        "decided",
        "entry_into_force",
        "from",
        "in_force",
        "in_force_from",
        "in_force_to",
        "in_general_force",
        "judgment_date",
        "last_checked",
        "published",
        "promulgated",
        "ratified",
        "ratified_by_china",
        "ratified_by_partner",
        "signed",
        "superseded_on",
        "to",
    )
)
FREE_KEYS = frozenset(("data", "test", "when", "else", "if", "file", "unmapped", "sums", "details", "facts"))
"""Under these keys a `from` may be a sum or a fact, and the file of a ruling is read as a claim (`impossible-value`)."""
WHOLE_DAYS = frozenset(("compiled", "entry_into_force", "last_checked"))
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


@lint("bad-date")
def bad_date(desk: Desk) -> Found:
    """A text that is no day, month or year where a date must stand, or a month where the whole day must be known."""
    for path, raw in desk.corpus.raw.items():
        whole = WHOLE_DAYS | ({"in_force"} if path.parent.name == "bilateral" else set())
        days_by_state = raw.get("newer_parties_seen") if isinstance(raw, dict) else None
        for holder, key, value, line in walk(raw, skip=FREE_KEYS):
            if (
                (key not in DATE_KEYS and holder is not days_by_state)
                or value is None
                or isinstance(value, dict | list)
            ):
                continue
            found = span(value)
            if found is None:
                yield (
                    Place(path, line),
                    f"{key}: `{value}` is not a date; write 2015-07-24, or 2015-07 or 2015 if no more is known",
                )
            elif found[0] != found[1] and key in whole:
                yield (
                    Place(path, line),
                    f"{key}: `{value}` is not a whole day, which is needed here; write one such as 2015-07-24",
                )


@lint("from-after-to")
def from_after_to(desk: Desk) -> Found:
    """A period that ends before it begins."""
    for path, raw in desk.corpus.raw.items():
        for holder, key, value, line in walk(raw, skip=FREE_KEYS - {"data"}):
            end = {"from": "to", "in_force_from": "in_force_to"}.get(key)
            since, until = span(value), span(holder.get(end)) if end else None
            if since and until and since[0] > until[1]:
                yield (
                    Place(path, line),
                    f"`{key}: {value}` is after `{end}: {holder[end or '']}`; exchange or correct them",
                )


def _record(desk: Desk) -> Iterator[tuple[str, Span, object, object]]:
    """Every decision on record: its name, when it was given, the day of the judgment it concerns, and when it became known."""
    for id, ruling in desk.corpus.rulings.items():
        if decided := span(ruling.decided):
            yield f"ruling {id}", decided, ruling.origin.get("judgment_date"), ruling.known_from
    for id, decision in desk.corpus.abroad.items():
        if decided := span(decision.decided):
            yield f"decision {id}", decided, decision.judgment.get("date"), decision.known_from


@lint("decided-before-judgment")
def decided_before_judgment(desk: Desk) -> Found:
    """A decision given before the judgment on which it decides."""
    for thing, decided, judgment, _ in _record(desk):
        given = span(judgment)
        if given and decided[1] < given[0]:
            yield (
                desk.place(thing, "decided"),
                f"{thing} was decided by {iso(decided[1])}, before the judgment it concerns ({judgment}); "
                "correct one of the days",
            )


@lint("decided-in-future")
def decided_in_future(desk: Desk) -> Found:
    """A decision given or published after the day on which the data were compiled."""
    if not desk.compiled:
        return
    for thing, decided, _, known in _record(desk):
        for key, when in (("decided", decided), ("known_from", span(getattr(known, "day", None)))):
            if when and when[0] > desk.compiled[1]:
                yield (
                    desk.place(thing, key),
                    f"{thing}: `{key}` lies after {iso(desk.compiled[1])}, the day on which the data were compiled (notes.yaml); "
                    "correct the day, or `compiled`",
                )
                break


@lint("known-before-decided")
def known_before_decided(desk: Desk) -> Found:
    """A decision published before it was given."""
    for thing, decided, _, known in _record(desk):
        published = span(getattr(known, "day", None))
        if published and published[1] < decided[0]:
            yield (
                desk.place(thing, "known_from"),
                f"{thing} is known from {iso(published[1])}, but was decided on {iso(decided[0])} at the earliest; "
                "correct one of the days",
            )


@lint("application-after-ruling")
def application_after_ruling(desk: Desk) -> Found:
    """An application filed after the ruling on it."""
    for id, ruling in desk.corpus.rulings.items():
        filed, decided = span(ruling.application_date or ruling.file.get("application_date")), span(ruling.decided)
        if filed and decided and filed[0] > decided[1]:
            yield (
                desk.place(f"ruling {id}", "application_date"),
                f"the application is dated {iso(filed[0])}, after the ruling ({iso(decided[1])}); correct one of the days",
            )


@lint("superseded-before-decided")
def superseded_before_decided(desk: Desk) -> Found:
    """A foreign decision that was superseded before it was given."""
    for id, decision in desk.corpus.abroad.items():
        decided, superseded = span(decision.decided), span(decision.finality.superseded_on)
        if decided and superseded and superseded[1] < decided[0]:
            yield (
                desk.place(f"decision {id}", "finality", "superseded_on"),
                f"superseded on {decision.finality.superseded_on}, before it was decided ({iso(decided[0])}); "
                "correct one of the days",
            )


@lint("treaty-dates")
def treaty_dates(desk: Desk) -> Found:
    """A treaty in force before it was signed."""
    for iso_code, treaty in desk.corpus.bilateral.items():
        signed, in_force = span(treaty.signed), span(treaty.in_force)
        if signed and in_force and in_force[1] < signed[0]:
            yield (
                desk.place(f"treaty {iso_code}", "in_force"),
                f"in force from {treaty.in_force}, before it was signed ({treaty.signed}); correct one of the days",
            )


@lint("overdue")
def overdue(desk: Desk) -> Found:
    """Something that must be looked at again: last checked longer ago than its interval, or never."""
    notes = desk.corpus.notes["notes"]
    for name, part in notes.items():
        for review in (part, part.get("review")) if isinstance(part, dict) else ():
            if isinstance(review, dict) and "interval" in review:
                place = Place(
                    desk.corpus.root / "notes.yaml", line_of(review, "last_checked") or line_of(review, "interval")
                )
                yield from _overdue(
                    desk, f"the part `{name}` of the data", place, review.get("last_checked"), str(review["interval"])
                )
    interval = str((notes.get("reciprocity") or {}).get("interval", "P6M"))
    for iso_code, state in desk.corpus.states.items():
        if state.law or state.last_checked:
            yield from _overdue(
                desk, state.name, desk.place(f"state {iso_code}", "last_checked"), state.last_checked, interval
            )


def _overdue(desk: Desk, what: str, place: Place, checked: object, interval: str) -> Found:
    period = _PERIOD.fullmatch(interval)
    if period is None:
        yield place, f"{what}: `{interval}` is no period; write one such as P6M"
    elif checked is None:
        yield place, f"{what} has never been checked; look at it and write `last_checked`"
    elif last := span(checked):
        years, months, days = (int(part or 0) for part in period.groups())
        due = add(last[1], years=years, months=months, days=days)
        if due < desk.today:
            yield (
                place,
                f"{what} was last checked on {checked} and was due again on {iso(due)} ({interval}); "
                "look at it and set `last_checked`",
            )
