"""The words of a portfolio for people: titles, what the columns mean, how a sum is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

TITLES = {
    "as_it_stands": "As it stands",
    "origin": "By state of origin",
    "group": "By group of the state",
    "basis": "By basis",
    "regime": "By regime",
    "deciding": "By the rule that decides",
    "limit_status": "By the time limit",
}
OUTCOME_COLOURS = {
    "recognised": "#1C6440",
    "partly_recognised": "#0D6069",
    "refused": "#982A2C",
    "dismissed": "#7D4706",
    None: "#5A544B",
}
COLUMNS = {
    "id": ("Claim", "The id of the claim in the table."),
    "debtor": ("Debtor", "As the table names him."),
    "origin": (
        "State of origin",
        "Of the judgment or award, as the table states it; several where it is not known which.",
    ),
    "currency": ("Currency", "Of the sums of the title."),
    "regime": ("Regime", "The body of law that governs, as it stands."),
    "possible_recognised": (
        "Can be recognised",
        "Whether the unknown facts leave this outcome. No filling-in changes a no.",
    ),
    "possible_partly": ("Can be recognised in part", "Whether the unknown facts leave this outcome."),
    "possible_refused": ("Can be refused", "Whether the unknown facts leave this outcome."),
    "possible_dismissed": (
        "Can be dismissed",
        "Whether the unknown facts leave this outcome: the application can be made anew.",
    ),
    "as_it_stands": ("As it stands", "The ruling to expect, each unknown fact closed by who must prove it."),
    "basis": ("Basis", "On what a court would found recognition; blank where nothing opens the door."),
    "deciding": ("Deciding rule", "The rule by which the claim ends, or is cut down, as it stands."),
    "group": ("Group", "Of the state of origin, 1 (settled) to 4 (closed); blank for regions."),
    "safe_day": ("Safe day", "The last day on which the application is in time whatever the unknown facts are."),
    "last_day": ("Last day", "The earliest last day as it stands."),
    "last_day_latest": ("Last day, latest", "The latest last day as it stands."),
    "limit_status": (
        "Time limit",
        "Where it stands on the day asked about, or how the application that was made stands to it.",
    ),
    "claimable": ("Claimable", "The sum of the title less what a rule cuts off, at least."),
    "claimable_most": ("Claimable, at most", "The same, at most."),
    "outstanding": (
        "Outstanding",
        "What is claimable less what was paid, at least; blank where payments are not known.",
    ),
    "outstanding_most": ("Outstanding, at most", "The same, at most."),
    "fee": ("Court fee", "Of the application, in the money of the court, at least."),
    "fee_most": ("Court fee, at most", "The same, at most; blank where it has no known end."),
    "missing_first": ("Ask first", "The missing fact that matters most; blank where the outcome is settled."),
    "settled_by": (
        "Settled by",
        "The facts of which an answer can leave one outcome, in the order in which they matter.",
    ),
}
"""By the name in the answers: title and meaning."""


def worded(by: str, entry: Mapping[str, Any]) -> str:
    """The value of a column in words."""
    if entry["value"] is None:
        return "none" if by in ("basis", "deciding") else "open or not known"
    if by == "deciding":  # an id, by which the rule is found
        return str(entry["value"])
    return str(entry.get("name") or str(entry["value"]).replace("_", " "))


def window_words(window: str) -> str:
    """A step of the ladder in words."""
    words = {"passed": "passed", "unknown": "no day is safe"}
    return words.get(window) or ("later" if window.startswith("over") else f"in {window} days")


def sums_in_words(sums: Iterable[Mapping[str, str]], end: str = "least") -> str:
    """Sums by currency, a line for each."""
    return "\n".join(f"{one['currency']} {grouped(one[end])}" for one in sums)


def in_all(entry: Mapping[str, Any], currency: str) -> str | None:
    """What sums of several currencies, or of another one, are worth together in `currency`; None without rates."""
    own = [one["currency"] for one in entry["sums"]] == [currency]
    return None if own or entry["worth"] is None else f"{currency} {grouped(entry['worth'])} in all"


def grouped(amount: str) -> str:
    """A sum in major units, its thousands apart.

    >>> grouped("1234567.80"), grouped("12")
    ('1,234,567.80', '12')
    """
    whole, dot, rest = amount.partition(".")
    return f"{int(whole):,}{dot}{rest}"
