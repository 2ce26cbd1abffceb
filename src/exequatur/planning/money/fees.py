"""Fees of courts and arbitral institutions: bands, parts, limits, and another figure where the law is open."""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction

import msgspec

from ...corpus.errors import DataError
from ...law.book import Book, weakest
from ...logic.values import EVER, Span, iso
from .sums import Exchange, convert, digits_of, rounded, rounded_rows
from .tables import FeeFile, FeeVersion, Otherwise, PartForm, Scale, first_day, fraction, in_force, money


class Row(msgspec.Struct, frozen=True):
    """A line of the working: what a band, a share or a limit adds (minor units). `what`: band | flat | times | minimum | cap."""

    part: str
    what: str
    fee: int
    above: int | None = None
    up_to: int | None = None
    share: int | None = None
    rate: Fraction | None = None


class Figure(msgspec.Struct, frozen=True):
    """A fee with its working; an open end is EVER."""

    fee: int
    rows: tuple[Row, ...] = ()


class Alternative(msgspec.Struct, frozen=True):
    """Another figure that may be asked for, and the message that says why."""

    id: str
    fee: Span
    rule: str
    confidence: str


class Fee(msgspec.Struct, frozen=True):
    """A fee on a day. `fee` is None where a part is not on record; `known` are then the parts that are."""

    kind: str
    on: int
    currency: str
    amount: Span | None
    amount_currency: str
    charged: Span | None
    """The amount in the currency of the table."""
    exchange: Exchange | None
    fee: Span | None
    least: Figure | None
    greatest: Figure | None
    alternatives: tuple[Alternative, ...]
    open_because: str | None
    """Why there is no fee: no_table, no_rate."""
    version: FeeVersion
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    notes: tuple[str, ...]


def fee_kinds(book: Book) -> dict[str, list[FeeVersion]]:
    """Every kind of fee with its versions."""
    tables = money(book)
    return {**tables.fees.kinds, **tables.arbitration_fees.kinds}


def fee(
    book: Book,
    kind: str,
    amount: Span | None,
    *,
    on: int,
    currency: str | None = None,
    exchange: Exchange | None = None,
) -> Fee:
    """The fee of `kind` on the day `on` for `amount` (minor units of `currency`; a span where it is not known exactly).

    `currency` is by default that of the table. Raises DataError for an unknown kind, a day before the first table, or an amount
    that is needed and is not there.
    """
    file, version = _version(book, kind, on)
    own = _currency(file, version)
    given = (currency or own).upper()
    digits_of(book, given)
    charged, open_because = amount, None
    if amount is not None and given != own:
        charged = convert(book, amount, given, own, exchange) if exchange else None
        open_because = None if exchange else "no_rate"
    needs = any(part.scale for part in version.parts)
    if amount is None and needs and version.no_amount is None:
        raise DataError(f"amount: the fee of {kind} depends on it; write it as 1200000.00")
    if any(part.unknown for part in version.parts):
        open_because = "no_table"
    unit = 10 ** digits_of(book, own)
    least = greatest = None
    span: Span | None = None
    if amount is None and needs and version.no_amount and not open_because:
        span = version.no_amount.least * unit, version.no_amount.most * unit
    elif not open_because:
        low, high = charged or (0, 0)
        least, greatest = (figure(file, version.parts, end, unit) for end in (max(low, 0), high))
        span = least.fee, greatest.fee
    used = [file.fees[part.scale].sources for part in version.parts if part.scale]
    rules = [rule for rule in (version.rule, *(one.rule for one in version.alternatives)) if rule]
    seen = version.sources or [one for many in used for one in many] or file.sources
    sources = dict.fromkeys([*seen, *(source for rule in rules for source in book.rules[rule].sources)])
    return Fee(
        kind,
        on,
        own,
        amount,
        given,
        charged,
        exchange if given != own else None,
        span,
        least,
        greatest,
        tuple(_alternative(one, span, unit) for one in version.alternatives if span or one.flat is not None),
        open_because,
        version,
        tuple(dict.fromkeys(rules)),
        tuple(sources),
        _confidence(file, version, least, greatest),
        tuple(version.notes),
    )


def _confidence(file: FeeFile, version: FeeVersion, *figures: Figure | None) -> str:
    """That of the version, or of a limit that was met if it is weaker."""
    met = {(row.part, row.what) for figure in figures if figure for row in figure.rows}
    limits = [part.cap_confidence for part in version.parts if part.cap_confidence and (part.id, "cap") in met]
    return weakest([version.confidence or file.confidence, *limits])


