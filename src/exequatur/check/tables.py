"""The tables of cn/tables: fees that compute, rates in order, courts under one code each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec

from ..corpus.venues import AreaForm
from ..law.compiling.build import MONEY
from ..law.compiling.venues import read_areas
from ..planning.ledger.tables import LedgerFile
from ..planning.money.fees import figure
from ..planning.money.tables import FeeFile, FeeVersion, Money
from .desk import Desk, Found, Place, lint, nearest, span

FEES = ("cn/tables/fees.yaml", "cn/tables/arbitration_fees.yaml")
AREAS = "cn/tables/court_areas.yaml"


def _scales(desk: Desk) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for file in FEES:
        fees = (desk.file(file) or {}).get("fees", {})
        yield from (
            (file, name, scale) for name, scale in fees.items() if isinstance(scale, Mapping) and "bands" in scale
        )


def _whole(bands: list[Mapping[str, Any]]) -> bool:
    """Whether each band has its upper end and either a flat fee or a rate."""
    return all("up_to" in band and ("flat" in band) != ("rate" in band) for band in bands)


@lint("fee-bands")
def fee_bands(desk: Desk) -> Found:
    """A scale of fees whose bands do not follow each other up to an open end, each with a flat fee or a rate."""
    for file, name, scale in _scales(desk):
        bands = scale["bands"]
        if not _whole(bands):
            yield (
                desk.line(file, "fees", name, "bands"),
                f"{name}: a band lacks its end or its fee; write `up_to` and one of `flat`, `rate` in each",
            )
            continue
        for number, (lower, upper) in enumerate(pairwise(bands), 1):
            if lower["up_to"] is None or (upper["up_to"] is not None and upper["up_to"] <= lower["up_to"]):
                yield (
                    desk.line(file, "fees", name, "bands", number),
                    f"{name}: the band up to {upper['up_to']} stands after that up to {lower['up_to']}; "
                    "sort the bands, the open one (null) last",
                )
        if bands[-1]["up_to"] is not None:
            yield (
                desk.line(file, "fees", name, "bands"),
                f"{name}: sums above {bands[-1]['up_to']} are in no band; add one with `up_to: null`",
            )


@lint("fee-example")
def fee_example(desk: Desk) -> Found:
    """An example of a fee that the bands do not give."""
    for file, name, scale in _scales(desk):
        for number, example in enumerate(scale.get("examples", []) if _whole(scale["bands"]) else []):
            fee = _fee(scale, Decimal(str(example["amount"])))
            if fee != Decimal(str(example["fee"])):
                yield (
                    desk.line(file, "fees", name, "examples", number),
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


@lint("fee-base")
def fee_base(desk: Desk) -> Found:
    """A band whose printed base is not what the bands below it come to."""
    for file, name, scale in _scales(desk):
        bands = scale["bands"]
        for number, (lower, band) in enumerate(pairwise(bands), 1) if _whole(bands) else ():
            if "base" not in band or lower["up_to"] is None:
                continue
            foot = _fee({"bands": bands[:number]}, Decimal(lower["up_to"]))
            if foot != Decimal(str(band["base"])):
                yield (
                    desk.line(file, "fees", name, "bands", number),
                    f"{name}: the bands up to {lower['up_to']} come to {foot.normalize():f}, the base says {band['base']}; "
                    "correct one of them",
                )


@lint("money-table")
def money_table(desk: Desk) -> Found:
    """A table of fees or rates that is not in the form its reader needs, or a kind of fee that names no scale."""
    forms = {field.name: field.type for field in msgspec.structs.fields(Money)} | {"ledger": LedgerFile}
    for name in MONEY:
        file = f"cn/tables/{name}.yaml"
        raw = desk.file(file)
        if raw is None:
            continue
        if fault := _misshapen(raw, forms[name]):
            keys, message = fault
            yield desk.line(file, *keys), f"{message}; docs/reference/corpus.md says what stands here"
            continue
        made = msgspec.convert(raw, forms[name])
        if isinstance(made, FeeFile):
            yield from _kinds(desk, file, made)


def _misshapen(raw: Any, form: Any) -> tuple[list[str | int], str] | None:
    """Where a table has not its form, and what is wrong there."""
    if form is FeeFile and isinstance(raw, Mapping) and isinstance(raw.get("kinds"), Mapping):
        for kind, versions in raw["kinds"].items():
            if fault := _misshapen(versions, list[FeeVersion]):
                return ["kinds", kind, *fault[0]], fault[1]
    try:
        msgspec.convert(raw, form)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `")
        keys = [int(index) if index else key for key, index in re.findall(r"\.([\w-]+)|\[(\d+)\]", where)]
        return keys, message
    return None


def _kinds(desk: Desk, file: str, fees: FeeFile) -> Found:
    for kind, versions in fees.kinds.items():
        for number, version in enumerate(versions):
            place = desk.line(file, "kinds", kind, number)
            for part in version.parts:
                if part.scale and part.scale not in fees.fees:
                    yield (
                        place,
                        f"{kind}: there is no scale `{part.scale}`; {nearest(part.scale, fees.fees, otherwise='add it')}",
                    )
            for rule in filter(None, (version.rule, *(one.rule for one in version.alternatives))):
                if rule not in desk.corpus.rules:
                    near = nearest(rule, desk.corpus.rules, otherwise="add it")
                    yield place, f"{kind}: there is no provision `{rule}`; {near}"
            if any(part.scale and part.scale not in fees.fees for part in version.parts):
                continue
            for one in version.examples:
                fee = figure(fees, version.parts, one.amount * 100, 100).fee
                if fee != Decimal(str(one.fee)) * 100:
                    yield (
                        desk.line(file, "kinds", kind, number, "examples"),
                        f"{kind}: the parts give {Decimal(fee) / 100:f} for {one.amount}, the example says {one.fee}; "
                        "correct one of them",
                    )


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
