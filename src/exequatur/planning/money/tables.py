"""The tables of fees and rates as the plan reads them: dated, in whole numbers, decoded from the book when first asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from ...corpus.base import Confidence
from ...law.book import Book
from ...logic.values import EVER, day, iso

Number = int | str
"""A whole number, or a decimal kept as text."""
Year = Literal["360", "365", "actual"]


def fraction(number: Number) -> Fraction:
    """A number of the data, exactly: 0.015 or 1/3."""
    return Fraction(number)


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry of a table; unknown keys are refused."""


class Dated(Entry, frozen=True, kw_only=True):
    """An entry that holds between two days, both inclusive; an end that is null is open."""

    from_: str = msgspec.field(name="from")
    to: str | None = None
    note: str | None = None
    sources: list[str] = []
    confidence: Confidence | None = None

    @property
    def since(self) -> int:
        """The first day."""
        return day(self.from_)[0]

    @property
    def until(self) -> int:
        """The last day."""
        return day(self.to)[1] if self.to else EVER


class Band(Entry, frozen=True, kw_only=True):
    """The part of a sum up to `up_to` (major units): a flat fee for the lowest, a share for the others."""

    up_to: int | None
    flat: int | None = None
    rate: Number | None = None
    base: int | None = None


class Example(Entry, frozen=True, kw_only=True):
    """A published or checked example."""

    amount: int
    fee: Number


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """Bands of a fee, in order; the last one is open. What is not named here is for readers."""

    bands: list[Band]
    currency: str = "CNY"
    cap: int | None = None
    examples: list[Example] = []
    sources: list[str] = []


class PartForm(Entry, frozen=True, kw_only=True):
    """A part of a fee: a scale or a flat sum, a share of it, and its limits (major units)."""

    id: str
    scale: str | None = None
    flat: int | None = None
    unknown: bool = False
    times: Number = 1
    minimum: int | None = None
    cap: int | None = None
    cap_confidence: Confidence | None = None


class Otherwise(Entry, frozen=True, kw_only=True):
    """Another figure that may be asked for: a flat sum, or a share of the fee."""

    id: str
    rule: str
    confidence: Confidence
    flat: int | None = None
    times: Number | None = None


class Bounds(Entry, frozen=True, kw_only=True):
    """Two ends in major units."""

    least: int
    most: int


class FeeVersion(Dated, frozen=True, kw_only=True):
    """A fee between two days. Who pays first, who bears it and the notes are ids of messages."""

    parts: list[PartForm]
    paid_by: str
    borne_by: str
    rule: str | None = None
    no_amount: Bounds | None = None
    alternatives: list[Otherwise] = []
    notes: list[str] = []
    examples: list[Example] = []


class FeeFile(Entry, frozen=True, kw_only=True):
    """`fees.yaml` and `arbitration_fees.yaml`."""

    requested: str
    sources: list[str]
    confidence: Confidence
    fees: dict[str, Scale]
    kinds: dict[str, list[FeeVersion]]
    currency: str = "CNY"


class Step(Dated, frozen=True, kw_only=True):
    """A rate in per cent a year that holds until the next step."""

    rate: Number


class RateFile(msgspec.Struct, frozen=True, kw_only=True):
    """`lpr_one_year.yaml` and `pboc_benchmark_up_to_one_year.yaml`; what is not named here is for readers."""

    steps: list[Step]
    sources: list[str]
    confidence: Confidence
    five_year_steps: list[Step] = []
    unknown_after: str | None = None


class LendingVersion(Dated, frozen=True, kw_only=True):
    """The ceiling on private loans: so many times the rate, or a rate in per cent a year."""

    rule: str
    times: int | None = None
    enforceable: Number | None = None
    ceiling: Number | None = None


class Transition(Entry, frozen=True, kw_only=True):
    """From which suits on the new ceiling reaches older loans."""

    suits_from: str
    rule: str
    confidence: Confidence


class LendingFile(msgspec.Struct, frozen=True, kw_only=True):
    """`lending.yaml`."""

    versions: list[LendingVersion]
    transition: Transition
    sources: list[str]


