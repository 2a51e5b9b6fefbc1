import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import {
  answerOf,
  clearAway,
  lagrum,
  newPlace,
  onDatabase,
  Place,
  postmasterPid,
  processesOf,
  Running,
  startProgram,
  until,
} from '../harness/program.js';
import { check, Fault } from './checker.js';
import { GraphqlBody, newTrip, payloadOf, Send, STEPS, travel, Trip, Who, World } from './workload.js';

/**
 * The real program under `kill -9`, on its embedded database, with its jobs in the same process. Clients take questions
 * from draft to answer; at moments that nobody chose the program, its database or both are killed, what was not answered
 * is sent again with the same keys, and one checker looks at the tables. `npm run test:faults` does the same for longer;
 * FAULT_ROUNDS and FAULT_SEED set how long and which moments.
 */

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 5);
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const CLIENTS = 3;
const PEOPLE: Record<Who, string> = {
  officer: 'handlaggare@kommun-a.demo',
  lawyer: 'jurist@skr.demo',
  reviewer: 'granskare@skr.demo',
};
const KINDS = ['program', 'database', 'program and database', 'program, then while it starts', 'program'] as const;
const REQUEST_MS = 30_000;
const SETTLE_MS = 90_000;

/** Mulberry32: a seed that is printed makes the moments come again, as far as two processes can. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The clients, and the gate at which they wait while the program is away. */
class Crowd {
  readonly trips: Trip[] = [];
  sent = 0;
  unanswered = 0;
  private inFlight = 0;
  private enough = false;
  private gate: Promise<void> | null = null;
  private openGate: () => void = () => undefined;
  private wake: (() => void)[] = [];
  private walking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly address: string,
    private readonly tokens: Record<Who, string>,
    private readonly random: () => number,
  ) {}

  begin(world: World): void {
    const client = async (): Promise<void> => {
      while (!this.enough) {
        const trip = newTrip();
        this.trips.push(trip);
        // Some stop on the way, so that every stage is among those that are looked at in the end.
        const length = this.random() < 0.6 ? STEPS.length : 2 + Math.floor(this.random() * (STEPS.length - 2));
        await travel(trip, length, world, this.send, async () => void (await this.gate));
      }
    };
    this.walking = Promise.all(Array.from({ length: CLIENTS }, client));
    this.walking.catch(() => undefined);
  }

  private readonly send: Send = async (who, query, input, key) => {
    this.sent++;
    this.inFlight++;
    this.stir();
    try {
      const answer = await this.ask(who, { query, variables: { input } }, key);
      const payload = answer && payloadOf(answer);
      if (!payload) this.unanswered++;
      return payload;
    } finally {
      this.inFlight--;
      this.stir();
    }
  };

  /** Null when it was cut off, not let in, or half an answer came: nobody can tell what became of the call. */
  private async ask(who: Who, body: object, key: string): Promise<GraphqlBody | null> {
    try {
      const response = await fetch(`${this.address}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.tokens[who]}`,
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_MS),
      });
      return (await response.json()) as GraphqlBody;
    } catch {
      return null;
    }
  }

  private stir(): void {
    for (const look of this.wake) look();
  }

  /** Resolves once it is so, looking at each call that goes out or comes back; rejects when a client gives up. */
  private when(so: () => boolean): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!so()) return;
        this.wake = this.wake.filter((other) => other !== look);
        resolve();
      };
      this.wake.push(look);
      look();
    });
    return Promise.race([seen, this.walking.then(() => seen)]);
  }

  moreCalls(count: number): Promise<void> {
    const goal = this.sent + count;
    return this.when(() => this.sent >= goal);
  }

  /** Nobody sends any more; those under way are hit by what comes. */
  shut(): void {
    this.gate = new Promise((resolve) => (this.openGate = resolve));
  }

  quiet(): Promise<void> {
    return this.when(() => this.inFlight === 0);
  }

  open(): void {
    this.gate = null;
    this.openGate();
  }

  async finish(): Promise<void> {
    this.enough = true;
    await this.walking;
  }
}

/** The last words of the program and of its database, and who is still there: what somebody asks who reads a red line. */
function toldBy({ stderr, place }: Running): string {
  const log = readFileSync(join(place.home, 'postgres.log'), 'utf8');
  const last = (text: string): string => text.trimEnd().split('\n').slice(-15).join('\n');
  return [last(stderr.join('')), last(log), ...processesOf(place.home)].join('\n--\n');
}

