"""The last day for the application, for a column of claims: what `planning.limit` says of one.

A table knows one interruption and no list of events, so a period has at most two runs. An obstacle, and a recognition that
already has its effect, are left to the single claim: `alone`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import msgspec

from ...assessment.assess import Desk
from ...assessment.period import HAS_EFFECT, INTERRUPTION, Lengths
from ...law.book import Rule
from ...law.period import Period
from ...logic.values import EVER
from .basis import Taken
from .columns import Classes, Columns, NotInColumns
from .facts import TableFacts
from .program import Pair, Program, Reg

_FIRST, _LAST = "last_interruption_date", "application_date"
_ALONE = ("obstacle_start_date", "recognition_ruling_effective_date")


class LastDays(msgspec.Struct, frozen=True):
    """Numbers of days, -EVER and EVER where they are open. `safe`: in time whatever the unknown facts are; `low` and `high`:
    between these, as it stands. `none`: rows without such a period; `alone`: rows for the single claim.
    """

    safe: Reg
    low: Reg
    high: Reg
    status: Mapping[str, Reg]
    none: Reg
    alone: Reg


class Dated:
    """The facts with dates narrowed by what they mean, as `assessment.period.dated` does."""

    def __init__(self, facts: TableFacts, program: Program, on: int) -> None:
        self._facts, self._program, self._on = facts, program, on
        self.kind, self.values, self.truth = facts.kind, facts.values, facts.truth
        self.given, self.key = facts.given, facts.key

    def code(self, id: str, classes: Classes) -> tuple[Reg, ...]:
        """Whether it can be of each class, and whether it can be anything else."""
        return self._facts.code(id, classes)

    def span(self, id: str) -> Pair:
        """Its least and greatest number."""
        low, high = self._facts.span(id)
        if id not in ("effective_date", "performance_due_date"):
            return low, high
        build = self._program
        judged = self._facts.span("judgment_date")[0]
        if id == "effective_date":
            has = build.either(*(build.contrary(self._facts.truth(fact)[0]) for fact in HAS_EFFECT))
            high = build.least((high, build.choose(has, build.number(self._on), build.number(EVER))))
        return (low := build.greatest((low, judged))), build.greatest((high, low))


class Periods:
    """Reads the period for the application into steps. `speaks`: the path that speaks for the answer as it stands, with
    the rows in which it does.
    """

    def __init__(self, program: Program, desk: Desk, facts: TableFacts, calendar: Columns) -> None:
        """`calendar`: columns that count days as the courts do."""
        self._program, self._desk, self._facts = program, desk, facts
        self._calendar = calendar
        self._dated = Dated(facts, program, desk.on)

    def find(self, governing: Mapping[str, Reg], open: Mapping[str, Reg], speaks: Sequence[Taken]) -> LastDays:
        """The last days of each row."""
        build = self._program
        ends = [
            (where, *self._ends(rule))
            for rule, where in self._chosen(governing, open, speaks).items()
            if where is not False
        ]

        def over(number: int, pick: str) -> Reg:
            never = build.number(2 * EVER if pick == "least" else -2 * EVER)
            found = [build.choose(where, regs[number], never) for where, *regs in ends]
            return (build.least if pick == "least" else build.greatest)([*found, never])

        safe, low, high = over(0, "least"), over(1, "least"), over(2, "greatest")
        none = build.contrary(build.either(*(where for where, *_ in ends)))
        suspended = build.both(self._facts.given(_ALONE[0]), self._facts.truth("limit_suspended")[1])
        alone = build.either(suspended, self._facts.given(_ALONE[1]))
        return LastDays(safe, low, high, self._status(build.least((safe, low)), high), none, alone)

    def _status(self, low: Reg, high: Reg) -> dict[str, Reg]:
        """Where the period stands on the day asked about, or how the application that was made stands to it."""
        build, on = self._program, self._program.number(self._desk.on)
        first, last = self._facts.span(_LAST)
        done = build.both(self._facts.given(_LAST), build.at_most(first, on))
        left = build.contrary(done)
        late, met = build.below(high, first), build.at_most(last, low)
        passed, open = build.below(high, on), build.at_most(on, low)
        return {
            "late": build.both(done, late),
            "met": build.both(done, build.contrary(late), met),
            "may_be_late": build.both(done, build.contrary(build.either(late, met))),
            "passed": build.both(left, passed),
            "open": build.both(left, build.contrary(passed), open),
            "may_have_passed": build.both(left, build.contrary(build.either(passed, open))),
        }

    def _chosen(
        self, governing: Mapping[str, Reg], open: Mapping[str, Reg], speaks: Sequence[Taken]
    ) -> dict[Rule, Reg]:
        """Every rule that can govern the period, with its rows: that of the instrument of the path, else the general
        one of the regime; where the regime is open, those of each that can govern.
        """
        build, book = self._program, self._desk.book
        rules = [book.rules[id] for id, period in book.timing.periods.items() if period.of == "application"]
        own = {rule.instrument: rule for rule in reversed(rules)}
        found: dict[Rule, Reg] = {}
        has_own: Reg = False
        for one in speaks:
            rule = own.get(one.path.track.instrument or "")
            if rule is not None:
                found[rule] = build.either(found.get(rule, False), one.where)
                has_own = build.either(has_own, one.where)
        once, twice = build.counted(governing.values())
        known = build.both(once, build.contrary(twice))
        general = [rule for rule in rules if rule.instrument not in book.regional]
        for regime, governs in governing.items():
            fitting = [rule for rule in general if regime in rule.regime]
            for rule in ([rule for rule in fitting if rule.since <= self._desk.on <= rule.until] or fitting)[:1]:
                here = build.either(build.both(known, governs), build.both(build.contrary(known), open[regime]))
                here = build.both(here, build.contrary(has_own))
                found[rule] = build.either(found.get(rule, False), here)
        return found

    def _ends(self, rule: Rule) -> tuple[Reg, Reg, Reg]:
        """The safe day, and the least and the greatest last day as it stands."""
        period = self._desk.book.timing.periods[rule.id]
        if period.longstop is not None or self._desk.book.timing.events[INTERRUPTION].effect != "interrupts":
            raise NotInColumns(f"{rule.id}: a period with a longest time, or that no event interrupts")
        low, high = self._run(period, dict(period.presumes))
        safe = self._run(period, {})[0] if period.presumes else low
        return self._program.least((safe, low)), low, high

    def _run(self, period: Period, presumed: Mapping[str, bool]) -> Pair:
        """The last day: of the first run, or of the one that the interruption began, or either where that is not sure."""
        build, facts = self._program, self._dated
        columns = Columns(build, facts, lambda day: (day, day), presumed)
        legs = _Legs(period, columns, self._calendar, self._desk)
        start = self._start(period, columns)
        end = legs.ends(start)
        first, last = facts.span(_FIRST)
        on = build.number(self._desk.on)
        last = build.least((last, on))
        laws = legs.restarts(first), legs.restarts(last)
        acts = build.both(
            facts.given(_FIRST),
            facts.truth("limit_interrupted")[1],
            build.at_most(first, on),
            build.at_most(start[0], last),
            build.at_most(first, end[1]),
            build.either(*laws),
        )
        if acts is False:
            return end
        in_time = build.both(*laws, build.at_most(last, end[0]))  # else it may have come too late, or changed nothing
        running = build.both(in_time, build.at_most(start[1], first))  # else it may have come too early
        anew = legs.ends((build.greatest((first, start[0])), build.least((last, end[1]))))
        return (
            build.choose(acts, build.choose(in_time, anew[0], build.least((end[0], anew[0]))), end[0]),
            build.choose(acts, build.choose(running, anew[1], build.greatest((end[1], anew[1]))), end[1]),
        )

    def _start(self, period: Period, columns: Columns) -> Pair:
        """The day from which it runs: the first of its starts of which anything is known."""
        build = self._program
        low, high = build.number(-EVER), build.number(EVER)
        for node in reversed(period.start):
            a, b = columns.span(node)
            known = build.either(build.below(build.number(-EVER), a), build.below(b, build.number(EVER)))
            low, high = build.choose(known, a, low), build.choose(known, b, high)
        return low, high


class _Legs:
    """The runs of a period by the versions that can hold in each row. `calendar` counts days as the courts do."""

    def __init__(self, period: Period, columns: Columns, calendar: Columns, desk: Desk) -> None:
        self._program, self._calendar = calendar.program, calendar
        self._group = desk.book.timing.events[INTERRUPTION].group
        conditions = [version.condition for version in period.versions]
        can = [True if one is None else columns.truth(one)[1] for one in conditions]
        choices = [(reg,) if isinstance(reg, bool) else (True, False) for reg in can]
        self._ways: list[tuple[Reg, Lengths]] = []
        for way in product(*choices):
            build = self._program
            tests = (reg if holds else build.contrary(reg) for reg, holds in zip(can, way, strict=True))
            where = build.both(*tests)
            if where is not False:
                self._ways.append((where, Lengths(period, [bool(holds) for holds in way], desk.book)))

    def ends(self, start: Pair) -> Pair:
        """The last day of a run from `start`."""
        return self._end(start[0], 0), self._end(start[1], 1)

    def _end(self, start: Reg, side: int) -> Reg:
        build = self._program
        made: Reg | None = None
        for where, lengths in self._ways:
            one: Reg | None = None
            for turn, *both in lengths.stretches():
                length = both[side].length
                after = self._calendar.after(start, (length.years, length.months, length.days, True), side)
                one = after if one is None else build.choose(build.below(start, build.number(turn)), one, after)
            assert one is not None
            made = one if made is None else build.choose(where, one, made)
        assert made is not None
        return made

    def restarts(self, day: Reg) -> Reg:
        """Whether the law of a day lets an interruption restart the period."""
        build = self._program
        result: Reg = False
        for where, lengths in self._ways:
            one: Reg = False
            for turn, lets in lengths.interrupted(self._group):
                before = build.below(day, build.number(turn))
                one = build.either(build.both(before, one), build.both(build.contrary(before), lets))
            result = build.either(build.both(where, one), build.both(build.contrary(where), result))
        return result
