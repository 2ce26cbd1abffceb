"""The memo as a document: the sections in the order in which they are read."""

from __future__ import annotations

from datetime import date

from ...assessment.assess import Assessment
from ...language.catalogue import Catalogue
from ...language.planned import tell_plan
from ...language.tell import tell
from ...language.tree import Block, Document, Run, plain
from .answer import head, short_answer, taken_for_granted
from .plan import costs, time
from .reasons import reasons, rests_on
from .rest import missing, sources
from .words import Words


def memo(assessment: Assessment) -> Document:
    """The memo on one claim, in the language of the book by which it was assessed."""
    book = assessment.desk.book
    catalogue = Catalogue(book)
    words, told, plan = Words(catalogue), tell(assessment), tell_plan(assessment)
    title = told["title"] or told["id"] or catalogue.text("memo.untitled")
    day = catalogue.day(date.fromisoformat(told["on"]).toordinal())
    blocks: list[Block] = [
        *head(words, assessment, told, title),
        *short_answer(words, told),
        *taken_for_granted(words, told),
        *reasons(words, told),
        *rests_on(words, told),
        *missing(words, told),
        *time(words, plan),
        *costs(words, plan),
        *sources(words, told, plan),
    ]
    return Document(
        title=catalogue.text("memo.title", value=title),
        language=catalogue.language,
        blocks=tuple(blocks),
        head=catalogue.runs("memo.head", value=Run(title, "value"), day=Run(day, "day")),
        foot=plain(catalogue.text("memo.foot", value=told["release"])),
        direction=catalogue.direction,
        masthead=catalogue.runs("memo.masthead", day=Run(day, "day")),
        day=told["on"],
    )
