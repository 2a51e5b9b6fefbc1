import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type Client, type TestApp } from '../../test/harness/app.js';
import { opened, walked } from '../../test/harness/dossiers.js';

const ERRORS = 'userErrors { code message path details }';
const GOAL =
  'goal { id ref state version access title publishedAt allowedActions { action mutation blockers { code message } } }';
const CLAIM = `claim { id number grade certainty verified version title provisions slot explanation wokenAt
  evidence { target note } gradings { grade explanation gradedBy { name } evidence { target } }
  gradedBy { name } verifiedBy { name } allowedActions { action mutation blockers { code message } } }`;
const goalMutation = (name: string, type: string) =>
  `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${GOAL} ${ERRORS} } }`;
const claimMutation = (name: string, type: string) =>
  `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${CLAIM} ${GOAL} ${ERRORS} } }`;
const M = {
  create: goalMutation('goalCreate', 'GoalCreate'),
  update: goalMutation('goalUpdate', 'GoalUpdate'),
  publish: goalMutation('goalPublish', 'GoalAction'),
  rest: goalMutation('goalRest', 'GoalReason'),
  wake: goalMutation('goalWake', 'GoalReason'),
  close: goalMutation('goalClose', 'GoalClose'),
  reopen: goalMutation('goalReopen', 'GoalReason'),
  add: claimMutation('claimAdd', 'ClaimAdd'),
  change: claimMutation('claimUpdate', 'ClaimUpdate'),
  grade: claimMutation('claimGrade', 'ClaimGrade'),
  verify: claimMutation('claimVerify', 'ClaimVerify'),
  drop: claimMutation('claimDrop', 'ClaimReason'),
  revive: claimMutation('claimRevive', 'ClaimReason'),
};
const READ = `query ($id: ID!) { advocacyGoal(id: $id) { id ref title html responsible { name } reason endedAt
  claims { id number title grade wording { body } } grades { grade count } links { type entry { id } } } }`;
const CLAIMS = `query ($filter: ClaimFilter, $first: Int!) { claims(first: $first, filter: $filter) {
  totalCount nodes { id title goal { ref } evidence { target } gradedBy { name } } } }`;
const TASKS = `query { inbox(first: 50) { nodes { id kind entry { id } } } }`;

interface Action {
  action: string;
  mutation: string;
  blockers: { code: string; message: string }[];
}
interface GoalView {
  id: string;
  ref: string;
  state: string;
  version: number;
  allowedActions: Action[];
}
interface ClaimView {
  id: string;
  number: number;
  grade: string;
  verified: boolean;
  version: number;
  slot: string;
  wokenAt: string | null;
  allowedActions: Action[];
  gradings: { grade: string }[];
}
interface Done {
  goal: GoalView | null;
  claim: ClaimView | null;
}

let t: TestApp;
let advocate: Client;
let lawyer: Client;
let reviewer: Client;
let officer: Client;
beforeAll(async () => {
  t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
  advocate = await t.as('paverkan@skr.demo');
  lawyer = await t.as('jurist@skr.demo');
  reviewer = await t.as('granskare@skr.demo');
  officer = await t.as('handlaggare@kommun-a.demo');
});
afterAll(() => t.close());

const done = async (query: string, input: object, who = advocate): Promise<Done> => {
  const payload = await who.act<Done>(query, input);
  expect(payload.userErrors).toEqual([]);
  return payload;
};
const refused = async (query: string, input: object, who = advocate): Promise<string[]> => {
  const { userErrors } = await who.act<Done>(query, input);
  for (const { message } of userErrors) expect(message).toMatch(/^[A-ZÅÄÖ].*[.]$/s);
  return userErrors.map(({ code }) => code);
};
const of = (one: { id: string; version: number }) => ({ id: one.id, expectedVersion: one.version });
const read = async (who: Client, id: string) =>
  (await who.ask<{ advocacyGoal: Record<string, unknown> | null }>(READ, { id })).advocacyGoal;
const tasks = async (who: Client, entry: string) =>
  (await who.ask<{ inbox: { nodes: { kind: string; entry: { id: string } }[] } }>(TASKS)).inbox.nodes.filter(
    (task) => task.entry.id === entry,
  );

let goal: GoalView;
let claim: ClaimView;
beforeEach(async () => {
  goal = (
    await done(M.create, { title: 'Säker lagring hos extern part', description: 'En **sekretessbrytande** regel.' })
  ).goal!;
  const added = await done(M.add, {
    goal: goal.id,
    title: 'En bestämmelse som bryter sekretessen',
    provisions: ['sfs/2009:400#K10P2a', 'sfs/2009:400#K10'],
  });
  goal = added.goal!;
  claim = added.claim!;
});

