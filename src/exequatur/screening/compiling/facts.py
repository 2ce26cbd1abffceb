"""The facts of a table of claims as steps of a program: what is stated in the columns, and what the vocabulary implies.

Reads the columns as `assessment.claim` reads one claim: what follows by the vocabulary alone is a fact like a stated one,
and two statements that contradict each other are noted in `clash`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...assessment.claim import DUE, ORDER
from ...law.book import Book
from ...logic.values import EVER
from .columns import Classes, NotInColumns
from .program import Pair, Program, Reg

_ROUNDS = 4


class TableFacts:
    """The facts of the rows of a table, asked about on the day `on`.

    `clash`: rows whose statements contradict each other. `aside`: rows in which implications run further than they are
    followed here; the proof of the single claim must answer these.
    """

    def __init__(self, program: Program, book: Book, columns: Iterable[str], on: int) -> None:
        self._program, self._book, self._on = program, book, on
        self._columns = frozenset(columns)
        self._yes: dict[str, Reg] = {}
        self._no: dict[str, Reg] = {}
        self._not: dict[str, dict[str, Reg]] = {}
        due, stated = DUE
        if due in self._columns:
            self._yes[stated] = self._stated(due)
        self._stated_too = dict(self._yes)
        before = self._follow(_ROUNDS)
        self.aside = self._program.either(*(self._differ(was, now) for was, now in before))
        with program.making("rejected"):
            self.clash = program.either(*self._clashes())

    def kind(self, id: str) -> str:
        """The type of a fact."""
        return self._book.facts[id].type

    def values(self, id: str) -> tuple[str, ...]:
        """The whole list of values of a code; empty where it has none."""
        return self._book.facts[id].values or ()

    def stated(self, ids: Iterable[str]) -> Reg:
        """Whether one of these facts is stated in the row."""
        return self._program.either(*(self._stated(id) for id in ids), *(self._stated_too.get(id, False) for id in ids))

    def _stated(self, id: str) -> Reg:
        return self._program.step("given", id) if id in self._columns else False

    def given(self, id: str) -> Reg:
        """Whether anything is known of a fact."""
        if id in ("judgment_date", "ruling_date"):
            return True
        build = self._program
        implied = (self._yes.get(id, False), self._no.get(id, False), *self._not.get(id, {}).values())
        return build.either(self._stated(id), *implied)

    def exact(self, id: str) -> Reg:
        """Whether it is stated as one value and no other."""
        return self._program.step("exact", id) if id in self._columns else False

    def truth(self, id: str) -> Pair:
        """Whether it can be false, whether it can be true."""
        build = self._program
        no, yes = (True, True) if id not in self._columns else (build.step("no", id), build.step("yes", id))
        return (
            build.both(no, build.contrary(self._yes.get(id, False))),
            build.both(yes, build.contrary(self._no.get(id, False))),
        )

    def code(self, id: str, classes: Classes) -> tuple[Reg, ...]:
        """Whether it can be of each class, and whether it can be anything else (without a list of values, or not known)."""
        build, excluded = self._program, {code: reg for code, reg in self._not.get(id, {}).items() if reg is not False}
        here = id in self._columns

        def can(values: frozenset[str]) -> Reg:
            plain = values.difference(excluded)
            parts: list[Reg] = [build.step("is", id, plain) if here else True] if plain else []
            for value in sorted(values.intersection(excluded)):
                stated = build.step("is", id, frozenset((value,))) if here else True
                parts.append(build.both(stated, build.contrary(excluded[value])))
            return build.either(*parts)

        named = frozenset().union(*classes)
        inside = [can(one) for one in classes]
        listed = frozenset(self.values(id))
        if excluded or listed:
            blank = build.contrary(self.given(id))
            rest = can(listed - named) if listed - named else False
            return (*inside, build.either(rest, blank))
        return (*inside, build.step("other", id, named) if here else True)

    def span(self, id: str) -> Pair:
        """Its least and greatest number; the judgment and the day asked about lie at that day at the latest."""
        build = self._program
        if id == "ruling_date":
            return build.number(self._on), build.number(self._on)
        if id in self._columns:
            low, high = build.step("low", id), build.step("high", id)
        else:
            low, high = build.number(-EVER), build.number(EVER)
        if id == "judgment_date":
            high = build.least((high, build.number(self._on)))
        return low, high

    def key(self, id: str) -> Reg:
        """The number of the set of values that a code can be."""
        if id in self._not:
            raise NotInColumns(f"{id}: the key of a table that other facts narrow")
        return self._program.step("key", id) if id in self._columns else self._program.number(-1)

    def out_of_order(self) -> Reg:
        """Whether two dates stand in the wrong order, or the judgment lies after the day asked about."""
        build = self._program
        found = [
            build.below(build.step("high", late), build.step("low", early))
            for early, late in ORDER
            if {early, late} <= self._columns
        ]
        if "judgment_date" in self._columns:
            found.append(build.below(build.number(self._on), build.step("low", "judgment_date")))
        return build.either(*found)

    def _follow(self, rounds: int) -> list[tuple[Reg, Reg]]:
        """Follow the implications so many rounds; what the last round changed."""
        build, changed = self._program, list[tuple[Reg, Reg]]()

        def note(found: dict[str, Reg], id: str, more: Reg) -> None:
            was = found.get(id, False)
            now = found[id] = build.either(was, more)
            if was != now:
                changed.append((was, now))

        links = [
            (info.id, code, other, so) for info in self._book.facts.values() for _, code, other, so in info.implies
        ]
        for _ in range(rounds):
            changed.clear()
            for this, code, other, so in links:
                found = self._yes if so else self._no
                with build.making("implied", other):
                    note(found, other, self._holds(this, code))
                with build.making("implied", this):
                    contrary = build.contrary(self.truth(other)[1 if so else 0])
                    contrary = build.both(contrary, self.given(other))
                    note(self._no if code is None else self._not.setdefault(this, {}), code or this, contrary)
        return changed

    def _holds(self, this: str, code: str | None) -> Reg:
        """Whether a fact is known to be true, or a code to be this one."""
        build = self._program
        if code is None:
            return build.contrary(self.truth(this)[0])
        _, *rest = self.code(this, (frozenset((code,)),))
        return build.both(self.given(this), build.contrary(build.either(*rest)))

    def _differ(self, a: Reg, b: Reg) -> Reg:
        build = self._program
        return build.either(build.both(a, build.contrary(b)), build.both(b, build.contrary(a)))

    def _clashes(self) -> Iterable[Reg]:
        """Rows in which nothing is left of a fact."""
        build = self._program
        for id in {*self._yes, *self._no}:
            no, yes = self.truth(id)
            yield build.contrary(build.either(no, yes))
        for id in self._not:
            single = tuple(frozenset((value,)) for value in self.values(id))
            yield build.both(self.given(id), build.contrary(build.either(*self.code(id, single))))
