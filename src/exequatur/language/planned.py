"""A plan told: the steps with their days, what binds them and what waits for what."""

from __future__ import annotations

from ..assessment.assess import Assessment
from ..logic.values import EVER, Span, iso, iso_span
from ..planning.money.costs import Cost
from ..planning.papers import papers
from ..planning.plan import Stage, plan
from ..planning.routes import doors, routes, sums
from ..planning.venue import venue
from .money import tell_cost, tell_extent
from .papers import Papers
from .routed import Routed
from .takes import tell_takes
from .timing import Timing
from .venue import Venues
from .voice import Told


def tell_plan(assessment: Assessment) -> Told:
    """The plan of a claim as plain data. Keys: docs/reference/json.md."""
    return _Planned(assessment).answer()


class _Planned(Timing, Routed):
    def __init__(self, assessment: Assessment) -> None:
        super().__init__(assessment)
        self.made = plan(assessment)
        self.found = routes(assessment, self.made.limits)

    def _costs(self) -> tuple[Cost, ...]:
        """What the title itself costs to bring in."""
        return next((route.costs for route in self.found if route.item.get("outcome")), ())

    def answer(self) -> Told:
        """The whole plan."""
        a = self.a
        made = self.made
        told = [self.limit(limit) for limit in made.limits]
        outcome = a.as_it_stands
        courts, papers_of = Venues(a), Papers(a)
        where = venue(a)
        return {
            "id": a.claim.id,
            "title": a.claim.title,
            "regime": a.regime,
            "procedure": made.procedure,
            "procedure_name": self.text(f"practice.procedures.{made.procedure}.name") if made.procedure else None,
            "as_it_stands": outcome,
            "outlook": self.text(f"outcome.{outcome or 'open'}.expect"),
            "summary": self._summary_of(made.stages, told),
            "steps": [self._stage(stage) for stage in made.stages],
            "critical_path": list(made.critical),
            "venue": {
                "status": where.status,
                "summary": courts.summary(where),
                "courts": [courts.court(court) for court in where.courts],
                "missing": [courts.asked(fact) for fact in where.missing],
            },
            "papers": [papers_of.paper(paper) for paper in papers(a)] if made.procedure else [],
            "limits": told,
            "money": tell_extent(self.book, sums(a), a.on),
            "costs": [tell_cost(self.book, cost) for cost in self._costs()],
            "routes": [
                {
                    "id": route.id,
                    "name": self.text(f"practice.routes.{route.id}.name"),
                    "state": route.state,
                    "settled": route.settled,
                    "grade": route.grade,
                }
                for route in self.found
            ],
            "doors": [self.door(door) for door in doors(a)],
            "execution": self.measures(),
            "notice": [self.text("notice.not_legal_advice"), self.text("plan.notice")],
        }

    def _summary_of(self, stages: tuple[Stage, ...], told: list[Told]) -> list[str]:
        lines = [self.text("plan.bankrupt")] if self.a.facts.get("requested_state_insolvency_accepted") else []
        filing = next((stage for stage in stages if stage.id == "application"), None)
        if not stages:
            return [self.text("plan.none.excluded" if self.a.regime == "excluded" else "plan.none")]
        if self.a.as_it_stands not in ("recognised", "partly_recognised") and "recognition" in {
            stage.id for stage in stages if stage.done is None
        }:
            lines.append(self.text(f"plan.unlikely.{self.a.as_it_stands or 'open'}"))
        if filing is not None and filing.done is not None:
            lines.append(self.text("plan.filed", day=self.catalogue.span(filing.done)))
        elif filing is not None:
            lines.append(self.text("plan.filing", day=self._between(filing.end)))
            if filing.must_by is not None:
                id = f"plan.filing.{filing.pressure}"
                lines.append(self.text(id, day=self.catalogue.day(filing.must_by)))
        if told and not (filing and filing.must_by is not None):
            own = [limit for limit in told if limit["of"] != "claim"] or told
            lines += [self.text("plan.period", name=limit["title"], value=limit["summary"]) for limit in own]
        return lines

    def _stage(self, stage: Stage) -> Told:
        item = stage.item
        return {
            "id": stage.id,
            "name": self.text(f"practice.steps.{stage.id}.name"),
            "phase": item["phase"],
            "sentence": self.text(f"practice.steps.{stage.id}.what"),
            "earliest": _iso(stage.end[0]),
            "latest": _iso(stage.end[1]),
            "starts": {"from": _iso(stage.start[0]), "to": _iso(stage.start[1])},
            "must_by": iso(stage.must_by) if stage.must_by is not None else None,
            "pressure": stage.pressure,
            "done": iso_span(stage.done) if stage.done else None,
            "needed": "if" if stage.certain is None else "optional" if item.get("optional") else "yes",
            "critical": stage.critical,
            "waits_for": list(stage.needs),
            "takes": tell_takes(self, stage.takes),
            "rules": [self.cite(self.book.rules[id]) for id in item.get("rules", ())],
            "sources": item["sources"],
            "confidence": item["confidence"],
            "note": item.get("note"),
        }

    def _between(self, span: Span) -> str:
        if span[1] >= EVER:
            return self.text("span.since", value=self.catalogue.day(span[0]))
        return self.catalogue.span(span)


def _iso(ordinal: int) -> str | None:
    return iso(ordinal) if abs(ordinal) < EVER else None
