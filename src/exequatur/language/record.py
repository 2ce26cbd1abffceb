"""The record told: rulings, provisions, the back-test and case numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..assessment.backtest import Replay, backtest, interval, replay, rulings_of
from ..citation.register import Register
from ..corpus.errors import DataError
from ..corpus.schema import RulingFile
from ..law.book import Book, Rule
from ..law.load import register
from ..logic.nodes import Defined, Fact, walk
from ..logic.values import iso, iso_span
from .catalogue import Catalogue
from .naming import ruling_name
from .near import did_you_mean, near

Told = dict[str, Any]
VERDICTS = ("hit", "miss", "open", "not_replayable")
KINDS, KNOWLEDGE = ("replay", "forecast"), ("court", "public")


def tell_rulings(book: Book) -> Told:
    """Every reported ruling in a line."""
    rows = sorted(book.rulings.values(), key=lambda one: one.decided)
    return {
        "rulings": [
            {
                "id": one.id,
                "name": ruling_name(book, one.id),
                "origin": one.origin,
                "court": one.court,
                "case_number": one.case_number,
                "pinyin": one.case_number_latin,
                "decided": iso_span(one.decided),
                "result": one.result,
                "basis": one.basis,
                "grounds": list(one.grounds),
            }
            for one in rows
        ]
    }


def tell_ruling(book: Book, name: str) -> Told:
    """One ruling, by id or case number, with the record, its sources and what would have been said the day before."""
    reading = msgspec.msgpack.decode(book.reading)
    id = _find_ruling(book, name)
    full = reading["rulings"][id]
    answer = replay(msgspec.convert(full, RulingFile), book)
    return {
        "id": id,
        "name": ruling_name(book, id),
        **{
            key: full.get(key)
            for key in (
                "origin",
                "court",
                "case_number",
                "decided",
                "known_from",
                "parties",
                "matter",
                "kind",
                "relief",
                "sums",
                "file",
                "found",
                "inferred",
                "unmapped",
                "record",
                "significance",
                "related",
                "note",
                "recalled",
                "sources",
                "confidence",
            )
        },
        "engine": _replay(book, answer),
    }


def _find_ruling(book: Book, name: str) -> str:
    name = name.strip()
    if name in book.rulings:
        return name
    wanted = {mention.canonical for mention in register().find(name) if mention.canonical}
    for ruling in book.rulings.values():
        if ruling.case_number and (ruling.case_number in wanted or ruling.case_number == name):
            return ruling.id
        if ruling.case_number_latin and ruling.case_number_latin.casefold() == name.casefold():
            return ruling.id
    found = near(name, book.rulings) or [
        ruling.id
        for ruling in book.rulings.values()
        if len(name) > 2 and any(name in (number or "") for number in (ruling.case_number, ruling.case_number_latin))
    ]
    raise DataError(
        f'no ruling "{name[:80]}" on our record; '
        + (did_you_mean(found) if found else "`exequatur rulings` lists them")
    )


def tell_provision(book: Book, id: str, on: int) -> Told:
    """One provision with its life and its uses. Raises DataError for an unknown id."""
    rule = book.rules.get(id)
    if rule is None:
        found = near(id, book.rules)
        raise DataError(
            f'no provision "{id[:60]}"; ' + (did_you_mean(found) if found else "see docs/reference/provisions.md")
        )
    instrument = book.instruments[rule.instrument]
    catalogue = Catalogue(book)
    places = {
        "requested": catalogue.text("place.requested"),
        "origin": catalogue.text("place.origin"),
        "on": catalogue.day(on),
    }
    holds = [
        catalogue.text(f"rule.{id}.{value}", **places)
        for value in ("true", "false")
        if catalogue.has(f"rule.{id}.{value}")
    ]
    return {
        "id": rule.id,
        "concept": rule.concept,
        "title": catalogue.text(f"rule.{id}.title"),
        "sentences": holds,
        "text": rule.result,
        "note": rule.note,
        "instrument": {
            "id": instrument.id,
            "title": instrument.en,
            "title_zh": instrument.zh,
            "number": instrument.number,
        },
        "article": rule.number_on(on),
        "in_force": rule.since <= on <= rule.until if rule.keyed_on == "ruling_date" else None,
        "keyed_on": rule.keyed_on,
        "from": iso(rule.since),
        "to": iso(rule.until),
        "cited_as": [
            {"article": article, "from": iso(since), "to": iso(until)} for article, since, until in rule.cited_as
        ],
        "stage": rule.stage,
        "regime": list(rule.regime),
        "effect": rule.effect,
        "otherwise": rule.otherwise,
        "discretion": rule.may,
        "burden": rule.burden,
        "defines": rule.defines,
        "facts": _facts(rule),
        "used_by": _used_by(book, rule),
        "versions": [
            {
                "id": other.id,
                "from": iso(other.since),
                "to": iso(other.until),
            }
            for other in book.rules.values()
            if other.concept == rule.concept and other.id != rule.id
        ],
        "not_expressed": [*rule.not_expressed],
        "legal_questions": [*rule.legal_questions],
        "rulings": [*rule.rulings],
        "ruling_names": [ruling_name(book, one) for one in rule.rulings],
        "sources": [*rule.sources],
        "confidence": rule.confidence,
    }


def _facts(rule: Rule) -> list[str]:
    return sorted({node.id for node in walk(rule.node) if isinstance(node, Fact)}) if rule.node else []


def _used_by(book: Book, rule: Rule) -> list[str]:
    """The rules whose test reads the fact that this one defines."""
    if not rule.defines:
        return []
    return [
        other.id
        for other in book.rules.values()
        if other.node and any(isinstance(node, Fact | Defined) and node.id == rule.defines for node in walk(other.node))
    ]


def tell_backtest(book: Book, path: Path | None, kind: str, knowledge: str) -> Told:
    """The back-test of the shipped record or of a file. Raises DataError."""
    if kind not in KINDS or knowledge not in KNOWLEDGE:
        raise DataError(f"--kind is one of {', '.join(KINDS)}; --knowledge is one of {', '.join(KNOWLEDGE)}")
    answers = backtest(rulings_of(path, book), book, kind=kind, knowledge=knowledge)  # type: ignore[arg-type]
    return {
        "kind": kind,
        "knowledge": knowledge,
        "rulings": [_replay(book, answer) for answer in answers],
        "marks": {verdict: Catalogue(book).text(f"mark.{verdict}") for verdict in VERDICTS},
        "summary": summary(answers),
    }


def summary(answers: Sequence[Replay]) -> Told:
    """Counts, the share of hits with its interval, and how the grades did."""
    verdicts = Counter(answer.verdict for answer in answers)
    scored = [answer for answer in answers if answer.verdict != "not_replayable"]
    hits = verdicts["hit"]
    low, high = interval(hits, len(scored))
    by_grade = {}
    for name in sorted({answer.grade for answer in scored if answer.grade}):
        graded = [answer for answer in scored if answer.grade == name]
        by_grade[name] = {"rulings": len(graded), "hits": sum(answer.verdict == "hit" for answer in graded)}
    return {
        "total": len(answers),
        "replayable": len(scored),
        "hit": hits,
        "miss": verdicts["miss"],
        "open": verdicts["open"],
        "not_replayable": verdicts["not_replayable"],
        "alike": sum(answer.alike for answer in answers),
        "hit_share": round(hits / len(scored), 4) if scored else None,
        "hit_interval_95": [round(low, 4), round(high, 4)],
        "open_share": round(verdicts["open"] / len(scored), 4) if scored else None,
        "by_grade": by_grade,
        "note": "Reported rulings only; refusals are under-collected, so the share says nothing of rulings that nobody reported.",
    }


def _replay(book: Book, answer: Replay) -> Told:
    return {
        "id": answer.id,
        "decided": iso_span(answer.decided),
        "expected": answer.expected,
        "as_it_stands": answer.as_it_stands,
        "possible": list(answer.possible),
        "verdict": answer.verdict,
        "verdict_means": Catalogue(book).text(f"mark.{answer.verdict}"),
        "why": why(book, answer),
        "grade": answer.grade,
        "basis": answer.basis,
        "record_basis": answer.record_basis,
        "deciding": answer.deciding,
        "counted_alike": answer.alike,
    }


def why(book: Book, answer: Replay) -> str:
    """On what an answer of the back-test turned, in words."""
    catalogue = Catalogue(book)
    text = catalogue.text
    kind, of = answer.why.kind, answer.why.of
    if kind == "day":
        return text("backtest.why.day", value=catalogue.listed([text(f"outcome.{outcome}.label") for outcome in of]))
    if kind == "rule":
        rule = book.rules[of[0]]
        law = catalogue.law(rule.instrument)
        number = rule.number_on(min(answer.decided[1], book.data_until))
        if number is None:
            return text("backtest.why.practice", law=law, value=rule.result or "")
        return text("backtest.why.rule", law=law, on=number, value=rule.result or "")
    if kind == "basis":
        rows = [found.name for id in of[1:] if (found := book.evidence.get(id))]
        basis = text(f"basis.{of[0]}") if of[0] else text("basis.none_needed")
        if rows:
            return text("backtest.why.basis.shown", value=basis, on=text("list.semicolon").join(rows))
        return text("backtest.why.basis", value=basis)
    return of[0]


def tell_citations(book: Book, texts: Sequence[str]) -> Told:
    """Every case number in the texts, and the ruling where we have it."""
    own: dict[str, str] = {ruling.case_number: ruling.id for ruling in book.rulings.values() if ruling.case_number}
    table: Register = register()
    found = []
    for text in texts:
        for mention in table.find(text):
            told = msgspec.to_builtins(mention)
            told["span"] = list(told["span"])
            told["ruling"] = own.get(mention.canonical) if mention.canonical else None
            found.append(told)
    return {"citations": found}
