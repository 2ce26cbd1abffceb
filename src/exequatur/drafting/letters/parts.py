"""What every letter and agreement on a debt is built from: the parties, the debt as the account has it, the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from ...language.tree import Block, Document
from ..both import Both, Two, name, same
from .debt import Debt, Party, day_in


class Open(msgspec.Struct, frozen=True):
    """A document of the account that is not paid in full, or a claim, which has no days here; sums in minor units."""

    document: str
    day: int | None
    due: int | None
    amount: int
    left: int


class Balance(msgspec.Struct, frozen=True):
    """The account on a day, in minor units. `interest` is None where its rate is not known; `basis`: what it is counted by, in
    both languages.
    """

    on: int
    currency: str
    open: tuple[Open, ...]
    principal: int
    interest: int | None
    costs: int
    basis: Two | None = None

    @property
    def total(self) -> int:
        """What is known to be owed."""
        return self.principal + (self.interest or 0) + self.costs


class Letter:
    """A debt with its balance, said in two languages."""

    def __init__(self, both: Both, debt: Debt, balance: Balance, path: Path, titles: bool = False) -> None:
        """`titles`: the debt is what judgments or awards order, not what a contract does."""
        self.both, self.debt, self.balance, self.path, self.titles = both, debt, balance, path, titles
        self.creditor = self.party(debt.creditor, "creditor")
        self.debtor = self.party(debt.debtor, "debtor")
        self.on = both.day(balance.on)
        self.owed = self.money(balance.total)

    def party(self, party: Party, key: str) -> Two:
        """The name of a party."""
        return name(party.name_zh, party.name, self.both.blank(f"{key}.name_zh"))

    def text(self, value: str | None, key: str) -> Two:
        """A text of the file, or a blank."""
        return same(value) if value else self.both.blank(key)

    def money(self, minor: int) -> Two:
        """A sum in the currency of the account."""
        return self.both.sum(minor, self.balance.currency)

    def day(self, text: str | None, key: str) -> Two:
        """A day of the file, or a blank."""
        return self.both.day(day_in(text, key, self.path)) if text else self.both.blank(key)

    def title(self, id: str) -> Block:
        """The title of the paper."""
        return self.both.heading(id, 1)

    def parties(self) -> Iterator[Block]:
        """Creditor and debtor with the data that tell them apart."""
        for role, party in (("creditor", self.debt.creditor), ("debtor", self.debt.debtor)):
            yield self.both.line(f"letter.party.{role}", "plain", value=self.party(party, role))
            yield self.both.line("letter.code", "small", value=self.text(party.code, f"{role}.code"))
            yield self.both.line(
                "letter.registered", "small", value=self.text(party.registered_address, f"{role}.registered_address")
            )
            yield self.both.line("letter.served", "small", value=self.text(party.address, f"{role}.address"))
            who = self.text(party.representative, f"{role}.representative")
            yield self.both.line("letter.represented", "small", value=who, on=self.text(party.post, f"{role}.post"))

    def contract(self) -> Two:
        """The contract by its title, number and day."""
        one = self.debt.contract
        if self.titles:
            return self.both.two("letter.titles")
        title = name(one.title_zh, one.title, self.both.blank("contract.title"))
        number = self.text(one.number, "contract.number")
        return self.both.two("letter.contract", value=title, number=number, day=self.day(one.date, "contract.date"))

    def account(self) -> Iterator[Block]:
        """The open documents, and what they come to."""
        both, dated = self.both, any(one.day is not None for one in self.balance.open)
        head = ("document", *(("day", "due") if dated else ()), "amount", "left")
        rows = [
            (
                same(one.document),
                *(self._days(one) if dated else ()),
                self.money(one.amount),
                self.money(one.left),
            )
            for one in self.balance.open
        ]
        titles = [both.two(f"letter.account.{name}") for name in head]
        yield both.table(titles, rows, [4] * (len(head) - 2) + [5, 5], right=len(head) - 2)
        yield self.sums()

    def _days(self, one: Open) -> tuple[Two, Two]:
        """The day of a document, and the day on which it falls due."""
        return tuple(  # type: ignore[return-value]
            self.both.blank(f"ledger.{key}") if at is None else self.both.day(at)
            for key, at in (("day", one.day), ("due", one.due))
        )

    def sums(self) -> Block:
        """Principal, interest and costs, and the whole; interest that is not known is said."""
        known = self.balance
        parts = {"principal": self.money(known.principal), "costs": self.money(known.costs)}
        if known.interest is None:
            return self.both.line("letter.owes.no_interest", day=self.on, value=self.owed, **parts)
        interest = self.money(known.interest)
        return self.both.line("letter.owes", day=self.on, value=self.owed, interest=interest, **parts)

    def pay_to(self) -> Iterator[Block]:
        """Where to pay."""
        for key in ("holder", "bank", "number", "swift"):
            value = self.text(getattr(self.debt.account, key), f"account.{key}")
            yield self.both.line(f"letter.account.{key}", "small", value=value)

    def signed(self, *roles: str) -> Iterator[Block]:
        """A place to sign for each side."""
        for role in roles:
            party = self.creditor if role == "creditor" else self.debtor
            yield self.both.line("letter.signed", "plain", value=party)
            yield self.both.line("letter.signature", "small")

    def document(self, title: str, blocks: list[Block]) -> Document:
        """The paper. `title`: the id of its name."""
        lead = self.both.lead
        return Document(
            title=lead.text(title),
            language=lead.language,
            blocks=tuple(blocks),
            head=lead.runs("letter.head", value=lead.text(title), on=self.debtor.lead),
            direction=lead.direction,
            look="letter",
        )
