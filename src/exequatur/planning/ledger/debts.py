"""A debt while the account runs: what is open of its costs, interest and principal. Whole minor units; interest exactly."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from ..money.accrual import Stretch
from ..money.sums import rounded
from .entries import Entry
from .rates import Bearing
from .tables import Part


class Paid(msgspec.Struct, frozen=True):
    """What of a credit went to one debt (None: to the costs that belong to no invoice)."""

    document: str | None
    costs: int = 0
    interest: int = 0
    principal: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.costs + self.interest + self.principal


class Chunk(msgspec.Struct, frozen=True):
    """Days at one rate on one principal."""

    principal: int
    stretch: Stretch


class Debt(msgspec.Struct, kw_only=True):
    """An invoice and what is open of it. `number` None: the costs that belong to no invoice.

    `earned` is all interest to the day `counted`, exactly; `booked` is what of it was charged, in whole minor units.
    """

    number: str | None
    entry: Entry | None
    bearing: Bearing | None
    principal: int = 0
    costs: int = 0
    interest: int = 0
    earned: Fraction = Fraction(0)
    booked: int = 0
    counted: int
    charged_costs: int = 0
    credited: int = 0
    paid: Paid
    chunks: list[Chunk] = []
    paid_on: list[int] = []

    @property
    def open(self) -> int:
        """What is owed of it, with the interest that was charged."""
        return self.costs + self.interest + self.principal

    def count_to(self, day: int, end: int) -> None:
        """Interest of the days up to `day`, that day included. `end`: at the least (0) or the greatest (1) rate."""
        if self.bearing is not None and day > self.counted:
            if self.principal:
                for stretch in self.bearing.earns(self.principal, self.counted + 1, day).stretches:
                    self.earned += stretch.earns[end]
                    self.chunks.append(Chunk(self.principal, stretch))
            self.counted = day

    def book(self) -> int:
        """Charge the interest that has run and was not charged; what that comes to."""
        due = rounded(self.earned) - self.booked
        self.booked += due
        self.interest += due
        return due

    def pay(self, amount: int, order: list[Part]) -> Paid:
        """Set a credit against the debt, in the order of the law; what went where, which may be less than the credit."""
        parts: dict[str, int] = {}
        for part in order:
            parts[part] = min(amount, getattr(self, part))
            amount -= parts[part]
            setattr(self, part, getattr(self, part) - parts[part])
        made = Paid(self.number, **parts)
        self.paid = Paid(
            self.number,
            self.paid.costs + made.costs,
            self.paid.interest + made.interest,
            self.paid.principal + made.principal,
        )
        return made

    def credit(self, amount: int) -> Paid:
        """Set a credit note against the principal; what went there, which may be less than the note."""
        made = Paid(self.number, principal=min(amount, self.principal))
        self.principal -= made.principal
        self.credited += made.principal
        return made
