"""GoRules' zen-engine: one decision of expressions, a claim at a time in one batch call. It has no three-valued logic, so each
test is two expressions, "can be false" and "can be true". What the law keeps in tables is looked up in Python beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..law import ANSWERS, TODAY, TRUTHS
from .c_loop import EPOCH, KINDS, LATEST, SERVED
from .plain import Law

EARLIEST = -LATEST
_ON = TODAY - EPOCH
Pair = tuple[str, str]


def _pair(name: str, here: bool = True) -> Pair:
    dot = "" if here else "$."
    return f"{dot}{name}_no", f"{dot}{name}_yes"


def _no(a: Pair) -> Pair:
    return a[1], a[0]


def _both(*parts: Pair) -> Pair:
    return f"({' or '.join(p[0] for p in parts)})", f"({' and '.join(p[1] for p in parts)})"


def _either(*parts: Pair) -> Pair:
    return _no(_both(*map(_no, parts)))


def expressions() -> dict[str, str]:
    """Every name with its expression, in order."""
    facts = {name: _pair(name) for name in (*TRUTHS, "title", "served", "de_facto", "consensus")}
    known, applied_known = f"(effective != {LATEST})", f"(applied != {LATEST})"
    lim_no, lim_yes = facts["limit_interrupted"]
    made = {
        "low_e": f"{known} ? low_s : {EARLIEST}",
        "high_e": f"{known} ? high_s : {LATEST}",
        "high_b": "$.high_e > high_i ? $.high_e : high_i",
        "last_low": f"not {lim_no} and low_i > $.low_e ? low_i : $.low_e",
        "last_high": f"not {lim_yes} ? $.high_e : $.high_b",
        "late": f"({applied_known} ? applied : {_ON}) > (not {lim_no} ? $.high_b : $.high_e)",
    }
    late_no, late_yes = f"not {applied_known} or applied <= $.last_high", f"not {applied_known} or $.last_low < applied"
    gate = _either(facts["de_facto"], facts["consensus"])
    tests = {
        "out_of_time": (late_no, late_yes),
        "gate": gate,
        "d": _either(
            _no(facts["title"]),
            _no(_pair("gate", False)),
            facts["appeal_pending"],
            _no(facts["final_abroad"]),
            _no(facts["translation_certified"]),
            ("true", facts["suit_pending_here"][1]),
        ),
        "r": _either(
            facts["discriminatory_measure"],
            facts["on_countermeasure_list"],
            facts["exclusive_jurisdiction_here"],
            _both(_no(facts["connection_with_origin"]), _no(facts["submitted_to_jurisdiction"])),
            _both(facts["served"], facts["respondent_here_when_served"], _no(facts["respondent_took_part"])),
            _both(facts["party_without_capacity"], _no(facts["properly_represented"])),
            facts["obtained_by_fraud"],
            facts["conflicting_judgment_here"],
            facts["against_public_policy"],
            _both(facts["arbitration_agreement_valid"], _no(facts["arbitration_waived"])),
            _both(_pair("out_of_time", False), facts["respondent_raises_time_bar"]),
        ),
    }
    for name, (fails, holds) in tests.items():
        made |= {f"{name}_no": fails, f"{name}_yes": holds}

    def shown(name: str) -> str:
        return f"not {name}_no"

    def denied(name: str) -> str:
        return f"not {name}_yes"

    refused = [
        shown("discriminatory_measure"),
        shown("on_countermeasure_list"),
        shown("exclusive_jurisdiction_here"),
        f"({denied('connection_with_origin')} and submitted_to_jurisdiction_no)",
        f"({shown('served')} and {shown('respondent_here_when_served')} and respondent_took_part_no)",
        f"({shown('party_without_capacity')} and {denied('properly_represented')})",
        shown("obtained_by_fraud"),
        shown("conflicting_judgment_here"),
        shown("against_public_policy"),
        f"({shown('arbitration_agreement_valid')} and {denied('arbitration_waived')})",
        "($.late and respondent_raises_time_bar_yes)",
    ]
    out = [
        "$.shut",
        shown("appeal_pending"),
        "final_abroad_no",
        denied("translation_certified"),
        shown("suit_pending_here"),
    ]
    return made | {
        "shut": "title_no or $.gate_no",
        "out": " or ".join(out),
        "refused": " or ".join(refused),
        "as_it_stands": f'$.out ? "dismissed" : ($.refused ? "refused" : ({shown("punitive_part")} ? "partly_recognised" : '
        '"recognised"))',
        "basis": f'$.shut ? null : ({shown("de_facto")} ? "reciprocity_de_facto" : "reciprocity_consensus")',
        "possible_recognised": "$.d_no and $.r_no and punitive_part_no",
        "possible_partly": "$.d_no and $.r_no and punitive_part_yes",
        "possible_refused": "$.d_no and $.r_yes",
        "possible_dismissed": "$.d_yes",
        "acts": f"{lim_yes} and again != {LATEST} and again <= {_ON} and (since == {LATEST} or since <= again) and "
        "again <= $.high_e",
        "low": "$.acts and again <= low_s ? low_i : low_s",
        "high": f"{known} and $.acts ? high_i : $.high_e",
        "done": f"applied <= {_ON}",
        "asked": f"$.done ? applied : {_ON}",
        "limit_status": '$.done ? ($.high < $.asked ? "late" : ($.asked <= $.low ? "met" : "may_be_late")) : '
        '($.high < $.asked ? "passed" : ($.asked <= $.low ? "open" : "may_have_passed"))',
    }


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import zen

    given = [{"id": name, "key": name, "value": value} for name, value in expressions().items()]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "ex", "type": "expressionNode", "name": "ex", "content": {"expressions": given}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("in", "ex"), ("ex", "out"))
    ]
    content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
    engine = zen.ZenEngine({"loader": lambda _: content})
    law = Law(place)

    def number(day: Any) -> int:
        return LATEST if day is None else day.toordinal() - EPOCH

    def ends(day: Any) -> tuple[int, int]:
        if day is None:
            return EARLIEST, LATEST
        low, high = law.ends[day.toordinal()]
        return low - EPOCH, high - EPOCH

    def context(row: dict[str, Any]) -> dict[str, Any]:
        truths = {name: row[name] for name in TRUTHS}
        kind, method = row["kind"], row["service_method"]
        truths["title"] = None if kind is None else kind in KINDS
        truths["served"] = None if method is None else method in SERVED
        for name in ("de_facto", "consensus"):
            truths[name] = law.status(row["origin"], row["judgment_date"], name)
        made: dict[str, Any] = {f"{name}_no": value is not True for name, value in truths.items()}
        made |= {f"{name}_yes": value is not False for name, value in truths.items()}
        effective, again = row["effective_date"], row["last_interruption_date"]
        since = effective or row["judgment_date"]
        made["effective"], made["again"], made["since"] = number(effective), number(again), number(since)
        made["applied"] = number(row["application_date"])
        made["low_s"], made["high_s"] = ends(since)
        made["low_i"], made["high_i"] = ends(again)
        return made

    def answer(row: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
        found |= {"id": row["id"], "group": law.groups.get(row["origin"])}
        found["last_day"] = None if found["low"] == EARLIEST else found["low"]
        found["last_day_latest"] = None if found["high"] == LATEST else found["high"]
        return {name: found.get(name) for name in ANSWERS}  # it leaves out what is null

    def run(table: Path, out: Path) -> None:
        rows = pq.read_table(table).to_pylist()
        results = engine.evaluate_batch([{"key": "rules", "context": context(row)} for row in rows])
        found = [answer(row, one["data"]["result"]) for row, one in zip(rows, results, strict=True)]
        answers = pa.Table.from_pylist(found)
        for name in ("last_day", "last_day_latest"):
            days = answers[name].cast(pa.int32()).cast(pa.date32())
            answers = answers.set_column(answers.schema.get_field_index(name), name, days)
        pq.write_table(answers, out, compression="zstd")

    return run
