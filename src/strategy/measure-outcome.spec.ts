import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { Reads } from '../platform/database/reads.js';

const MEASURE = `id version outcomes { year number result account spentSek reportedBy { name } }
  allowedActions { action mutation blockers { code message } }`;
const REPORT = `mutation ($input: MeasureOutcomeReportInput!) { measureOutcomeReport(input: $input) {
  measure { ${MEASURE} } outcome { year number result } userErrors { code path message } } }`;
const SET = `mutation ($input: MeasurePlanSetInput!) { measurePlanSet(input: $input) {
  measure { ${MEASURE} } userErrors { code } } }`;
const STANDINGS = `query ($year: Int, $filter: MeasureStandingFilter, $orderBy: MeasureStandingOrder) {
  measureStandings(year: $year, filter: $filter, orderBy: $orderBy) { year firstYear total measures {
    status statusBefore claims claimsMet actionsDone lags elapsed
    plan { number goal budgetSek spentSek result account late overBudget } measure { code title entry { ref } } } } }`;

interface MeasureView {
  id: string;
  version: number;
  outcomes: { year: number; number: number; result: string; reportedBy: { name: string } | null }[];
  allowedActions: { action: string; mutation: string; blockers: { code: string }[] }[];
}
interface Standing {
  status: string;
  lags: string[];
  elapsed: number | null;
  claims: number;
  claimsMet: number;
  plan: { spentSek: number | null; result: string | null; account: string | null; late: boolean } | null;
  measure: { code: string; entry: { ref: string } };
}

