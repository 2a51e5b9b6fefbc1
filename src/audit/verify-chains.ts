import { createHash } from 'node:crypto';
import pg from 'pg';
import { SigningKey } from './signing-key.js';

/**
 * Reckons every chain again, in this process and not with the database's own function: each event is SHA-256 of the hash
 * before it and its line, its columns say what its line says, numbers run without a gap to the head, and every head that
 * a signed checkpoint saw is still there. So an event that was changed, removed, moved or cut off at the end shows.
 */

export type FaultCode =
  | 'LINE_CHANGED'
  | 'COLUMN_CHANGED'
  | 'GAP'
  | 'HEAD_DIFFERS'
  | 'EVENTS_MISSING'
  | 'CHECKPOINT_GAP'
  | 'CHECKPOINT_CHANGED'
  | 'CHECKPOINT_UNSIGNED'
  | 'CHECKPOINT_OTHER_KEY'
  | 'BEHIND_CHECKPOINT';

export interface Fault {
  code: FaultCode;
  /** Whose chain; null for a fault in the checkpoints themselves. */
  subject: string | null;
  /** Number of the event, or of the checkpoint. */
  seq: number | null;
  note?: string;
}

export interface Verification {
  events: number;
  chains: number;
  checkpoints: number;
  /** Digest of the newest checkpoint, to keep elsewhere. */
  latest: { number: number; at: Date; digest: string } | null;
  /** All of them are counted; the first are shown. */
  faultCount: number;
  faults: Fault[];
}

interface EventRow {
  subject: string;
  seq: number;
  at: Date;
  action: string;
  actor: string;
  actorOrg: string | null;
  audience: string;
  line: string;
  hash: Buffer;
}

interface HeadRow {
  subject: string;
  seq: number;
  hash: Buffer;
}

const BATCH = 5_000;
const SHOWN = 20;
const GENESIS = createHash('sha256').update('lagrum-audit').digest();

/** `client` must see past row security (the deploy login). One snapshot, so that work going on does not disturb. */
export async function verifyChains(
  client: pg.Client | pg.PoolClient,
  key: SigningKey,
  progress?: (events: number) => void,
): Promise<Verification> {
  const found: Verification = { events: 0, chains: 0, checkpoints: 0, latest: null, faultCount: 0, faults: [] };
  const fault = (code: FaultCode, subject: string | null, seq: number | null, note?: string): void => {
    found.faultCount++;
    if (found.faults.length < SHOWN) found.faults.push({ code, subject, seq, ...(note ? { note } : {}) });
  };
  await client.query('begin isolation level repeatable read read only');
  try {
    await walkChains(client, found, fault, progress);
    await walkCheckpoints(client, key, found, fault);
  } finally {
    await client.query('rollback');
  }
  return found;
}

type Note = (code: FaultCode, subject: string | null, seq: number | null, note?: string) => void;

async function walkChains(
  client: pg.Client | pg.PoolClient,
  found: Verification,
  fault: Note,
  progress?: (events: number) => void,
): Promise<void> {
  let subject: string | null = null;
  let seq = 0;
  let hash: Buffer = Buffer.alloc(0);
  let heads = new Map<string, HeadRow>();
  const endOfChain = (): void => {
    if (subject === null) return;
    const head = heads.get(subject);
    if (!head || head.seq !== seq || !head.hash.equals(hash))
      fault('HEAD_DIFFERS', subject, seq, head ? `head says ${head.seq}` : 'no head');
  };
  for (;;) {
    const { rows }: pg.QueryResult<EventRow> = await client.query<EventRow>(
      `select subject_id as subject, seq::float8 as seq, at, action, actor, actor_org as "actorOrg", audience, line, hash
         from audit_event where (subject_id, seq) > ($1, $2) order by subject_id, seq limit ${BATCH}`,
      [subject ?? '00000000-0000-0000-0000-000000000000', subject === null ? 0 : seq],
    );
    if (rows.length === 0) break;
    // The chain in hand may end with this batch's first row, so its head is kept.
    const kept = subject === null ? undefined : heads.get(subject);
    heads = await headsOf(client, [...new Set(rows.map((row) => row.subject))]);
    if (kept && !heads.has(kept.subject)) heads.set(kept.subject, kept);
    for (const row of rows) {
      if (row.subject !== subject) {
        endOfChain();
        subject = row.subject;
        seq = 0;
        hash = createHash('sha256')
          .update(Buffer.from(subject.replaceAll('-', ''), 'hex'))
          .digest();
        found.chains++;
      }
      found.events++;
      if (row.seq !== seq + 1) fault('GAP', subject, seq + 1, `next is ${row.seq}`);
      const reckoned = createHash('sha256').update(hash).update(row.line).digest();
      if (!reckoned.equals(row.hash)) fault('LINE_CHANGED', subject, row.seq);
      const wrong = differing(row);
      if (wrong) fault('COLUMN_CHANGED', subject, row.seq, wrong);
      seq = row.seq;
      // Goes on from what is stored: one changed event is one fault, not all that follow.
      hash = row.hash;
    }
    progress?.(found.events);
  }
  endOfChain();
  const { rows: bare } = await client.query<{ subject: string; seq: number }>(
    `select h.subject_id as subject, h.seq::float8 as seq from audit_head h
      where h.seq > 0 and not exists (select 1 from audit_event e where e.subject_id = h.subject_id)`,
  );
  for (const head of bare) fault('EVENTS_MISSING', head.subject, head.seq);
}

