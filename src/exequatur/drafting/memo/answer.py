"""Page one of the memo: what was asked, the short answer, and what it takes for granted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from ...assessment.assess import Assessment
from ...language.tree import Block, Columns, Heading, Listed, Notice, Paragraph, Run, Statement, plain
from ...law.book import OUTCOMES
from ...logic.values import EVER, Span, Value
from .words import Told, Words, cell, fields

SHOWN = 8
"""So many provisions stand beside a list; all of them stand at the end."""


def head(words: Words, assessment: Assessment, told: Told, title: str) -> Iterator[Block]:
    """The title, and what the memo is about."""
    say = words.catalogue
    facts, texts = assessment.facts, assessment.claim.texts
    court = texts.get("origin_court")
    day = facts.get("judgment_date")
    total = facts.get("amount_total")
    currency = words_of(assessment)
    yield Heading((Run(title, "value"),), 1)
    yield fields(
        (
            (words.label("memo.court"), cell((Run(court, "value"),) if court else (words.blank("origin_court"),))),
            (
                words.label("memo.day"),
                cell((Run(say.span(day), "day"),) if _known(day) else (words.blank("judgment_date"),)),
            ),
            (
                words.label("memo.sum"),
                cell(
                    (Run(say.amount(total, currency), "sum"),)
                    if isinstance(total, tuple)
                    else (words.blank("amount_total"),)
                ),
            ),
            (words.label("memo.question"), cell(say.text("memo.question.asked"))),
            (words.label("memo.asked"), cell(told["summary"]["asked"])),
        )
    )


def _known(day: Value) -> TypeGuard[Span]:
    """Whether a day is known, if only in part."""
    return isinstance(day, tuple) and day[0] > -EVER and day[1] < EVER


def words_of(assessment: Assessment) -> str | None:
    """The currency of the claim."""
    from ...logic.values import one

    return one(assessment.facts.get("currency"))


def short_answer(words: Words, told: Told) -> Iterator[Block]:
    """Both outcomes, and the fact that matters most."""
    say, summary = words.catalogue, told["summary"]
    stands = told["as_it_stands"] or "open"
    expect, *more = summary["sentences"]
    blocks: list[Block] = [
        words.say("memo.short", "label"),
        Paragraph((Run(expect, "outcome", stands),), "lead"),
        Paragraph(plain(*more, summary["means"])),
    ]
    if summary["most_important"]:
        blocks.append(words.say("memo.matters_most", value=Run(summary["most_important"], "strong")))
    elif told["settled"]:
        blocks.append(words.say("memo.settled"))
    blocks += [Paragraph((Run(one["sentence"], "strong"),)) for one in told["warnings"]]
    grade = Run(say.text(f"grade.{told['grade']}.label"), "strong")
    expected = (
        words.say("memo.stands", "label"),
        Paragraph((words.outcome(stands),)),
        words.say("memo.grade", "small", value=grade),
        Paragraph(plain(told["grade_means"]), "small"),
        Paragraph(plain(told["counts"]["sentence"], say.text("notice.under_collected")), "small"),
    )
    certain = (Paragraph(_certain(words, told, outcome)) for outcome in OUTCOMES.values())
    blocks.append(Columns((expected, (words.say("memo.certain", "label"), *certain))))
    yield Notice(tuple(blocks), "answer", stands)


def _certain(words: Words, told: Told, outcome: str) -> tuple[Run, ...]:
    if outcome in told["possible"]:
        return words.catalogue.runs("memo.possible", value=words.outcome(outcome))
    excluded = Run(words.catalogue.text(f"outcome.{outcome}.label"), "excluded", outcome)
    return words.catalogue.runs("memo.excluded", value=excluded)


def taken_for_granted(words: Words, told: Told) -> Iterator[Block]:
    """What was closed by the burden of proof, every fact of it: first what would turn the answer."""
    if not any(told[name] for name in ("provided", "unless", "on_record")):
        return
    yield words.heading("memo.granted")
    cited = cited_by_fact(told)
    for name in ("provided", "unless", "on_record"):
        turning = [one for one in told[name] if one["turns"]]
        if turning:
            points = tuple((Paragraph(plain(one["sentence"])),) for one in turning)
            sources = words.cited(entry for one in turning for entry in cited.get(one["fact"], ()))
            yield Statement((words.say(f"memo.{name}.turning"), Listed(points)), sources[:SHOWN])
    for name in ("provided", "unless", "on_record"):
        others = [one["sentence"] for one in told[name] if not one["turns"]]
        if others:
            yield Paragraph(plain(words.catalogue.text(f"memo.{name}.others"), *others), "small")


def cited_by_fact(told: Told) -> dict[str, list[Told]]:
    """For each fact the provisions of the rules that read it."""
    found: dict[str, list[Told]] = {}

    def walk(steps: list[Told], above: list[Told]) -> None:
        for step in steps:
            if step["kind"] == "fact":
                found.setdefault(step["id"], []).extend(step["cited"] or above)
            walk(step["children"], step["cited"] or above)

    walk(told["steps"], [])
    return found
