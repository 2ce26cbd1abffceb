"""`exequatur`: the commands, and what happens when something is wrong. Heavy parts are imported by the command that
needs them.

Annotations are values here, not texts: typer evaluates texts twice, at every start.
"""

import errno
import gc
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ..corpus.errors import DataError
from . import documents, money, plan, screen
from .io import claim_of as _claim
from .io import put as _print
from .options import AsForm, ClaimFile, Form, On

app = typer.Typer(
    name="exequatur",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    help="Will a Chinese court recognise and enforce a foreign judgment or arbitral award? Not legal advice.",
)
claims = typer.Typer(no_args_is_help=True, help="Write and check claim files.", rich_markup_mode=None)
corpus = typer.Typer(no_args_is_help=True, help="The law and the record as data.", rich_markup_mode=None)
app.add_typer(claims, name="claim")
app.add_typer(corpus, name="corpus")
app.add_typer(documents.messages, name="messages")


@app.command()
def assess(
    claim: ClaimFile,
    on: On = None,
    known: Annotated[
        str | None,
        typer.Option("--known", metavar="DAY", help="use only foreign decisions that were public by that day"),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="show every reason and every closed fact")] = False,
    form: AsForm = Form.text,
) -> None:
    """Would a Chinese court recognise this title?

    On what basis, with which reasons, on what does it hang, and what is missing?

    \b
    Examples:  exequatur assess examples/los-angeles.yaml
               exequatur assess examples/los-angeles.yaml --on 2017-06-29
    """
    from .. import verbs

    answer = verbs.assess(_claim(claim), on, known)
    if form is Form.text:
        from .show.answers import assessment
        from .show.parts import console

        console().print(assessment(answer, full=full), crop=sys.stdout.isatty())
    else:
        _print(answer, form, lambda told: told)


@app.command()
def ask(
    claim: ClaimFile,
    on: On = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="where the answers go (default: the claim file itself)"),
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """Asks one question after another, the best next.

    Says why each is asked, writes the answers into the claim file, and stops when nothing can change the outcome. With -
    or --format json it shows the next question and asks nothing.

    \b
    Examples:  exequatur ask my-claim.yaml
               exequatur ask my-claim.yaml --format json
    """
    if claim != "-" and form is Form.text:
        from .ask import interview

        interview(Path(claim), on, out)
        return
    if out is not None:
        raise DataError("-o belongs to the interview; with - or --format json nothing is written")
    from .. import verbs
    from .show.asking import next_question

    _print(verbs.ask(_claim(claim), on), form, next_question)


@claims.command("new")
def claim_new(
    out: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="where to write, .yaml or .json (default: print)")
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """An empty claim with every fact that can be asked.

    As YAML each fact is a comment with its question; in a .json file each is null, which means unknown. --format json
    prints the facts with their questions and values.

    \b
    Examples:  exequatur claim new my-claim.yaml
               exequatur claim new --format json
    """
    from .. import verbs
    from .template import write

    if out is not None:
        write(out)
    if form is Form.json:
        _print(verbs.claim_new(), form, lambda told: told)
    elif out is None:
        from ..law.load import book
        from .template import template

        sys.stdout.write(template(book()))


@claims.command("check")
def claim_check(claim: ClaimFile, form: AsForm = Form.text) -> None:
    """What was understood of a claim file.

    Example:  exequatur claim check examples/los-angeles.yaml
    """
    from .. import verbs
    from .show.answers import checked

    _print(verbs.claim_check(_claim(claim)), form, checked)


@claims.command("schema")
def claim_schema() -> None:
    """The JSON Schema of a claim file (draft 2020-12).

    Made from the vocabulary, for editors and programs that write claims.

    Example:  exequatur claim schema
    """
    from .. import verbs

    _print(verbs.claim_schema(), Form.json, lambda told: told)


@app.command()
def state(
    iso: Annotated[str, typer.Argument(metavar="ISO", help="two letters, such as US")],
    on: On = None,
    form: AsForm = Form.text,
) -> None:
    """Where a state stands on a day.

    Its group, the test of reciprocity limb by limb, its history, the rulings.

    Example:  exequatur state US --on 2017-07-01
    """
    from .. import verbs
    from .show.places import state as show

    _print(verbs.state(iso, on), form, show)


@app.command()
def states(on: On = None, form: AsForm = Form.text) -> None:
    """All states with their group on a day.

    Example:  exequatur states --on 2021-11-19
    """
    from .. import verbs
    from .show.places import states as show

    _print(verbs.states(on), form, show)


@app.command()
def ruling(
    name: Annotated[
        str, typer.Argument(metavar="ID-OR-CASE-NUMBER", help="an id, or a case number in hanzi or pinyin")
    ],
    form: AsForm = Form.text,
) -> None:
    """One reported ruling.

    Its facts, reasons and sources, and what would have been said the day before. A part of the id brings suggestions.

    Example:  exequatur ruling "(2017) Hu 01 Xie Wai Ren No. 16"
    """
    from .. import verbs
    from .show.record import ruling as show

    _print(verbs.ruling(name), form, show)


