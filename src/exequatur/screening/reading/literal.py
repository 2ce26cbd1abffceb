"""What a cell says, as a claim file would say it. A blank cell is unknown; a doubtful word is an error with its remedy."""

from __future__ import annotations

from ...assessment.fields import quoted
from ...law.book import Book, FactInfo
from .codes import code
from .dates import date
from .how import How, Literal, doubt
from .sums import amount
from .words import folded, words

LONGEST = 500


def literal(info: FactInfo, text: str, how: How, book: Book) -> Literal:
    """The cell `text`. Raises ClaimError."""
    text = text.strip()
    if not text:
        return Literal("")
    if len(text) > LONGEST:
        raise doubt(info.id, f"{len(text):,} characters", "a value is a word, a day or a sum; remove the rest")
    plain = folded(text)
    for word in (text, plain):
        if word in how.values:
            return Literal(how.values[word] or "", text)
    if plain in words().failed:
        raise doubt(
            info.id, f"{quoted(text)} is the mark of a formula that failed", "mend the formula, or leave it blank"
        )
    if info.values and text in info.values:
        return Literal(text)
    if plain in words().unknown:
        return Literal("", text)
    if plain in words().doubtful:
        raise doubt(
            info.id,
            f"{quoted(text)} may mean not known, no, or that the question does not arise",
            f"leave the cell blank if it is not known, or say in a mapping what it means{_none(info, plain)}",
        )
    return _of_type(info, text, plain, how, book)


def _none(info: FactInfo, plain: str) -> str:
    return ", or write none if there is none" if plain == "none" and "none" in (info.values or ()) else ""


def _of_type(info: FactInfo, text: str, plain: str, how: How, book: Book) -> Literal:
    if info.type == "truth":
        if plain in ("1", "0"):
            remedy = 'write true or false, or say in a mapping what they mean: `values: {"1": true, "0": false}`'
            raise doubt(info.id, f"{quoted(text)} may be true, false, or a number", remedy)
        read = words().truths.get(plain)
        return Literal(text) if read is None or plain == read else Literal(read, text)
    if info.type == "code":
        parts = [code(info, part.strip(), how, book) for part in text.split("|")]
        return _joined("|", parts)
    if info.type in ("date", "amount"):
        return _span(info, plain, how, book)
    return Literal(plain)


def _span(info: FactInfo, plain: str, how: How, book: Book) -> Literal:
    def one(part: str) -> Literal:
        if not part:
            return Literal("")
        return date(info.id, part, how) if info.type == "date" else amount(info.id, part, how, book.currencies)

    if ".." not in plain:
        return one(plain)
    low, _, high = (part.strip() for part in plain.partition(".."))
    return _joined("..", [one(low), one(high)])


def _joined(mark: str, parts: list[Literal]) -> Literal:
    forms = [part.form for part in parts if part.form is not None]
    named = [set(part.currencies) for part in parts if part.currencies is not None]
    both = tuple(sorted(set.intersection(*named))) if named else None
    return Literal(mark.join(part.text for part in parts), mark.join(dict.fromkeys(forms)) if forms else None, both)
