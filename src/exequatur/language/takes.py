"""How long a step takes, told with the kind of figure, its count and its year."""

from __future__ import annotations

from typing import Any

from .voice import Told, Voice


def tell_takes(voice: Voice, takes: dict[str, Any] | None) -> Told | None:
    """A duration of the practice data as plain data, None where there is none."""
    if takes is None:
        return None
    least, most, mean = takes.get("min"), takes.get("max"), takes.get("mean")
    in_words = least is None and most is None and mean is None
    form = "range" if most is not None else "mean" if mean is not None else "least"
    if most == 0:
        form = "at_once"
    elif mean is not None and most is not None:
        form = "counted"
    if takes["kind"] == "allowed" and least:
        form = "after"
    id = f"plan.takes.{takes['kind']}.{form}"
    return {
        "kind": takes["kind"],
        "min": least,
        "max": most,
        "mean": mean,
        "n": takes.get("n"),
        "year": takes.get("year"),
        "sentence": takes["note"]
        if in_words
        else voice.text(
            id,
            n=least or 0,
            m=most,
            mean=mean,
            count=takes.get("n"),
            year=takes.get("year"),
            months=_months(mean),
            since=_months(least),
            until=_months(most),
        ),
        "cite": takes.get("cite"),
        "sources": takes["sources"],
        "confidence": takes["confidence"],
        "note": None if in_words else takes.get("note"),
    }


def _months(days: int | None) -> int:
    """Days as whole months of a twelfth of a year, to the nearest.

    >>> _months(37), _months(876), _months(344)
    (1, 29, 11)
    """
    return ((days or 0) * 24 + 365) // 730
