"""The argument: the basis, no ground against it, the court, the period. Only what is stated is said; the rest is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...assessment.assess import Finding
from ...language.timing import tell_limits
from ...language.tree import Block, Notice, Run
from ...language.voice import Told
from .blank import CONFIRM
from .case import Case
from .pair import Pair, Shown, Side, message
from .section import Section, provisions


def basis(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The door: a treaty, reciprocity, a convention or an arrangement, as the rules of the gate find it."""
    if case.a.regime:
        yield pair.line(message(f"regime.{case.a.regime}.sentence"))
    for finding in _at(case, "gate", "scope"):
        met = finding.certain is (finding.clause.rule.effect == "require")
        if met and section.rules and finding.clause.rule.id not in section.rules:
            continue
        if met or finding.bites:
            yield from _found(case, pair, finding)
        else:
            facts = case.open_facts(finding)
            yield pair.line(_named(case, finding))
            yield pair.listed(case.statement(fact, CONFIRM) for fact in facts or case.stated_facts(finding))
    if case.a.regime == "reciprocity":
        yield pair.say("bundle.see_reciprocity")


def grounds(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Every ground of refusal in the order of the court: what the claim says of it, and what has to be confirmed."""
    yield from grounds_of(case, pair, _at(case, "ground"))
    yield from provisions(case, pair, section)


def grounds_of(case: Case, pair: Pair, findings: Iterable[Finding]) -> Iterator[Block]:
    """Some grounds, each with what is stated and what is asked."""
    for finding in findings:
        yield pair.line(_named(case, finding), "label")
        if finding.bites:
            yield from _found(case, pair, finding)
            continue
        points: list[Shown] = [case.statement(fact) for fact in case.stated_facts(finding)]
        if finding.certain is False:
            yield pair.line(message("bundle.ground.none"))
        else:
            points += [case.asked(fact, CONFIRM) for fact in case.open_facts(finding)]
        if points:
            yield pair.listed(points)


def competence(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Why this court is asked."""
    yield pair.say("bundle.court", value=case.court)
    if case.courts:
        yield pair.listed(_reason(case, at) for at in range(1 + len(case.courts[0][0]["also"])))
        for condition in case.courts[0][0]["if"]:
            if condition["fact"]:
                yield pair.say("bundle.court.if", value=case.asked(condition["fact"], CONFIRM))
        rules = [one["rule"] for one in case.courts[0][0]["cited"]]
        laws = case.law([case.a.desk.book.rules[id] for id in rules])
        yield from (pair.say("bundle.law", law=law) for law in laws)


def _reason(case: Case, at: int) -> Shown:
    def reason(side: Side) -> Run:
        told = case.courts[0][0 if side is case.chinese else 1]
        return Run([told, *told["also"]][at]["reason"])

    return reason


def period(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The period for the application, counted from what is stated; what the count takes for granted is asked."""
    told = {side: tell_limits(side.a)["limits"] for side in (case.chinese, case.english)}
    yield pair.say("bundle.filed", value=case.value("application_date"))
    found = [number for number, one in enumerate(told[case.english]) if one["of"] == "application"]
    if found:
        both = {side: limits[found[0]] for side, limits in told.items()}
        plain = both[case.english]
        facts = list(dict.fromkeys(one["fact"] for one in (*plain["presumed"], *plain["missing"])))
        if plain["last_day"]:
            shown = [at for at, one in enumerate(plain["working"]) if not one["id"].startswith(_OURS)]
            yield pair.listed(_counted(both, at) for at in shown)
        elif not facts:
            yield pair.line(case.value("effective_date"))
        yield from (pair.line(case.asked(fact, CONFIRM)) for fact in facts)
    yield from provisions(case, pair, section)


_OURS = ("limit.safe", "limit.start.unknown", "limit.longstop")
"""Steps of the count that are for the applicant, not for the court."""


def _counted(told: Mapping[Side, Told], at: int) -> Shown:
    return lambda side: Run(told[side]["working"][at]["sentence"])


def warnings(case: Case) -> Iterator[Finding]:
    """The findings that end the application, or cut it down, as the claim stands."""
    return (finding for finding in case.a.findings if finding.bites)


def _at(case: Case, *stages: str) -> Iterator[Finding]:
    return (finding for finding in case.a.findings if finding.clause.rule.stage in stages)


def _named(case: Case, finding: Finding) -> Shown:
    rule = finding.clause.rule
    title = message(f"rule.{rule.id}.title")
    return next((message("bundle.ground", value=title, law=law) for law in case.law([rule])), title)


def _found(case: Case, pair: Pair, finding: Finding) -> Iterator[Block]:
    """What a rule comes to for certain; one that speaks against the application is set apart, to be settled first."""
    rule = finding.clause.rule
    if finding.bites:
        yield Notice((pair.line(warning(finding)),), "warning")
        facts = case.open_facts(finding)
        if facts:
            yield pair.listed(case.asked(fact, CONFIRM) for fact in facts)
        return
    sentence = message(f"rule.{rule.id}.{str(finding.certain).lower()}")
    law = next(iter(case.law([rule])), None)
    yield pair.line(message("bundle.found", value=sentence, law=law) if law else sentence)


def warning(finding: Finding) -> Shown:
    """What a rule says that ends the application as the claim stands."""
    value = {True: "true", False: "false", None: "unknown"}[finding.stands]
    return message("bundle.warning", value=message(f"rule.{finding.clause.rule.id}.{value}"))
