"""A loop in Python compiled by numba, over NumPy columns that pyarrow unpacks, a row group at a time on two threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..law import DATES, FIRST, TODAY, TRUTHS
from ..prepared import WIDTH
from .c_loop import BASES, CODES, EPOCH, KINDS, LATEST, SERVED, STANDS, STATUS, by_row_groups

EARLIEST = -LATEST
WARM = True


def _loop() -> Any:
    """The loop, to be compiled at its first call."""
    import numba

    inline: Callable[[Any], Any] = numba.njit(nogil=True, inline="always")

    @inline  # type: ignore[untyped-decorator,unused-ignore]
    def no(a: int) -> int:
        return 2 if a == 2 else 1 - a

    @inline  # type: ignore[untyped-decorator,unused-ignore]
    def both(a: int, b: int) -> int:
        return 0 if a == 0 or b == 0 else 2 if a == 2 or b == 2 else 1

    @inline  # type: ignore[untyped-decorator,unused-ignore]
    def either(a: int, b: int) -> int:
        return 1 if a == 1 or b == 1 else 2 if a == 2 or b == 2 else 0

    @numba.njit(nogil=True)  # type: ignore[untyped-decorator,unused-ignore]
    def loop(truths, days, codes, states, group, ends_low, ends_high, first, on, possible, told, last):  # type: ignore[no-untyped-def]
        for row in range(len(group)):
            (appeal, final, translation, suit, measure, listed, exclusive, connection, submitted, here, took) = (
                truths[0][row],
                truths[1][row],
                truths[2][row],
                truths[3][row],
                truths[4][row],
                truths[5][row],
                truths[6][row],
                truths[7][row],
                truths[8][row],
                truths[9][row],
                truths[10][row],
            )
            (capacity, represented, fraud, conflict, policy, arbitration, waived, pleads, lim, punitive) = (
                truths[11][row],
                truths[12][row],
                truths[13][row],
                truths[14][row],
                truths[15][row],
                truths[16][row],
                truths[17][row],
                truths[18][row],
                truths[19][row],
                truths[20][row],
            )
            judged, effective, applied, again = days[0][row], days[1][row], days[2][row], days[3][row]
            origin, title, served = codes[0][row], codes[1][row], codes[2][row]
            de_facto, consensus = 2, 2
            group[row] = -1
            if origin >= 0:
                group[row] = states[origin, 3 * WIDTH]
                if judged != LATEST:
                    for at in range(WIDTH - 1, -1, -1):
                        if judged >= states[origin, at]:
                            de_facto, consensus = states[origin, WIDTH + at], states[origin, 2 * WIDTH + at]
                            break
            known, acted = effective != LATEST, again != LATEST
            since = effective if known else judged
            low_s, high_s, low_i, high_i = EARLIEST, LATEST, EARLIEST, LATEST
            if since != LATEST:
                low_s, high_s = ends_low[since - first], ends_high[since - first]
            if acted:
                low_i, high_i = ends_low[again - first], ends_high[again - first]
            low_e, high_e = (low_s, high_s) if known else (EARLIEST, LATEST)
            high_b = max(high_s, high_i) if known and acted else LATEST
            last_low = max(low_i, low_e) if lim == 1 else low_e
            last_high = high_e if lim == 0 else high_b
            in_time = 2 if applied == LATEST else 1 if applied <= last_low else 0 if applied > last_high else 2
            late = (on if applied == LATEST else applied) > (high_b if lim == 1 else high_e)
            gate = either(de_facto, consensus)
            d = either(either(no(title), no(gate)), either(appeal, no(final)))
            d = either(d, either(no(translation), both(suit, 2)))
            r = either(either(measure, listed), either(exclusive, both(no(connection), no(submitted))))
            r = either(r, either(both(both(served, here), no(took)), both(capacity, no(represented))))
            r = either(r, either(either(fraud, conflict), either(policy, both(arbitration, no(waived)))))
            r = either(r, both(no(in_time), pleads))
            through = d != 1 and r != 1
            possible[0][row] = through and punitive != 1
            possible[1][row] = through and punitive != 0
            possible[2][row] = d != 1 and r != 0
            possible[3][row] = d != 0
            shut = not (title == 1 and gate == 1)
            out = shut or appeal == 1 or final != 1 or translation == 0 or suit == 1
            refused = (
                measure == 1
                or listed == 1
                or exclusive == 1
                or (connection == 0 and submitted != 1)
                or (served == 1 and here == 1 and took != 1)
                or (capacity == 1 and represented == 0)
                or fraud == 1
                or conflict == 1
                or policy == 1
                or (arbitration == 1 and waived == 0)
                or (late and pleads != 0)
            )
            told[0][row] = 3 if out else 2 if refused else 1 if punitive == 1 else 0
            told[1][row] = -1 if shut else 0 if de_facto == 1 else 1
            acts = (
                lim != 0
                and acted
                and again <= on
                and (since == LATEST or since <= again)
                and (not known or again <= high_s)
            )
            low = low_i if acts and again <= low_s else low_s
            high = (high_i if acts else high_s) if known else LATEST
            last[0][row], last[1][row] = low, high
            done = applied != LATEST and applied <= on
            asked = applied if done else on
            told[2][row] = (0 if done else 3) + (0 if high < asked else 1 if asked <= low else 2)

    return loop


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers; its first call compiles the loop."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    loop = _loop()
    rows = pq.read_table(place / "states.parquet").to_pylist()
    names = [row["iso"] for row in rows]
    states = np.full((len(rows), 3 * WIDTH + 1), 2, "int32")
    for number, row in enumerate(rows):
        for at in range(WIDTH):
            since = row[f"since_{at}"]
            states[number, at] = LATEST if since is None else since.toordinal() - EPOCH
            for to, name in ((WIDTH, "de_facto"), (2 * WIDTH, "consensus")):
                cell = row[f"{name}_{at}"]
                states[number, to + at] = 2 if cell is None else int(cell)
        states[number, 3 * WIDTH] = row["group"]
    ends = pq.read_table(place / "ends.parquet")
    low, high = (ends[name].to_numpy().astype("int32") for name in ("low", "high"))
    read: dict[str, Any] = {
        "origin": (names.index, -1),
        "kind": (KINDS.__contains__, 2),
        "service_method": (SERVED.__contains__, 2),
    }

    def run_on(truths: Any, days: Any, codes: Any, count: int) -> tuple[Any, Any, Any, Any]:
        group = np.empty(count, "int8")
        possible = np.empty((4, count), "bool")
        told, last = np.empty((3, count), "int8"), np.empty((2, count), "int32")
        loop(truths, days, codes, states, group, low, high, FIRST - EPOCH, TODAY - EPOCH, possible, told, last)
        return group, possible, told, last

    def unpacked(array: Any, kind: Any, empty: int) -> Any:
        return array.cast(kind).fill_null(empty).to_numpy(zero_copy_only=False)

    def screened(batch: Any) -> Any:
        def column(name: str) -> Any:
            (array,) = batch.column(name).chunks
            return array

        def code(name: str) -> Any:
            to, empty = read[name]
            array = column(name)
            words = np.array([*(to(word) for word in array.dictionary.to_pylist()), empty], "int8")
            return words[array.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)]

        truths = tuple(unpacked(column(name), pa.int8(), 2) for name in TRUTHS)
        days = tuple(unpacked(column(name), pa.int32(), LATEST) for name in DATES)
        group, possible, told, last = run_on(truths, days, tuple(map(code, CODES)), batch.num_rows)

        def word(number: int, words: tuple[str, ...]) -> Any:
            return pa.DictionaryArray.from_arrays(pa.array(told[number], mask=told[number] < 0), pa.array(words))

        return pa.table(
            {
                "id": batch.column("id"),
                "possible_recognised": pa.array(possible[0]),
                "possible_partly": pa.array(possible[1]),
                "possible_refused": pa.array(possible[2]),
                "possible_dismissed": pa.array(possible[3]),
                "as_it_stands": word(0, STANDS),
                "basis": word(1, BASES),
                "group": pa.array(group, mask=group < 0),
                "last_day": pa.array(last[0], mask=last[0] == EARLIEST).cast(pa.date32()),
                "last_day_latest": pa.array(last[1], mask=last[1] == LATEST).cast(pa.date32()),
                "limit_status": word(2, STATUS),
            }
        )

    return lambda table, out: by_row_groups(screened, table, out)
