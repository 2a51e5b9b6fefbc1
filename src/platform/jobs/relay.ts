import pg from 'pg';
import { maskedFailure } from './failures.js';
import { JobLog, JobMetrics } from './observe.js';
import { borrow, OUTBOX_CHANNEL } from './outbox.js';
import { JobQueue } from './queue.js';
import { JobRegistry } from './registry.js';

const BATCH = 200;
const POLL = 1_000;

export interface RelayParts {
  /** Login of role `lagrum_queue`. */
  connection: pg.PoolConfig;
  pool: pg.Pool;
  queue: JobQueue;
  registry: JobRegistry;
  metrics: JobMetrics;
  log: JobLog;
}

/**
 * Carries due outbox rows to the queue. Woken by NOTIFY at commit, and by a poll each second because a notification
 * can be lost with its connection and because rows become due by themselves. Any number may run beside each other.
 */
export class Relay {
  /** When the outbox was last read without a fault; health looks at it. */
  lastPassAt: Date | null = null;
  private listener: pg.Client | null = null;
  private poll: NodeJS.Timeout | null = null;
  private passing: Promise<void> | null = null;
  private woken = false;
  private stopped = false;

  constructor(private readonly parts: RelayParts) {}

  start(): void {
    this.stopped = false;
    this.poll = setInterval(() => this.wake(), POLL);
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.poll) clearInterval(this.poll);
    await this.passing;
    const listener = this.listener;
    this.listener = null;
    listener?.removeAllListeners();
    listener?.on('error', () => undefined);
    await listener?.end().catch(() => undefined);
  }

  /** One pass at a time; a wake during a pass makes one more. */
  private wake(): void {
    this.woken = true;
    if (this.passing || this.stopped) return;
    this.passing = this.passes().finally(() => {
      this.passing = null;
      if (this.woken && !this.stopped) this.wake();
    });
  }

  private async passes(): Promise<void> {
    this.woken = false;
    try {
      await this.listen();
      while (!this.stopped && (await this.pass()) === BATCH);
      this.lastPassAt = new Date();
    } catch (error) {
      this.parts.log.warn({ failure: maskedFailure(error) }, 'the relay could not carry outbox rows; it tries again');
    }
  }

  private async listen(): Promise<void> {
    if (this.listener || this.stopped) return;
    const client = new pg.Client({ ...this.parts.connection, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
    const lost = (): void => {
      if (this.listener === client) this.listener = null;
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => this.wake());
    try {
      await client.connect();
      await client.query(`listen ${OUTBOX_CHANNEL}`);
      this.listener = client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /**
   * One batch. The rows stay locked until the queue has them, so that a crash between the two only repeats the add,
   * which the queue ignores. NO KEY UPDATE, since a worker that is faster than our commit writes receipts that refer
   * to the row. Kinds and payload versions that this release does not know are left for a newer one.
   */
  async pass(): Promise<number> {
    const { pool, queue, registry, metrics } = this.parts;
    const { client, release } = await borrow(pool);
    try {
      await client.query('begin');
      const { rows } = await client.query<{ id: string; kind: string; attempts: number; again: boolean }>(
        `select o.id, o.kind, o.attempts,
                o.attempts > 0 or exists (select from dead_letter d where d.outbox_id = o.id) as again
           from outbox o
           join unnest($1::text[], $2::int[]) known (kind, version)
             on known.kind = o.kind and known.version >= o.payload_version
          where o.relayed_at is null and o.finished_at is null and o.failed_at is null and o.due_at <= now()
          order by o.due_at, o.id
          limit ${BATCH}
          for no key update of o skip locked`,
        registry.known(),
      );
      if (rows.length > 0) {
        await queue.add(
          rows.map(({ id, kind, attempts, again }) => ({
            outboxId: id,
            kind,
            attempts: (registry.get(kind)?.attempts ?? 1) - attempts,
            again,
          })),
        );
        await client.query('update outbox set relayed_at = now() where id = any($1)', [rows.map(({ id }) => id)]);
        metrics.relayed(rows.length);
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
}
