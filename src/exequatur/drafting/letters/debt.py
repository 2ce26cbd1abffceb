"""A debt as a file: who owes whom, under what, the account of invoices and payments, and what a letter asks for. Texts of a
user are data; nothing in them is read as anything else.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec

from ...corpus.base import Strict
from ...corpus.errors import DataError
from ...corpus.reader import read
from ...corpus.source import find_line
from ...logic.values import day

MOST_TEXT = 2000
_JOINERS = "\u200c\u200d"
"""Signs without a shape that names in some scripts need."""


class Party(Strict, kw_only=True):
    """A party. `code`: the unified social credit code, or the number in another register."""

    name: str | None = None
    name_zh: str | None = None
    code: str | None = None
    registered_address: str | None = None
    address: str | None = None
    representative: str | None = None
    post: str | None = None
    email: str | None = None


class Lawyer(Strict, kw_only=True):
    """Who writes for the creditor."""

    firm: str
    name: str | None = None
    firm_zh: str | None = None
    instructed_on: str | None = None


class Contract(Strict, kw_only=True):
    """What the debt comes from. `clause`: its clause on disputes, in its own words."""

    title: str | None = None
    title_zh: str | None = None
    number: str | None = None
    date: str | None = None
    clause: str | None = None


class Account(Strict, kw_only=True):
    """Where to pay."""

    holder: str | None = None
    bank: str | None = None
    number: str | None = None
    swift: str | None = None


class Due(Strict, kw_only=True):
    """An instalment that is proposed; the sum in major units."""

    due: str
    amount: str | int


class Guarantor(Party, kw_only=True):
    """Who guarantees, and until when."""

    until: str | None = None


class Debt(Strict, kw_only=True):
    """The file. `ledger`: the file of the account, from the place of this one; `pay_by`: the day that the demand sets;
    `earlier`: demands and acknowledgments so far, in words; `late_rate`: per cent a year on what is late.
    """

    creditor: Party
    debtor: Party
    ledger: str
    id: str | None = None
    lawyer: Lawyer | None = None
    contract: Contract = msgspec.field(default_factory=Contract)
    account: Account = msgspec.field(default_factory=Account)
    pay_by: str | None = None
    reply_by: str | None = None
    earlier: tuple[str, ...] = ()
    instalments: tuple[Due, ...] = ()
    late_rate: str | int | None = None
    grace_days: int | None = None
    guarantor: Guarantor | None = None
    retention_of_title: bool | None = None
    notarised: bool | None = None
    dispute: str | None = None
    settlement_amount: str | int | None = None


def read_debt(path: Path) -> Debt:
    """Read a debt file. Raises DataError with line, key and remedy."""
    raw: Any = read(path)
    if not isinstance(raw, dict):
        raise DataError("a debt is a list of `key: value` lines; see docs/how-to/demand-payment.md", path, 1)
    try:
        debt = msgspec.convert(raw, Debt)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `")
        keys: list[str | int] = [
            int(index) if index else key for key, index in re.findall(r"\.([\w]+)|\[(\d+)\]", where)
        ]
        if unknown := re.search(r"unknown field `([^`]+)`", message):
            keys.append(unknown[1])
            message = f"unknown key `{unknown[1][:40]}`; the keys are in docs/how-to/demand-payment.md"
        elif lacking := re.search(r"missing required field `([^`]+)`", message):
            message = f"missing key `{lacking[1]}`; add it"
        else:
            message = f"{'.'.join(map(str, keys)) or 'the file'}: {message[0].lower()}{message[1:]}"
        raise DataError(message, path, find_line(raw, keys)) from None
    _check(raw, path, [])
    for key in ("pay_by", "reply_by"):
        if (text := getattr(debt, key)) is not None:
            day_in(text, key, path, find_line(raw, [key]))
    for number, due in enumerate(debt.instalments):
        day_in(due.due, f"instalments.{number}.due", path, find_line(raw, ["instalments", number, "due"]))
    return debt


def day_in(text: str, key: str, path: Path, line: int | None = None) -> int:
    """One day. Raises DataError."""
    try:
        low, high = day(text)
    except ValueError:
        low, high = 0, 1
    if low != high:
        raise DataError(f'{key}: "{text[:40]}" is not one day; write it as 2026-12-15', path, line)
    return low


def _check(part: Any, path: Path, keys: list[str | int]) -> None:
    """Texts of a bounded length, on one line, without signs that no paper can show."""
    if isinstance(part, dict):
        for key, below in part.items():
            _check(below, path, [*keys, key])
    elif isinstance(part, list):
        for number, below in enumerate(part):
            _check(below, path, [*keys, number])
    elif isinstance(part, str):
        where = ".".join(map(str, keys))
        if len(part) > MOST_TEXT:
            raise DataError(f"{where}: {len(part):,} characters; write at most {MOST_TEXT:,}", path)
        odd = next(
            (sign for sign in part if unicodedata.category(sign) in ("Cc", "Cs", "Cf") and sign not in _JOINERS), None
        )
        if odd is not None:
            raise DataError(f"{where}: holds the control character U+{ord(odd):04X}; take it out", path)
