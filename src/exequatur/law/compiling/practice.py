"""Compiles the files of `cn/practice/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ...corpus.errors import DataError
from ...corpus.practice import MESSAGES
from ...corpus.source import Corpus
from ...logic import forms
from ...logic.nodes import AnyNode
from ..practice import Practice


def compile_practice(corpus: Corpus, types: dict[str, forms.Kind]) -> dict[str, Practice]:
    """Every file of practice, by its name. Raises DataError at the item of a fault."""
    made = {}
    for file, items in corpus.items.items():
        plain = {id: msgspec.to_builtins(item) for id, item in items.items()}
        tests: dict[str, AnyNode] = {}
        for id, item in plain.items():
            for path, form in _tests(item, id):
                try:
                    tests[path] = forms.truth(form, types)
                except forms.FormError as error:
                    raise DataError(
                        f"{path}: {error.message}", *corpus.places[f"{file} {id}"], kind="malformed-test"
                    ) from None
        made[file] = Practice(plain, tests)
    return made


def _tests(part: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The tests of an item, taken out of it, with the path to each."""
    if isinstance(part, dict):
        if part.get("when") is not None:
            yield path, part.pop("when")
        for key, below in part.items():
            yield from _tests(below, f"{path}.{key}")
    elif isinstance(part, list):
        for number, below in enumerate(part):
            yield from _tests(below, f"{path}.{number}")


def practice_messages(corpus: Corpus) -> dict[str, str]:
    """The texts that users read, by id: `practice.<file>.<item>.<key>`, in a list with the number, or the id, of the part."""
    return {
        f"practice.{file}.{item.id}.{path}": text
        for file, keys in MESSAGES.items()
        for item in corpus.items.get(file, {}).values()
        for key in keys
        for path, text in _texts(item, key)
    }


def _texts(item: Any, key: str) -> Iterator[tuple[str, str]]:
    name, _, rest = key.partition(".")
    value = getattr(item, name)
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for number, part in enumerate(value):
            at = f"{name}.{getattr(part, 'id', number)}"
            if isinstance(part, str):
                yield at, part
            else:
                yield from ((f"{at}.{path}", text) for path, text in _texts(part, rest))
