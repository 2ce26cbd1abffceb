"""Which procedure a title takes, and which items of practice belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..assessment.assess import Assessment
from ..law.decision import linked
from ..logic.nodes import AnyNode, Sitting
from ..logic.values import Truth


def procedure(assessment: Assessment) -> str | None:
    """The procedure by which the title comes in, by its regime as it stands; None where no regime is clear."""
    for id, item in assessment.desk.book.practice("procedures").items.items():
        if assessment.regime in item["regimes"] and holds(assessment, "procedures", id) is not False:
            return id
    return None


def holds(assessment: Assessment, file: str, path: str, sitting: Sitting | None = None) -> Truth:
    """Whether the test of an item of practice holds, on what is stated or in another `sitting`; True where it has none."""
    test = test_of(assessment, file, path)
    if test is None:
        return True
    value = test.prove(sitting or assessment.certain).value
    assert value is None or isinstance(value, bool)
    return value


def test_of(assessment: Assessment, file: str, path: str) -> AnyNode | None:
    """A test with the definitions of the day, made once for each period of the law and path of the decision."""
    book, taken = assessment.desk.book, assessment.ruled.path
    test = book.practice(file).tests.get(path)
    if test is None:
        return None
    key = assessment.desk.period, taken.track.id if taken else None, file, path
    made: AnyNode = book.kept("practice tests", key, lambda: linked(book, assessment.on, test, taken))
    return made


def belongs(item: Mapping[str, Any], wanted: str | None) -> bool:
    """Whether an item, or a part of one, belongs to a procedure: it names it, or none at all."""
    procedures = item.get("procedures")
    return not procedures or wanted in procedures


def items_of(assessment: Assessment, file: str, wanted: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items of a file for a procedure, their tests not asked."""
    for id, item in assessment.desk.book.practice(file).items.items():
        if belongs(item, wanted):
            yield id, item


def items(assessment: Assessment, file: str, wanted: str | None) -> Iterator[tuple[str, dict[str, Any], Truth]]:
    """The items of a file for a procedure that are not excluded: id, item, and whether the test holds."""
    for id, item in items_of(assessment, file, wanted):
        value = holds(assessment, file, id)
        if value is not False:
            yield id, item, value


def took(item: Mapping[str, Any], wanted: str | None) -> dict[str, Any] | None:
    """How long an item takes in a procedure: the first entry that names it, else the first for all; None where the data
    say nothing.
    """
    entries: list[dict[str, Any]] = [entry for entry in item.get("takes", ()) if belongs(entry, wanted)]
    return next((entry for entry in entries if entry.get("procedures")), next(iter(entries), None))
