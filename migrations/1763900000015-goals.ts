import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** Advocacy goals, their claims, and what came of them. */
export class Goals1763900000015 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
const TABLES = ['goal', 'claim', 'claim_grading', 'claim_evidence', 'claim_provision'];
const GRADES = `('PENDING','MET','LARGELY_MET','PARTLY_MET','REJECTED','OVERTAKEN','UNKNOWN','DROPPED')`;
const PROTECTED = `entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null`;

const STATEMENTS = [
  `create table goal (
    ${PROTECTED},
    description text,
    responsible_id uuid,
    reason text,
    ended_at timestamptz(3),
    constraint goal_entry_is_itself check (id = entry_id),
    constraint goal_pkey primary key (id)
  )`,
  `create index goal_by_responsible on goal (responsible_id) where responsible_id is not null`,
  `create table claim (
    ${PROTECTED},
    number integer not null,
    title text not null,
    grade text not null default 'PENDING',
    certainty text,
    explanation text,
    provisions text array not null default '{}',
    verified boolean not null default true,
    graded_by_id uuid,
    graded_at timestamptz(3),
    verified_by_id uuid,
    verified_at timestamptz(3),
    woken_at timestamptz(3),
    version integer not null default 1,
    created_at timestamptz(3) not null,
    constraint claim_grade check (grade in ${GRADES}),
    constraint claim_certainty check (certainty is null or certainty in ('HIGH','MEDIUM','LOW')),
    constraint claim_pkey primary key (id)
  )`,
  `create unique index one_claim_per_number on claim (entry_id, number)`,
  `create index claim_to_verify on claim (entry_id) where not verified`,
  `create table claim_grading (
    ${PROTECTED},
    claim_id uuid not null,
    grade text not null,
    certainty text,
    explanation text,
    graded_by_id uuid,
    at timestamptz(3) not null,
    constraint grading_grade check (grade in ${GRADES}),
    constraint grading_certainty check (certainty is null or certainty in ('HIGH','MEDIUM','LOW')),
    constraint claim_grading_pkey primary key (id)
  )`,
  `create index grading_by_claim on claim_grading (claim_id, at)`,
  `create table claim_evidence (
    ${PROTECTED},
    grading_id uuid not null,
    target text not null,
    source text not null,
    note text,
    position integer not null,
    constraint claim_evidence_pkey primary key (id)
  )`,
  `create index evidence_by_grading on claim_evidence (grading_id)`,
  `create index evidence_by_source on claim_evidence (source)`,
  `create table claim_provision (
    ${PROTECTED},
    claim_id uuid not null,
    target text not null,
    source text not null,
    constraint claim_provision_pkey primary key (id)
  )`,
  `create unique index one_provision_per_claim on claim_provision (claim_id, target)`,
  `create index claim_by_act on claim_provision (source, target)`,

  `alter table goal add constraint goal_is_an_entry foreign key (id) references entry(id) on delete cascade`,
  `alter table goal add constraint goal_responsible foreign key (responsible_id) references person(id)`,
  `alter table claim add constraint claim_graded_by foreign key (graded_by_id) references person(id)`,
  `alter table claim add constraint claim_verified_by foreign key (verified_by_id) references person(id)`,
  `alter table claim_grading add constraint claim_grading_claim foreign key (claim_id) references claim(id)`,
  `alter table claim_grading add constraint claim_grading_by foreign key (graded_by_id) references person(id)`,
  `alter table claim_evidence add constraint claim_evidence_grading foreign key (grading_id) references claim_grading(id)`,
  `alter table claim_provision add constraint claim_provision_claim foreign key (claim_id) references claim(id)`,
  ...TABLES.flatMap((table) => [
    `alter table ${table} add constraint ${table}_of_entry foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`,
    ...protect(table, CHILD, { world: `visibility = 'WORLD'` }),
  ]),
  `alter table entry add constraint goal_state check (kind <> 'GOAL' or state in ('ACTIVE','RESTING','ACHIEVED','ABANDONED'))`,
  `grant select on ${TABLES.join(', ')} to lagrum_app, lagrum_reader, lagrum_anonymous`,
  `grant insert on ${TABLES.join(', ')} to lagrum_app`,
  // What was graded once stays as it was; a new grade is a new row.
  `grant update on goal, claim to lagrum_app`,
  `grant delete on claim_provision to lagrum_app`,
];