describe('what comes of a plan', () => {
  let t: TestApp;
  let advocate: Client;

  const read = async (ref: string, who: Client = advocate): Promise<MeasureView> =>
    (
      await who.ask<{ entry: MeasureView }>(
        `query ($ref: String!) { entry(ref: $ref) { ... on Measure { ${MEASURE} } } }`,
        { ref },
      )
    ).entry;
  const plan = async (ref: string, more: object): Promise<MeasureView> => {
    const { id, version } = await read(ref);
    const set = await advocate.act<{ measure: MeasureView; userErrors: unknown[] }>(SET, {
      id,
      expectedVersion: version,
      year: 2026,
      priority: 'HIGH',
      goal: 'Alla nämnder har provat den gemensamma mallen.',
      ...more,
    });
    expect(set.userErrors).toEqual([]);
    return set.measure;
  };
  const report = (measure: MeasureView, more: object, who: Client = advocate) =>
    who.act<{ measure: MeasureView | null; userErrors: { code: string; path: string[]; message: string }[] }>(REPORT, {
      id: measure.id,
      expectedVersion: measure.version,
      year: 2026,
      result: 'PARTLY_REACHED',
      account: 'Hälften av nämnderna har provat mallen.',
      ...more,
    });
  const refused = async (measure: MeasureView, more: object): Promise<string[]> =>
    (await report(measure, more)).userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
  const standings = async (variables: object = {}, who: Client = advocate): Promise<Standing[]> =>
    (await who.ask<{ measureStandings: { measures: Standing[] } }>(STANDINGS, variables)).measureStandings.measures;
  const standing = async (code: string, year = 2026): Promise<Standing> =>
    (await standings({ year })).find((one) => one.measure.code === code)!;

  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
    advocate = await t.as('paverkan@skr.demo');
  });
  afterAll(() => t.close());

  it('is not asked for before there is a plan, and that is said before the click', async () => {
    const measure = await read('strategi-2011/1.5');
    expect(measure.allowedActions.find(({ action }) => action === 'reportOutcome')).toMatchObject({
      mutation: 'measureOutcomeReport',
      blockers: [{ code: 'MEASURE_NOT_PLANNED' }],
    });
    expect(await refused(measure, {})).toEqual(['MEASURE_NOT_PLANNED input.id']);
    const ahead = await plan('strategi-2011/1.5', { year: 2027 });
    expect(ahead.allowedActions.find(({ action }) => action === 'reportOutcome')!.blockers).toMatchObject([
      { code: 'OUTCOME_YEAR_AHEAD' },
    ]);
    expect(await refused(ahead, { year: 2027 })).toEqual(['OUTCOME_YEAR_AHEAD input.id']);
    const both = await plan('strategi-2011/1.5', {});
    expect(both.allowedActions.find(({ action }) => action === 'reportOutcome')!.blockers).toEqual([]);
    expect(await refused(both, { year: 2025 })).toEqual(['OUTCOME_WITHOUT_PLAN input.year']);
    expect(await refused(both, { year: 2027 })).toEqual(['OUTCOME_YEAR_AHEAD input.year']);
    expect(await refused(both, { spentSek: -1 })).toEqual(['AMOUNT_BELOW_ZERO input.spentSek']);
    expect(await refused(both, { account: ' ' })).toEqual(['REQUIRED input.account']);
    expect(await refused(both, { account: 'Anna, 19811218-9876' })).toEqual(['PERSONAL_DATA input.account']);
    expect(await refused(both, { expectedVersion: 99 })).toEqual(['CONFLICT input.expectedVersion']);
    expect((await read('strategi-2011/1.5')).outcomes).toEqual([]);
    await expect(report(both, {}, await t.as('handlaggare@kommun-a.demo'))).rejects.toThrow('FORBIDDEN');
  });

  it('stands beside its plan, every report kept, and says how far a measure without claims has come', async () => {
    const planned = await plan('strategi-2011/1.6', {
      budgetSek: 100_000,
      timetableFrom: '2026-01-01',
      timetableTo: '2026-12-31',
    });
    expect(await standing('1.6')).toMatchObject({ status: 'PLANNED', lags: [], plan: { result: null } });
    expect((await standing('1.6')).elapsed).toBeCloseTo(0.895, 2);
    const first = await report(planned, { spentSek: 120_000 });
    expect(first.userErrors).toEqual([]);
    expect(await standing('1.6')).toMatchObject({
      status: 'PARTLY_REACHED',
      lags: ['OVER_BUDGET'],
      plan: { spentSek: 120_000, result: 'PARTLY_REACHED', account: 'Hälften av nämnderna har provat mallen.' },
    });
    const second = await report(first.measure!, { result: 'REACHED', account: 'Alla har provat mallen.' });
    expect(second.measure!.outcomes).toMatchObject([
      { year: 2026, number: 2, result: 'REACHED', reportedBy: { name: 'Leila Forsberg' } },
      { year: 2026, number: 1, result: 'PARTLY_REACHED' },
    ]);
    expect((await read('strategi-2011/1.6', t.anonymous)).outcomes[0]!.reportedBy).toBeNull();
    expect(await standing('1.6')).toMatchObject({ status: 'REACHED', lags: [], plan: { spentSek: null } });
  });

  it('cannot be changed once it is reported, not even past the program', async () => {
    const system = {
      id: 'system:test',
      personId: null,
      context: { person: null, organisations: [], units: [], kinds: [], member: false, systemKinds: ['MEASURE'] },
    };
    await expect(
      t.db.transact(system, async (tx) => void (await tx.query(`update measure_outcome set account = 'x'`))),
    ).rejects.toThrow(/permission denied/);
  });

  it('lets a new plan stand without what was said of the old', async () => {
    await plan('strategi-2011/1.7', { year: 2025, timetableFrom: '2025-01-01', timetableTo: '2025-06-30' });
    expect(await standing('1.7', 2025)).toMatchObject({ lags: ['LATE', 'NOT_REPORTED'], elapsed: 1 });
    const measure = await read('strategi-2011/1.7');
    await report(measure, { year: 2025, result: 'REACHED' });
    expect(await standing('1.7', 2025)).toMatchObject({ status: 'REACHED', lags: [] });
    // The year after has no plan of its own yet: what was reached stands.
    expect(await standing('1.7', 2026)).toMatchObject({ status: 'REACHED', plan: null });
    await plan('strategi-2011/1.7', {});
    expect(await standing('1.7', 2026)).toMatchObject({ status: 'PLANNED' });
    expect(await standing('1.7', 2025)).toMatchObject({ status: 'REACHED' });
  });

  it('is found by area, state, owner, plan and words; what lags comes first when asked', async () => {
    const codes = async (filter: object, orderBy = 'STRATEGY'): Promise<string[]> =>
      (await standings({ filter, orderBy, year: 2026 })).map(({ measure }) => measure.code);
    expect(await codes({})).toHaveLength(28);
    expect(await codes({ area: '2' })).toEqual(Array.from({ length: 10 }, (_, i) => `2.${i + 1}`));
    expect(await codes({ owner: 'MEMBERS' })).toEqual(['1.5', '1.6', '1.7']);
    expect(await codes({ planned: true })).toEqual(['1.5', '1.6', '1.7']);
    expect(await codes({ query: 'nämnder MALLEN' })).toEqual(['1.5', '1.6', '1.7']);
    expect(await codes({ query: '2.10' })).toContain('2.10');
    expect(await codes({ statuses: ['REACHED'], owner: 'MEMBERS' })).toEqual(['1.6']);
    const late = await plan('strategi-2011/3.2', { timetableTo: '2026-03-31', budgetSek: 10, spentSek: 20 });
    expect((await codes({}, 'LAGGING'))[0]).toBe('3.2');
    expect(late.id).toBeTruthy();
    const refusal = await advocate.raw(STANDINGS, { year: 2010 });
    expect(refusal.errors![0]!.message).toContain('2011');
  });

  it('is the same for everybody, and takes as many statements however many measures', async () => {
    expect(await standings({ year: 2026 }, t.anonymous)).toEqual(
      await standings({ year: 2026 }, await t.as('handlaggare@kommun-a.demo')),
    );
    const reads = t.app.get(Reads);
    const cost = async (filter: object): Promise<number> => {
      const before = reads.statements;
      await standings({ filter });
      return reads.statements - before;
    };
    expect(await cost({})).toBe(await cost({ area: '3' }));
  });

  it('is in the yearly follow-up, beside its plan', async () => {
    const draft = `mutation ($input: FollowUpDraftInput!) { followUpDraft(input: $input) { report { id } userErrors { code } } }`;
    await advocate.act(draft, { year: 2026 });
    await t.drainJobs();
    const { followUp } = await advocate.ask<{
      followUp: {
        figures: { format: number; areas: { measures: (Standing & { code: string })[] }[] };
        exportUrls: { html: string };
      };
    }>(
      `{ followUp(year: 2026) { exportUrls { html } figures { format areas { measures { code status plan { result account spentSek } } } } } }`,
    );
    const told = followUp.figures.areas.flatMap(({ measures }) => measures).find(({ code }) => code === '1.6')!;
    expect(told).toMatchObject({ status: 'REACHED', plan: { result: 'REACHED', account: 'Alla har provat mallen.' } });
    const page = await t.app.inject({ method: 'GET', url: followUp.exportUrls.html, headers: advocate.authorization });
    expect(page.payload).toContain('nått: Alla har provat mallen.');
  });
});
