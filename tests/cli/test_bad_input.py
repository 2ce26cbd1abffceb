"""Bad input gets one message with file, line and remedy, and exit status 2; nothing is half-written, nothing guessed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from exequatur.assessment.assess import assess
from exequatur.assessment.claim import make_claim, parse_claim, parse_json
from exequatur.assessment.fields import ASKED
from exequatur.corpus.errors import DataError
from exequatur.language.tell import tell
from exequatur.law.book import Book, FactInfo

from ..conftest import EXAMPLES, ROOT, TODAY

Run = Callable[..., tuple[int, str, str]]

BAD = {
    "empty": (b"", "empty"),
    "only comments": (b"# nothing\n", "empty"),
    "binary": (b"origin: US\n\x00\x01\x02", "control character"),
    "not utf-8": ("title: Z\xfcrich\norigin: CH\n".encode("latin-1"), "UTF-8"),
    "utf-16": ("origin: US\n".encode("utf-16"), "UTF-8"),
    "a list": (b"- origin: US\n", "fact: value"),
    "a word": (b"hello\n", "fact: value"),
    "two documents": (b"origin: US\n---\norigin: GB\n", "document"),
    "a tag": (b"origin: !!python/object:os.system US\n", "tags"),
    "an anchor": (b"origin: &a US\nkind: *a\n", "anchors"),
    "a bomb": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "anchors"),
    "a merge key": (b"x: &x {origin: US}\n<<: *x\n", "anchors"),
    "a key twice": (b"origin: US\nkind: judgment\norigin: GB\n", "stands twice"),
    "broken yaml": (b"origin: [US\n", "not valid YAML"),
    "a tab": (b"origin:\n\t- US\n", "not valid YAML"),
    "deeply nested": (b"origin: " + b"[" * 500 + b"]" * 500, "nested"),
    "very deeply nested": (b"[" * 100_000, "nested"),
    "huge": (b"# " + b"x" * (2 << 20), "larger than"),
    "many values": (b"origin: [" + b"US," * 100_000 + b"US]", "values"),
    "a misspelt fact": (b"sevice_method: post\n", "did you mean `service_method`"),
    "an unknown fact": (b"xyzzy: 1\n", "unknown fact"),
    "a misspelt value": (b"service_method: pots\n", "did you mean `post`"),
    "yes for true": (b"default_judgment: yes\n", "write true or false"),
    "No for false": (b"default_judgment: No\n", "write true or false"),
    "zero for false": (b"default_judgment: 0\n", "write true or false"),
    "a truth for a code": (b"kind: true\n", "not one of its values"),
    "an empty list": (b"kind: []\n", "empty"),
    "an unknown state": (b"origin: XX\n", "not a state"),
    "a state by name": (b"origin: England\n", "did you mean GB"),
    "a state in three letters": (b"origin: USA\n", "did you mean US"),
    "an impossible day": (b"judgment_date: 2023-02-30\n", "day is out of range"),
    "an impossible month": (b"judgment_date: 2023-13-01\n", "month must be"),
    "a day in another order": (b"judgment_date: 24.07.2015\n", "is not a date"),
    "a year that cannot be": (b"judgment_date: 0215-07-24\n", "cannot be right"),
    "an interval the wrong way": (b"judgment_date: {from: 2016-01-01, to: 2015-01-01}\n", "after"),
    "an interval with a wrong key": (b"judgment_date: {after: 2016-01-01}\n", "uncertain date"),
    "application before judgment": (
        b"judgment_date: 2020-05-01\napplication_date: 2019-01-01\n",
        "lies before judgment_date",
    ),
    "an amount in words": (b"currency: EUR\namount_total: 1,2 Mio\n", "write 1200000.00"),
    "an amount without currency": (b"amount_total: 100\n", "needs its currency"),
    "a negative amount": (b"currency: EUR\namount_total: -5\n", "is not an amount"),
    "too many decimals": (b"currency: JPY\namount_total: 10.50\n", "decimals"),
    "an unknown currency": (b"currency: EURO\namount_total: 1\n", "currency code"),
    "two answers that exclude each other": (
        b"default_judgment: true\nrespondent_took_part: true\n",
        "follows from the other facts",
    ),
    "another requested state": (b"requested: JP\norigin: US\n", "not served"),
    "a sum the wrong way": (b"currency: EUR\namount_total: {from: 200, to: 100}\n", "exchange them"),
    "a control character": (b'title: "\\e[31m"\norigin: US\n', "holds U+001B"),
    "many places": (b"respondent_property_place: [" + b"Wuhan," * 60 + b"Wuhan]\n", "more than 50 places"),
    "a nested fact": (b"origin: {state: US}\n", "not one of its values"),
    "a surrogate": (b'title: "\\ud800"\norigin: US\n', ""),
}


@pytest.mark.parametrize("name", BAD)
def test_one_message_with_file_and_remedy(name: str, run: Run, tmp_path: Path) -> None:
    content, says = BAD[name]
    path = tmp_path / "claim.yaml"
    path.write_bytes(content)
    status, out, err = run("assess", str(path))
    if says:
        assert status == 2, (out, err)
        assert out == "" and err.count("\n") == 1 and "Traceback" not in err
        assert str(path) in err and says in err, err
    else:
        assert status in (0, 2) and "Traceback" not in err


def test_the_line_of_the_field_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claim.yaml"
    path.write_text("origin: US\n\n# a comment\nkind: judgment\nservice_method: pots\n", encoding="utf-8")
    assert f"{path}:5: service_method" in run("assess", str(path))[2]


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "no-such-file.yaml"),
        ("assess", "examples"),
        ("assess",),
        ("nonsense",),
        ("assess", "examples/japan.yaml", "--on", "soon"),
        ("assess", "examples/japan.yaml", "--on", "2020"),
        ("assess", "examples/japan.yaml", "--on", "1800-01-01"),
        ("assess", "examples/japan.yaml", "--on", "2024-01-01"),
        ("assess", "examples/japan.yaml", "--format", "xml"),
        ("state", "Atlantis"),
        ("state", "CN"),
        ("state", "US", "--on", "1950-01-01"),
        ("ruling", "nothing"),
        ("provision", "cpl9999"),
        ("backtest", "examples/japan.yaml"),
        ("backtest", "--kind", "guess"),
        ("corpus", "check", "no-such-dir"),
        ("claim", "check", "/dev/null"),
        ("plan", "examples/japan.yaml", "--on", "9999-12-31"),
        ("limit", "examples/japan.yaml", "--on", "9999-12-31", "--format", "ics"),
        ("plan", "examples/japan.yaml", "--on", "\uff12\uff10\uff12\uff16-11-24"),
        ("venue", "examples/japan.yaml", "--format", "ics"),
        ("fee", "recognition", "\uff11\uff12\uff13"),
        ("fee", "recognition", "1e6"),
        ("fee", "recognition", "7..5"),
        ("fee", "recognition", "5", "--currency", ""),
        ("fee", "recognition", "5", "--rate-day", "2026-02-20"),
        ("fee", "recognition", "5", "--currency", "USD", "--rate", "0"),
        (
            "fee",
            "recognition",
            "5",
            "--currency",
            "USD",
            "--rate",
            "7",
            "--rate-day",
            "2026-02-20",
            "--rate-source",
            " ",
        ),
        ("interest", "rate", "--rate", "5", "--principal", "5", "--from", "0001-01-01"),
        ("interest", "rate", "--rate", "999999999999999", "--principal", "5", "--from", "2020-01-01"),
        ("interest", "lpr", "--principal", "5", "--from", "2020-01-01", "--law", "US-CA"),
        ("interest", "delayed", "--principal", "5", "--from", "2020-01-01", "--not-counted", "2020-05-01.."),
    ],
)
def test_wrong_words_end_with_status_2_and_no_traceback(
    words: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    status, out, err = run(*words)
    assert status == 2 and "Traceback" not in err + out and err.strip()


def test_a_pipe_closed_early_is_no_error_and_a_full_disk_is_said() -> None:
    import os
    import subprocess
    import sys

    words = [sys.executable, "-m", "exequatur.cli.main", "papers", str(EXAMPLES / "chicago.yaml"), "--format", "json"]
    read, write = os.pipe()
    os.close(read)
    closed = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (closed.returncode, closed.stderr) == (0, b"")
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            stopped = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False)
        assert stopped.returncode == 2 and b"cannot be written" in stopped.stderr and stopped.stderr.count(b"\n") == 1


def test_our_own_fault_is_status_1_with_one_message(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import exequatur.verbs as verbs

    def broken() -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(verbs, "rulings", broken)
    status, _, err = run("rulings")
    assert status == 1 and err.startswith("our fault: RuntimeError: boom") and "Traceback" not in err
    with pytest.raises(RuntimeError):
        run("--debug", "rulings")


def test_json_claims_are_read_as_strictly(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "claim.json"
    for content, says in (
        (b'{"origin": "US", "origin": "GB"}', "stands twice"),
        (b"{", "not valid JSON"),
        (b'{"default_judgment": "no"}', "true or false"),
        (b"[" * 100_000, "nested"),
        (b"", "empty"),
        (b'{"judgment_date": NaN}', "not a date"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"title": "a\\ud800"}', "title: holds U+D800"),
        (b'{"title": "\\u001b[31m"}', "title: holds U+001B"),
        (b'{"currency": "USD", "amount_total": ' + b"9" * 5000 + b"}", "is not an amount"),
        (b'{"origin":' + b"[" * 500 + b"]" * 500 + b"}", "nested deeper"),
    ):
        path.write_bytes(content)
        status, _, err = run("assess", str(path))
        assert status == 2 and says in err and "Traceback" not in err, (content[:20], err)


def _random_value(info: FactInfo, dice: random.Random) -> object:
    if info.type == "truth":
        return dice.random() < 0.5
    if info.type == "date":
        year = dice.randrange(1985, 2030)
        return dice.choice(
            [
                f"{year}",
                f"{year}-{dice.randrange(1, 13):02}",
                f"{year}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}",
                {"from": f"{year}-01-01", "to": f"{year + dice.randrange(0, 4)}-06-30"},
            ]
        )
    if info.type == "code" and info.values:
        return dice.choice(info.values) if dice.random() < 0.7 else dice.sample(info.values, min(3, len(info.values)))
    if info.type == "code":
        standard = info.codes or ""
        if "3166-1" in standard:
            return dice.choice(["US", "GB", "FR", "JP", "HK", "MO", "TW", "CN", "TH", "RU", "TD", "DE", "SG", "IR"])
        return "USD" if "4217" in standard else "FED" if "3166-2" in standard else "420100"
    return dice.randrange(1, 10**9) if info.type in ("amount", "count") else "text"


CHUNKS = 20
PER_CHUNK = 5_000


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_hundred_thousand_generated_claims_give_an_answer_or_one_clear_error(chunk: int, book: Book) -> None:
    dice = random.Random(chunk)
    facts = [info for info in book.facts.values() if info.id not in ("regime", ASKED)]
    answered = 0
    for number in range(PER_CHUNK):
        chosen = {info.id: _random_value(info, dice) for info in dice.sample(facts, dice.randrange(0, 40))}
        chosen.setdefault("origin", dice.choice(["US", "FR", "HK", "TW"]))
        if dice.random() < 0.8:
            chosen["kind"] = "judgment" if dice.random() < 0.6 else dice.choice(book.facts["kind"].values or ())
        if any(book.facts[id].type == "amount" for id in chosen):
            chosen.setdefault("currency", "USD")
        try:
            given = assess(make_claim(chosen, book), on=TODAY - dice.randrange(0, 12_000), book=book)
        except DataError:
            continue
        answered += 1
        if number % 25 == 0:
            assert tell(given)["schema"]
    assert answered > PER_CHUNK // 20


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_hundred_thousand_mutated_files_give_an_answer_or_one_clear_error(chunk: int, book: Book) -> None:
    dice = random.Random(1000 + chunk)
    seeds = [path.read_bytes() for path in sorted(EXAMPLES.glob("*.yaml"))]
    alphabet = b" \n\t:-[]{}#&*!|>'\"%@`,?0123456789abcXYZ\x00\xff\xe4\xb8\xad"
    for number in range(PER_CHUNK):
        raw = bytearray(dice.choice(seeds))
        for _ in range(dice.randrange(1, 6)):
            at = dice.randrange(len(raw))
            match dice.randrange(4):
                case 0:
                    raw[at] = dice.choice(alphabet)
                case 1:
                    raw[at:at] = bytes(dice.choices(alphabet, k=dice.randrange(1, 8)))
                case 2:
                    del raw[at : at + dice.randrange(1, 30)]
                case 3:
                    raw[at:at] = raw[at : at + dice.randrange(1, 200)]
        try:
            if number % 10 == 0:
                make_claim(parse_json(bytes(raw), "claim"), book)
            else:
                assess(parse_claim(bytes(raw), book), on=TODAY, book=book)
        except DataError as error:
            assert str(error) and "\n" not in str(error)


def test_a_sum_below_zero_is_a_sum_and_no_option(run: Run) -> None:
    assert run("fee", "recognition", "-5") == (2, "", "amount: -5 is negative; a sum is zero or more\n")
