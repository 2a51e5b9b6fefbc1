import type { QueryRunner } from 'typeorm';
import { CHILD_COLUMNS, ENTRY_COLUMNS, protect, visibleSql } from './policy.js';

/** Row security, the rules that triggers keep, the indexes that lists under row security need, and the grants. */
export class RowSecurity1763900000003 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CHILD = visibleSql(CHILD_COLUMNS);
const FROM = visibleSql({ id: 'from_id', kind: 'from_kind', unit: 'from_unit_id', visibility: 'from_visibility' });
const TO = visibleSql({ id: 'to_id', kind: 'to_kind', unit: 'to_unit_id', visibility: 'to_visibility' });
const SYSTEM = `kind = any((select app_system_kinds())::text[])`;
const MY_ORGS = `any((select app_orgs())::uuid[])`;
const SHOWN_REVISION = `state in ('PUBLISHED','SUPERSEDED','WITHDRAWN')`;

const STATEMENTS = [
  // Entries granted to this person, or to one of their units unless RESTRICTED: that one takes a named person.
  // SECURITY DEFINER and no FORCE on entry_grant: otherwise the policy of entry_grant would call itself.
  `create function app_granted() returns uuid[] stable language sql security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(entry_id), '{}') from entry_grant
    where person_id = (select app_person())
       or (unit_id = any((select app_units())::uuid[]) and visibility <> 'RESTRICTED') $$`,

  ...protect('entry', visibleSql(ENTRY_COLUMNS), { world: `visibility = 'WORLD'` }),
  ...protect('entry_grant', CHILD, { world: null, force: false }),
  ...protect('watch', CHILD, { world: null }),
  ...protect('comment', CHILD, {
    also: `(audience = 'SHARED' or author_org_id = ${MY_ORGS} or ${SYSTEM})`,
    world: null,
  }),
  ...protect('file', CHILD, {
    also: `(audience = 'SHARED' or author_org_id = ${MY_ORGS} or ${SYSTEM})`,
    world: `visibility = 'WORLD' and audience = 'SHARED'`,
  }),
  ...protect('flag', CHILD, { world: `visibility = 'WORLD'` }),
  ...protect('entry_subject_area', CHILD, { world: `visibility = 'WORLD'` }),
  ...protect('revision', CHILD, {
    // An asker never sees a lawyer's draft: before publication a text belongs to its author's organisation.
    also: `(${SHOWN_REVISION} or author_org_id = ${MY_ORGS} or ${SYSTEM})`,
    world: `visibility = 'WORLD' and ${SHOWN_REVISION}`,
  }),
  ...protect('task', CHILD, { also: `(org_id = ${MY_ORGS} or ${SYSTEM})`, world: null }),
  ...protect('notification', CHILD, { also: `(person_id = (select app_person()) or ${SYSTEM})`, world: null }),
  ...protect('review_request', CHILD, { also: `(org_id = ${MY_ORGS} or ${SYSTEM})`, world: null }),
  ...protect('question', CHILD, { world: `visibility = 'WORLD'` }),
  ...protect('question_pause', CHILD, { world: `visibility = 'WORLD'` }),
  ...protect('guidance', CHILD, { world: `visibility = 'WORLD'` }),
  ...protect('link', `(${FROM} and ${TO})`, { world: `from_visibility = 'WORLD' and to_visibility = 'WORLD'` }),

  // Small children of a revision: whoever sees the revision of their own organisation, or as a job. No FORCE: the
  // definer functions of the triggers below must see all rows, or they would let an editor approve in silence.
  ...['revision_editor', 'approval'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy ${table}_visible on ${table} for all to lagrum_app, lagrum_reader
       using (exists (select 1 from revision r where r.id = revision_id
                      and (r.author_org_id = ${MY_ORGS} or r.kind = any((select app_system_kinds())::text[]))))`,
  ]),

  // The trail: auditors all of it; others what was shared, or done by their own organisation, on entries they see.
  `alter table audit_event enable row level security`,
  `create policy audit_event_visible on audit_event for select to lagrum_app, lagrum_reader
     using ('AUDIT' = any((select app_kinds())::text[])
        or ((audience = 'SHARED' or actor_org = ${MY_ORGS}) and exists (select 1 from entry e where e.id = subject_id)))`,
  `alter table restricted_read enable row level security`,
  `create policy restricted_read_written on restricted_read for insert to lagrum_app with check (true)`,
  `create policy restricted_read_visible on restricted_read for select to lagrum_reader
     using ('AUDIT' = any((select app_kinds())::text[]))`,

  // A reviewer has edited nothing of what they review: kept from both sides, so that the order does not matter.
  `create function approval_by_no_editor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if exists (select 1 from revision_editor where revision_id = new.revision_id and person_id = new.reviewer_id) then
        raise exception using errcode = '23514', constraint = 'reviewer_is_not_an_editor',
          message = 'A reviewer may not have edited what they review';
      end if;
      return new;
    end $$`,
  `create trigger reviewer_is_not_an_editor before insert or update of reviewer_id, dismissed_at on approval
     for each row when (new.dismissed_at is null) execute function approval_by_no_editor()`,
  `create function editor_is_no_reviewer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if exists (select 1 from approval where revision_id = new.revision_id and reviewer_id = new.person_id and dismissed_at is null) then
        raise exception using errcode = '23514', constraint = 'reviewer_is_not_an_editor',
          message = 'Somebody whose approval stands may not edit';
      end if;
      return new;
    end $$`,
  `create trigger editor_is_not_a_reviewer before insert or update on revision_editor
     for each row execute function editor_is_no_reviewer()`,
  // What was published is frozen: its text may not change, only its state.
  `create function published_text_is_frozen() returns trigger language plpgsql as $$
    begin
      raise exception using errcode = '23514', constraint = 'published_text_is_frozen',
        message = 'A text that was published may not be changed';
    end $$`,
  `create trigger published_text_is_frozen before update on revision for each row
     when (old.state in ('PUBLISHED','SUPERSEDED','WITHDRAWN') and (old.body, old.content_hash, old.slot, old.number) is distinct from (new.body, new.content_hash, new.slot, new.number))
     execute function published_text_is_frozen()`,

  `alter table entry add constraint question_state check (kind <> 'QUESTION' or state in ('DRAFT','SUBMITTED','IN_PROGRESS','AWAITING_INFORMATION','ANSWERED','CLOSED','REJECTED','DUPLICATE','WITHDRAWN','DISCARDED'))`,
  `alter table entry add constraint guidance_state check (kind <> 'GUIDANCE' or state in ('DRAFT','PUBLISHED','WITHDRAWN','DISCARDED'))`,
  `create index entry_by_kind on entry (kind, updated_at desc, id desc)`,
  `create index entry_by_kind_public on entry (kind, updated_at desc, id desc) where visibility = 'WORLD'`,
  `create index entry_by_owner on entry (owner_org_id, kind, updated_at desc, id desc)`,

  // Grants. Every login may read every table that row security protects (no policy = no rows), so that no query fails
  // for one reader and not for another; what has no row security is granted one by one.
  `revoke all on schema public from public`,
  `grant usage on schema public to lagrum_app, lagrum_reader, lagrum_anonymous, lagrum_queue`,
  `grant select on all tables in schema public to lagrum_app, lagrum_reader`,
  `grant insert, update on all tables in schema public to lagrum_app`,
  `grant delete on watch, link, entry_subject_area, entry_grant, idempotency, session, access_token to lagrum_app`,
  `revoke insert, update on audit_event, audit_head, audit_checkpoint, migration from lagrum_app`,
  `revoke select on audit_head from lagrum_app, lagrum_reader`,
  `revoke update on restricted_read from lagrum_app`,
  `grant insert on audit_checkpoint to lagrum_app`,
  `grant select on entry, entry_redirect, entry_grant, link, watch, comment, file, flag, entry_subject_area, subject_area,
     revision, revision_editor, approval, task, notification, review_request, question, question_pause, guidance,
     organisation, organisation_name, unit, audit_event to lagrum_anonymous`,
  `grant select, insert, update, delete on outbox, job_receipt, dead_letter to lagrum_queue`,
  `revoke all on function audit_append(uuid, text, text, text, uuid, text, timestamptz, text, jsonb, jsonb) from public`,
  `grant execute on function audit_append(uuid, text, text, text, uuid, text, timestamptz, text, jsonb, jsonb) to lagrum_app`,
];
