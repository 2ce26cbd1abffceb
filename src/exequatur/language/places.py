"""States told: group, test limb by limb, history with one reason per change."""

from __future__ import annotations

from typing import Any

from ..corpus.errors import DataError
from ..law.book import Book
from ..law.groups import Limb, Span, history, standing
from ..logic.nodes import Defined, Fact, Node, Not
from ..logic.values import iso as iso_day
from ..logic.values import iso_span
from .catalogue import Catalogue
from .naming import ruling_name

Told = dict[str, Any]


def tell_state(book: Book, iso: str, on: int) -> Told:
    """One state on a day. Raises DataError for a code that is no state or territory, or a day before the record."""
    code = _code(book, iso)
    info = book.states.get(code)
    if info is not None and info.route == "regional":
        return _regional(book, code)
    _must_be_on_record(book, on)
    told = _Telling(book, code, on)
    now = standing(book, code, on)
    past = history(book, code, on)
    return {
        "iso": code,
        "name": book.state_name(code),
        "route": "treaty" if now.group == 1 else "reciprocity",
        "group": now.group,
        "group_label": told.text(f"group.{now.group or 'open'}.label"),
        "since": iso_day(_since(past)),
        "reason": told.reason(past[-1].reason, past[-1].evidence),
        "means": told.text(f"group.{now.group or 'open'}.means"),
        "grade": now.grade,
        "grade_means": told.text(f"grade.{now.grade}.means"),
        "insolvency_only": now.insolvency_only,
        "test": {"met": now.met, "rule": now.rule, "limbs": [told.limb(limb, now.rule) for limb in now.limbs]},
        "marks": {mark: told.text(f"mark.limb.{mark}") for mark in ("met", "not_met", "stated", "unknown")},
        "history": [
            {
                "from": iso_day(span.since),
                "to": iso_day(span.until),
                "group": span.group,
                "grade": span.grade,
                "reason": span.reason,
                "sentence": told.reason(span.reason, span.evidence),
                "evidence": list(span.evidence),
            }
            for span in past
        ],
        "rulings": [
            {
                "id": ruling.id,
                "name": ruling_name(book, ruling.id),
                "case_number": ruling.case_number,
                "pinyin": ruling.case_number_latin,
                "decided": iso_span(ruling.decided),
                "result": ruling.result,
                "basis": ruling.basis,
                "grounds": list(ruling.grounds),
            }
            for ruling in sorted(book.rulings.values(), key=lambda one: one.decided)
            if ruling.origin == code
        ],
        "law": info.law if info else None,
        "insolvency_law": info.insolvency_law if info else None,
        "treaty": info.treaty if info else None,
        "subdivisions": list(info.subdivisions) if info else [],
        "note": info.note if info else None,
        "last_checked": info.last_checked if info else None,
        "notice": told.text("notice.under_collected"),
    }


def tell_states(book: Book, on: int) -> Told:
    """All states on our record on a day, with counts per group."""
    _must_be_on_record(book, on)
    rows: list[Told] = []
    for code, info in book.states.items():
        if info.route == "regional":
            rows.append(
                {
                    "iso": code,
                    "name": info.name,
                    "route": "regional",
                    "group": None,
                    "grade": None,
                    "insolvency_only": False,
                    "since": None,
                }
            )
            continue
        now = standing(book, code, on)
        rows.append(
            {
                "iso": code,
                "name": info.name,
                "route": "treaty" if now.group == 1 else "reciprocity",
                "group": now.group,
                "grade": now.grade,
                "insolvency_only": now.insolvency_only,
                "since": iso_day(_since(history(book, code, on))),
            }
        )
    counted = [row for row in rows if row["route"] != "regional"]
    counts = {str(group or "open"): sum(row["group"] == group for row in counted) for group in (1, 2, 3, 4, None)}
    return {
        "counts": counts,
        "states": sorted(rows, key=lambda row: (row["route"] == "regional", row["group"] or 9, row["name"])),
    }


def _must_be_on_record(book: Book, on: int) -> None:
    if on < book.periods[0]:
        raise DataError(f"the law before {iso_day(book.periods[0])} is not on record; ask for a later day with --on")


def _since(spans: list[Span]) -> int:
    """The first day of the present group (the grade may have changed within it)."""
    start = spans[-1].since
    for span in reversed(spans):
        if span.group != spans[-1].group:
            break
        start = span.since
    return start


