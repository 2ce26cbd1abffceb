"""The limitation of an invoice: three or four years from its due date, begun anew by what the account holds and shows."""

from __future__ import annotations

from typing import Any

import pytest

import exequatur

HEADER = "date,kind,document,invoice,due,amount,currency,rate,proof\n"
INVOICE = HEADER + "2024-01-01,invoice,A,,2024-02-01,100,USD,none,\n"


def limitation(rows: str = "", on: str = "2025-06-01", claim: str | None = "domestic_contract") -> dict[str, Any]:
    told = exequatur.ledger((INVOICE + rows).encode(), on=on, claim=claim)
    found: dict[str, Any] = told["accounts"][0]["documents"][0]["limitation"]
    return found


def first(day: Any) -> str:
    """A day, or the first day on which a period can end whose calendar is not known yet."""
    return str(day["from"] if isinstance(day, dict) else day)


@pytest.mark.parametrize(
    ("rows", "claim", "last"),
    [
        ("", "domestic_contract", "2027-02-01"),
        ("", "international_sale", "2028-02-01"),
        ("2025-03-03,demand,,A,,,,,courier receipt\n", "domestic_contract", "2028-03-03"),
        ("2025-03-03,demand,,,,,,,courier receipt\n", "domestic_contract", "2028-03-03"),
        ("2025-03-03,acknowledgment,,A,,,,,signed\n", "international_sale", "2029-03-03"),
        ("2025-03-03,payment,,A,,40,USD,,\n", "domestic_contract", "2028-03-03"),
        ("2025-03-03,payment,,,,40,USD,,\n", "domestic_contract", "2028-03-03"),
        ("2024-01-20,due_date,,A,2024-05-31,,,,\n", "domestic_contract", "2027-05-31"),
        ("2025-04-01,due_date,,A,2025-05-31,,,,\n", "domestic_contract", "2028-05-31"),
        ("2025-03-03,note,,A,,,,,\n", "domestic_contract", "2027-02-01"),
    ],
)
def test_the_last_day(rows: str, claim: str, last: str) -> None:
    found = limitation(rows, claim=claim)
    assert (first(found["last_day"]), found["safe_day"], found["status"]) == (last, last, "open")


def test_a_demand_that_nothing_shows_is_not_counted_on() -> None:
    found = limitation("2025-03-03,demand,,A,,,,,\n")
    assert found["safe_day"] == "2027-02-01"
    assert found["last_day"] == {"from": "2027-02-01", "to": "2028-03-03"}
    assert [event["did"] for event in found["events"]] == ["unproved"]


def test_a_payment_on_one_invoice_does_nothing_for_the_other() -> None:
    rows = "2024-01-01,invoice,B,,2024-02-01,50,USD,none,\n2025-03-03,payment,,B,,20,USD,,\n"
    assert first(limitation(rows)["last_day"]) == "2027-02-01"


def test_it_can_be_over_and_an_acknowledgment_revives_it() -> None:
    assert limitation(on="2027-03-01")["status"] == "passed"
    found = limitation("2027-02-20,acknowledgment,,A,,,,,signed\n", on="2027-03-01")
    assert (found["status"], first(found["last_day"])) == ("open", "2030-02-20")


def test_where_the_kind_of_claim_is_not_stated_safe_is_the_shortest_rule() -> None:
    found = limitation(claim=None)
    assert first(found["last_day"]) == "2027-02-01" and found["safe_day"] < "2027-02-01"
    assert found["status"] == "may_have_passed"


def test_what_is_paid_has_none() -> None:
    told = exequatur.ledger((INVOICE + "2024-03-01,payment,,A,,100,USD,,\n").encode(), on="2025-06-01")
    assert told["accounts"][0]["documents"][0]["limitation"] is None
