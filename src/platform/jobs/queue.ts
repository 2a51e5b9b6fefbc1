import {
  BackendFactory,
  ConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  DelayedError,
  IQueueBackend,
  Job as QueueJob,
  Queue,
  runMigrations,
  UnrecoverableError,
  Worker,
} from 'bullmq';
import pg from 'pg';
import { isPassing, JobFault, maskedFailure, Postponed } from './failures.js';
import { JobLog } from './observe.js';

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

const TIMINGS: QueueTimings = { lock: 5_000, stalledCheck: 2_000, backoff: 2_000, rescues: 10 };
export const QUEUE_NAME = 'lagrum';
const SCHEMA = 'bullmq';
const HOUR = 3_600;
const ADD_WITHIN = 5_000;
const RESTART_AFTER = 1_000;

/** Job ids may not hold a colon: BullMQ joins its keys with it. */
export const queueJobId = (job: { kind: string; outboxId: string }): string => `${job.kind}_${job.outboxId}`;

/**
 * Brings the queue's schema up to date and lets the queue's role use it. Run at deploy by the owner on one dedicated
 * connection (it takes an advisory lock and opens a transaction of its own), so that running processes need no DDL.
 */
export async function migrateQueue(client: pg.ClientBase, role = 'lagrum_queue'): Promise<void> {
  await runMigrations(client as unknown as Parameters<typeof runMigrations>[0], SCHEMA);
  const [s, r] = [pg.escapeIdentifier(SCHEMA), pg.escapeIdentifier(role)];
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

interface JobData {
  outboxId: string;
}
type Taken = QueueJob<JobData, void, string>;
type AnyQueue = Queue<JobData, void, string, JobData, void, string, IQueueBackend, unknown>;
type AnyWorker = Worker<JobData, void, string, IQueueBackend, number, unknown>;

interface Backend {
  name: 'postgres' | 'redis';
  factory: BackendFactory<IQueueBackend, unknown>;
  /** Connection for adding: an outage must fail fast, the relay tries again. */
  adding(): Connection;
  /** Connection for working: waits for as long as an outage lasts. */
  working(): Connection;
}

/** What BullMQ is given, and how to close what it does not own. */
interface Connection {
  given: unknown;
  end(): Promise<void>;
}

function backendOf(connection: QueueConnection): Backend {
  if ('redisUrl' in connection) {
    const options: ConnectionOptions = {
      url: connection.redisUrl,
      retryStrategy: (times: number) => Math.min(100 * 2 ** times, 2_000),
    };
    return {
      name: 'redis',
      factory: createRedisBackend as unknown as BackendFactory<IQueueBackend, unknown>,
      adding: () => ({ given: { ...options, maxRetriesPerRequest: 1 }, end: async () => undefined }),
      working: () => ({ given: { ...options, maxRetriesPerRequest: null }, end: async () => undefined }),
    };
  }
  return {
    name: 'postgres',
    factory: createPostgresBackend as unknown as BackendFactory<IQueueBackend, unknown>,
    adding: () => queuePool(connection.database, 2),
    // One of them is kept for LISTEN.
    working: () => queuePool(connection.database, 5),
  };
}

/**
 * A pool of ours and not a configuration, because BullMQ checks clients out without listening for their errors: one cut
 * connection at the wrong moment would end the process.
 */
function queuePool(database: pg.PoolConfig, max: number): Connection {
  const options = [database.options, `-c search_path=${SCHEMA}`].filter(Boolean).join(' ');
  const pool = new pg.Pool({ ...database, max, options, keepAlive: true });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { given: pool, end: () => pool.end() };
}

/** Opens the queue; nothing is taken until `work`. */
export function openQueue(connection: QueueConnection, log: JobLog, timings: Partial<QueueTimings> = {}): JobQueue {
  return new BullQueue(backendOf(connection), log, { ...TIMINGS, ...timings });
}

class BullQueue implements JobQueue {
  readonly backend: 'postgres' | 'redis';
  private opening: Promise<AnyQueue> | null = null;
  private closeQueue: () => Promise<unknown> = async () => undefined;
  private worker: AnyWorker | null = null;
  private supervised: Promise<void> | null = null;
  private wakeSupervisor: () => void = () => undefined;
  private readonly running = new Set<Promise<void>>();
  private ending = false;
  private closeWorker: (force: boolean) => Promise<void> = async () => undefined;
  private closing: Promise<void> | null = null;

  constructor(
    private readonly source: Backend,
    private readonly log: JobLog,
    private readonly timings: QueueTimings,
  ) {
    this.backend = source.name;
  }

  /** BullMQ remembers a failed connect for good, so a queue that did not come up is thrown away for a new one. */
  private queue(): Promise<AnyQueue> {
    return (this.opening ??= this.open().catch((error: unknown) => {
      this.opening = null;
      throw error;
    }));
  }

  private async open(): Promise<AnyQueue> {
    const connection = this.source.adding();
    const queue: AnyQueue = new Queue<JobData, void, string, JobData, void, string, IQueueBackend, unknown>(
      QUEUE_NAME,
      { connection: connection.given, prefix: '{lagrum}' },
      this.source.factory,
    );
    queue.on('error', (error) => this.complain(error));
    const close = async (): Promise<void> => {
      await within(queue.close(), ADD_WITHIN);
      await within(connection.end(), ADD_WITHIN);
    };
    this.closeQueue = close;
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      void close();
      throw error;
    }
  }

  async add(batch: readonly QueuedJob[]): Promise<void> {
    if (batch.length === 0) return;
    await this.answer(async () => {
      for (const job of batch) if (job.again) await this.makeRoom(job);
      const queue = await this.queue();
      await queue.addBulk(
        batch.map((job) => ({
          name: job.kind,
          data: { outboxId: job.outboxId },
          opts: {
            jobId: queueJobId(job),
            attempts: Math.max(1, job.attempts),
            backoff: { type: 'exponential', delay: this.timings.backoff, jitter: 0.5 },
            removeOnComplete: { age: HOUR, count: 1_000 },
            removeOnFail: { age: 24 * HOUR, count: 5_000 },
            // Stacks and messages are read in our own tables and logs, masked; the queue's tables hold neither.
            stackTraceLimit: 0,
          },
        })),
      );
    });
  }

  /** BullMQ silently ignores an add whose id it still remembers, in whatever state; a living job is left alone. */
  private async makeRoom(job: QueuedJob): Promise<void> {
    const known = await (await this.queue()).getJob(queueJobId(job));
    if (!known) return;
    if ((await known.isCompleted()) || (await known.isFailed())) await known.remove();
  }

  work(handler: (delivery: Delivery) => Promise<void>, options: WorkOptions): void {
    if (this.supervised) throw new Error('This queue object is working already.');
    this.supervised = this.supervise(handler, options);
  }

  /** Keeps one worker alive: one that did not come up, or whose loop ended, never recovers by itself. */
  private async supervise(handler: (delivery: Delivery) => Promise<void>, options: WorkOptions): Promise<void> {
    while (!this.ending) {
      const connection = this.source.working();
      const worker = this.newWorker(connection.given, handler, options);
      this.worker = worker;
      this.closeWorker = async (force) => {
        await within(worker.close(force), ADD_WITHIN);
        await within(connection.end(), ADD_WITHIN);
      };
      try {
        await worker.waitUntilReady();
        await worker.run();
      } catch (error) {
        this.complain(error);
      }
      // At the stop `shut` closes, after it has let running jobs finish.
      if (this.ending) return;
      await this.closeWorker(true);
      await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RESTART_AFTER);
      this.wakeSupervisor = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private newWorker(
    connection: unknown,
    handler: (delivery: Delivery) => Promise<void>,
    { concurrency, onAbandoned }: WorkOptions,
  ): AnyWorker {
    const process = async (taken: Taken, token?: string): Promise<void> => {
      const run = this.deliver(handler, taken, token);
      // Kept apart from BullMQ's own promise, so that closing can wait for so long and no longer.
      const settled = run.then(
        () => undefined,
        () => undefined,
      );
      this.running.add(settled);
      void settled.then(() => this.running.delete(settled));
      return run;
    };
    const worker: AnyWorker = new Worker<JobData, void, string, IQueueBackend, number, unknown>(
      QUEUE_NAME,
      process as ConstructorParameters<typeof Worker<JobData, void, string, IQueueBackend, number, unknown>>[1],
      {
        connection,
        autorun: false,
        prefix: '{lagrum}',
        concurrency,
        lockDuration: this.timings.lock,
        stalledInterval: this.timings.stalledCheck,
        maxStalledCount: this.timings.rescues,
        // After an outage BullMQ would wait for 15 s, which alone breaks the promise of rescue within 10.
        runRetryDelay: 1_000,
        drainDelay: 2,
      },
      this.source.factory,
    );
    worker.on('error', (error) => this.complain(error));
    worker.on('failed', (taken, error) => {
      if (!taken || !/stalled more than/.test(error.message) || !onAbandoned) return;
      onAbandoned(taken.data.outboxId, new JobFault('The process died too often while it ran this job')).catch(
        (failure: unknown) => this.complain(failure),
      );
    });
    return worker;
  }

  private async deliver(
    handler: (delivery: Delivery) => Promise<void>,
    taken: Taken,
    token: string | undefined,
  ): Promise<void> {
    try {
      await handler({
        outboxId: taken.data.outboxId,
        kind: taken.name,
        progress: (percent) => taken.updateProgress(Math.round(percent)),
      });
    } catch (error) {
      if (error instanceof Postponed) {
        await taken.moveToDelayed(Date.now() + error.milliseconds, token);
        throw new DelayedError();
      }
      // What BullMQ keeps of an error ends in its own tables, so it gets a new one with the masked message only.
      const kept =
        error instanceof JobFault && error.final
          ? new UnrecoverableError(maskedFailure(error))
          : new Error(maskedFailure(error));
      kept.stack = kept.message;
      throw kept;
    }
  }

  async progressOf(job: { kind: string; outboxId: string }): Promise<number | null> {
    const known = await this.answer(async () => (await this.queue()).getJob(queueJobId(job)));
    return known && typeof known.progress === 'number' && known.progress > 0 ? known.progress : null;
  }

  async counts(): Promise<QueueCounts> {
    const counts = await this.answer(async () =>
      (await this.queue()).getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed'),
    );
    return {
      waiting: (counts.wait ?? 0) + (counts.prioritized ?? 0),
      active: counts.active ?? 0,
      delayed: counts.delayed ?? 0,
      failed: counts.failed ?? 0,
    };
  }

  close(withinMilliseconds = 10_000): Promise<void> {
    return (this.closing ??= this.shut(withinMilliseconds));
  }

  private async shut(withinMilliseconds: number): Promise<void> {
    this.ending = true;
    if (this.worker) {
      await within(this.worker.pause(true), ADD_WITHIN);
      const finished = await within(Promise.all(this.running), withinMilliseconds);
      const running = this.running.size;
      if (!finished) this.log.warn({ running }, 'jobs were still running at the stop; they will run again');
      // Without force it notes the ends of the jobs that just finished.
      await this.closeWorker(!finished);
    }
    this.wakeSupervisor();
    await this.closeQueue();
  }

  /** Calls after `close` never settle in BullMQ, nor do calls into an outage that drops packets. */
  private async answer<T>(call: () => Promise<T>): Promise<T> {
    if (this.ending) throw new Error('The queue is closed.');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The queue did not answer in time.')), ADD_WITHIN);
    });
    const calling = call();
    calling.catch(() => undefined);
    try {
      return await Promise.race([calling, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private complain(error: unknown): void {
    if (this.ending) return;
    this.log.warn({ failure: maskedFailure(error), passing: isPassing(error) }, 'the queue reports a fault');
  }
}

/** Whether the promise settled in time. */
async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([
      promise.then(
        () => true,
        () => true,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
