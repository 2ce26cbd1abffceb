"""OpenFisca-Core: a variable for every fact and rule, arrays of all claims at once. It knows two values, so a fact that can be
unknown is two variables, "can be false" and "can be true", and a rule too; dates are numbers of days.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..law import DATES, FIRST, TODAY, TRUTHS
from ..prepared import WIDTH
from .c_loop import BASES, CODES, EPOCH, KINDS, LATEST, SERVED, STANDS, STATUS

PERIOD = "2026"
EARLIEST = -LATEST
_ON = TODAY - EPOCH

Pair = tuple[Any, Any]


def no(a: Pair) -> Pair:
    return a[1], a[0]


def both(*parts: Pair) -> Pair:
    low, high = parts[0]
    for more_low, more_high in parts[1:]:
        low, high = low | more_low, high & more_high
    return low, high


def either(*parts: Pair) -> Pair:
    return no(both(*map(no, parts)))


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import YEAR
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    rows = pq.read_table(place / "states.parquet").to_pylist()
    names = [row["iso"] for row in rows]
    since = np.array(
        [
            [LATEST if (day := row[f"since_{at}"]) is None else day.toordinal() - EPOCH for at in range(WIDTH)]
            for row in rows
        ]
    )
    cells = {
        name: np.array(
            [[2 if (cell := row[f"{name}_{at}"]) is None else int(cell) for at in range(WIDTH)] for row in rows]
        )
        for name in ("de_facto", "consensus")
    }
    groups = np.array([*(row["group"] for row in rows), -1], "int8")
    ends = pq.read_table(place / "ends.parquet")
    low_of, high_of = (
        np.append(ends[name].to_numpy().astype("int32"), end) for name, end in (("low", EARLIEST), ("high", LATEST))
    )
    entity = build_entity(key="claim", plural="claims", label="a claim", is_person=True)
    system = TaxBenefitSystem([entity])

    def variable(name: str, kind: type, formula: Any = None) -> None:
        body: dict[str, Any] = {"value_type": kind, "entity": entity, "definition_period": YEAR, "label": name}
        if formula is not None:
            body["formula"] = lambda claim, period, _parameters=None: formula(lambda id: claim(id, period))
        system.add_variable(type(name, (Variable,), body))

    def rule(name: str, formula: Callable[[Any], Pair]) -> None:
        variable(f"{name}_no", bool, lambda get: formula(get)[0])
        variable(f"{name}_yes", bool, lambda get: formula(get)[1])

    def pair(get: Any, name: str) -> Pair:
        return get(f"{name}_no"), get(f"{name}_yes")

    for name in (*TRUTHS, "title", "served"):
        variable(f"{name}_no", bool)
        variable(f"{name}_yes", bool)
    for name in (*DATES, "origin"):
        variable(name, int)

    def place_in(get: Any) -> Any:
        judged, origin = get("judgment_date"), get("origin")
        at = (judged[:, None] >= since[origin]).sum(axis=1) - 1
        return np.where((origin < 0) | (judged == LATEST) | (at < 0), -1, at)

    variable("stretch", int, place_in)
    for name, table in cells.items():
        variable(
            name, int, lambda get, table=table: np.where(get("stretch") < 0, 2, table[get("origin"), get("stretch")])
        )

    def known(get: Any, name: str) -> Any:
        return get(name) != LATEST

    def index(get: Any, name: str) -> Any:
        return np.where(get(name) == LATEST, -1, get(name) - (FIRST - EPOCH))

    variable(
        "since",
        int,
        lambda get: np.where(known(get, "effective_date"), get("effective_date"), get("judgment_date")),
    )
    for key, name in (("s", "since"), ("i", "last_interruption_date")):
        variable(f"low_{key}", int, lambda get, name=name: low_of[index(get, name)])
        variable(f"high_{key}", int, lambda get, name=name: high_of[index(get, name)])
    variable("low_e", int, lambda get: np.where(known(get, "effective_date"), get("low_s"), EARLIEST))
    variable("high_e", int, lambda get: np.where(known(get, "effective_date"), get("high_s"), LATEST))
    variable("high_b", int, lambda get: np.maximum(get("high_e"), get("high_i")))

    def interrupted(get: Any) -> tuple[Any, Any]:
        no_, yes = pair(get, "limit_interrupted")
        return ~yes, ~no_

    variable(
        "last_low",
        int,
        lambda get: np.where(interrupted(get)[1], np.maximum(get("low_e"), get("low_i")), get("low_e")),
    )
    variable("last_high", int, lambda get: np.where(interrupted(get)[0], get("high_e"), get("high_b")))
    variable("last_high_stands", int, lambda get: np.where(interrupted(get)[1], get("high_b"), get("high_e")))

    def in_time(get: Any) -> Pair:
        applied, given = get("application_date"), known(get, "application_date")
        return ~given | (get("last_low") < applied), ~given | (applied <= get("last_high"))

    rule("in_time", in_time)
    variable(
        "late",
        bool,
        lambda get: np.where(known(get, "application_date"), get("application_date"), _ON) > get("last_high_stands"),
    )

    def table_says(get: Any, name: str) -> Pair:
        return get(name) != 1, get(name) != 0

    rule("gate", lambda get: either(table_says(get, "de_facto"), table_says(get, "consensus")))

    def dismissal(get: Any) -> Pair:
        suit_no, suit_yes = pair(get, "suit_pending_here")
        return either(
            no(pair(get, "title")),
            no(pair(get, "gate")),
            pair(get, "appeal_pending"),
            no(pair(get, "final_abroad")),
            no(pair(get, "translation_certified")),
            (suit_no | True, suit_yes),
        )

    rule("d", dismissal)
    rule(
        "r",
        lambda get: either(
            *(
                pair(get, name)
                for name in (
                    "discriminatory_measure",
                    "on_countermeasure_list",
                    "exclusive_jurisdiction_here",
                    "obtained_by_fraud",
                    "conflicting_judgment_here",
                    "against_public_policy",
                )
            ),
            both(no(pair(get, "connection_with_origin")), no(pair(get, "submitted_to_jurisdiction"))),
            both(pair(get, "served"), pair(get, "respondent_here_when_served"), no(pair(get, "respondent_took_part"))),
            both(pair(get, "party_without_capacity"), no(pair(get, "properly_represented"))),
            both(pair(get, "arbitration_agreement_valid"), no(pair(get, "arbitration_waived"))),
            both(no(pair(get, "in_time")), pair(get, "respondent_raises_time_bar")),
        ),
    )

    def is_(get: Any, name: str) -> Any:
        return ~get(f"{name}_no")

    def isnt(get: Any, name: str) -> Any:
        return ~get(f"{name}_yes")

    variable("shut", bool, lambda get: get("title_no") | get("gate_no"))
    variable(
        "out",
        bool,
        lambda get: (
            get("shut")
            | is_(get, "appeal_pending")
            | get("final_abroad_no")
            | isnt(get, "translation_certified")
            | is_(get, "suit_pending_here")
        ),
    )
    variable(
        "refused",
        bool,
        lambda get: (
            is_(get, "discriminatory_measure")
            | is_(get, "on_countermeasure_list")
            | is_(get, "exclusive_jurisdiction_here")
            | (isnt(get, "connection_with_origin") & get("submitted_to_jurisdiction_no"))
            | (is_(get, "served") & is_(get, "respondent_here_when_served") & get("respondent_took_part_no"))
            | (is_(get, "party_without_capacity") & isnt(get, "properly_represented"))
            | is_(get, "obtained_by_fraud")
            | is_(get, "conflicting_judgment_here")
            | is_(get, "against_public_policy")
            | (is_(get, "arbitration_agreement_valid") & isnt(get, "arbitration_waived"))
            | (get("late") & get("respondent_raises_time_bar_yes"))
        ),
    )
    variable(
        "stands",
        int,
        lambda get: np.where(get("out"), 3, np.where(get("refused"), 2, np.where(is_(get, "punitive_part"), 1, 0))),
    )
    variable("basis", int, lambda get: np.where(get("shut"), -1, (get("de_facto") != 1).astype("int8")))
    variable("possible_recognised", bool, lambda get: get("d_no") & get("r_no") & get("punitive_part_no"))
    variable("possible_partly", bool, lambda get: get("d_no") & get("r_no") & get("punitive_part_yes"))
    variable("possible_refused", bool, lambda get: get("d_no") & get("r_yes"))
    variable("possible_dismissed", bool, lambda get: get("d_yes"))
    variable("group", int, lambda get: groups[get("origin")])

    def acts(get: Any) -> Any:
        again, since_ = get("last_interruption_date"), get("since")
        within = (again <= _ON) & ((since_ == LATEST) | (since_ <= again)) & (again <= get("high_e"))
        return get("limit_interrupted_yes") & (again != LATEST) & within

    variable("acts", bool, acts)
    variable(
        "last_day",
        int,
        lambda get: np.where(get("acts") & (get("last_interruption_date") <= get("low_s")), get("low_i"), get("low_s")),
    )
    variable(
        "last_day_latest",
        int,
        lambda get: np.where(known(get, "effective_date") & get("acts"), get("high_i"), get("high_e")),
    )

    def status(get: Any) -> Any:
        applied = get("application_date")
        done = applied <= _ON
        asked = np.where(done, applied, _ON)
        ended = np.where(get("last_day_latest") < asked, 0, np.where(asked <= get("last_day"), 1, 2))
        return np.where(done, 0, 3) + ended

    variable("limit_status", int, status)
    read: dict[str, Any] = {
        "origin": (names.index, -1),
        "kind": (KINDS.__contains__, 2),
        "service_method": (SERVED.__contains__, 2),
    }

    def run(table: Path, out: Path) -> None:
        claims = pq.read_table(table, read_dictionary=list(CODES)).combine_chunks()
        simulation = SimulationBuilder().build_default_simulation(system, count=claims.num_rows)

        def code(name: str) -> Any:
            to, empty = read[name]
            array = claims.column(name).unify_dictionaries().combine_chunks()
            array = array.chunk(0) if isinstance(array, pa.ChunkedArray) else array
            words = np.array([*(to(word) for word in array.dictionary.to_pylist()), empty], "int32")
            return words[array.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)]

        def truth(name: str, values: Any) -> None:
            simulation.set_input(f"{name}_no", PERIOD, values != 1)
            simulation.set_input(f"{name}_yes", PERIOD, values != 0)

        for name in TRUTHS:
            truth(name, claims.column(name).cast(pa.int8()).fill_null(2).to_numpy())
        truth("title", code("kind"))
        truth("served", code("service_method"))
        simulation.set_input("origin", PERIOD, code("origin"))
        for name in DATES:
            simulation.set_input(name, PERIOD, claims.column(name).cast(pa.int32()).fill_null(LATEST).to_numpy())

        def found(name: str) -> Any:
            return simulation.calculate(name, PERIOD)

        def word(name: str, words: tuple[str, ...]) -> Any:
            values = found(name).astype("int8")
            return pa.DictionaryArray.from_arrays(pa.array(values, mask=values < 0), pa.array(words))

        def days(name: str) -> Any:
            values = found(name).astype("int32")
            return pa.array(values, mask=abs(values) == LATEST).cast(pa.date32())

        group = found("group").astype("int8")
        answers = {
            "id": claims.column("id"),
            **{name: pa.array(found(name)) for name in _POSSIBLE},
            "as_it_stands": word("stands", STANDS),
            "basis": word("basis", BASES),
            "group": pa.array(group, mask=group < 0),
            "last_day": days("last_day"),
            "last_day_latest": days("last_day_latest"),
            "limit_status": word("limit_status", STATUS),
        }
        pq.write_table(pa.table(answers), out, compression="zstd")

    return run


_POSSIBLE = ("possible_recognised", "possible_partly", "possible_refused", "possible_dismissed")
