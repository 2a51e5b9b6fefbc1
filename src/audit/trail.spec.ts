import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { newId } from '../platform/ids.js';

const CANARY = 'Kanariefågelns fråga om skolskjuts';
const DRAFT = `mutation ($input: QuestionDraftInput!) { questionDraft(input: $input) { question { id version } userErrors { code path } } }`;
const SUBMIT = `mutation ($input: QuestionSubmitInput!) { questionSubmit(input: $input) { question { id version } userErrors { code path } } }`;
const ACCEPT = `mutation ($input: QuestionAcceptInput!) { questionAccept(input: $input) { question { id version } userErrors { code path } } }`;
const HISTORY = `query ($id: ID!) { node(id: $id) { ... on Question { history { seq at action text actorName fromState toState } } } }`;
const TRAIL = `query ($id: ID, $first: Int, $after: String) { auditTrail(entryId: $id, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { subject seq at action actor { id kind person { name } } causer organisation { name } facts { name value } values { name hash } hash requestId } } }`;

interface Step {
  seq: number;
  action: string;
  actorName: string;
  fromState: string | null;
  toState: string | null;
}
interface Event {
  seq: number;
  action: string;
  actor: { kind: string; person: { name: string } | null };
  facts: { name: string; value: string | null }[];
  values: { name: string; hash: string }[];
  hash: string;
}

let world: TestApp;
let asker: Client;
let lawyer: Client;
let auditor: Client;
let id: string;

beforeAll(async () => {
  world = await createTestApp();
  [asker, lawyer, auditor] = await Promise.all([
    world.as('handlaggare@kommun-a.demo'),
    world.as('jurist@skr.demo'),
    world.as('revisor@skr.demo'),
  ]);
  type Done = { question: { id: string; version: number } };
  const draft = await asker.act<Done>(DRAFT, {
    title: CANARY,
    text: 'Får nämnden ta emot ansökningar utan underskrift?',
    deIdentified: true,
  });
  expect(draft.userErrors).toEqual([]);
  id = draft.question.id;
  const sent = await asker.act<Done>(SUBMIT, { id, expectedVersion: draft.question.version });
  expect(sent.userErrors).toEqual([]);
  await world.drainJobs();
  const [area] = await world.sql<{ id: string }>('select id from subject_area order by key limit 1');
  const taken = await lawyer.act<Done>(ACCEPT, {
    id,
    expectedVersion: sent.question.version,
    subjectAreas: [area!.id],
  });
  expect(taken.userErrors).toEqual([]);
  await world.drainJobs();
}, 120_000);
afterAll(() => world.close());

const nameOf = async (email: string) =>
  (await world.sql<{ name: string }>('select name from person where email = $1', [email]))[0]!.name;
const historyFor = async (who: Client): Promise<Step[] | null> =>
  (await who.ask<{ node: { history: Step[] } | null }>(HISTORY, { id })).node?.history ?? null;
const trail = async (who: Client, variables: object) =>
  (
    await who.ask<{
      auditTrail: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Event[] };
    }>(TRAIL, variables)
  ).auditTrail;

describe('the history of an entry', () => {
  it('shows the asker who did what: colleagues by name, the association as itself', async () => {
    const steps = (await historyFor(asker))!;
    const by = (action: string) => steps.find((step) => step.action === action);
    expect(by('question.submitted')).toMatchObject({
      actorName: await nameOf('handlaggare@kommun-a.demo'),
      fromState: 'DRAFT',
      toState: 'SUBMITTED',
    });
    expect(by('question.accepted')).toMatchObject({ actorName: 'SKR', fromState: 'SUBMITTED', toState: 'IN_PROGRESS' });
    expect(steps.map(({ seq }) => seq)).toEqual(steps.map(({ seq }) => seq).toSorted((a, b) => a - b));
  });

  it('shows staff the names of both', async () => {
    const steps = (await historyFor(lawyer))!;
    expect(steps.find(({ action }) => action === 'question.accepted')!.actorName).toBe(await nameOf('jurist@skr.demo'));
    expect(steps.find(({ action }) => action === 'question.submitted')!.actorName).toBe(
      await nameOf('handlaggare@kommun-a.demo'),
    );
  });

  it('does not exist for those to whom the entry does not', async () => {
    expect(await historyFor(await world.as('handlaggare@kommun-b.demo'))).toBeNull();
    expect(await historyFor(world.anonymous)).toBeNull();
  });

  it('keeps what one organisation has done within itself from the other', async () => {
    await world.sql(
      `select audit_append($1, 'question.noted-inside', 'person:' || p.id, null, m.organisation_id, 'INTERNAL', now(), null, '{}', '{}')
      from person p join membership m on m.person_id = p.id where p.email = 'jurist@skr.demo' limit 1`,
      [id],
    );
    const actions = async (who: Client) => (await historyFor(who))!.map(({ action }) => action);
    expect(await actions(lawyer)).toContain('question.noted-inside');
    expect(await actions(asker)).not.toContain('question.noted-inside');
  });
});

