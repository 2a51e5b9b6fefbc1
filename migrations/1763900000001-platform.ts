import type { QueryRunner } from 'typeorm';

/** What knows nothing of law: outbox and receipts, idempotency, the audit chain, the context that row security reads. */
export class Platform1763900000001 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const STATEMENTS = [
  `create table outbox (
    id uuid primary key,
    kind text not null,
    payload jsonb not null,
    payload_version int not null default 1,
    causer text not null,
    entry_id uuid,
    dedupe_key text,
    created_at timestamptz(3) not null default now(),
    due_at timestamptz(3) not null default now(),
    relayed_at timestamptz(3),
    finished_at timestamptz(3),
    attempts int not null default 0,
    failed_at timestamptz(3),
    failure text
  )`,
  `create unique index one_outbox_row_per_dedupe_key on outbox (kind, dedupe_key) where dedupe_key is not null`,
  `create index outbox_to_relay on outbox (due_at, id) where relayed_at is null and finished_at is null and failed_at is null`,
  `create index outbox_unfinished on outbox (relayed_at) where finished_at is null and failed_at is null`,
  `create index outbox_finished on outbox (finished_at) where finished_at is not null`,
  `create index outbox_by_creation on outbox (created_at desc, id desc)`,
  `create table job_receipt (
    outbox_id uuid not null references outbox on delete cascade,
    effect text not null,
    lease_until timestamptz(3),
    done_at timestamptz(3),
    primary key (outbox_id, effect)
  )`,
  `create table dead_letter (
    outbox_id uuid primary key references outbox on delete cascade,
    kind text not null,
    attempts int not null,
    error text not null,
    failed_at timestamptz(3) not null,
    redriven_at timestamptz(3),
    redriven_by text
  )`,
  `create table idempotency (
    principal text not null,
    key text not null,
    path text not null,
    input_hash text not null,
    outcome jsonb,
    created_at timestamptz(3) not null,
    primary key (principal, key, path)
  )`,
  `create index idempotency_by_age on idempotency (created_at)`,

  // One chain for each subject (an entry, an organisation, a person). The head is locked by whoever appends.
  `create table audit_head (
    subject_id uuid primary key,
    seq bigint not null,
    hash bytea not null,
    salt bytea
  )`,
  `create table audit_event (
    subject_id uuid not null,
    seq bigint not null,
    at timestamptz(3) not null,
    action text not null,
    actor text not null,
    actor_org uuid,
    audience text not null constraint audit_audience check (audience in ('SHARED','INTERNAL')),
    line text not null,
    hash bytea not null,
    primary key (subject_id, seq)
  )`,
  `create index audit_event_by_time on audit_event (at desc, subject_id, seq)`,
  `create index audit_event_by_actor on audit_event (actor, at desc)`,
  `create table audit_checkpoint (
    id uuid primary key,
    at timestamptz(3) not null,
    events bigint not null,
    heads bigint not null,
    digest bytea not null,
    key_id text not null,
    signature bytea not null
  )`,
  // Appends one event: hash = SHA-256(previous hash || line). The line is the event itself as JSON text; values that
  // people wrote stand in it as SHA-256(salt || value), so that destroying the salt (disposal) leaves the fact and takes
  // the content. Owned by lagrum_owner and SECURITY DEFINER: no login can write the tables in any other way.
  `create function audit_append(p_subject uuid, p_action text, p_actor text, p_causer text, p_actor_org uuid,
      p_audience text, p_at timestamptz, p_request text, p_facts jsonb, p_values jsonb) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      head record;
      next bigint;
      line text;
      hashed jsonb;
      new_hash bytea;
    begin
      insert into audit_head (subject_id, seq, hash, salt)
        values (p_subject, 0, sha256(uuid_send(p_subject)), uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
        on conflict do nothing;
      select seq, hash, salt into head from audit_head where subject_id = p_subject for update;
      next := head.seq + 1;
      select coalesce(jsonb_object_agg(key,
               case when value is null then null
                    when head.salt is null then to_jsonb('disposed'::text)
                    else to_jsonb(encode(sha256(head.salt || convert_to(value, 'UTF8')), 'hex')) end), '{}'::jsonb)
        into hashed from jsonb_each_text(p_values);
      line := jsonb_build_object('subject', p_subject, 'seq', next, 'action', p_action, 'actor', p_actor,
                'causer', p_causer, 'actorOrg', p_actor_org, 'audience', p_audience,
                'at', to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'request', p_request, 'facts', p_facts, 'values', hashed)::text;
      new_hash := sha256(head.hash || convert_to(line, 'UTF8'));
      insert into audit_event (subject_id, seq, at, action, actor, actor_org, audience, line, hash)
        values (p_subject, next, p_at, p_action, p_actor, p_actor_org, p_audience, line, new_hash);
      update audit_head set seq = next, hash = new_hash where subject_id = p_subject;
      return (next);
    end $$`,

  // What row security reads. A setting is '' and not NULL after a transaction; the cast stands inside, where it is done
  // once: outside the sub-select it was done for every row and cost six times as much on counts.
  `create function app_person() returns uuid stable language sql parallel safe as
    $$ select nullif(current_setting('app.person', true), '')::uuid $$`,
  `create function app_orgs() returns uuid[] stable language sql parallel safe as
    $$ select coalesce(nullif(current_setting('app.orgs', true), ''), '{}')::uuid[] $$`,
  `create function app_units() returns uuid[] stable language sql parallel safe as
    $$ select coalesce(nullif(current_setting('app.units', true), ''), '{}')::uuid[] $$`,
  `create function app_kinds() returns text[] stable language sql parallel safe as
    $$ select coalesce(nullif(current_setting('app.kinds', true), ''), '{}')::text[] $$`,
  `create function app_system_kinds() returns text[] stable language sql parallel safe as
    $$ select coalesce(nullif(current_setting('app.system_kinds', true), ''), '{}')::text[] $$`,
  `create function app_member() returns boolean stable language sql parallel safe as
    $$ select current_setting('app.member', true) = 't' $$`,
];
