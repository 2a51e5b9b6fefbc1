import type { QueryRunner } from 'typeorm';

/** Reference data: the strategy, names of acts, successions; and what each data file said when it was last seeded. */
export class StrategyAndActs1763900000004 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const REFERENCE =
  'act, act_name, succession, strategy, strategy_goal, strategy_area, strategy_group, strategy_measure, interoperability_layer';

const STATEMENTS = [
  `create table act (
    id uuid not null,
    key text not null,
    family text not null,
    name text not null,
    valid_from date,
    valid_to date,
    successor_id uuid,
    verified boolean not null default false,
    note text,
    constraint act_validity_in_order check (valid_to is null or valid_from is null or valid_from < valid_to),
    constraint act_family check (family in ('STATUTE','ORDINANCE','AGENCY_REGULATION','EU')),
    constraint act_pkey primary key (id)
  )`,
  `create unique index one_act_per_key on act (key)`,
  `create table act_name (
    id uuid not null,
    act_id uuid not null,
    text text not null,
    form text not null,
    valid_from date,
    valid_to date,
    constraint act_name_validity_in_order check (valid_to is null or valid_from is null or valid_from < valid_to),
    constraint act_name_form check (form in ('FULL','SHORT','ABBREVIATION')),
    constraint act_name_pkey primary key (id)
  )`,
  `create index act_name_by_text on act_name (text)`,
  `create index act_name_by_act on act_name (act_id)`,
  `create table succession (
    id uuid not null,
    key text not null,
    kind text not null,
    predecessor jsonb not null,
    successors jsonb not null,
    date date not null,
    part text,
    verified boolean not null default false,
    note text,
    constraint succession_kind check (kind in ('RENAMED','REPLACED','TASK_MOVED','ENDED')),
    constraint succession_pkey primary key (id)
  )`,
  `create unique index one_succession_per_key on succession (key)`,
  `create table strategy (
    id uuid not null,
    code text not null,
    title_sv text not null,
    title_en text not null,
    adopted_by_id uuid not null,
    adopted_under text,
    adopted text not null,
    valid_from date,
    valid_to date,
    recommended_to_sv text,
    recommended_to_en text,
    plan_fields text array not null default '{}',
    verified boolean not null default false,
    note text,
    constraint strategy_pkey primary key (id)
  )`,
  `create unique index one_strategy_per_code on strategy (code)`,
  `create table strategy_goal (
    id uuid not null,
    strategy_id uuid not null,
    code text not null,
    title_sv text not null,
    title_en text not null,
    source text,
    position integer not null,
    constraint strategy_goal_pkey primary key (id)
  )`,
  `create unique index one_goal_per_strategy_and_code on strategy_goal (strategy_id, code)`,
  `create table strategy_area (
    id uuid not null,
    strategy_id uuid not null,
    code text not null,
    title_sv text not null,
    title_en text not null,
    objective_sv text not null,
    objective_en text not null,
    source text,
    position integer not null,
    constraint strategy_area_pkey primary key (id)
  )`,
  `create unique index one_area_per_strategy_and_code on strategy_area (strategy_id, code)`,
  `create table strategy_group (
    id uuid not null,
    area_id uuid not null,
    title_sv text not null,
    title_en text not null,
    position integer not null,
    constraint strategy_group_pkey primary key (id)
  )`,
  `create index strategy_group_by_area on strategy_group (area_id, position)`,
  `create table strategy_measure (
    id uuid not null,
    strategy_id uuid not null,
    group_id uuid not null,
    code text not null,
    title_sv text not null,
    title_en text not null,
    owner text not null,
    kind text not null,
    goal_ids uuid array not null default '{}',
    position integer not null,
    constraint strategy_measure_owner check (owner in ('ASSOCIATION','MEMBERS')),
    constraint strategy_measure_kind check (kind in ('ADVOCATE','GUIDE','COORDINATE','ADOPT')),
    constraint strategy_measure_pkey primary key (id)
  )`,
  `create index strategy_measure_by_group on strategy_measure (group_id, position)`,
  `create unique index one_measure_per_strategy_and_code on strategy_measure (strategy_id, code)`,
  `create table interoperability_layer (
    id uuid not null,
    key text not null,
    label_sv text not null,
    label_en text not null,
    description_sv text not null,
    description_en text not null,
    position integer not null,
    constraint interoperability_layer_pkey primary key (id)
  )`,
  `create unique index one_interoperability_layer_per_key on interoperability_layer (key)`,
  `alter table act add constraint act_successor foreign key (successor_id) references act(id)`,
  `alter table act_name add constraint act_name_act foreign key (act_id) references act(id)`,
  `alter table strategy add constraint strategy_adopted_by foreign key (adopted_by_id) references organisation(id)`,
  `alter table strategy_goal add constraint strategy_goal_strategy foreign key (strategy_id) references strategy(id)`,
  `alter table strategy_area add constraint strategy_area_strategy foreign key (strategy_id) references strategy(id)`,
  `alter table strategy_group add constraint strategy_group_area foreign key (area_id) references strategy_area(id)`,
  `alter table strategy_measure add constraint strategy_measure_group foreign key (group_id) references strategy_group(id)`,
  `alter table strategy_measure add constraint strategy_measure_strategy foreign key (strategy_id) references strategy(id)`,

  // Three-way comparison of seeds (platform/database/seeding.ts). The deploy login alone reads and writes it.
  `create table seed_row (
    table_name text not null,
    key text not null,
    file text not null,
    seeded jsonb not null,
    seeded_at timestamptz(3) not null,
    primary key (table_name, key)
  )`,
  // Public facts without row security: everybody reads, nobody but the deploy login writes.
  `grant select on ${REFERENCE} to lagrum_app, lagrum_reader, lagrum_anonymous`,
];
