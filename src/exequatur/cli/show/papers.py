"""Papers as a checklist to print: what is needed, from whom, with which formality; then how it is handed in."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .parts import QUIET, Told, plain

MARKS = {"at_hand": ("☑", "green"), "missing": ("☐", "red"), "unknown": ("☐", "yellow"), "not_needed": ("–", QUIET)}
LEGEND = (
    "☑ at hand   ☐ missing (red) or not stated (yellow)   * only in the case named below   ○ usual or of use, no must"
)
KINDS = (("way", "signed"), ("form", "says"), ("stage", "names the stages"), ("special", "names the powers"))


def papers(told: Told) -> RenderableType:
    """The answer of `papers`."""
    head = [Text(told["title"] or told["id"] or "Claim", style="bold")]
    name = f"Papers for the {told['procedure_name']}" if told["procedure_name"] else "Papers"
    head.append(Text(f"{name}, as of {plain(told['as_of'])}", style=QUIET))
    head += [Text(line, style="bold") for line in told["summary"]]
    parts: list[RenderableType] = [*head]
    needed = [paper for paper in told["papers"] if paper["state"] != "not_needed"]
    if needed:
        parts += [Text(), _checklist(needed), Text(LEGEND, style=QUIET)]
        parts += _block("Depends on", _conditions(needed))
        parts += _block("Formalities", _formalities(needed))
        parts += _block("Who issues what", _issuers(needed))
        parts += _block("Not needed here", _spared(told["papers"]))
        parts += _block("Handing in", _handing_in(told, needed))
        parts += _block("The power of attorney", _power(told["power"]))
        parts += _block("Common advice that is wrong on this day", [("", one["text"]) for one in told["stale_advice"]])
    return Group(*parts, Text(), *(Text(line, style=QUIET) for line in told["notice"]))


def _checklist(needed: list[Told]) -> Table:
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    table.add_column("paper", ratio=11)
    table.add_column("from", ratio=7)
    table.add_column("formality", ratio=5)
    table.add_column("fee", ratio=3)
    table.add_column("weeks", no_wrap=True)
    table.add_column("copies", no_wrap=True)
    for paper in needed:
        mark, colour = MARKS[paper["state"]]
        sign = {"if": "*", "unless": "*", "usual": "○", "optional": "○"}.get(paper["needed"], "")
        name = Text(paper["name"]).append(f" {sign}", style="cyan").append(f"\n{paper['form']}", style=QUIET)
        formality = paper["formality"]
        table.add_row(
            Text(mark, style=colour),
            name,
            Text(_by(paper["issuers"])),
            Text(formality["label"], style="yellow" if formality["kind"] == "unknown" else "default"),
            Text("\n".join(fee for fee in (_fee(paper["issuers"]), _fee(formality["issuers"])) if fee)),
            Text(_weeks(paper["weeks"])),
            Text(_copies(paper["copies"])),
        )
    return table


def _block(title: str, rows: Iterable[tuple[str, str]]) -> list[RenderableType]:
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, max_width=30)
    table.add_column()
    for name, text in rows:
        table.add_row(name, Text(text))
    return [Text(), Text(title, style="bold"), Padding(table, (0, 0, 0, 2))] if table.row_count else []


def _conditions(needed: list[Told]) -> Iterable[tuple[str, str]]:
    by_question: dict[str, list[str]] = {}
    for paper in needed:
        if paper["needed"] == "unless":
            yield paper["name"], paper["needed_means"]
        for fact in paper["decided_by"] if paper["needed"] == "if" else []:
            by_question.setdefault(fact["question"], []).append(paper["name"])
    for question, names in by_question.items():
        yield ", ".join(names), question


def _formalities(needed: list[Told]) -> Iterable[tuple[str, str]]:
    seen: dict[str, Told] = {}
    for paper in needed:
        formality = paper["formality"]
        if formality["place"] or formality["kind"] == "unknown":
            seen.setdefault(formality["text"], formality)
    for text, formality in seen.items():
        more = [f"May be spared: {spared}" for spared in formality["spared_by"]]
        more += [formality["place_means"]] if formality["place_means"] else []
        more += [fact["question"] for fact in formality["decided_by"]]
        if formality["borne"] is not None:
            more.append("The papers bear it." if formality["borne"] else "The papers do not bear it.")
        weeks = f" {_weeks(formality['weeks'])} weeks." if formality["weeks"] else ""
        yield formality["label"], " ".join([text + weeks, *more, _cited(formality)]).strip()


def _issuers(needed: list[Told]) -> Iterable[tuple[str, str]]:
    seen: dict[str, list[str]] = {}
    for paper in needed:
        for title, issuers in (
            (paper["name"], paper["issuers"]),
            (paper["formality"]["label"], paper["formality"]["issuers"]),
        ):
            for issuer in issuers:
                if issuer["fee"] or issuer["limit"] or issuer["gives"] or len(issuers) > 1:
                    seen.setdefault(_issuer(issuer), []).append(title)
    for text, titles in seen.items():
        names = list(dict.fromkeys(titles))
        yield ", ".join(names[:3]) + (" …" if len(names) > 3 else ""), text


def _issuer(issuer: Told) -> str:
    said = issuer["by"] + (f": {issuer['gives']}" if issuer["gives"] else "")
    fee = f", {_one_fee(issuer['fee'])} a {issuer['fee']['per']}" if issuer["fee"] else ""
    limit = f"; {issuer['limit']}" if issuer["limit"] else ""
    doubt = " (if the paper is made there)" if issuer["certain"] is None else ""
    rule = " (general rule)" if issuer["general"] else ""
    return f"{said}{fee}{limit}{doubt}{rule}. {', '.join(issuer['sources'])}, {issuer['confidence']}"


def _spared(all_papers: list[Told]) -> Iterable[tuple[str, str]]:
    plainly = []
    for paper in all_papers:
        if paper["state"] == "not_needed":
            if paper["needed_means"] == "Not needed here.":
                plainly.append(paper["name"])
            else:
                yield paper["name"], paper["needed_means"]
    if plainly:
        yield "", "; ".join(plainly)


def _handing_in(told: Told, needed: list[Told]) -> Iterable[tuple[str, str]]:
    filing = told["filing"]
    yield "translation", filing["translation"]
    copies = next((paper["copies"] for paper in needed if paper["copies"]), None)
    if copies:
        counted = "" if copies["respondents"] else "; the claim lists none, one is counted"
        yield (
            "copies",
            f"beside the original {copies['court']} for the court, {copies['each_respondent']} for each respondent{counted}",
        )
    yield "if papers are missing", filing["without"] + " " + _cited(filing)
    for paper in needed:
        if paper["without"] != filing["without"]:
            yield f"without: {paper['name']}", paper["without"]


def _power(power: list[Told]) -> Iterable[tuple[str, str]]:
    for kind, title in KINDS:
        parts = [one for one in power if one["kind"] == kind]
        if kind in ("stage", "special"):
            yield title, "; ".join(one["text"] for one in parts)
            continue
        for number, one in enumerate(parts):
            yield "" if number else title, one["text"] + (f" {one['cite']}." if one["cite"] else "")


def _cited(told: Told) -> str:
    rules = [f"{one['short']} {one['article'] or ''}".strip() for one in told["cited"]]
    sources = ", ".join([*dict.fromkeys(rules), *told["sources"]])
    confidence = f"; {told['confidence']}" if told["confidence"] else ""
    return f"[{sources}{confidence}]" if sources else ""


def _by(issuers: list[Told]) -> str:
    names = list(dict.fromkeys(issuer["by"] for issuer in issuers))
    return names[0] + (f" (or {len(names) - 1} more)" if len(names) > 1 else "") if names else ""


def _fee(issuers: list[Told]) -> str:
    fees = [issuer["fee"] for issuer in issuers if issuer["certain"]]
    return _one_fee(fees[0]) if fees and fees[0] else ""


def _one_fee(fee: Told) -> str:
    return f"{fee['currency']} {fee['amount'].removesuffix('.00')}"


def _weeks(weeks: Told | None) -> str:
    if not weeks:
        return ""
    return f"{weeks['min']}-{weeks['max']}" if weeks["min"] != weeks["max"] else str(weeks["max"])


def _copies(copies: Told | None) -> str:
    return f"1+{copies['total']}" if copies else "1"
