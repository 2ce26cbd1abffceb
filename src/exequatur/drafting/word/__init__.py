"""Word, by python-docx: styles with names, headings and lists that number themselves, fields for the pages."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import UTC, datetime
from html import escape
from typing import Any

from ...corpus.errors import DataError
from ...language.tree import Document, TimeLine
from ..clean import prepare
from ..data import Paper, spoken
from ..pdf import picture, stamp
from ..scripts import is_east
from .body import Body
from .numbering import Numbering
from .properties import NAMESPACE
from .styles import FALLBACKS, SANS, SERIF, Styles, tag

_SIZES = {"a4": (11906, 16838), "letter": (12240, 15840)}
_MILLIMETRE = 56.6929
_ENGLISH = 635
"""English metric units in a twentieth of a point."""
_DOTS = 220
_JUNK = ("stylesWithEffects", "customXml", "webSettings", "thumbnail")


def word(document: Document, paper: Paper = "a4") -> bytes:
    """The document for Word. Raises DataError: a package or a font is missing, a text cannot be shown."""
    try:
        import docx
    except ImportError:
        raise DataError("Word needs the extra: pip install 'exequatur[documents]'") from None
    made = prepare(document)
    letter = made.look == "letter"
    left, right = (round(side * _MILLIMETRE) for side in ((28, 26) if letter else (24, 22)))
    width, height = _SIZES[paper]
    room = width - left - right
    file = docx.Document()
    styles = Styles(made, room)
    numbering = Numbering(made.language.startswith("zh"), made.direction == "rtl")
    body = Body(made, styles, numbering, _Pictures(file, made, paper))

    inner = _masthead(made, body, styles) + body.blocks(made.blocks, room)
    if inner.endswith("</w:tbl>"):
        inner += '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
    _fill(file.element.body, inner)
    _section(file, made, body, (width, height, left, right))
    part = file.part
    _replace(part._styles_part, styles.xml())
    _replace(part.numbering_part, numbering.xml())
    _replace(part._settings_part, _settings(made))
    _tidy(file)
    _properties(file, made)
    return _packed(file)


def _masthead(document: Document, body: Body, styles: Styles) -> str:
    if not document.masthead:
        return ""
    name = styles.plain("Wordmark", _WORDMARK)
    seal = styles.plain("Seal", '<w:color w:val="9b2c1f"/><w:sz w:val="14"/>')
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Masthead"/></w:pPr><w:r><w:rPr><w:rStyle w:val="{name}"/></w:rPr>'
        f"<w:t>{escape(document.author, quote=False)}</w:t></w:r>"
        f'<w:r><w:rPr><w:rStyle w:val="{seal}"/></w:rPr><w:t>■</w:t></w:r><w:r><w:tab/></w:r>'
        f"{body.words(document.masthead)}</w:p>"
    )


_WORDMARK = (
    '<w:rFonts w:ascii="Noto Serif Display" w:hAnsi="Noto Serif Display" w:cs="Noto Serif Display"/><w:i/><w:iCs/>'
    '<w:color w:val="1d1b17"/><w:sz w:val="34"/><w:szCs w:val="34"/><w:lang w:val="en-US"/>'
)


class _Pictures:
    """Draws time lines and keeps the pictures in the file."""

    def __init__(self, file: Any, document: Document, paper: Paper) -> None:
        self._file, self._document, self._paper, self._count = file, document, paper, 0

    def __call__(self, line: TimeLine, width: int) -> str:
        content = picture(line, self._document, self._paper, _DOTS)
        across, down = struct.unpack(">II", content[16:24])
        relation, _ = self._file.part.get_or_add_image(io.BytesIO(content))
        self._count += 1
        size = f'cx="{width * _ENGLISH}" cy="{width * _ENGLISH * down // across}"'
        named = f'id="{self._count}" name="{self._count}" descr="{escape(spoken(line))}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
            f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r>"
        )


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{uri}"'
    for prefix, uri in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)


def _fill(element: Any, inner: str) -> None:
    """Put blocks into an element, before its section."""
    from docx.oxml import parse_xml

    sections = [child for child in element if child.tag.endswith("}sectPr")]
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(f"<w:body {_NAMESPACES}>{inner}</w:body>")))
    element.extend(sections)


def _section(file: Any, document: Document, body: Body, measures: tuple[int, int, int, int]) -> None:
    from docx.enum.section import WD_SECTION_START
    from docx.shared import Twips

    width, height, left, right = measures
    section = file.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.left_margin, section.right_margin = Twips(left), Twips(right)
    section.top_margin = section.bottom_margin = Twips(round(20 * _MILLIMETRE))
    section.header_distance = section.footer_distance = Twips(round(10 * _MILLIMETRE))
    section.different_first_page_header_footer = True
    foot = (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{body.words(document.foot)}<w:r><w:tab/></w:r>'
        f'{_field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}</w:p>'
    )
    _fill(section.header._element, body.paragraph("header", document.head))
    _fill(section.first_page_header._element, body.paragraph("header", ()))
    for footer in (section.footer, section.first_page_footer):
        _fill(footer._element, foot)
    properties = section._sectPr
    for grid in properties.findall(f"{{{NAMESPACE}}}docGrid"):
        properties.remove(grid)
    if document.direction == "rtl":
        from docx.oxml import OxmlElement

        properties.append(OxmlElement("w:bidi"))


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _settings(document: Document) -> str:
    language = tag(document.language)
    east = language if is_east(document.language) else "zh-CN"
    way = f' w:bidi="{language}"' if document.direction == "rtl" else ""
    latin = "en-US" if is_east(document.language) or way else language
    return (
        f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>'
        f'<w:themeFontLang w:val="{latin}" w:eastAsia="{east}"{way}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{letters}"/><w:family w:val="{kind}"/></w:font>'
        for name, (other, letters, kind) in FALLBACKS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:fonts xmlns:w="{NAMESPACE}">{fonts}</w:fonts>'.encode()


def _replace(part: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    part._element = parse_xml(xml)


def _tidy(file: Any) -> None:
    """Leave out what the empty document of the package brings along, and name our fonts."""
    for relations in (file.part.rels, file.part.package.rels):
        for id in [id for id, one in relations.items() if one.reltype.rsplit("/", 1)[-1] in _JUNK]:
            del relations[id]
    for part in file.part.package.iter_parts():
        if part.partname.endswith("fontTable.xml"):
            part._blob = _font_table()
        elif part.partname.endswith("theme1.xml"):
            part._blob = _themed(part.blob)


def _themed(theme: bytes) -> bytes:
    return theme.replace(b'typeface="Calibri"', f'typeface="{SERIF}"'.encode()).replace(
        b'typeface="Cambria"', f'typeface="{SANS}"'.encode()
    )


def _properties(file: Any, document: Document) -> None:
    properties = file.core_properties
    day = datetime.fromtimestamp(stamp(document.day), UTC).replace(tzinfo=None)
    properties.title, properties.author, properties.language = (
        document.title[:255],
        document.author[:255],
        tag(document.language),
    )
    properties.last_modified_by, properties.comments, properties.keywords = document.author[:255], "", ""
    properties.created = properties.modified = day
    properties.revision = 1


def _packed(file: Any) -> bytes:
    """The file with the same bytes whenever it is made."""
    saved, packed = io.BytesIO(), io.BytesIO()
    file.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()
