"""How the cells of one column are to be read, and what reading one gave."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ...assessment.fields import ClaimError

ORDERS = ("ymd", "dmy", "mdy")
DECIMALS = ("point", "comma")


class How(msgspec.Struct, frozen=True):
    """What the mapping says of a column. `dates`: the order of days written in figures, one of ORDERS; `decimals`: the
    sign before them, one of DECIMALS; `currency`: of all sums; `values`: what the words of this table mean, as a claim
    file would say it, None for unknown.
    """

    dates: str | None = None
    decimals: str | None = None
    currency: str | None = None
    values: Mapping[str, str | None] = {}


class Literal(msgspec.Struct, frozen=True):
    """A cell as a claim file would say it; blank for unknown. `form`: in which other way it was written, None if in this
    one. `currencies`: those that the cell of a sum names, None if none.
    """

    text: str
    form: str | None = None
    currencies: tuple[str, ...] | None = None


def doubt(fact: str, reason: str, remedy: str) -> ClaimError:
    """A cell that could mean several things, or nothing."""
    return ClaimError(f"{fact}: {reason}; {remedy}")
