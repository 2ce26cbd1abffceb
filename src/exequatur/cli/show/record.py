"""The record: rulings, provisions, the back-test, case numbers, faults of a corpus."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .parts import QUIET, VERDICTS, Told, Whole, dated, grid, legend, outcome, rows_of


def rulings(told: Told) -> RenderableType:
    """The record in a table."""
    rows = [
        (
            Text(dated(one["decided"])),
            Text(one["origin"]),
            outcome(one["result"]),
            Text(one["id"], style=QUIET),
            Text(one["name"]),
        )
        for one in told["rulings"]
    ]
    return Whole(grid(("decided", "from", "result", "id", "number, or court, day and parties"), rows))


def ruling(told: Told) -> RenderableType:
    """One ruling, the file and the record apart."""
    record, engine = told["record"], told["engine"]
    number = told["case_number"] or {}
    head = Text(number.get("zh") or told["name"], style="bold").append(f"   {number.get('en', '')}", style=QUIET)
    replayed = engine["verdict"] != "not_replayable"
    return Group(
        head,
        rows_of(
            [
                ("court", told["court"].get("en")),
                ("decided", told["decided"]),
                ("made public", (told["known_from"] or {}).get("day")),
                ("origin", told["origin"]),
                ("parties", told["parties"]),
                ("matter", told["matter"]),
                ("sums", told["sums"]),
            ]
        ),
        Text("\nWhat the court had", style="bold"),
        rows_of(told["file"].items()),
        Text("\nWhat it did", style="bold"),
        rows_of(
            [
                ("result", record["result"]),
                ("basis", record["basis"]),
                ("grounds", record["grounds"]),
                ("details", record.get("details")),
                ("significance", told["significance"]),
            ]
        ),
        Text("\nWhat would have been said the day before", style="bold"),
        *([outcome(engine["as_it_stands"])] if replayed else []),
        Text(f"{engine['verdict_means']}. {engine['why']}", style=QUIET if replayed else ""),
        Text("\nSources", style="bold"),
        *[Text(f"  {source}", style=QUIET) for source in told["sources"]],
        Text(f"confidence: {told['confidence']}", style=QUIET),
    )


def provision(told: Told) -> RenderableType:
    """One provision."""
    instrument = told["instrument"]
    where = f"{instrument['title']}" + (f", art. {told['article']}" if told["article"] else "")
    head = Text(told["title"], style="bold").append(f"   {told['id']}", style=QUIET)
    return Group(
        head,
        Text(where),
        Text(instrument["title_zh"] or "", style=QUIET),
        Text(),
        *[Text(sentence) for sentence in told["sentences"]],
        Text(told["text"] if told["text"] and len(told["text"]) > 20 else ""),
        rows_of(
            [
                (
                    "in force",
                    f"{told['from'] or '…'} to {told['to'] or 'today as far as seen'}, "
                    f"by {told['keyed_on'] or 'the choice of the instrument'}",
                ),
                ("numbers", [f"{one['article']} ({one['from']} to {one['to'] or '…'})" for one in told["cited_as"]]),
                ("stage", told["stage"]),
                ("effect", told["effect"] + (", in the court's discretion" if told["discretion"] else "")),
                ("burden", told["burden"]),
                ("defines", told["defines"]),
                ("facts", told["facts"]),
                ("used by", told["used_by"]),
                ("versions", [f"{one['id']} ({one['from'] or '…'} to {one['to'] or '…'})" for one in told["versions"]]),
                ("not tested", told["not_expressed"]),
                ("open law", told["legal_questions"]),
                ("rulings", told["ruling_names"]),
                ("note", told["note"]),
                ("sources", told["sources"]),
                ("confidence", told["confidence"]),
            ]
        ),
    )


def backtest(told: Told) -> RenderableType:
    """The score: every ruling that is no hit with its reason, then the sum."""
    summary = told["summary"]
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0))
    for column in ("", "ruling", "court", "answer"):
        table.add_column(column, overflow="fold")
    notes: list[RenderableType] = []
    for one in told["rulings"]:
        mark, colour = VERDICTS[one["verdict"]]
        answered = _words(one["as_it_stands"]) or one["verdict_means"]
        table.add_row(
            Text(mark, style=colour),
            one["id"],
            _words(one["expected"]),
            Text(answered + (" *" if one["counted_alike"] else "")),
        )
        if one["verdict"] != "hit":
            notes.append(Text(f"{mark} {one['id']}, {one['verdict_means']}. {one['why']}", style=QUIET))
    if summary["alike"]:
        notes.append(
            Text(f"* {summary['alike']} older rulings say refused where the rule dismisses: counted alike", style=QUIET)
        )
    counts = {told["marks"][name]: summary[name] for name in ("miss", "open", "not_replayable")}
    sums = ", ".join(
        [f"{summary['hit']} of {summary['replayable']} as reported"]
        + [f"{number} {means}" for means, number in counts.items() if number]
    )
    if summary["replayable"]:
        low, high = summary["hit_interval_95"]
        sums += f"   share {summary['hit_share']:.3f} (95 % interval {low:.3f} to {high:.3f})"
    key = legend(told["marks"], VERDICTS)
    below = [Text(), *notes] if notes else []
    return Group(Whole(table), key, *below, Text(), Text(sums, style="bold"), Text(summary["note"], style=QUIET))


def _words(name: str | None) -> str:
    """The name of an outcome in words."""
    return (name or "").replace("_", " ")


def citations(told: Told) -> RenderableType:
    """Case numbers found, a block each."""
    if not told["citations"]:
        return Text("no case number found")
    blocks: list[RenderableType] = []
    for one in told["citations"]:
        court, kind = one["court"] or {}, one["type"] or {}
        colour = {"found": "green", "ambiguous": "yellow", "unknown_court": "yellow", "malformed": "red"}[one["status"]]
        head = (
            Text(one["canonical"] or one["text"], style="bold")
            .append(f"   {one['pinyin'] or ''}   ", style=QUIET)
            .append(one["status"], style=colour)
        )
        blocks += [
            head,
            Padding(
                rows_of(
                    [
                        ("court", ", ".join(part for part in (court.get("zh"), court.get("en")) if part)),
                        ("type", kind.get("en")),
                        ("on our record", one["ruling"]),
                    ]
                ),
                (0, 0, 0, 2),
            ),
        ]
    return Group(*blocks)


def faults(told: Told) -> RenderableType:
    """Faults of a corpus."""
    if not told["faults"]:
        return Text("no fault found", style="green")
    lines = [
        Text(f"{fault['file']}:{fault['line'] or ''}: ")
        .append(f"[{fault['kind']}] ", style="red")
        .append(fault["message"])
        for fault in told["faults"]
    ]
    return Group(*lines, Text(f"{len(lines)} fault{'s'[: len(lines) > 1]}", style="bold"))
