import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { JobsWorld } from '../../../test/harness/jobs-world.js';
import { Principal } from '../principal.js';
import { JobFault, Postponed } from './failures.js';
import { JobHandler } from './job.js';
import { redriveJob } from './worker.js';

const clerk: Principal = { id: 'person:clerk', personId: null, context: null };

let world: JobsWorld;

beforeAll(async () => {
  world = await JobsWorld.start();
});
afterEach(() => world.empty());
afterAll(() => world.stop());

describe('outbox', () => {
  it('appears with the action that caused it, and not without', async () => {
    await world.submit();
    await expect(
      world.database.transact(clerk, async (tx) => {
        await tx.emit('question.submitted', {});
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await world.queries.count('PENDING')).toBe(1);
  });

  it('keeps one row per dedupe key', async () => {
    await world.submit({ dedupeKey: 'reminder.1' });
    await world.submit({ dedupeKey: 'reminder.1' });
    await world.submit({ dedupeKey: 'reminder.2' });
    expect(await world.queries.count('PENDING')).toBe(2);
  });
});

describe('a job', () => {
  it('acts as the system actor of its kind, with the kinds it was granted and its causer kept', async () => {
    let seen: unknown;
    world.handler = async (job) => {
      await job.effect('look', async (tx) => {
        const settings = await tx.one(`select current_setting('app.system_kinds') as kinds`);
        seen = { id: tx.principal.id, causer: tx.principal.causer, settings, payload: job.payload };
      });
    };
    await world.submit();
    await world.drain();
    expect(seen).toEqual({
      id: 'system:question.triage',
      causer: 'person:clerk',
      settings: { kinds: '{QUESTION}' },
      payload: { event: 'question.submitted', state: 'SUBMITTED' },
    });
  });

  it('does an effect once however often it is delivered, also after its handler failed behind it', async () => {
    let deliveries = 0;
    world.handler = async (job) => {
      await world.mark('done')(job);
      if (++deliveries === 1) throw new Error('after the effect');
    };
    await world.submit();
    expect(await world.drain()).toMatchObject({ finished: 1, failures: 1 });
    expect(await world.marks()).toEqual(['done']);
    // Delivered again although it is finished: nothing to do.
    expect(await world.runner.run(await world.onlyId())).toBe('skipped');
    expect(deliveries).toBe(2);
  });

  it('does an effect once when two workers run it at the same time, one of them with a lost lock', async () => {
    let arrived = 0;
    let open: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (open = resolve));
    world.handler = async (job) => {
      if (++arrived === 2) open();
      await both;
      await world.mark('done')(job);
    };
    await world.submit();
    const id = await world.onlyId();
    await Promise.all([world.runner.run(id), world.runner.run(id)]);
    expect(await world.marks()).toEqual(['done']);
    expect(await world.queries.count('FINISHED')).toBe(1);
  });

  it('rolls the receipt back with its effect', async () => {
    let tries = 0;
    world.handler = async (job) => {
      await job.effect('mark', async (tx) => {
        await tx.query('insert into mark (word) values ($1)', [`try ${++tries}`]);
        if (tries === 1) throw new Error('inside the effect');
      });
    };
    await world.submit();
    await world.drain();
    expect(await world.marks()).toEqual(['try 2']);
  });

  it('answers with what an effect made, and null when it was made before', async () => {
    const answers: unknown[] = [];
    world.handler = async (job) => {
      for (let i = 0; i < 2; i++) answers.push(await job.effect('make', async () => ({ id: 'made' })));
    };
    await world.submit();
    await world.drain();
    expect(answers).toEqual([{ id: 'made' }, null]);
  });

  it('sends something to the outside world once, and again only when that failed', async () => {
    const sent: string[] = [];
    world.handler = async (job) => {
      await job.once('mail', async (repetition) => {
        sent.push(repetition);
        if (sent.length === 1) throw new Error('refused');
      });
      await job.once('mail', async () => {
        sent.push('twice');
      });
    };
    await world.submit();
    await world.drain();
    const id = await world.onlyId();
    expect(sent).toEqual([`${id}.mail`, `${id}.mail`]);
  });

  it('leaves a lease that another worker holds alone, without counting a failure', async () => {
    await world.submit();
    const id = await world.onlyId();
    await world.bed.owner.query(
      `insert into job_receipt (outbox_id, effect, lease_until) values ($1, 'mail', now() + interval '1 minute')`,
      [id],
    );
    const sent: string[] = [];
    world.handler = async (job) => {
      await job.once('mail', async () => {
        sent.push('mail');
      });
    };
    await expect(world.runner.run(id)).rejects.toThrow(Postponed);
    expect((await world.queries.page({ state: 'PENDING', first: 10 }))[0]).toMatchObject({
      attempts: 0,
      failure: null,
    });
    await world.bed.owner.query(`update job_receipt set lease_until = now() - interval '1 second'`);
    await world.drain();
    expect(sent).toEqual(['mail']);
  });

  it('waits for its moment', async () => {
    const due = new Date(Date.now() + 3_600_000);
    await world.submit({ dueAt: due });
    expect(await world.drain()).toMatchObject({ finished: 0 });
    expect(await world.drain({ includeFuture: due })).toMatchObject({ finished: 1 });
  });

  it('is left to a newer release when its payload is newer', async () => {
    await world.submit();
    await world.bed.owner.query('update outbox set payload_version = 2');
    await expect(world.runner.run(await world.onlyId())).rejects.toThrow(Postponed);
    expect(await world.drain()).toMatchObject({ finished: 0 });
    expect(await world.queries.count('PENDING')).toBe(1);
  });
});

describe('dead letters', () => {
  const dying: JobHandler = async (job) => {
    await world.mark('before')(job);
    throw new TypeError('Sökanden KANARIEFÅGEL finns inte');
  };

  it('hold what failed as often as allowed, masked, and only then', async () => {
    world.handler = dying;
    await world.submit();
    const drained = await world.drain({ allowDead: true });
    expect(drained).toMatchObject({ finished: 0, failures: 2, dead: [{ kind: 'question.triage' }] });
    const [row] = await world.queries.page({ state: 'DEAD', first: 10 });
    expect(row).toMatchObject({ kind: 'question.triage', attempts: 3, state: 'DEAD', causer: 'person:clerk' });
    expect(row!.failure).toMatch(/^TypeError in .*worker\.spec\.ts:\d+\)$/);
    expect(world.counted).toEqual(['failed question.triage', 'failed question.triage', 'dead question.triage']);
    const letters = await world.bed.owner.query(
      'select d::text from dead_letter d union all select o::text from outbox o',
    );
    expect(JSON.stringify(letters.rows) + world.lines.join()).not.toContain('KANARIE');
    expect(await world.queries.gauge()).toEqual({ pending: 0, dead: 1, oldestSeconds: 0 });
  });

  it('come at once for a final fault', async () => {
    world.handler = async () => {
      throw new JobFault('The receiver no longer exists', true);
    };
    await world.submit();
    await world.drain({ allowDead: true });
    expect((await world.queries.page({ state: 'DEAD', first: 1 }))[0]).toMatchObject({
      attempts: 1,
      failure: 'The receiver no longer exists',
    });
  });

  it('fail a test that does not expect them', async () => {
    world.handler = dying;
    await world.submit();
    await expect(world.drain()).rejects.toThrow('question.triage (TypeError');
  });

  it('are not made by an outage', async () => {
    let outages = 5;
    world.handler = async (job) => {
      if (outages-- > 0) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      await world.mark('done')(job);
    };
    await world.submit();
    for (let pass = 0; pass < 6; pass++) await world.drain();
    expect(await world.marks()).toEqual(['done']);
    expect(await world.queries.count('DEAD')).toBe(0);
  });

  it('live again when re-driven, without repeating effects that have a receipt', async () => {
    world.handler = dying;
    await world.submit();
    await world.drain({ allowDead: true });
    const id = await world.onlyId();
    expect(await redriveJob(world.store, id, 'person:operator')).toBe(true);
    expect(await redriveJob(world.store, id, 'person:operator')).toBe(false);
    world.handler = world.mark('before');
    expect(await world.drain()).toMatchObject({ finished: 1 });
    expect(await world.marks()).toEqual(['before']);
    expect((await world.queries.page({ state: 'FINISHED', first: 1 }))[0]).toMatchObject({
      redrivenBy: 'person:operator',
    });
  });

  it('are world.counted, once, when the process dies in the job again and again', async () => {
    await world.submit();
    const id = await world.onlyId();
    await world.runner.abandoned(id, new JobFault('The process died too often while it ran this job'));
    expect((await world.queries.page({ state: 'PENDING', first: 1 }))[0]).toMatchObject({ attempts: 1 });
  });

  it('page by id, newest first', async () => {
    for (let i = 0; i < 5; i++) await world.submit();
    const first = await world.queries.page({ state: 'PENDING', first: 3 });
    const rest = await world.queries.page({ state: 'PENDING', first: 3, after: first[2]!.id });
    const ids = [...first, ...rest].map(({ id }) => id);
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...ids].sort().reverse());
  });
});
