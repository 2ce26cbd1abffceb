"""The routes told side by side, with their reasons, figures and what spoils them; the doors; the measures of execution."""

from __future__ import annotations

from typing import Any

from ..assessment.assess import Assessment
from ..logic.values import iso_span
from ..planning.routes import Door, Reason, Route, doors, holds_of, measures, routes, sums
from .citing import Citing
from .money import tell_cost, tell_extent
from .takes import tell_takes
from .voice import Told


def tell_routes(assessment: Assessment) -> Told:
    """The routes of a claim as plain data. Keys: docs/reference/json.md."""
    voice = Routed(assessment)
    found = routes(assessment)
    return {
        "id": assessment.claim.id,
        "title": assessment.claim.title,
        "regime": assessment.regime,
        "as_it_stands": assessment.as_it_stands,
        "outlook": voice.text(f"outcome.{assessment.as_it_stands or 'open'}.expect"),
        "summary": voice.summary(found),
        "routes": [voice.route(route) for route in found],
        "doors": [voice.door(door) for door in doors(assessment)],
        "money": tell_extent(voice.book, sums(assessment), assessment.on),
        "notice": [voice.text("notice.not_legal_advice"), voice.text("routes.notice")],
    }


class Routed(Citing):
    """A voice that tells routes, doors and measures."""

    def summary(self, found: list[Route]) -> str:
        """Which routes are open, in one sentence."""
        names = [self.text(f"practice.routes.{route.id}.name") for route in found if route.state == "open"]
        return (
            self.text("routes.summary", value=self.catalogue.listed(names))
            if names
            else self.text("routes.summary.none")
        )

    def route(self, route: Route) -> Told:
        """One route."""
        item, base = route.item, f"practice.routes.{route.id}"
        return {
            "id": route.id,
            "name": self.text(f"{base}.name"),
            "what": self.text(f"{base}.what"),
            "state": route.state,
            "settled": route.settled,
            "grade": route.grade,
            "grade_means": self._grade_means(route),
            "state_means": self._means(route),
            "reasons": [self._reason(route.id, reason) for reason in route.reasons],
            "steps": [self.text(f"{base}.steps.{number}") for number, _ in enumerate(item.get("steps", ()))],
            "takes": tell_takes(self, route.takes),
            "costs": [tell_cost(self.book, cost) for cost in route.costs],
            "compared": {
                name: [tell_cost(self.book, cost) for cost in found] for name, found in route.compared.items()
            },
            "published": [
                {
                    "sentence": self.text(f"{base}.published.{number}.what"),
                    "year": figure["year"],
                    "sources": figure["sources"],
                    "confidence": figure["confidence"],
                }
                for number, figure in enumerate(item.get("published", ()))
            ],
            "needs": self._points(base, "needs", item),
            "spoils": self._points(base, "spoils", item),
            "strength": self.text(f"{base}.strength") if item.get("strength") else None,
            "note": self.text(f"{base}.note") if item.get("note") else None,
            "sources": item["sources"],
            "confidence": item["confidence"],
        }

    def door(self, door: Door) -> Told:
        """Another proceeding and what it opens or shuts."""
        base = f"practice.doors.{door.id}"
        return {
            "id": door.id,
            "name": self.text(f"{base}.name"),
            "sentence": self.text(f"{base}.what"),
            **self._said(door.item),
        }

    def measures(self) -> list[Told]:
        """What can be asked for in execution."""
        holding = holds_of(self.a)
        return [
            {
                "id": found.id,
                "kind": found.item["kind"],
                "name": self.text(f"practice.execution.{found.id}.name"),
                "sentence": self.text(f"practice.execution.{found.id}.what"),
                "term": self.text(f"practice.execution.{found.id}.term") if found.item.get("term") else None,
                "length": found.item.get("length"),
                "holds_until": [iso_span(hold.until) for hold in holding if hold.kind == found.id],
                "applies": "if" if found.certain is None else "yes",
                "cite": found.item.get("cite"),
                **self._said(found.item),
            }
            for found in measures(self.a)
        ]

    def _means(self, route: Route) -> str:
        if route.item.get("outcome") and not (self.a.as_it_stands and route.state == "depends"):
            return self.text(f"routes.outcome.{route.state}")
        return self.text(f"routes.state.{route.state}")

    def _grade_means(self, route: Route) -> str:
        if route.item.get("outcome"):
            return self.text("routes.grade.assessment", value=route.grade)
        return self.text(f"routes.grade.{route.grade}")

    def _reason(self, id: str, reason: Reason) -> Told:
        kind = reason.key.partition(".")[0].removesuffix("_if")
        effect = {True: kind, None: "depends", False: "unless"}[reason.stands]
        return {
            "id": reason.key,
            "effect": effect,
            "sentence": self.text(f"practice.routes.{id}.{reason.key}.text"),
            **self._said(reason.point),
        }

    def _points(self, base: str, key: str, item: dict[str, Any]) -> list[Told]:
        return [
            {"id": point["id"], "sentence": self.text(f"{base}.{key}.{point['id']}.text"), **self._said(point)}
            for point in item.get(key, ())
            if not point.get("regimes") or self.a.regime in point["regimes"]
        ]

    def _said(self, item: dict[str, Any]) -> Told:
        return {
            "cited": [self.cite(self.book.rules[id]) for id in item.get("rules", ())],
            "sources": item.get("sources", []),
            "confidence": item.get("confidence"),
        }
