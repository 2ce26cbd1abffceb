"""The questions of a court, put to a table of claims on one day: both answers, as `assessment.assess` finds them for one.

The order, the closings and the burdens are those of the single claim; what each step means is told there. A column of the
result is a step of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from ...assessment.assess import Desk
from ...assessment.grade import GATE
from ...law import decision as law
from ...law.book import OPEN, OUTCOMES, PARTLY, RECOGNISED, Book
from ...logic.diagram import Variable
from ...planning.money.sums import Exchange
from .basis import Bases, Proved, Taken
from .columns import Columns, NotInColumns
from .facts import TableFacts
from .folding import Folded
from .periods import LastDays, Periods
from .program import Program, Reg
from .sums import Money, Sums


class Asked(msgspec.Struct, frozen=True):
    """The columns of the answer. `rejected`: rows that no claim file could say; `aside`: rows for the single claim."""

    regimes: Mapping[str, Reg]
    governing: Mapping[str, Reg]
    possible: Mapping[int, Reg]
    stands: Mapping[int, Reg]
    bases: Mapping[str, Reg]
    deciding: Mapping[str, Reg]
    """By the id of the rule by which a claim ends, or is cut down, as it stands."""
    last_days: LastDays
    sums: Sums
    rejected: Reg
    aside: Reg
    folded: Mapping[str, tuple[int, int]]
    """For each path that can be taken: the nodes of its diagram, and of the folded one."""


class Asking:
    """Puts the questions of the day `on` to a table with these columns."""

    def __init__(
        self, book: Book, on: int, columns: Iterable[str], rates: Mapping[str, Exchange] | None = None
    ) -> None:
        self._rates = rates or {}
        self.program = Program()
        self._book, self._desk = book, Desk(book, on)
        self._facts = TableFacts(self.program, book, columns, on)
        rounding = self._desk.rounding
        self._unclosed = Columns(self.program, self._facts, rounding)
        self._closing = Columns(self.program, self._facts, rounding, self._desk.closes, self._unclosed)
        self._rejected: list[Reg] = [self._facts.clash, self._facts.out_of_order()]
        self._folded: dict[str, tuple[int, int]] = {}
        self._proved = [Proved(True, self._desk.decision.regime)]
        self._taken: list[Taken] = []
        self._several: Reg = False

    def ask(self) -> Asked:
        """Both answers."""
        every, making = self._desk.decision.paths, self.program.making
        with making("regime"):
            open = self._regimes(self._unclosed)
            governing = self._regimes(self._closing)
            candidates = [pair for regime in every for pair in self._open_paths(every[regime], open[regime])]
        with making("possible"):
            possible = self._possible(self._uncontradicted(candidates))
        with making("stands"):
            stands = self._stands(governing)
            speaks = self._speaking()
        bases = Bases(self.program, self._closing, self._desk.decision, self._proved)
        sums = Money(self.program, self._desk, self._facts, self._unclosed, self._rates)
        periods = Periods(self.program, self._desk, self._facts, self._unclosed)
        with making("basis"):
            based = bases.find(governing, stands, self._taken)
        with making("deciding"):
            deciding = self._deciding(speaks)
        with making("days"):
            last_days = periods.find(governing, open, speaks)
        with making("sums"):
            sums_found = sums.find(governing, speaks)
        with making("rejected"):
            rejected = self.program.either(*self._rejected)
        return Asked(
            open,
            governing,
            possible,
            stands,
            based,
            deciding,
            last_days,
            sums_found,
            rejected,
            self._facts.aside,
            self._folded,
        )

    def names(self) -> dict[Reg, str]:
        """Names for the steps that tell of derived facts: as it stands, and by what is stated alone."""
        return self._closing.names("expected_") | self._unclosed.names()

    def _reject(self, where: Reg, clash: Reg) -> None:
        self._rejected.append(self.program.both(where, clash))

    def _regimes(self, columns: Columns) -> dict[str, Reg]:
        regime = self._desk.decision.regime
        self._reject(True, columns.clash(regime))
        names = tuple(self._desk.decision.paths)
        return dict(zip(names, columns.code(regime, tuple(frozenset((name,)) for name in names)), strict=False))

    def _open_paths(self, paths: tuple[law.Path, ...], where: Reg) -> list[tuple[law.Path, Reg]]:
        """The paths of a regime that can govern, each with the rows in which it can."""
        build, result = self.program, []
        for path in paths:
            if path.condition is None:
                result.append((path, where))
                break
            self._reject(where, self._unclosed.clash(path.condition))
            fails, holds = self._unclosed.truth(path.condition)
            result.append((path, build.both(where, holds)))
            where = build.both(where, fails)
        return result

    def _uncontradicted(self, candidates: list[tuple[law.Path, Reg]]) -> list[tuple[law.Path, Reg]]:
        """Of several paths that can govern, those that no stated fact contradicts; a row with none left is rejected."""
        build = self.program
        stated = self._facts.stated(self._desk.derived)
        if stated is False:
            return candidates
        _, several = build.counted(where for _, where in candidates)
        asked = build.both(stated, several)
        kept, left = [], []
        for path, where in candidates:
            against = build.either(*(self._unclosed.clash(clause.test) for clause in path.clauses))
            kept.append((path, build.both(where, build.contrary(build.both(asked, against)))))
            left.append(build.both(where, build.contrary(against)))
        self._reject(asked, build.contrary(build.either(*left)))
        return kept

    def _possible(self, candidates: list[tuple[law.Path, Reg]]) -> dict[int, Reg]:
        """The ends that no filling-in of what is unknown can exclude."""
        build = self.program
        found: dict[int, Reg] = dict.fromkeys((*OUTCOMES, OPEN), False)
        for path, where in candidates:
            if where is False:
                continue
            drawn = self._book.drawn(path.track.id)
            root = drawn.roots[self._desk.period]
            met = drawn.diagram.variables_below(root)
            open = {number: self._open_classes(path.track.id, drawn.diagram.variables[number]) for number in met}
            for variable in (drawn.diagram.variables[number] for number in self._computed(path.track.id)):
                self._reject(where, self._unclosed.clash(drawn.computed[variable.name]))
            folded = Folded(drawn.diagram, root, open)
            tops = {end: folded.end(end) for end in found}
            self._folded[path.track.id] = (
                len(drawn.diagram.nodes_below(root)),
                folded.size([*tops.values()]),
            )
            made: dict[int, Reg] = {}
            with build.making("possible", path.track.id):
                for end, top in tops.items():
                    found[end] = build.either(found[end], build.both(where, folded.reach(build, top, made)))
        anything = found.pop(OPEN)
        return {end: build.either(reg, anything) for end, reg in found.items()}

    def _computed(self, track: str) -> list[int]:
        return [number for number, _, _ in self._desk.index(track).computed]

    def _open_classes(self, track: str, variable: Variable) -> tuple[Reg, ...]:
        """Which classes of a variable each row leaves open: what `mask` says for one claim."""
        build, computed = self.program, self._book.drawn(track).computed.get(variable.name)
        if variable.kind == "discretion":
            return True, True
        if computed is not None:
            if variable.kind != "code":
                return self._unclosed.truth(computed)
            classes = self._unclosed.code(computed, variable.cuts)
            return classes[:-1] if variable.closed else classes
        if variable.kind == "code":
            classes = self._facts.code(variable.name, variable.cuts)
            return classes[:-1] if variable.closed else classes
        if variable.kind == "date":
            low, high = self._facts.span(variable.name)
            ends = [*variable.days, None]
            starts = [None, *variable.days]
            return tuple(
                build.both(
                    True if start is None else build.at_most(build.number(start), high),
                    True if end is None else build.below(low, build.number(end)),
                )
                for start, end in zip(starts, ends, strict=True)
            )
        if self._facts.kind(variable.name) != "truth":
            raise NotInColumns(f"{variable.name}: a variable of the kind {variable.kind} that is no truth")
        no, yes = self._facts.truth(variable.name)
        if variable.kind == "truth":
            return no, yes
        return build.contrary(yes), build.contrary(no), build.both(no, yes)

    def _stands(self, governing: Mapping[str, Reg]) -> dict[int, Reg]:
        """The end as it stands, of every path that governs; where they differ, the end is open."""
        build = self.program
        found: dict[int, Reg] = dict.fromkeys((*OUTCOMES, OPEN), False)
        for regime, where in governing.items():
            for path, taken in self._taken_paths(self._desk.decision.paths[regime], where):
                if taken is False:
                    continue
                for end, reg in self._ruled(regime, path, taken).items():
                    found[end] = build.either(found[end], build.both(taken, reg))
        open_end = found.pop(OPEN)
        _, several = build.counted((open_end, *found.values()))
        self._several = several
        return {end: build.both(reg, build.contrary(several)) for end, reg in found.items()}

    def _speaking(self) -> list[Taken]:
        """The path that speaks for the answer as it stands: of several that agree, the one with most clauses."""
        build, spoken, found = self.program, self._several, list[Taken]()
        for one in sorted(self._taken, key=lambda one: -len(one.path.clauses)):
            found.append(msgspec.structs.replace(one, where=build.both(one.where, build.contrary(spoken))))
            spoken = build.either(spoken, one.where)
        return found

    def _deciding(self, speaks: list[Taken]) -> dict[str, Reg]:
        """By which rule each row ends, on the path that speaks."""
        build, found = self.program, dict[str, Reg]()
        for one in speaks:
            for id, reg in one.deciding.items():
                found[id] = build.either(found.get(id, False), build.both(one.where, reg))
        return {id: reg for id, reg in found.items() if reg is not False}

    def _taken_paths(self, paths: tuple[law.Path, ...], where: Reg) -> list[tuple[law.Path, Reg]]:
        """The paths for the answer as it stands: a special one where its condition is shown; the last one, for what
        fits none, together with those that are not excluded.
        """
        build, open = self.program, list[tuple[law.Path, Reg, Reg]]()
        if paths[-1].condition is not None:
            raise NotInColumns(f"{paths[-1].track.id}: a regime without a path for what fits no other")
        for path in paths:
            if path.condition is None:
                open.append((path, where, False))
                break
            self._reject(where, self._closing.clash(path.condition))
            self._proved.append(Proved(where, path.condition))
            fails, holds = self._closing.truth(path.condition)
            open.append((path, build.both(where, holds), build.both(where, holds, build.contrary(fails))))
            where = build.both(where, fails)
        return [(path, build.both(can, build.either(where, shown))) for path, can, shown in open]

    def _ruled(self, regime: str, path: law.Path, where: Reg) -> dict[int, Reg]:
        """Where a path ends: at the first clause that bites, else with what is left."""
        build, ends = self.program, dict[int, Reg]()
        gate: Reg = False
        alive: Reg = True
        cut: Reg = False
        deciding, cutting = dict[str, Reg](), dict[str, Reg]()
        for clause in path.clauses:
            with build.making("rejected"):
                self._reject(where, build.either(self._closing.clash(clause.test), self._unclosed.clash(clause.test)))
            self._proved.append(Proved(where, clause.test))
            with build.making("rule", clause.rule.id):
                bites = self._bites(clause)
            id = clause.rule.id
            if clause.rule.effect == "cut_down":
                cutting[id] = build.either(cutting.get(id, False), build.both(bites, build.contrary(cut)))
                cut = build.either(cut, bites)
                continue
            deciding[id] = build.either(deciding.get(id, False), build.both(alive, bites))
            ends[clause.end] = build.either(ends.get(clause.end, False), build.both(alive, bites))
            if clause.rule.stage in GATE:
                gate = build.either(gate, build.both(alive, bites))
            alive = build.both(alive, build.contrary(bites))
        if not path.track.open_end:
            for id, reg in cutting.items():
                deciding[id] = build.either(deciding.get(id, False), build.both(alive, reg))
        self._taken.append(Taken(regime, path, where, gate, deciding))
        left = (
            {OPEN: alive}
            if path.track.open_end
            else {
                PARTLY: build.both(alive, cut),
                RECOGNISED: build.both(alive, build.contrary(cut)),
            }
        )
        for end, reg in left.items():
            ends[end] = build.either(ends.get(end, False), reg)
        return ends

    def _bites(self, clause: law.Clause) -> Reg:
        """Whether a clause bites as it stands; where that stays open, by who must show it."""
        build, rule = self.program, clause.rule
        no, yes = self._closing.truth(clause.test)
        open = build.both(no, yes) if rule.burden == "applicant" else False
        if rule.may and rule.usual != "apply":
            return open
        return build.either(open, build.contrary(no) if clause.bites_on else build.contrary(yes))
