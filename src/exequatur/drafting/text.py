"""Plain text, and the same lines with colour for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from ..language.tree import (
    Bar,
    Block,
    Cell,
    Columns,
    Document,
    Heading,
    Listed,
    Mirrored,
    Notice,
    PageBreak,
    Paragraph,
    Run,
    Sentence,
    Statement,
    Table,
    TimeLine,
    text_of,
)
from . import marks
from .clean import prepare
from .scripts import isolated
from .wrapping import wrapped

WIDTH = 88
QUIET = "bright_black"
_COLOURS = {"recognised": "green", "partly_recognised": "cyan", "refused": "red", "dismissed": "yellow", "open": QUIET}
_SIDES = {"unknown": "▨ ", "law": "┆ ", "warning": "┃ "}
HATCH = "▨"
_ISOLATED = ("value", "name", "number", "day", "sum", "blank")
_STYLES = {"strong": "bold", "name": "", "blank": f"{QUIET} reverse", "confidence": QUIET}


def text(document: Document, width: int = WIDTH) -> str:
    """The document as plain text, at most `width` cells wide. Raises DataError for a text that is none."""
    return "".join(f"{line.plain}\n" for line in lines(document, width))


def lines(document: Document, width: int = WIDTH) -> list[Text]:
    """The lines of a document, with colours. Raises DataError for a text that is none."""
    return _Lines(prepare(document), max(width, 24)).all()


class Shown:
    """A document in a terminal."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from lines(self._document, options.max_width)


