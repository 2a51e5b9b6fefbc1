import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { newId } from '../platform/ids.js';

interface Seen {
  id: string;
  ref: string;
  state: string;
  version: number;
  title: string;
  barrierKind: string | null;
  severity: string;
  resolutionWay: string | null;
  resolutionExtent: string | null;
  resolutionLaw: string[];
  weight: {
    value: number;
    members: number | null;
    membersText: string;
    cost: number | null;
    volume: number | null;
    parts: { label: string; value: string }[];
  };
  evidence: { id: string; target: string | null; evidenceKind: string }[];
  mySignOns: { id: string; version: number; costSek: number | null; showName: boolean }[];
  signOns: { id: string; organisation: { name: string } }[];
  namedMembers: { name: string }[];
  reportedBy: { name: string } | null;
  allowedActions: { action: string; mutation: string; blockers: { code: string; message: string }[] }[];
}
interface Done {
  barrier: Seen | null;
  reviewRequest?: { id: string; version: number } | null;
}

const FIELDS = `id ref state version title barrierKind severity resolutionWay resolutionExtent resolutionLaw
  weight { value members membersText cost volume parts { label value } }
  evidence { id target evidenceKind } mySignOns { id version costSek showName } signOns { id organisation { name } }
  namedMembers { name } reportedBy { name }
  allowedActions { action mutation blockers { code message } }`;
const INPUTS: Record<string, string> = {
  barrierConfirm: 'BarrierActionInput',
  barrierStopPursuing: 'BarrierReasonInput',
  barrierDismiss: 'BarrierReasonInput',
  barrierReopen: 'BarrierReasonInput',
};
const PROPOSES = ['barrierClassify', 'barrierMerge'];

let t: TestApp;
let officer: Client;
let neighbour: Client;
let region: Client;
let lawyer: Client;
let second: Client;
let advocate: Client;
let reviewer: Client;
let area: string;
let number = 0;

function act(who: Client, name: string, input: object) {
  const type = INPUTS[name] ?? `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const more = PROPOSES.includes(name) ? 'reviewRequest { id version }' : '';
  return who.act<Done>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { barrier { ${FIELDS} } ${more} userErrors { code message path details } } }`,
    input,
  );
}
async function done(who: Client, name: string, input: object): Promise<Seen> {
  const { barrier, userErrors } = await act(who, name, input);
  expect({ name, userErrors }).toEqual({ name, userErrors: [] });
  return barrier!;
}
const at = (barrier: Seen, more: object = {}) => ({ id: barrier.id, expectedVersion: barrier.version, ...more });
const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
const see = async (who: Client, id: string) =>
  (await who.ask<{ barrier: Seen | null }>(`query ($id: ID!) { barrier(id: $id) { ${FIELDS} } }`, { id })).barrier;
const blockersOf = (barrier: Seen, action: string) =>
  barrier.allowedActions.find((one) => one.action === action)?.blockers.map(({ code }) => code);
const report = (who: Client, more: object = {}) =>
  done(who, 'barrierReport', {
    title: `Utlämnande mellan nämnder (${++number})`,
    summary: 'Nämnden får inte lämna uppgifter om den enskilde till en annan nämnd.',
    subjectAreas: [area],
    ...more,
  });
const FORBIDS = { kind: 'FORBIDS', target: 'sfs/2009:400#K26P1' };
const classify = (barrier: Seen, more: object = {}) =>
  done(lawyer, 'barrierClassify', at(barrier, { kind: 'OBSTACLE', evidence: [FORBIDS], ...more }));
const confirmed = async (who = officer, more: object = {}) => {
  const classified = await classify(await report(who, more));
  return done(lawyer, 'barrierConfirm', at(classified));
};
const list = async (who: Client, filter: object = {}, orderBy = 'WEIGHT', first = 100) =>
  (
    await who.ask<{ barriers: { nodes: Seen[] } }>(
      `query ($filter: BarrierFilter, $orderBy: BarrierOrder!, $first: Int!) { barriers(filter: $filter, orderBy: $orderBy, first: $first) { nodes { id ref weight { value members membersText } } } }`,
      { filter, orderBy, first },
    )
  ).barriers.nodes;
