import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type Client, type TestApp } from '../../test/harness/app.js';
import { unzip } from '../../test/harness/unzip.js';
import { R, revision, type RevisionView } from '../../test/harness/world.js';
import { NOBODY } from '../access/actor.js';
import { Numbering, wordBlocks, wordFile } from '../catalogue/word-document.js';

const ERRORS = 'userErrors { code message path details }';
const ACTION = `action { id ref state version actionKind dueOn doneOn decidedOn decidedAs recipients { name organisation { id } }
  claims { title } responses { respondent summary document } letterUrls { docx html }
  allowedActions { action mutation blockers { code message } } } ${ERRORS}`;
const mutation = (name: string, type: string) =>
  `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${ACTION} } }`;
const M = {
  plan: mutation('actionPlan', 'ActionPlan'),
  update: mutation('actionUpdate', 'ActionUpdate'),
  prepare: mutation('actionPrepare', 'ActionStep'),
  decide: mutation('actionDecide', 'ActionDecide'),
  send: mutation('actionSend', 'ActionSend'),
  hold: mutation('actionHold', 'ActionHold'),
  respond: mutation('actionRecordResponse', 'ActionRecordResponse'),
  contact: mutation('actionLogContact', 'ActionLogContact'),
  close: mutation('actionClose', 'ActionClose'),
  cancel: mutation('actionCancel', 'ActionCancel'),
};
const GOAL = `mutation ($input: GoalCreateInput!) { goalCreate(input: $input) { goal { id version } ${ERRORS} } }`;
const CLAIM = `mutation ($input: ClaimAddInput!) { claimAdd(input: $input) { claim { id slot } ${ERRORS} } }`;
const LIST = `query ($filter: ActionFilter, $orderBy: ActionOrder!, $first: Int!) {
  advocacyActions(first: $first, filter: $filter, orderBy: $orderBy) {
    totalCount nodes { id title recipients { name } claims { title } responses { respondent } responsible { name } } } }`;
const CONTACTS = `query ($organisation: ID) { contactLog(first: 20, organisation: $organisation) {
  nodes { channel summary html organisation { name } action { ref } author { name } } } }`;

interface ActionView {
  id: string;
  ref: string;
  state: string;
  version: number;
  allowedActions: { action: string; blockers: { code: string }[] }[];
  letterUrls: { docx: string; html: string } | null;
}
type Done = { action: ActionView | null };

let t: TestApp;
let advocate: Client;
let reviewer: Client;
let lawyer: Client;
let officer: Client;
let ministry: { id: string; name: string };
let goal: { id: string };
let claim: { id: string; slot: string };
beforeAll(async () => {
  t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
  advocate = await t.as('paverkan@skr.demo');
  reviewer = await t.as('granskare@skr.demo');
  lawyer = await t.as('jurist@skr.demo');
  officer = await t.as('handlaggare@kommun-a.demo');
  const [row] = await t.sql<{ id: string; name: string }>(
    `select id, name from organisation where kind = 'MINISTRY' and valid_to is null order by key limit 1`,
  );
  ministry = row!;
  goal = (await advocate.act<{ goal: { id: string } }>(GOAL, { title: 'Säker lagring' })).goal;
  claim = (
    await advocate.act<{ claim: { id: string; slot: string } }>(CLAIM, {
      goal: goal.id,
      title: 'En sekretessbrytande regel',
      provisions: ['sfs/2009:400#K10P2a'],
    })
  ).claim;
});
afterAll(() => t.close());

const done = async (query: string, input: object, who = advocate): Promise<ActionView> => {
  const payload = await who.act<Done>(query, input);
  expect(payload.userErrors).toEqual([]);
  return payload.action!;
};
const refused = async (query: string, input: object, who = advocate): Promise<string[]> => {
  const { userErrors } = await who.act<Done>(query, input);
  for (const { message } of userErrors) expect(message).toMatch(/^[A-ZÅÄÖ].*[.]$/s);
  return userErrors.map(({ code }) => code);
};
const of = (one: { id: string; version: number }) => ({ id: one.id, expectedVersion: one.version });
const get = (url: string, who: Client) => t.app.inject({ url, headers: who.authorization });
const seen = async (who: Client, id: string) =>
  (
    await who.ask<{ advocacyAction: Record<string, unknown> | null }>(
      `query ($id: ID!) { advocacyAction(id: $id) { id title purposeHtml outcomeHtml participants reason letter { body }
         recipients { name } statedClaims { position title text provisions } responses { respondent html organisation { id } } links { type entry { id } } } }`,
      { id },
    )
  ).advocacyAction;
