"""Properties of styles in WordprocessingML, in the order of its schema."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Borders = Mapping[str, tuple[str, int, str]]
"""Of a table by side: line, eighths of a point, colour."""
_KNOWN = (
    "Normal",
    "heading 1",
    "heading 2",
    "heading 3",
    "Body Text",
    "List Paragraph",
    "caption",
    "header",
    "footer",
    "Strong",
)
"""Styles that Word knows by these names."""


def style_id(name: str) -> str:
    """The identifier of a style by its name."""
    return "".join(word[:1].upper() + word[1:] for word in name.replace("-", " ").split())


def style(kind: str, name: str, paragraph: str, run: str, based: str = "Normal") -> str:
    """A style of paragraphs or runs (`kind`) with its properties."""
    on = f'<w:basedOn w:val="{based}"/>' if based and kind == "paragraph" else ""
    following = '<w:next w:val="BodyText"/>' if name.startswith("heading") else ""
    inner = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    own = "" if name in _KNOWN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{own} w:styleId="{style_id(name)}"><w:name w:val="{escape(name)}"/>{on}{following}'
        f"<w:qFormat/>{inner}</w:style>"
    )


def table_style(
    name: str,
    lines: Borders,
    above: int,
    side: int,
    *,
    below: int | None = None,
    before: int | None = None,
    more: str = "",
    indent: int = 0,
) -> str:
    """A style of tables. `above`, `side`, `below`, `before`: the room inside a cell, at its top, end, bottom and start."""
    sizes = (
        ("top", above),
        ("left", side if before is None else before),
        ("bottom", above if below is None else below),
    )
    margins = "".join(f'<w:{at} w:w="{size}" w:type="dxa"/>' for at, size in (*sizes, ("right", side)))
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblInd w:w="{-indent}" w:type="dxa"/>{borders("tblBorders", lines)}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{more}</w:style>"
    )


def borders(element: str, lines: Borders) -> str:
    """The borders of a table or of a cell (`element`)."""
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    made = "".join(
        '<w:{} w:val="{}" w:sz="{}" w:space="0" w:color="{}"/>'.format(side, *lines[side])
        for side in order
        if side in lines
    )
    return f"<w:{element}>{made}</w:{element}>" if made else ""


def numbered(level: int) -> str:
    """The headings of a level count themselves."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def spacing(before: int, after: int, line: int | None) -> str:
    """`line`: at least so high; 0: as the type needs; None: as it is."""
    rule = (
        ""
        if line is None
        else ' w:line="240" w:lineRule="auto"'
        if not line
        else f' w:line="{line}" w:lineRule="atLeast"'
    )
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


def size(half_points: int) -> str:
    """The size of the type, for every script."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def coloured(colour: str) -> str:
    """The colour of the type."""
    return f'<w:color w:val="{colour}"/>'
