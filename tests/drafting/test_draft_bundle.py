"""The verb that writes the bundle: what it writes, what it tells, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from exequatur import verbs
from exequatur.corpus.errors import DataError

from .bundles import DAY, FULL, drafted


def test_all_papers_are_written_and_their_blanks_told_with_reasons(tmp_path: Path) -> None:
    told = verbs.draft(FULL, tmp_path, on=DAY, only=["bundle"], forms=["txt"])
    made = drafted(FULL)
    assert [one["document"] for one in told["files"]] == [part.document for part in made]
    assert told["notes"] == []
    for one, part in zip(told["files"], made, strict=True):
        assert Path(one["file"]).exists() and one["language"] != one["mirror"]
        assert [blank["fact"] for blank in one["blank"]] == [part.id for part in part.left]
        assert all(blank["text"] and blank["why"] for blank in one["blank"])


def test_one_paper_alone_has_the_same_name_as_in_the_bundle(tmp_path: Path) -> None:
    told = verbs.draft(FULL, tmp_path, on=DAY, only=["power"], forms=["txt"])
    assert [Path(one["file"]).name for one in told["files"]] == ["03-power.txt"]


def test_without_a_name_memo_and_bundle_are_written(tmp_path: Path) -> None:
    told = verbs.draft(FULL, tmp_path, on=DAY, forms=["txt"])
    first, *others = told["files"]
    assert (first["document"], first["mirror"]) == ("memo", None) and len(others) == len(drafted(FULL))


def test_a_procedure_without_papers_says_so_in_one_line(tmp_path: Path) -> None:
    told = verbs.draft({"origin": "DE", "kind": "insolvency_order"}, tmp_path, on=DAY, only=["bundle"], forms=["txt"])
    assert told["files"] == [] and len(told["notes"]) == 1 and "insolvency" in told["notes"][0]


def test_a_paper_that_the_procedure_does_not_have_is_told(tmp_path: Path) -> None:
    award = {"origin": "SG", "kind": "award"}
    told = verbs.draft(award, tmp_path, on=DAY, only=["effect", "power"], forms=["txt"])
    assert [one["document"] for one in told["files"]] == ["power"] and "`effect`" in told["notes"][0]


def test_a_paper_that_does_not_exist_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no document `bundel`; there are memo, bundle, cover"):
        verbs.draft(FULL, tmp_path / "out", on=DAY, only=["bundel"])
    with pytest.raises(DataError):
        verbs.draft({"particulars": {"dockett": "x"}}, tmp_path / "out", on=DAY, only=["bundle"])
    assert not (tmp_path / "out").exists()
