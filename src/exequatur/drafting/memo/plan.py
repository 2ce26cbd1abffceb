"""The plan on one page: a time line, what binds the days, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...language.tree import Bar, Block, Listed, Paragraph, Run, Sentence, Table, TimeLine, plain
from .words import Told, Words, cell

SHORT = 26
"""Weeks: what lasts longer, and what follows it, is told in words."""


def time(words: Words, plan: Told) -> Iterator[Block]:
    """When each step can be done."""
    if not plan["steps"]:
        return
    yield words.heading("memo.time")
    yield Paragraph(plain(*plan["summary"]))
    bars = tuple(_bars(words, plan))
    if bars:
        weeks = max(4.0, *(bar.start + bar.most for bar in bars))
        yield TimeLine(bars, weeks, _ticks(words, weeks), words.catalogue.runs("memo.time.caption"))
    later = [step for step in plan["steps"] if step["takes"] and step["takes"]["kind"] == "reported"]
    if later:
        points = tuple(
            (
                Paragraph(
                    (
                        Run(step["name"], "strong"),
                        Run(words.catalogue.text("draft.colon") + step["takes"]["sentence"] + " "),
                        words.confidence(step["takes"]["confidence"]),
                    )
                ),
            )
            for step in later
        )
        yield words.say("memo.time.then")
        yield Listed(points)
    for court in plan["venue"]["courts"][:1]:
        yield Paragraph((*plain(plan["venue"]["summary"]), Run(" "), words.confidence(court["confidence"])))
    if not plan["venue"]["courts"]:
        yield Paragraph(plain(plan["venue"]["summary"]))
    done = [step["name"] for step in plan["steps"] if step["done"]]
    if done:
        yield words.say("memo.time.done", "small", value=words.catalogue.text("list.semicolon").join(done))
    steps = [step for step in plan["steps"] if step["needed"] != "optional" and not step["done"]]
    yield Table(
        tuple(
            (
                cell(str(number)),
                cell(step["name"]),
                cell(_when(words, step)),
            )
            for number, step in enumerate(steps, 1)
        ),
        (1, 13, 6),
        head=tuple(words.label(f"memo.steps.{name}") for name in ("number", "step", "when")),
    )


def _when(words: Words, step: Told) -> Sentence:
    """The days of a step."""
    if step["must_by"]:
        return words.catalogue.runs("memo.must_by", day=words.day(step["must_by"]))
    return (Run(_span(words, step["earliest"], step["latest"]), "day"),)


def _span(words: Words, first: str | None, last: str | None) -> str:
    from ...logic.values import EVER

    low = date.fromisoformat(first).toordinal() if first else -EVER
    high = date.fromisoformat(last).toordinal() if last else EVER
    return words.catalogue.dated((low, high))


def _bars(words: Words, plan: Told) -> Iterator[Bar]:
    """The steps that lie ahead and are short, from the first day on which anything can begin."""
    ahead = [step for step in plan["steps"] if step["takes"] and not step["done"] and step["starts"]["from"]]
    if not ahead:
        return
    zero = min(date.fromisoformat(step["starts"]["from"]) for step in ahead)
    for step in ahead:
        takes = step["takes"]
        start = (date.fromisoformat(step["starts"]["from"]) - zero).days / 7
        most = takes["max"] if takes["max"] is not None else takes["min"]
        if takes["kind"] == "reported" or not most or start + most / 7 > SHORT:
            continue
        yield Bar(plain(step["name"]), start, takes["min"] / 7, most / 7, plain(takes["sentence"]))


def _ticks(words: Words, weeks: float) -> tuple[tuple[float, Sentence], ...]:
    say = words.catalogue
    return tuple(
        (place, plain(say.counted("memo.weeks", round(weeks * place)) if place else say.text("memo.today")))
        for place in (0.0, 0.5, 1.0)
    )


def costs(words: Words, plan: Told) -> Iterator[Block]:
    """What the application costs; a figure that needs a rate of exchange says so."""
    if not plan["costs"]:
        return
    yield words.heading("memo.costs")
    rows = []
    for one in plan["costs"]:
        figure: Sentence = (Run(one["open"] or words.catalogue.text("memo.cost.none"), "blank", "rates"),)
        if one["figure"] is not None:
            figure = (Run(_money(words, one["figure"], one["currency"]), "sum"),)
        notes = [one["borne_by"]] if one["borne_by"] else []
        seen: Sentence = (words.confidence(one["confidence"]),)
        rows.append((cell(one["title"], *notes), cell(figure, align="end"), cell(seen)))
        for other in one["alternatives"]:
            rows.append(
                (
                    cell(other["sentence"]),
                    cell((Run(_money(words, other["fee"], one["currency"]), "sum"),), align="end"),
                    cell(seen),
                )
            )
    yield Table(
        tuple(rows), (10, 5, 3), head=tuple(words.label(f"memo.costs.{name}") for name in ("item", "figure", "seen"))
    )


def _money(words: Words, figure: str | Told, currency: str) -> str:
    """A sum of the plan, which is text in major units or has two ends, for the language."""
    say = words.catalogue
    ends = (figure["from"], figure["to"]) if isinstance(figure, dict) else (figure, figure)
    low, high = (
        None if end is None else say.number(int(end.replace(".", "")), len(end.partition(".")[2])) for end in ends
    )
    if low == high:
        number = str(low)
    elif low is None or high is None:
        number = say.text("sum.from" if high is None else "sum.up_to", value=low or high)
    else:
        number = say.text("sum.between", value=low, on=high)
    return say.text("sum.of", value=number, unit=say.unit(currency))
