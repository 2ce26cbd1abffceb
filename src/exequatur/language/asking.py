"""Questions told: what is asked next, why, and what each answer would settle, in whole sentences."""

from __future__ import annotations

from ..assessment.assess import Assessment
from ..assessment.missing import Missing, missing, questions_left
from ..law.book import OUTCOMES, Book
from .catalogue import Catalogue
from .voice import Told


def tell_missing(book: Book, one: Missing) -> Told:
    """A fact that can still change what is possible, with its question."""
    return {
        "fact": one.fact.id,
        "question": one.fact.question,
        "where": one.fact.where,
        "settles": dict(one.settles) or None,
        "sentences": settling(book, one),
        "asked_of": list(one.fact.asked_of),
        "effort": one.fact.effort,
    }


def settling(book: Book, one: Missing) -> list[str]:
    """What the answers settle: a sentence for each outcome that can be the only one left."""
    catalogue = Catalogue(book)
    answers: dict[str, list[str]] = {}
    for answer, outcome in one.settles:
        answers.setdefault(outcome, []).extend(answer.split("|"))
    return [
        catalogue.text(
            f"settles.{outcome}",
            value=catalogue.either([_answer(catalogue, one.fact.id, answer) for answer in found]),
        )
        for outcome, found in answers.items()
    ]


def _answer(catalogue: Catalogue, fact: str, answer: str) -> str:
    """An answer, which is named by the values of its variable, as a noun phrase."""
    if answer in ("true", "false"):
        return catalogue.text(f"answer.{answer}")
    if answer == "other":
        return catalogue.text("list.other")
    when, _, day = answer.partition(" ")
    if day:
        return catalogue.text(f"answer.{when}", value=day)
    return catalogue.value(fact, frozenset((answer,)))


def tell_next(assessment: Assessment, skipped: frozenset[str] = frozenset()) -> Told:
    """What the interview shows at one point: where the claim stands, the next question, and how many are left.

    `skipped`: facts that nobody could answer. `question` is None where no answer is left that can change the outcome.
    """
    book = assessment.desk.book
    asked = [one for one in missing(assessment) if one.fact.id not in skipped]
    best, worst = questions_left(assessment, asked)
    return {
        "id": assessment.claim.id,
        "title": assessment.claim.title,
        "possible": [name for end, name in OUTCOMES.items() if end in assessment.possible],
        "settled": assessment.settled,
        "as_it_stands": assessment.as_it_stands,
        "question": _question(book, asked[0]) if asked else None,
        "questions_left": {"best": best, "worst": worst},
        "sentence": _left(book, best, worst, bool(asked), bool(skipped)),
    }


def _question(book: Book, one: Missing) -> Told:
    catalogue, info = Catalogue(book), one.fact
    told = tell_missing(book, one)
    return {
        **told,
        "stage": info.stage,
        "about": catalogue.text(f"stage.{info.stage}.title"),
        "type": info.type,
        "values": [
            {"value": value, "label": catalogue.value(info.id, frozenset((value,)))} for value in info.values or ()
        ],
        "sentences": told["sentences"] or [catalogue.text("settles.none")],
        "answer": catalogue.text("ask.state", value=info.id),
        "look": catalogue.text("ask.where", value=info.where),
    }


def _left(book: Book, best: int, worst: int, asked: bool, skipped: bool) -> str:
    catalogue = Catalogue(book)
    if asked:
        return catalogue.text("notice.questions", n=best, m=worst)
    return catalogue.text("ask.left" if skipped else "ask.done")
