"""A plan: what counts first, then the time line as a picture, then each step."""

from __future__ import annotations

from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .parts import OUTCOMES, QUIET, Told, first_up, plain
from .routes import STATES, cost, extent
from .venue import name

WIDTH = 32
PRESSURE = {"in_time": "green", "tight": "yellow", "too_late": "red", None: "cyan"}
LEGEND = "◆ decides the end   █ at the fastest   ░ at the slowest   │ last safe day   → open end"
PHASES = {"prepare": "Prepare", "apply": "Apply", "court": "In court", "execute": "Execute"}


def plan(told: Told) -> RenderableType:
    """The answer of `plan`."""
    head = Text(told["title"] or told["id"] or "Claim", style="bold")
    lines = [Text(f"{first_up(told['procedure_name'] or 'procedure not clear')}, as of {told['on']}", style=QUIET)]
    lines.append(Text(told["outlook"], style="bold " + OUTCOMES[told["as_it_stands"]][1]))
    lines += [Text(line) for line in told["summary"]]
    parts: list[RenderableType] = [head, *lines]
    if told["steps"]:
        parts += [Text(), _line(told), Text(LEGEND, style=QUIET), Text(), _steps(told)]
    if told["papers"]:
        parts += [Text(), Text("Papers", style="bold"), *_papers(told["papers"])]
    parts += [Text(), Text("Court", style="bold"), Text(told["venue"]["summary"]), *_courts(told["venue"])]
    for door in told["doors"]:
        parts += [Text(), Text(door["name"], style="bold"), Text(door["sentence"])]
    if sums := extent(told["money"]):
        parts += [Text(), Text("Sum", style="bold"), *sums]
    if told["costs"]:
        parts += [Text(), Text("Costs", style="bold"), *(cost(one) for one in told["costs"])]
    parts += [Text(), Text("Routes", style="bold"), *_routes(told)]
    if any(step["phase"] == "execute" for step in told["steps"]):
        parts += [Text(), Text("In execution", style="bold"), _execution(told)]
    parts += [Text(), *(Text(line, style=QUIET) for line in told["notice"])]
    return Group(*parts)


def _line(told: Told) -> Table:
    """The time line: from soonest start to soonest end solid, to the latest end light, the last day as a bar."""
    days = [day for step in told["steps"] for day in (step["earliest"], step["latest"], step["must_by"]) if day]
    first = date.fromisoformat(told["on"]).toordinal()
    last = min(max(date.fromisoformat(day).toordinal() for day in days), first + 1500)
    table = Table.grid(padding=(0, 1))
    table.add_column(min_width=30)
    table.add_column(no_wrap=True, width=WIDTH)
    table.add_column(no_wrap=True)
    phase = None
    for step in told["steps"]:
        if step["phase"] != phase:
            phase = step["phase"]
            table.add_row(Text(PHASES[phase], style="bold"), "", "")
        name = Text(("◆ " if step["critical"] else "· ") + step["name"], style=QUIET if step["done"] else "default")
        table.add_row(name, _bar(step, first, last), Text(_days(step), style=QUIET))
    return table


def _bar(step: Told, first: int, last: int) -> Text:
    def column(day: str | None) -> int:
        at = date.fromisoformat(day).toordinal() if day else last
        return max(0, min(WIDTH - 1, (at - first) * (WIDTH - 1) // max(last - first, 1)))

    cells = ["·"] * WIDTH
    if step["done"]:
        return Text("✓ done", style="green")
    begin, end, latest = column(step["starts"]["from"]), column(step["earliest"]), column(step["latest"])
    for at in range(begin, latest + 1):
        cells[at] = "░"
    for at in range(begin, end + 1):
        cells[at] = "█"
    if step["latest"] is None:
        cells[-1] = "→"
    if step["must_by"]:
        cells[column(step["must_by"])] = "│"
    bar = Text("".join(cells), style=PRESSURE[step["pressure"]])
    for at, cell in enumerate(cells):
        if cell == "·":
            bar.stylize(QUIET, at, at + 1)
    return bar


def _days(step: Told) -> str:
    if step["done"]:
        return str(step["done"]) if isinstance(step["done"], str) else ""
    if step["latest"] is None:
        return f"not before {step['earliest']}"
    return step["earliest"] if step["earliest"] == step["latest"] else f"{step['earliest']} … {step['latest']}"


def _papers(papers: list[Told]) -> list[Text]:
    """The papers in a line for each state they are in."""
    lines = []
    for state, words in (("at_hand", "at hand"), ("missing", "missing"), ("unknown", "not stated")):
        for names, also in (
            ([one["name"] for one in papers if one["state"] == state and one["needed"] != "if"], ""),
            ([one["name"] for one in papers if one["state"] == state and one["needed"] == "if"], ", if they apply"),
        ):
            if names:
                lines.append(Text(f"{words}{also}: ", style=QUIET).append("; ".join(names), style="default"))
    return [*lines, Text("more: exequatur papers", style=QUIET)]


def _courts(venue: Told) -> list[Text]:
    lines = []
    for one in venue["courts"]:
        mark, colour = ("●", "green") if one["certain"] else ("◐", "yellow")
        text = Text(f"{mark} {one['rank']}  ", style=colour).append(name(one), style="default")
        text.append(f"  {one['reason']}", style=QUIET)
        lines.append(text)
    if not lines:
        lines = [Text("To answer: ", style=QUIET).append(one["question"], style="default") for one in venue["missing"]]
    return [*lines, Text("more: exequatur venue", style=QUIET)]


def _routes(told: Told) -> list[Text]:
    lines = []
    for route in told["routes"]:
        mark, colour = STATES[route["state"]]
        state = f"{route['state']}{'' if route['settled'] else ', not settled'} ({route['grade']})"
        lines.append(Text(f"{mark} {route['name']}: ", style=colour).append(state, style="default"))
    return [*lines, Text("more: exequatur routes", style=QUIET)]


def _execution(told: Told) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=34)
    table.add_column()
    for one in told["execution"]:
        text = Text(one["sentence"])
        if one["term"]:
            text.append(f" {first_up(one['term'])}.", style=QUIET)
        for until in one["holds_until"]:
            text.append(f" Made: holds until {plain(until)}.", style="yellow")
        name = Text(one["name"])
        if one["applies"] == "if":
            name.append(" (if it applies)", style=QUIET)
        table.add_row(name, text)
    return table


def _steps(told: Told) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=34)
    table.add_column()
    for step in told["steps"]:
        if step["done"]:
            continue
        name = Text(step["name"])
        if step["needed"] != "yes":
            name.append(" (if wanted)" if step["needed"] == "optional" else " (if it applies)", style=QUIET)
        text = Text(step["sentence"])
        if step["takes"]:
            text.append(f" {step['takes']['sentence']} {', '.join(step['takes']['sources'])}", style=QUIET)
            text.append(f", {step['takes']['confidence']}.", style=QUIET)
        if step["must_by"]:
            text.append(f" Last safe day: {step['must_by']}.", style=PRESSURE[step["pressure"]])
        table.add_row(name, text)
    return table