describe(`kill -9 at any moment (seed ${SEED}, ${ROUNDS} rounds)`, () => {
  let place: Place;
  let running: Running;
  const random = randomFrom(SEED);

  beforeAll(async () => {
    place = await newPlace({ RATE_LIMIT_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' });
    running = await startProgram(place);
  }, 180_000);
  afterAll(() => clearAway(place, running), 60_000);

  const checked = async (trips: Trip[], settled: boolean): Promise<Fault[]> =>
    onDatabase(place.home, (client) => check(client, trips, { settled }));
  const outstanding = (client: pg.Client): Promise<number> =>
    client
      .query<{ n: number }>('select count(*)::int as n from outbox where finished_at is null and due_at <= now()')
      .then(({ rows }) => rows[0]!.n);
  const ready = async (): Promise<boolean> => {
    try {
      return (await fetch(`${place.address}/health/ready`, { signal: AbortSignal.timeout(5_000) })).status === 200;
    } catch {
      return false;
    }
  };

  /** Kills, brings back, and answers once the program is ready. */
  async function strike(kind: (typeof KINDS)[number]): Promise<void> {
    const postmaster = postmasterPid(place.home)!;
    if (kind === 'database') {
      process.kill(postmaster, 'SIGKILL');
      // Nobody but the program brings it back, so that must not fall with its database.
      const fallen = running.ended.then(({ code, signal }) => {
        throw new Error(`The program fell with its database (${code ?? signal})`);
      });
      fallen.catch(() => undefined);
      const back = until('another postmaster', 60_000, () => ![null, postmaster].includes(postmasterPid(place.home)));
      await Promise.race([back, fallen]);
      await Promise.race([until('ready after the database died', 60_000, ready), fallen]);
      return;
    }
    if (kind === 'program and database' && random() < 0.5) process.kill(postmaster, 'SIGKILL');
    const gone = running.end('SIGKILL');
    if (kind === 'program and database')
      try {
        process.kill(postmaster, 'SIGKILL');
      } catch {
        // Killed first.
      }
    expect((await gone).signal).toBe('SIGKILL');
    if (kind === 'program, then while it starts') {
      const starting = lagrum(place, ['start']);
      await wait(300 + random() * 2_500);
      await starting.end('SIGKILL');
    }
    running = await startProgram(place);
  }

  it(
    'loses nothing that was acknowledged, leaves nothing half, does nothing twice, and is never stuck',
    async () => {
      const tokens = {} as Record<Who, string>;
      for (const [who, email] of Object.entries(PEOPLE) as [Who, string][])
        tokens[who] = await answerOf(place, 'token', '--person', email);
      const world = await onDatabase(place.home, async (client): Promise<World> => {
        const unit = `select unit_id as id from membership m join person p on p.id = m.person_id where p.email = $1 and role = 'SUBMITTER'`;
        const area = 'select id from subject_area where reviewers_required = 1 order by key limit 1';
        return {
          unitId: (await client.query<{ id: string }>(unit, [PEOPLE.officer])).rows[0]!.id,
          subjectAreaId: (await client.query<{ id: string }>(area)).rows[0]!.id,
        };
      });
      const crowd = new Crowd(place.address, tokens, random);
      crowd.begin(world);

      let unfinishedAtKill = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const kind = KINDS[round % KINDS.length]!;
        await crowd.moreCalls(5 + Math.floor(random() * 40));
        // Within what one call takes, jobs included, so that the kill falls anywhere in it.
        await wait(random() * 60);
        unfinishedAtKill += await onDatabase(place.home, outstanding);
        crowd.shut();
        await strike(kind).catch((error: Error) => {
          throw new Error(`round ${round}, ${kind}: ${error.message}\n${toldBy(running)}`, { cause: error });
        });
        await crowd.quiet();
        expect({ round, kind, faults: await checked(crowd.trips, false) }).toEqual({ round, kind, faults: [] });
        crowd.open();
      }
      // Whatever was cut off is sent again and must now succeed.
      await crowd.finish();
      const calls = crowd.trips.flatMap((trip) => trip.calls);
      expect(calls.filter(({ acknowledged }) => !acknowledged)).toEqual([]);

      const began = Date.now();
      await onDatabase(place.home, (client) =>
        until('all jobs finished', SETTLE_MS, async () => (await outstanding(client)) === 0),
      );
      const settled = Date.now() - began;
      expect(await checked(crowd.trips, true)).toEqual([]);
      expect(JSON.parse(await answerOf(place, 'audit', 'verify', '--json'))).toMatchObject({ holds: true });

      // A test in which nothing was under way proves nothing.
      expect(crowd.unanswered).toBeGreaterThan(0);
      expect(unfinishedAtKill).toBeGreaterThan(0);
      process.stderr.write(
        `  kill -9: ${ROUNDS} rounds, seed ${SEED}: ${crowd.trips.length} questions, ${calls.length} calls acknowledged, ` +
          `${crowd.unanswered} cut off and sent again, ${unfinishedAtKill} jobs under way at a kill, settled ${settled} ms after the last call\n`,
      );
    },
    120_000 + ROUNDS * 60_000,
  );
});

describe(`kill -9 while it is set up for the first time (seed ${SEED})`, () => {
  it('comes up whole in the end: nothing missing, nothing twice', async () => {
    const random = randomFrom(SEED);
    const place = await newPlace({ LOG_LEVEL: 'warn' });
    let running: Running | null = null;
    try {
      // Later each time, through initdb, migrations, reference data and the questions of the demo.
      for (const after of [300, 1_000, 1_900].map((least) => least + random() * 600)) {
        running = lagrum(place, ['start']);
        await wait(after);
        await running.end('SIGKILL');
      }
      running = await startProgram(place);
      const again = JSON.parse(await answerOf(place, 'seed', '--demo', '--json')) as Record<string, unknown>;
      expect(again).toMatchObject({ inserted: 0, updated: 0, steps: 0 });
      expect(JSON.parse(await answerOf(place, 'audit', 'verify', '--json'))).toMatchObject({ holds: true });
      const jobs = await onDatabase(place.home, async (client) => {
        await until('all jobs finished', SETTLE_MS, async () => {
          const sql =
            'select 1 from outbox where finished_at is null and failed_at is null and due_at <= now() limit 1';
          return (await client.query(sql)).rowCount === 0;
        });
        return check(client, [], { settled: true });
      });
      expect(jobs).toEqual([]);
    } finally {
      await clearAway(place, running);
    }
  }, 240_000);
});
