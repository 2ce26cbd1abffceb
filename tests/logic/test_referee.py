"""An answer set solver as outside referee: the whole decision of a path, on files in which every fact is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

import clingo
import pytest

from exequatur.law.book import IMPOSSIBLE, OPEN, PARTLY, RECOGNISED
from exequatur.law.decision import Decision, Path
from exequatur.logic import nodes

from .courts import File, Route, days_of, decision, random_class, routes, way_to, with_open_day
from .reading import rewrite

_ORDER = {"before": "<", "on_or_before": "<=", "after": ">", "on_or_after": ">="}
FILES = 100
"""For each path in each period of the law."""


class Program:
    """The regime, the paths and the clauses as rules of a logic program; `I` is the file.

    `h(n,I)`: node n holds. `v(n,V,I)`: node n has the code V. Codes are given one value each, comparisons with a day are
    arithmetic; what needs a table or a calendar is given with the file.
    """

    def __init__(self, whole: Decision, regime: str) -> None:
        self.lines: list[str] = []
        self.numbers: dict[nodes.AnyNode, int] = {}
        self.given: dict[int, nodes.AnyNode] = {}
        governs = f'v({self.number(whole.regime, self._code)},"{regime}",I)'
        for number, path in enumerate(whole.paths[regime]):
            here = f"governs({number},I)"
            earlier = "".join(f", not governs({other},I)" for other in range(number))
            condition = f", h({self.truth(path.condition)},I)" if path.condition else ""
            self.lines.append(f"{here} :- file(I), {governs}{condition}{earlier}.")
            self._path(path, here)

    def _path(self, path: Path, here: str) -> None:
        passed = ""
        for clause in path.clauses:
            test = f"h({self.truth(clause.test)},I)"
            used = f', used("{clause.rule.id}",I)' if clause.rule.may else ""
            bites = f"{here}, {'' if clause.bites_on else 'not '}{test}{used}"
            name = f'bites("{path.track.id}","{clause.rule.id}",I)'
            self.lines.append(f"{name} :- {bites}.")
            if clause.rule.effect == "cut_down":
                self.lines.append(f'cut("{path.track.id}",I) :- {name}.')
            else:
                self.lines.append(f"end({clause.end},I) :- {name}{passed}.")
                passed += f", not {name}"
        if path.track.open_end:
            self.lines.append(f"end({OPEN},I) :- {here}{passed}.")
        else:
            cut = f'cut("{path.track.id}",I)'
            self.lines += [
                f"end({PARTLY},I) :- {here}, {cut}{passed}.",
                f"end({RECOGNISED},I) :- {here}, not {cut}{passed}.",
            ]

    def number(self, node: nodes.AnyNode, write: Callable[[nodes.AnyNode, int], None]) -> int:
        number = self.numbers.get(node)
        if number is None:
            number = self.numbers[node] = len(self.numbers)
            write(node, number)
        return number

    def truth(self, node: nodes.AnyNode) -> int:
        return self.number(node, self._truth)

    def _truth(self, node: nodes.AnyNode, n: int) -> None:
        match node:
            case nodes.Fact(id):
                self.lines.append(f'h({n},I) :- true("{id}",I).')
            case nodes.Literal(True):
                self.lines.append(f"h({n},I) :- file(I).")
            case nodes.Literal(False):
                pass
            case nodes.Defined(definition=part):
                self.lines.append(f"h({n},I) :- h({self.truth(part)},I).")
            case nodes.All(of):
                self.lines.append(f"h({n},I) :- file(I), {', '.join(f'h({self.truth(part)},I)' for part in of)}.")
            case nodes.Any(of):
                self.lines += [f"h({n},I) :- h({self.truth(part)},I)." for part in of]
            case nodes.Not(of):
                self.lines.append(f"h({n},I) :- file(I), not h({self.truth(of)},I).")
            case nodes.When():
                self._when(node, f"h({n},I)", lambda part: f"h({self.truth(part)},I)")
            case nodes.In(of, values):
                code = self.number(of, self._code)
                self.lines += [f'h({n},I) :- v({code},"{value}",I).' for value in sorted(values)]
            case nodes.Compare(op, nodes.Fact(id), nodes.Literal((lo, hi))) if op in _ORDER and lo == hi:
                self.lines.append(f'h({n},I) :- day("{id}",D,I), D {_ORDER[op]} {lo}.')
            case _:
                self.given[n] = node

    def _code(self, node: nodes.AnyNode, n: int) -> None:
        match node:
            case nodes.Fact(id):
                self.lines.append(f'v({n},V,I) :- is("{id}",V,I).')
            case nodes.Literal(str(value)):
                self.lines.append(f'v({n},"{value}",I) :- file(I).')
            case nodes.Defined(definition=part) if not isinstance(part, nodes.Table):
                self.lines.append(f"v({n},V,I) :- v({self.number(part, self._code)},V,I).")
            case nodes.When():
                self._when(node, f"v({n},V,I)", lambda part: f"v({self.number(part, self._code)},V,I)")
            case _:
                self.given[n] = node

    def _when(self, node: nodes.When, head: str, read: Callable[[nodes.AnyNode], str]) -> None:
        passed = ""
        for condition, result in node.cases:
            test = f"h({self.truth(condition)},I)"
            self.lines.append(f"{head} :- file(I), {test}, {read(result)}{passed}.")
            passed += f", not {test}"
        self.lines.append(f"{head} :- file(I), {read(node.otherwise)}{passed}.")

    def ends(self, files: Sequence[File]) -> dict[int, set[int]]:
        """For each file every end that the program derives: one, or none where no path governs."""
        control = clingo.Control(["--warn=none"])
        control.add(
            "base",
            [],
            "\n".join(
                [*self.lines, "#show end/2.", *(line for i, file in enumerate(files) for line in self._facts(file, i))]
            ),
        )
        control.ground([("base", [])])
        found: dict[int, set[int]] = {i: set() for i in range(len(files))}
        with control.solve(yield_=True) as models:
            (atoms,) = [list(model.symbols(shown=True)) for model in models]
        for atom in atoms:
            end, i = (argument.number for argument in atom.arguments)
            found[i].add(end)
        return found

    def _facts(self, file: File, i: int) -> list[str]:
        lines = [f"file({i})."]
        for id, value in file.facts.items():
            if value is True:
                lines.append(f'true("{id}",{i}).')
            elif isinstance(value, frozenset):
                lines += [f'is("{id}","{one}",{i}).' for one in value]
            elif isinstance(value, tuple) and value[0] == value[1]:
                lines.append(f'day("{id}",{value[0]},{i}).')
        lines += [f'used("{rule}",{i}).' for rule, used in file.discretion.items() if used]
        sitting = file.sitting()
        for n, node in self.given.items():
            value = rewrite(node, with_open_day(file.late)).prove(sitting).value
            if value is True:
                lines.append(f"h({n},{i}).")
            elif isinstance(value, frozenset):
                lines += [f'v({n},"{one}",{i}).' for one in value]
        return lines


def files_of(route: Route, random: Random) -> list[File]:
    """Complete files that lead to every end of a path, some of them contradictory or of another path."""
    view = route.view({number: 4 for number, one in enumerate(route.drawn.diagram.variables) if one.kind == "stated"})
    ends = sorted(view.reach())
    files = []
    for turn in range(FILES):
        classes = {number: random_class(view, number, random) for number in range(len(view.diagram.variables))}
        way = way_to(view, ends[turn % len(ends)], random)
        on = random.choice(days_of(route.period))
        files.append(File(route, on, {"judgment_date": (on - 20000, on)}, classes | way, random))
    return files


@pytest.mark.parametrize("regime", ["reciprocity", "treaty", "new_york", "hong_kong"])
def test_an_answer_set_solver_decides_every_file_alike(regime: str) -> None:
    random = Random(regime)
    seen: Counter[int] = Counter()
    reachable: set[int] = set()
    for route in routes():
        if route.regime == regime:
            reachable |= route.view({}).reach() - {IMPOSSIBLE}
            files = files_of(route, random)
            ends = Program(decision(route.period), regime).ends(files)
            for i, file in enumerate(files):
                end = file.end()
                if end != IMPOSSIBLE:
                    assert ends[i] == {end}, (route, file.facts)
                    seen[end] += 1
    assert set(seen) == reachable
    assert seen.total() >= 200
