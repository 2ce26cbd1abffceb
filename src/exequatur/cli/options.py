"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Form(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"


AsForm = Annotated[Form, typer.Option("--format", help="text (for people) or json (for programs)")]
On = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="the day asked about, such as 2017-06-29 (default: today)")
]
ClaimFile = Annotated[str, typer.Argument(metavar="CLAIM", help="a claim file (YAML or JSON), or - for standard input")]
