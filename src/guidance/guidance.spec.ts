import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type Client, type TestApp } from '../../test/harness/app.js';
import {
  accepted,
  answered,
  area,
  demandingArea,
  people,
  type People,
  Q,
  question,
  R,
  revision,
  type RevisionView,
} from '../../test/harness/world.js';

const ERRORS = 'userErrors { code message path details }';
const SHOWN = `guidance { id ref state version title access } ${ERRORS}`;
const G = {
  create: `mutation ($input: GuidanceCreateInput!) { guidanceCreate(input: $input) { revision { id version } ${SHOWN} } }`,
  lift: `mutation ($input: GuidanceLiftInput!) { guidanceLift(input: $input) { revision { id version state body } ${SHOWN} } }`,
  update: `mutation ($input: GuidanceUpdateInput!) { guidanceUpdate(input: $input) { ${SHOWN} } }`,
  discard: `mutation ($input: GuidanceDiscardInput!) { guidanceDiscard(input: $input) { ${SHOWN} } }`,
};
const EVERYTHING = `id ref kind state title access version createdAt updatedAt
  conclusion forWhom asOf reviewBy transitional text html english: text(lang: en)
  validity { status message reason successor { id ref } } notMonitored
  versions { id number state body author { name } approvals { note reviewer { name } } changeNote }
  creditedTo { name } liftedFrom { id title } organisation { name } unit { name }
  links { type entry { id title } } comments { body } files { name } flags { note } revisions { id body }
  subjectAreas { key } watching allowedActions { action }`;
const READ = `query ($id: ID!) { guidance(id: $id) { ${EVERYTHING} } node(id: $id) { id ... on Guidance { ${EVERYTHING} } } }`;

interface GuidanceView {
  id: string;
  ref: string;
  state: string;
  version: number;
  title: string;
  access: string;
}
interface Lifted {
  guidance: GuidanceView | null;
  revision: (RevisionView & { body: string }) | null;
}

let t: TestApp;
let p: People;
beforeAll(async () => {
  t = await createTestApp();
  p = await people(t);
});
afterAll(() => t.close());

const TEXT = {
  title: 'Utlämnande mellan nämnder',
  body: 'En nämnd får lämna ut uppgiften enligt 10 kap. 2 § OSL.',
  deIdentified: true,
};

const lift = (who: Client, input: object) => who.act<Lifted>(G.lift, input);
async function lifted(id: string, more: object = {}): Promise<{ guidance: GuidanceView; revision: RevisionView }> {
  const payload = await lift(p.lawyer, { question: id, ...TEXT, ...more });
  expect(payload.userErrors).toEqual([]);
  return { guidance: payload.guidance!, revision: payload.revision! };
}
async function out(draft: { id: string; version: number }): Promise<RevisionView> {
  const sent = await revision(p.lawyer, R.submit, { id: draft.id, expectedVersion: draft.version });
  const yes = await revision(p.reviewer, R.approve, { id: sent.id, expectedVersion: sent.version });
  return revision(p.lawyer, R.publish, { id: yes.id, expectedVersion: yes.version });
}
async function shown(who: Client, id: string) {
  const { guidance } = await who.ask<{ guidance: Record<string, unknown> | null }>(READ, { id });
  return guidance;
}

