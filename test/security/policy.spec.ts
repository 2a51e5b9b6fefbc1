import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { visibleTo } from '../../src/catalogue/visibility.js';
import { contextSql } from '../../src/platform/database/context.js';
import { newId } from '../../src/platform/ids.js';
import { DatabaseContext } from '../../src/platform/principal.js';
import { makeDatabase, TestDatabase } from '../harness/cluster.js';

const KINDS = ['QUESTION', 'GUIDANCE', 'CASE', 'GOAL'] as const;
const TYPES = { QUESTION: 'Question', GUIDANCE: 'Guidance', CASE: 'Case', GOAL: 'Goal' } as const;
const STATES = { QUESTION: 'SUBMITTED', GUIDANCE: 'PUBLISHED', CASE: 'OPEN', GOAL: 'ACTIVE' } as const;
const VISIBILITIES = ['WORLD', 'MEMBERS', 'PARTIES', 'OWN', 'RESTRICTED'] as const;

/** A small generator with a seed that is printed: a failure can be had again. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Planted {
  id: string;
  kind: string;
  ownerUnitId: string;
  visibility: string;
}

/**
 * The policy in SQL and its twin in TypeScript decide for every entry and every reader, and every child table must agree
 * with its entry. Row security is tried alone: nothing of the application stands in between.
 */
