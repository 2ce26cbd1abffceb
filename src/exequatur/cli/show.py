"""Answers in the terminal: marks, trees and tables with rich; plain text when piped. Reads only the plain data of the verbs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

Told = dict[str, Any]
QUIET = "bright_black"
OUTCOMES = {"recognised": ("●", "green"), "partly_recognised": ("◐", "cyan"), "refused": ("■", "red"), "dismissed": ("↺", "yellow"), None: ("?", QUIET)}
WORDS = {"recognised": "Recognised", "partly_recognised": "Partly recognised", "refused": "Refused", "dismissed": "Dismissed", None: "Open"}
MARKS = {"met": ("✓", "green"), "not_met": ("✗", "red"), "assumed": ("•", QUIET), "unknown": ("?", QUIET)}
SHOWN = 5
CLOSINGS = {"provided": "provided", "unless": "unless", "on_record": "on record"}


def console() -> Console:
    """The console for answers: at most 110 columns wide, no colour when piped."""
    width = min(110, shutil.get_terminal_size((100, 24)).columns) if sys.stdout.isatty() else 100
    return Console(width=width, highlight=False, soft_wrap=False)


def _outcome(name: str | None, *, bold: bool = False) -> Text:
    mark, colour = OUTCOMES[name]
    return Text(f"{mark} {WORDS[name]}", style=f"bold {colour}" if bold else colour)


def outcome_line(book: Any, answer: Any) -> Text:
    """The state of an interview in one line."""
    from ..law.book import OUTCOMES as ENDS

    line = Text("\nAs it stands ").append_text(_outcome(answer.as_it_stands, bold=True))
    others = [name for end, name in ENDS.items() if end in answer.possible]
    return line.append(f"   possible: {', '.join(WORDS[name].lower() for name in others)}", style=QUIET)


def assessment(told: Told, *, full: bool = False) -> RenderableType:
    """The answer of `assess`: outcome first, then what is certain, what is closed, the reasons, what is missing."""
    summary = told["summary"]
    head = Text(told["title"] or told["id"] or "Claim", style="bold").append(f"   asked for {told['on']}", style=QUIET)
    lines = [Text(summary["sentences"][0].rstrip("."), style="bold " + OUTCOMES[told["as_it_stands"]][1]).append(".", style="bold")]
    lines += [Text(sentence) for sentence in summary["sentences"][1:]]
    if summary["most_important"]:
        lines.append(Text("Most important unknown: ").append(summary["most_important"]))
    parts: list[RenderableType] = [head, Text(), *lines, Text(), _both(told), Text(), _closed(told, full), Text(), _reasons(told, full)]
    if told["missing"]:
        parts += [Text(), _missing(told, full)]
    if told["legal_questions"]:
        parts += [Text(), _points(told)]
    foot = Text(f"weakest source: {told['weakest_source']}   release: {told['release']}   {told['notice'][0].rstrip('.').lower()}", style=QUIET)
    return Group(*parts, Text(), foot, Text("more: --full shows every reason; exequatur ask asks step by step", style=QUIET))


def _both(told: Told) -> Table:
    table = Table.grid(padding=(0, 4))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(Text("As it stands", style=QUIET), Text("Certain, whatever the unknown facts are", style=QUIET))
    left = _outcome(told["as_it_stands"], bold=True).append(f"   grade: {told['grade']}\n", style="default not bold")
    left.append(told["grade_means"] + "\n" + told["counts"]["sentence"] + " " + told["notice"][1], style=QUIET)
    scale = Table.grid(padding=(0, 2))
    for name in ("recognised", "partly_recognised", "refused", "dismissed"):
        possible = name in told["possible"]
        label = _outcome(name) if possible else Text(f"{OUTCOMES[name][0]} {WORDS[name]}", style=f"{QUIET} strike")
        scale.add_row(label, Text("possible" if possible else "excluded", style="default" if possible else QUIET))
    table.add_row(left, scale)
    return table


def _closed(told: Told, full: bool) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="italic", width=10)
    table.add_column()
    for kind, word in CLOSINGS.items():
        entries = told[kind]
        shown = entries if full else [entry for entry in entries if entry["turns"]][:SHOWN]
        for number, entry in enumerate(shown):
            table.add_row(word if not number else "", Text(_clause(entry["sentence"])))
        turning = sum(entry["turns"] for entry in entries) - len(shown)
        rest = len(entries) - len(shown)
        if rest > 0:
            more = f"and {turning} more that would turn the answer" if turning > 0 else ""
            quiet = f"{rest - max(turning, 0)} that would not by themselves" if rest > max(turning, 0) else ""
            table.add_row("" if shown else word, Text(", ".join(part for part in (more, quiet) if part) + " (--full)", style=QUIET))
    return table


def _clause(sentence: str) -> str:
    """A closing sentence without its first words, which stand in the margin."""
    for start in ("Provided that ", "Unless "):
        if sentence.startswith(start):
            return sentence[len(start):]
    return sentence


def _reasons(told: Told, full: bool) -> Tree:
    tree = Tree(Text("Reasons", style="bold"), guide_style=QUIET)
    for step in told["steps"]:
        _branch(tree, step, full, 0)
    return tree


def _branch(tree: Tree, step: Told, full: bool, depth: int) -> None:
    mark, colour = MARKS[step["mark"]]
    line = Text(mark, style=colour).append(" " + step["sentence"], style="default")
    cited = _cited(step["cited"])
    branch = tree.add(line.append("  " + cited, style=QUIET) if cited else line)
    for child in step["children"]:
        if full or _worth_showing(step, child, depth):
            _branch(branch, child, full, depth + 1)


def _worth_showing(parent: Told, child: Told, depth: int) -> bool:
    """Short form: every stage, the rules that carry the answer or bite, and below them the facts that are known."""
    if depth == 0:
        return parent["kind"] == "stage" and (child["mark"] != "assumed" or parent["id"] in ("stage.gate", "stage.ripeness", "stage.ground"))
    if child["id"].endswith("_date") or child["mark"] == "unknown":
        return False
    if parent["mark"] == "not_met":
        return depth < 4
    return child["mark"] == "met" and depth < 3 or child["mark"] == "not_met" and parent["mark"] != "met"


def _cited(cited: Sequence[Told]) -> str:
    parts = []
    for one in cited:
        if "rule" in one:
            number = f" {one['article']}" if one["article"] else ""
            parts.append(f"{one['short']}{number}")
            parts += [ruling["case_number"] or ruling["id"] for ruling in one.get("rulings", [])[:2]]
        elif one.get("kind") == "ruling":
            parts.append(one["case_number"] or one["id"])
        elif one.get("kind") == "foreign_law":
            continue
        else:
            parts.append(f"{one.get('name') or one['evidence']}" + (f" ({one['decided']})" if one.get("decided") else ""))
    return ", ".join(dict.fromkeys(parts[:4]))


def _missing(told: Told, full: bool) -> RenderableType:
    left = told["questions_left"]
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", justify="right")
    table.add_column(ratio=3)
    table.add_column(ratio=2, style=QUIET)
    shown = told["missing"] if full else told["missing"][:6]
    for number, one in enumerate(shown, 1):
        settles = "; ".join(f"{answer.replace('|', ' or ').replace('_', ' ')}: {outcome.replace('_', ' ')}" for answer, outcome in (one["settles"] or {}).items())
        table.add_row(str(number), one["question"], f"settles it if {settles}" if settles else one["where"])
    rest = len(told["missing"]) - len(shown)
    more = [Text(f"and {rest} more (--full)", style=QUIET)] if rest else []
    title = Text("Missing, in the order in which it matters", style="bold").append(f"   at best {left['best']}, at most {left['worst']} answers", style=QUIET)
    return Group(title, Padding(Group(table, *more), (0, 0, 0, 2)))


def _points(told: Told) -> RenderableType:
    kinds = {"legal_question": "open law", "appraisal": "for the court", "discretion": "discretion"}
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, width=13)
    table.add_column()
    for point in told["legal_questions"]:
        table.add_row(kinds[point["kind"]], Text(point["sentence"]))
    return Group(Text("Nobody can be asked", style="bold"), Padding(table, (0, 0, 0, 2)))


def _rows(pairs: Iterable[tuple[str, object]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    for name, value in pairs:
        if value not in (None, "", [], {}):
            table.add_row(name, Text(_plain(value)))
    return table


def _plain(value: object) -> str:
    if isinstance(value, dict):
        if set(value) == {"from", "to"}:
            return f"{value['from'] or '…'} to {value['to'] or '…'}"
        return "; ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    return {True: "yes", False: "no", None: "not known"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)


def _grid(columns: Sequence[str], rows: Iterable[Sequence[RenderableType]]) -> Table:
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*row)
    return table


def checked(told: Told) -> RenderableType:
    """What was understood of a claim."""
    parts: list[RenderableType] = [Text(told["title"] or told["id"] or "Claim", style="bold"), Text("Stated", style="bold"), _rows(told["stated"].items())]
    if told["texts"]:
        parts.append(_rows(told["texts"].items()))
    if told["implied"]:
        parts += [Text("Follows from it", style="bold"), _rows(told["implied"].items())]
    return Group(*parts, Text("no fault found", style="green"))


def _group(group: int | None, route: str | None = None) -> str:
    return "regional" if route == "regional" else f"group {group}" if group else "open"


def state(told: Told) -> RenderableType:
    """One state on a day."""
    head = Text(f"{told['name']}   {_group(told['group'], told['route'])}", style="bold")
    head.append(f"   {told['group_label']} since {told['since']}   grade: {told['grade']}   on {told['on']}" if told["group_label"] else "", style=QUIET)
    parts: list[RenderableType] = [head, Text(told["means"] or told["reason"])]
    if told["insolvency_only"]:
        parts.append(Text("Insolvency only: no money judgment has been recognised yet."))
    if told.get("instruments"):
        parts.append(_rows((one["id"], one["title"]) for one in told["instruments"]))
    if test := told["test"]:
        tree = Tree(Text("The test of the day: ", style="bold").append({True: "met", False: "not met", None: "not shown"}[test["met"]]), guide_style=QUIET)
        for limb in test["limbs"]:
            mark, colour = MARKS["met" if limb["value"] else "not_met" if limb["value"] is False else "unknown"]
            line = Text(mark, style=colour).append(" " + limb["sentence"], style="default" if limb["asked"] else QUIET)
            branch = tree.add(line.append("" if limb["asked"] else "  (not asked on this day)", style=QUIET))
            for one in limb["evidence"]:
                if one["name"] != "law":
                    branch.add(Text(", ".join(str(part) for part in (one["name"], one["docket"], one["decided"]) if part), style=QUIET))
        parts += [Text(), tree]
    if told["history"]:
        rows = [(Text(f"{span['from']} to {span['to']}"), Text(_group(span["group"])), Text(span["grade"]), Text(span["sentence"])) for span in told["history"]]
        parts += [Text(), Text("History", style="bold"), _grid(("days", "group", "grade", "why it begins"), rows)]
    if told["rulings"]:
        rows = [(Text(_plain(one["decided"])), _outcome(one["result"] if one["result"] in OUTCOMES else None), Text(one["case_number"] or one["id"]))
                for one in told["rulings"]]
        parts += [Text(), Text("Rulings on our record", style="bold"), _grid(("decided", "result", "number"), rows), Text(told["notice"], style=QUIET)]
    return Group(*parts)


def states(told: Told) -> RenderableType:
    """All states on a day."""
    counts = told["counts"]
    head = Text(f"States on {told['on']}", style="bold")
    head.append("   " + "   ".join(f"{_group(None if name == 'open' else int(name))}: {number}" for name, number in counts.items()), style=QUIET)
    rows = [(Text(one["iso"]), Text(one["name"]), Text(_group(one["group"], one["route"]) + (" (insolvency only)" if one["insolvency_only"] else "")),
             Text(one["since"] or ""), Text(one["grade"] or "")) for one in told["states"]]
    return Group(head, _grid(("iso", "state", "group", "since", "grade"), rows))


def rulings(told: Told) -> RenderableType:
    """The record in a table."""
    rows = [(Text(_plain(one["decided"])), Text(one["origin"]), _outcome(one["result"] if one["result"] in OUTCOMES else None),
             Text(one["case_number"] or ""), Text(one["id"], style=QUIET)) for one in told["rulings"]]
    return _grid(("decided", "from", "result", "number", "id"), rows)


def ruling(told: Told) -> RenderableType:
    """One ruling, the file and the record apart."""
    record, engine = told["record"], told["engine"]
    number = told["case_number"] or {}
    head = Text(number.get("zh") or told["id"], style="bold").append(f"   {number.get('en', '')}", style=QUIET)
    verdict = {"hit": "as reported", "miss": "not as reported", "open": "open", "not_replayable": "not replayable"}[engine["verdict"]]
    return Group(
        head,
        _rows([("court", told["court"].get("en")), ("decided", told["decided"]), ("made public", (told["known_from"] or {}).get("day")),
               ("origin", told["origin"]), ("parties", told["parties"]), ("matter", told["matter"]), ("sums", told["sums"])]),
        Text("\nWhat the court had", style="bold"), _rows(told["file"].items()),
        Text("\nWhat it did", style="bold"),
        _rows([("result", record["result"]), ("basis", record["basis"]), ("grounds", record["grounds"]), ("details", record.get("details")),
               ("significance", told["significance"])]),
        Text("\nWhat would have been said the day before", style="bold"), _outcome(engine["as_it_stands"]),
        Text(f"{verdict}: {engine['why']}", style=QUIET),
        Text("\nSources", style="bold"), *[Text(f"  {source}", style=QUIET) for source in told["sources"]],
        Text(f"confidence: {told['confidence']}", style=QUIET))


def provision(told: Told) -> RenderableType:
    """One provision."""
    instrument = told["instrument"]
    where = f"{instrument['title']}" + (f", art. {told['article']}" if told["article"] else "")
    head = Text(told["title"], style="bold").append(f"   {told['id']}", style=QUIET)
    return Group(
        head, Text(where), Text(instrument["title_zh"] or "", style=QUIET), Text(), *[Text(sentence) for sentence in told["sentences"]],
        Text(told["text"] if told["text"] and len(told["text"]) > 20 else ""),
        _rows([("in force", f"{told['from'] or '…'} to {told['to'] or 'today as far as seen'}, by {told['keyed_on'] or 'the choice of the instrument'}"),
               ("numbers", [f"{one['article']} ({one['from']} to {one['to'] or '…'})" for one in told["cited_as"]]),
               ("stage", told["stage"]), ("effect", told["effect"] + (", in the court's discretion" if told["discretion"] else "")),
               ("burden", told["burden"]), ("defines", told["defines"]), ("facts", told["facts"]), ("used by", told["used_by"]),
               ("versions", [f"{one['id']} ({one['from'] or '…'} to {one['to'] or '…'})" for one in told["versions"]]),
               ("not tested", told["not_expressed"]), ("open law", told["legal_questions"]), ("rulings", told["rulings"]), ("note", told["note"]),
               ("sources", told["sources"]), ("confidence", told["confidence"])]))


def backtest(told: Told) -> RenderableType:
    """The score: every ruling that is no hit with its reason, then the sum."""
    summary = told["summary"]
    marks = {"hit": ("✓", "green"), "miss": ("✗", "red"), "open": ("?", QUIET), "not_replayable": ("–", QUIET)}
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0))
    for column in ("", "ruling", "court", "answer"):
        table.add_column(column, no_wrap=True)
    notes: list[RenderableType] = []
    for one in told["rulings"]:
        mark, colour = marks[one["verdict"]]
        table.add_row(Text(mark, style=colour), one["id"], one["expected"], Text(str(one["as_it_stands"] or "open") + (" *" if one["counted_alike"] else "")))
        if one["verdict"] != "hit":
            notes.append(Text(f"{mark} {one['id']}: the court {one['expected']}; {one['why']}", style=QUIET))
    if summary["alike"]:
        notes.append(Text(f"* {summary['alike']} older rulings say refused where the rule dismisses: counted alike", style=QUIET))
    sums = f"{summary['hit']} of {summary['replayable']} as reported, {summary['miss']} not, {summary['open']} open, {summary['not_replayable']} not replayable"
    if summary["replayable"]:
        low, high = summary["hit_interval_95"]
        sums += f"   share {summary['hit_share']:.3f} (95 % interval {low:.3f} to {high:.3f})"
    return Group(table, Text(), *notes, Text(), Text(sums, style="bold"), Text(summary["note"], style=QUIET))


def citations(told: Told) -> RenderableType:
    """Case numbers found, a block each."""
    if not told["citations"]:
        return Text("no case number found")
    blocks: list[RenderableType] = []
    for one in told["citations"]:
        court, kind = one["court"] or {}, one["type"] or {}
        colour = {"found": "green", "ambiguous": "yellow", "unknown_court": "yellow", "malformed": "red"}[one["status"]]
        head = Text(one["canonical"] or one["text"], style="bold").append(f"   {one['pinyin'] or ''}   ", style=QUIET).append(one["status"], style=colour)
        blocks += [head, Padding(_rows([("court", ", ".join(part for part in (court.get("zh"), court.get("en")) if part)), ("type", kind.get("en")),
                                        ("on our record", one["ruling"])]), (0, 0, 0, 2))]
    return Group(*blocks)


def faults(told: Told) -> RenderableType:
    """Faults of a corpus."""
    if not told["faults"]:
        return Text("no fault found", style="green")
    lines = [Text(f"{fault['file']}:{fault['line'] or ''}: ").append(f"[{fault['kind']}] ", style="red").append(fault["message"]) for fault in told["faults"]]
    return Group(*lines, Text(f"{len(lines)} faults", style="bold"))
