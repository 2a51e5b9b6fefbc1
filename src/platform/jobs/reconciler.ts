import pg from 'pg';
import { newId } from '../ids.js';
import { maskedFailure } from './failures.js';
import { JobLog, JobMetrics } from './observe.js';
import { borrow, insertRows } from './outbox.js';
import { JobQueue } from './queue.js';
import { JobDeclaration, JobRegistry } from './registry.js';

const TICK = 15_000;
const CLEAN_EVERY = 3_600_000;
const BATCH = 200;
const DELETE_BATCH = 5_000;
/** Causer of work that the clock causes. */
const SCHEDULER = 'system:scheduler';
const BUCKET = 'every.';

export interface ReconcilerParts {
  pool: pg.Pool;
  queue: JobQueue;
  registry: JobRegistry;
  metrics: JobMetrics;
  log: JobLog;
}

export interface RestoreOptions {
  /** Seconds after relay that a row is given before it is looked for. */
  olderThan?: number;
}

/**
 * The outbox is the truth and the queue a cache: whatever the queue lost or gave up comes back from here. Also writes
 * the rows of scheduled jobs and sweeps out old ones. Any number may run beside each other.
 */
export class Reconciler {
  private timer: NodeJS.Timeout | null = null;
  private passing: Promise<void> | null = null;
  private cleanedAt = 0;
  private stopped = false;
  private readonly lastBucket = new Map<string, number>();

  constructor(private readonly parts: ReconcilerParts) {}

  start(): void {
    this.stopped = false;
    const shortest = Math.min(...this.scheduled().map(({ every }) => every * 1_000), TICK);
    let restoredAt = 0;
    const tick = (): void => {
      if (this.passing) return;
      this.passing = this.pass(Date.now() - restoredAt >= TICK).finally(() => (this.passing = null));
      if (Date.now() - restoredAt >= TICK) restoredAt = Date.now();
    };
    this.timer = setInterval(tick, shortest);
    tick();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.passing;
  }

  private async pass(restore: boolean): Promise<void> {
    try {
      await this.schedule();
      if (restore) while (!this.stopped && (await this.restore()) === BATCH);
      if (Date.now() - this.cleanedAt > CLEAN_EVERY) {
        this.cleanedAt = Date.now();
        while (!this.stopped && (await this.clean()) === DELETE_BATCH);
      }
    } catch (error) {
      this.parts.log.warn({ failure: maskedFailure(error) }, 'the reconciler failed; it tries again');
    }
  }

  /**
   * Puts unfinished rows back into the queue and answers how many it looked at. A job that is still there stays as it
   * is; one that the queue remembers as finished or failed although its row is not makes room for a new one.
   */
  async restore({ olderThan = 60 }: RestoreOptions = {}): Promise<number> {
    const { pool, queue, registry, metrics } = this.parts;
    const { client, release } = await borrow(pool);
    try {
      await client.query('begin');
      const { rows } = await client.query<{ id: string; kind: string; attempts: number }>(
        `select o.id, o.kind, o.attempts
           from outbox o
           join unnest($1::text[], $2::int[]) known (kind, version)
             on known.kind = o.kind and known.version >= o.payload_version
          where o.relayed_at <= now() - make_interval(secs => $3) and o.finished_at is null and o.failed_at is null
          order by o.relayed_at
          limit ${BATCH}
          for no key update of o skip locked`,
        [...registry.known(), olderThan],
      );
      if (rows.length > 0) {
        await queue.add(
          rows.map(({ id, kind, attempts }) => ({
            outboxId: id,
            kind,
            attempts: (registry.get(kind)?.attempts ?? 1) - attempts,
            again: true,
          })),
        );
        await client.query('update outbox set relayed_at = now() where id = any($1)', [rows.map(({ id }) => id)]);
        metrics.restored(rows.length);
      }
      await client.query('commit');
      return rows.length;
    } catch (error) {
      await client.query('rollback').catch(release);
      throw error;
    } finally {
      release();
    }
  }

  /**
   * One row per scheduled kind and span of time, whichever process comes first. After a standstill only the current
   * span runs, since scheduled jobs look for whatever is due. Not while the one before is unfinished: they would pile up.
   */
  async schedule(now: Date = new Date()): Promise<void> {
    for (const declaration of this.scheduled()) {
      const bucket = Math.floor(now.getTime() / (declaration.every * 1_000));
      if (this.lastBucket.get(declaration.kind) === bucket) continue;
      if (await this.busy(declaration)) continue;
      await insertScheduled(this.parts.pool, declaration, bucket);
      this.lastBucket.set(declaration.kind, bucket);
    }
  }

  private async busy({ kind }: JobDeclaration): Promise<boolean> {
    const { rows } = await this.parts.pool.query(
      `select 1 from outbox where kind = $1 and starts_with(dedupe_key, $2) and finished_at is null and failed_at is null
        limit 1`,
      [kind, BUCKET],
    );
    return rows.length > 0;
  }

  private scheduled(): (JobDeclaration & { every: number })[] {
    return this.parts.registry.all().filter((one): one is JobDeclaration & { every: number } => one.every !== null);
  }

  /** Finished rows are kept for a month, for operators; dead letters until somebody has re-driven them. */
  async clean(olderThanDays = 30): Promise<number> {
    const { rows } = await this.parts.pool.query<{ gone: number }>(
      `with old as (
         select id from outbox where finished_at < now() - make_interval(days => $1) limit ${DELETE_BATCH}
       ), letters as (
         delete from dead_letter using old where outbox_id = old.id
       ), gone as (
         delete from outbox using old where outbox.id = old.id returning 1
       )
       select count(*)::int as gone from gone`,
      [olderThanDays],
    );
    return rows[0]?.gone ?? 0;
  }
}

/** The row of one scheduled run; twice for the same bucket changes nothing. */
export async function insertScheduled(
  client: Parameters<typeof insertRows>[0],
  declaration: JobDeclaration,
  bucket: number,
): Promise<void> {
  const every = (declaration.every ?? 1) * 1_000;
  await insertRows(client, [
    {
      id: newId('Job'),
      kind: declaration.kind,
      payload: { at: new Date(bucket * every).toISOString() },
      payloadVersion: declaration.payloadVersion,
      causer: SCHEDULER,
      entryId: null,
      dedupeKey: `${BUCKET}${bucket}`,
      // Its own moment and not the database's now: whoever asks for what is due by a moment just read must find it.
      dueAt: new Date(bucket * every),
    },
  ]);
}
