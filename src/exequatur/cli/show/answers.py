"""The answer of `assess`, and what was understood of a claim."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from .parts import MARKS, OUTCOMES, QUIET, WORDS, Told, legend, outcome, rows_of

SHOWN = 5
CLOSINGS = {"provided": "provided", "unless": "unless", "on_record": "on record"}


def assessment(told: Told, *, full: bool = False) -> RenderableType:
    """The answer of `assess`: outcome first, then what is certain, what is closed, the reasons, what is missing."""
    summary = told["summary"]
    head = Text(told["title"] or told["id"] or "Claim", style="bold").append("\n" + summary["asked"], style=QUIET)
    lines = [
        Text(summary["sentences"][0].rstrip("."), style="bold " + OUTCOMES[told["as_it_stands"]][1]).append(
            ".", style="bold"
        )
    ]
    lines += [Text(sentence) for sentence in summary["sentences"][1:]]
    lines += [Text("! ", style="bold yellow").append(one["sentence"], style="default") for one in told["warnings"]]
    if summary["most_important"]:
        lines.append(Text("Most important unknown: ").append(summary["most_important"]))
    parts: list[RenderableType] = [
        head,
        Text(),
        *lines,
        Text(),
        _both(told),
        Text(),
        _closed(told, full),
        Text(),
        _reasons(told, full),
    ]
    if told["missing"]:
        parts += [Text(), _missing(told, full)]
    if told["legal_questions"]:
        parts += [Text(), _points(told)]
    foot = Text(
        f"weakest source: {told['weakest_source']}   release: {told['release']}   {told['notice'][0].rstrip('.').lower()}",
        style=QUIET,
    )
    return Group(
        *parts, Text(), foot, Text("more: --full shows every reason; exequatur ask asks step by step", style=QUIET)
    )


def _both(told: Told) -> Table:
    table = Table.grid(padding=(0, 4))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(Text("As it stands", style=QUIET), Text("Certain, whatever the unknown facts are", style=QUIET))
    left = outcome(told["as_it_stands"], bold=True).append(f"   grade: {told['grade']}\n", style="default not bold")
    left.append(
        told["grade_means"] + "\n" + told["counts"]["sentence"] + " " + told["notice"][1], style=f"not bold {QUIET}"
    )
    scale = Table.grid(padding=(0, 2))
    for name in ("recognised", "partly_recognised", "refused", "dismissed"):
        possible = name in told["possible"]
        label = outcome(name) if possible else Text(f"{OUTCOMES[name][0]} {WORDS[name]}", style=f"{QUIET} strike")
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
            quiet = f"{rest - max(turning, 0)} that would not turn it alone" if rest > max(turning, 0) else ""
            table.add_row(
                "" if shown else word,
                Text(", ".join(part for part in (more, quiet) if part) + " (--full)", style=QUIET),
            )
    return table


def _clause(sentence: str) -> str:
    """A closing sentence without its first words, which stand in the margin."""
    for start in ("Provided that ", "Unless "):
        if sentence.startswith(start):
            return sentence[len(start) :]
    return sentence


def _reasons(told: Told, full: bool) -> RenderableType:
    tree = Tree(Text("Reasons", style="bold"), guide_style=QUIET)
    for step in told["steps"]:
        _branch(tree, step, full, 0)
    return Group(tree, legend(told["marks"], MARKS))


def _branch(tree: Tree, step: Told, full: bool, depth: int) -> None:
    mark, colour = MARKS[_mark(step)]
    line = Text(mark, style=colour).append(" " + step["sentence"], style="default")
    cited = _cited(step["cited"])
    branch = tree.add(line.append("  " + cited, style=QUIET) if cited else line)
    for child in step["children"]:
        if full or _worth_showing(step, child, depth):
            _branch(branch, child, full, depth + 1)


def _mark(step: Told) -> str:
    """The mark of a step. What was stated is information: only a conclusion or a rule can hold or fail."""
    plain = step["kind"] == "fact" and not step["derived"]
    return "stated" if plain and step["mark"] in ("met", "not_met") else str(step["mark"])


def _worth_showing(parent: Told, child: Told, depth: int) -> bool:
    """Short form: every stage, the rules that carry the answer or bite, and below them the facts that are known."""
    if depth == 0:
        return parent["kind"] == "stage" and (
            child["mark"] != "assumed" or parent["id"] in ("stage.gate", "stage.ripeness", "stage.ground")
        )
    if child["id"].endswith("_date") or child["mark"] == "unknown":
        return False
    if parent["mark"] == "not_met":
        return depth < 4
    return (child["mark"] == "met" and depth < 3) or (child["mark"] == "not_met" and parent["mark"] != "met")


def _cited(cited: Sequence[Told]) -> str:
    parts = []
    for one in cited:
        if "rule" in one:
            number = f" {one['article']}" if one["article"] else ""
            parts.append(f"{one['short']}{number}")
            parts += [ruling["name"] for ruling in one.get("rulings", [])[:2]]
        elif one.get("kind") == "ruling":
            parts.append(one["name"])
        elif one.get("kind") == "foreign_law":
            continue
        else:
            parts.append(
                f"{one.get('name') or one['evidence']}" + (f" ({one['decided']})" if one.get("decided") else "")
            )
    return ", ".join(dict.fromkeys(parts[:4]))


def _missing(told: Told, full: bool) -> RenderableType:
    left = told["questions_left"]
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", justify="right")
    table.add_column(ratio=3)
    table.add_column(ratio=2, style=QUIET)
    shown = told["missing"] if full else told["missing"][:6]
    for number, one in enumerate(shown, 1):
        table.add_row(str(number), one["question"], " ".join(one["sentences"]) or one["where"])
    rest = len(told["missing"]) - len(shown)
    more = [Text(f"and {rest} more (--full)", style=QUIET)] if rest else []
    title = Text("Missing, in the order in which it matters", style="bold").append(
        f"   at best {left['best']}, at most {left['worst']} answers", style=QUIET
    )
    return Group(title, Padding(Group(table, *more), (0, 0, 0, 2)))


def _points(told: Told) -> RenderableType:
    kinds = {"legal_question": "open law", "appraisal": "for the court", "discretion": "discretion"}
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, width=13)
    table.add_column()
    for point in told["legal_questions"]:
        table.add_row(kinds[point["kind"]], Text(point["sentence"]))
    return Group(Text("Nobody can be asked", style="bold"), Padding(table, (0, 0, 0, 2)))


def checked(told: Told) -> RenderableType:
    """What was understood of a claim."""
    parts: list[RenderableType] = [
        Text(told["title"] or told["id"] or "Claim", style="bold"),
        Text("Stated", style="bold"),
        rows_of(told["stated"].items()),
    ]
    if told["texts"]:
        parts.append(rows_of(told["texts"].items()))
    if told["implied"]:
        parts += [Text("Follows from it", style="bold"), rows_of(told["implied"].items())]
    for name, lines in told["lists"].items():
        if lines:
            parts += [Text(name.capitalize(), style="bold"), *(Text(line) for line in lines)]
    if told["particulars"]:
        parts += [Text("Particulars, for papers only", style="bold"), rows_of(told["particulars"].items())]
    return Group(*parts, Text("no fault found", style="green"))
