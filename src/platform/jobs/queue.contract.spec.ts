import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { JobsBed, redisMissing, RedisBed, startJobsBed, startRedis } from '../../../test/harness/jobs-bed.js';
import { newId } from '../ids.js';
import { openQueue } from './bullmq-queue.js';
import { JobFault, Postponed } from './failures.js';
import { JobLog } from './observe.js';
import { Delivery, JobQueue, migrateQueue, QueueConnection, WorkOptions } from './queue.js';

const quiet: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Side {
  connection: QueueConnection;
  /** Everything the queue keeps, as text. */
  dump(): Promise<string>;
  /** As if its data were lost. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

async function postgresSide(): Promise<Side> {
  const bed: JobsBed = await startJobsBed();
  const client = await bed.owner.connect();
  await migrateQueue(client);
  await migrateQueue(client);
  client.release();
  return {
    connection: { database: bed.queue },
    dump: async () => {
      const { rows } = await bed.owner.query<{ kept: string }>(
        'select j::text as kept from bullmq.job j union all select e::text from bullmq.event e',
      );
      return rows.map(({ kept }) => kept).join('\n');
    },
    wipe: async () => {
      await bed.owner.query('truncate bullmq.job, bullmq.event cascade');
    },
    stop: () => bed.stop(),
  };
}

async function redisSide(): Promise<Side> {
  const server: RedisBed = await startRedis();
  const redis = new Redis(server.url, { maxRetriesPerRequest: 1 });
  return {
    connection: { redisUrl: server.url },
    dump: async () => {
      const kept: string[] = [];
      for (const key of await redis.keys('{lagrum}*')) {
        const type = await redis.type(key);
        if (type === 'hash') kept.push(JSON.stringify(await redis.hgetall(key)));
        if (type === 'stream') kept.push(JSON.stringify(await redis.xrange(key, '-', '+')));
        if (type === 'list') kept.push(JSON.stringify(await redis.lrange(key, 0, -1)));
      }
      return kept.join('\n');
    },
    wipe: async () => {
      const keys = await redis.keys('{lagrum}*');
      if (keys.length > 0) await redis.del(...keys);
    },
    stop: async () => {
      await redis.quit();
      await server.stop();
    },
  };
}

/** Deliveries as they come; `until` waits for the n-th without a clock. */
class Inbox {
  readonly deliveries: Delivery[] = [];
  private waiting: { count: number; resolve: () => void }[] = [];

  take(delivery: Delivery): number {
    this.deliveries.push(delivery);
    this.waiting = this.waiting.filter(({ count, resolve }) => {
      if (this.deliveries.length < count) return true;
      resolve();
      return false;
    });
    return this.deliveries.length;
  }

  until(count: number): Promise<void> {
    if (this.deliveries.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }

  get ids(): string[] {
    return this.deliveries.map(({ outboxId }) => outboxId);
  }
}

function contract(start: () => Promise<Side>): void {
  let side: Side;
  const open: JobQueue[] = [];
  const timings = { lock: 600, stalledCheck: 200, backoff: 5, rescues: 1 };

  const queue = (): JobQueue => {
    const opened = openQueue(side.connection, quiet, timings);
    open.push(opened);
    return opened;
  };
  const working = (
    handler: (delivery: Delivery, nth: number) => Promise<void> = async () => undefined,
    options: Partial<WorkOptions> = {},
  ): { queue: JobQueue; inbox: Inbox } => {
    const inbox = new Inbox();
    const opened = queue();
    opened.work((delivery) => handler(delivery, inbox.take(delivery)), { concurrency: 4, ...options });
    return { queue: opened, inbox };
  };
  const job = (attempts = 3): { outboxId: string; kind: string; attempts: number } => ({
    outboxId: newId('Job'),
    kind: 'question.triage',
    attempts,
  });

  beforeAll(async () => {
    side = await start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close(0)));
    await side.wipe();
  });
  afterAll(() => side.stop());

  it('delivers each job of a batch, by id and kind', async () => {
    const batch = Array.from({ length: 50 }, () => job());
    const worker = working();
    await queue().add(batch);
    await worker.inbox.until(50);
    expect(worker.inbox.ids.sort()).toEqual(batch.map(({ outboxId }) => outboxId).sort());
    expect(worker.inbox.deliveries[0]!.kind).toBe('question.triage');
  });

  it('ignores a repeated add of a job that it has, and does a finished one again only when told to', async () => {
    const [one, two] = [job(), job()];
    const adding = queue();
    await adding.add([one]);
    await adding.add([one, { ...one, again: true }]);
    expect((await adding.counts()).waiting).toBe(1);

    const first = working();
    await first.inbox.until(1);
    await first.queue.close();
    await adding.add([one]);
    await adding.add([{ ...two, again: true }]);
    expect((await adding.counts()).waiting).toBe(1);
    await adding.add([{ ...one, again: true }]);
    expect((await adding.counts()).waiting).toBe(2);

    const second = working();
    await second.inbox.until(2);
    expect(second.inbox.ids.sort()).toEqual([one.outboxId, two.outboxId].sort());
  });

  it('tries a failing job as often as allowed and keeps no text of its error', async () => {
    const worker = working(async () => {
      throw new Error('Sökanden heter KANARIEFÅGEL');
    });
    await queue().add([job(3)]);
    await worker.inbox.until(3);
    await worker.queue.close();
    expect(worker.inbox.deliveries).toHaveLength(3);
    expect((await queue().counts()).failed).toBe(1);
    const kept = await side.dump();
    expect(kept).toContain('question.triage');
    expect(kept).not.toContain('KANARIE');
  });

  it('does not try again after a final fault', async () => {
    const worker = working(async () => {
      throw new JobFault('The receiver no longer exists', true);
    });
    const after = job();
    await queue().add([job(5)]);
    await worker.inbox.until(1);
    await worker.queue.close();
    const next = working();
    await queue().add([after]);
    await next.inbox.until(1);
    expect(next.inbox.ids).toEqual([after.outboxId]);
  });

  it('gives a postponed job back without using up an attempt', async () => {
    const worker = working(async (_delivery, nth) => {
      if (nth < 4) throw new Postponed(1, 'a newer release knows it');
    });
    await queue().add([job(1)]);
    await worker.inbox.until(4);
    await worker.queue.close();
    expect(await queue().counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  it('shows progress', async () => {
    const asked = job();
    let go: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (go = resolve));
    const worker = working(async (delivery) => {
      await delivery.progress(40);
      go();
    });
    const adding = queue();
    expect(await adding.progressOf(asked)).toBeNull();
    await adding.add([asked]);
    await told;
    await worker.queue.close();
    expect(await adding.progressOf(asked)).toBe(40);
  });

  it('rescues the job of a worker that stopped renewing its lock', async () => {
    const asked = job();
    const killed = working(() => new Promise(() => undefined));
    await queue().add([asked]);
    await killed.inbox.until(1);
    await killed.queue.close(0);
    const rescuer = working();
    await rescuer.inbox.until(1);
    expect(rescuer.inbox.ids).toEqual([asked.outboxId]);
  });

  it('gives up a job that kills its process again and again, and says so once', async () => {
    const asked = job();
    await queue().add([asked]);
    for (let deaths = 0; deaths < 2; deaths++) {
      const killed = working(() => new Promise(() => undefined));
      await killed.inbox.until(1);
      await killed.queue.close(0);
    }
    const told = await new Promise<[string, Error]>((resolve) => {
      working(undefined, { onAbandoned: async (outboxId, error) => resolve([outboxId, error]) });
    });
    expect(told[0]).toBe(asked.outboxId);
    expect(told[1]).toBeInstanceOf(JobFault);
  });

  it('waits at the stop for what runs, takes nothing more, and refuses calls after it', async () => {
    let finish: () => void = () => undefined;
    let finished = false;
    const worker = working(
      async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        finished = true;
      },
      { concurrency: 1 },
    );
    const adding = queue();
    await adding.add([job(), job()]);
    await worker.inbox.until(1);
    const closing = worker.queue.close();
    finish();
    await closing;
    expect(finished).toBe(true);
    expect(worker.inbox.deliveries).toHaveLength(1);
    expect((await adding.counts()).waiting).toBe(1);
    await expect(worker.queue.add([job()])).rejects.toThrow('closed');
  });

  it('takes a job back whose data were lost', async () => {
    const asked = job();
    const adding = queue();
    await adding.add([asked]);
    await side.wipe();
    expect((await adding.counts()).waiting).toBe(0);
    await adding.add([{ ...asked, again: true }]);
    const worker = working();
    await worker.inbox.until(1);
    expect(worker.inbox.ids).toEqual([asked.outboxId]);
  });
}

describe('job queue on PostgreSQL', () => contract(postgresSide));

const missing = redisMissing();
if (missing) describe.skip(`job queue on Redis (skipped: ${missing})`, () => contract(redisSide));
else describe('job queue on Redis', () => contract(redisSide));
