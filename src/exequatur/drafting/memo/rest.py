"""What is missing, what the law leaves open, and what the memo was made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...language.tree import Block, Notice, Paragraph, Run, Sentence, Table, plain
from .words import Told, Words, cell

LEFT_OUT = 12
SHOWN = 6
"""So many missing facts stand in the memo; `exequatur ask` goes through all."""


def missing(words: Words, told: Told) -> Iterator[Block]:
    """The facts to ask for, in the order in which they matter, and the open questions of law."""
    if told["missing"] or told["legal_questions"]:
        yield words.heading("memo.missing")
    if told["missing"]:
        left = told["questions_left"]
        yield words.say("notice.questions", n=left["best"], m=left["worst"])
        yield Table(
            tuple(
                (
                    cell(str(number)),
                    cell((Run(one["question"]),), (Run(one["fact"], "value"),)),
                    cell(one["where"]),
                    cell(*(one["sentences"] or [""])),
                )
                for number, one in enumerate(told["missing"][:SHOWN], 1)
            ),
            (1, 8, 5, 6),
            head=tuple(words.label(f"memo.missing.{name}") for name in ("number", "question", "where", "settles")),
        )
        if len(told["missing"]) > SHOWN:
            yield words.say("memo.missing.more", "small", n=len(told["missing"]) - SHOWN)
    if told["legal_questions"]:
        open = Paragraph(plain(*(one["sentence"] for one in told["legal_questions"])), "small")
        yield Notice((words.say("memo.open_law", "label"), open), "law")


def sources(words: Words, told: Told, plan: Told) -> Iterator[Block]:
    """Every provision that was read, with its days and how well it was seen; and the receipt."""
    yield words.heading("memo.sources")
    found: dict[tuple[str, str, str], list[Told]] = {}
    for cited in _provisions(told["steps"]) + _provisions(plan["limits"]):
        if not cited["article"]:  # a definition of the program, or practice: no provision
            continue
        key = words.instrument(cited), cited["confidence"], cited["since"] or ""
        found.setdefault(key, []).append(cited)
    rows = []
    for (law, confidence, since), group in sorted(found.items()):
        articles = sorted({one["article"] for one in group if one["article"]}, key=_natural)
        days: Sentence = words.catalogue.runs("memo.in_force", day=words.day(since)) if since else ()
        name = words.articles(Run(law, "name"), articles)
        rows.append((cell(name), cell(days), cell((words.confidence(confidence),))))
    head = tuple(words.label(f"memo.sources.{name}") for name in ("law", "since", "seen"))
    yield Table(tuple(rows), (6, 4, 2), head=head)
    meanings = [
        run
        for grade in ("text", "secondary", "recalled")
        for run in (words.confidence(grade), Run(f" {words.catalogue.text(f'confidence.{grade}.means')} "))
    ]
    yield Paragraph(tuple(meanings), "small")
    if told["not_expressed"]:
        left_out = list(dict.fromkeys(one["sentence"] for one in told["not_expressed"]))
        more = len(left_out) - LEFT_OUT
        yield words.heading("memo.not_expressed", 3)
        yield Paragraph(plain(*left_out[:LEFT_OUT]), "small")
        if more > 0:
            yield words.say("memo.not_expressed.more", "small", n=more)
    day = words.catalogue.day(date.fromisoformat(told["on"]).toordinal())
    yield words.say("memo.receipt", "small", value=Run(told["release"], "number"), day=Run(day, "day"))
    yield Paragraph(plain(*told["notice"]), "small")


def _provisions(steps: list[Told]) -> list[Told]:
    found = []
    for step in steps:
        found += [cited for cited in step["cited"] if "article" in cited]
        found += _provisions(step.get("children", []))
    return found


def _natural(article: str) -> list[tuple[int, str]]:
    """Articles in the order of their numbers."""
    import re

    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", article) if part]