def _code(book: Book, text: str) -> str:
    code = text.strip().upper()
    if code in book.territories:
        if code == book.requested:
            raise DataError(f"{code} is the requested state itself; ask for a state of origin")
        return code
    near = book.nearest_state(text)
    hint = (
        f"did you mean {near} ({book.state_name(near)})?"
        if near
        else "write two letters such as US, GB or SG (ISO 3166-1)"
    )
    raise DataError(f'"{text[:40]}" is not a state or territory code; {hint}')


def _regional(book: Book, code: str) -> Told:
    regime = {"HK": "hong_kong", "MO": "macau", "TW": "taiwan"}[code]
    catalogue = Catalogue(book)
    return {
        "iso": code,
        "name": book.state_name(code),
        "route": "regional",
        "group": None,
        "group_label": None,
        "since": None,
        "reason": catalogue.text(f"regime.{regime}.sentence"),
        "means": None,
        "grade": None,
        "grade_means": None,
        "insolvency_only": False,
        "test": None,
        "marks": None,
        "history": [],
        "instruments": [
            {"id": track.instrument, "title": book.instruments[track.instrument].en}
            for track in book.orders[regime].tracks
            if track.instrument and track.instrument != "region.none"
        ],
        "rulings": [],
        "law": None,
        "insolvency_law": None,
        "treaty": None,
        "subdivisions": [],
        "note": None,
        "last_checked": None,
        "notice": catalogue.text("notice.under_collected"),
    }


class _Telling:
    def __init__(self, book: Book, code: str, on: int) -> None:
        self._book, self._catalogue = book, Catalogue(book)
        self._places = {
            "requested": self._catalogue.text("place.requested"),
            "origin": self._catalogue.state(code),
            "coverage": self._catalogue.day(min(on, book.data_until)),
            "on": self._catalogue.day(on),
        }

    def text(self, id: str, **values: object) -> str:
        return self._catalogue.text(id, **{**self._places, **values})

    def limb(self, limb: Limb, rule: str | None) -> Told:
        value = (
            "on_record" if limb.why == "none_on_record" else {True: "true", False: "false", None: "unknown"}[limb.value]
        )
        return {
            "fact": limb.fact,
            "value": limb.value,
            "mark": self._mark(limb, rule),
            "asked": limb.asked,
            "why": limb.why,
            "sentence": self.text(f"fact.{limb.fact}.{value}"),
            "open_because": self.text(f"why.{limb.why}") if limb.value is None and limb.why else None,
            "evidence": [self.name(id) for id in limb.evidence],
        }

    def _mark(self, limb: Limb, rule: str | None) -> str:
        """Whether a limb speaks for reciprocity or against it; one that the rule of the day does not ask says neither."""
        if limb.value is None:
            return "unknown"
        node = self._book.rules[rule].node if rule in self._book.rules else None
        sign = _sign(node, limb.fact) if node and limb.asked else 0
        return "stated" if not sign else "met" if limb.value is (sign > 0) else "not_met"

    def name(self, id: str) -> Told:
        found = self._book.evidence.get(id)
        if found is not None:
            return {
                "id": id,
                "name": found.name,
                "court": found.court,
                "docket": found.docket,
                "decided": found.decided,
                "confidence": found.confidence,
            }
        ruling = self._book.rulings.get(id)
        return {
            "id": id,
            "name": ruling_name(self._book, id),
            "court": ruling.court if ruling else None,
            "docket": ruling.case_number_latin if ruling else None,
            "decided": iso_span(ruling.decided) if ruling else None,
            "confidence": None,
        }

    def reason(self, reason: str, evidence: tuple[str, ...]) -> str:
        names = [str(self.name(id)["name"]) for id in evidence if id != "law"]
        return self.text(
            f"history.{reason}", value=self.text("list.semicolon").join(names) or self.text("place.origin")
        )


def _sign(node: Node, fact: str) -> int:
    """1 where a test holds because of a fact, -1 where it holds because of its contrary, 0 where it does not read it."""
    if isinstance(node, Fact | Defined):
        return int(node.id == fact)
    signs = [_sign(part, fact) for part in node.parts()]
    found = next((sign for sign in signs if sign), 0)
    return -found if isinstance(node, Not) else found
