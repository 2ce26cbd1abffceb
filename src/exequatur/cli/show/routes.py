"""Routes side by side, then each with its reasons and figures."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .money import sum_of
from .parts import OUTCOMES, QUIET, Told

STATES = {"open": ("●", "green"), "depends": ("◐", "yellow"), "closed": ("■", "red")}
EFFECTS = {"closed": "closed", "doubtful": "doubtful", "depends": "closed if", "unless": "unless"}


def routes(told: Told) -> RenderableType:
    """The answer of `routes`."""
    head = Text(told["title"] or told["id"] or "Claim", style="bold")
    outlook = Text(told["outlook"], style="bold " + OUTCOMES[told["as_it_stands"]][1])
    parts: list[RenderableType] = [head, outlook, Text(told["summary"]), Text(), overview(told["routes"])]
    if sums := extent(told["money"]):
        parts += [Text(), Text("Sum", style="bold"), *sums]
    for door in told["doors"]:
        parts += [Text(), Text(door["name"], style="bold"), Text(door["sentence"])]
    for route in told["routes"]:
        parts += [Text(), _route(route)]
    return Group(*parts, Text(), *(Text(line, style=QUIET) for line in told["notice"]))


def overview(found: list[Told]) -> Table:
    """One line a route: state, grade, time, first cost."""
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0))
    for column in ("route", "as it stands", "grade", "time", "first fee"):
        table.add_column(column)
    for route in found:
        mark, colour = STATES[route["state"]]
        state = Text(f"{mark} {route['state']}" + ("" if route["settled"] else ", not settled"), style=colour)
        time = Text(_short(route["takes"])) if route["takes"] else Text("not published", style=QUIET)
        table.add_row(Text(route["name"]), state, Text(route["grade"]), time, Text(_fee(route)))
    return table


def _route(route: Told) -> RenderableType:
    mark, colour = STATES[route["state"]]
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    for name, text in _rows(route):
        table.add_row(name, text)
    head = Text(f"{mark} {route['name']}", style=f"bold {colour}")
    return Group(
        head, Padding(Group(Text(route["what"]), Text(route["state_means"], style=QUIET), table), (0, 0, 0, 2))
    )


def _rows(route: Told) -> Iterator[tuple[str, Text]]:
    for reason in route["reasons"]:
        yield EFFECTS[reason["effect"]], Text(reason["sentence"]).append(_said(reason), style=QUIET)
    yield "grade", Text(route["grade_means"])
    if route["steps"]:
        yield "steps", Text(" → ".join(route["steps"]))
    if route["takes"]:
        yield "time", _time(route)
    for one in route["costs"]:
        yield "cost", cost(one)
    for several in route["compared"].values():
        for one in several:
            yield "cost", cost(one)
    for figure in route["published"]:
        text = Text(figure["sentence"]).append(f" ({figure['year']}; {', '.join(figure['sources'])})", style=QUIET)
        yield "counts", text
    for point in route["needs"]:
        yield "needs", Text(point["sentence"])
    for point in route["spoils"]:
        yield "spoilt by", Text(point["sentence"])
    for key in ("strength", "note"):
        if route[key]:
            yield "note", Text(route[key])


def _said(point: Told) -> str:
    rules = [f"{cited['short']} art. {cited['article']}" for cited in point["cited"] if cited["article"]]
    return f" ({'; '.join(rules)})" if rules else f" ({point['confidence']})" if point["confidence"] else ""


def _short(takes: Told) -> str:
    """A time in a few words: its ends, how many were counted and when."""
    if takes["max"] is None:
        return "see below"
    counted = f" (n = {takes['n']}, {takes['year']})" if takes["n"] else ""
    return f"{takes['min']} to {takes['max']} days{counted}" if takes["min"] else f"up to {takes['max']} days{counted}"


def _time(route: Told) -> Text:
    takes = route["takes"]
    if not takes:
        return Text("not published", style=QUIET)
    text = Text(takes["sentence"])
    if takes["note"]:
        text.append(f" {takes['note'][:1].upper()}{takes['note'][1:]}.")
    return text.append(f" {', '.join(takes['sources'])}", style=QUIET)


def cost(one: Told) -> Text:
    """A cost in one line: the figure, or why it is not known."""
    figure = one["open"] or "not known" if one["figure"] is None else sum_of(one["figure"], one["currency"])
    text = Text(f"{one['title'].rstrip('.')}: {figure.rstrip('.')}.")
    for other in one["alternatives"]:
        text.append(f" Another figure: {sum_of(other['fee'], one['currency'])}. {other['sentence']}")
    if one["published"]:
        text.append(f" (published {one['published']})", style=QUIET)
    return text


def _fee(route: Told) -> str:
    costs = [cost for cost in route["costs"] if not cost["published"]]
    costs = costs or [cost for several in route["compared"].values() for cost in several]
    if not costs:
        return ""
    return "not known" if costs[0]["figure"] is None else sum_of(costs[0]["figure"], costs[0]["currency"])


def extent(money: Told) -> list[Text]:
    """What of the title can be claimed: the whole, what is cut off and by which rule, what was paid, what is left."""
    currency, whole = money["currency"], money["total"]
    if whole is None or not (money["cuts"] or money["paid"]):
        return []
    lines = [Text(f"The title says {sum_of(whole, currency)}.")]
    for cut in money["cuts"]:
        lines.append(Text(cut["sentence"], style="yellow").append(_said_by(cut["cited"]), style=QUIET))
    if money["paid"] is not None:
        lines.append(Text(f"Paid: {sum_of(money['paid'], currency)}."))
    left = money["left"] if money["left"] is not None else money["claimable"]
    return [*lines, Text(f"Left to claim: {sum_of(left, currency)}.", style="bold")] if left is not None else lines


def _said_by(cited: Told) -> str:
    return f" ({cited['title']}, art. {cited['article']})" if cited["article"] else f" ({cited['title']})"
