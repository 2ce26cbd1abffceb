"""The power of attorney: one paper for every later step, so that no second one is needed."""

from __future__ import annotations

from collections.abc import Iterable

from ...language.tree import Block
from .blank import by_hand
from .case import Case
from .pair import Pair, Shown, message
from .parties import respondent_names, signed
from .requests import title_words
from .section import Section, provisions


def matter(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The matter, and the courts before which the agents act."""
    yield pair.say(case.kind("bundle.power.matter"), **title_words(case))
    yield pair.fields(respondent_names(case))
    yield pair.say("bundle.power.courts", value=case.court)


def stages(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Every stage by its name."""
    yield pair.say("bundle.power.stages")
    yield pair.listed(_parts(case, "stage"), ordered=True)


def special(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The special powers one by one: what is not named is not given."""
    yield pair.say("bundle.power.special")
    yield pair.listed(_parts(case, "special"), ordered=True)
    yield from provisions(case, pair, section)


def ways(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The ways to sign it, of which one is enough."""
    yield pair.say("bundle.power.ways")
    yield pair.listed(_parts(case, "way"), ordered=True)
    yield from provisions(case, pair, section)


def before_notary(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The signature, and the line of whoever takes it."""
    yield signed(pair, "bundle.sign.principal")
    yield (
        pair.say(
            "bundle.sign.name",
            "right",
            value=case.written("applicant.representative", case.given.applicant.representative),
        )
        if (not case.is_one("applicant_kind", "natural_person"))
        else pair.say("bundle.sign.person", "right")
    )
    yield pair.say("bundle.sign.day", "right", value=by_hand("day"))
    yield pair.say("bundle.sign.notary", value=by_hand("notary"))


def _parts(case: Case, kind: str) -> list[Shown]:
    return [
        message(case.kind(f"practice.power.{item['id']}.text"))
        for item, _ in case.dossier.power
        if item["kind"] == kind
    ]
