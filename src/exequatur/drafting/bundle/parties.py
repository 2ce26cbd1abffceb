"""The parties, their agents, and who signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...language.tree import Block, Mirrored, RunKind
from .blank import by_hand
from .case import Case
from .pair import Pair, Shown, message
from .section import Section

PERSON = ("natural_person", "sole_proprietor")


def applicant(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Who applies, as the official form wants it: a person, or a company and who acts for it."""
    one, person = case.given.applicant, case.is_one("applicant_kind", *PERSON)

    def field(key: str, label: str = "") -> tuple[Shown, Shown]:
        return message(label or f"bundle.field.applicant.{key}"), case.written(f"applicant.{key}", getattr(one, key))

    rows = list(_names(case, "applicant", one.name, one.name_zh, True))
    if person is None:
        rows.append((message("bundle.label.kind"), case.asked("applicant_kind")))
    if person:
        rows += [field("sex"), field("born")]
    rows.append((message("bundle.label.state"), case.value("applicant_nationality")))
    rows += [field("number"), field("address")]
    if not person:
        rows += [field("representative"), field("post")]
    yield pair.fields([*rows, field("contact")])


def agents(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The lawyers."""
    rows: list[tuple[Shown, Shown]] = []
    for number, one in enumerate(case.given.agents):
        for key in ("lawyer", "firm", "licence", "contact"):
            value = getattr(one, key)
            if value or key != "contact":
                kind: RunKind = "name" if key in ("lawyer", "firm") else "value"
                rows.append(
                    (message(f"bundle.field.agents.{key}"), case.written(f"agents[{number}].{key}", value, kind))
                )
    if not rows:
        for key in ("lawyer", "firm", "licence"):
            rows.append((message(f"bundle.field.agents.{key}"), case.written(f"agents[0].{key}", None)))
    yield pair.fields(rows)


def respondents(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Every respondent; the Chinese name and the code are what a Chinese court looks for."""
    person = case.is_one("respondent_kind", *PERSON)
    for number, one in enumerate(case.respondents):
        path = f"respondents[{number}]"

        def field(key: str, path: str = path, one: object = one) -> tuple[Shown, Shown]:
            return message(f"bundle.field.respondents.{key}"), case.written(f"{path}.{key}", getattr(one, key))

        rows = list(_names(case, path, one.name, one.name_zh, False))
        if person is None and number == 0:
            rows.append((message("bundle.label.kind"), case.asked("respondent_kind")))
        if person:
            rows += [field("sex"), field("born")]
        rows += [field("code"), field("address")]
        if not person:
            rows.append(field("representative"))
        yield pair.fields([*rows, field("contact")])


def parties(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Both sides under their own labels, for papers that name them in one section."""
    executed = ".executed" if section.id == "executed" else ""
    yield pair.say(f"bundle.applicant{executed}", "label")
    yield from applicant(case, pair, section)
    yield pair.say(f"bundle.respondents{executed}", "label")
    yield from respondents(case, pair, section)


def in_short(case: Case) -> Iterator[tuple[Shown, Shown]]:
    """The names alone, as fields."""
    one = case.given.applicant
    yield from _names(case, "applicant", one.name, one.name_zh, True)
    yield from respondent_names(case)


def respondent_names(case: Case) -> list[tuple[Shown, Shown]]:
    """The names of the respondents, as fields."""
    found = enumerate(case.respondents)
    return [
        row for number, one in found for row in _names(case, f"respondents[{number}]", one.name, one.name_zh, False)
    ]


def _names(case: Case, path: str, own: str | None, chinese: str | None, both: bool) -> Iterator[tuple[Shown, Shown]]:
    """The name in Chinese and in its own script, each on a line. `both`: whether each is needed."""
    if own and not chinese and case.is_hanzi(own):
        own, chinese, both = None, own, False
    label = f"bundle.field.{path.partition('[')[0]}"
    yield message(f"{label}.name_zh"), case.written(f"{path}.name_zh", chinese, "name")
    if own or both:
        yield message(f"{label}.name"), case.written(f"{path}.name", own, "name")


def signature(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Who signs, and when."""
    yield signed(pair, "bundle.sign.applicant")
    yield pair.say("bundle.sign.day", "right", value=by_hand("day"))


def signed(pair: Pair, id: str, name: str = "signature") -> Mirrored:
    """A line to sign on."""
    return pair.say(id, "right", value=by_hand(name))


def company(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The company that the representative stands for."""
    one = case.given.applicant
    keys = ("number", "address")
    yield pair.fields(
        [
            *_names(case, "applicant", one.name, one.name_zh, True),
            *(
                (message(f"bundle.field.applicant.{key}"), case.written(f"applicant.{key}", getattr(one, key)))
                for key in keys
            ),
        ]
    )


def representative(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Who acts for the company, and by which paper."""
    one = case.given.applicant
    yield pair.fields(
        [
            (message(f"bundle.field.applicant.{key}"), case.written(f"applicant.{key}", getattr(one, key)))
            for key in ("representative", "post", "representative_number")
        ]
    )


def authority(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What the right to act rests on."""
    yield pair.say("bundle.authority", value=case.written("applicant.authority", case.given.applicant.authority))


def certifier(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Who certifies it for the company."""
    yield pair.say("bundle.certified_by", value=by_hand("certifier"))
    yield signed(pair, "bundle.sign.certifier", "certifier_signature")
    yield pair.say("bundle.sign.day", "right", value=by_hand("day"))


def addressed(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The court to which a paper goes."""
    yield pair.say("bundle.said.court", value=case.court)