class _Lines:
    def __init__(self, document: Document, width: int) -> None:
        self._document = document
        self._width = width
        self._numbers: marks.Numbers | None = marks.Numbers(document.language, document.numbered)

    def all(self) -> list[Text]:
        """Every line; what stands at the foot of each page of paper stands at the end."""
        document = self._document
        found: list[Text] = []
        if document.masthead:
            line = Text.assemble((document.author, "bold italic"), "  ", self._words(document.masthead))
            found += [*wrapped(line, self._width), _rule("═", self._width), Text()]
        found += self._blocks(document.blocks, self._width)
        if document.foot:
            found += [_rule("─", self._width), *self._wrap(document.foot, self._width, QUIET)]
        while found and not found[-1].plain:
            found.pop()
        return found

    def _words(self, sentence: Sentence, style: str = "") -> Text:
        made = Text(style=style)
        for run in sentence:
            made.append_text(self._run(run))
        return made

    def _run(self, run: Run) -> Text:
        shown = isolated(run.text, self._document.direction) if run.kind in _ISOLATED else run.text
        if run.kind in ("outcome", "excluded"):
            colour = _COLOURS[marks.outcome(run.id)]
            sign = marks.sign(run.kind, run.id)
            word = f"{QUIET} strike" if run.kind == "excluded" else f"bold {colour}"
            return Text.assemble((f"{sign} ", QUIET if run.kind == "excluded" else colour), (shown, word))
        if run.kind == "confidence":
            return Text(f"{marks.sign(run.kind, run.id)} {shown}", QUIET)
        if run.kind == "blank":
            return Text(f"{HATCH} {shown} {HATCH}", QUIET)
        return Text(shown, _STYLES.get(run.kind, ""))

    def _wrap(self, sentence: Sentence, width: int, style: str = "") -> list[Text]:
        return wrapped(self._words(sentence, style), width)

    def _blocks(self, blocks: Iterable[Block], width: int) -> list[Text]:
        """Blocks with a blank line after each."""
        found: list[Text] = []
        for block in blocks:
            found += [*self._block(block, width), Text()]
        return found

    def _inside(self, blocks: Iterable[Block], width: int) -> list[Text]:
        found = self._blocks(blocks, width)
        return found[:-1] if found else []

    def _block(self, block: Block, width: int) -> list[Text]:
        match block:
            case Heading(words, level):
                number = self._numbers.next(level) if self._numbers else ""
                made = wrapped(Text.assemble(number, self._words(words), style="bold"), width)
                return [*made, _rule("═─"[level - 1], width)] if level < 3 else made
            case Paragraph(words, role):
                style = QUIET if role in ("small", "label") else "bold" if role == "lead" else ""
                return [_placed(line, role, width) for line in self._wrap(words, width, style)]
            case Statement(inside, sources):
                beside = [line for one in sources for line in self._wrap(one, width - 4, QUIET)]
                return [*self._inside(inside, width), *_indented(beside, "    ")]
            case Listed():
                return self._listed(block, width)
            case Table():
                return self._table(block, width)
            case Notice(inside, role, outcome):
                if role == "answer":
                    rule = _rule("━", width, _COLOURS[marks.outcome(outcome)])
                    return [rule, *self._inside(inside, width), _rule("─", width)]
                return _indented(self._inside(inside, width - 2), _SIDES[role])
            case Columns(parts):
                return self._inside((inside for part in parts for inside in part), width)
            case TimeLine():
                return self._time_line(block, width)
            case Mirrored(lead, mirror):
                numbers, first = self._numbers, self._block(lead, width)
                self._numbers = None
                second = Paragraph(mirror.text) if isinstance(mirror, Heading) else mirror
                found = _indented(self._block(second, width - 2), "  ")
                self._numbers = numbers
                return [*first, *found]
            case PageBreak():
                return [_rule("┄", width)]
        raise TypeError(type(block).__name__)

    def _listed(self, block: Listed, width: int) -> list[Text]:
        found: list[Text] = []
        for number, point in enumerate(block.points, block.start):
            label = f"{number}. " if block.ordered else "– "
            inside = self._inside(point, width - len(label)) or [Text()]
            found += [Text.assemble(label, inside[0]), *_indented(inside[1:], " " * len(label))]
        return found

    def _table(self, table: Table, width: int) -> list[Text]:
        rows = [tuple(map(self._cell, row)) for row in table.rows]
        head = tuple(self._cell(cell, QUIET) for cell in table.head)
        columns = _widths([*([head] if head else []), *rows], table.widths, width)
        found = self._wrap(table.caption, width) if table.caption else []
        ends = [[cell.align == "end" for cell in row] for row in (table.head, *table.rows)]
        rule = _rule("─", sum(columns) + 2 * (len(columns) - 1))
        if head:
            found += [*_side_by_side(head, columns, ends[0]), rule]
        for row, right in zip(rows, ends[1:], strict=True):
            found += _side_by_side(row, columns, right)
        return found

    def _cell(self, cell: Cell, style: str = "") -> list[Text]:
        quiet = QUIET if cell.role == "small" else style
        return [self._words(line, quiet) for line in cell.lines]

    def _time_line(self, line: TimeLine, width: int) -> list[Text]:
        label = min(max((cell_len(text_of(bar.label)) for bar in line.bars), default=0), width // 3)
        ends = min(max((cell_len(text_of(bar.words)) for bar in line.bars), default=0), width // 4)
        room = max(width - label - ends - 4, 8)
        columns = [label, room, ends]
        found: list[Text] = []
        for bar in line.bars:
            drawn = [Text(_bar(bar, line.weeks, room))]
            cells = ([self._words(bar.label)], drawn, [self._words(bar.words, QUIET)])
            found += _side_by_side(cells, columns, [False] * 3)
        if line.ticks:
            found.append(
                Text(" " * (label + 2) + _ticks([(at, text_of(words)) for at, words in line.ticks], room), QUIET)
            )
        return [*found, *self._wrap(line.caption, width, QUIET)]


def _rule(mark: str, width: int, style: str = QUIET) -> Text:
    return Text(mark * min(width, WIDTH), style)


def _placed(line: Text, role: str, width: int) -> Text:
    spare = width - cell_len(line.plain)
    before = spare if role == "right" else spare // 2 if role == "centred" else 0
    return Text.assemble(" " * min(before, WIDTH), line) if before > 0 else line


def _indented(found: Sequence[Text], before: str) -> list[Text]:
    return [Text.assemble((before, QUIET), line) if line.plain or before.strip() else line for line in found]


def _widths(rows: Sequence[Sequence[list[Text]]], shares: Sequence[int], width: int) -> list[int]:
    """As wide as what stands in it, but no wider than its share of the line."""
    count = len(shares)
    room = width - 2 * (count - 1)
    total = sum(shares) or 1
    wanted = [
        max((cell_len(one.plain) for row in rows if at < len(row) for one in row[at]), default=1) for at in range(count)
    ]
    if sum(wanted) <= room:
        return [max(one, 1) for one in wanted]
    given = [max(min(one, max(4, room * share // total)), 1) for one, share in zip(wanted, shares, strict=True)]
    for at in sorted(range(count), key=lambda at: wanted[at] - given[at]):  # what is left over, the smallest need first
        given[at] += max(min(wanted[at] - given[at], room - sum(given)), 0)
    return given


def _side_by_side(cells: Sequence[list[Text]], widths: Sequence[int], right: Sequence[bool]) -> list[Text]:
    made = [[line for one in cell for line in wrapped(one, width)] for cell, width in zip(cells, widths, strict=False)]
    found = []
    for at in range(max(map(len, made), default=0)):
        parts: list[Text] = []
        for column, end, width in zip(made, right, widths, strict=False):
            line = column[at] if at < len(column) else Text()
            space = " " * max(width - cell_len(line.plain), 0)
            parts += [Text(space), line] if end else [line, Text(space)]
            parts.append(Text("  "))
        whole = Text.assemble(*parts)
        whole.rstrip()
        found.append(whole)
    return found


def _bar(bar: Bar, weeks: float, room: int) -> str:
    def at(week: float) -> int:
        return round(room * min(max(week / max(weeks, 0.1), 0.0), 1.0))

    start, sure, until = at(bar.start), at(bar.start + bar.least), at(bar.start + bar.most)
    if bar.least and sure == start:
        sure = start + 1
    return (" " * start + "█" * (sure - start) + "░" * (until - sure))[:room] or "·"


def _ticks(ticks: Sequence[tuple[float, str]], room: int) -> str:
    made = ""
    for at, words in ticks:
        size = cell_len(words)
        start = min(
            max(round(room * at) - (size // 2 if 0 < at < 1 else size if at >= 1 else 0), 0), max(room - size, 0)
        )
        made += " " * max(start - cell_len(made), 1 if made else 0) + words
    return made
