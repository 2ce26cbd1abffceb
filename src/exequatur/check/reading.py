"""Faults met while files are read and tests compiled: the errors of those rooms, each with a kind and a remedy.

A file that cannot be read hides what stands in it; so while there are such faults, only they are reported.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ..corpus.errors import DataError
from ..corpus.schema import RuleForm
from ..corpus.source import Corpus, find_line
from ..law.compiling.build import build, compile_rule
from ..law.compiling.facts import kinds
from ..logic import forms
from .desk import Desk, Place, nearest, span
from .fault import Fault

KINDS = {
    "unreadable": "A file that is not plain, bounded YAML in UTF-8.",
    "unmapped-key": "A key that the form of the file does not have.",
    "missing-key": "A key that must stand there and does not.",
    "wrong-type": "A value of another type than the key has.",
    "wrong-value": "A word that is not on the closed list of the key.",
    "duplicate-id": "Two things with one id.",
    "misplaced-file": "A file where the corpus looks for none, so that nobody would read it.",
    "missing-file": "A file without which the law cannot be compiled.",
    "csv-columns": "A table whose header or number of columns is not what its reader expects.",
    "unknown-fact": "A fact that is not in the vocabulary: in a test, a definition, a track or the file of a ruling.",
    "unknown-code": "A value that is not on the closed list of the fact asked.",
    "test-type": "A fact or node of another type than its place in a test needs.",
    "malformed-test": "A test that is not in the form of a rule.",
}
REMEDIES = {
    "unreadable": "write plain YAML there",
    "unknown-fact": "use a fact of facts/, or add it there",
    "wrong-type": "docs/reference/corpus.md says what stands here; a text that looks like a number needs quotes",
    "wrong-value": "use a word of docs/reference/corpus.md",
    "test-type": "ask a fact of the type needed, or compare it (in, before, at_least)",
    "malformed-test": "write it in the form of docs/reference/rules.md",
}
CSV_COLUMNS = {
    "case_types.csv": ("code", "number", "zh", "en", "category", "category_zh", "relevant", "basis"),
    "city_abbreviations.csv": ("words", "kind", "code", "basis", "note"),
    "courts.csv": ("code", "zh", "en", "level", "province", "short", "basis", "gb_code", "note"),
    "old_type_words.csv": ("word", "opens", "after", "zh", "en"),
    "pinyin.csv": ("character", "syllable"),
    "places.csv": ("gb_code", "zh", "en", "court", "basis", "note"),
}
NEEDED = {
    "notes.yaml": (("compiled",),),
    "currencies.yaml": (("minor_digits",),),
    "cn/tables/calendar.yaml": (("longest_closure_days",), ("years",), ("festivals",), ("projected",)),
    "treaties/multilateral/apostille_1961.yaml": (("china", "in_force"),),
    "treaties/new_york_1958.yaml": (),
    **{f"cn/tables/{name}": () for name in CSV_COLUMNS},
}
_TEST_KINDS = (
    ("unknown-fact", re.compile(r"unknown fact `([^`]+)`")),
    ("unknown-code", re.compile(r"is not a value of `([^`]+)`|is not in the closed list")),
    ("test-type", re.compile(r"is needed here|compares dates or numbers, not")),
)


def read_faults(corpus: Corpus) -> Iterator[Fault]:
    """What hides data: files that cannot be read, are in the wrong place, or are missing."""
    for error in corpus.faults:
        yield _fault(error.kind, error.message, Place(Path(error.source or corpus.root), error.line))
    yield from _tree(corpus.root)
    for name, needed in NEEDED.items():
        path = corpus.root / name
        if not path.exists():
            yield Fault(
                path, 1, "missing-file", f"there is no {name}, and the law cannot be compiled without it; put it back"
            )
            continue
        for keys in needed:
            if path in corpus.raw and not _has(corpus.raw[path], keys):
                yield Fault(
                    path,
                    find_line(corpus.raw[path], keys) or 1,
                    "missing-key",
                    f"missing key `{'.'.join(keys)}`; add it",
                )
    for ruling in corpus.rulings.values():
        if "state" not in ruling.origin:
            path, _ = corpus.places[f"ruling {ruling.id}"]
            yield Fault(
                path,
                find_line(corpus.raw[path], ("origin",)) or 1,
                "missing-key",
                "missing key `origin.state`; add the code of the state",
            )


def _tree(root: Path) -> Iterator[Fault]:
    for path in sorted(root.rglob("*")):
        if path.is_dir() or path.name.startswith(".") or path.suffix == ".yaml":
            continue
        if path.parent != root / "cn" / "tables" or path.name not in CSV_COLUMNS:
            yield Fault(
                path,
                1,
                "misplaced-file",
                "a file that nothing reads; data stand in .yaml files and in "
                f"{', '.join(CSV_COLUMNS)} of cn/tables: move or rename it",
            )
        else:
            yield from _csv(path, CSV_COLUMNS[path.name])


def _csv(path: Path, columns: tuple[str, ...]) -> Iterator[Fault]:
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        yield Fault(path, 1, "unreadable", "not UTF-8 text; save it as UTF-8")
        return
    rows = csv.reader(text.splitlines(keepends=True))
    header = next(rows, [])
    if tuple(header) != columns:
        yield Fault(path, 1, "csv-columns", f"the columns are {', '.join(header)}; they must be {', '.join(columns)}")
        return
    for row in rows:
        if len(row) != len(columns):
            yield Fault(
                path,
                rows.line_num,
                "csv-columns",
                f"{len(row)} values in {len(columns)} columns; quote a value that holds a comma",
            )


def _has(raw: object, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if not isinstance(raw, dict) or raw.get(key) is None:
            return False
        raw = raw[key]
    return True


def compile_tests(desk: Desk, *, book: bool) -> list[Fault]:
    """The faults of the tests of rules and tracks; where the rest is sound (`book`), also the book of all other rules."""
    corpus, types = desk.corpus, kinds(desk.corpus.facts)
    tracks = list(_track_faults(corpus, types))
    faults: list[Fault] = []
    sound = dict(corpus.rules)
    for id, form in corpus.rules.items():
        try:
            compile_rule(corpus, form, types)
        except DataError as error:
            faults.append(
                _test_fault(
                    error.message, Place(*corpus.places[f"rule {id}"])._replace(line=error.line), corpus, error.kind
                )
            )
            del sound[id]
        except (ValueError, TypeError, KeyError) as error:
            del sound[id]
            if _dates_can_be_read(form):
                faults.append(_test_fault(f"{id}: {error}", desk.place(f"rule {id}", "test"), corpus, "malformed-test"))
    if book and not tracks:
        desk.book = build(msgspec.structs.replace(corpus, rules=sound), release="check", diagram=False)
    return [*tracks, *faults]


def _dates_can_be_read(form: RuleForm) -> bool:
    """Whether the days of a rule can be read; where not, `bad-date` reports them at their own line."""
    days = [day for cited in form.cited_as for day in (cited.from_, cited.to)]
    if form.in_force:
        days += [form.in_force.from_, form.in_force.to]
    return all(span(day) for day in days if day)


def _track_faults(corpus: Corpus, types: dict[str, forms.Kind]) -> Iterator[Fault]:
    for regime, decision in corpus.decisions.items():
        path, _ = corpus.places[f"decision {regime}"]
        for number, track in enumerate(decision.tracks):
            if track.if_ is None:
                continue
            try:
                forms.truth(track.if_, types)
            except forms.FormError as error:
                line = find_line(corpus.raw[path], ("tracks", number, "if", *error.path))
                yield _test_fault(f"{track.id}: {error.message}", Place(path, line), corpus, "malformed-test")


def _test_fault(message: str, place: Place, corpus: Corpus, kind: str) -> Fault:
    for named, pattern in _TEST_KINDS:
        found = pattern.search(message)
        if found is None:
            continue
        kind = named
        if named == "unknown-fact":
            message += "; " + nearest(found[1], corpus.facts, otherwise="use a fact of facts/, or add it there")
        elif named == "unknown-code":
            values = (corpus.facts[found[1]].values or []) if found[1] in corpus.facts else []
            message += f"; write one of {', '.join(values)}" if values else "; write a value of its list in facts/"
        break
    return _fault(kind, message, place)


def _fault(kind: str, message: str, place: Place) -> Fault:
    if ";" not in message and kind in REMEDIES:
        message += f"; {REMEDIES[kind]}"
    return Fault(place.path, place.line or 1, kind, message)
