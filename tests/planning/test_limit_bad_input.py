"""Bad input about time gets one message with file, line, field and remedy, and exit status 2."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
HEAD = "origin: US\nkind: judgment\njudgment_date: 2024-05-10\neffective_date: 2024-06-11\n"  # four lines

BAD: dict[str, tuple[str, int, str, str]] = {
    "an event before the judgment": (
        "events:\n- {date: 2024-01-10, kind: part_payment}\n",
        6,
        "events[0]",
        "write `of: debt`",
    ),
    "the second of two": (
        "events:\n- {date: 2025-01-10, kind: part_payment}\n- {date: 2024-01-10, kind: part_payment}\n",
        7,
        "events[1]",
        "lies before judgment_date",
    ),
    "an obstacle that ends before it begins": (
        "events:\n- {from: 2025-03-01, to: 2025-02-01, kind: obstacle}\n",
        6,
        "events[0].to",
        "correct one of them",
    ),
    "an obstacle with one day": (
        "events:\n- {date: 2025-03-01, kind: obstacle}\n",
        6,
        "events[0].date",
        "write `from` and `to`",
    ),
    "a demand with two days": (
        "events:\n- {from: 2025-03-01, to: 2025-03-02, kind: demand_by_courier}\n",
        6,
        "events[0].from",
        "write `date`",
    ),
    "a demand with a day and an end": (
        "events:\n- {date: 2025-03-01, to: 2025-03-02, kind: demand_by_courier}\n",
        6,
        "events[0].to",
        "write `date`",
    ),
    "an event without a day": ("events:\n- {kind: part_payment}\n", 6, "events[0].date", "is needed"),
    "an event without a kind": ("events:\n- {date: 2025-03-01}\n", 6, "events[0].kind", "is needed"),
    "a misspelt kind": (
        "events:\n- {date: 2025-03-01, kind: part_paymnt}\n",
        6,
        "events[0].kind",
        "did you mean `part_payment`",
    ),
    "a kind of another sort": ("events:\n- {date: 2025-03-01, kind: 7}\n", 6, "events[0].kind", "write one of"),
    "a wrong `of`": (
        "events:\n- {date: 2025-03-01, kind: part_payment, of: titel}\n",
        6,
        "events[0].of",
        "did you mean `title`",
    ),
    "a kind that concerns the debt only": (
        "events:\n- {date: 2025-03-01, kind: assignment_notice, of: title}\n",
        6,
        "events[0].of",
        "write `of: debt`",
    ),
    "a misspelt key": ("events:\n- {date: 2025-03-01, kind: part_payment, prof: x}\n", 6, "events[0].prof", "allowed"),
    "a mapping for the list": ("events:\n  date: 2025-03-01\n  kind: part_payment\n", 5, "events", "must be a list"),
    "a word in the list": ("events:\n- part_payment\n", 6, "events[0]", "must hold"),
    "a list in the list": ("events:\n- [part_payment]\n", 6, "events[0]", "must hold"),
    "too many": ("events:\n" + "- {date: 2025-03-01, kind: note}\n" * 501, 5, "events", "more than 500"),
    "an impossible day": ("events:\n- {date: 2025-02-29, kind: note}\n", 6, "events[0].date", "is not a date"),
    "a day of another century": (
        "events:\n- {date: 1825-02-28, kind: note}\n",
        6,
        "events[0].date",
        "between 1900 and 2200",
    ),
    "a day too far off": ("instalments:\n- {due: 2201-01-01}\n", 6, "instalments[0].due", "between 1900 and 2200"),
    "a proof that is no text": (
        "events:\n- {date: 2025-03-01, kind: part_payment, proof: true}\n",
        6,
        "events[0].proof",
        "as text",
    ),
    "a negative sum": (
        "currency: USD\nevents:\n- {date: 2025-03-01, kind: part_payment, amount: -5}\n",
        7,
        "events[0].amount",
        "is not an amount",
    ),
    "a negative instalment": (
        'currency: USD\ninstalments:\n- {due: 2024-07-01, amount: "-5.00"}\n',
        7,
        "instalments[0].amount",
        "is not an amount",
    ),
    "a sum without currency": (
        "events:\n- {date: 2025-03-01, kind: part_payment, amount: 5}\n",
        6,
        "events[0].amount",
        "currency",
    ),
    "events and the last interruption": (
        "last_interruption_date: 2025-03-01\nevents:\n- {date: 2025-03-01, kind: part_payment}\n",
        5,
        "last_interruption_date",
        "follows from `events`",
    ),
    "events and the last interruption of the debt": (
        "claim_last_interruption_date: 2025-03-01\nevents:\n- {date: 2025-03-01, kind: part_payment, of: debt}\n",
        5,
        "claim_last_interruption_date",
        "follows from `events`",
    ),
    "an instalment before the judgment": (
        "instalments:\n- {due: 2024-01-01}\n",
        6,
        "instalments[0].due",
        "lies before judgment_date",
    ),
    "an instalment after the day of performance": (
        "performance_due_date: 2024-08-01\ninstalments:\n- {due: 2024-07-01}\n- {due: 2024-09-01}\n",
        5,
        "performance_due_date",
        "the last instalment is due",
    ),
    "instalments and no time for payment": (
        "performance_period_stated: false\ninstalments:\n- {due: 2024-07-01}\n",
        5,
        "performance_period_stated",
        "correct one of them",
    ),
    "instalments that are none": (
        "performance_in_instalments: false\ninstalments:\n- {due: 2024-07-01}\n- {due: 2024-08-01}\n",
        5,
        "performance_in_instalments",
        "correct one of them",
    ),
    "a day of performance and no time for payment": (
        "performance_period_stated: false\nperformance_due_date: 2024-08-01\n",
        5,
        "performance_period_stated",
        "correct one of them",
    ),
    "a day of performance before the judgment": (
        "performance_due_date: 2024-01-01\n",
        5,
        "performance_due_date",
        "lies before",
    ),
    "an unknown currency in a rate": (
        "rates:\n- {from: USX, to: CNY, rate: 7.1, on: 2026-11-20, source: a bank}\n",
        6,
        "rates[0].from",
        "is not one of its values",
    ),
    "a rate as a power": (
        "rates:\n- {from: USD, to: CNY, rate: 1e-7, on: 2026-11-20, source: a bank}\n",
        6,
        "rates[0].rate",
        "is not a rate",
    ),
    "a rate without its source": (
        'rates:\n- {from: USD, to: CNY, rate: "7.1", on: 2026-11-20, source: " "}\n',
        6,
        "rates[0].source",
        "is needed",
    ),
    "two rates of one day": (
        'rates:\n- {from: USD, to: CNY, rate: "7.1", on: 2026-11-20, source: a}\n'
        '- {from: USD, to: CNY, rate: "7.2", on: 2026-11-20, source: b}\n',
        7,
        "rates[1]",
        "keep one",
    ),
    "a review before the ruling": (
        "ruling_served_date: 2026-10-01\nreview_requested_date: 2026-09-01\n",
        6,
        "review_requested_date",
        "lies before",
    ),
    "a ruling before the judgment": ("ruling_served_date: 2024-01-01\n", 5, "ruling_served_date", "lies before"),
    "recognition before the judgment": (
        "recognition_ruling_effective_date: 2024-01-01\n",
        5,
        "recognition_ruling_effective_date",
        "lies before",
    ),
    "an interruption before the judgment": (
        "last_interruption_date: 2024-01-01\n",
        5,
        "last_interruption_date",
        "lies before",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_one_message_with_file_line_field_and_remedy(name: str, run: Run, tmp_path: Path) -> None:
    lines, line, field, says = BAD[name]
    path = tmp_path / "claim.yaml"
    path.write_text(HEAD + lines, encoding="utf-8")
    status, out, err = run("limit", str(path))
    assert status == 2, (out, err)
    assert out == "" and err.count("\n") == 1 and "Traceback" not in err
    assert err.startswith(f"{path}:{line}: {field}"), err
    assert says in err, err
