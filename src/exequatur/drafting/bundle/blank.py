"""A value that is not known: a visible blank, with its label, its reason and the name under which it is filled in."""

from __future__ import annotations

import msgspec

from ...language.tree import Run
from .pair import Shown, Side

CLAIM, CONFIRM, SIGNING, COURT, CLERK = (
    f"bundle.why.{why}" for why in ("claim", "confirm", "signing", "court", "clerk")
)
"""Why something is blank: the claim does not say it; it has to be confirmed; filled in at signing; given by the requested
court; certified by the court of origin.
"""
BY_HAND = "by_hand"
"""Stands before the names of blanks that no claim file fills."""


class Blank(msgspec.Struct, frozen=True):
    """`id`: of a fact, `particulars.…`, or `by_hand.…`; `label` and `why`: ids of messages."""

    id: str
    label: str
    why: str

    def __call__(self, side: Side) -> Run:
        """The blank as it stands in a text; the side remembers it."""
        side.left.setdefault(self.id, self)
        return Run(
            side.text("bundle.blank", value=self.words(side), law=self.reason(side), on=self.id), "blank", self.id
        )

    def brief(self, side: Side) -> Run:
        """The blank where its label stands beside it."""
        side.left.setdefault(self.id, self)
        return Run(side.text("bundle.blank.brief", law=self.reason(side), on=self.id), "blank", self.id)

    def words(self, side: Side) -> str:
        """What is to be filled in."""
        return side.text(self.label)

    def reason(self, side: Side) -> str:
        """Why it is blank."""
        return side.text(self.why)


def brief(shown: Shown) -> Shown:
    """What is shown beside its label: a blank without it."""
    return shown.brief if isinstance(shown, Blank) else shown


def by_hand(name: str, why: str = SIGNING) -> Blank:
    """A blank that is filled in on paper."""
    return Blank(f"{BY_HAND}.{name}", f"bundle.by_hand.{name}", why)
