"""What was drafted, and how far the languages have come."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from .parts import Told, grid, rows_of


def drafted(told: Told) -> RenderableType:
    """The files, what moved since the last draft, and what is still to be filled in."""
    rows = [(one["document"], _spoken(one), one["state"], one["file"]) for one in told["files"]]
    parts: list[RenderableType] = [grid(("document", "language", "", "file"), rows)]
    beside = [one for one in told["files"] if one["state"] == "beside"]
    if beside:
        parts.append(Text("\nEdited by hand since it was drafted, so the new draft stands beside it."))
    parts += [Text(f"\n{note}") for note in told["notes"]]
    seen: set[tuple[str, str]] = set()
    for one in told["files"]:
        key = one["document"], one["language"]
        if key in seen:
            continue
        seen.add(key)
        moved = one["moved"]
        if moved and (moved["came"] or moved["gone"]):
            parts.append(Text(f"\nMoved in {key[0]} ({key[1]})", style="bold"))
            parts += [Text(f"+ {line}") for line in moved["came"]] + [Text(f"- {line}") for line in moved["gone"]]
            parts += [Text(f"and {moved['more']:,} more")] if moved["more"] else []
        if one["blank"] and not one["mirror"]:
            parts.append(Text(f"\nStill to fill in {key[0]} ({key[1]})", style="bold"))
            parts += [Text(_left(blank)) for blank in one["blank"]]
    bundle = {blank["fact"]: blank for one in told["files"] if one["mirror"] for blank in one["blank"]}
    if bundle:
        parts.append(Text("\nStill to fill in", style="bold"))
        parts += [Text(_left(blank)) for blank in bundle.values()]
    return Group(*parts)


def _spoken(one: Told) -> str:
    return f"{one['language']}, {one['mirror']}" if one["mirror"] else str(one["language"])


def _left(blank: Told) -> str:
    return f"{blank['fact']}: {blank['text']}" + (f" ({blank['why']})" if blank["why"] else "")


def demanded(told: Told) -> RenderableType:
    """How many letters were written in bulk."""
    rows = [
        ("letters", f"{told['letters']:,}, in {told['out']}"),
        ("claims in them", f"{told['claims']:,}"),
        ("left out", f"{told['left_out']:,}; why, says {told['log']}"),
    ]
    return rows_of(rows)


def languages(told: Told) -> RenderableType:
    """A row for each language."""
    head = ("language", "messages", "reviewed", "machine", "stale", "missing")
    return grid(head, [tuple(str(one[name]) for name in head) for one in told["languages"]])
