"""To which of several debts a payment goes that names none. The order is the law's (`tables.BetweenDebts`); here is how each
step of it is read off the account. A step that the account does not state for all debts is passed over, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from ...corpus.errors import DataError
from ...logic.values import iso
from .debts import Debt
from .tables import Step

Key = Callable[[Debt, int], Any]


class Unstated(Exception):
    """The account does not state for every debt what a step asks."""


def groups(debts: list[Debt], order: list[Step], day: int, source: str, line: int) -> tuple[list[list[Debt]], set[str]]:
    """The debts in the order in which a payment of a day reaches them, those of one group in proportion; and the steps that
    were passed over. Raises DataError where a debt has no due date.
    """
    found = [debts]
    passed: set[str] = set()
    for step in order:
        if step == "pro_rata":
            break
        split: list[list[Debt]] = []
        for group in found:
            try:
                split += _split(group, step, day) if len(group) > 1 else [group]
            except Unstated:
                if step in ("due", "earliest_due"):
                    raise _no_due(group, day, source, line) from None
                passed.add(step)
                split.append(group)
        found = split
    return found, passed


def _split(group: list[Debt], step: Step, day: int) -> list[list[Debt]]:
    keys = _KEYS[step](group, day)
    return [[debt for debt, key in zip(group, keys, strict=True) if key == one] for one in sorted(set(keys))]


def _stated(values: Iterable[Any]) -> list[Any]:
    found = list(values)
    if any(value is None for value in found):
        raise Unstated
    return found


def _dues(group: list[Debt], day: int) -> list[int]:
    return _stated(debt.bearing.due_on(day) if debt.bearing else None for debt in group)


def _due(group: list[Debt], day: int) -> list[bool]:
    """Debts that are due come first."""
    return [due > day for due in _dues(group, day)]


def _security(group: list[Debt], day: int) -> list[int]:
    """How much of each is secured."""
    return _stated(debt.entry.security if debt.entry else None for debt in group)


def _burden(group: list[Debt], day: int) -> list[Any]:
    """The rate of each, the greatest first; rates with two ends are compared where both ends agree."""
    rates = _stated(debt.bearing.burden(day) if debt.bearing else None for debt in group)
    ordered = sorted(set(rates), reverse=True)
    if any(one[1] < other[1] for one, other in pairwise(ordered)):
        raise Unstated
    return [ordered.index(rate) for rate in rates]


_KEYS: dict[str, Callable[[list[Debt], int], list[Any]]] = {
    "due": _due,
    "least_secured": _security,
    "most_burdensome": _burden,
    "earliest_due": _dues,
}


def _no_due(group: list[Debt], day: int, source: str, line: int) -> DataError:
    missing = next(debt for debt in group if debt.bearing is None or debt.bearing.due_on(day) is None)
    return DataError(
        f"the payment of {iso(day)} names no invoice, and `{missing.number}` has no due date, so the order of the law is "
        "not known: write the due date, or the invoice that the payment is for",
        source,
        line,
    )


def shares(amount: int, debts: list[Debt]) -> list[int]:
    """An amount in proportion to what is open of each debt, no more than that, in whole minor units that add up.

    What rounding leaves goes to the greatest remainders, then to the debt that stands first.
    """
    total = sum(debt.open for debt in debts)
    amount = min(amount, total)
    if not total:
        return [0 for _ in debts]
    exact = [divmod(amount * debt.open, total) for debt in debts]
    found = [whole for whole, _ in exact]
    rest = sorted(range(len(debts)), key=lambda place: (-exact[place][1], place))
    for place in rest[: amount - sum(found)]:
        found[place] += 1
    return found
