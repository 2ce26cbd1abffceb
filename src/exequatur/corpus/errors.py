"""The errors a reader of files can mend: they name file, line and remedy."""

from __future__ import annotations

from pathlib import Path


class DataError(Exception):
    """Something in a file that its author can mend. The message says what is wrong and what to do.

    `str(error)` is one line: `file:line: message`. `kind` is a stable word for what is wrong, as `corpus check` lists
    it.
    """

    def __init__(
        self, message: str, source: Path | str | None = None, line: int | None = None, *, kind: str = "unreadable"
    ) -> None:
        super().__init__(message)
        self.message, self.source, self.line, self.kind = message, source, line, kind

    def __str__(self) -> str:
        place = "" if self.source is None else f"{self.source}:" + (f"{self.line}:" if self.line else "") + " "
        return place + self.message
