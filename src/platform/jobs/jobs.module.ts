import {
  BeforeApplicationShutdown,
  DynamicModule,
  FactoryProvider,
  Global,
  Inject,
  Injectable,
  Module,
  ModuleMetadata,
  OnApplicationBootstrap,
  OnApplicationShutdown,
  OnModuleDestroy,
  Optional,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import pg from 'pg';
import { Database } from '../database/database.js';
import { openQueue } from './bullmq-queue.js';
import { Drained, drainJobs, DrainOptions } from './drain.js';
import { maskedFailure } from './failures.js';
import { JobDiscovery } from './handlers.js';
import { JobLog, JobMetrics, nestJobLog, NO_METRICS } from './observe.js';
import { JobQueries } from './queries.js';
import { JobQueue } from './queue.js';
import { Reconciler } from './reconciler.js';
import { JobRegistry } from './registry.js';
import { Relay } from './relay.js';
import { JobRunner } from './worker.js';

export interface JobsOptions {
  /** Login of role `lagrum_queue`; outbox, dead letters and, without Redis, the queue itself. */
  database: pg.PoolConfig;
  /** Redis or Valkey as queue instead of PostgreSQL. */
  redisUrl?: string | null;
  /** Whether this process relays, works and reconciles; false in a process that only answers the API. */
  work: boolean;
  /** Jobs at a time in this process. */
  concurrency?: number;
}

export const JOBS_OPTIONS = Symbol('JOBS_OPTIONS');
/** Bind a `JobMetrics` to it to count; optional. */
export const JOB_METRICS = Symbol('JOB_METRICS');
/** Bind a `JobLog` to it; the Nest logger otherwise. */
export const JOB_LOG = Symbol('JOB_LOG');

const STOP_WITHIN = 10_000;
const MOST_SKEW = 1_000;

/** The registry alone, for the database module: `Tx.emit` needs to know who subscribes. */
@Global()
@Module({ providers: [JobRegistry], exports: [JobRegistry] })
export class JobRegistryModule {}

/** Everything that runs jobs in this process, and its starting and stopping. */
@Injectable()
export class JobService
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown
{
  readonly queries: JobQueries;
  readonly runner: JobRunner;
  private readonly pool: pg.Pool;
  private readonly log: JobLog;
  private readonly metrics: JobMetrics;
  private queue: JobQueue | null = null;
  private relay: Relay | null = null;
  private reconciler: Reconciler | null = null;
  private stopped: Promise<void> | null = null;
  private closed: Promise<void> | null = null;

  constructor(
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
    private readonly registry: JobRegistry,
    discovery: JobDiscovery,
    database: Database,
    @Optional() @Inject(JOB_METRICS) metrics: JobMetrics | undefined,
    @Optional() @Inject(JOB_LOG) log: JobLog | undefined,
  ) {
    this.log = log ?? nestJobLog();
    this.metrics = metrics ?? NO_METRICS;
    this.pool = new pg.Pool({ max: 4, ...options.database });
    this.pool.on('error', () => undefined);
    // Also in the moment between the pool's own listener and that of `borrow`.
    this.pool.on('connect', (client) => void client.on('error', () => undefined));
    this.queries = new JobQueries(this.pool);
    this.runner = new JobRunner({
      store: this.pool,
      database,
      registry,
      handlers: () => discovery.handlers(),
      metrics: this.metrics,
      log: this.log,
    });
  }

  onApplicationBootstrap(): void {
    if (this.options.work) this.start();
  }

  /** Relay, worker and reconciler. Does not wait for the queue: with Redis away the API must still answer. */
  start(): void {
    if (this.queue) return;
    const { database, redisUrl, concurrency = 10 } = this.options;
    const { pool, registry, metrics, log } = this;
    const queue = (this.queue = openQueue(redisUrl ? { redisUrl } : { database }, log));
    queue.work(
      async ({ outboxId, progress }) => {
        await this.runner.run(outboxId, progress);
      },
      { concurrency, onAbandoned: (outboxId, error) => this.runner.abandoned(outboxId, error) },
    );
    this.relay = new Relay({ connection: database, pool, queue, registry, metrics, log });
    this.reconciler = new Reconciler({ pool, queue, registry, metrics, log });
    this.relay.start();
    this.reconciler.start();
    void this.compareClocks();
  }

  /** Locks of the queue are reckoned by the clock of each worker, so workers whose clocks differ steal jobs. */
  private async compareClocks(): Promise<void> {
    try {
      const before = Date.now();
      const { rows } = await this.pool.query<{ now: Date }>('select clock_timestamp() as now');
      const skew = Math.abs(rows[0]!.now.getTime() - (before + Date.now()) / 2);
      if (skew > MOST_SKEW) this.log.warn({ milliseconds: Math.round(skew) }, 'this clock differs from the database');
    } catch (error) {
      this.log.warn({ failure: maskedFailure(error) }, 'the clocks could not be compared');
    }
  }

  /** Runs what is due in this process, without queue; see `drain.ts`. */
  drain(options: DrainOptions = {}): Promise<Drained> {
    return drainJobs({ store: this.pool, registry: this.registry, runner: this.runner }, options);
  }

  /** When the relay last read the outbox; null in a process that does not work, or before the first pass. */
  get relayedAt(): Date | null {
    return this.relay?.lastPassAt ?? null;
  }

  /** Null in a process that does not work. */
  get currentQueue(): JobQueue | null {
    return this.queue;
  }

  /** The first thing of a graceful stop, since running handlers use everything that is closed later. */
  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
    await (this.closed ??= this.pool.end());
  }

  /** Takes nothing more, lets what runs finish for ten seconds. Twice is once. */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    await Promise.all([this.relay?.stop(), this.reconciler?.stop(), this.queue?.close(STOP_WITHIN)]);
  }
}

export type JobsModuleOptions = Pick<ModuleMetadata, 'imports'> &
  Pick<FactoryProvider<JobsOptions>, 'inject' | 'useFactory'>;

@Global()
@Module({})
export class JobsModule {
  /** Needs `Database`, and `JobRegistryModule` beside it. */
  static register({ imports = [], inject = [], useFactory }: JobsModuleOptions): DynamicModule {
    return {
      module: JobsModule,
      imports: [DiscoveryModule, ...imports],
      providers: [
        { provide: JOBS_OPTIONS, inject, useFactory },
        JobDiscovery,
        JobService,
        { provide: JobQueries, inject: [JobService], useFactory: (jobs: JobService) => jobs.queries },
      ],
      exports: [JobService, JobQueries],
    };
  }
}
