"""Versions of one rule follow each other without gap or overlap, and rules in force together do not contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from ..law.book import Rule
from ..law.decision import DECIDING
from ..logic import nodes
from ..logic.values import iso
from .desk import Desk, Found, lint


@lint("version-gap", needs_book=True)
def version_gap(desk: Desk) -> Found:
    """A day between two versions of one concept on which neither is in force."""
    for earlier, later in _neighbours(desk):
        if later.since > earlier.until + 1:
            yield (
                desk.place(f"rule {later.id}", "in_force", "from"),
                f"{later.id} begins on {iso(later.since)}, but {earlier.id}, the version of `{later.concept}` before it, ends on "
                f"{iso(earlier.until)}; close the gap, or give it another concept",
            )


@lint("version-overlap", needs_book=True)
def version_overlap(desk: Desk) -> Found:
    """Two versions of one concept in force on the same day."""
    for earlier, later in _neighbours(desk):
        if later.since <= earlier.until:
            yield (
                desk.place(f"rule {later.id}", "in_force", "from"),
                f"{later.id} begins on {iso(later.since) or 'the first day'} while {earlier.id}, the version "
                f"of `{later.concept}` before it, "
                f"runs until {iso(earlier.until) or 'further notice'}; end that one the day before, or give it another concept",
            )


def _neighbours(desk: Desk) -> Iterator[tuple[Rule, Rule]]:
    """Each pair of neighbouring versions: same concept, date role, and a regime and track in common."""
    assert desk.book
    regional = desk.book.regional
    versions: dict[tuple[str, str | None, str, str | None], list[Rule]] = defaultdict(list)
    for rule in desk.book.rules.values():
        for regime in rule.regime:
            versions[
                rule.concept, rule.keyed_on, regime, rule.instrument if rule.instrument in regional else None
            ].append(rule)
    pairs = {
        (earlier.id, later.id): (earlier, later)
        for rules in versions.values()
        for earlier, later in pairwise(sorted(rules, key=lambda rule: (rule.since, rule.until)))
    }
    return iter(pairs.values())


@lint("rules-disagree", needs_book=True)
def rules_disagree(desk: Desk) -> Found:
    """Two rules of one regime and day that define the same fact, or of which one bites whenever the other does not."""
    assert desk.book
    regional = desk.book.regional
    defining: dict[str, list[Rule]] = defaultdict(list)
    for rule in desk.book.rules.values():
        if rule.defines and rule.node is not None:
            defining[rule.defines].append(rule)
    for fact, rules in defining.items():
        for one, other in combinations(rules, 2):
            if one.concept != other.concept and _meet(one, other, regional):
                yield (
                    desk.place(f"rule {other.id}", "defines"),
                    f"{other.id} and {one.id} both define {fact} on {iso(max(one.since, other.since)) or 'every day'}; "
                    "end one of them, part their regimes, or join them in one test",
                )
    deciding = [rule for rule in desk.book.rules.values() if rule.effect in DECIDING and rule.node is not None]
    bites = {
        rule.id: _not(rule.node) if rule.effect == "require" else rule.node
        for rule in deciding
        if rule.node is not None
    }
    spared: dict[nodes.AnyNode, list[Rule]] = defaultdict(list)
    for rule in deciding:
        spared[_not(bites[rule.id])].append(rule)
    for rule in deciding:
        for contrary in spared[bites[rule.id]]:
            if contrary.id < rule.id and _meet(contrary, rule, regional):
                yield (
                    desk.place(f"rule {rule.id}", "test"),
                    f"{rule.id} ({rule.effect}) and {contrary.id} ({contrary.effect}) contradict each other: "
                    "whatever the answer, one of them "
                    "bites; turn one of the tests round",
                )


def _meet(one: Rule, other: Rule, regional: frozenset[str]) -> bool:
    """Whether both rules can be asked in one case on one day."""
    if one.since > other.until or other.since > one.until:
        return False
    if one.instrument in regional and other.instrument in regional and one.instrument != other.instrument:
        return False
    return bool({"all"} & {*one.regime, *other.regime} or set(one.regime) & set(other.regime))


def _not(node: nodes.AnyNode) -> nodes.AnyNode:
    return node.of if isinstance(node, nodes.Not) else nodes.Not(node)