const decide = (who: Client, request: { id: string; version: number }, yes = true) =>
  who.act<{ reviewRequest: { state: string } }>(
    `mutation ($input: ReviewRequest${yes ? 'Accept' : 'Reject'}Input!) { reviewRequest${yes ? 'Accept' : 'Reject'}(input: $input) { reviewRequest { id state } userErrors { code message path details } } }`,
    { id: request.id, expectedVersion: request.version, note: 'Stämmer.' },
  );
const openTasks = async (id: string) =>
  (
    await t.sql<{ task_kind: string }>(
      `select task_kind from task where entry_id = $1 and state in ('OPEN','CLAIMED') order by 1`,
      [id],
    )
  ).map((row) => row.task_kind);
const toldOf = async (id: string, who: Client) =>
  (
    await t.sql<{ reason: string }>('select reason from notification where entry_id = $1 and person_id = $2', [
      id,
      who.personId,
    ])
  )
    .map(({ reason }) => reason)
    .sort();

/** Somebody who may speak for a unit of this organisation. */
async function memberOf(key: string): Promise<Client> {
  const [unit] = await t.sql<{ id: string; organisation_id: string }>(
    'select u.id, u.organisation_id from unit u join organisation o on o.id = u.organisation_id where o.key = $1 order by u.key limit 1',
    [key],
  );
  const id = newId('Person');
  const email = `${key}-${id.slice(0, 8)}-${id.slice(-6)}@medlem.demo`;
  await t.sql('insert into person (id, name, email) values ($1, $2, $3)', [id, key, email]);
  await t.sql('insert into membership (id, person_id, organisation_id, unit_id, role) values ($1, $2, $3, $4, $5)', [
    newId('Membership'),
    id,
    unit!.organisation_id,
    unit!.id,
    'SUBMITTER',
  ]);
  return t.as(email);
}
async function colleagueOf(who: Client): Promise<Client> {
  const id = newId('Person');
  const email = `kollega-${id.slice(-6)}@skr.demo`;
  await t.sql('insert into person (id, name, email) values ($1, $2, $3)', [id, 'Kollega', email]);
  await t.sql(
    `insert into membership (id, person_id, organisation_id, unit_id, role)
     select $1, $2, organisation_id, unit_id, role from membership where person_id = $3 limit 1`,
    [newId('Membership'), id, who.personId],
  );
  return t.as(email);
}

beforeAll(async () => {
  t = await createTestApp();
  officer = await t.as('handlaggare@kommun-a.demo');
  neighbour = await t.as('handlaggare@kommun-b.demo');
  region = await t.as('handlaggare@region-c.demo');
  lawyer = await t.as('jurist@skr.demo');
  advocate = await t.as('paverkan@skr.demo');
  reviewer = await t.as('granskare@skr.demo');
  second = await colleagueOf(lawyer);
  const [row] = await t.sql<{ id: string }>(
    'select id from subject_area where reviewers_required = 1 order by key limit 1',
  );
  area = row!.id;
}, 120_000);
afterAll(() => t?.close());

