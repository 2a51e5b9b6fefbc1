import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** The yearly follow-up of a strategy: reckoned, commented on, approved and frozen. */
export class StrategyReports1763900000018 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const STATEMENTS = [
  `create table report (
    entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null,
    strategy_id uuid not null,
    year integer not null,
    draft_number integer not null default 1,
    job_id uuid,
    data jsonb,
    data_hash text,
    text_hash text,
    requested_by_id uuid,
    drafted_at timestamptz(3),
    approved_by_id uuid,
    approved_at timestamptz(3),
    constraint report_entry_is_itself check (id = entry_id),
    constraint report_data_has_a_hash check ((data is null) = (data_hash is null)),
    constraint approved_report_is_whole check (approved_at is null or (data is not null and text_hash is not null)),
    constraint report_pkey primary key (id)
  )`,
  `create unique index one_report_per_strategy_and_year on report (strategy_id, year)`,
  `alter table report add constraint report_is_an_entry foreign key (id) references entry(id) on delete cascade`,
  `alter table report add constraint report_strategy foreign key (strategy_id) references strategy(id)`,
  `alter table report add constraint report_requested_by foreign key (requested_by_id) references person(id)`,
  `alter table report add constraint report_approved_by foreign key (approved_by_id) references person(id)`,
  `alter table report add constraint report_of_entry foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`,
  ...protect('report', visibleSql(CHILD_COLUMNS), { world: `visibility = 'WORLD'` }),
  // What was approved says for ever what it said then, whoever writes; only who may see it follows its entry.
  `create function approved_report_is_frozen() returns trigger language plpgsql as $$
    begin
      if (to_jsonb(old) - array['owner_unit_id','visibility']) is distinct from (to_jsonb(new) - array['owner_unit_id','visibility']) then
        raise exception using errcode = '23514', constraint = 'approved_report_is_frozen',
          message = 'a report that was approved is frozen';
      end if;
      return new;
    end $$`,
  `create trigger approved_report_is_frozen before update on report for each row
     when (old.approved_at is not null) execute function approved_report_is_frozen()`,
  `alter table entry add constraint report_state check (kind <> 'REPORT' or state in ('DRAFTING','DRAFT','APPROVED'))`,
  `grant select on report to lagrum_app, lagrum_reader, lagrum_anonymous`,
  `grant insert, update on report to lagrum_app`,
  // A follow-up, and every page of a strategy, asks for the barriers of measures.
  `create index barrier_by_measure on barrier using gin (measure_ids)`,
];
