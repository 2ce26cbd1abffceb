"""A debt account: the balance first, then each invoice, then the statement line by line, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .money import OPEN, cited_line, number
from .parts import QUIET, Told, Whole

_SHORT = {"due_date": "new due date"}


def account(told: Told) -> RenderableType:
    """All accounts of a ledger."""
    entries = f"{told['entries']} entries" if told["entries"] != 1 else "1 entry"
    read = f", {told['encoding']}" if told["encoding"] else ""
    parts: list[RenderableType] = [Text(f"{told['file']}, {entries}{read}, on {told['on']}", style=QUIET)]
    if told["ignored"]:
        parts.append(Text(f"Columns that are not read: {', '.join(told['ignored'])}", style=OPEN))
    for one in told["accounts"]:
        parts += [*_account(one), Text()]
    seen = f"release: {told['release']}   not legal advice"
    return Group(*parts, Text(seen, style=QUIET))


def _account(told: Told) -> Iterator[RenderableType]:
    yield Text(told["summary"], style=f"bold {OPEN}" if _is_open(told) else "bold")
    yield Text()
    yield Whole(_documents(told))
    yield from _beside(told["documents"])
    yield from (Text(), Text("Statement", style="bold"), Whole(_statement(told)))
    workings = [one for one in told["documents"] if one["working"]]
    if workings:
        yield from (Text(), Text("Interest", style="bold"), Whole(_workings(workings, told["currency"])))
    if told["notes"]:
        table = Table.grid(padding=(0, 1))
        for note in told["notes"]:
            table.add_row(Text("•"), Text(note))
        yield from (Text(), Padding(table, (0, 0, 0, 2)))
    yield Text()
    yield from (Text(cited_line(one), style=QUIET) for one in told["cited"])
    if told["sources"]:
        yield Text("sources: " + ", ".join(one["source"] for one in told["sources"]), style=QUIET)
    yield Text(f"weakest source: {told['confidence']}", style=QUIET)


def _is_open(told: Told) -> bool:
    return any(one["open"] for one in told["documents"])


def _documents(told: Told) -> Table:
    table = _table(
        ("invoice", "due", "overdue", "amount", "principal", "interest", "costs", told["currency"], "sue by"), 2
    )
    for one in told["documents"]:
        table.add_row(
            Text(one["document"]),
            Text(one["due"] or "not known"),
            Text("" if one["days_overdue"] is None else f"{one['days_overdue']:,} d"),
            *(_sum(one[key]) for key in ("amount", "principal")),
            _sum(one["interest"]) if not one["open"] or one["interest"] is None else _sum(one["interest"], more=True),
            _sum(one["costs"]),
            _sum(one["balance"], bold=True),
            _limit(one["limitation"]),
        )
    totals = told["totals"]
    if totals["costs_of_no_invoice"] not in ("0", "0.00", "0.000"):
        costs = totals["costs_of_no_invoice"]
        table.add_row(Text("no invoice"), "", "", "", "", "", _sum(costs), _sum(costs, bold=True), "")
    if totals["credit_in_hand"] not in ("0", "0.00", "0.000"):
        table.add_row(Text("credit in hand"), "", "", "", "", "", "", _sum(totals["credit_in_hand"], minus=True), "")
    table.add_row(
        Text("in all", style="bold"),
        "",
        "",
        _sum(totals["invoiced"]),
        _sum(totals["principal"], bold=True),
        _sum(totals["interest"], more=_is_open(told)),
        _sum(totals["costs"]),
        _sum(totals["balance"], bold=True),
        "",
    )
    return table


def _limit(told: Told | None) -> Text:
    if told is None:
        return Text()
    if told["status"] == "passed":
        return Text("passed", style="red")
    day = told["safe_day"] or "not known"
    return Text(f"{day} ?" if told["status"] != "open" else day, style=OPEN if told["status"] != "open" else "")


def _beside(documents: list[Told]) -> Iterator[RenderableType]:
    """What is not known of the invoices, and what their rates raise; one sentence for those of which it is true."""
    said: dict[str, list[str]] = {}
    for told in documents:
        limit = told["limitation"]
        late = [limit] if limit and limit["status"] != "open" else []
        for one in [*told["open"], *told["caps"], *late]:
            said.setdefault(one["sentence"], []).append(told["document"])
    for sentence, numbers in said.items():
        yield Text(f"{', '.join(dict.fromkeys(numbers))}: {sentence}", style=OPEN)


def _statement(told: Told) -> Table:
    table = _table(("date", "entry", "number", "debit", "credit", "to costs", "interest", "principal", "balance"), 3)
    for row in told["statement"]:
        name = _SHORT.get(row["kind"], row["kind"].replace("_", " "))
        own = " ".join(text for text in (row["document"], _for(row)) if text)
        parts = row["allocated"] or [None]
        for place, part in enumerate(parts):
            first, last = place == 0, place == len(parts) - 1
            table.add_row(
                Text(row["date"] if first else ""),
                Text(name if first else ""),
                Text(own if part is None else _part(row, part, first=first)),
                _sum(row["debit"], quiet=True) if first else "",
                _sum(row["credit"], quiet=True) if first else "",
                *(_sum(part[key], quiet=True) if part else "" for key in ("costs", "interest", "principal")),
                _sum(row["balance"]) if last else "",
            )
    return table


def _for(row: Told) -> str:
    return row["invoice"] if row["invoice"] != row["document"] and row["invoice"] else ""


def _part(row: Told, part: Told, *, first: bool) -> str:
    """The number of a payment, and the invoice that this part of it went to."""
    to = f"→ {part['invoice'] or 'costs'}"
    return f"{row['document']} {to}" if first and row["document"] else to


def _workings(documents: list[Told], currency: str) -> Table:
    table = _table(("invoice", "from", "to", "days", "on", "rate, %", currency, ""), 3)
    for one in documents:
        for place, row in enumerate(one["working"]):
            mark = "assumed" if row["assumed"] else "" if row["confidence"] == "text" else row["confidence"]
            table.add_row(
                Text(one["document"] if place == 0 else ""),
                Text(row["from"]),
                Text(row["to"]),
                Text(f"{row['days']:,}"),
                _sum(row["principal"]),
                Text(f"{row['rate']} a year of {row['year']}"),
                _sum(row["interest"]),
                Text(" ".join(text for text in (row["end"], mark) if text), style=QUIET),
            )
    return table


def _sum(value: object, *, bold: bool = False, quiet: bool = False, more: bool = False, minus: bool = False) -> Text:
    """A sum with its thousands set apart; `quiet`: nothing is left blank; `more`: some of it is not known."""
    style = "bold" if bold else ""
    if value is None:
        return Text("not known", style=OPEN)
    if isinstance(value, dict):
        low, high = number(value["from"]), value["to"]
        return Text(f"{low} or more" if high is None else f"{low} to {number(high)}", style=style)
    if quiet and not str(value).strip("0."):
        return Text()
    return Text(f"{'-' if minus else ''}{number(value)}{' or more' if more else ''}", style=style)


def _table(columns: Iterable[str], left: int) -> Table:
    """A table without lines; the first `left` columns and an unnamed last one stand to the left."""
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0))
    for place, name in enumerate(columns):
        table.add_column(name, justify="left" if place < left or not name else "right", no_wrap=True)
    return table
