"""A loop in C over Arrow buffers: compiled with the machine's C compiler, called through ctypes, a row group at a time on two
threads. Columns of codes are read as dictionaries, so no text is compared per row.
"""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ..law import DATES, FIRST, TODAY, TRUTHS
from ..prepared import WIDTH

STANDS = ("recognised", "partly_recognised", "refused", "dismissed")
BASES = ("reciprocity_de_facto", "reciprocity_consensus")
STATUS = ("late", "met", "may_be_late", "passed", "open", "may_have_passed")
KINDS = ("judgment", "settlement")
SERVED = ("post", "email", "publication")
CODES = ("origin", "kind", "service_method")
EPOCH = 719_163
LATEST = 2**31 - 1


class Column(ctypes.Structure):
    _fields_ = [("valid", ctypes.c_void_p), ("values", ctypes.c_void_p), ("offset", ctypes.c_int64)]


class State(ctypes.Structure):
    _fields_ = [
        ("since", ctypes.c_int32 * WIDTH),
        ("de_facto", ctypes.c_int8 * WIDTH),
        ("consensus", ctypes.c_int8 * WIDTH),
        ("group", ctypes.c_int8),
    ]


class Law(ctypes.Structure):
    _fields_ = [
        ("states", ctypes.c_void_p),
        ("low", ctypes.c_void_p),
        ("high", ctypes.c_void_p),
        ("first", ctypes.c_int32),
        ("days", ctypes.c_int32),
        ("on", ctypes.c_int32),
    ]


BITS = ("recognised", "partly", "refused", "dismissed", "basis_valid", "group_valid", "low_valid", "high_valid")
BYTES = ("stands", "basis", "group", "status")
DAYS = ("low", "high")


class Answers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in (*BITS, *BYTES, *DAYS)]


def compiled() -> Any:
    """The loop, compiled."""
    source = Path(__file__).with_suffix(".c")
    with tempfile.TemporaryDirectory() as place:
        library = Path(place) / "c_loop.so"
        words = ["cc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(source)]
        subprocess.run(words, check=True)
        return ctypes.CDLL(str(library)).screen


def states_of(place: Path) -> tuple[list[str], Any]:
    """The names of the states, and the table of them."""
    import pyarrow.parquet as pq

    rows = pq.read_table(place / "states.parquet").to_pylist()
    table = (State * len(rows))()
    for number, row in enumerate(rows):
        for at in range(WIDTH):
            since = row[f"since_{at}"]
            table[number].since[at] = LATEST if since is None else since.toordinal() - EPOCH
            for name in ("de_facto", "consensus"):
                cell = row[f"{name}_{at}"]
                getattr(table[number], name)[at] = 2 if cell is None else int(cell)
        table[number].group = row["group"]
    return [row["iso"] for row in rows], table


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    loop = compiled()
    names, states = states_of(place)
    ends = pq.read_table(place / "ends.parquet")
    low, high = (np.ascontiguousarray(ends[name].to_numpy().astype("int32")) for name in DAYS)
    law = Law(ctypes.addressof(states), low.ctypes.data, high.ctypes.data, FIRST - EPOCH, len(low), TODAY - EPOCH)
    law.kept = states, low, high  # the structure holds addresses only
    read: dict[str, Any] = {"origin": names.index, "kind": KINDS.__contains__, "service_method": SERVED.__contains__}

    def screened(batch: Any) -> Any:
        rows = batch.num_rows
        columns = (Column * (len(TRUTHS) + len(DATES) + len(CODES)))()
        codes, held = [], []
        for number, name in enumerate((*TRUTHS, *DATES, *CODES)):
            (array,) = batch.column(name).chunks
            if name in CODES:
                codes.append(np.array([read[name](word) for word in array.dictionary.to_pylist()], "int8"))
                array = array.indices
            valid, values = array.buffers()
            held.append((valid, values))
            columns[number] = Column(valid.address if valid else None, values.address, array.offset)
        bits = {name: np.zeros(rows // 8 + 1, "uint8") for name in BITS}
        bytes_ = {name: np.zeros(rows, "int8") for name in BYTES}
        days = {name: np.empty(rows, "int32") for name in DAYS}
        answers = Answers(*(one.ctypes.data for one in (*bits.values(), *bytes_.values(), *days.values())))
        loop(
            ctypes.c_int64(rows),
            columns,
            *(ctypes.c_void_p(one.ctypes.data) for one in codes),
            ctypes.byref(law),
            ctypes.byref(answers),
        )

        def truth(name: str) -> Any:
            return pa.Array.from_buffers(pa.bool_(), rows, [None, pa.py_buffer(bits[name])])

        def told(kind: Any, values: Any, valid: str | None = None) -> Any:
            return pa.Array.from_buffers(
                kind, rows, [pa.py_buffer(bits[valid]) if valid else None, pa.py_buffer(values)]
            )

        def word(name: str, words: tuple[str, ...], valid: str | None = None) -> Any:
            return pa.DictionaryArray.from_arrays(told(pa.int8(), bytes_[name], valid), pa.array(words))

        return pa.table(
            {
                "id": batch.column("id"),
                "possible_recognised": truth("recognised"),
                "possible_partly": truth("partly"),
                "possible_refused": truth("refused"),
                "possible_dismissed": truth("dismissed"),
                "as_it_stands": word("stands", STANDS),
                "basis": word("basis", BASES, "basis_valid"),
                "group": told(pa.int8(), bytes_["group"], "group_valid"),
                "last_day": told(pa.date32(), days["low"], "low_valid"),
                "last_day_latest": told(pa.date32(), days["high"], "high_valid"),
                "limit_status": word("status", STATUS),
            }
        )

    return lambda table, out: by_row_groups(screened, table, out)


def by_row_groups(screened: Callable[[Any], Any], table: Path, out: Path) -> None:
    """Read, screen and write the row groups of a table, two at a time."""
    import pyarrow.parquet as pq

    def one(number: int) -> Any:
        with pq.ParquetFile(table, read_dictionary=list(CODES)) as file:
            return screened(file.read_row_group(number, use_threads=False))

    writer = None
    with ThreadPoolExecutor(2) as pool:
        waiting = []
        for number in range(pq.ParquetFile(table).num_row_groups):
            waiting.append(pool.submit(one, number))
            if len(waiting) > 2:
                writer = _write(writer, out, waiting.pop(0).result())
        for found in waiting:
            writer = _write(writer, out, found.result())
    if writer:
        writer.close()


def _write(writer: Any, out: Path, answers: Any) -> Any:
    import pyarrow.parquet as pq

    writer = writer or pq.ParquetWriter(out, answers.schema, compression="zstd", use_dictionary=_TEXTS)
    writer.write_table(answers)
    return writer


_TEXTS = ["as_it_stands", "basis", "limit_status"]
