"""Polars by hand: lazy, streaming, Kleene logic on nullable truths, no join but that with the table of states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from ..law import FIRST, TODAY

SERVED = ("post", "email", "publication")
STANDS = pl.Enum(["dismissed", "refused", "partly_recognised", "recognised"])
BASIS = pl.Enum(["reciprocity_de_facto", "reciprocity_consensus"])
STATUS = pl.Enum(["late", "met", "may_be_late", "passed", "open", "may_have_passed"])
_EPOCH = 719_163


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers."""
    states = pl.read_parquet(place / "states.parquet").lazy()
    ends = pl.read_parquet(place / "ends.parquet")
    low, high = (ends[name] for name in ("low", "high"))

    def run(table: Path, out: Path) -> None:
        answers(pl.scan_parquet(table), states, low, high).sink_parquet(out, compression_level=1)

    return run


def answers(claims: pl.LazyFrame, states: pl.LazyFrame, low: pl.Series, high: pl.Series) -> pl.LazyFrame:
    """The whole program."""
    col, lit = pl.col, pl.lit
    days = {name: col(name).to_physical() for name in ("effective_date", "judgment_date", "last_interruption_date")}
    effective, judged, again = days.values()
    since = pl.coalesce(effective, judged)
    first = FIRST - _EPOCH
    on = TODAY - _EPOCH
    claims = claims.join(states, left_on="origin", right_on="iso", how="left", maintain_order="left").with_columns(
        _dated("de_facto").alias("de_facto"),
        _dated("consensus").alias("consensus"),
        low_s=lit(low).gather(since - first),
        high_s=lit(high).gather(since - first),
        low_i=lit(low).gather(again - first),
        high_i=lit(high).gather(again - first),
        applied=col("application_date").to_physical(),
        effective=effective,
        since=since,
        again=again,
    )
    known = col("effective").is_not_null()
    lim = col("limit_interrupted")
    low_e, high_e = pl.when(known).then(col("low_s")), pl.when(known).then(col("high_s"))
    both_high = pl.when(known & col("again").is_not_null()).then(pl.max_horizontal("high_s", "high_i"))
    last_low = pl.when(lim).then(pl.max_horizontal(low_e, col("low_i"))).otherwise(low_e)
    last_high = pl.when(lim.not_()).then(high_e).otherwise(both_high)
    in_time = pl.when(col("applied") <= last_low).then(True).when(col("applied") > last_high).then(False)
    late = col("applied").fill_null(on) > pl.when(lim).then(both_high).otherwise(high_e)
    acts = (
        (lim.is_null() | lim)
        & (col("again") <= on)
        & (col("since").is_null() | (col("since") <= col("again")))
        & (~known | (col("again") <= col("high_s")))
    )
    claims = claims.with_columns(
        in_time=in_time,
        late=late.fill_null(False),
        low=pl.when(acts & (col("again") <= col("low_s"))).then("low_i").otherwise("low_s"),
        high=pl.when(known & acts).then("high_i").when(known).then("high_s"),
    )
    title, gate = col("kind").is_in(["judgment", "settlement"]), col("de_facto") | col("consensus")
    served, heard = col("service_method").is_in(SERVED), col("party_without_capacity") & ~col("properly_represented")
    dismissed = (
        ~title
        | ~gate
        | col("appeal_pending")
        | ~col("final_abroad")
        | ~col("translation_certified")
        | (col("suit_pending_here") & lit(None, pl.Boolean))
    )
    refused = (
        col("discriminatory_measure")
        | col("on_countermeasure_list")
        | col("exclusive_jurisdiction_here")
        | (~col("connection_with_origin") & ~col("submitted_to_jurisdiction"))
        | (served & col("respondent_here_when_served") & ~col("respondent_took_part"))
        | heard
        | col("obtained_by_fraud")
        | col("conflicting_judgment_here")
        | col("against_public_policy")
        | (col("arbitration_agreement_valid") & ~col("arbitration_waived"))
        | (~col("in_time") & col("respondent_raises_time_bar"))
    )
    shut = (title & gate).fill_null(False).not_()
    stands_dismissed = (
        shut
        | _is(col("appeal_pending"))
        | ~_is(col("final_abroad"))
        | _is(~col("translation_certified"))
        | _is(col("suit_pending_here"))
    )
    stands_refused = (
        _is(col("discriminatory_measure") | col("on_countermeasure_list") | col("exclusive_jurisdiction_here"))
        | _is(~col("connection_with_origin") & col("submitted_to_jurisdiction").fill_null(False).not_())
        | _is(served & col("respondent_here_when_served") & col("respondent_took_part").fill_null(False).not_())
        | _is(heard | col("obtained_by_fraud") | col("conflicting_judgment_here") | col("against_public_policy"))
        | _is(col("arbitration_agreement_valid") & ~col("arbitration_waived"))
        | (col("late") & col("respondent_raises_time_bar").fill_null(True))
    )
    claims = claims.with_columns(
        dismissed=dismissed, refused=refused, shut=shut, out=stands_dismissed, no=stands_refused
    )
    left = ~col("dismissed") & ~col("refused")
    done = (col("applied") <= on).fill_null(False)
    asked = pl.when(done).then("applied").otherwise(on)
    over, within = (col("high") < asked).fill_null(False), (asked <= col("low")).fill_null(False)
    return claims.select(
        "id",
        possible_recognised=(left & ~col("punitive_part")).fill_null(True),
        possible_partly=(left & col("punitive_part")).fill_null(True),
        possible_refused=(~col("dismissed") & col("refused")).fill_null(True),
        possible_dismissed=col("dismissed").fill_null(True),
        as_it_stands=pl.when("out")
        .then(lit("dismissed", STANDS))
        .when("no")
        .then(lit("refused", STANDS))
        .when("punitive_part")
        .then(lit("partly_recognised", STANDS))
        .otherwise(lit("recognised", STANDS)),
        basis=pl.when("shut")
        .then(None)
        .when("de_facto")
        .then(lit("reciprocity_de_facto", BASIS))
        .otherwise(lit("reciprocity_consensus", BASIS)),
        group=col("group"),
        last_day=col("low").cast(pl.Date),
        last_day_latest=col("high").cast(pl.Date),
        limit_status=pl.when(done)
        .then(
            pl.when(over)
            .then(lit("late", STATUS))
            .when(within)
            .then(lit("met", STATUS))
            .otherwise(lit("may_be_late", STATUS))
        )
        .otherwise(
            pl.when(over)
            .then(lit("passed", STATUS))
            .when(within)
            .then(lit("open", STATUS))
            .otherwise(lit("may_have_passed", STATUS))
        ),
    )


def _is(truth: pl.Expr) -> pl.Expr:
    return truth.fill_null(False)


def _dated(name: str) -> pl.Expr:
    """What the row of the state says on the day of the judgment; nothing where the day is not known."""
    day = pl.col("judgment_date")
    chain = pl.when(day >= pl.col("since_3")).then(f"{name}_3").when(day >= pl.col("since_2")).then(f"{name}_2")
    return chain.when(day >= pl.col("since_1")).then(f"{name}_1").when(day >= pl.col("since_0")).then(f"{name}_0")
