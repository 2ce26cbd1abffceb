"""The commented claim file that `exequatur claim new` writes."""

from __future__ import annotations

import textwrap

from ..assessment.fields import ASKED
from ..law.book import Book, FactInfo

_HEAD = """\
# A claim: what the creditor holds. Fill in what is known and leave the rest out: a fact left out is unknown, never "no".
# Truths are true or false. Dates are 2015-07-24; 2015-07 or 2015 if no more is known; or {from: 2014-01-01, to: 2014-12-31}.
# Sums are in major units (1200000.00) and need `currency`. A code may be a list of what it can still be: [company, fraud].
# Check with `exequatur claim check FILE`, answer step by step with `exequatur ask FILE`. Not legal advice.
id: my-claim
title: ""
requested: CN
"""


#: What every claim should say first.
_FIRST = ("origin", "kind", "matter", "judgment_date", "application_date")


def template(book: Book) -> str:
    """Every fact that a person can be asked, with its question, commented out."""
    stages: dict[str, list[FactInfo]] = {}
    for info in book.facts.values():
        if (
            info.id != ASKED
            and info.kind == "fact"
            and info.asked_of
            and set(info.asked_of) - {"court", "record"}
            and not info.derived
        ):
            stages.setdefault(info.stage, []).append(info)
    parts = [_HEAD]
    for stage, facts in sorted(stages.items(), key=lambda item: item[0] != "scope"):
        facts.sort(key=lambda info: (_FIRST.index(info.id) if info.id in _FIRST else len(_FIRST), info.cls != "none"))
        parts.append(f"\n# ---- {book.messages.get(f'stage.{stage}.title', stage)}\n")
        parts += [_fact(info) for info in facts]
    return "".join(parts)


def _fact(info: FactInfo) -> str:
    example = {"truth": "true", "date": "2020-01-31", "amount": '"100000.00"', "count": "1", "text": '""'}.get(
        info.type, ""
    )
    if info.type == "code":
        example = info.values[0] if info.values else {"origin": "US", "currency": "USD"}.get(info.id, "XX")
    lines = textwrap.wrap(f"{info.question} ({info.where})", 118)
    if info.values:
        lines += textwrap.wrap("one of: " + ", ".join(info.values), 118)
    return "".join(f"# {line}\n" for line in lines) + f"#{info.id}: {example}\n"
