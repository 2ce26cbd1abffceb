"""Which court has a place: by the digits of its division, or by an area of the table, on a day."""

from __future__ import annotations

import msgspec

from ..citation.courts import Court, CourtTable
from ..citation.divisions import COUNTY, PREFECTURE, PROVINCE, Division
from ..citation.places import PlaceIndex
from ..law.book import Book, weakest
from ..law.load import register
from ..law.venue import Area

UNKNOWN_COURT = "not_on_the_table"
PLACE_TOO_WIDE = "place_too_wide"
AREA_UNKNOWN = "area_unknown"
FORMER = "former_division"
PART_OF_AREA = "part_of_area"


class Seat(msgspec.Struct, frozen=True):
    """A court for a place. `doubt`: why it is not certain that it is this one; `court` is None where the table has none."""

    court: Court | None
    confidence: str
    doubt: str | None = None
    area: Area | None = None


class Seats:
    """The courts of places. Made once for a book."""

    def __init__(self, book: Book) -> None:
        tables = register()
        self.courts: CourtTable = tables.courts
        self.places: PlaceIndex = tables.places
        self._areas: dict[str, list[Area]] = {}
        for area in book.venues.areas:
            self._areas.setdefault(area.kind, []).append(area)
        self._opened = {area.court: area.since for area in book.venues.areas if area.opens}
        split = {one.code[:PROVINCE] for one in self.places.divisions if one.level == PREFECTURE}
        self._whole = frozenset(one.code for one in self.places.divisions if one.level == PROVINCE) - split

    def ordinary(self, division: Division, day: int) -> tuple[Seat, ...]:
        """The intermediate court of a division; several where it is not known which of them; none where the place is too
        wide to say.
        """
        code = division.code
        named = [area for area in self._of("intermediate", day) if area.covers(code)]
        if named:
            return tuple(self._seat(area.court, area) for area in named)
        if not division.court and division.level == COUNTY:
            return (Seat(None, "recalled", UNKNOWN_COURT),)
        prefecture = self.places.codes.get(code[:PREFECTURE], ()) if division.level >= PREFECTURE else ()
        if prefecture:
            past = prefecture[0].past
            return (self._seat(prefecture[0].court, None, FORMER if past else None),)
        if code in self._whole or division.level == COUNTY:
            return self._any_of(code[:PROVINCE], day)
        return ()

    def special(self, kind: str, division: Division, day: int) -> tuple[Seat, ...]:
        """The maritime, financial or concentrating court whose area a division lies in, or may lie in."""
        found = [area for area in self._of(kind, day) if area.touches(division.code)]
        return tuple(
            self._seat(area.court, area, PART_OF_AREA if area.perhaps or not area.covers(division.code) else None)
            for area in found
        )

    def basic(self, division: Division) -> tuple[Seat, ...]:
        """The basic court of a county or district; several where a city without districts has more than one."""
        if division.level == COUNTY:
            if not division.court:
                return (Seat(None, "recalled", UNKNOWN_COURT),)
            return (self._seat(division.court, None, FORMER if division.past else None),)
        if division.level == PREFECTURE and not any(
            one.level == COUNTY and one.within(division) for one in self.places.divisions
        ):
            codes = [court.code for court in self.courts.courts if court.level == "basic"]
            return tuple(
                self._seat(code, None, AREA_UNKNOWN) for code in codes if division.court == code[: len(division.court)]
            )
        return ()

    def high(self, division: Division) -> tuple[Seat, ...]:
        """The high court of the province."""
        province = self.places.above(division, PROVINCE)
        return (self._seat(province.court, None),) if province else ()

    def _any_of(self, province: str, day: int) -> tuple[Seat, ...]:
        """Every numbered intermediate court of a province, where it is not known which has a place."""
        codes = dict.fromkeys(
            area.court
            for area in self._areas.get("intermediate", ())
            if area.divisions[0][:PROVINCE] == province and self._opened.get(area.court, day) <= day
        )
        return tuple(self._seat(code, None, AREA_UNKNOWN) for code in codes)

    def _of(self, kind: str, day: int) -> list[Area]:
        return [area for area in self._areas.get(kind, ()) if area.since <= day <= area.until]

    def _seat(self, code: str, area: Area | None, doubt: str | None = None) -> Seat:
        court = self.courts.by_code(code)
        if court is None:
            return Seat(None, "recalled", UNKNOWN_COURT, area)
        seen = "recalled" if court.basis == "recalled" else "text" if court.basis == "seen" else "secondary"
        return Seat(court, weakest([seen, area.confidence if area else seen]), doubt, area)


def seats(book: Book) -> Seats:
    """The courts of places, made once."""
    made: Seats = book.kept("seats", None, lambda: Seats(book))
    return made
