"""Whether the entries of a ledger go together: every entry has what its kind needs, and names an invoice that there is."""

from __future__ import annotations

from difflib import get_close_matches

import msgspec

from ...corpus.errors import DataError
from ...logic.values import iso
from .entries import CREDITS, DEBITS, Entry

_NEEDS = {
    "invoice": ("document", "amount"),
    "cost": ("amount",),
    "payment": ("amount",),
    "credit_note": ("amount", "invoice"),
    "due_date": ("invoice", "due"),
    "interest": ("invoice", "rate"),
}
_TAKES = {"due": ("invoice", "due_date"), "rate": ("invoice", "interest"), "security": ("invoice",)}
_AFTER = ("credit_note", "due_date")
_REMEDY = {
    "document": "write the number of the invoice",
    "amount": "write the sum",
    "invoice": "write the number of the invoice that it concerns",
    "due": "write the new due date",
    "rate": "write the rate that was agreed",
}


def checked(source: str, entries: list[Entry], *, apart: bool) -> list[Entry]:
    """The entries with their invoices resolved. `apart`: own numbers and invoices stand in columns of their own. Raises
    DataError.
    """
    invoices = _invoices(source, entries)
    found = [_resolved(source, one, invoices, apart) for one in entries]
    for one in found:
        _complete(source, one)
        _fits(source, one, invoices)
    _once(source, found)
    _payable(source, found)
    return found


def _invoices(source: str, entries: list[Entry]) -> dict[str, Entry]:
    invoices: dict[str, Entry] = {}
    for one in entries:
        if one.kind != "invoice" or one.document is None:
            continue
        if one.document in invoices:
            first = invoices[one.document].line
            raise DataError(
                f"document: the invoice `{one.document}` stands also in line {first}; take one out, or give it another "
                "number",
                source,
                one.line,
            )
        invoices[one.document] = one
    if not any(one.kind == "invoice" for one in entries):
        raise DataError("holds no invoice; an account begins with what is owed", source)
    return invoices


def _resolved(source: str, one: Entry, invoices: dict[str, Entry], apart: bool) -> Entry:
    """An entry with the invoice that it names, which can stand in the column of its own number."""
    if one.kind == "invoice":
        if one.invoice not in (None, one.document):
            raise DataError(
                "invoice: an invoice has its number in `document`, and concerns no other; leave this empty",
                source,
                one.line,
            )
        return msgspec.structs.replace(one, invoice=None)
    if one.invoice is not None:
        if one.invoice not in invoices:
            raise DataError(f"invoice: {_no_such(one.invoice, invoices)}", source, one.line)
        return one
    if one.document is None:
        return one
    if one.document in invoices:
        if apart and one.kind in CREDITS:
            raise DataError(
                f"document: `{one.document}` is the number of an invoice; if the {_named(one)} is for it, write the "
                "number in `invoice`",
                source,
                one.line,
            )
        return msgspec.structs.replace(one, invoice=one.document, document=None)
    if not apart:
        raise DataError(
            f"document: {_no_such(one.document, invoices)}; a number of the {_named(one)} itself needs a column `invoice` "
            "beside it",
            source,
            one.line,
        )
    return one


def _no_such(number: str, invoices: dict[str, Entry]) -> str:
    near = get_close_matches(number, invoices, 1, 0.6)
    hint = f"did you mean `{near[0]}`?" if near else "correct it; an entry for several invoices needs a line for each"
    return f"there is no invoice `{number[:60]}` in the account; {hint}"


def _named(one: Entry) -> str:
    return one.kind.replace("_", " ")


def _complete(source: str, one: Entry) -> None:
    for field in _NEEDS.get(one.kind, ()):
        if getattr(one, field) is None:
            raise DataError(f"{field}: is blank, and every {_named(one)} needs it; {_REMEDY[field]}", source, one.line)
    for field, kinds in _TAKES.items():
        if getattr(one, field) is not None and one.kind not in kinds:
            raise DataError(
                f"{field}: has no meaning in a line of the kind {_named(one)}; leave it empty, or write it in one of the kind "
                f"{' or '.join(kinds)}",
                source,
                one.line,
            )


def _fits(source: str, one: Entry, invoices: dict[str, Entry]) -> None:
    """Money and days of an entry and of the invoice that it names."""
    if one.kind == "due_date" and one.due is not None and one.due < one.day:
        raise DataError(
            f"due: {iso(one.due)} lies before the day of the agreement ({iso(one.day)}); correct one of them",
            source,
            one.line,
        )
    if one.kind == "invoice" and one.due is not None and one.due < one.day:
        raise DataError(
            f"due: {iso(one.due)} lies before the date of the invoice ({iso(one.day)}); correct one of them, or date the "
            "entry by the day on which the debt arose",
            source,
            one.line,
        )
    if one.invoice is None:
        return
    of = invoices[one.invoice]
    if one.kind in (*DEBITS, *CREDITS) and one.currency != of.currency:
        raise DataError(
            f"currency: is {one.currency}, and the invoice `{one.invoice}` is in {of.currency}; convert the sum by the "
            "rate that the parties took, and say so in `note`",
            source,
            one.line,
        )
    if one.kind in _AFTER and one.day < of.day:
        raise DataError(
            f"date: {iso(one.day)} lies before the invoice `{one.invoice}` of {iso(of.day)}; correct one of them"
            + ("" if one.kind == "credit_note" else ", or write the due date in the line of the invoice"),
            source,
            one.line,
        )


def _once(source: str, entries: list[Entry]) -> None:
    """No own number of a payment, credit note or cost twice."""
    seen: dict[tuple[str, str], int] = {}
    for one in entries:
        if one.kind not in (*CREDITS, "cost") or one.document is None:
            continue
        key = one.kind, one.document
        if key in seen and one.kind != "payment":
            raise DataError(
                f"document: the {_named(one)} `{one.document}` stands also in line {seen[key]}; take one out, or give "
                "it another number",
                source,
                one.line,
            )
        seen.setdefault(key, one.line)
    paid: dict[tuple[str, str | None], int] = {}
    for one in entries:
        if one.kind == "payment" and one.document is not None:
            if (one.document, one.invoice) in paid:
                raise DataError(
                    f"document: the payment `{one.document}` stands also in line {paid[one.document, one.invoice]}; take "
                    "one out; one transfer for several invoices is a line for each, with its part",
                    source,
                    one.line,
                )
            paid[one.document, one.invoice] = one.line


def _payable(source: str, entries: list[Entry]) -> None:
    """A payment that names no invoice needs a debt in its money."""
    owed = {one.currency for one in entries if one.kind == "invoice"}
    for one in entries:
        if one.kind in ("payment", "cost") and one.currency not in owed:
            raise DataError(
                f"currency: there is no invoice in {one.currency}; convert the sum by the rate that the parties took, and "
                "say so in `note`",
                source,
                one.line,
            )
