"""The brief on reciprocity: the standard of the day, limb by limb with its evidence, and the rulings of Chinese courts."""

from __future__ import annotations

from collections.abc import Iterable

from ...language.naming import ruling_name
from ...language.places import tell_state
from ...language.tree import Block, Run
from ...language.voice import Told
from ...logic.values import EVER, Span, day, one
from .case import Case
from .pair import Pair, Shown, Side, message, row
from .section import Section, provisions


def standard(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The test that the court applies on the day asked about."""
    yield pair.line(message("regime.reciprocity.sentence"))
    yield from provisions(case, pair, section)


def limbs(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Each limb of the test: what is on record, with day and docket."""
    found = _standing(case, case.english)
    if found is None:
        yield pair.line(case.statement("origin"))
        return
    chinese = _standing(case, case.chinese) or found
    both = list(zip(chinese["test"]["limbs"], found["test"]["limbs"], strict=True))
    yield pair.table(
        ("bundle.limb", "bundle.limb.evidence"),
        (
            (
                _either(case, *(limb["sentence"] for limb in limb_pair)),
                pair.cell(*(_evidence(case, one) for one in limb_pair[1]["evidence"])),
            )
            for limb_pair in both
            if limb_pair[1]["asked"] or limb_pair[1]["value"] is not None
        ),
        (4, 6),
    )


def rulings(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What Chinese courts have ruled on titles of this state before the day, refusals as well."""
    found = _standing(case, case.english)
    told = [] if found is None else [one for one in found["rulings"] if _before(case, one["decided"])]
    if not told:
        yield pair.say("bundle.rulings.none")
        return
    yield pair.table(
        ("bundle.rulings.ruling", "bundle.rulings.day", "bundle.rulings.result"),
        (
            (
                named(one["id"], one["case_number"]),
                dated(one["decided"]),
                message(f"outcome.{one['result']}.label"),
            )
            for one in told
        ),
        (5, 3, 3),
    )
    yield pair.say("notice.under_collected", "small")


def to_check(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Evidence of which the text itself was not seen: to be got and read before it is filed."""
    found = _standing(case, case.english)
    names = {
        one["id"]: one
        for limb in (found["test"]["limbs"] if found else ())
        for one in limb["evidence"]
        if one["confidence"] != "text"
    }
    yield pair.say("bundle.check_sources")
    yield pair.listed(
        message("bundle.seen", value=_evidence(case, one), on=message(f"confidence.{_confidence(case, one)}.label"))
        for one in names.values()
    )


def _confidence(case: Case, one: Told) -> str:
    return str(one["confidence"] or case.english.evidence(one["id"]).get("confidence") or "recalled")


def _standing(case: Case, side: Side) -> Told | None:
    iso = one(case.known.get("origin"))
    return None if iso is None else tell_state(side.book, iso, case.a.on)


def _before(case: Case, decided: str | Told) -> bool:
    return span_of(decided)[1] < case.a.on


def _evidence(case: Case, one: Told) -> Shown:
    """A piece of evidence with its court, its docket and its day, as far as they are on record."""
    if one["id"] == "law":
        law = case.english.evidence("law")["name"]
        return (
            message("bundle.limb.law", value=Run(str(law), "name", language="en"))
            if law
            else message("bundle.limb.law.unnamed")
        )
    parts: list[Shown] = [Run(one["name"], "name", language="en")]
    parts += [Run(one["court"], "name", language="en")] if one["court"] else []
    parts += [Run(one["docket"], "number")] if one["docket"] else []
    parts += [dated(one["decided"])] if one["decided"] else []
    return row(parts)


def named(id: str, number: str | None) -> Shown:
    """A ruling by its case number, else by court, day and parties."""
    return lambda side: Run(ruling_name(side.book, id), "number" if number else "name")


def dated(decided: str | Told) -> Shown:
    """A day, month, year or interval of the record, as the language writes it."""
    span = span_of(decided)
    return lambda side: Run(side.catalogue.dated(span), "day")


def span_of(decided: str | Told) -> Span:
    """A date of the record: "2009-07-22", "2009", "2017-01-01 to 2017-10-30", or its two ends.

    >>> span_of("2009-07-22") == span_of({"from": "2009-07-22", "to": "2009-07-22"})
    True
    >>> span_of("… to 2024-01-31")[0] == -EVER
    True
    """
    ends = (decided["from"], decided["to"]) if not isinstance(decided, str) else decided.partition(" to ")[::2]
    first, last = ends[0], ends[1] or ends[0]
    return day(first)[0] if first and first != _OPEN else -EVER, day(last)[1] if last and last != _OPEN else EVER


_OPEN = "…"
"""An end that is not known."""


def _either(case: Case, chinese: str, english: str) -> Shown:
    return lambda side: chinese if side is case.chinese else english
