"""A folder of drafts that can be drafted again: what somebody has edited by hand is never written over, and what moved since
the last draft is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from ..corpus.aside import aside
from ..corpus.errors import DataError
from ..language.tree import Document, blanks, sentences, text_of
from .data import Paper
from .write import write

MANIFEST = ".exequatur-drafts.json"
SHOWN = 20
"""So many sentences that came or went are told of each document."""

Told = dict[str, Any]


class Draft(msgspec.Struct, frozen=True):
    """A file as it was drafted. `sha256` is None where only another draft of the same name was written."""

    sha256: str | None
    said: list[str]


class Folder:
    """The drafts in a directory, which is made where it does not exist. Raises DataError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._manifest = path / MANIFEST
        try:
            path.mkdir(parents=True, exist_ok=True)
            raw = self._manifest.read_bytes() if self._manifest.exists() else b"{}"
            self._known = msgspec.json.decode(raw, type=dict[str, Draft])
        except FileExistsError:
            raise DataError("is a file; name a directory for the drafts", path) from None
        except OSError as error:
            raise DataError(f"cannot be written: {error.strerror}; name another directory", path) from None
        except (msgspec.DecodeError, msgspec.ValidationError):
            raise DataError(
                "is damaged; remove it, the drafts are then taken as edited by hand", self._manifest
            ) from None

    def put(self, name: str, document: Document, suffixes: Sequence[str], paper: Paper = "a4") -> list[Told]:
        """Write a document as `name` with each of the suffixes (".docx", ".pdf", …). Raises DataError."""
        said = [text for sentence in sentences(document.blocks) if (text := text_of(sentence).strip())]
        left = [{"fact": run.id, "text": run.text} for run in blanks(document)]
        told = []
        for suffix in suffixes:
            file = f"{name}{suffix}"
            before = self._known.get(file)
            place, state = self._place(self.path / file)
            write(document, place, paper)
            self._known[file] = Draft(before.sha256 if before else None, said)
            self._known[place.name] = Draft(_digest(place), said)
            told.append({"file": str(place), "state": state, "moved": _moved(before, said), "blank": left})
        self._keep()
        return told

    def _place(self, path: Path) -> tuple[Path, str]:
        """Where a file is written: beside one that was edited by hand since it was drafted, or that was not drafted here."""
        for number in count():
            place = path.with_name(f"{path.stem}.new{number if number > 1 else ''}{path.suffix}") if number else path
            state = "beside" if number else "drafted again" if place.exists() else "new"
            known = self._known.get(place.name)
            if not place.exists() or (known is not None and known.sha256 == _digest(place)):
                return place, state
        raise AssertionError

    def _keep(self) -> None:
        with aside(self._manifest) as place:
            place.write_bytes(msgspec.json.format(msgspec.json.encode(self._known), indent=1))


def _moved(before: Draft | None, said: list[str]) -> Told | None:
    """The sentences that came and went since the last draft; None for a first draft."""
    if before is None:
        return None
    old, new = dict.fromkeys(before.said), dict.fromkeys(said)
    came, gone = [one for one in new if one not in old], [one for one in old if one not in new]
    return {"came": came[:SHOWN], "gone": gone[:SHOWN], "more": max(0, len(came) - SHOWN) + max(0, len(gone) - SHOWN)}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
