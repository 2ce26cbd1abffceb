"""Drafting again: what somebody edited stands, what moved is told, nothing is half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from exequatur.corpus.errors import DataError
from exequatur.drafting.folder import MANIFEST, Folder
from exequatur.language.tree import Document, Paragraph, Run


def page(*texts: str) -> Document:
    blank = Run("[not known: x]", "blank", "x")
    return Document("A page", "en", (*(Paragraph((Run(text),)) for text in texts), Paragraph((blank,))))


def put(place: Path, *texts: str) -> dict[str, object]:
    (told,) = Folder(place).put("page.en", page(*texts), [".txt"])
    return told


def test_a_first_draft_is_new_and_tells_its_blanks(tmp_path: Path) -> None:
    told = put(tmp_path / "a" / "b", "One.")
    assert (told["state"], told["moved"]) == ("new", None)
    assert told["blank"] == [{"fact": "x", "text": "[not known: x]"}]
    assert "One." in Path(str(told["file"])).read_text()


def test_drafted_again_it_tells_what_came_and_went(tmp_path: Path) -> None:
    put(tmp_path, "One.", "Two.")
    told = put(tmp_path, "One.", "Three.")
    assert told["state"] == "drafted again"
    assert told["moved"] == {"came": ["Three."], "gone": ["Two."], "more": 0}
    assert "Three." in Path(str(told["file"])).read_text()


def test_the_same_draft_moves_nothing_and_is_the_same_to_the_byte(tmp_path: Path) -> None:
    first = Path(str(put(tmp_path, "One.")["file"])).read_bytes()
    told = put(tmp_path, "One.")
    assert told["moved"] == {"came": [], "gone": [], "more": 0}
    assert Path(str(told["file"])).read_bytes() == first


def test_what_was_edited_by_hand_stands_and_the_draft_stands_beside_it(tmp_path: Path) -> None:
    own = Path(str(put(tmp_path, "One.")["file"]))
    own.write_text("mine")
    beside = put(tmp_path, "Two.")
    assert (beside["state"], Path(str(beside["file"])).name) == ("beside", "page.en.new.txt")
    assert own.read_text() == "mine"
    assert beside["moved"] == {"came": ["Two."], "gone": ["One."], "more": 0}
    again = put(tmp_path, "Three.")
    assert Path(str(again["file"])).name == "page.en.new.txt", "nobody edited that one"
    Path(str(again["file"])).write_text("mine as well")
    assert Path(str(put(tmp_path, "Four.")["file"])).name == "page.en.new2.txt"


def test_a_file_that_was_not_drafted_here_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "page.en.txt").write_text("whose?")
    assert put(tmp_path, "One.")["state"] == "beside"
    assert (tmp_path / "page.en.txt").read_text() == "whose?"


def test_a_place_that_is_no_directory_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="is a file; name a directory"):
        Folder(tmp_path / "file")


@pytest.mark.parametrize("content", ["{", "[]", '{"page.en.txt": 3}', '"x"'])
def test_a_damaged_record_of_drafts_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(DataError, match="is damaged; remove it"):
        Folder(tmp_path)
