"""The commands about money: what it costs, and what it earns while it is not paid.

Annotations are values here, not texts: typer evaluates texts twice, which the start of every other verb would pay for.
"""

from typing import Annotated

import typer

from .io import file_of, put
from .options import AsForm, Form, On


def fee(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="recognition, action, cietac … (above)")],
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
    """What a court or an arbitral institution charges.

    The figure to the smallest unit with its working, who pays first and who bears it, and another figure where the law
    is open.

    Kinds: recognition, award-recognition, execution, preservation, action, payment-order, set-aside, bankruptcy, cietac,
    cietac-domestic, shiac, scia, hkiac, siac.

    \b
    Examples:  exequatur fee recognition 1200000 --on 2026-11-24
               exequatur fee cietac 500000 --currency USD --rate 7.1 --rate-day 2026-11-20 --rate-source "a bank" --on 2026-11-24
    """
    from .. import verbs
    from .show.money import fee as show

    put(verbs.fee(kind, amount, currency, on, rate, rate_day, rate_source), form, show)


def interest(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="delayed, lpr, lpr4 … (above)")],
    principal: Annotated[
        str,
        typer.Option("--principal", metavar="P", help="such as 1200000.00, or 100000..500000 where it is not known"),
    ],
    since: Annotated[
        str, typer.Option("--from", metavar="DAY", help="the first day; for delayed the day the period expires")
    ],
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="the last day (default: until payment)")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="without --to: the day to count to so far (default: today)"),
    ] = None,
    currency: Annotated[str, typer.Option("--currency", metavar="CODE", help="of the principal")] = "CNY",
    count: Annotated[
        str | None,
        typer.Option(
            "--count", metavar="first|both", help="first: the last day does not count (default); both: it does"
        ),
    ] = None,
    rate: Annotated[
        str | None, typer.Option("--rate", metavar="PERCENT", help="a year; for the kinds us-federal and rate")
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="365|360|actual", help="days in a year, where the rate is by year")
    ] = None,
    term: Annotated[str, typer.Option("--term", metavar="1|5", help="for lpr: the rate of one year or of five")] = "1",
    law: Annotated[str | None, typer.Option("--law", metavar="LAW", help="for statute, such as US-NY")] = None,
    contract: Annotated[
        str | None,
        typer.Option("--contract", metavar="DAY", help="for lpr4: day of the loan contract (default: --from)"),
    ] = None,
    filed: Annotated[
        str | None, typer.Option("--filed", metavar="DAY", help="for lpr4: day of the suit, where the loan is older")
    ] = None,
    bankruptcy: Annotated[
        str | None,
        typer.Option("--bankruptcy-accepted", metavar="DAY", help="a bankruptcy of the debtor was accepted that day"),
    ] = None,
    not_counted: Annotated[
        list[str] | None,
        typer.Option("--not-counted", metavar="DAY..DAY", help="for delayed: a stay that the debtor did not ask for"),
    ] = None,
    assume: Annotated[
        bool, typer.Option("--assume-last-rate", help="project beyond the last known rate; the lines are marked")
    ] = False,
    exchange: Annotated[
        str | None,
        typer.Option("--exchange", metavar="RATE", help="for delayed: what one unit of --currency is worth in CNY"),
    ] = None,
    exchange_day: Annotated[
        str | None, typer.Option("--exchange-day", metavar="DAY", help="the day of that rate")
    ] = None,
    exchange_source: Annotated[
        str | None, typer.Option("--exchange-source", metavar="TEXT", help="who published that rate, such as CFETS")
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """What a debt earns while it is not paid.

    A line per rate; days without a known rate stay open.

    Kinds: delayed (the doubled part, in execution), lpr (loan prime rate), lpr4 (ceiling of private loans), sales-default
    (late payment of a price), us-federal, statute (a judgment by the law of its court), rate (simple, your own rate).

    \b
    Examples:  exequatur interest delayed --principal 1000000 --from 2025-01-01 --to 2026-01-01
               exequatur interest lpr --principal 1000000 --from 2024-01-01 --to 2025-01-01
               exequatur interest us-federal --principal 1000000 --currency USD --rate 4.2 --from 2024-03-01 --on 2026-11-24
    """
    from .. import verbs
    from .show.money import interest as show

    answer = verbs.interest(
        kind,
        principal,
        since,
        until,
        on,
        currency,
        count,
        rate,
        basis,
        term,
        law,
        contract,
        filed,
        bankruptcy,
        not_counted or (),
        assume,
        exchange,
        exchange_day,
        exchange_source,
    )
    put(answer, form, show)


def ledger(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="a CSV table or a YAML list of entries, or - for standard input")
    ],
    on: On = None,
    rate: Annotated[
        str | None,
        typer.Option(
            "--rate", metavar="RATE", help="of invoices that state none: per cent a year, none, sales-default or lpr"
        ),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="of all sums, where the file has no such column")
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option("--claim", metavar="KIND", help="the kind of claim, for limitation, such as international_sale"),
    ] = None,
    assume: Annotated[
        bool, typer.Option("--assume-last-rate", help="project beyond the last known rate; the lines are marked")
    ] = False,
    form: AsForm = Form.text,
) -> None:
    """What is owed on a debt account, on any day.

    Invoices, payments, credit notes, costs and agreements become a statement: payments go to the invoice that they name,
    else in the order of the law; interest is counted by days; limitation by invoice.

    \b
    Examples:  exequatur ledger examples/ledger.csv --on 2026-11-24
               exequatur ledger examples/ledger.csv --on 2026-11-24 --rate sales-default --claim international_sale
    """
    from .. import verbs
    from .show.ledger import account

    put(verbs.ledger(file_of(file), on, rate, currency, claim, assume), form, account)
