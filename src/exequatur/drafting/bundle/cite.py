"""Provisions as a court reads them: the number of the day, without our own remarks beside it."""

from __future__ import annotations

import re

from ...language.tree import Run, Sentence
from ...law.book import Rule
from .pair import Shown, Side

_NUMBER = re.compile(r"([\dIVX]+)((?:\(\w+\))*)((?:[-, ]+[\dIVX]*(?:\(\w+\))*(?=[-, ]|$))*)(.*)")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_LISTS = ("ground", "amount")
"""Stages whose provisions are lists of points, so that a number in brackets is a point; else it is left as it stands."""


def cited(rule: Rule, on: int) -> Shown:
    """A provision by its instrument and its number on a day."""
    number = rule.number_on(on)

    def cite(side: Side) -> Sentence:
        law = Run(side.words.instrument(side.cite(rule)), "name")
        words = article(side, rule, number) if number else ""
        return side.catalogue.runs("draft.cite", law=law, value=words) if words else (law,)

    return cite


def article(side: Side, rule: Rule, number: str) -> str:
    """The number of an article as it stands behind the name of its instrument; empty for what is no number.

    Of "46(4) against CPL 300(4)" and "521-525; CPL 273-275" only the number of the instrument itself counts.
    """
    found = _NUMBER.fullmatch(number.partition(";")[0].strip())
    if found is None:
        return ""
    first, points, others, rest = found.groups()
    last = "last para" in rest
    if side.language != "zh-Hans":
        plain = f"{first}{points}{others}".rstrip(" ,-")
        return side.text("bundle.article.last", value=plain) if last else side.text("cite.articles", value=plain)
    base = _arabic(first)
    if last:
        return side.text("bundle.article.last", value=base)
    if not points:
        return side.text(
            "cite.articles", value=base + re.sub("[IVX]+", lambda part: _arabic(part[0]), others).rstrip(" ,-")
        )
    marks = re.findall(r"\((\w+)\)", points)
    if first.isalpha():
        return side.text(
            "bundle.article.treaty", value=base, on=marks[0], law="".join(f"({m})" for m in marks[1:]) + others
        )
    if rule.stage in _LISTS and len(marks) == 1 and marks[0].isdigit():
        return side.text("cite.item", value=base, on=marks[0])
    return side.text("bundle.article.part", value=base, on=points)


def _arabic(number: str) -> str:
    """A Roman number in Arabic figures.

    >>> _arabic("IV"), _arabic("XII"), _arabic("300")
    ('4', '12', '300')
    """
    if number.isdigit():
        return number
    figures = [_ROMAN[one] for one in number]
    return str(sum(-one if one < max(figures[at:]) else one for at, one in enumerate(figures)))
