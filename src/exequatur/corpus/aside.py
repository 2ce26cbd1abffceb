"""Writing a file aside first, and putting it in its place when all is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import DataError


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to, put in its place at the end. Raises DataError; then nothing is left behind."""
    place = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield place
        place.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        with suppress(OSError):
            place.unlink(missing_ok=True)


def unwritable(path: Path, error: BaseException) -> DataError:
    """Why a file cannot be written, in one line."""
    reason = getattr(error, "strerror", None) or " ".join(str(error).split())[:160] or type(error).__name__
    if "transport error" in reason:  # what Polars tells of a full disk
        reason = "the disk does not take it; make room"
    return DataError(f"cannot be written: {reason}; nothing was left there", path)
