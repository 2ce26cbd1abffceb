"""The particulars of a claim: names and data that its papers need and no rule reads. Text as it was written, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..corpus.reader import line_of
from .entries import Respondent
from .fields import ClaimError

PARTICULARS = "particulars"
MOST_PARTIES = 50
SHORT, LONG = 2000, 20_000
"""Characters of a text."""


class Applicant(msgspec.Struct, frozen=True):
    """Who applies. `number`: of the register, the passport or the identity card; `authority`: what lets the representative
    sign (articles, resolution).
    """

    name: str | None = None
    name_zh: str | None = None
    sex: str | None = None
    born: str | None = None
    number: str | None = None
    address: str | None = None
    representative: str | None = None
    post: str | None = None
    representative_number: str | None = None
    authority: str | None = None
    contact: str | None = None


class Agent(msgspec.Struct, frozen=True):
    """A lawyer who acts for the applicant."""

    lawyer: str | None = None
    firm: str | None = None
    licence: str | None = None
    contact: str | None = None


class Opponent(msgspec.Struct, frozen=True):
    """A respondent as the papers name it, in the order of the list `respondents`. `code`: the unified social credit code, or
    the number of an identity paper.
    """

    name: str | None = None
    name_zh: str | None = None
    sex: str | None = None
    born: str | None = None
    code: str | None = None
    address: str | None = None
    representative: str | None = None
    contact: str | None = None


class Particulars(msgspec.Struct, frozen=True):
    """All of them. `court`: the court or institution in its own language; `performed`: what was paid or executed anywhere;
    `urgency`: why property may be lost; `security`: what is offered for preservation; `account`: to be paid to.
    """

    applicant: Applicant = Applicant()
    agents: tuple[Agent, ...] = ()
    respondents: tuple[Opponent, ...] = ()
    docket: str | None = None
    court: str | None = None
    court_zh: str | None = None
    operative_part: str | None = None
    account: str | None = None
    property: tuple[str, ...] = ()
    performed: str | None = None
    urgency: str | None = None
    security: str | None = None


LONG_TEXTS = ("operative_part", "performed", "urgency", "security")
TEXTS = ("docket", "court", "court_zh", "operative_part", "account", "performed", "urgency", "security")
KEYS = Particulars.__struct_fields__


def read_particulars(
    raw: Mapping[str, Any], source: Path | str | None, respondents: tuple[Respondent, ...]
) -> Particulars:
    """The particulars of a claim; `respondents`: its list of them. Raises ClaimError."""
    form = raw.get(PARTICULARS)
    if form is None:
        return Particulars()
    top = _Part(form, PARTICULARS, source, line_of(raw, PARTICULARS))
    top.keys(KEYS)
    made = Particulars(
        Applicant(**_texts(top.part("applicant"), Applicant)),
        tuple(Agent(**_texts(one, Agent)) for one in top.parts("agents")),
        tuple(Opponent(**_texts(one, Opponent)) for one in top.parts("respondents")),
        property=top.words("property"),
        **{key: top.text(key, LONG if key in LONG_TEXTS else SHORT) for key in TEXTS},
    )
    _same_respondents(top, made.respondents, respondents)
    return made


class _Part:
    """A part of the form with its place for errors."""

    def __init__(self, raw: Any, path: str, source: Path | str | None, line: int | None) -> None:
        self.raw, self.path, self.source, self.line = raw, path, source, line

    def error(self, key: str | int | None, message: str) -> ClaimError:
        at = self.path if key is None else f"{self.path}[{key}]" if isinstance(key, int) else f"{self.path}.{key}"
        line = None if key is None else line_of(self.raw, key)
        return ClaimError(f"{at}: {message}", self.source, line or self.line)

    def keys(self, allowed: tuple[str, ...]) -> None:
        if not isinstance(self.raw, Mapping):
            raise self.error(None, f"must hold {', '.join(allowed)}")
        for key in self.raw:
            if key not in allowed:
                raise self.error(str(key)[:40], f"has no place here; allowed: {', '.join(allowed)}")

    def text(self, key: str, most: int = SHORT) -> str | None:
        return self._text(key, self.raw.get(key), most)

    def _text(self, key: str | int, value: object, most: int) -> str | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > most:
            raise self.error(key, f"write it as text (at most {most:,} characters)")
        return str(value).strip() or None

    def part(self, key: str) -> _Part:
        value = self.raw.get(key)
        return _Part({} if value is None else value, f"{self.path}.{key}", self.source, line_of(self.raw, key))

    def parts(self, key: str) -> list[_Part]:
        at = self._list(key, "with an entry for each")
        return [
            _Part(one, f"{at.path}[{number}]", self.source, line_of(at.raw, number) or at.line)
            for number, one in enumerate(at.raw)
        ]

    def words(self, key: str) -> tuple[str, ...]:
        at = self._list(key, "of texts")
        found = [at._text(number, one, SHORT) for number, one in enumerate(at.raw)]
        return tuple(one for one in found if one)

    def _list(self, key: str, what: str) -> _Part:
        at = self.part(key)
        if at.raw == {} and self.raw.get(key) is None:
            at.raw = []
        if not isinstance(at.raw, list):
            raise self.error(key, f"must be a list {what}")
        if len(at.raw) > MOST_PARTIES:
            raise self.error(key, f"more than {MOST_PARTIES} entries; name those that matter most")
        return at


def _texts(part: _Part, form: type[msgspec.Struct]) -> dict[str, str | None]:
    part.keys(form.__struct_fields__)
    return {key: part.text(key) for key in form.__struct_fields__}


def _same_respondents(top: _Part, named: tuple[Opponent, ...], listed: tuple[Respondent, ...]) -> None:
    """The two lists of respondents name the same ones in the same order."""
    if not named or not listed:
        return
    if len(named) != len(listed):
        raise top.error(
            "respondents",
            f"names {len(named)}, but the list `respondents` {len(listed)}; name the same ones in the same order",
        )
    for number, (one, other) in enumerate(zip(named, listed, strict=True)):
        names = {name for name in (one.name, one.name_zh) if name}
        if names and other.name and other.name.strip() not in names:
            raise top.part("respondents").error(
                number, f"has another name than respondents[{number}] ({other.name[:60]}); correct one of them"
            )
