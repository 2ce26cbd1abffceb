"""Which procedure a title takes, and which items of practice belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..assessment.assess import Assessment
from ..logic.values import Truth


def procedure(assessment: Assessment) -> str | None:
    """The procedure by which the title comes in, by its regime as it stands; None where no regime is clear."""
    for id, item in assessment.desk.book.practice("procedures").items.items():
        if assessment.regime in item["regimes"] and holds(assessment, "procedures", id) is not False:
            return id
    return None


def holds(assessment: Assessment, file: str, path: str) -> Truth:
    """Whether the test of an item of practice holds on what is stated; True where it has none."""
    test = assessment.desk.book.practice(file).tests.get(path)
    if test is None:
        return True
    value = test.prove(assessment.certain).value
    assert value is None or isinstance(value, bool)
    return value


def items(assessment: Assessment, file: str, wanted: str | None) -> Iterator[tuple[str, dict[str, Any], Truth]]:
    """The items of a file for a procedure that are not excluded: id, item, and whether the test holds."""
    for id, item in assessment.desk.book.practice(file).items.items():
        procedures = item.get("procedures")
        if procedures and wanted not in procedures:
            continue
        value = holds(assessment, file, id)
        if value is not False:
            yield id, item, value
