"""The documentation says what the program does: its commands are run, its links resolve, nothing is left undocumented."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
import typer.main

import exequatur
from exequatur.cli.main import app
from exequatur.corpus import base, papers, periods, practice, schema, venues
from exequatur.language.scorecard import scorecard
from exequatur.law.book import Book
from exequatur.logic import forms
from exequatur.logic.values import COMPARISONS

from .pages import PAGES, ROOT, Block, Desk, blocks, commands, follow, matches

REFERENCE = ROOT / "docs" / "reference"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def with_blocks(language: str) -> list[Path]:
    return [page for page in PAGES if any(block.language == language and not block.name for block in blocks(page))]


# ---- what the pages show


@pytest.mark.parametrize("page", with_blocks("console"), ids=name)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    for _, command, printed in follow(page, Desk(tmp_path, page)):
        shown = "\n".join(command.shown)
        assert matches(command.shown, printed), (
            f"{name(page)}:{command.line}: $ {command.words}\n{shown}\n--- but prints\n" + "\n".join(printed)
        )


@pytest.mark.parametrize("page", with_blocks("python"), ids=name)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {}
    for block in blocks(page):
        if block.name:
            desk.save(block)
        elif block.language == "python":
            _run(block, page, known)


def _run(block: Block, page: Path, known: dict[str, Any]) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, str(page), "exec"), known)
        return
    test = doctest.DocTestParser().get_doctest(block.text, known, name(page), str(page), block.line)
    told: list[str] = []
    result = doctest.DocTestRunner().run(test, out=told.append, clear_globs=False)
    known.update(test.globs)
    assert not result.failed, "".join(told)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_resolve(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("https://", "http://")):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name(page)}: {link} leads nowhere"
        if anchor:
            assert anchor in anchors(target), f"{name(page)}: there is no heading #{anchor} in {name(target)}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page, as they are made from its headings."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


def test_every_page_of_docs_can_be_reached_from_the_readme() -> None:
    todo, seen = [ROOT / "README.md"], set()
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        for link in re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8")):
            if not link.startswith("http") and (target := (page.parent / link).resolve()).is_file():
                todo.append(target)
    assert not {name(page) for page in PAGES} - {name(page) for page in seen}


# ---- what is generated


def tool(file: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file, ROOT / "tools" / f"{file}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_score_card_is_up_to_date(book: Book) -> None:
    assert (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8") == scorecard(book), (
        "run `exequatur backtest --scorecard > docs/scorecard.md`"
    )


def test_the_generated_reference_pages_are_up_to_date() -> None:
    for path, text in tool("reference").pages():
        assert path.read_text(encoding="utf-8") == text, f"{name(path)} is out of date; run `python tools/reference.py`"


def test_the_pictures_show_what_the_program_prints() -> None:
    pictures = tool("terminal_picture")
    for name in pictures.DRAWN:
        drawn = (pictures.PICTURES / f"{name}.svg").read_text(encoding="utf-8")
        assert pictures.words(drawn) == pictures.words(pictures.picture(name)), "run `python tools/terminal_picture.py`"


# ---- the command line


def leaves(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every verb of the command line with its words."""
    if hasattr(command, "commands"):
        for word, below in command.commands.items():
            yield from leaves(below, (*words, word))
    else:
        yield " ".join(words), command


VERBS = dict(leaves(typer.main.get_command(app)))


