"""A fault of the corpus: what `exequatur corpus check` prints, one line each."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Fault(msgspec.Struct, frozen=True, order=True):
    """Something that the author of a data file can mend. Ordered by file and line.

    `kind` is a stable slug; `message` says what is wrong and, after a semicolon, what to do.
    """

    path: Path
    line: int
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: [{self.kind}] {self.message}"
