"""Compiles the corpus into a `Book`: run when the package is built and, in a checkout, when data or code changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from ...corpus.errors import DataError
from ...corpus.schema import InForce, RuleForm, StateFile
from ...corpus.source import Corpus, load, rule_place
from ...logic import forms
from ...logic.nodes import AnyNode
from ...logic.values import day, ends
from ..book import Book, Evidence, Instrument, Order, Rule, RulingInfo, StateInfo, Track
from ..load import PACKAGE, sources
from ..period import Event, Period, Timing
from ..practice import Practice
from ..venue import Venues
from ..workdays import compile_years
from . import evidence
from .drawing import compile_diagrams
from .facts import fact_info, kinds
from .names import names
from .periods import compile_periods
from .practice import compile_practice, practice_messages
from .venues import compile_venues


class BuildError(Exception):
    """The corpus has faults; each is a DataError."""

    def __init__(self, faults: list[DataError]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def build(corpus: Corpus | None = None, *, release: str | None = None, diagram: bool = True) -> Book:
    """The compiled form of `corpus` (default: the shipped data). Raises BuildError where the corpus cannot be compiled."""
    corpus = corpus or load()
    faults = list(corpus.faults)
    rules: dict[str, Rule] = {}
    types = kinds(corpus.facts)
    for id, form in corpus.rules.items():
        try:
            rules[id] = compile_rule(corpus, form, types)
        except (DataError, ValueError) as error:
            path, line = corpus.places[f"rule {id}"]
            faults.append(
                error if isinstance(error, DataError) else DataError(f"{id}: {error}", path, line, kind="bad-date")
            )
    periods: dict[str, Period] = {}
    practice: dict[str, Practice] = {}
    venues = Venues({}, ())
    try:
        periods = compile_periods(corpus, types)
        practice = compile_practice(corpus, types)
        venues = compile_venues(corpus, types)
    except DataError as error:
        faults.append(error)
    if faults:
        raise BuildError(faults)
    first_day = day(corpus.tables["coverage"]["law_from"])[0]
    book = Book(
        release=release or digest(),
        requested=corpus.tables["coverage"]["requested"],
        data_until=day(str(corpus.notes["notes"]["compiled"]))[0],
        facts={id: fact_info(id, spec) for id, spec in corpus.facts.items()},
        rules=rules,
        instruments={
            id: Instrument(id, file.title.en, file.title.zh, file.title.short, file.number)
            for id, file in corpus.instruments.items()
        },
        orders={order.regime: order for order in (_order(corpus, regime, types) for regime in corpus.decisions)},
        tables={
            "reciprocity": evidence.reciprocity(corpus, first_day),
            "reciprocity_public": evidence.reciprocity(corpus, first_day, public=True),
            "treaties": evidence.treaties(corpus),
            "new_york_convention": evidence.new_york(corpus),
            "apostille": evidence.apostille(corpus),
        },
        states={
            iso: _state(corpus, iso)
            for iso in sorted({*corpus.states, *(decision.state for decision in corpus.abroad.values())})
        },
        territories=names().territories,
        rulings={ruling.id: _ruling(ruling) for ruling in corpus.rulings.values()},
        messages=_messages(corpus),
        aliases=corpus.tables["territories"]["aliases"],
        currencies={code: corpus.tables["currencies"]["minor_digits"].get(code, 2) for code in names().currencies},
        calendar=compile_years(corpus.tables["calendar"]),
        evidence=_evidence(corpus),
        practice_raw={file: msgspec.Raw(msgspec.msgpack.encode(made)) for file, made in practice.items()},
        timing_raw=msgspec.Raw(msgspec.msgpack.encode(Timing(periods, _events(corpus)))),
        venues_raw=msgspec.Raw(msgspec.msgpack.encode(venues)),
        reading=msgspec.Raw(msgspec.msgpack.encode(_reading(corpus))),
        money=msgspec.Raw(
            msgspec.msgpack.encode({name: corpus.tables[name] for name in MONEY if name in corpus.tables})
        ),
    )
    if diagram:
        compile_diagrams(book, first_day)
    return book


def digest() -> str:
    """The release: a hash of the engine and of the data."""
    total = hashlib.sha256()
    for path in sorted(Path(entry.path) for entry in sources()):
        total.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def compile_rule(corpus: Corpus, form: RuleForm, types: dict[str, forms.Kind]) -> Rule:
    """One rule with its test read into nodes. Raises DataError at the place of the fault."""
    instrument = corpus.instrument_of[form.id]
    in_force = form.in_force or InForce(keyed_on="", from_=None, to=None)
    return Rule(
        form.id,
        form.concept,
        instrument,
        form.article,
        tuple((cited.article, *ends(cited.from_, cited.to)) for cited in form.cited_as),
        form.stage,
        tuple(form.regime),
        form.effect,
        form.else_ if isinstance(form.else_, str) else None,
        form.force == "may",
        form.usual,
        form.burden,
        in_force.keyed_on or None,
        *ends(in_force.from_, in_force.to),
        form.defines,
        read_test(corpus, form, types),
        form.result,
        form.note,
        tuple(text for text in form.not_expressed if not text.startswith("lq_")),
        tuple(text for text in form.not_expressed if text.startswith("lq_")),
        tuple(form.reported_as),
        tuple(form.rulings),
        tuple(form.sources),
        form.confidence,
    )


def read_test(corpus: Corpus, form: RuleForm, types: dict[str, forms.Kind]) -> AnyNode | None:
    """The node of a rule's test (or of its `when`), None where it has none."""
    if form.defines and form.defines not in types:
        path, line = corpus.places[f"rule {form.id}"]
        raise DataError(
            f"{form.id} defines `{form.defines}`, which is not in the vocabulary", path, line, kind="unknown-fact"
        )
    kind = types[form.defines] if form.defines and (form.when or form.effect == "define") else forms.Kind("truth")
    try:
        if form.when is not None:
            return forms.value({"when": form.when, "else": form.else_}, kind, types)
        return None if form.test is None else forms.value(form.test, kind, types, ("test",))
    except forms.FormError as error:
        place = rule_place(corpus, form.id, error.path)
        raise DataError(f"{form.id}: {error.message}", *place, kind="malformed-test") from None


