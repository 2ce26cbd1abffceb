"""The written form of a rule (plain data, as in YAML) read into nodes, with the types checked on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any as Plain

from . import nodes
from .values import COMPARISONS, day

_NODES = ("all", "any", "not", "value", "in", "when", "table", "plus", "latest", "earliest")
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


class FormError(Exception):
    """A form that is no rule. `path` leads to the place: keys and indices from the form down."""

    def __init__(self, message: str, path: Sequence[str | int] = ()) -> None:
        super().__init__(message)
        self.message, self.path = message, tuple(path)


class Kind(str):
    """The type of a fact: truth, date, amount, count or code, with the closed list of a code where there is one."""

    values: frozenset[str] | None

    def __new__(cls, type_: str, values: Sequence[str] | None = None) -> Kind:
        """A type by its name, and its words where they are closed."""
        kind = super().__new__(cls, type_)
        kind.values = frozenset(values) if values else None
        return kind


def truth(form: Plain, kinds: Mapping[str, Kind], path: tuple[str | int, ...] = ()) -> nodes.AnyNode:
    """The node of a form that must give a truth."""
    return _Reader(kinds).read(form, "truth", path)


def value(form: Plain, kind: Kind, kinds: Mapping[str, Kind], path: tuple[str | int, ...] = ()) -> nodes.AnyNode:
    """The node of a form that must give a value of `kind`."""
    return _Reader(kinds).read(form, kind, path)


class _Reader:
    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = kinds

    def read(self, form: Plain, wanted: str, path: tuple[str | int, ...]) -> nodes.AnyNode:
        """The node of `form`, which must give a `wanted`."""
        if isinstance(form, str):
            kind = self._kinds.get(form)
            if kind is None:
                raise FormError(f"unknown fact `{form}`", path)
            if kind != wanted:
                raise FormError(f"`{form}` is a {kind}, a {wanted} is needed here", path)
            return nodes.Fact(form)
        if not isinstance(form, Mapping) or not form:
            raise FormError(f"{form!r} is no node; write a fact id or one of all, any, not, in, when, before, …", path)
        key = next(iter(form))
        if key in COMPARISONS:
            node, given = self._comparison(form, key, path), "truth"
        elif key in _NODES:
            node, given = getattr(self, f"_{key}")(form, wanted, (*path, key))
        else:
            raise FormError(f"unknown node `{key}`", path)
        if given != wanted:
            raise FormError(f"`{key}` gives a {given}, a {wanted} is needed here", path)
        return node

    def _only(self, form: Mapping[str, Plain], path: tuple[str | int, ...], *keys: str) -> None:
        if extra := [key for key in form if key not in keys]:
            raise FormError(f"`{extra[0]}` has no place here; allowed: {', '.join(keys)}", (*path[:-1], extra[0]))

    def _several(
        self, form: Mapping[str, Plain], key: str, wanted: str, path: tuple[str | int, ...]
    ) -> tuple[nodes.AnyNode, ...]:
        self._only(form, path, key)
        return tuple(
            self.read(part, wanted, (*path, number)) for number, part in enumerate(_listed(form[key], key, path))
        )

    def _days(
        self, form: Mapping[str, Plain], key: str, wanted: str, path: tuple[str | int, ...]
    ) -> tuple[nodes.AnyNode, ...]:
        if wanted not in ("date", "amount", "count"):
            raise FormError(f"`{key}` gives a date or a number, a {wanted} is needed here", path)
        return self._several(form, key, wanted, path)

    def _all(self, form: Mapping[str, Plain], _: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        return nodes.All(self._several(form, "all", "truth", path)), "truth"

    def _any(self, form: Mapping[str, Plain], _: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        return nodes.Any(self._several(form, "any", "truth", path)), "truth"

    def _not(self, form: Mapping[str, Plain], _: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        self._only(form, path, "not")
        return nodes.Not(self.read(form["not"], "truth", path)), "truth"

    def _value(self, form: Mapping[str, Plain], wanted: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        self._only(form, path, "value")
        constant = form["value"]
        if constant is None:
            return nodes.Literal(None), wanted
        if isinstance(constant, bool):
            return nodes.Literal(constant), "truth"
        if isinstance(constant, int):
            return nodes.Literal((constant, constant)), wanted if wanted in ("amount", "count") else "count"
        if isinstance(constant, str) and wanted == "date" and _DAY.fullmatch(constant):
            try:
                return nodes.Literal(day(constant)), "date"
            except ValueError as error:
                raise FormError(str(error), path) from None
        if isinstance(constant, str) and wanted == "code":
            allowed = getattr(wanted, "values", None)
            if allowed and constant not in allowed:
                raise FormError(f"`{constant}` is not in the closed list", path)
            return nodes.Literal(constant), "code"
        raise FormError(f"{constant!r} is not a {wanted}", path)

    def _in(self, form: Mapping[str, Plain], _: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        self._only(form, path, "in")
        pair = form["in"]
        if (
            not isinstance(pair, Sequence)
            or len(pair) != 2
            or not isinstance(pair[1], Sequence)
            or isinstance(pair[1], str)
        ):
            raise FormError("`in` needs a fact and a list of values", path)
        fact, values = pair[0], _listed(pair[1], "in", (*path, 1))
        node = self.read(fact, "code", (*path, 0))
        allowed = self._kinds[fact].values if isinstance(fact, str) else None
        for number, item in enumerate(values):
            if not isinstance(item, str) or (allowed and item not in allowed):
                raise FormError(f"`{item}` is not a value of `{fact}`", (*path, 1, number))
        return nodes.In(node, frozenset(values)), "truth"

    def _when(self, form: Mapping[str, Plain], wanted: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        self._only(form, path, "when", "else")
        if "else" not in form:
            raise FormError("`when` needs an `else`", path)
        cases = []
        for number, case in enumerate(_listed(form["when"], "when", path)):
            if not isinstance(case, Mapping) or set(case) - {"note"} != {"if", "then"}:
                raise FormError("a case needs `if` and `then`", (*path, number))
            cases.append(
                (
                    self.read(case["if"], "truth", (*path, number, "if")),
                    self.read(case["then"], wanted, (*path, number, "then")),
                )
            )
        return nodes.When(tuple(cases), self.read(form["else"], wanted, (*path[:-1], "else"))), wanted

    def _comparison(self, form: Mapping[str, Plain], op: str, path: tuple[str | int, ...]) -> nodes.AnyNode:
        self._only(form, (*path, op), op)
        pair = form[op]
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise FormError(f"`{op}` compares two values", (*path, op))
        kind = next((self._kinds[part] for part in pair if isinstance(part, str) and part in self._kinds), None)
        wanted = str(kind) if kind else "date"
        if wanted not in ("date", "amount", "count"):
            raise FormError(f"`{op}` compares dates or numbers, not a {wanted}", (*path, op))
        left, right = (self.read(part, wanted, (*path, op, number)) for number, part in enumerate(pair))
        return nodes.Compare(op, left, right)

    def _table(self, form: Mapping[str, Plain], wanted: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        self._only(form, path, "table", "of", "on", "column")
        for key in ("of", "on", "column"):
            if key not in form:
                raise FormError(f"`table` needs `{key}`", path)
        for key in ("table", "column"):
            if not isinstance(form[key], str):
                raise FormError(f"`{key}` needs a name", (*path[:-1], key))
        facts = _listed(form["of"], "of", (*path[:-1], "of"))
        keys = tuple(self.read(fact, "code", (*path[:-1], "of", number)) for number, fact in enumerate(facts))
        return nodes.Table(
            form["table"], keys, self.read(form["on"], "date", (*path[:-1], "on")), form["column"]
        ), wanted

    def _plus(self, form: Mapping[str, Plain], _: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        self._only(form, path, "plus", "rounding")
        pair = _listed(form["plus"], "plus", path)
        if len(pair) != 2:
            raise FormError("`plus` needs a day and a length", path)
        start, length = pair
        if not isinstance(length, Mapping) or not length or set(length) - {"years", "months", "days"}:
            raise FormError("`plus` needs a length in years, months or days", (*path, 1))
        for unit, number in length.items():
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise FormError(f"{number!r} is not a number of {unit}", (*path, 1, unit))
        if form.get("rounding") not in (None, "next_working_day"):
            raise FormError(
                f"unknown rounding `{form['rounding']}`; there is next_working_day", (*path[:-1], "rounding")
            )
        working = form.get("rounding") is not None
        return nodes.Plus(self.read(start, "date", (*path, 0)), working=working, **length), "date"

    def _latest(self, form: Mapping[str, Plain], wanted: str, path: tuple[str | int, ...]) -> tuple[nodes.AnyNode, str]:
        return nodes.Extreme(True, self._days(form, "latest", wanted, path)), wanted

    def _earliest(
        self, form: Mapping[str, Plain], wanted: str, path: tuple[str | int, ...]
    ) -> tuple[nodes.AnyNode, str]:
        return nodes.Extreme(False, self._days(form, "earliest", wanted, path)), wanted


def _listed(form: Plain, key: str, path: tuple[str | int, ...]) -> Sequence[Plain]:
    if not isinstance(form, Sequence) or isinstance(form, str) or not form:
        raise FormError(f"`{key}` needs a list", path)
    return form
