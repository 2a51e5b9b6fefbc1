import type { QueryRunner } from 'typeorm';

/**
 * Checkpoints that can be verified: a chain can be rewritten whole by whoever rules the database, so each checkpoint
 * keeps the heads that have moved since the one before, and its signed digest takes up the digest before it.
 */
export class AuditCheckpoints1763900000006 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const STATEMENTS = [
  `alter table audit_checkpoint add column number bigint not null, add column previous bytea not null`,
  `alter table audit_checkpoint add constraint one_checkpoint_per_number unique (number)`,
  `create table audit_checkpoint_head (
    subject_id uuid not null,
    seq bigint not null,
    hash bytea not null,
    checkpoint_id uuid not null,
    constraint audit_checkpoint_head_pkey primary key (subject_id, seq),
    constraint head_of_a_checkpoint foreign key (checkpoint_id) references audit_checkpoint (id) deferrable initially deferred
  )`,
  `create index audit_checkpoint_head_by_checkpoint on audit_checkpoint_head (checkpoint_id, subject_id)`,
  // Keeps the heads that moved since the last checkpoint and answers with what is to be signed. SECURITY DEFINER: no
  // login may read or write heads in any other way. A second one at the same time meets one_checkpoint_per_number.
  `create function audit_checkpoint_begin(p_id uuid)
      returns table (number bigint, previous bytea, events bigint, heads bigint, digest bytea)
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      select c.number, c.digest, c.events into number, previous, events from audit_checkpoint c order by c.number desc limit 1;
      number := coalesce(number, 0) + 1;
      previous := coalesce(previous, sha256('lagrum-audit'::bytea));
      insert into audit_checkpoint_head (subject_id, seq, hash, checkpoint_id)
        select h.subject_id, h.seq, h.hash, p_id from audit_head h
        where h.seq > coalesce((select max(k.seq) from audit_checkpoint_head k where k.subject_id = h.subject_id), 0);
      select count(*), sha256(previous || convert_to(coalesce(string_agg(
               k.subject_id || ':' || k.seq || ':' || encode(k.hash, 'hex') || chr(10), '' order by k.subject_id), ''), 'UTF8'))
        into heads, digest from audit_checkpoint_head k where k.checkpoint_id = p_id;
      select coalesce(sum(k.last), 0) into events
        from (select max(a.seq) as last from audit_checkpoint_head a group by a.subject_id) k;
      return next;
    end $$`,
  `revoke all on function audit_checkpoint_begin(uuid) from public`,
  `grant execute on function audit_checkpoint_begin(uuid) to lagrum_app`,
  `grant select on audit_checkpoint_head to lagrum_app, lagrum_reader`,
  `create index audit_event_recent on audit_event (at desc, subject_id desc, seq desc)`,
  // Expired rows are swept out by a job.
  `grant delete on session, access_token to lagrum_app`,
];
