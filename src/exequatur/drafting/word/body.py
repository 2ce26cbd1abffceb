"""The blocks of a document as the body of a Word document: styles by name, no formatting of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from ...language.tree import (
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
)
from .. import marks
from ..scripts import direction, isolated, stretches
from .numbering import Numbering
from .properties import style_id
from .styles import Styles

_WHOLE = ("number", "sum", "day")
_ISOLATED = ("value", "name", "number", "day", "sum", "blank")
_MARGIN = 2608
_ROLES = {"lead": "Lead", "small": "Small", "label": "Label", "right": "Right", "centred": "Centred"}
_HATCH = 140


class Body:
    """Writes blocks into a place `width` twentieths of a point wide. `draw` gives the XML of a picture of a time line."""

    def __init__(
        self, document: Document, styles: Styles, numbering: Numbering, draw: Callable[[TimeLine, int], str]
    ) -> None:
        self._document, self._styles, self._numbering, self._draw = document, styles, numbering, draw
        self._base = document.language
        self._right = document.direction == "rtl"
        self._mirror = ""
        self._lead_in = self._answer = self._led = self._signed = False
        self._top = True
        self._depth = 0

    # ---- Runs and paragraphs.

    def words(self, sentence: Sentence) -> str:
        """The runs of a sentence."""
        return "".join(map(self._run, sentence))

    def _run(self, run: Run) -> str:
        place = self._mirror or self._base
        own = run.language or place
        text = isolated(run.text, self._document.direction) if run.kind in _ISOLATED else run.text
        sign = marks.sign(run.kind, run.id)
        joined = "\u2060".join(sign)  # the bars of a confidence stay on one line
        made = [_run_xml(f"{joined}\u00a0", self._styles.run(run.kind, run.id, None))] if sign and text else []
        for piece, language in stretches(text, own, place, whole=run.kind in _WHOLE):
            if language is None and self._right and run.kind in ("value", "name", "number", "sum", "day"):
                language = "en" if place == self._base and direction(piece) == "ltr" else None
            turned = not self._right and direction(piece) == "rtl"
            style = self._styles.run(run.kind, run.id, language, lead_in=self._lead_in, turned=turned)
            made.append(_run_xml(piece, style))
        return "".join(made)

    def paragraph(self, style: str, sentence: Sentence, numbered: int = 0) -> str:
        """A paragraph in a style; `numbered`: a point of the list of that number."""
        number = ""
        if numbered:
            depth = min(max(self._depth - 1, 0), 8)
            number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{numbered}"/></w:numPr>'
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{number}</w:pPr>{self.words(sentence)}</w:p>'

    # ---- Blocks.

    def blocks(self, blocks: Sequence[Block], width: int) -> str:
        """Blocks one under the other; statements in a row are one table."""
        made: list[str] = []
        at = 0
        while at < len(blocks):
            end = at
            while end < len(blocks) and isinstance(blocks[end], Statement):
                end += 1
            if end > at:
                made.append(self._statements([b for b in blocks[at:end] if isinstance(b, Statement)], width))
                at = end
                continue
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            self._signed = isinstance(following, Paragraph) and following.role == "right"
            made.append(self._block(blocks[at], width))
            self._signed = False
            at += 1
        return "".join(made)

    def _block(self, block: Block, width: int) -> str:
        match block:
            case Heading(text, level):
                return self.paragraph(f"heading {level}", text)
            case Paragraph(text, role):
                return self.paragraph(self._role(role), text)
            case Listed():
                return self._listed(block, width)
            case Table():
                return self._table(block, width)
            case Notice(inside, role, outcome):
                return self._notice(inside, role, outcome, width)
            case Columns(parts, widths):
                shares = _shares(widths if len(widths) == len(parts) else (1,) * len(parts), width)
                cells = [
                    self._cell(self._within(part, share - 240), share)
                    for part, share in zip(parts, shares, strict=True)
                ]
                return self._frame("Columns", shares, [(cells, False)])
            case TimeLine(_, _, _, caption):
                drawn = f'<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr>{self._draw(block, width)}</w:p>'
                return drawn + (self.paragraph("Small", caption) if caption else "")
            case Mirrored():
                return self._mirrored(block, width)
            case Statement():
                return self._statements([block], width)
            case PageBreak():
                return '<w:p><w:pPr><w:pStyle w:val="PageEnd"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
        raise TypeError(type(block).__name__)

    def _role(self, role: str) -> str:
        if self._mirror:
            return self._styles.mirror(self._mirror, "signed" if self._signed else "")
        if role == "lead" and self._answer:
            return "Answer"
        if role == "plain":
            return (
                ("Body led" if self._led else "Body signed" if self._signed else "Body Text") if self._top else "Plain"
            )
        return _ROLES[role]

    def _within(self, blocks: Sequence[Block], width: int) -> str:
        """Blocks inside a cell. A cell ends with a paragraph."""
        top, self._top = self._top, False
        made = self.blocks(blocks, width)
        self._top = top
        return made if made.endswith("</w:p>") else f"{made}{_GAP}"

    def _listed(self, block: Listed, width: int) -> str:
        number = self._numbering.ordered(block.start) if block.ordered else self._numbering.bullets
        style = self._styles.mirror(self._mirror) if self._mirror else "List Paragraph"
        top, self._top = self._top, False
        self._depth += 1
        made = []
        for point in block.points:
            first, rest = (point[0], point[1:]) if point and isinstance(point[0], Paragraph) else (Paragraph(()), point)
            made.append(self.paragraph(style, first.text, number))
            made.append(self.blocks(rest, width - 340))
        self._depth -= 1
        self._top = top
        return "".join(made)

    def _statements(self, statements: Sequence[Statement], width: int) -> str:
        lead_in, self._lead_in = self._lead_in, True
        beside = min(_MARGIN, width // 3)
        widths = [width - beside - 200, beside + 200]
        rows = []
        for one in statements:
            sources = "".join(self.paragraph("Source", source) for source in one.sources) or _GAP
            cells = [self._cell(self._within(one.blocks, widths[0] - 160), widths[0]), self._cell(sources, widths[1])]
            rows.append((cells, False))
        self._lead_in = lead_in
        return self._frame("Beside", widths, rows)

    def _notice(self, inside: Sequence[Block], role: str, outcome: str | None, width: int) -> str:
        answer, self._answer = self._answer, role == "answer"
        style = f"Answer {marks.outcome(outcome).replace('_', ' ')}" if self._answer else f"Notice {role}"
        cells, widths = [], [width]
        if role == "unknown":
            widths = [_HATCH, width - _HATCH]
            cells.append(self._cell(_GAP, _HATCH))
        cells.append(self._cell(self._within(inside, widths[-1] - 240), widths[-1]))
        self._answer = answer
        return self._frame(style, widths, [(cells, False)])

    def _mirrored(self, block: Mirrored, width: int) -> str:
        led, self._led = self._led, isinstance(block.lead, Paragraph)
        lead = self._block(block.lead, width)
        self._led = led
        mirror, self._mirror = self._mirror, block.language
        if isinstance(block.mirror, Heading):
            kind = "title" if block.mirror.level == 1 and self._document.look == "letter" else "heading"
            made = self.paragraph(self._styles.mirror(block.language, kind), block.mirror.text)
        else:
            made = self._block(block.mirror, width)
        self._mirror = mirror
        return lead + made

    # ---- Tables.

    def _table(self, table: Table, width: int) -> str:
        shares = _shares(table.widths, width)
        fields = table.role == "fields"
        rows = [([self._lines(cell, share, "head") for cell, share in zip(table.head, shares, strict=False)], True)]
        rows = rows if table.head else []
        for row in table.rows:
            kinds = ["label" if at % 2 == 0 else "value" for at in range(len(row))] if fields else ["cell"] * len(row)
            made = [self._lines(cell, share, kind) for cell, share, kind in zip(row, shares, kinds, strict=False)]
            rows.append((made, False))
        caption = self.paragraph("caption", table.caption) if table.caption else ""
        return caption + self._frame("Fields" if fields else "Rules", shares, rows)

    def _lines(self, cell: Cell, width: int, kind: str) -> str:
        end = " figure" if cell.align == "end" else ""
        if kind in ("label", "value"):
            style = f"Field {kind}"
        elif kind == "head":
            style = f"Cell head{end}"
        else:
            style = f"Cell small{end}" if cell.role == "small" or self._mirror else f"Cell{end}"
        inner = "".join(self.paragraph(style, line) for line in cell.lines) or self.paragraph(style, ())
        return self._cell(inner, width)

    def _cell(self, inner: str, width: int) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'

    def _frame(self, style: str, widths: Sequence[int], rows: Sequence[tuple[list[str], bool]]) -> str:
        """A table, and the narrow line without which the next one would grow together with it."""
        if not rows:
            return ""
        headed = rows[0][1]
        way = "<w:bidiVisual/>" if self._right else ""
        first = int(style == "Notice unknown")
        bits = 0x0600 | 0x0020 * headed | 0x0080 * first
        look = (
            f'<w:tblLook w:val="{bits:04X}" w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="{first}" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        whole = "<w:cantSplit/>" if style in ("Rules", "Fields", "Beside") else ""
        lines = []
        for cells, head in rows:
            inner = whole + ("<w:tblHeader/>" if head else "")
            properties = f"<w:trPr>{inner}</w:trPr>" if inner else ""
            lines.append(f"<w:tr>{properties}{''.join(cells)}</w:tr>")
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/>{way}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>{_GAP}'
        )


_GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'


def _run_xml(text: str, style: str | None) -> str:
    if not text:
        return ""
    named = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{named}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _shares(widths: Sequence[int], width: int) -> list[int]:
    total = sum(widths) or 1
    return [width * one // total for one in widths]
