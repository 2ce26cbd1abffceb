"""Sums as people write them: groups of figures, a comma or a point, a currency in the cell, 万 and 亿."""

from __future__ import annotations

import re
from decimal import Decimal

from .how import How, Literal, doubt
from .words import folded, words

WRITE = "write 1200000.00 and the currency in `currency`"
PLAIN = r"\d{1,15}(\.\d{1,3})?"
GROUPED = r"\d{1,3}(,\d{3}){1,5}(\.\d{1,3})?"
_POINT = (PLAIN, GROUPED, r"\d{1,3}( \d{3}){1,5}(\.\d{1,3})?", r"\d{1,3}('\d{3}){1,5}(\.\d{1,3})?")
_FORMS = {
    "point": tuple(re.compile(pattern, re.ASCII) for pattern in _POINT),
    "comma": (
        re.compile(r"\d{1,15}(,\d{1,3})?", re.ASCII),
        re.compile(r"\d{1,3}(\.\d{3}){1,5}(,\d{1,3})?", re.ASCII),
        re.compile(r"\d{1,3}( \d{3}){1,5}(,\d{1,3})?", re.ASCII),
    ),
}
_FINE = re.compile(r"\d{1,7}\.\d{1,10}", re.ASCII)
_TIMES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_PARTS = re.compile(r"([^\d+\-(.]*?) ?(\d[\d.,' ]*?) ?(万亿|万|亿)? ?([^\d.,'万亿]*)", re.ASCII)
_ONE_GROUP = re.compile(r"(?<![\d.,'])[1-9]\d{0,2},\d{3}(?![\d.,'])(?! ?[万亿])", re.ASCII)
_ONE_POINT = re.compile(r"(?<![\d.,'])[1-9]\d{0,2}\.\d{3}(?![\d.,'])(?! ?[万亿])", re.ASCII)
"""Three figures after one mark: thousands, or decimals."""
MOST = 80


def amount(fact: str, text: str, how: How, currencies: dict[str, int]) -> Literal:
    """One sum. `text` is folded; `currencies`: the decimals of each. Raises ClaimError where it could be two."""
    marked = how.decimals or "point"
    if marked == "point" and _FORMS["point"][0].fullmatch(text):
        return Literal(text)
    if text[:1] in "-(−" and any(mark.isdigit() for mark in text):
        raise doubt(fact, f'"{text[:60]}" is less than nothing', "a sum ordered is written without a sign")
    found = _PARTS.fullmatch(text) if len(text) <= MOST else None
    if not found:
        return Literal(text)
    before, figures, times, after = found.groups()
    if not any(
        form.fullmatch(figures) for form in (*_FORMS[marked], *((_FINE,) if times and marked == "point" else ()))
    ):
        return _refused(fact, text, figures, marked)
    named = _currencies(fact, [sign for sign in (before.strip(), after.strip()) if sign], currencies)
    if named is not None and not named:
        return Literal(text)
    plain = re.sub("[ ']", "", figures)
    plain = plain.replace(",", "") if marked == "point" else plain.replace(".", "").replace(",", ".")
    if times:
        plain = format(Decimal(plain) * _TIMES[times], "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    form = [
        *(["a decimal comma, as the mapping says"] if marked == "comma" else []),
        *(["figures in groups"] if re.search("[,' ]", figures) and marked == "point" else []),
        *([f"in {times}"] if times else []),
        *(["with its currency"] if named else []),
    ]
    return Literal(plain, "; ".join(form) or "in other figures", named)


def _currencies(fact: str, signs: list[str], currencies: dict[str, int]) -> tuple[str, ...] | None:
    """The currencies that all of `signs` allow: None without a sign, nothing where one is none or they differ."""
    if not signs:
        return None
    allowed = [
        words().currencies.get(sign) or ((sign.upper(),) if sign.upper() in currencies else ()) for sign in signs
    ]
    return tuple(code for code in allowed[0] if all(code in codes for codes in allowed))


def _refused(fact: str, text: str, figures: str, marked: str) -> Literal:
    other = "comma" if marked == "point" else "point"
    if any(form.fullmatch(figures) for form in _FORMS[other]):
        raise doubt(
            fact,
            f'"{text}" is no sum with a decimal {marked}',
            f"{WRITE}, or say `decimals: {other}` for this column in a mapping",
        )
    return Literal(text)


def currency_of(
    fact: str, text: str, read: Literal, stated: str | None, how: How, digits: dict[str, int]
) -> str | None:
    """The currency of a sum, from its cell, the mapping and the column `currency` (`stated`), which must agree. Raises
    ClaimError.
    """
    known = stated or how.currency
    if stated and how.currency and stated != how.currency:
        raise doubt(fact, f"the mapping says {how.currency}, and `currency` says {stated}", "correct one of them")
    named = read.currencies
    if named is not None:
        if known is None and len(named) > 1:
            raise doubt(fact, f'"{text}" can be in {" or ".join(named[:4])}', "write the code in the column `currency`")
        if known is not None and known not in named:
            raise doubt(fact, f'"{text}" is not in {known}', "correct the sum or the currency")
        known = known or named[0]
    three, ends = known is not None and digits.get(known) == 3, folded(text).split("..")
    if three and how.decimals is None and any(_ONE_GROUP.search(end) for end in ends):
        raise doubt(fact, f'"{text}" can have three decimals, which {known} has', "write 1234.000 or 1.234")
    if not three and how.decimals is None and any(_ONE_POINT.search(end) for end in ends):
        raise doubt(
            fact,
            f'"{text}" can be in thousands, or have three decimals',
            "write 1200 or 1.20, or say `decimals: comma` or `decimals: point` for this column in a mapping",
        )
    return known
