import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Global, Injectable, Module } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { JobsBed, startJobsBed } from '../../../test/harness/jobs-bed.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { Reads } from '../database/reads.js';
import { Principal } from '../principal.js';
import { Drained, drainJobs, DrainOptions } from './drain.js';
import { JobFault, Postponed } from './failures.js';
import { JobHandlers } from './handlers.js';
import { Job, JobHandler } from './job.js';
import { JobService, JobsModule } from './jobs.module.js';
import { JobLog, JobMetrics } from './observe.js';
import { JobQueries } from './queries.js';
import { JobQueue, migrateQueue, openQueue } from './queue.js';
import { Reconciler } from './reconciler.js';
import { jobDeclaration, JobRegistry, OnJob } from './registry.js';
import { Relay } from './relay.js';
import { JobRunner, redriveJob } from './worker.js';

const clerk: Principal = { id: 'person:clerk', personId: null, context: null };
const triage = jobDeclaration({
  kind: 'question.triage',
  on: ['question.submitted'],
  reads: ['QUESTION'],
  attempts: 3,
});
const sweep = jobDeclaration({ kind: 'deadline.sweep', every: 60 });
const registry = JobRegistry.of([triage, sweep]);

let bed: JobsBed;
let source: DataSource;
let store: pg.Pool;
let database: Database;
const lines: string[] = [];
const note =
  (level: string) =>
  (facts: Record<string, unknown>, message: string): void => {
    lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
  };
const log: JobLog = { info: note('info'), warn: note('warn'), error: note('error') };
const counted: string[] = [];
const metrics: JobMetrics = {
  processed: (kind) => counted.push(`processed ${kind}`),
  failed: (kind) => counted.push(`failed ${kind}`),
  dead: (kind) => counted.push(`dead ${kind}`),
  relayed: (rows) => counted.push(`relayed ${rows}`),
  restored: (rows) => counted.push(`restored ${rows}`),
};
let handler: JobHandler;
let runner: JobRunner;
let queries: JobQueries;

const drain = (options?: DrainOptions): Promise<Drained> => drainJobs({ store, registry, runner }, options);

async function submit(options: { dueAt?: Date; dedupeKey?: string } = {}): Promise<void> {
  await database.transact(clerk, async (tx) => {
    await tx.emit('question.submitted', { state: 'SUBMITTED' }, options);
  });
}

async function marks(): Promise<string[]> {
  const { rows } = await bed.owner.query<{ word: string }>('select word from mark order by at');
  return rows.map(({ word }) => word);
}

async function onlyId(): Promise<string> {
  const { rows } = await bed.owner.query<{ id: string }>('select id from outbox');
  expect(rows).toHaveLength(1);
  return rows[0]!.id;
}

const mark = (word: string): JobHandler =>
  async function (job) {
    await job.effect('mark', async (tx) => {
      await tx.query('insert into mark (word) values ($1)', [word]);
    });
  };

beforeAll(async () => {
  bed = await startJobsBed();
  const client = await bed.owner.connect();
  await migrateQueue(client);
  client.release();
  const { host, port, database: name, user, password } = bed.app;
  source = await new DataSource({
    type: 'postgres',
    host: host!,
    port: port!,
    database: name!,
    username: user!,
    password: password as string,
  }).initialize();
  store = new pg.Pool(bed.queue);
  const unread = new pg.Pool(bed.app);
  database = new Database(source, new Reads(unread, unread), new Clock(), registry);
  queries = new JobQueries(store);
});

beforeEach(() => {
  handler = mark('done');
  runner = new JobRunner({
    store,
    database,
    registry,
    handlers: () =>
      new JobHandlers(
        registry,
        registry.all().map(({ kind }) => ({ kind, where: 'spec', handler: (job: Job) => handler(job) })),
      ),
    metrics,
    log,
  });
});

afterEach(async () => {
  lines.length = 0;
  counted.length = 0;
  await bed.owner.query('truncate outbox, job_receipt, dead_letter, mark, bullmq.job, bullmq.event cascade');
});

afterAll(async () => {
  await store.end();
  await source.destroy();
  await bed.stop();
});

