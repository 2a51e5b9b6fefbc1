import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { accepted, answered, inReview, People, people, R, revision, RevisionView } from '../../test/harness/world.js';

const ROUNDS = `query ($id: ID!) { node(id: $id) { ... on Revision { rounds {
  number title body html conclusion outcome contentHash submittedBy { name }
  verdicts { verdict note round reviewer { name } } } } } }`;
const CHANGES = `query ($id: ID!, $from: Int!, $to: Int) { node(id: $id) { ... on Revision {
  roundChanges(from: $from, to: $to) { part before after changes { op text } } } } }`;
const COMMENT = `mutation ($input: CommentAddInput!) { commentAdd(input: $input) {
  comment { quote quoteBefore quoteAfter round } userErrors { code path } } }`;

interface Round {
  number: number;
  body: string | null;
  conclusion: string | null;
  outcome: string | null;
  contentHash: string;
  submittedBy: { name: string } | null;
  verdicts: { verdict: string; note: string | null; round: number }[];
}
interface Part {
  part: string;
  before: string | null;
  after: string | null;
  changes: { op: string; text: string }[];
}

describe('Rounds of review', () => {
  let t: TestApp;
  let p: People;
  beforeAll(async () => {
    t = await createTestApp();
    p = await people(t);
  }, 180_000);
  afterAll(() => t.close());

  const rounds = async (who: Client, id: string): Promise<Round[] | undefined> =>
    (await who.ask<{ node: { rounds: Round[] } | null }>(ROUNDS, { id })).node?.rounds;
  const changes = async (who: Client, id: string, from: number, to?: number): Promise<Part[]> =>
    (await who.ask<{ node: { roundChanges: Part[] } }>(CHANGES, { id, from, to })).node.roundChanges;
  const refused = async (id: string, from: number, to?: number) =>
    (await p.lawyer.raw(CHANGES, { id, from, to })).errors?.[0]?.extensions?.reason;
  const move = (who: Client, mutation: string, text: RevisionView, more: object = {}) =>
    revision(who, mutation, { id: text.id, expectedVersion: text.version, ...more });

  /** Sent, sent back, written anew with another conclusion, sent again. */
  async function twice(): Promise<{ entry: string; text: RevisionView }> {
    const { question, revision: first } = await inReview(t, p);
    const back = await move(p.reviewer, R.requestChanges, first, { reason: 'Ange stycket.' });
    const edited = await move(p.lawyer, R.edit, back, {
      body: 'Ja, enligt 10 kap. 2 § första stycket OSL.',
      conclusion: 'POSSIBLE_WITH_CONDITIONS',
    });
    return { entry: question.id, text: await move(p.lawyer, R.submit, edited) };
  }

  it('keep what each submission said, who sent it, what came of it, and what reviewers wrote', async () => {
    const { text } = await twice();
    expect(await rounds(p.reviewer, text.id)).toMatchObject([
      {
        number: 1,
        body: 'Ja, enligt 10 kap. 2 § OSL.',
        html: '<p>Ja, enligt 10 kap. 2 § OSL.</p>\n',
        conclusion: 'POSSIBLE',
        outcome: 'CHANGES_REQUESTED',
        submittedBy: { name: expect.stringMatching(/./) },
        verdicts: [{ verdict: 'CHANGES_REQUESTED', note: 'Ange stycket.', round: 1 }],
      },
      { number: 2, conclusion: 'POSSIBLE_WITH_CONDITIONS', outcome: null, verdicts: [] },
    ]);
    await move(p.reviewer, R.approve, text);
    const [, second] = (await rounds(p.lawyer, text.id))!;
    expect(second).toMatchObject({ outcome: 'APPROVED', verdicts: [{ verdict: 'APPROVED', round: 2 }] });
    expect(second!.contentHash).toBe(text.contentHash);
  });

  it('are compared part by part and word by word, with one another and with what it says now', async () => {
    const { text } = await twice();
    const first = await changes(p.reviewer, text.id, 1);
    expect(first).toEqual([
      {
        part: 'CONCLUSION',
        before: 'POSSIBLE',
        after: 'POSSIBLE_WITH_CONDITIONS',
        changes: [
          { op: 'DELETE', text: 'POSSIBLE' },
          { op: 'INSERT', text: 'POSSIBLE_WITH_CONDITIONS' },
        ],
      },
      {
        part: 'BODY',
        before: 'Ja, enligt 10 kap. 2 § OSL.',
        after: 'Ja, enligt 10 kap. 2 § första stycket OSL.',
        changes: [
          { op: 'EQUAL', text: 'Ja, enligt 10 kap. 2 § ' },
          { op: 'INSERT', text: 'första stycket ' },
          { op: 'EQUAL', text: 'OSL.' },
        ],
      },
    ]);
    expect(await changes(p.reviewer, text.id, 1, 2)).toEqual(first);
    expect(await changes(p.reviewer, text.id, 2)).toEqual([]);
    expect(await changes(p.reviewer, text.id, 2, 1)).toMatchObject([
      { part: 'CONCLUSION', before: 'POSSIBLE_WITH_CONDITIONS', after: 'POSSIBLE' },
      { part: 'BODY' },
    ]);
    expect([await refused(text.id, 3), await refused(text.id, 1, 9)]).toEqual(['ROUND_UNKNOWN', 'ROUND_UNKNOWN']);
  });

  it('end also by being taken back, and by a publication in an emergency', async () => {
    const { revision: sent } = await inReview(t, p);
    const back = await move(p.lawyer, R.recall, sent);
    expect(await rounds(p.lawyer, sent.id)).toMatchObject([{ number: 1, outcome: 'RECALLED', verdicts: [] }]);
    const again = await move(p.lawyer, R.submit, back);
    await move(p.admin, R.emergency, again, { reason: 'Det brinner.' });
    expect(await rounds(p.lawyer, sent.id)).toMatchObject([{ outcome: 'RECALLED' }, { outcome: 'EMERGENCY' }]);
    const [{ version } = { version: 0 }] = await t.sql<{ version: number }>(
      'select version from revision where id = $1',
      [sent.id],
    );
    // What is found out after publication belongs to no round.
    await p.reviewer.act(R.retro, { id: sent.id, expectedVersion: version, stands: true, note: 'Den håller.' });
    expect((await rounds(p.lawyer, sent.id))!.flatMap((one) => one.verdicts)).toEqual([]);
  });

  it('are the author’s organisation’s own, also when the text has been published; to others there are none', async () => {
    const { question, revision: out } = await answered(t, p);
    expect(await rounds(p.reviewer, out.id)).toHaveLength(1);
    expect(await rounds(p.officer, out.id)).toEqual([]);
    expect((await p.officer.raw(CHANGES, { id: out.id, from: 1 })).errors![0]!.extensions!.reason).toBe(
      'ROUND_UNKNOWN',
    );
    expect(await rounds(p.neighbour, out.id)).toBeUndefined();
    expect(await rounds(t.anonymous, out.id)).toBeUndefined();
    const { revision: waiting } = await inReview(t, p);
    expect(await rounds(p.officer, waiting.id)).toBeUndefined();
    expect(question.ref).toMatch(/^F-/);
  });

  it('are told which comments were written in them, each with what stood around its passage', async () => {
    const { question, revision: sent } = await inReview(t, p);
    const note = (more: object) =>
      p.reviewer.act<{ comment: object }>(COMMENT, {
        entry: question.id,
        revision: sent.id,
        body: 'Vilket stycke?',
        quote: '10 kap. 2 §',
        ...more,
      });
    expect(await note({ quoteBefore: 'Ja, enligt ', quoteAfter: ' OSL.' })).toEqual({
      comment: { quote: '10 kap. 2 §', quoteBefore: 'Ja, enligt ', quoteAfter: ' OSL.', round: 1 },
      userErrors: [],
    });
    expect((await note({ quoteBefore: 'x'.repeat(201) })).userErrors).toMatchObject([
      { code: 'TOO_LONG', path: ['input', 'quoteBefore'] },
    ]);
    expect((await note({ quoteAfter: 'för 19811228-9874' })).userErrors).toMatchObject([{ code: 'PERSONAL_DATA' }]);
    const back = await move(p.reviewer, R.requestChanges, sent, { reason: 'Se ovan.' });
    // Said between two rounds it is about the one before.
    expect(await note({})).toMatchObject({ comment: { round: 1 } });
    const edited = await move(p.lawyer, R.edit, back, { body: 'Ja, enligt 10 kap. 2 § andra stycket OSL.' });
    await move(p.lawyer, R.submit, edited);
    expect(await note({})).toMatchObject({ comment: { round: 2 } });
  });

  it('leave no trace of a submission that failed', async () => {
    const asked = await accepted(t, p);
    const draft = await revision(p.lawyer, R.draft, { entry: asked.id, body: 'Ja.' });
    const payload = await p.lawyer.act(R.submit, { id: draft.id, expectedVersion: draft.version });
    expect(payload.userErrors).toMatchObject([{ code: 'CONCLUSION_REQUIRED' }]);
    expect(await rounds(p.lawyer, draft.id)).toEqual([]);
  });

  it('are read in as many statements for four texts as for one', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push((await inReview(t, p)).revision.id);
    const statements = async (count: number) => {
      const wanted = ids
        .slice(0, count)
        .map(
          (id, i) =>
            `r${i}: node(id: "${id}") { ... on Revision { rounds { number submittedBy { name } verdicts { note } } } }`,
        );
      const before = t.db.reads.statements;
      await p.lawyer.ask(`{ ${wanted.join(' ')} }`);
      return t.db.reads.statements - before;
    };
    await statements(1);
    expect(await statements(4)).toBe(await statements(1));
  });

  describe('in the database', () => {
    it('are frozen, and their outcome is written once', async () => {
      const { text } = await twice();
      const change = (set: string) =>
        t.sql(`update revision_round set ${set} where revision_id = $1 and number = 1`, [text.id]);
      for (const set of [`body = 'Nej.'`, `conclusion = null`, `submitted_at = now()`, `outcome = 'APPROVED'`])
        await expect(change(set)).rejects.toMatchObject({ constraint: 'submitted_text_is_frozen' });
    });

    it('hold one open round a text', async () => {
      const { text } = await twice();
      await expect(
        t.sql(
          `insert into revision_round (id, entry_id, kind, owner_unit_id, visibility, revision_id, number, content_hash, author_org_id, submitted_at)
           select gen_random_uuid(), entry_id, kind, owner_unit_id, visibility, id, 3, 'x', author_org_id, now() from revision where id = $1`,
          [text.id],
        ),
      ).rejects.toMatchObject({ constraint: 'one_open_round_per_revision' });
    });

    it('lose their words when a restricted matter is opened to more people, and keep that they were', async () => {
      const { entry, text } = await twice();
      const visibility = (to: string) =>
        t.sql(
          `update entry set visibility = $2, access = $2, access_ground = case when $2 = 'RESTRICTED' then 'OSL 26:1' end where id = $1`,
          [entry, to],
        );
      await visibility('RESTRICTED');
      const kept = await t.sql('select body from revision_round where revision_id = $1 and body is null', [text.id]);
      expect(kept).toEqual([]);
      await visibility('PARTIES');
      expect(await rounds(p.lawyer, text.id)).toMatchObject([
        {
          number: 1,
          body: null,
          html: null,
          conclusion: null,
          outcome: 'CHANGES_REQUESTED',
          contentHash: expect.stringMatching(/^\w{64}$/),
        },
        { number: 2, body: null, outcome: null },
      ]);
      expect(await refused(text.id, 1)).toBe('ROUND_CLEARED');
      // What the text says now is its own matter.
      const [now] = await t.sql<{ body: string }>('select body from revision where id = $1', [text.id]);
      expect(now!.body).toContain('första stycket');
    });
  });
});
