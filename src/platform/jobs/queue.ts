import { runMigrations } from 'bullmq';
import pg from 'pg';

export interface QueuedJob {
  outboxId: string;
  kind: string;
  /** Attempts left. */
  attempts: number;
  /** It may have been in the queue before: a remembered, finished job with its id makes room first. */
  again?: boolean;
}

/** One delivery. Throwing makes the queue try again later, `Postponed` without counting. */
export interface Delivery {
  outboxId: string;
  kind: string;
  progress(percent: number): Promise<void>;
}

export interface WorkOptions {
  concurrency: number;
  /** The process died too often while it ran the job, and the queue gave the job up. */
  onAbandoned?(outboxId: string, error: Error): Promise<void>;
}

export interface QueueCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

/** The cache in front of the outbox: it may lose and repeat everything. Holds ids and kinds, nothing else. */
export interface JobQueue {
  readonly backend: 'postgres' | 'redis';
  add(batch: readonly QueuedJob[]): Promise<void>;
  /** Starts taking jobs; once per queue object. */
  work(handler: (delivery: Delivery) => Promise<void>, options: WorkOptions): void;
  /** Percent done, or null when nothing was said. */
  progressOf(job: { kind: string; outboxId: string }): Promise<number | null>;
  counts(): Promise<QueueCounts>;
  /** Takes nothing more, lets what runs finish for so long, then closes. What still runs will be delivered again. */
  close(withinMilliseconds?: number): Promise<void>;
}

export type QueueConnection =
  /** `database` is a login of role `lagrum_queue`; its tables were made by `migrateQueue`. */
  { database: pg.PoolConfig } | { redisUrl: string };

export interface QueueTimings {
  /** A worker that has not renewed its lock for so long has lost the job. */
  lock: number;
  /** How often lost locks are looked for; rescue takes up to lock + 2 checks, and must stay within 10 s. */
  stalledCheck: number;
  /** First wait after a failure; doubles each time, half of it by chance so that many do not return together. */
  backoff: number;
  /** How often a job survives the death of its process; many, since restarts must not make healthy jobs dead letters. */
  rescues: number;
}

export const TIMINGS: QueueTimings = { lock: 5_000, stalledCheck: 2_000, backoff: 2_000, rescues: 10 };
export const QUEUE_NAME = 'lagrum';
export const QUEUE_SCHEMA = 'bullmq';

/** Job ids may not hold a colon: BullMQ joins its keys with it. */
export const queueJobId = (job: { kind: string; outboxId: string }): string => `${job.kind}_${job.outboxId}`;

/**
 * Brings the queue's schema up to date and lets the queue's role use it. Run at deploy by the owner on one dedicated
 * connection (it takes an advisory lock and opens a transaction of its own), so that running processes need no DDL.
 */
export async function migrateQueue(client: pg.ClientBase, role = 'lagrum_queue'): Promise<void> {
  await runMigrations(client as unknown as Parameters<typeof runMigrations>[0], QUEUE_SCHEMA);
  const [s, r] = [pg.escapeIdentifier(QUEUE_SCHEMA), pg.escapeIdentifier(role)];
  // Bulk adds make this queue's id sequence when it is missing, although our ids are explicit, and the queue's role may
  // not CREATE.
  await client.query(`select ${s}.next_job_id($1)`, [QUEUE_NAME]);
  await client.query(
    `grant usage on schema ${s} to ${r};
     grant select, insert, update, delete on all tables in schema ${s} to ${r};
     grant usage, select, update on all sequences in schema ${s} to ${r};
     grant execute on all functions in schema ${s} to ${r};`,
  );
  // Bulk adds go through a temporary table, which nobody else here needs.
  const { rows } = await client.query<{ database: string }>('select current_database() as database');
  await client.query(`grant temporary on database ${pg.escapeIdentifier(rows[0]!.database)} to ${r}`);
}