describe('an advocacy goal', () => {
  it('is seen by its own people until it is published, by everybody after', async () => {
    expect(goal).toMatchObject({ ref: expect.stringMatching(/^P-\d+$/), state: 'ACTIVE', publishedAt: null });
    expect(await read(advocate, goal.id)).toMatchObject({
      html: expect.stringContaining('<strong>'),
      grades: [{ grade: 'PENDING', count: 1 }],
    });
    expect(await read(t.anonymous, goal.id)).toBeNull();
    expect(await read(officer, goal.id)).toBeNull();
    expect(await refused(M.publish, of(goal), officer).catch((error: Error) => error.message)).toMatch('FORBIDDEN');
    const out = (await done(M.publish, of(goal))).goal!;
    expect(out.allowedActions.map(({ action }) => action)).not.toContain('publish');
    expect(await refused(M.publish, of(out))).toEqual(['GOAL_ALREADY_PUBLISHED']);
    expect(await read(t.anonymous, goal.id)).toMatchObject({
      claims: [{ number: 1, grade: 'PENDING', wording: null }],
    });
  });

  it('rests, wakes and ends; is achieved only when something was gained', async () => {
    goal = (await done(M.rest, { ...of(goal), reason: 'Väntar på utredningen.' })).goal!;
    expect(goal.state).toBe('RESTING');
    expect(await refused(M.rest, { ...of(goal), reason: 'igen' })).toEqual(['WRONG_STATE']);
    goal = (await done(M.wake, { ...of(goal), reason: 'Betänkandet är här.' })).goal!;
    expect(goal.allowedActions.find(({ action }) => action === 'achieve')).toMatchObject({
      mutation: 'goalClose',
      blockers: [{ code: 'GOAL_HAS_UNGRADED_CLAIMS' }],
    });
    const end = { reason: 'Lagen gäller.', ending: 'ACHIEVED' };
    expect(await refused(M.close, { ...of(goal), ...end })).toEqual(['GOAL_HAS_UNGRADED_CLAIMS']);
    const rejected = await done(M.grade, {
      ...of(claim),
      grade: 'REJECTED',
      certainty: 'MEDIUM',
      evidence: [{ target: 'prop/2022/23:97#s45' }],
    });
    expect(await refused(M.close, { ...of(rejected.goal!), ...end })).toEqual(['GOAL_GAINED_NOTHING']);
    const met = await done(M.grade, {
      ...of(rejected.claim!),
      grade: 'MET',
      certainty: 'HIGH',
      evidence: [{ target: 'sfs/2009:400#K10P2a', note: 'Gäller från den 1 juli 2023.' }],
    });
    expect(await refused(M.close, { ...of(goal), ...end })).toEqual(['CONFLICT']);
    goal = (await done(M.close, { ...of(met.goal!), ...end })).goal!;
    expect(goal.state).toBe('ACHIEVED');
    expect(await read(advocate, goal.id)).toMatchObject({ reason: 'Lagen gäller.', endedAt: expect.any(String) });
    expect(await refused(M.add, { goal: goal.id, title: 'Mer' })).toEqual(['WRONG_STATE']);
    goal = (await done(M.reopen, { ...of(goal), reason: 'Regeln ska upphävas.' })).goal!;
    expect(await read(advocate, goal.id)).toMatchObject({ endedAt: null });
    expect((await done(M.close, { ...of(goal), reason: 'Ges upp.', ending: 'ABANDONED' })).goal!.state).toBe(
      'ABANDONED',
    );
  });

  it('takes reviewed texts for its claims; the first that goes out takes the goal with it', async () => {
    const draft = `mutation ($input: RevisionDraftInput!) { revisionDraft(input: $input) { revision { id version } ${ERRORS} } }`;
    const step = (name: string, type: string) =>
      `mutation ($input: ${type}Input!) { ${name}(input: $input) { revision { id version state } ${ERRORS} } }`;
    type Text = { revision: { id: string; version: number } | null };
    const body = 'Regeringen bör föreslå en bestämmelse som bryter sekretessen.';
    const wrong = await advocate.act<Text>(draft, { entry: goal.id, slot: `claim:${goal.id}`, body });
    expect(wrong.userErrors.map(({ code }) => code)).toEqual(['NO_SUCH_CLAIM']);
    let text = (await advocate.act<Text>(draft, { entry: goal.id, slot: claim.slot, body })).revision!;
    text = (await advocate.act<Text>(step('revisionSubmit', 'RevisionSubmit'), of(text))).revision!;
    text = (await reviewer.act<Text>(step('revisionApprove', 'RevisionApprove'), of(text))).revision!;
    const out = await advocate.act<Text>(step('revisionPublish', 'RevisionAction'), of(text));
    expect(out.userErrors).toEqual([]);
    expect(await read(t.anonymous, goal.id)).toMatchObject({ claims: [{ wording: { body } }] });
  });

  it('is changed by advocates alone, on what they saw', async () => {
    expect(await refused(M.update, { ...of(goal), title: '' })).toEqual(['REQUIRED']);
    expect(await refused(M.update, { ...of(goal), responsible: officer.personId })).toEqual(['NOT_AN_ADVOCATE']);
    const now = (await done(M.update, { ...of(goal), title: 'Ny rubrik', description: null })).goal!;
    expect(await read(advocate, goal.id)).toMatchObject({ title: 'Ny rubrik', html: null });
    expect(await refused(M.update, { ...of(goal), title: 'Gammal' })).toEqual(['CONFLICT']);
    const answer = await lawyer.raw(M.update, { input: { ...of(now), title: 'x' } });
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(await refused(M.create, { title: 'X', barriers: [goal.id] })).toEqual(['NOT_FOUND']);
  });
});

