"""Random claims over the whole vocabulary, most of them such as a creditor could hold, and what every answer must be."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import exequatur
from exequatur.assessment.claim import Claim
from exequatur.assessment.fields import ASKED
from exequatur.cli.io import put
from exequatur.cli.options import Form
from exequatur.cli.show import money, papers, planned, routes, timing, venue
from exequatur.language.ics import calendar
from exequatur.law.book import Book, FactInfo

VERBS = ("plan", "limit", "venue", "papers", "routes")
SHOWN = {
    "plan": planned.plan,
    "limit": timing.limits,
    "venue": venue.courts,
    "papers": papers.papers,
    "routes": routes.routes,
    "fee": money.fee,
    "interest": money.interest,
}
ORIGINS = [
    "US",
    "GB",
    "FR",
    "JP",
    "HK",
    "MO",
    "TW",
    "TH",
    "RU",
    "DE",
    "SG",
    "IR",
    "KR",
    "AU",
    "CA",
    "IT",
    "BR",
    "VN",
    "KP",
    "TD",
]
SUMS = ("0.00", "0.01", "99.99", "1000000.00", "640000", "999999999999.99", "12345678.90")
PLACES = (
    "420100",
    "浙江省义乌市",
    "宁波市北仑区",
    "Pudong, Shanghai",
    "Suzhou",
    "鼓楼区",
    "上海市",
    "新疆维吾尔自治区",
    "三沙市",
    "Nowhere at all",
    "No. 5 Chang'an Street, Beijing",
    "88",
)
_UNFILLED = re.compile(r"\{[^{}]*\}|⟨|⟩|\bNone\b|\bnan\b|\bTrue\b|\bFalse\b|10{17,}|  +\S")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SUM = re.compile(r"-?\d+(\.\d+)?")


class Maker:
    """Throws claims with one set of dice."""

    def __init__(self, dice: random.Random, book: Book) -> None:
        self.dice, self.book = dice, book
        self.facts = [one for one in book.facts.values() if one.id not in ("regime", ASKED)]
        self.stated = [one for one in self.facts if not one.derived]

    def claim(self, *, whole: bool = False) -> dict[str, Any]:
        """A claim with its lists; with `whole`, derived facts may be stated as well."""
        dice = self.dice
        self.judged = date(1991, 5, 1) + timedelta(days=dice.randrange(14_000))
        among = self.facts if whole else self.stated
        chosen = dice.sample(among, dice.choice([0, 3, 8, 20, 45, 90]))
        made: dict[str, Any] = {"origin": dice.choice(ORIGINS)}
        if dice.random() < 0.9:
            made["kind"] = "judgment" if dice.random() < 0.6 else dice.choice(self.book.facts["kind"].values or ())
        made |= {info.id: self.value(info) for info in chosen}
        made.setdefault("currency", dice.choice(["USD", "USD", "CNY", "JPY", "KWD", "EUR"]))
        if dice.random() < 0.6:
            made["judgment_date"] = self.judged.isoformat()
        if dice.random() < 0.6:
            made["respondent_domicile_place"] = dice.choice(PLACES)
        for key, entry in (
            ("events", self.event),
            ("instalments", self.instalment),
            ("respondents", self.respondent),
            ("rates", self.rate),
        ):
            if dice.random() < 0.4:
                made[key] = [entry(number) for number in range(dice.choice([0, 1, 1, 2, 3, 6]))]
        if made.get("events"):
            for fact in ("last_interruption_date", "limit_interrupted", "limit_suspended", "obstacle_start_date"):
                made.pop(fact, None)
            for fact in ("obstacle_end_date", "claim_last_interruption_date"):
                made.pop(fact, None)
        if made.get("instalments"):
            for fact in ("performance_due_date", "performance_in_instalments", "performance_period_stated"):
                made.pop(fact, None)
        if "performance_due_date" in made:
            made.pop("performance_period_stated", None)
        return made

    def day(self, early: int = -30, late: int = 4000) -> str:
        """A day around the judgment, some of them known to the month or year only."""
        found = (self.judged + timedelta(days=self.dice.randrange(early, late))).isoformat()
        return found[: self.dice.choice([4, 7, 10, 10, 10, 10])]

    def value(self, info: FactInfo) -> Any:
        """A value that the fact can have."""
        dice = self.dice
        if info.type == "truth":
            return dice.random() < 0.5
        if info.type == "date":
            early = info.id in ("suit_filed_date", "agreement_date", "claim_known_date", "claim_last_due_date")
            first = self.day(-3000, -800) if early or info.id == "loan_contract_date" else self.day(400, 2500)
            return dice.choice([first, first, {"from": first}, {"to": first}])
        if info.type == "code" and info.values:
            return (
                dice.choice(info.values) if dice.random() < 0.7 else dice.sample(info.values, min(3, len(info.values)))
            )
        if info.type == "code":
            codes = info.codes or ""
            if "3166-1" in codes:
                return dice.choice([*ORIGINS, "CN", "CN"])
            if "division" in codes:
                return dice.choice(PLACES) if dice.random() < 0.8 else dice.sample(PLACES, 2)
            return dice.choice(["USD", "JPY", "KWD"]) if "4217" in codes else dice.choice(["FED", "US-CA", "US-NY"])
        if info.type == "amount":
            low = dice.randrange(10**8)
            return dice.choice([dice.choice(("1000", 5, 0)), {"from": str(low), "to": str(low + 7)}, {"from": 7}])
        return dice.randrange(9) if info.type == "count" else "some words"

    def event(self, number: int) -> dict[str, Any]:
        """An event of any kind."""
        dice = self.dice
        kind = dice.choice(list(self.book.timing.events.values()))
        made: dict[str, Any] = {"kind": kind.id}
        if kind.effect == "suspends":
            made["from"] = self.day(0)
            if dice.random() < 0.7:
                made["to"] = str(int(made["from"][:4]) + dice.randrange(1, 4))
        else:
            made["date"] = self.day(0)
        if dice.random() < 0.5:
            made["of"] = dice.choice(kind.of)
        if dice.random() < 0.6:
            made["proof"] = dice.choice(["a letter", "邮件", 'waybill; with, signs: \\ and "quotes"'])
        if dice.random() < 0.3:
            made["amount"] = "1000"
        if dice.random() < 0.2:
            made["note"] = "a note"
        return made

    def instalment(self, number: int) -> dict[str, Any]:
        """A payment ordered by the title."""
        made: dict[str, Any] = {"due": self.day(400)}
        if self.dice.random() < 0.6:
            made["amount"] = "160000"
        return made

    def respondent(self, number: int) -> dict[str, Any]:
        """A respondent with some places."""
        dice = self.dice
        made: dict[str, Any] = {"name": f"义乌某某{number}公司"}
        for field in ("domicile_place", "residence_place"):
            if dice.random() < 0.5:
                made[field] = dice.choice(PLACES)
        if dice.random() < 0.5:
            made["property_places"] = dice.sample(PLACES, dice.randrange(4))
        return made

    def rate(self, number: int) -> dict[str, Any]:
        """A rate of exchange, of a day that no other one has."""
        return {
            "from": self.dice.choice(["USD", "JPY", "KWD", "EUR"]),
            "to": "CNY",
            "rate": self.dice.choice(["7.10", "0.047", "23.5", 7]),
            "on": (self.judged + timedelta(days=100 + number)).isoformat(),
            "source": self.dice.choice(["a bank", "CFETS", "中国外汇交易中心"]),
        }

    def on(self) -> str:
        """A day asked about, most often after the judgment."""
        if self.dice.random() < 0.3:
            return (date(1991, 4, 9) + timedelta(days=self.dice.randrange(18_000))).isoformat()
        day = min(self.judged + timedelta(days=self.dice.randrange(5000)), date(2040, 12, 31))
        return max(day, date(1991, 4, 9)).isoformat()


def answer(verb: str, claim: Claim, on: str) -> dict[str, Any]:
    """What a verb says."""
    found: dict[str, Any] = getattr(exequatur, verb)(claim, on=on)
    return found


def shown(verb: str, told: dict[str, Any]) -> str:
    """What is printed for people."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        put(told, Form.text, SHOWN[verb])
    return out.getvalue()


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every mapping and every plain value of an answer, with its path."""
    if isinstance(value, dict):
        yield path, value
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, f"{path}[{number}]")
    else:
        yield path, value


def flaws(verb: str, told: dict[str, Any], *, text: bool = True) -> Iterator[str]:
    """What is wrong with an answer as such, whatever it says."""
    if json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False)) != told:
        yield "not plain JSON"
    for path, value in leaves(told):
        if isinstance(value, float):
            yield f"{path}: a float {value}"
        elif isinstance(value, str):
            if _UNFILLED.search(value) and not path.endswith(("written", "proof")):
                yield f"{path}: {value}"
            if _ISO.fullmatch(value) and not path.endswith(("written", "name")):
                date.fromisoformat(value)
        elif isinstance(value, dict) and set(value) == {"from", "to"}:
            yield from _reversed(path, value["from"], value["to"])
    for step in told.get("steps", ()) if verb == "plan" else ():
        yield from _of_step(step)
    for limit in told.get("limits", ()):
        first = limit["last_day"]["from"] if isinstance(limit["last_day"], dict) else limit["last_day"]
        if limit["safe_day"] and first and limit["safe_day"] > first:
            yield f"{limit['of']}: safe {limit['safe_day']} after the first possible last day {first}"
    if verb in ("plan", "limit"):
        lines = calendar(told).split(b"\r\n")
        if not (lines[0] == b"BEGIN:VCALENDAR" and lines[-2] == b"END:VCALENDAR"):
            yield "not a calendar"
        if any(len(line) > 75 for line in lines):
            yield "a line of the calendar is too long"
    if text:
        for line in shown(verb, told).splitlines():
            if re.search(r"\{[a-z_]+\}|⟨|⟩|\bNone\b|\bnan\b|\bTrue\b|\bFalse\b|Traceback", line):
                yield f"text: {line}"


def _reversed(path: str, low: object, high: object) -> Iterator[str]:
    if low is None or high is None:
        return
    if isinstance(low, str) and isinstance(high, str):
        if _ISO.fullmatch(low) and _ISO.fullmatch(high):
            if low > high:
                yield f"{path}: {low} is after {high}"
            return
        if _SUM.fullmatch(low) and _SUM.fullmatch(high):
            if float(low) > float(high):
                yield f"{path}: {low} is more than {high}"
            return
    yield f"{path}: {low!r} to {high!r}"


def _of_step(step: dict[str, Any]) -> Iterator[str]:
    if step["done"]:
        return
    if step["latest"] and step["earliest"] > step["latest"]:
        yield f"{step['id']}: earliest {step['earliest']} after latest {step['latest']}"
    wanted = None
    if step["must_by"]:
        late = step["latest"] is None or step["latest"] > step["must_by"]
        wanted = "too_late" if step["earliest"] > step["must_by"] else "tight" if late else "in_time"
    if step["pressure"] != wanted:
        yield f"{step['id']}: pressure {step['pressure']}, by its days {wanted}"
