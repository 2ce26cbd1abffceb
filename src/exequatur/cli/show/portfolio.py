"""A portfolio on the terminal: totals, the ladder of deadlines, the question to ask; and what moved between two of them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from ...screening.portfolio.words import TITLES, in_all, sums_in_words, window_words, worded
from .parts import OUTCOMES, QUIET, Told, grid, outcome, rows_of

_SHOWN = 8
_WIDTH = 24


def portfolio(told: Told) -> RenderableType:
    """What the answers of a screening say together."""
    head = f"{told['rows']:,} claims as of {told['day']}, {told['settled']:,} of them settled whatever the unknown facts are"
    parts: list[RenderableType] = [Text(head, style="bold")]
    for by, entries in told["by"].items():
        parts += [Text(f"\n{TITLES[by]}", style="bold"), _totals(told, by, entries)]
    parts += [Text("\nLast safe day for the application", style="bold"), _ladder(told)]
    if told["questions"]:
        parts += [Text("\nWhat to ask", style="bold"), _questions(told)]
    if told["debtors"]:
        parts += [Text("\nNames that may be one debtor", style="bold"), *_debtors(told["debtors"])]
    return Group(*parts)


def _totals(told: Told, by: str, entries: list[Told]) -> RenderableType:
    lines = [
        (_value(by, one), f"{one['rows']:,}", _bar(one["rows"], told["rows"]), f"{one['settled']:,}", _money(told, one))
        for one in entries[:_SHOWN]
    ]
    table = grid(("", "claims", "", "settled", "left to claim, at least"), lines)
    if len(entries) <= _SHOWN:
        return table
    rest = sum(one["rows"] for one in entries[_SHOWN:])
    return Group(table, Text(f"{len(entries) - _SHOWN} more with {rest:,} claims: --format json", style=QUIET))


def _value(by: str, one: Told) -> Text:
    if by == "as_it_stands" and one["value"] in OUTCOMES:
        return outcome(one["value"])
    return Text(worded(by, one), style=QUIET if one["value"] is None else "")


def _bar(part: int, whole: int) -> Text:
    return Text("█" * max(round(part / max(whole, 1) * _WIDTH), 1 if part else 0), style="blue")


def _money(told: Told, one: Told) -> str:
    """What the sums are worth together where rates are given, else each."""
    return in_all(one, told["currency"]) or sums_in_words(one["sums"])


def _ladder(told: Told) -> RenderableType:
    most = max((one["rows"] for one in told["deadlines"]), default=1)
    lines = [
        (window_words(one["value"]), f"{one['rows']:,}", _bar(one["rows"], most), _money(told, one))
        for one in told["deadlines"]
    ]
    return grid(("", "claims", "", "left to claim, at least"), lines)


def _questions(told: Told) -> RenderableType:
    lines = [
        (f"{one['question']} [{one['fact']}]", f"{one['rows']:,}", _money(told, one))
        for one in told["questions"][:_SHOWN]
    ]
    return grid(("an answer can settle the outcome", "of claims", "left to claim, at least"), lines)


def _debtors(told: Told) -> list[RenderableType]:
    if not told["groups"]:
        return [Text(f"none among {told['names']:,} names")]
    return [
        grid(
            ("claims", "alike", "names"),
            [(f"{one['rows']:,}", f"{one['alike']} %", "\n".join(one["names"])) for one in told["groups"]],
        )
    ]


def diff(told: Told) -> RenderableType:
    """What moved between two screenings."""
    before, after = told["before"], told["after"]
    rows = [
        ("before", f"{before['rows']:,} claims as of {before['day']}, law {before['law']}"),
        ("after", f"{after['rows']:,} claims as of {after['day']}, law {after['law']}"),
        (
            "in both",
            f"{told['in_both']:,}, of which {told['moved']:,} moved" + (f" ({told['out']})" if told["out"] else ""),
        ),
        ("in one only", f"{told['only_before']:,} before, {told['only_after']:,} after"),
    ]
    parts: list[RenderableType] = [rows_of(rows), Text("\nAs it stands", style="bold")]
    moves = [
        (outcome(one["before"]), "→", outcome(one["after"]), f"{one['rows']:,}")
        for one in told["outcomes"]
        if one["before"] != one["after"]
    ]
    parts.append(grid(("before", "", "after", "claims"), moves) if moves else Text("no outcome moved"))
    changed = [(name.replace("_", " "), f"{count:,}") for name, count in told["columns"].items() if count]
    if changed:
        parts += [Text("\nWhat moved", style="bold"), rows_of(changed)]
    if told["rows"]:
        parts += [Text("\nRow by row", style="bold"), _moved(told)]
    return Group(*parts)


def _moved(told: Told) -> RenderableType:
    shown = told["rows"][:20]
    lines = [
        (
            one["id"],
            " and ".join(one["between"]),
            "\n".join(_change(name, change) for name, change in one["moved"].items()),
        )
        for one in shown
    ]
    table = grid(("claim", "other", "moved"), lines)
    left = told["moved"] - len(shown)
    return Group(table, Text(f"{left:,} more: -o FILE writes all", style=QUIET)) if left else table


def _change(name: str, change: Told) -> str:
    before, after = (_plain(change[side]) for side in ("before", "after"))
    return f"{name.replace('_', ' ')}: {before} → {after}"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value).replace("_", " ")
