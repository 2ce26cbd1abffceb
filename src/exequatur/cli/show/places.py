"""States: one on a day, and all of them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from .parts import MARKS, QUIET, Told, Whole, dated, grid, legend, outcome, rows_of


def _group(group: int | None, route: str | None = None) -> str:
    return "regional" if route == "regional" else f"group {group}" if group else "open"


def state(told: Told) -> RenderableType:
    """One state on a day."""
    head = Text(f"{told['name']}   {_group(told['group'], told['route'])}", style="bold")
    head.append(
        f"   {told['group_label']} since {_since(told)}   grade: {told['grade']}   on {told['on']}"
        if told["group_label"]
        else "",
        style=QUIET,
    )
    parts: list[RenderableType] = [head, Text(told["means"] or told["reason"])]
    if told["insolvency_only"]:
        parts.append(Text("Insolvency only: no money judgment has been recognised yet."))
    if told.get("instruments"):
        parts.append(rows_of((one["id"], one["title"]) for one in told["instruments"]))
    if test := told["test"]:
        tree = Tree(
            Text("The test of the day: ", style="bold").append(
                {True: "met", False: "not met", None: "not shown"}[test["met"]]
            ),
            guide_style=QUIET,
        )
        for limb in test["limbs"]:
            mark, colour = MARKS[limb["mark"]]
            line = Text(mark, style=colour).append(" " + limb["sentence"], style="default" if limb["asked"] else QUIET)
            branch = tree.add(line.append("" if limb["asked"] else "  (not asked on this day)", style=QUIET))
            for one in limb["evidence"]:
                if one["name"] != "law":
                    branch.add(
                        Text(
                            ", ".join(str(part) for part in (one["name"], one["docket"], one["decided"]) if part),
                            style=QUIET,
                        )
                    )
        parts += [Text(), tree, legend(told["marks"], MARKS)]
    if told["history"]:
        rows = [
            (
                Text(f"{span['from']} to {span['to']}"),
                Text(_group(span["group"])),
                Text(span["grade"]),
                Text(span["sentence"]),
            )
            for span in told["history"]
        ]
        parts += [Text(), Text("History", style="bold"), grid(("days", "group", "grade", "why it begins"), rows)]
    if told["rulings"]:
        given = [
            (
                Text(dated(one["decided"])),
                outcome(one["result"]),
                Text(one["name"]),
            )
            for one in told["rulings"]
        ]
        parts += [
            Text(),
            Text("Rulings on our record", style="bold"),
            Whole(grid(("decided", "result", "number"), given)),
            Text(told["notice"], style=QUIET),
        ]
    return Group(*parts)


def states(told: Told) -> RenderableType:
    """All states on a day."""
    counts = told["counts"]
    head = Text(f"States on {told['on']}", style="bold")
    head.append(
        "   "
        + "   ".join(
            f"{_group(None if name == 'open' else int(name))}: {number}" for name, number in counts.items() if number
        ),
        style=QUIET,
    )
    rows = [
        (
            Text(one["iso"]),
            Text(one["name"]),
            Text(_group(one["group"], one["route"]) + (" (insolvency only)" if one["insolvency_only"] else "")),
            Text(one["since"] or ""),
            Text(one["grade"] or ""),
        )
        for one in told["states"]
    ]
    return Group(head, Whole(grid(("iso", "state", "group", "since", "grade"), rows)))


def _since(told: Told) -> str:
    """The first day of the present group; on the first day of the record the group may be older."""
    older = told["since"] == told["history"][0]["from"]
    return f"{told['since']} or before" if older else str(told["since"])
