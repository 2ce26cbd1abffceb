"""Courts told: where to apply, in which order, for which reason, and what that still depends on."""

from __future__ import annotations

from ..assessment.assess import Assessment
from ..citation.divisions import Division
from ..law.book import Rule
from ..logic.values import iso
from ..planning.seat import Seat, seats
from ..planning.suit import Suit, SuitCourt, suit
from ..planning.venue import NO_RULE, NONE, Condition, CourtAt, Ground, Site, Venue, venue
from .citing import Citing
from .voice import Told


def tell_venue(assessment: Assessment) -> Told:
    """The competent courts of a claim as plain data, the first choice first. Keys: docs/reference/json.md."""
    voice = Venues(assessment)
    found = venue(assessment)
    return {
        "id": assessment.claim.id,
        "title": assessment.claim.title,
        "regime": assessment.regime,
        "status": found.status,
        "summary": voice.summary(found),
        "law_of": iso(found.day),
        "one_only": found.yields.one_only if found.yields else None,
        "courts": [voice.court(court) for court in found.courts],
        "places": [voice.site(site) for site in found.sites],
        "closed": [{"head": head, "sentence": voice.text(f"venue.closed.{head}")} for head in found.closed],
        "missing": [voice.asked(fact) for fact in found.missing],
        "notes": voice.notes(found),
        "cited": [voice.cite(found.rule)] if found.rule else [],
        "suit": voice.suit(suit(assessment)),
        "notice": [voice.text("notice.not_legal_advice")],
    }


