"""A strict and bounded reader of YAML (and so of JSON) that remembers lines.

Only plain data: no tags, no anchors or aliases, no repeated keys, bounded size, depth and number of values. Truths are
`true` and `false` only; `no`, `off`, `NO` are text, so that Norway is a state and nothing turns into a legal fact by
accident. Whole numbers are integers, every other number stays text. Dates stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from .errors import DataError

MAX_BYTES = 1 << 20
MAX_DEPTH = 40
MAX_VALUES = 50_000

Data = None | bool | int | str | list["Data"] | dict[str, "Data"]

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)
_Parser: type = getattr(yaml, "CLoader", yaml.Loader)


class Mapping(dict[str, Data]):
    """A mapping that knows the line of each key."""

    lines: dict[str, int]


class Sequence(list[Data]):
    """A sequence that knows the line of each item."""

    lines: list[int]


def line_of(holder: object, key: str | int) -> int | None:
    """The line of `key` in a mapping or sequence that was read here."""
    if isinstance(holder, Mapping) and isinstance(key, str):
        return holder.lines.get(key)
    if isinstance(holder, Sequence) and isinstance(key, int):
        return holder.lines[key]
    return None


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> Data:
    """The content of a YAML or JSON file. Raises DataError with file, line and remedy."""
    if path.is_dir():
        raise DataError("this is a directory; name a file", path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(max_bytes + 1)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path) from None
    return parse(raw, path, max_bytes=max_bytes)


def parse(raw: bytes, source: Path | str, *, max_bytes: int = MAX_BYTES) -> Data:
    """The value that `raw` holds; `source` names it in errors."""
    if len(raw) > max_bytes:
        raise DataError(f"larger than {max_bytes} bytes; a file of this kind is small: is it the right one?", source)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DataError("not UTF-8 text; save it as UTF-8", source, line) from None
    for number, content in enumerate(text.split("\n"), 1):
        if match := re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content):
            raise DataError(
                f"control character U+{ord(match[0]):04X}; this is not a text file, or remove it", source, number
            )
    if re.search("[\ud800-\udfff\ufffe\uffff]", text):
        raise DataError("character that YAML does not allow; remove it", source)
    if not text.strip():
        raise DataError("the file is empty", source)
    return _Reading(text, source).value()


class _Reading:
    """One pass over the events of one document."""

    def __init__(self, text: str, source: Path | str) -> None:
        self._source = source
        self._text = text
        self._count = 0

    def value(self) -> Data:
        try:
            events = iter(yaml.parse(self._text, Loader=_Parser))
            next(events), next(events)
            first = next(events)
            if isinstance(first, yaml.StreamEndEvent | yaml.DocumentEndEvent):
                raise DataError("the file is empty", self._source)
            result = self._node(first, events, 0)
            next(events)
            if not isinstance(next(events), yaml.StreamEndEvent):
                raise DataError("more than one document (`---`); keep one", self._source)
            return result
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise DataError(
                f"not valid YAML: {error.problem or error.context}", self._source, mark.line + 1 if mark else None
            ) from None
        except yaml.YAMLError as error:
            raise DataError(f"not valid YAML: {' '.join(str(error).split())[:120]}", self._source) from None
        except StopIteration:
            raise DataError("the file is empty", self._source) from None
        except RecursionError:
            raise DataError(f"nested deeper than {MAX_DEPTH} levels", self._source) from None

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Data:
        line = _line(event)
        self._count += 1
        if self._count > MAX_VALUES:
            raise DataError(f"more than {MAX_VALUES} values", self._source, line)
        if depth > MAX_DEPTH:
            raise DataError(f"nested deeper than {MAX_DEPTH} levels", self._source, line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise DataError("anchors and aliases (& and *) are not read here; write the value out", self._source, line)
        if tag := getattr(event, "tag", None):
            raise DataError(f"tags such as {tag} are not read here; write plain data", self._source, line)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = Sequence()
            items.lines = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.lines.append(_line(item))
                items.append(self._node(item, events, depth + 1))
            return items
        result = Mapping()
        result.lines = {}
        while not isinstance(item := next(events), yaml.MappingEndEvent):
            at = _line(item)
            if not isinstance(item, yaml.ScalarEvent):
                raise DataError("a key must be a word", self._source, at)
            key = item.value
            if key in result:
                raise DataError(f"`{key}` stands twice (first in line {result.lines[key]}); keep one", self._source, at)
            self._node(item, events, depth + 1)
            result.lines[key] = at
            result[key] = self._node(next(events), events, depth + 1)
        return result


def _line(event: yaml.Event) -> int:
    """The line of an event, counted from one."""
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 1


def whole(text: str) -> int | str:
    """A whole number, or the text of one that is longer than any number here.

    >>> whole("12"), whole("9" * 20)
    (12, '99999999999999999999')
    """
    return int(text) if _INTEGER.fullmatch(text) else text


def _scalar(event: yaml.ScalarEvent) -> Data:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "null", "~"):
        return None
    return whole(text)
