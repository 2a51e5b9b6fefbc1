import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** Citations in texts, what an amendment touches, and who was told. */
export class Citations1763900000011 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
const SYSTEM = `kind = any((select app_system_kinds())::text[])`;
const MY_ORGS = `any((select app_orgs())::uuid[])`;
/** Before publication a text belongs to its author's organisation, and so does what it cites. */
const OF_SHOWN_TEXT = {
  also: `(shown or author_org_id = ${MY_ORGS} or ${SYSTEM})`,
  world: `visibility = 'WORLD' and shown`,
};
/** The ledger is read by whoever keeps the catalogue, as far as they see the entry, and by auditors. */
const LEDGER = `('AUDIT' = any((select app_kinds())::text[]) or ${CHILD})`;
const STAFF = `(cardinality((select app_kinds())::text[]) > 0 or ${SYSTEM})`;
const OF_ENTRY = `foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`;

const STATEMENTS = [
  // A provision that only got another number asks for a glance, not for a review.
  `alter table task drop constraint task_kind`,
  `alter table task add constraint task_kind check (task_kind in ('TRIAGE','ANSWER','APPROVE_SENDING','PROVIDE_INFORMATION','REVIEW','REVISE','PUBLISH','RETRO_REVIEW','REPLACE','RE_REVIEW','GLANCE','DECIDE_REVIEWED_ACT','VERIFY_RESOLUTION','CONFIRM_STAGE','MILESTONE','FOLLOW_UP','VERIFY_SEED','MANUAL'))`,

  // The twin of newId in src/platform/ids.ts, for rows that one statement makes by the thousand.
  `create function typed_id(type int) returns uuid volatile parallel safe language sql as $$
    select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '8' || lpad(to_hex(type), 2, '0')
      || substr(random, 1, 1) || substr(random, 17, 16))::uuid
    from (select replace(gen_random_uuid()::text, '-', '') as random) r $$`,

  `create table citation (
    entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null,
    revision_id uuid,
    subject_id uuid not null,
    author_org_id uuid not null,
    shown boolean not null,
    field text not null,
    start_at integer,
    end_at integer,
    words text,
    target text,
    source_key text,
    place text,
    through text,
    through_place text,
    reason text,
    as_of date not null,
    origin text not null,
    extracted_target text,
    orphaned boolean not null default false,
    corrected_by uuid,
    corrected_at timestamptz(3),
    version integer not null default 1,
    created_at timestamptz(3) not null,
    constraint citation_without_target_says_why check (target is not null or reason is not null),
    constraint citation_corrected_by_somebody check ((origin = 'CORRECTED') = (corrected_at is not null)),
    constraint citation_span check ((origin = 'HAND') = (start_at is null) and (start_at is null) = (end_at is null)),
    constraint citation_origin check (origin in ('EXTRACTED','CORRECTED','HAND')),
    constraint citation_pkey primary key (id)
  )`,
  `create unique index one_citation_per_place on citation (subject_id, field, start_at) where start_at is not null and not orphaned`,
  `create index citation_by_entry on citation (entry_id, id)`,
  `create index citation_by_source on citation (source_key) where source_key is not null`,
  `create table citation_pin (
    entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    citation_id uuid not null,
    ordinal integer not null,
    revision_id uuid,
    subject_id uuid not null,
    author_org_id uuid not null,
    shown boolean not null,
    leans boolean not null,
    scope text not null,
    source_id uuid not null,
    chapter text,
    provision_id uuid,
    wording_id uuid,
    as_of date not null,
    moved_from_id uuid,
    constraint citation_pin_names_its_provision check ((scope = 'ACT') = (provision_id is null)),
    constraint citation_pin_scope check (scope in ('PROVISION','CHAPTER','ACT')),
    constraint citation_pin_pkey primary key (citation_id, ordinal)
  )`,
  `create index citation_pin_by_provision on citation_pin (provision_id)`,
  `create index citation_pin_by_source on citation_pin (source_id, scope, chapter)`,
  `create index citation_pin_by_subject on citation_pin (subject_id)`,
  `create index citation_pin_by_wording on citation_pin (wording_id) where wording_id is not null`,
  `create table law_impact (
    entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null,
    revision_id uuid,
    subject_id uuid not null,
    author_org_id uuid not null,
    shown boolean not null,
    source_id uuid not null,
    provision_id uuid not null,
    to_provision_id uuid,
    act text not null,
    severity text not null,
    status text not null,
    effective_on date,
    undecided boolean not null,
    before_wording_id uuid,
    after_wording_id uuid,
    change_set_id uuid,
    known boolean not null,
    follow boolean not null,
    marked_at timestamptz(3) not null,
    ended_at timestamptz(3),
    ended_how text,
    ended_by uuid,
    note text,
    version integer not null default 1,
    constraint law_impact_ended_somehow check ((ended_at is null) = (ended_how is null)),
    constraint law_impact_end check (ended_how is null or ended_how in ('NEW_TEXT','CONFIRMED','GONE')),
    constraint law_impact_status check (status in ('CHANGES_ON','CHANGED_SINCE')),
    constraint law_impact_severity check (severity in ('REPEALED','CHANGED','RENUMBERED')),
    constraint law_impact_pkey primary key (id)
  )`,
  `create unique index one_impact_per_text_provision_and_act on law_impact (subject_id, provision_id, act)`,
  `create index law_impact_by_entry on law_impact (entry_id, act)`,
  `create index law_impact_by_day on law_impact (effective_on) where status = 'CHANGES_ON' and ended_at is null`,
  `create index law_impact_by_change_set on law_impact (change_set_id) where change_set_id is not null`,
  `create table law_notice (
    entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null,
    change_set_id uuid,
    act text not null,
    person_id uuid,
    reason text not null,
    at timestamptz(3) not null,
    constraint law_notice_reason check (reason in ('TOLD','ALREADY_TOLD','NOT_ALLOWED','NO_WATCHERS','WHOLE_ACT','EDITORIAL','DRAFT','NOT_LIVE','KNOWN_WHEN_WRITTEN','NOBODY_CITES')),
    constraint law_notice_pkey primary key (id)
  )`,
  `create index law_notice_by_change_set on law_notice (change_set_id, id)`,
  `create index law_notice_by_entry on law_notice (entry_id, id)`,
  `alter table citation add constraint citation_of_entry ${OF_ENTRY}`,
  `alter table citation_pin add constraint citation_pin_of_entry ${OF_ENTRY}`,
  `alter table law_impact add constraint law_impact_of_entry ${OF_ENTRY}`,
  `alter table law_notice add constraint law_notice_of_entry ${OF_ENTRY}`,
  `alter table citation add constraint citation_in_revision foreign key (revision_id) references revision(id) on delete cascade`,
  `alter table citation add constraint citation_corrected_by foreign key (corrected_by) references person(id)`,
  `alter table citation_pin add constraint pin_of_citation foreign key (citation_id) references citation(id) on delete cascade`,
  `alter table citation_pin add constraint pin_source foreign key (source_id) references law_source(id) on delete cascade`,
  `alter table citation_pin add constraint pin_provision foreign key (provision_id) references provision(id) on delete cascade`,
  `alter table citation_pin add constraint pin_wording foreign key (wording_id) references wording(id)`,
  `alter table law_impact add constraint law_impact_on_revision foreign key (revision_id) references revision(id) on delete cascade`,
  `alter table law_impact add constraint law_impact_source foreign key (source_id) references law_source(id) on delete cascade`,
  `alter table law_impact add constraint law_impact_provision foreign key (provision_id) references provision(id) on delete cascade`,
  `alter table law_impact add constraint law_impact_to_provision foreign key (to_provision_id) references provision(id) on delete cascade`,
  `alter table law_impact add constraint law_impact_before foreign key (before_wording_id) references wording(id)`,
  `alter table law_impact add constraint law_impact_after foreign key (after_wording_id) references wording(id)`,
  `alter table law_impact add constraint law_impact_change_set foreign key (change_set_id) references change_set(id) on delete set null`,
  `alter table law_impact add constraint law_impact_ended_by foreign key (ended_by) references person(id)`,
  `alter table law_notice add constraint law_notice_change_set foreign key (change_set_id) references change_set(id) on delete set null`,
  `alter table law_notice add constraint law_notice_person foreign key (person_id) references person(id)`,

  ...['citation', 'citation_pin', 'law_impact'].flatMap((table) => protect(table, CHILD, OF_SHOWN_TEXT)),
  ...protect('law_notice', LEDGER, { also: STAFF, world: null }),
  `grant select on citation, citation_pin, law_impact, law_notice to lagrum_app, lagrum_reader, lagrum_anonymous`,
  `grant insert, update on citation, citation_pin, law_impact to lagrum_app`,
  `grant delete on citation, citation_pin, law_impact to lagrum_app`,
  `grant insert on law_notice to lagrum_app`,
];
