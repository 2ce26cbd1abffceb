"""The account of a debt as letters show it, from its ledger."""

from __future__ import annotations

from pathlib import Path

from ...corpus.errors import DataError
from ...law.book import Book
from ...planning.ledger.account import Account, balance
from ...planning.ledger.read import read_ledger
from .debt import Debt
from .parts import Balance, Open


def of_ledger(book: Book, debt: Debt, path: Path, on: int) -> Balance:
    """The balance on a day. `path`: of the debt file, beside which its ledger lies. Raises DataError."""
    found = balance(book, read_ledger(book, path.parent / debt.ledger), on)
    if len(found.accounts) != 1:
        raise DataError(
            f"ledger: holds sums in {len(found.accounts)} currencies; give each its own debt file and ledger", path
        )
    (account,) = found.accounts
    documents = tuple(
        Open(
            str(one.entry.document or ""),
            one.entry.day,
            one.due,
            int(one.entry.amount or 0),
            one.sum("principal")[0],
        )
        for one in account.documents
        if one.sum("principal")[1] > 0 or one.sum("interest")[1] > 0
    )
    if not documents:
        raise DataError("ledger: nothing is owed on that day; there is nothing to ask for", path)
    principal = sum(one.sum("principal")[0] for one in account.documents)
    return Balance(on, account.currency, documents, principal, _interest(account), _costs(account))


def _interest(account: Account) -> int | None:
    """The interest to the day; None where some of it is not known, or only between two sums."""
    ends = [one.sum("interest") for one in account.documents]
    exact = all(low == high for low, high in ends) and not account.open
    return sum(low for low, _ in ends) if exact else None


def _costs(account: Account) -> int:
    return sum(one.sum("costs")[0] for one in account.documents) + min(one.costs for one in account.apart)
