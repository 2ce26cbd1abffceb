"""DuckDB: one SQL text. Its three-valued logic is that of the rules; the tables of the law are joined, states by interval."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..law import ON

SQL = f"""
with dated as (
  select c.*, t.de_facto, t.consensus, g."group" as grp,
         coalesce(c.effective_date, c.judgment_date) as since,
         s.low as low_s, s.high as high_s, i.low as low_i, i.high as high_i
  from read_parquet($table) c
  left join stretches t
    on c.origin = t.iso and c.judgment_date >= t.since and c.judgment_date <= t.until
  left join groups g on c.origin = g.iso
  left join ends s on coalesce(c.effective_date, c.judgment_date) = s.day
  left join ends i on c.last_interruption_date = i.day
), spans as (
  select *,
    case when effective_date is not null then low_s end as low_e,
    case when effective_date is not null then high_s end as high_e,
    case when effective_date is not null and high_i is not null then greatest(high_s, high_i) end as high_b,
    limit_interrupted is not false and last_interruption_date <= date '{ON}'
      and (since is null or since <= last_interruption_date)
      and (effective_date is null or last_interruption_date <= high_s) as acts
  from dated
), periods as (
  select *,
    case when limit_interrupted then greatest(low_e, low_i) else low_e end as last_low,
    case when limit_interrupted is false then high_e else high_b end as last_high,
    coalesce(coalesce(application_date, date '{ON}')
      > case when limit_interrupted then high_b else high_e end, false) as late,
    case when acts and last_interruption_date <= low_s then low_i else low_s end as low,
    case when effective_date is not null then case when acts then high_i else high_s end end as high,
    coalesce(application_date <= date '{ON}', false) as done
  from spans
), tests as (
  select *,
    case when application_date <= last_low then true when application_date > last_high then false end as in_time,
    kind in ('judgment', 'settlement') as title,
    de_facto or consensus as gate,
    service_method in ('post', 'email', 'publication') as served
  from periods
), ends_of as (
  select *,
    (not title) or (not gate) or appeal_pending or (not final_abroad) or (not translation_certified)
      or (suit_pending_here and null::boolean) as d,
    discriminatory_measure or on_countermeasure_list or exclusive_jurisdiction_here
      or (not connection_with_origin and not submitted_to_jurisdiction)
      or (served and respondent_here_when_served and not respondent_took_part)
      or (party_without_capacity and not properly_represented)
      or obtained_by_fraud or conflicting_judgment_here or against_public_policy
      or (arbitration_agreement_valid and not arbitration_waived)
      or (not in_time and respondent_raises_time_bar) as r,
    coalesce(title and gate, false) as passed,
    case when done then application_date else date '{ON}' end as asked
  from tests
)
select id,
  coalesce(not d and not r and not punitive_part, true) as possible_recognised,
  coalesce(not d and not r and punitive_part, true) as possible_partly,
  coalesce(not d and r, true) as possible_refused,
  coalesce(d, true) as possible_dismissed,
  case
    when not passed or appeal_pending or final_abroad is not true or translation_certified is false
      or suit_pending_here then 'dismissed'
    when discriminatory_measure or on_countermeasure_list or exclusive_jurisdiction_here
      or (connection_with_origin is false and submitted_to_jurisdiction is not true)
      or (served and respondent_here_when_served and respondent_took_part is not true)
      or (party_without_capacity and properly_represented is false)
      or obtained_by_fraud or conflicting_judgment_here or against_public_policy
      or (arbitration_agreement_valid and arbitration_waived is false)
      or (late and respondent_raises_time_bar is not false) then 'refused'
    when punitive_part then 'partly_recognised'
    else 'recognised' end as as_it_stands,
  case when not passed then null when de_facto then 'reciprocity_de_facto' else 'reciprocity_consensus' end as basis,
  grp as "group",
  low as last_day,
  high as last_day_latest,
  case
    when done then case when high < asked then 'late' when asked <= low then 'met' else 'may_be_late' end
    else case when high < asked then 'passed' when asked <= low then 'open' else 'may_have_passed' end
  end as limit_status
from ends_of
"""


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers. Rows keep their order, as they do elsewhere."""
    import duckdb

    base = duckdb.connect(config={"threads": 2})
    base.execute(
        f"""
        create table stretches as
          select iso, since, coalesce(until, date '9999-01-01') as until, de_facto, consensus
          from read_parquet('{place / "stretches.parquet"}');
        create table groups as select iso, "group" from read_parquet('{place / "states.parquet"}');
        create table ends as select day, date '1970-01-01' + low as low, date '1970-01-01' + high as high
          from read_parquet('{place / "ends.parquet"}');
        """
    )

    def run(table: Path, out: Path) -> None:
        query = SQL.replace("$table", f"'{table}'")
        base.execute(f"copy ({query}) to '{out}' (format parquet, compression zstd)")

    return run
