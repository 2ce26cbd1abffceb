"""Ask, in the court's order, whether a claim would be recognised on a day: certainly, and as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import msgspec

from ..law import decision as law
from ..law.book import IMPOSSIBLE, OPEN, OUTCOMES, PARTLY, RECOGNISED, Book, PathDiagram
from ..law.vocabulary import closes
from ..logic.diagram import Variable
from ..logic.nodes import Clash, Sitting, Step
from ..logic.questions import View, mask
from ..logic.values import EVER, Span, Truth, Value, one
from .claim import Claim, clash_error, show
from .fields import ClaimError

ALL_ENDS = frozenset(OUTCOMES)


class Finding(msgspec.Struct, frozen=True):
    """What came of one clause: its test as it stands, whether it bites as it stands, and the proof."""

    clause: law.Clause
    stands: Truth
    bites: bool
    by_burden: bool
    step: Step
    unclosed: Sitting

    @property
    def certain(self) -> Truth:
        """The test with nothing closed."""
        return _truth(self.clause.test.prove(self.unclosed))


class Ruled(msgspec.Struct, frozen=True):
    """How the court of the answer as it stands would end: outcome, the path taken and every clause on it."""

    end: int
    path: law.Path | None
    findings: tuple[Finding, ...]
    deciding: Finding | None


class Desk:
    """The book opened on one day: what is decided, how facts are closed, what each diagram can ask. Cheap to make."""

    def __init__(self, book: Book, on: int) -> None:
        self.book, self.on = book, on
        self.period = book.period(on)
        self.decision = law.decided(book, on)
        self.closes = closes(book, on)
        self.derived: frozenset[str] = book.kept("derived", None, lambda: _derived(book))
        self.rounding: Callable[[int], Span] = book.working_days.end
        """The days on which a period can end that by the calendar ends on a day."""

    def index(self, track: str) -> Index:
        """The variables that the diagram of a path has in this period, by what sets them."""
        key = track, self.period
        made: Index = self.book.kept("indexes", key, lambda: Index(self.book.drawn(track), self.period))
        return made


class Index:
    """The variables that one period of a diagram can meet, by what sets them."""

    def __init__(self, drawn: PathDiagram, period: int) -> None:
        met = drawn.diagram.variables_below(drawn.roots[period])
        self.by_fact: dict[str, list[tuple[int, Variable]]] = {}
        self.facts: dict[int, tuple[str]] = {}
        self.unstated: dict[int, int] = {}
        self.computed: list[tuple[int, Variable, str]] = []
        for number, variable in enumerate(drawn.diagram.variables):
            if number not in met:
                continue
            if variable.name in drawn.computed:
                self.computed.append((number, variable, variable.name))
            elif variable.kind != "discretion":
                self.by_fact.setdefault(variable.name, []).append((number, variable))
                if variable.kind != "stated":
                    self.facts[number] = (variable.name,)
            if variable.kind == "stated":
                self.unstated[number] = 4


class Assessment:
    """The answer for one claim on one day. What costs time (missing facts, what would turn it) is worked out when asked
    for.
    """

    def __init__(self, claim: Claim, at: Desk, known: int | None, without: frozenset[str]) -> None:
        self.claim, self.desk, self.on, self.known, self.without = claim, at, at.on, known, without
        self.facts: dict[str, Value] = {
            **claim.facts,
            "judgment_date": _until(claim.facts.get("judgment_date"), at.on),
            "ruling_date": (at.on, at.on),
        }
        if claim.entries.events:
            self._count_events()
        self.unclosed = Sitting(self.facts, self.look_up, rounding=at.rounding)
        self.closing = Sitting(self.facts, self.look_up, at.closes, rounding=at.rounding)
        self.regimes = _codes(at.decision.regime.prove(self.unclosed).value, at.decision.paths)
        self.regime_step = at.decision.regime.prove(self.closing)
        governing = _codes(self.regime_step.value, at.decision.paths)
        self.regime = one(governing)
        self.candidates = [
            path
            for regime in at.decision.paths
            if regime in self.regimes
            for path in self._open_paths(regime, self.unclosed)
        ]
        self.candidates = self._uncontradicted(self.candidates)
        self.views = {path.track.id: self._view(path.track.id) for path in self.candidates}
        ends = frozenset().union(*(view.reach() for view in self.views.values())) - {IMPOSSIBLE}
        self.possible = ALL_ENDS if OPEN in ends else ends
        self.ruled = self._rule(governing)
        self.weights: dict[str, dict[int, float]] = {}
        """The influence of each variable, per path: filled by `missing` when it is asked."""

    def _count_events(self) -> None:
        """The last day as the events of the claim leave it, where it lists any."""
        from .period import application_last_day

        last = application_last_day(self.claim, self.facts, Sitting(self.facts, self.look_up), self.on, self.desk.book)
        if last is not None:
            self.facts["limit_last_day"] = last

    def look_up(self, name: str, keys: tuple[Value, ...], span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
        """A table lookup; with `known`, only evidence that was public by then."""
        if self.known is not None and name == "reciprocity":
            day = min(self.known, span[1])
            return self.desk.book.look_up("reciprocity_public", keys, (day, day), column)
        return self.desk.book.look_up(name, keys, span, column)

    @property
    def settled(self) -> bool:
        """Whether one outcome is left, whatever the unknown facts are."""
        return len(self.possible) == 1

    @property
    def as_it_stands(self) -> str | None:
        """The ruling to expect; None where no regime lets the court decide, or where the kind of title leaves that
        open.
        """
        return OUTCOMES.get(self.ruled.end)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every clause of the path, with its proof."""
        return self.ruled.findings

    def _open_paths(self, regime: str, sitting: Sitting) -> list[law.Path]:
        """The paths of a regime that can govern, in order."""
        result = []
        for path in self.desk.decision.paths[regime]:
            holds = True if path.condition is None else path.condition.prove(sitting).value
            if holds is not False:
                result.append(path)
            if holds is True:
                break
        return result

    def _taken_paths(self, regime: str) -> list[law.Path]:
        """The paths of a regime for the answer as it stands. A special path is taken where its condition is shown; the
        last one, for what fits none, only where every other is excluded.
        """
        paths = self._open_paths(regime, self.closing)
        return paths if paths[-1].condition is None else paths[-1:]

    def masks(self, track: str, facts: Mapping[str, Value], sitting: Sitting) -> dict[int, int]:
        """What `facts` leave open of each variable of a path."""
        index = self.desk.index(track)
        drawn = self.desk.book.drawn(track)
        masks = dict(index.unstated)
        by_fact = index.by_fact
        for id, value in facts.items():
            for number, variable in by_fact.get(id, ()):
                masks[number] = mask(variable, value)
        for number, variable, name in index.computed:
            seen = sitting.seen.get(name)
            try:
                proved = seen.value if seen is not None else drawn.computed[name].prove(sitting).value
            except Clash as clash:
                if not sitting.closes:
                    raise
                proved = clash.stated if clash.fact == name else None  # what is stated outweighs what is presumed
            if proved is not None:
                masks[number] = mask(variable, proved)
        return masks

    def _uncontradicted(self, paths: list[law.Path]) -> list[law.Path]:
        """The paths on which no stated fact contradicts the rules. Raises Clash where none is left."""
        if len(paths) < 2 or self.desk.derived.isdisjoint(self.claim.stated):
            return paths
        clashes = [self._contradicted(path) for path in paths]
        if None not in clashes:
            raise next(clash for clash in clashes if clash)
        return [path for path, clash in zip(paths, clashes, strict=True) if clash is None]

    def _contradicted(self, path: law.Path) -> Clash | None:
        sitting = Sitting(self.facts, self.look_up, rounding=self.desk.rounding)
        try:
            for clause in path.clauses:
                clause.test.prove(sitting)
        except Clash as clash:
            return clash
        return None

    def _view(self, track: str) -> View:
        drawn = self.desk.book.drawn(track)
        masks = self.masks(track, self.facts, self.unclosed)
        return View(drawn.diagram, drawn.roots[self.desk.period], masks, IMPOSSIBLE)

    def _rule(self, governing: frozenset[str]) -> Ruled:
        """The answer as it stands: facts closed by who must prove them, what is still unknown decided by the burden."""
        ruled = [
            self._rule_on(path)
            for regime in self.desk.decision.paths
            if regime in governing
            for path in self._taken_paths(regime)
        ]
        if len({one.end for one in ruled}) != 1:
            return Ruled(OPEN, None, (), None)
        return max(ruled, key=lambda one: len(one.findings))  # of several that agree, the one that says most

    def _rule_on(self, path: law.Path) -> Ruled:
        findings = []
        deciding: Finding | None = None
        cut = False
        for clause in path.clauses:
            finding = self._find(clause)
            findings.append(finding)
            if finding.bites and deciding is None:
                if clause.rule.effect == "cut_down":
                    cut = True
                else:
                    deciding = finding
        if deciding:
            end = deciding.clause.end
        elif path.track.open_end:
            end = OPEN
        else:
            end = PARTLY if cut else RECOGNISED
            deciding = next((finding for finding in findings if finding.bites), None)
        return Ruled(end, path, tuple(findings), deciding)

    def _find(self, clause: law.Clause) -> Finding:
        step = clause.test.prove(self.closing)
        if not self.desk.derived.isdisjoint(self.facts):
            clause.test.prove(self.unclosed)  # closing can pass over what contradicts a statement
        rule = clause.rule
        stands = _truth(step)
        if stands is None:
            return Finding(clause, None, rule.burden == "applicant", True, step, self.unclosed)
        bites = stands is clause.bites_on
        if bites and rule.may:
            bites = rule.usual == "apply"
        return Finding(clause, stands, bites, False, step, self.unclosed)

    @cached_property
    def certain(self) -> Sitting:
        """The sitting in which nothing is closed, every clause of the path proved."""
        for finding in self.findings:
            finding.clause.test.prove(self.unclosed)
        return self.unclosed

    @cached_property
    def closed(self) -> dict[str, Value]:
        """Every fact that had to be closed for the answer as it stands, in the order in which it came up."""
        return dict(self.closing.closed)


