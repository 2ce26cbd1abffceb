"""The rules in force on a day, linked into the questions a court asks in its order, for each regime."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..logic import nodes
from ..logic.values import EVER
from .book import DISMISSED, PARTLY, REFUSED, Book, Rule, Track

DECIDING = ("require", "refuse", "dismiss", "bar", "cut_down")
FAILS_TO = {"dismiss": DISMISSED, "refuse": REFUSED}


class Clause(msgspec.Struct, frozen=True):
    """A rule that can decide, with its test linked to the definitions of the day."""

    rule: Rule
    test: nodes.AnyNode

    @property
    def end(self) -> int:
        """Where the application ends if the clause bites (for a cut: what is left)."""
        effect = self.rule.effect
        if effect == "require":
            return FAILS_TO[self.rule.otherwise or "dismiss"]
        return PARTLY if effect == "cut_down" else DISMISSED if effect == "dismiss" else REFUSED

    @property
    def bites_on(self) -> bool:
        """The value of the test on which the clause bites."""
        return self.rule.effect != "require"


class Path(msgspec.Struct, frozen=True):
    """A track, ready to be asked: the condition under which it governs and its clauses in the court's order."""

    track: Track
    condition: nodes.AnyNode | None
    clauses: tuple[Clause, ...]
    regime: str


class Decision(msgspec.Struct, frozen=True):
    """All that a court can be asked on one day: which regime governs, and the paths of each."""

    regime: nodes.Defined
    paths: dict[str, tuple[Path, ...]]


def periods(rules: Iterable[Rule], first_day: int) -> tuple[int, ...]:
    """The days on which the rules keyed on the ruling change."""
    days = {first_day}
    for rule in rules:
        if rule.keyed_on == "ruling_date":
            days |= {day for day in (rule.since, rule.until + 1) if first_day < day < EVER}
    return tuple(sorted(days))


def decided(book: Book, on: int) -> Decision:
    """The decision of the day `on`, made once for each period of the law."""
    period = book.period(on)
    made: Decision = book.kept("decisions", period, lambda: decide(book, book.periods[period]))
    return made


def linked(book: Book, on: int, node: nodes.AnyNode, path: Path | None) -> nodes.AnyNode:
    """A test from outside the decision with the definitions of the day in it, as they hold on a path."""
    period = book.period(on)
    linker: _Linker = book.kept("linkers", period, lambda: _Linker(book, _in_force(book, book.periods[period])))
    return linker.link(node, _Scope(path.regime, path.track.instrument) if path else None)


def _in_force(book: Book, on: int) -> list[Rule]:
    return [rule for rule in book.rules.values() if rule.keyed_on != "ruling_date" or rule.since <= on <= rule.until]


def decide(book: Book, on: int) -> Decision:
    """The decision of the day `on`."""
    rules = _in_force(book, on)
    linker = _Linker(book, rules)
    regime = linker.link(nodes.Fact("regime"), None)
    assert isinstance(regime, nodes.Defined)
    paths = {
        order.regime: tuple(_path(linker, rules, order.stages, track, order.regime) for track in order.tracks)
        for order in book.orders.values()
    }
    return Decision(regime, paths)


def _path(linker: _Linker, rules: list[Rule], stages: tuple[str, ...], track: Track, regime: str) -> Path:
    scope = _Scope(regime, track.instrument)
    clauses = []
    for stage in stages:
        for rule in rules:
            if (
                rule.stage == stage
                and rule.effect in DECIDING
                and rule.node is not None
                and scope.takes(rule, linker.regional)
            ):
                clauses.append(Clause(rule, linker.link(rule.node, scope)))
    condition = linker.link(track.condition, scope) if track.condition else None
    return Path(track, condition, tuple(clauses), regime)


class _Scope(msgspec.Struct, frozen=True):
    """Which rules apply: those of the regime, and of the regional instruments only the one of the track."""

    regime: str
    instrument: str | None

    def takes(self, rule: Rule, regional: frozenset[str]) -> bool:
        if self.regime not in rule.regime and "all" not in rule.regime:
            return False
        return rule.instrument not in regional or rule.instrument == self.instrument


class _Linker:
    """Puts the definition of each derived fact in place of its name."""

    def __init__(self, book: Book, rules: list[Rule]) -> None:
        self._book = book
        self.regional = book.regional
        self._defining: dict[str, list[Rule]] = {}
        for rule in rules:
            if rule.defines and rule.node is not None:
                self._defining.setdefault(rule.defines, []).append(rule)
        self._made: dict[tuple[str, _Scope | None], nodes.AnyNode] = {}
        self._busy: set[str] = set()

    def link(self, node: nodes.AnyNode, scope: _Scope | None) -> nodes.AnyNode:
        match node:
            case nodes.Fact():
                return self._fact(node, scope)
            case nodes.All():
                return nodes.All(tuple(self.link(part, scope) for part in node.of))
            case nodes.Any():
                return nodes.Any(tuple(self.link(part, scope) for part in node.of))
            case nodes.Not():
                return nodes.Not(self.link(node.of, scope))
            case nodes.When():
                return nodes.When(
                    tuple((self.link(test, scope), self.link(value, scope)) for test, value in node.cases),
                    self.link(node.otherwise, scope),
                )
            case nodes.Compare():
                return nodes.Compare(node.op, self.link(node.left, scope), self.link(node.right, scope))
            case nodes.In():
                return nodes.In(self.link(node.of, scope), node.values)
            case nodes.Table():
                return nodes.Table(
                    node.name, tuple(self.link(key, scope) for key in node.of), self.link(node.on, scope), node.column
                )
            case nodes.Plus():
                return nodes.Plus(self.link(node.start, scope), node.years, node.months, node.days, node.working)
            case nodes.Extreme():
                return nodes.Extreme(node.latest, tuple(self.link(part, scope) for part in node.of))
        return node

    def _fact(self, node: nodes.Fact, scope: _Scope | None) -> nodes.AnyNode:
        key = node.id, scope
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._define(node, scope)
        return made

    def _define(self, node: nodes.Fact, scope: _Scope | None) -> nodes.AnyNode:
        rules = self._defining.get(node.id, [])
        if len(rules) > 1 or (rules and rules[0].instrument in self.regional):
            rules = [rule for rule in rules if scope and scope.takes(rule, self.regional)]
        if not rules:
            table = self._book.facts[node.id].table
            if table is None:
                return node
            return nodes.Defined(
                node.id, "table", nodes.Table(table[0], (nodes.Fact("origin"),), nodes.Fact("ruling_date"), table[1])
            )
        if node.id in self._busy:
            raise ValueError(f"the definition of {node.id} goes round in a circle")
        self._busy.add(node.id)
        try:
            linked = [(rule, self.link(rule.node, scope)) for rule in rules if rule.node is not None]
        finally:
            self._busy.discard(node.id)
        by = "|".join(rule.id for rule in rules)
        if len(linked) == 1 and linked[0][0].keyed_on in (None, "ruling_date"):
            return nodes.Defined(node.id, by, linked[0][1])
        return nodes.Defined(node.id, by, _versions(linked))


def _versions(linked: list[tuple[Rule, nodes.AnyNode]]) -> nodes.AnyNode:
    """Versions keyed on another date than the ruling: which one governs is itself a question of that date."""
    linked = sorted(linked, key=lambda pair: pair[0].since)
    cases = []
    for rule, test in linked[:-1]:
        until = rule.until + 1
        cases.append((nodes.Compare("before", nodes.Fact(rule.keyed_on or ""), nodes.Literal((until, until))), test))
    return nodes.When(tuple(cases), linked[-1][1]) if cases else linked[-1][1]
