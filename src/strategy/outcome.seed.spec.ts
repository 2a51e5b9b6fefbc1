import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { seedReference } from '../seed.js';

const OUTCOMES = 'reference/strategy-outcomes.json';
const MEASURES = `{ strategy(code: "esam-2011") { measures { code entry { advocacyGoals { id } } } } }`;
const GOALS = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Goal { id ref title state html
  links { type entry { __typename ref title } } } } }`;
const CLAIMS = `query ($goal: ID!) { claims(first: 20, filter: { goal: $goal }) { nodes { id number title grade certainty verified version explanation provisions
  evidence { target note } gradings { grade at } } } }`;

interface GoalView {
  id: string;
  ref: string;
  title: string;
  state: string;
  html: string;
  links: { type: string; entry: { __typename: string; ref: string; title: string } }[];
}
interface ClaimView {
  id: string;
  number: number;
  grade: string;
  certainty: string;
  verified: boolean;
  version: number;
  provisions: string[];
  evidence: { target: string }[];
  gradings: { grade: string; at: string }[];
}

describe('what became of the measures on law', () => {
  let t: TestApp;
  let reviewer: Client;
  let goals: Map<string, GoalView[]>;

  const claimsOf = async (goal: GoalView, who: Client = t.anonymous): Promise<ClaimView[]> => {
    const { claims } = await who.ask<{ claims: { nodes: ClaimView[] } }>(CLAIMS, { goal: goal.id });
    return claims.nodes.sort((a, b) => a.number - b.number);
  };
  const goalOf = (code: string): GoalView => goals.get(code)![0]!;
  const open = () =>
    t.sql<{ cause: string; role: string }>(
      `select cause, role from task where task_kind = 'VERIFY_SEED' and kind = 'GOAL' and state = 'OPEN' order by cause`,
    );

  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
    reviewer = await t.as('granskare@skr.demo');
    const { strategy } = await t.anonymous.ask<{
      strategy: { measures: { code: string; entry: { advocacyGoals: { id: string }[] } }[] };
    }>(MEASURES);
    const ids = strategy.measures.flatMap(({ entry }) => entry.advocacyGoals.map(({ id }) => id));
    const { nodes } = await t.anonymous.ask<{ nodes: GoalView[] }>(GOALS, { ids });
    goals = new Map(
      strategy.measures.map(({ code, entry }) => [
        code,
        nodes.filter(({ id }) => entry.advocacyGoals.some((goal) => goal.id === id)),
      ]),
    );
  });
  afterAll(() => t.close());

  it('is one goal for each, read by anybody, part of its measure, with its barriers and dossiers', () => {
    const of = [...goals].filter(([, found]) => found.length > 0).map(([code]) => code);
    expect(of).toEqual(['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '2.10']);
    const refs = of.map((code) => goalOf(code).ref);
    expect(new Set(refs).size).toBe(10);
    expect(refs[0]).toMatch(/^P-\d+$/);
    const linked = (code: string, type: string) =>
      goalOf(code)
        .links.filter((link) => link.type === type)
        .map(({ entry }) => entry.title)
        .sort();
    expect(linked('2.4', 'TRACKED_IN')).toContain('Ökat informationsutbyte mellan myndigheter trots sekretess');
    expect(linked('2.6', 'PURSUED_BY')).toEqual([
      'Beslutsinkompetenta patienter kan inte samtycka',
      'Patientdatalagens avvägning mellan patientsäkerhet och integritet',
    ]);
    expect(goalOf('2.8').links.filter(({ type }) => type === 'PART_OF')).toMatchObject([
      { entry: { __typename: 'Measure', ref: 'strategi-2011/2.8' } },
    ]);
    expect(goalOf('2.8').state).toBe('ACHIEVED');
    expect(goalOf('2.4').state).toBe('ACTIVE');
    expect(goalOf('2.5').html).toContain('fjorton år efter strategin');
    expect(goalOf('2.2').html).toContain('säkerhet: medel');
  });

  it('grades each claim with what shows it, the place in the law where it shows, and the day', async () => {
    const claims = await claimsOf(goalOf('2.4'));
    expect(claims.map(({ grade }) => grade)).toEqual(['PARTLY_MET', 'OVERTAKEN', 'PARTLY_MET', 'MET', 'PENDING']);
    expect(claims[3]).toMatchObject({ certainty: 'HIGH', verified: true, provisions: ['sfs/2009:400#K10P15a'] });
    expect(claims[3]!.evidence.map(({ target }) => target).sort()).toEqual([
      'bet/2025/26:KU6',
      'dir/2023:146',
      'prop/2024/25:180',
      'rskr/2025/26:24',
      'sfs/2009:400#K10P15a',
      'sfs/2025:934',
      'sou/2024:63',
    ]);
    expect(claims[3]!.gradings).toEqual([
      { grade: 'MET', at: '2025-12-01T00:00:00.000Z' },
      { grade: 'PENDING', at: '2011-04-01T00:00:00.000Z' },
    ]);
    expect(claims[4]!.gradings).toHaveLength(1);
    expect((await claimsOf(goalOf('2.7')))[0]!.gradings[0]).toEqual({
      grade: 'OVERTAKEN',
      at: '2013-06-01T00:00:00.000Z',
    });
    const { claims: onOsl } = await t.anonymous.ask<{ claims: { nodes: { title: string }[] } }>(
      '{ claims(filter: { provision: "sfs/2009:400#K10P2a" }) { nodes { title } } }',
    );
    expect(onOsl.nodes.map(({ title }) => title)).toContain(
      'En bestämmelse som bryter sekretessen vid teknisk bearbetning och lagring',
    );
  });

  it('is verified only where it was seen in the law; the rest waits for somebody who looks', async () => {
    const rows = await t.sql<{ id: string; certainty: string; verified: boolean }>(
      `select c.id, c.certainty, c.verified from claim c join entry e on e.id = c.entry_id and e.created_by = 'system:seed'`,
    );
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.every(({ certainty, verified }) => verified === (certainty === 'HIGH'))).toBe(true);
    const waiting = rows.filter(({ verified }) => !verified).map(({ id }) => id);
    expect((await open()).map(({ cause }) => cause)).toEqual(waiting.sort());
    const claim = (await claimsOf(goalOf('2.6'))).find(({ verified }) => !verified)!;
    const done = await reviewer.act<{ claim: { verified: boolean } }>(
      `mutation ($input: ClaimVerifyInput!) { claimVerify(input: $input) { claim { verified } userErrors { code } } }`,
      { id: claim.id, expectedVersion: claim.version },
    );
    expect(done).toMatchObject({ claim: { verified: true }, userErrors: [] });
    expect((await open()).map(({ cause }) => cause)).not.toContain(claim.id);
  });

  it('stays as people left it when it is seeded again', async () => {
    const advocate = await t.as('paverkan@skr.demo');
    const claim = (await claimsOf(goalOf('2.10')))[1]!;
    const graded = await advocate.act<{ claim: { grade: string } }>(
      `mutation ($input: ClaimGradeInput!) { claimGrade(input: $input) { claim { grade } userErrors { code } } }`,
      {
        id: claim.id,
        expectedVersion: claim.version,
        grade: 'PARTLY_MET',
        certainty: 'MEDIUM',
        evidence: [{ target: 'sou/2011:58' }],
      },
    );
    expect(graded).toMatchObject({ claim: { grade: 'PARTLY_MET' }, userErrors: [] });
    const [taken] = await t.sql<{ id: string }>(
      `delete from link where from_id = $1 and type = 'TRACKED_IN' returning id`,
      [goalOf('2.10').id],
    );
    expect(taken).toBeDefined();
    const before = await t.sql('select * from link order by id');
    const report = (await seedReference(t.database.url)).find(({ file }) => file === OUTCOMES)!;
    expect(report).toMatchObject({ inserted: 0, updated: 0, overwritten: [], vanished: [] });
    expect(await t.sql('select * from link order by id')).toEqual(before);
    expect((await claimsOf(goalOf('2.10')))[1]).toMatchObject({ grade: 'PARTLY_MET', certainty: 'MEDIUM' });
  });

  it('does not take a number that people have used', async () => {
    await t.sql(`delete from link where from_kind = 'GOAL' or to_kind = 'GOAL'`);
    await t.sql(`delete from claim_evidence`);
    await t.sql(`delete from claim_grading`);
    await t.sql(`delete from claim_provision`);
    await t.sql(`delete from entry where kind = 'GOAL'`);
    await t.sql(`delete from seed_row where file = $1`, [OUTCOMES]);
    await t.sql(`update ref_counter set last = 41 where series = 'P'`);
    await seedReference(t.database.url);
    const refs = await t.sql<{ ref: string }>(`select ref from entry where kind = 'GOAL' order by length(ref), ref`);
    expect(refs.map(({ ref }) => ref)).toEqual(Array.from({ length: 10 }, (_, i) => `P-${42 + i}`));
  });

  it('comes also where one of its barriers is no longer for everybody', async () => {
    const [barrier] = await t.sql<{ id: string }>(
      `select b.id from barrier b join entry e on e.id = b.id where e.title like 'Vårdpersonal ser inte%'`,
    );
    await t.sql(`delete from link where from_id = $1`, [barrier!.id]);
    await t.sql(`delete from seed_row where table_name = 'link' and key like '%receptuppgifter'`);
    await t.sql(`update entry set access = 'PARTIES', visibility = 'PARTIES' where id = $1`, [barrier!.id]);
    await seedReference(t.database.url);
    const [link] = await t.sql(`select from_visibility as seen from link where from_id = $1 and type = 'PURSUED_BY'`, [
      barrier!.id,
    ]);
    expect(link).toEqual({ seen: 'PARTIES' });
  });
});
