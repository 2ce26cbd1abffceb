"""The query that a warehouse runs by itself: the answers of `screen` as one text, with no program at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl
from sqlglot import exp

from ...assessment.fields import EARLIEST, LATEST, ClaimError, Reading
from ...corpus.errors import DataError
from ...law.book import Book, FactInfo
from ...planning.money.sums import Exchange
from ..answers import CARRIED, DAYS, NAMED, SUMS, wanted
from ..cells import Cells
from ..compiling.asking import Asking
from ..compiling.columns import NotInColumns
from ..states import groups
from .dialects import EVER, RUN, check_dialect, dated, listed
from .dialects import date as date_of
from .expressions import identifier, padded
from .law import law_of
from .layout import FROM, SPANS, TO, Layout
from .notes import comment
from .sql import LAST, Beside, Query, select

TABLE = "claims"
_TYPES = {"truth": "BOOLEAN", "code": "TEXT", "date": "DATE", "amount": "BIGINT"}
_ALONE = ("aside", "limit alone", "sums alone")
"""Steps that hold in rows which a query cannot answer."""


def query_text(
    book: Book,
    on: int,
    columns: Sequence[str],
    dialect: str,
    path: Path | None = None,
    rates: Mapping[str, Exchange] | None = None,
) -> str:
    """The query for a table with these columns. `rates`: what one unit of another money is worth in that of the court.
    Raises DataError.
    """
    check_dialect(dialect)
    if on < book.periods[0]:
        raise DataError(f"the law before {date.fromordinal(book.periods[0])} is not on record; ask for a later day")
    layout = _layout(book, columns, path)
    try:
        asking = Asking(book, on, layout.kinds, rates)
        steps = dict(wanted(asking.ask()))
        query = Query(asking.program, steps, law_of(book), layout, dialect, asking.names())
    except NotInColumns as error:
        raise DataError(f"the law of this day has no query: {error}; use `exequatur screen`") from None
    own = [name for name in CARRIED if name in columns]
    beside = _beside(query, book, on)
    body = query.over(TABLE, own, lambda source: _last(query, book, on, own, source), beside, _notes(query))
    return "\n".join((*_head(book, on, query, layout, columns), body, ""))


def _layout(book: Book, columns: Sequence[str], path: Path | None) -> Layout:
    kinds: dict[str, str] = {}
    parts = set()
    for name in columns:
        fact = next((name.removesuffix(end) for end in (FROM, TO) if name.endswith(end)), name)
        spans = fact in book.facts and book.facts[fact].type in SPANS
        if name not in book.facts and spans:
            if not {fact + FROM, fact + TO} <= set(columns) or fact in columns:
                raise DataError(f"column `{name}`: write {fact}, or {fact + FROM} and {fact + TO}", path)
            parts.add(fact)
            kinds[fact] = book.facts[fact].type
        elif name in book.facts:
            if book.facts[name].type in _TYPES:
                kinds[name] = book.facts[name].type
        elif name not in (*CARRIED, "title", "requested"):
            raise ClaimError(Reading({}, book, path, False).unknown(name).message, path)
    return Layout(kinds, frozenset(parts))


def _beside(query: Query, book: Book, on: int) -> Beside:
    """What is read beside the steps: values that no claim file could say, sets of keys, and the group of the state."""
    bad = [check for fact in sorted(query.reads) for check in _wrong(query, book, book.facts[fact])]
    sets = [f"COALESCE({_has_bar(query, key)}, FALSE)" for key in sorted(query.told)]
    columns = {"bad_value": _either(bad), "several_keys": _either(sets)}
    if "origin" not in query.layout.kinds:
        return Beside(columns=columns)
    codes = sorted({*book.territories, *book.states})
    found = groups(book, on, Cells(pl.Series(range(len(codes))), [frozenset((code,)) for code in codes], None), 0)
    rows = [(code, number) for code, number in zip(codes, found, strict=False) if number is not None]
    relation = ("group_of_state", listed(["state", "state_group"], rows, query.dialect))
    joins = f"\n  LEFT JOIN group_of_state ON state = {query.id('origin')}"
    return Beside((relation,), joins, {**columns, "state_group": "state_group"})


def _notes(query: Query) -> dict[str, str]:
    """The comments of the query."""
    return query.notes() | {
        "group_of_state": comment("The group of each state on the day asked about."),
        LAST: comment("The answers: of the names of a column the one that holds. Blank where rejected or aside."),
    }


def _wrong(query: Query, book: Book, info: FactInfo) -> Iterable[str]:
    """Tests that hold where a column has no value of its fact."""
    names = [query.id(name) for name in query.layout.columns(info.id)]
    if info.type == "date":
        first, last = date.fromordinal(EARLIEST), date.fromordinal(LATEST)
        for name in names:
            yield f"COALESCE({name} < CAST('{first}' AS DATE) OR {name} > CAST('{last}' AS DATE), FALSE)"
        if len(names) > 1:
            yield f"COALESCE({names[0]} > {names[1]}, FALSE)"
    elif info.type == "amount":
        for name in names:
            yield f"COALESCE({name} < 0 OR {name} >= {EVER}, FALSE)"
        if len(names) > 1:
            yield f"COALESCE({names[0]} > {names[1]}, FALSE)"
        if "currency" in query.layout.kinds:
            yield f"({' OR '.join(f'{name} IS NOT NULL' for name in names)}) AND {query.id('currency')} IS NULL"
    elif info.type == "code" and info.values:
        rest: exp.Expr = padded(info.id)
        for code in info.values:
            rest = exp.func("REPLACE", rest, exp.Literal.string(f"|{code}|"), exp.Literal.string(""))
        yield f"COALESCE({rest.sql(dialect=query.dialect)} <> '', FALSE)"
    elif info.type == "code" and "3166-1" in (info.codes or ""):
        codes = ", ".join(f"'{code}'" for code in sorted(book.territories))
        yield f"COALESCE({names[0]} NOT IN ({codes}) AND NOT {_has_bar(query, info.id)}, FALSE)"


def _has_bar(query: Query, fact: str) -> str:
    place = exp.StrPosition(this=exp.column(identifier(fact)), substr=exp.Literal.string("|"))
    return exp.GT(this=place, expression=exp.Literal.number(0)).sql(dialect=query.dialect)


def _either(tests: Sequence[str]) -> str:
    return " OR ".join(tests) or "FALSE"


def _last(query: Query, book: Book, on: int, own: Sequence[str], source: str) -> str:
    """The answers; those of rows that are rejected or set aside are blank."""
    answers = _answers(query)
    group = "state_group" if "origin" in query.layout.kinds else "NULL"
    inner = {**dict(zip(own, own, strict=True)), **answers, "state_group": group}
    inner |= {"is_rejected": f"{query.result('rejected')} OR bad_value"}
    inner |= {"is_aside": " OR ".join((*map(query.result, _ALONE), "several_keys"))}
    made = [sql if sql == query.id(name) else f"{sql} AS {query.id(name)}" for name, sql in inner.items()]
    shown = [*own]
    for name in (*answers, "group"):
        column = "state_group" if name == "group" else query.id(name)
        shown.append(f"CASE WHEN NOT is_rejected AND NOT is_aside THEN {column} END AS {query.id(name)}")
    release = exp.Literal.string(book.release).sql(dialect=query.dialect)
    day = date_of(date.fromordinal(on).isoformat()).sql(dialect=query.dialect)
    shown += [
        f"{day} AS {query.id('day')}",
        f"{release} AS {query.id('release')}",
        "is_rejected AS rejected",
        "is_aside AND NOT is_rejected AS aside",
    ]
    if not source:
        return f"{select(made, '')}\n|> {select(shown, '')}"
    return select(shown, f"(\n  {select(made, source)}\n) AS answers")


def _answers(query: Query) -> dict[str, str]:
    """The columns of the answer, as texts over the last layer."""
    found: dict[str, str] = {}
    for name in query.wanted:
        column, _, rest = name.partition(" ")
        if column in NAMED:
            if column not in found:
                found[column] = _one_of(query, f"{column} ")
                if column == "limit_status":
                    found[column] = f"CASE WHEN NOT {query.result('limit none')} THEN {found[column]} END"
        elif column in DAYS:
            found[name] = _day(query, name)
        elif column.removesuffix("_most") in SUMS and not rest:
            sum_ = query.result(name)
            known = query.result(f"{column.removesuffix('_most')} known")
            found[name] = f"CASE WHEN {known} AND {sum_} < {EVER} THEN {sum_} END"
        elif not rest and name not in ("rejected", "aside"):
            found[name] = query.result(name)
    return found


def _day(query: Query, name: str) -> str:
    """A day by its number; NULL where it is open."""
    number = exp.column(identifier(query.result(name)))
    day = dated(number, query.dialect).sql(dialect=query.dialect)
    known = f"ABS({query.result(name)}) < {EVER} AND NOT {query.result('limit none')}"
    return f"CASE WHEN {known} THEN {day} END"


def _one_of(query: Query, prefix: str) -> str:
    """The one name that holds; NULL where none does, or several."""
    steps = {name.removeprefix(prefix): query.result(name) for name in query.wanted if name.startswith(prefix)}
    steps = {name: sql for name, sql in steps.items() if sql != "FALSE"}
    if not steps:
        return (
            "CAST(NULL AS VARCHAR)"
            if query.dialect not in ("bigquery", "spark", "databricks")
            else "CAST(NULL AS STRING)"
        )
    count = " + ".join(f"CASE WHEN {sql} THEN 1 ELSE 0 END" for sql in steps.values())
    named = " ".join(f"WHEN {sql} THEN '{name}'" for name, sql in steps.items())
    return f"CASE WHEN {count} = 1 THEN CASE {named} END END"


def _head(book: Book, on: int, query: Query, layout: Layout, columns: Iterable[str]) -> list[str]:
    """What the query is, and what it expects."""
    read = _columns(layout, query.reads)
    unread = sorted({*columns} - {*read, "id"})
    lines = [
        f"exequatur: the law as of {date.fromordinal(on)}, release {book.release}; {query.dialect}, "
        f"{len(query.layers.columns)} columns in {len(query.layers.of)} layers.",
    ]
    if query.dialect not in RUN:
        lines.append("TEXT ONLY: this dialect is written and parsed by our tests, but not run by them.")
    lines.append(f"Expects a table {TABLE} with: {', '.join(f'{name} {kind}' for name, kind in read.items())}.")
    if unread:
        lines.append(f"Not read by any rule: {', '.join(unread)}.")
    lines += [
        "NULL is unknown. Several codes in one cell: 'GB|US', in order. NAME_no: can be false; NAME_yes: can be true;",
        "expected_: as it stands; sN: step N of `exequatur screen --explain`. Days are numbered, 1 is 0001-01-01.",
        "rejected: no claim could say so. aside: ask `exequatur screen`. Both have no answers here.",
    ]
    return [f"-- {line}" for line in lines]


def _columns(layout: Layout, reads: Iterable[str]) -> Mapping[str, str]:
    return {name: _TYPES[layout.kinds[fact]] for fact in sorted(reads) for name in layout.columns(fact)}
