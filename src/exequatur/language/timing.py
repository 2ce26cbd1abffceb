"""Periods told: the last day, how well it is known, and the working step by step."""

from __future__ import annotations

from ..assessment.assess import Assessment
from ..assessment.period import Leg, Met
from ..law.book import Rule
from ..law.period import Length
from ..law.workdays import PROJECTED, UNKNOWN
from ..logic.nodes import AnyNode, Fact, Sitting, When
from ..logic.values import EVER, UNBOUNDED, Span, iso, iso_span
from ..planning.limit import DOUBTFUL, MAY_BE_LATE, MET, OPEN, Limit, limits, responses
from .citing import Citing
from .voice import Told


def tell_limits(assessment: Assessment) -> Told:
    """The periods of a claim as plain data; the first one is that of its next act. Keys: docs/reference/json.md."""
    voice = Timing(assessment)
    told = [voice.limit(limit) for limit in limits(assessment)]
    first = told[0] if told else None
    return {
        "id": assessment.claim.id,
        "title": assessment.claim.title,
        "regime": assessment.regime,
        "last_day": first["last_day"] if first else None,
        "safe_day": first["safe_day"] if first else None,
        "grade": first["grade"] if first else "unknown",
        "status": first["status"] if first else None,
        "summary": first["summary"] if first else voice.text("limit.none"),
        "working": first["working"] if first else [],
        "limits": told,
        "responses": [voice.response(rule, lengths) for rule, lengths in responses(assessment)],
        "notice": [voice.text("notice.not_legal_advice")],
    }


