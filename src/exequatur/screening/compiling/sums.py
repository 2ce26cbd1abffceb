"""The money of a title, for a column of claims: what of it can be claimed, what is left, what the application costs. As
`planning.money` finds them for one; all in whole minor units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

import msgspec

from ...assessment.assess import Desk
from ...corpus.errors import DataError
from ...law.decision import linked
from ...logic.nodes import AnyNode
from ...logic.values import EVER
from ...planning.money.extent import PARTS
from ...planning.money.fees import fee_kinds
from ...planning.money.sums import Exchange, digits_of
from ...planning.money.tables import FeeFile, FeeVersion, PartForm, Scale, fraction, in_force, money
from ...planning.routes import MONEY
from .basis import Taken
from .columns import Columns, NotInColumns
from .facts import TableFacts
from .program import Lines, Program, Reg

_ROOM = 1 << 62
_MOST = 10**17
"""Greater sums than this (in minor units) are left to the single claim."""


class Sum(msgspec.Struct, frozen=True):
    """Whether a sum is known at all, and its least and greatest number then."""

    known: Reg
    low: Reg
    high: Reg


class Sums(msgspec.Struct, frozen=True):
    """The sums of each row. `claimable`: the whole less what is cut off; `outstanding`: that less what was paid; `fee`: of the
    application, in the money of the court, its `high` EVER where it has no end. `alone`: rows for the single claim.
    """

    claimable: Sum
    left: Sum
    fee: Sum
    alone: Reg


class Money:
    """Reads the sums into steps. `rates`: what one unit of another money is worth in that of the court's fees."""

    def __init__(
        self, program: Program, desk: Desk, facts: TableFacts, unclosed: Columns, rates: Mapping[str, Exchange]
    ) -> None:
        self._program, self._desk, self._facts, self._unclosed, self._rates = program, desk, facts, unclosed, rates
        self._zero = program.number(0)
        self._alone: Reg = False

    def find(self, governing: Mapping[str, Reg], speaks: Sequence[Taken]) -> Sums:
        """The sums of each row."""
        regimes = dict(self._once(governing))
        claimable = self._claimable(regimes)
        left = self._less(claimable, self._stated("amount_paid"))
        fee = self._fee(claimable, left, regimes, speaks)
        return Sums(claimable, left, fee, self._alone)

    def _once(self, governing: Mapping[str, Reg]) -> Iterator[tuple[str, Reg]]:
        """The rows in which one regime alone governs."""
        build = self._program
        _, several = build.counted(governing.values())
        for name, reg in governing.items():
            yield name, build.both(reg, build.contrary(several))

    def _stated(self, fact: str) -> Sum:
        """A sum as it is stated; one without end counts as not known."""
        build = self._program
        low, high = self._facts.span(fact)
        known = build.both(self._facts.given(fact), build.below(high, build.number(EVER)))
        huge = build.both(known, build.below(build.number(_MOST), high))
        self._alone = build.either(self._alone, huge)
        return Sum(known, build.choose(known, low, self._zero), build.choose(known, high, self._zero))

    def _claimable(self, regimes: Mapping[str, Reg]) -> Sum:
        build = self._program
        parts = {part: self._stated(part) for part in PARTS}
        whole, added = self._stated("amount_total"), Sum(True, self._zero, self._zero)
        for one in parts.values():
            added = Sum(
                build.both(added.known, one.known), build.plus(added.low, one.low), build.plus(added.high, one.high)
            )
        total = self._first(whole, added)
        result = total
        for cut in money(self._desk.book).costs.cuts:
            rule = self._desk.book.rules[cut.rule]
            if not rule.since <= self._desk.on <= rule.until:
                continue
            where = regimes.get(cut.regime, False)
            no, yes = (False, True) if rule.node is None else self._unclosed.truth(rule.node)
            sure = build.contrary(no)
            part = self._first(parts[cut.part], Sum(build.both(sure, total.known), self._zero, total.high))
            free = True if rule.may else no
            cut_off = Sum(build.both(where, yes, part.known), build.choose(free, self._zero, part.low), part.high)
            less = self._less(result, cut_off)
            result = Sum(
                result.known,
                build.choose(cut_off.known, less.low, result.low),
                build.choose(cut_off.known, less.high, result.high),
            )
        return result

    def _first(self, one: Sum, other: Sum) -> Sum:
        """The one, or where it is not known the other."""
        build = self._program
        return Sum(
            build.either(one.known, other.known),
            build.choose(one.known, one.low, other.low),
            build.choose(one.known, one.high, other.high),
        )

    def _less(self, whole: Sum, part: Sum) -> Sum:
        build = self._program
        return Sum(
            build.both(whole.known, part.known),
            build.greatest((build.minus(whole.low, part.high), self._zero)),
            build.greatest((build.minus(whole.high, part.low), self._zero)),
        )

    def _fee(self, claimable: Sum, left: Sum, regimes: Mapping[str, Reg], speaks: Sequence[Taken]) -> Sum:
        """What the court takes for the application: the first fee of the procedure of each row."""
        build, amount = self._program, self._first(left, claimable)
        known: Reg = False
        low = high = self._zero
        for name, where in self._procedures(regimes, speaks).items():
            if name is None or where is False:
                continue
            kind = money(self._desk.book).costs.procedures[name][0]
            one = self._charged(kind, amount)
            here = build.both(where, one.known)
            known = build.either(known, here)
            low, high = build.choose(here, one.low, low), build.choose(here, one.high, high)
        return Sum(known, low, high)

    def _procedures(self, regimes: Mapping[str, Reg], speaks: Sequence[Taken]) -> dict[str | None, Reg]:
        """What the costs of each row go by, as `planning.procedure.procedure` finds it."""
        build, practice = self._program, self._desk.book.practice("procedures")
        found: dict[str | None, Reg] = {}
        for regime, where in regimes.items():
            for id, item in practice.items.items():
                if regime not in item["regimes"]:
                    continue
                test = practice.tests.get(id)
                holds: Reg = True
                if test is not None:
                    holds = self._holds(test, where, speaks)
                costs = item.get("costs")
                found[costs] = build.either(found.get(costs, False), build.both(where, holds))
                where = build.both(where, build.contrary(holds))
        return found

    def _holds(self, test: AnyNode, where: Reg, speaks: Sequence[Taken]) -> Reg:
        """Whether a test of practice can hold; its definitions are those of the path that speaks."""
        build, book, on = self._program, self._desk.book, self._desk.on
        result: Reg = False
        rest = where
        for one in speaks:
            can = self._unclosed.truth(linked(book, on, test, one.path))[1]
            result = build.either(result, build.both(rest, one.where, can))
            rest = build.both(rest, build.contrary(one.where))
        return build.either(result, build.both(rest, self._unclosed.truth(linked(book, on, test, None))[1]))

    def _charged(self, kind: str, amount: Sum) -> Sum:
        """The fee of a kind, of the sum of each row."""
        build, book, on = self._program, self._desk.book, self._desk.on
        version = in_force(fee_kinds(book)[kind], on)
        file = money(book).fees
        if version is None or any(part.unknown for part in version.parts):
            return Sum(False, self._zero, self._zero)
        unit = 10 ** digits_of(book, file.currency)
        money_ = self._in(file.currency, amount)
        relief = self._facts.code("relief", (MONEY,))[0]
        no_sum = build.contrary(build.both(amount.known, self._facts.exact("currency")))
        open_ = build.both(no_sum, relief)
        charged = Sum(
            build.either(money_.known, open_),
            build.choose(open_, self._zero, money_.low),
            build.choose(open_, build.number(EVER), money_.high),
        )
        low, high = (self._figure(kind, file, version, end, unit) for end in (charged.low, charged.high))
        if version.no_amount is None:
            return Sum(charged.known, low, high)
        flat = build.both(no_sum, build.contrary(relief))
        least, most = (build.number(one * unit) for one in (version.no_amount.least, version.no_amount.most))
        return Sum(build.either(charged.known, flat), build.choose(flat, least, low), build.choose(flat, most, high))

    def _in(self, currency: str, amount: Sum) -> Sum:
        """A sum in the money of the court; not known where no rate is given for its own."""
        build, book = self._program, self._desk.book
        known: Reg = False
        low = high = self._zero
        for code in (currency, *self._rates):
            own = build.both(amount.known, build.contrary(self._facts.code("currency", (frozenset((code,)),))[1]))
            if code == currency:
                made = amount.low, amount.high
            else:
                worth = self._rates[code].rate * Fraction(10) ** (digits_of(book, currency) - digits_of(book, code))
                lines = Lines(((0, 0, worth.numerator),), worth.denominator, _room(worth.numerator, worth.denominator))
                made = (
                    build.along(("rate", code), lines, amount.low),
                    build.along(("rate", code), lines, amount.high),
                )
                self._large(own, amount.high, min(lines.most, _room_after(lines)))
            known = build.either(known, own)
            low, high = build.choose(own, made[0], low), build.choose(own, made[1], high)
        return Sum(known, low, high)

    def _large(self, where: Reg, amount: Reg, most: int) -> None:
        build = self._program
        self._alone = build.either(self._alone, build.both(where, build.below(build.number(most), amount)))

    def _figure(self, kind: str, file: FeeFile, version: FeeVersion, amount: Reg, unit: int) -> Reg:
        if len(version.parts) > 1:
            raise NotInColumns(f"{kind}: a fee of several parts, of which one may have no end")
        return self._part(kind, file, version.parts[0], amount, unit)

    def _part(self, kind: str, file: FeeFile, part: PartForm, amount: Reg, unit: int) -> Reg:
        build = self._program
        if part.scale is None:
            return build.number((part.flat or 0) * unit)
        scale = file.fees[part.scale]
        lines = banded_lines(scale, fraction(part.times), unit)
        cap = min((one * unit for one in (scale.cap, part.cap) if one is not None), default=EVER)
        start, _, growth = lines.knots[-1]
        top = EVER if growth else lines.at(start)
        value = build.greatest((build.along((kind, part.id), lines, amount), build.number((part.minimum or 0) * unit)))
        ended = build.below(amount, build.number(EVER))
        return build.least((build.choose(ended, value, build.number(top)), build.number(cap)))


def banded_lines(scale: Scale, times: Fraction, unit: int) -> Lines:
    """The bands of a scale as straight lines. Raises DataError where the scale jumps between two bands."""
    knots: list[tuple[int, Fraction, Fraction]] = []
    below, value = 0, Fraction(0)
    for number, band in enumerate(scale.bands):
        growth = Fraction(0) if band.flat is not None else fraction(band.rate or 0) * times
        if band.flat is not None:
            if number:
                raise DataError("a flat band above another one cannot be read in columns")
            value = band.flat * unit * times
        knots.append((below, value, growth))
        if band.up_to is not None:
            value += growth * (band.up_to * unit - below)
            below = band.up_to * unit
    of = lcm(*(one.denominator for _, *both in knots for one in both))
    whole = tuple((start, int(base * of), int(growth * of)) for start, base, growth in knots)
    return Lines(whole, of, _MOST)


def _room(numerator: int, denominator: int) -> int:
    """The greatest number that can be multiplied without running over."""
    return min(_MOST, (_ROOM - denominator) // (2 * max(numerator, 1)))


def _room_after(lines: Lines) -> int:
    """The greatest number whose image the next function still takes."""
    return _MOST * lines.of // max(lines.knots[0][2], 1)
