"""An assessment told: outcomes, reasons as a tree of whole sentences, what is closed, what is missing. The JSON answer of `assess`."""

from __future__ import annotations

from typing import Any

from ..assessment.assess import Assessment, Finding
from ..assessment.grade import basis, counts, grade, weakest_source
from ..assessment.missing import Missing, missing, open_points, questions_left, turns
from ..law.book import OUTCOMES, Rule
from ..law.groups import standing
from ..logic import nodes
from ..logic.values import EVER, UNBOUNDED, Value, iso
from .catalogue import Catalogue

Told = dict[str, Any]
_REGIONS = ("hong_kong", "macau", "taiwan")


def tell(assessment: Assessment) -> Told:
    """The answer as plain data, every statement a sentence with an id behind it. Keys: docs/reference/json.md."""
    return _Telling(assessment).answer()


class _Telling:
    def __init__(self, assessment: Assessment) -> None:
        self.a = assessment
        self.book = assessment.desk.book
        self.catalogue = Catalogue(self.book)
        origin = assessment.facts.get("origin")
        self.told_above: set[str] = set()
        """Facts already explained: their parts are told once."""
        self.currency = _one(assessment.facts.get("currency"))
        region = assessment.regime in _REGIONS
        self.places: dict[str, object] = {
            "requested": self.catalogue.text("place.mainland" if region else "place.requested"),
            "origin": self.catalogue.state(_one(origin) or "") if _one(origin) else self.catalogue.text("place.origin"),
            "on": self.catalogue.day(assessment.on),
            "coverage": self.catalogue.day(min(assessment.on, self.book.data_until)),
        }

    def text(self, id: str, **values: object) -> str:
        return self.catalogue.text(id, **{**self.places, **values})

    def answer(self) -> Told:
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
            "basis": basis(a),
            **closed,
            "by_burden": [self._rule_id(finding) for finding in a.findings if finding.by_burden and finding.bites],
            "grade": graded,
            "grade_means": self.text(f"grade.{graded}.means"),
            "weakest_source": weakest_source(a),
            "counts": {"state": found.state, "regime": found.regime, "total": found.total, "recognised": found.recognised,
                       "partly_recognised": found.partly_recognised, "refused": found.refused, "dismissed": found.dismissed,
                       "sentence": self._counts(found.total, found.recognised, found.partly_recognised, found.refused, found.dismissed)},
            "steps": self._steps(),
            "rests_on": [{"fact": turn.fact, "value": turn.taken, "sentence": self.fact_sentence(turn.fact)} for turn in turned if turn.stated],
            "would_turn": [{"fact": turn.fact, "taken": turn.taken, "stated": turn.stated, "answer": answer, "outcome": other,
                            "sentence": self.fact_sentence(turn.fact, answer)} for turn in turned for answer, other in turn.turns],
            "missing": [{"fact": one.fact.id, "question": one.fact.question, "where": one.fact.where, "settles": dict(one.settles) or None,
                         "asked_of": list(one.fact.asked_of), "effort": one.fact.effort} for one in asked],
            "questions_left": {"best": best, "worst": worst},
            "legal_questions": [{"id": point.id, "kind": point.kind, "sentence": self._open_point(point.id, point.kind)} for point in open_points(a)],
            "not_expressed": self._not_expressed(),
            "sources": self._sources(),
            "notice": [self.text("notice.not_legal_advice"), self.text("notice.under_collected")],
        }

    def _rule_id(self, finding: Finding) -> Told:
        rule = finding.clause.rule
        return {"rule": rule.id, "burden": rule.burden, "sentence": self._rule_sentence(finding)}

    def _summary(self, outcome: str | None, asked: list[Missing]) -> Told:
        open_end = outcome or "open"
        lines = [self.text(f"outcome.{open_end}.expect")]
        if self.a.regime:
            lines.append(self.text(f"regime.{self.a.regime}.sentence"))
        deciding = self.a.ruled.deciding
        if deciding is not None:
            lines.append(self._rule_sentence(deciding))
        return {"label": self.text(f"outcome.{open_end}.label"), "sentences": lines, "means": self.text(f"outcome.{open_end}.means"),
                "most_important": asked[0].fact.question if asked else None}

    def _counts(self, n: int, recognised: int, partly: int, refused: int, dismissed: int) -> str:
        if not n:
            return self.text("notice.counts.origin.none")
        return self.text("notice.counts.origin", n=n, recognised=recognised, partly=partly, refused=refused, dismissed=dismissed)

    def _closed(self, turning: set[str]) -> Told:
        lists: Told = {"provided": [], "unless": [], "on_record": []}
        matters = {view.diagram.variables[number].name for view in self.a.views.values() for number in view.support()} | turning
        kinds = {"supply": "provided", "not_shown": "unless", "on_record": "on_record"}
        for fact, value in self.a.closed.items():
            kind = kinds[self.book.facts[fact].cls]
            lists[kind].append({"fact": fact, "closed_to": self.plain(fact, value), "sentence": self.text(f"fact.{fact}.{kind}"),
                                "turns": fact in turning, "matters": fact in matters})
        for entries in lists.values():
            entries.sort(key=lambda entry: (not entry["turns"], not entry["matters"]))
        return lists

    def _open_point(self, id: str, kind: str) -> str:
        if kind == "discretion":
            return self.text(f"rule.{id}.true")
        return self.text(f"fact.{id}.unknown")

    def plain(self, fact: str, value: Value) -> object:
        """A value as JSON: truths as they are, codes as text or a list, dates as ISO or an interval, sums in major units."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, frozenset):
            return next(iter(value)) if len(value) == 1 else sorted(value)
        if self.book.facts[fact].type != "date":
            digits = self.book.currencies.get(self.currency or "", 2)
            low, high = (None if abs(one) >= EVER else f"{one / 10**digits:.{digits}f}" for one in value)
            return low if low == high else {"from": low, "to": high}
        low, high = (iso(one) if abs(one) < EVER else None for one in value)
        return low if low == high else {"from": low, "to": high}

    # ---- the tree of reasons

    def _steps(self) -> list[Told]:
        stages: dict[str, list[Finding]] = {}
        for finding in self.a.findings:
            stages.setdefault(finding.clause.rule.stage, []).append(finding)
        steps = [self._regime_step()]
        for stage, findings in stages.items():
            children = [self._rule_step(finding) for finding in findings]
            mark = _together([child["mark"] for child in children])
            steps.append({"id": f"stage.{stage}", "kind": "stage", "value": {"met": True, "not_met": False}.get(mark), "mark": mark,
                          "sentence": self.text(f"stage.{stage}.{mark}"), "cited": [], "children": children})
        return steps

    def _regime_step(self) -> Told:
        a = self.a
        known = len(a.regimes) == 1
        sentence = self.text(f"regime.{a.regime}.sentence") if a.regime else self.text("fact.regime.unknown")
        rule = self.book.rules["cn.derived.regime"]
        cited = [self._cite(rule)]
        if a.regime == "treaty":
            cited += [self._evidence(f"treaty.{_one(a.facts.get('origin'))}")]
        return {"id": "regime", "kind": "regime", "value": a.regime if known else None, "mark": "met" if known else "assumed" if a.regime else "unknown",
                "sentence": sentence, "cited": cited,
                "children": [told for told in self._facts(a.regime_step, 0, set()) if not known or told["mark"] == "met"]}

    def _rule_sentence(self, finding: Finding) -> str:
        value = {True: "true", False: "false", None: "unknown"}[finding.stands]
        return self.text(f"rule.{finding.clause.rule.id}.{value}")

    def _rule_step(self, finding: Finding) -> Told:
        rule = finding.clause.rule
        certain = None if finding.certain is None else finding.certain is not finding.clause.bites_on
        if finding.bites:
            mark = "not_met"
        elif finding.stands is None or (rule.may and finding.stands is finding.clause.bites_on):
            mark = "unknown"
        else:
            mark = "met" if certain else "assumed"
        told: Told = {"id": rule.id, "kind": "rule", "value": finding.certain, "as_it_stands": finding.stands, "mark": mark,
                      "sentence": self._rule_sentence(finding), "cited": [self._cite(rule)],
                      "children": list(self._facts(finding.step, -1 if finding.clause.bites_on else 1, set()))}
        if rule.may:
            told["discretion"] = self.text("notice.discretion")
        if finding.bites and rule.reported_as:
            told["reported_as"] = list(rule.reported_as)
        return told

    def _facts(self, step: nodes.Step, sign: int, seen: set[str]) -> list[Told]:
        """The facts on which a step rests, each once, with the facts on which they rest in turn."""
        node = step.node
        if isinstance(node, nodes.Fact | nodes.Defined):
            return self._fact_once(step, step.value, sign, seen)
        if isinstance(node, nodes.In):
            (child,) = step.children
            return self._fact_once(child, step.value, sign, seen) if isinstance(child.node, nodes.Fact | nodes.Defined) else []
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
            cited = self._cite_definition(node, step)
            if step.children and not above:
                children = self._facts(step.children[0], sign, seen | {node.id})
        self.told_above.add(node.id)
        return [{"id": node.id, "kind": "fact", "value": self.plain(node.id, certain), "as_it_stands": self.plain(node.id, step.value), "mark": mark,
                 "sentence": self._sentence(node.id, certain, step.value, closed), "cited": cited, "children": children}]

    @staticmethod
    def _mark(certain: Value, closed: bool, stands: Value, holds: Value, sign: int) -> str:
        if closed:
            return "assumed"
        if certain is None or certain == UNBOUNDED:
            return "unknown" if stands is None or stands == UNBOUNDED else "assumed"
        if sign == 0:
            return "met"
        return "unknown" if not isinstance(holds, bool) else "met" if holds is (sign > 0) else "not_met"

    def certain(self, fact: str) -> Value:
        """What is known of a fact without closing anything."""
        stated = self.a.facts.get(fact)
        if stated is not None:
            return stated
        step = self.a.certain.seen.get(fact)
        return step.value if step else None

    def _sentence(self, fact: str, certain: Value, stands: Value, closed: bool) -> str:
        if closed:
            kind = {"supply": "provided", "not_shown": "unless", "on_record": "on_record"}[self.book.facts[fact].cls]
            return self.text(f"fact.{fact}.{kind}")
        return self._statement(fact, stands if certain is None else certain)

    def _statement(self, fact: str, value: Value) -> str:
        if value is None:
            return self.text(f"fact.{fact}.unknown")
        if isinstance(value, bool):
            return self.text(f"fact.{fact}.{'true' if value else 'false'}")
        if value == UNBOUNDED:
            return self.text(f"fact.{fact}.unknown")
        return self.text(f"fact.{fact}.is", value=self.catalogue.value(fact, value, self.currency))

    def fact_sentence(self, fact: str, answer: str | None = None) -> str:
        """The sentence of a fact as it is taken, or as another `answer` would make it."""
        if answer in ("true", "false"):
            return self.text(f"fact.{fact}.{answer}")
        if answer is not None:
            labels = [self.catalogue.value(fact, frozenset((code,))) for code in answer.split("|") if code != "other"]
            return self.text(f"fact.{fact}.is", value=self.text("list.or", value=", ".join(labels[:-1]), on=labels[-1]) if len(labels) > 1
                             else labels[0] if labels else self.text("list.other"))
        value = self.certain(fact)
        step = self.a.closing.seen.get(fact)
        return self._statement(fact, value if value is not None else self.a.closed.get(fact, step.value if step else None))

    # ---- citations

    def _cite(self, rule: Rule) -> Told:
        instrument = self.book.instruments[rule.instrument]
        cited: Told = {"rule": rule.id, "instrument": instrument.id, "title": instrument.en, "title_zh": instrument.zh, "short": instrument.short,
                       "article": rule.number_on(self.a.on), "since": iso(rule.since) if rule.since > -EVER else None,
                       "until": iso(rule.until) if rule.until < EVER else None, "confidence": rule.confidence}
        if rule.rulings:
            cited["rulings"] = [self._ruling(id) for id in rule.rulings if id not in self.a.without]
        return cited

    def _cite_definition(self, node: nodes.Defined, step: nodes.Step) -> list[Told]:
        cited = [self._cite(self.book.rules[id]) for id in node.by.split("|") if id in self.book.rules]
        if node.id == "reciprocity_established":
            cited += [{"evidence": id, "kind": "ruling", **self._ruling(id)} for id in self._found_by()]
        rows: list[str] = []

        def collect(part: nodes.Step) -> None:
            if isinstance(part.node, nodes.Table):
                rows.extend(part.rows)
            if not isinstance(part.node, nodes.Defined) or part is step:
                for child in part.children:
                    collect(child)

        collect(step)
        return cited + [self._evidence(id) for id in dict.fromkeys(rows)]

    def _found_by(self) -> tuple[str, ...]:
        """The rulings that found reciprocity with the state of origin before the day."""
        state = _one(self.a.facts.get("origin"))
        return standing(self.book, state, self.a.on, without=self.a.without).found_by if state and self.a.regime == "reciprocity" else ()

    def _evidence(self, id: str) -> Told:
        if id == "law":
            state = self.book.states.get(_one(self.a.facts.get("origin")) or "")
            law = (state.insolvency_law if self.a.regime == "insolvency" and state and state.insolvency_law else state.law if state else None) or {}
            return {"evidence": "law", "name": law.get("text"), "confidence": law.get("confidence", "recalled"), "kind": "foreign_law"}
        found = self.book.evidence.get(id)
        if found is None:
            return {"evidence": id}
        return {"evidence": found.id, "kind": found.kind, "name": found.name, "court": found.court, "docket": found.docket, "decided": found.decided,
                "confidence": found.confidence}

    def _ruling(self, id: str) -> Told:
        ruling = self.book.rulings.get(id)
        return {"id": id, "case_number": ruling.case_number if ruling else None, "pinyin": ruling.case_number_latin if ruling else None}

    def _not_expressed(self) -> list[Told]:
        told = []
        for rule in self._rules_met():
            for number, _ in enumerate(rule.not_expressed, 1):
                told.append({"rule": rule.id, "sentence": self.text(f"rule.{rule.id}.not_expressed.{number}")})
        return told

    def _rules_met(self) -> list[Rule]:
        """The rules on the path as it stands, up to the one that decides, with the definitions they use."""
        found: dict[str, Rule] = {}
        for finding in self.a.findings:
            found[finding.clause.rule.id] = finding.clause.rule
            for node in nodes.walk(finding.clause.test):
                if isinstance(node, nodes.Defined):
                    found.update({id: self.book.rules[id] for id in node.by.split("|") if id in self.book.rules})
            if finding is self.a.ruled.deciding and finding.clause.rule.effect != "cut_down":
                break
        return list(found.values())

    def _sources(self) -> list[Told]:
        by_source: dict[str, list[str]] = {}
        for rule in self._rules_met():
            for source in rule.sources:
                by_source.setdefault(source, []).append(rule.id)
        return [{"source": source, "rules": rules} for source, rules in sorted(by_source.items())]


def _one(value: Value) -> str | None:
    return next(iter(value)) if isinstance(value, frozenset) and len(value) == 1 else None


def _together(marks: list[str]) -> str:
    """The mark of several conditions that must all hold."""
    for mark in ("not_met", "unknown", "assumed"):
        if mark in marks:
            return mark
    return "met"


