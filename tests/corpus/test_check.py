"""Every kind of fault that `exequatur corpus check` knows, shown on a copy of the shipped data with one thing broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from exequatur.check import KINDS, LINTS, Fault, check
from exequatur.corpus.source import DATA

TODAY = date(2026, 11, 24)


def checked(root: Path | None = None, today: date = TODAY) -> list[Fault]:
    return check(root, today=today)


class Sample(NamedTuple):
    """One thing broken: what is done to the copy, and where the fault is (`at` stands in its line; none: the first)."""

    kind: str
    breaks: Callable[[Path], None]
    file: str
    at: str = ""
    says: str = ""


def edited(kind: str, file: str, *edits: tuple[str, str], at: str | None = None, says: str = "") -> Sample:
    """A sample in which texts of one file are replaced, each once; the fault is where the last of them stands."""

    def breaks(root: Path) -> None:
        path = root / file
        text = path.read_text("utf-8")
        for old, new in edits:
            assert old in text, f"{file} no longer holds {old!r}: choose another text for this sample"
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")

    return Sample(kind, breaks, file, edits[-1][1].strip("\n").split("\n")[0] if at is None else at, says)


def added(kind: str, file: str, text: str, *, at: str = "", says: str = "", also: Sample | None = None) -> Sample:
    """A sample with one file more."""

    def breaks(root: Path) -> None:
        (root / file).write_text(text, "utf-8")
        if also:
            also.breaks(root)

    return Sample(kind, breaks, file, at, says)


def removed(kind: str, file: str, *, reported: str = "", at: str = "", says: str = "") -> Sample:
    """A sample with one file less."""
    return Sample(kind, lambda root: (root / file).unlink(), reported or file, at, says)


def renamed(kind: str, file: str, new: str, *, says: str = "") -> Sample:
    """A sample in which a file has another name."""
    return Sample(kind, lambda root: shutil.move(root / file, root / new), new, "", says)


def provision(**keys: str) -> str:
    """An instrument with one provision; `keys` come over the usual ones."""
    usual = {
        "id": "sample.rule",
        "concept": "sample",
        "article": '"1"',
        "in_force": "{from: 2024-01-01, to: null, keyed_on: ruling_date}",
        "stage": "override",
        "regime": "[reciprocity]",
        "effect": "inform",
        "test": "harms_public_interest",
        "sources": "[LRB]",
        "confidence": "text",
    }
    lines = "\n  ".join(f"{key}: {value}" for key, value in (usual | keys).items())
    return f"id: sample\nrequested: CN\ntitle: {{en: Sample, zh: null, short: Sample}}\nprovisions:\n- {lines}\n"


INSTRUMENTS, RULINGS, ABROAD, TABLES = "cn/instruments", "rulings/cn", "rulings/abroad", "cn/tables"
TRADE_LAW, ORDER_803 = f"{INSTRUMENTS}/foreign-trade-law-2025.yaml", f"{INSTRUMENTS}/state-council-order-803.yaml"
REPORTING = f"{INSTRUMENTS}/award-reporting-2017.yaml"
WUHAN, SHENYANG = f"{RULINGS}/us-liu-v-tao-wuhan-2017.yaml", f"{RULINGS}/kr-zhang-shenyang-2015.yaml"
YINCHUAN = f"{RULINGS}/ae-li-v-tian-yinchuan-2018.yaml"
BVI, MALAYA, NEW_YORK = (
    f"{ABROAD}/vg.default.2022.yaml",
    f"{ABROAD}/my.mah_wee.2023.yaml",
    f"{ABROAD}/us.yongrun_trial.2021.yaml",
)
FEES, SEVEN = (
    f"{TABLES}/fees.yaml",
    (
        "translation",
        "property_proven",
        "harms_public_interest",
        "violates_basic_principles",
        "default_judgment",
        "judgment_obtained_by_fraud",
        "applicant_on_countermeasure_list",
    ),
)
SAMPLE = f"{INSTRUMENTS}/sample.yaml"

SAMPLES = [
    # Reading
    edited("unreadable", "states/us.yaml", ("name: United States", "name: [United States"), at="route: reciprocity"),
    edited(
        "unreadable",
        "states/us.yaml",
        ("route: reciprocity", "route: reciprocity\nroute: treaty"),
        at="route: treaty",
        says="keep one",
    ),
    edited(
        "unmapped-key",
        "states/us.yaml",
        ("route: reciprocity", "route: reciprocity\ncapital: Washington"),
        at="capital",
        says="use a key of",
    ),
    edited("missing-key", "states/us.yaml", ("route: reciprocity\n", ""), at="", says="add it"),
    edited("missing-key", WUHAN, ("  state: US\n", ""), at="origin:", says="origin.state"),
    edited(
        "missing-key", f"{TABLES}/calendar.yaml", ("longest_closure_days: 10\n", ""), at="", says="longest_closure_days"
    ),
    edited("wrong-type", "states/us.yaml", ("name: United States", "name: 1"), says="quotes"),
    edited("wrong-value", "states/us.yaml", ("route: reciprocity", "route: friendship"), says="use a word of"),
    edited("duplicate-id", TRADE_LAW, ("- id: ftl.2025.40", "- id: spc.report"), says="another id"),
    added("misplaced-file", "cn/sample.yaml", "a: 1\n", says="docs/reference/corpus.md"),
    added("misplaced-file", "states/sample.yml", "a: 1\n", says="move or rename it"),
    added("misplaced-file", "states/sample.csv", "a\n", says="move or rename it"),
    removed("missing-file", "currencies.yaml", says="put it back"),
    edited("csv-columns", f"{TABLES}/courts.csv", ("code,zh,en", "code,en,zh"), says="they must be code, zh, en"),
    edited(
        "csv-columns", f"{TABLES}/courts.csv", ("High People's Court of Beijing", "High Court, Beijing"), says="quote"
    ),
    # Tests
    edited(
        "unknown-fact",
        TRADE_LAW,
        ("test: applicant_under_trade_prohibition", "test: applicant_under_trade_prohibitions"),
        says="did you mean",
    ),
    added(
        "unknown-fact",
        SAMPLE,
        provision(effect="define", defines="no_such_fact"),
        at="- id: sample.rule",
        says="use a fact of facts/",
    ),
    edited(
        "unknown-fact",
        "facts/service.yaml",
        ("implies: {respondent_took_part", "implies: {respondent_took_parts"),
        says="did you mean",
    ),
    edited(
        "unknown-fact", "cn/decisions/taiwan.yaml", ("if: {in: [kind,", "if: {in: [kinds,"), says="did you mean `kind`"
    ),
    edited(
        "unknown-fact", WUHAN, ("  decides_merits: true", "  decide_merits: true"), says="did you mean `decides_merits`"
    ),
    edited(
        "unknown-code",
        f"{INSTRUMENTS}/financial-courts.yaml",
        ("[matter, [financial,", "[matter, [finances,"),
        says="write one of",
    ),
    edited(
        "test-type", TRADE_LAW, ("test: applicant_under_trade_prohibition", "test: judgment_date"), says="compare it"
    ),
    edited(
        "malformed-test",
        TRADE_LAW,
        ("test: applicant_under_trade_prohibition", "test: {every: [translation]}"),
        says="in the form of",
    ),
    edited(
        "malformed-test",
        TRADE_LAW,
        ("test: applicant_under_trade_prohibition", "test: {before: [{plus: 5}, judgment_date]}"),
        says="in the form of",
    ),
    # References
    edited("unknown-source", TRADE_LAW, ("sources: [CLM]", "sources: [CLMM]"), says="did you mean `CLM`"),
    edited("no-source", TRADE_LAW, ("sources: [CLM]", "sources: []"), says="or write `recalled`"),
    edited(
        "no-source",
        "treaties/bilateral/be.yaml",
        ("sources: [WIKIZH, FABAO18, CJO_TR]", "sources: []"),
        says="add the source",
    ),
    edited(
        "no-source",
        "states/gg.yaml",
        ("text: common law, confidence: recalled", "text: common law, confidence: text"),
        at="sources: []",
    ),
    edited("no-source", SHENYANG, ('sources: ["Lawtimes (Lee and Ko letter), 2020-09-17"]', "sources: []")),
    edited(
        "dead-reference",
        f"{INSTRUMENTS}/hk-awards-1999.yaml",
        ("see: cn.limit.recognition", "see: cn.limit.recognitions"),
        says="did you mean",
    ),
    edited(
        "dead-reference",
        f"{RULINGS}/kr-krnc-dalian-2021-6.yaml",
        ("related: [kr-krnc-dalian-2021-7]", "related: [kr-krnc-dalian-2021-9]"),
    ),
    edited(
        "dead-reference",
        f"{ABROAD}/us.gezhouba_robinson.2009.yaml",
        ("used_by: [us-liu-v-tao-wuhan-2017]", "used_by: [us-liu]"),
    ),
    edited(
        "dead-reference", NEW_YORK, ("superseded_by: us.yongrun_appeal.2022", "superseded_by: us.yongrun_appeal.2023")
    ),
    edited(
        "dead-reference",
        "cn/decisions/macau.yaml",
        ("id: mo.none, instrument: region.none", "id: mo.none, instrument: region.nil"),
    ),
    edited("dead-reference", "states/hk.yaml", ("instrument: hk.judgments.2019", "instrument: hk.judgments.2020")),
    edited("dead-reference", "facts/procedure.yaml", ("- tw25.v1", "- tw25.v1\n    - tw99.v1"), at="- tw99.v1"),
    edited(
        "dead-reference",
        ORDER_803,
        ("not_expressed: [lq_order_803_needs_listing]", "not_expressed: [lq_order_804_needs_listing]"),
    ),
    edited(
        "dead-reference",
        f"{INSTRUMENTS}/cpl-2023.yaml",
        ("renumbering: apply_for_recognition", "renumbering: apply_for_nothing"),
    ),
    Sample(
        "definition-mismatch",
        edited("", "facts/procedure.yaml", ("    - tw25.v1\n", "")).breaks,
        f"{INSTRUMENTS}/tw-judgments-2025.yaml",
        "defines: filed_in_competent_court",
        "add it in facts/",
    ),
    # Days
    edited(
        "bad-date", "states/us.yaml", ("last_checked: 2026-11-24", "last_checked: 2026-13-24"), says="write 2015-07-24"
    ),
    edited("bad-date", "treaties/bilateral/kr.yaml", ("in_force: 2005-04-27", 'in_force: "2005-04"'), says="whole day"),
    edited(
        "bad-date", TRADE_LAW, ("in_force: {from: 2026-03-01", "in_force: {from: March 2026"), says="write 2015-07-24"
    ),
    edited(
        "bad-date",
        "treaties/multilateral/apostille_1961.yaml",
        ("CA: 2024-01-11", "CA: January"),
        says="write 2015-07-24",
    ),
    edited(
        "from-after-to",
        f"{INSTRUMENTS}/cpl-1991-2021.yaml",
        ("from: 1991-04-09, to: 2008-03-31", "from: 1991-04-09, to: 1990-03-31"),
        says="exchange or correct",
    ),
    edited(
        "decided-before-judgment",
        SHENYANG,
        ("decided: 2015-04-08", "decided: 2014-01-08"),
        says="correct one of the days",
    ),
    edited(
        "decided-before-judgment",
        MALAYA,
        ("decided: 2023-03-22", "decided: 2018-03-22"),
        says="correct one of the days",
    ),
    edited(
        "decided-in-future",
        f"{ABROAD}/gb.spliethoff.2015.yaml",
        ("decided: 2015-04-17", "decided: 2027-04-17"),
        says="or `compiled`",
    ),
    edited(
        "known-before-decided",
        BVI,
        ("known_from: {day: 2022-06-24", "known_from: {day: 2021-06-24"),
        says="correct one of the days",
    ),
    edited(
        "application-after-ruling",
        WUHAN,
        ('  application_date: "2015-10"', '  application_date: "2018-10"'),
        ('application_date: "2015-10"', 'application_date: "2018-10"'),
        says="correct one of the days",
    ),
    edited(
        "superseded-before-decided",
        NEW_YORK,
        ("superseded_on: 2022-03-10", "superseded_on: 2020-03-10"),
        says="correct one of the days",
    ),
    edited(
        "treaty-dates",
        "treaties/bilateral/kr.yaml",
        ("in_force: 2005-04-27", "in_force: 2002-04-27"),
        says="correct one of the days",
    ),
    edited(
        "overdue",
        "states/us.yaml",
        ("last_checked: 2026-11-24", "last_checked: 2026-04-24"),
        says="due again on 2026-10-24",
    ),
    edited(
        "overdue",
        "notes.yaml",
        ("review: {last_checked: 2026-11-24, interval: P3M}", "review: {last_checked: 2026-08-01, interval: P3M}"),
        says="set `last_checked`",
    ),
    edited("overdue", "states/us.yaml", ("last_checked: 2026-11-24\n", ""), at="", says="never been checked"),
    # The record
    edited(
        "malformed-case-number",
        SHENYANG,
        ('zh: "（2015）沈中民四特字第2号"', 'zh: "2015沈中民四特字第2号"'),
        says="write one like",
    ),
    edited("unknown-court", YINCHUAN, ("宁01协外认1号", "宁99协外认1号"), ("Ning 01", "Ning 99"), says="add the court"),
    edited(
        "unknown-court", f"{TABLES}/city_abbreviations.csv", ("蓉,city,川01", "蓉,city,川99"), says="correct the code"
    ),
    edited(
        "court-mismatch",
        YINCHUAN,
        ("court: {zh: 银川市", "court: {zh: 武汉市"),
        at="case_number",
        says="correct one of them",
    ),
    edited(
        "pinyin-mismatch",
        SHENYANG,
        ("(2015) Shen Zhong", "(2015) Shan Zhong"),
        says="write (2015) Shen Zhong Min Si Te Zi No. 2",
    ),
    edited(
        "impossible-value", WUHAN, ("  default_judgment: true", "  default_judgment: yes"), says="write true or false"
    ),
    edited(
        "impossible-value",
        WUHAN,
        ("  amount_total: 14749200", '  amount_total: "147492.00"'),
        says="correct it, or leave",
    ),
    edited(
        "impossible-value",
        WUHAN,
        ("  default_judgment: true", "  default_judgment: true\n  respondent_took_part: true"),
        at="default_judgment",
        says="correct one of them",
    ),
    edited(
        "not-in-file",
        f"{RULINGS}/kr-krnc-dalian-2021-6.yaml",
        ("found: [property_proven]", "found: [authentic]"),
        says="add it there",
    ),
    edited(
        "not-in-file",
        WUHAN,
        ("  translation: true\n", ""),
        at="copy_original_or_certified, translation",
        says="take it out here",
    ),
    edited("head-and-file-differ", SHENYANG, ("  origin: KR", "  origin: JP"), says="correct one of them"),
    edited(
        "head-and-file-differ",
        SHENYANG,
        ("  judgment_date: 2014-11-05", "  judgment_date: 2014-11-06"),
        says="correct one of them",
    ),
    edited(
        "no-replay-reason",
        f"{RULINGS}/es-junhe-first.yaml",
        ("not_replayable_because:", "note:"),
        ('\nnote: "court', '\nmatter: "court'),
        at="replayable: false",
        says="not_replayable_because",
    ),
    edited("miscounted", BVI, ("counts_for: true", "counts_for: false"), says="write true"),
    edited("miscounted", BVI, ("counts_against: false", "counts_against: true"), says="write false"),
    edited(
        "refusal-for-another-reason",
        MALAYA,
        ("counts_against: false", "counts_against: true"),
        says="write `counts_against: false`",
    ),
    # States and treaties
    edited("unknown-state", BVI, ("state: VG", "state: vg"), says="write VG"),
    edited(
        "unknown-state",
        "treaties/soft_law/sg_mog_2018.yaml",
        ("states: [SG]", "states: [SG, ASEAN]"),
        says="write two letters",
    ),
    renamed("file-name", "states/gg.yaml", "states/guernsey.yaml", says="gg.yaml"),
    renamed("file-name", SHENYANG, f"{RULINGS}/kr-zhang-shenyang.yaml", says="rename it"),
    removed(
        "treaty-mismatch", "treaties/bilateral/fr.yaml", reported="states/fr.yaml", at="route: treaty", says="add it"
    ),
    removed("treaty-mismatch", "states/fr.yaml", reported="treaties/bilateral/fr.yaml", says="add it"),
    edited(
        "treaty-mismatch",
        "states/fr.yaml",
        ("in_force: 1988-02-08", "in_force: 1988-02-09"),
        says="correct one of them",
    ),
    edited(
        "treaty-mismatch", "states/fr.yaml", ("route: treaty", "route: reciprocity"), says="correct one of the files"
    ),
    edited(
        "party-count",
        "treaties/new_york_1958.yaml",
        ("count_parties: 172", "count_parties: 173"),
        says="correct the count",
    ),
    edited(
        "contradicts-record",
        "states/th.yaml",
        ("reciprocity_de_jure: false", "reciprocity_de_jure: true"),
        says="correct the conclusion",
    ),
    # Rules
    edited(
        "no-test",
        ORDER_803,
        ("  test: from_litigation_endangering_sovereignty\n", ""),
        ("  not_expressed: [lq_order_803_needs_listing]\n", ""),
        at="effect: bar",
        says="not_expressed",
    ),
    edited(
        "nothing-said",
        TRADE_LAW,
        ("  test: applicant_under_trade_prohibition\n", ""),
        ("  not_expressed: [collection and remittance risk; does not bar recognition]\n", ""),
        at="- id: ftl.2025.40",
        says="add a test",
    ),
    edited(
        "unknown-else",
        f"{INSTRUMENTS}/cpl-2023.yaml",
        ("else: dismiss", "else: reject"),
        says="write one of dismiss, refuse",
    ),
    edited(
        "unknown-regime",
        TRADE_LAW,
        ("regime: [reciprocity, treaty,", "regime: [reciprocity, treaties,"),
        says="did you mean `treaty`",
    ),
    edited(
        "unknown-table",
        f"{INSTRUMENTS}/tables.yaml",
        ("{table: new_york_convention,", "{table: new_york,"),
        says="correct the name",
    ),
    edited(
        "unknown-table",
        "facts/reciprocity.yaml",
        ("column: de_facto", "column: in_fact"),
        at="from_table: reciprocity",
        says="correct the name",
    ),
    # Versions
    edited("version-gap", f"{INSTRUMENTS}/award-reporting-1995.yaml", ("to: 2017-12-31", "to: 2017-12-30"))._replace(
        file=REPORTING, at="in_force: {from: 2018-01-01", says="close the gap"
    ),
    edited(
        "version-overlap", f"{INSTRUMENTS}/award-reporting-1995.yaml", ("to: 2017-12-31", "to: 2018-01-01")
    )._replace(file=REPORTING, at="in_force: {from: 2018-01-01", says="end that one the day before"),
    edited(
        "rules-disagree",
        ORDER_803,
        ("test: from_litigation_endangering_sovereignty", "test: {not: implements_discriminatory_measure}"),
        says="turn one of the tests round",
    ),
    added(
        "rules-disagree",
        SAMPLE,
        provision(effect="define", defines="contrary_to_exclusive_choice_of_court"),
        at="defines:",
        says="end one of them",
        also=edited(
            "",
            "facts/jurisdiction.yaml",
            (
                "defined_by: [cn.derived.contrary_to_exclusive_choice_of_court]",
                "defined_by: [cn.derived.contrary_to_exclusive_choice_of_court, sample.rule]",
            ),
        ),
    ),
    # Linked tests
    edited(
        "circular-definition",
        f"{INSTRUMENTS}/cpl-2023.yaml",
        ("choice_of_court_valid]}", "contrary_to_exclusive_choice_of_court]}"),
        says="take the fact out",
    ),
    edited(
        "mixed-polarity",
        ORDER_803,
        (
            "test: from_litigation_endangering_sovereignty",
            f"test: {{any: [{{all: [{', '.join(SEVEN)}]}}, {{all: [{', '.join(f'{{not: {fact}}}' for fact in SEVEN)}]}}]}}",
        ),
        says="split the rule",
    ),
    edited(
        "constant-test",
        TRADE_LAW,
        ("test: applicant_under_trade_prohibition", "test: {any: [translation, {not: translation}]}"),
        says="write {value: true}",
    ),
    edited(
        "constant-test",
        ORDER_803,
        ("test: from_litigation_endangering_sovereignty", "test: {all: [translation, {not: translation}]}"),
        says="write {value: false}",
    ),
    edited("never-asked", ORDER_803, ("stage: override", "stage: paper"), says="correct the stage"),
    added("missing-message", SAMPLE, provision(effect="bar"), at="- id: sample.rule", says="rule.sample.rule.title"),
    # Tables
    edited(
        "fee-bands",
        FEES,
        (
            "- {up_to: 500000, rate: 0.015}\n    - {up_to: 5000000, rate: 0.01}",
            "- {up_to: 5000000, rate: 0.01}\n    - {up_to: 500000, rate: 0.015}",
        ),
        ("    examples:", "    worked:"),
        at="- {up_to: 500000, rate: 0.015}",
        says="sort the bands",
    ),
    edited(
        "fee-bands",
        FEES,
        ("    - {up_to: null, rate: 0.001}\n", ""),
        ("    examples:", "    worked:"),
        at="bands:",
        says="add one",
    ),
    edited(
        "fee-bands", FEES, ("- {up_to: 10000, flat: 50}", "- {up_to: 10000}"), at="bands:", says="one of `flat`, `rate`"
    ),
    edited(
        "fee-example", FEES, ("{amount: 100000, fee: 1400}", "{amount: 100000, fee: 1500}"), says="the bands give 1400"
    ),
    edited(
        "fee-base",
        f"{TABLES}/arbitration_fees.yaml",
        ("base: 75000, rate: 0.025", "base: 76000, rate: 0.025"),
        says="the bands up to 2000000 come to 75000",
    ),
    edited(
        "fee-example",
        f"{TABLES}/arbitration_fees.yaml",
        ("{amount: 10000000, fee: 225000}", "{amount: 10000000, fee: 225001}"),
        at="examples: [{amount: 1000000, fee: 40000}",
        says="the bands give 225000",
    ),
    edited(
        "money-table",
        FEES,
        ("scale: preservation}", "scale: preservaton}"),
        at="- from: 2007-04-01",
        says="did you mean `preservation`?",
    ),
    edited("money-table", FEES, ('times: "1/3"', 'share: "1/3"'), at="parts:", says="docs/reference/corpus.md"),
    edited(
        "money-table",
        FEES,
        ("{amount: 1000000, fee: 6900}", "{amount: 1000000, fee: 6901}"),
        says="the parts give 6900",
    ),
    edited(
        "unsorted-steps",
        f"{TABLES}/lpr_one_year.yaml",
        ("{from: 2019-09-20, rate: 4.2}", "{from: 2019-08-20, rate: 4.2}"),
        says="sort the steps",
    ),
    edited(
        "duplicate-court",
        f"{TABLES}/courts.csv",
        ("\n京,", "\n沪,上海高级人民法院,High,high,Shanghai,,seen,,\n京,"),
        at="沪,上海市高级人民法院",
        says="note there",
    ),
    edited("court-area", f"{TABLES}/court_areas.yaml", ("{court: 津02,", "{court: 津09,"), says="not in courts.csv"),
]


@cache
def shipped_faults() -> frozenset[tuple[str, str, str]]:
    """What the check finds in the shipped data (nothing, if `test_shipped` passes), without lines, which move."""
    return frozenset((fault.kind, fault.path.relative_to(DATA).as_posix(), fault.message) for fault in checked())


def found_in(tmp_path: Path, sample: Sample) -> list[Fault]:
    """The faults of a copy of the shipped data that `sample` has broken; paths below the root."""
    root = shutil.copytree(DATA, tmp_path / "data")
    sample.breaks(root)
    faults = checked(root)
    assert faults == sorted(faults)
    return [
        fault
        for fault in faults
        if (fault.kind, fault.path.relative_to(root).as_posix(), fault.message) not in shipped_faults()
    ]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.kind}:{sample.file}")
def test_one_broken_thing_is_one_fault_at_its_line_with_a_remedy(tmp_path, sample):
    faults = found_in(tmp_path, sample)
    path = tmp_path / "data" / sample.file
    assert [(fault.kind, fault.path) for fault in faults] == [(sample.kind, path)], "\n".join(map(str, faults))
    fault = faults[0]
    if path.exists():
        line = path.read_text("utf-8").split("\n")[fault.line - 1]
        assert sample.at in line if sample.at else fault.line == 1, f"{fault} is in the line: {line}"
    wrong, _, remedy = fault.message.partition("; ")
    assert wrong and remedy, f"no remedy in: {fault.message}"
    assert sample.says in fault.message, fault.message
    assert str(fault) == f"{path}:{fault.line}: [{sample.kind}] {fault.message}"


def test_every_kind_of_fault_has_a_sample():
    assert {sample.kind for sample in SAMPLES} == set(KINDS)


def test_every_rule_of_the_check_says_what_it_finds():
    assert all(lint.find.__doc__ for lint in LINTS)
    assert all(KINDS.values())
    assert len(KINDS) >= 25


def test_a_file_that_cannot_be_read_hides_no_other_fault_of_reading(tmp_path):
    root = shutil.copytree(DATA, tmp_path / "data")
    (root / "states" / "us.yaml").write_text("iso: [", "utf-8")
    (root / "states" / "jp.yaml").write_text("iso: JP\n", "utf-8")
    (root / "cn" / "tables" / "pinyin.csv").write_text("character\n", "utf-8")
    assert [fault.kind for fault in checked(root)] == ["csv-columns", "missing-key", "unreadable"]


def test_what_is_due_again_depends_on_the_day_of_the_check():
    assert not [fault for fault in checked(today=date(2027, 2, 1)) if fault.kind == "overdue"]
    overdue = [fault for fault in checked(today=date(2027, 6, 1)) if fault.kind == "overdue"]
    assert {fault.path.name for fault in overdue} >= {"notes.yaml", "us.yaml"}
