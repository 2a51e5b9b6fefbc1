import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** What is done toward government: letters, responses, meetings, and what was answered. */
export class Actions1763900000017 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
/** Shown with the action. The log of contacts is not: it says who spoke to whom about what, before anything is settled. */
const SHOWN = ['action', 'action_recipient', 'action_claim', 'action_response'];
const TABLES = [...SHOWN, 'action_contact'];
const HANDLED = `kind = any((select app_kinds())::text[]) or owner_unit_id = any((select app_units())::uuid[]) or kind = any((select app_system_kinds())::text[])`;
const PROTECTED = `entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null`;

const STATEMENTS = [
  `create table action (
    ${PROTECTED},
    action_kind text not null,
    purpose text,
    due_on date,
    their_reference text,
    diary_number text,
    responsible_id uuid,
    decided_on date,
    decided_as text,
    decided_by text,
    delegation text,
    reservations text,
    decided_hash text,
    done_on date,
    participants text,
    outcome text,
    reason text,
    ended_at timestamptz(3),
    constraint action_entry_is_itself check (id = entry_id),
    constraint action_kind check (action_kind in ('LETTER','CONSULTATION_RESPONSE','REPORT','MEETING','HEARING','REFERENCE_GROUP')),
    constraint action_decided_as check (decided_as is null or decided_as in ('BOARD','DELEGATE')),
    constraint decision_is_whole check ((decided_on is null) = (decided_as is null) and (decided_on is null) = (decided_by is null)),
    constraint delegate_names_the_delegation check (decided_as is distinct from 'DELEGATE' or delegation is not null),
    constraint action_pkey primary key (id)
  )`,
  `create index action_by_responsible on action (responsible_id) where responsible_id is not null`,
  `create index action_by_due on action (due_on) where due_on is not null`,
  `create table action_recipient (
    ${PROTECTED},
    organisation_id uuid,
    name text not null,
    position integer not null,
    constraint action_recipient_pkey primary key (id)
  )`,
  `create index recipient_by_action on action_recipient (entry_id)`,
  `create index recipient_by_organisation on action_recipient (organisation_id) where organisation_id is not null`,
  `create table action_claim (
    ${PROTECTED},
    claim_id uuid not null,
    position integer not null,
    title text,
    text text,
    provisions text array not null default '{}',
    constraint action_claim_pkey primary key (id)
  )`,
  `create unique index one_claim_per_action on action_claim (entry_id, claim_id)`,
  `create index action_by_claim on action_claim (claim_id)`,
  `create table action_response (
    ${PROTECTED},
    responded_on date not null,
    organisation_id uuid,
    respondent text not null,
    summary text not null,
    document text,
    registered_at timestamptz(3) not null,
    constraint action_response_pkey primary key (id)
  )`,
  `create index response_by_action on action_response (entry_id, responded_on)`,
  `create table action_contact (
    ${PROTECTED},
    date date not null,
    organisation_id uuid not null,
    channel text not null,
    people text,
    summary text not null,
    author_id uuid not null,
    at timestamptz(3) not null,
    constraint contact_channel check (channel in ('MEETING','CALL','MAIL','EVENT','OTHER')),
    constraint action_contact_pkey primary key (id)
  )`,
  `create index contact_by_action on action_contact (entry_id, date)`,
  `create index contact_by_organisation on action_contact (organisation_id, date)`,

  `alter table action add constraint action_is_an_entry foreign key (id) references entry(id) on delete cascade`,
  `alter table action add constraint action_responsible foreign key (responsible_id) references person(id)`,
  `alter table action_recipient add constraint action_recipient_organisation foreign key (organisation_id) references organisation(id)`,
  `alter table action_claim add constraint action_claim_claim foreign key (claim_id) references claim(id)`,
  `alter table action_response add constraint action_response_organisation foreign key (organisation_id) references organisation(id)`,
  `alter table action_contact add constraint action_contact_organisation foreign key (organisation_id) references organisation(id)`,
  `alter table action_contact add constraint action_contact_author foreign key (author_id) references person(id)`,
  ...TABLES.map(
    (table) =>
      `alter table ${table} add constraint ${table}_of_entry foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`,
  ),
  ...SHOWN.flatMap((table) => protect(table, CHILD, { world: `visibility = 'WORLD'` })),
  ...protect('action_contact', CHILD, { also: `(${HANDLED})`, world: null }),
  `alter table entry add constraint action_state check (kind <> 'ACTION' or state in ('PLANNED','PREPARING','SENT','HELD','RESPONDED','CLOSED','CANCELLED'))`,
  `grant select on ${TABLES.join(', ')} to lagrum_app, lagrum_reader, lagrum_anonymous`,
  `grant insert on ${TABLES.join(', ')} to lagrum_app`,
  `grant update on action to lagrum_app`,
  // Filled once, when the letter is sent.
  `grant update (title, text, provisions) on action_claim to lagrum_app`,
  // Both lists are replaced while the letter is written; responses and contacts are never taken back.
  `grant delete on action_recipient, action_claim to lagrum_app`,
];
