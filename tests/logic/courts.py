"""The shipped decisions, asked with facts filled in at random: both readings, and what ties them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import eq
from random import Random
from typing import NamedTuple

import msgspec

from exequatur.law.book import IMPOSSIBLE, OPEN, PARTLY, RECOGNISED, PathDiagram
from exequatur.law.decision import Decision, Path, decide
from exequatur.law.load import book
from exequatur.law.vocabulary import Implications
from exequatur.logic import nodes
from exequatur.logic.diagram import Variable
from exequatur.logic.nodes import Clash, Sitting
from exequatur.logic.questions import View
from exequatur.logic.values import EVER, Span, Value

from .reading import Facts, rewrite

BOOK = book()
IMPLICATIONS = Implications(BOOK.facts)


class Route(NamedTuple):
    """One path of a regime in one period of the law."""

    period: int
    regime: str
    number: int

    @property
    def track(self) -> str:
        return BOOK.orders[self.regime].tracks[self.number].id

    @property
    def drawn(self) -> PathDiagram:
        return BOOK.drawn(self.track)

    def view(self, masks: Mapping[int, int]) -> View:
        return View(self.drawn.diagram, self.drawn.roots[self.period], masks, IMPOSSIBLE)


def routes() -> list[Route]:
    """Every path in every period in which its diagram is another one; the period is the last with that diagram."""
    found = []
    for order in BOOK.orders.values():
        for number, track in enumerate(order.tracks):
            latest = {root: period for period, root in enumerate(BOOK.drawn(track.id).roots)}
            found += [Route(period, order.regime, number) for period in latest.values()]
    return found


def days_of(period: int) -> range:
    """The days of a period of the law; of the last one two years."""
    return range(BOOK.periods[period], (*BOOK.periods, BOOK.periods[-1] + 730)[period + 1])


def place_of(track: str) -> tuple[str, int]:
    """The regime of a path and its number there."""
    places = ((regime, n, one.id) for regime, order in BOOK.orders.items() for n, one in enumerate(order.tracks))
    return next((regime, number) for regime, number, id in places if id == track)


@cache
def decision(period: int) -> Decision:
    return decide(BOOK, BOOK.periods[period])


@cache
def with_atoms(route: Route) -> Decision:
    """The decision in which what the diagram of the route computes is a fact of its own."""
    computed = route.drawn.computed

    def atom(node: nodes.AnyNode) -> nodes.AnyNode | None:
        if isinstance(node, nodes.Defined) and isinstance(node.definition, nodes.Table):
            return nodes.Fact(node.id)
        if isinstance(node, nodes.Table | nodes.Compare) and (key := msgspec.json.encode(node).decode()) in computed:
            return nodes.Fact(key)
        return None

    return changed(decision(route.period), atom)


def changed(whole: Decision, change: object) -> Decision:
    """A decision with its nodes rewritten."""
    paths = {
        regime: tuple(
            msgspec.structs.replace(
                path,
                condition=path.condition and rewrite(path.condition, change),
                clauses=tuple(msgspec.structs.replace(one, test=rewrite(one.test, change)) for one in path.clauses),
            )
            for path in several
        )
        for regime, several in whole.paths.items()
    }
    return Decision(rewrite(whole.regime, change), paths)


def paths_of(whole: Decision) -> Iterator[Path]:
    for several in whole.paths.values():
        yield from several


def every_test(whole: Decision) -> Iterator[nodes.AnyNode]:
    """Every node of a decision."""
    yield whole.regime
    for path in paths_of(whole):
        yield from (path.condition,) if path.condition else ()
        yield from (clause.test for clause in path.clauses)


def facts_in(tests: Iterable[nodes.AnyNode]) -> list[str]:
    """The facts that a court looks at; the day of the ruling is not among them."""
    found = {part.id for test in tests for part in nodes.walk(test) if isinstance(part, nodes.Fact)}
    return sorted(found - {"ruling_date"})


@cache
def asked_on(route: Route) -> list[str]:
    """The facts that decide whether a route governs and where it ends, computed ones as facts of their own."""
    return _asked(with_atoms(route), route)


def _asked(whole: Decision, route: Route) -> list[str]:
    paths = whole.paths[route.regime]
    conditions = [path.condition for path in paths if path.condition]
    return facts_in([whole.regime, *conditions, *(clause.test for clause in paths[route.number].clauses)])


def governing(whole: Decision, sitting: Sitting) -> Iterator[str | int]:
    """The regime that governs, then the number of the first of its paths that does. Every fact must be known."""
    (regime,) = whole.regime.prove(sitting).value
    yield regime
    paths = whole.paths[regime]
    yield next(n for n, path in enumerate(paths) if path.condition is None or proved(path.condition, sitting))


def end_of_path(path: Path, sitting: Sitting, discretion: Mapping[str, bool]) -> int:
    """Where a court ends that asks clause by clause, as an assessment does. Every fact must be known."""
    cut = False
    for clause in path.clauses:
        bites = proved(clause.test, sitting) is clause.bites_on and (not clause.rule.may or discretion[clause.rule.id])
        if bites and clause.rule.effect == "cut_down":
            cut = True
        elif bites:
            return clause.end
    return OPEN if path.track.open_end else PARTLY if cut else RECOGNISED


def proved(node: nodes.AnyNode, sitting: Sitting) -> bool:
    value = node.prove(sitting).value
    assert isinstance(value, bool), "a test is open although every fact is known"
    return value


def breaks_an_implication(facts: Facts) -> bool:
    """Whether two facts of a file cannot both be as they are."""
    for info in BOOK.facts.values():
        for this, code, other, value in info.implies:
            if facts.get(this) == (True if code is None else frozenset((code,))) and facts.get(other) is (not value):
                return True
    return False


def random_class(view: View, number: int, random: Random) -> int:
    return random.choice(view.classes(number))


def way_to(view: View, end: int, random: Random) -> dict[int, int]:
    """The classes met on some way from the root to `end`."""
    below: dict[int, bool] = {}

    def reaches(node: int) -> bool:
        if node < view.diagram.ends:
            return node == end
        if node not in below:
            below[node] = any(reaches(child) for child in view.children[node])
        return below[node]

    node, met = view.root, {}
    assert reaches(node)
    while node >= view.diagram.ends:
        number = view.of[node]
        open_ways = [
            (cls, child) for cls, child in zip(view.classes(number), view.children[node], strict=True) if reaches(child)
        ]
        met[number], node = random.choice(open_ways)
    return met


def answer_in(variable: Variable, cls: int, known: Value, random: Random) -> Value:
    """A full answer of the class `cls`, within what is `known`."""
    if variable.kind == "code":
        values = variable.cuts[cls] if cls < len(variable.cuts) else others(variable)
        return frozenset((random.choice(sorted(values & known if isinstance(known, frozenset) else values)),))
    if variable.kind == "date":
        lo, hi = known if isinstance(known, tuple) else (-EVER, EVER)
        first = max(lo, variable.days[cls - 1] if cls else min(variable.days[0], hi + 1) - 4000)
        last = min(hi, variable.days[cls] - 1 if cls < len(variable.days) else max(variable.days[-1], lo) + 4000)
        day = random.choice((first, last, random.randint(first, last)))
        return day, day
    return bool(cls)


def others(variable: Variable) -> frozenset[str]:
    """The values of a code that fall in its last class; for a state of origin those on record."""
    standard = BOOK.facts[variable.name].codes or ""
    values = frozenset(BOOK.states) if "3166-1" in standard else frozenset(("elsewhere",))
    return values.difference(*variable.cuts)


def any_answer(id: str, random: Random, known: Value = None) -> Value:
    """Some full answer to a fact, within what is `known`."""
    info = BOOK.facts.get(id)
    if info is None or info.type == "truth":
        return random.random() < 0.5 if known is None else known
    if info.type == "date":
        lo, hi = known if isinstance(known, tuple) else (-EVER, EVER)
        lo = lo if lo > -EVER else min(hi, BOOK.periods[-1]) - 9000
        hi = min(hi, lo + 22000)
        day = random.choice((lo, hi, random.randint(lo, hi)))
        return day, day
    values = known if isinstance(known, frozenset) else info.values or ("elsewhere",)
    return frozenset((random.choice(sorted(values)),))


@cache
def with_open_days(period: int, late: bool) -> Decision:
    """The decision in which a day that a text leaves open has come long ago or never comes."""
    return changed(decision(period), with_open_day(late))


def with_open_day(late: bool) -> Callable[[nodes.AnyNode], nodes.AnyNode | None]:
    day = nodes.Literal((EVER, EVER) if late else (-EVER, -EVER))
    return lambda node: day if node == nodes.Literal(None) else None


class File:
    """A complete file for a route, chosen so that the variables of its diagram fall in given classes, as far as facts can.

    What no fact settles is settled as the classes want it: open cells of tables, open days, the court's discretion, and the
    day to which a closure of the courts moves the end of a period.
    """

    def __init__(self, route: Route, on: int, known: Facts, classes: Mapping[int, int], random: Random) -> None:
        self.route, self.random = route, random
        self.facts: Facts = {**known, "ruling_date": (on, on)}
        self.discretion: dict[str, bool] = {}
        self.wanted: dict[tuple[str, str], Value] = {}
        self.late = random.random() < 0.5
        self.moved = random.random()
        drawn = route.drawn
        tables: list[nodes.Table] = []
        for name, number in variables_of(route).items():
            variable, cls = drawn.diagram.variables[number], classes[number]
            if variable.kind == "discretion":
                self.discretion[name] = bool(cls)
            elif name in drawn.computed:
                node = drawn.computed[name]
                table = node.definition if isinstance(node, nodes.Defined) else node
                if isinstance(table, nodes.Table):
                    tables.append(table)
                    self.wanted[table.name, table.column] = answer_in(variable, cls, None, random)
                else:
                    self.late = bool(cls)
            elif variable.kind != "stated":
                self.facts[name] = answer_in(variable, cls, known.get(name), random)
        self._fill_dates()
        for id in asked_really(route):
            if id not in self.facts or id in known:
                self.facts[id] = any_answer(id, random, self.facts.get(id))
        if tables and "origin" in variables_of(route):
            self._choose_origin(tables, known.get("origin"))

    def _fill_dates(self) -> None:
        """Periods begin shortly before or long before the application, so that each can be met in time or missed."""
        application = self.facts.get("application_date")
        if application is None:
            return
        end = any_answer("application_date", self.random, application)
        self.facts["application_date"] = end
        ago = self.random.choice((20, 300, 650, 5000))
        for id in ("effective_date", "performance_due_date", "last_interruption_date"):
            known = self.facts.get(id)
            lo, hi = known if isinstance(known, tuple) else (-EVER, EVER)
            day = min(max(end[0] - ago, lo), hi)
            self.facts[id] = day, day

    def _choose_origin(self, tables: list[nodes.Table], known: Value) -> None:
        """Among the states that the rules treat alike, one for which the tables can say what is wanted."""
        (now,) = self.facts["origin"]
        number = variables_of(self.route)["origin"]
        variable = self.route.drawn.diagram.variables[number]
        classes = [*variable.cuts, others(variable)]
        alike = next((values for values in classes if now in values), frozenset((now,)))
        fitting = [
            iso for iso in sorted(alike & known if isinstance(known, frozenset) else alike) if self._fits(iso, tables)
        ]
        if fitting:
            self.facts["origin"] = frozenset((self.random.choice(fitting),))

    def _fits(self, iso: str, tables: list[nodes.Table]) -> bool:
        sitting = Sitting({**self.facts, "origin": frozenset((iso,))}, BOOK.look_up)
        wanted = [self.wanted[table.name, table.column] for table in tables]
        values = [table.prove(sitting).value for table in tables]
        return all(
            value in (None, want) or type(value) is not type(want) for value, want in zip(values, wanted, strict=True)
        )

    def look_up(self, name: str, keys: tuple[Value, ...], span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
        value, rows = BOOK.look_up(name, keys, span, column)
        is_code = _is_code(name, column)
        if value is None or (is_code and isinstance(value, bool)):
            value = self.wanted.get((name, column), frozenset(("unclear",)) if is_code else False)
        return value, rows

    def sitting(self) -> Sitting:
        return Sitting(self.facts, self.look_up, rounding=self.rounding)

    def rounding(self, day: int) -> tuple[int, int]:
        """One of the days on which the calendar lets a period end."""
        first, last = BOOK.working_days.end(day)
        end = first + round(self.moved * (last - first))
        return end, end

    def end(self) -> int:
        """Where a court ends on this path; IMPOSSIBLE if the file contradicts itself or another path governs."""
        if breaks_an_implication(self.facts):
            return IMPOSSIBLE
        whole, sitting = with_open_days(self.route.period, self.late), self.sitting()
        try:
            if not all(map(eq, governing(whole, sitting), self.route[1:])):
                return IMPOSSIBLE
            return end_of_path(whole.paths[self.route.regime][self.route.number], sitting, self.discretion)
        except Clash:
            return IMPOSSIBLE


@cache
def _is_code(table: str, column: str) -> bool:
    rows = (row for rows in BOOK.tables[table].rows.values() for row in rows) if table in BOOK.tables else ()
    return any(isinstance(row.values.get(column), str) for row in rows)


@cache
def asked_really(route: Route) -> list[str]:
    """The facts that decide whether a route governs and where it ends, those behind computed ones too."""
    return _asked(decision(route.period), route)


def variables_of(route: Route) -> dict[str, int]:
    """The variables that the diagram of a route can meet, by the fact that sets them."""
    diagram = route.drawn.diagram
    met = diagram.variables_below(route.drawn.roots[route.period])
    return {diagram.variables[number].name: number for number in sorted(met)}
