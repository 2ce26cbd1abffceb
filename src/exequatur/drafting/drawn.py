"""The bars of a time line as SVG: shapes with classes, no styles of their own."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.tree import Bar

_MARKED = 0.12
"""As near to an end as this, a mark does not stand about its place but begins or ends there."""


def track(bar: Bar, weeks: float, direction: str) -> str:
    """One bar: dark is at least, light is at most. It says nothing that the words beside it do not say."""
    start, sure, until = (_share(week, weeks) for week in (bar.start, bar.start + bar.least, bar.start + bar.most))
    parts = ['<line class="track" x1="0" y1="11" x2="100%" y2="11"/>']
    if until > sure:
        parts.append(_rect("more", sure, until, direction))
    if sure > start or until == start:
        parts.append(_rect("sure", start, max(sure, start + 0.004), direction))
    return f'<svg class="bar" aria-hidden="true">{"".join(parts)}</svg>'


def ticks(marked: Sequence[tuple[float, str]], direction: str) -> str:
    """Words at their places under the bars, each escaped."""
    parts = []
    for at, words in marked:
        place = min(max(at, 0.0), 1.0)
        anchor = "start" if place < _MARKED else "end" if place > 1 - _MARKED else "middle"
        x = 1 - place if direction == "rtl" else place
        parts.append(f'<text x="{100 * x:.2f}%" y="11" text-anchor="{anchor}">{words}</text>')
    return f'<svg class="ticks" direction="{direction}">{"".join(parts)}</svg>'


def _share(week: float, weeks: float) -> float:
    return min(max(week / max(weeks, 0.1), 0.0), 1.0)


def _rect(kind: str, low: float, high: float, direction: str) -> str:
    x = 1 - high if direction == "rtl" else low
    return f'<rect class="{kind}" x="{100 * x:.2f}%" y="2" width="{100 * (high - low):.2f}%" height="7"/>'
