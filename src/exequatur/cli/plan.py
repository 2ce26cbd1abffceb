"""The commands from answer to plan. Each imports what it needs when it runs.

Annotations are values here, not texts: typer evaluates texts twice, at every start.
"""

import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from .io import claim_of, put
from .options import AsForm, ClaimFile, Form, On


class DatedForm(StrEnum):
    """How an answer with dates is printed."""

    text = "text"
    json = "json"
    ics = "ics"


AsDated = Annotated[
    DatedForm, typer.Option("--format", help="text (for people), json (for programs) or ics (for calendars)")
]


def limit(claim: ClaimFile, on: On = None, form: AsDated = DatedForm.text) -> None:
    """By which day must the creditor act?

    Every period that bears on the claim, with its working and its safe day.

    Example:  exequatur limit examples/siac-award.yaml

    Example:  exequatur limit examples/siac-award.yaml --format ics
    """
    from .. import verbs
    from .show.timing import limits

    _dated(verbs.limit(claim_of(claim), on), form, limits)


def venue(claim: ClaimFile, on: On = None, form: AsForm = Form.text) -> None:
    """Which court? All that are competent, ranked, with reasons.

    Each with what its competence depends on, and how the places of the claim were read.

    Example:  exequatur venue examples/los-angeles.yaml --on 2017-06-29

    Example:  exequatur venue examples/credit-seller.yaml --format json
    """
    from .. import verbs
    from .show.venue import courts

    put(verbs.venue(claim_of(claim), on), form, courts)


def plan(claim: ClaimFile, on: On = None, form: AsDated = DatedForm.text) -> None:
    """The way from today to the money.

    Steps on one time line with their days, court, papers, costs, routes, execution.

    Example:  exequatur plan examples/siac-award.yaml
    """
    from .. import verbs
    from .show.planned import plan as show

    _dated(verbs.plan(claim_of(claim), on), form, show)


def routes(claim: ClaimFile, on: On = None, form: AsForm = Form.text) -> None:
    """The ways to the money side by side.

    Recognition, suit, arbitration, Hong Kong, settlement, payment order.

    Example:  exequatur routes examples/default-by-post.yaml
    """
    from .. import verbs
    from .show.routes import routes as show

    put(verbs.routes(claim_of(claim), on), form, show)


def papers(claim: ClaimFile, on: On = None, form: AsForm = Form.text) -> None:
    """The papers of the application, as a checklist.

    From whom, in which form, with which formality by day and place, fee, weeks, copies, and what a gap means.

    Example:  exequatur papers examples/chicago.yaml
    """
    from .. import verbs
    from .show.papers import papers as show

    put(verbs.papers(claim_of(claim), on), form, show)


def _dated(answer: dict[str, Any], form: DatedForm, show: Any) -> None:
    if form is DatedForm.ics:
        from ..language.ics import calendar

        sys.stdout.buffer.write(calendar(answer))
        return
    put(answer, Form.json if form is DatedForm.json else Form.text, show)
