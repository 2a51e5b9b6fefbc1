import pg from 'pg';
import { DataSource } from 'typeorm';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { Reads } from '../../src/platform/database/reads.js';
import { Drained, drainJobs, DrainOptions } from '../../src/platform/jobs/drain.js';
import { JobHandlers } from '../../src/platform/jobs/handlers.js';
import { Job, JobHandler } from '../../src/platform/jobs/job.js';
import { JobLog, JobMetrics } from '../../src/platform/jobs/observe.js';
import { JobQueries } from '../../src/platform/jobs/queries.js';
import { migrateQueue } from '../../src/platform/jobs/queue.js';
import { jobDeclaration, JobRegistry } from '../../src/platform/jobs/registry.js';
import { JobRunner } from '../../src/platform/jobs/worker.js';
import { Principal } from '../../src/platform/principal.js';
import { JobsBed, startJobsBed } from './jobs-bed.js';

export const TRIAGE = jobDeclaration({
  kind: 'question.triage',
  on: ['question.submitted'],
  reads: ['QUESTION'],
  attempts: 3,
});
export const SWEEP = jobDeclaration({ kind: 'deadline.sweep', every: 60 });

/** The real database class, runner and queries over the bed, with a handler that each test sets. */
export class JobsWorld {
  readonly registry = JobRegistry.of([TRIAGE, SWEEP]);
  readonly lines: string[] = [];
  readonly counted: string[] = [];
  readonly log: JobLog = { info: this.note('info'), warn: this.note('warn'), error: this.note('error') };
  readonly metrics: JobMetrics = {
    processed: (kind) => this.counted.push(`processed ${kind}`),
    failed: (kind) => this.counted.push(`failed ${kind}`),
    dead: (kind) => this.counted.push(`dead ${kind}`),
    relayed: (rows) => this.counted.push(`relayed ${rows}`),
    restored: (rows) => this.counted.push(`restored ${rows}`),
  };
  handler: JobHandler = this.mark('done');
  readonly runner: JobRunner;
  readonly queries: JobQueries;
  readonly database: Database;

  private constructor(
    readonly bed: JobsBed,
    readonly store: pg.Pool,
    private readonly source: DataSource,
  ) {
    const unread = new pg.Pool(bed.app);
    this.database = new Database(source, new Reads(unread, unread), new Clock(), this.registry);
    this.queries = new JobQueries(store);
    this.runner = new JobRunner({
      store,
      database: this.database,
      registry: this.registry,
      handlers: () =>
        new JobHandlers(
          this.registry,
          this.registry.all().map(({ kind }) => ({ kind, where: 'spec', handler: (job: Job) => this.handler(job) })),
        ),
      metrics: this.metrics,
      log: this.log,
    });
  }

  static async start(): Promise<JobsWorld> {
    const bed = await startJobsBed();
    const client = await bed.owner.connect();
    await migrateQueue(client);
    client.release();
    const { host, port, database, user, password } = bed.app;
    const source = await new DataSource({
      type: 'postgres',
      host: host!,
      port: port!,
      database: database!,
      username: user!,
      password: password as string,
    }).initialize();
    const store = new pg.Pool(bed.queue);
    store.on('error', () => undefined);
    return new JobsWorld(bed, store, source);
  }

  private note(level: string) {
    return (facts: Record<string, unknown>, message: string): void => {
      this.lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
    };
  }

  /** A handler with one effect that leaves a word in the table `mark`. */
  mark(word: string): JobHandler {
    return async (job) => {
      await job.effect('mark', async (tx) => {
        await tx.query('insert into mark (word) values ($1)', [word]);
      });
    };
  }

  async marks(): Promise<string[]> {
    const { rows } = await this.bed.owner.query<{ word: string }>('select word from mark order by at');
    return rows.map(({ word }) => word);
  }

  async submit(options: { dueAt?: Date; dedupeKey?: string } = {}): Promise<void> {
    const clerk: Principal = { id: 'person:clerk', personId: null, context: null };
    await this.database.transact(clerk, async (tx) => {
      await tx.emit('question.submitted', { state: 'SUBMITTED' }, options);
    });
  }

  /** The id of the only outbox row there is. */
  async onlyId(): Promise<string> {
    const { rows } = await this.bed.owner.query<{ id: string }>('select id from outbox');
    if (rows.length !== 1) throw new Error(`There are ${rows.length} outbox rows`);
    return rows[0]!.id;
  }

  drain(options?: DrainOptions): Promise<Drained> {
    const { store, registry, runner } = this;
    return drainJobs({ store, registry, runner }, options);
  }

  async empty(): Promise<void> {
    this.lines.length = this.counted.length = 0;
    this.handler = this.mark('done');
    await this.bed.owner.query('truncate outbox, job_receipt, dead_letter, mark, bullmq.job, bullmq.event cascade');
  }

  async stop(): Promise<void> {
    await this.store.end();
    await this.source.destroy();
    await this.bed.stop();
  }
}
