"""The commands that write documents, and that tell of the languages they are written in.

Annotations are values here, not texts: typer evaluates texts twice, at every start.
"""

from pathlib import Path
from typing import Annotated

import typer

from ..corpus.errors import DataError
from .io import claim_of, put
from .options import AsForm, Form, On

messages = typer.Typer(no_args_is_help=True, help="The languages of the program.", rich_markup_mode=None)

Words = Annotated[
    list[str],
    typer.Argument(metavar="[DOCUMENT]... CLAIM", help="which documents (default: all), then the claim file, or -"),
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="the directory they go to")]
Languages = Annotated[str, typer.Option("--lang", metavar="TAGS", help="languages of the memo, such as en,zh-Hans")]
Forms = Annotated[str, typer.Option("--as", metavar="FORMS", help="docx, pdf, html, txt; several with commas")]
Paper = Annotated[str, typer.Option("--paper", help="a4 or letter")]


def draft(
    words: Words,
    out: Out,
    lang: Languages = "en",
    forms: Forms = "docx,pdf",
    paper: Paper = "a4",
    on: On = None,
    answers: Annotated[
        Path | None,
        typer.Option("--from", metavar="ANSWERS", help="with demand: one letter for each debtor of a screening"),
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """Write the memo and the filing bundle, or letters on a debt.

    A paper of the bundle may be named alone: cover, application, power, representative, evidence, effect, reciprocity,
    service, translation, preservation, execution, checklist, to_fill. The bundle is Chinese, with English line by line.
    Letters are drafted from a debt file: demand, acknowledgment, instalments, settlement.
    A file that somebody has edited is not written over: the new draft stands beside it.

    \b
    Examples:  exequatur draft examples/los-angeles.yaml -o drafts
               exequatur draft memo examples/los-angeles.yaml -o drafts --lang en,zh-Hans --as pdf
               exequatur draft bundle examples/zh-claim.yaml -o drafts --as docx
               exequatur draft demand instalments examples/letters/debt.yaml -o letters
    """
    from .. import verbs
    from ..verbs.documents import DOCUMENTS
    from ..verbs.letters import LETTERS
    from .show.drafted import demanded, drafted

    *only, claim = words
    if answers is not None:
        if only != ["demand"]:
            raise DataError("--from goes with one document: exequatur draft demand DEBT --from ANSWERS -o DIR")
        from .progress import bar

        with bar("Letters") as tick:
            told = verbs.draft(
                claim, out, on=on, only=only, forms=_listed(forms), paper=paper, answers=answers, tick=tick
            )
        put(told, form, demanded)
        return
    letters = any(name in LETTERS for name in only)
    answer = verbs.draft(
        claim if letters else claim_of(claim),
        out,
        on=on,
        lang=_listed(lang),
        only=only or DOCUMENTS,
        forms=_listed(forms),
        paper=paper,
    )
    put(answer, form, drafted)


@messages.command("status")
def status(form: AsForm = Form.text) -> None:
    """For each language: how many messages are reviewed, machine-made, stale or missing.

    Example:  exequatur messages status
    """
    from .. import verbs
    from .show.drafted import languages

    put(verbs.messages_status(), form, languages)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
