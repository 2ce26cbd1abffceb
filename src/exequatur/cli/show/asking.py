"""A question of the interview."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from .parts import QUIET, WORDS, Told, outcome


def where(told: Told) -> Text:
    """Where the claim stands, in one line."""
    others = ", ".join(WORDS[name].lower() for name in told["possible"])
    line = Text("As it stands ").append_text(outcome(told["as_it_stands"], bold=True))
    return line.append(f"   possible: {others}", style=QUIET)


def question(told: Told) -> RenderableType:
    """One question: what it is about, where to look, why it is asked, how many are left."""
    asked = told["question"]
    quiet = [*asked["sentences"], asked["look"], told["sentence"]]
    values = [Text(f"{number:>2}  {one['label']}") for number, one in enumerate(asked["values"], 1)]
    return Group(
        Text(),
        Text(asked["about"], style=QUIET),
        Text(asked["question"], style="bold"),
        Padding(Group(*[Text(line, style=QUIET) for line in quiet], *values), (0, 0, 0, 2), expand=False),
    )


def next_question(told: Told) -> RenderableType:
    """Where a claim stands and what to ask next, for one look without an interview."""
    if told["question"] is None:
        return Group(where(told), Text(told["sentence"]))
    return Group(where(told), question(told), Text(told["question"]["answer"], style=QUIET))