async function headsOf(client: pg.Client | pg.PoolClient, subjects: string[]): Promise<Map<string, HeadRow>> {
  const { rows } = await client.query<HeadRow>(
    'select subject_id as subject, seq::float8 as seq, hash from audit_head where subject_id = any($1::uuid[])',
    [subjects],
  );
  return new Map(rows.map((row) => [row.subject, row]));
}

/** The name of the first column that does not say what the line says. */
function differing(row: EventRow): string | null {
  let line: Record<string, unknown>;
  try {
    line = JSON.parse(row.line) as Record<string, unknown>;
  } catch {
    return 'line';
  }
  const columns: [string, unknown, unknown][] = [
    ['subject', row.subject, line.subject],
    ['seq', row.seq, line.seq],
    ['at', row.at.toISOString(), line.at],
    ['action', row.action, line.action],
    ['actor', row.actor, line.actor],
    ['actorOrg', row.actorOrg, line.actorOrg],
    ['audience', row.audience, line.audience],
  ];
  return columns.find(([, column, said]) => column !== said)?.[0] ?? null;
}

interface CheckpointRow {
  id: string;
  number: number;
  at: Date;
  events: number;
  heads: number;
  previous: Buffer;
  digest: Buffer;
  keyId: string;
  signature: Buffer;
}

async function walkCheckpoints(
  client: pg.Client | pg.PoolClient,
  key: SigningKey,
  found: Verification,
  fault: Note,
): Promise<void> {
  const { rows } = await client.query<CheckpointRow>(
    `select id, number::float8 as number, at, events::float8 as events, heads::float8 as heads, previous, digest,
            key_id as "keyId", signature from audit_checkpoint order by number`,
  );
  let previous: Buffer = GENESIS;
  let number = 0;
  for (const row of rows) {
    found.checkpoints++;
    if (row.number !== number + 1 || !row.previous.equals(previous)) fault('CHECKPOINT_GAP', null, row.number);
    const { digest, heads } = await digestOf(client, row);
    if (!digest.equals(row.digest) || heads !== row.heads) fault('CHECKPOINT_CHANGED', null, row.number);
    if (row.keyId !== key.id) fault('CHECKPOINT_OTHER_KEY', null, row.number, `key ${row.keyId}`);
    else if (!key.verifies(row, row.signature)) fault('CHECKPOINT_UNSIGNED', null, row.number);
    number = row.number;
    previous = row.digest;
    found.latest = { number, at: row.at, digest: row.digest.toString('hex') };
  }
  const { rows: lost } = await client.query<{ subject: string; seq: number; number: number }>(
    `select k.subject_id as subject, k.seq::float8 as seq, c.number::float8 as number
       from audit_checkpoint_head k
       left join audit_checkpoint c on c.id = k.checkpoint_id
       left join audit_event e on e.subject_id = k.subject_id and e.seq = k.seq
      where e.hash is distinct from k.hash order by k.subject_id, k.seq`,
  );
  for (const { subject, seq, number: seen } of lost)
    fault('BEHIND_CHECKPOINT', subject, seq, `checkpoint ${seen} saw it`);
}

async function digestOf(
  client: pg.Client | pg.PoolClient,
  checkpoint: CheckpointRow,
): Promise<{ digest: Buffer; heads: number }> {
  const hash = createHash('sha256').update(checkpoint.previous);
  let last = '00000000-0000-0000-0000-000000000000';
  let heads = 0;
  for (;;) {
    const { rows } = await client.query<HeadRow>(
      `select subject_id as subject, seq::float8 as seq, hash from audit_checkpoint_head
        where checkpoint_id = $1 and subject_id > $2 order by subject_id limit ${BATCH}`,
      [checkpoint.id, last],
    );
    for (const row of rows) hash.update(`${row.subject}:${row.seq}:${row.hash.toString('hex')}\n`);
    heads += rows.length;
    if (rows.length < BATCH) return { digest: hash.digest(), heads };
    last = rows.at(-1)!.subject;
  }
}
