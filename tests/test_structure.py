"""The house: imports flow one way, code holds no law, nothing dangerous is called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exequatur.law.book import Book

from .conftest import ROOT

SOURCE = ROOT / "src" / "exequatur"
FILES = sorted(path for path in SOURCE.rglob("*.py"))
ORDER = [
    {"logic", "citation"},
    {"corpus"},
    {"law"},
    {"assessment"},
    {"planning"},
    {"language", "check", "screening"},
    {"drafting"},
    {"verbs"},
    {"cli"},
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The rooms a file imports from, with the line."""
    package = path.relative_to(SOURCE.parent).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            target = (*base, *(node.module.split(".") if node.module else ()))
            names = [(*target, alias.name) for alias in node.names] if len(target) == 1 else [target]
            for name in names:
                if len(name) > 1:
                    yield name[1], node.lineno
        elif isinstance(node, ast.ImportFrom | ast.Import):
            modules = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for module in modules:
                if module and module.startswith("exequatur."):
                    yield module.split(".")[1], node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_from_rooms_to_its_left(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if room == "__init__":
        return
    for other, line in imports(path):
        assert other == room or RANK[other] < RANK[room], f"{path}:{line} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_eval_and_no_open_door(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert name not in {
                "eval",
                "exec",
                "yaml.load",
                "yaml.unsafe_load",
                "pickle.loads",
                "os.system",
                "__import__",
            }


def test_code_holds_no_article_number_and_no_day_of_law() -> None:
    article = re.compile(r"\b(?:art\.|article|Art\.|§)\s?\d{1,3}", re.IGNORECASE)
    for path in FILES:
        if "citation" in path.parts or "check" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _docstring(node, path):
                assert not article.search(node.value), f"{path}:{node.lineno}: {node.value[:60]}"


def _docstring(node: ast.Constant, path: Path) -> bool:
    if len(str(node.value)) > 20 and "\n" in str(node.value):
        return True
    return path.read_text().splitlines()[node.lineno - 1].strip().startswith('"""')


def test_no_rule_date_or_branch_knows_a_case(book: Book) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    for id in book.rulings:
        assert id not in text
    for rule in book.rules.values():
        assert not rule.node or not any(id in str(rule.node) for id in book.rulings)


def test_the_program_starts_without_yaml_being_parsed_or_extras_being_there() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from exequatur.law.load import book; book(); "
        "assert not {'babel', 'pydantic', 'polars', 'yaml'} & set(sys.modules), sys.modules.keys()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_files_are_short() -> None:
    for path in FILES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 450, path
