"""HTML: one page that needs nothing else. Whole, escaped, without scripts and without style attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from ..language.tree import (
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
from .drawn import ticks, track
from .scripts import stretches

_WHOLE = ("number", "sum", "day")
_ISOLATED = ("value", "name", "number", "day", "sum", "blank")


def html(document: Document, css: str | None = None) -> str:
    """The document as a page. `css`: the address of a style sheet to link; None: the style stands in the page. Raises
    DataError for a text that is none.
    """
    made = prepare(document)
    style = f'<link rel="stylesheet" href="{escape(css)}">' if css else f"<style>\n{style_sheet()}</style>"
    language, direction = escape(made.language), made.direction
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(made.title)}</title>\n'
        f'<meta name="author" content="{escape(made.author)}">\n{style}\n</head>\n<body>\n'
        f"{_body(made)}</body>\n</html>\n"
    )


def body(document: Document) -> str:
    """What stands in the body of the page, for a page of somebody else's that links the style sheet."""
    return _body(prepare(document))


@cache
def style_sheet() -> str:
    """The style of documents."""
    return files(__package__).joinpath("document.css").read_text(encoding="utf-8")


def _body(document: Document) -> str:
    page = _Page(document)
    parts = [f'<div class="page {document.look}">\n']
    if document.masthead:
        name = f'<p class="wordmark" lang="en">{escape(document.author)}</p>'
        parts.append(f'<header class="masthead">{name}<p>{page.words(document.masthead)}</p></header>\n')
    parts.append(f"<main>\n{page.blocks(document.blocks)}</main>\n")
    if document.foot:
        parts.append(f"<footer><p>{page.words(document.foot)}</p></footer>\n")
    return "".join((*parts, "</div>\n"))


class _Page:
    """Writes blocks in a language, `base`: what is in another says so."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._base = document.language
        self._numbers: marks.Numbers | None = marks.Numbers(document.language, document.numbered)

    def words(self, sentence: Sentence) -> str:
        """A sentence: values are set apart from it, hanzi and other languages say what they are."""
        return "".join(map(self._run, sentence))

    def _run(self, run: Run) -> str:
        own = run.language or self._base
        inner = "".join(
            f'<span lang="{escape(language)}">{escape(text)}</span>' if language else escape(text)
            for text, language in stretches(run.text, own, self._base, whole=run.kind in _WHOLE)
        )
        if not inner or run.kind == "text":
            return inner
        if run.kind == "strong":
            return f"<strong>{inner}</strong>"
        if run.kind in ("outcome", "excluded"):
            struck = " excluded" if run.kind == "excluded" else ""
            return f'<span class="outcome {marks.outcome(run.id)}{struck}">{inner}</span>'
        if run.kind == "confidence":
            return f'<span class="conf conf{marks.bars(run.id)}">{inner}</span>'
        fact = f' data-fact="{escape(run.id)}"' if run.id else ""
        return f'<bdi class="{run.kind}"{fact}>{inner}</bdi>'

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks, each on a line of its own."""
        return "".join(f"{self._block(block)}\n" for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(text, level):
                number = escape(self._numbers.next(level)) if self._numbers else ""
                return f"<h{level}>{number}{self.words(text)}</h{level}>"
            case Paragraph(text, role):
                kind = "" if role == "plain" else f' class="{role}"'
                return f"<p{kind}>{self.words(text)}</p>"
            case Statement(inside, sources):
                named = "".join(f'<li class="source">{self.words(source)}</li>' for source in sources)
                beside = f'<ul class="sources">{named}</ul>' if named else ""
                return f'<div class="statement"><div>{self.blocks(inside)}</div>{beside}</div>'
            case Listed(points, ordered, start):
                items = "".join(f"<li>{self._point(point)}</li>" for point in points)
                begins = f' start="{start}"' if start != 1 else ""
                return f"<ol{begins}>{items}</ol>" if ordered else f"<ul>{items}</ul>"
            case Table():
                return self._table(block)
            case Notice(inside, role, outcome):
                kind = f"answer {marks.outcome(outcome)}" if role == "answer" else role
                return f'<section class="notice {kind}">{self.blocks(inside)}</section>'
            case Columns(parts):
                return f'<div class="columns">{"".join(f"<div>{self.blocks(part)}</div>" for part in parts)}</div>'
            case TimeLine():
                return self._line(block)
            case Mirrored():
                return self._mirrored(block)
            case PageBreak():
                return '<div class="break"></div>'
        raise TypeError(type(block).__name__)

    def _point(self, point: tuple[Block, ...]) -> str:
        """A point of one plain paragraph needs no paragraph."""
        if len(point) == 1 and isinstance(point[0], Paragraph) and point[0].role == "plain":
            return self.words(point[0].text)
        return self.blocks(point)

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self.words(table.caption)}</caption>" if table.caption else ""
        total = sum(table.widths) or 1
        shares = (max(5, min(100, round(width / total * 20) * 5)) for width in table.widths)
        columns = "".join(f'<col class="w{share}">' for share in shares)
        head = f"<thead><tr>{''.join(self._cells(table.head, 'col'))}</tr></thead>" if table.head else ""
        fields = table.role == "fields"
        rows = "".join(f"<tr>{''.join(self._cells(row, 'row' if fields else None))}</tr>" for row in table.rows)
        kind = ' class="fields"' if fields else ""
        made = f"<table{kind}>{caption}<colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"
        return f'<div class="scroll">{made}</div>'

    def _cells(self, cells: tuple[Cell, ...], scope: str | None) -> Iterator[str]:
        for at, cell in enumerate(cells):
            named = scope == "col" or (scope == "row" and at % 2 == 0)
            kinds = " ".join(
                filter(None, ("end" if cell.align == "end" else "", "small" if cell.role == "small" else ""))
            )
            tag = "th" if named else "td"
            styled = f' class="{kinds}"' if kinds else ""
            own = f' scope="{scope}"' if named else ""
            lines = (self.words(line) for line in cell.lines)
            inner = next(lines, "") if len(cell.lines) < 2 else "".join(f"<p>{line}</p>" for line in lines)
            yield f"<{tag}{styled}{own}>{inner}</{tag}>"

    def _line(self, line: TimeLine) -> str:
        way = self._document.direction
        rows = "".join(
            f'<tr><th scope="row">{self.words(bar.label)}</th><td>{track(bar, line.weeks, way)}</td>'
            f"<td>{self.words(bar.words)}</td></tr>"
            for bar in line.bars
        )
        marked = ticks([(at, escape(text_of(words))) for at, words in line.ticks], way)
        caption = f"<figcaption>{self.words(line.caption)}</figcaption>" if line.caption else ""
        body = f"<tbody>{rows}<tr><td></td><td>{marked}</td><td></td></tr></tbody>"
        columns = '<colgroup><col class="w30"><col class="w50"><col class="w20"></colgroup>'
        return f'<figure><table class="timeline">{columns}{body}</table>{caption}</figure>'

    def _mirrored(self, block: Mirrored) -> str:
        lead = self._block(block.lead)
        base, numbers = self._base, self._numbers
        self._base, self._numbers = block.language, None
        mirror = block.mirror
        inner = f"<p>{self.words(mirror.text)}</p>" if isinstance(mirror, Heading) else self._block(mirror)
        self._base, self._numbers = base, numbers
        way = ' dir="ltr"' if self._document.direction == "rtl" and not is_right(block.language) else ""
        return f'{lead}\n<div class="mirror" lang="{escape(block.language)}"{way}>{inner}</div>'


def is_right(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.split("-")[0] in ("ar", "fa", "he", "ur", "ps", "ug")
