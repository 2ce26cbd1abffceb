"""Rules that cannot work as written: no test, a test with one answer, an order that never asks them."""

from __future__ import annotations

from ..law.decision import DECIDING, FAILS_TO
from ..logic import nodes
from .desk import Desk, Found, lint, nearest


@lint("no-test")
def no_test(desk: Desk) -> Found:
    """A rule that decides the application, without a test and without saying why it has none."""
    for id, rule in desk.corpus.rules.items():
        if rule.effect in DECIDING and rule.test is None and rule.when is None and not rule.not_expressed:
            yield (
                desk.place(f"rule {id}", "effect"),
                f"{id} can {rule.effect}, and has no `test`; add it, or say in `not_expressed` why it cannot be tested",
            )


@lint("nothing-said")
def nothing_said(desk: Desk) -> Found:
    """A rule with neither a test nor `not_expressed`: a provision must not be passed over in silence."""
    for id, rule in desk.corpus.rules.items():
        carried = rule.test is not None or rule.when is not None or rule.period or rule.yields or rule.not_expressed
        if rule.effect not in DECIDING and not carried:
            yield (
                desk.place(f"rule {id}"),
                f"{id} has neither `test` nor `not_expressed`; "
                "add a test, or say in `not_expressed` where its content is carried",
            )


@lint("unknown-else")
def unknown_else(desk: Desk) -> Found:
    """A requirement that does not say what follows where it is not met, or says something that no application can end in."""
    for id, rule in desk.corpus.rules.items():
        if rule.effect == "require" and not (isinstance(rule.else_, str) and rule.else_ in FAILS_TO):
            yield (
                desk.place(f"rule {id}", "else" if rule.else_ else "effect"),
                f"{id} requires, and where that fails `else` is `{rule.else_}`; write one of {', '.join(FAILS_TO)}",
            )


@lint("unknown-regime")
def unknown_regime(desk: Desk) -> Found:
    """A regime that neither decides applications (cn/decisions) nor is one of the two other words: all, new_suit."""
    known = {*desk.corpus.decisions, "all", "new_suit"}
    for id, rule in desk.corpus.rules.items():
        for number, regime in enumerate(rule.regime):
            if regime not in known:
                remedy = nearest(regime, known, otherwise=f"write one of {', '.join(sorted(known))}")
                yield desk.place(f"rule {id}", "regime", number), f"{id}: unknown regime `{regime}`; {remedy}"


@lint("unknown-table", needs_book=True)
def unknown_table(desk: Desk) -> Found:
    """A fact or test that looks something up in a table or column that is not made, where the rule does not declare the gap."""
    assert desk.book
    columns = {
        name: {column for rows in table.rows.values() for row in rows for column in row.values}
        for name, table in desk.book.tables.items()
    }
    for id, fact in desk.corpus.facts.items():
        if fact.from_table and fact.column not in columns.get(fact.from_table, ()):
            yield (
                desk.place(f"fact {id}", "from_table"),
                f"{id} comes from `{fact.column}` of table `{fact.from_table}`, which is not made; "
                "correct the name, or let a rule define it",
            )
    for id, rule in desk.book.rules.items():
        read = (
            {(part.name, part.column) for part in nodes.walk(rule.node) if isinstance(part, nodes.Table)}
            if rule.node
            else set()
        )
        for name, column in sorted(read):
            if column not in columns.get(name, ()) and not rule.not_expressed:
                yield (
                    desk.place(f"rule {id}", "test"),
                    f"{id} looks up `{column}` in table `{name}`, which is not made; "
                    "correct the name, or declare the gap in `not_expressed`",
                )