class Timing(Citing):
    """A voice that tells periods."""

    def limit(self, limit: Limit) -> Told:
        """One period."""
        end = limit.run.end
        days = (end[0] if limit.safe is None else min(limit.safe, end[0])) - self.a.on
        left = days if limit.status in (OPEN, DOUBTFUL) and 0 <= days < EVER - self.a.on else None
        return {
            "of": limit.of,
            "rule": limit.rule.id,
            "title": self.text(f"limit.{limit.of}.title"),
            "last_day": iso_span(end) if end != UNBOUNDED else None,
            "safe_day": iso(limit.safe) if limit.safe is not None else None,
            "grade": limit.grade,
            "grade_means": self.text(f"limit.grade.{limit.grade}{_variant(limit)}"),
            "status": limit.status,
            "days_left": left,
            "days_left_means": None if left is None else self._days(left),
            "summary": self._summary(limit),
            "revived": limit.run.revived(),
            "working": self._working(limit),
            "events": [self._event(met) for met in {id(met.event): met for met in limit.run.met}.values()],
            "instalments": [{"due": iso_span(due), "last_day": iso_span(run.end)} for due, run in limit.each],
            "presumed": [
                {"fact": fact, "value": value, "sentence": self.text(f"fact.{fact}.{str(value).lower()}")}
                for fact, value in limit.presumed
            ],
            "missing": [self.question(fact) for fact in limit.missing],
            "consequence": self._late(limit),
            "cited": [self.cite(rule) for rule in (*limit.own, limit.rule)],
            "confidence": limit.run.last.version.confidence if limit.run.last.version else limit.rule.confidence,
        }

    def response(self, rule: Rule, lengths: tuple[Length, ...]) -> Told:
        """The time that the respondent has."""
        told = [self._length(length) for length in lengths]
        values = {"title": self.text(f"rule.{rule.id}.title"), "law": self._article(rule, self.a.on)}
        sentence = self.text("limit.response", **values, value=told[0])
        if len(told) > 1:
            sentence = self.text("limit.response.either", **values, value=told[0], on=told[-1])
        return {"rule": rule.id, "sentence": sentence, "cited": [self.cite(rule)]}

    def _summary(self, limit: Limit) -> str:
        end = limit.run.end
        if end[0] <= -EVER:
            return self.text("limit.summary.unknown", value=self.text(f"limit.{limit.of}.title"))
        safe = end[0] if limit.safe is None else min(limit.safe, end[0])
        if limit.status == MET and (safe, safe) != end:
            return self.text("limit.summary.met.span", value=self.catalogue.day(safe))
        if limit.status in (DOUBTFUL, MAY_BE_LATE):
            return self.text(f"limit.summary.{limit.status}", value=self.catalogue.span((safe, end[1])))
        if limit.status == OPEN and limit.safe is not None and safe < end[0]:
            last, first = self.catalogue.span(end), self.catalogue.day(safe)
            return self.text("limit.summary.open.safe", value=last, on=first)
        if limit.status == OPEN and end[0] != end[1] and end[1] < EVER:
            first, last = (self.catalogue.day(day) for day in end)
            return self.text("limit.summary.open.span", value=first, on=last)
        return self.text(f"limit.summary.{limit.status}", value=self.catalogue.span(end))

    def _late(self, limit: Limit) -> str:
        """What follows when the day is missed; some versions of the law let the court itself look at the period."""
        version = limit.run.last.version
        watched = limit.of == "application" and version is not None and not version.interrupted_by
        return self.text(f"limit.{limit.of}.late{'.by_court' if watched else ''}")

    def _days(self, days: int) -> str:
        return self.catalogue.counted("limit.days", days) if days else self.text("limit.days.zero")

    def _working(self, limit: Limit) -> list[Told]:
        run = limit.run
        steps = [self._start(limit), *self._leg(limit, run.first)]
        leg = run.first
        for met in run.met:
            steps.append(self._step(f"limit.event.{met.did}", met.event.date, value=self._named(met)))
            if met.leg is not None and met.anew is not None:
                with_it, without = self.catalogue.span(met.anew.end), self.catalogue.span(leg.end)
                steps.append(self._step("limit.either", None, value=with_it, on=without))
            elif met.leg is not None:
                steps += self._closing(met.leg)
            leg = met.leg or leg
        if run.longstop is not None and run.period.longstop is not None:
            steps.append(self._step("limit.longstop", run.longstop, value=self._length(run.period.longstop)))
        for due, part in limit.each:
            steps.append(self._step("limit.instalment", part.end, value=self.catalogue.span(due)))
        if limit.safe is not None and limit.safe < run.end[0]:
            steps.append(self._step("limit.safe.each" if limit.each else "limit.safe", (limit.safe, limit.safe)))
        return steps

    def _start(self, limit: Limit) -> Told:
        start = limit.run.first.start
        if start[0] <= -EVER:
            return self._step("limit.start.unknown", None)
        facts = dict(limit.presumed)
        for node in limit.run.period.start:
            fact = _taken(node, Sitting({**self.a.facts, **facts}, self.a.look_up))
            if fact and (len(limit.run.period.start) == 1 or self.a.facts.get(fact) is not None):
                return self._step(f"limit.start.{fact}", start)
        return self._step("limit.start.other", start)

    def _leg(self, limit: Limit, leg: Leg) -> list[Told]:
        version = leg.version
        if version is None:
            return self._closing(leg)
        length = self._length(version.length)
        step = self._step(
            "limit.length",
            None,
            value=length,
            law=version.cited or self._article(limit.rule, min(leg.nominal[0], self.a.on)),
        )
        own = [self._step("limit.own", None, law=self._article(rule, self.a.on)) for rule in limit.own]
        return [{**step, "note": version.note}, *own, *self._closing(leg)]

    def _article(self, rule: Rule, day: int) -> str:
        """A provision by its number on a day (today, where the day is not known)."""
        number, law = rule.number_on(day if day > 0 else self.a.on), self.catalogue.law(rule.instrument)
        return self.text("limit.by_article", law=law, on=number) if number else law

    def _closing(self, leg: Leg) -> list[Told]:
        """By the calendar, and what closed days make of it."""
        if abs(leg.nominal[0]) >= EVER:
            return []
        steps = [self._step("limit.nominal", leg.nominal)]
        if leg.end != leg.nominal:
            sure = leg.nominal[0] == leg.nominal[1] and leg.end[0] == leg.end[1]
            steps.append(self._step("limit.moved" if sure else "limit.moved.span", leg.end))
        return steps

    def _step(self, id: str, span: Span | None, **values: object) -> Told:
        shown = {"day": self.catalogue.span(span)} if span is not None else {}
        return {
            "id": id,
            "day": iso_span(span) if span is not None else None,
            "sentence": self.text(id, **shown, **values),
            "note": None,
        }

    def _named(self, met: Met) -> str:
        return self.text(f"practice.events.{met.event.kind}.name")

    def _event(self, met: Met) -> Told:
        kind = self.book.timing.events[met.event.kind]
        proof = f"practice.events.{kind.id}.proof"
        return {
            "kind": kind.id,
            "name": self._named(met),
            "of": met.event.of,
            "date": iso_span(met.event.date),
            "until": iso_span(met.event.until) if met.event.until else None,
            "did": met.did,
            "proof": met.event.proof,
            "proof_needed": self.text(proof) if met.counts and self.catalogue.has(proof) else None,
            "cite": kind.cite,
            "confidence": kind.confidence,
        }

    def _length(self, length: Length) -> str:
        parts = ("year", length.years), ("month", length.months), ("day", length.days)
        unit, number = next((unit, n) for unit, n in parts if n)
        return self.catalogue.counted(f"length.{unit}", number)


def _variant(limit: Limit) -> str:
    """Which sentence on the grade fits: the end may be days apart, or a day whose calendar is not known."""
    end = limit.run.end
    if limit.grade == PROJECTED and end[0] != end[1]:
        return ".span"
    return ".calendar" if limit.grade == UNKNOWN and abs(end[0]) < EVER and abs(end[1]) < EVER else ""


def _taken(node: AnyNode, sitting: Sitting) -> str | None:
    """The fact from which a start took its day."""
    if isinstance(node, When):
        for test, value in node.cases:
            holds = test.prove(sitting).value
            if holds is True:
                return _taken(value, sitting)
            if holds is None:
                return None
        return _taken(node.otherwise, sitting)
    return node.id if isinstance(node, Fact) else None
