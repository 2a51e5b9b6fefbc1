import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { seedReference } from '../seed.js';
import { Reads } from '../platform/database/reads.js';

const MEASURE = `id ref title version organisation { name } wording { code } plan { year number priority goal budgetSek spentSek timetableFrom timetableTo setBy { name } }
  plans { year number goal } allowedActions { action mutation blockers { code } }`;
const SET = `mutation ($input: MeasurePlanSetInput!) { measurePlanSet(input: $input) {
  measure { ${MEASURE} } plan { year number goal } userErrors { code message path } } }`;
const READ = `query ($ref: String!) { entry(ref: $ref) { ... on Measure { ${MEASURE}
  advocacyGoals { ref title } advocacyActions { ref } guidance { ref } links { type direction entry { ref } } comments { body } watching } } }`;

interface Plan {
  year: number;
  number: number;
  goal: string;
}
interface MeasureView {
  id: string;
  ref: string;
  title: string;
  version: number;
  wording: { code: string };
  plan: (Plan & { setBy: { name: string } | null }) | null;
  plans: Plan[];
  advocacyGoals: { ref: string; title: string }[];
  links: { type: string; direction: string; entry: { ref: string } }[];
  allowedActions: { action: string; mutation: string }[];
  watching: boolean;
}
interface SetPayload {
  measure: MeasureView | null;
  plan: Plan | null;
}

