import type pg from 'pg';
import { newId } from '../ids.js';
import { JobRegistry } from './registry.js';

export const OUTBOX_CHANNEL = 'lagrum_outbox';

/** Whatever can run one statement: a Tx, a pg client, a pool. */
export interface SqlClient {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** TypeORM answers with rows, pg with a result that has them. */
export function rowsOf<T>(result: unknown): T[] {
  return Array.isArray(result) ? (result as T[]) : (result as { rows: T[] }).rows;
}

/**
 * A client of the pool for a transaction. The pool listens for errors of idle clients only, so one that is cut off
 * between two statements of ours would end the process; `release` may be called twice, with an error to throw it away.
 */
export async function borrow(pool: pg.Pool): Promise<{ client: pg.PoolClient; release: (broken?: Error) => void }> {
  const client = await pool.connect();
  let cut: Error | undefined;
  let returned = false;
  const onError = (error: Error): void => {
    cut = error;
  };
  client.on('error', onError);
  const release = (broken?: Error): void => {
    if (returned) return;
    returned = true;
    client.release(broken ?? cut);
    client.off('error', onError);
  };
  return { client, release };
}

export interface OutboxEvent {
  event: string;
  /** Ids, numbers, dates, enums and short codes; never text that a person wrote. */
  payload: Record<string, unknown>;
  /** `person:<uuid>`, `service:<uuid>`, `system:<kind>` or `anonymous`: follows the work through every job it causes. */
  causer: string;
  entryId?: string;
  /** Not before this moment; now when absent. */
  dueAt?: Date;
  /** At most one row per kind and key, ever (while the row is kept). */
  dedupeKey?: string;
}

export interface OutboxRow {
  id: string;
  kind: string;
  payload: Record<string, unknown>;
  payloadVersion: number;
  causer: string;
  entryId: string | null;
  dedupeKey: string | null;
  dueAt: Date | null;
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:+/-]{0,63}$/;
const PERSON_NUMBER = /^(\d{2})?\d{6}[-+]?\d{4}$/;
const NAME = /^[a-z][A-Za-z0-9]*$/;
const LONGEST_LIST = 1000;

function safeValue(path: string, value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString();
  // A queue table has no row security, so what is secret under OSL may not enter it; ids are looked up by the handler.
  // The value itself is not in the message, since messages end in logs.
  if (typeof value === 'string') {
    if (CODE.test(value) && !PERSON_NUMBER.test(value)) return value;
    throw new Error(`Job payload "${path}" must be an id, a date or a code of at most 64 characters, not text.`);
  }
  if (Array.isArray(value) && depth === 0 && value.length <= LONGEST_LIST) {
    return value.map((item, index) => safeValue(`${path}.${index}`, item, 1));
  }
  throw new Error(`Job payload "${path}" must be an id, number, date or code, or a list of at most ${LONGEST_LIST}.`);
}

/** The payload as it will be stored. Throws when it holds anything that could be text; undefined values are dropped. */
export function safePayload(payload: Record<string, unknown>): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payload)) {
    if (!NAME.test(name)) throw new Error('A job payload has plain camelCase names.');
    if (value !== undefined) safe[name] = safeValue(name, value, 0);
  }
  return safe;
}

/** One row for each kind that subscribes to the event; none when nobody does. */
export function outboxRows(registry: JobRegistry, event: OutboxEvent): OutboxRow[] {
  const payload = safePayload({ ...event.payload, event: event.event });
  return registry.subscribersOf(event.event).map((declaration) => ({
    id: newId('Job'),
    kind: declaration.kind,
    payload,
    payloadVersion: declaration.payloadVersion,
    causer: event.causer,
    entryId: event.entryId ?? null,
    dedupeKey: event.dedupeKey ?? null,
    dueAt: event.dueAt ?? null,
  }));
}

/**
 * Writes the outbox rows of one event in the caller's transaction, and wakes the relay when that commits.
 * Returns the rows meant to be written; one with a dedupe key that is already there is silently left out.
 */
export async function insertOutbox(
  client: SqlClient,
  registry: JobRegistry,
  event: OutboxEvent,
): Promise<readonly OutboxRow[]> {
  const rows = outboxRows(registry, event);
  if (rows.length > 0) await insertRows(client, rows);
  return rows;
}

/** The same for many events. */
export async function insertOutboxes(
  client: SqlClient,
  registry: JobRegistry,
  events: readonly OutboxEvent[],
): Promise<void> {
  const rows = events.flatMap((event) => outboxRows(registry, event));
  if (rows.length > 0) await insertRows(client, rows);
}

/**
 * `on conflict` without a target, because naming the columns would demand SELECT on the outbox, which the role of the
 * API does not need. The moment is cut to the column's milliseconds, as rounding could put it into the future and hide
 * the row from a relay or a `drainJobs` that comes at once.
 */
export async function insertRows(client: SqlClient, rows: readonly OutboxRow[]): Promise<void> {
  await client.query(
    `with written as (
       insert into outbox (id, kind, payload, payload_version, causer, entry_id, dedupe_key, due_at)
       select id, kind, payload, payload_version, causer, entry_id, dedupe_key, coalesce(due_at, date_trunc('milliseconds', now()))
         from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::int[], $5::text[], $6::uuid[], $7::text[], $8::timestamptz[])
           as row (id, kind, payload, payload_version, causer, entry_id, dedupe_key, due_at)
       on conflict do nothing
     )
     select pg_notify('${OUTBOX_CHANNEL}', '')`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.kind),
      rows.map((row) => JSON.stringify(row.payload)),
      rows.map((row) => row.payloadVersion),
      rows.map((row) => row.causer),
      rows.map((row) => row.entryId),
      rows.map((row) => row.dedupeKey),
      rows.map((row) => row.dueAt),
    ],
  );
}