describe('outbox', () => {
  it('appears with the action that caused it, and not without', async () => {
    await submit();
    await expect(
      database.transact(clerk, async (tx) => {
        await tx.emit('question.submitted', {});
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await queries.count('PENDING')).toBe(1);
  });

  it('keeps one row per dedupe key', async () => {
    await submit({ dedupeKey: 'reminder.1' });
    await submit({ dedupeKey: 'reminder.1' });
    await submit({ dedupeKey: 'reminder.2' });
    expect(await queries.count('PENDING')).toBe(2);
  });
});

describe('a job', () => {
  it('acts as the system actor of its kind, with the kinds it was granted and its causer kept', async () => {
    let seen: unknown;
    handler = async (job) => {
      await job.effect('look', async (tx) => {
        const settings = await tx.one(`select current_setting('app.system_kinds') as kinds`);
        seen = { id: tx.principal.id, causer: tx.principal.causer, settings, payload: job.payload };
      });
    };
    await submit();
    await drain();
    expect(seen).toEqual({
      id: 'system:question.triage',
      causer: 'person:clerk',
      settings: { kinds: '{QUESTION}' },
      payload: { event: 'question.submitted', state: 'SUBMITTED' },
    });
  });

  it('does an effect once however often it is delivered, also after its handler failed behind it', async () => {
    let deliveries = 0;
    handler = async (job) => {
      await mark('done')(job);
      if (++deliveries === 1) throw new Error('after the effect');
    };
    await submit();
    expect(await drain()).toMatchObject({ finished: 1, failures: 1 });
    expect(await marks()).toEqual(['done']);
    // Delivered again although it is finished: nothing to do.
    expect(await runner.run(await onlyId())).toBe('skipped');
    expect(deliveries).toBe(2);
  });

  it('does an effect once when two workers run it at the same time, one of them with a lost lock', async () => {
    let arrived = 0;
    let open: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (open = resolve));
    handler = async (job) => {
      if (++arrived === 2) open();
      await both;
      await mark('done')(job);
    };
    await submit();
    const id = await onlyId();
    await Promise.all([runner.run(id), runner.run(id)]);
    expect(await marks()).toEqual(['done']);
    expect(await queries.count('FINISHED')).toBe(1);
  });

  it('rolls the receipt back with its effect', async () => {
    let tries = 0;
    handler = async (job) => {
      await job.effect('mark', async (tx) => {
        await tx.query('insert into mark (word) values ($1)', [`try ${++tries}`]);
        if (tries === 1) throw new Error('inside the effect');
      });
    };
    await submit();
    await drain();
    expect(await marks()).toEqual(['try 2']);
  });

  it('answers with what an effect made, and null when it was made before', async () => {
    const answers: unknown[] = [];
    handler = async (job) => {
      for (let i = 0; i < 2; i++) answers.push(await job.effect('make', async () => ({ id: 'made' })));
    };
    await submit();
    await drain();
    expect(answers).toEqual([{ id: 'made' }, null]);
  });

  it('sends something to the outside world once, and again only when that failed', async () => {
    const sent: string[] = [];
    handler = async (job) => {
      await job.once('mail', async (repetition) => {
        sent.push(repetition);
        if (sent.length === 1) throw new Error('refused');
      });
      await job.once('mail', async () => {
        sent.push('twice');
      });
    };
    await submit();
    await drain();
    const id = await onlyId();
    expect(sent).toEqual([`${id}.mail`, `${id}.mail`]);
  });

  it('leaves a lease that another worker holds alone, without counting a failure', async () => {
    await submit();
    const id = await onlyId();
    await bed.owner.query(
      `insert into job_receipt (outbox_id, effect, lease_until) values ($1, 'mail', now() + interval '1 minute')`,
      [id],
    );
    const sent: string[] = [];
    handler = async (job) => {
      await job.once('mail', async () => {
        sent.push('mail');
      });
    };
    await expect(runner.run(id)).rejects.toThrow(Postponed);
    expect((await queries.page({ state: 'PENDING', first: 10 }))[0]).toMatchObject({ attempts: 0, failure: null });
    await bed.owner.query(`update job_receipt set lease_until = now() - interval '1 second'`);
    await drain();
    expect(sent).toEqual(['mail']);
  });

  it('waits for its moment', async () => {
    const due = new Date(Date.now() + 3_600_000);
    await submit({ dueAt: due });
    expect(await drain()).toMatchObject({ finished: 0 });
    expect(await drain({ includeFuture: due })).toMatchObject({ finished: 1 });
  });

  it('is left to a newer release when its payload is newer', async () => {
    await submit();
    await bed.owner.query('update outbox set payload_version = 2');
    await expect(runner.run(await onlyId())).rejects.toThrow(Postponed);
    expect(await drain()).toMatchObject({ finished: 0 });
    expect(await queries.count('PENDING')).toBe(1);
  });
});

describe('dead letters', () => {
  const dying: JobHandler = async (job) => {
    await mark('before')(job);
    throw new TypeError('Sökanden KANARIEFÅGEL finns inte');
  };

  it('hold what failed as often as allowed, masked, and only then', async () => {
    handler = dying;
    await submit();
    const drained = await drain({ allowDead: true });
    expect(drained).toMatchObject({ finished: 0, failures: 2, dead: [{ kind: 'question.triage' }] });
    const [row] = await queries.page({ state: 'DEAD', first: 10 });
    expect(row).toMatchObject({ kind: 'question.triage', attempts: 3, state: 'DEAD', causer: 'person:clerk' });
    expect(row!.failure).toMatch(/^TypeError in .*jobs\.spec\.ts:\d+\)$/);
    expect(counted).toEqual(['failed question.triage', 'failed question.triage', 'dead question.triage']);
    const letters = await bed.owner.query('select d::text from dead_letter d union all select o::text from outbox o');
    expect(JSON.stringify(letters.rows) + lines.join()).not.toContain('KANARIE');
    expect(await queries.gauge()).toEqual({ pending: 0, dead: 1, oldestSeconds: 0 });
  });

  it('come at once for a final fault', async () => {
    handler = async () => {
      throw new JobFault('The receiver no longer exists', true);
    };
    await submit();
    await drain({ allowDead: true });
    expect((await queries.page({ state: 'DEAD', first: 1 }))[0]).toMatchObject({
      attempts: 1,
      failure: 'The receiver no longer exists',
    });
  });

  it('fail a test that does not expect them', async () => {
    handler = dying;
    await submit();
    await expect(drain()).rejects.toThrow('question.triage (TypeError');
  });

  it('are not made by an outage', async () => {
    let outages = 5;
    handler = async (job) => {
      if (outages-- > 0) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      await mark('done')(job);
    };
    await submit();
    for (let pass = 0; pass < 6; pass++) await drain();
    expect(await marks()).toEqual(['done']);
    expect(await queries.count('DEAD')).toBe(0);
  });

  it('live again when re-driven, without repeating effects that have a receipt', async () => {
    handler = dying;
    await submit();
    await drain({ allowDead: true });
    const id = await onlyId();
    expect(await redriveJob(store, id, 'person:operator')).toBe(true);
    expect(await redriveJob(store, id, 'person:operator')).toBe(false);
    handler = mark('before');
    expect(await drain()).toMatchObject({ finished: 1 });
    expect(await marks()).toEqual(['before']);
    expect((await queries.page({ state: 'FINISHED', first: 1 }))[0]).toMatchObject({ redrivenBy: 'person:operator' });
  });

  it('are counted, once, when the process dies in the job again and again', async () => {
    await submit();
    const id = await onlyId();
    await runner.abandoned(id, new JobFault('The process died too often while it ran this job'));
    expect((await queries.page({ state: 'PENDING', first: 1 }))[0]).toMatchObject({ attempts: 1 });
  });

  it('page by id, newest first', async () => {
    for (let i = 0; i < 5; i++) await submit();
    const first = await queries.page({ state: 'PENDING', first: 3 });
    const rest = await queries.page({ state: 'PENDING', first: 3, after: first[2]!.id });
    const ids = [...first, ...rest].map(({ id }) => id);
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...ids].sort().reverse());
  });
});

