import {
  BackendFactory,
  ConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  DelayedError,
  IQueueBackend,
  Job as QueueJob,
  Queue,
  UnrecoverableError,
  Worker,
} from 'bullmq';
import pg from 'pg';
import { isPassing, JobFault, maskedFailure, Postponed } from './failures.js';
import { JobLog } from './observe.js';
import {
  Delivery,
  JobQueue,
  QUEUE_NAME,
  QUEUE_SCHEMA,
  QueueConnection,
  QueueCounts,
  QueuedJob,
  queueJobId,
  QueueTimings,
  TIMINGS,
  WorkOptions,
} from './queue.js';

const HOUR = 3_600;
const ADD_WITHIN = 5_000;
const RESTART_AFTER = 1_000;

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
  const options = [database.options, `-c search_path=${QUEUE_SCHEMA}`].filter(Boolean).join(' ');
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