const BODY =
  '## Bakgrund\n\nEnligt **10 kap. 2 a § OSL** gäller:\n\n1. ett\n2. två\n\n- punkt\n\n> citat\n\n| A | B |\n|---|---|\n| 1 | 2 |';

async function written(action: ActionView): Promise<RevisionView> {
  const draft = await revision(advocate, R.draft, {
    entry: action.id,
    slot: 'letter',
    title: 'Framställan om lagring',
    body: BODY,
  });
  return revision(advocate, R.submit, of(draft));
}

describe('a letter to government', () => {
  let action: ActionView;
  beforeEach(async () => {
    action = await done(M.plan, {
      title: 'Framställan',
      kind: 'LETTER',
      goals: [goal.id],
      claims: [claim.id],
      recipients: [{ organisation: ministry.id }, { name: 'Riksdagens konstitutionsutskott' }],
      theirReference: 'Ju2026/00123',
      diaryNumber: 'SKR 2026/00077',
      dueOn: '2026-12-01',
    });
  });

  it('is planned, written, reviewed, decided on, sent, answered and closed', async () => {
    expect(action).toMatchObject({
      ref: expect.stringMatching(/^A-2026-\d+$/),
      state: 'PLANNED',
      recipients: [
        { name: ministry.name, organisation: { id: ministry.id } },
        { name: 'Riksdagens konstitutionsutskott' },
      ],
      claims: [{ title: 'En sekretessbrytande regel' }],
      letterUrls: null,
    });
    expect(await seen(advocate, action.id)).toMatchObject({ links: [{ type: 'PART_OF', entry: { id: goal.id } }] });
    expect(await seen(officer, action.id)).toBeNull();
    expect(await seen(t.anonymous, action.id)).toBeNull();
    let now = await done(M.prepare, of(action));
    expect(now.allowedActions.map(({ action: name }) => name)).not.toContain('hold');
    expect(now.allowedActions.find(({ action: name }) => name === 'send')?.blockers.map(({ code }) => code)).toEqual([
      'LETTER_NOT_PUBLISHED',
      'LETTER_NOT_DECIDED',
    ]);
    const board = { decidedAs: 'BOARD', decidedBy: 'Styrelsen § 12', reservations: 'Reservation av **ledamot**.' };
    expect(await refused(M.decide, { ...of(now), ...board })).toEqual(['LETTER_NOT_APPROVED']);
    const inReview = await written(action);
    const yes = await revision(reviewer, R.approve, of(inReview));
    expect(await refused(M.decide, { ...of(now), decidedAs: 'DELEGATE', decidedBy: 'Avdelningschefen' })).toEqual([
      'DELEGATION_REQUIRED',
    ]);
    now = await done(M.decide, { ...of(now), ...board, decidedOn: '2026-11-20' });
    expect(await refused(M.send, of(now))).toEqual(['LETTER_NOT_PUBLISHED']);
    await revision(advocate, R.publish, of(yes));
    expect(await refused(M.send, { ...of(now), sentOn: '2026-11-24' })).toEqual(['DATE_AHEAD']);
    expect(await refused(M.send, { ...of(now), sentOn: '2026-11-19' })).toEqual(['SENT_BEFORE_DECIDED']);
    now = await done(M.send, { ...of(now), sentOn: '2026-11-22' });
    expect(now).toMatchObject({ state: 'SENT', doneOn: '2026-11-22' });
    expect(await seen(t.anonymous, action.id)).toMatchObject({ letter: { body: BODY } });
    const rewrite = await advocate.act<object>(R.draft, { entry: action.id, slot: 'letter', body: 'Annat.' });
    expect(rewrite.userErrors.map(({ code }) => code)).toEqual(['LETTER_HAS_LEFT']);
    const answer = { summary: 'Vi återkommer.', organisation: ministry.id, document: 'prop/2026/27:12#s4' };
    expect(await refused(M.respond, { ...of(now), ...answer, respondedOn: '2026-11-01' })).toEqual([
      'ANSWERED_BEFORE_ASKED',
    ]);
    expect(await refused(M.respond, { ...of(now), ...answer, document: 'propositionen' })).toEqual([
      'CITATION_NOT_UNDERSTOOD',
    ]);
    now = await done(M.respond, { ...of(now), ...answer });
    expect(now).toMatchObject({
      state: 'RESPONDED',
      responses: [{ respondent: ministry.name, document: 'prop/2026/27:12#s4' }],
    });
    now = await done(M.close, { ...of(now), outcome: 'Utredning aviseras.' });
    expect(now.state).toBe('CLOSED');
    expect(await seen(t.anonymous, action.id)).toMatchObject({ outcomeHtml: '<p>Utredning aviseras.</p>\n' });
  });

  it('falls out of its decision when the text is changed after it', async () => {
    let now = await done(M.prepare, of(action));
    const first = await revision(reviewer, R.approve, of(await written(action)));
    now = await done(M.decide, { ...of(now), decidedAs: 'BOARD', decidedBy: 'Styrelsen § 1' });
    const edited = await revision(advocate, R.edit, { ...of(first), body: 'En annan text.' });
    const sent = await revision(advocate, R.submit, of(edited));
    const yes = await revision(reviewer, R.approve, of(sent));
    await revision(advocate, R.publish, of(yes));
    expect(await refused(M.send, of(now))).toEqual(['DECIDED_ANOTHER_TEXT']);
    now = await done(M.decide, { ...of(now), decidedAs: 'BOARD', decidedBy: 'Styrelsen § 2' });
    expect((await done(M.send, of(now))).state).toBe('SENT');
  });

  it('comes out as a Word file and a page, for those who may see it', async () => {
    let now = await done(M.prepare, of(action));
    const inReview = await written(action);
    const draft = await get(`/export/action/${action.ref}.docx`, advocate);
    expect(draft.statusCode).toBe(200);
    expect(unzip(draft.rawPayload).get('word/header1.xml')).toContain('UTKAST');
    expect((await get(`/export/action/${action.ref}.docx`, t.anonymous)).statusCode).toBe(404);
    const yes = await revision(reviewer, R.approve, of(inReview));
    now = await done(M.decide, {
      ...of(now),
      decidedAs: 'DELEGATE',
      decidedBy: 'Chefsjuristen',
      delegation: 'Delegation 4.1',
      reservations: 'Reservation.',
    });
    await revision(advocate, R.publish, of(yes));
    await done(M.send, of(now));
    const file = await get(`/export/action/${action.ref}.docx`, t.anonymous);
    expect(file.headers['content-disposition']).toContain(`${action.ref}.docx`);
    const files = unzip(file.rawPayload);
    const words = files.get('word/document.xml')!;
    for (const said of [
      'Framställan om lagring',
      'Bakgrund',
      '10 kap. 2 a § OSL',
      'SKR 2026/00077',
      'Ju2026/00123',
      ministry.name,
      'på delegation (Delegation 4.1) av Chefsjuristen',
      'Reservationer',
    ]) {
      expect(words).toContain(said);
    }
    // The goal is not published; what was demanded in a letter that was sent is no secret all the same.
    expect(words).toContain('Yrkanden');
    expect(words).toContain('En sekretessbrytande regel');
    expect(await seen(t.anonymous, action.id)).toMatchObject({
      statedClaims: [{ position: 1, title: 'En sekretessbrytande regel', provisions: ['sfs/2009:400#K10P2a'] }],
    });
    expect(words).toContain('w:pStyle w:val="Heading1"');
    expect(words).toContain('<w:tbl>');
    expect(files.get('word/header1.xml')).not.toContain('UTKAST');
    expect(files.get('word/footer1.xml')).toContain('NUMPAGES');
    const page = await get(`/export/action/${action.ref}.html`, t.anonymous);
    expect(page.body).toContain('<h1>Framställan om lagring</h1>');
    expect(page.body).toContain('<strong>En sekretessbrytande regel</strong>');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await get('/export/action/A-2026-9999.docx', advocate)).statusCode).toBe(404);
  });

  it('is not sent to nobody, and is changed only while it is here', async () => {
    let now = await done(M.update, { ...of(action), recipients: [], claims: [], title: 'Omdöpt', dueOn: null });
    expect(await refused(M.update, { ...of(now), recipients: [{}] })).toEqual(['REQUIRED']);
    expect(await refused(M.update, { ...of(now), claims: [goal.id] })).toEqual(['NOT_FOUND']);
    expect(await refused(M.update, { ...of(now), responsible: officer.personId })).toEqual(['NOT_AN_ADVOCATE']);
    expect(await refused(M.update, { ...of(action), title: 'x' })).toEqual(['CONFLICT']);
    now = await done(M.prepare, of(now));
    expect(await refused(M.send, of(now))).toEqual(['LETTER_HAS_NO_RECIPIENT']);
    expect(await refused(M.cancel, { ...of(now), reason: ' ' })).toEqual(['REQUIRED']);
    now = await done(M.cancel, { ...of(now), reason: 'Frågan är löst.' });
    expect(now.state).toBe('CANCELLED');
    expect(await refused(M.update, { ...of(now), title: 'x' })).toEqual(['WRONG_STATE']);
    expect((await lawyer.raw(M.plan, { input: { title: 'X', kind: 'LETTER' } })).errors?.[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );
  });
});

