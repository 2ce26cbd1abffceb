"""Demands in bulk, from the answers of a screening: one letter for each debtor and currency, and a log of all claims."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ...corpus.errors import DataError
from ...screening.portfolio.answers import read_answers
from ..both import Both
from .debt import Debt, Party
from .demand import demand
from .parts import Balance, Letter, Open

NEEDS = ("id", "debtor", "currency", "claimable", "outstanding", "day")
LOG = ("id", "debtor", "currency", "sum", "file", "note")
Put = Callable[[str, Any], str]
"""Writes a document under a name; gives the place of its file."""


def bulk(
    both: Both, debt: Debt, path: Path, answers: Path, put: Put, log: Path, digits: Mapping[str, int]
) -> dict[str, int]:
    """Write the letters with `put`, and the log. `debt`: the file that says who the creditor is, where to pay and by when; the
    debtor of each letter is that of the answers; `digits`: decimals of a currency. Counts: letters, claims in them, claims
    left out. Raises DataError.
    """
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    lines: list[dict[str, Any]] = []
    for row in _rows(answers):
        why = _left_out(row)
        if why:
            lines.append({**_line(row, digits), "note": why})
        else:
            groups.setdefault((row["debtor"], row["currency"]), []).append(row)
    left_out = len(lines)
    for number, ((debtor, currency), rows) in enumerate(groups.items(), 1):
        open = tuple(Open(str(row["id"] or ""), None, None, _sum(row), _sum(row)) for row in rows)
        balance = Balance(rows[0]["day"].toordinal(), currency, open, sum(one.left for one in open), None, 0)
        own = msgspec.structs.replace(debt, debtor=_party(debtor), contract=type(debt.contract)())
        letter = Letter(both, own, balance, path, titles=True)
        file = put(f"demand-{number:05}-{_name(debtor)}-{currency}", demand(letter))
        lines += [{**_line(row, digits), "file": file} for row in rows]
    with log.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, LOG, restval="")
        writer.writeheader()
        writer.writerows({key: _guarded(value) for key, value in line.items()} for line in lines)
    return {"letters": len(groups), "claims": len(lines) - left_out, "left_out": left_out}


def _rows(answers: Path) -> Iterator[dict[str, Any]]:
    frame = read_answers(answers, needs=NEEDS).select(NEEDS).collect()
    if not frame.height:
        raise DataError("holds no answers; name those of `exequatur screen`", answers)
    yield from frame.iter_rows(named=True)


def _left_out(row: dict[str, Any]) -> str | None:
    """Why no letter can be written for a claim."""
    if not row["debtor"]:
        return "no debtor; give the column `debtor`"
    if not row["currency"] or _sum(row) == 0:
        return "nothing to claim is known; give the sum and its currency"
    return None


def _sum(row: dict[str, Any]) -> int:
    """What is left to claim at least, in minor units."""
    return int(row["claimable"] or 0) if row["outstanding"] is None else int(row["outstanding"])


def _line(row: dict[str, Any], digits: Mapping[str, int]) -> dict[str, Any]:
    decimals = digits.get(row["currency"] or "", 2)
    whole, rest = divmod(_sum(row), 10**decimals)
    text = f"{whole}.{rest:0{decimals}}" if decimals else str(whole)
    return {"id": row["id"], "debtor": row["debtor"], "currency": row["currency"], "sum": text}


def _party(name: str) -> Party:
    """A debtor of a table: a name in hanzi is its registered one."""
    return Party(name_zh=name) if re.search(r"[\u4e00-\u9fff]", name) else Party(name=name)


def _name(text: str) -> str:
    """A name as a part of the name of a file."""
    return re.sub(r"[^\w\u4e00-\u9fff]+", "-", text)[:40].strip("-") or "debtor"


def _guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value
