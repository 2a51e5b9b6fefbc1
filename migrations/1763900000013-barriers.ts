import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** Barriers, their evidence, who signed on to them, and what is counted of that. */
export class Barriers1763900000013 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
const HANDLED = `kind = any((select app_kinds())::text[])`;
const SYSTEM = `kind = any((select app_system_kinds())::text[])`;
const PROTECTED = `entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null`;
const ofEntry = (table: string) =>
  `alter table ${table} add constraint ${table}_of_entry foreign key (entry_id, kind, owner_unit_id, visibility)
     references entry(id, kind, owner_unit_id, visibility) on delete cascade on update cascade`;

const STATEMENTS = [
  `alter table entry add constraint barrier_state check (kind <> 'BARRIER' or state in ('REPORTED','CONFIRMED','PURSUED','RESOLVED','DISMISSED','MERGED'))`,
  // H-1 … H-13 are the problems that the strategy of 2011 describes (seeds/reference/barriers-2011.json).
  // A ref that comes with the product (H-13) is counted as given: the next is H-14, also where rows were seeded later.
  `create function ref_is_counted() returns trigger language plpgsql as $$
    begin
      insert into ref_counter (series, last)
      values (regexp_replace(new.ref, '-\\d+$', ''), substring(new.ref from '\\d+$')::int)
      on conflict (series) do update set last = greatest(ref_counter.last, excluded.last);
      return new;
    end $$`,
  `create trigger ref_is_counted after insert on entry for each row
     when (new.ref ~ '^[A-ZÅÄÖ]{1,3}(-\\d{4})?-\\d{1,9}$') execute function ref_is_counted()`,
  `create table barrier (
    ${PROTECTED},
    ref_number integer not null default 0,
    summary text not null,
    barrier_kind text,
    layer text not null default 'LEGAL',
    severity text not null default 'MODERATE',
    services text array not null default '{}',
    measure_ids uuid array not null default '{}',
    search_text text not null default '',
    reporter_id uuid,
    reporter_unit_id uuid,
    shown_members integer not null default 0,
    public_weight integer not null default 2,
    figures jsonb not null default '{}',
    shown_counties text array not null default '{}',
    named_org_ids uuid array not null default '{}',
    resolution_way text,
    resolution_extent text,
    resolution_note text,
    resolution_law text array not null default '{}',
    resolved_from date,
    reason text,
    verified boolean not null default true,
    verified_at timestamptz(3),
    merged_into_id uuid,
    constraint barrier_entry_is_itself check (id = entry_id),
    constraint barrier_kind check (barrier_kind is null or barrier_kind in ('OBSTACLE','UNCERTAINTY','KNOWLEDGE_GAP')),
    constraint barrier_layer check (layer in ('LEGAL','ORGANISATIONAL','SEMANTIC','TECHNICAL')),
    constraint barrier_severity check (severity in ('LOW','MODERATE','HIGH','CRITICAL')),
    constraint barrier_resolution_way check (resolution_way is null or resolution_way in ('GUIDANCE','LAW_IN_FORCE','OTHERWISE')),
    constraint barrier_resolution_extent check (resolution_extent is null or resolution_extent in ('WHOLLY','IN_PART')),
    constraint small_counts_are_not_shown check (shown_members = 0 or shown_members >= 3),
    constraint barrier_pkey primary key (id)
  )`,
  `create index barrier_by_number on barrier (ref_number, id)`,
  `create index barrier_by_public_weight on barrier (public_weight desc, id desc)`,
  `create table barrier_tally (
    ${PROTECTED},
    members integer not null default 0,
    weight integer not null default 0,
    volume bigint not null default 0,
    cost bigint not null default 0,
    constraint barrier_tally_entry_is_itself check (id = entry_id),
    constraint barrier_tally_pkey primary key (id)
  )`,
  `create index barrier_by_weight on barrier_tally (weight desc, id desc)`,
  `create table barrier_evidence (
    ${PROTECTED},
    evidence_kind text not null,
    target text,
    act text,
    explanation text,
    added_by text not null,
    added_at timestamptz(3) not null default now(),
    removed_by text,
    removed_at timestamptz(3),
    removed_reason text,
    constraint barrier_evidence_kind check (evidence_kind in ('FORBIDS','SUPPORT_MISSING','READING','AUTHORITY_MISSING','AUTHORITY_ANSWERS')),
    constraint forbidding_names_a_provision check (evidence_kind <> 'FORBIDS' or target is not null),
    constraint evidence_says_something check (target is not null or explanation is not null),
    constraint barrier_evidence_pkey primary key (id)
  )`,
  `create index barrier_evidence_by_barrier on barrier_evidence (entry_id, added_at)`,
  `create index barrier_evidence_by_act on barrier_evidence (act, entry_id) where removed_at is null and act is not null`,
  `create table barrier_sign_on (
    ${PROTECTED},
    org_id uuid not null,
    unit_id uuid not null,
    signed_by_id uuid not null,
    version integer not null default 1,
    process text,
    volume_per_year integer,
    cost_sek integer,
    words text,
    show_name boolean not null default false,
    signed_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now(),
    withdrawn_at timestamptz(3),
    constraint sign_on_volume_not_negative check (volume_per_year is null or volume_per_year >= 0),
    constraint sign_on_cost_not_negative check (cost_sek is null or cost_sek >= 0),
    constraint barrier_sign_on_pkey primary key (id)
  )`,
  `create unique index one_sign_on_per_unit on barrier_sign_on (entry_id, unit_id) where withdrawn_at is null`,
  `create index sign_on_by_unit on barrier_sign_on (unit_id, entry_id) where withdrawn_at is null`,
  `create index sign_on_by_organisation on barrier_sign_on (org_id, entry_id) where withdrawn_at is null`,
  ...['barrier', 'barrier_tally', 'barrier_evidence', 'barrier_sign_on'].map(ofEntry),
  `alter table barrier add constraint barrier_is_an_entry foreign key (id) references entry(id) on delete cascade`,
  `alter table barrier add constraint barrier_merged_into foreign key (merged_into_id) references entry(id)`,
  `alter table barrier add constraint barrier_reporter foreign key (reporter_id) references person(id)`,
  `alter table barrier_sign_on add constraint barrier_sign_on_organisation foreign key (org_id) references organisation(id)`,
  `alter table barrier_sign_on add constraint barrier_sign_on_unit foreign key (unit_id) references unit(id)`,
  `alter table barrier_sign_on add constraint barrier_sign_on_person foreign key (signed_by_id) references person(id)`,

  // No FORCE on three of them: the function below must see the barrier and count all sign-ons, whoever signs on.
  ...protect('barrier', CHILD, { world: `visibility = 'WORLD'`, force: false }),
  ...protect('barrier_evidence', CHILD, { world: `visibility = 'WORLD'` }),
  // A member's own sign-on is seen by the unit that made it and by those who handle barriers; nobody else sees any.
  ...protect('barrier_sign_on', CHILD, {
    also: `(unit_id = any((select app_units())::uuid[]) or ${HANDLED} or ${SYSTEM})`,
    world: null,
    force: false,
  }),
  ...protect('barrier_tally', CHILD, { also: `(${HANDLED} or ${SYSTEM})`, world: null, force: false }),
  `grant select on barrier, barrier_evidence, barrier_sign_on, barrier_tally to lagrum_app, lagrum_reader, lagrum_anonymous`,
  `grant insert, update on barrier, barrier_evidence, barrier_sign_on to lagrum_app`,

  // Counts a barrier anew, keeps the exact figures where only those who handle barriers read them, and answers with one
  // row for each member, from which the program works out what may be shown (barriers/barrier-figures.ts). A member is
  // counted once however many of its units signed on, and Gotland is one organisation: municipality and region weigh once.
  `create function barrier_reckon(barrier uuid) returns table (org uuid, county text, org_kind text, named boolean, volume bigint, cost bigint)
     volatile language sql security definer set search_path = public, pg_temp as $$
    insert into barrier_tally (id, entry_id, kind, owner_unit_id, visibility)
      select b.id, b.entry_id, b.kind, b.owner_unit_id, b.visibility from barrier b where b.id = $1
      on conflict (id) do nothing;
    update barrier_tally t set members = s.members, volume = s.volume, cost = s.cost,
        weight = s.members * (case b.severity when 'LOW' then 1 when 'MODERATE' then 2 when 'HIGH' then 3 else 4 end)
      from barrier b,
        (select count(distinct org_id)::int as members, coalesce(sum(volume_per_year), 0)::bigint as volume,
                coalesce(sum(cost_sek), 0)::bigint as cost
           from barrier_sign_on where entry_id = $1 and withdrawn_at is null) s
      where t.id = $1 and b.id = $1;
    select s.org_id, min(o.county), min(o.kind), bool_or(s.show_name), sum(s.volume_per_year)::bigint, sum(s.cost_sek)::bigint
      from barrier_sign_on s join organisation o on o.id = s.org_id
      where s.entry_id = $1 and s.withdrawn_at is null group by s.org_id $$`,
  `revoke all on function barrier_reckon(uuid) from public`,
  `grant execute on function barrier_reckon(uuid) to lagrum_app`,
];
