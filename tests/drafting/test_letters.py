"""Letters on a debt: the whole debt is claimed, nothing is threatened, and both languages say the same."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from exequatur import verbs
from exequatur.corpus.errors import DataError
from exequatur.drafting.both import Both
from exequatur.drafting.letters import agreements
from exequatur.drafting.letters.balance import of_ledger
from exequatur.drafting.letters.debt import read_debt
from exequatur.drafting.letters.demand import demand, sending
from exequatur.drafting.letters.parts import Letter
from exequatur.language.catalogue import Catalogue
from exequatur.language.spoken import spoken
from exequatur.language.tree import Block, Document, Mirrored, blanks, sentences, text_of
from exequatur.law.load import book

EXAMPLE = Path(__file__).parents[2] / "examples" / "letters" / "debt.yaml"
ON = date(2026, 11, 24).toordinal()


def letter(path: Path = EXAMPLE) -> Letter:
    both = Both(Catalogue(spoken(book(), "zh-Hans")), Catalogue(book()))
    debt = read_debt(path)
    return Letter(both, debt, of_ledger(book(), debt, path, ON), path)


def every(of: Letter) -> Iterator[Document]:
    yield demand(of)
    yield sending(of, book())
    yield agreements.acknowledgment(of)
    yield agreements.instalments(of, book())
    yield agreements.settlement(of, book())


def _values(block: Block) -> list[str]:
    kinds = ("blank", "sum", "day")
    return [run.id or run.kind for sentence in sentences((block,)) for run in sentence if run.kind in kinds]


def words(document: Document) -> str:
    return "\n".join(text_of(sentence) for sentence in sentences(document.blocks))


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "ledger.csv").write_bytes((EXAMPLE.parents[1] / "ledger.csv").read_bytes())
    place = tmp_path / "debt.yaml"
    place.write_text(text, encoding="utf-8")
    return place


def test_both_languages_have_the_same_values_in_every_line() -> None:
    for document in every(letter()):
        for block in document.blocks:
            if isinstance(block, Mirrored):
                sides = [_values(block.lead), _values(block.mirror)]
                assert sorted(sides[0]) == sorted(sides[1]), text_of(next(sentences((block.mirror,))))


def test_the_demand_claims_what_the_account_says_is_owed() -> None:
    told = verbs.ledger(EXAMPLE.parents[1] / "ledger.csv", on="2026-11-24")
    owed = letter().balance
    assert f"{owed.principal / 100:.2f}" == told["accounts"][0]["totals"]["principal"]
    text = words(demand(letter()))
    assert "USD 65,569.09" in text
    assert "claims the whole debt" in text


def test_the_demand_threatens_with_nothing_but_the_law() -> None:
    text = words(demand(letter())).lower()
    assert not [
        word for word in ("police", "criminal", "expose", "blacklist", "报警", "刑事", "曝光", "公安") if word in text
    ]


def test_what_the_file_does_not_say_is_a_blank(tmp_path: Path) -> None:
    path = written(tmp_path, "creditor: {name: A}\ndebtor: {name: B}\nledger: ledger.csv\n")
    for document in every(letter(path)):
        assert all(run.id for run in blanks(document))
    left = {run.id for run in blanks(demand(letter(path)))}
    assert left >= {"debtor.code", "debtor.address", "pay_by", "account.number", "contract.title"}
    assert "debtor.name_zh" not in left, "the other name stands for it"


def test_words_of_a_user_stay_words(tmp_path: Path) -> None:
    odd = "{creditor} {{ 7*7 }} <b> #let x = 1 \\\\ *bold*"
    path = written(tmp_path, f"creditor: {{name: '{odd}'}}\ndebtor: {{name: B}}\nledger: ledger.csv\n")
    assert odd in words(demand(letter(path)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "a debt is a list of"),
        ("creditor: {name: A}\n", "missing key `debtor`"),
        ("creditor: {name: A}\ndebtor: {nam: B}\nledger: l\n", "unknown key `nam`"),
        ("creditor: {name: [A]}\ndebtor: {name: B}\nledger: l\n", "creditor.name: expected"),
        ("creditor: {name: A}\ndebtor: {name: B}\nledger: ledger.csv\npay_by: soon\n", 'pay_by: "soon" is not one day'),
        ("creditor: {name: A}\ndebtor: {name: B}\nledger: none.csv\n", "cannot be read"),
        ('creditor: {name: A}\ndebtor: {name: "a\\u202eb"}\nledger: ledger.csv\n', "U\\+202E"),
        (f"creditor: {{name: {'A' * 2001}}}\ndebtor: {{name: B}}\nledger: l\n", "2,001 characters"),
    ],
)
def test_a_file_that_is_wrong_gets_one_message(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        letter(written(tmp_path, text))


def test_instalments_that_do_not_come_to_the_debt_are_told() -> None:
    text = words(agreements.instalments(letter(), book()))
    assert "The instalments come to USD 60,000.00, the debt to USD 65,569.09" in text


def test_a_settlement_above_the_debt_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path, "creditor: {name: A}\ndebtor: {name: B}\nledger: ledger.csv\nsettlement_amount: '99999999'\n"
    )
    with pytest.raises(DataError, match="not above what is owed"):
        agreements.settlement(letter(path), book())


def answers(tmp_path: Path) -> Path:
    table = tmp_path / "claims.csv"
    table.write_text(
        "id,debtor,origin,kind,judgment_date,currency,amount_total\n"
        "a,宁波甲公司,US,judgment,2025-03-01,USD,100.00\n"
        "b,宁波甲公司,US,judgment,2025-03-01,USD,50.00\n"
        "c,宁波甲公司,US,judgment,2025-03-01,EUR,7.00\n"
        "=d,=Evil,US,judgment,2025-03-01,USD,9.00\n"
        "e,,US,judgment,2025-03-01,USD,9.00\n"
        "f,B,US,judgment,2025-03-01,,\n",
        encoding="utf-8",
    )
    verbs.screen(table, tmp_path / "answers.parquet", on="2026-11-24")
    return tmp_path / "answers.parquet"


def test_in_bulk_each_debtor_gets_one_letter_a_currency_and_the_log_has_every_claim(tmp_path: Path) -> None:
    found = answers(tmp_path)
    told = verbs.draft(EXAMPLE, tmp_path / "out", only=["demand"], answers=found, forms=("txt",))
    assert (told["letters"], told["claims"], told["left_out"]) == (3, 4, 2)
    with Path(told["log"]).open(encoding="utf-8-sig", newline="") as stream:
        lines = {line["id"]: line for line in csv.DictReader(stream)}
    assert set(lines) == set(pl.read_parquet(found)["id"]) - {"=d"} | {"'=d"}
    assert lines["a"]["file"] == lines["b"]["file"] != lines["c"]["file"]
    assert lines["e"]["note"].startswith("no debtor")
    assert lines["f"]["note"].startswith("nothing to claim")
    text = (tmp_path / "out" / lines["a"]["file"]).read_text(encoding="utf-8")
    assert "USD 150.00" in text


def test_bulk_letters_are_not_written_over_others(tmp_path: Path) -> None:
    found = answers(tmp_path)
    verbs.draft(EXAMPLE, tmp_path / "out", only=["demand"], answers=found, forms=("txt",))
    with pytest.raises(DataError, match="stands there already"):
        verbs.draft(EXAMPLE, tmp_path / "out", only=["demand"], answers=found, forms=("txt",))
