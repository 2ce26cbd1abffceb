"""The styles of a Word document. Everything that is seen comes from one of them: a lawyer changes the style, not the text."""

from __future__ import annotations

from html import escape

from ...language.tree import Document
from .. import marks
from ..scripts import HANZI, is_east
from .properties import NAMESPACE, borders, coloured, numbered, size, spacing, style, table_style

_COMPLEX = {
    "he": "Noto Serif Hebrew",
    "yi": "Noto Serif Hebrew",
    "hi": "Noto Serif Devanagari",
    "bn": "Noto Serif Bengali",
}
_COMPLEX |= {"th": "Noto Serif Thai"}
_ARABIC_FONT = "Noto Naskh Arabic"
_ARABIC = ("ar", "fa", "ur", "ps", "ug")
SERIF, SANS, DISPLAY = "Noto Serif", "Noto Sans", "Noto Serif Display"
CJK, CJK_SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
FALLBACKS = {
    SERIF: ("Cambria", "00", "roman"),
    SANS: ("Calibri", "00", "swiss"),
    DISPLAY: ("Cambria", "00", "roman"),
    CJK: ("SimSun", "86", "roman"),
    CJK_SANS: ("Microsoft YaHei", "86", "swiss"),
    "Noto Naskh Arabic": ("Times New Roman", "B2", "roman"),
    "Noto Serif Hebrew": ("Times New Roman", "B1", "roman"),
}
"""What Word takes where a font is not on the machine, with its set of characters and its kind."""
_TAGS = {
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "zh": "zh-CN",
    "en": "en-US",
    "he": "he-IL",
    "ar": "ar-SA",
    "ja": "ja-JP",
}


def tag(language: str) -> str:
    """A language as Word writes it."""
    return escape(_TAGS.get(language, language))