def section(page: Path, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\b.*?(?=^## |\Z)", page.read_text(encoding="utf-8"), re.M | re.S)
    assert found, f"{name(page)} has no section `## {heading}`"
    return found[0]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_documented(verb: str) -> None:
    text = section(REFERENCE / "command-line.md", verb)
    for parameter in VERBS[verb].params:
        if parameter.param_type_name == "argument":
            assert str(parameter.metavar or parameter.name).strip("{}.…") in text.split("\n")[0], (
                f"{verb}: argument {parameter.name}"
            )
        elif parameter.name != "help":
            for option in parameter.opts:
                assert f"`{option}" in text or f"`{option}`" in text, f"{verb}: {option} is not in command-line.md"


def test_no_verb_is_documented_that_does_not_exist() -> None:
    headings = re.findall(
        r"^## ([a-z ]+?)(?: [\[A-Z].*)?$", (REFERENCE / "command-line.md").read_text(encoding="utf-8"), re.M
    )
    assert set(headings) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_the_examples_of_the_help_run(verb: str, tmp_path: Path) -> None:
    text = VERBS[verb].callback.__doc__ or ""
    examples = re.findall(r"^ *(?:Examples?:)? +exequatur (.+)$", text, re.M)
    assert examples, f"the help of {verb} has no example"
    desk = Desk(tmp_path, ROOT / "README.md")
    (tmp_path / "my-claim.yaml").write_text("origin: US\nkind: judgment\n") if verb == "ask" else None
    for example in examples:
        printed = desk.run(f"exequatur {example} < /dev/null; echo status $?")
        assert printed[-1] == "status 0", f"{example}\n" + "\n".join(printed)


# ---- the JSON


def keys(value: object, path: str = "") -> Iterator[str]:
    """The paths of all keys in an answer, lists not marked."""
    if isinstance(value, dict):
        for key, item in value.items():
            here = f"{path}.{key}" if path else str(key)
            yield here
            yield from keys(item, here)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from keys(item, path)


PLACED: list[dict[str, Any]] = [
    {"origin": "US", "kind": "judgment", "respondent_domicile_place": "Suzhou", "applicant_domicile_place": "Nanjing"},
    {"origin": "SG", "kind": "award", "respondent_domicile_place": "Shanghai", "respondent_property_place": "Yichang"},
    {"origin": "US", "kind": "judgment", "matter": "contract_sale", "respondent_domicile_place": "重庆市渝中区"},
]


def screened(**options: Any) -> dict[str, Any]:
    """What is told of a screening of one claim, or of invented ones."""
    with tempfile.TemporaryDirectory() as desk:
        (table := Path(desk, "in.csv")).write_text("id,origin\n1,US\n2,UK\n")
        return exequatur.screen(None if "sample" in options else table, Path(desk, "out.csv"), "2026-11-24", **options)


def of_a_portfolio() -> dict[str, list[Any]]:
    """What two screenings of some claims say together, and what moved between them."""
    with tempfile.TemporaryDirectory() as desk:
        table, one, other = (Path(desk, f"{name}.csv") for name in ("in", "one", "other"))
        table.write_text(
            "id,debtor,origin,kind,currency,amount_total,amount_paid,effective_date,performance_period_stated\n"
            "1,Yiwu Trading Co Ltd,US,judgment,USD,100,,2025-01-05,false\n"
            "2,Yiwu Trading Company,GB,judgment,CNY,5,5,2026-06-01,false\n"
        )
        exequatur.screen(table, one, "2027-03-01")
        exequatur.screen(table, other, "2026-11-24")
        exequatur.screen(None, Path(desk, "many.csv"), "2026-11-24", sample=200, seed=2)
        exequatur.screen(Path(desk, "many.csv"), many := Path(desk, "many.parquet"), "2026-11-24")
        told = [exequatur.portfolio(other, debtors=True), exequatur.portfolio(many)]
        return {"portfolio": told, "diff": [exequatur.diff(other, one)]}


def looked() -> list[Any]:
    """A dry run and a guess, of a table with everything that can be wrong in it."""
    with tempfile.TemporaryDirectory() as desk:
        table = Path(desk, "in.csv")
        table.write_text("id,origin,default_judgment\n1,UK,yes\n1,XX,no\n")
        return [exequatur.screen(table, dry_run=True), exequatur.screen(table, guess=Path(desk, "mapping.yaml"))]


def mended() -> dict[str, Any]:
    """What is told of a mended row that is put into answers."""
    with tempfile.TemporaryDirectory() as desk:
        table, out = Path(desk, "in.csv"), Path(desk, "out.csv")
        table.write_text("id,origin\n1,US\n2,UK\n")
        exequatur.screen(table, out, "2026-11-24")
        table.write_text("id,origin\n1,SG\n2,XX\n")
        return exequatur.screen(mended=table, into=out)


DEBT = ROOT / "examples" / "letters" / "debt.yaml"


def drafted() -> list[Any]:
    """Drafts of one claim, again after it changed, and demands in bulk."""
    with tempfile.TemporaryDirectory() as desk:
        table, out = Path(desk, "in.csv"), Path(desk, "answers.csv")
        table.write_text("id,debtor,origin,kind,currency,amount_total\n1,Yiwu Trading,US,judgment,USD,100\n")
        exequatur.screen(table, out, "2026-11-24")
        many = exequatur.draft(DEBT, Path(desk, "letters"), only=["demand"], answers=out, forms=["txt"])
        claim = {"origin": "US", "kind": "judgment"}
        facts = (claim, {**claim, "amount_total": "1", "currency": "USD"})
        return [many, *(exequatur.draft(one, Path(desk, "drafts"), on="2026-11-24", forms=["txt"]) for one in facts)]


def answers() -> dict[str, list[Any]]:
    """Answers of every verb that together show every key."""
    found: dict[str, list[Any]] = {
        "assess": [exequatur.assess(file, on=on) for file in EXAMPLES for on in ("2026-11-24",)],
        "ask": [exequatur.ask(file, on="2026-11-24") for file in EXAMPLES]
        + [exequatur.ask({"origin": "US", "kind": "judgment"}, on="2026-11-24")],
        "claim new": [exequatur.claim_new()],
        "claim check": [exequatur.claim_check(file) for file in EXAMPLES],
        "state": [
            exequatur.state(iso, on=on)
            for iso in ("US", "GB", "FR", "DE", "JP", "TH", "HK", "KP")
            for on in ("2017-07-01", "2026-11-24")
        ],
        "states": [exequatur.states(on="2021-11-19")],
        "ruling": [exequatur.ruling(one["id"]) for one in exequatur.rulings()["rulings"]],
        "limit": [exequatur.limit(file, on=on) for file in EXAMPLES for on in ("2026-11-24", "2026-01-05")],
        "plan": [exequatur.plan(file, on="2026-11-24") for file in EXAMPLES],
        "papers": [exequatur.papers(file, on="2026-11-24") for file in EXAMPLES]
        + [
            exequatur.papers({"origin": "US", "kind": "judgment", "application_date": "2023-11"}, on="2026-11-24"),
            exequatur.papers({"origin": "DE", "kind": "insolvency_order"}, on="2026-11-24"),
        ],
        "routes": [exequatur.routes(file, on="2026-11-24") for file in EXAMPLES],
        "rulings": [exequatur.rulings()],
        "provision": [
            exequatur.provision(id, on="2026-11-24")
            for id in ("cpl2023.300.2", "cpl2023.298", "cs2021.44", "cs2021.45")
        ],
        "backtest": [exequatur.backtest()],
        "cite": [
            exequatur.cite(["(2017)沪01协外认16号 (2019) Ji 01 Xie Wai Ren No. 3 （2015）鄂武汉中民商外初字第00026号"])
        ],
        "corpus check": [{**exequatur.rulings(), "faults": [{"kind": "", "message": "", "file": "", "line": 1}]}],
    }
    found["venue"] = [exequatur.venue(file, on="2026-11-24") for file in EXAMPLES]
    found["venue"] += [exequatur.venue(facts, on="2026-11-24") for facts in PLACED]
    found["corpus check"][0].pop("rulings")
    day = "2026-11-24"
    found["fee"] = [
        exequatur.fee("award-recognition", "100000..200000", on=day),
        exequatur.fee("action", "100000..200000", on=day),
        exequatur.fee("cietac", 500000, "USD", day, "7.1", day, "a bank"),
        exequatur.fee("siac", on=day, amount=1),
    ]
    found |= of_a_portfolio()
    found["ledger"] = [
        exequatur.ledger(ROOT / "examples" / "ledger.csv", on=day, **more)
        for more in ({}, {"rate": "sales-default", "claim": "international_sale"}, {"rate": "6"})
    ]
    found["draft"], found["messages status"] = drafted(), [exequatur.messages_status()]
    found["screen"] = [screened(sample=40), screened(explain=True), screened(sql="duckdb"), *looked(), mended()]
    span = "100000..200000"
    found["interest"] = [
        exequatur.interest("delayed", span, "2014-01-01", on=day),
        exequatur.interest("delayed", span, "2025-01-01", on=day),
        exequatur.interest("sales-default", 1, "2024-01-01", day),
        exequatur.interest(
            "delayed", 1, day, on=day, currency="USD", exchange="7", exchange_day=day, exchange_source="x"
        ),
    ]
    old = {
        "origin": "US",
        "kind": "judgment",
        "judgment_date": "2015-03-02",
        "instalments": [{"due": "2015-06-30"}, {"due": "2015-12-31"}],
    }
    found["limit"].append(exequatur.limit(old, on="2026-11-24"))
    frozen = {**old, "earlier_application": "dismissed", "events": [{"date": "2016-03-01", "kind": "freeze_deposit"}]}
    found["plan"].append(exequatur.plan({**frozen, "application_date": "2016-02"}, on="2026-11-24"))
    found["routes"].append(exequatur.routes(frozen, on="2026-11-24"))
    found["assess"] += [
        exequatur.assess(ROOT / "examples/los-angeles.yaml", on="2017-06-29"),
        exequatur.assess({"origin": "US", "kind": "judgment"}, on="2008-01-01"),
        exequatur.assess({"origin": "KE", "kind": "judgment"}, on="2015-01-01", known="2014-01-01"),
        exequatur.assess({}, on="2026-11-24"),
        exequatur.assess({"origin": "US", "kind": "judgment", "already_performed": True}, on="2026-11-24"),
    ]
    return json.loads(json.dumps(found))


COMMON = ("schema", "release", "on")


def documented(verb: str) -> set[str]:
    found = set(COMMON)
    text, _, _ = section(REFERENCE / "json.md", verb).partition("\n### ")
    for line in text.splitlines():
        if line.startswith("| `"):
            found |= {key.replace("[]", "") for key in re.findall(r"`([^`]+)`", line.split(" | ")[0])}
    return found


def is_documented(path: str, known: set[str]) -> bool:
    if path in known or any(key.startswith(f"{path}.") for key in known):
        return True
    return any(key.endswith(".*") and path.startswith(key[:-1]) for key in known)


def flat(path: str) -> str:
    """A path with the levels of the tree of reasons folded into one."""
    return re.sub(r"(?<=\.)(children\.)+", "", path)


def test_every_key_of_every_answer_is_documented_and_no_other() -> None:
    for verb, told in answers().items():
        known = documented(verb)
        printed = {flat(path) for answer in told for path in keys(answer)}
        assert not sorted(path for path in printed if not is_documented(path, known)), f"{verb}: not in json.md"
        shown = {path for path in known if not path.endswith(".*")}
        rare = {"steps.reported_as", "by_burden.rule", "by_burden.burden", "by_burden.sentence", "citations.candidates"}
        assert not sorted(path for path in shown - printed - rare), f"{verb}: in json.md, but no answer has it"


def steps(told: list[Any]) -> Iterator[dict[str, Any]]:
    for step in told:
        yield step
        yield from steps(step["children"])


def table(heading: str) -> dict[str, set[str]]:
    """A table of json.md whose first column names a kind and whose second lists its keys."""
    page = (REFERENCE / "json.md").read_text(encoding="utf-8")
    found = re.search(rf"^### {re.escape(heading)}\n.*?(?=^##|\Z)", page, re.M | re.S)
    assert found, f"json.md has no section `### {heading}`"
    rows = [line.split(" | ") for line in found[0].splitlines() if line.startswith("| ") and "`" in line]
    return {row[0].strip("| `"): set(re.findall(r"`([^`]+)`", row[1])) for row in rows}


def test_each_kind_of_step_has_the_keys_that_the_reference_gives_it() -> None:
    printed: dict[str, set[frozenset[str]]] = {}
    for answer in answers()["assess"]:
        for step in steps(answer["steps"]):
            printed.setdefault(step["kind"], set()).add(frozenset(step))
    assert {kind: {frozenset(keys)} for kind, keys in table("Kinds of step").items()} == printed


def test_each_kind_of_authority_has_the_keys_that_the_reference_gives_it() -> None:
    printed: dict[str, set[str]] = {}
    always: dict[str, set[str]] = {}
    for answer in answers()["assess"]:
        for step in steps(answer["steps"]):
            for one in step["cited"]:
                kind = "provision" if "rule" in one else one.get("kind", "unresolved")
                kind = kind if kind in ("provision", "ruling", "foreign_law") else "evidence"
                printed[kind] = printed.get(kind, set()) | set(one)
                always[kind] = always.get(kind, set(one)) & set(one)
    assert table("Kinds of authority") == printed
    assert {kind: keys - always[kind] for kind, keys in printed.items() if keys - always[kind]} == {
        "provision": {"rulings"}
    }


def test_the_verbs_of_the_library_are_those_of_the_command_line() -> None:
    assert set(exequatur.__all__) == {verb.replace(" ", "_") for verb in VERBS}


# ---- the data


FORMS = {
    "Facts": (schema.FactGroup, schema.FactSpec),
    "Instruments and provisions": (
        schema.InstrumentFile,
        schema.Title,
        schema.RuleForm,
        schema.InForce,
        schema.CitedAs,
        periods.PeriodForm,
        periods.VersionForm,
        venues.YieldsForm,
        venues.HeadForm,
        venues.LevelForm,
    ),
    "Practice": tuple(
        one
        for one in vars(practice).values()
        if isinstance(one, type) and issubclass(one, base.Strict) and one is not base.Strict
    ),
    "Papers": tuple(
        one
        for one in vars(papers).values()
        if isinstance(one, type) and issubclass(one, base.Strict) and one is not base.Strict
    ),
    "Decisions": (schema.DecisionFile, schema.TrackForm),
    "States": (schema.StateFile, schema.ForeignLaw),
    "Bilateral treaties": (schema.BilateralFile,),
    "Multilateral conventions": (schema.MultilateralFile, schema.NewYorkFile, schema.NewYorkParty, schema.Territory),
    "Soft law": (schema.SoftLawFile,),
    "Rulings of Chinese courts": (schema.RulingFile, schema.Record, schema.KnownFrom),
    "Tables": (venues.AreasFile, venues.AreaForm),
    "Foreign decisions": (schema.ForeignDecisionFile, schema.Finality),
}


@pytest.mark.parametrize("heading", FORMS)
def test_every_key_of_every_kind_of_file_is_documented(heading: str) -> None:
    text = section(REFERENCE / "corpus.md", heading)
    everywhere = {"sources", "note", "confidence"}
    missing = [
        field.encode_name
        for form in FORMS[heading]
        for field in msgspec.structs.fields(form)
        if not re.search(rf"`{field.encode_name}[`:]", text) and field.encode_name not in everywhere
    ]
    assert not missing


def test_every_struct_of_the_schema_has_its_place() -> None:
    structs = {
        one
        for module in (schema, periods, practice, papers, venues)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, msgspec.Struct) and one is not msgspec.Struct
    }
    assert structs - {schema.Strict} == {form for several in FORMS.values() for form in several}


def test_every_table_is_documented() -> None:
    text = section(REFERENCE / "corpus.md", "Tables")
    for path in sorted((ROOT / "src/exequatur/corpus/data/cn/tables").iterdir()):
        assert f"`{path.name}`" in text
        if path.suffix == ".csv":
            for column in path.read_text(encoding="utf-8").splitlines()[0].split(","):
                assert f"`{column}`" in text, f"{path.name}: {column}"


def test_every_node_is_documented(book: Book) -> None:
    text = (REFERENCE / "rule-form.md").read_text(encoding="utf-8")
    source = Path(forms.__file__).read_text(encoding="utf-8")
    nodes = set(re.findall(r"def _([a-z]+)\(\s*self, form", source)) - {"only", "several", "comparison", "days"}
    assert {"all", "when", "table"} <= nodes
    assert not [node for node in nodes | set(COMPARISONS) if f"{{{node}:" not in text and f"`{node}:" not in text]
    for table, rows in book.tables.items():
        for column in {column for several in rows.rows.values() for row in several for column in row.values}:
            assert f"`{column}`" in text, f"{table}.{column}"


def test_the_yaml_of_the_form_of_a_rule_is_read(book: Book) -> None:
    from exequatur.corpus.reader import parse

    types = {id: forms.Kind(info.type, info.values) for id, info in book.facts.items()}
    for block in blocks(REFERENCE / "rule-form.md"):
        if block.language == "yaml":
            form = parse(block.text.encode(), "rule-form.md")
            assert isinstance(form, dict)
            if "when" in form:
                forms.value(form, types["regime"], types)
            else:
                forms.truth(form["test"], types)


# ---- the pages themselves


def test_console_blocks_hold_commands_and_python_blocks_parse() -> None:
    for page in PAGES:
        for block in blocks(page):
            if block.language == "console":
                assert commands(block), f"{name(page)}:{block.line}"
            elif block.language == "python" and ">>>" not in block.text:
                ast.parse(block.text)


def test_every_kind_of_event_is_named_in_the_reference(book: Book) -> None:
    text = (REFERENCE / "claim-file.md").read_text(encoding="utf-8")
    assert not [kind for kind in book.timing.events if f"`{kind}`" not in text]
