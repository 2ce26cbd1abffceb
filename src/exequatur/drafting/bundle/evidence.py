"""The papers of the application as lists: evidence, annexes, the checklist, what is to be translated."""

from __future__ import annotations

from collections.abc import Iterable

from ...language.tree import Block, Run
from .blank import brief, by_hand
from .case import Case
from .filed import papers
from .pair import Pair, Shown, message
from .section import Section, provisions

LATER = ("address_confirmation", "preservation_application", "security")
"""Papers that do not go with the application."""
FORMS = ("application", "evidence_list", "translation", *LATER)
"""Papers that are no evidence."""


def evidence(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Every piece: what it is, where it comes from, what it proves, how it is filed."""
    filed = [one for one in papers(case) if one.paper.id not in FORMS and one.sure]
    yield pair.table(
        ("bundle.list.number", "bundle.list.item", "bundle.list.source", "bundle.list.proves", "bundle.list.filed"),
        (
            (
                str(number),
                pair.cell(_strong(one.name), one.shown("form")),
                pair.cell(*one.issuers()[:1]),
                one.shown("what"),
                pair.cell(
                    message("bundle.list.formality", value=one.shown("formality", "label")),
                    message("bundle.list.translated" if one.english["translation"] else "bundle.list.untranslated"),
                    *([] if one.copied else [message("bundle.copies.none")]),
                    message("bundle.list.pages", value=brief(by_hand("pages"))),
                ),
            )
            for number, one in enumerate(filed, 1)
        ),
        (1, 5, 4, 6, 5),
    )
    copied = [one for one in filed if one.copied]
    if copied:
        yield pair.say("bundle.list.copies", value=copied[0].copies())
    yield pair.say("bundle.list.rest", "small")
    yield from provisions(case, pair, section)


def annexes(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What goes with the application, by the checklist of the day."""
    listed = [one for one in papers(case) if one.paper.id not in LATER and one.sure]
    yield pair.listed((message("bundle.annex", value=one.name, on=one.copies()) for one in listed), ordered=True)
    yield pair.say("bundle.list.rest", "small")


def checklist(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Each paper with its state, its issuer, the weeks to plan, what it has to bear, and on what all that rests."""
    yield pair.table(
        ("bundle.check.paper", "bundle.check.state", "bundle.check.issuer", "bundle.check.weeks", "bundle.check.bears"),
        (
            (
                pair.cell(_strong(one.name), one.shown("form")),
                pair.cell(
                    _strong(message(f"bundle.state.{one.paper.state}")),
                    one.shown("needed_means"),
                    *(case.asked(fact) for fact in one.paper.decided_by),
                ),
                pair.cell(*(one.issuers() or [message("bundle.weeks.none")])),
                one.weeks(),
                pair.cell(one.shown("formality", "label"), *case.law(one.paper.rules)),
            )
            for one in papers(case)
        ),
        (5, 5, 5, 2, 4),
    )
    yield pair.say("bundle.check.notice", "small")


def to_translate(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """How a translation is to be made, and of what."""
    filing = case.dossier.filing
    if filing is not None:
        yield pair.line(message(f"practice.filing.{filing['id']}.translation"))
    yield pair.say("bundle.translate.of")
    found = [one.name for one in papers(case) if one.english["translation"]]
    yield pair.listed(found or [message("bundle.translate.none")], ordered=bool(found))
    yield from provisions(case, pair, section)


def names(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """One spelling for each name, in every paper."""
    given, rows = case.given, []
    one = given.applicant
    court = given.court or case.claim.texts.get("arbitral_institution" if case.award else "origin_court")
    rows.append(_name(case, "bundle.applicant", "applicant.name", one.name, one.name_zh))
    for number, other in enumerate(case.respondents):
        rows.append(_name(case, "bundle.respondents", f"respondents[{number}].name", other.name, other.name_zh))
    rows.append(_name(case, case.kind("bundle.label.court"), "court", court, given.court_zh))
    yield pair.table(("bundle.names.who", "bundle.names.own", "bundle.names.chinese"), rows, (3, 5, 5))
    yield pair.say("bundle.names.notice", "small")


def _name(case: Case, label: str, path: str, own: str | None, chinese: str | None) -> tuple[Shown, Shown, Shown]:
    chinese = chinese or (own if own and case.is_hanzi(own) else None)
    return (
        message(label),
        brief(case.written(path, own, "name")),
        brief(case.written(f"{path}_zh", chinese, "name")),
    )


def _strong(shown: Shown) -> Shown:
    return lambda side: tuple(
        Run(run.text, "strong", run.id, run.language) if run.kind == "text" else run for run in side.whole(shown)
    )


def stale(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Common advice that is wrong on the day."""
    found = [message(f"practice.advice.{item['id']}.text") for item, _ in case.dossier.advice]
    yield pair.listed(found or [message("bundle.check.no_stale")])
