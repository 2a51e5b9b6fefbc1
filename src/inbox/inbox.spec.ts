import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { actorOf, entryOf, StubKind, stubKind } from '../../test/harness/stub-kind.js';
import { Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { TaskKind } from './task.entity.js';
import { NewTask, Tasks } from './tasks.service.js';

const INBOX = `query($role: Role, $kind: TaskKind, $state: TaskState, $mine: Boolean, $first: Int, $after: String) {
  inbox(role: $role, kind: $kind, state: $state, mine: $mine, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id kind state version note dueAt dueSoon overdue pausedAt assignee { name } organisation { name } unit { name }
      allowedActions { action mutation blockers { code } } } } }`;
const TASK = 'task { id kind state version note dueAt assignee { id name } } userErrors { code path message }';
const mutation = (name: string): string =>
  `mutation($input: ${name}Input!) { ${name[0]!.toLowerCase()}${name.slice(1)}(input: $input) { ${TASK} } }`;
const action = (name: string): string => `mutation($input: TaskActionInput!) { ${name}(input: $input) { ${TASK} } }`;
const revision = (name: string, input: string): string =>
  `mutation($input: ${input}!) { ${name}(input: $input) { revision { id version state } userErrors { code message } } }`;

interface TaskView {
  id: string;
  kind: string;
  state: string;
  version: number;
  note: string | null;
  dueAt: string | null;
  dueSoon: boolean;
  overdue: boolean;
  pausedAt: string | null;
  assignee: { id: string; name: string } | null;
  allowedActions: { action: string; mutation: string; blockers: { code: string }[] }[];
}
interface TaskPayload {
  task: TaskView | null;
}
interface RevisionPayload {
  revision: { id: string; version: number; state: string };
}

describe('The inbox', () => {
  let bed: TestApp;
  let stub: StubKind;
  let lawyer: Client;
  let reviewer: Client;
  let admin: Client;
  let officer: Client;
  let chief: Client;
  let neighbour: Client;
  let association: string;
  beforeAll(async () => {
    bed = await createTestApp();
    stub = stubKind(bed);
    [lawyer, reviewer, admin, officer, chief, neighbour] = (await Promise.all(
      [
        'jurist@skr.demo',
        'granskare@skr.demo',
        'admin@skr.demo',
        'handlaggare@kommun-a.demo',
        'chef@kommun-a.demo',
        'handlaggare@kommun-b.demo',
      ].map((email) => bed.as(email)),
    )) as [Client, Client, Client, Client, Client, Client];
    association = (await actorOf(bed, 'jurist@skr.demo')).staffMembership!.organisationId;
  });
  afterAll(() => bed.close());

  /** Opens a task as a job would: as the system, past what a person may. */
  const open = async (entryId: string, task: Partial<NewTask> = {}): Promise<string> => {
    let id = '';
    await asSystem(async (tx) => {
      const entry = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [entryId]);
      id = await bed.app
        .get(Tasks)
        .open(tx, { entry: entry!, kind: TaskKind.TRIAGE, orgId: association, role: Role.LAWYER, ...task });
    });
    return id;
  };
  const asSystem = (work: (tx: Tx) => Promise<void>): Promise<void> =>
    bed.db.transact(
      {
        id: 'system:test',
        personId: null,
        context: { person: null, organisations: [], units: [], kinds: [], member: false, systemKinds: ['BARRIER'] },
      },
      work,
    );
  const inbox = async (client: Client, args: object = {}): Promise<TaskView[]> => {
    const seen: TaskView[] = [];
    for (let after: string | null = null; ;) {
      const { inbox: page }: { inbox: { nodes: TaskView[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
        await client.ask(INBOX, { first: 20, after, ...args });
      seen.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) return seen;
      after = page.pageInfo.endCursor;
    }
  };
  const about = async (client: Client, id: string, args: object = {}): Promise<TaskView | undefined> =>
    (await inbox(client, args)).find((task) => task.id === id);
  const tasksOf = (entryId: string) =>
    bed.sql<{ kind: string; state: string; assignee: string | null }>(
      `select task_kind as kind, state, (select email from person where id = assignee_id) as assignee from task
       where entry_id = $1 order by created_at, id`,
      [entryId],
    );
  const toldOf = (entryId: string) =>
    bed.sql<{ email: string; reason: string }>(
      `select p.email, n.reason from notification n join person p on p.id = n.person_id where n.entry_id = $1 order by n.reason, p.email`,
      [entryId],
    );

  it('opens one task for one cause however often it is told, and none twice at once', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const ids = await Promise.all([1, 2, 3].map(() => open(id)));
    expect(new Set(ids).size).toBe(1);
    expect(await tasksOf(id)).toHaveLength(1);
    await asSystem(async (tx) => {
      const task = { entryId: id, kinds: [TaskKind.TRIAGE] };
      expect(await bed.app.get(Tasks).close(tx, { ...task, outcome: 'DONE' })).toBe(1);
      expect(await bed.app.get(Tasks).close(tx, { ...task, outcome: 'DONE' })).toBe(0);
    });
    expect(await open(id)).not.toBe(ids[0]);
  });

  it('shows a task to those whose role may take it, and to nobody who may not see the entry', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const task = await open(id);
    expect((await about(lawyer, task))!.allowedActions.map((one) => one.mutation)).toEqual([
      'taskClaim',
      'taskReassign',
    ]);
    expect(await about(reviewer, task, { role: 'REVIEWER' })).toBeUndefined();
    // The organisation's people see it in no inbox: it stands in the association's.
    expect(await about(officer, task)).toBeUndefined();
    expect(await about(neighbour, task)).toBeUndefined();
    expect(
      (await neighbour.act<TaskPayload>(action('taskClaim'), { id: task, expectedVersion: 1 })).userErrors[0]!.code,
    ).toBe('NOT_FOUND');
    expect(
      (await officer.act<TaskPayload>(action('taskClaim'), { id: task, expectedVersion: 1 })).userErrors[0]!.code,
    ).toBe('NOT_FOUND');
    const garbage = await lawyer.act<TaskPayload>(action('taskClaim'), { id: 'ett', expectedVersion: 1 });
    expect(garbage.userErrors[0]!.code).toBe('NOT_FOUND');
    expect((await bed.anonymous.raw(INBOX)).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
  });

  it('gives a task to one of two who claim it at once, and tells the other', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const task = await open(id, { role: null });
    const answers = await Promise.all(
      [lawyer, reviewer].map((who) => who.act<TaskPayload>(action('taskClaim'), { id: task, expectedVersion: 1 })),
    );
    const lost = answers.filter((one) => one.userErrors.length);
    expect(lost).toHaveLength(1);
    expect(lost[0]!.userErrors[0]!.code).toBe('CONFLICT');
    expect(lost[0]!.task!.state).toBe('CLAIMED');
    const winner = answers.indexOf(answers.find((one) => !one.userErrors.length)!) === 0 ? lawyer : reviewer;
    expect(await about(winner, task, { mine: true })).toMatchObject({ state: 'CLAIMED' });
    const back = await winner.act<TaskPayload>(action('taskRelease'), { id: task, expectedVersion: 2 });
    expect(back.task).toMatchObject({ state: 'OPEN', assignee: null, version: 3 });
  });

  it('hands a task over to a colleague who may do it, and tells the colleague only', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const task = await open(id, { role: null });
    const refused = await lawyer.act<TaskPayload>(mutation('TaskReassign'), {
      id: task,
      expectedVersion: 1,
      assignee: officer.personId,
    });
    expect(refused.userErrors[0]!.code).toBe('ASSIGNEE_WITHOUT_ROLE');
    const done = await lawyer.act<TaskPayload>(mutation('TaskReassign'), {
      id: task,
      expectedVersion: 1,
      assignee: reviewer.personId,
    });
    expect(done.task).toMatchObject({ state: 'CLAIMED', assignee: { id: reviewer.personId } });
    await bed.drainJobs();
    expect(await toldOf(id)).toEqual([{ email: 'granskare@skr.demo', reason: 'task.assigned' }]);
  });

  it('leaves the assignee of an answer to the question, and workflow tasks to their actions', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const answer = await open(id, { kind: TaskKind.ANSWER });
    expect((await about(lawyer, answer))!.allowedActions[0]!.blockers[0]!.code).toBe('TASK_FOLLOWS_ENTRY');
    expect(
      (await lawyer.act<TaskPayload>(action('taskClaim'), { id: answer, expectedVersion: 1 })).userErrors[0]!.code,
    ).toBe('TASK_FOLLOWS_ENTRY');
    const ticked = await lawyer.act<TaskPayload>(action('taskComplete'), { id: answer, expectedVersion: 1 });
    expect(ticked.userErrors[0]!.code).toBe('TASK_CLOSES_BY_ITS_ACTION');
    expect(await tasksOf(id)).toMatchObject([{ state: 'OPEN' }]);
  });

  it('lets a person write down a task of their own unit, and tick it off', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const create = mutation('TaskCreate');
    const input = { entry: id, note: 'Ring nämndens ordförande', dueOn: '2026-11-27' };
    expect((await neighbour.act<TaskPayload>(create, input)).userErrors[0]!.code).toBe('NOT_FOUND');
    const number = await officer.act<TaskPayload>(create, { ...input, note: 'Ring 19811228-9874' });
    expect(number.userErrors[0]!.code).toBe('PERSONAL_DATA');
    expect((await officer.act<TaskPayload>(create, { ...input, dueOn: '2026-11-20' })).userErrors[0]!.code).toBe(
      'TASK_DUE_IN_THE_PAST',
    );
    const { task } = await officer.act<TaskPayload>(create, input);
    expect(task).toMatchObject({ kind: 'MANUAL', state: 'OPEN', note: input.note, dueAt: '2026-11-27T16:00:00.000Z' });
    await officer.act<TaskPayload>(create, { ...input, assignee: chief.personId });
    expect(await tasksOf(id)).toMatchObject([{ state: 'OPEN' }, { state: 'CLAIMED', assignee: 'chef@kommun-a.demo' }]);
    const done = await officer.act<TaskPayload>(action('taskComplete'), { id: task!.id, expectedVersion: 1 });
    expect(done.task).toMatchObject({ state: 'DONE', version: 2 });
    const again = await officer.act<TaskPayload>(action('taskComplete'), { id: task!.id, expectedVersion: 2 });
    expect(again.userErrors[0]).toMatchObject({ code: 'WRONG_STATE', message: expect.stringContaining('klar') });
    expect(await about(officer, task!.id)).toBeUndefined();
    expect(await about(officer, task!.id, { state: 'DONE' })).toBeDefined();
    // The association sees the entry, not how the municipality shares its work.
    expect(await about(lawyer, task!.id, { state: 'DONE' })).toBeUndefined();
  });

  it('puts the first due first and what has no deadline last, page by page', async () => {
    const due = (day: string): Date => new Date(`2027-01-${day}T16:00:00Z`);
    const made: string[] = [];
    for (const dueAt of [due('20'), null, due('10'), null, due('15')]) {
      const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
      made.push(await open(id, { kind: TaskKind.CONFIRM_STAGE, dueAt }));
    }
    const seen: string[] = [];
    let after: string | null = null as string | null;
    for (let page = 0; page < 3; page++) {
      const { inbox: shown } = await lawyer.ask<{
        inbox: { nodes: TaskView[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } };
      }>(INBOX, { kind: 'CONFIRM_STAGE', first: 2, after });
      expect(shown.totalCount).toBe(5);
      seen.push(...shown.nodes.map((task) => task.id));
      after = shown.pageInfo.endCursor;
    }
    const [a, b, c, d, e] = made as [string, string, string, string, string];
    expect(seen).toEqual([c, e, a, ...[b, d].sort()]);
  });

  it('asks as many statements of the database for 20 tasks as for 2', async () => {
    const { reads } = bed.db;
    const cost = async (first: number): Promise<number> => {
      const before = reads.statements;
      await lawyer.ask(INBOX, { first, mine: true });
      return reads.statements - before;
    };
    for (let i = 0; i < 20; i++) {
      const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
      await open(id, { assigneeId: lawyer.personId, unitId: null });
    }
    expect(await cost(20)).toBe(await cost(2));
  });

  it('reminds at three quarters and escalates at the end, once each, and never while the clock stands still', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const now = bed.clock.now().getTime();
    const at = (hours: number): Date => new Date(now + hours * 3_600_000);
    const task = await open(id, { assigneeId: lawyer.personId, remindAt: at(3), dueAt: at(4) });
    const scan = async (): Promise<string[]> => {
      await bed.drainJobs({ scheduled: ['inbox.clocks'] });
      await bed.sql(`delete from outbox where kind = 'inbox.clocks'`);
      return (await toldOf(id)).map((one) => `${one.email} ${one.reason}`);
    };
    expect(await scan()).toEqual([]);
    await asSystem(async (tx) => void (await bed.app.get(Tasks).pause(tx, { entryId: id, kinds: [TaskKind.TRIAGE] })));
    bed.clock.advance(3.5 * 3_600_000);
    expect(await scan()).toEqual([]);
    expect(await about(lawyer, task)).toMatchObject({ dueSoon: false, overdue: false });
    await asSystem(async (tx) => {
      await bed.app.get(Tasks).resume(tx, { entryId: id, kinds: [TaskKind.TRIAGE], remindAt: at(5), dueAt: at(6) });
    });
    expect(await scan()).toEqual([]);
    bed.clock.advance(2 * 3_600_000);
    expect(await scan()).toEqual(['jurist@skr.demo task.remind']);
    expect(await about(lawyer, task)).toMatchObject({ dueSoon: true, overdue: false });
    expect(await scan()).toEqual(['jurist@skr.demo task.remind']);
    bed.clock.advance(3_600_000);
    const told = await scan();
    expect(told).toContain('jurist@skr.demo task.overdue');
    expect(told).toContain('admin@skr.demo task.overdue');
    expect(told.filter((one) => one.includes('@kommun'))).toEqual([]);
    expect(await about(lawyer, task)).toMatchObject({ overdue: true });
    expect(await scan()).toEqual(told);
  });

  it('tells an administrator who sees the entry that the time is up', async () => {
    const { id } = await entryOf(bed, 'handlaggare@kommun-a.demo');
    const { organisationId, unitId } = (await actorOf(bed, 'handlaggare@kommun-a.demo')).memberships[0]!;
    const dueAt = bed.clock.now();
    await open(id, {
      kind: TaskKind.PROVIDE_INFORMATION,
      orgId: organisationId,
      unitId,
      role: Role.SUBMITTER,
      dueAt,
      assigneeId: officer.personId,
    });
    bed.clock.advance(1_000);
    await bed.drainJobs({ scheduled: ['inbox.clocks'] });
    expect(await toldOf(id)).toEqual([
      { email: 'chef@kommun-a.demo', reason: 'task.overdue' },
      { email: 'handlaggare@kommun-a.demo', reason: 'task.overdue' },
    ]);
  });

  describe('follows a text', () => {
    const draft = async (entry: string, by = lawyer): Promise<RevisionPayload['revision']> => {
      const drafted = await by.act<RevisionPayload>(revision('revisionDraft', 'RevisionDraftInput'), {
        entry,
        body: 'Det går bra.',
        language: 'sv',
      });
      expect(drafted.userErrors).toEqual([]);
      return drafted.revision;
    };
    const step = async (
      by: Client,
      name: string,
      input: string,
      text: RevisionPayload['revision'],
      more: object = {},
    ) => {
      const done = await by.act<RevisionPayload>(revision(name, input), {
        id: text.id,
        expectedVersion: text.version,
        ...more,
      });
      expect(done.userErrors).toEqual([]);
      await bed.drainJobs();
      return done.revision;
    };
    const ACTION = 'RevisionActionInput';

    it('through review, changes, approval and publication', async () => {
      const { id } = await entryOf(bed, 'jurist@skr.demo');
      let text = await draft(id);
      text = await step(lawyer, 'revisionSubmit', 'RevisionSubmitInput', text);
      expect(await tasksOf(id)).toEqual([{ kind: 'REVIEW', state: 'OPEN', assignee: null }]);
      expect(await toldOf(id)).toEqual([{ email: 'granskare@skr.demo', reason: 'task.review' }]);
      const [review] = await inbox(reviewer, { kind: 'REVIEW' });
      // The author may have the role too, but not this task.
      expect(await about(lawyer, review!.id)).toBeUndefined();

      text = await step(reviewer, 'revisionRequestChanges', 'RevisionReasonInput', text, {
        reason: 'Hänvisa till lagen.',
      });
      expect(await tasksOf(id)).toEqual([
        { kind: 'REVIEW', state: 'DONE', assignee: null },
        { kind: 'REVISE', state: 'CLAIMED', assignee: 'jurist@skr.demo' },
      ]);
      text = await step(lawyer, 'revisionEdit', 'RevisionEditInput', text, { body: 'Det går bra, 10 kap. 2 § OSL.' });
      expect((await tasksOf(id))[1]!.state).toBe('CLAIMED');
      text = await step(lawyer, 'revisionSubmit', 'RevisionSubmitInput', text);
      expect((await tasksOf(id)).map((task) => task.state)).toEqual(['DONE', 'DONE', 'OPEN']);
      text = await step(reviewer, 'revisionApprove', 'RevisionApproveInput', text);
      expect((await tasksOf(id)).at(-1)).toEqual({ kind: 'PUBLISH', state: 'CLAIMED', assignee: 'jurist@skr.demo' });
      await step(lawyer, 'revisionPublish', ACTION, text);
      expect((await tasksOf(id)).every((task) => task.state === 'DONE')).toBe(true);
    });

    it('to a second reviewer where two must approve', async () => {
      const second = await bed.as('paverkan@skr.demo');
      await bed.sql(
        `insert into membership (id, person_id, organisation_id, unit_id, role)
         select $1, p.id, m.organisation_id, m.unit_id, 'REVIEWER' from person p join membership m on m.person_id = p.id
         where p.email = 'paverkan@skr.demo' limit 1`,
        [newId('Membership')],
      );
      stub.reviewersRequired = 2;
      const { id } = await entryOf(bed, 'jurist@skr.demo');
      let text = await step(lawyer, 'revisionSubmit', 'RevisionSubmitInput', await draft(id));
      const [review] = await bed.sql<{ id: string }>('select id from task where entry_id = $1', [id]);
      await reviewer.act<TaskPayload>(action('taskClaim'), { id: review!.id, expectedVersion: 1 });
      text = await step(reviewer, 'revisionApprove', 'RevisionApproveInput', text);
      expect(await tasksOf(id)).toEqual([{ kind: 'REVIEW', state: 'OPEN', assignee: null }]);
      expect(await about(reviewer, review!.id)).toBeUndefined();
      expect(await about(second, review!.id)).toMatchObject({ state: 'OPEN' });
      const mine = await reviewer.act<TaskPayload>(action('taskClaim'), { id: review!.id, expectedVersion: 3 });
      expect(mine.userErrors[0]!.code).toBe('TASK_NOT_FOR_YOU');
      await step(second, 'revisionApprove', 'RevisionApproveInput', text);
      stub.reviewersRequired = 1;
      expect((await tasksOf(id)).map((task) => [task.kind, task.state])).toEqual([
        ['REVIEW', 'DONE'],
        ['PUBLISH', 'CLAIMED'],
      ]);
    });

    it('back when it is recalled or thrown away', async () => {
      const { id } = await entryOf(bed, 'jurist@skr.demo');
      let text = await step(lawyer, 'revisionSubmit', 'RevisionSubmitInput', await draft(id));
      text = await step(lawyer, 'revisionRecall', ACTION, text);
      expect(await tasksOf(id)).toEqual([{ kind: 'REVIEW', state: 'OBSOLETE', assignee: null }]);
      await step(lawyer, 'revisionDiscard', ACTION, text);
      expect(await tasksOf(id)).toHaveLength(1);
    });

    it('through an emergency: a review afterwards by somebody else, and a new text if it fails', async () => {
      const { id } = await entryOf(bed, 'jurist@skr.demo');
      const text = await step(admin, 'revisionEmergencyPublish', 'RevisionReasonInput', await draft(id), {
        reason: 'Akut fel i vården.',
      });
      expect(await tasksOf(id)).toEqual([{ kind: 'RETRO_REVIEW', state: 'OPEN', assignee: null }]);
      expect(await toldOf(id)).toContainEqual({ email: 'granskare@skr.demo', reason: 'task.retro-review' });
      await step(reviewer, 'revisionRetroReview', 'RevisionRetroReviewInput', text, {
        stands: false,
        note: 'Fel lagrum.',
      });
      expect((await tasksOf(id)).map((task) => [task.kind, task.state])).toEqual([
        ['RETRO_REVIEW', 'DONE'],
        ['REPLACE', 'CLAIMED'],
      ]);
      let next = await step(lawyer, 'revisionSubmit', 'RevisionSubmitInput', await draft(id));
      next = await step(reviewer, 'revisionApprove', 'RevisionApproveInput', next);
      await step(lawyer, 'revisionPublish', ACTION, next);
      // The old text has no event of its own when a new one takes its place.
      expect((await tasksOf(id)).find((task) => task.kind === 'REPLACE')!.state).toBe('DONE');
    });
  });
});
