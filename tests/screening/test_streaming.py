"""Tables of any size: batches in order, nothing half-written, an interrupted run goes on where it stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import exequatur
from exequatur.assessment.assess import Assessment
from exequatur.corpus.errors import DataError
from exequatur.law.load import book
from exequatur.screening import output, stream, tell
from exequatur.screening.output import Parts
from exequatur.screening.rejecting import Rejecting
from exequatur.screening.sample import sample
from exequatur.screening.screen import Screening
from exequatur.screening.tables.source import Batch
from exequatur.screening.tables.writing import sink, unwritable

ON = "2026-11-24"
DAY = date.fromisoformat(ON).toordinal()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of 1,000 claims, every hundredth of them with a value that cannot be read."""
    facts = ["origin", "kind", "matter", "judgment_date", "default_judgment", "duly_served"]
    columns = sample(book(), 1000, DAY, 3, [fact for fact in facts if fact in book().facts])
    columns["default_judgment"][::100] = ["maybe"] * 10
    path = tmp_path / "in.parquet"
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).write_parquet(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_batches_give_what_one_batch_gives(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    whole, parts = tmp_path / f"whole.{kind}", tmp_path / f"parts.{kind}"
    told = exequatur.screen(table, whole, ON)
    monkeypatch.setattr(stream, "BATCH", 37)
    monkeypatch.setattr(stream, "LEAST", 1)
    seen = list[tuple[int, int | None]]()
    again = exequatur.screen(table, parts, ON, tick=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1000, 1000) and len(seen) == 28
    assert told | {"out": 0, "rejects": 0} == again | {"out": 0, "rejects": 0}
    assert told["rejected"] >= 10
    for suffix in (f".{kind}", ".rejects.csv"):
        assert whole.with_suffix(suffix).read_bytes() == parts.with_suffix(suffix).read_bytes() or kind == "parquet"
    if kind == "parquet":
        assert pl.read_parquet(whole).equals(pl.read_parquet(parts))


def test_a_table_without_rows_has_answers_without_rows(tmp_path: Path) -> None:
    for kind in ("csv", "parquet"):
        empty, out = tmp_path / f"in.{kind}", tmp_path / f"out.{kind}"
        frame = pl.DataFrame(schema={"id": pl.String, "origin": pl.String})
        frame.write_csv(empty) if kind == "csv" else frame.write_parquet(empty)
        assert exequatur.screen(empty, out, ON)["rows"] == 0
        answers = pl.read_csv(out) if kind == "csv" else pl.read_parquet(out)
        assert answers.height == 0 and "as_it_stands" in answers.columns


@pytest.mark.parametrize("on", ["2026-11-24", "2012-05-01"])
def test_a_small_table_answered_claim_by_claim_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on: str
) -> None:
    table, one, other = (tmp_path / f"{name}.csv" for name in ("in", "one", "other"))
    exequatur.screen(None, table, on, sample=60, seed=4)
    lines = table.read_text().splitlines()
    lines[7] += ",more"
    lines[3] = lines[3].replace("false", "perhaps", 1)
    table.write_text("\n".join([*lines, lines[5], ""]))
    told = exequatur.screen(table, one, on)
    monkeypatch.setattr(tell, "FEW", 0)
    again = exequatur.screen(table, other, on)
    own = dict.fromkeys(("out", "rejects", "missing_asked"))
    assert told | own == again | own and told["rejected"] >= 2 and told["answered"] > 50
    assert one.read_bytes() == other.read_bytes()
    assert (tmp_path / "one.rejects.csv").read_bytes() == (tmp_path / "other.rejects.csv").read_bytes()


def test_an_interrupted_run_goes_on_where_it_stopped(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, out = tmp_path / "plain.parquet", tmp_path / "out.parquet"
    expected = exequatur.screen(table, plain, ON)
    monkeypatch.setattr(tell, "LARGE", 1)
    monkeypatch.setattr(output, "PART", 100)
    monkeypatch.setattr(stream, "BATCH", 40)
    monkeypatch.setattr(stream, "LEAST", 1)
    monkeypatch.setattr(tell, "Parts", lambda *given: Parts(*given, part=100))

    def stop(done: int, total: int | None) -> None:
        if done > 500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exequatur.screen(table, out, ON, tick=stop)
    assert not out.exists() and not out.with_name("out.rejects.csv").exists()
    assert not [path for path in (tmp_path / "out.parquet.parts").iterdir() if path.name.endswith(".tmp")]
    with pytest.raises(DataError, match="another run"):
        exequatur.screen(table, out, "2020-01-01")
    told = exequatur.screen(table, out, ON)
    assert told["continued_after"] == 480
    own = dict.fromkeys(("out", "rejects", "continued_after", "missing_asked"))
    assert told | own == expected | own
    assert pl.read_parquet(out).equals(pl.read_parquet(plain))
    assert out.with_name("out.rejects.csv").read_text() == plain.with_name("plain.rejects.csv").read_text()
    assert not (tmp_path / "out.parquet.parts").exists()


def test_mended_rows_leave_no_old_rejects(tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("id,origin,kind\n1,US,judgment\n2,XX,judgment\n")
    assert exequatur.screen(table, out, ON)["rejected"] == 1
    table.write_text("id,origin,kind\n1,US,judgment\n2,GB,judgment\n")
    assert exequatur.screen(table, out, ON)["rejected"] == 0
    assert (tmp_path / "out.rejects.csv").read_text().count("\n") == 1
    assert pl.read_csv(out)["id"].to_list() == [1, 2]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_full_disk_is_one_clear_error(tmp_path: Path, kind: str) -> None:
    """/dev/full takes no byte."""
    path = tmp_path / f"out.{kind}"
    one = sink(path, {"id": pl.String})
    try:
        one._aside = Path("/dev/full")
        with pytest.raises(DataError, match="cannot be written"):
            for _ in range(50):
                one.add(pl.DataFrame({"id": ["x" * 100] * 10000}))
            one.finish()
    finally:
        one._aside = path
        one.drop()
    assert not path.exists()


def test_what_polars_tells_of_a_full_disk_is_told_in_plain_words() -> None:
    error = pl.exceptions.ComputeError("parquet: File out of specification: Invalid thrift: transport error")
    told = str(unwritable(Path("o.parquet"), error))
    assert told == "o.parquet: cannot be written: the disk does not take it; make room; nothing was left there"
    assert "ComputeError" in str(unwritable(Path("o.parquet"), pl.exceptions.ComputeError("")))


def test_a_workbook_on_a_full_disk_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.csv").write_text("id,origin\n1,US\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DataError, match=r"out\.xlsx: cannot be written: No space left on device"):
        exequatur.screen(tmp_path / "in.csv", tmp_path / "out.xlsx", ON)
    assert "Traceback" not in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_a_run_finds_nothing_half_written(tmp_path: Path, sign: signal.Signals) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("id,origin,kind\n" + "1,US,judgment\n" * 3_000_000)
    words = [sys.executable, "-m", "exequatur.cli.main", "screen", str(table), "-o", str(out)]
    run = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while run.poll() is None and not list(tmp_path.glob(".out.csv*")):
        pass
    run.send_signal(sign)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130 and "stopped" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


def test_a_batch_that_is_answered_row_by_row_ends_when_the_run_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, calls = 400, list[int]()
    columns = sample(book(), rows, DAY, 3)
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    screening = Screening(book(), DAY, frame.columns)
    alone = Rejecting.alone

    def slow(self: Rejecting, frame: pl.DataFrame, row: int) -> Assessment:
        calls.append(row)
        started.set()
        held.wait(0.01)
        return alone(self, frame, row)

    started, held = threading.Event(), threading.Event()
    monkeypatch.setattr(Rejecting, "alone", slow)
    running = stream.answered(screening, [Batch(0, frame.head(0)), Batch(0, frame)])
    next(running)
    started.wait()
    running.close()
    held.set()
    assert 0 < len(calls) < rows / 2
    with pytest.raises(RuntimeError, match="stopped"):
        screening.screen(frame)


def test_rows_answered_one_by_one_stand_where_they_belong() -> None:
    columns = sample(book(), 60, DAY, 3)
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    whole = Screening(book(), DAY, frame.columns, True).screen(frame)
    few = Screening(book(), DAY, frame.columns, True, few=True).screen(frame)
    assert whole.answers.equals(few.answers.select(whole.answers.columns)) and whole.answers.height > 40
