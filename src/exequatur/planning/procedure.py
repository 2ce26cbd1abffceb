"""Which procedure a title takes, and which items of practice belong to it."""

from __future__ import annotations

from collections.abc import Iterator
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


def items(assessment: Assessment, file: str, wanted: str | None) -> Iterator[tuple[str, dict[str, Any], Truth]]:
    """The items of a file for a procedure that are not excluded: id, item, and whether the test holds."""
    for id, item in assessment.desk.book.practice(file).items.items():
        procedures = item.get("procedures")
        if procedures and wanted not in procedures:
            continue
        value = holds(assessment, file, id)
        if value is not False:
            yield id, item, value
