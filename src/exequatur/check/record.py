"""The rulings of the requested state and the decisions abroad: their numbers, their files, and what they count for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..assessment.claim import make_claim
from ..citation.casenumber import CaseNumberError
from ..citation.mention import Resolution
from ..citation.pinyin import plain
from ..corpus.errors import DataError
from ..law.compiling import evidence
from .desk import Desk, Found, Place, lint, span

_NUMBER = re.compile(r"\((?:19|20)\d{2}\).*")


def _numbers(desk: Desk) -> Iterator[tuple[str, Place, str, Resolution | None]]:
    """The case number of each ruling, and how it resolves; None where it cannot be read."""
    for id, ruling in desk.corpus.rulings.items():
        if number := (ruling.case_number or {}).get("zh"):
            try:
                resolved = desk.register.parse(number)
            except CaseNumberError:
                resolved = None
            yield id, desk.place(f"ruling {id}", "case_number", "zh"), number, resolved


@lint("malformed-case-number")
def malformed_case_number(desk: Desk) -> Found:
    """A Chinese case number that the grammar of case numbers cannot read."""
    for _, place, number, resolved in _numbers(desk):
        if resolved is None or resolved.status == "malformed":
            yield (
                place,
                f"`{number}` is not a case number; "
                "write one like （2017）沪01协外认16号, before 2016 like （2015）沈中民四特字第2号",
            )


@lint("unknown-court")
def unknown_court(desk: Desk) -> Found:
    """A case number or an abbreviation whose court is not on cn/tables/courts.csv."""
    for _, place, number, resolved in _numbers(desk):
        if resolved and resolved.status == "unknown_court":
            court = resolved.readings[0].number.court if resolved.readings else ""
            yield (
                place,
                f"the court `{court}` of {number} is not in cn/tables/courts.csv; correct the number, or add the court",
            )
    table = desk.register.courts
    for line, row in enumerate(table.abbreviations, 2):
        if table.by_code(row.code) is None:
            yield (
                Place(desk.corpus.root / "cn/tables/city_abbreviations.csv", line),
                f"`{row.words}` stands for the court `{row.code}`, which is not in courts.csv; "
                "correct the code, or add the court",
            )


@lint("court-mismatch")
def court_mismatch(desk: Desk) -> Found:
    """A ruling whose number belongs to another court than it names. (A reply of the Supreme People's Court may.)"""
    for id, place, number, resolved in _numbers(desk):
        name = desk.corpus.rulings[id].court.get("zh")
        readings = resolved.readings if resolved else ()
        courts = [reading.court for reading in readings if reading.court]
        if not name or not courts or any(reading.number.style == "spc_letter" for reading in readings):
            continue
        if not {court.code for court in courts} & {court.code for court in desk.register.courts.by_name(name)}:
            yield place, f"{number} is a number of {courts[0].zh}, and the ruling names {name}; correct one of them"


@lint("pinyin-mismatch")
def pinyin_mismatch(desk: Desk) -> Found:
    """A case number whose pinyin (`en`) does not spell its hanzi (`zh`)."""
    for id, _, number, resolved in _numbers(desk):
        written = (desk.corpus.rulings[id].case_number or {}).get("en")
        if not written or resolved is None or not resolved.readings:
            continue
        spelled = desk.register.format(resolved.readings[0].number, "pinyin")
        found = _NUMBER.search(written)
        if found is None or plain(found[0]) not in {plain(spelled), *_other_spellings(desk, resolved)}:
            yield (
                desk.place(f"ruling {id}", "case_number", "en"),
                f"`{written}` does not spell {number}; write {spelled}",
            )


def _other_spellings(desk: Desk, resolved: Resolution) -> Iterator[str]:
    """The spellings of a number with the other syllables of its characters (陕: Shan, Shaan)."""
    number = resolved.readings[0].number
    first = desk.register.format(number, "pinyin")
    words = number.court + number.special + number.type + ("" if number.style == "new" else "字")
    start, end = first.index(") ") + 2, first.rindex(" No.")
    for spelling in desk.register.pinyin.spelled(words):
        yield plain(first[:start]) + spelling + plain(first[end:])


@lint("impossible-value", needs_book=True)
def impossible_value(desk: Desk) -> Found:
    """A value in the file of a ruling that its fact cannot have, or that contradicts another."""
    for id, error in _claim_errors(desk):
        if not error.message.startswith("unknown fact"):
            yield desk.place(f"ruling {id}", "file")._replace(line=error.line), _with_remedy(error.message)


@lint("unknown-fact", needs_book=True)
def unknown_fact(desk: Desk) -> Found:
    """A fact in the file of a ruling that is not in the vocabulary."""
    for id, error in _claim_errors(desk):
        if error.message.startswith("unknown fact"):
            yield (
                desk.place(f"ruling {id}", "file")._replace(line=error.line),
                f"{error.message}; or put it under `unmapped`",
            )


def _claim_errors(desk: Desk) -> Iterator[tuple[str, DataError]]:
    """The first error of each ruling's file, read as the claim that the replay makes of it."""
    if desk.book is None:
        return
    for id in desk.corpus.rulings:
        path, _ = desk.corpus.places[f"ruling {id}"]
        try:
            make_claim(desk.corpus.raw[path]["file"], desk.book, source=path, minor_units=True)
        except DataError as error:
            yield id, error


def _with_remedy(message: str) -> str:
    return message if ";" in message else f"{message}; correct it, or leave the fact out"


@lint("not-in-file")
def not_in_file(desk: Desk) -> Found:
    """A fact marked as found or inferred that the file of the ruling does not have."""
    for id, ruling in desk.corpus.rulings.items():
        marked = [("found", number, fact) for number, fact in enumerate(ruling.found)]
        marked += [
            ("inferred", number, fact)
            for number, text in enumerate(ruling.inferred)
            for fact in _facts_named(desk, text)
        ]
        for key, number, fact in marked:
            if fact not in ruling.file:
                yield (
                    desk.place(f"ruling {id}", key, number),
                    f"`{key}` names `{fact}`, which is not in `file`; add it there, or take it out here",
                )


def _facts_named(desk: Desk, text: str) -> Iterator[str]:
    """The facts before the colon of an `inferred`: ids, with commas between. What is written in words names none."""
    for word in text.partition(":")[0].split(","):
        if word.strip() in desk.corpus.facts:
            yield word.strip()


@lint("head-and-file-differ")
def head_and_file_differ(desk: Desk) -> Found:
    """A ruling whose head says one thing of the judgment and whose file another. (FED is a court in some subdivision.)"""
    for id, ruling in desk.corpus.rulings.items():
        for fact, stated in (
            ("origin", ruling.origin["state"]),
            ("origin_subdivision", ruling.origin.get("subdivision")),
            ("judgment_date", ruling.origin.get("judgment_date")),
            ("application_date", ruling.application_date),
            ("kind", ruling.kind),
            ("relief", ruling.relief),
        ):
            filed = ruling.file.get(fact)
            if stated is None or filed in (None, "FED") or stated == filed:
                continue
            if span(stated) is None or span(stated) != span(filed):
                yield (
                    desk.place(f"ruling {id}", "file", fact),
                    f"`file` gives {fact} as {filed}, the head of the ruling as {stated}; correct one of them",
                )


@lint("no-replay-reason")
def no_replay_reason(desk: Desk) -> Found:
    """A ruling that is not replayed without a reason, or replayed with one."""
    for id, ruling in desk.corpus.rulings.items():
        if ruling.replayable == bool(ruling.not_replayable_because):
            what = (
                "has a reason for not being replayed, and is"
                if ruling.replayable
                else "is not replayed, and does not say why"
            )
            yield (
                desk.place(f"ruling {id}", "replayable"),
                f"{id} {what}; `not_replayable_because` stands with `replayable: false`, and only there",
            )


@lint("miscounted")
def miscounted(desk: Desk) -> Found:
    """A foreign decision whose `counts_for` or `counts_against` does not follow from its result, its reason and its finality."""
    for id, decision in desk.corpus.abroad.items():
        for key, stated, follows in (
            ("counts_for", decision.counts_for, evidence.counts_for(decision)),
            ("counts_against", decision.counts_against, evidence.counts_against(decision)),
        ):
            if (None if stated == "unknown" else stated) is not follows and not (
                key == "counts_against" and _blames_another_reason(id, desk)
            ):
                word = "unknown" if follows is None else str(follows).lower()
                yield (
                    desk.place(f"decision {id}", key),
                    f"`{key}: {str(stated).lower()}`, but {word} follows from result `{decision.result}`, "
                    f"reason `{decision.reason_kind}` "
                    f"and finality; write {word}, or correct those",
                )


@lint("refusal-for-another-reason")
def refusal_for_another_reason(desk: Desk) -> Found:
    """A refusal abroad that is counted against reciprocity although its reason is another (service, finality, proof …)."""
    for id, decision in desk.corpus.abroad.items():
        if _blames_another_reason(id, desk):
            yield (
                desk.place(f"decision {id}", "counts_against"),
                f"a refusal for `{decision.reason_kind}` says nothing of reciprocity; "
                "write `counts_against: false`, or correct `reason_kind`",
            )


def _blames_another_reason(id: str, desk: Desk) -> bool:
    decision = desk.corpus.abroad[id]
    refused = decision.result in ("refused", "summary_refused")
    return refused and decision.counts_against is not False and decision.reason_kind not in ("reciprocity", "unknown")
