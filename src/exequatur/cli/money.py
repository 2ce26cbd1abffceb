"""The commands about money: what it costs, and what it earns while it is not paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from .options import AsForm, Form

_print: Callable[..., None]


def register(app: typer.Typer, print_answer: Callable[..., None]) -> None:
    """Add the commands about money; `print_answer` prints an answer in a form, by what shows it."""
    global _print
    _print = print_answer
    app.command()(fee)


def fee(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="recognition, action, cietac … (--help lists them)")],
    amount: Annotated[
        str | None, typer.Argument(metavar="AMOUNT", help="such as 1200000.00, or 100000..500000 where it is not known")
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="of the amount (default: that of the table)")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="the day of payment (default: today)")] = None,
    rate: Annotated[
        str | None,
        typer.Option("--rate", metavar="RATE", help="what one unit of --currency is worth in the money of the table"),
    ] = None,
    rate_day: Annotated[str | None, typer.Option("--rate-day", metavar="DAY", help="the day of that rate")] = None,
    rate_source: Annotated[
        str | None, typer.Option("--rate-source", metavar="TEXT", help="who published that rate, such as CFETS")
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """What a court or an arbitral institution charges, with its working.

    Kinds: recognition, award-recognition, execution, preservation, action, payment-order, set-aside, bankruptcy, cietac,
    cietac-domestic, shiac, scia, hkiac, siac.

    Examples:  exequatur fee recognition 1200000 --on 2026-11-24
               exequatur fee cietac 500000 --currency USD --rate 7.1 --rate-day 2026-11-20 --rate-source "a bank" --on 2026-11-24
    """
    from .. import verbs
    from .show.money import fee as show

    _print(verbs.fee(kind, amount, currency, on, rate, rate_day, rate_source), form, show)