describe('a claim', () => {
  it('is graded with evidence and certainty, and checked by somebody else', async () => {
    const met = { ...of(claim), grade: 'MET' };
    expect(await refused(M.grade, met)).toEqual(['GRADE_NEEDS_EVIDENCE']);
    const evidence = [{ target: 'prop/2022/23:97#s45' }];
    expect(await refused(M.grade, { ...met, evidence })).toEqual(['GRADE_NEEDS_CERTAINTY']);
    expect(await refused(M.grade, { ...met, evidence, certainty: 'HIGH' })).toEqual(['CERTAIN_ONLY_BY_LAW']);
    expect(await refused(M.grade, { ...met, evidence: [{ target: 'OSL 10:2' }], certainty: 'LOW' })).toEqual([
      'CITATION_NOT_UNDERSTOOD',
    ]);
    expect(await refused(M.grade, { ...met, grade: 'DROPPED' })).toEqual(['CLAIM_DROP_INSTEAD']);
    const graded = (
      await done(M.grade, { ...met, evidence, certainty: 'MEDIUM', explanation: 'Enligt propositionen.' })
    ).claim!;
    expect(graded).toMatchObject({
      grade: 'MET',
      certainty: 'MEDIUM',
      verified: false,
      evidence: [{ target: 'prop/2022/23:97#s45' }],
    });
    expect(await tasks(reviewer, goal.id)).toMatchObject([{ kind: 'VERIFY_SEED' }]);
    expect(await refused(M.verify, of(graded))).toEqual(['CLAIM_GRADED_BY_YOU']);
    expect(graded.allowedActions.find(({ action }) => action === 'verify')?.blockers).toMatchObject([
      { code: 'CLAIM_GRADED_BY_YOU' },
    ]);
    const verified = (await done(M.verify, of(graded), reviewer)).claim!;
    expect(verified).toMatchObject({ verified: true, verifiedBy: { name: expect.any(String) } });
    expect(await tasks(reviewer, goal.id)).toEqual([]);
    expect(await refused(M.verify, of(verified), reviewer)).toEqual(['CLAIM_ALREADY_VERIFIED']);
    expect(await refused(M.change, { ...of(verified), title: 'Omskrivet' })).toEqual(['CLAIM_ALREADY_GRADED']);
    const again = (await done(M.grade, { ...of(verified), grade: 'PENDING' })).claim!;
    expect(again.gradings.map(({ grade }) => grade)).toEqual(['PENDING', 'MET']);
  });

  it('is dropped with a reason, taken up again, and keeps what it was', async () => {
    expect(await refused(M.revive, { ...of(claim), reason: 'x' })).toEqual(['CLAIM_NOT_DROPPED']);
    const dropped = (await done(M.drop, { ...of(claim), reason: 'Inget stöd i styrelsen.' })).claim!;
    expect(dropped).toMatchObject({ grade: 'DROPPED', explanation: 'Inget stöd i styrelsen.' });
    expect(await refused(M.drop, { ...of(dropped), reason: 'igen' })).toEqual(['CLAIM_ALREADY_DROPPED']);
    const back = (await done(M.revive, { ...of(dropped), reason: 'Ny styrelse.' })).claim!;
    expect(back.gradings.map(({ grade }) => grade)).toEqual(['PENDING', 'DROPPED']);
    await expect(t.sql(`set role lagrum_app; update claim_grading set grade = 'MET'`)).rejects.toThrow(
      'permission denied',
    );
    await t.sql('reset role');
  });

  it('wants law changed, in a list without doubles', async () => {
    expect(await refused(M.add, { goal: goal.id, title: 'X', provisions: ['prop/2022/23:97'] })).toEqual([
      'PROVISION_IS_NO_LAW',
    ]);
    expect(await refused(M.add, { goal: goal.id, title: 'X', provisions: ['sfs/2009:400#Z1'] })).toEqual([
      'CITATION_NOT_UNDERSTOOD',
    ]);
    expect(await refused(M.add, { goal: goal.id, title: ' ' })).toEqual(['REQUIRED']);
    const second = (await done(M.add, { goal: goal.id, title: 'Två', provisions: ['sfs/2009:400', ' sfs/2009:400 '] }))
      .claim!;
    expect(second).toMatchObject({ number: 2, provisions: ['sfs/2009:400'] });
    const changed = await done(M.change, { ...of(second), provisions: ['sfs/2008:355#K6'] });
    expect(changed.claim).toMatchObject({ provisions: ['sfs/2008:355#K6'] });
  });

  it('is found by the act and the provision that it wants changed, with a constant number of statements', async () => {
    await done(M.publish, of(goal));
    await done(M.add, { goal: goal.id, title: 'Om hundrade kapitlet', provisions: ['sfs/1999:9#K100P1'] });
    await done(M.add, { goal: goal.id, title: 'Om tionde kapitlet', provisions: ['sfs/1999:9#K10P1'] });
    const found = async (filter: object, who = t.anonymous) =>
      (await who.ask<{ claims: { nodes: { title: string }[] } }>(CLAIMS, { filter, first: 20 })).claims.nodes.map(
        ({ title }) => title,
      );
    expect(await found({ act: 'sfs/1999:9' })).toEqual(['Om tionde kapitlet', 'Om hundrade kapitlet']);
    expect(await found({ provision: 'sfs/1999:9#K10' })).toEqual(['Om tionde kapitlet']);
    expect(await found({ provision: 'sfs/1999:9#K10P1S2' })).toEqual(['Om tionde kapitlet']);
    expect(await found({ provision: 'sfs/1999:9#K1P1' })).toEqual([]);
    expect(await found({ goal: goal.id, verified: false })).toEqual([]);
    expect(await found({ goal: goal.id, grades: ['PENDING'] })).toHaveLength(3);
    const secret = (await done(M.create, { title: 'Opublicerat' })).goal!;
    await done(M.add, { goal: secret.id, title: 'Hemligt', provisions: ['sfs/1999:9'] });
    expect(await found({ act: 'sfs/1999:9' })).not.toContain('Hemligt');
    expect(await found({ act: 'sfs/1999:9' }, advocate)).toContain('Hemligt');
    const newest = [secret.id, secret.id].map((id) => done(M.add, { goal: id, title: 'Bedömt' }));
    for (const one of await Promise.all(newest)) await done(M.grade, { ...of(one.claim!), grade: 'PENDING' });
    const counted = async (first: number) => {
      const before = t.db.reads.statements;
      await advocate.ask(CLAIMS, { first });
      return t.db.reads.statements - before;
    };
    await counted(1);
    expect(await counted(20)).toBe(await counted(2));
  });

  it('is called back to mind when a new inquiry touches what it wanted changed, if it was dropped', async () => {
    const touching = { goal: goal.id, title: 'Om sjunde kapitlet', provisions: ['sfs/1998:1#K7'] };
    const other = { goal: goal.id, title: 'Om sjuttionde', provisions: ['sfs/1998:1#K70P1'] };
    const asleep = (await done(M.add, touching)).claim!;
    const far = (await done(M.add, other)).claim!;
    const awake = (await done(M.add, { ...touching, title: 'Drivs ännu' })).claim!;
    await done(M.drop, { ...of(asleep), reason: 'Ingen utredning i sikte.' });
    await done(M.drop, { ...of(far), reason: 'Ingen utredning i sikte.' });
    const dossier = await opened(advocate);
    await walked(advocate, dossier, [
      { stage: 'DIRECTIVE', date: '2026-11-20', document: 'dir/2026:77', provisions: ['sfs/1998:1#K7P2'] },
    ]);
    await t.drainJobs();
    await t.drainJobs();
    const woken = async (id: string) =>
      (
        await advocate.ask<{ claim: ClaimView }>(
          `query ($id: ID!) { claim(id: $id) { id version wokenAt allowedActions { action blockers { code } } } }`,
          { id },
        )
      ).claim;
    const now = await woken(asleep.id);
    expect(now.wokenAt).not.toBeNull();
    expect((await woken(far.id)).wokenAt).toBeNull();
    expect((await woken(awake.id)).wokenAt).toBeNull();
    expect(now.allowedActions.find(({ action }) => action === 'drop')?.blockers).toEqual([]);
    expect((await tasks(advocate, goal.id)).map(({ kind }) => kind)).toEqual(['RE_REVIEW']);
    await done(M.revive, { ...of(now), reason: 'Nu finns en utredning.' });
    expect(await tasks(advocate, goal.id)).toEqual([]);
    expect((await woken(asleep.id)).wokenAt).toBeNull();
  });
});