describe('relay, queue and reconciler', () => {
  let queue: JobQueue;
  let relay: Relay;
  let reconciler: Reconciler;

  beforeEach(() => {
    queue = openQueue({ database: bed.queue }, log);
    relay = new Relay({ connection: bed.queue, pool: store, queue, registry, metrics, log });
    reconciler = new Reconciler({ pool: store, queue, registry, metrics, log });
  });
  afterEach(async () => {
    await relay.stop();
    await reconciler.stop();
    await queue.close(1_000);
  });

  /** Works until so many jobs have come to an end. */
  function work(count: number): Promise<void> {
    return new Promise((resolve) => {
      queue.work(
        async ({ outboxId }) => {
          try {
            await runner.run(outboxId);
          } finally {
            if (--count === 0) resolve();
          }
        },
        { concurrency: 4 },
      );
    });
  }

  it('carry a committed row to its handler', async () => {
    await submit();
    expect(await relay.pass()).toBe(1);
    expect(await relay.pass()).toBe(0);
    await work(1);
    expect(await marks()).toEqual(['done']);
    expect(counted).toContain('relayed 1');
  });

  it('are woken by the commit itself', async () => {
    relay.start();
    const worked = work(1);
    await submit();
    await worked;
    expect(await marks()).toEqual(['done']);
  });

  it('leave rows that are not due, unknown or newer', async () => {
    await submit({ dueAt: new Date(Date.now() + 60_000) });
    await submit();
    await bed.owner.query(`update outbox set kind = 'future.kind' where due_at <= now()`);
    await submit();
    await bed.owner.query(`update outbox set payload_version = 9 where kind = 'question.triage' and due_at <= now()`);
    expect(await relay.pass()).toBe(0);
  });

  it('repeat an add that was not noted, and the job still runs once', async () => {
    await submit();
    await relay.pass();
    await bed.owner.query('update outbox set relayed_at = null');
    await relay.pass();
    expect((await queue.counts()).waiting).toBe(1);
  });

  it('bring back everything when the queue is lost', async () => {
    for (let i = 0; i < 10; i++) await submit();
    await relay.pass();
    await bed.owner.query('truncate bullmq.job, bullmq.event cascade');
    expect(await reconciler.restore()).toBe(0);
    expect(await reconciler.restore({ olderThan: 0 })).toBe(10);
    expect((await queue.counts()).waiting).toBe(10);
    expect(await reconciler.restore({ olderThan: 0 })).toBe(10);
    expect((await queue.counts()).waiting).toBe(10);
    await work(10);
    expect(await marks()).toHaveLength(10);
    expect(await reconciler.restore({ olderThan: 0 })).toBe(0);
  });

  it('bring back a job that the queue gave up although its row is unfinished', async () => {
    await submit();
    const id = await onlyId();
    await queue.add([{ outboxId: id, kind: triage.kind, attempts: 1 }]);
    await bed.owner.query(`update bullmq.job set state = 'failed', finished_on_ms = 1`);
    await bed.owner.query('update outbox set relayed_at = now()');
    await reconciler.restore({ olderThan: 0 });
    await work(1);
    expect(await marks()).toEqual(['done']);
  });

  it('take a re-driven job although the queue remembers its failure', async () => {
    handler = async () => {
      throw new JobFault('not yet', true);
    };
    await submit();
    await relay.pass();
    await work(1);
    await queue.close();
    expect(await redriveJob(store, await onlyId(), 'person:operator')).toBe(true);
    handler = mark('done');
    queue = openQueue({ database: bed.queue }, log);
    relay = new Relay({ connection: bed.queue, pool: store, queue, registry, metrics, log });
    expect(await relay.pass()).toBe(1);
    await work(1);
    expect(await marks()).toEqual(['done']);
  });

  it('roll back when the queue does not answer, so that the next pass tries again', async () => {
    await submit();
    await queue.close();
    await expect(relay.pass()).rejects.toThrow('closed');
    const { rows } = await bed.owner.query('select relayed_at from outbox');
    expect(rows).toEqual([{ relayed_at: null }]);
  });

  it('write one row per scheduled kind and span of time, and none while the one before is unfinished', async () => {
    const at = new Date('2026-03-01T10:00:30Z');
    const other = new Reconciler({ pool: store, queue, registry, metrics, log });
    await Promise.all([reconciler.schedule(at), other.schedule(at)]);
    await reconciler.schedule(at);
    await reconciler.schedule(new Date('2026-03-01T10:01:30Z'));
    let [row, ...more] = await queries.page({ state: 'PENDING', first: 10 });
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'deadline.sweep', causer: 'system:scheduler' });
    await drain();
    await reconciler.schedule(new Date('2026-03-01T10:01:30Z'));
    [row, ...more] = await queries.page({ state: 'PENDING', first: 10 });
    expect(more).toEqual([]);
    expect(row).toBeDefined();
    expect(await drain({ scheduled: ['deadline.sweep'] })).toMatchObject({ finished: 2 });
  });

  it('forget what finished a month ago, with its receipts and letters, and nothing that did not', async () => {
    handler = async () => {
      throw new JobFault('dead', true);
    };
    await submit();
    await drain({ allowDead: true });
    await redriveJob(store, await onlyId(), 'person:operator');
    handler = mark('done');
    await drain();
    await submit();
    await bed.owner.query(`update outbox set created_at = now() - interval '40 days'`);
    expect(await reconciler.clean()).toBe(0);
    await bed.owner.query(`update outbox set finished_at = now() - interval '31 days' where finished_at is not null`);
    expect(await reconciler.clean()).toBe(1);
    const left = await bed.owner.query<{ n: number }>(
      `select (select count(*) from job_receipt)::int + (select count(*) from dead_letter)::int as n`,
    );
    expect(left.rows[0]!.n).toBe(0);
    expect(await queries.count('PENDING')).toBe(1);
  });
});