def _version(book: Book, kind: str, on: int) -> tuple[FeeFile, FeeVersion]:
    tables = money(book)
    for file in (tables.fees, tables.arbitration_fees):
        if kind in file.kinds:
            versions = file.kinds[kind]
            if found := in_force(versions, on):
                return file, found
            raise DataError(
                f"on: no table of {kind} fees for {iso(on)} is on record; the first one began on {first_day(versions)}: "
                "ask for a day in it with --on"
            )
    kinds = fee_kinds(book)
    near = get_close_matches(kind.lower().replace("_", "-"), kinds, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(sorted(kinds))}"
    raise DataError(f'kind: "{kind[:40]}" is not a kind of fee; {hint}')


def currency_of(book: Book, kind: str, on: int) -> str:
    """The currency in which a fee is charged. Raises DataError as `fee` does."""
    return _currency(*_version(book, kind, on))


def _currency(file: FeeFile, version: FeeVersion) -> str:
    """The currency of a version: that of its scales; where a table is not on record, that of the kind's other versions."""
    for one in (version, *(other for many in file.kinds.values() if version in many for other in many)):
        for part in one.parts:
            if part.scale:
                return file.fees[part.scale].currency
    return file.currency


def _alternative(one: Otherwise, span: Span | None, unit: int) -> Alternative:
    if one.flat is not None:
        return Alternative(one.id, (one.flat * unit,) * 2, one.rule, one.confidence)
    assert span is not None and one.times is not None
    times = fraction(one.times)
    low, high = (end if end >= EVER else rounded(end * times) for end in span)
    return Alternative(one.id, (low, high), one.rule, one.confidence)


def figure(file: FeeFile, parts: list[PartForm], amount: int, unit: int) -> Figure:
    """The fee for one amount (minor units; EVER: without end), with its working. Rows add up to the fee."""
    rows: list[Row] = []
    total = 0
    for part in parts:
        made = _part(file, part, amount, unit)
        rows += made.rows
        total = EVER if EVER in (total, made.fee) else total + made.fee
    return Figure(total, tuple(rows))


def _part(file: FeeFile, part: PartForm, amount: int, unit: int) -> Figure:
    if part.scale is None:
        flat = (part.flat or 0) * unit
        return Figure(flat, (Row(part.id, "flat", flat),))
    scale = file.fees[part.scale]
    cap = min((one * unit for one in (scale.cap, part.cap) if one is not None), default=EVER)
    if amount >= EVER:
        return Figure(min(_top(scale, unit, fraction(part.times)), cap))
    shares = banded(scale, amount, unit)
    values = [value for _, value in shares]
    whole = sum(values, Fraction(0))
    wanted = whole * fraction(part.times)
    fees = rounded_rows([*values, wanted - whole])
    rows = [msgspec.structs.replace(row, part=part.id, fee=fee) for (row, _), fee in zip(shares, fees, strict=False)]
    if wanted != whole:
        rows.append(Row(part.id, "times", fees[-1], rate=fraction(part.times)))
    fee = sum(fees)
    minimum = (part.minimum or 0) * unit
    if fee < minimum:
        rows.append(Row(part.id, "minimum", minimum - fee, up_to=minimum))
        fee = minimum
    if fee > cap:
        rows.append(Row(part.id, "cap", cap - fee, up_to=cap))
        fee = cap
    return Figure(fee, tuple(rows))


def _top(scale: Scale, unit: int, times: Fraction) -> int:
    """The fee without end: that at the foot of the last band if nothing is added there, else open."""
    last = scale.bands[-1]
    if last.rate is not None and fraction(last.rate):
        return EVER
    foot = (scale.bands[-2].up_to or 0) * unit if len(scale.bands) > 1 else 0
    return rounded(sum((value for _, value in banded(scale, foot, unit)), Fraction(0)) * times)


def banded(scale: Scale, amount: int, unit: int) -> list[tuple[Row, Fraction]]:
    """What each band that `amount` reaches adds, exactly."""
    shares: list[tuple[Row, Fraction]] = []
    below = 0
    for number, band in enumerate(scale.bands):
        top = EVER if band.up_to is None else band.up_to * unit
        share = min(amount, top) - below
        if number and share <= 0:
            break
        value = Fraction(band.flat * unit) if band.flat is not None else share * fraction(band.rate or 0)
        row = Row(
            "",
            "band",
            0,
            above=below,
            up_to=None if top == EVER else top,
            share=share,
            rate=None if band.flat is not None else fraction(band.rate or 0),
        )
        shares.append((row, value))
        below = top
    return shares
