"""Straight-line programs over columns: what a table of claims is put through, one step after another.

A step gives a column of truths or of whole numbers. Nothing is unknown in it: what is not known of a value is written as
several truths, one per answer that is still open ("can be false", "can be true"; one per class of a code), and a date or a
sum as its least and its greatest number. Equal steps are made once, and steps that a constant settles are not made at all.
Knows neither law nor Polars.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from ...logic.values import Span, add

Reg = int
"""The number of a step, or True or False. Numbers begin at 2, so that no step is mistaken for a constant."""

Pair = tuple[Reg, Reg]


class Lines(NamedTuple):
    """A function of a number from 0 on that is a straight line between its knots: (start, value there, growth), each value
    and growth over `of`. Rounded to the nearest whole number, halves up. `most`: the greatest number it is asked about.
    """

    knots: tuple[tuple[int, int, int], ...]
    of: int
    most: int

    def at(self, number: int) -> int:
        """The value at a number."""
        start, value, growth = next(knot for knot in reversed(self.knots) if knot[0] <= number)
        return (2 * (value + growth * (number - start)) + self.of) // (2 * self.of)


class Ending(msgspec.Struct, frozen=True):
    """The function that finds one side of the end of a period. `rounding`: from its last day to the days it can end on."""

    years: int
    months: int
    days: int
    rounding: Callable[[int], Span] | None
    side: int

    def __call__(self, day: int) -> int:
        """The end of the period that begins with a day."""
        last = add(day, years=self.years, months=self.months, days=self.days)
        return last if self.rounding is None else self.rounding(last)[self.side]


_FIRST = 2

About = tuple[str, str]
"""What a step was first made for: a part of the answer, or a fact or rule; and which one."""


class Program:
    """Builds the steps. A step is a name and its operands; `functions` are those that steps of the kind `each` name. `about`
    says of each step what it was first made for.
    """

    def __init__(self) -> None:
        self.steps: list[tuple[Any, ...]] = [(), ()]
        self._now: About = ("facts", "")
        self.about: list[About] = [self._now, self._now]
        self._numbers: dict[tuple[Any, ...], Reg] = {}
        self.functions: dict[Hashable, Callable[[int], int]] = {}
        self.lines: dict[Hashable, Lines] = {}

    def step(self, *step: Hashable) -> Reg:
        """The number of a step, made when it is first wanted."""
        number = self._numbers.get(step)
        if number is None:
            number = self._numbers[step] = len(self.steps)
            self.steps.append(step)
            self.about.append(self._now)
        return number

    @contextmanager
    def making(self, part: str, which: str = "") -> Iterator[None]:
        """Steps made within are about this."""
        before, self._now = self._now, (part, which)
        try:
            yield
        finally:
            self._now = before

    def apply(self, name: Hashable, call: Callable[[int], int], to: Reg) -> Reg:
        """A function of one number, kept under its name."""
        constant = self.constant(to)
        if constant is not None:
            return self.number(call(constant))
        self.functions.setdefault(name, call)
        return self.step("each", name, to)

    def both(self, *parts: Reg) -> Reg:
        """Whether all of `parts` hold."""
        result: Reg = True
        for part in parts:
            result = self._join("and", result, part, True)
        return result

    def either(self, *parts: Reg) -> Reg:
        """Whether one of `parts` holds."""
        result: Reg = False
        for part in parts:
            result = self._join("or", result, part, False)
        return result

    def counted(self, parts: Iterable[Reg]) -> tuple[Reg, Reg]:
        """Whether at least one of `parts` holds, and whether at least two do."""
        once: Reg = False
        twice: Reg = False
        for part in parts:
            twice = self.either(twice, self.both(once, part))
            once = self.either(once, part)
        return once, twice

    def _join(self, name: str, a: Reg, b: Reg, neutral: bool) -> Reg:
        if a is neutral or a == b:
            return b
        if b is neutral:
            return a
        if isinstance(a, bool) or isinstance(b, bool):
            return not neutral
        if self.contrary(a) == b:
            return not neutral
        return self.step(name, min(a, b), max(a, b))

    def contrary(self, part: Reg) -> Reg:
        """Whether `part` does not hold."""
        if isinstance(part, bool):
            return not part
        step = self.steps[part]
        return int(step[1]) if step[0] == "not" else self.step("not", part)

    def number(self, value: int) -> Reg:
        """A constant number."""
        return self.step("number", value)

    def constant(self, reg: Reg) -> int | None:
        """The value of a constant number, None for any other step."""
        step = self.steps[reg]
        return int(step[1]) if step[0] == "number" else None

    def below(self, a: Reg, b: Reg) -> Reg:
        """Whether number `a` is less than number `b`."""
        x, y = self.constant(a), self.constant(b)
        if a == b:
            return False
        return self.step("below", a, b) if x is None or y is None else x < y

    def at_most(self, a: Reg, b: Reg) -> Reg:
        """Whether number `a` is at most number `b`."""
        return self.contrary(self.below(b, a))

    def least(self, parts: Iterable[Reg]) -> Reg:
        """The least of several numbers."""
        return self._extreme("least", min, parts)

    def greatest(self, parts: Iterable[Reg]) -> Reg:
        """The greatest of several numbers."""
        return self._extreme("greatest", max, parts)

    def _extreme(self, name: str, pick: Callable[[int, int], int], parts: Iterable[Reg]) -> Reg:
        first, *rest = parts
        result = first
        for part in rest:
            x, y = self.constant(result), self.constant(part)
            if x is not None and y is not None:
                result = self.number(pick(x, y))
            elif result != part:
                result = self.step(name, min(result, part), max(result, part))
        return result

    def plus(self, a: Reg, b: Reg) -> Reg:
        """The sum of two numbers."""
        x, y = self.constant(a), self.constant(b)
        if x is not None and y is not None:
            return self.number(x + y)
        return b if x == 0 else a if y == 0 else self.step("plus", min(a, b), max(a, b))

    def minus(self, a: Reg, b: Reg) -> Reg:
        """Number `a` less number `b`."""
        x, y = self.constant(a), self.constant(b)
        if x is not None and y is not None:
            return self.number(x - y)
        return a if y == 0 else self.step("minus", a, b)

    def along(self, name: Hashable, lines: Lines, to: Reg) -> Reg:
        """A function that is straight between its knots; of more than `most` it gives what it gives for that."""
        to = self.greatest((self.least((to, self.number(lines.most))), self.number(0)))
        constant = self.constant(to)
        if constant is not None:
            return self.number(lines.at(constant))
        self.lines.setdefault(name, lines)
        return self.step("along", name, to)

    def choose(self, test: Reg, then: Reg, otherwise: Reg) -> Reg:
        """Number `then` where `test` holds, else number `otherwise`."""
        if isinstance(test, bool):
            return then if test else otherwise
        return then if then == otherwise else self.step("choose", test, then, otherwise)

    def needed(self, wanted: Iterable[Reg]) -> list[Reg]:
        """The steps that `wanted` rest on, in order."""
        todo = [reg for reg in wanted if not isinstance(reg, bool)]
        found: set[Reg] = set()
        while todo:
            reg = todo.pop()
            if reg not in found:
                found.add(reg)
                todo.extend(operands(self.steps[reg]))
        return sorted(found)


_OPERANDS = {
    "and": slice(1, 3),
    "or": slice(1, 3),
    "not": slice(1, 2),
    "below": slice(1, 3),
    "least": slice(1, 3),
    "greatest": slice(1, 3),
    "choose": slice(1, 4),
    "each": slice(2, 3),
    "along": slice(2, 3),
    "plus": slice(1, 3),
    "minus": slice(1, 3),
    "lookup": slice(2, 5),
    "says": slice(1, 2),
}


def operands(step: tuple[Any, ...]) -> tuple[Reg, ...]:
    """The steps that a step reads."""
    place = _OPERANDS.get(step[0])
    return step[place] if place else ()


LEAVES = ("yes", "no", "given", "exact", "is", "other", "low", "high", "key")
"""The steps that read a column of the table: their first operand is the fact."""


def shown(part: object) -> str:
    """An operand in words."""
    if isinstance(part, frozenset):
        return "|".join(sorted(part))
    return " ".join(shown(one) for one in part) if isinstance(part, tuple) else str(part)
