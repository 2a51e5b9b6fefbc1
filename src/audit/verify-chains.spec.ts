import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { Config, CONFIG } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { systemPrincipal } from '../platform/principal.js';
import { SigningKey } from './signing-key.js';
import { FaultCode, Verification, verifyChains } from './verify-chains.js';

let world: TestApp;
let client: pg.Client;
let key: SigningKey;
const first = randomUUID();
const second = randomUUID();

beforeAll(async () => {
  world = await createTestApp();
  key = new SigningKey(world.app.get<Config>(CONFIG).auditSigningKey);
  client = new pg.Client({ connectionString: world.database.url });
  await client.connect();
  for (const subject of [first, second]) for (let i = 1; i <= 4; i++) await record(subject, `thing.step-${i}`);
  await checkpoint();
  await record(first, 'thing.later');
}, 120_000);

afterAll(async () => {
  await client.end();
  await world.close();
});

async function record(subject: string, action: string): Promise<void> {
  await world.app.get(Database).transact(systemPrincipal('spec', [], 'spec'), async (tx) => {
    await tx.record({
      subject,
      action,
      facts: { n: 1, ids: ['å', 'b'] },
      values: { title: 'Får vi? "Ja" \\ nej \u2028', gone: null },
    });
  });
}

/** Scheduled in the hour of `until`, once an hour. */
const checkpoint = (hours = 0) =>
  world.drainJobs({ scheduled: ['audit.checkpoint'], until: new Date(Date.now() + hours * 3_600_000 + 10_000) });
const verify = (by: SigningKey = key): Promise<Verification> => verifyChains(client, by);

/** Tampers as whoever rules the database could, looks, and takes it back. */
async function after(...sql: [string, unknown[]][]): Promise<{ codes: FaultCode[]; found: Verification }> {
  const kept = new pg.Client({ connectionString: world.database.url });
  await kept.connect();
  const tables = ['audit_event', 'audit_head', 'audit_checkpoint_head', 'audit_checkpoint'];
  try {
    for (const table of tables) await kept.query(`create temp table kept_${table} as select * from ${table}`);
    for (const [text, values] of sql) await kept.query(text, values);
    const found = await verify();
    return { codes: [...new Set(found.faults.map(({ code }) => code))], found };
  } finally {
    await kept.query('begin');
    await kept.query('set constraints all deferred');
    for (const table of tables) await kept.query(`delete from ${table}`);
    for (const table of tables.toReversed()) await kept.query(`insert into ${table} select * from kept_${table}`);
    await kept.query('commit');
    await kept.end();
  }
}

