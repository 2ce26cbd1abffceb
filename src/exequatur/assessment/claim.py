"""What the creditor holds: the facts of a claim, read strictly. A fact left out is unknown; nothing is defaulted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..corpus.reader import MAX_BYTES, MAX_DEPTH, line_of, parse, read, whole
from ..law.book import Book
from ..law.vocabulary import implications
from ..logic.nodes import Clash
from ..logic.values import Value, iso
from .entries import LISTS, Entries, read_entries
from .fields import ASKED, HEAD, READERS, ClaimError, Reading
from .particulars import PARTICULARS, Particulars, read_particulars

ORDER = (
    ("agreement_date", "suit_filed_date"),
    ("suit_filed_date", "judgment_date"),
    ("judgment_date", "judgment_served_date"),
    ("judgment_date", "application_date"),
    ("judgment_date", "effective_date"),
    ("judgment_date", "performance_due_date"),
    ("judgment_date", "last_interruption_date"),
    ("judgment_date", "ruling_served_date"),
    ("judgment_date", "recognition_ruling_effective_date"),
    ("obstacle_start_date", "obstacle_end_date"),
    ("application_date", "ruling_served_date"),
    ("ruling_served_date", "review_requested_date"),
)
DUE = "performance_due_date", "performance_period_stated"
"""A stated day on which performance is due, and the fact that it implies."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FROM_EVENTS = (
    ("title", "last_interruption_date"),
    ("title", "limit_interrupted"),
    ("title", "limit_suspended"),
    ("title", "obstacle_start_date"),
    ("title", "obstacle_end_date"),
    ("debt", "claim_last_interruption_date"),
)


class Claim(msgspec.Struct):
    """A claim: its stated facts as values, and texts for readers. `facts` holds also what the vocabulary alone implies;
    `particulars` are for papers only.
    """

    facts: dict[str, Value]
    id: str | None = None
    title: str | None = None
    requested: str = "CN"
    texts: dict[str, str] = {}
    stated: frozenset[str] = frozenset()
    entries: Entries = Entries()
    particulars: Particulars = Particulars()


def load_claim(path: Path, book: Book) -> Claim:
    """Read a claim file (YAML, or JSON where the name ends in .json). Raises ClaimError."""
    raw = _json(path) if path.suffix.lower() == ".json" and not path.is_dir() else read(path)
    return make_claim(raw, book, source=path)


def parse_claim(raw: bytes, book: Book, source: str = "-") -> Claim:
    """Read a claim from bytes, as YAML (JSON is YAML)."""
    return make_claim(parse(raw, source), book, source=source)


def make_claim(raw: Any, book: Book, *, source: Path | str | None = None, minor_units: bool = False) -> Claim:
    """A claim from plain data: `id`, `title`, `requested`, facts by their ids, lists, `particulars`.

    Amounts are in major units, text or whole number ("1200000.00"); with `minor_units` they are whole minor units, as
    in the record of rulings. Raises ClaimError.
    """
    if not isinstance(raw, Mapping):
        raise ClaimError("a claim is a list of `fact: value` lines; see `exequatur claim new`", source, 1)
    try:
        _check_texts(raw, source)
    except RecursionError:
        raise ClaimError(f"nested deeper than {MAX_DEPTH} levels", source) from None
    requested = raw.get("requested", "CN")
    if requested != book.requested:
        raise ClaimError(
            f"requested: `{requested}` is not served; only {book.requested} is", source, line_of(raw, "requested")
        )
    reading = Reading(raw, book, source, minor_units)
    facts: dict[str, Value] = {}
    texts: dict[str, str] = {}
    for key, value in raw.items():
        if key in HEAD:
            if value is not None and not isinstance(value, str | int):
                raise ClaimError(f"{key}: must be text", source, line_of(raw, key))
            continue
        if key in LISTS or key == PARTICULARS:
            continue
        if key == ASKED:
            raise ClaimError(f"{key}: the day asked about is no fact; give it with --on", source, line_of(raw, key))
        info = book.facts.get(key) if isinstance(key, str) else None
        if info is None:
            raise reading.unknown(key)
        if value is None:
            continue
        if info.type == "text":
            texts[key] = reading.text(key, value)
        else:
            facts[key] = READERS[info.type](reading, info, value)
    entries = read_entries(raw, reading, book) if any(key in raw for key in LISTS) else Entries()
    particulars = read_particulars(raw, source, entries.respondents) if PARTICULARS in raw else Particulars()
    _check_order(facts, raw, source)
    _check_entries(entries, facts, raw, source)
    try:
        closed = implications(book).close(facts)
    except Clash as clash:
        raise clash_error(clash, raw, source) from None
    name, title = raw.get("id"), raw.get("title")
    return Claim(
        closed,
        None if name is None else str(name),
        None if title is None else str(title),
        requested,
        texts,
        frozenset(facts),
        entries,
        particulars,
    )


