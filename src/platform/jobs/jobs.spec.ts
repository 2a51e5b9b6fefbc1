import { Global, Injectable, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JobsWorld, SWEEP, TRIAGE } from '../../../test/harness/jobs-world.js';
import { Database } from '../database/database.js';
import { openQueue } from './bullmq-queue.js';
import { JobFault } from './failures.js';
import { Job } from './job.js';
import { JOB_METRICS, JobService, JobsModule } from './jobs.module.js';
import { JobQueue } from './queue.js';
import { Reconciler } from './reconciler.js';
import { JobRegistry, OnJob } from './registry.js';
import { Relay } from './relay.js';
import { redriveJob } from './worker.js';

let world: JobsWorld;

beforeAll(async () => {
  world = await JobsWorld.start();
});
afterEach(() => world.empty());
afterAll(() => world.stop());

const parts = () => ({ pool: world.store, registry: world.registry, metrics: world.metrics, log: world.log });

describe('relay, queue and reconciler', () => {
  let queue: JobQueue;
  let relay: Relay;
  let reconciler: Reconciler;

  beforeEach(() => {
    queue = openQueue({ database: world.bed.queue }, world.log);
    relay = new Relay({ connection: world.bed.queue, ...parts(), queue });
    reconciler = new Reconciler({ ...parts(), queue });
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
            await world.runner.run(outboxId);
          } finally {
            if (--count === 0) resolve();
          }
        },
        { concurrency: 4 },
      );
    });
  }

  it('carry a committed row to its handler', async () => {
    await world.submit();
    expect(await relay.pass()).toBe(1);
    expect(await relay.pass()).toBe(0);
    await work(1);
    expect(await world.marks()).toEqual(['done']);
    expect(world.counted).toContain('relayed 1');
  });

  it('are woken by the commit itself', async () => {
    relay.start();
    const worked = work(1);
    await world.submit();
    await worked;
    expect(await world.marks()).toEqual(['done']);
  });

  it('come back by themselves after the database has cut every connection', async () => {
    relay.start();
    const worked = work(2);
    await world.submit();
    await world.bed.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lagrum_queue'`,
    );
    await world.submit();
    await worked;
    await relay.stop();
    await reconciler.restore({ olderThan: 0 });
    await world.drain();
    expect(await world.marks()).toEqual(['done', 'done']);
  });

  it('leave rows that are not due, unknown or newer', async () => {
    await world.submit({ dueAt: new Date(Date.now() + 60_000) });
    await world.submit();
    await world.bed.owner.query(`update outbox set kind = 'future.kind' where due_at <= now()`);
    await world.submit();
    await world.bed.owner.query(
      `update outbox set payload_version = 9 where kind = 'question.triage' and due_at <= now()`,
    );
    expect(await relay.pass()).toBe(0);
  });

  it('repeat an add that was not noted, and the job still runs once', async () => {
    await world.submit();
    await relay.pass();
    await world.bed.owner.query('update outbox set relayed_at = null');
    await relay.pass();
    expect((await queue.counts()).waiting).toBe(1);
  });

  it('bring back everything when the queue is lost', async () => {
    for (let i = 0; i < 10; i++) await world.submit();
    await relay.pass();
    await world.bed.owner.query('truncate bullmq.job, bullmq.event cascade');
    expect(await reconciler.restore()).toBe(0);
    expect(await reconciler.restore({ olderThan: 0 })).toBe(10);
    expect((await queue.counts()).waiting).toBe(10);
    expect(await reconciler.restore({ olderThan: 0 })).toBe(10);
    expect((await queue.counts()).waiting).toBe(10);
    await work(10);
    expect(await world.marks()).toHaveLength(10);
    expect(await reconciler.restore({ olderThan: 0 })).toBe(0);
  });

  it('bring back a job that the queue gave up although its row is unfinished', async () => {
    await world.submit();
    const id = await world.onlyId();
    await queue.add([{ outboxId: id, kind: TRIAGE.kind, attempts: 1 }]);
    await world.bed.owner.query(`update bullmq.job set state = 'failed'`);
    await world.bed.owner.query('update outbox set relayed_at = now()');
    await reconciler.restore({ olderThan: 0 });
    await work(1);
    expect(await world.marks()).toEqual(['done']);
  });

  it('take a re-driven job although the queue remembers its failure', async () => {
    world.handler = async () => {
      throw new JobFault('not yet', true);
    };
    await world.submit();
    await relay.pass();
    await work(1);
    await queue.close();
    expect(await redriveJob(world.store, await world.onlyId(), 'person:operator')).toBe(true);
    world.handler = world.mark('done');
    queue = openQueue({ database: world.bed.queue }, world.log);
    relay = new Relay({ connection: world.bed.queue, ...parts(), queue });
    expect(await relay.pass()).toBe(1);
    await work(1);
    expect(await world.marks()).toEqual(['done']);
  });

  it('roll back when the queue does not answer, so that the next pass tries again', async () => {
    await world.submit();
    await queue.close();
    await expect(relay.pass()).rejects.toThrow('closed');
    const { rows } = await world.bed.owner.query('select relayed_at from outbox');
    expect(rows).toEqual([{ relayed_at: null }]);
  });

  it('write one row per scheduled kind and span of time, and none while the one before is unfinished', async () => {
    const at = new Date('2026-03-01T10:00:30Z');
    const other = new Reconciler({ ...parts(), queue });
    await Promise.all([reconciler.schedule(at), other.schedule(at)]);
    await reconciler.schedule(at);
    await reconciler.schedule(new Date('2026-03-01T10:01:30Z'));
    let [row, ...more] = await world.queries.page({ state: 'PENDING', first: 10 });
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'deadline.sweep', causer: 'system:scheduler' });
    await world.drain();
    await reconciler.schedule(new Date('2026-03-01T10:01:30Z'));
    [row, ...more] = await world.queries.page({ state: 'PENDING', first: 10 });
    expect(more).toEqual([]);
    expect(row).toBeDefined();
    expect(await world.drain({ scheduled: ['deadline.sweep'] })).toMatchObject({ finished: 2 });
  });

  it('forget what finished a month ago, with its receipts and letters, and nothing that did not', async () => {
    world.handler = async () => {
      throw new JobFault('dead', true);
    };
    await world.submit();
    await world.drain({ allowDead: true });
    await redriveJob(world.store, await world.onlyId(), 'person:operator');
    world.handler = world.mark('done');
    await world.drain();
    await world.submit();
    await world.bed.owner.query(`update outbox set created_at = now() - interval '40 days'`);
    expect(await reconciler.clean()).toBe(0);
    await world.bed.owner.query(
      `update outbox set finished_at = now() - interval '31 days' where finished_at is not null`,
    );
    expect(await reconciler.clean()).toBe(1);
    const left = await world.bed.owner.query<{ n: number }>(
      `select (select count(*) from job_receipt)::int + (select count(*) from dead_letter)::int as n`,
    );
    expect(left.rows[0]!.n).toBe(0);
    expect(await world.queries.count('PENDING')).toBe(1);
  });
});

