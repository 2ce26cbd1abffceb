"""Numbers of headings and of lists in a Word document."""

from __future__ import annotations

from .properties import NAMESPACE
from .styles import SANS

HEADINGS, ORDERED, BULLETS = 0, 1, 2
_STEP = 340
_DEEPEST = 8


class Numbering:
    """Each ordered list counts for itself: it is an instance of its own."""

    def __init__(self, chinese: bool, right: bool) -> None:
        self._chinese, self._right = chinese, right
        self._starts: list[int] = []

    def ordered(self, start: int) -> int:
        """The number of a new ordered list."""
        self._starts.append(start)
        return 2 + len(self._starts)

    @property
    def bullets(self) -> int:
        """The number of every list without numbers."""
        return 2

    def xml(self) -> str:
        """The part `numbering.xml`."""
        headings = (
            _level(0, "chineseCountingThousand", "%1、", 1, "nothing", style="Heading2")
            + _level(1, "chineseCountingThousand", "（%2）", 1, "nothing", style="Heading3")
            if self._chinese
            else _level(0, "decimal", "%1.", 1, "space", style="Heading2")
            + _level(1, "decimal", "%1.%2", 1, "space", style="Heading3")
        )
        ordered = "".join(
            _level(depth, "decimal", f"%{depth + 1}.", 1, "tab", bold=True, right=self._right) for depth in range(9)
        )
        bullets = "".join(_level(depth, "bullet", "–", 1, "tab", right=self._right) for depth in range(9))
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            for number, levels in ((HEADINGS, headings), (ORDERED, ordered), (BULLETS, bullets))
        )
        instances = [(1, HEADINGS, ""), (2, BULLETS, "")]
        for number, start in enumerate(self._starts, 3):
            begins = "".join(
                f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for depth in range(9)
            )
            instances.append((number, ORDERED, begins))
        numbers = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{begins}</w:num>'
            for number, of, begins in instances
        )
        return f'<w:numbering xmlns:w="{NAMESPACE}">{abstract}{numbers}</w:numbering>'


def _level(
    depth: int,
    form: str,
    text: str,
    start: int,
    after: str,
    *,
    style: str = "",
    bold: bool = False,
    right: bool = False,
) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    indent = _STEP * (depth + 1) + 200 * right
    both = (
        f' w:right="{indent}"' if right else ""
    )  # readers differ: left, or where lines begin; and where a number ends
    place = "" if style else f'<w:pPr><w:ind w:left="{indent}"{both} w:hanging="{_STEP}"/></w:pPr>'
    run = f'<w:rPr><w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/><w:b/><w:bCs/></w:rPr>' if bold else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{linked}<w:suff w:val="{after}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{place}{run}</w:lvl>'
    )
