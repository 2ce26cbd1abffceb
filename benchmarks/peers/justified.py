"""s(CASP) on SWI-Prolog: one query for all clauses of a file, with the justification tree.

It needs `swipl` with the pack `scasp`. Facts that are new make s(CASP) compile the program again for every query; so it is
also timed with rules and facts compiled beforehand. One process answers all files; a file is asked for by a line.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from .. import rails
from ..rules import Answers, File, Rules
from . import Absent, Engine
from .clasp import program

DRIVER = """
serve :- read_term(Asked, []), ( Asked == end_of_file -> true ; \\+ \\+ answer(Asked), serve ).
tell(Values, Tree) :- nonvar(Tree), atomic_list_concat(Values, ' ', Line), format("~w~n", [Line]), flush_output.
:- initialization(serve, main).
"""
NEW = """
answer(Facts) :-
    forall(input(Name), retractall(Name)), forall(member(Name, Facts), assertz(Name)),
    asked(Values, Query), scasp(Query, [tree(Tree)]), tell(Values, Tree).
"""
COMPILED = """
answer(Number) :- asked(Number, Values, Query), call(Query), scasp_justification(Tree, []), tell(Values, Tree).
"""
VERSIONS = """
absolute_file_name(library(scasp), File, [file_type(prolog), access(read)]), file_directory_name(File, Inner),
file_directory_name(Inner, Pack), atom_concat(Pack, '/pack.pl', Path), read_file_to_terms(Path, Terms, []),
memberchk(version(Version), Terms), current_prolog_flag(version_data, swi(A, B, C, _)), use_module(library(scasp)),
format("SWI-Prolog ~w.~w.~w, scasp ~w", [A, B, C, Version]), halt
"""


def versions() -> str | None:
    """SWI-Prolog and its pack; None where one of them is missing."""
    swipl = shutil.which("swipl")
    if swipl is None:
        return None
    words = [swipl, "-g", " ".join(VERSIONS.split()), "-t", "halt(1)"]
    done = subprocess.run(words, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


class Text(NamedTuple):
    """The rules in Prolog, and the query for all clauses with its variables."""

    rules: list[str]
    values: str
    query: str


def load(rules: Rules, *, compiled: bool) -> Engine:
    """The rules as a program of s(CASP); `compiled`: with the facts of each file compiled in."""
    swipl = shutil.which("swipl")
    if swipl is None:
        raise Absent("no `swipl`, the program of SWI-Prolog")
    if versions() is None:
        raise Absent("SWI-Prolog has no pack `scasp`")
    text = _text(rules)

    def prepare(files: list[File]) -> tuple[_Served, list[str]]:
        facts = [sorted(rails.known(file)) for file in files]
        lines = _compiled(text, facts) if compiled else _new(text, rails.inputs(rules))
        asked = [f"{number}." if compiled else f"[{','.join(one)}]." for number, one in enumerate(facts)]
        return _Served([swipl], "\n".join([":- use_module(library(scasp)).", *lines])), asked

    def run(given: tuple[_Served, list[str]]) -> list[str]:
        served, asked = given
        return [served.ask(line) for line in asked]

    def read(lines: list[str]) -> Answers:
        return [[{"t": True, "f": False, "u": None}[word] for word in line.split()] for line in lines]

    return Engine(prepare, run, read)


class _Served:
    """A process that answers each line with a line; it ends when this is no longer held."""

    def __init__(self, command: list[str], text: str) -> None:
        self._place = tempfile.TemporaryDirectory()
        path = Path(self._place.name) / "rules.pl"
        path.write_text(text, encoding="utf-8")
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen([*command, str(path)], stdin=pipe, stdout=pipe, stderr=nowhere, text=True)

    def ask(self, line: str) -> str:
        asked, told = self._process.stdin, self._process.stdout
        assert asked and told
        asked.write(line + "\n")
        asked.flush()
        return told.readline()

    def __del__(self) -> None:
        self._process.kill()
        self._process.communicate()


def _text(rules: Rules) -> Text:
    sides = rails.sides(rules)
    values = [f"V{number}" for number in range(len(sides))]
    lines = program(rails.rails(rules))
    for number, (true, false) in enumerate(sides):
        lines += [f"v{number}(t) :- {true}.", f"v{number}(f) :- {false}.", f"v{number}(u) :- not {true}, not {false}."]
    return Text(lines, ", ".join(values), ", ".join(f"v{number}({value})" for number, value in enumerate(values)))


def _new(text: Text, names: list[str]) -> list[str]:
    lines = [f":- dynamic {', '.join(f'{name}/0' for name in names)}.", *text.rules]
    return [*lines, f"asked([{text.values}], ({text.query})).", *(f"input({name})." for name in names), NEW, DRIVER]


def _compiled(text: Text, facts: list[list[str]]) -> list[str]:
    lines = []
    for number, one in enumerate(facts):
        lines += [
            f":- begin_scasp(file{number}, [all{number}/{text.values.count('V')}]).",
            *(f"{name}." for name in one),
        ]
        lines += [*text.rules, f"all{number}({text.values}) :- {text.query}.", ":- end_scasp."]
        lines += [f"asked({number}, [{text.values}], all{number}({text.values}))."]
    return [*lines, COMPILED, DRIVER]
