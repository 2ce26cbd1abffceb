"""A portfolio as a workbook: summary, claims, what to ask, deadlines, rejects. Texts are never read as formulas or links."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ...corpus.aside import aside, unwritable
from ...corpus.errors import DataError
from ...law.book import Book
from .answers import read_answers, reading
from .words import COLUMNS, OUTCOME_COLOURS, TITLES, in_all, sums_in_words, window_words, worded

MOST_ROWS = 1_048_575
_SUMS = ("claimable", "claimable_most", "outstanding", "outstanding_most", "fee", "fee_most")
_EXACT = 10**15
_NARROW, _LINE = 14, 16


def write_workbook(book: Book, told: Mapping[str, Any], path: Path, rejects: pl.DataFrame | None = None) -> None:
    """Write what is told of a portfolio, and its claims. Raises DataError; then nothing is left at `path`."""
    try:
        import xlsxwriter
    except ImportError:
        raise DataError("workbooks need XlsxWriter; install it with: pip install 'exequatur[screening]'") from None
    if told["rows"] > MOST_ROWS:
        raise DataError(f"{told['rows']:,} claims; a sheet holds {MOST_ROWS:,}: name a .csv or .parquet file", path)
    options = {
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with aside(path) as place:
        try:
            packed = io.BytesIO()
            made = xlsxwriter.Workbook(packed, options)
            sheets = _Sheets(book, made, told)
            sheets.summary()
            with reading(Path(told["answers"])):
                sheets.claims(read_answers(Path(told["answers"])).collect())
            if told["questions"] is not None:
                sheets.questions()
            sheets.deadlines()
            if rejects is not None and rejects.height:
                sheets.rejects(rejects)
            sheets.about()
            made.close()
            place.write_bytes(packed.getbuffer())
        except xlsxwriter.exceptions.XlsxWriterException as error:
            raise unwritable(path, error) from None


class _Sheets:
    def __init__(self, book: Book, made: Any, told: Mapping[str, Any]) -> None:
        self._book, self._made, self._told = book, made, told
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self._formats = {
            "text": made.add_format(base | {"text_wrap": True}),
            "plain": made.add_format(base),
            "title": made.add_format(base | {"font_size": 18, "bold": True}),
            "head": made.add_format(
                base | {"bold": True, "bottom": 2, "text_wrap": True, "bg_color": "#F2EFE7", "valign": "bottom"}
            ),
            "section": made.add_format(base | {"bold": True, "font_size": 13, "top": 1}),
            "money": made.add_format(base | {"text_wrap": True, "align": "right"}),
            "count": made.add_format(base | {"num_format": "#,##0"}),
            "sum": made.add_format(base | {"num_format": "#,##0.00"}),
            "date": made.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left"}),
            "quiet": made.add_format(base | {"font_color": "#55504A", "text_wrap": True}),
        } | {
            f"outcome {name}": made.add_format(base | {"font_color": colour, "bold": True})
            for name, colour in OUTCOME_COLOURS.items()
        }

    def summary(self) -> None:
        """Counts and money by outcome, with a picture, then by everything else."""
        sheet, told = self._sheet("Summary", (30, 12, 12, 32, 26, 16)), self._told
        sheet.write(0, 0, "Portfolio", self._formats["title"])
        sheet.set_row(0, 2 * _LINE)
        lines = [
            f"{told['rows']:,} claims as of {told['day']}, {told['settled']:,} of them settled whatever the unknown facts are",
            f"Law as of release {told['law']}",
        ]
        for row, line in enumerate(lines, 1):
            sheet.write(row, 0, line, self._formats["plain"])
        row = 4
        for by, entries in told["by"].items():
            first = row + 2
            row = self._totals(sheet, row, by, entries)
            if by == "as_it_stands":
                self._chart(sheet, "Summary", first, row - 2, "As it stands, claims", "H2")
        sheet.freeze_panes(4, 0)

    def _totals(self, sheet: Any, row: int, by: str, entries: Sequence[Mapping[str, Any]]) -> int:
        sheet.write(row, 0, TITLES[by], self._formats["section"])
        self._head(sheet, row + 1, ("", "Claims", "Settled", "Left to claim, at least", "at most", "No sum known"))
        row += 2
        for entry in entries:
            self._tall(sheet, row, entry)
            name = worded(by, entry)
            kind = f"outcome {entry['value']}" if by == "as_it_stands" else "plain"
            sheet.write_string(row, 0, name, self._formats[kind])
            sheet.write_number(row, 1, entry["rows"], self._formats["count"])
            sheet.write_number(row, 2, entry["settled"], self._formats["count"])
            sheet.write_string(row, 3, self._least(entry), self._formats["money"])
            sheet.write_string(row, 4, sums_in_words(entry["sums"], "most"), self._formats["money"])
            sheet.write_number(row, 5, entry["without_sum"], self._formats["count"])
            row += 1
        return row + 1

    def _chart(self, sheet: Any, name: str, first: int, last: int, title: str, at: str) -> None:
        chart = self._made.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "fill": {"color": "#3F6A97"},
                "data_labels": {"value": True},
                "gap": 60,
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "#,##0", "label_position": "none"})
        chart.set_size({"width": 520, "height": 260})
        sheet.insert_chart(at, chart, {"description": f"{title}: the numbers stand in the table beside it"})

    def claims(self, frame: pl.DataFrame) -> None:
        """Every claim, sums in major units."""
        names = [name for name in frame.columns if name not in ("day", "release")]
        sheet = self._sheet("Claims", [_NARROW if name not in ("id", "debtor", "settled_by") else 22 for name in names])
        self._head(sheet, 0, [COLUMNS[name][0] for name in names])
        digits = [
            self._book.currencies.get(code or "", 2)
            for code in (frame["currency"] if "currency" in names else [None] * frame.height)
        ]
        court = self._book.currencies[self._told["currency"]]
        for column, name in enumerate(names):
            values = frame[name]
            for row, value in enumerate(values, 1):
                if value is not None:
                    scale = court if name.startswith("fee") else digits[row - 1]
                    self._cell(sheet, row, column, name, value, scale)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(frame.height, 1), len(names) - 1)

    def _cell(self, sheet: Any, row: int, column: int, name: str, value: Any, digits: int) -> None:
        if name in _SUMS:
            if value < _EXACT:
                sheet.write_number(row, column, value / 10**digits, self._formats["sum"])
            else:  # a spreadsheet keeps 15 digits
                sheet.write_string(row, column, f"{value // 10**digits}.{value % 10**digits:0{digits}d}")
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._formats["date"])
        elif isinstance(value, bool):
            sheet.write_string(row, column, "yes" if value else "no", self._formats["plain"])
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._formats["count"])
        else:
            kind = f"outcome {value}" if name == "as_it_stands" else "plain"
            sheet.write_string(row, column, str(value), self._formats[kind])

    def questions(self) -> None:
        """What to ask, the most money first."""
        sheet = self._sheet("Missing facts", (60, 14, 14, 32, 26, 26, 40))
        head = (
            "An answer can settle the outcome",
            "Claims",
            "First to ask",
            "Left to claim, at least",
            "at most",
            "Fact",
        )
        self._head(sheet, 0, (*head, "Where to look"))
        for row, one in enumerate(self._told["questions"], 1):
            self._tall(sheet, row, one, 2)
            sheet.write_string(row, 0, one["question"] or one["fact"], self._formats["text"])
            sheet.write_number(row, 1, one["rows"], self._formats["count"])
            sheet.write_number(row, 2, one["first"], self._formats["count"])
            sheet.write_string(row, 3, self._least(one), self._formats["money"])
            sheet.write_string(row, 4, sums_in_words(one["sums"], "most"), self._formats["money"])
            for column, text in ((5, one["fact"]), (6, one["where"] or "")):
                sheet.write_string(row, column, text, self._formats["text"])
        sheet.freeze_panes(1, 0)

    def deadlines(self) -> None:
        """The ladder, and the claims that fall due."""
        sheet, told = self._sheet("Deadlines", (32, 14, 26, 16, 20, 32)), self._told
        self._head(sheet, 0, ("Last safe day for the application", "Claims", "Left to claim, at least"))
        for row, one in enumerate(told["deadlines"], 1):
            self._tall(sheet, row, one)
            sheet.write_string(row, 0, window_words(one["value"]), self._formats["plain"])
            sheet.write_number(row, 1, one["rows"], self._formats["count"])
            sheet.write_string(row, 2, self._least(one), self._formats["money"])
        self._chart(sheet, "Deadlines", 1, len(told["deadlines"]), "Last safe day, claims", "H2")
        row = len(told["deadlines"]) + 3
        sheet.write(row, 0, "Due within 90 days", self._formats["section"])
        self._head(sheet, row + 1, ("Claim", "Safe day", "Days left", "State of origin", "As it stands", "Debtor"))
        for one in told["due"]:
            row += 1
            sheet.write_string(row + 1, 0, one.get("id") or "", self._formats["plain"])
            sheet.write_datetime(row + 1, 1, date.fromisoformat(one["safe_day"]), self._formats["date"])
            sheet.write_number(row + 1, 2, one["days_left"], self._formats["count"])
            stands = one["as_it_stands"]
            sheet.write_string(row + 1, 3, one.get("origin") or "", self._formats["plain"])
            sheet.write_string(row + 1, 4, (stands or "open").replace("_", " "), self._formats[f"outcome {stands}"])
            sheet.write_string(row + 1, 5, one.get("debtor") or "", self._formats["plain"])

    def rejects(self, frame: pl.DataFrame) -> None:
        """The rows that could not be read."""
        sheet = self._sheet("Rejects", (8, 18, 22, 26, 60, 60))
        self._head(sheet, 0, ("Row", "Claim", "Column", "Value", "What is wrong", "What to do"))
        for row, cells in enumerate(
            frame.head(MOST_ROWS).select("row", "id", "column", "value", "reason", "remedy").iter_rows(), 1
        ):
            for column, value in enumerate(cells):
                if isinstance(value, int):
                    sheet.write_number(row, column, value, self._formats["count"])
                elif value is not None:
                    sheet.write_string(row, column, str(value), self._formats["text"])
        sheet.freeze_panes(1, 0)

    def about(self) -> None:
        """What the columns mean."""
        sheet = self._sheet("About", (26, 100))
        self._head(sheet, 0, ("Column of the claims", "Meaning"))
        for row, (title, meaning) in enumerate(COLUMNS.values(), 1):
            sheet.write_string(row, 0, title, self._formats["plain"])
            sheet.write_string(row, 1, meaning, self._formats["text"])
        row = len(COLUMNS) + 2
        for line in ("A blank cell is open or not known, never no.", "Information, not legal advice."):
            sheet.write_string(row, 0, line, self._formats["plain"])
            row += 1

    def _sheet(self, name: str, widths: Iterable[int]) -> Any:
        sheet = self._made.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _least(self, entry: Mapping[str, Any]) -> str:
        """The least sums by currency, and what they are worth together."""
        return "\n".join(filter(None, (sums_in_words(entry["sums"]), in_all(entry, self._told["currency"]))))

    def _tall(self, sheet: Any, row: int, entry: Mapping[str, Any], lines: int = 1) -> None:
        """Room for a line for each currency, and for `lines` at least."""
        sheet.set_row(row, _LINE * max(lines, self._least(entry).count("\n") + 1))

    def _head(self, sheet: Any, row: int, titles: Iterable[str]) -> None:
        sheet.set_row(row, 2 * _LINE)
        for column, title in enumerate(titles):
            sheet.write_string(row, column, title, self._formats["head"])
