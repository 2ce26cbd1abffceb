"""A program as one query: its steps as columns of layers, each layer a common table expression over the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from ..compiling.program import LEAVES, Program, Reg
from .dialects import barrier, listed, piped
from .expressions import Expressions, identifier, padded
from .law import Law
from .layers import Layers, Node, reads
from .layout import Layout
from .notes import comment, fact_of, made_for, named
from .periods import Periods
from .told import Said, Told

_NEW = 10**9
MOST = 800
"""Columns that a layer carries before those that are no longer read are left out."""
ANSWERS = ("id", "row_number", "state", "state_group", "bad_value", "several_keys")
"""Columns that are no steps."""
LAST = "answers"
"""What the comment of the last query is kept under."""
Part = tuple[str, str]
"""The name of a common table expression and its text."""


class Stage(msgspec.Struct):
    """One layer: `made`, its own columns with their texts; `reads`: the columns of the layer before; `joins` to it."""

    made: dict[str, str]
    reads: set[str]
    joins: str = ""


class Beside(msgspec.Struct, frozen=True):
    """What else a query reads: literal tables, joins to them, and columns of the first layer that go along to the end."""

    relations: tuple[Part, ...] = ()
    joins: str = ""
    columns: dict[str, str] = {}


class Query:
    """A program for tables of one layout, in one dialect. `wanted`: the columns to give; `names`: names for steps.

    Raises NotInColumns where a part of the program has no text.
    """

    def __init__(
        self,
        program: Program,
        wanted: Mapping[str, Reg],
        law: Law,
        layout: Layout,
        dialect: str,
        names: Mapping[Reg, str] | None = None,
    ) -> None:
        self.layout, self.dialect, self._program, self.wanted = layout, dialect, program, dict(wanted)
        self._nodes: dict[Reg, Node] = {}
        self._periods = Periods(law, program.functions)
        self._replaced: dict[Reg, Reg] = {}
        order = self._translate(program.needed(wanted.values()))
        by_key = self._said(order)
        prefix = "{}_" if len(by_key) > 1 else ""
        self.told = {key: Told(law, key, said, prefix.format(key)) for key, said in by_key.items()}
        self.layers = Layers(self._nodes, order, [self._at(reg) for reg in wanted.values() if not _fixed(reg)])
        self._names = self._named(names or {})
        self._facts = {self._at(reg) for reg in names or {} if not _fixed(reg)}
        self._sets = {node[1] for node in self._nodes.values() if node[0] in ("is", "other")}
        self.reads = {node[1] for node in self._nodes.values() if node[0] in LEAVES} | {*self.told}
        self._stages: dict[Any, list[Stage]] = {}

    def _translate(self, needed: Iterable[Reg]) -> list[Reg]:
        """The steps as nodes of a query, in order."""
        steps, order = self._program.steps, list[Reg]()
        for number in needed:
            match steps[number]:
                case "each", name, start:
                    period = self._periods.period(name)
                    self._nodes[number + _NEW] = ("end", period, self._at(start))
                    order.append(number + _NEW)
                    if period.shift is None:
                        self._replaced[number] = number + _NEW
                        continue
                    node: Node = ("shift", period.shift, number + _NEW)
                case "says", found, column, what:
                    _, table, key, low, high = steps[found]
                    on = self._constant(low, high)
                    said = Said(table, column, what, on)
                    node = ("told", steps[key][1], said)
                    if on is None:
                        node = ("told_on", steps[key][1], said, self._at(low), self._at(high))
                case "along", name, start:
                    node = ("along", self._program.lines[name], self._at(start))
                case "lookup" | "key", *_:
                    continue
                case kind, *rest if kind not in LEAVES:
                    node = (kind, *(rest if kind == "number" else map(self._at, rest)))
                case leaf:
                    node = leaf
            self._nodes[number] = node
            order.append(number)
        return order

    def _at(self, reg: Reg) -> Reg:
        return self._replaced.get(reg, reg)

    def _constant(self, low: Reg, high: Reg) -> int | None:
        days = self._program.constant(low), self._program.constant(high)
        return days[0] if days[0] == days[1] else None

    def _said(self, order: Iterable[Reg]) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for node in map(self._nodes.__getitem__, order):
            if node[0] in ("told", "told_on"):
                found.setdefault(node[1], []).append(node[2])
        return found

    def _named(self, names: Mapping[Reg, str]) -> dict[Reg, str]:
        """A name for each column: its own, else the number of its step."""
        own = {self._at(reg): name.replace(" ", "_") for name, reg in self.wanted.items() if not _fixed(reg)}
        own = {self._at(reg): name for reg, name in names.items() if not _fixed(reg)} | own
        made: dict[Reg, str] = {}
        taken = {*self.layout.kinds, *(f"{fact}_set" for fact in self.layout.kinds), *ANSWERS}
        taken |= {column for told in self.told.values() for column in told.columns()}
        for column in sorted(self.layers.columns):
            node = self._nodes[column]
            name = own.get(column) or (f"{node[1]}_{node[0]}" if node[0] in ("low", "high", "given") else None)
            name = (name or (f"s{column - _NEW}_end" if column >= _NEW else f"s{column}"))[:55]
            made[column] = f"{name}_s{column % _NEW}" if name in taken else name
            taken.add(made[column])
        return made

    def relations(self) -> list[Part]:
        """The literal tables that the query reads."""
        made = [
            (f"told_of_{key}", listed(told.columns(), told.rows(), self.dialect)) for key, told in self.told.items()
        ]
        shifts = list(self._periods.shifts.values())
        days = sorted({day for shift in shifts for day in shift.listed})
        if days:
            columns = ["day", *(f"shift_{number}" for number in range(1, len(shifts) + 1))]
            rows = [(day, *(shift.listed.get(day) for shift in shifts)) for day in days]
            made.append(("shifted_days", listed(columns, rows, self.dialect)))
        return made

    def stages(self) -> list[Stage]:
        """The layers; the first one reads the table itself."""
        widths = tuple(told.widths for told in self.told.values())
        if widths not in self._stages:
            write = Expressions(
                self._nodes, self.layers.columns, self._names, self.layout, self.told, self._periods, self.dialect
            )
            self._stages[widths] = [self._first(), *(self._layer(write, columns) for columns in self.layers.of)]
        return self._stages[widths]

    def _first(self) -> Stage:
        """What the table states and what the law tells of its keys."""
        facts = [column for fact in sorted(self.reads) for column in self.layout.columns(fact)]
        made = {name: self.id(name) for name in facts}
        made |= {f"{fact}_set": padded(fact).sql(dialect=self.dialect) for fact in sorted(self._sets)}
        made |= {column: column for told in self.told.values() for column in told.columns()}
        joins = (f"\n  LEFT JOIN told_of_{key} ON of_{key} = COALESCE({self.id(key)}, '')" for key in self.told)
        return Stage(made, set(), "".join(joins))

    def _layer(self, write: Expressions, columns: Iterable[Reg]) -> Stage:
        stage = Stage({}, set())
        write.touched = stage.reads
        for column in columns:
            node, name = self._nodes[column], self._names[column]
            if node[0] == "shift" and self._periods.shifts[node[1]].listed:
                end = self.id(self._names[node[2]])
                stage.joins += f"\n  LEFT JOIN shifted_days AS of_{name} ON of_{name}.day = {end}"
            stage.made[name] = write.of(column, top=True).sql(dialect=self.dialect)
        return stage

    def over(
        self,
        table: str,
        carry: Iterable[str],
        last: Callable[[str], str],
        more: Beside | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> str:
        """The layers over `table`, and over them the query that `last` makes from the name of a relation (or from nothing,
        where layers are piped). `carry`: columns of the table to go along; `more`: what else to read beside the table;
        `notes`: comments by the name of a relation.
        """
        notes = notes or {}
        more = more or Beside()
        carry, stages = [*carry, *more.columns], self.stages()
        needed = {self._names[self._at(reg)] for reg in self.wanted.values() if not _fixed(reg)} | {*carry}
        after: list[set[str]] = []
        for stage in reversed(stages):
            after.insert(0, set(needed))
            needed |= stage.reads
        have = [*dict.fromkeys((*carry, *stages[0].made))]
        first = [_as(self.id(name), more.columns.get(name, self.id(name))) for name in carry]
        first += [_as(self.id(name), sql) for name, sql in stages[0].made.items() if name not in carry]
        parts = [*self.relations(), *more.relations]
        parts.append(("facts", select(first, table, stages[0].joins + more.joins) + barrier(self.dialect)))
        pipes: list[str] = []
        for depth, (stage, later) in enumerate(zip(stages[1:], after[1:], strict=True), 1):
            before, made = parts[-1][0], [_as(self.id(name), sql) for name, sql in stage.made.items()]
            prune = len(have) + len(stage.made) > MOST or (piped(self.dialect) and stage.joins)
            if prune:
                have = [name for name in have if name in later]
            shown = [*map(self.id, have)] if prune else [f"{before}.*"]
            have += stage.made
            if len(set(have)) < len(have):
                raise AssertionError(f"two columns of one name in layer {depth}")
            if piped(self.dialect):
                pipes += [stage.joins.replace("\n  ", "\n|> ")[1:]] if stage.joins else []
                pipes += [notes[f"layer_{depth}"]] if notes else []
                pipes.append("|> " + ("SELECT" + _list([*shown, *made]) if prune else "EXTEND" + _list(made)))
            else:
                parts.append((f"layer_{depth}", select([*shown, *made], before, stage.joins) + barrier(self.dialect)))
        ending = [notes[LAST]] if LAST in notes else []
        if piped(self.dialect):
            return assembled(parts, "\n".join(["FROM facts", *pipes, *ending, f"|> {last('')}"]), notes)
        return assembled(parts, "\n".join([*ending, last(parts[-1][0])]), notes)

    def notes(self) -> dict[str, str]:
        """A comment for each common table expression: what it works out, and from what."""
        notes = {
            "shifted_days": comment("How many days later an end comes that would fall on a day off."),
            "facts": comment("The rows, with what the tables of the law say of them.", _reads(sorted(self.reads))),
        }
        for key in self.told:
            notes[f"told_of_{key}"] = comment(
                f"What the dated tables of the law say of each {key}. NULL is an open end."
            )
        facts = {name: fact for fact in self.layout.kinds for name in (*self.layout.columns(fact), f"{fact}_set")}
        says = {name: f"the tables on {key}" for key, told in self.told.items() for name in told.columns()}
        given = {self._at(reg): name for name, reg in self.wanted.items() if not _fixed(reg)}
        for depth, (columns, stage) in enumerate(zip(self.layers.of, self.stages()[1:], strict=True), 1):
            about = [fact_of(self._names[column]) for column in columns if column in self._facts]
            about += [self._program.about[node % _NEW] for column in columns for node in self._written(column)]
            read = sorted({facts[name] for name in stage.reads & facts.keys()})
            read += sorted({says[name] for name in stage.reads & says.keys()})
            read += ["shifted_days"] if stage.joins else []
            notes[f"layer_{depth}"] = comment(
                f"Layer {depth} of {len(self.layers.of)}",
                *made_for(about),
                *([_reads(read)] if read else []),
                *([f"answers: {named(found)}"] if (found := [given[one] for one in columns if one in given]) else []),
            )
        return notes

    def _written(self, column: Reg) -> list[Reg]:
        """The steps that the text of a column holds, but for what it reads of the table and of the law."""
        found, todo = list[Reg](), [column]
        while todo:
            node = self._nodes[one := todo.pop()]
            found += [one] if node[0] not in (*LEAVES, "number", "told", "told_on") else []
            todo += [part for part in reads(node) if part not in self.layers.columns]
        return sorted(found)

    def result(self, name: str) -> str:
        """A wanted column, as the last layer holds it."""
        reg = self.wanted[name]
        return str(reg).upper() if _fixed(reg) else self.id(self._names[self._at(reg)])

    def text(self, table: str, carry: tuple[str, ...]) -> str:
        """The whole query: `carry` and the wanted columns of every row."""
        columns = [*map(self.id, carry), *(_as(self.id(name), self.result(name)) for name in self.wanted)]
        return self.over(table, carry, lambda source: select(columns, source))

    def id(self, name: str) -> str:
        """A name as the dialect writes it."""
        return identifier(name).sql(dialect=self.dialect)


def _fixed(reg: Reg) -> bool:
    return isinstance(reg, bool)


def _as(name: str, sql: str) -> str:
    return name if sql == name else f"{sql} AS {name}"


def _reads(names: Iterable[str]) -> str:
    return f"reads: {', '.join(names)}"


def _list(columns: Iterable[str]) -> str:
    return "\n    " + ",\n    ".join(columns)


def select(columns: Iterable[str], table: str, rest: str = "") -> str:
    """A query; in a pipe without a table of its own."""
    return "SELECT" + _list(columns) + (f"\n  FROM {table}{rest}" if table else "")


def assembled(parts: Iterable[Part], last: str, notes: Mapping[str, str]) -> str:
    """Common table expressions, each with its comment, and the query over them."""
    noted = ((name, f"{notes[name]}\n  {body}" if name in notes else body) for name, body in parts)
    return "WITH " + ",\n".join(f"{name} AS (\n  {body}\n)" for name, body in noted) + f"\n{last}"