class Venues(Citing):
    """A voice that tells courts."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(assessment)
        self.at = seats(self.book)

    def summary(self, found: Venue) -> str:
        """The answer in one sentence."""
        if found.status == NO_RULE and self.a.regime == "excluded":
            return self.text("venue.summary.excluded")
        if found.status not in (NONE, NO_RULE) and found.courts:
            first = found.courts[0]
            several = "several" if len(found.courts) > 1 else "one"
            return self.text(
                f"venue.summary.{found.status}.{several}", value=self._name(first.seat), n=len(found.courts)
            )
        return self.text(f"venue.summary.{found.status}")

    def court(self, court: CourtAt) -> Told:
        """One court: what it is, why it is competent, on what that depends."""
        first, *others = court.grounds
        division = first.site.place.division
        return {
            "rank": court.rank,
            **self._seat(court.seat),
            "kind": court.kind,
            "certain": court.certain,
            "head": first.head,
            "respondent": self._respondent(first.site),
            "place": self._place(division) if division else None,
            "reason": self._reason(first),
            "if": [self._condition(one, first.site) for one in first.conditions],
            "also": [
                {
                    "head": one.head,
                    "reason": self._reason(one),
                    "if": [self._condition(c, one.site) for c in one.conditions],
                }
                for one in others
            ],
            "confidence": court.confidence,
            "cited": [self.cite(rule) for rule in dict.fromkeys((first.rule, *(one.rule for one in others)))],
            "note": court.seat.area.note if court.seat.area else None,
        }

    def site(self, site: Site) -> Told:
        """One place of the claim, as it was read."""
        place = site.place
        also = [self._place(one) for one in place.also]
        told = {
            "fact": site.fact,
            "respondent": self._respondent(site),
            "written": place.written,
            "status": place.status,
            "place": self._place(place.division) if place.division else None,
            "candidates": [self._place(one) for one in place.candidates],
            "also": also,
        }
        return {**told, "sentence": self._read(site)}

    def asked(self, fact: str) -> Told:
        """A fact that would say more, with the reason why it is asked."""
        why = self.text("venue.why.place" if fact.endswith("_place") else "venue.why.fact")
        return {**self.question(fact), "why": why}

    def notes(self, found: Venue) -> list[Told]:
        """What holds besides: one court only, the first to docket, provisions that speak of several courts."""
        told: list[Told] = []
        assert found.yields is None or found.rule is not None
        if found.yields and found.rule and len(found.courts) > 1:
            if found.yields.one_only:
                told.append(
                    {"id": "one_only", "sentence": self.text("venue.note.one_only"), "cited": [self.cite(found.rule)]}
                )
            if found.yields.first_filed:
                rules: tuple[Rule, ...] = found.notes or (found.rule,)
                told.append(
                    {
                        "id": "first_filed",
                        "sentence": self.text("venue.note.first_filed"),
                        "cited": [self.cite(rule) for rule in rules],
                    }
                )
        return told

    def suit(self, found: Suit | None) -> Told | None:
        """Where the debt itself could be sued for."""
        if found is None:
            return None
        return {
            "summary": self.text("venue.suit.left_out" if found.left_out else "venue.suit.summary"),
            "left_out": found.left_out,
            "courts": [self._suit_court(court) for court in found.courts],
            "missing": [self.asked(fact) for fact in found.missing],
            "cited": [self.cite(found.rule)],
        }

    def _suit_court(self, court: SuitCourt) -> Told:
        return {
            **self._seat(court.seat),
            "head": court.head,
            "if": [self._condition(one, court.site) for one in court.conditions],
            "confidence": court.confidence,
        }

    def _seat(self, seat: Seat) -> Told:
        court = seat.court
        return {
            "code": court.code if court else None,
            "zh": court.zh if court else None,
            "en": court.en if court else None,
            "level": court.level if court else None,
            "listed": court is not None,
        }

    def _name(self, seat: Seat) -> str:
        if seat.court is None:
            return self.text("venue.unlisted")
        return self.text("venue.court", zh=seat.court.zh, en=seat.court.en)

    def _place(self, division: Division) -> Told:
        return {"code": division.gb, "zh": self.at.places.full(division), "en": self.at.places.full_en(division)}

    def _named(self, division: Division) -> str:
        en, zh = self.at.places.full_en(division), self.at.places.full(division)
        return self.text("venue.division", en=en, zh=zh, value=division.gb)

    def _respondent(self, site: Site) -> str | None:
        """Which respondent a place is of: its name in the list, else its number there."""
        if site.respondent is None:
            return None
        return self.a.claim.entries.respondents[site.respondent].name or f"respondents[{site.respondent}]"

    def _reason(self, ground: Ground) -> str:
        division = ground.site.place.division
        own = self.at.places.full if self.catalogue.language.startswith("zh") else self.at.places.full_en
        where = own(division) if division else ground.site.place.written
        who = self._respondent(ground.site)
        if who is not None:
            return self.text(f"venue.head.{ground.head}.of", value=where, law=who)
        return self.text(f"venue.head.{ground.head}", value=where)

    def _condition(self, one: Condition, site: Site) -> Told:
        fact = one.id if one.what == "fact" else site.fact if one.what in ("place", "reading") else None
        return {"what": one.what, "id": one.id, "fact": fact, "sentence": self._if(one, site)}

    def _if(self, one: Condition, site: Site) -> str:
        if one.what == "fact":
            if isinstance(one.wanted, bool):
                return self.text(f"fact.{one.id}.{str(one.wanted).lower()}")
            assert isinstance(one.wanted, frozenset)
            return self.text(f"fact.{one.id}.is", value=self.catalogue.value(one.id, one.wanted))
        if one.what == "reading":
            division = next(found for found in site.place.candidates if found.gb == one.id)
            return self.text("venue.if.reading", value=site.place.written, law=self._named(division))
        if one.what == "place":
            return self.text("venue.if.place", value=site.place.written)
        if one.what == "amount":
            assert isinstance(one.wanted, int)
            return self.text(f"venue.if.amount.{one.id}", value=self.catalogue.amount((one.wanted, one.wanted), "CNY"))
        return self.text(f"venue.if.{one.what}.{one.id}")

    def _read(self, site: Site) -> str:
        place = site.place
        if place.division is not None:
            told = self._named(place.division)
            if place.also:
                others = self.catalogue.every([self._named(one) for one in place.also[:3]])
                return self.text("venue.place.found_also", value=place.written, law=told, on=others)
            return self.text("venue.place.found", value=place.written, law=told)
        if place.candidates:
            told = self.catalogue.either([self._named(one) for one in place.candidates[:8]])
            return self.text(f"venue.place.{place.status}", value=place.written, law=told)
        return self.text("venue.place.nothing_near", value=place.written)
