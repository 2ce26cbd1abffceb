"""Plain Python, one row after another: written from the text of the rules, clause by clause, without a shortcut. It is the
referee of the other engines, beside our own proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..law import ANSWERS, FIRST, TODAY

Truth = bool | None
Row = dict[str, Any]
NEVER, ALWAYS = -(10**9), 10**9


def no(a: Truth) -> Truth:
    return None if a is None else not a


def both(*parts: Truth) -> Truth:
    return False if False in parts else None if None in parts else True


def either(*parts: Truth) -> Truth:
    return True if True in parts else None if None in parts else False


def closed(a: Truth, to: bool) -> bool:
    return to if a is None else a


class Law:
    """The tables of the rules, and the rules."""

    def __init__(self, place: Path) -> None:
        import pyarrow.parquet as pq

        self.stretches: dict[str, list[Row]] = {}
        for row in pq.read_table(place / "stretches.parquet").to_pylist():
            self.stretches.setdefault(row["iso"], []).append(row)
        self.groups = {row["iso"]: row["group"] for row in pq.read_table(place / "states.parquet").to_pylist()}
        epoch = date(1970, 1, 1).toordinal()
        ends = pq.read_table(place / "ends.parquet").to_pylist()
        self.ends = {FIRST + at: (row["low"] + epoch, row["high"] + epoch) for at, row in enumerate(ends)}

    def status(self, origin: str | None, day: date | None, column: str) -> Truth:
        """A cell of the dated table."""
        if origin is None or day is None:
            return None
        for row in self.stretches[origin]:
            if row["since"] <= day and (row["until"] is None or day <= row["until"]):
                found: Truth = row[column]
                return found
        return None

    def two_years(self, span: tuple[int, int]) -> tuple[int, int]:
        """The end of two years that begin on a day of the span."""
        low, high = span
        return self.ends[low][0] if low in self.ends else low, self.ends[high][1] if high in self.ends else high

    def last_day(self, row: Row, interrupted: Truth) -> tuple[int, int]:
        """The last day by the rules on the time bar."""
        start, act = _span(row["effective_date"]), _span(row["last_interruption_date"])
        found = []
        if interrupted is not False:
            found.append(self.two_years((max(start[0], act[0]), max(start[1], act[1]))))
        if interrupted is not True:
            found.append(self.two_years(start))
        return min(low for low, _ in found), max(high for _, high in found)

    def clauses(self, row: Row, stands: bool) -> Iterator[tuple[str, Truth]]:
        """Each clause in order: where the application ends if it bites, and whether it does. `stands`: what is not shown
        is closed as a court closes it.
        """

        def fact(name: str, to: bool | None = None) -> Truth:
            value: Truth = row[name]
            return closed(value, to) if stands and to is not None else value

        def applicant(test: Truth) -> Truth:
            return closed(test, True) if stands else test

        de_facto, consensus = (self.status(row["origin"], row["judgment_date"], name) for name in _COLUMNS)
        title = None if row["kind"] is None else row["kind"] in ("judgment", "settlement")
        yield "shut", applicant(no(title))
        if stands:
            de_facto, consensus = closed(de_facto, False), closed(consensus, False)
        yield "shut", applicant(no(either(de_facto, consensus)))
        yield "dismissed", applicant(fact("appeal_pending", False))
        yield "dismissed", applicant(no(fact("final_abroad")))
        yield "dismissed", applicant(no(fact("translation_certified", True)))
        pending = fact("suit_pending_here", False)
        yield "dismissed", pending if stands else both(pending, None)
        yield "refused", fact("discriminatory_measure", False)
        yield "refused", fact("on_countermeasure_list", False)
        elsewhere = both(no(fact("connection_with_origin", True)), no(fact("submitted_to_jurisdiction", False)))
        yield "refused", either(fact("exclusive_jurisdiction_here", False), elsewhere)
        method = None if row["service_method"] is None else row["service_method"] in ("post", "email", "publication")
        took = fact("respondent_took_part", False)
        yield "refused", both(method, fact("respondent_here_when_served"), no(took))
        yield "refused", both(fact("party_without_capacity", False), no(fact("properly_represented", True)))
        yield "refused", fact("obtained_by_fraud", False)
        yield "refused", fact("conflicting_judgment_here", False)
        yield "refused", fact("against_public_policy", False)
        yield "refused", both(fact("arbitration_agreement_valid", False), no(fact("arbitration_waived")))
        applied = _span(row["application_date"])
        if stands and row["application_date"] is None:
            applied = TODAY, TODAY
        low, high = self.last_day(row, fact("limit_interrupted", False))
        in_time = True if applied[1] <= low else False if applied[0] > high else None
        yield "refused", both(no(in_time), fact("respondent_raises_time_bar", True))

    def answer(self, row: Row) -> Row:
        """The answers of one row."""
        possible = dict.fromkeys(("recognised", "partly", "refused", "dismissed"), False)
        alive = True
        for end, bites in self.clauses(row, stands=False):
            if bites is not False and alive:
                possible["dismissed" if end == "shut" else end] = True
            alive = alive and bites is not True
        punitive = row["punitive_part"]
        possible["partly"], possible["recognised"] = alive and punitive is not False, alive and punitive is not True
        stands = next((end for end, bites in self.clauses(row, stands=True) if bites is True), None)
        if stands is None:
            stands = "partly_recognised" if punitive else "recognised"
        first = self.status(row["origin"], row["judgment_date"], "de_facto")
        basis = None if stands == "shut" else "reciprocity_de_facto" if first else "reciprocity_consensus"
        low, high = self.period(row)
        answers = {
            "id": row["id"],
            **{f"possible_{end}": can for end, can in possible.items()},
            "as_it_stands": "dismissed" if stands == "shut" else stands,
            "basis": basis,
            "group": self.groups.get(row["origin"]),
            "last_day": _day(low),
            "last_day_latest": _day(high),
            "limit_status": _status(row["application_date"], low, high),
        }
        return {name: answers[name] for name in ANSWERS}

    def period(self, row: Row) -> tuple[int, int]:
        """The last day for those who plan: an interruption that is stated counts where it may have happened."""
        judged, effective = _span(row["judgment_date"])[0], _span(row["effective_date"])
        start = max(effective[0], judged), effective[1]
        end = self.two_years(start)
        if row["last_interruption_date"] is None or row["limit_interrupted"] is False:
            return end
        act = row["last_interruption_date"].toordinal()
        if act > TODAY or act < start[0] or act > end[1]:
            return end
        anew = self.two_years((act, act))
        in_time = act <= end[0]
        running = in_time and start[1] <= act
        return (
            anew[0] if in_time else min(end[0], anew[0]),
            anew[1] if running else max(end[1], anew[1]),
        )


_COLUMNS = ("de_facto", "consensus")


def _span(day: date | None) -> tuple[int, int]:
    return (NEVER, ALWAYS) if day is None else (day.toordinal(), day.toordinal())


def _day(number: int) -> date | None:
    return None if abs(number) >= ALWAYS else date.fromordinal(number)


def _status(applied: date | None, low: int, high: int) -> str:
    if applied is not None and applied.toordinal() <= TODAY:
        day = applied.toordinal()
        return "late" if high < day else "met" if day <= low else "may_be_late"
    return "passed" if high < TODAY else "open" if low >= TODAY else "may_have_passed"


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    law = Law(place)

    def run(table: Path, out: Path) -> None:
        rows: list[Mapping[str, Any]] = pq.read_table(table).to_pylist()
        pq.write_table(pa.Table.from_pylist([law.answer(dict(row)) for row in rows]), out, compression="zstd")

    return run