describe('a meeting', () => {
  it('is held, not sent, has no letter, and shows when it has been', async () => {
    let now = await done(M.plan, {
      title: 'Uppvaktning',
      kind: 'MEETING',
      recipients: [{ organisation: ministry.id }],
    });
    now = await done(M.prepare, of(now));
    expect(now.allowedActions.map(({ action }) => action)).not.toContain('send');
    expect(now.allowedActions.map(({ action }) => action)).not.toContain('decide');
    expect(await refused(M.send, of(now))).toEqual(['ACTION_IS_HELD']);
    expect(await refused(M.decide, { ...of(now), decidedAs: 'BOARD', decidedBy: 'x' })).toEqual([
      'ACTION_TAKES_NO_DECISION',
    ]);
    const letter = await advocate.act<object>(R.draft, { entry: now.id, slot: 'letter', body: 'Text.' });
    expect(letter.userErrors.map(({ code }) => code)).toEqual(['ACTION_HAS_NO_LETTER']);
    now = await done(M.hold, {
      ...of(now),
      heldOn: '2026-11-20',
      participants: 'Statssekreteraren',
      outcome: 'Vi **enades**.',
    });
    expect(now.state).toBe('HELD');
    expect(await seen(t.anonymous, now.id)).toMatchObject({
      outcomeHtml: expect.stringContaining('<strong>'),
      participants: 'Statssekreteraren',
    });
    expect((await get(`/export/action/${now.ref}.docx`, advocate)).statusCode).toBe(404);
  });
});

