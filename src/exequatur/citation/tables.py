"""From rows of the tables to a register; the rows are those of the CSV files in corpus/data/cn/tables."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from .casetypes import CaseType, OldWord, TypeTable
from .courts import Court, CourtTable
from .divisions import Division
from .oldstyle import Abbreviation
from .pinyin import Spelling
from .register import Register

Rows = Iterable[Mapping[str, str]]


def build_register(
    *, courts: Rows, case_types: Rows, pinyin: Rows, city_abbreviations: Rows, old_type_words: Rows, places: Rows = ()
) -> Register:
    """A register from rows; the arguments are named as the files are."""
    types = (
        CaseType(
            row["code"], row["zh"], row["en"], row["category"], (row["number"],) if row["number"] else (),
            row["relevant"] == "yes", row["basis"],
        )
        for row in case_types
    )  # fmt: skip
    words = (OldWord(row["word"], row["opens"] == "yes", row["after"], row["zh"], row["en"]) for row in old_type_words)
    return Register(
        CourtTable((Court(**row) for row in courts), (Abbreviation(**row) for row in city_abbreviations)),
        TypeTable(types, words),
        Spelling((row["character"], row["syllable"]) for row in pinyin),
        tuple(Division(row["gb_code"], row["zh"], row["en"], row["court"], bare=row["zh"][:-1]) for row in places),
    )


def read_register(directory: Path) -> Register:
    """The register read from the CSV files of `directory`, which are named as the arguments of `build_register`."""

    def rows(name: str) -> list[dict[str, str]]:
        with (directory / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return build_register(
        courts=rows("courts"),
        case_types=rows("case_types"),
        pinyin=rows("pinyin"),
        city_abbreviations=rows("city_abbreviations"),
        old_type_words=rows("old_type_words"),
        places=rows("places"),
    )


@cache
def shipped_register() -> Register:
    """The register of the tables shipped in this package, read from their source files: for tests and examples."""
    return read_register(Path(__file__).parent.parent / "corpus/data/cn/tables")