describe('auditTrail', () => {
  it('is for auditors and administrators', async () => {
    expect((await trail(auditor, { id })).nodes.length).toBeGreaterThan(2);
    expect((await trail(await world.as('admin@skr.demo'), { id })).nodes.length).toBeGreaterThan(2);
    for (const who of [asker, lawyer, await world.as('chef@kommun-a.demo')])
      expect((await who.raw(TRAIL, { id })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await world.anonymous.raw(TRAIL, { id })).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('holds facts in clear and texts as hashes only', async () => {
    const { nodes } = await trail(auditor, { id });
    const created = nodes.find(({ action }) => action === 'question.created')!;
    expect(created.actor).toMatchObject({
      kind: 'PERSON',
      person: { name: await nameOf('handlaggare@kommun-a.demo') },
    });
    expect(created.values).toEqual([{ name: 'title', hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(created.facts).toContainEqual({ name: 'state', value: 'DRAFT' });
    expect(JSON.stringify(nodes)).not.toContain('Kanariefågeln');
    const stored = await world.sql<{ all: string }>(`select string_agg(line, ' ') as "all" from audit_event`);
    expect(stored[0]!.all).not.toContain('Kanariefågeln');
  });

  it('pages through everything, each event once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const found: Awaited<ReturnType<typeof trail>> = await trail(auditor, { first: 3, after });
      seen.push(...found.nodes.map(({ hash }) => hash));
      if (!found.pageInfo.hasNextPage) break;
      after = found.pageInfo.endCursor;
    }
    const [{ n }] = (await world.sql<{ n: number }>('select count(*)::int as n from audit_event')) as [{ n: number }];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(n);
  });

  it('refuses what is no id, and finds nothing for an unknown one', async () => {
    expect((await auditor.raw(TRAIL, { id: 'abc' })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'AUDIT_SUBJECT',
    });
    expect((await trail(auditor, { id: newId('Question') })).nodes).toEqual([]);
  });
});

describe('the sweep', () => {
  it('takes away what has long expired, and nothing else', async () => {
    const age = (hours: number) => new Date(world.clock.now().getTime() - hours * 3_600_000);
    const [person] = await world.sql<{ id: string }>('select id from person limit 1');
    for (const [key, hours] of [
      ['old-key-1', 49],
      ['new-key-1', 47],
    ] as const)
      await world.sql(
        `insert into idempotency (principal, key, path, input_hash, created_at) values ('spec', $1, 'x', 'x', $2)`,
        [key, age(hours)],
      );
    for (const [label, hours] of [
      ['old', 31 * 24],
      ['new', 29 * 24],
    ] as const)
      await world.sql(
        `insert into access_token (id, token_hash, person_id, label, created_at, expires_at) values ($1, sha256($2::bytea), $3, $4, $5, $6)`,
        [newId('AccessToken'), Buffer.from(label), person!.id, `sweep-${label}`, age(hours + 1), age(hours)],
      );
    await world.drainJobs({ scheduled: ['expired.sweep'], until: new Date(Date.now() + 60_000) });
    expect(await world.sql(`select key from idempotency where principal = 'spec'`)).toEqual([{ key: 'new-key-1' }]);
    expect(await world.sql(`select label from access_token where label like 'sweep-%'`)).toEqual([
      { label: 'sweep-new' },
    ]);
  });
});