describe('lifting an answer to guidance', () => {
  it('makes a draft of the association with a ref, that only staff see, and both links', async () => {
    const asked = await answered(t, p);
    const { guidance, revision: draft } = await lifted(asked.question.id);
    expect(guidance).toMatchObject({ state: 'DRAFT', access: 'PUBLIC', title: TEXT.title });
    expect(guidance.ref).toMatch(/^V-\d+$/);
    expect(draft).toMatchObject({ state: 'DRAFT', body: TEXT.body });

    expect(await shown(p.lawyer, guidance.id)).toMatchObject({
      liftedFrom: { id: asked.question.id },
      text: null,
      validity: null,
    });
    for (const who of [t.anonymous, p.officer, p.neighbour]) {
      expect(await shown(who, guidance.id)).toBeNull();
      const { entry, guidances } = await who.ask<{ entry: unknown; guidances: { nodes: { id: string }[] } }>(
        'query ($ref: String!) { entry(ref: $ref) { id } guidances(filter: { states: [DRAFT, PUBLISHED, WITHDRAWN] }, first: 100) { nodes { id } } }',
        { ref: guidance.ref },
      );
      expect(entry).toBeNull();
      expect(guidances.nodes.map((one) => one.id)).not.toContain(guidance.id);
    }
    const links = await t.sql('select type, from_id, to_id from link where from_id = $1 or to_id = $1 order by type', [
      guidance.id,
    ]);
    expect(links).toEqual([
      { type: 'ANSWERED_BY', from_id: asked.question.id, to_id: guidance.id },
      { type: 'LIFTED_FROM', from_id: guidance.id, to_id: asked.question.id },
    ]);
    const [entry] = await t.sql('select created_by from entry where id = $1', [guidance.id]);
    expect(entry!.created_by).toBe(`person:${p.lawyer.personId}`);
  });

  it("takes the answer's own text and the question's subject areas when nothing else is given", async () => {
    const asked = await answered(t, p);
    const payload = await lift(p.lawyer, { question: asked.question.id, deIdentified: true });
    expect(payload.revision!.body).toBe('Ja, enligt 10 kap. 2 § OSL.');
    expect((await shown(p.lawyer, payload.guidance!.id))!.subjectAreas).toHaveLength(1);
  });

  it('reaches everybody once published, and names the asker to nobody who is not signed in', async () => {
    const asked = await answered(t, p);
    const [who] = await t.sql<{
      name: string;
      email: string;
      organisation: string;
      short: string;
      unit: string;
      title: string;
    }>(
      `select p.name, p.email, o.name as organisation, o.short_name as short, u.name as unit, e.title
         from question q join person p on p.id = q.asker_id join entry e on e.id = q.id
         join organisation o on o.id = e.owner_org_id join unit u on u.id = e.owner_unit_id where q.id = $1`,
      [asked.question.id],
    );
    const { guidance, revision: draft } = await lifted(asked.question.id, {
      conclusion: 'POSSIBLE',
      asOf: '2026-11-01',
    });
    await out(draft);

    const answer = await t.anonymous.raw(READ, { id: guidance.id });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      guidance: {
        state: 'PUBLISHED',
        title: TEXT.title,
        text: TEXT.body,
        conclusion: 'POSSIBLE',
        asOf: '2026-11-01',
        validity: { status: 'CURRENT', successor: null },
        creditedTo: null,
        liftedFrom: null,
        links: [],
        english: null,
      },
    });
    const list = await t.anonymous.raw(`{ guidances(first: 5) { totalCount nodes { ${EVERYTHING} } } }`);
    expect(list.errors).toBeUndefined();
    expect(JSON.stringify(list)).toContain(guidance.id);
    for (const secret of [
      who!.name,
      who!.email,
      who!.organisation,
      who!.short,
      who!.unit,
      who!.title,
      asked.question.id,
      asked.question.ref!,
    ]) {
      expect(JSON.stringify([answer, list])).not.toContain(secret);
    }
    // A neighbour reads it too, and neither link nor trail says that there is a question behind it.
    const next = await p.neighbour.raw(READ, { id: guidance.id });
    expect(JSON.stringify(next)).not.toContain(asked.question.id);
    const trail = await t.sql(`select * from audit_event where subject_id = $1 and audience = 'SHARED'`, [guidance.id]);
    expect(trail.length).toBeGreaterThan(0);
    expect(JSON.stringify(trail)).not.toContain(asked.question.id);
    // The asker sees that the question is answered by it.
    const { question: mine } = await p.officer.ask<{ question: { links: { type: string; entry: { id: string } }[] } }>(
      'query ($id: ID!) { question(id: $id) { links(type: "ANSWERED_BY") { type entry { id } } } }',
      { id: asked.question.id },
    );
    expect(mine.links).toEqual([{ type: 'ANSWERED_BY', entry: { id: guidance.id } }]);
    expect((await shown(p.officer, guidance.id))!.liftedFrom).toBeNull();
  });

  it.each([
    ['the name', 'Sara Lindqvist har frågat detta.', 'ASKER_PERSON_NAME'],
    ['the family name with marks in it', 'Enligt **Lind**qvist är det så.', 'ASKER_PERSON_NAME'],
    ['the address', 'Svar till handlaggare@kommun-a.demo.', 'ASKER_EMAIL'],
    ['the organisation', 'I LINKÖPINGS  KOMMUN gäller detta.', 'ASKER_ORGANISATION'],
    ['its short name, as an entity', 'Nämnden i Link&ouml;ping får det.', 'ASKER_ORGANISATION'],
    ['its short name, in the genitive', 'Det är Linköpings beslut.', 'ASKER_ORGANISATION'],
    ['its domain in a link', 'Se [beslutet](https://www.kommun-a.demo/x).', 'ASKER_ORGANISATION'],
    ['the unit', 'Frågan kom från Socialnämnden.', 'ASKER_UNIT'],
    ['the diary number', 'Ärendet har nummer sn 2026/00777 hos dem.', 'ASKER_DIARY_NUMBER'],
  ])('is refused when the text holds %s', async (_, body, what) => {
    const draft = await question(p.officer, Q.draft, {
      unitId: await unitOf('handlaggare@kommun-a.demo'),
      title: 'Får vi?',
      text: 'Får vi lämna ut?',
      diaryNumber: 'SN 2026/00777',
    });
    const asked = await publishedAnswerTo(draft);
    const before = await t.sql<{ n: number }>(`select count(*)::int as n from entry where kind = 'GUIDANCE'`);
    const payload = await lift(p.lawyer, { question: asked, ...TEXT, body });
    expect(payload.userErrors).toMatchObject([{ code: 'LIFT_IDENTIFIES_ASKER', path: ['input', 'body'] }]);
    expect(JSON.parse(payload.userErrors[0]!.details!).what).toContain(what);
    expect(payload.guidance).toBeNull();
    expect(await t.sql(`select count(*)::int as n from entry where kind = 'GUIDANCE'`)).toEqual(before);
  });

  it('is not refused for words that only look like the asker', async () => {
    const asked = await answered(t, p);
    const { guidance } = await lifted(asked.question.id, {
      body: 'Socialnämnden får göra det. Varje socialnämnd, och socialnämnden i en kommun som Malmö, prövar själv.',
    });
    expect(guidance.state).toBe('DRAFT');
  });

  it('demands the confirmation, a published answer, and a lawyer who sees the question', async () => {
    const asked = await answered(t, p);
    const input = { question: asked.question.id, ...TEXT };
    expect((await lift(p.lawyer, { ...input, deIdentified: false })).userErrors).toMatchObject([
      { code: 'LIFT_NOT_CONFIRMED' },
    ]);
    expect((await lift(p.lawyer, { ...input, body: 'Gäller 640823-3234.' })).userErrors).toMatchObject([
      { code: 'PERSONAL_DATA' },
    ]);
    const unanswered = await accepted(t, p);
    expect((await lift(p.lawyer, { ...input, question: unanswered.id })).userErrors).toMatchObject([
      { code: 'LIFT_NEEDS_PUBLISHED_ANSWER' },
    ]);
    for (const id of ['garbage', p.lawyer.personId, '00000000-0000-8200-8000-000000000000']) {
      expect((await lift(p.lawyer, { ...input, question: id })).userErrors).toMatchObject([
        { code: 'NOT_FOUND', path: ['input', 'question'] },
      ]);
    }
    for (const who of [p.officer, await t.as('paverkan@skr.demo')]) {
      const answer = await who.raw(G.lift, { input });
      expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect((await t.anonymous.raw(G.lift, { input })).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('credits the organisation that agreed, still never the person', async () => {
    const draft = await question(p.officer, Q.draft, {
      unitId: await unitOf('handlaggare@kommun-a.demo'),
      title: 'Får vi?',
      text: 'Får vi lämna ut?',
      creditConsent: true,
    });
    const asked = await publishedAnswerTo(draft);
    const refused = await lift(p.lawyer, {
      question: asked,
      ...TEXT,
      body: 'Sara Lindqvist i Linköpings kommun frågade.',
    });
    expect(JSON.parse(refused.userErrors[0]!.details!).what).toEqual(['ASKER_PERSON_NAME']);
    const { guidance, revision: text } = await lifted(asked, {
      body: 'Linköpings kommun har frågat detta.',
      conclusion: 'POSSIBLE',
    });
    await out(text);
    expect(await shown(t.anonymous, guidance.id)).toMatchObject({
      creditedTo: { name: 'Linköpings kommun' },
      liftedFrom: null,
    });
  });

  it('searches again when an edited text goes to review, and when it goes out', async () => {
    const asked = await answered(t, p);
    const { revision: draft } = await lifted(asked.question.id, { conclusion: 'POSSIBLE' });
    const edited = await revision(p.lawyer, R.edit, {
      id: draft.id,
      expectedVersion: draft.version,
      body: 'Som Linköping frågade.',
    });
    const submit = { id: edited.id, expectedVersion: edited.version };
    const refused = await p.lawyer.act<Record<string, unknown>>(R.submit, submit);
    expect(refused.userErrors).toMatchObject([{ code: 'LIFT_IDENTIFIES_ASKER' }]);
    expect(refused.userErrors[0]!.message).toContain('organisationens namn');
    await t.sql(`update revision set body = 'Gäller alla.' where id = $1`, [edited.id]);
    const sent = await revision(p.lawyer, R.submit, submit);
    const yes = await revision(p.reviewer, R.approve, { id: sent.id, expectedVersion: sent.version });
    await t.sql(
      `update entry set title = 'Linköping frågar' where id = (select entry_id from revision where id = $1)`,
      [edited.id],
    );
    expect(
      (await p.lawyer.act<object>(R.publish, { id: yes.id, expectedVersion: yes.version })).userErrors,
    ).toMatchObject([{ code: 'LIFT_IDENTIFIES_ASKER' }]);
  });

  it('answers a replay with the same guidance', async () => {
    const asked = await answered(t, p);
    const input = { question: asked.question.id, ...TEXT, idempotencyKey: 'lift-once-0001' };
    const [one, two] = [await lift(p.lawyer, input), await lift(p.lawyer, input)];
    expect(two.guidance!.id).toBe(one.guidance!.id);
    expect(two.revision!.id).toBe(one.revision!.id);
  });
});

describe('a guidance of its own', () => {
  const create = async (more: object = {}) =>
    p.lawyer.act<Lifted>(G.create, { title: 'Ny vägledning', subjectAreas: [await area(t)], ...more });

  it('may begin without a text, be changed while it is a draft, and be discarded', async () => {
    const { guidance, revision: none } = await create();
    expect(none).toBeNull();
    const changed = await p.lawyer.act<Lifted>(G.update, {
      id: guidance!.id,
      expectedVersion: guidance!.version,
      title: 'Annan titel',
      access: 'MEMBERS',
    });
    expect(changed.guidance).toMatchObject({ title: 'Annan titel', access: 'MEMBERS', version: guidance!.version + 1 });
    const stale = await p.lawyer.act<Lifted>(G.update, {
      id: guidance!.id,
      expectedVersion: guidance!.version,
      title: 'Sen',
    });
    expect(stale).toMatchObject({ userErrors: [{ code: 'CONFLICT' }], guidance: { title: 'Annan titel' } });
    const gone = await p.lawyer.act<Lifted>(G.discard, {
      id: guidance!.id,
      expectedVersion: changed.guidance!.version,
    });
    expect(gone.guidance!.state).toBe('DISCARDED');
    const late = await p.lawyer.act<object>(R.draft, { entry: guidance!.id, body: 'För sent.' });
    expect(late.userErrors).toMatchObject([{ code: 'GUIDANCE_IS_DISCARDED' }]);
  });

  it('is not thrown away from under a reviewer, and takes its drafts with it', async () => {
    const { guidance, revision: draft } = await create({ body: 'Text.', conclusion: 'UNCLEAR' });
    const sent = await revision(p.lawyer, R.submit, { id: draft!.id, expectedVersion: draft!.version });
    const discard = { id: guidance!.id, expectedVersion: guidance!.version };
    expect((await p.lawyer.act<Lifted>(G.discard, discard)).userErrors).toMatchObject([
      { code: 'GUIDANCE_TEXT_IN_REVIEW' },
    ]);
    const actions = (await shown(p.lawyer, guidance!.id))!.allowedActions as { action: string }[];
    expect(actions.map((one) => one.action)).toEqual(expect.arrayContaining(['update', 'discard']));
    await revision(p.lawyer, R.recall, { id: sent.id, expectedVersion: sent.version });
    expect((await p.lawyer.act<Lifted>(G.discard, discard)).userErrors).toEqual([]);
    expect(await t.sql('select state from revision where id = $1', [draft!.id])).toEqual([{ state: 'DISCARDED' }]);
  });

  it('needs a subject area before review, and two reviewers where that demands it', async () => {
    const bare = await create({ subjectAreas: [], body: 'Text.', conclusion: 'UNCLEAR' });
    const submit = { id: bare.revision!.id, expectedVersion: bare.revision!.version };
    expect((await p.lawyer.act<object>(R.submit, submit)).userErrors).toMatchObject([
      { code: 'GUIDANCE_NEEDS_SUBJECT_AREA' },
    ]);
    const { revision: draft } = await create({
      subjectAreas: [await demandingArea(t), await area(t)],
      body: 'Text.',
      conclusion: 'UNCLEAR',
    });
    const sent = await revision(p.lawyer, R.submit, { id: draft!.id, expectedVersion: draft!.version });
    const first = await revision(p.reviewer, R.approve, { id: sent.id, expectedVersion: sent.version });
    expect(first.state).toBe('IN_REVIEW');
  });

  it('for members only is read by members only', async () => {
    const { guidance, revision: draft } = await create({ access: 'MEMBERS', body: 'Text.', conclusion: 'UNCLEAR' });
    await out(draft!);
    expect(await shown(t.anonymous, guidance!.id)).toBeNull();
    expect(await shown(p.neighbour, guidance!.id)).toMatchObject({ state: 'PUBLISHED', text: 'Text.' });
  });

  it('tells its versions, what changed, and whether it holds', async () => {
    const { guidance, revision: draft } = await create({
      body: 'Det är möjligt.',
      conclusion: 'POSSIBLE',
      reviewBy: '2027-01-15',
    });
    const id = guidance!.id;
    await out(draft!);
    expect((await shown(t.anonymous, id))!.validity).toMatchObject({ status: 'CURRENT' });
    t.clock.set('2027-01-15T08:00:00Z');
    expect((await shown(t.anonymous, id))!.validity).toMatchObject({
      status: 'REVIEW_DUE',
      message: expect.stringContaining('2027-01-15'),
    });

    await p.lawyer.act(
      'mutation ($input: EntryFlagInput!) { entryFlag(input: $input) { entry { id } userErrors { code } } }',
      { entry: id, cause: 'JUDGMENT', note: 'HFD 2026 ref. 99' },
    );
    expect((await shown(t.anonymous, id))!.validity).toMatchObject({ status: 'FLAGGED' });

    const next = await revision(p.lawyer, R.draft, {
      entry: id,
      title: 'Bättre titel',
      body: 'Det är inte möjligt.',
      conclusion: 'NOT_POSSIBLE',
    });
    expect(await shown(t.anonymous, id)).toMatchObject({ title: 'Ny vägledning', text: 'Det är möjligt.' });
    const second = await out(next);
    const { guidance: now } = await t.anonymous.ask<{ guidance: Record<string, unknown> }>(
      'query ($id: ID!) { guidance(id: $id) { title versions { number state } diff(from: 1, to: 2) { op text } } }',
      { id },
    );
    expect(now).toEqual({
      title: 'Bättre titel',
      versions: [
        { number: 2, state: 'PUBLISHED' },
        { number: 1, state: 'SUPERSEDED' },
      ],
      diff: [
        { op: 'EQUAL', text: 'Det är ' },
        { op: 'INSERT', text: 'inte ' },
        { op: 'EQUAL', text: 'möjligt.' },
      ],
    });
    const wrong = await t.anonymous.raw('query ($id: ID!) { guidance(id: $id) { diff(from: 1, to: 9) { op } } }', {
      id,
    });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'GUIDANCE_VERSION_UNKNOWN' });

    const other = await create({ body: 'Ersätter.', conclusion: 'UNCLEAR' });
    await out(other.revision!);
    await revision(p.lawyer, R.withdraw, {
      id: second.id,
      expectedVersion: second.version,
      reason: 'Ny dom.',
      successor: other.guidance!.id,
    });
    expect(await shown(t.anonymous, id)).toMatchObject({
      state: 'WITHDRAWN',
      text: 'Det är inte möjligt.',
      validity: { status: 'WITHDRAWN', reason: 'Ny dom.', successor: { id: other.guidance!.id } },
    });
  });
});

