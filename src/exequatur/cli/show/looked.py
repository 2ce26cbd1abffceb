"""A dry run of a table, and a guessed mapping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .parts import Told, rows_of


def looked(told: Told) -> RenderableType:
    """What would come of a table: the file, the columns, what is not literal, what would be rejected."""
    rows = [
        *file_of(told["table"]),
        ("rows", f"{told['rows']:,}"),
        ("readable", f"{told['readable']:,}"),
        ("rejected", f"{told['rejected']:,}"),
    ]
    columns = [(one["column"], one["fact"]) for one in told["table"]["columns"] if one["column"] != one["fact"]]
    parts: list[RenderableType] = [rows_of([*rows, *twice(told["ids_twice"])])]
    if columns:
        parts += [Text("\nColumns", style="bold"), rows_of(columns)]
    parts += [*read_as(told["readings"]), *_rejects(told["rejects"], told["rejects_of_other_kinds"])]
    return Group(*parts, Text("\nNothing was written."))


def guessed(told: Told) -> RenderableType:
    """A guessed mapping, to look through."""
    rows = [
        (one["column"], one["fact"] or "?", f"{one['sure']:.0%}" if one["fact"] else "", one["why"], _how(one))
        for one in told["guesses"]
    ]
    left = f"{told['open']:,} columns are left to you" if told["open"] else "Every column has a fact"
    use = Text(f"\n{left}. Look through {told['mapping']}, then use it with --mapping.")
    return Group(_table(("column", "fact", "sure", "why", "in the mapping"), rows), use)


def file_of(table: Told) -> list[tuple[str, object]]:
    """What was found out of a file."""
    names = ("encoding", "separator", "sheet", "mapping")
    rows: list[tuple[str, object]] = [(name, table[name]) for name in names if table[name]]
    if (table["parts"] or 1) > 1:
        rows.append(("parts", f"{table['parts']:,}"))
    return [*rows, ("ignored", ", ".join(table["ignored"]))] if table["ignored"] else rows


def twice(ids: Told | None) -> list[tuple[str, object]]:
    """Ids that stand in several rows."""
    if not ids or not ids["count"]:
        return []
    return [
        ("ids that stand twice", f"{ids['count']:,}" + (f": {', '.join(ids['examples'])}" if ids["examples"] else ""))
    ]


def read_as(readings: Sequence[Told]) -> list[RenderableType]:
    """What was read otherwise than as it stands."""
    if not readings:
        return []
    rows = [
        (one["fact"], one["example"] or one["form"], one["read_as"] or ("unknown" if one["example"] else ""), _by(one))
        for one in readings
    ]
    return [
        Text("\nRead otherwise than as it stands", style="bold"),
        _table(("fact", "cell", "read as", "rows"), rows),
    ]


def _by(one: Told) -> str:
    same = one["form"] == one["example"] or not one["example"]
    return f"{one['rows']:,}" + ("" if same else f" ({one['form']})")


def _rejects(kinds: Sequence[Told], others: int) -> list[RenderableType]:
    if not kinds:
        return []
    rows = [
        (
            one["column"] or "the row",
            f"{one['faults']:,}",
            ", ".join(
                f"{each['row']}: {each['value']}" if each["value"] else str(each["row"]) for each in one["examples"]
            ),
            "; ".join(filter(None, (one["reason"], one["remedy"]))),
        )
        for one in kinds
    ]
    more = [Text(f"and {others:,} faults of other kinds")] if others else []
    return [
        Text("\nWould be rejected", style="bold"),
        _table(("column", "faults", "first rows", "reason and remedy"), rows),
        *more,
    ]


def _how(one: Told) -> str:
    return "yes" if one["written"] else "as a comment"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
