"""Periods: the last day first, then how it was found."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .parts import QUIET, Told, plain

STATUS = {
    "open": ("●", "green"),
    "met": ("✓", "green"),
    "may_have_passed": ("◐", "yellow"),
    "may_be_late": ("◐", "yellow"),
    "passed": ("■", "red"),
    "late": ("■", "red"),
}


def limits(told: Told) -> RenderableType:
    """The answer of `limit`."""
    parts: list[RenderableType] = [Text(told["title"] or told["id"] or "Claim", style="bold")]
    if not told["limits"]:
        parts.append(Text(told["summary"]))
    for one in told["limits"]:
        parts += [Text(), _limit(one)]
    if told["responses"]:
        parts += [Text(), *(Text(one["sentence"], style=QUIET) for one in told["responses"])]
    return Group(*parts, Text(), Text(told["notice"][0], style=QUIET))


def _limit(one: Told) -> RenderableType:
    mark, colour = STATUS[one["status"]]
    head = Text(f"{mark} {one['title']}", style=f"bold {colour}")
    lines = [Text(one["summary"], style="bold")]
    if one["days_left_means"] is not None:
        lines.append(Text(one["days_left_means"]))
    if one["status"] not in ("met", "late"):
        lines.append(Text(one["grade_means"], style=QUIET))
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    for step in one["working"]:
        table.add_row(_day(step["day"]), Text(step["sentence"]))
    for presumed in one["presumed"]:
        table.add_row("provided", Text(presumed["sentence"]))
    for event in one["events"]:
        if event["proof_needed"]:
            shown = event["proof"] or "nothing named"
            table.add_row("proof", Text(f"{event['name']}: needs {event['proof_needed']}. In the claim: {shown}."))
    for missing in one["missing"]:
        table.add_row("ask", Text(missing["question"]))
    if one["status"] != "met":
        table.add_row("if late", Text(one["consequence"]))
    return Group(head, Padding(Group(*lines, Text(), table), (0, 0, 0, 2)))


def _day(day: object) -> str:
    if isinstance(day, dict):
        return f"{day['from'] or '…'} to {day['to'] or '…'}"
    return plain(day) if day else ""