describe('the list of guidance', () => {
  it('filters, orders with å ä ö last, pages, and costs the same for two rows as for twenty', async () => {
    const one = await area(t);
    for (const title of ['Övrigt om arkiv', 'Arkiv och gallring', 'Ändring av arkiv', 'Åldersgräns för arkiv']) {
      const { revision: draft } = await p.lawyer.act<Lifted>(G.create, {
        title,
        subjectAreas: [one],
        body: `Om arkivering: ${title}.`,
        conclusion: 'UNCLEAR',
      });
      await out(draft!);
    }
    const LIST = `query ($filter: GuidanceFilter, $orderBy: GuidanceOrder!, $first: Int!, $after: String) {
      guidances(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount pageInfo { endCursor hasNextPage } nodes { id title conclusion text validity { status } versions { number } } } }`;
    interface List {
      guidances: {
        totalCount: number;
        pageInfo: { endCursor: string; hasNextPage: boolean };
        nodes: { id: string; title: string }[];
      };
    }
    const filter = { query: 'arkivering', subjectAreas: [one], conclusion: ['UNCLEAR'] };
    const first = await t.anonymous.ask<List>(LIST, { filter, orderBy: 'TITLE', first: 3 });
    expect(first.guidances.nodes.map((row) => row.title)).toEqual([
      'Arkiv och gallring',
      'Åldersgräns för arkiv',
      'Ändring av arkiv',
    ]);
    expect(first.guidances.totalCount).toBe(4);
    const rest = await t.anonymous.ask<List>(LIST, {
      filter,
      orderBy: 'TITLE',
      first: 3,
      after: first.guidances.pageInfo.endCursor,
    });
    expect(rest.guidances.nodes.map((row) => row.title)).toEqual(['Övrigt om arkiv']);
    for (const orderBy of ['UPDATED', 'PUBLISHED']) {
      const all: string[] = [];
      let after: string | undefined;
      do {
        const { guidances } = await t.anonymous.ask<List>(LIST, { filter: {}, orderBy, first: 2, after });
        all.push(...guidances.nodes.map((row) => row.id));
        after = guidances.pageInfo.hasNextPage ? guidances.pageInfo.endCursor : undefined;
      } while (after);
      expect(new Set(all).size).toBe(all.length);
    }
    expect(
      (
        await t.anonymous.ask<List>(LIST, {
          filter: { conclusion: ['NOT_POSSIBLE'], query: 'arkivering' },
          orderBy: 'TITLE',
          first: 3,
        })
      ).guidances.nodes,
    ).toEqual([]);
    const later = { changedSince: new Date(t.clock.now().getTime() + 1_000).toISOString() };
    expect(
      (await t.anonymous.ask<List>(LIST, { filter: later, orderBy: 'UPDATED', first: 3 })).guidances.nodes,
    ).toEqual([]);

    const spent = async (n: number): Promise<number> => {
      const before = t.db.reads.statements;
      await t.anonymous.ask(LIST, { filter: {}, orderBy: 'UPDATED', first: n });
      return t.db.reads.statements - before;
    };
    expect(await spent(20)).toBe(await spent(2));
  });
});

async function unitOf(email: string): Promise<string> {
  const [row] = await t.sql<{ unit_id: string }>(
    `select m.unit_id from membership m join person p on p.id = m.person_id where p.email = $1 and m.role = 'SUBMITTER' limit 1`,
    [email],
  );
  return row!.unit_id;
}

async function publishedAnswerTo(draft: { id: string; version: number }): Promise<string> {
  const sent = await question(p.officer, Q.submit, {
    id: draft.id,
    expectedVersion: draft.version,
    deIdentified: true,
  });
  await question(p.lawyer, Q.accept, { id: sent.id, expectedVersion: sent.version, subjectAreas: [await area(t)] });
  const begun = await revision(p.lawyer, R.draft, { entry: sent.id, body: 'Ja.', conclusion: 'POSSIBLE' });
  const waiting = await revision(p.lawyer, R.submit, { id: begun.id, expectedVersion: begun.version });
  const yes = await revision(p.reviewer, R.approve, { id: waiting.id, expectedVersion: waiting.version });
  await revision(p.lawyer, R.publish, { id: yes.id, expectedVersion: yes.version });
  return sent.id;
}