class Delayed(Dated, frozen=True, kw_only=True):
    """Interest for late performance: so many parts per million a day, or a multiple of a rate a year."""

    rule: str
    per_million_per_day: int | None = None
    table: str | None = None
    times: int | None = None
    year: int | None = None
    longest_days: int | None = None


class Basis(Entry, frozen=True, kw_only=True):
    """The year of days that is usual, and another that is met."""

    year: int
    other_year: int
    confidence: Confidence


class SalesDefault(Dated, frozen=True, kw_only=True):
    """Interest for late payment of a price: the rate of the day of breach times a factor within two ends."""

    rule: str
    least: Number
    most: Number


class Federal(Dated, frozen=True, kw_only=True):
    """Interest on judgments of United States federal courts."""

    year: int
    compounded: Literal["yearly"]


class Stop(Dated, frozen=True, kw_only=True):
    """An event that ends interest; `kind` narrows it to one kind of interest."""

    event: Literal["bankruptcy_accepted"]
    rule: str
    last_day: Literal["day_before", "none"]
    kind: str | None = None


class ConversionRule(Dated, frozen=True, kw_only=True):
    """Whose rate of which day turns one currency into another."""

    rule: str
    currency: str
    of: Literal["start"]
    rate: Literal["central_parity"]


class Conversion(Entry, frozen=True, kw_only=True):
    """The rules of conversion, and the names of those who publish the central parity."""

    delayed: ConversionRule
    parity_sources: list[str]
    confidence: Confidence


class Count(Entry, frozen=True, kw_only=True):
    """Which days are counted where nothing is said."""

    default: Literal["first", "both"]
    confidence: Confidence


class InterestFile(Entry, frozen=True, kw_only=True):
    """`interest.yaml`."""

    requested: str
    sources: list[str]
    confidence: Confidence
    count: Count
    delayed: list[Delayed]
    lpr: Basis
    sales_default: list[SalesDefault]
    us_federal: Federal
    stops: list[Stop]
    conversion: Conversion


class ForeignLawRate(Entry, frozen=True, kw_only=True):
    """The interest that a law abroad gives on its judgments."""

    name: str
    versions: list[Step]
    year: int
    sources: list[str]
    confidence: Confidence
    note: str | None = None


class JudgmentRates(Entry, frozen=True, kw_only=True):
    """`judgment_rates.yaml`."""

    requested: str
    sources: list[str]
    confidence: Confidence
    laws: dict[str, ForeignLawRate]


class Published(Entry, frozen=True, kw_only=True):
    """A figure that somebody published: a share of the claim, with its year."""

    id: str
    procedures: list[str]
    least: Number
    most: Number
    year: int
    sources: list[str]
    confidence: Confidence


class Cut(Entry, frozen=True, kw_only=True):
    """A part of the sum that a rule takes away where it applies."""

    rule: str
    part: str
    regime: str


class CostFile(Entry, frozen=True, kw_only=True):
    """`costs.yaml`."""

    requested: str
    sources: list[str]
    confidence: Confidence
    procedures: dict[str, list[str]]
    published: list[Published]
    cuts: list[Cut]


class Money(msgspec.Struct, frozen=True):
    """Every table of money of the book."""

    fees: FeeFile
    arbitration_fees: FeeFile
    lpr_one_year: RateFile
    pboc_benchmark_up_to_one_year: RateFile
    lending: LendingFile
    interest: InterestFile
    judgment_rates: JudgmentRates
    costs: CostFile

    def benchmark(self, name: str) -> RateFile:
        """A table of rates by its name."""
        found: RateFile = getattr(self, name)
        return found


def money(book: Book) -> Money:
    """The tables of money, decoded once."""
    made: Money = book.kept("money", None, lambda: msgspec.msgpack.decode(book.money, type=Money, strict=False))
    return made


class _Dated(Protocol):
    @property
    def since(self) -> int: ...
    @property
    def until(self) -> int: ...


D = TypeVar("D", bound=_Dated)


def in_force(entries: list[D], on: int) -> D | None:
    """The entry that holds on the day `on`."""
    return next((entry for entry in entries if entry.since <= on <= entry.until), None)


def first_day(entries: list[Any]) -> str | None:
    """The first day of all entries, as ISO."""
    return iso(min(entry.since for entry in entries))
