"""The nodes of a query as expressions of SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import Any

from sqlglot import exp

from ..compiling.program import Lines, Reg
from .dialects import EVER, Expr, moved, number, ordinal, quotient, text
from .layers import Node, chained
from .layout import Layout
from .periods import Periods, Shift
from .told import Said, Told

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_RESERVED = {"GROUP", "KIND", "MATTER", "FROM", "TO", "ORDER", "TABLE"}


class Expressions:
    """Writes the nodes out. `columns`: those that are columns, with their `names`; `touched`: the columns read so far."""

    def __init__(
        self,
        nodes: Mapping[Reg, Node],
        columns: Collection[Reg],
        names: Mapping[Reg, str],
        layout: Layout,
        told: Mapping[str, Told],
        periods: Periods,
        dialect: str,
    ) -> None:
        self._nodes, self._columns, self._names, self._layout = nodes, columns, names, layout
        self._told, self._periods, self._dialect = told, periods, dialect
        self.touched: set[str] = set()

    def _column(self, name: str) -> Expr:
        self.touched.add(name)
        return exp.column(identifier(name))

    def of(self, at: Reg, top: bool = False) -> Expr:
        """A node as an expression; a column by its name, except at the top."""
        if at in self._columns and not top:
            return self._column(self._names[at])
        node = self._nodes[at]
        read: Callable[[Reg], Expr] = self.of
        match node:
            case ("and" | "or") as kind, *_:
                parts = [read(part) for part in chained(self._nodes, at, self._columns)]
                return exp.and_(*parts, copy=False) if kind == "and" else exp.or_(*parts, copy=False)
            case "not", a:
                return _contrary(read(a))
            case "number", value:
                return number(value)
            case "below", a, b:
                return exp.LT(this=read(a), expression=read(b))
            case ("least" | "greatest") as kind, a, b:
                return exp.Anonymous(this=kind.upper(), expressions=[read(a), read(b)])
            case "plus", a, b:
                return exp.Paren(this=exp.Add(this=read(a), expression=read(b)))
            case "minus", a, b:
                return exp.Paren(this=exp.Sub(this=read(a), expression=read(b)))
            case "along", lines, start:
                return self._along(lines, read(start))
            case "choose", test, then, otherwise:
                return exp.Case().when(read(test), read(then), copy=False).else_(read(otherwise), copy=False)
            case "end", period, start:
                return self._end(read(start), period)
            case "shift", name, end:
                return self._shifted(read(end), self._shift(name), name, f"of_{self._names[at]}")
            case "told", key, said:
                return self._said_of(key, said, None)
            case "told_on", key, said, low, high:
                return self._said_of(key, said, (low, high))
        return self._stated(*node)

    def _along(self, lines: Lines, start: Expr) -> Expr:
        """A function that is straight between its knots."""
        case = exp.Case()
        for at, value, growth in reversed(lines.knots):
            since = exp.Paren(this=exp.Sub(this=start.copy(), expression=number(at)))
            risen = exp.Mul(this=exp.cast(since, "bigint"), expression=number(2 * growth))
            whole = exp.Add(this=risen, expression=number(2 * value + lines.of))
            test = exp.GTE(this=start.copy(), expression=number(at))
            case = case.when(test, quotient(whole, 2 * lines.of, self._dialect), copy=False)
        return case

    def _stated(self, kind: str, fact: str, of: Any = None) -> Expr:
        """What a row states of a fact."""
        names = self._layout.columns(fact)
        match kind:
            case "yes":
                return _or_else(self._column(fact), exp.true())
            case "no":
                return _contrary(_or_else(self._column(fact), exp.false()))
            case "given":
                blank = (exp.Is(this=self._column(name), expression=exp.null()) for name in names)
                return _contrary(exp.and_(*blank, copy=False))
            case "exact":
                known: list[Expr] = [
                    _contrary(exp.Is(this=self._column(name), expression=exp.null())) for name in names
                ]
                if len(names) > 1:
                    known.append(exp.EQ(this=self._column(names[0]), expression=self._column(names[1])))
                if self._layout.kinds[fact] == "code":
                    bar = exp.StrPosition(this=self._column(fact), substr=text("|"))
                    known.append(exp.EQ(this=bar, expression=number(0)))
                return _or_else(exp.and_(*known, copy=False), exp.false())
            case "is":
                return _or_else(_among(self._column(f"{fact}_set"), sorted(of)), exp.true())
            case "other":
                rest = self._column(f"{fact}_set")
                for code in sorted(of):
                    rest = exp.func("REPLACE", rest, text(f"|{code}|"), text(""))
                return _or_else(exp.NEQ(this=rest, expression=text("")), exp.true())
            case "low" | "high":
                name = names[0] if kind == "low" else names[-1]
                day = self._column(name)
                if self._layout.kinds[fact] == "date":
                    day = ordinal(day, self._dialect)
                return _or_else(day, number(-EVER if kind == "low" else EVER))
        raise TypeError(kind)

    def _said_of(self, key: str, said: Said, days: tuple[Reg, Reg] | None) -> Expr:
        told = self._told[key]
        at = told.said.index(said)
        name = told.names[at]
        if days is None:
            return _or_else(self._column(name), exp.true() if told.default[at] else exp.false())
        met = exp.or_(*(self._meets(days, *ends) for ends in self._ends(name, told.widths[at])), copy=False)
        unlisted = exp.Is(this=self._column(f"of_{key}"), expression=exp.null())
        if not told.default[at]:
            return exp.and_(_contrary(unlisted), met, copy=False)
        other = (self._meets(days, number(since), number(until)) for since, until in told.default[at])
        return exp.Case().when(unlisted, exp.or_(*other, copy=False), copy=False).else_(met, copy=False)

    def _ends(self, name: str, width: int) -> Iterator[tuple[Expr, Expr]]:
        """The first and the last day of each stretch of days that a table tells."""
        for at in range(1, width + 1):
            since, until = self._column(f"{name}_from{at}"), self._column(f"{name}_to{at}")
            yield _or_else(since, number(-EVER)), _or_else(until, number(EVER))

    def _meets(self, days: tuple[Reg, Reg], since: Expr, until: Expr) -> Expr:
        low, high = (self.of(day) for day in days)
        return exp.and_(exp.LTE(this=low, expression=until), exp.GTE(this=high, expression=since), copy=False)

    def _shift(self, name: Hashable) -> Shift:
        return self._periods.shifts[name]

    def _end(self, start: Expr, period: Any) -> Expr:
        """The end by the calendar; an open end stays open."""
        inside = exp.Between(this=start, low=number(self._periods.first), high=number(self._periods.last))
        bounded: Expr = start.copy()
        if period.months:
            low, high = number(self._periods.first), number(self._periods.last)
            clipped = exp.Anonymous(this="GREATEST", expressions=[low, start.copy()])
            bounded = exp.Anonymous(this="LEAST", expressions=[high, clipped])
        end = moved(bounded, period.months, period.days, self._dialect)
        return exp.Case().when(inside, end, copy=False).else_(start.copy(), copy=False)

    def _shifted(self, end: Expr, shift: Shift, name: Hashable, alias: str) -> Expr:
        """The end with its shift."""
        week = exp.Case(this=exp.Mod(this=end.copy(), expression=number(7)))
        for day, later in enumerate(shift.week):
            if later:
                week = week.when(number(day), number(later), copy=False)
        later_: Expr = week.else_(number(0), copy=False) if any(shift.week) else number(0)
        if shift.listed:
            place = list(self._periods.shifts).index(name) + 1
            later_ = _or_else(exp.column(f"shift_{place}", table=alias), later_)
        case = exp.Case()
        for test, add in (
            (exp.GT(this=exp.func("ABS", end.copy()), expression=number(EVER // 10)), number(0)),
            (exp.LT(this=end.copy(), expression=number(shift.first)), number(shift.before)),
            (exp.GT(this=end.copy(), expression=number(shift.last)), number(shift.after)),
        ):
            case = case.when(test, add, copy=False)
        return exp.Add(this=end, expression=case.else_(later_, copy=False))


def identifier(name: str) -> exp.Identifier:
    """A name, in quotes where SQL would read it as something else."""
    return exp.to_identifier(name, quoted=not name.isidentifier() or name != name.lower() or name.upper() in _RESERVED)


def _or_else(value: Expr, otherwise: Expr) -> Expr:
    return exp.Coalesce(this=value, expressions=[otherwise])


def padded(fact: str) -> Expr:
    """`a|b` as `|a||b|`, in which every code stands between bars of its own."""
    doubled = exp.func("REPLACE", exp.column(identifier(fact)), text("|"), text("||"))
    return exp.DPipe(this=exp.DPipe(this=text("|"), expression=doubled), expression=text("|"))


def _among(padded: Expr, codes: list[str]) -> Expr:
    """Whether one of the codes is in a set."""
    if len(codes) > 2 and all(_PLAIN.fullmatch(code) for code in codes):
        return exp.RegexpLike(this=padded, expression=text(f".*[|]({'|'.join(codes)})[|].*"))
    one = (exp.StrPosition(this=padded.copy(), substr=text(f"|{code}|")) for code in codes)
    return exp.or_(*(exp.GT(this=place, expression=number(0)) for place in one), copy=False)


def _contrary(test: Expr) -> Expr:
    if isinstance(test, exp.Paren):
        test = test.this
    return test.this if isinstance(test, exp.Not) else exp.not_(test, copy=False)
