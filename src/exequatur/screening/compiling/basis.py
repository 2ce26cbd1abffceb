"""On what a court would found recognition, for a column of claims: what `assessment.grade.basis` says of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ...assessment.grade import BASES, OWN_BASIS
from ...law.book import DISMISSED, REFUSED
from ...law.decision import Decision, Path
from ...logic import nodes
from .columns import Columns, NotInColumns
from .program import Program, Reg

_STATED = "reciprocity_established", "reciprocity_stated"
_TREATY = "treaty_covers_judgments", "treaty"


class Taken(msgspec.Struct, frozen=True):
    """A path that rows take as they stand; `gate`: those that end at the gate of it. `deciding`: by which rule it ends, or
    is cut down.
    """

    regime: str
    path: Path
    where: Reg
    gate: Reg
    deciding: Mapping[str, Reg]


class Proved(msgspec.Struct, frozen=True):
    """A node that is proved for the answer as it stands, and in which rows."""

    where: Reg
    node: nodes.AnyNode


class Bases:
    """Finds the basis of each row."""

    def __init__(self, program: Program, closing: Columns, decision: Decision, proved: Sequence[Proved]) -> None:
        self._program, self._closing, self._proved = program, closing, proved
        self._defined: dict[str, set[nodes.Defined]] = {}
        tests = [clause.test for paths in decision.paths.values() for path in paths for clause in path.clauses]
        for node in {*tests, *(one.node for one in proved)}:
            for part in nodes.walk(node):
                if isinstance(part, nodes.Defined):
                    self._defined.setdefault(part.id, set()).add(part)
        self._met: dict[tuple[nodes.Node, str], Reg] = {}

    def find(self, governing: Mapping[str, Reg], stands: Mapping[int, Reg], taken: Sequence[Taken]) -> dict[str, Reg]:
        """The rows of each basis."""
        build, found = self._program, dict[str, Reg]()
        failed = build.either(stands[REFUSED], stands[DISMISSED])
        _, several = build.counted(governing.values())
        for regime, governs in governing.items():
            shut = build.both(failed, self._at_the_gate([one for one in taken if one.regime == regime]))
            left = build.both(governs, build.contrary(several), build.contrary(shut))
            for name, holds in self._candidates(regime):
                found[name] = build.either(found.get(name, False), build.both(left, holds))
                left = build.both(left, build.contrary(holds))
        return found

    def _candidates(self, regime: str) -> Iterator[tuple[str, Reg]]:
        """The bases that are tried for a regime, in order."""
        if regime in OWN_BASIS:
            yield OWN_BASIS[regime], True
            return
        for fact, name in BASES:
            yield name, self._shown(fact)
        yield _STATED[1], self._program.contrary(self._closing.facts.truth(_STATED[0])[0])
        yield _TREATY[1], self._shown(_TREATY[0])

    def _at_the_gate(self, taken: Sequence[Taken]) -> Reg:
        """Of several paths that agree, the one with most clauses speaks."""
        build = self._program
        result: Reg = False
        spoken: Reg = False
        for one in sorted(taken, key=lambda one: -len(one.path.clauses)):
            result = build.either(result, build.both(one.where, build.contrary(spoken), one.gate))
            spoken = build.either(spoken, one.where)
        return result

    def _shown(self, fact: str) -> Reg:
        """Whether the proofs meet a derived fact, and it is true as it stands."""
        defined = self._defined.get(fact, set())
        if not defined:
            return False
        if len(defined) > 1:
            raise NotInColumns(f"{fact}: a basis that is defined in more than one way")
        (node,) = defined
        build = self._program
        met = build.either(*(build.both(one.where, self._meets(one.node, fact)) for one in self._proved))
        return build.both(met, build.contrary(self._closing.truth(node)[0]))

    def _meets(self, node: nodes.AnyNode, fact: str) -> Reg:
        key = node, fact
        made = self._met.get(key)
        if made is None:
            made = self._met[key] = self._look(node, fact)
        return made

    def _look(self, node: nodes.AnyNode, fact: str) -> Reg:
        build = self._program
        match node:
            case nodes.Defined(id, _, definition):
                given = self._closing.facts.given(id)
                return True if id == fact else build.both(build.contrary(given), self._meets(definition, fact))
            case nodes.When(cases, otherwise):
                result = self._meets(otherwise, fact)
                for condition, then in reversed(cases):
                    fails, holds = self._closing.truth(condition)
                    below = build.either(build.both(holds, self._meets(then, fact)), build.both(fails, result))
                    result = build.either(self._meets(condition, fact), below)
                return result
        return build.either(*(self._meets(part, fact) for part in node.parts()))  # type: ignore[arg-type]