@app.command()
def rulings(form: AsForm = Form.text) -> None:
    """The reported rulings on our record.

    Example:  exequatur rulings
    """
    from .. import verbs
    from .show.record import rulings as show

    _print(verbs.rulings(), form, show)


@app.command()
def provision(
    id: Annotated[str, typer.Argument(metavar="ID", help="such as cpl2023.300.2")],
    on: On = None,
    form: AsForm = Form.text,
) -> None:
    """One provision in our words.

    When it is in force, its numbers by date, what uses it, its sources.

    Example:  exequatur provision cpl2023.300.2
    """
    from .. import verbs
    from .show.record import provision as show

    _print(verbs.provision(id, on), form, show)


@app.command()
def backtest(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="a YAML list of rulings (default: the shipped record)")
    ] = None,
    kind: Annotated[
        str, typer.Option(help="replay (facts as found) or forecast (facts as the file showed them)")
    ] = "replay",
    knowledge: Annotated[
        str, typer.Option(help="court (decided before the day) or public (published before it)")
    ] = "court",
    scorecard: Annotated[bool, typer.Option("--scorecard", help="print docs/scorecard.md instead")] = False,
    form: AsForm = Form.text,
) -> None:
    """The answers beside the reported rulings.

    For every ruling on record what would have been said as of its day, compared with what the court did.

    Example:  exequatur backtest --kind forecast --knowledge public
    """
    from .. import verbs

    if scorecard:
        from ..language.scorecard import scorecard as write
        from ..law.load import book

        sys.stdout.write(write(book()))
        return
    from .show.record import backtest as show

    _print(verbs.backtest(file, kind, knowledge), form, show)


@app.command()
def cite(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT-OR-FILE...", help="a case number, a text, or a file; - for standard input"),
    ],
    form: AsForm = Form.text,
) -> None:
    """Finds Chinese case numbers in a text.

    In hanzi or pinyin, old style or new; each is parsed and resolved to court, type and year.

    Example:  exequatur cite "(2017)沪01协外认16号"
    """
    from .. import verbs
    from .show.record import citations

    _print(verbs.cite([_text(text) for text in texts]), form, citations)


def _text(text: str) -> str:
    if text == "-":
        return sys.stdin.buffer.read(64 << 20).decode("utf-8", "replace")
    path = Path(text)
    try:
        is_file = len(text) < 1024 and path.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        return text
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError("not UTF-8 text; save it as UTF-8", path) from None


@corpus.command("check")
def corpus_check(
    directory: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="a corpus directory (default: the shipped one)")
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """Faults of the data; status 2 if there are any.

    Each with file, line and remedy.

    Example:  exequatur corpus check
    """
    from .. import verbs
    from .show.record import faults

    if directory is not None and not directory.is_dir():
        raise DataError("no such directory; name the directory that holds facts/, cn/, states/ …", directory)
    answer = verbs.corpus_check(directory)
    _print(answer, form, faults, one_line=True)
    if answer["faults"]:
        raise typer.Exit(2)


for command in (plan.plan, plan.limit, plan.venue, plan.papers, plan.routes, money.interest, money.ledger):
    app.command()(command)
app.command()(screen.screen)
app.command()(screen.portfolio)
app.command()(screen.diff)
app.command()(documents.draft)
app.command(context_settings={"ignore_unknown_options": True})(money.fee)  # a sum below zero is no option


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Exit status: 0 done, 2 the input or the words are wrong, 1 our fault."""
    words = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    if sys.stdout is None:
        _stop("standard output is closed; send it to a file or a pipe", 2)
    try:
        app(words, prog_name="exequatur", standalone_mode=True)
    except DataError as error:
        _stop(str(error), 2)
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # typer calls that an error, status 1
            _leave_pipe()
        raise
    except BrokenPipeError:
        _leave_pipe()
    except KeyboardInterrupt:
        _stop("stopped", 130)
    except Exception as error:
        if debug:
            raise
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _stop(f"the answer cannot be written: {error.strerror}; make room", 2)
        _stop(
            f"our fault: {type(error).__name__}: {error}. "
            "Run again with --debug and report what it prints together with the input.",
            1,
        )


def _leave_pipe() -> None:
    """Whoever read the answer has closed the pipe, as `head` does: nothing is left to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
    sys.exit(0)


def _stop(message: str, status: int) -> NoReturn:
    sys.stderr.write(f"{' '.join(message.split())}\n")
    sys.exit(status)


def start() -> None:
    """The command as installed: one answer and out, so that nothing is gained by collecting garbage on the way."""
    gc.disable()
    main()


if __name__ == "__main__":
    start()
