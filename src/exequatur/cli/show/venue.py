"""Courts: the name in both languages first, then why, and on what it depends."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .parts import QUIET, Told

HEADS = {"competent": "green", "conditional": "yellow", "open": "yellow", "none": "red", "no_rule": "red"}


def courts(told: Told) -> RenderableType:
    """The answer of `venue`."""
    parts: list[RenderableType] = [
        Text(told["title"] or told["id"] or "Claim", style="bold"),
        Text(told["summary"], style=HEADS[told["status"]]),
    ]
    for one in told["courts"]:
        parts += [Text(), _court(one)]
    for title, lines in (
        ("Also", [(note["sentence"], _numbers(note["cited"])) for note in told["notes"]]),
        ("Places", [(sentence, "") for sentence in dict.fromkeys(site["sentence"] for site in told["places"])]),
        ("Closed", [(closed["sentence"], "") for closed in told["closed"]]),
        ("Would say more", [(asked["question"], asked["where"]) for asked in told["missing"]]),
    ):
        if lines:
            parts += [Text(), Text(title, style="bold"), _lines(lines)]
    if told["suit"]:
        parts += [Text(), Text("Suit on the debt instead", style="bold"), _suit(told["suit"])]
    return Group(*parts, Text(), Text(told["notice"][0], style=QUIET))


def _court(one: Told) -> RenderableType:
    mark, colour = ("●", "green") if one["certain"] else ("◐", "yellow")
    head = Text(f"{mark} {one['rank']}  ", style=f"bold {colour}").append(name(one), style="bold")
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    table.add_row("code", Text(one["code"] or "not on our table"))
    table.add_row("because", Text(one["reason"]))
    for condition in one["if"]:
        table.add_row("if", Text(condition["sentence"]))
    for other in one["also"]:
        table.add_row("and", Text(" If: ".join([other["reason"], *(each["sentence"] for each in other["if"])])))
    table.add_row("law", Text(f"{_numbers(one['cited'])} ({one['confidence']})"))
    return Group(head, Padding(table, (0, 0, 0, 5)))


def name(one: Told) -> str:
    """A court in both languages, or that it is not on our table."""
    return f"{one['zh']}  {one['en']}" if one["listed"] else "a court that is not on our table"


def _numbers(cited: list[Told]) -> str:
    return "; ".join(" ".join(filter(None, (one["short"], one["article"]))) for one in cited)


def _lines(lines: list[tuple[str, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(overflow="fold")
    for text, aside in lines:
        line = Text(text)
        if aside:
            line.append(f"  {aside}", style=QUIET)
        table.add_row("–", line)
    return Padding(table, (0, 0, 0, 2))


def _suit(told: Told) -> RenderableType:
    rows = [(told["summary"], _numbers(told["cited"]))]
    for one in told["courts"]:
        conditions = "".join(f" If: {each['sentence']}" for each in one["if"])
        rows.append((f"{name(one)}.{conditions}", one["code"] or ""))
    return _lines(rows)
