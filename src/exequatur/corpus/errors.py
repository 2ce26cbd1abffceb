"""The errors a reader of files can mend: they name file, line and remedy."""

from __future__ import annotations

from pathlib import Path

#: A message longer than this quotes too much of a file to be read.
_LONGEST = 600


class DataError(Exception):
    """Something in a file that its author can mend. The message says what is wrong and what to do.

    `str(error)` is one line: `file:line: message`. `kind` is a stable word for what is wrong, as `corpus check` lists
    it.
    """

    def __init__(
        self, message: str, source: Path | str | None = None, line: int | None = None, *, kind: str = "unreadable"
    ) -> None:
        message = _line(message)
        super().__init__(message)
        self.message, self.source, self.line, self.kind = message, source, line, kind

    def __str__(self) -> str:
        place = "" if self.source is None else f"{self.source}:" + (f"{self.line}:" if self.line else "") + " "
        return place + self.message


def _line(message: str) -> str:
    """The message as one printable line: what it quotes from a file may hold anything."""
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in message).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
