"""A screening: what came of the rows, and what was done with the columns."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from .looked import read_as, twice
from .parts import Told, rows_of


def screened(told: Told) -> RenderableType:
    """The totals of a screening, or where invented claims are."""
    if told["as_it_stands"] is None:
        return Text(f"{told['rows']:,} invented claims in {told['out']}")
    stands = {name.replace("_", " "): f"{count:,}" for name, count in told["as_it_stands"].items()}
    rows = [("rows", f"{told['rows']:,}"), ("answered", f"{told['answered']:,}, in {told['out']}")]
    rows.append(("rejected", f"{told['rejected']:,}" + (f", in {told['rejects']}" if told["rejects"] else "")))
    if told["continued_after"]:
        rows.insert(0, ("went on", f"after {told['continued_after']:,} rows of an earlier run"))
    parts: list[RenderableType] = [
        rows_of(
            [
                *rows,
                ("settled", f"{told['settled']:,}"),
                ("missing facts", _asked(told["missing_asked"])),
                *twice(told["ids_twice"]),
            ]
        ),
        Text("\nAs it stands", style="bold"),
        rows_of(list(stands.items())),
    ]
    parts += read_as(told["readings"])
    return Group(*parts, *(_plan(told["plan"]) if told["plan"] else ()))


def mended(told: Told) -> RenderableType:
    """What came of mended rows, and how many answers there are now."""
    named = ": " + ", ".join(told["replaced_ids"]) if told["replaced_ids"] else ""
    rows: list[tuple[str, object]] = [
        ("mended rows", f"{told['rows']:,}"),
        ("added", f"{told['added']:,}"),
        ("replaced", f"{told['replaced']:,}{named}"),
        ("unchanged", f"{told['unchanged']:,}"),
        ("rejected", f"{told['rejected']:,}"),
        ("answers", f"{told['before']:,} before, {told['added']:,} added, {told['after']:,} now, in {told['out']}"),
        ("rejects left", f"{told['rejects_left']:,} rows" + (f", in {told['rejects']}" if told["rejects"] else "")),
    ]
    return Group(rows_of(rows), *read_as(told["readings"]))


def _plan(plan: Told) -> list[RenderableType]:
    paths = [f"{one['path']}: {one['nodes']} → {one['folded']}" for one in plan["paths"]]
    return [
        Text("\nWhat is done with the columns", style="bold"),
        rows_of(
            [
                ("read", ", ".join(plan["read"]) or "none"),
                ("no rule reads", ", ".join(plan["not_read"]) or "none"),
                ("nodes", "; ".join(paths)),
                ("steps", str(len(plan["steps"]))),
            ]
        ),
        *(Text(step) for step in plan["steps"]),
    ]


def _asked(count: int | None) -> str:
    return "not asked; --missing asks" if count is None else f"asked of {count:,} different rows"
