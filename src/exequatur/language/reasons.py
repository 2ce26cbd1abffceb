"""The proof as a tree of whole sentences: stages, rules, facts, each marked as holding, failing, presumed or unknown."""

from __future__ import annotations

from ..assessment.assess import Assessment, Finding
from ..logic import nodes
from ..logic.values import UNBOUNDED, Value, one
from .citing import Citing
from .voice import Told


class Reasons(Citing):
    """Tells the proof of an assessment. A fact is explained where it is first met."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(assessment)
        self.told_above: set[str] = set()

    def steps(self) -> list[Told]:
        """The stages in the court's order, each with its rules, each with the facts they rest on."""
        stages: dict[str, list[Finding]] = {}
        for finding in self.a.findings:
            stages.setdefault(finding.clause.rule.stage, []).append(finding)
        steps = [self._regime_step()]
        for stage, findings in stages.items():
            children = [self._rule_step(finding) for finding in findings]
            mark = _together([child["mark"] for child in children])
            steps.append(
                {
                    "id": f"stage.{stage}",
                    "kind": "stage",
                    "value": {"met": True, "not_met": False}.get(mark),
                    "mark": mark,
                    "sentence": self.text(f"stage.{stage}.{mark}"),
                    "cited": [],
                    "children": children,
                }
            )
        return steps

    def _regime_step(self) -> Told:
        a = self.a
        known = len(a.regimes) == 1
        sentence = self.text(f"regime.{a.regime}.sentence") if a.regime else self.text("fact.regime.unknown")
        rule = self.book.rules["cn.derived.regime"]
        cited = [self.cite(rule)]
        if a.regime == "treaty":
            cited += [self.evidence(f"treaty.{one(a.facts.get('origin'))}")]
        return {
            "id": "regime",
            "kind": "regime",
            "value": a.regime if known else None,
            "mark": "met" if known else "assumed" if a.regime else "unknown",
            "sentence": sentence,
            "cited": cited,
            "children": [told for told in self._facts(a.regime_step, 0, set()) if not known or told["mark"] == "met"],
        }

    def _rule_step(self, finding: Finding) -> Told:
        rule = finding.clause.rule
        certain = None if finding.certain is None else finding.certain is not finding.clause.bites_on
        if finding.bites:
            mark = "not_met"
        elif finding.stands is None or (rule.may and finding.stands is finding.clause.bites_on):
            mark = "unknown"
        else:
            mark = "met" if certain else "assumed"
        return {
            "id": rule.id,
            "kind": "rule",
            "value": finding.certain,
            "as_it_stands": finding.stands,
            "mark": mark,
            "sentence": self.rule_sentence(finding),
            "discretion": self.text("notice.discretion") if rule.may else None,
            "reported_as": list(rule.reported_as) if finding.bites else [],
            "cited": [self.cite(rule)],
            "children": list(self._facts(finding.step, -1 if finding.clause.bites_on else 1, set())),
        }

    def _facts(self, step: nodes.Step, sign: int, seen: set[str]) -> list[Told]:
        """The facts on which a step rests, each once, with the facts on which they rest in turn."""
        node = step.node
        if isinstance(node, nodes.Fact | nodes.Defined):
            return self._fact_once(step, step.value, sign, seen)
        if isinstance(node, nodes.In):
            (child,) = step.children
            return (
                self._fact_once(child, step.value, sign, seen)
                if isinstance(child.node, nodes.Fact | nodes.Defined)
                else []
            )
        if isinstance(node, nodes.When):
            return self._cases(node, step, sign, seen)
        if isinstance(node, nodes.Not):
            sign = -sign
        elif isinstance(node, nodes.Compare | nodes.Plus | nodes.Extreme):
            sign = 0
        elif isinstance(node, nodes.Table):
            return []
        return [told for child in step.children for told in self._facts(child, sign, seen)]

    def _cases(self, node: nodes.When, step: nodes.Step, sign: int, seen: set[str]) -> list[Told]:
        """The conditions that were tested (neutral) and the results that can hold (with the sign of the whole)."""
        told: list[Told] = []
        left = list(step.children)
        for _ in node.cases:
            if len(left) < 2:
                break
            condition = left.pop(0)
            told += self._facts(condition, 0, seen)
            if condition.value is not False:
                told += self._facts(left.pop(0), sign, seen)
        return told + [one for child in left for one in self._facts(child, sign, seen)]

    def _fact_once(self, step: nodes.Step, holds: Value, sign: int, seen: set[str]) -> list[Told]:
        node = step.node
        assert isinstance(node, nodes.Fact | nodes.Defined)
        if node.id in seen or node.id in ("ruling_date", "regime"):
            return self._facts(step.children[0], 0, seen) if node.id == "regime" and step.children else []
        seen.add(node.id)
        certain = self.certain(node.id)
        closed = node.id in self.a.closed
        mark = self._mark(certain, closed, step.value, holds, sign)
        children: list[Told] = []
        cited: list[Told] = []
        above = node.id in self.told_above
        if isinstance(node, nodes.Defined):
            cited = self.cite_definition(node, step)
            if step.children and not above:
                children = self._facts(step.children[0], sign, seen | {node.id})
        self.told_above.add(node.id)
        return [
            {
                "id": node.id,
                "kind": "fact",
                "value": self.plain(node.id, certain),
                "as_it_stands": self.plain(node.id, step.value),
                "mark": mark,
                "derived": isinstance(node, nodes.Defined),
                "sentence": self.sentence(node.id, certain, step.value, closed),
                "cited": cited,
                "children": children,
            }
        ]

    @staticmethod
    def _mark(certain: Value, closed: bool, stands: Value, holds: Value, sign: int) -> str:
        if closed:
            return "assumed"
        if certain is None or certain == UNBOUNDED:
            return "unknown" if stands is None or stands == UNBOUNDED else "assumed"
        if sign == 0:
            return "met"
        return "unknown" if not isinstance(holds, bool) else "met" if holds is (sign > 0) else "not_met"


def _together(marks: list[str]) -> str:
    """The mark of several conditions that must all hold."""
    for mark in ("not_met", "unknown", "assumed"):
        if mark in marks:
            return mark
    return "met"
