"""The reasons, in the order in which the court asks, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from ...language.tree import Block, Listed, Paragraph, Run, Statement, plain, together
from .words import Told, Words

SHOWN = 6
"""So many authorities stand beside a stage; the answer of `assess` has all of them."""


def reasons(words: Words, told: Told) -> Iterator[Block]:
    """A statement for each stage: what it comes to, the rules that say so, and in the margin their provisions."""
    yield words.heading("memo.reasons")
    for number, step in enumerate(told["steps"], 1):
        rules = [child for child in step["children"] if child["kind"] != "stage"] or [step]
        sentences = list(dict.fromkeys(child["sentence"] for child in rules if child is not step))
        cited = [entry for child in rules for entry in _cited(child)]
        opening = Run(together([step["sentence"], ""]), "strong")
        body = Paragraph((opening, *plain(*sentences)) if sentences else (Run(step["sentence"], "strong"),))
        discretion = [child["discretion"] for child in rules if child.get("discretion")]
        more = [Paragraph(plain(one), "small") for one in dict.fromkeys(discretion)]
        found = words.cited(cited)
        if len(found) > SHOWN:
            found = (*found[:SHOWN], words.catalogue.runs("memo.cited.more", n=len(found) - SHOWN))
        yield Statement((Listed(((body, *more),), ordered=True, start=number),), found)


def _cited(step: Told) -> list[Told]:
    """What a rule rests on: its own provision, and the evidence that its facts were read from."""
    found = list(step["cited"])
    for child in step["children"]:
        found += [entry for entry in _cited(child) if "article" not in entry]
    return found


def rests_on(words: Words, told: Told) -> Iterator[Block]:
    """The stated facts on which the answer rests, and which of them would turn it if they were otherwise."""
    if told["rests_on"]:
        yield words.heading("memo.rests_on", 3)
        yield Listed(tuple((Paragraph(plain(one["sentence"])),) for one in told["rests_on"]))
    turns: dict[str, list[str]] = {}
    for one in told["would_turn"]:
        if not one["stated"]:  # what is taken for granted and would turn the answer stands there
            continue
        for outcome in one["outcome"].split("|"):
            turns.setdefault(outcome, []).append(one["sentence"])
    if not turns:
        return
    yield words.heading("memo.would_turn", 3)
    for outcome, sentences in turns.items():
        yield words.say("memo.turned_to", value=words.outcome(outcome))
        yield Listed(tuple((Paragraph(plain(one), "small"),) for one in dict.fromkeys(sentences)))