describe('the audit trail', () => {
  it('holds, as reckoned outside the database', async () => {
    const found = await verify();
    expect(found).toMatchObject({ faultCount: 0, faults: [], checkpoints: 1 });
    expect(found.events).toBeGreaterThanOrEqual(9);
    expect(found.latest?.number).toBe(1);
  });

  it('shows a changed line', async () => {
    const { found } = await after([
      `update audit_event set line = replace(line, '"n": 1', '"n": 2') where subject_id = $1 and seq = 2`,
      [first],
    ]);
    expect(found.faults).toEqual([{ code: 'LINE_CHANGED', subject: first, seq: 2 }]);
  });

  it('shows a changed line whose hash was reckoned again, to the end of the chain', async () => {
    const { codes } = await after(
      [`update audit_event set line = replace(line, '"n": 1', '"n": 2') where subject_id = $1 and seq = 4`, [second]],
      [
        `update audit_event e set hash = sha256((select hash from audit_event p where p.subject_id = e.subject_id and p.seq = 3) || convert_to(line, 'UTF8'))
          where subject_id = $1 and seq = 4`,
        [second],
      ],
      [
        'update audit_head h set hash = (select hash from audit_event where subject_id = h.subject_id and seq = 4) where subject_id = $1',
        [second],
      ],
    );
    expect(codes).toEqual(['BEHIND_CHECKPOINT']);
  });

  it.each(['action', 'actor', 'audience', 'at', 'actor_org'])('shows a changed column: %s', async (column) => {
    const value = {
      action: "'thing.other'",
      actor: "'person:x'",
      audience: "'INTERNAL'",
      at: "at + interval '1 ms'",
      actor_org: 'gen_random_uuid()',
    }[column]!;
    const { found } = await after([
      `update audit_event set ${column} = ${value} where subject_id = $1 and seq = 3`,
      [first],
    ]);
    expect(found.faults).toMatchObject([{ code: 'COLUMN_CHANGED', subject: first, seq: 3 }]);
  });

  it('shows two events that changed places', async () => {
    const { codes, found } = await after([
      `update audit_event e set line = o.line, action = o.action from audit_event o
        where e.subject_id = $1 and o.subject_id = $1 and e.seq in (2, 3) and o.seq = 5 - e.seq`,
      [first],
    ]);
    expect(codes).toEqual(expect.arrayContaining(['LINE_CHANGED', 'COLUMN_CHANGED']));
    expect(found.faults.map(({ seq }) => seq)).toEqual(expect.arrayContaining([2, 3]));
  });

  it('shows an event taken out of the middle', async () => {
    const { found } = await after(['delete from audit_event where subject_id = $1 and seq = 2', [first]]);
    expect(found.faults).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'GAP', subject: first, seq: 2 })]),
    );
  });

  it('shows the last event cut off', async () => {
    const { found } = await after(['delete from audit_event where subject_id = $1 and seq = 5', [first]]);
    expect(found.faults).toMatchObject([{ code: 'HEAD_DIFFERS', subject: first, seq: 4 }]);
  });

  it('shows the end cut off together with its head, when a checkpoint saw it', async () => {
    const { found } = await after(
      ['delete from audit_event where subject_id = $1 and seq = 4', [second]],
      [
        'update audit_head h set seq = 3, hash = (select hash from audit_event where subject_id = h.subject_id and seq = 3) where subject_id = $1',
        [second],
      ],
    );
    expect(found.faults).toMatchObject([{ code: 'BEHIND_CHECKPOINT', subject: second, seq: 4 }]);
  });

  it('shows a whole chain taken away', async () => {
    const gone: [string, unknown[]][] = [['delete from audit_event where subject_id = $1', [second]]];
    expect((await after(...gone)).codes).toEqual(expect.arrayContaining(['EVENTS_MISSING', 'BEHIND_CHECKPOINT']));
    expect((await after(...gone, ['delete from audit_head where subject_id = $1', [second]])).codes).toEqual([
      'BEHIND_CHECKPOINT',
    ]);
  });

  it('shows checkpoints that were changed, made up or taken out', async () => {
    expect((await after(['update audit_checkpoint set events = events + 1', []])).codes).toEqual([
      'CHECKPOINT_UNSIGNED',
    ]);
    expect((await after(['delete from audit_checkpoint_head where subject_id = $1', [first]])).codes).toEqual([
      'CHECKPOINT_CHANGED',
    ]);
    expect((await verify(new SigningKey('another key, another key, another key'))).faults).toMatchObject([
      { code: 'CHECKPOINT_OTHER_KEY', seq: 1 },
    ]);
  });

  it('signs only what has moved, and each checkpoint takes up the one before', async () => {
    const before = await verify();
    await record(second, 'thing.more');
    await checkpoint(2);
    const found = await verify();
    expect(found).toMatchObject({ faultCount: 0, checkpoints: before.checkpoints + 1 });
    const heads = await world.sql<{ n: string }>(
      'select count(*) as n from audit_checkpoint_head k join audit_checkpoint c on c.id = k.checkpoint_id where c.number = 2',
    );
    expect(Number(heads[0]!.n)).toBe(2);
    expect(
      (
        await after(
          [
            'delete from audit_checkpoint_head k using audit_checkpoint c where c.id = k.checkpoint_id and c.number = 1',
            [],
          ],
          ['delete from audit_checkpoint where number = 1', []],
        )
      ).codes,
    ).toContain('CHECKPOINT_GAP');
  });
});