describe('row security and its twin', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let reader: pg.Client;
  let anonymous: pg.Client;
  const entries: Planted[] = [];
  /** What comes with the product: the policy decides for it too, but nothing was hung on it here. */
  let seeded: Planted[] = [];
  const grants: { entryId: string; person: string | null; unit: string | null }[] = [];
  let units: { id: string; organisation_id: string }[];
  let persons: string[];
  const seed = Number(process.env.POLICY_SEED ?? Date.now() % 1_000_000);
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;

  beforeAll(async () => {
    database = await makeDatabase();
    owner = new pg.Client({ connectionString: database.url });
    reader = new pg.Client({ connectionString: database.urls.reader });
    anonymous = new pg.Client({ connectionString: database.urls.anonymous });
    await Promise.all([owner.connect(), reader.connect(), anonymous.connect()]);
    units = (
      await owner.query<{ id: string; organisation_id: string }>(
        'select id, organisation_id from unit order by id limit 6',
      )
    ).rows;
    persons = (await owner.query<{ id: string }>('select id from person order by id limit 4')).rows.map(
      (row) => row.id,
    );
    seeded = (
      await owner.query<Planted>('select id, kind, owner_unit_id as "ownerUnitId", visibility from entry order by id')
    ).rows;
    for (const kind of KINDS)
      for (const visibility of VISIBILITIES)
        for (let i = 0; i < 4; i++) {
          const unit = pick(units);
          const entry = { id: newId(TYPES[kind]), kind, ownerUnitId: unit.id, visibility };
          const access = visibility === 'RESTRICTED' ? 'RESTRICTED' : visibility === 'WORLD' ? 'PUBLIC' : visibility;
          await owner.query(
            `insert into entry (id, kind, title, owner_org_id, owner_unit_id, access, access_ground, visibility, state, created_by)
             values ($1, $2, 'x', $3, $4, $5, 'OSL 26:1', $6, $7, 'test')`,
            [entry.id, kind, unit.organisation_id, unit.id, access, visibility, STATES[kind]],
          );
          await owner.query(
            `insert into comment (id, entry_id, kind, owner_unit_id, visibility, audience, body) values ($1, $2, $3, $4, $5, 'SHARED', 'x')`,
            [newId('Comment'), entry.id, kind, unit.id, visibility],
          );
          await owner.query(
            `insert into revision (id, entry_id, kind, owner_unit_id, visibility, slot, number, state, body, content_hash, author_org_id)
             values ($1, $2, $3, $4, $5, 'text', 1, 'PUBLISHED', 'x', 'x', $6)`,
            [newId('Revision'), entry.id, kind, unit.id, visibility, unit.organisation_id],
          );
          if (next() < 0.3) {
            const toPerson = next() < 0.5;
            const grant = {
              entryId: entry.id,
              person: toPerson ? pick(persons) : null,
              unit: toPerson ? null : pick(units).id,
            };
            grants.push(grant);
            await owner.query(
              `insert into entry_grant (id, entry_id, kind, owner_unit_id, visibility, person_id, unit_id, granted_by)
               values ($1, $2, $3, $4, $5, $6, $7, 'test')`,
              [newId('Link'), entry.id, kind, unit.id, visibility, grant.person, grant.unit],
            );
          }
          entries.push(entry);
        }
  }, 180_000);

  afterAll(async () => {
    await Promise.all([owner.end(), reader.end(), anonymous.end()]);
    await database.drop();
  });

  function someone(): DatabaseContext {
    const mine = units.filter(() => next() < 0.3);
    return {
      person: next() < 0.9 ? pick(persons) : null,
      organisations: [...new Set(mine.map((unit) => unit.organisation_id))],
      units: mine.map((unit) => unit.id),
      kinds: KINDS.filter(() => next() < 0.3),
      member: next() < 0.7,
      systemKinds: next() < 0.1 ? [pick(KINDS)] : [],
    };
  }

  function grantedTo(context: DatabaseContext): Set<string> {
    return new Set(
      grants
        .filter(({ entryId, person, unit }) => {
          const entry = entries.find((one) => one.id === entryId)!;
          if (person) return person === context.person;
          return entry.visibility !== 'RESTRICTED' && context.units.includes(unit!);
        })
        .map((grant) => grant.entryId),
    );
  }

  async function seen(
    client: pg.Client,
    context: DatabaseContext | null,
    column: string,
    table: string,
  ): Promise<string[]> {
    await client.query('begin');
    if (context) await client.query(contextSql(context));
    const { rows } = await client.query<{ id: string }>(`select ${column} as id from ${table}`);
    await client.query('commit');
    return rows.map((row) => row.id).sort();
  }

  const visible = (of: readonly Planted[], context: DatabaseContext | null, granted: Set<string>): string[] =>
    of
      .filter((entry) => visibleTo(entry, context, granted))
      .map((entry) => entry.id)
      .sort();

  it('agree for three hundred readers, on entries and on their children', async () => {
    for (let i = 0; i < 300; i++) {
      const context = someone();
      const expected = visible([...entries, ...seeded], context, grantedTo(context));
      const told = { seed, i, context };
      expect({ told, ids: await seen(reader, context, 'id', 'entry') }).toEqual({ told, ids: expected });
      if (i % 10 === 0) {
        const hung = visible(entries, context, grantedTo(context));
        expect({ told, ids: await seen(reader, context, 'entry_id', 'comment') }).toEqual({ told, ids: hung });
        expect({ told, ids: await seen(reader, context, 'entry_id', 'revision') }).toEqual({ told, ids: hung });
      }
    }
  }, 180_000);

  it('show the world what is the world’s: to nobody signed in, and to a reader whose context was forgotten', async () => {
    const world = visible([...entries, ...seeded], null, new Set());
    expect(world.length).toBeGreaterThan(0);
    expect(await seen(anonymous, null, 'id', 'entry')).toEqual(world);
    expect(await seen(reader, null, 'id', 'entry')).toEqual(world);
    expect(await seen(anonymous, null, 'entry_id', 'comment')).toEqual([]);
  });

  it('leave nothing of one reader’s context for the next on the same connection', async () => {
    const all: DatabaseContext = {
      person: null,
      organisations: [],
      units: [],
      kinds: [],
      member: false,
      systemKinds: [...new Set([...KINDS, ...seeded.map(({ kind }) => kind)])],
    };
    expect(await seen(reader, all, 'id', 'entry')).toHaveLength(entries.length + seeded.length);
    expect(await seen(reader, null, 'id', 'entry')).toEqual(visible([...entries, ...seeded], null, new Set()));
  });

  it('refuse to hang a child on an entry of another unit', async () => {
    const [one, other] = [entries[0]!, entries.find((entry) => entry.ownerUnitId !== entries[0]!.ownerUnitId)!];
    await expect(
      owner.query(
        `insert into comment (id, entry_id, kind, owner_unit_id, visibility, audience, body) values ($1, $2, $3, $4, $5, 'SHARED', 'x')`,
        [newId('Comment'), one.id, one.kind, other.ownerUnitId, one.visibility],
      ),
    ).rejects.toMatchObject({ constraint: 'comment_of_entry' });
  });

  it('follow when an entry is narrowed', async () => {
    const entry = entries.find((one) => one.visibility === 'WORLD')!;
    await owner.query(`update entry set visibility = 'OWN' where id = $1`, [entry.id]);
    const rows = await owner.query<{ visibility: string }>(
      'select visibility from comment where entry_id = $1 union all select visibility from revision where entry_id = $1',
      [entry.id],
    );
    expect(rows.rows.map((row) => row.visibility)).toEqual(['OWN', 'OWN']);
    expect(await seen(anonymous, null, 'id', 'entry')).not.toContain(entry.id);
    await owner.query(`update entry set visibility = 'WORLD' where id = $1`, [entry.id]);
  });

  it('a planted hole would be seen: without the policy the reader sees everything', async () => {
    await owner.query('alter table comment disable row level security');
    try {
      expect(await seen(reader, null, 'entry_id', 'comment')).toHaveLength(entries.length);
    } finally {
      await owner.query('alter table comment enable row level security');
    }
  });
});
