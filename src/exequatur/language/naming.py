"""How a ruling is quoted: by its case number; one without a number by court, day and parties."""

from __future__ import annotations

from typing import Any

import msgspec

from ..law.book import Book
from .catalogue import Catalogue


def ruling_name(book: Book, id: str) -> str:
    """The case number of a ruling, else its court, day and parties. An id that is not on record stands for itself."""
    ruling = book.rulings.get(id)
    if ruling is None:
        return id
    if ruling.case_number:
        return ruling.case_number
    named: str = book.kept("named rulings", id, lambda: _described(book, id))
    return named


def _described(book: Book, id: str) -> str:
    catalogue = Catalogue(book)
    full = book.kept("rulings in full", "", lambda: msgspec.msgpack.decode(book.reading)["rulings"])[id]
    own = "zh" if catalogue.language.startswith("zh") else "en"
    court = (full.get("court") or {}).get(own) or book.rulings[id].court or catalogue.text("ruling.court")
    parties = _parties(catalogue, full.get("parties") or {})
    on = catalogue.dated(book.rulings[id].decided)
    if parties is None:
        return catalogue.text("ruling.named", court=court, on=on)
    return catalogue.text("ruling.named.parties", court=court, on=on, value=parties)


def _parties(catalogue: Catalogue, parties: dict[str, Any]) -> str | None:
    applicant, respondent = (_names(parties.get(side), catalogue) for side in ("applicant", "respondent"))
    if applicant and respondent:
        return catalogue.text("ruling.parties", value=applicant, on=respondent)
    if applicant or respondent:
        side = "applicant" if applicant else "respondent"
        return catalogue.text(f"ruling.parties.{side}", value=applicant or respondent)
    return None


def _names(party: object, catalogue: Catalogue) -> str | None:
    if isinstance(party, dict):
        own, other = ("zh", "en") if catalogue.language.startswith("zh") else ("en", "zh")
        party = party.get(own) or party.get(other)
    if isinstance(party, list):
        return catalogue.listed([name for one in party if (name := _names(one, catalogue))]) or None
    return str(party) if party else None
