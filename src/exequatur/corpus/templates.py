"""The file of `cn/practice/` on the papers that go to the court: which there are, and their sections in their order."""

from __future__ import annotations

from typing import Any, Literal

from .base import Confidence, Strict


class Section(Strict, kw_only=True):
    """A section of a paper. `part`: what writes it (its own id where none is named); `facts`: what is said of them, or asked;
    `rules`: the provisions to cite, of which those in force count; `items`: those of `execution.yaml` to ask for.
    """

    id: str
    heading: str | None = None
    part: str | None = None
    level: Literal[2, 3] = 2
    facts: list[str] = []
    rules: list[str] = []
    items: list[str] = []


class Template(Strict, kw_only=True):
    """A paper of some procedures and regimes (empty: all), where `when` holds or may. `document`: its id for those who ask
    for it; no procedure has two of one. `lead`: whose language stands first.
    """

    id: str
    document: str
    title: str
    lead: Literal["requested", "origin"]
    procedures: list[str]
    sections: list[Section]
    sources: list[str]
    confidence: Confidence
    regimes: list[str] = []
    when: Any = None
    cite: str | None = None
    note: str | None = None


class TemplatesFile(Strict, kw_only=True):
    """`templates.yaml`."""

    requested: str
    templates: list[Template]


FILES: dict[str, type[Strict]] = {"templates": TemplatesFile}
MESSAGES: dict[str, tuple[str, ...]] = {"templates": ("title", "sections.heading")}
