"""The filing bundle, drafted into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from ..assessment.assess import Assessment, assess
from ..assessment.claim import Claim
from ..drafting.bundle import CHINESE, bundle, documents
from ..drafting.bundle.index import Made
from ..drafting.folder import Folder
from ..language.catalogue import Catalogue
from ..language.spoken import of_region, spoken
from ..law.book import Book
from ..planning.procedure import procedure
from .common import Answer

Paper = Literal["a4", "letter"]
BUNDLE = "bundle"
REGIONAL = ("hong_kong", "macau", "taiwan")


def ids(book: Book) -> list[str]:
    """The ids of the papers of a bundle."""
    return documents(book)


def in_own_terms(claim: Claim, at: int, book: Book) -> Assessment:
    """The assessment of a claim, in the terms that the language has for titles of a region where it is one."""
    found = assess(claim, on=at, book=book)
    return assess(claim, on=at, book=of_region(book)) if found.regime in REGIONAL else found


def draft_bundle(
    folder: Folder,
    book: Book,
    at: int,
    claim: Callable[[Book], Claim],
    only: Sequence[str],
    suffixes: Sequence[str],
    paper: Paper,
) -> tuple[list[Answer], list[str]]:
    """Write the papers of a claim that `only` names (`bundle`: all of them): what was written, and what was not and why."""
    chinese = spoken(book, CHINESE)
    english = assess(claim(book), on=at, book=book)
    made = bundle(in_own_terms(claim(chinese), at, chinese), english)
    wanted = [one for one in made if BUNDLE in only or one.document in only]
    files = [
        {"document": one.document, "language": one.tree.language, "mirror": _mirror(one), **told}
        for one in wanted
        for told in _put(folder, one, english, suffixes, paper)
    ]
    return files, list(_notes(english, made, only))


def _mirror(one: Made) -> str:
    return "en" if one.tree.language == CHINESE else CHINESE


def _put(folder: Folder, one: Made, a: Assessment, suffixes: Sequence[str], paper: Paper) -> list[Answer]:
    say = Catalogue(a.desk.book)
    places = {"requested": say.text("place.requested"), "origin": say.text("place.origin")}
    left = [
        {"fact": blank.id, "text": say.text(blank.label, **places), "why": say.text(blank.why)} for blank in one.left
    ]
    told: list[dict[str, Any]] = folder.put(f"{one.number:02}-{one.document}", one.tree, suffixes, paper)
    return [{**file, "blank": left} for file in told]


def _notes(a: Assessment, made: Sequence[Made], only: Sequence[str]) -> list[str]:
    say = Catalogue(a.desk.book)
    found = procedure(a)
    if not made:
        name = say.text(f"practice.procedures.{found}.name") if found else say.text("bundle.no_procedure")
        return [say.text("bundle.none", value=name)]
    there = {one.document for one in made}
    return [say.text("bundle.not_in", value=name) for name in only if name != BUNDLE and name not in there]
