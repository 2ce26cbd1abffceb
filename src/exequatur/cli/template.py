"""The commented claim file that `exequatur claim new` writes."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

from ..corpus.errors import DataError
from ..language.claimform import asked_facts, standard, tell_form
from ..law.book import Book, FactInfo
from ..law.load import book

_HEAD = """\
# A claim: what the creditor holds. Fill in what is known and leave the rest out: a fact left out is unknown, never "no".
# Truths are true or false. Dates are 2015-07-24; 2015-07 or 2015 if no more is known; or {from: 2014-01-01, to: 2014-12-31}.
# Sums are in major units (1200000.00) and need `currency`. A code may be a list of what it can still be: [company, fraud].
# Check with `exequatur claim check FILE`, answer step by step with `exequatur ask FILE`. Not legal advice.
id: my-claim
title: ""
requested: CN
"""

_LISTS = """
# ---- Events, instalments, respondents, exchange rates
# What happened to the periods, each with what proves it; `of` is title (default) or debt. Kinds: {kinds}.
#events:
#- {{date: 2025-07-03, kind: demand_by_courier, proof: "EMS waybill with the content noted"}}
#- {{from: 2026-01-10, to: 2026-02-20, kind: obstacle, proof: "order of the court"}}
# Payments as the title orders them; the last one is its performance_due_date.
#instalments:
#- {{due: 2025-06-30, amount: "50000.00"}}
# Every respondent with the places that can found competence: a division code, a name or an address.
#respondents:
#- {{name: "", domicile_place: "420100", property_places: ["420100"]}}
# Exchange rates that you give, with their day and source.
#rates:
#- {{from: USD, to: CNY, rate: "7.10", on: 2026-11-20, source: ""}}
# Names and data for papers; no rule reads them. docs/reference/claim-file.md lists the keys.
#particulars:
#  applicant: {{name: "", name_zh: "", number: "", address: "", representative: "", post: "", contact: ""}}
#  agents: [{{lawyer: "", firm: "", licence: ""}}]
#  respondents: [{{name: "", name_zh: "", code: "", address: "", representative: "", contact: ""}}]
#  docket: ""
"""

_CODES = {"state": "US", "subdivision": "US-CA", "currency": "USD", "place": '"420100"'}


def write(out: Path) -> None:
    """Write an empty claim, as JSON where the name ends in .json. Raises DataError where the file exists."""
    if out.exists():
        raise DataError("this file exists already; choose another name", out)
    is_json = out.suffix.lower() == ".json"
    text = json.dumps(tell_form(book())["claim"], indent=2) + "\n" if is_json else template(book())
    out.write_text(text, encoding="utf-8")
    sys.stderr.write(f"written: {out}\n")


def template(law: Book) -> str:
    """Every fact that a person can be asked, with its question, commented out."""
    parts = [_HEAD]
    for stage, facts in asked_facts(law).items():
        parts.append(f"\n# ---- {law.messages.get(f'stage.{stage}.title', stage)}\n")
        parts += [_fact(info) for info in facts]
    kinds = textwrap.wrap(
        _LISTS.splitlines()[2].format(kinds=", ".join(law.timing.events)), 118, subsequent_indent="# "
    )
    lines = _LISTS.splitlines()
    text = "\n".join([*lines[:2], *kinds, *(line.format() for line in lines[3:])])
    return "".join([*parts, text, "\n"])


def _fact(info: FactInfo) -> str:
    example = {"truth": "true", "date": "2020-01-31", "amount": '"100000.00"', "count": "1", "text": '""'}.get(
        info.type, ""
    )
    if info.type == "code":
        example = info.values[0] if info.values else _CODES[standard(info)]
    lines = textwrap.wrap(f"{info.question} ({info.where})", 118)
    if info.values:
        lines += textwrap.wrap("one of: " + ", ".join(info.values), 118)
    return "".join(f"# {line}\n" for line in lines) + f"#{info.id}: {example}\n"
