import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { answered, drafted, People, people, submitted } from '../../test/harness/world.js';

const ERRORS = 'userErrors { code path message }';
const SEE = 'query ($id: ID!) { node(id: $id) { id } }';

describe('what every entry has', () => {
  let t: TestApp;
  let p: People;
  let boss: Client;
  beforeAll(async () => {
    t = await createTestApp();
    p = await people(t);
    boss = await t.as('chef@kommun-a.demo');
  }, 180_000);
  afterAll(() => t.close());
  const sees = async (who: Client, id: string) => (await who.ask<{ node: object | null }>(SEE, { id })).node !== null;

  describe('invitations', () => {
    const INVITE = `mutation ($input: EntryInviteInput!) { entryInvite(input: $input) { ${ERRORS} } }`;
    const UNINVITE = `mutation ($input: EntryInviteInput!) { entryUninvite(input: $input) { ${ERRORS} } }`;

    const invitedTo = async (who: Client, id: string) =>
      (
        await who.ask<{ node: { invited: object[] } }>(
          'query ($id: ID!) { node(id: $id) { ... on Entry { invited { person { id } unit { id } } } } }',
          { id },
        )
      ).node.invited;
    const may = async (who: Client, id: string) =>
      (
        await who.ask<{ node: { allowedActions: { action: string }[] } }>(
          'query ($id: ID!) { node(id: $id) { ... on Entry { allowedActions { action } } } }',
          { id },
        )
      ).node.allowedActions.map(({ action }) => action);

    /** A unit of kommun A with a person of its own who is in no other. */
    async function otherBoard(): Promise<{ unit: string; person: Client }> {
      const [unit] = await t.sql<{ id: string; organisation_id: string }>(
        `select u.id, u.organisation_id from unit u
         where u.organisation_id = (select organisation_id from membership where person_id = $1 limit 1)
           and not exists (select from membership m where m.unit_id = u.id and m.person_id in ($1, $2)) limit 1`,
        [p.officer.personId, boss.personId],
      );
      await t.sql(
        `insert into person (id, name, email) values ($1, 'Annan Nämnd', 'annan@kommun-a.demo') on conflict do nothing`,
        [newId('Person')],
      );
      const person = await t.as('annan@kommun-a.demo');
      await t.sql(
        `insert into membership (id, person_id, organisation_id, unit_id, role) values (gen_random_uuid(), $1, $2, $3, 'SUBMITTER') on conflict do nothing`,
        [person.personId, unit!.organisation_id, unit!.id],
      );
      return { unit: unit!.id, person };
    }

    it('another board of the same municipality sees an entry only when it is invited, and no longer when not', async () => {
      const { unit, person } = await otherBoard();
      const draft = await drafted(t, p.officer);
      expect(await sees(person, draft.id)).toBe(false);
      expect((await p.officer.act(INVITE, { entry: draft.id, unit })).userErrors).toEqual([]);
      expect(await sees(person, draft.id)).toBe(true);
      expect(await invitedTo(p.officer, draft.id)).toContainEqual({ person: null, unit: { id: unit } });
      expect((await p.officer.act(UNINVITE, { entry: draft.id, unit })).userErrors).toEqual([]);
      expect(await sees(person, draft.id)).toBe(false);
      expect(await invitedTo(p.officer, draft.id)).not.toContainEqual({ person: null, unit: { id: unit } });
    });

    it('whom an organisation has let in is told to those who may invite, and to nobody else', async () => {
      const { person } = await otherBoard();
      const sent = await submitted(t, p.officer);
      await p.officer.act(INVITE, { entry: sent.id, person: person.personId });
      const guest = { person: { id: person.personId }, unit: null };
      expect(await invitedTo(p.officer, sent.id)).toContainEqual(guest);
      expect(await invitedTo(person, sent.id)).toEqual([]);
      expect(await invitedTo(p.lawyer, sent.id)).not.toContainEqual(guest);
      expect(await may(p.officer, sent.id)).toContain('invite');
      expect(await may(person, sent.id)).not.toContain('invite');
    });

    it('a RESTRICTED entry takes named people, never a unit; who made it cannot be shut out', async () => {
      const { unit, person } = await otherBoard();
      const draft = await drafted(t, p.officer, { access: 'RESTRICTED', accessGround: 'OSL 26:1' });
      expect((await p.officer.act(INVITE, { entry: draft.id, unit })).userErrors).toMatchObject([
        { code: 'INVITE_NAMED_PERSON' },
      ]);
      expect((await p.officer.act(INVITE, { entry: draft.id, person: person.personId })).userErrors).toEqual([]);
      expect(await sees(person, draft.id)).toBe(true);
      expect((await p.officer.act(UNINVITE, { entry: draft.id, person: p.officer.personId })).userErrors).toMatchObject(
        [{ code: 'INVITATION_STAYS' }],
      );
    });

    it('nobody of another municipality can be invited, nor can a stranger invite', async () => {
      const draft = await drafted(t, p.officer);
      expect((await p.officer.act(INVITE, { entry: draft.id, person: p.neighbour.personId })).userErrors).toMatchObject(
        [{ code: 'NOT_FOUND', path: ['input', 'person'] }],
      );
      expect(
        (await p.neighbour.act(INVITE, { entry: draft.id, person: p.neighbour.personId })).userErrors,
      ).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'entry'] }]);
      expect((await p.officer.act(INVITE, { entry: draft.id })).userErrors).toMatchObject([{ code: 'INVITE_ONE' }]);
    });
  });

  describe('the thread', () => {
    const COMMENT = `mutation ($input: CommentAddInput!) { commentAdd(input: $input) { comment { id html audience } ${ERRORS} } }`;
    const thread = async (who: Client, id: string) =>
      (
        await who.ask<{ question: { comments: { body: string }[] } }>(
          'query ($id: ID!) { question(id: $id) { comments { body } } }',
          { id },
        )
      ).question.comments.map((one) => one.body);

    it('internal notes never reach the asker', async () => {
      const sent = await submitted(t, p.officer);
      await p.lawyer.act(COMMENT, { entry: sent.id, body: 'Intern anteckning.', audience: 'INTERNAL' });
      await p.lawyer.act(COMMENT, { entry: sent.id, body: 'Till er.', audience: 'SHARED' });
      await p.officer.act(COMMENT, { entry: sent.id, body: 'Vår egen anteckning.', audience: 'INTERNAL' });
      expect(await thread(p.officer, sent.id)).toEqual(['Till er.', 'Vår egen anteckning.']);
      expect(await thread(p.lawyer, sent.id)).toEqual(['Intern anteckning.', 'Till er.']);
    });

    it('the same number of statements for two questions and for twenty', async () => {
      for (let i = 0; i < 20; i++) await submitted(t, p.officer);
      const query =
        'query ($first: Int!) { questions(first: $first) { nodes { id organisation { name } unit { name } subjectAreas { label } comments { body author { name } } links { type } files { name } watching allowedActions { action } revisions { id } } } }';
      const count = async (first: number) => {
        const before = t.db.reads.statements;
        const { questions } = await p.lawyer.ask<{ questions: { nodes: object[] } }>(query, { first });
        expect(questions.nodes).toHaveLength(first);
        return t.db.reads.statements - before;
      };
      await count(2);
      expect(await count(20)).toBe(await count(2));
    });
  });

  describe('links and refs', () => {
    const LINK = `mutation ($input: LinkAddInput!) { linkAdd(input: $input) { entry { links { id type direction entry { id } } } ${ERRORS} } }`;

    it('are read both ways, set once, and hidden from who does not see both ends', async () => {
      const { question: one } = await answered(t, p);
      const other = await submitted(t, p.officer);
      for (let twice = 0; twice < 2; twice++) {
        const { entry, userErrors } = await p.lawyer.act<{
          entry: { links: { direction: string; entry: { id: string } }[] };
        }>(LINK, { from: one.id, type: 'RELATED', to: other.id });
        expect(userErrors).toEqual([]);
        expect(entry.links).toMatchObject([{ direction: 'OUT', entry: { id: other.id } }]);
      }
      const back = await p.officer.ask(
        'query ($ref: String!) { entry(ref: $ref) { links { direction type entry { ref } } } }',
        { ref: other.ref },
      );
      expect(back).toEqual({ entry: { links: [{ direction: 'IN', type: 'RELATED', entry: { ref: one.ref } }] } });
      const self = await p.lawyer.act(LINK, { from: one.id, type: 'RELATED', to: one.id });
      expect(self.userErrors).toMatchObject([{ code: 'LINK_TO_ITSELF' }]);
      const byAction = await p.lawyer.act(LINK, { from: one.id, type: 'LIFTED_FROM', to: other.id });
      expect(byAction.userErrors).toMatchObject([{ code: 'INVALID' }]);
    });

    it('a ref is found in any case, and `nodes` keeps the order and the holes', async () => {
      const sent = await submitted(t, p.officer);
      expect(
        await p.officer.ask('query ($ref: String!) { entry(ref: $ref) { id } }', {
          ref: ` ${sent.ref!.toLowerCase()} `,
        }),
      ).toEqual({ entry: { id: sent.id } });
      const ids = [sent.id, 'nothing', p.officer.personId!];
      expect(await p.officer.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({
        nodes: [{ id: sent.id }, null, { id: p.officer.personId }],
      });
      const many = await p.officer.raw('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array.from({ length: 101 }, () => sent.id),
      });
      expect(many.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'PAGE_SIZE' });
    });

    it('a cursor of one reader opens nothing for another', async () => {
      const query =
        'query ($after: String) { questions(first: 1, after: $after) { pageInfo { endCursor hasNextPage } nodes { id } totalCount } }';
      const { questions } = await p.lawyer.ask<{ questions: { pageInfo: { endCursor: string }; totalCount: number } }>(
        query,
      );
      expect(questions.totalCount).toBeGreaterThan(1);
      const next = await p.lawyer.ask<{ questions: { nodes: object[] } }>(query, {
        after: questions.pageInfo.endCursor,
      });
      expect(next.questions.nodes).toHaveLength(1);
      for (const after of [questions.pageInfo.endCursor, 'rubbish']) {
        const stolen = await p.officer.raw(query, { after });
        expect(stolen.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'BAD_CURSOR' });
      }
    });
  });

  it('an administrator sets targets and reviewers of a subject area; nobody else, and nothing out of bounds', async () => {
    const UPDATE = `mutation ($input: SubjectAreaUpdateInput!) { subjectAreaUpdate(input: $input) { subjectArea { targetWorkingDays reviewersRequired } ${ERRORS} } }`;
    const [area] = await t.sql<{ id: string }>('select id from subject_area order by key limit 1');
    const done = await p.admin.act<{ subjectArea: object }>(UPDATE, {
      id: area!.id,
      targetWorkingDays: 7,
      reviewersRequired: 2,
    });
    expect(done).toMatchObject({ subjectArea: { targetWorkingDays: 7, reviewersRequired: 2 }, userErrors: [] });
    expect((await p.admin.act(UPDATE, { id: area!.id, reviewersRequired: 3 })).userErrors).toMatchObject([
      { code: 'INVALID' },
    ]);
    expect((await p.lawyer.raw(UPDATE, { input: { id: area!.id } })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('operators see dead jobs, masked, and send them again; nobody else sees jobs', async () => {
    const JOBS = '{ jobs(state: DEAD) { nodes { id kind failure attempts } totalCount } }';
    const id = '01a2082e-b211-8410-9d03-ff72899a7be6';
    await t.sql(
      `insert into outbox (id, kind, payload, causer, attempts, failed_at, failure) values ($1, 'planted.kind', '{}', 'test', 5, now(), 'JobFault')`,
      [id],
    );
    await t.sql(
      `insert into dead_letter (outbox_id, kind, attempts, error, failed_at) values ($1, 'planted.kind', 5, 'JobFault', now())`,
      [id],
    );
    expect(await p.admin.ask(JOBS)).toMatchObject({
      jobs: { nodes: [{ id, kind: 'planted.kind', attempts: 5 }], totalCount: 1 },
    });
    expect((await p.lawyer.raw(JOBS)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const RETRY = `mutation ($input: JobRetryInput!) { jobRetry(input: $input) { retried ${ERRORS} } }`;
    expect(await p.admin.act(RETRY, { id })).toMatchObject({ retried: true, userErrors: [] });
    expect(await t.sql('select failed_at, attempts from outbox where id = $1', [id])).toMatchObject([
      { failed_at: null },
    ]);
    expect((await p.admin.act(RETRY, { id: p.admin.personId! })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
