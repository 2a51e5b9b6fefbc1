import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** Cases with their documents, and the log that goes on when they are closed. */
export class Cases1763900000014 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
/** All parts of a case that nobody but those who see the case sees. */
const PARTS = ['case_document', 'case_party', 'case_decision', 'case_note', 'case_mark', 'case_log'];
const FROZEN = PARTS.filter((table) => table !== 'case_log');
const PROTECTED = `entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null`;

const STATEMENTS = [
  `create table case_file (
    ${PROTECTED},
    diary_number text,
    foreign_reference text,
    summary text,
    class_code text,
    responsible_id uuid,
    opened_on date not null,
    closed_at timestamptz(3),
    reason text,
    retention text,
    retention_years integer,
    retention_basis text,
    legal_hold text,
    constraint case_entry_is_itself check (id = entry_id),
    constraint case_retention check (retention is null or retention in ('PRESERVE','DISPOSE')),
    constraint disposal_needs_years_and_a_decision check (retention is distinct from 'DISPOSE' or (retention_years is not null and retention_basis is not null)),
    constraint case_retention_years check (retention_years is null or retention_years between 0 and 200),
    constraint case_file_pkey primary key (id)
  )`,
  `create unique index one_diary_number_per_unit on case_file (owner_unit_id, diary_number) where diary_number is not null`,
  `create index case_by_responsible on case_file (responsible_id) where responsible_id is not null`,
  `create table diary_format (
    unit_id uuid not null,
    pattern text not null,
    updated_at timestamptz(3) not null,
    constraint diary_format_pkey primary key (unit_id)
  )`,
  `create table case_document (
    ${PROTECTED},
    number integer not null,
    document_kind text not null,
    date date not null,
    title text not null,
    correspondent text,
    class_code text,
    file_id uuid,
    registered_by_id uuid not null,
    registered_at timestamptz(3) not null,
    constraint document_kind check (document_kind in ('INCOMING','DRAWN_UP','DISPATCHED')),
    constraint sender_or_recipient_is_named check (document_kind = 'DRAWN_UP' or correspondent is not null),
    constraint case_document_pkey primary key (id)
  )`,
  `create unique index one_document_per_number on case_document (entry_id, number)`,
  `create table case_party (
    ${PROTECTED},
    name text not null,
    party_role text not null,
    added_at timestamptz(3) not null,
    ended_at timestamptz(3),
    constraint party_role check (party_role in ('APPLICANT','COUNTERPARTY','REPRESENTATIVE','OTHER')),
    constraint case_party_pkey primary key (id)
  )`,
  `create index case_party_by_case on case_party (entry_id, added_at)`,
  `create table case_decision (
    ${PROTECTED},
    decided_on date not null,
    decided_by text not null,
    delegation text,
    outcome text not null,
    document_id uuid,
    registered_at timestamptz(3) not null,
    constraint case_decision_pkey primary key (id)
  )`,
  `create index case_decision_by_case on case_decision (entry_id, decided_on)`,
  `create table case_note (
    ${PROTECTED},
    body text not null,
    author_id uuid not null,
    at timestamptz(3) not null,
    constraint case_note_pkey primary key (id)
  )`,
  `create index case_note_by_case on case_note (entry_id, at)`,
  `create table case_mark (
    ${PROTECTED},
    document_id uuid,
    ground text not null,
    marked_by_id uuid not null,
    marked_at timestamptz(3) not null,
    lifted_at timestamptz(3),
    lift_reason text,
    constraint case_mark_pkey primary key (id)
  )`,
  `create index case_mark_by_case on case_mark (entry_id, marked_at)`,
  `create table case_log (
    ${PROTECTED},
    log_kind text not null,
    date date not null,
    body text not null,
    requester text,
    outcome text,
    ground text,
    follows_id uuid,
    author_id uuid not null,
    at timestamptz(3) not null,
    constraint case_log_kind check (log_kind in ('RELEASE_REQUEST','LATE_DOCUMENT','APPEAL','OTHER')),
    constraint release_outcome check ((log_kind = 'RELEASE_REQUEST') = (outcome is not null) and (outcome is null or outcome in ('PENDING','RELEASED','PARTLY_RELEASED','REFUSED','REFUSED_BY_DECISION','WITHDRAWN'))),
    constraint refusal_needs_a_ground check (outcome is null or outcome not in ('PARTLY_RELEASED','REFUSED','REFUSED_BY_DECISION') or ground is not null),
    constraint case_log_pkey primary key (id)
  )`,
  `create index case_log_by_case on case_log (entry_id, at)`,
  `create unique index one_sequel_per_log_entry on case_log (follows_id) where follows_id is not null`,
  `create index pending_release on case_log (entry_id) where outcome = 'PENDING'`,

  `alter table case_file add constraint case_is_an_entry foreign key (id) references entry(id) on delete cascade`,
  `alter table case_file add constraint case_responsible foreign key (responsible_id) references person(id)`,
  `alter table diary_format add constraint diary_format_unit foreign key (unit_id) references unit(id)`,
  `alter table case_document add constraint case_document_file foreign key (file_id) references file(id)`,
  `alter table case_document add constraint case_document_registrar foreign key (registered_by_id) references person(id)`,
  `alter table case_decision add constraint case_decision_document foreign key (document_id) references case_document(id)`,
  `alter table case_note add constraint case_note_author foreign key (author_id) references person(id)`,
  `alter table case_mark add constraint case_mark_document foreign key (document_id) references case_document(id)`,
  `alter table case_mark add constraint case_mark_by foreign key (marked_by_id) references person(id)`,
  `alter table case_log add constraint case_log_follows foreign key (follows_id) references case_log(id)`,
  `alter table case_log add constraint case_log_author foreign key (author_id) references person(id)`,
  ...['case_file', ...PARTS].flatMap((table) => [
    `alter table ${table} add constraint ${table}_of_entry foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`,
    ...protect(table, CHILD, { world: null }),
  ]),
  `alter table entry add constraint case_state check (kind <> 'CASE' or state in ('OPEN','DECIDED','CLOSED','ARCHIVED','DISPOSED'))`,

  // What a closed case holds is frozen, whoever writes: its log alone goes on, and the log is never changed.
  // As whoever writes, who sees the entry they write under; a definer would see none (row security is forced on its owner too).
  `create function closed_case_is_frozen() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from entry where id = new.entry_id and state in ('OPEN','DECIDED')) then
        raise exception using errcode = '23514', constraint = 'closed_case_is_frozen',
          message = 'What a closed case holds may not be changed';
      end if;
      return new;
    end $$`,
  ...FROZEN.map(
    (table) =>
      `create trigger closed_case_is_frozen before insert on ${table} for each row execute function closed_case_is_frozen()`,
  ),
  // Only when what people wrote changes: the copies of the entry's columns follow it also when it is closed.
  `create trigger closed_case_is_frozen_end before update on case_party for each row
     when (old.ended_at is distinct from new.ended_at) execute function closed_case_is_frozen()`,
  `create trigger closed_case_is_frozen_lift before update on case_mark for each row
     when (old.lifted_at is distinct from new.lifted_at) execute function closed_case_is_frozen()`,

  `grant select on case_file, diary_format, ${PARTS.join(', ')} to lagrum_app, lagrum_reader, lagrum_anonymous`,
  `grant insert on case_file, diary_format, ${PARTS.join(', ')} to lagrum_app`,
  // Registered documents, decisions, notes and the log are never changed; a mistake is put right by what comes after it.
  `grant update on case_file, diary_format to lagrum_app`,
  `grant update (ended_at) on case_party to lagrum_app`,
  `grant update (lifted_at, lift_reason) on case_mark to lagrum_app`,
];
