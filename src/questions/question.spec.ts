import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, Client, TestApp } from '../../test/harness/app.js';
import { Role } from '../access/person.entity.js';
import { newId } from '../platform/ids.js';

interface Seen {
  id: string;
  ref: string | null;
  state: string;
  version: number;
  title: string;
  assignee: { name: string } | null;
  dueAt: string | null;
  waitsForApproval: boolean;
  allowedActions: { action: string; mutation: string; blockers: { code: string }[] }[];
}
interface Done {
  question: Seen | null;
}

const FIELDS = `id ref state version title dueAt waitsForApproval assignee { name } allowedActions { action mutation blockers { code } }`;
const TEXT = 'Får nämnden ta emot ansökningar om skolskjuts i en e-tjänst utan underskrift?';

let t: TestApp;
let asker: Client;
let neighbour: Client;
let lawyer: Client;
let second: Client;
let admin: Client;

/** `questionAccept` → the payload of that mutation. */
function act(who: Client, name: string, input: object) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const note = ['Resume', 'Release', 'Withdraw'].some((one) => name === `question${one}`);
  const reason = ['Reject', 'Reopen'].some((one) => name === `question${one}`);
  const message = name.endsWith('Information');
  const actual = note
    ? 'QuestionNoteInput'
    : reason
      ? 'QuestionReasonInput'
      : message
        ? 'QuestionMessageInput'
        : name === 'questionDiscard'
          ? 'QuestionActionInput'
          : type;
  return who.act<Done>(
    `mutation ($input: ${actual}!) { ${name}(input: $input) { question { ${FIELDS} } userErrors { code message path details } } }`,
    input,
  );
}

async function done(who: Client, name: string, input: object): Promise<Seen> {
  const { question, userErrors } = await act(who, name, input);
  expect({ name, userErrors }).toEqual({ name, userErrors: [] });
  return question!;
}

const at = (question: Seen, more: object = {}) => ({ id: question.id, expectedVersion: question.version, ...more });
const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
const see = async (who: Client, id: string) =>
  (await who.ask<{ question: Seen | null }>(`query ($id: ID!) { question(id: $id) { ${FIELDS} } }`, { id })).question;

const draft = (who: Client, more: object = {}) =>
  done(who, 'questionDraft', { title: 'Skolskjuts', text: TEXT, ...more });
const sent = async (who = asker, more: object = {}) =>
  done(who, 'questionSubmit', at(await draft(who, more), { deIdentified: true }));
const taken = async (more: object = {}) => done(lawyer, 'questionAccept', at(await sent(asker, more)));

async function newcomer(email: string, unitKey: string, ...roles: Role[]): Promise<Client> {
  const [unit] = await t.sql<{ id: string; organisation_id: string }>(
    'select id, organisation_id from unit where id = $1',
    [unitKey],
  );
  const id = newId('Person');
  await t.sql('insert into person (id, name, email) values ($1, $2, $3)', [id, email.split('@')[0], email]);
  for (const role of roles) {
    await t.sql('insert into membership (id, person_id, organisation_id, unit_id, role) values ($1, $2, $3, $4, $5)', [
      newId('Membership'),
      id,
      unit!.organisation_id,
      unit!.id,
      role,
    ]);
  }
  return t.as(email);
}
const unitOf = async (who: Client, role: Role) =>
  (
    await t.sql<{ unit_id: string }>('select unit_id from membership where person_id = $1 and role = $2', [
      who.personId,
      role,
    ])
  )[0]!.unit_id;

