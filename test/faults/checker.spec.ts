import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestApp, TestApp } from '../harness/app.js';
import { area, people } from '../harness/world.js';
import { check, Rule } from './checker.js';
import { GraphqlBody, newTrip, payloadOf, Send, STEPS, travel, Trip } from './workload.js';

/** An oracle that cannot fail is worth nothing: each rule of the checker is broken once by hand, on a question of its own. */
describe('the checker', () => {
  let t: TestApp;
  let client: pg.Client;
  let trips: Trip[];
  let send: Send;
  let world: { unitId: string; subjectAreaId: string };

  beforeAll(async () => {
    t = await createTestApp();
    const p = await people(t);
    const [unit] = await t.sql<{ id: string }>(
      `select unit_id as id from membership where person_id = $1 and role = 'SUBMITTER' limit 1`,
      [p.officer.personId],
    );
    world = { unitId: unit!.id, subjectAreaId: await area(t) };
    send = async (who, mutation, input, key) =>
      payloadOf(
        (await p[who].raw<GraphqlBody['data']>(mutation, { input }, { 'idempotency-key': key })) as GraphqlBody,
      );
    // One that comes to every stage, so that every stage is known to be right before anything is spoiled.
    trips = STEPS.map(() => newTrip());
    for (const [index, trip] of trips.entries()) await travel(trip, index + 1, world, send);
    await settle();
    client = new pg.Client({ connectionString: t.database.url });
    await client.connect();
  }, 180_000);
  afterAll(async () => {
    await client.end();
    await t.close();
  });

  it('finds nothing in what the program did, at any stage', async () => {
    expect(trips.flatMap(({ calls }) => calls.filter(({ acknowledged }) => acknowledged))).toHaveLength(28);
    expect(await check(client, trips, { settled: true })).toEqual([]);
  });

  it('finds nothing where a call was never begun, or sent and rolled back', async () => {
    const none = newTrip();
    const half = newTrip();
    await travel(half, 1, world, send);
    // A draft is read for what it cites.
    await settle();
    half.calls.push({ step: 'submit', key: 'never-arrived', tries: 1, acknowledged: false });
    expect(await check(client, [none, half], { settled: true })).toEqual([]);
    half.calls[1]!.acknowledged = true;
    expect(rulesOf(await check(client, [half], { settled: false }))).toEqual(['LOST']);
  });

  it('finds nothing where the answer was lost and the call sent again', async () => {
    const trip = newTrip();
    let lose = true;
    const losing: Send = async (...call) => {
      const payload = await send(...call);
      lose = !lose;
      return lose ? payload : null;
    };
    await travel(trip, STEPS.length, world, losing);
    await settle();
    expect(trip.calls.map(({ tries }) => tries)).toEqual([2, 2, 2, 2, 2, 2, 2]);
    expect(await check(client, [trip], { settled: true })).toEqual([]);
  });

  it('counts a call that is not acknowledged but there as done, and its traces without it as a fault', async () => {
    const trip = await walked(2);
    trip.calls[1]!.acknowledged = false;
    expect(await check(client, [trip], { settled: true })).toEqual([]);
    await client.query('delete from idempotency where key = $1', [trip.calls[1]!.key]);
    expect(rulesOf(await check(client, [trip], { settled: false }))).toEqual(['UNCALLED', 'VERSION']);
  });

  const spoiled: [string, Rule, number, string][] = [
    ['an acknowledged call is gone', 'LOST', 1, 'delete from idempotency where key = $2'],
    [
      'an audit row is gone',
      'HALF',
      3,
      `delete from audit_event where subject_id = $1 and action = 'question.accepted'`,
    ],
    [
      'the last audit row is cut off',
      'CHAIN',
      3,
      `delete from audit_event where subject_id = $1 and seq = (select max(seq) from audit_event where subject_id = $1)`,
    ],
    [
      'an audit row says something else',
      'CHAIN',
      2,
      `update audit_event set line = replace(line, 'SUBMITTED', 'REJECTED') where subject_id = $1 and seq = 2`,
    ],
    ['an outbox row is gone', 'HALF', 2, `delete from outbox where entry_id = $1 and kind = 'question.tasks'`],
    [
      'an outbox row is there twice',
      'TWICE',
      2,
      `insert into outbox (id, kind, payload, causer, entry_id, finished_at) select gen_random_uuid(), kind, payload, causer, entry_id, now() from outbox where entry_id = $1 and kind = 'question.tell'`,
    ],
    ['a version was lost', 'VERSION', 3, 'update entry set version = version - 1 where id = $1'],
    ['a version was counted twice', 'VERSION', 5, 'update revision set version = version + 1 where entry_id = $1'],
    ['a state does not fit', 'VERSION', 2, `update entry set state = 'IN_PROGRESS' where id = $1`],
    ['a number was not given', 'VERSION', 2, 'update entry set ref = null where id = $1'],
    [
      'a task is there twice',
      'TASK',
      3,
      `insert into task (entry_id, kind, owner_unit_id, visibility, id, task_kind, state, org_id) select entry_id, kind, owner_unit_id, visibility, gen_random_uuid(), task_kind, 'OBSOLETE', org_id from task where entry_id = $1 and task_kind = 'ANSWER'`,
    ],
    ['a task was never opened', 'TASK', 2, 'delete from task where entry_id = $1'],
    [
      'a task was never closed',
      'TASK',
      3,
      `insert into task (entry_id, kind, owner_unit_id, visibility, id, task_kind, org_id) select entry_id, kind, owner_unit_id, visibility, gen_random_uuid(), 'TRIAGE', org_id from task where entry_id = $1`,
    ],
    [
      'somebody was told twice',
      'NOTICE',
      3,
      `insert into notification (entry_id, kind, owner_unit_id, visibility, id, person_id, event_id, reason) select entry_id, kind, owner_unit_id, visibility, gen_random_uuid(), person_id, gen_random_uuid(), reason from notification where entry_id = $1 limit 1`,
    ],
    ['nobody was told', 'NOTICE', 3, `delete from notification where entry_id = $1 and reason = 'question.accepted'`],
    [
      'a letter goes out twice',
      'NOTICE',
      3,
      `insert into outbox (id, kind, payload, causer, entry_id, finished_at) select gen_random_uuid(), kind, payload, causer, entry_id, now() from outbox where entry_id = $1 and kind = 'notification.mail' limit 1`,
    ],
    ['a job was never finished', 'STUCK', 2, 'update outbox set finished_at = null where entry_id = $1'],
    [
      'a job was given up',
      'STUCK',
      2,
      `insert into dead_letter (outbox_id, kind, attempts, error, failed_at) select id, kind, 5, 'x', now() from outbox where entry_id = $1 limit 1`,
    ],
    [
      'a job finished without its effect',
      'RECEIPT',
      2,
      `delete from job_receipt where outbox_id in (select id from outbox where entry_id = $1)`,
    ],
    [
      'a job has an effect too many',
      'RECEIPT',
      2,
      `insert into job_receipt (outbox_id, effect, done_at) select outbox_id, effect || '2', now() from job_receipt where outbox_id in (select id from outbox where entry_id = $1)`,
    ],
  ];

  it.each(spoiled)('sees that %s', async (_what, rule, steps, sql) => {
    const trip = await walked(steps);
    const before = await check(client, [...trips, trip], { settled: true });
    const values = [trip.ids.question, trip.calls.at(-1)!.key].slice(0, sql.includes('$2') ? 2 : 1);
    const { rowCount } = await client.query(
      sql.includes('$1') ? sql : sql.replace('$2', '$1'),
      sql.includes('$1') ? values : [values[1]],
    );
    expect(rowCount).toBeGreaterThan(0);
    const after = await check(client, [...trips, trip], { settled: true });
    const fresh = after.filter((one) => !before.some((other) => JSON.stringify(other) === JSON.stringify(one)));
    expect(rulesOf(fresh)).toContain(rule);
    // Only what was spoiled is blamed.
    expect(fresh.filter(({ question }) => question !== null && question !== trip.title)).toEqual([]);
  });

  /** What jobs cause while they run is due a moment later than now. */
  const settle = (): Promise<void> => t.drainJobs({ until: new Date(Date.now() + 60_000) });

  async function walked(steps: number): Promise<Trip> {
    const trip = newTrip();
    await travel(trip, steps, world, send);
    await settle();
    return trip;
  }
});

const rulesOf = (faults: { rule: Rule }[]): Rule[] => [...new Set(faults.map(({ rule }) => rule))].sort();
