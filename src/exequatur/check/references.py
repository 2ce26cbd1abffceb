"""References that lead nowhere, and data that rest on nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..corpus.reader import line_of
from .desk import Desk, Found, Place, lint, nearest, walk


@lint("unknown-source")
def unknown_source(desk: Desk) -> Found:
    """A key in a list of `sources` that sources.yaml does not have. (Rulings name their sources in words.)"""
    known = desk.corpus.sources
    for path, raw in desk.corpus.raw.items():
        if "rulings" in path.relative_to(desk.corpus.root).parts:
            continue
        for _, key, value, line in walk(raw):
            if key != "sources" or not isinstance(value, list):
                continue
            for number, source in enumerate(value):
                if not isinstance(source, str) or source not in known:
                    remedy = nearest(source, known, otherwise="add it to sources.yaml")
                    yield (
                        Place(path, line_of(value, number) or line),
                        f"source `{source}` is not in sources.yaml; {remedy}",
                    )


@lint("no-source")
def no_source(desk: Desk) -> Found:
    """A datum that claims to be read (text, secondary) and names no source. What is recalled has none, and says so."""
    corpus = desk.corpus
    data: list[tuple[str, list[str], Iterable[str | None]]] = []
    data += [(f"rule {id}", rule.sources, (rule.confidence,)) for id, rule in corpus.rules.items()]
    data += [
        (f"instrument {id}", file.sources, (file.confidence or "recalled",)) for id, file in corpus.instruments.items()
    ]
    data += [
        (f"state {iso}", [*state.sources, *law.sources], (law.confidence,))
        for iso, state in corpus.states.items()
        for law in (state.law, state.insolvency_law)
        if law
    ]
    data += [
        (f"treaty {iso}", treaty.sources, (treaty.signed_conf, treaty.in_force_conf, treaty.judgment_clauses_conf))
        for iso, treaty in corpus.bilateral.items()
    ]
    data += [(f"soft law {id}", soft.sources, (soft.confidence,)) for id, soft in corpus.soft_law.items()]
    data += [(f"convention {id}", file.sources, (file.confidence,)) for id, file in corpus.multilateral.items()]
    data += [(f"ruling {id}", ruling.sources, (ruling.confidence,)) for id, ruling in corpus.rulings.items()]
    data += [(f"decision {id}", decision.sources, (decision.confidence,)) for id, decision in corpus.abroad.items()]
    for thing, sources, confidences in data:
        claimed = next((confidence for confidence in confidences if confidence in ("text", "secondary")), None)
        if claimed and not sources:
            yield (
                desk.place(thing, "sources"),
                f"{thing} is given as `{claimed}` and names no source; add the source, or write `recalled`",
            )


@lint("dead-reference")
def dead_reference(desk: Desk) -> Found:
    """An id that is referred to and does not exist."""
    for thing, keys, id, pool, where in _references(desk):
        if id not in pool:
            remedy = nearest(id, pool, otherwise="mend the id or take the reference out")
            yield desk.place(thing, *keys), f"{thing}: `{keys[0]}` names `{id}`, and there is no such {where}; {remedy}"


def _references(desk: Desk) -> Iterator[tuple[str, tuple[str | int, ...], str, Mapping[str, object], str]]:
    """Every reference: the thing that makes it, the keys where it stands, the id, the ids there are, and their name."""
    corpus = desk.corpus
    record = {**corpus.rulings, **corpus.abroad}
    articles = (desk.file("cn/tables/renumbering.yaml") or {}).get("cpl_articles", {})
    for id, rule in corpus.rules.items():
        yield from ((f"rule {id}", ("rulings", n), ruling, record, "ruling") for n, ruling in enumerate(rule.rulings))
        yield from (
            (f"rule {id}", ("not_expressed", n), text, corpus.facts, "legal question")
            for n, text in enumerate(rule.not_expressed)
            if text.startswith("lq_")
        )
        if rule.see:
            yield f"rule {id}", ("see",), rule.see, corpus.rules, "rule"
        if rule.renumbering:
            yield f"rule {id}", ("renumbering",), rule.renumbering, articles, "article in renumbering.yaml"
    for id, ruling in corpus.rulings.items():
        yield from ((f"ruling {id}", ("related", n), other, record, "ruling") for n, other in enumerate(ruling.related))
        if ruling.record.later and "by" in ruling.record.later:
            yield f"ruling {id}", ("record", "later", "by"), str(ruling.record.later["by"]), record, "ruling"
    for id, decision in corpus.abroad.items():
        yield from (
            (f"decision {id}", ("used_by", n), other, corpus.rulings, "ruling of the requested state")
            for n, other in enumerate(decision.used_by)
        )
        if decision.related:
            yield f"decision {id}", ("related",), decision.related, record, "decision"
        if decision.finality.superseded_by:
            yield (
                f"decision {id}",
                ("finality", "superseded_by"),
                decision.finality.superseded_by,
                corpus.abroad,
                "foreign decision",
            )
    for regime, order in corpus.decisions.items():
        yield from (
            (f"decision {regime}", ("tracks", n, "instrument"), track.instrument, corpus.instruments, "instrument")
            for n, track in enumerate(order.tracks)
            if track.instrument
        )
    for iso, state in corpus.states.items():
        if state.instrument:
            yield f"state {iso}", ("instrument",), state.instrument, corpus.instruments, "instrument"
    for id, fact in corpus.facts.items():
        yield from (
            (f"fact {id}", ("defined_by", n), rule_id, corpus.rules, "rule")
            for n, rule_id in enumerate(fact.defined_by)
        )


@lint("unknown-fact")
def unknown_fact(desk: Desk) -> Found:
    """A fact of the vocabulary that implies or excludes one that is not in it."""
    facts = desk.corpus.facts
    for id, fact in facts.items():
        named: list[tuple[tuple[str, ...], str]] = [(("implies", other), other) for other in fact.implies]
        named += [
            (("implies_when", code, other), other) for code, others in fact.implies_when.items() for other in others
        ]
        named += [(("excludes",), other) for other in fact.excludes]
        for keys, other in named:
            if other not in facts:
                remedy = nearest(other, facts, otherwise="use a fact of facts/, or add it there")
                yield desk.place(f"fact {id}", *keys), f"{id}: `{keys[0]}` names the unknown fact `{other}`; {remedy}"


@lint("definition-mismatch")
def definition_mismatch(desk: Desk) -> Found:
    """A fact and a rule that do not agree on whether the one is defined by the other."""
    facts, rules = desk.corpus.facts, desk.corpus.rules
    for id, fact in facts.items():
        for number, rule_id in enumerate(fact.defined_by):
            if rule_id in rules and rules[rule_id].defines != id:
                yield (
                    desk.place(f"fact {id}", "defined_by", number),
                    f"{id} is `defined_by` {rule_id}, which defines {rules[rule_id].defines or 'no fact'}; mend one of them",
                )
    for id, rule in rules.items():
        if rule.defines in facts and id not in facts[rule.defines].defined_by:
            yield (
                desk.place(f"rule {id}", "defines"),
                f"{id} defines {rule.defines}, whose `defined_by` does not list it; add it in facts/",
            )
