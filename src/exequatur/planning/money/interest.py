"""Interest of each kind: which rates, from which rule, on which days; what is not known stays open."""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction
from typing import Any

import msgspec

from ...corpus.errors import DataError
from ...law.book import Book, weakest
from ...logic.values import EVER, Span, day, iso
from .accrual import Run, Segment, accrue, compound, counted
from .sums import Exchange, convert, digits_of
from .tables import Delayed, Money, RateFile, Step, first_day, fraction, in_force, money

KINDS = ("delayed", "lpr", "lpr4", "sales-default", "us-federal", "statute", "rate")
_OF_THE_USER = ("rate", "us-federal")


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What interest is asked for. `until` None: until payment, counted to the day asked about (`on`)."""

    kind: str
    principal: Span
    since: int
    on: int
    currency: str = "CNY"
    until: int | None = None
    count: str | None = None
    rate: Fraction | None = None
    year: str | None = None
    five_years: bool = False
    law: str | None = None
    contract: int | None = None
    filed: int | None = None
    bankruptcy: int | None = None
    left_out: tuple[Span, ...] = ()
    assume_last_rate: bool = False
    exchange: Exchange | None = None


class Other(msgspec.Struct, frozen=True):
    """Another figure, and the message that says why."""

    id: str
    days: int
    interest: Span


class Converted(msgspec.Struct, frozen=True):
    """The interest where the creditor asks for the money of the requested state: the debt is converted first."""

    currency: str
    principal: Span
    interest: Span
    exchange: Exchange
    on_its_day: bool
    """Whether the rate is of the day that the rule takes."""
    wanted_day: int


class Interest(msgspec.Struct, frozen=True):
    """Interest of one kind. `interest` is None where there is no rate for any of the days."""

    terms: Terms
    count: str
    year: str | None
    until: int
    run: Run
    interest: Span | None
    per_day: tuple[Fraction, Fraction] | None
    """What a further day adds, in minor units, exactly; only until payment."""
    open: tuple[tuple[Span, str], ...]
    """Days for which there is no rate, and why: before_rates, beyond_rates, earlier_rule, no_ceiling."""
    alternatives: tuple[Other, ...]
    converted: Converted | None
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    notes: tuple[tuple[str, dict[str, Any]], ...]


class Plan(msgspec.Struct):
    """How the interest of a kind is worked out."""

    segments: list[Segment]
    year: str | None
    rules: list[str]
    sources: list[str]
    open_because: str = "beyond_rates"
    first: int = -EVER
    """The first day of all rates: nothing before it is on record."""
    notes: list[tuple[str, dict[str, Any]]] = []
    compounded: bool = False


def interest(book: Book, terms: Terms) -> Interest:
    """Interest as `terms` ask for it. Raises DataError naming the field that is wrong or missing."""
    tables = money(book)
    _check(book, tables, terms)
    until = terms.on if terms.until is None else terms.until
    count = terms.count or tables.interest.count.default
    plan = rates_of(book, tables, terms, until)
    last = until if count == "both" else until - 1
    if plan.first > max(last, terms.since):
        raise DataError(
            f"from: no rate for {iso(terms.since)} to {iso(until)} is on record; the first began on {iso(plan.first)}"
        )
    notes, until_counted, rules = _stopped(tables, terms, until, count)
    run = _run(plan, terms, until_counted, count, plan.segments)
    covered = run.covered or not run.days
    return Interest(
        terms,
        count,
        plan.year,
        until,
        run,
        run.interest if covered else None,
        _per_day(plan, terms, run, until_counted, until) if terms.until is None else None,
        tuple((one, "before_rates" if one[1] < plan.first else plan.open_because) for one in run.uncovered),
        tuple(_others(tables, plan, terms, until_counted, count, run)),
        _converted(book, tables, plan, terms, until_counted, count),
        tuple(dict.fromkeys([*plan.rules, *rules])),
        tuple(dict.fromkeys(plan.sources)),
        weakest([one.confidence for one in run.stretches] or ["text"]),
        (*plan.notes, *notes, *_said(tables, terms, until, run)),
    )


def _check(book: Book, tables: Money, terms: Terms) -> None:
    if terms.kind not in KINDS:
        near = get_close_matches(terms.kind.lower().replace("_", "-"), KINDS, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(KINDS)}"
        raise DataError(f'kind: "{terms.kind[:40]}" is not a kind of interest; {hint}')
    digits_of(book, terms.currency)
    if terms.until is not None and terms.until < terms.since:
        raise DataError(f"to: {iso(terms.until)} lies before from ({iso(terms.since)}); correct one of them")
    if terms.until is None and terms.on < terms.since:
        raise DataError(
            f"from: {iso(terms.since)} lies after the day asked about ({iso(terms.on)}); give --to or a later --on"
        )
    if terms.count not in (None, "first", "both"):
        raise DataError(f'count: "{terms.count}" is neither first nor both; use one of them')
    if terms.year not in (None, "360", "365", "actual"):
        raise DataError(f'basis: "{terms.year}" is not a year of days; use 365, 360 or actual')
    if terms.kind in _OF_THE_USER and terms.rate is None:
        said = "the weekly yield is not in our data" if terms.kind == "us-federal" else "it has no table"
        raise DataError(f"rate: {terms.kind} needs a rate, as {said}; give it in per cent a year with --rate")
    if terms.kind not in _OF_THE_USER and terms.rate is not None:
        raise DataError(f"rate: {terms.kind} takes its rate from the law; leave --rate out, or ask for the kind rate")
    for field, given, kinds in (
        ("law", terms.law is not None, ("statute",)),
        ("term", terms.five_years, ("lpr",)),
        ("contract", terms.contract is not None, ("lpr4",)),
        ("filed", terms.filed is not None, ("lpr4",)),
    ):
        if given and terms.kind not in kinds:
            raise DataError(f"{field}: is for {kinds[0]} interest only; leave the option out")
    if terms.filed is not None and terms.contract is not None and terms.filed < terms.contract:
        raise DataError(f"filed: {iso(terms.filed)} lies before contract ({iso(terms.contract)}); correct one of them")
    if terms.exchange and terms.currency == tables.interest.conversion.delayed.currency:
        raise DataError(f"exchange: the debt is in {terms.currency} as well; leave the option out")
    if terms.exchange and terms.kind != "delayed":
        raise DataError(
            f"exchange: no rule on the day of conversion of {terms.kind} interest is on record; convert it yourself"
        )
    if terms.left_out and terms.kind != "delayed":
        raise DataError("not-counted: days are left out of delayed interest only; leave the option out")
    for low, high in terms.left_out:
        if high < low:
            raise DataError(f"not-counted: {iso(high)} lies before {iso(low)}; write the earlier day first")


def _run(plan: Plan, terms: Terms, until: int, count: str, segments: list[Segment]) -> Run:
    if plan.compounded:
        return compound(terms.principal, terms.since, until + (count == "both"), segments[0], plan.year or "365")
    return accrue(terms.principal, counted(terms.since, until, count, terms.left_out), segments, plan.year or "365")


def rates_of(book: Book, tables: Money, terms: Terms, until: int) -> Plan:
    """The rates of a kind of interest by day, with their rules and sources. Raises DataError naming the field."""
    match terms.kind:
        case "delayed":
            return _delayed(book, tables, terms, until)
        case "lpr":
            return _lpr(tables, terms)
        case "lpr4":
            return _lending(tables, terms)
        case "sales-default":
            return _sales(book, tables, terms)
        case "us-federal":
            return _federal(tables, terms)
        case "statute":
            return _statute(tables, terms)
    assert terms.rate is not None
    only = Segment(-EVER, EVER, (terms.rate, terms.rate), "year", "text")
    return Plan([only], terms.year or str(tables.interest.lpr.year), [], [], notes=[("rate_of_the_user", {})])


def _delayed(book: Book, tables: Money, terms: Terms, until: int) -> Plan:
    entries = [one for one in tables.interest.delayed if one.since <= until and terms.since <= one.until]
    segments = [
        Segment(
            one.since, one.until, (Fraction(one.per_million_per_day, 10**6),) * 2, "day", one.confidence or "recalled"
        )
        for one in entries
        if one.per_million_per_day is not None
    ]
    rules = [one.rule for one in entries]
    sources = [source for rule in rules for source in book.rules[rule].sources]
    notes: list[tuple[str, dict[str, Any]]] = [("debt_without_interest", {}), ("start_after_recognition", {})]
    return Plan(segments, None, rules, sources, "earlier_rule", notes=notes)


def steps(file: RateFile, *, five_years: bool = False, assume_last: bool = False) -> list[Segment]:
    """The rates of a table; each holds until the next, the last until the last known fixing unless it is assumed on."""
    rows = file.five_year_steps if five_years else file.steps
    known = day(file.unknown_after)[0] if file.unknown_after else rows[-1].until
    ends = [one.since - 1 for one in rows[1:]] + [known]
    found = [_step(one, end, file) for one, end in zip(rows, ends, strict=True)]
    if assume_last and known < EVER:
        found.append(
            msgspec.structs.replace(found[-1], since=known + 1, until=EVER, assumed=True, confidence="recalled")
        )
    return found


def _step(step: Step, until: int, file: RateFile) -> Segment:
    rate = fraction(step.rate) / 100
    return Segment(step.since, until, (rate, rate), "year", step.confidence or file.confidence)


def rate_on(segments: list[Segment], on: int) -> Segment | None:
    """The rate of a day."""
    return next((one for one in segments if one.since <= on <= one.until), None)


def _lpr(tables: Money, terms: Terms) -> Plan:
    file = tables.lpr_one_year
    segments = steps(file, five_years=terms.five_years, assume_last=terms.assume_last_rate)
    notes: list[tuple[str, dict[str, Any]]] = [("year_of_days", {})] if terms.year is None else []
    return Plan(
        segments,
        terms.year or str(tables.interest.lpr.year),
        [],
        file.sources,
        "beyond_rates",
        segments[0].since,
        notes,
    )


def _lending(tables: Money, terms: Terms) -> Plan:
    """The ceiling on private loans. By the day of the contract; for older loans by the day of the suit as well."""
    lending, file = tables.lending, tables.lpr_one_year
    rates = steps(file, assume_last=terms.assume_last_rate)
    contract = terms.since if terms.contract is None else terms.contract
    plan = Plan([], terms.year or str(tables.interest.lpr.year), [], [*lending.sources, *file.sources], "no_ceiling")
    if terms.contract is None:
        plan.notes = [("contract_is_first_day", {"on": contract})]
    version = in_force(lending.versions, contract)
    plan.rules = [version.rule if version else lending.transition.rule]
    if version and version.times:
        plan.segments = _times(rates, contract, version.times, -EVER)
        plan.open_because = "beyond_rates"
        return plan
    if terms.filed is None:
        raise DataError(
            f"filed: a loan of {iso(contract)} hangs on the day of the suit as well; give it with --filed, "
            "and the day of the contract with --contract"
        )
    later = next(one for one in lending.versions if one.times)
    old_until = EVER if terms.filed < day(lending.transition.suits_from)[0] else later.since - 1
    if version and version.enforceable is not None:
        rate = fraction(version.enforceable) / 100
        plan.segments = [Segment(-EVER, old_until, (rate, rate), "year", version.confidence or "recalled")]
    if old_until < EVER:
        plan.segments += _times(rates, terms.filed, later.times or 0, later.since)
        plan.notes.append(("old_loan", {"on": terms.filed}))
    return plan


def _times(rates: list[Segment], on: int, times: int, since: int) -> list[Segment]:
    found = rate_on(rates, on)
    if found is None:
        return []
    rate = found.rate[0] * times
    return [msgspec.structs.replace(found, since=since, until=EVER, rate=(rate, rate))]


def _sales(book: Book, tables: Money, terms: Terms) -> Plan:
    version = in_force(tables.interest.sales_default, terms.since)
    if version is None:
        start = first_day(tables.interest.sales_default)
        raise DataError(
            f"from: the rule on late payment of a price is on record for breaches from {start}; ask for a later day"
        )
    found = rate_on(steps(tables.lpr_one_year, assume_last=terms.assume_last_rate), terms.since)
    segments = []
    if found:
        rates = found.rate[0] * fraction(version.least), found.rate[0] * fraction(version.most)
        segments = [msgspec.structs.replace(found, since=-EVER, until=EVER, rate=rates)]
    sources = [*book.rules[version.rule].sources, *tables.lpr_one_year.sources]
    year = terms.year or str(tables.interest.lpr.year)
    return Plan(segments, year, [version.rule], sources, "beyond_rates", notes=[("uplift_is_the_courts", {})])


def _federal(tables: Money, terms: Terms) -> Plan:
    form = tables.interest.us_federal
    assert terms.rate is not None
    segment = Segment(-EVER, EVER, (terms.rate, terms.rate), "year", form.confidence or "text")
    notes: list[tuple[str, dict[str, Any]]] = [("federal_rate", {})]
    if terms.since < form.since:
        notes.append(("federal_before", {"on": form.since}))
    return Plan([segment], terms.year or str(form.year), [], form.sources, notes=notes, compounded=True)


def _statute(tables: Money, terms: Terms) -> Plan:
    laws = tables.judgment_rates.laws
    names = ", ".join(sorted(laws))
    if terms.law is None:
        raise DataError(f"law: statute needs the law that gives the interest; give one of {names} with --law")
    law = laws.get(terms.law.upper())
    if law is None:
        raise DataError(f'law: "{terms.law[:20]}" is not on record; use one of {names}, or the kind rate with --rate')
    segments = [
        Segment(one.since, one.until, (fraction(one.rate) / 100,) * 2, "year", one.confidence or law.confidence)
        for one in law.versions
    ]
    notes: list[tuple[str, dict[str, Any]]] = [("statute", {"value": law.name})]
    if law.note:
        notes.append(("statute_note", {"value": law.note}))
    return Plan(segments, terms.year or str(law.year), [], law.sources, "before_rates", segments[0].since, notes)


def _stopped(
    tables: Money, terms: Terms, until: int, count: str
) -> tuple[list[tuple[str, dict[str, Any]]], int, list[str]]:
    """What the acceptance of a bankruptcy does: notes, the day to count to, the rules."""
    if terms.bankruptcy is None:
        return [], until, []
    stops = [one for one in tables.interest.stops if one.kind in (None, terms.kind)]
    found = [one for one in stops if one.since <= terms.bankruptcy <= one.until]
    if not found:
        raise DataError(
            f"bankruptcy-accepted: what it does to interest before {first_day(stops)} is not on record; correct the day"
        )
    notes: list[tuple[str, dict[str, Any]]] = []
    for stop in found:
        notes.append((f"bankruptcy_{stop.last_day}", {"on": terms.bankruptcy}))
        if stop.last_day == "day_before":
            until = min(until, max(terms.bankruptcy - (count == "both"), terms.since - (count == "both")))
    return notes, until, [one.rule for one in found]


def _per_day(plan: Plan, terms: Terms, run: Run, until: int, asked: int) -> tuple[Fraction, Fraction] | None:
    """What one more day adds."""
    segment = rate_on(plan.segments, until)
    if segment is None:
        return None
    if until < asked:
        return Fraction(0), Fraction(0)
    base = terms.principal
    if plan.compounded:
        whole = [one for one in run.stretches if one.days >= (one.year or 0)]
        base = base[0] + sum(one.interest[0] for one in whole), base[1] + sum(one.interest[1] for one in whole)
    days = 1 if segment.per == "day" else 365 if plan.year == "actual" else int(plan.year or "365")
    return base[0] * segment.rate[0] / days, base[1] * segment.rate[1] / days


def _others(tables: Money, plan: Plan, terms: Terms, until: int, count: str, run: Run) -> list[Other]:
    found: list[Other] = []
    if terms.kind == "delayed":
        later = msgspec.structs.replace(terms, since=terms.since + 1)
        if later.since <= until and rate_on(plan.segments, terms.since):
            after = _run(plan, later, until, count, plan.segments)
            found.append(Other("from_day_after", after.days, after.interest))
        estimate = _earlier(tables, terms, run)
        if estimate:
            found.append(Other("earlier_rule", run.days, estimate))
    if terms.kind == "lpr" and terms.year is None and run.covered:
        other = msgspec.structs.replace(plan, year=str(tables.interest.lpr.other_year))
        found.append(Other("other_year", run.days, _run(other, terms, until, count, plan.segments).interest))
    if terms.kind == "lpr4":
        old = next((one for one in tables.lending.versions if one.ceiling is not None), None)
        segments = list(plan.segments)
        if old and segments and old.enforceable is not None and segments[0].rate[0] == fraction(old.enforceable) / 100:
            ceiling = fraction(old.ceiling or 0) / 100
            segments[0] = msgspec.structs.replace(segments[0], rate=(ceiling, ceiling))
            found.append(Other("old_ceiling", run.days, _run(plan, terms, until, count, segments).interest))
    return found


def _earlier(tables: Money, terms: Terms, run: Run) -> Span | None:
    """The interest with that of the days before the present rule, where the earlier rule and its rates are on record for all."""
    if not run.uncovered:
        return None
    entry: Delayed | None = next((one for one in tables.interest.delayed if one.table), None)
    if entry is None or entry.table is None or run.days > (entry.longest_days or EVER):
        return None
    segments = [
        msgspec.structs.replace(one, rate=(one.rate[0] * (entry.times or 1),) * 2)
        for one in steps(tables.benchmark(entry.table))
    ]
    if any(low < entry.since for low, _ in run.uncovered):
        return None
    earlier = accrue(terms.principal, list(run.uncovered), segments, str(entry.year or 365))
    if earlier.uncovered:
        return None
    return run.interest[0] + earlier.interest[0], run.interest[1] + earlier.interest[1]


def _converted(book: Book, tables: Money, plan: Plan, terms: Terms, until: int, count: str) -> Converted | None:
    if terms.exchange is None:
        return None
    rule = tables.interest.conversion.delayed
    principal = convert(book, terms.principal, terms.currency, rule.currency, terms.exchange)
    run = _run(plan, msgspec.structs.replace(terms, principal=principal), until, count, plan.segments)
    same = terms.exchange.day == terms.since
    return Converted(rule.currency, principal, run.interest, terms.exchange, same, terms.since)


def _said(tables: Money, terms: Terms, until: int, run: Run) -> list[tuple[str, dict[str, Any]]]:
    notes: list[tuple[str, dict[str, Any]]] = []
    if terms.until is None:
        notes.append(("until_payment", {"on": until}))
    if any(one.assumed for one in run.stretches) and tables.lpr_one_year.unknown_after:
        notes.append(("assumed", {"on": day(tables.lpr_one_year.unknown_after)[0]}))
    if terms.left_out:
        notes.append(("left_out", {}))
    return notes
