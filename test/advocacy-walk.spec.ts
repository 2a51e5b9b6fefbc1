import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, createTestApp, type TestApp } from './harness/app.js';
import { opened, runScheduled, walked } from './harness/dossiers.js';
import { unzip } from './harness/unzip.js';
import { area, R, revision } from './harness/world.js';

/**
 * From what stops a member to the law that no longer does, through the API as people do it: reported, signed on, confirmed
 * under a named provision, pursued with a goal and a letter, followed from directive to SFS, tried and resolved, and told of in the year's report.
 */
const ERRORS = 'userErrors { code message path details }';
const BARRIER = `barrier { id ref state version weight { value members membersText } allowedActions { action blockers { code } } } ${ERRORS}`;
const step = (name: string, type: string, shown: string): string =>
  `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${shown} } }`;
const TASKS = `query { inbox(first: 50) { nodes { kind entry { id } } } }`;

interface Versioned {
  id: string;
  ref: string;
  state: string;
  version: number;
}
type Shown = Record<
  'barrier' | 'goal' | 'claim' | 'action',
  Versioned & { slot: string; letterUrls: { docx: string } }
>;

let t: TestApp;
const who: Record<'officer' | 'neighbour' | 'region' | 'lawyer' | 'advocate' | 'reviewer', Client> = {} as never;
beforeAll(async () => {
  t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
  who.officer = await t.as('handlaggare@kommun-a.demo');
  who.neighbour = await t.as('handlaggare@kommun-b.demo');
  who.region = await t.as('handlaggare@region-c.demo');
  who.lawyer = await t.as('jurist@skr.demo');
  who.advocate = await t.as('paverkan@skr.demo');
  who.reviewer = await t.as('granskare@skr.demo');
});
afterAll(() => t.close());

async function act<K extends keyof Shown>(actor: Client, shown: K, query: string, input: object): Promise<Shown[K]> {
  const payload = await actor.act<Shown>(query, input);
  expect(payload.userErrors).toEqual([]);
  return payload[shown];
}
const on = (thing: { id: string; version: number }, more: object = {}) => ({
  id: thing.id,
  expectedVersion: thing.version,
  ...more,
});
/** A unit that the person asks for: who works in several says for which. */
const unitOf = async (client: Client): Promise<string> =>
  (
    await t.sql<{ id: string }>(
      `select unit_id as id from membership where person_id = $1 and role = 'SUBMITTER' and ended_at is null order by 1 limit 1`,
      [client.personId],
    )
  )[0]!.id;
const tasksAt = async (client: Client, id: string): Promise<string[]> =>
  (await client.ask<{ inbox: { nodes: { kind: string; entry: { id: string } }[] } }>(TASKS)).inbox.nodes
    .filter(({ entry }) => entry.id === id)
    .map(({ kind }) => kind);

