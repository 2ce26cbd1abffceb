"""An assessment told: the JSON answer of `assess`. Outcomes, reasons, what is closed, what is missing, sources."""

from __future__ import annotations

from ..assessment.assess import Assessment, Finding
from ..assessment.grade import Counts, basis, counts, grade, rules_met, weakest_source
from ..assessment.missing import Missing, missing, open_points, questions_left
from ..assessment.turning import turns
from ..law.book import OUTCOMES
from ..logic.nodes import Fact, walk
from ..logic.values import iso
from .asking import tell_missing
from .reasons import Reasons
from .voice import Told

MARKS = ("met", "not_met", "stated", "assumed", "unknown")


def tell(assessment: Assessment) -> Told:
    """The answer as plain data, every statement a sentence with an id behind it. Keys: docs/reference/json.md."""
    return _Telling(assessment).answer()


class _Telling(Reasons):
    def answer(self) -> Told:
        """The whole answer."""
        a = self.a
        outcome = a.as_it_stands
        asked = missing(a)
        best, worst = questions_left(a, asked)
        turned = turns(a)
        graded = grade(a)
        found = counts(a)
        closed = self._closed({turn.fact for turn in turned})
        return {
            "schema": "exequatur.assess/1",
            "release": self.book.release,
            "on": iso(a.on),
            "known": iso(a.known) if a.known is not None else None,
            "id": a.claim.id,
            "title": a.claim.title,
            "requested": self.book.requested,
            "regime": a.regime,
            "regimes": sorted(a.regimes),
            "track": a.ruled.path.track.id if a.ruled.path else None,
            "possible": [name for end, name in OUTCOMES.items() if end in a.possible],
            "settled": a.settled,
            "as_it_stands": outcome,
            "summary": self._summary(outcome, asked),
            "warnings": self._warnings(),
            "basis": basis(a),
            **closed,
            "by_burden": [self._rule_id(finding) for finding in a.findings if finding.by_burden and finding.bites],
            "grade": graded,
            "grade_means": self._grade_means(graded, outcome),
            "weakest_source": weakest_source(a),
            "counts": {
                "state": found.state,
                "regime": found.regime,
                "total": found.total,
                "recognised": found.recognised,
                "partly_recognised": found.partly_recognised,
                "refused": found.refused,
                "dismissed": found.dismissed,
                "sentence": self._counts(found),
            },
            "steps": self.steps(),
            "marks": {mark: self.text(f"mark.{mark}") for mark in MARKS},
            "rests_on": [
                {"fact": turn.fact, "value": turn.taken, "sentence": self.fact_sentence(turn.fact)}
                for turn in turned
                if turn.stated
            ],
            "would_turn": [
                {
                    "fact": turn.fact,
                    "taken": turn.taken,
                    "stated": turn.stated,
                    "answer": answer,
                    "outcome": other,
                    "sentence": self.fact_sentence(turn.fact, answer),
                }
                for turn in turned
                for answer, other in turn.turns
            ],
            "missing": [tell_missing(self.book, one) for one in asked],
            "questions_left": {"best": best, "worst": worst},
            "legal_questions": [
                {"id": point.id, "kind": point.kind, "sentence": self._open_point(point.id, point.kind)}
                for point in open_points(a)
            ],
            "not_expressed": self._not_expressed(),
            "sources": self._sources(),
            "notice": [self.text("notice.not_legal_advice"), self.text("notice.under_collected")],
        }

    def _rule_id(self, finding: Finding) -> Told:
        rule = finding.clause.rule
        return {"rule": rule.id, "burden": rule.burden, "sentence": self.rule_sentence(finding)}

    def _grade_means(self, graded: str, outcome: str | None) -> str:
        """What the grade says, for an answer that lets the title in or that turns it away."""
        against = f"grade.{graded}.means.against"
        if outcome in ("refused", "dismissed") and self.catalogue.has(against):
            return self.text(against)
        return self.text(f"grade.{graded}.means")

    def _summary(self, outcome: str | None, asked: list[Missing]) -> Told:
        open_end = outcome or "open"
        lines = [self.text(f"outcome.{open_end}.expect")]
        if self.a.regime:
            lines.append(self.text(f"regime.{self.a.regime}.sentence"))
        deciding = self.a.ruled.deciding
        if deciding is not None:
            lines.append(self.rule_sentence(deciding))
        return {
            "label": self.text(f"outcome.{open_end}.label"),
            "sentences": lines,
            "means": self.text(f"outcome.{open_end}.means"),
            "asked": self._asked(),
            "most_important": asked[0].fact.question if asked else None,
        }

    def _asked(self) -> str:
        filed = self.a.claim.facts.get("application_date")
        if filed is None:
            return self.text("summary.asked")
        return self.text("summary.asked.filed", value=self.catalogue.value("application_date", filed))

    def _counts(self, found: Counts) -> str:
        """How the rulings of this state went; an outcome that none had is left out."""
        if not found.total:
            return self.text("notice.counts.origin.none")
        numbers = {name: n for name in OUTCOMES.values() if (n := getattr(found, name))}
        if found.total == 1 and numbers:
            return self.text("notice.counts.origin.one", value=self.text(f"counts.{next(iter(numbers))}.one"))
        parts = [self.text(f"counts.{name}", n=n) for name, n in numbers.items()]
        return self.text("notice.counts.origin", n=found.total, value=self.catalogue.every(parts))

    def _warnings(self) -> list[Told]:
        """What is stated, is read by no rule of the path, and still matters to whoever goes to court."""
        ids = {fact: f"fact.{fact}.{str(self.a.facts[fact]).lower()}.warning" for fact in sorted(self.a.claim.stated)}
        ids = {fact: id for fact, id in ids.items() if self.catalogue.has(id)}
        read = self._read() if ids else set()
        return [
            {"fact": fact, "value": self.plain(fact, self.a.facts[fact]), "sentence": self.text(id)}
            for fact, id in ids.items()
            if fact not in read
        ]

    def _read(self) -> set[str]:
        """The facts that the rules of the path read; while the path is open, of every path that is left."""
        paths = [self.a.ruled.path] if self.a.ruled.path else self.a.candidates
        return {
            node.id for path in paths for clause in path.clauses for node in walk(clause.test) if isinstance(node, Fact)
        }

    def _closed(self, turning: set[str]) -> Told:
        lists: Told = {"provided": [], "unless": [], "on_record": []}
        matters = {
            view.diagram.variables[number].name for view in self.a.views.values() for number in view.support()
        } | turning
        kinds = {"supply": "provided", "not_shown": "unless", "on_record": "on_record"}
        for fact, value in self.a.closed.items():
            kind = kinds[self.book.facts[fact].cls]
            lists[kind].append(
                {
                    "fact": fact,
                    "closed_to": self.plain(fact, value),
                    "sentence": self.text(f"fact.{fact}.{kind}"),
                    "turns": fact in turning,
                    "matters": fact in matters,
                }
            )
        for entries in lists.values():
            entries.sort(key=lambda entry: (not entry["turns"], not entry["matters"]))
        return lists

    def _open_point(self, id: str, kind: str) -> str:
        if kind == "discretion":
            return self.text(f"rule.{id}.true")
        return self.text(f"fact.{id}.unknown")

    def _not_expressed(self) -> list[Told]:
        told = []
        for rule in rules_met(self.a):
            for number, _ in enumerate(rule.not_expressed, 1):
                told.append({"rule": rule.id, "sentence": self.text(f"rule.{rule.id}.not_expressed.{number}")})
        return told

    def _sources(self) -> list[Told]:
        by_source: dict[str, list[str]] = {}
        for rule in rules_met(self.a):
            for source in rule.sources:
                by_source.setdefault(source, []).append(rule.id)
        return [{"source": source, "rules": rules} for source, rules in sorted(by_source.items())]
