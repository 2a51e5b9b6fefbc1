import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** What came of the plan of a measure, as it was reported: beside the plan, and kept as it was said. */
export class MeasureOutcomes1763900000030 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const STATEMENTS = [
  `create table measure_outcome (
    entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null,
    year integer not null,
    number integer not null,
    result text not null,
    account text not null,
    spent_sek integer,
    reported_by_id uuid not null,
    reported_at timestamptz(3) not null,
    constraint measure_outcome_result check (result in ('REACHED','PARTLY_REACHED','NOT_REACHED')),
    constraint outcome_spent_not_negative check (spent_sek is null or spent_sek >= 0),
    constraint measure_outcome_pkey primary key (id)
  )`,
  `create unique index one_outcome_per_year_and_number on measure_outcome (entry_id, year, number)`,
  `alter table measure_outcome add constraint measure_outcome_reported_by foreign key (reported_by_id) references person(id)`,
  `alter table measure_outcome add constraint measure_outcome_of_entry foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`,
  ...protect('measure_outcome', visibleSql(CHILD_COLUMNS), { world: `visibility = 'WORLD'` }),
  `grant select on measure_outcome to lagrum_app, lagrum_reader, lagrum_anonymous`,
  // What was reported stays as it was; who knows better reports anew.
  `grant insert on measure_outcome to lagrum_app`,
];
