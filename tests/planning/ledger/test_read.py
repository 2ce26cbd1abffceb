"""How a ledger is read: columns in two languages, encodings, separators; and what is refused, with line, column and remedy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exequatur
from exequatur.corpus.errors import DataError
from exequatur.law.load import book
from exequatur.planning.ledger.entries import FIELDS, KINDS, Entry
from exequatur.planning.ledger.read import read_ledger
from exequatur.planning.ledger.words import bare, words

Run = Callable[..., tuple[int, str, str]]
HEADER = "date,kind,document,invoice,due,amount,currency,rate,note\n"
ONE = HEADER + "2024-01-01,invoice,A,,2024-02-01,100,USD,6%,\n"
CHINESE = (
    "日期,类型,单号,对应发票,到期日,金额,币种,年利率,备注\n"
    '2024年1月5日,发票,甲-1,,2024年2月1日,"1,000.00",CNY,6%,第一批货\n'
    "2024/3/1,付款,,甲-1,,400,CNY,,银行回单\n"
    "2024.3.9,催款,,,,,,,律师函\n"
)


def entries(raw: str | bytes, **options: Any) -> tuple[Entry, ...]:
    made = raw.encode() if isinstance(raw, str) else raw
    return read_ledger(book(), "a.csv", raw=made, **options).entries


def test_columns_and_kinds_in_chinese() -> None:
    invoice, payment, demand = entries(CHINESE)
    assert (invoice.kind, invoice.document, invoice.amount, invoice.note) == ("invoice", "甲-1", 100000, "第一批货")
    assert (payment.kind, payment.invoice, payment.amount) == ("payment", "甲-1", 40000)
    assert demand.kind == "demand" and demand.amount is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_says_the_same(encoding: str) -> None:
    assert entries(CHINESE.encode(encoding)) == entries(CHINESE)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_separator_and_ending_says_the_same(separator: str, ending: str) -> None:
    assert entries(ONE.replace(",", separator).replace("\n", ending)) == entries(ONE)


def test_a_list_in_yaml_or_json_says_the_same() -> None:
    yaml = b"- {date: 2024-01-01, kind: invoice, document: A, due: 2024-02-01, amount: 100, currency: USD, rate: 6%}\n"
    made = read_ledger(book(), "a.yaml", raw=yaml).entries
    assert [(one.day, one.document, one.amount, one.rate) for one in made] == [
        (one.day, one.document, one.amount, one.rate) for one in entries(ONE)
    ]
    plain = [{"date": "2024-01-01", "kind": "invoice", "document": "A", "amount": 100, "currency": "USD"}]
    assert read_ledger(book(), "a.json", raw=json.dumps(plain).encode()).entries[0].amount == 10000


def test_blank_rows_are_left_out_and_unknown_columns_are_named() -> None:
    read = read_ledger(book(), "a.csv", raw=(ONE + ",,,,,,,,\n\n").replace("note", "Salesman").encode())
    assert len(read.entries) == 1 and read.ignored == ("Salesman",)


def test_a_payment_can_name_its_invoice_in_the_only_column_of_numbers() -> None:
    raw = "date,type,number,amount,currency\n2024-01-01,invoice,A,100,USD\n2024-02-01,payment,A,40,USD\n"
    assert [one.invoice for one in entries(raw)] == [None, "A"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("5.5.2024", "2024-05-05"),
        ("２０２４年５月３日", "2024-05-03"),
        ("2024-05-03 00:00:00", "2024-05-03"),
    ],
)
def test_days_as_people_write_them(text: str, read: str) -> None:
    raw = f"date,kind,document,amount,currency\n{text},invoice,A,100,USD\n"
    assert exequatur.ledger(raw.encode(), on="2025-01-01")["accounts"][0]["documents"][0]["date"] == read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("6", "6"),
        ("6%", "6"),
        ("6 % p.a.", "6"),
        ("4.35％/年", "4.35"),
        ("年利率6%", "6"),
        ("0.5%", "0.5"),
        ("none", "none"),
        ("0", "none"),
        ("不计息", "none"),
        ("LPR", "lpr"),
        ("sales default", "sales-default"),
    ],
)
def test_rates_as_people_write_them(text: str, told: str) -> None:
    raw = f"date,kind,document,due,amount,currency,rate\n2024-01-01,invoice,A,2024-02-01,100,USD,{text}\n"
    (rate,) = exequatur.ledger(raw.encode(), on="2025-01-01")["accounts"][0]["documents"][0]["rate"]
    assert (rate["percent"] or rate["kind"]) == told


BAD: dict[str, tuple[str | bytes, str]] = {
    "nothing": (b"", "the file is empty"),
    "blanks": (b" \n\n", "the file is empty"),
    "a header alone": (HEADER, "holds no entry"),
    "no invoice": (HEADER + "2024-01-01,demand,,,,,,,\n", "holds no invoice"),
    "a workbook": (b"PK\x03\x04abc", "this is a workbook"),
    "utf-32": (ONE.encode("utf-32"), "UTF-32"),
    "bytes that are no text": (ONE.encode() + b"\xff\xff\xff", "neither UTF-8 nor GB18030"),
    "latin": ((ONE + "2024-01-01,invoice,B,,,1,USD,,Zürich Straße\n").encode("latin-1"), "save it as"),
    "a control character": (ONE + "\x07", "control character"),
    "an open quotation mark": (ONE + '2024-01-01,invoice,"B,,,1,USD,,\n', "quotation mark"),
    "a comma too many": (ONE + "2024-01-01,invoice,B,,,1,000,USD,6%,x\n", "has 10 cells, the header has 9"),
    "cells that are missing": (ONE + "2024-01-01,invoice\n", "has 2 cells, the header has 9"),
    "no date column": (ONE.replace("date,", "dates of it,"), "no column for `date`"),
    "two columns for one field": (ONE.replace("note", "dokument").replace("invoice,due", "ref,due"), "both look like"),
    "a blank day": (ONE + ",invoice,B,,,1,USD,,\n", "date: is blank"),
    "a day in two orders": (ONE + "03/04/2024,invoice,B,,,1,USD,,\n", "can be 2024-04-03 or 2024-03-04"),
    "a month for a day": (ONE + "2024-03,invoice,B,,,1,USD,,\n", "is not one day"),
    "a day that is none": (ONE + "2024-02-30,invoice,B,,,1,USD,,\n", "is not a day"),
    "the number of a day": (ONE + "45293,invoice,B,,,1,USD,,\n", "number of a day in a spreadsheet"),
    "a year that cannot be": (ONE + "0204-01-01,invoice,B,,,1,USD,,\n", "cannot be right"),
    "a blank kind": (ONE + "2024-01-01,,B,,,1,USD,,\n", "kind: is blank"),
    "a total": (ONE + "2024-01-01,Total,,,,100,USD,,\n", "is no kind of entry"),
    "a misspelt kind": (ONE + "2024-01-01,invoise,B,,,1,USD,,\n", "did you mean `invoice`"),
    "no sum": (ONE + "2024-01-01,invoice,B,,,,USD,,\n", "amount: is blank"),
    "a sum of nothing": (ONE + "2024-01-01,invoice,B,,,0.00,USD,,\n", "amount: is nothing"),
    "less than nothing": (ONE + "2024-01-01,payment,,A,,-5,USD,,\n", "less than nothing"),
    "in brackets": (ONE + "2024-01-01,payment,,A,,(5),USD,,\n", "less than nothing"),
    "a decimal comma": (ONE + '2024-01-01,payment,,A,,"5,5",USD,,\n', "is not a sum"),
    "a currency in the sum": (ONE + "2024-01-01,payment,,A,,$5,USD,,\n", "is not a sum"),
    "too many decimals": (ONE + "2024-01-01,payment,,A,,5.555,USD,,\n", "has more decimals"),
    "a span": (ONE + "2024-01-01,payment,,A,,5..6,USD,,\n", "is not one sum"),
    "no currency": (ONE + "2024-01-01,payment,,A,,5,,,\n", "currency: is blank"),
    "an unknown currency": (ONE + "2024-01-01,payment,,A,,5,USX,,\n", "is not a currency"),
    "another currency than the invoice": (ONE + "2024-01-01,payment,,A,,5,EUR,,\n", "the invoice `A` is in USD"),
    "a payment in money of no invoice": (ONE + "2024-01-01,payment,,,,5,EUR,,\n", "there is no invoice in EUR"),
    "a rate a day": (ONE + "2024-01-01,invoice,B,,,5,USD,0.05%/day,\n", "is not a rate a year"),
    "a rate of ten thousands": (ONE + "2024-01-01,invoice,B,,,5,USD,日万分之五,\n", "is not a rate a year"),
    "a rate in two readings": (ONE + "2024-01-01,invoice,B,,,5,USD,0.06,\n", "can be 0.06 % or 6 %"),
    "a rate in words": (ONE + "2024-01-01,invoice,B,,,5,USD,high,\n", "is not a rate"),
    "an invoice without a number": (ONE + "2024-01-01,invoice,,,,5,USD,,\n", "document: is blank"),
    "a number twice": (ONE + "2024-03-01,invoice,A,,,5,USD,,\n", "stands also in line 2"),
    "a payment twice": (
        ONE + "2024-03-01,payment,T1,A,,5,USD,,\n2024-03-01,payment,T1,A,,5,USD,,\n",
        "the payment `T1` stands also in line 3",
    ),
    "no such invoice": (ONE + "2024-03-01,payment,,AB,,5,USD,,\n", "there is no invoice `AB`"),
    "several invoices": (ONE + "2024-03-01,payment,,A; B,,5,USD,,\n", "a line for each"),
    "the invoice in the wrong column": (ONE + "2024-03-01,payment,A,,,5,USD,,\n", "write the number in `invoice`"),
    "an own number without a column": (
        "date,kind,document,amount,currency\n2024-01-01,invoice,INV-1,9,USD\n2024-02-01,payment,TT-7,5,USD\n",
        "needs a column `invoice`",
    ),
    "a credit note for nothing": (ONE + "2024-03-01,credit_note,C,,,5,USD,,\n", "invoice: is blank"),
    "a credit note before its invoice": (ONE + "2023-03-01,credit_note,C,A,,5,USD,,\n", "lies before the invoice `A`"),
    "a cost before its invoice": (ONE + "2023-03-01,cost,,A,,5,USD,,\n", "lies before the invoice `A`"),
    "a due date before the invoice": (ONE + "2024-03-01,invoice,B,,2024-01-01,5,USD,,\n", "lies before the date"),
    "a due date moved into the past": (ONE + "2024-03-01,due_date,,A,2024-02-15,,USD,,\n", "lies before the day"),
    "a due date moved to nowhere": (ONE + "2024-03-01,due_date,,A,,,USD,,\n", "due: is blank"),
    "interest without a rate": (ONE + "2024-03-01,interest,,A,,,USD,,\n", "rate: is blank"),
    "a due date of a payment": (
        ONE + "2024-03-01,payment,,A,2024-04-01,5,USD,,\n",
        "has no meaning in a line",
    ),
    "a rate of a payment": (ONE + "2024-03-01,payment,,A,,5,USD,6%,\n", "has no meaning in a line"),
    "an invoice for an invoice": (ONE + "2024-03-01,invoice,B,A,,5,USD,,\n", "concerns no other"),
    "a cell without end": (ONE + f"2024-03-01,payment,,A,,5,USD,,{'x' * 600}\n", "more than 500 characters"),
    "a payment before the first rule": (
        HEADER + "2005-01-01,invoice,A,,2005-02-01,100,USD,6%,\n2006-01-01,payment,,A,,5,USD,,\n",
        "begin the account with the balance",
    ),
    "an order that hangs on an unknown due date": (
        ONE + "2024-01-01,invoice,B,,,5,USD,none,\n2024-03-01,payment,,,,5,USD,,\n",
        "`B` has no due date",
    ),
    "late payment before the rule": (
        HEADER + "2015-01-01,invoice,A,,2015-02-01,100,USD,sales-default,\n",
        "is on record for breaches from",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_message_and_status_2(name: str, tmp_path: Path, run: Run) -> None:
    raw, says = BAD[name]
    path = tmp_path / "ledger.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    status, out, err = run("ledger", str(path), "--on", "2026-11-24")
    assert (status, out) == (2, ""), err
    assert says in err and err.count("\n") == 1 and len(err) < 900
    assert err.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"a: 1\n", "must be a list of entries"),
        (b"[]\n", "holds no entry"),
        (b"- 5\n", "must hold"),
        (b"- {date: 2024-01-01, kind: invoice, ammount: 5}\n", "did you mean `amount`"),
        (b"- {date: 2024-01-01, kind: invoice, amount: [5]}\n", "as text or a number"),
        (b"- {date: 2024-01-01, kind: invoice, document: A, amount: true}\n", "as text or a number"),
        (b"- &a {date: 2024-01-01}\n", "anchors"),
    ],
)
def test_bad_lists(raw: bytes, says: str) -> None:
    with pytest.raises(DataError) as raised:
        read_ledger(book(), "a.yaml", raw=raw)
    assert (says in str(raised.value) and raised.value.line) or says == "holds no entry"


@pytest.mark.parametrize(
    ("words_", "says"),
    [
        (("--rate", "high"), "rate:"),
        (("--rate", "0.06"), "can be 0.06 % or 6 %"),
        (("--currency", "XYZ"), "is not a currency"),
        (("--currency", "EUR"), "--currency says EUR"),
        (("--claim", "international-sales"), "did you mean international_sale"),
        (("--on", "2024"), "is not one day"),
        (("--on", "2023-01-01"), "lies before the first entry"),
    ],
)
def test_bad_words(words_: tuple[str, ...], says: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.csv").write_text(ONE)
    status, out, err = run("ledger", str(tmp_path / "a.csv"), *words_)
    assert (status, out) == (2, "") and says in err


def test_a_directory_and_a_missing_file(tmp_path: Path, run: Run) -> None:
    assert run("ledger", str(tmp_path))[0] == 2
    assert "cannot be read" in run("ledger", str(tmp_path / "none.csv"))[2]


def test_names_with_signs_that_turn_text_and_markup_are_data(tmp_path: Path, run: Run) -> None:
    note = "[bold]{{ x }}\u202e<b>"
    (tmp_path / "a.csv").write_text(ONE + f"2024-03-01,payment,{note},A,,5,USD,,{note}\n", encoding="utf-8")
    status, out, _ = run("ledger", str(tmp_path / "a.csv"), "--on", "2024-05-01")
    assert status == 0 and "[bold]{{ x }}" in out and "\u202e" not in out


def test_the_money_of_a_file_without_that_column_is_given() -> None:
    raw = b"date,kind,document,amount\n2024-01-01,invoice,A,100\n"
    assert exequatur.ledger(raw, currency="jpy", on="2024-05-01")["accounts"][0]["totals"]["principal"] == "100"


def test_several_moneys_are_several_accounts() -> None:
    raw = (
        ONE
        + "2024-01-01,invoice,B,,2024-02-01,200,EUR,none,\n2024-03-01,payment,,,,50,EUR,,\n2024-04-01,demand,,,,,,,\n"
    )
    usd, eur = exequatur.ledger(raw.encode(), on="2024-05-01")["accounts"]
    assert (usd["currency"], usd["totals"]["principal"]) == ("USD", "100.00")
    assert (eur["currency"], eur["totals"]["principal"]) == ("EUR", "150.00")
    assert [line["kind"] for line in usd["statement"]].count("demand") == 1


def test_every_word_means_a_field_or_a_kind() -> None:
    assert set(words().columns.values()) == set(FIELDS)
    assert set(words().kinds.values()) == set(KINDS)
    for name in (*words().columns, *words().kinds):
        assert bare(name) == name


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from([*',;\n"', "2024-01-01", "invoice", "A", "5"])).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        entries(HEADER + text)
    except DataError as error:
        assert error.message