describe('the module', () => {
  @Injectable()
  class Handlers {
    readonly word = 'through nest';

    @OnJob(triage)
    async triage(job: Job): Promise<void> {
      await mark(this.word)(job);
    }

    @OnJob(sweep)
    async sweep(): Promise<void> {}
  }

  @Injectable()
  class Deaf {
    @OnJob(sweep)
    async sweep(): Promise<void> {}
  }

  function compile(work: boolean, provider: new () => object) {
    @Global()
    @Module({
      providers: [
        { provide: JobRegistry, useValue: registry },
        { provide: Database, useValue: database },
      ],
      exports: [JobRegistry, Database],
    })
    class Platform {}
    return Test.createTestingModule({
      imports: [
        Platform,
        DiscoveryModule,
        JobsModule.register({ useFactory: () => ({ database: bed.queue, work, concurrency: 2 }) }),
      ],
      providers: [provider],
    }).compile();
  }

  it('binds handlers as methods of their providers, and drains in a process that does not work', async () => {
    const module = await (await compile(false, Handlers)).init();
    await submit();
    expect(module.get(JobService).currentQueue).toBeNull();
    expect(await module.get(JobService).drain()).toMatchObject({ finished: 1 });
    expect(await marks()).toEqual(['through nest']);
    await module.close();
  });

  it('works, relays and stops with the application', async () => {
    const module = await (await compile(true, Handlers)).init();
    const done = new Promise<void>((resolve) => {
      const { processed } = metrics;
      metrics.processed = (kind, seconds) => {
        metrics.processed = processed;
        processed(kind, seconds);
        resolve();
      };
      // The module counts nothing unless told to: watch the table through the runner's own hook instead.
      const { runner: own } = module.get(JobService);
      const run = own.run.bind(own);
      own.run = async (...parts) => {
        const outcome = await run(...parts);
        metrics.processed(triage.kind, 0);
        return outcome;
      };
    });
    await submit();
    await done;
    await module.close();
    expect(await marks()).toEqual(['through nest']);
  });

  it('does not start with a kind that nobody handles', async () => {
    const module = await compile(false, Deaf);
    await expect(module.init()).rejects.toThrow(
      'Jobs cannot start: job kind "question.triage" is declared but no provider has @OnJob for it.',
    );
    await module.get(JobService).onApplicationShutdown();
  });
});