def _order(corpus: Corpus, regime: str, types: dict[str, forms.Kind]) -> Order:
    file = corpus.decisions[regime]
    tracks = tuple(
        Track(
            track.id, track.instrument, forms.truth(track.if_, types) if track.if_ is not None else None, track.open_end
        )
        for track in file.tracks
    )
    return Order(regime, tuple(file.order), tracks)


def _state(corpus: Corpus, iso: str) -> StateInfo:
    state = corpus.states.get(iso)
    treaty = corpus.bilateral.get(iso)
    plain: dict[str, Any] = msgspec.to_builtins(treaty) if treaty else {}
    if state is None:
        return StateInfo(iso, names().territories.get(iso, iso), None, treaty=plain or None)
    return StateInfo(
        iso,
        state.name,
        state.route,
        _plain(state, "law"),
        _plain(state, "insolvency_law"),
        state.note,
        plain or None,
        state.last_checked,
        (state.law.confidence if state.law else state.in_force_conf) or "recalled",
        tuple(state.subdivisions),
    )


def _plain(state: StateFile, key: str) -> dict[str, Any] | None:
    law = getattr(state, key)
    plain: dict[str, Any] | None = msgspec.to_builtins(law) if law else None
    return plain


def _ruling(ruling: Any) -> RulingInfo:
    decided = evidence.span_of(ruling.decided)
    number = ruling.case_number or {}
    regime = (
        "insolvency"
        if ruling.file.get("kind") == "insolvency_order"
        else "treaty"
        if ruling.record.basis == "treaty"
        else "reciprocity"
    )
    result = {"partly": "partly_recognised"}.get(ruling.record.result, ruling.record.result)
    if (ruling.record.later or {}).get("what") == "undone_on_retrial":
        result = "undone"
    return RulingInfo(
        ruling.id,
        ruling.origin["state"],
        ruling.court.get("zh") or ruling.court.get("en"),
        decided,
        evidence.known_span(decided, ruling.known_from),
        regime == "insolvency",
        regime,
        result,
        ruling.record.basis,
        tuple(ruling.record.grounds),
        tuple(ruling.related),
        number.get("zh"),
        number.get("en"),
    )


def _evidence(corpus: Corpus) -> dict[str, Evidence]:
    """Everything that a row of a table can name, ready to be quoted."""
    result = {}
    for decision in corpus.abroad.values():
        result[decision.id] = Evidence(
            decision.id,
            "decision",
            decision.name or decision.court,
            decision.court,
            decision.docket,
            _written(decision.decided),
            decision.confidence,
        )
    for soft in corpus.soft_law.values():
        result[soft.id] = Evidence(soft.id, "soft_law", soft.title, None, None, _written(soft.date), soft.confidence)
    for iso, treaty in corpus.bilateral.items():
        result[f"treaty.{iso}"] = Evidence(
            f"treaty.{iso}",
            "treaty",
            f"Treaty with {treaty.country}",
            None,
            None,
            treaty.in_force,
            treaty.in_force_conf,
        )
    if corpus.new_york:
        for party in corpus.new_york.parties:
            result[f"new_york.{party.iso}"] = _status(
                f"new_york.{party.iso}", "New York Convention, status table", party.entry_into_force, party.conf
            )
        for territory in corpus.new_york.territories:
            result[f"new_york.{territory.iso}"] = _status(
                f"new_york.{territory.iso}",
                "New York Convention, extensions",
                _written(territory.from_),
                territory.conf,
            )
    result["apostille_1961"] = _status("apostille_1961", "Apostille Convention, status table", None, "text")
    return result


def _status(id: str, name: str, since: str | None, confidence: str) -> Evidence:
    """An entry of a depositary's table."""
    return Evidence(id, "status", name, None, None, since, confidence)


def _written(form: Any) -> str | None:
    """A date of the record in one line."""
    if form is None or isinstance(form, str):
        return form
    return f"{form.get('from') or '…'} to {form.get('to') or '…'}"


def _events(corpus: Corpus) -> dict[str, Event]:
    return {
        kind.id: Event(
            kind.id,
            kind.effect,
            tuple(kind.of),
            kind.group,
            kind.after_expiry == "revives",
            tuple(kind.rules),
            kind.cite,
            kind.confidence,
        )
        for kind in corpus.items["events"].values()
    }


def _messages(corpus: Corpus) -> dict[str, str]:
    asked = {f"fact.{id}.question": spec.question for id, spec in corpus.facts.items()}
    where = {f"fact.{id}.where": spec.where for id, spec in corpus.facts.items()}
    return {**names().messages, **asked, **where, **practice_messages(corpus)}


def _reading(corpus: Corpus) -> dict[str, Any]:
    return {
        "rulings": msgspec.to_builtins(corpus.rulings),
        "abroad": msgspec.to_builtins(corpus.abroad),
        "sources": corpus.sources,
        "soft_law": msgspec.to_builtins(corpus.soft_law),
        "rules": {id: msgspec.to_builtins(form.data) for id, form in corpus.rules.items() if form.data},
    }


MONEY = (
    "fees",
    "arbitration_fees",
    "lpr_one_year",
    "pboc_benchmark_up_to_one_year",
    "lending",
    "interest",
    "judgment_rates",
    "costs",
    "ledger",
)
"""The tables of money, as the book keeps them."""
