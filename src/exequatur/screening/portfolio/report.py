"""What is told of a portfolio as a page that stands alone, or as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...corpus.aside import aside
from ...corpus.errors import DataError
from ...law.book import Book
from .words import TITLES, grouped, in_all, window_words, worded
from .workbook import write_workbook

_HEADS = {"origin": "State of origin", "as_it_stands": "Outcome", "deciding": "Rule", "limit_status": "Time limit"}
_PICTURED = ("as_it_stands", "origin", "group")
_BAR, _MOST_BARS = 420, 12


def check_place(path: Path) -> None:
    """Raises DataError for a name that is no report, or a directory that is not there."""
    if path.suffix.lower() not in (".html", ".xlsx"):
        raise DataError("neither .html nor .xlsx; name the report as one of them", path)
    if not path.parent.is_dir():
        raise DataError("its directory does not exist; make it, or write elsewhere", path)


def write_report(book: Book, told: Mapping[str, Any], path: Path) -> None:
    """Write a report by the name of the file. Raises DataError; then nothing is left at `path`."""
    check_place(path)
    if path.suffix.lower() == ".xlsx":
        return write_workbook(book, told, path)
    with aside(path) as place:
        place.write_text(page(told), encoding="utf-8")
    return None


def page(told: Mapping[str, Any]) -> str:
    """The page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    here = Path(__file__).parent
    made = Environment(loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters |= {
        "count": lambda number: f"{number:,}",
        "grouped": grouped,
        "in_all": lambda one: in_all(one, told["currency"]),
        "words": lambda text: text.replace("_", " "),
    }
    css = Markup((here / "report.css").read_text(encoding="utf-8"))  # noqa: S704  # our own file
    sections = [
        {
            "id": by,
            "title": TITLES[by],
            "head": _HEADS.get(by, by.capitalize()),
            "entries": _labelled(entries, lambda one, by=by: worded(by, one)),
            "pictured": by in _PICTURED and len(entries) <= _MOST_BARS,
        }
        for by, entries in told["by"].items()
    ]
    ladder = _labelled(told["deadlines"], lambda one: window_words(one["value"]))
    debtors = [{"id": None, "debtor": None, **one} for one in told["due"]]
    return made.get_template("report.html").render(
        told={**told, "due": debtors}, css=css, sections=sections, ladder=ladder
    )


def _labelled(entries: list[dict[str, Any]], label: Any) -> list[dict[str, Any]]:
    """Entries with their words and the lengths of their bars."""
    most = max((one["rows"] for one in entries), default=0) or 1
    return [{**one, "label": label(one), "width": round(one["rows"] / most * _BAR)} for one in entries]