describe('a measure of the strategy', () => {
  let t: TestApp;
  let advocate: Client;
  let officer: Client;

  const read = async (ref: string, who: Client = advocate): Promise<MeasureView | null> =>
    (await who.ask<{ entry: MeasureView | null }>(READ, { ref })).entry;
  const plan = (measure: MeasureView, more: object, who: Client = advocate) =>
    who.act<SetPayload>(SET, {
      id: measure.id,
      expectedVersion: measure.version,
      year: 2026,
      priority: 'HIGH',
      goal: 'En sammanhållen registerlagstiftning är föreslagen.',
      ...more,
    });
  const refused = async (measure: MeasureView, more: object): Promise<string[]> =>
    (await plan(measure, more)).userErrors.map((error) => `${error.code} ${error.path.join('.')}`);

  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
    advocate = await t.as('paverkan@skr.demo');
    officer = await t.as('handlaggare@kommun-a.demo');
  });
  afterAll(() => t.close());

  it('is a thing in the catalogue, one for each that the strategy words, read by anybody', async () => {
    const [count] = await t.sql(
      `select count(*)::int as n from measure n join entry e on e.id = n.id and e.visibility = 'WORLD'
       join strategy_measure m on m.id = n.strategy_measure_id and e.title = m.title_sv`,
    );
    expect(count).toEqual({ n: 28 });
    expect(await read('strategi-2011/2.4', t.anonymous)).toMatchObject({
      ref: 'strategi-2011/2.4',
      organisation: { name: 'Sveriges Kommuner och Regioner' },
      wording: { code: '2.4' },
    });
    const { strategy } = await t.anonymous.ask<{ strategy: { measures: { entry: { ref: string } }[] } }>(
      '{ strategy(code: "esam-2011") { measures { entry { ref } } } }',
    );
    expect(strategy.measures.map(({ entry }) => entry.ref)[0]).toBe('strategi-2011/1.1');
    expect(strategy.measures).toHaveLength(28);
  });

  it('comes into a database that was seeded before there were such entries', async () => {
    await t.sql(`delete from link where to_kind = 'MEASURE'`);
    await t.sql(`delete from entry where kind = 'MEASURE'`);
    await t.sql(
      `delete from seed_row where table_name = 'measure' or (table_name = 'entry' and key like 'strategi-%')`,
    );
    await seedReference(t.database.url);
    expect(await read('strategi-2011/4.8')).toMatchObject({ wording: { code: '4.8' } });
  });

  it('is planned year by year by an advocate; every plan is kept', async () => {
    const measure = (await read('strategi-2011/2.4'))!;
    expect(measure.allowedActions).toContainEqual(expect.objectContaining({ mutation: 'measurePlanSet' }));
    const first = await plan(measure, {
      organisation: 'Avdelningen för digitalisering',
      timetableFrom: '2026-01-01',
      timetableTo: '2026-12-31',
      budgetSek: 400_000,
      financing: 'Medlemsavgifter',
      agreements: 'Överenskommelse med Regeringskansliet',
    });
    expect(first.userErrors).toEqual([]);
    expect(first.plan).toMatchObject({ year: 2026, number: 1 });
    expect(first.measure).toMatchObject({ version: measure.version + 1 });
    const second = await plan(first.measure!, { goal: 'Utredningen är tillsatt.', budgetSek: 0, spentSek: 120_000 });
    expect(second.measure!.plan).toMatchObject({ year: 2026, number: 2, budgetSek: 0, spentSek: 120_000 });
    const next = await plan(second.measure!, { year: 2027, goal: 'Betänkandet är lämnat.' });
    expect(next.measure!.plans).toEqual([
      { year: 2027, number: 1, goal: 'Betänkandet är lämnat.' },
      { year: 2026, number: 2, goal: 'Utredningen är tillsatt.' },
      { year: 2026, number: 1, goal: 'En sammanhållen registerlagstiftning är föreslagen.' },
    ]);
    // What stands this year is not what is planned for the next.
    expect(next.measure!.plan).toMatchObject({ year: 2026, number: 2, setBy: { name: 'Leila Forsberg' } });
    expect((await read('strategi-2011/2.4', t.anonymous))!.plan).toMatchObject({ number: 2, setBy: null });
    const trail = await t.sql(
      `select action from audit_event where subject_id = $1 and action = 'measure.plan-set' order by seq`,
      [measure.id],
    );
    expect(trail).toHaveLength(3);
  });

  it('cannot be changed once it is set, not even past the program', async () => {
    await expect(
      t.db.transact(
        {
          id: 'system:test',
          personId: null,
          context: { person: null, organisations: [], units: [], kinds: [], member: false, systemKinds: ['MEASURE'] },
        },
        async (tx) => void (await tx.query('update measure_plan set budget_sek = 1')),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('answers what is wrong with a plan in words, and keeps nothing', async () => {
    const measure = (await read('strategi-2011/2.5'))!;
    expect(await refused(measure, { budgetSek: -1 })).toEqual(['AMOUNT_BELOW_ZERO input.budgetSek']);
    expect(await refused(measure, { spentSek: -1 })).toEqual(['AMOUNT_BELOW_ZERO input.spentSek']);
    expect(await refused(measure, { timetableFrom: '2026-05-02', timetableTo: '2026-05-01' })).toEqual([
      'TIMETABLE_ENDS_BEFORE_IT_BEGINS input.timetableTo',
    ]);
    expect(await refused(measure, { goal: '  ' })).toEqual(['REQUIRED input.goal']);
    expect(await refused(measure, { year: 2010 })).toEqual(['PLAN_YEAR input.year']);
    expect((await plan(measure, { year: 2010 })).userErrors[0]!.message).toContain('mellan 2011');
    expect(await refused(measure, { year: 2100 })).toEqual(['PLAN_YEAR input.year']);
    expect(await refused(measure, { goal: 'Anna, 19811218-9876, håller i det' })).toEqual(['PERSONAL_DATA input.goal']);
    expect(await refused(measure, { expectedVersion: 99 })).toEqual(['CONFLICT input.expectedVersion']);
    expect((await plan({ ...measure, id: measure.id.slice(0, -1) + '0' }, {})).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await read('strategi-2011/2.5'))!.plans).toEqual([]);
    await expect(plan(measure, {}, officer)).rejects.toThrow('FORBIDDEN');
    await expect(plan(measure, {}, t.anonymous)).rejects.toThrow('UNAUTHENTICATED');
  });

  it('takes one of two plans that are set at once', async () => {
    const measure = (await read('strategi-2011/3.1'))!;
    const both = await Promise.all([plan(measure, { goal: 'Ett' }), plan(measure, { goal: 'Två' })]);
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['CONFLICT']);
    expect((await read('strategi-2011/3.1'))!.plans).toHaveLength(1);
  });

  it('is linked, watched and written about as every entry', async () => {
    const measure = (await read('strategi-2011/2.2'))!;
    const made = await advocate.act<{ goal: { id: string; ref: string } }>(
      `mutation ($input: GoalCreateInput!) { goalCreate(input: $input) { goal { id ref } userErrors { code } } }`,
      { title: 'En arkivlag för det digitala', measures: [measure.id] },
    );
    const watching = await officer.act<{ entry: { watching: boolean } }>(
      `mutation ($input: WatchInput!) { watch(input: $input) { entry { watching } userErrors { code } } }`,
      { entry: measure.id },
    );
    expect(watching.entry.watching).toBe(true);
    const mine = (await read('strategi-2011/2.2'))!;
    expect(mine.advocacyGoals).toContainEqual({ ref: made.goal.ref, title: 'En arkivlag för det digitala' });
    expect(mine.links).toContainEqual({ type: 'PART_OF', direction: 'IN', entry: { ref: made.goal.ref } });
    // A goal that is not published is not there for the public, neither as a goal nor as a link.
    const theirs = (await read('strategi-2011/2.2', t.anonymous))!;
    expect(theirs.advocacyGoals.map(({ ref }) => ref)).not.toContain(made.goal.ref);
    expect(theirs.links.map(({ entry }) => entry.ref)).not.toContain(made.goal.ref);
    expect((await plan(mine, {})).userErrors).toEqual([]);
    await t.drainJobs();
    const told = await officer.ask<{ notifications: { nodes: { message: string }[] } }>(
      '{ notifications { nodes { message } } }',
    );
    expect(told.notifications.nodes[0]!.message).toMatch(/^Insatsen strategi-2011\/2\.2 har fått en ny plan/);
  });

  it('takes as many statements for all measures as for one area', async () => {
    const reads = t.app.get(Reads);
    const cost = async (field: string): Promise<number> => {
      const before = reads.statements;
      await advocate.ask(`{ strategy(code: "esam-2011") { ${field} } }`);
      return reads.statements - before;
    };
    const fields = 'measures { entry { plan { goal } advocacyGoals { title } } }';
    expect(await cost(`areas { groups { ${fields} } }`)).toBe((await cost(fields)) + 2);
  });
});
