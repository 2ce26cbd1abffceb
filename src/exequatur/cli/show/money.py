"""Fees and interest: the figure first, then how it is made, what else may be asked for, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .parts import QUIET, Told, rows_of

OPEN = "yellow"


def fee(told: Told) -> RenderableType:
    """A fee."""
    asked = [told["title"]]
    if told["amount"] is not None:
        asked.append(sum_of(told["amount"], told["amount_currency"]))
    asked.append(f"on {told['on']}")
    parts: list[RenderableType] = [Text(", ".join(asked), style=QUIET), _figure("Fee", told["fee"], told["currency"])]
    if told["exchange"]:
        parts.append(Text(told["exchange"]["sentence"], style="" if told["exchange"]["central_parity"] else OPEN))
    if told["working"]:
        parts += [Text(), _fee_working(told)]
    if told["alternatives"]:
        parts += [Text(), Text("Another figure", style="bold"), *_others(told, "fee")]
    parts += [Text(), rows_of([("paid", told["paid_by"]), ("borne", told["borne_by"])])]
    return Group(*parts, *_foot(told))


def interest(told: Told) -> RenderableType:
    """Interest."""
    to = f"to {told['to']}" if told["to"] else f"until payment, so far to {told['counted_to']}"
    days = f"{told['days']} days" if told["days"] != 1 else "1 day"
    asked = f"{told['title']}, {sum_of(told['principal'], told['currency'])}, {told['from']} {to}, {days}"
    name = "Interest for the days with a known rate" if told["open"] and told["working"] else "Interest"
    parts: list[RenderableType] = [Text(asked, style=QUIET), _figure(name, told["interest"], told["currency"])]
    if told["per_day"] is not None:
        parts.append(Text(f"each further day: {sum_of(told['per_day'], told['currency'])}"))
    parts += [Text(one["sentence"], style=OPEN) for one in told["open"]]
    if made := told["converted"]:
        exact = made["exchange"]["central_parity"]
        parts += [Text(made["sentence"]), Text(made["exchange"]["sentence"], style="" if exact else OPEN)]
    if told["working"]:
        parts += [Text(), _interest_working(told)]
    if told["alternatives"]:
        parts += [Text(), Text("Another figure", style="bold"), *_others(told, "interest")]
    return Group(*parts, *_foot(told))


def _interest_working(told: Told) -> Table:
    table = _table(
        (("from", True), ("to", True), ("days", True), ("rate, %", True), (told["currency"], True), ("", False))
    )
    for row in told["working"]:
        year = f"a year of {row['year']}" if row["per"] == "year" else "a day"
        table.add_row(
            Text(row["from"]),
            Text(row["to"]),
            Text(f"{row['days']:,}"),
            Text(f"{_ends(row['rate'])} {year}"),
            Text(_ends(row["interest"], grouped=True)),
            Text(
                "assumed" if row["assumed"] else "" if row["confidence"] == "text" else row["confidence"], style=QUIET
            ),
        )
    return table


def _ends(value: object, *, grouped: bool = False) -> str:
    """A value, or two ends."""
    ends = [value["from"], value["to"]] if isinstance(value, dict) else [value]
    return " to ".join(number(end) if grouped else str(end) for end in ends)


def _figure(name: str, value: object, currency: str) -> Text:
    if value is None:
        return Text(f"{name}: not known", style=f"bold {OPEN}")
    return Text(f"{name}: ", style="bold").append(sum_of(value, currency), style="bold green")


def sum_of(value: object, currency: str | None) -> str:
    """A sum with its thousands set apart."""
    if isinstance(value, dict) and value["to"] is None:
        return f"{currency} {number(value['from'])} or more"
    if isinstance(value, dict):
        return f"{currency} {number(value['from'])} to {number(value['to'])}"
    return f"{currency} {number(value)}"


def number(value: object) -> str:
    """A number with its thousands set apart."""
    if value is None:
        return "…"
    whole, point, rest = str(value).partition(".")
    return f"{'-' if whole.startswith('-') else ''}{int(whole.lstrip('-')):,}{point}{rest}"


def _table(columns: Iterable[tuple[str, bool]]) -> Table:
    """A table without lines; True sets a column to the right."""
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0), show_footer=False)
    for name, right in columns:
        table.add_column(name, justify="right" if right else "left", no_wrap=right)
    return table


def _fee_working(told: Told) -> Table:
    table = _table((("part", False), ("of the sum", False), ("in it", True), ("rate", True), (told["currency"], True)))
    titles = {part["part"]: part["title"] for part in told["parts"]}
    before = None
    for row in told["working"]:
        name = " ".join(word for word in (titles[row["part"]], row["end"]) if word)
        table.add_row(
            Text(name if name != before else ""),
            Text(_band(row)),
            Text(number(row["share"]) if row["share"] is not None else ""),
            Text(_percent(row)),
            Text(number(row["fee"])),
        )
        before = name
    return table


def _band(row: Told) -> str:
    """Which part of the sum a line is about, or what the line does."""
    match row["what"]:
        case "band":
            above = number(row["above"].partition(".")[0])
            if row["up_to"] is None:
                return f"above {above}"
            up_to = number(row["up_to"].partition(".")[0])
            return f"up to {up_to}" if above == "0" else f"{above} to {up_to}"
        case "times":
            return f"{row['rate']} of it"
        case "minimum":
            return f"at least {number(row['up_to'])}"
        case "cap":
            return f"at most {number(row['up_to'])}"
    return "flat"


def _percent(row: Told) -> str:
    if row["what"] != "band":
        return ""
    return "flat" if row["rate"] is None else f"{_hundredfold(row['rate'])} %"


def _hundredfold(rate: str) -> str:
    """A decimal times a hundred, as text.

    >>> _hundredfold("0.015"), _hundredfold("0.1"), _hundredfold("0.00031")
    ('1.5', '10', '0.031')
    """
    whole, _, rest = rate.partition(".")
    rest = rest.ljust(2, "0")
    moved = f"{whole}{rest[:2]}".lstrip("0") or "0"
    return f"{moved}.{rest[2:]}" if rest[2:] else moved


def _others(told: Told, key: str) -> list[RenderableType]:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, justify="right")
    table.add_column()
    for one in told["alternatives"]:
        table.add_row(Text(sum_of(one[key], told["currency"]), style="bold"), Text(one["sentence"]))
    return [Padding(table, (0, 0, 0, 2))]


def _foot(told: Told) -> list[RenderableType]:
    """Notes, provisions, sources and how well they were seen."""
    lines: list[RenderableType] = []
    if told["notes"]:
        table = Table.grid(padding=(0, 1))
        for note in told["notes"]:
            table.add_row(Text("•"), Text(note))
        lines += [Text(), Padding(table, (0, 0, 0, 2))]
    quiet = [cited_line(one) for one in told["cited"]]
    if told["sources"]:
        quiet.append("sources: " + ", ".join(one["source"] for one in told["sources"]))
    seen = f"weakest source: {told['confidence']}   release: {told['release']}   not legal advice"
    return [*lines, Text(), *(Text(line, style=QUIET) for line in quiet), Text(seen, style=QUIET)]


def cited_line(one: Told) -> str:
    """A provision in one line."""
    number = f", art. {one['article']}" if one["article"] else ""
    until = one["until"] or "…"
    return f"{one['title']}{number} ({one['since']} to {until})"