/** Answers a question and publishes the answer, reviewed by somebody else. */
async function answer(question: Seen, by = lawyer): Promise<string> {
  const reviewer = await t.as('granskare@skr.demo');
  const revise = async (who: Client, name: string, type: string, input: object) => {
    const { revision, userErrors } = await who.act<{ revision: { id: string; version: number } }>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { revision { id version } userErrors { code message path } } }`,
      input,
    );
    expect({ name, userErrors }).toEqual({ name, userErrors: [] });
    return { id: revision.id, expectedVersion: revision.version };
  };
  const made = await revise(by, 'revisionDraft', 'RevisionDraftInput', {
    entry: question.id,
    language: 'sv',
    body: 'Ja, **det får den**.',
    conclusion: 'POSSIBLE',
  });
  const submitted = await revise(by, 'revisionSubmit', 'RevisionSubmitInput', made);
  const approved = await revise(reviewer, 'revisionApprove', 'RevisionApproveInput', submitted);
  return (await revise(by, 'revisionPublish', 'RevisionActionInput', approved)).id;
}

const openTasks = async (id: string) =>
  (
    await t.sql<{ task_kind: string; assignee_id: string | null; paused: boolean }>(
      `select task_kind, assignee_id, paused_at is not null as paused from task where entry_id = $1 and state in ('OPEN','CLAIMED') order by task_kind`,
      [id],
    )
  ).map((row) => `${row.task_kind}${row.paused ? ' paused' : ''}`);
const toldOf = async (id: string, who: Client) =>
  (
    await t.sql<{ reason: string }>(
      'select reason from notification where entry_id = $1 and person_id = $2 order by created_at',
      [id, who.personId],
    )
  ).map(({ reason }) => reason);

beforeAll(async () => {
  t = await createTestApp();
  asker = await t.as('handlaggare@kommun-a.demo');
  neighbour = await t.as('handlaggare@region-c.demo');
  lawyer = await t.as('jurist@skr.demo');
  admin = await t.as('admin@skr.demo');
  second = await newcomer('jurist.tva@skr.demo', await unitOf(lawyer, Role.LAWYER), Role.LAWYER);
}, 120_000);
afterAll(() => t?.close());

describe('asking', () => {
  it('is disclosing: nothing leaves before it is decided on what ground', async () => {
    const question = await draft(asker);
    expect(question).toMatchObject({ state: 'DRAFT', ref: null, version: 1 });
    expect(question.allowedActions.find(({ action }) => action === 'submit')).toEqual({
      action: 'submit',
      mutation: 'questionSubmit',
      blockers: [{ code: 'DISCLOSURE_NOT_DECIDED' }],
    });
    expect(await see(lawyer, question.id)).toBeNull();
    expect(codes(await act(asker, 'questionSubmit', at(question)))).toEqual(['DISCLOSURE_NOT_DECIDED']);
    const out = await done(asker, 'questionSubmit', at(question, { disclosureGround: 'Samtycke från den enskilde' }));
    expect(out).toMatchObject({ state: 'SUBMITTED', ref: expect.stringMatching(/^F-2026-\d+$/) });
    expect((await see(lawyer, question.id))?.ref).toBe(out.ref);
  });

  it('a draft may be unfinished, a question that is sent may not', async () => {
    const question = await done(asker, 'questionDraft', { deIdentified: true });
    expect(codes(await act(asker, 'questionSubmit', at(question)))).toEqual(['TITLE_REQUIRED']);
    const titled = await done(asker, 'questionUpdate', at(question, { title: 'Rubrik' }));
    expect(codes(await act(asker, 'questionSubmit', at(titled)))).toEqual(['TEXT_REQUIRED']);
    expect((await done(asker, 'questionDiscard', at(titled))).state).toBe('DISCARDED');
  });

  it('refuses personal numbers until the sender has chosen, and keeps what is masked', async () => {
    const input = { title: 'Skolskjuts', text: 'Gäller 121212-1212 och hennes väg till skolan.' };
    expect(codes(await act(asker, 'questionDraft', input))).toEqual(['PERSONAL_DATA']);
    expect(
      codes(await act(asker, 'questionDraft', { ...input, personalData: { action: 'KEEP', ground: 'OSL 10:2' } })),
    ).toEqual(['PERSONAL_DATA_KEEP_ONLY_RESTRICTED']);
    const question = await draft(asker, { ...input, personalData: { action: 'MASK' } });
    const [row] = await t.sql<{ text: string }>('select text from question where id = $1', [question.id]);
    expect(row!.text).toBe('Gäller [personnummer] och hennes väg till skolan.');
  });

  it('a number that was kept on a ground is not de-identified', async () => {
    const question = await draft(asker, {
      text: 'Gäller 121212-1212.',
      access: 'RESTRICTED',
      accessGround: 'OSL 26:1',
      personalData: { action: 'KEEP', ground: 'OSL 10:2' },
    });
    expect(codes(await act(asker, 'questionSubmit', at(question, { deIdentified: true })))).toEqual(['PERSONAL_DATA']);
    expect(codes(await act(asker, 'questionUpdate', at(question, { access: 'PARTIES' })))).toEqual(['PERSONAL_DATA']);
  });

  it('waits for an approver where the organisation wants one', async () => {
    const chief = await t.as('chef@kommun-a.demo');
    await t.sql(
      `update organisation set approves_sending = true where id = (select owner_org_id from entry where id = $1)`,
      [(await draft(asker)).id],
    );
    try {
      const waiting = await done(asker, 'questionSubmit', at(await draft(asker), { deIdentified: true }));
      expect(waiting).toMatchObject({ state: 'DRAFT', waitsForApproval: true, ref: null });
      expect(await see(lawyer, waiting.id)).toBeNull();
      await t.drainJobs();
      expect(await openTasks(waiting.id)).toEqual(['APPROVE_SENDING']);
      expect(await toldOf(waiting.id, chief)).toEqual(['question.sending-requested']);
      expect(codes(await act(asker, 'questionSubmit', at(waiting)))).toEqual(['SENDING_ALREADY_REQUESTED']);

      expect(codes(await act(chief, 'questionApproveSending', at(waiting, { approved: false })))).toEqual(['REQUIRED']);
      const back = await done(
        chief,
        'questionApproveSending',
        at(waiting, { approved: false, reason: 'Fråga kommunjuristen först.' }),
      );
      expect(back).toMatchObject({ state: 'DRAFT', waitsForApproval: false });
      const again = await done(asker, 'questionSubmit', at(back));
      const out = await done(chief, 'questionApproveSending', at(again, { approved: true }));
      expect(out.state).toBe('SUBMITTED');
      await t.drainJobs();
      expect(await openTasks(out.id)).toEqual(['TRIAGE']);
      expect(await toldOf(out.id, asker)).toEqual(['question.sending-refused', 'question.sending-approved']);
      // Why the board hesitated is its own matter.
      const thread = `query ($id: ID!) { question(id: $id) { comments { body } } }`;
      expect(await lawyer.ask(thread, { id: out.id })).toEqual({ question: { comments: [] } });
      expect(await asker.ask(thread, { id: out.id })).toEqual({
        question: { comments: [{ body: 'Fråga kommunjuristen först.' }] },
      });
    } finally {
      await t.sql('update organisation set approves_sending = false');
    }
  });
});

describe('handling', () => {
  it('goes from the inbox to the answer, with a clock that stands still while the asker is asked', async () => {
    const question = await sent();
    await t.drainJobs();
    expect(await openTasks(question.id)).toEqual(['TRIAGE']);
    expect(await toldOf(question.id, lawyer)).toEqual(['question.submitted']);

    const accepted = await done(lawyer, 'questionAccept', at(question));
    expect(accepted).toMatchObject({ state: 'IN_PROGRESS', assignee: { name: expect.any(String) } });
    await t.drainJobs();
    expect(await openTasks(question.id)).toEqual(['ANSWER']);

    const awaiting = await done(
      lawyer,
      'questionRequestInformation',
      at(accepted, { message: 'Vilken e-legitimation?' }),
    );
    expect(awaiting.state).toBe('AWAITING_INFORMATION');
    await t.drainJobs();
    expect(await openTasks(question.id)).toEqual(['ANSWER paused', 'PROVIDE_INFORMATION']);
    const clock = `query ($id: ID!) { question(id: $id) { clock { dueAt elapsedShare paused remainingWorkingDays } } }`;
    const before = await asker.ask<{ question: { clock: { paused: boolean; elapsedShare: number } } }>(clock, {
      id: question.id,
    });
    t.clock.advance(2 * 24 * 60 * 60 * 1_000);
    const after = await asker.ask<{ question: { clock: { paused: boolean; elapsedShare: number } } }>(clock, {
      id: question.id,
    });
    expect(
      [before, after].map(
        ({
          question: {
            clock: { paused },
          },
        }) => paused,
      ),
    ).toEqual([true, true]);
    expect(after.question.clock.elapsedShare).toBeCloseTo(before.question.clock.elapsedShare, 6);

    const provided = await done(asker, 'questionProvideInformation', at(awaiting, { message: 'Den statliga.' }));
    expect(provided.state).toBe('IN_PROGRESS');
    expect(Date.parse(provided.dueAt!)).toBeGreaterThan(Date.parse(accepted.dueAt!));
    await t.drainJobs();
    expect(await openTasks(question.id)).toEqual(['ANSWER']);
    expect(await toldOf(question.id, asker)).toEqual(['question.accepted', 'question.information-requested']);

    await answer(provided);
    await t.drainJobs();
    expect(await openTasks(question.id)).toEqual([]);
    expect(await toldOf(question.id, asker)).toContain('question.answered');
    const got = await asker.ask<{ question: Seen & { answer: { body: string; conclusion: string } } }>(
      `query ($id: ID!) { question(id: $id) { state version answer { body conclusion } } }`,
      { id: question.id },
    );
    expect(got.question).toMatchObject({
      state: 'ANSWERED',
      answer: { body: 'Ja, **det får den**.', conclusion: 'POSSIBLE' },
    });

    const answered = (await see(asker, question.id))!;
    const reopened = await done(asker, 'questionReopen', at(answered, { reason: 'Lagen har ändrats.' }));
    await t.drainJobs();
    expect(reopened.state).toBe('IN_PROGRESS');
    expect(await openTasks(question.id)).toEqual(['ANSWER']);
    await answer(reopened);
    const closed = await done(asker, 'questionClose', at((await see(asker, question.id))!));
    expect(closed.state).toBe('CLOSED');
  });

  it('two lawyers at once: one has it, the other is told who', async () => {
    const question = await sent();
    const both = await Promise.all([lawyer, second].map((who) => act(who, 'questionAccept', at(question))));
    const won = both.filter(({ userErrors }) => userErrors.length === 0);
    const lost = both.filter(({ userErrors }) => userErrors.length > 0);
    expect([won.length, lost.length]).toEqual([1, 1]);
    expect(codes(lost[0]!)).toEqual(['CONFLICT']);
    expect(lost[0]!.question!.assignee).toEqual(won[0]!.question!.assignee);
    expect(
      await t.sql(`select count(*)::int as n from audit_event where subject_id = $1 and action = 'question.accepted'`, [
        question.id,
      ]),
    ).toEqual([{ n: 1 }]);
  });

  it('says what stands in the way: stale version, wrong state, wrong person', async () => {
    const question = await taken();
    expect(await act(lawyer, 'questionRelease', { id: question.id, expectedVersion: 1 })).toMatchObject({
      userErrors: [{ code: 'CONFLICT', path: ['input', 'expectedVersion'] }],
      question: { version: question.version },
    });
    expect(codes(await act(lawyer, 'questionAccept', at(question)))).toEqual(['WRONG_STATE']);
    expect(codes(await act(asker, 'questionClose', at(question)))).toEqual(['WRONG_STATE']);
    expect(codes(await act(asker, 'questionTransfer', at(question, { to: neighbour.personId })))).toEqual([
      'NOT_A_COLLEAGUE',
    ]);
    expect(codes(await act(lawyer, 'questionTransfer', at(question, { to: asker.personId })))).toEqual([
      'NOT_A_LAWYER',
    ]);
    expect(codes(await act(lawyer, 'questionReject', at(question, { reason: ' ' })))).toEqual(['REQUIRED']);
    const refused = await asker.raw(
      `mutation ($input: QuestionAcceptInput!) { questionAccept(input: $input) { userErrors { code } } }`,
      { input: at(question) },
    );
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await see(lawyer, question.id))!.version).toBe(question.version);
  });

  it('to another tenant it does not exist, whatever they try', async () => {
    const question = await sent();
    expect(await see(neighbour, question.id)).toBeNull();
    for (const id of [question.id, newId('Question'), newId('Guidance'), 'skräp', '']) {
      expect(codes(await act(neighbour, 'questionWithdraw', { id, expectedVersion: 2 }))).toEqual(['NOT_FOUND']);
    }
    const list = await neighbour.ask<{ questions: { nodes: { id: string }[]; totalCount: number } }>(
      '{ questions(first: 100) { nodes { id } totalCount } }',
    );
    expect(list.questions).toEqual({ nodes: [], totalCount: 0 });
    expect((await t.anonymous.raw('{ questions { nodes { id } } }')).errors?.[0]?.extensions?.code).toBe(
      'UNAUTHENTICATED',
    );
    const file = await t.app.inject({ url: `/export/question/${question.ref}.html`, headers: neighbour.authorization });
    const none = await t.app.inject({ url: '/export/question/F-2026-99999.html', headers: neighbour.authorization });
    expect([file.statusCode, none.statusCode]).toEqual([404, 404]);
  });

  it('a failure after the last write leaves nothing behind', async () => {
    const question = await sent();
    const footprint = () =>
      t.sql(
        `select e.state, e.version, q.assignee_id, (select count(*) from audit_event where subject_id = e.id) as events,
           (select count(*) from outbox where entry_id = e.id) as jobs from entry e join question q on q.id = e.id where e.id = $1`,
        [question.id],
      );
    const before = await footprint();
    await t.sql(
      `create function break_outbox() returns trigger language plpgsql as $$ begin if new.kind = 'question.tell' then raise 'planted'; end if; return new; end $$`,
    );
    await t.sql(
      'create constraint trigger break_outbox after insert on outbox deferrable initially deferred for each row execute function break_outbox()',
    );
    try {
      const answerTo = await lawyer.raw<{ questionAccept: null }>(
        `mutation ($input: QuestionAcceptInput!) { questionAccept(input: $input) { userErrors { code } } }`,
        { input: at(question) },
      );
      expect(answerTo.errors?.[0]?.extensions?.code).toBe('INTERNAL');
      expect(JSON.stringify(answerTo)).not.toContain('planted');
    } finally {
      await t.sql('drop trigger break_outbox on outbox');
      await t.sql('drop function break_outbox()');
    }
    expect(await footprint()).toEqual(before);
    expect((await done(lawyer, 'questionAccept', at(question))).state).toBe('IN_PROGRESS');
  });

  it('leaves the same tasks in whatever order and however often its events are delivered', async () => {
    const question = await taken();
    // Submitted and accepted before any job ran: the inbox never sees it, and nobody is told of what is taken already.
    await t.drainJobs();
    expect(await openTasks(question.id)).toEqual(['ANSWER']);
    expect(await toldOf(question.id, second)).toEqual([]);
    const before = await t.sql('select id, state, version from task where entry_id = $1 order by id', [question.id]);
    await t.sql(`delete from job_receipt where outbox_id in (select id from outbox where entry_id = $1)`, [
      question.id,
    ]);
    await t.sql(`update outbox set finished_at = null where entry_id = $1`, [question.id]);
    await t.drainJobs();
    expect(await t.sql('select id, state, version from task where entry_id = $1 order by id', [question.id])).toEqual(
      before,
    );
    expect(await toldOf(question.id, asker)).toEqual(['question.accepted']);
  });

  it('the same call twice is one action, the same key for another is refused', async () => {
    const key = { idempotencyKey: `nyckel-${newId('Job')}` };
    const question = await sent();
    const input = { ...at(question), ...key };
    const first = await done(lawyer, 'questionAccept', input);
    expect((await done(lawyer, 'questionAccept', input)).version).toBe(first.version);
    expect(codes(await act(lawyer, 'questionAccept', { ...input, urgency: 'URGENT' }))).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
    ]);
  });

  it('ends in every other way too', async () => {
    expect((await done(lawyer, 'questionReject', at(await sent(), { reason: 'Inte en rättsfråga.' }))).state).toBe(
      'REJECTED',
    );
    expect((await done(asker, 'questionWithdraw', at(await taken()))).state).toBe('WITHDRAWN');
    const mine = await taken();
    const theirs = await done(lawyer, 'questionTransfer', at(mine, { to: second.personId }));
    expect(theirs.assignee?.name).toBe('jurist.tva');
    const released = await done(second, 'questionRelease', at(theirs, { reason: 'Jag är jävig.' }));
    expect(released).toMatchObject({ state: 'SUBMITTED', assignee: null });
    await t.drainJobs();
    expect(await openTasks(mine.id)).toEqual(['TRIAGE']);
    expect(await asker.ask(`query ($id: ID!) { question(id: $id) { comments { body } } }`, { id: mine.id })).toEqual({
      question: { comments: [] },
    });
    const chief = await t.as('chef@kommun-a.demo');
    await done(asker, 'questionTransfer', at(released, { to: chief.personId }));
    await t.drainJobs();
    expect(await toldOf(mine.id, chief)).toContain('question.transferred');
  });

  it('a duplicate points only to what the asker can see', async () => {
    const original = await taken();
    const same = await sent();
    const foreign = await sent(neighbour);
    expect(codes(await act(lawyer, 'questionMarkDuplicate', at(foreign, { duplicateOf: original.id })))).toEqual([
      'DUPLICATE_NOT_SEEN_BY_ASKER',
    ]);
    expect(codes(await act(lawyer, 'questionMarkDuplicate', at(same, { duplicateOf: same.id })))).toEqual([
      'LINK_TO_ITSELF',
    ]);
    expect(codes(await act(lawyer, 'questionMarkDuplicate', at(same, { duplicateOf: newId('Guidance') })))).toEqual([
      'NOT_FOUND',
    ]);
    expect((await done(lawyer, 'questionMarkDuplicate', at(same, { duplicateOf: original.id }))).state).toBe(
      'DUPLICATE',
    );
    expect(
      await asker.ask(`query ($id: ID!) { question(id: $id) { duplicateOf { ref ... on Question { text } } } }`, {
        id: same.id,
      }),
    ).toEqual({
      question: { duplicateOf: { ref: original.ref, text: TEXT } },
    });
  });

  it('is closed when nobody replies within the working days that the rule allows, and not before', async () => {
    const awaiting = await done(lawyer, 'questionRequestInformation', at(await taken(), { message: 'Vad menas?' }));
    const scan = () => t.drainJobs({ scheduled: ['question.no-reply'], until: t.clock.now() });
    await scan();
    t.clock.advance(14 * 24 * 60 * 60 * 1_000);
    await scan();
    expect((await see(asker, awaiting.id))!.state).toBe('AWAITING_INFORMATION');
    t.clock.advance(60 * 24 * 60 * 60 * 1_000);
    await scan();
    await t.drainJobs();
    expect((await see(asker, awaiting.id))!.state).toBe('CLOSED');
    expect(await openTasks(awaiting.id)).toEqual([]);
    expect(await toldOf(awaiting.id, asker)).toContain('question.no-reply');
    const [row] = await t.sql('select close_reason, awaiting_since from question where id = $1', [awaiting.id]);
    expect(row).toEqual({ close_reason: 'NO_REPLY', awaiting_since: null });
  });
});

describe('RESTRICTED', () => {
  it('is seen by named people only: the asker, the ADMINs who hand it out, the lawyer who gets it', async () => {
    const chief = await t.as('chef@kommun-a.demo');
    const question = await sent(asker, { access: 'RESTRICTED', accessGround: 'OSL 26:1' });
    const sees = async () => {
      const all = { asker, chief, lawyer, second, admin, neighbour };
      const names: string[] = [];
      for (const [name, who] of Object.entries(all)) if (await see(who, question.id)) names.push(name);
      return names;
    };
    expect(await sees()).toEqual(['asker', 'admin']);
    await t.drainJobs();
    expect(await toldOf(question.id, lawyer)).toEqual([]);
    expect(await toldOf(question.id, admin)).toEqual(['question.submitted']);
    expect(codes(await act(lawyer, 'questionAccept', at(question)))).toEqual(['NOT_FOUND']);
    expect(codes(await act(admin, 'questionAccept', at(question)))).toEqual(['ASSIGNEE_REQUIRED']);
    const accepted = await done(admin, 'questionAccept', at(question, { assignee: lawyer.personId }));
    expect(await sees()).toEqual(['asker', 'lawyer', 'admin']);
    const handed = await act(lawyer, 'questionTransfer', at(accepted, { to: second.personId }));
    expect(handed).toMatchObject({ userErrors: [], question: null });
    expect(await sees()).toEqual(['asker', 'second', 'admin']);
    const colleague = await done(
      asker,
      'questionTransfer',
      at((await see(asker, question.id))!, { to: chief.personId }),
    );
    expect(colleague.id).toBe(question.id);
    expect(await sees()).toEqual(['asker', 'chief', 'second', 'admin']);
    const [log] = await t.sql<{ n: number }>('select count(*)::int as n from restricted_read where entry_id = $1', [
      question.id,
    ]);
    expect(log!.n).toBeGreaterThan(5);
  });
});

describe('reading', () => {
  it('asks the database as often for twenty questions as for two', async () => {
    const list = `query ($first: Int!) { questions(first: $first, filter: { states: [SUBMITTED, IN_PROGRESS] }) { nodes {
      id ref title state asker { name } assignee { name } organisation { name } unit { name } subjectAreas { key } clock { dueAt } answer { id }
      comments { body } duplicateOf { ref } allowedActions { action } } } }`;
    for (let i = 0; i < 20; i++) await (i % 2 ? sent() : taken());
    const statements = async (first: number) => {
      await lawyer.ask(list, { first });
      const before = t.db.reads.statements;
      const { questions } = await lawyer.ask<{ questions: { nodes: unknown[] } }>(list, { first });
      expect(questions.nodes).toHaveLength(first);
      return t.db.reads.statements - before;
    };
    expect(await statements(20)).toBe(await statements(2));
  });

  it.each(['UPDATED', 'SUBMITTED', 'DUE'])('pages by %s without skipping or repeating', async (orderBy) => {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: {
        questions: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      } = await asker.ask(
        `query ($after: String, $orderBy: QuestionOrder!) { questions(first: 3, after: $after, orderBy: $orderBy) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after, orderBy },
      );
      ids.push(...page.questions.nodes.map(({ id }) => id));
      after = page.questions.pageInfo.hasNextPage ? page.questions.pageInfo.endCursor : null;
    } while (after);
    const mine = await t.sql<{ n: number }>(
      `select count(*)::int as n from entry e where e.kind = 'QUESTION' and e.state <> 'DISCARDED' and e.visibility <> 'RESTRICTED'
         and e.owner_unit_id = any(select unit_id from membership where person_id = $1)`,
      [asker.personId],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(mine[0]!.n);
  });

  it('filters, and answers garbled filters in words', async () => {
    const find = async (filter: object) =>
      await lawyer.raw<{ questions: { nodes: { ref: string }[] } }>(
        `query ($filter: QuestionFilter) { questions(filter: $filter, first: 100) { nodes { ref } } }`,
        { filter },
      );
    const marked = await sent(asker, { title: 'Bodelning av havsörnar', diaryNumber: 'KS 2026/1' });
    expect((await find({ query: 'havsörnarna' })).data.questions.nodes).toEqual([{ ref: marked.ref }]);
    expect((await find({ query: marked.ref!.toLowerCase() })).data.questions.nodes).toEqual([{ ref: marked.ref }]);
    expect((await find({ mine: true })).data.questions.nodes).not.toContainEqual({ ref: marked.ref });
    expect((await find({ query: `'"); drop table question; --` })).errors).toBeUndefined();
    const garbled = await find({ organisation: 'skräp' });
    expect([garbled.errors?.[0]?.extensions?.code, garbled.status < 500]).toEqual(['BAD_USER_INPUT', true]);
  });

  it("shows what resembles a question before it is sent, and nothing that is not the reader's", async () => {
    const question = await taken({ title: 'Fjärrläsning av vattenmätare' });
    await answer(question);
    const similar = (who: Client, text: string) =>
      who.ask<{ similarEntries: { id: string }[] }>(
        'query ($text: String!) { similarEntries(text: $text, first: 5) { id ref title } }',
        { text },
      );
    expect((await similar(asker, 'Får vi läsa av vattenmätaren på avstånd?')).similarEntries[0]?.id).toBe(question.id);
    expect((await similar(neighbour, 'vattenmätare')).similarEntries).toEqual([]);
    expect((await similar(t.anonymous, 'vattenmätare')).similarEntries).toEqual([]);
    for (const text of ['', 'och att det', `o'brien \\ ' & | ! ( ) :* <->`, 'ö'.repeat(10_000)]) {
      expect(Array.isArray((await similar(asker, text)).similarEntries)).toBe(true);
    }
  });

  it("exports question and answer for the asker's diary, internal notes left out and HTML made harmless", async () => {
    const question = await taken({
      title: 'Arkiv <script>alert(1)</script>',
      text: 'Får vi gallra? <img src=x onerror=alert(1)>',
      diaryNumber: 'KS 2026/77',
    });
    await lawyer.ask(`mutation ($input: CommentAddInput!) { commentAdd(input: $input) { userErrors { code } } }`, {
      input: { entry: question.id, body: 'Ring arkivarien', audience: 'INTERNAL' },
    });
    await answer(question);
    const urls = await asker.ask<{ question: { exportUrls: { html: string; text: string } } }>(
      `query ($id: ID!) { question(id: $id) { exportUrls { html text } } }`,
      { id: question.id },
    );
    const get = (url: string, who: Client) => t.app.inject({ url, headers: who.authorization });
    for (const who of [asker, lawyer]) {
      const html = await get(urls.question.exportUrls.html, who);
      expect(html.statusCode).toBe(200);
      expect(html.headers['content-disposition']).toBe(`attachment; filename="${question.ref}.html"`);
      expect(html.payload).toContain('KS 2026/77');
      expect(html.payload).toContain('<strong>det får den</strong>');
      expect(html.payload).not.toMatch(/<script|<img/);
      expect(html.payload).not.toContain('Ring arkivarien');
      const text = await get(urls.question.exportUrls.text, who);
      expect(text.headers['content-type']).toMatch(/^text\/plain/);
      expect(text.payload).toContain('Slutsats: Möjligt');
      expect(text.payload).not.toContain('Ring arkivarien');
    }
    expect((await get(urls.question.exportUrls.html, neighbour)).statusCode).toBe(404);
    expect((await t.app.inject({ url: urls.question.exportUrls.html })).statusCode).toBe(401);
    expect((await get('/export/question/..%2f..%2fetc%2fpasswd', asker)).statusCode).toBe(404);
  });
});