it('leads from what stops a member to the law that no longer does', async () => {
  // A member reports, two others sign on.
  let barrier = await act(who.officer, 'barrier', step('barrierReport', 'BarrierReport', BARRIER), {
    title: 'Nämnden får inte lämna uppgifter till en extern lagrare',
    summary: 'Sekretessen hindrar att uppgifter lämnas till den som bara lagrar dem.',
    unitId: await unitOf(who.officer),
    subjectAreas: [await area(t)],
    signOn: { process: 'Lagring', volumePerYear: 1_000, costSek: 200_000 },
  });
  const signOn = step('barrierSignOn', 'BarrierSignOn', BARRIER);
  const unseen = await who.neighbour.act<Shown>(signOn, {
    id: barrier.id,
    unitId: await unitOf(who.neighbour),
    process: 'Lagring',
  });
  expect(unseen.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  await t.drainJobs();
  expect(await tasksAt(who.lawyer, barrier.id)).toContain('TRIAGE');

  // A lawyer confirms it as an obstacle under a named provision.
  barrier = await act(who.lawyer, 'barrier', step('barrierClassify', 'BarrierClassify', BARRIER), {
    ...on(barrier),
    kind: 'OBSTACLE',
    severity: 'HIGH',
    evidence: [{ kind: 'FORBIDS', target: 'sfs/2009:400#K10', explanation: 'Ingen sekretessbrytande regel passar.' }],
  });
  barrier = await act(who.lawyer, 'barrier', step('barrierConfirm', 'BarrierAction', BARRIER), on(barrier));
  for (const member of [who.neighbour, who.region])
    await act(member, 'barrier', signOn, {
      id: barrier.id,
      unitId: await unitOf(member),
      process: 'Lagring',
      showName: true,
    });
  const heavy = await who.lawyer.ask<{ barrier: Versioned & { weight: { members: number } } }>(
    `query ($id: ID!) { barrier(id: $id) { id ref state version weight { members } } }`,
    { id: barrier.id },
  );
  expect(heavy.barrier).toMatchObject({ state: 'CONFIRMED', weight: { members: 3 } });

  // Advocacy pursues it with a goal, and a letter that is reviewed, decided on and sent.
  const { entry: measure } = await t.anonymous.ask<{ entry: { id: string } }>(
    `query { entry(ref: "strategi-2011/2.2") { id } }`,
  );
  const goal = await act(
    who.advocate,
    'goal',
    step('goalCreate', 'GoalCreate', `goal { id ref state version } ${ERRORS}`),
    {
      title: 'En sekretessbrytande regel för teknisk lagring',
      measures: [measure.id],
    },
  );
  await act(
    who.advocate,
    'goal',
    step('goalPublish', 'GoalAction', `goal { id ref state version } ${ERRORS}`),
    on(goal),
  );
  barrier = await act(who.advocate, 'barrier', step('barrierPursue', 'BarrierPursue', BARRIER), {
    ...on(heavy.barrier),
    goal: goal.id,
  });
  let claim = await act(who.advocate, 'claim', step('claimAdd', 'ClaimAdd', `claim { id slot version } ${ERRORS}`), {
    goal: goal.id,
    title: 'En bestämmelse som bryter sekretessen vid teknisk lagring',
    provisions: ['sfs/2009:400#K10'],
  });
  const ACTION = `action { id ref state version letterUrls { docx } } ${ERRORS}`;
  let letter = await act(who.advocate, 'action', step('actionPlan', 'ActionPlan', ACTION), {
    title: 'Framställan om lagring',
    kind: 'LETTER',
    goals: [goal.id],
    claims: [claim.id],
    recipients: [{ name: 'Justitiedepartementet' }],
  });
  letter = await act(who.advocate, 'action', step('actionPrepare', 'ActionStep', ACTION), on(letter));
  const body = '## Vad vi begär\n\nRegeringen bör föreslå en ändring i 10 kap. OSL.';
  const draft = await revision(who.advocate, R.draft, { entry: letter.id, slot: 'letter', body });
  const sent = await revision(who.advocate, R.submit, on(draft));
  const approved = await revision(who.reviewer, R.approve, on(sent));
  await revision(who.advocate, R.publish, on(approved));
  letter = await act(who.advocate, 'action', step('actionDecide', 'ActionDecide', ACTION), {
    ...on(letter),
    decidedAs: 'BOARD',
    decidedBy: 'Styrelsen § 12',
  });
  letter = await act(who.advocate, 'action', step('actionSend', 'ActionSend', ACTION), on(letter));
  const file = await t.app.inject({ url: letter.letterUrls.docx });
  expect(unzip(file.rawPayload).get('word/document.xml')).toContain('En bestämmelse som bryter sekretessen');

  // The dossier is walked from directive to SFS, and in force.
  const dossier = await opened(who.advocate, { title: 'Sekretess vid teknisk lagring' });
  const LINK = `mutation ($input: LinkAddInput!) { linkAdd(input: $input) { ${ERRORS} } }`;
  const tracked = await who.advocate.act<object>(LINK, { from: goal.id, type: 'TRACKED_IN', to: dossier.id });
  expect(tracked.userErrors).toEqual([]);
  await walked(who.advocate, dossier, [
    { stage: 'DIRECTIVE', date: '2025-01-16', document: 'dir/2025:5', provisions: ['sfs/2009:400#K10'] },
    { stage: 'INQUIRY', date: '2025-06-02', document: 'sou/2025:60' },
    { stage: 'BILL', date: '2026-03-12', document: 'prop/2025/26:150' },
    { stage: 'COMMITTEE_REPORT', date: '2026-05-28', document: 'bet/2025/26:KU30' },
    { stage: 'DECISION', date: '2026-06-04', document: 'rskr/2025/26:300' },
    { stage: 'ISSUED', date: '2026-06-18', document: 'sfs/2026:600' },
    { stage: 'IN_FORCE', date: '2026-11-01', document: 'sfs/2009:400' },
  ]);
  await t.drainJobs();
  await runScheduled(t, 'dossier.clock');
  await t.drainJobs();
  const verifiers = [...(await tasksAt(who.lawyer, barrier.id)), ...(await tasksAt(who.advocate, barrier.id))];
  expect(verifiers).toContain('VERIFY_RESOLUTION');

  // Somebody looks whether it is gone, and says so with the provision that shows it.
  const tried = await who.lawyer.ask<{ barrier: Versioned }>(
    `query ($id: ID!) { barrier(id: $id) { id ref state version } }`,
    { id: barrier.id },
  );
  const resolved = await act(who.lawyer, 'barrier', step('barrierVerify', 'BarrierVerify', BARRIER), {
    ...on(tried.barrier),
    outcome: 'GONE',
    way: 'LAW_IN_FORCE',
    extent: 'WHOLLY',
    law: ['sfs/2009:400#K10P2a'],
    dossier: dossier.id,
  });
  expect(resolved.state).toBe('RESOLVED');
  expect(await tasksAt(who.lawyer, barrier.id)).not.toContain('VERIFY_RESOLUTION');
  claim = await act(
    who.advocate,
    'claim',
    step('claimGrade', 'ClaimGrade', `claim { id slot version grade } ${ERRORS}`),
    {
      ...on(claim),
      grade: 'MET',
      certainty: 'HIGH',
      evidence: [{ target: 'sfs/2009:400#K10P2a' }],
    },
  );
  expect(claim).toMatchObject({ grade: 'MET' });

  // Anybody can read how it went.
  const seen = await t.anonymous.ask<{ barrier: object }>(
    `query ($id: ID!) { barrier(id: $id) { state resolutionLaw weight { membersText } links { type entry { kind } } } }`,
    { id: barrier.id },
  );
  expect(seen.barrier).toMatchObject({ state: 'RESOLVED', resolutionLaw: ['sfs/2009:400#K10P2a'] });
  const told = await t.anonymous.ask<{ advocacyActions: { nodes: { ref: string }[] } }>(
    `query { advocacyActions(first: 5, filter: { told: "sfs/2009:400#K10P2" }) { nodes { ref } } }`,
  );
  expect(told.advocacyActions.nodes).toEqual([{ ref: letter.ref }]);

  // The year's report shows it, with a picture.
  const drafted = await who.advocate.act<{ report: { id: string } }>(
    `mutation ($input: FollowUpDraftInput!) { followUpDraft(input: $input) { report { id } job ${ERRORS} } }`,
    { year: 2026 },
  );
  expect(drafted.userErrors).toEqual([]);
  await t.drainJobs({ until: new Date(Date.now() + 60_000) });
  const { followUp } = await who.advocate.ask<{
    followUp: { state: string; exportUrls: { html: string }; figures: { totals: { barriersResolved: number } } };
  }>(`query { followUp(year: 2026) { state exportUrls { html } figures { totals { barriersResolved claimsMet } } } }`);
  expect(followUp.state).toBe('DRAFT');
  expect(followUp.figures.totals.barriersResolved).toBeGreaterThanOrEqual(1);
  const report = await t.app.inject({ url: followUp.exportUrls.html, headers: who.advocate.authorization });
  expect(report.body).toContain('<svg');
  expect(report.body).toContain(barrier.ref);
});
