"""Reads the tree of data files into one `Corpus`. Every fault names file, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from . import practice, schema
from .errors import DataError
from .reader import Data, line_of, read

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


class Corpus(msgspec.Struct):
    """The whole of the data, as read. `places` gives the file and line of every id."""

    root: Path
    facts: dict[str, schema.FactSpec] = {}
    fact_groups: dict[str, str] = {}
    instruments: dict[str, schema.InstrumentFile] = {}
    rules: dict[str, schema.RuleForm] = {}
    instrument_of: dict[str, str] = {}
    decisions: dict[str, schema.DecisionFile] = {}
    states: dict[str, schema.StateFile] = {}
    bilateral: dict[str, schema.BilateralFile] = {}
    soft_law: dict[str, schema.SoftLawFile] = {}
    multilateral: dict[str, schema.MultilateralFile] = {}
    new_york: schema.NewYorkFile | None = None
    rulings: dict[str, schema.RulingFile] = {}
    abroad: dict[str, schema.ForeignDecisionFile] = {}
    sources: dict[str, dict[str, Any]] = {}
    tables: dict[str, Any] = {}
    items: dict[str, dict[str, Any]] = {}
    notes: dict[str, Any] = {}
    places: dict[str, tuple[Path, int | None]] = {}
    raw: dict[Path, Any] = {}
    faults: list[DataError] = []


def load(root: Path = DATA) -> Corpus:
    """The corpus under `root`. What cannot be read is collected in `faults`."""
    corpus = Corpus(root)
    for path in sorted(root.rglob("*.yaml")):
        try:
            raw = read(path)
        except DataError as error:
            corpus.faults.append(error)
            continue
        corpus.raw[path] = raw
        _take(corpus, path, path.relative_to(root).parts, raw)
    return corpus


def _take(corpus: Corpus, path: Path, parts: tuple[str, ...], raw: Data) -> None:
    match parts:
        case ("facts", _):
            if group := _as(corpus, schema.FactGroup, raw, path):
                for id, spec in group.facts.items():
                    _put(corpus, corpus.facts, "fact", id, spec, path, line_of(raw["facts"], id))  # type: ignore[index,call-overload]
                    corpus.fact_groups[id] = group.group
        case ("cn", "instruments", _):
            _instrument(corpus, path, raw)
        case ("cn", "decisions", _):
            if decision := _as(corpus, schema.DecisionFile, raw, path):
                _put(corpus, corpus.decisions, "decision", decision.regime, decision, path, 1)
        case ("states", _):
            if state := _as(corpus, schema.StateFile, raw, path):
                _put(corpus, corpus.states, "state", state.iso, state, path, 1)
        case ("treaties", "bilateral", _):
            if treaty := _as(corpus, schema.BilateralFile, raw, path):
                _put(corpus, corpus.bilateral, "treaty", treaty.iso, treaty, path, 1)
        case ("treaties", "soft_law", _):
            if soft := _as(corpus, schema.SoftLawFile, raw, path):
                _put(corpus, corpus.soft_law, "soft law", soft.id, soft, path, 1)
        case ("treaties", "multilateral", _):
            if convention := _as(corpus, schema.MultilateralFile, raw, path):
                _put(corpus, corpus.multilateral, "convention", convention.id, convention, path, 1)
        case ("treaties", "new_york_1958.yaml"):
            corpus.new_york = _as(corpus, schema.NewYorkFile, raw, path)
        case ("rulings", "cn", _):
            if ruling := _as(corpus, schema.RulingFile, raw, path):
                _put(corpus, corpus.rulings, "ruling", ruling.id, ruling, path, 1)
        case ("rulings", "abroad", _):
            if foreign := _as(corpus, schema.ForeignDecisionFile, raw, path):
                _put(corpus, corpus.abroad, "decision", foreign.id, foreign, path, 1)
        case ("sources.yaml",):
            if sources := _as(corpus, dict[str, dict[str, Any]], raw, path):
                for id, source in sources.items():
                    _put(corpus, corpus.sources, "source", id, source, path, line_of(raw, id))
        case ("cn", "practice", name) if (stem := name.removesuffix(".yaml")) in practice.FILES:
            if file := _as(corpus, practice.FILES[stem], raw, path):
                key, items = practice.items(file)
                for number, item in enumerate(items):
                    line = line_of(raw[key], number)  # type: ignore[index,call-overload]
                    _put(corpus, corpus.items.setdefault(stem, {}), stem, item.id, item, path, line)
        case ("cn", "tables", name):
            corpus.tables[name.removesuffix(".yaml")] = raw
        case ("currencies.yaml",) | ("territories.yaml",):
            corpus.tables[parts[0].removesuffix(".yaml")] = raw
        case ("notes.yaml",) | ("treaties", _):
            corpus.notes[parts[-1].removesuffix(".yaml")] = raw
        case _:
            message = "a file in a place that the corpus does not know; see docs/reference/corpus.md"
            corpus.faults.append(DataError(message, path, kind="misplaced-file"))


def _instrument(corpus: Corpus, path: Path, raw: Data) -> None:
    instrument = _as(corpus, schema.InstrumentFile, raw, path)
    if not instrument:
        return
    _put(corpus, corpus.instruments, "instrument", instrument.id, instrument, path, 1)
    for number, rule in enumerate(instrument.provisions):
        line = line_of(raw["provisions"], number)  # type: ignore[index,call-overload]
        _put(corpus, corpus.rules, "rule", rule.id, rule, path, line)
        corpus.instrument_of[rule.id] = instrument.id


def _put(corpus: Corpus, into: dict[str, Any], what: str, id: str, item: object, path: Path, line: int | None) -> None:
    place = f"{what} {id}"
    if id in into:
        other, at = corpus.places[place]
        corpus.faults.append(
            DataError(
                f"{place} stands also in {other.name}:{at}; give one of them another id",
                path,
                line,
                kind="duplicate-id",
            )
        )
        return
    into[id] = item
    corpus.places[place] = path, line


def _as(corpus: Corpus, type_: type[T], raw: Data, path: Path) -> T | None:
    try:
        return msgspec.convert(raw, type_)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `")
        keys = _path(where.rstrip("`"))
        kind = "wrong-value" if message.startswith("Invalid enum value") else "wrong-type"
        if unknown := re.search(r"unknown field `([^`]+)`", message):
            keys.append(unknown[1])
            kind = "unmapped-key"
            message = f"unmapped key `{unknown[1]}`; use a key of docs/reference/corpus.md or put it under `data`"
        elif missing := re.search(r"missing required field `([^`]+)`", message):
            kind = "missing-key"
            message = f"missing key `{missing[1]}`; add it"
        corpus.faults.append(DataError(message, path, find_line(raw, keys), kind=kind))
        return None


def _path(text: str) -> list[str | int]:
    return [int(index) if index else key for key, index in re.findall(r"\.([\w]+)|\[(\d+)\]", text)]


def find_line(raw: Any, keys: list[str | int] | tuple[str | int, ...]) -> int | None:
    """The line of the deepest place along `keys` that can be found."""
    line: int | None = None
    for key in keys:
        at = line_of(raw, key) if not isinstance(key, int) or (isinstance(raw, list) and key < len(raw)) else None
        line = at or line
        try:
            raw = raw[key]
        except (KeyError, IndexError, TypeError):
            break
    return line


def rule_place(corpus: Corpus, id: str, keys: list[str | int] | tuple[str | int, ...]) -> tuple[Path, int | None]:
    """The file of a rule, and the line of the deepest place along `keys` within it; that of the rule where none is found."""
    path, line = corpus.places[f"rule {id}"]
    raw = next((rule for rule in corpus.raw[path].get("provisions", []) if rule.get("id") == id), None)
    return path, find_line(raw, keys) or line


def files(root: Path) -> Iterator[Path]:
    """Every data file, sorted."""
    yield from sorted(path for path in root.rglob("*") if path.suffix in (".yaml", ".csv"))
