"""States, territories and treaties: known codes, files under their names, and statements that agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from .desk import Desk, Found, Place, lint, span


@lint("unknown-state")
def unknown_state(desk: Desk) -> Found:
    """A code that is no state or territory (ISO 3166-1)."""
    for place, code in _codes(desk):
        if code not in desk.territories:
            remedy = (
                f"write {code.upper()}" if code.upper() in desk.territories else "write two letters such as US or SG"
            )
            yield place, f"`{code}` is not the code of a state or territory (ISO 3166-1); {remedy}"


def _codes(desk: Desk) -> Iterator[tuple[Place, str]]:
    corpus = desk.corpus
    yield from ((desk.place(f"state {iso}", "iso"), iso) for iso in corpus.states)
    yield from ((desk.place(f"treaty {iso}", "iso"), iso) for iso in corpus.bilateral)
    yield from (
        (desk.place(f"ruling {id}", "origin", "state"), str(ruling.origin["state"]))
        for id, ruling in corpus.rulings.items()
    )
    yield from ((desk.place(f"decision {id}", "state"), decision.state) for id, decision in corpus.abroad.items())
    for id, soft in corpus.soft_law.items():
        yield from ((desk.place(f"soft law {id}", "states", number), iso) for number, iso in enumerate(soft.states))
    for id, convention in corpus.multilateral.items():
        yield from (
            (desk.place(f"convention {id}", "newer_parties_seen", iso), iso) for iso in convention.newer_parties_seen
        )
        yield from (
            (desk.place(f"convention {id}", "objection", "states", number), iso)
            for number, iso in enumerate((convention.objection or {}).get("states", []))
        )
    if corpus.new_york:
        yield from (
            (desk.line("treaties/new_york_1958.yaml", "parties", n, "iso"), party.iso)
            for n, party in enumerate(corpus.new_york.parties)
        )
        yield from (
            (desk.line("treaties/new_york_1958.yaml", "territories", n, "iso"), party.iso)
            for n, party in enumerate(corpus.new_york.territories)
        )


@lint("file-name")
def file_name(desk: Desk) -> Found:
    """A file whose name is not the id of what stands in it."""
    corpus = desk.corpus
    named = [(f"ruling {id}", id) for id in corpus.rulings] + [
        (f"decision {id}", id) for id in (*corpus.abroad, *corpus.decisions)
    ]
    named += [(f"state {iso}", iso.lower()) for iso in corpus.states] + [
        (f"treaty {iso}", iso.lower()) for iso in corpus.bilateral
    ]
    named += [(f"instrument {id}", id.replace(".", "-")) for id in corpus.instruments]
    named += [(f"soft law {id}", id) for id in corpus.soft_law] + [
        (f"convention {id}", id) for id in corpus.multilateral
    ]
    for thing, name in named:
        place = desk.place(thing)
        if place.path.stem != name:
            yield place, f"this file holds {thing} and must be called {name}.yaml; rename it, or correct the id"


@lint("treaty-mismatch")
def treaty_mismatch(desk: Desk) -> Found:
    """A state and its treaty that do not agree: one without the other, or two days of entry into force."""
    corpus = desk.corpus
    for iso, state in corpus.states.items():
        treaty = corpus.bilateral.get(iso)
        by_treaty = treaty is not None and treaty.judgment_clauses and treaty.in_force is not None
        if state.route == "treaty" and treaty is None:
            yield (
                desk.place(f"state {iso}", "route"),
                f"{state.name} goes by treaty, and there is no treaties/bilateral/{iso.lower()}.yaml; add it",
            )
        elif (state.route == "treaty") != by_treaty and treaty is not None:
            what = "with" if by_treaty else "without"
            yield (
                desk.place(f"state {iso}", "route"),
                f"the route of {state.name} is `{state.route}`, but its treaty is one {what} judgment clauses in force; "
                "correct one of the files",
            )
        elif state.route == "treaty" and treaty and state.in_force != treaty.in_force:
            yield (
                desk.place(f"state {iso}", "in_force"),
                f"in force {state.in_force} here and {treaty.in_force} in treaties/bilateral/{iso.lower()}.yaml; "
                "correct one of them",
            )
    for iso, treaty in corpus.bilateral.items():
        if iso not in corpus.states:
            yield (
                desk.place(f"treaty {iso}"),
                f"a treaty with {treaty.country}, and there is no states/{iso.lower()}.yaml; add it",
            )


@lint("party-count")
def party_count(desk: Desk) -> Found:
    """The New York Convention with more or fewer parties than `count_parties` says, or one twice."""
    if not (convention := desk.corpus.new_york):
        return
    if len(convention.parties) != convention.count_parties:
        yield (
            desk.line("treaties/new_york_1958.yaml", "count_parties"),
            f"`count_parties` is {convention.count_parties}, but {len(convention.parties)} parties are listed; "
            "correct the count or the list",
        )
    seen: set[str] = set()
    for number, party in enumerate(convention.parties):
        if party.iso in seen:
            yield (
                desk.line("treaties/new_york_1958.yaml", "parties", number),
                f"{party.iso} is listed twice; keep one entry",
            )
        seen.add(party.iso)


@lint("contradicts-record", needs_book=True)
def contradicts_record(desk: Desk) -> Found:
    """A conclusion on a state that is the contrary of what the record gives for that day. A warning: one may be wiser."""
    assert desk.book
    table = desk.book.tables["reciprocity"].rows
    columns = {
        id: fact.column for id, fact in desk.corpus.facts.items() if fact.from_table == "reciprocity" and fact.column
    }
    for iso, state in desk.corpus.states.items():
        on = span((state.conclusions or {}).get("as_of"))
        row = next((row for row in table[iso] if on and row.since <= on[0] <= row.until), None)
        for fact, column in columns.items():
            concluded, computed = (state.conclusions or {}).get(fact), row.values.get(column) if row else None
            if isinstance(concluded, bool) and isinstance(computed, bool) and concluded is not computed:
                rests = ", ".join(row.evidence.get(column, ())) if row else ""
                yield (
                    desk.place(f"state {iso}", "conclusions", fact),
                    f"{fact} is concluded to be {str(concluded).lower()}, but the record gives "
                    f"{str(computed).lower()} ({rests}); "
                    "correct the conclusion, or the law and the decisions it rests on",
                )
