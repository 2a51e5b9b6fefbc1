import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** Measures of a strategy as entries, with their plans. The rows come with the seeds, also into databases that have them. */
export class StrategyPlans1763900000018 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
const TABLES = ['measure', 'measure_plan'];
const PROTECTED = `entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null`;

const STATEMENTS = [
  `create table measure (
    ${PROTECTED},
    strategy_measure_id uuid not null,
    constraint measure_entry_is_itself check (id = entry_id),
    constraint measure_pkey primary key (id)
  )`,
  `create unique index one_entry_per_strategy_measure on measure (strategy_measure_id)`,
  `create table measure_plan (
    ${PROTECTED},
    year integer not null,
    number integer not null,
    priority text not null,
    goal text not null,
    organisation text,
    timetable_from date,
    timetable_to date,
    budget_sek integer,
    spent_sek integer,
    financing text,
    agreements text,
    set_by_id uuid not null,
    set_at timestamptz(3) not null,
    constraint measure_plan_priority check (priority in ('HIGH','MEDIUM','LOW')),
    constraint plan_budget_not_negative check (budget_sek is null or budget_sek >= 0),
    constraint plan_spent_not_negative check (spent_sek is null or spent_sek >= 0),
    constraint plan_timetable_in_order check (timetable_from is null or timetable_to is null or timetable_from <= timetable_to),
    constraint measure_plan_pkey primary key (id)
  )`,
  `create unique index one_plan_per_year_and_number on measure_plan (entry_id, year, number)`,
  `alter table measure add constraint measure_is_an_entry foreign key (id) references entry(id) on delete cascade`,
  `alter table measure add constraint measure_in_strategy foreign key (strategy_measure_id) references strategy_measure(id)`,
  `alter table measure_plan add constraint measure_plan_set_by foreign key (set_by_id) references person(id)`,
  ...TABLES.flatMap((table) => [
    `alter table ${table} add constraint ${table}_of_entry foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`,
    ...protect(table, CHILD, { world: `visibility = 'WORLD'` }),
  ]),
  `alter table entry add constraint measure_state check (kind <> 'MEASURE' or state in ('ADOPTED'))`,
  `grant select on ${TABLES.join(', ')} to lagrum_app, lagrum_reader, lagrum_anonymous`,
  // A plan that was set stays as it was; a new one is a new row.
  `grant insert on measure_plan to lagrum_app`,
];
