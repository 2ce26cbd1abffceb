"""The files of `cn/practice/` on papers: which are needed, who issues them, with which formality, how a power is given."""

from __future__ import annotations

from typing import Any, Literal

from .base import Confidence, Strict

Nature = Literal["court", "public", "private", "award", "statement", "here"]
"""How a paper comes about: court papers of the place of origin; other public papers; private ones that need a notary first;
awards; other evidence; papers made in the requested state or for its court.
"""
FormalityKind = Literal[
    "none",
    "apostille",
    "legalisation",
    "treaty_exemption",
    "notarial_apostille",
    "notarial_legalisation",
    "regional",
]


class Condition(Strict, kw_only=True):
    """A test in the form of a rule, as part of an item."""

    when: Any


class Took(Strict, kw_only=True):
    """How many days a paper takes, to plan with."""

    min: int
    max: int
    sources: list[str]
    confidence: Confidence


class Fee(Strict, kw_only=True):
    """A fee in minor units; None where it is not known."""

    amount: int
    currency: str
    per: Literal["document", "signature", "page"] = "document"


class Paper(Strict, kw_only=True):
    """A paper of an application.

    `when`: the case in which it is needed. `unless`: where the paper is spared although it would be. `must`: asked for by a
    text (always), wanted by courts (usual), of use (optional); `must_if`: where it becomes a must. `at_hand`: the test that
    says it is there. `place`: where it is made (at the court of origin, where the applicant is at home, in the requested
    state). `issuers`: the kind of issuer, as in `issuers.yaml`. `was`: its ids in the source data.
    """

    id: str
    name: str
    what: str
    form: str
    procedures: list[str]
    nature: Nature
    place: Literal["origin", "applicant", "here"]
    issuers: str
    sources: list[str]
    confidence: Confidence
    when: Any = None
    regimes: list[str] = []
    unless: Condition | None = None
    spared: str | None = None
    must: Literal["always", "usual", "optional"] = "always"
    must_if: Condition | None = None
    at_hand: Condition | None = None
    translated: bool = True
    copied: bool = True
    validity: str | None = None
    without: str | None = None
    takes: Took | None = None
    cite: str | None = None
    rules: list[str] = []
    was: list[str] = []
    note: str | None = None


class PapersFile(Strict, kw_only=True):
    """`papers.yaml`."""

    requested: str
    papers: list[Paper]


class Formality(Strict, kw_only=True):
    """What a paper made abroad has to bear. The first of its nature whose test holds and whose first rule is in force on
    the day of the application counts; `origin` in a test is the place where the paper is made. `met`: the test that says
    that the court papers bear it.
    """

    id: str
    of: list[Nature]
    kind: FormalityKind
    text: str
    rules: list[str]
    sources: list[str]
    confidence: Confidence
    procedures: list[str] = []
    when: Any = None
    issuers: str | None = None
    met: Condition | None = None
    takes: Took | None = None
    note: str | None = None


class FormalitiesFile(Strict, kw_only=True):
    """`formalities.yaml`."""

    requested: str
    formalities: list[Formality]


class Issuer(Strict, kw_only=True):
    """Who issues a kind of paper or formality. Without `when` it is the general rule, used where no other holds for
    certain; `origin` in a test is the place where the paper is made.
    """

    id: str
    of: list[str]
    by: str
    sources: list[str]
    confidence: Confidence
    when: Any = None
    gives: str | None = None
    fee: Fee | None = None
    takes: Took | None = None
    limit: str | None = None
    note: str | None = None


class IssuersFile(Strict, kw_only=True):
    """`issuers.yaml`."""

    requested: str
    issuers: list[Issuer]


class Filing(Strict, kw_only=True):
    """How papers are handed in by some procedures: how many, translated by whom, what comes of gaps."""

    id: str
    procedures: list[str]
    court: int
    each_respondent: int
    translation: str
    without: str
    sources: list[str]
    confidence: Confidence
    rules: list[str] = []
    cite: str | None = None
    note: str | None = None


class FilingFile(Strict, kw_only=True):
    """`filing.yaml`."""

    requested: str
    filing: list[Filing]


class PowerPart(Strict, kw_only=True):
    """A part of the power of attorney: a way to sign it, a thing it says, a stage it names, a special power."""

    id: str
    kind: Literal["way", "form", "stage", "special"]
    text: str
    sources: list[str]
    confidence: Confidence
    procedures: list[str] = []
    when: Any = None
    cite: str | None = None
    rules: list[str] = []


class PowerFile(Strict, kw_only=True):
    """`power.yaml`."""

    requested: str
    power: list[PowerPart]


class Advice(Strict, kw_only=True):
    """Common advice that is wrong on the day: while its first rule is in force and `when` holds."""

    id: str
    text: str
    rules: list[str]
    sources: list[str]
    confidence: Confidence
    procedures: list[str] = []
    when: Any = None


class AdviceFile(Strict, kw_only=True):
    """`advice.yaml`."""

    requested: str
    advice: list[Advice]


FILES: dict[str, type[Strict]] = {
    "papers": PapersFile,
    "formalities": FormalitiesFile,
    "issuers": IssuersFile,
    "filing": FilingFile,
    "power": PowerFile,
    "advice": AdviceFile,
}
MESSAGES: dict[str, tuple[str, ...]] = {
    "papers": ("name", "what", "form", "spared", "validity", "without"),
    "formalities": ("text",),
    "issuers": ("by", "gives", "limit"),
    "filing": ("translation", "without"),
    "power": ("text",),
    "advice": ("text",),
}