describe('reporting', () => {
  it('is seen by whoever reported it and by the association, and by nobody else', async () => {
    const barrier = await report(officer, { signOn: { process: 'Biståndshandläggning', costSek: 1000 } });
    expect(barrier).toMatchObject({ state: 'REPORTED', ref: expect.stringMatching(/^H-\d+$/) });
    expect(Number(barrier.ref.slice(2))).toBeGreaterThan(13);
    expect(barrier.mySignOns).toHaveLength(1);
    expect(await see(neighbour, barrier.id)).toBeNull();
    expect(await see(t.anonymous, barrier.id)).toBeNull();
    expect(await see(await memberOf('kommun-0580'), barrier.id)).toBeNull();
    const staff = await see(lawyer, barrier.id);
    expect(staff?.weight).toMatchObject({ members: 1, value: 2, cost: 1000 });
    expect(staff?.signOns.map((one) => one.organisation.name)).toEqual(['Linköpings kommun']);
    await t.drainJobs();
    expect(await openTasks(barrier.id)).toEqual(['TRIAGE']);
    expect(await toldOf(barrier.id, lawyer)).toEqual(['barrier.reported']);
  });

  it('by the association has nobody signed on', async () => {
    const barrier = await report(lawyer);
    expect((await see(lawyer, barrier.id))?.weight).toMatchObject({ members: 0, value: 0 });
    expect(
      codes(await act(lawyer, 'barrierReport', { title: 'x', summary: 'y', subjectAreas: [area], signOn: {} })),
    ).toEqual(['SIGN_ON_BY_MEMBERS']);
  });

  it('passes the privacy gate with every text', async () => {
    const number = '121212-1212';
    for (const more of [
      { title: number },
      { summary: number },
      { services: [number] },
      { signOn: { words: number } },
      { signOn: { process: number } },
      { evidence: [{ kind: 'SUPPORT_MISSING', explanation: number }] },
    ]) {
      const input = { title: 'Rubrik', summary: 'Beskrivning', subjectAreas: [area], ...more };
      expect({ more, codes: codes(await act(officer, 'barrierReport', input)) }).toEqual({
        more,
        codes: ['PERSONAL_DATA'],
      });
    }
    expect(await t.sql(`select 1 from barrier where summary = 'Beskrivning'`)).toEqual([]);
  });

  it('leaves nothing behind when its last piece of evidence is wrong', async () => {
    const [before] = await t.sql<{ n: string }>('select count(*) as n from entry');
    const wrong = [FORBIDS, { kind: 'FORBIDS', target: 'lagen' }];
    const answer = await act(officer, 'barrierReport', {
      title: 'Halv',
      summary: 'Halv',
      subjectAreas: [area],
      evidence: wrong,
    });
    expect(answer.userErrors).toMatchObject([
      { code: 'CITATION_NOT_UNDERSTOOD', path: ['input', 'evidence', '1', 'target'] },
    ]);
    expect(await t.sql('select count(*) as n from entry')).toEqual([before]);
    expect(
      await t.sql(`select 1 from outbox where kind = 'barrier.tasks' and created_at > now() + interval '1 h'`),
    ).toEqual([]);
  });

  it('can be put better by whoever reported it until it is confirmed; severity is not theirs to say', async () => {
    const barrier = await report(officer);
    const better = await done(officer, 'barrierUpdate', at(barrier, { title: 'Bättre rubrik' }));
    expect(better.title).toBe('Bättre rubrik');
    expect(codes(await act(officer, 'barrierUpdate', at(better, { severity: 'HIGH' })))).toEqual([
      'BARRIER_BY_ASSOCIATION',
    ]);
    expect(codes(await act(officer, 'barrierUpdate', at(barrier, { title: 'Gammal' })))).toEqual(['CONFLICT']);
    const standing = await done(lawyer, 'barrierConfirm', at(await classify(better)));
    expect(codes(await act(officer, 'barrierUpdate', at(standing, { title: 'Ny' })))).toEqual(['FORBIDDEN']);
  });
});