def clash_error(clash: Clash, raw: object = None, source: Path | str | None = None) -> ClaimError:
    """The message for two statements that cannot both hold."""
    return ClaimError(
        f"{clash.fact}: stated {show(clash.stated)}, but {show(clash.derived)} follows from the other facts; correct one of them",
        source,
        line_of(raw, clash.fact),
    )


def show(value: Value) -> str:
    """A value in words, for error messages."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "unknown"}[value]
    if isinstance(value, frozenset):
        return " or ".join(sorted(value))
    return f"{iso(value[0])} to {iso(value[1])}" if value[0] != value[1] else str(iso(value[0]))


def _check_texts(raw: Mapping[str, Any], source: Path | str | None) -> None:
    """Nothing in a claim may steer a terminal, or be what UTF-8 cannot write."""
    for key, value in raw.items():
        for text in _texts([key, value]):
            if found := _UNPRINTABLE.search(text):
                name = _UNPRINTABLE.sub("?", str(key)[:40])
                raise ClaimError(
                    f"{name}: holds U+{ord(found[0]):04X}, which is no text; remove it", source, line_of(raw, key)
                )


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _texts(pair, depth + 1)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part, depth if isinstance(value, tuple) else depth + 1)


def _check_order(facts: dict[str, Value], raw: object, source: Path | str | None) -> None:
    for early, late in ORDER:
        first, second = facts.get(early), facts.get(late)
        if isinstance(first, tuple) and isinstance(second, tuple) and first[0] > second[1]:
            raise ClaimError(
                f"{late}: {show(second)} lies before {early} ({show(first)}); correct one of them",
                source,
                line_of(raw, late),
            )


def _check_entries(entries: Entries, facts: dict[str, Value], raw: Any, source: Path | str | None) -> None:
    judged = facts.get("judgment_date")
    for number, event in enumerate(entries.events):
        if event.of == "title" and isinstance(judged, tuple) and event.date[1] < judged[0]:
            raise ClaimError(
                f"events[{number}]: {show(event.date)} lies before judgment_date ({show(judged)}); correct one of them, "
                "or write `of: debt` where the event concerns the claim behind the title",
                source,
                line_of(raw["events"], number) or line_of(raw, "events"),
            )
    for of, fact in _FROM_EVENTS:
        if fact in facts and any(event.of == of for event in entries.events):
            raise ClaimError(
                f"{fact}: follows from `events`; leave it out, and list every event there", source, line_of(raw, fact)
            )
    dues = [instalment.due for instalment in entries.instalments]
    for number, due in enumerate(dues):
        if isinstance(judged, tuple) and due[1] < judged[0]:
            raise ClaimError(
                f"instalments[{number}].due: {show(due)} lies before judgment_date ({show(judged)}); correct one of them",
                source,
                line_of(raw["instalments"], number) or line_of(raw, "instalments"),
            )
    if dues:
        last = max(due[0] for due in dues), max(due[1] for due in dues)
        stated = facts.setdefault("performance_due_date", last)
        if isinstance(stated, tuple) and (stated[1] < last[0] or stated[0] > last[1]):
            raise ClaimError(
                f"performance_due_date: stated {show(stated)}, but the last instalment is due {show(last)}; correct one of them",
                source,
                line_of(raw, "performance_due_date"),
            )
        if isinstance(stated, tuple):
            facts["performance_due_date"] = max(stated[0], last[0]), min(stated[1], last[1])
        if len(dues) > 1 and facts.setdefault("performance_in_instalments", True) is False:
            raise ClaimError(
                "performance_in_instalments: stated false, but `instalments` lists several; correct one of them",
                source,
                line_of(raw, "performance_in_instalments"),
            )
    if DUE[0] in facts and facts.setdefault(DUE[1], True) is False:
        raise ClaimError(
            "performance_period_stated: stated false, but performance_due_date names a day; correct one of them",
            source,
            line_of(raw, "performance_period_stated"),
        )


def _json(path: Path) -> Any:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ClaimError(f"cannot be read: {error.strerror or error}", path) from None
    return parse_json(raw, path)


def parse_json(raw: bytes, source: Path | str) -> Any:
    """Plain data from JSON bytes: no repeated keys, bounded like a YAML file."""
    import json

    if len(raw) > MAX_BYTES:
        raise ClaimError(f"larger than {MAX_BYTES} bytes; a file of this kind is small: is it the right one?", source)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            seen: set[str] = set()
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            raise ClaimError(f"`{twice}` stands twice; keep one", source)
        return result

    try:
        text = raw.decode("utf-8-sig")
        if not text.strip():
            raise ClaimError("the file is empty", source)
        return json.loads(text, object_pairs_hook=once, parse_int=whole, parse_float=str, parse_constant=str)
    except UnicodeDecodeError:
        raise ClaimError("not UTF-8 text; save it as UTF-8", source) from None
    except json.JSONDecodeError as error:
        raise ClaimError(f"not valid JSON: {error.msg}", source, error.lineno) from None
    except RecursionError:
        raise ClaimError("nested too deeply", source) from None