describe('lists of actions', () => {
  it('say what the government has been told of a provision, and what is due', async () => {
    const titles = async (filter: object, orderBy = 'UPDATED', who = advocate) =>
      (
        await who.ask<{ advocacyActions: { nodes: { title: string }[] } }>(LIST, { filter, orderBy, first: 8 })
      ).advocacyActions.nodes.map(({ title }) => title);
    let told = await done(M.plan, {
      title: 'Möte om 10 kap.',
      kind: 'MEETING',
      claims: [claim.id],
      dueOn: '2026-11-30',
    });
    expect(await titles({ told: 'sfs/2009:400#K10P2aS1', query: 'Möte om' })).toEqual([]);
    expect(await titles({ dueBy: '2026-11-30' }, 'DUE')).toContain('Möte om 10 kap.');
    told = await done(M.prepare, of(told));
    await done(M.hold, { ...of(told), participants: 'Expeditionschefen', outcome: 'Sagt.' });
    for (const provision of ['sfs/2009:400#K10P2aS1', 'sfs/2009:400#K10', 'sfs/2009:400']) {
      expect(await titles({ told: provision }, 'DONE', t.anonymous)).toContain('Möte om 10 kap.');
    }
    expect(await titles({ told: 'sfs/2009:400#K1' })).toEqual([]);
    expect(await titles({ told: 'sfs/2009:400#K10P2' })).toEqual([]);
    expect(await titles({ dueBy: '2026-11-30' }, 'DUE')).not.toContain('Möte om 10 kap.');
    // A letter tells also by what its text cites.
    let letter = await done(M.plan, {
      title: 'Brev utan yrkanden',
      kind: 'REPORT',
      recipients: [{ name: 'Departementet' }],
    });
    const text = await revision(advocate, R.draft, { entry: letter.id, slot: 'letter', body: 'Se 26 kap. 1 § OSL.' });
    const sent = await revision(advocate, R.submit, of(text));
    const yes = await revision(reviewer, R.approve, of(sent));
    await revision(advocate, R.publish, of(yes));
    letter = await done(M.prepare, of(letter));
    await done(M.send, of(letter));
    await t.drainJobs();
    expect(await titles({ told: 'sfs/2009:400#K26P1' }, 'DONE', t.anonymous)).toEqual(['Brev utan yrkanden']);
    expect(await titles({ told: 'sfs/2009:400#K26P10' })).toEqual([]);
    expect(await titles({ recipient: ministry.id, kinds: ['MEETING'] })).toEqual(['Uppvaktning']);
    const counted = async (first: number) => {
      const before = t.db.reads.statements;
      await advocate.ask(LIST, { orderBy: 'UPDATED', first });
      return t.db.reads.statements - before;
    };
    await counted(1);
    expect(await counted(8)).toBe(await counted(3));
  });

  it('show contacts to the people who handle them, and to nobody else', async () => {
    let talk = await done(M.plan, { title: 'Samtal', kind: 'MEETING' });
    await done(M.contact, {
      action: talk.id,
      organisation: ministry.id,
      channel: 'CALL',
      people: 'Rättschefen',
      summary: 'Ringde *kort*.',
    });
    const log = async (who: Client) =>
      (await who.ask<{ contactLog: { nodes: object[] } }>(CONTACTS, { organisation: ministry.id })).contactLog.nodes;
    expect(await log(advocate)).toEqual([
      expect.objectContaining({
        channel: 'CALL',
        html: '<p>Ringde <em>kort</em>.</p>\n',
        organisation: { name: ministry.name },
        action: { ref: talk.ref },
      }),
    ]);
    talk = (
      await advocate.ask<{ advocacyAction: ActionView }>(
        `query ($id: ID!) { advocacyAction(id: $id) { id version } }`,
        { id: talk.id },
      )
    ).advocacyAction;
    talk = await done(M.prepare, of(talk));
    await done(M.hold, { ...of(talk), participants: 'X', outcome: 'Y' });
    expect((await officer.raw(CONTACTS)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    // Row security says the same where the resolver is not asked.
    const counted = await t.db.reads.one<{ n: number }>(
      { principal: NOBODY },
      'contacts_counted',
      'select count(*)::int as n from action_contact',
    );
    expect(counted).toEqual({ n: 0 });
    expect(await refused(M.contact, { action: talk.id, organisation: talk.id, channel: 'CALL', summary: 'x' })).toEqual(
      ['NOT_FOUND'],
    );
  });
});

describe('a Word file', () => {
  it('holds whatever a text holds: nested lists, code, links, breaks, control characters', async () => {
    const source =
      '# H\n\n1. a\n   - b\n     1. c\n2. d\n\n```\nkod & <x>\n```\n\n[länk](https://a.se) `k`  \nny rad ~~s~~ *e*\n\n---\n\u0007';
    const blocks = wordBlocks(source, new Numbering());
    const file = await wordFile({ title: 'T', creator: 'C', header: 'H', language: 'sv-SE', blocks });
    const files = unzip(file);
    const xml = files.get('word/document.xml')!;
    expect(xml).toContain('kod &amp; &lt;x&gt;');
    expect(xml).toContain('w:strike');
    expect(xml).not.toContain('\u0007');
    expect(files.get('word/_rels/document.xml.rels')).toContain('https://a.se');
    const [levels] = [xml.match(/<w:ilvl w:val="(\d)"/g)];
    expect(levels).toEqual(['<w:ilvl w:val="0"', '<w:ilvl w:val="1"', '<w:ilvl w:val="2"', '<w:ilvl w:val="0"']);
  });
});
