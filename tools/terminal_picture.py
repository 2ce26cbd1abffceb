"""Draws answers as they look in a terminal: python tools/terminal_picture.py

Runs the real verbs and writes docs/pictures/*.svg. The SVG that rich exports is tidied: local faces only, wide characters
keep their width, no window buttons.
"""

from __future__ import annotations

import io
import re
import sys
from html import unescape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from exequatur import verbs
from exequatur.cli.show.answers import assessment
from exequatur.cli.show.planned import plan

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
#: By the name of the picture: verb, claim, day, what shows the answer, and the line that ends the picture.
DRAWN = {
    "los-angeles": ("assess", "examples/los-angeles.yaml", "2017-06-29", assessment, "Missing, in the order"),
    "plan": ("plan", "examples/credit-seller.yaml", "2026-11-24", plan, "step "),
}
WIDTH = 100
CHARACTER = 12.2

THEME = TerminalTheme(
    (252, 251, 247),
    (29, 27, 23),
    [
        (29, 27, 23),
        (152, 42, 44),
        (28, 100, 64),
        (125, 71, 6),
        (31, 74, 122),
        (155, 44, 31),
        (13, 96, 105),
        (85, 80, 74),
    ],
    [
        (101, 95, 87),
        (152, 42, 44),
        (28, 100, 64),
        (125, 71, 6),
        (31, 74, 122),
        (155, 44, 31),
        (13, 96, 105),
        (29, 27, 23),
    ],
)
FACES = "ui-monospace, 'Noto Sans Mono', 'Noto Sans Mono CJK SC', monospace"


def picture(name: str) -> str:
    """The SVG of an answer, up to the line that ends it."""
    verb, claim, on, show, until = DRAWN[name]
    screen = Console(
        width=WIDTH, record=True, file=io.StringIO(), force_terminal=True, legacy_windows=False, highlight=False
    )
    screen.print(
        Text.assemble(("$ ", "bright_black"), (f"exequatur {verb} {claim} --on {on}", "bold")), Text(), sep="\n"
    )
    for line in screen.render_lines(show(getattr(verbs, verb)(ROOT / claim, on)), pad=False):
        if "".join(part.text for part in line).startswith(until):
            break
        screen.print(Segments([*line, Segment.line()]), end="")
    screen.print(Text("…", style="bright_black"))
    return tidy(screen.export_svg(title="exequatur", theme=THEME, unique_id="exequatur"))


def tidy(svg: str) -> str:
    """`svg` without web fonts, comments and window buttons, and with the width that wide characters need."""
    start, end = svg.index("@font-face"), svg.rindex("@font-face")
    svg = svg[:start] + svg[svg.index("}", end) + 1 :]
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.S)
    svg = re.sub(r'<g transform="translate\(26,22\)">.*?</g>', "", svg, flags=re.S)
    svg = re.sub(r'textLength="[\d.]+"([^>]*>)([^<]*)', _length, svg)
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {FACES}")
    return svg.replace("font-family: arial", "font-family: system-ui, sans-serif")


def _length(match: re.Match[str]) -> str:
    return f'textLength="{cell_len(unescape(match[2])) * CHARACTER:g}"{match[1]}{match[2]}'


def words(svg: str) -> str:
    """What stands in a picture, without its drawing: what a test compares."""
    return " ".join(" ".join(unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)).split())


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in DRAWN:
        path = PICTURES / f"{name}.svg"
        path.write_text(picture(name), encoding="utf-8")
        sys.stdout.write(f"written: {path.relative_to(ROOT)}\n")
