import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { accepted, answered, People, people, submitted } from '../../test/harness/world.js';

const ERRORS = 'userErrors { code path }';
const COMMENT = `mutation ($input: CommentAddInput!) { commentAdd(input: $input) { ${ERRORS} } }`;
const FLAG = `mutation ($input: EntryFlagInput!) { entryFlag(input: $input) { ${ERRORS} } }`;
const SETTLE = `mutation ($input: EntryFlagSettleInput!) { entryFlagSettle(input: $input) { ${ERRORS} } }`;
const WATCH = `mutation ($input: WatchInput!) { watch(input: $input) { ${ERRORS} } }`;
const ACTIONS =
  'query ($id: ID!) { question(id: $id) { version allowedActions { action mutation blockers { code } } } }';
const RESTRICT = `mutation ($input: EntryRestrictInput!) { entryRestrict(input: $input) { ${ERRORS} } }`;

describe('What is done alike to every entry', () => {
  let t: TestApp;
  let p: People;
  let chief: Client;
  beforeAll(async () => {
    t = await createTestApp();
    p = await people(t);
    chief = await t.as('chef@kommun-a.demo');
  }, 180_000);
  afterAll(() => t.close());

  const ok = async (who: Client, mutation: string, input: object): Promise<void> =>
    expect((await who.act(mutation, input)).userErrors).toEqual([]);
  const toldOf = async (entry: string, reason: string): Promise<string[]> =>
    (
      await t.sql<{ email: string }>(
        `select p.email from notification n join person p on p.id = n.person_id
          where n.entry_id = $1 and n.reason = $2 order by p.email`,
        [entry, reason],
      )
    ).map((row) => row.email);
  const forget = (entry: string) => t.sql('delete from notification where entry_id = $1', [entry]);
  const again = (kind: string, entry: string) =>
    t.sql('update outbox set finished_at = null where kind = $1 and entry_id = $2', [kind, entry]);
  const offered = async (who: Client, id: string): Promise<Record<string, string>> => {
    const { question } = await who.ask<{
      question: { allowedActions: { action: string; mutation: string; blockers: unknown[] }[] };
    }>(ACTIONS, { id });
    return Object.fromEntries(question.allowedActions.map((one) => [one.action, one.mutation]));
  };

  describe('the actions that are offered', () => {
    it('name the mutation that does them, each of which is in the schema', async () => {
      const sent = await submitted(t, p.officer);
      const asker = await offered(p.officer, sent.id);
      expect(asker).toMatchObject({
        withdraw: 'questionWithdraw',
        restrict: 'entryRestrict',
        lowerSecrecyPropose: 'entryLowerSecrecyPropose',
        comment: 'commentAdd',
        attach: 'fileAttach',
        link: 'linkAdd',
        watch: 'watch',
      });
      expect(asker).not.toHaveProperty('flag');
      const lawyer = await offered(p.lawyer, sent.id);
      expect(lawyer).toMatchObject({ accept: 'questionAccept', restrict: 'entryRestrict', flag: 'entryFlag' });
      // Wider takes two of the unit that owns it; the association is not asked.
      expect(lawyer).not.toHaveProperty('lowerSecrecyPropose');
      const { __schema } = await p.lawyer.ask<{ __schema: { mutationType: { fields: { name: string }[] } } }>(
        '{ __schema { mutationType { fields { name } } } }',
      );
      const names = __schema.mutationType.fields.map((field) => field.name);
      expect(names).toEqual(expect.arrayContaining([...Object.values(asker), ...Object.values(lawyer)]));
    });

    it('follow what was done: watching is offered once, narrowing never twice', async () => {
      const sent = await submitted(t, p.officer);
      await ok(p.officer, WATCH, { entry: sent.id });
      expect(await offered(p.officer, sent.id)).toMatchObject({ unwatch: 'unwatch' });
      expect(await offered(p.officer, sent.id)).not.toHaveProperty('watch');
      await ok(p.officer, RESTRICT, { id: sent.id, expectedVersion: sent.version, ground: 'OSL 26 kap. 1 §' });
      expect(await offered(p.officer, sent.id)).not.toHaveProperty('restrict');
      await t.drainJobs();
    });
  });

  describe('a message in the thread', () => {
    it('is told to the other side and to watchers, once, and not to the writer', async () => {
      const asked = await accepted(t, p);
      await t.drainJobs();
      await forget(asked.id);
      await ok(chief, WATCH, { entry: asked.id });
      await ok(p.lawyer, COMMENT, { entry: asked.id, body: 'Till er.', audience: 'SHARED' });
      await t.drainJobs();
      await again('notification.comment', asked.id);
      await t.drainJobs();
      expect(await toldOf(asked.id, 'comment.added')).toEqual(['chef@kommun-a.demo', 'handlaggare@kommun-a.demo']);
      await forget(asked.id);
      await ok(p.officer, COMMENT, { entry: asked.id, body: 'Till er.', audience: 'SHARED' });
      await t.drainJobs();
      expect(await toldOf(asked.id, 'comment.added')).toEqual(['chef@kommun-a.demo', 'jurist@skr.demo']);
    });

    it('before anybody has it goes to those who may take it', async () => {
      const sent = await submitted(t, p.officer);
      await t.drainJobs();
      await ok(p.officer, COMMENT, { entry: sent.id, body: 'Ett tillägg.', audience: 'SHARED' });
      await t.drainJobs();
      // Both are lawyers; the association's other people have no part in it yet.
      expect(await toldOf(sent.id, 'comment.added')).toEqual(['granskare@skr.demo', 'jurist@skr.demo']);
    });

    it('that is internal is told within the organisation of whoever wrote it', async () => {
      const asked = await accepted(t, p);
      await t.drainJobs();
      await ok(chief, WATCH, { entry: asked.id });
      await ok(p.reviewer, COMMENT, { entry: asked.id, body: 'Internt.', audience: 'INTERNAL' });
      await t.drainJobs();
      expect(await toldOf(asked.id, 'comment.added')).toEqual(['jurist@skr.demo']);
      await forget(asked.id);
      await ok(p.officer, COMMENT, { entry: asked.id, body: 'Vårt eget.', audience: 'INTERNAL' });
      await t.drainJobs();
      expect(await toldOf(asked.id, 'comment.added')).toEqual(['chef@kommun-a.demo']);
    });
  });

  describe('a flag', () => {
    const tasksOf = async (entry: string) =>
      t.sql<{ state: string; role: string; assignee: string | null }>(
        `select state, role, (select email from person where id = assignee_id) as assignee from task
          where entry_id = $1 and task_kind = 'RE_REVIEW' order by created_at`,
        [entry],
      );
    const flagsOf = async (entry: string) =>
      (await t.sql<{ id: string }>('select id from flag where entry_id = $1 order by created_at, id', [entry])).map(
        (row) => row.id,
      );

    it('asks whoever has it to look again, until the last one is settled', async () => {
      const { question } = await answered(t, p);
      await t.drainJobs();
      await ok(chief, WATCH, { entry: question.id });
      await ok(p.reviewer, FLAG, { entry: question.id, cause: 'JUDGMENT', note: 'HFD 2026 ref. 1' });
      await t.drainJobs();
      await again('inbox.follow-flags', question.id);
      await t.drainJobs();
      expect(await tasksOf(question.id)).toEqual([{ state: 'CLAIMED', role: 'LAWYER', assignee: 'jurist@skr.demo' }]);
      expect(await toldOf(question.id, 'entry.flagged')).toEqual([
        'chef@kommun-a.demo',
        'handlaggare@kommun-a.demo',
        'jurist@skr.demo',
      ]);
      await ok(p.reviewer, FLAG, { entry: question.id, cause: 'OTHER', note: 'Ett beslut till' });
      await t.drainJobs();
      const [first, second] = await flagsOf(question.id);
      await ok(p.lawyer, SETTLE, { id: first, note: 'Rör inte svaret.' });
      await t.drainJobs();
      expect((await tasksOf(question.id)).map((one) => one.state)).toEqual(['CLAIMED']);
      await ok(p.lawyer, SETTLE, { id: second, note: 'Inte heller det.' });
      await t.drainJobs();
      expect((await tasksOf(question.id)).map((one) => one.state)).toEqual(['DONE']);
    });

    it('settled before the job came opens no task and tells nobody', async () => {
      const { question } = await answered(t, p);
      await t.drainJobs();
      await ok(p.reviewer, FLAG, { entry: question.id, cause: 'JUDGMENT', note: 'Fel nummer' });
      await ok(p.lawyer, SETTLE, { id: (await flagsOf(question.id))[0], note: 'Felskrivet.' });
      await t.drainJobs();
      expect(await tasksOf(question.id)).toEqual([]);
      expect(await toldOf(question.id, 'entry.flagged')).toEqual([]);
    });
  });
});