class Styles:
    """The styles of one document; those of runs as they are asked for."""

    def __init__(self, document: Document, width: int) -> None:
        self._document, self._width = document, width
        language = document.language
        self._east, self._right = is_east(language), document.direction == "rtl"
        self._complex = _ARABIC_FONT if language[:2] in _ARABIC else _COMPLEX.get(language[:2], _ARABIC_FONT)
        letter = document.look == "letter"
        self.body = (24 if self._east else 22) if letter else 19
        self.small = 18 if letter else 16
        self._runs: dict[str, str] = {}
        self._mirrors: dict[str, str] = {}

    # ---- Runs.

    def run(
        self, kind: str, id: str | None, language: str | None, *, lead_in: bool = False, turned: bool = False
    ) -> str | None:
        """The style of a run of a kind (`outcome` with its id), in another language than that of its place, or from right to
        left where all else is not (`turned`): the name of the style, None for none.
        """
        name = {
            "text": "",
            "value": "",
            "strong": "Lead in" if lead_in and not (self._east or self._right) else "Strong",
            "outcome": f"Outcome {marks.outcome(id).replace('_', ' ')}",
        }.get(kind, kind.capitalize())
        other = "" if language is None else " hanzi" if language == HANZI else f" {language}"
        other += " turned" if turned else ""
        full = (name or "Text") + other
        if not name and not other:
            return None
        self._runs.setdefault(full, self._run_style(full, name, id, language, turned))
        return full

    def _run_style(self, full: str, name: str, id: str | None, language: str | None, turned: bool) -> str:
        fonts = spoken = right = ""
        if language is not None:
            east = is_east(language)
            own = CJK if east else SERIF
            sans = name in ("Blank", "Confidence", "Excluded") or name.startswith("Outcome")
            own = (CJK_SANS if east else SANS) if sans else own
            hint = ' w:hint="eastAsia"' if east else ""
            fonts = f'<w:rFonts{hint} w:ascii="{own}" w:hAnsi="{own}" w:eastAsia="{CJK_SANS if sans else CJK}"/>'
            attribute = f'w:eastAsia="{tag(language)}"' if east else f'w:val="{tag(language)}"'
            spoken = f"<w:lang {attribute}/>"
        elif name in ("Blank", "Confidence", "Excluded") or name.startswith("Outcome"):
            fonts = self._fonts(SANS)
        if self._right and not name.startswith(("Outcome", "Strong", "Blank", "Confidence", "Excluded")):
            right = '<w:rtl w:val="0"/>'
        elif turned:
            right = "<w:rtl/>"
        before, after = _RUNS.get(name, ("", ""))
        if name.startswith("Outcome"):
            before = f'<w:b/><w:bCs/><w:color w:val="{marks.COLOURS[marks.outcome(id)]}"/>'
        return style("character", full, "", f"{fonts}{before}{after}{right}{spoken}")

    def plain(self, name: str, run: str) -> str:
        """A further style of runs, with its properties."""
        self._runs.setdefault(name, style("character", name, "", run))
        return name

    def mirror(self, language: str, kind: str = "") -> str:
        """The style of a paragraph in the second language: the name."""
        name = f"Mirror {kind + ' ' if kind else ''}{language}"
        if name not in self._mirrors:
            east = is_east(language)
            own = CJK if east else SANS
            fonts = f'<w:rFonts w:ascii="{own}" w:hAnsi="{own}" w:eastAsia="{CJK}" w:cs="{self._complex}"/>'
            way = '<w:bidi w:val="0"/>' if self._right else ""
            centre = '<w:jc w:val="center"/>' if kind == "title" else '<w:jc w:val="left"/>'
            keep = "<w:keepNext/>" if kind else ""
            after = 300 if kind == "title" else 120
            paragraph = f'{keep}{way}{spacing(0, after, 0)}<w:ind w:firstLine="0"/>{centre}'
            left = '<w:rtl w:val="0"/>' if self._right else ""
            attribute = f'w:eastAsia="{tag(language)}"' if east else f'w:val="{tag(language)}"'
            run = f"{fonts}{coloured(marks.QUIET)}{size(self.small)}{left}<w:lang {attribute}/>"
            self._mirrors[name] = style("paragraph", name, paragraph, run)
        return name

    # ---- The whole.

    def xml(self) -> str:
        """The part `styles.xml`, with the styles of runs that were asked for."""
        language, east, right = self._document.language, self._east, self._right
        spoken = (
            f'<w:lang w:val="{"en-US" if east or right else tag(language)}" '
            f'w:eastAsia="{tag(language) if east else "zh-CN"}" w:bidi="{tag(language) if right else "ar-SA"}"/>'
        )
        defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{spoken}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        base = (
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
            '<w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal">'
            '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
            '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
        )
        parts = (defaults, base, self._normal(), *self._paragraphs(), *self._tables())
        own = (*self._mirrors.values(), *self._runs.values())
        return f'<w:styles xmlns:w="{NAMESPACE}">{"".join((*parts, *own))}</w:styles>'

    def _fonts(self, latin: str) -> str:
        sans = latin == SANS
        east = CJK_SANS if sans else CJK
        lead = east if self._east else latin
        complex_ = {"Noto Naskh Arabic": "Noto Sans Arabic", "Noto Serif Hebrew": "Noto Sans Hebrew"}.get(self._complex)
        other = complex_ if sans and complex_ else self._complex
        return f'<w:rFonts w:ascii="{lead}" w:hAnsi="{lead}" w:eastAsia="{east}" w:cs="{other}"/>'

    def _normal(self) -> str:
        way = "<w:bidi/>" if self._right else ""
        letter = self._document.look == "letter"
        line = (400 if self._east else 330) if letter else 280 if self._east else 260
        spaced = '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        paragraph = f"<w:widowControl/>{spaced}{way}{spacing(0, 120, line)}"
        run = f"{self._fonts(SERIF)}{coloured(marks.INK)}{size(self.body)}{'<w:rtl/>' if self._right else ''}"
        made = style("paragraph", "Normal", paragraph, run, based="")
        return made.replace('w:styleId="Normal"', 'w:default="1" w:styleId="Normal"')

    def _paragraphs(self) -> list[str]:
        letter, display = self._document.look == "letter", self._fonts(DISPLAY)
        bold = "<w:b/><w:bCs/>"
        sans, quiet = self._fonts(SANS), coloured(marks.QUIET)
        little, tiny = sans + quiet + size(self.small), sans + quiet + size(self.small - 1)
        centre = '<w:jc w:val="center"/>' if letter else ""
        weight = bold if self._east else ""
        indent = '<w:ind w:firstLine="480" w:firstLineChars="200"/>' if letter and self._east else ""
        rule = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{marks.INK}"/></w:pBdr>'
        double = f'<w:pBdr><w:bottom w:val="double" w:sz="6" w:space="3" w:color="{marks.INK}"/></w:pBdr>'
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{self._width}"/></w:tabs>'
        first, second = ((numbered(level) if self._document.numbered else "") for level in (0, 1))
        headings = [
            (
                "heading 1",
                f'<w:keepNext/><w:keepLines/>{spacing(0, 240 if letter else 160, 0)}{centre}<w:outlineLvl w:val="0"/>',
                display + weight + size(34 if letter else 38),
            ),
            (
                "heading 2",
                f'<w:keepNext/><w:keepLines/>{first}{"" if letter else rule}{spacing(220, 120, 0)}<w:outlineLvl w:val="1"/>',
                (self._fonts(SERIF) + bold + size(self.body + 2)) if letter else (display + weight + size(25)),
            ),
            (
                "heading 3",
                f'<w:keepNext/><w:keepLines/>{second}{spacing(200, 100, 0)}<w:outlineLvl w:val="2"/>',
                bold + size(self.body if letter else 21),
            ),
        ]
        lead = self.body + 3 if letter else 21
        others = [
            ("Body Text", indent, ""),
            ("Body led", f"<w:keepNext/>{spacing(60, 30, None)}{indent}", ""),
            ("Body signed", f"<w:keepNext/>{indent}", ""),
            ("Plain", "", ""),
            ("Lead", spacing(0, 140, 0), size(lead)),
            ("Answer", f"<w:keepNext/>{spacing(0, 120, 0)}", display + size(30)),
            ("Small", spacing(0, 100, 250 if not letter else 290), little),
            ("Label", f"<w:keepNext/>{spacing(80, 50, 0)}", little),
            ("Right", '<w:keepNext/><w:jc w:val="right"/>', ""),
            ("Centred", '<w:jc w:val="center"/>', ""),
            ("List Paragraph", spacing(0, 80, None), ""),
            ("Source", spacing(0, 0, 0), tiny),
            ("caption", f"<w:keepNext/>{spacing(120, 60, 0)}", sans + size(self.small)),
            ("Cell", spacing(50, 50, 0), size(self.body - (2 if letter else 0))),
            ("Cell figure", f'{spacing(50, 50, 0)}<w:jc w:val="right"/>', sans + size(self.body - 1)),
            ("Cell small", spacing(50, 50, 0), little),
            ("Cell small figure", f'{spacing(50, 50, 0)}<w:jc w:val="right"/>', little),
            ("Cell head", f"<w:keepNext/>{spacing(40, 40, 0)}", little),
            ("Cell head figure", f'<w:keepNext/>{spacing(40, 40, 0)}<w:jc w:val="right"/>', little),
            ("Field label", spacing(0, 40, 0), little),
            ("Field value", spacing(0, 40, 0), sans + size(self.small)),
            ("Masthead", f"{double}{tab}{spacing(0, 280, 0)}", little),
            ("header", tab, sans + quiet + size(15)),
            ("footer", tab, sans + quiet + size(15)),
            ("Picture", spacing(60, 60, 0), ""),
            ("Gap", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', size(4)),
            ("Page end", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', size(2)),
        ]
        return [style("paragraph", name, paragraph, run) for name, paragraph, run in (*headings, *others)]

    def _gap(self, size: int) -> int:
        """The room at the end of a cell. From right to left, where readers differ on which side is meant, half at each."""
        return size // 2 if self._right else size

    def _start(self, size: int) -> int:
        return size if self._right else 0

    def _tables(self) -> list[str]:
        dashed = dict.fromkeys(("top", "left", "bottom", "right"), ("dashSmallGap", 4, marks.QUIET))
        seal = dict.fromkeys(("top", "left", "bottom", "right"), ("single", 8, marks.SEAL))
        thin, ink = ("single", 3, marks.RULE), ("single", 4, marks.INK)
        lines = borders("tcBorders", {"top": ink, "bottom": ink})
        head = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{lines}</w:tcPr></w:tblStylePr>'
        hatched = f'<w:shd w:val="thinDiagStripe" w:color="{marks.QUIET}" w:fill="auto"/>'
        first = f'<w:tblStylePr w:type="firstCol"><w:tcPr>{hatched}</w:tcPr></w:tblStylePr>'
        made = [
            table_style("Fields", {}, 0, self._gap(120), before=self._start(60)),
            table_style("Beside", {"insideV": thin}, 0, 120, indent=0 if self._right else 120),
            table_style("Columns", {}, 0, self._gap(240), before=self._start(120)),
            table_style(
                "Rules", {"bottom": thin, "insideH": thin}, 0, self._gap(160), before=self._start(80), more=head
            ),
            table_style("Notice unknown", dashed, 80, 120, below=10, more=first),
            table_style("Notice law", dashed, 80, 120, below=10),
            table_style("Notice warning", seal, 80, 120, below=10),
        ]
        for id in marks.OUTCOMES:
            answer = {"top": ("single", 20, marks.COLOURS[id]), "bottom": thin}
            made.append(table_style(f"Answer {id.replace('_', ' ')}", answer, 140, 0, below=40))
        return made


_RUNS = {
    "Strong": ("<w:b/><w:bCs/>", ""),
    "Lead in": ("<w:i/><w:iCs/>", ""),
    "Excluded": (f'<w:b/><w:bCs/><w:strike/><w:color w:val="{marks.QUIET}"/>', ""),
    "Confidence": (f'<w:color w:val="{marks.QUIET}"/><w:sz w:val="15"/><w:szCs w:val="15"/>', ""),
    "Blank": (
        f'<w:color w:val="{marks.QUIET}"/>',
        f'<w:bdr w:val="dashSmallGap" w:sz="4" w:space="0" w:color="{marks.QUIET}"/>'
        f'<w:shd w:val="thinDiagStripe" w:color="E6E1D3" w:fill="auto"/>',
    ),
}
"""What the style of a kind of run adds, in the order of the schema around nothing else than its fonts and direction."""
