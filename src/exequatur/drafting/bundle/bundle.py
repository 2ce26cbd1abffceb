"""The filing bundle: every paper of a procedure as a document, Chinese first, English line by line below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from ...assessment.assess import Assessment
from ...language.tree import Block, Document, Run, plain, text_of
from ...law.book import Book
from ...planning.procedure import holds, items_of
from . import effect, evidence, index, measures, parties, power, reasons, reciprocity, requests, section, service
from .case import Case
from .index import Made, left_in
from .pair import Pair, message
from .section import Section, Writer

TEMPLATES = "templates"
CHINESE, ENGLISH = "zh-Hans", "en"

PARTS: dict[str, Writer] = {
    "applicant": parties.applicant,
    "agents": parties.agents,
    "respondents": parties.respondents,
    "parties": parties.parties,
    "company": parties.company,
    "representative": parties.representative,
    "authority": parties.authority,
    "certifier": parties.certifier,
    "signature": parties.signature,
    "requests": requests.requests,
    "operative": requests.operative,
    "performance": requests.performance,
    "clues": requests.clues,
    "court": parties.addressed,
    "addressed": effect.addressed,
    "case_of_origin": effect.case_of_origin,
    "certified": effect.certified,
    "clerk": effect.clerk,
    "account": requests.account,
    "facts": section.facts,
    "said": section.said,
    "basis": reasons.basis,
    "grounds": reasons.grounds,
    "competence": reasons.competence,
    "period": reasons.period,
    "matter": power.matter,
    "stages": power.stages,
    "special": power.special,
    "ways": power.ways,
    "before_notary": power.before_notary,
    "evidence": evidence.evidence,
    "annexes": evidence.annexes,
    "checklist": evidence.checklist,
    "to_translate": evidence.to_translate,
    "names": evidence.names,
    "stale": evidence.stale,
    "preservation": measures.preservation,
    "urgency": measures.urgency,
    "security": measures.security,
    "execution_title": measures.execution_title,
    "execution_sums": measures.execution_sums,
    "measures": measures.measures,
    "standard": reciprocity.standard,
    "limbs": reciprocity.limbs,
    "rulings": reciprocity.rulings,
    "to_check": reciprocity.to_check,
    "service_rules": service.rules,
    "service_rulings": service.reported,
}
"""What writes a section, by the `part` that a template names."""

INDEXES: dict[str, Callable[[Case, Pair, Sequence[Made]], Iterable[Block]]] = {
    "index": index.cover,
    "to_fill": index.to_fill,
}
"""What is written when all other papers are."""


def documents(book: Book) -> list[str]:
    """The ids of all papers of a bundle, in their order."""
    return list(dict.fromkeys(item["document"] for item in book.practice(TEMPLATES).items.values()))


def bundle(chinese: Assessment, english: Assessment) -> list[Made]:
    """The papers of a claim, which is assessed by the book in Chinese and in English; none where its procedure has none."""
    case = Case(chinese, english)
    numbers = {document: number for number, document in enumerate(documents(english.desk.book), 1)}
    chosen = [(id, item) for id, item in items_of(english, TEMPLATES, case.procedure) if _belongs(english, id, item)]
    if case.procedure is None or len(chosen) <= len(INDEXES):
        return []
    made = [_made(case, id, item, numbers[item["document"]]) for id, item in chosen if not _is_index(item)]
    late = [_made(case, id, item, numbers[item["document"]], made) for id, item in chosen if _is_index(item)]
    return sorted([*made, *late], key=lambda one: one.number)


def _belongs(a: Assessment, id: str, item: dict[str, Any]) -> bool:
    regimes = item.get("regimes")
    return (not regimes or a.regime in regimes) and holds(a, TEMPLATES, id) is not False


def _is_index(item: dict[str, Any]) -> bool:
    return any((one.get("part") or one["id"]) in INDEXES for one in item["sections"])


def _made(case: Case, id: str, item: dict[str, Any], number: int, others: Sequence[Made] = ()) -> Made:
    case.chinese.left, case.english.left = {}, {}
    tree = _document(case, id, item, others)
    return Made(item["document"], id, number, tree, left_in(case, tree))


def _document(case: Case, id: str, item: dict[str, Any], others: Sequence[Made]) -> Document:
    leads = item["lead"] == "requested"
    lead, mirror = (case.chinese, case.english) if leads else (case.english, case.chinese)
    pair = Pair(lead, mirror)
    blocks: list[Block] = [pair.heading(message(f"practice.templates.{id}.title"), 1)]
    for one in section.sections(id, item):
        if one.heading:
            blocks.append(pair.heading(message(one.heading), one.level))
        blocks += _written(case, pair, one, others)
    title = text_of(lead.say(f"practice.templates.{id}.title"))
    name = case.claim.title or case.claim.id
    return Document(
        title=title,
        language=lead.language,
        blocks=tuple(blocks),
        head=lead.say("bundle.head", value=title, on=Run(name, "value")) if name else plain(title),
        foot=lead.say("bundle.foot", value=case.a.desk.book.release),
        day=date.fromordinal(case.a.on).isoformat(),
        look="letter",
    )


def _written(case: Case, pair: Pair, one: Section, others: Sequence[Made]) -> list[Block]:
    if one.part in INDEXES:
        return list(INDEXES[one.part](case, pair, others))
    return list(PARTS[one.part](case, pair, one))
