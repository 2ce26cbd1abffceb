"""Writes tables as they grow: aside first, in place when all is done. CSV (UTF-8) and Parquet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Full, Queue
from threading import Thread
from typing import Any, BinaryIO, Protocol

import polars as pl
from polars.io.plugins import register_io_source

from ...corpus.aside import unwritable
from ...corpus.errors import DataError

ROW_GROUP = 1 << 18


class Sink(Protocol):
    """A table that is being written. `add` it batch by batch, then `finish` it; `keep` puts it in its place."""

    path: Path

    def add(self, frame: pl.DataFrame) -> None:
        """Write further rows. Raises DataError where the disk does not take them."""

    def finish(self) -> None:
        """Write what is left; the table still lies aside. Raises DataError."""

    def keep(self) -> None:
        """Put the table in its place."""

    def drop(self) -> None:
        """Leave nothing behind. Harmless after `keep`."""


def sink(path: Path, schema: dict[str, Any]) -> Sink:
    """A sink by the name of the file. Raises DataError for a name that is no table."""
    kind = path.suffix.lower()
    if kind == ".csv":
        return CsvSink(path, schema)
    if kind == ".parquet":
        return ParquetSink(path, schema)
    raise DataError("neither .csv nor .parquet; name the result as one of them", path)


def keep_all(sinks: Sequence[Sink]) -> None:
    """Put several tables in place together: all are finished before the first is moved. Raises DataError."""
    try:
        for one in sinks:
            one.finish()
        for one in sinks:
            one.keep()
    finally:
        for one in sinks:
            one.drop()


class _Aside:
    """A file beside its place; nothing is on the disk before the first rows come, or the end."""

    def __init__(self, path: Path, schema: dict[str, Any]) -> None:
        self.path = path
        self._schema = schema
        self._aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")

    def keep(self) -> None:
        """Put the table in its place."""
        try:
            self._aside.replace(self.path)
        except OSError as error:
            raise unwritable(self.path, error) from None

    def drop(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):  # the name is none
            self._aside.unlink(missing_ok=True)


class CsvSink(_Aside):
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""

    _stream: BinaryIO | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Write further rows."""
        texts = [guarded(name) for name, kind in frame.schema.items() if kind == pl.String]
        try:
            first = self._stream is None
            if self._stream is None:
                self._stream = self._aside.open("wb")
            frame.with_columns(texts).write_csv(self._stream, include_header=first)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise unwritable(self.path, error) from None

    def finish(self) -> None:
        """Write what is left."""
        self.add(pl.DataFrame(schema=self._schema))
        try:
            if self._stream is not None:
                self._stream.close()
        except OSError as error:
            raise unwritable(self.path, error) from None

    def drop(self) -> None:
        """Leave nothing behind."""
        if self._stream is not None:
            with suppress(OSError):  # the disk is full; the file goes anyway
                self._stream.close()
        super().drop()


class ParquetSink(_Aside):
    """Polars writes the file in a thread of its own, from the batches that it is handed."""

    def __init__(self, path: Path, schema: dict[str, Any]) -> None:
        super().__init__(path, schema)
        self._queue: Queue[pl.DataFrame | None] = Queue(2)
        self._error: BaseException | None = None
        self._thread: Thread | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Write further rows."""
        if self._thread is None:
            self._thread = Thread(target=self._write, daemon=True)
            self._thread.start()
        self._hand_over(frame)
        if self._error is not None:
            raise unwritable(self.path, self._error) from None

    def finish(self) -> None:
        """Write what is left."""
        self.add(pl.DataFrame(schema=self._schema))
        self._end()
        if self._error is not None:
            raise unwritable(self.path, self._error) from None

    def drop(self) -> None:
        """Leave nothing behind."""
        self._end()
        super().drop()

    def _end(self) -> None:
        while self._thread is not None and self._thread.is_alive():
            self._hand_over(None)
            self._thread.join(0.1)

    def _hand_over(self, frame: pl.DataFrame | None) -> None:
        """Wait until it is taken; nobody takes it after an error."""
        while self._thread is not None and self._thread.is_alive():
            with suppress(Full):
                self._queue.put(frame, timeout=0.1)
                return

    def _write(self) -> None:
        source = register_io_source(self._frames, schema=pl.Schema(self._schema))
        try:
            source.sink_parquet(self._aside, row_group_size=ROW_GROUP, compression_level=1)  # as small, and faster
        except BaseException as error:
            self._error = error

    def _frames(
        self, columns: list[str] | None, _where: object, _rows: object, _size: object
    ) -> Iterator[pl.DataFrame]:
        while (frame := self._queue.get()) is not None:
            yield frame if columns is None else frame.select(columns)


def write(path: Path, frame: pl.DataFrame) -> None:
    """Write one whole table. Raises DataError; then nothing is left behind."""
    one = sink(path, dict(frame.schema))
    try:
        one.add(frame)
        keep_all([one])
    finally:
        one.drop()


_RISKY = r"'*[=+\-@\t\r\n＝＋－＠]"
"""The beginning of a formula, in figures of full width as well; with apostrophes, so that `unguarded` takes off ours."""


def unguarded(name: str) -> pl.Expr:
    """A text of a CSV that we wrote, without the apostrophe of `guarded`."""
    return pl.col(name).str.replace(f"^'({_RISKY})", "$1")


def guarded(name: str) -> pl.Expr:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = pl.col(name)
    risky = text.str.contains(f"^{_RISKY}")
    return pl.when(risky).then(pl.lit("'") + text).otherwise(text).alias(name)
