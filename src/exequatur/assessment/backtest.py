"""The record of reality as the test: what would have been answered the day before each reported ruling.

Only `file` goes in. `record` is compared at the end and never reaches the engine; the ruling itself, its `related` and
rulings of the same court and day never count as evidence. *Replay* tests the rules on the facts found; *forecast*
leaves out what came out only in the proceedings.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import Any, Literal

import msgspec

from ..corpus.errors import DataError
from ..corpus.reader import line_of, read
from ..corpus.schema import RulingFile
from ..corpus.source import find_line
from ..law.book import OUTCOMES, Book
from ..law.compiling.evidence import span_of
from ..law.groups import law_days
from ..logic.values import EVER, Span
from .assess import Assessment, assess
from .claim import make_claim
from .fields import ClaimError
from .grade import basis, grade

Kind = Literal["replay", "forecast"]
Knowledge = Literal["court", "public"]
MAX_FILE = 16 << 20
RESULTS = {"partly": "partly_recognised"}


class Why(msgspec.Struct, frozen=True):
    """On what an answer turned. `kind`: day (`of`: the outcomes within the days), rule (its id), basis (its name and the
    evidence behind it), said (in the words of the record).
    """

    kind: Literal["day", "rule", "basis", "said"]
    of: tuple[str, ...]


class Replay(msgspec.Struct, frozen=True):
    """One ruling against the answer, and on what the answer turned."""

    id: str
    decided: Span
    expected: str
    as_it_stands: str | None
    possible: tuple[str, ...]
    verdict: str
    grade: str | None
    basis: str | None
    record_basis: str
    alike: bool
    """True where a reported refusal is counted as the dismissal that the rule speaks of (older wording)."""
    deciding: str | None
    why: Why


def rulings_of(path: Path | None, book: Book) -> list[RulingFile]:
    """The rulings of a file (a YAML list in the shipped form, or one ruling), or those of the shipped record. Raises
    DataError.
    """
    if path is None:
        raw: dict[str, Any] = msgspec.msgpack.decode(book.reading)["rulings"]
        return [msgspec.convert(item, RulingFile) for item in raw.values()]
    data = read(path, max_bytes=MAX_FILE)
    items = data if isinstance(data, list) else [data]
    result = []
    for number, item in enumerate(items):
        line = line_of(data, number) if isinstance(data, list) else 1
        try:
            result.append(msgspec.convert(item, RulingFile))
        except msgspec.ValidationError as error:
            message, _, where = str(error).partition(" - at `")
            keys: list[str | int] = [key for key in where.rstrip("`").removeprefix("$").split(".") if key]
            raise DataError(
                f"{message}; write it in the form of the shipped rulings (docs/how-to/add-a-ruling.md)",
                path,
                find_line(item, keys) or line,
            ) from None
    return result


def replay(ruling: RulingFile, book: Book, *, kind: Kind = "replay", knowledge: Knowledge = "court") -> Replay:
    """Answer for one ruling as if the court were still to decide. Raises ClaimError where its `file` is no claim."""
    expected = RESULTS.get(ruling.record.result, ruling.record.result)
    decided = span_of(ruling.decided)
    if not ruling.replayable:
        return Replay(
            ruling.id,
            decided,
            expected,
            None,
            (),
            "not_replayable",
            None,
            None,
            ruling.record.basis,
            False,
            None,
            Why("said", (ruling.not_replayable_because or "marked as not replayable",)),
        )
    answers = [_answer(ruling, book, on, kind, knowledge) for on in _days(ruling, decided, book)]
    outcomes = {answer.as_it_stands for answer in answers}
    last = answers[-1]
    outcome = last.as_it_stands if len(outcomes) == 1 else None
    deciding = last.ruled.deciding.clause.rule if last.ruled.deciding else None
    alike = (
        outcome != expected
        and deciding is not None
        and expected in deciding.reported_as
        and outcome in deciding.reported_as
    )
    verdict = "open" if outcome is None else "hit" if outcome == expected or alike else "miss"
    possible = tuple(sorted({name for answer in answers for name in _names(answer)}))
    return Replay(
        ruling.id,
        decided,
        expected,
        outcome,
        possible,
        verdict,
        grade(last),
        basis(last),
        ruling.record.basis,
        alike,
        deciding.id if deciding else None,
        _why(last, outcomes),
    )


def _answer(ruling: RulingFile, book: Book, on: int, kind: Kind, knowledge: Knowledge) -> Assessment:
    facts = {key: value for key, value in ruling.file.items() if kind == "replay" or key not in ruling.found}
    claim = make_claim(facts, book, source=ruling.id, minor_units=True)
    claim.facts.setdefault("application_date", (-EVER, on))
    return assess(
        claim, on=on, book=book, known=on - 1 if knowledge == "public" else None, without=_without(ruling, book)
    )


def _without(ruling: RulingFile, book: Book) -> frozenset[str]:
    """The ruling itself, its related ones, and rulings of the same court that can be of the same day."""
    lo, hi = span_of(ruling.decided)
    court = ruling.court.get("zh") or ruling.court.get("en")
    siblings = {
        other.id
        for other in book.rulings.values()
        if other.court == court and other.decided[0] <= hi and lo <= other.decided[1]
    }
    number = (ruling.case_number or {}).get("zh")
    same = {other.id for other in book.rulings.values() if number and other.case_number == number}
    return frozenset({ruling.id, *ruling.related, *siblings, *same})


def _days(ruling: RulingFile, decided: Span, book: Book) -> list[int]:
    """The days to ask for: the day of the ruling, or every day on which the law or the tables change within the days it
    can be of.
    """
    first = max(decided[0], book.periods[0])
    last = max(first, min(decided[1], book.data_until) if decided[1] >= EVER else decided[1])
    origin = ruling.file.get("origin")
    changes = law_days(book, origin if isinstance(origin, str) else "")
    return sorted({first, last, *(day for day in changes if first < day < last)})


def _names(answer: Assessment) -> list[str]:
    return [OUTCOMES[end] for end in answer.possible]


def _why(answer: Assessment, outcomes: set[str | None]) -> Why:
    if len(outcomes) > 1:
        return Why("day", tuple(sorted(outcome or "open" for outcome in outcomes)))
    deciding = answer.ruled.deciding
    if deciding is not None:
        return Why("rule", (deciding.clause.rule.id,))
    rows = {
        row
        for fact in ("reciprocity_de_facto", "reciprocity_de_jure", "reciprocity_consensus")
        if (step := answer.closing.seen.get(fact)) and step.value is True and step.children
        for row in step.children[0].rows
    }
    return Why("basis", (basis(answer) or "", *sorted(rows)))


def backtest(
    rulings: Sequence[RulingFile], book: Book, *, kind: Kind = "replay", knowledge: Knowledge = "court"
) -> list[Replay]:
    """Replay every ruling. Raises DataError with the ruling's id where a `file` cannot be read."""
    result = []
    for ruling in rulings:
        try:
            result.append(replay(ruling, book, kind=kind, knowledge=knowledge))
        except ClaimError as error:
            raise DataError(
                f"{ruling.id}: {error.message}", error.source if error.source != ruling.id else None, error.line
            ) from None
    return result


def interval(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson), as shares of one.

    >>> [round(end, 2) for end in interval(41, 42)]
    [0.88, 1.0]
    """
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)