describe('evidence', () => {
  it.each([
    ['OBSTACLE', 'BARRIER_OBSTACLE_UNPROVED', [{ kind: 'READING', explanation: 'Så.' }], [FORBIDS]],
    [
      'OBSTACLE',
      'BARRIER_OBSTACLE_UNPROVED',
      [{ kind: 'AUTHORITY_ANSWERS', target: 'hfd/2018:66' }],
      [{ kind: 'SUPPORT_MISSING', explanation: 'Stöd i lag för utlämnandet saknas.' }],
    ],
    [
      'UNCERTAINTY',
      'BARRIER_UNCERTAINTY_UNPROVED',
      [{ kind: 'READING', explanation: 'En läsning.' }],
      [{ kind: 'READING', explanation: 'En annan läsning.' }],
    ],
    [
      'UNCERTAINTY',
      'BARRIER_UNCERTAINTY_UNPROVED',
      [FORBIDS],
      [{ kind: 'AUTHORITY_MISSING', explanation: 'Inget avgörande.' }],
    ],
    [
      'KNOWLEDGE_GAP',
      'BARRIER_KNOWLEDGE_GAP_UNPROVED',
      [FORBIDS],
      [{ kind: 'AUTHORITY_ANSWERS', target: 'jo/1234-2019' }],
    ],
  ])('%s demands its own', async (kind, code, short, enough) => {
    const barrier = await report(lawyer, { evidence: short });
    expect(codes(await act(lawyer, 'barrierClassify', at(barrier, { kind })))).toEqual([code]);
    const classified = await done(lawyer, 'barrierClassify', at(barrier, { kind, evidence: enough }));
    expect(blockersOf(classified, 'confirm')).toEqual([]);
    expect((await done(lawyer, 'barrierConfirm', at(classified))).state).toBe('CONFIRMED');
  });

  it('is said to be missing before the click, in words', async () => {
    const barrier = await report(lawyer, { subjectAreas: [] });
    const staff = (await see(lawyer, barrier.id))!;
    expect(blockersOf(staff, 'confirm')).toEqual(['BARRIER_NOT_CLASSIFIED', 'BARRIER_NEEDS_SUBJECT_AREA']);
    expect(codes(await act(lawyer, 'barrierConfirm', at(staff)))).toEqual(['BARRIER_NOT_CLASSIFIED']);
  });

  it.each([
    [{ kind: 'FORBIDS', target: 'sfs/2009:400#K10Q2' }, 'CITATION_NOT_UNDERSTOOD'],
    [{ kind: 'FORBIDS', target: 'hfd/2018:66' }, 'EVIDENCE_NEEDS_PROVISION'],
    [{ kind: 'FORBIDS', explanation: 'Allt' }, 'EVIDENCE_NEEDS_PROVISION'],
    [{ kind: 'FORBIDS', target: 'sfs/1998:204#P33' }, 'ACT_REPEALED'],
    [{ kind: 'SUPPORT_MISSING', target: 'sfs/2009:400' }, 'EVIDENCE_NEEDS_EXPLANATION'],
    [{ kind: 'AUTHORITY_ANSWERS' }, 'EVIDENCE_SAYS_NOTHING'],
  ])('%j is refused', async (piece, code) => {
    const barrier = await report(lawyer);
    expect(codes(await act(lawyer, 'barrierEvidenceAdd', { id: barrier.id, ...piece }))).toEqual([code]);
  });

  it('is kept when taken away, and what the classification rests on is not', async () => {
    const barrier = await confirmed();
    const [only] = barrier.evidence;
    const removal = { id: only!.id, reason: 'Fel paragraf' };
    expect(codes(await act(lawyer, 'barrierEvidenceRemove', removal))).toEqual(['EVIDENCE_CARRIES_CLASSIFICATION']);
    await done(lawyer, 'barrierEvidenceAdd', { id: barrier.id, kind: 'FORBIDS', target: 'celex/32016R0679#6.1.e' });
    expect(codes(await act(lawyer, 'barrierEvidenceAdd', { id: barrier.id, ...FORBIDS }))).toEqual([
      'EVIDENCE_ALREADY_THERE',
    ]);
    const left = await done(lawyer, 'barrierEvidenceRemove', removal);
    expect(left.evidence.map((one) => one.target)).toEqual(['celex/32016R0679#6.1.e']);
    expect(codes(await act(lawyer, 'barrierEvidenceRemove', removal))).toEqual(['EVIDENCE_REMOVED']);
    const { barrier: all } = await t.anonymous.ask<{ barrier: { evidence: { removedReason: string | null }[] } }>(
      `query ($id: ID!) { barrier(id: $id) { evidence(removed: true) { removedReason } } }`,
      { id: barrier.id },
    );
    expect(all.evidence.map((one) => one.removedReason)).toEqual(['Fel paragraf', null]);
    expect(codes(await act(neighbour, 'barrierEvidenceAdd', { id: barrier.id, ...FORBIDS }))).toEqual(['FORBIDDEN']);
  });
});

describe('its way', () => {
  it('confirmed for all, pursued, resting, resolved with evidence, opened again, dismissed', async () => {
    const barrier = await confirmed();
    expect((await see(t.anonymous, barrier.id))?.state).toBe('CONFIRMED');
    expect(codes(await act(lawyer, 'barrierPursue', at(barrier)))).toEqual([]);
    await t.drainJobs();
  });

  it('is pursued by an advocate and by nobody else', async () => {
    const barrier = await confirmed();
    const answer = await lawyer.raw(
      `mutation ($input: BarrierPursueInput!) { barrierPursue(input: $input) { userErrors { code } } }`,
      { input: at(barrier) },
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const pursued = await done(advocate, 'barrierPursue', at(barrier));
    expect(pursued.state).toBe('PURSUED');
    const resting = await done(advocate, 'barrierStopPursuing', at(pursued, { reason: 'Avvaktar utredningen.' }));
    expect(resting.state).toBe('CONFIRMED');
    await t.drainJobs();
    expect(await toldOf(barrier.id, officer)).toEqual(expect.arrayContaining(['barrier.confirmed', 'barrier.rested']));
  });
});
