"""The tables of cn/tables: fees that compute, rates in order, courts under one code each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ..corpus.venues import AreaForm
from ..law.venue_forms import read_areas
from .desk import Desk, Found, Place, lint, span

FEES = "cn/tables/fees.yaml"
AREAS = "cn/tables/court_areas.yaml"


def _scales(desk: Desk) -> Iterator[tuple[str, Mapping[str, Any]]]:
    fees = (desk.file(FEES) or {}).get("fees", {})
    yield from ((name, scale) for name, scale in fees.items() if isinstance(scale, Mapping) and "bands" in scale)


def _whole(bands: list[Mapping[str, Any]]) -> bool:
    """Whether each band has its upper end and either a flat fee or a rate."""
    return all("up_to" in band and ("flat" in band) != ("rate" in band) for band in bands)


@lint("fee-bands")
def fee_bands(desk: Desk) -> Found:
    """A scale of fees whose bands do not follow each other up to an open end, each with a flat fee or a rate."""
    for name, scale in _scales(desk):
        bands = scale["bands"]
        if not _whole(bands):
            yield (
                desk.line(FEES, "fees", name, "bands"),
                f"{name}: a band lacks its end or its fee; write `up_to` and one of `flat`, `rate` in each",
            )
            continue
        for number, (lower, upper) in enumerate(pairwise(bands), 1):
            if lower["up_to"] is None or (upper["up_to"] is not None and upper["up_to"] <= lower["up_to"]):
                yield (
                    desk.line(FEES, "fees", name, "bands", number),
                    f"{name}: the band up to {upper['up_to']} stands after that up to {lower['up_to']}; "
                    "sort the bands, the open one (null) last",
                )
        if bands[-1]["up_to"] is not None:
            yield (
                desk.line(FEES, "fees", name, "bands"),
                f"{name}: sums above {bands[-1]['up_to']} are in no band; add one with `up_to: null`",
            )


@lint("fee-example")
def fee_example(desk: Desk) -> Found:
    """An example of a fee that the bands do not give."""
    for name, scale in _scales(desk):
        for number, example in enumerate(scale.get("examples", []) if _whole(scale["bands"]) else []):
            fee = _fee(scale, Decimal(str(example["amount"])))
            if fee != Decimal(str(example["fee"])):
                yield (
                    desk.line(FEES, "fees", name, "examples", number),
                    f"{name}: the bands give {fee.normalize():f} for {example['amount']}, the example says {example['fee']}; "
                    "correct one of them",
                )


def _fee(scale: Mapping[str, Any], amount: Decimal) -> Decimal:
    """The fee of a scale: a flat sum for the first band, then each part of the amount at the rate of its band, up to the cap."""
    fee = below = Decimal(0)
    for band in scale["bands"]:
        top = amount if band["up_to"] is None else min(amount, Decimal(band["up_to"]))
        if "flat" in band:
            fee += band["flat"]
        elif top > below:
            fee += (top - below) * Decimal(str(band["rate"]))
        below = max(below, top)
    return min(fee, Decimal(scale["cap"])) if "cap" in scale else fee


@lint("unsorted-steps")
def unsorted_steps(desk: Desk) -> Found:
    """A table of rates whose steps are not in the order of their days, each once."""
    tables = desk.corpus.root / "cn" / "tables"
    for path, raw in desk.corpus.raw.items():
        if path.parent != tables or not isinstance(raw, Mapping):
            continue
        for key, steps in raw.items():
            if not isinstance(steps, list) or not all(isinstance(step, Mapping) and "rate" in step for step in steps):
                continue
            days = [span(step.get("from", step.get("date"))) for step in steps]
            for number, (earlier, later) in enumerate(pairwise(days), 1):
                if earlier and later and later[0] <= earlier[0]:
                    yield (
                        Place(path, desk.line(path.relative_to(desk.corpus.root).as_posix(), key, number).line),
                        f"{key}: a step stands after one of the same or a later day; sort the steps by day, each once",
                    )


@lint("duplicate-court")
def duplicate_court(desk: Desk) -> Found:
    """Two courts under one code, of which none carries a note that the code was given on."""
    path = desk.corpus.root / "cn" / "tables" / "courts.csv"
    first: dict[str, int] = {}
    for line, court in enumerate(desk.register.courts.courts, 2):
        if court.note:
            continue
        if court.code in first:
            yield (
                Place(path, line),
                f"`{court.code}` is also the code in line {first[court.code]}; "
                "correct it, or note there what became of that court",
            )
        first.setdefault(court.code, line)


@lint("court-area", needs_book=True)
def court_area(desk: Desk) -> Found:
    """An area of a court that courts.csv does not have, with digits that begin no division, or one that two courts have."""
    codes = {division.gb for division in desk.register.places.divisions}
    areas = read_areas(desk.corpus)
    for number, area in enumerate(areas):
        at = desk.line(AREAS, "areas", number)
        if desk.register.courts.by_code(area.court) is None:
            yield at, f"`{area.court}` is not in courts.csv; correct the code, or add the court"
        for division in area.divisions:
            if not any(code.startswith(division) for code in codes):
                yield at, f"`{division}` begins the code of no division; correct it"
            other = next((one for one in areas[:number] if _meet(area, one, division)), None)
            if other:
                yield at, f"`{division}` is also in the area of {other.court}; take it out of one of them"


def _meet(one: AreaForm, other: AreaForm, division: str) -> bool:
    """Whether two areas of one kind have a division at the same time."""
    if one.kind != other.kind or one.court == other.court or one.perhaps or other.perhaps:
        return False
    if (one.to or "9999") < (other.from_ or "0") or (other.to or "9999") < (one.from_ or "0"):
        return False
    return any(division.startswith(held) or held.startswith(division) for held in other.divisions)
