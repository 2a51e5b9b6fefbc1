import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { seedDemoBarriers } from './barrier.seed.js';

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
}, 120_000);
afterAll(() => t?.close());

describe('the problems that the strategy of 2011 describes', () => {
  it('stand as H-1 to H-13, for everybody to read, with what became of them', async () => {
    const { barriers } = await t.anonymous.ask<{
      barriers: {
        nodes: {
          ref: string;
          state: string;
          barrierKind: string;
          verified: boolean;
          resolutionExtent: string | null;
          resolutionNote: string | null;
          evidence: { target: string | null }[];
          measures: { code: string }[];
          subjectAreas: object[];
        }[];
      };
    }>(`{ barriers(orderBy: REF, first: 50) { nodes { ref state barrierKind verified resolutionExtent resolutionNote
      evidence { target } measures { code } subjectAreas { key } } } }`);
    const rows = barriers.nodes;
    expect(rows.map((row) => row.ref)).toEqual(Array.from({ length: 13 }, (_, i) => `H-${i + 1}`));
    expect(rows.map((row) => row.measures.map(({ code }) => code).join())).toEqual(
      '2.1 2.2 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.6 2.10 2.4'.split(' '),
    );
    expect(rows.every((row) => row.evidence.length > 0 && row.subjectAreas.length > 0)).toBe(true);
    expect(rows.filter((row) => row.state === 'RESOLVED').every((row) => row.resolutionNote)).toBe(true);
    expect(rows.find((row) => row.ref === 'H-9')).toMatchObject({ state: 'RESOLVED', resolutionExtent: 'WHOLLY' });
    expect(rows.filter((row) => !row.verified).map((row) => row.ref)).toEqual([
      'H-2',
      'H-4',
      'H-8',
      'H-10',
      'H-12',
      'H-13',
    ]);
  });

  it('what is not certain is in the inbox of the lawyers, and leaves it when somebody has tried it', async () => {
    const lawyer = await t.as('jurist@skr.demo');
    const open = () =>
      t.sql<{ ref: string }>(
        `select e.ref from task k join entry e on e.id = k.entry_id where k.task_kind = 'VERIFY_SEED' and e.kind = 'BARRIER'
           and k.state = 'OPEN' order by length(e.ref), e.ref`,
      );
    expect((await open()).map(({ ref }) => ref)).toEqual(['H-2', 'H-4', 'H-8', 'H-10', 'H-12', 'H-13']);
    const [barrier] = await t.sql<{ id: string; version: number }>(`select id, version from entry where ref = 'H-12'`);
    const { userErrors } = await lawyer.act(
      'mutation ($input: BarrierVerifyInput!) { barrierVerify(input: $input) { barrier { verified } userErrors { code } } }',
      { id: barrier!.id, expectedVersion: barrier!.version, outcome: 'STILL_STANDS', note: 'Skollagen är oförändrad.' },
    );
    expect(userErrors).toEqual([]);
    expect((await open()).map(({ ref }) => ref)).not.toContain('H-12');
  });

  it('the measure shows its barriers', async () => {
    const { strategies } = await t.anonymous.ask<{
      strategies: { measures: { code: string; barriers: { ref: string }[] }[] }[];
    }>('{ strategies { measures { code barriers { ref } } } }');
    const measure = strategies[0]!.measures.find(({ code }) => code === '2.2')!;
    expect(measure.barriers.map(({ ref }) => ref)).toEqual(['H-2', 'H-3']);
  });
});

describe('the demo barriers', () => {
  it('are walked once, and again nothing is done', async () => {
    expect(await seedDemoBarriers(t.app)).toBe(7);
    expect(await seedDemoBarriers(t.app)).toBe(0);
    const rows = await t.sql<{ state: string; members: number; weight: number; shown: number }>(
      `select e.state, t.members, t.weight, b.shown_members as shown from barrier b join entry e on e.id = b.id
         join barrier_tally t on t.id = b.id where b.reporter_id is not null order by e.ref`,
    );
    expect(rows).toEqual([
      { state: 'PURSUED', members: 3, weight: 9, shown: 3 },
      { state: 'REPORTED', members: 1, weight: 2, shown: 0 },
    ]);
    await t.sql(`delete from idempotency`);
    expect(await seedDemoBarriers(t.app)).toBe(0);
  });
});
