import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { Kinds } from '../catalogue/kinds.js';
import { newId } from '../platform/ids.js';
import { systemPrincipal } from '../platform/principal.js';

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
  neighbour = await memberOf('kommun-1981');
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
      { code: 'BARRIER_CITATION_UNKNOWN', path: ['input', 'evidence', '1', 'target'] },
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
    [{ kind: 'FORBIDS', target: 'sfs/2009:400#K10Q2' }, 'BARRIER_CITATION_UNKNOWN'],
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
  it('resolves by law in force, and not before it is', async () => {
    const barrier = await confirmed();
    const resolve = (more: object) => act(lawyer, 'barrierResolve', at(barrier, more));
    expect(codes(await resolve({ way: 'LAW_IN_FORCE' }))).toEqual(['RESOLUTION_NEEDS_LAW']);
    expect(codes(await resolve({ way: 'LAW_IN_FORCE', law: ['sfs/1998:204'] }))).toEqual(['ACT_REPEALED']);
    expect(codes(await resolve({ way: 'OTHERWISE' }))).toEqual(['RESOLUTION_NEEDS_NOTE']);
    expect(codes(await resolve({ way: 'GUIDANCE' }))).toEqual(['RESOLUTION_NEEDS_GUIDANCE']);
    const law = ['sfs/2009:400#K10P2a'];
    expect(codes(await resolve({ way: 'LAW_IN_FORCE', law, extent: 'IN_PART' }))).toEqual(['RESOLUTION_NEEDS_NOTE']);
    expect(codes(await resolve({ way: 'LAW_IN_FORCE', law, from: '2099-01-01' }))).toEqual(['RESOLUTION_IN_FUTURE']);
    const resolved = await done(lawyer, 'barrierResolve', at(barrier, { way: 'LAW_IN_FORCE', law }));
    expect(resolved).toMatchObject({ state: 'RESOLVED', resolutionExtent: 'WHOLLY', resolutionLaw: law });
    expect(codes(await act(neighbour, 'barrierSignOn', { id: barrier.id }))).toEqual(['WRONG_STATE']);
    await t.drainJobs();
    expect(await toldOf(barrier.id, officer)).toContain('barrier.resolved');
    const reopened = await done(lawyer, 'barrierReopen', at(resolved, { reason: 'Lagen täcker inte detta.' }));
    expect(reopened).toMatchObject({ state: 'CONFIRMED', resolutionWay: null, resolutionLaw: [] });
  });

  it('points to guidance only when readers can read it', async () => {
    const barrier = await confirmed();
    const { guidance } = await lawyer.act<{ guidance: { id: string } }>(
      'mutation ($input: GuidanceCreateInput!) { guidanceCreate(input: $input) { guidance { id } userErrors { code } } }',
      { title: 'Vägledning', subjectAreas: [area], body: 'Ja.' },
    );
    const input = at(barrier, { way: 'GUIDANCE', guidance: guidance.id });
    expect(codes(await act(lawyer, 'barrierResolve', input))).toEqual(['RESOLUTION_GUIDANCE_NOT_PUBLISHED']);
    await t.sql(`update revision set state = 'PUBLISHED', published_at = now() where entry_id = $1`, [guidance.id]);
    expect(codes(await act(lawyer, 'barrierResolve', input))).toEqual(['RESOLUTION_GUIDANCE_NARROWER']);
    await t.sql(`update entry set state = 'PUBLISHED', visibility = 'WORLD' where id = $1`, [guidance.id]);
    expect((await done(lawyer, 'barrierResolve', input)).resolutionWay).toBe('GUIDANCE');
    const { barrier: seen } = await t.anonymous.ask<{ barrier: { links: { type: string; entry: { id: string } }[] } }>(
      'query ($id: ID!) { barrier(id: $id) { links(type: "RESOLVED_BY") { type entry { id } } } }',
      { id: barrier.id },
    );
    expect(seen.links).toEqual([{ type: 'RESOLVED_BY', entry: { id: guidance.id } }]);
  });

  it('is tried anew: the task to verify closes whatever was found', async () => {
    const barrier = await confirmed();
    const verifyTask = async () => {
      await t.sql(
        `insert into task (id, entry_id, kind, owner_unit_id, visibility, task_kind, org_id, role, cause)
         select $1, id, kind, owner_unit_id, visibility, 'VERIFY_RESOLUTION', owner_org_id, 'LAWYER', 'dossier' from entry where id = $2`,
        [newId('Task'), barrier.id],
      );
    };
    await t.drainJobs();
    await verifyTask();
    const verify = (from: Seen, more: object) => act(lawyer, 'barrierVerify', at(from, more));
    expect(codes(await verify(barrier, { outcome: 'STILL_STANDS' }))).toEqual(['REQUIRED']);
    expect(await openTasks(barrier.id)).toEqual(['VERIFY_RESOLUTION']);
    const stands = await done(lawyer, 'barrierVerify', at(barrier, { outcome: 'STILL_STANDS', note: 'Gäller än.' }));
    expect(stands.state).toBe('CONFIRMED');
    expect(await openTasks(barrier.id)).toEqual([]);
    await verifyTask();
    expect(codes(await verify(stands, { outcome: 'GONE' }))).toEqual(['RESOLUTION_NEEDS_WAY']);
    const gone = await done(
      lawyer,
      'barrierVerify',
      at(stands, { outcome: 'GONE', way: 'LAW_IN_FORCE', law: ['sfs/2009:400#K10P2a'] }),
    );
    expect(gone.state).toBe('RESOLVED');
    expect(await openTasks(barrier.id)).toEqual([]);
    const holds = await done(lawyer, 'barrierVerify', at(gone, { outcome: 'GONE' }));
    expect(holds.state).toBe('RESOLVED');
    expect((await done(lawyer, 'barrierVerify', at(holds, { outcome: 'STILL_STANDS', note: 'Nej.' }))).state).toBe(
      'CONFIRMED',
    );
  });

  it('dismissed before it was confirmed, it must still be proved to be opened again', async () => {
    const barrier = await report(officer);
    expect(codes(await act(lawyer, 'barrierDismiss', at(barrier, { reason: ' ' })))).toEqual(['REQUIRED']);
    const dismissed = await done(lawyer, 'barrierDismiss', at(barrier, { reason: 'Lagen tillåter det.' }));
    expect((await see(officer, barrier.id))?.state).toBe('DISMISSED');
    expect(await see(neighbour, barrier.id)).toBeNull();
    expect(codes(await act(lawyer, 'barrierReopen', at(dismissed, { reason: 'Nytt underlag.' })))).toEqual([
      'BARRIER_NOT_CLASSIFIED',
    ]);
    await t.drainJobs();
    expect(await openTasks(barrier.id)).toEqual([]);
    expect(await toldOf(barrier.id, officer)).toContain('barrier.dismissed');
  });

  it('is reclassified by two people', async () => {
    const barrier = await confirmed();
    const kind = 'UNCERTAINTY';
    const evidence = [{ kind: 'AUTHORITY_MISSING', explanation: 'Ingen praxis.' }];
    expect(codes(await act(lawyer, 'barrierClassify', at(barrier, { kind, evidence })))).toEqual(['REQUIRED']);
    const reason = 'Förbudet gäller inte här.';
    const {
      barrier: same,
      reviewRequest,
      userErrors,
    } = await act(lawyer, 'barrierClassify', at(barrier, { kind, evidence, reason }));
    expect(userErrors).toEqual([]);
    expect(same!.barrierKind).toBe('OBSTACLE');
    expect(codes(await act(lawyer, 'barrierClassify', at(same!, { kind, reason })))).toEqual(['ALREADY_PROPOSED']);
    expect(codes(await decide(lawyer, reviewRequest!))).toEqual(['DECIDER_IS_PROPOSER']);
    expect(codes(await decide(advocate, reviewRequest!))).toEqual([]);
    expect((await see(t.anonymous, barrier.id))?.barrierKind).toBe(kind);
  });

  it('does not name to everybody whoever reported it and did not agree', async () => {
    const barrier = await classify(await report(officer, { summary: 'I Linköpings kommun går det inte.' }));
    expect(blockersOf(barrier, 'confirm')).toEqual(['BARRIER_NAMES_REPORTER']);
    expect(codes(await act(lawyer, 'barrierConfirm', at(barrier)))).toEqual(['BARRIER_NAMES_REPORTER']);
    const [mine] = (await see(officer, barrier.id))!.mySignOns;
    await done(officer, 'barrierSignOnUpdate', { id: mine!.id, expectedVersion: mine!.version, showName: true });
    expect((await done(lawyer, 'barrierConfirm', at(barrier))).namedMembers).toEqual([{ name: 'Linköpings kommun' }]);
  });

  it('nor in anything that is said of it later', async () => {
    const barrier = await confirmed();
    const told = 'Linköpings kommun har hört av sig.';
    const evidence = [{ kind: 'SUPPORT_MISSING', explanation: told }];
    for (const [who, name, more] of [
      [lawyer, 'barrierUpdate', { summary: told }],
      [lawyer, 'barrierClassify', { kind: 'OBSTACLE', evidence }],
      [lawyer, 'barrierDismiss', { reason: told }],
      [lawyer, 'barrierResolve', { way: 'OTHERWISE', note: told }],
      [lawyer, 'barrierVerify', { outcome: 'STILL_STANDS', note: told }],
    ] as const)
      expect({ name, codes: codes(await act(who, name, at(barrier, more))) }).toEqual({
        name,
        codes: ['BARRIER_NAMES_REPORTER'],
      });
    const add = { id: barrier.id, kind: 'READING', explanation: told };
    expect(codes(await act(lawyer, 'barrierEvidenceAdd', add))).toEqual(['BARRIER_NAMES_REPORTER']);
    const revise = (name: string, type: string, input: object) =>
      lawyer.act<{ revision: { id: string; version: number } }>(
        `mutation ($input: ${type}!) { ${name}(input: $input) { revision { id version } userErrors { code } } }`,
        input,
      );
    const { revision } = await revise('revisionDraft', 'RevisionDraftInput', { entry: barrier.id, body: told });
    const submit = { id: revision.id, expectedVersion: revision.version };
    expect(codes(await revise('revisionSubmit', 'RevisionSubmitInput', submit))).toEqual(['BARRIER_NAMES_REPORTER']);
  });

  it('says in its history to nobody outside who reported it or signed on', async () => {
    const barrier = await confirmed(officer, { signOn: { words: 'Vi på socialnämnden fastnar.' } });
    await done(neighbour, 'barrierSignOn', { id: barrier.id });
    const { barrier: seen } = await region.ask<{ barrier: { history: { action: string; actorName: string }[] } }>(
      'query ($id: ID!) { barrier(id: $id) { history { action actorName } organisation { name } } }',
      { id: barrier.id },
    );
    expect(JSON.stringify(seen)).not.toMatch(/Linköping|Sala|Lindqvist/);
    expect(seen.history.map((one) => one.action)).toEqual(
      expect.arrayContaining(['barrier.classified', 'barrier.confirmed']),
    );
  });

  it('has a description that is reviewed and published', async () => {
    const barrier = await report(officer);
    const revise = (who: Client, name: string, type: string, input: object) =>
      who.act<{ revision: { id: string; version: number } }>(
        `mutation ($input: ${type}!) { ${name}(input: $input) { revision { id version } userErrors { code } } }`,
        input,
      );
    const body = 'Så här ligger det till.';
    const { revision } = await revise(lawyer, 'revisionDraft', 'RevisionDraftInput', {
      entry: barrier.id,
      title: 'Utlämnande till annan nämnd',
      body,
    });
    const sent = await revise(lawyer, 'revisionSubmit', 'RevisionSubmitInput', {
      id: revision.id,
      expectedVersion: revision.version,
    });
    const ready = await revise(reviewer, 'revisionApprove', 'RevisionApproveInput', {
      id: revision.id,
      expectedVersion: sent.revision.version,
    });
    const publish = { id: revision.id, expectedVersion: ready.revision.version };
    expect(codes(await revise(lawyer, 'revisionPublish', 'RevisionActionInput', publish))).toEqual([
      'BARRIER_NOT_CONFIRMED_YET',
    ]);
    await done(lawyer, 'barrierConfirm', at(await classify(barrier)));
    expect(codes(await revise(lawyer, 'revisionPublish', 'RevisionActionInput', publish))).toEqual([]);
    const { barrier: seen } = await t.anonymous.ask<{ barrier: { text: string; html: string; title: string } }>(
      'query ($id: ID!) { barrier(id: $id) { text html title } }',
      { id: barrier.id },
    );
    expect(seen).toEqual({ text: body, html: `<p>${body}</p>\n`, title: 'Utlämnande till annan nämnd' });
    expect((await list(t.anonymous, { text: 'annan nämnd utlämnande' })).map((one) => one.id)).toContain(barrier.id);
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

describe('signing on', () => {
  it('counts a member once, shows fewer than three as such, and exact figures to the association only', async () => {
    const barrier = await confirmed(lawyer);
    const one = await done(officer, 'barrierSignOn', { id: barrier.id, volumePerYear: 120, costSek: 50_000 });
    expect(one.weight).toMatchObject({ members: null, membersText: 'färre än 3', value: 2, cost: null, volume: null });
    expect(one.mySignOns).toMatchObject([{ costSek: 50_000, showName: false }]);
    expect(codes(await act(officer, 'barrierSignOn', { id: barrier.id }))).toEqual(['SIGN_ON_ALREADY']);
    expect(blockersOf(one, 'signOn')).toEqual(['SIGN_ON_ALREADY']);
    await done(await memberOf('kommun-0580'), 'barrierSignOn', { id: barrier.id });
    expect((await see(lawyer, barrier.id))?.weight).toMatchObject({ members: 1, value: 2 });
    await done(neighbour, 'barrierSignOn', { id: barrier.id, costSek: 40_000, volumePerYear: 100, showName: true });
    expect((await see(t.anonymous, barrier.id))?.weight.membersText).toBe('färre än 3');
    await done(region, 'barrierSignOn', { id: barrier.id, costSek: 35_000 });
    const seen = (await see(t.anonymous, barrier.id))!;
    expect(seen.weight).toMatchObject({ members: 3, value: 6, cost: 100_000, volume: null });
    expect(seen.namedMembers.map(({ name }) => name)).toEqual(['Sala kommun']);
    expect(seen.signOns).toEqual([]);
    expect(seen.weight.parts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Medlemmar som stoppas: 3',
      'Allvar: måttlig, 2 poäng',
      'Gånger om året: visas inte',
      'Uppskattad kostnad om året: omkring 100\u00a0000 kr',
      'Tyngd: 3 × 2 = 6',
    ]);
    const exact = (await see(lawyer, barrier.id))!;
    expect(exact.weight).toMatchObject({ members: 3, value: 6, cost: 125_000, volume: 220 });
    expect(exact.signOns).toHaveLength(4);
    expect((await see(region, barrier.id))!.signOns).toHaveLength(1);
  });

  it('refuses figures below zero, and people who speak for no member', async () => {
    const barrier = await confirmed(lawyer);
    const wrong = await act(officer, 'barrierSignOn', { id: barrier.id, costSek: -1 });
    expect(wrong.userErrors).toMatchObject([{ code: 'SIGN_ON_NOT_NEGATIVE', path: ['input', 'costSek'] }]);
    const answer = await lawyer.raw(
      `mutation ($input: BarrierSignOnInput!) { barrierSignOn(input: $input) { userErrors { code } } }`,
      { input: { id: barrier.id } },
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    await expect(
      t.sql(
        `insert into barrier_sign_on (id, entry_id, kind, owner_unit_id, visibility, org_id, unit_id, signed_by_id, cost_sek)
         select $1, e.id, e.kind, e.owner_unit_id, e.visibility, e.owner_org_id, e.owner_unit_id, $3, -1 from entry e where id = $2`,
        [newId('Link'), barrier.id, officer.personId],
      ),
    ).rejects.toThrow('sign_on_cost_not_negative');
  });

  it('is changed and taken back by the unit, and by no other', async () => {
    const barrier = await confirmed(lawyer);
    const signed = await done(officer, 'barrierSignOn', { id: barrier.id, process: 'Bistånd', costSek: 10 });
    const [mine] = signed.mySignOns;
    const stranger = { id: mine!.id, expectedVersion: 1, costSek: 0 };
    expect(codes(await act(neighbour, 'barrierSignOnUpdate', stranger))).toEqual(['NOT_FOUND']);
    const changed = await done(officer, 'barrierSignOnUpdate', stranger);
    expect(changed.mySignOns[0]).toMatchObject({ costSek: 0, version: 2 });
    expect(codes(await act(officer, 'barrierSignOnUpdate', stranger))).toEqual(['CONFLICT']);
    const gone = await done(officer, 'barrierSignOnWithdraw', { id: mine!.id, expectedVersion: 2 });
    expect(gone.mySignOns).toEqual([]);
    expect((await see(lawyer, barrier.id))?.weight.members).toBe(0);
    await done(officer, 'barrierSignOn', { id: barrier.id });
  });

  it('two of a unit at once: one signs on, the other is told', async () => {
    const barrier = await confirmed(lawyer);
    const chief = await t.as('chef@kommun-a.demo');
    const answers = await Promise.all(
      [officer, chief, officer, chief].map((who) => act(who, 'barrierSignOn', { id: barrier.id })),
    );
    const said = answers.map(codes);
    expect(said.filter((one) => one.length === 0)).toHaveLength(1);
    for (const one of said.filter((other) => other.length)) expect(one).toEqual(['SIGN_ON_ALREADY']);
    expect((await see(lawyer, barrier.id))?.weight.members).toBe(1);
  });

  it('many at once are all counted', async () => {
    const barrier = await confirmed(lawyer);
    const members = await Promise.all(
      ['kommun-0114', 'kommun-0115', 'kommun-0117', 'kommun-0120', 'kommun-0123', 'kommun-0125'].map(memberOf),
    );
    await Promise.all(members.map((who) => done(who, 'barrierSignOn', { id: barrier.id })));
    const seen = (await see(t.anonymous, barrier.id))!;
    expect(seen.weight).toMatchObject({ members: 6, value: 12 });
    const counts = async (who: Client) =>
      (
        await who.ask<{
          barrier: { memberCounts: { counties: { county: string; members: number | null; text: string }[] } };
        }>('query ($id: ID!) { barrier(id: $id) { memberCounts { counties { county members text } } } }', {
          id: barrier.id,
        })
      ).barrier.memberCounts.counties;
    const told = await counts(t.anonymous);
    expect(told).toHaveLength(22);
    expect(told.find((one) => one.county === 'Stockholms län')).toMatchObject({ members: 6 });
    expect(told.find((one) => one.county === 'Gotlands län')).toMatchObject({ members: null, text: 'färre än 3' });
    // One more from another county: the rest of the total would be that county's, so neither is told.
    await done(neighbour, 'barrierSignOn', { id: barrier.id });
    expect((await counts(t.anonymous)).filter((one) => one.members !== null)).toEqual([]);
    expect((await counts(t.anonymous))[0]!.text).toContain('dolt');
    expect((await counts(lawyer)).find((one) => one.county === 'Västmanlands län')).toMatchObject({ members: 1 });
    const ids = async (who: Client, county: string) => (await list(who, { county })).map((one) => one.id);
    expect(await ids(lawyer, 'Västmanlands län')).toContain(barrier.id);
    expect(await ids(neighbour, 'Västmanlands län')).not.toContain(barrier.id);
    expect(await ids(t.anonymous, 'Stockholms län')).not.toContain(barrier.id);
    const named = async (who: Client, filter: object) => (await list(who, filter)).map((one) => one.id);
    const [sala] = await t.sql<{ id: string }>(`select id from organisation where key = 'kommun-1981'`);
    expect(await named(neighbour, { stoppingUs: true })).toContain(barrier.id);
    expect(await named(neighbour, { organisation: sala!.id })).toContain(barrier.id);
    expect(await named(region, { organisation: sala!.id })).toEqual([]);
    expect(await named(lawyer, { organisation: sala!.id })).toContain(barrier.id);
    expect(await named(region, { stoppingUs: true })).not.toContain(barrier.id);
  }, 60_000);
});

describe('merging', () => {
  it('takes two people, moves what hangs on it, counts a member once, and redirects the ref', async () => {
    const into = await confirmed(officer, { signOn: { costSek: 100 } });
    const from = await confirmed(neighbour);
    await done(officer, 'barrierSignOn', { id: from.id, costSek: 999 });
    await done(region, 'barrierSignOn', { id: from.id });
    await done(lawyer, 'barrierEvidenceAdd', { id: from.id, kind: 'FORBIDS', target: 'sfs/2009:400#K25P1' });
    await region.act('mutation ($input: WatchInput!) { watch(input: $input) { userErrors { code } } }', {
      entry: from.id,
    });
    const { question } = await officer.act<{ question: { id: string; version: number } }>(
      'mutation ($input: QuestionDraftInput!) { questionDraft(input: $input) { question { id version } userErrors { code } } }',
      { title: 'Fråga', text: 'Får vi?', deIdentified: true },
    );
    // A draft is hidden from the association: its link is moved by the system.
    await officer.act('mutation ($input: LinkAddInput!) { linkAdd(input: $input) { userErrors { code } } }', {
      from: question.id,
      type: 'CONCERNS',
      to: from.id,
    });
    expect(codes(await act(lawyer, 'barrierMerge', at(from, { into: from.id, reason: 'x' })))).toEqual([
      'MERGE_INTO_ITSELF',
    ]);
    const fresh = (await see(lawyer, from.id))!;
    const proposed = await act(lawyer, 'barrierMerge', at(fresh, { into: into.id, reason: 'Samma sak.' }));
    expect(proposed.userErrors).toEqual([]);
    expect((await see(lawyer, from.id))?.state).toBe('CONFIRMED');
    expect(codes(await decide(second, proposed.reviewRequest!))).toEqual([]);
    await t.drainJobs();
    const merged = (await see(lawyer, from.id))!;
    expect(merged).toMatchObject({ state: 'MERGED', ref: from.ref });
    const now = (await see(lawyer, into.id))!;
    expect(now.weight).toMatchObject({ members: 3, value: 6, cost: 100 });
    expect(now.evidence.map((one) => one.target)).toEqual(['sfs/2009:400#K26P1', 'sfs/2009:400#K25P1']);
    expect(merged.weight.members).toBe(1);
    const { entry } = await t.anonymous.ask<{ entry: { id: string } }>(
      'query ($ref: String!) { entry(ref: $ref) { id } }',
      {
        ref: from.ref,
      },
    );
    expect(entry.id).toBe(into.id);
    const links = await t.sql<{ to_id: string }>(`select to_id from link where from_id = $1`, [question.id]);
    expect(links).toEqual([{ to_id: into.id }]);
    expect(
      await t.sql('select entry_id from watch where person_id = $1 and entry_id = any($2)', [
        region.personId,
        [from.id, into.id],
      ]),
    ).toEqual([{ entry_id: into.id }]);
    expect(await toldOf(into.id, region)).toContain('barrier.merged');
    const { barrier: history } = await t.anonymous.ask<{ barrier: { mergedInto: { ref: string } } }>(
      'query ($id: ID!) { barrier(id: $id) { mergedInto { ... on Entry { ref } } } }',
      { id: from.id },
    );
    expect(history.mergedInto.ref).toBe(into.ref);
  }, 60_000);

  it('a merge that became impossible says why, and whoever proposed it takes it back', async () => {
    const [a, b, c] = [await confirmed(), await confirmed(), await confirmed()];
    const REQUESTS = `query ($id: ID!) { barrier(id: $id) { openRequests { id version into { id }
      allowedActions { action blockers { code message } } } } }`;
    interface Open {
      barrier: {
        openRequests: {
          id: string;
          version: number;
          into: { id: string };
          allowedActions: { action: string; blockers: { code: string; message: string }[] }[];
        }[];
      };
    }
    const open = async (who: Client) => (await who.ask<Open>(REQUESTS, { id: a.id })).barrier.openRequests;
    await act(lawyer, 'barrierMerge', at(a, { into: b.id, reason: 'Samma.' }));
    const may = async (who: Client) =>
      (await open(who))[0]?.allowedActions.map(({ action, blockers }) => [action, ...blockers.map(({ code }) => code)]);
    expect(await may(second)).toEqual([['accept'], ['reject']]);
    expect(await may(lawyer)).toEqual([
      ['accept', 'DECIDER_IS_PROPOSER'],
      ['reject', 'DECIDER_IS_PROPOSER'],
      ['withdraw'],
    ]);
    expect(await open(neighbour)).toEqual([]);

    const other = await act(lawyer, 'barrierMerge', at((await see(lawyer, b.id))!, { into: c.id, reason: 'Samma.' }));
    expect(codes(await decide(second, other.reviewRequest!))).toEqual([]);
    expect(await may(second)).toEqual([['accept', 'MERGE_ALREADY'], ['reject']]);
    const [request] = await open(lawyer);
    expect(request!.allowedActions[0]!.blockers.map(({ message }) => message).join(' ')).toContain(b.ref);
    const withdraw = (who: Client) =>
      who.act<object>(
        `mutation ($input: ReviewRequestWithdrawInput!) { reviewRequestWithdraw(input: $input) { reviewRequest { id state } userErrors { code message path } } }`,
        { id: request!.id, expectedVersion: request!.version },
      );
    expect(codes(await withdraw(second))).toEqual(['FORBIDDEN']);
    expect(await withdraw(lawyer)).toMatchObject({ reviewRequest: { state: 'WITHDRAWN' }, userErrors: [] });
    expect(await open(second)).toEqual([]);
    const tasks = await t.sql(`select state from task where cause = $1`, [request!.id]);
    expect(tasks).toEqual([{ state: 'OBSOLETE' }]);
    expect(codes(await decide(second, { id: request!.id, version: request!.version + 1 }))).toEqual(['WRONG_STATE']);
    // Proposed anew, now to the one that stays.
    const anew = await act(lawyer, 'barrierMerge', at((await see(lawyer, a.id))!, { into: c.id, reason: 'Samma.' }));
    expect(codes(await decide(second, anew.reviewRequest!))).toEqual([]);
  }, 60_000);

  it('two at once are answered in words, and nothing is half done', async () => {
    const a = await confirmed(lawyer);
    const b = await confirmed(lawyer);
    const c = await confirmed(lawyer);
    const propose = async (from: Seen, into: Seen) =>
      (await act(lawyer, 'barrierMerge', at(from, { into: into.id, reason: 'Samma.' }))).reviewRequest!;
    const [first, crossing] = [await propose(a, b), await propose(b, a)];
    const answers = await Promise.all([decide(advocate, first), decide(second, crossing)]);
    const said = answers.map(codes).sort();
    expect(said).toEqual([[], ['MERGE_ALREADY']]);
    expect(answers.flatMap((one) => one.userErrors)[0]?.message).toMatch(/redan sammanförts/);
    const states = [(await see(lawyer, a.id))!.state, (await see(lawyer, b.id))!.state].sort();
    expect(states).toEqual(['CONFIRMED', 'MERGED']);
    // What was merged is merged on: the oldest ref leads to the last.
    const [gone, left] = (await see(lawyer, a.id))!.state === 'MERGED' ? [a, b] : [b, a];
    const stays = (await see(lawyer, left.id))!;
    // What can no longer be done stands until somebody says no to it.
    expect(codes(await decide(advocate, left.id === a.id ? first : crossing, false))).toEqual([]);
    expect(codes(await decide(second, await propose(stays, c)))).toEqual([]);
    const { entry } = await t.anonymous.ask<{ entry: { id: string } }>(
      'query ($ref: String!) { entry(ref: $ref) { id } }',
      { ref: gone.ref },
    );
    expect(entry.id).toBe(c.id);
  }, 60_000);

  it('is refused where it would hide what was public, or where the other is ended', async () => {
    const open = await confirmed(lawyer);
    const narrow = await confirmed(lawyer, { access: 'MEMBERS' });
    expect(await see(t.anonymous, narrow.id)).toBeNull();
    expect((await see(neighbour, narrow.id))?.state).toBe('CONFIRMED');
    const reason = 'Samma.';
    expect(codes(await act(lawyer, 'barrierMerge', at(open, { into: narrow.id, reason })))).toEqual(['MERGE_NARROWER']);
    const ended = await done(lawyer, 'barrierDismiss', at(narrow, { reason }));
    expect(codes(await act(lawyer, 'barrierMerge', at(open, { into: ended.id, reason })))).toEqual([
      'MERGE_NOT_POSSIBLE',
    ]);
  });
});

describe('lists', () => {
  it('by weight, by number, filtered, and paged without gap or double', async () => {
    const heavy = await confirmed(lawyer, { layer: 'SEMANTIC', title: 'Begreppen skiljer sig' });
    await done(lawyer, 'barrierUpdate', at(heavy, { severity: 'CRITICAL' }));
    const of = async (filter: object) => (await list(t.anonymous, filter)).map((one) => one.id);
    expect(await of({ layer: ['SEMANTIC'] })).toEqual([heavy.id]);
    expect(await of({ layer: 'SEMANTIC', kind: 'UNCERTAINTY' })).toEqual([]);
    expect(await of({ text: 'begrepp SKILJER' })).toContain(heavy.id);
    expect(await of({ text: heavy.ref })).toContain(heavy.id);
    expect(await of({ act: 'sfs/2009:400' })).toContain(heavy.id);
    expect(await of({ provision: 'sfs/2009:400#K26' })).toContain(heavy.id);
    expect(await of({ provision: 'sfs/2009:400#K26P1' })).toContain(heavy.id);
    expect(await of({ provision: 'sfs/2009:400#K2' })).not.toContain(heavy.id);
    expect(await of({ subjectAreas: [area] })).toContain(heavy.id);
    const weights = (await list(t.anonymous)).map((one) => one.weight.value);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    const numbers = (await list(lawyer, {}, 'REF')).map((one) => Number(one.ref.slice(2)));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    for (const who of [lawyer, t.anonymous]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const {
          barriers,
        }: { barriers: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
          await who.ask(
            'query ($after: String) { barriers(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
            { after },
          );
        seen.push(...barriers.nodes.map((one) => one.id));
        after = barriers.pageInfo.hasNextPage ? barriers.pageInfo.endCursor : null;
      } while (after);
      expect(new Set(seen).size).toBe(seen.length);
      expect([...seen].sort()).toEqual((await list(who)).map((one) => one.id).sort());
    }
    const wrong = await t.anonymous.raw('{ barriers(filter: { provision: "lagen" }) { nodes { id } } }');
    expect(wrong.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it('asks as many statements for twenty barriers as for two', async () => {
    const query = `query ($first: Int!) { barriers(first: $first, orderBy: NEWEST) { nodes { ref title weight { value parts { label } } subjectAreas { key }
      evidence { target } mySignOns { id } signOns { id organisation { name } } namedMembers { name } memberCounts { counties { county } kinds { kind } }
      text links { type } watching allowedActions { action blockers { code } } } } }`;
    for (let i = 0; i < 20; i++) await confirmed(officer, { signOn: { showName: true } });
    for (const who of [lawyer, officer, t.anonymous]) {
      const statements = async (first: number) => {
        const before = t.db.reads.statements;
        const { barriers } = await who.ask<{ barriers: { nodes: object[] } }>(query, { first });
        expect(barriers.nodes).toHaveLength(first);
        return t.db.reads.statements - before;
      };
      await statements(2);
      expect(await statements(20)).toBe(await statements(2));
    }
  });

  it('proposes what resembles: by title, by provision', async () => {
    const one = await confirmed(lawyer, {
      title: 'Skolskjuts kan inte samordnas över kommungränsen',
      evidence: [{ kind: 'FORBIDS', target: 'sfs/2010:800#K10P32' }],
    });
    const similar = async (title: string, provisions: string[] = []) =>
      (
        await t.anonymous.ask<{ similarBarriers: { id: string }[] }>(
          'query ($title: String!, $provisions: [String!]) { similarBarriers(title: $title, provisions: $provisions) { id } }',
          { title, provisions },
        )
      ).similarBarriers.map(({ id }) => id);
    expect((await similar('Samordnad skolskjuts över kommungränsen'))[0]).toBe(one.id);
    expect(await similar('Något helt annat', ['sfs/2010:800#K10P32'])).toContain(one.id);
    expect(await similar('Något helt annat')).not.toContain(one.id);
    const two = await report(officer, { title: 'Skolskjutsen samordnas inte' });
    const { barrier } = await lawyer.ask<{ barrier: { similar: { id: string }[] } }>(
      'query ($id: ID!) { barrier(id: $id) { similar { id } } }',
      { id: one.id },
    );
    expect(barrier.similar.map(({ id }) => id)).toContain(two.id);
    expect(await similar('Skolskjutsen samordnas inte')).not.toContain(two.id);
  });
});

describe('what cites law by hand', () => {
  it('is told to whoever follows the law', async () => {
    const barrier = await confirmed(lawyer);
    const part = t.app.get(Kinds).of('BARRIER');
    const job = systemPrincipal('test.impact', ['BARRIER'], 'system:test');
    const cited = async () => {
      let ids: string[] = [];
      await t.db.transact(job, async (tx) => {
        ids = (await part.citedByHand!(tx, barrier.id)).map(({ target }) => target);
      });
      return ids;
    };
    expect(await cited()).toEqual(['sfs/2009:400#K26P1']);
    await done(lawyer, 'barrierResolve', at(barrier, { way: 'LAW_IN_FORCE', law: ['sfs/2025:400'] }));
    expect(await cited()).toEqual(['sfs/2009:400#K26P1', 'sfs/2025:400']);
  });
});
