"""How far each language has come: which messages were read by somebody, are machine-made, are missing, or were made from an
English text that has changed since. All of it stands in the PO files; babel reads them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..corpus.errors import DataError
from ..law.book import Book
from ..law.compiling.names import CATALOGUES

STATES = ("reviewed", "machine", "stale", "missing")
MACHINE = "machine"
"""The flag of a message that nobody has read yet."""
_OF = "english: "


def mark(english: str) -> str:
    """What is kept beside a message of the English text that it was made from."""
    return _OF + hashlib.sha256(english.encode()).hexdigest()[:8]


def state(message: Any, english: str) -> str:
    """The state of one message of a catalogue (`babel.messages.Message`), which may be missing."""
    if message is None or not message.string:
        return "missing"
    if mark(english) not in message.user_comments:
        return "stale"
    return MACHINE if MACHINE in message.flags else "reviewed"


def tell_status(book: Book) -> dict[str, Any]:
    """For each language the number of messages in each state, and ids that need work. `book` speaks English."""
    told = []
    for language, messages in _catalogues().items():
        found: dict[str, list[str]] = {name: [] for name in STATES}
        for id, english in book.messages.items():
            found[state(messages.get(id), english)].append(id)
        told.append(
            {
                "language": language,
                "messages": len(book.messages),
                **{name: len(ids) for name, ids in found.items()},
                "complete": not found["missing"],
                "to_do": {name: found[name][:20] for name in STATES[1:]},
                "unknown": [id for id in messages if id not in book.messages][:20],
            }
        )
    return {"languages": told}


def _catalogues() -> Mapping[str, Mapping[str, Any]]:
    """The messages of every language but English, by id."""
    try:
        from babel.messages.pofile import read_po
    except ImportError:
        raise DataError("reading catalogues needs Babel; install it with: pip install 'exequatur[documents]'") from None
    found: dict[str, dict[str, Any]] = {}
    for path in _files():
        with path.open("rb") as stream:
            messages = {str(one.id): one for one in read_po(stream) if one.id}
        found.setdefault(path.name.split(".")[0].replace("_", "-"), {}).update(messages)
    return found


def _files() -> Iterator[Path]:
    yield from (path for path in sorted(CATALOGUES.glob("*.po")) if not path.name.startswith("en"))
