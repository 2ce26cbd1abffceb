"""The pages of the documentation as a reader uses them: files are saved, commands run, what they print is compared.

In a page,

- a block ```` ```yaml my-claim.yaml ```` is a file that the reader saves under that name;
- a block ```` ```console ```` holds commands (`$ …`) and below each what it prints; a line `…` stands for any lines left out;
- a block ```` ```python ```` is run; with `>>>` what it prints is compared.

`python tests/docs/pages.py [PAGE…]` runs the commands anew and writes what they print into the pages; blocks with a line `…` are
compared only.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DATA = Path("src/exequatur/corpus/data")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ELLIPSIS = "…"
_FENCE = re.compile(r"^```(?P<language>\w+)?(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.M | re.S)
_CHANGING = re.compile(r'(release"?: "?)[0-9a-f]{16}|(# answered )\d{4}-\d{2}-\d{2}')


PROGRAM = """\
from datetime import date
from functools import partial

from exequatur import verbs
from exequatur.cli.main import main

verbs.corpus_check = partial(verbs.corpus_check, today=date(2026, 11, 24))  # the day of the pages: later, data fall due
main()
"""


class Block(NamedTuple):
    """A fenced block: its language, the file name behind it, its text, its place in the page."""

    language: str
    name: str | None
    text: str
    line: int
    span: tuple[int, int]


class Command(NamedTuple):
    """A command of a console block and what the page says it prints."""

    words: str
    shown: list[str]
    line: int


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            found["language"] or "",
            found["name"],
            found["text"],
            text[: found.start()].count("\n") + 1,
            found.span("text"),
        )
        for found in _FENCE.finditer(text)
    ]


def commands(block: Block) -> list[Command]:
    """The commands of a console block."""
    found: list[Command] = []
    for number, line in enumerate(block.text.splitlines(), block.line + 1):
        if line.startswith("$ "):
            found.append(Command(line[2:], [], number))
        elif found:
            found[-1].shown.append(line)
    return found


class Desk:
    """A place to follow a page in: the examples, the command `exequatur`, and a copy of the tree if the page changes data."""

    def __init__(self, directory: Path, page: Path) -> None:
        self.directory = directory
        own = any(str(DATA) in block.text or str(DATA) in (block.name or "") for block in blocks(page))
        shutil.copytree(ROOT / "examples", directory / "examples")
        if own:
            shutil.copy(ROOT / "pyproject.toml", directory)
            shutil.copytree(ROOT / "src", directory / "src", ignore=shutil.ignore_patterns("__pycache__"))
            shutil.copytree(ROOT / "tools", directory / "tools", ignore=shutil.ignore_patterns("__pycache__"))
            (directory / "docs" / "reference").mkdir(parents=True)
        source = (directory if own else ROOT) / "src"
        program = directory / ".bin" / "exequatur"
        program.parent.mkdir()
        program.write_text(f"#!{sys.executable}\n{PROGRAM}", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        (program.parent / "python").symlink_to(sys.executable)
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(source),
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "100",
        }

    def save(self, block: Block) -> None:
        """Save a file block under its name."""
        assert block.name
        path = self.directory / block.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def run(self, words: str) -> list[str]:
        """What a command prints, both streams together, without blanks at the ends of lines."""
        done = subprocess.run(
            ["/bin/sh", "-c", words],
            cwd=self.directory,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
        )
        text = done.stdout.decode()
        assert "our fault" not in text, text
        return [plain(line) for line in text.splitlines()]


def plain(line: str) -> str:
    """A line without what differs from day to day and from release to release."""
    return _CHANGING.sub(lambda found: f"{found[1] or found[2]}{ELLIPSIS}", line.rstrip())


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines shown are those printed, with `…` for any lines."""
    pattern = "".join("(?:.*\n)*" if line.strip() == ELLIPSIS else re.escape(plain(line)) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in _trim(printed))) is not None


def _trim(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def follow(page: Path, desk: Desk) -> Iterator[tuple[Block, Command, list[str]]]:
    """Do what the page says, from top to bottom; yields each command with what it printed."""
    for block in blocks(page):
        if block.name:
            desk.save(block)
        elif block.language == "console":
            for command in commands(block):
                yield block, command, desk.run(command.words)


def refresh(page: Path) -> None:
    """Write what the commands of a page print into the page."""
    text = page.read_text(encoding="utf-8")
    renewed: dict[tuple[int, int], list[str]] = {}
    with tempfile.TemporaryDirectory() as directory:
        for block, command, printed in follow(page, Desk(Path(directory), page)):
            lines = renewed.setdefault(block.span, [])
            lines.append(f"$ {command.words}")
            if matches(command.shown, printed):
                lines += command.shown
            elif any(line.strip() == ELLIPSIS for line in command.shown):
                sys.stderr.write(
                    f"{page.relative_to(ROOT)}:{command.line}: look at this one\n"
                    + "".join(f"    {line}\n" for line in printed)
                )
                lines += command.shown
            else:
                lines += _trim(printed)
    for (start, end), lines in sorted(renewed.items(), reverse=True):
        text = text[:start] + "".join(line + "\n" for line in lines) + text[end:]
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or [str(page) for page in PAGES]:
        refresh(Path(name).resolve())