describe('the module', () => {
  let heard: () => void = () => undefined;

  @Injectable()
  class Handlers {
    readonly word = 'through nest';

    @OnJob(TRIAGE)
    async triage(job: Job): Promise<void> {
      await world.mark(this.word)(job);
    }

    @OnJob(SWEEP)
    async sweep(): Promise<void> {}
  }

  @Injectable()
  class Deaf {
    @OnJob(SWEEP)
    async sweep(): Promise<void> {}
  }

  function compile(work: boolean, provider: new () => object) {
    @Global()
    @Module({
      providers: [
        { provide: JobRegistry, useValue: world.registry },
        { provide: Database, useValue: world.database },
        { provide: JOB_METRICS, useValue: { ...world.metrics, processed: () => heard() } },
      ],
      exports: [JobRegistry, Database, JOB_METRICS],
    })
    class Platform {}
    return Test.createTestingModule({
      imports: [
        Platform,
        DiscoveryModule,
        JobsModule.register({ useFactory: () => ({ database: world.bed.queue, work, concurrency: 2 }) }),
      ],
      providers: [provider],
    }).compile();
  }

  it('binds handlers as methods of their providers, and drains in a process that does not work', async () => {
    const module = await (await compile(false, Handlers)).init();
    await world.submit();
    expect(module.get(JobService).currentQueue).toBeNull();
    expect(await module.get(JobService).drain()).toMatchObject({ finished: 1 });
    expect(await world.marks()).toEqual(['through nest']);
    await module.close();
  });

  it('works, relays and stops with the application', async () => {
    const module = await (await compile(true, Handlers)).init();
    const done = new Promise<void>((resolve) => (heard = resolve));
    await world.submit();
    await done;
    await module.close();
    expect(await world.marks()).toEqual(['through nest']);
  });

  it('does not start with a kind that nobody handles', async () => {
    const module = await compile(false, Deaf);
    await expect(module.init()).rejects.toThrow(
      'Jobs cannot start: job kind "question.triage" is declared but no provider has @OnJob for it.',
    );
    await module.get(JobService).onApplicationShutdown();
  });
});
