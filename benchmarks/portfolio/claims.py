"""Claims to be measured on: invented, the same ones for a seed, written as typed Parquet a batch at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from .law import DATES, TODAY, TRUTHS, stretches

BATCH = 1 << 18
SEED = 20261124
UNKNOWN = 0.08
"""The share of each truth that is unknown; dates and codes are unknown a little less often."""
TRUE = {
    "appeal_pending": 0.05,
    "final_abroad": 0.95,
    "translation_certified": 0.93,
    "suit_pending_here": 0.03,
    "discriminatory_measure": 0.01,
    "on_countermeasure_list": 0.01,
    "exclusive_jurisdiction_here": 0.04,
    "connection_with_origin": 0.9,
    "submitted_to_jurisdiction": 0.4,
    "respondent_here_when_served": 0.3,
    "respondent_took_part": 0.5,
    "party_without_capacity": 0.03,
    "properly_represented": 0.8,
    "obtained_by_fraud": 0.03,
    "conflicting_judgment_here": 0.03,
    "against_public_policy": 0.02,
    "arbitration_agreement_valid": 0.1,
    "arbitration_waived": 0.4,
    "respondent_raises_time_bar": 0.7,
    "limit_interrupted": 0.4,
    "punitive_part": 0.1,
}
KINDS = (("judgment", 0.85), ("settlement", 0.1), ("award", 0.03), ("order", 0.02))
METHODS = (
    ("treaty_channel", 0.4),
    ("personal", 0.2),
    ("post", 0.2),
    ("email", 0.1),
    ("publication", 0.05),
    ("other", 0.05),
)
_EPOCH = date(1970, 1, 1).toordinal()


def write(path: Path, rows: int) -> None:
    """A table of so many claims."""
    import pyarrow.parquet as pq

    aside = path.with_suffix(".tmp")
    writer = None
    for number, start in enumerate(range(0, rows, BATCH)):
        table = batch(number, start, min(BATCH, rows - start))
        writer = writer or pq.ParquetWriter(aside, table.schema, compression="zstd", compression_level=1)
        writer.write_table(table)
    if writer is not None:
        writer.close()
    aside.replace(path)


def batch(number: int, start: int, rows: int) -> Any:
    """One batch, drawn from a seed of its own."""
    import numpy as np
    import pyarrow as pa

    dice = np.random.default_rng([SEED, number])

    def some(share: float) -> Any:
        return dice.random(rows) < share

    def days(values: Any, unknown: float) -> Any:
        return pa.array((values - _EPOCH).astype("int32"), mask=some(unknown)).cast(pa.date32())

    def codes(of: tuple[tuple[str, float], ...], unknown: float) -> Any:
        names, shares = zip(*of, strict=True)
        places = pa.array(dice.choice(len(names), rows, p=shares).astype("int32"), mask=some(unknown))
        return pa.DictionaryArray.from_arrays(places, pa.array(names)).cast(pa.string())

    states = sorted({one.iso for one in stretches()})
    judged = dice.integers(date(2005, 1, 1).toordinal(), TODAY - 200, rows)
    effective = np.minimum(judged + dice.integers(0, 300, rows), TODAY)
    applied = np.minimum(effective + (dice.random(rows) ** 2 * 1200).astype("int64"), TODAY + 150)
    interrupted = np.clip(effective + dice.integers(-60, 900, rows), judged, TODAY)
    columns = {
        "id": pa.array([f"C{at:09}" for at in range(start, start + rows)]),
        "origin": codes(tuple((iso, 1 / len(states)) for iso in states), 0.03),
        "kind": codes(KINDS, 0.03),
        "service_method": codes(METHODS, 0.05),
    }
    unknown = (0.03, 0.05, 0.3, 0.5)
    spans = (judged, effective, applied, interrupted)
    columns |= {name: days(span, share) for name, span, share in zip(DATES, spans, unknown, strict=True)}
    columns |= {name: pa.array(some(TRUE[name]), mask=some(UNKNOWN)) for name in TRUTHS}
    return pa.table(columns)