def _until(known: Value, last: int) -> Span:
    """A day known in part, which is `last` at the latest."""
    lo, hi = known if isinstance(known, tuple) else (-EVER, EVER)
    return lo, min(hi, last)


def assess(
    claim: Claim, *, on: int, book: Book, known: int | None = None, without: frozenset[str] = frozenset()
) -> Assessment:
    """Ask, in the court's order, whether `claim` would be recognised on the day `on` (an ordinal).

    `known`: use only foreign decisions that were public by that day. `without`: rulings that must not count. Raises
    ClaimError where the claim contradicts a rule or the day.
    """
    judged = claim.facts.get("judgment_date")
    if isinstance(judged, tuple) and judged[0] > on:
        raise ClaimError(
            f"judgment_date: {show(judged)} lies after the day asked about ({show((on, on))}); ask for a later day with --on"
        )
    if on < book.periods[0]:
        raise ClaimError(
            f"the law before {show((book.periods[0],) * 2)} is not on record; ask for a later day with --on"
        )
    try:
        return Assessment(claim, Desk(book, on), known, without)
    except Clash as clash:
        raise clash_error(clash) from None


def _derived(book: Book) -> frozenset[str]:
    return frozenset(id for id, info in book.facts.items() if info.derived)


def _truth(step: Step) -> Truth:
    assert not isinstance(step.value, tuple | frozenset)
    return step.value


def _codes(value: Value, every: Mapping[str, object]) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset(every)
