import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { actorOf, entryOf, stubKind } from '../../test/harness/stub-kind.js';
import { Role } from '../access/person.entity.js';
import { Entries } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { newId } from '../platform/ids.js';
import { reviewRequestMachine } from './review-request.machine.js';
import { ReviewRequests } from './review.service.js';
import { ReviewedActs } from './reviewed-acts.js';

const REQUEST = `reviewRequest { id act state version reason decisionNote proposedAccess proposedBy { name } decidedBy { name }
  allowedActions { mutation blockers { code } } } userErrors { code message path }`;
const PROPOSE = `mutation($input: EntryLowerSecrecyProposeInput!) { entryLowerSecrecyPropose(input: $input) { ${REQUEST} } }`;
const ACCEPT = `mutation($input: ReviewRequestAcceptInput!) { reviewRequestAccept(input: $input) { ${REQUEST} } }`;
const REJECT = `mutation($input: ReviewRequestRejectInput!) { reviewRequestReject(input: $input) { ${REQUEST} } }`;
const RESTRICT = `mutation($input: EntryRestrictInput!) { entryRestrict(input: $input) { userErrors { code message } } }`;
const LIST = `query($state: ReviewRequestState) { reviewRequests(state: $state) { nodes { id act allowedActions { mutation blockers { code } } } } }`;

interface RequestView {
  id: string;
  state: string;
  version: number;
  proposedAccess: string | null;
  decidedBy: { name: string } | null;
  allowedActions: { mutation: string; blockers: { code: string }[] }[];
}
interface RequestPayload {
  reviewRequest: RequestView | null;
}

describe('Acts that take two', () => {
  let bed: TestApp;
  let officer: Client;
  let chief: Client;
  let neighbour: Client;
  let lawyer: Client;
  beforeAll(async () => {
    bed = await createTestApp();
    stubKind(bed);
    [officer, chief, neighbour, lawyer] = (await Promise.all(
      ['handlaggare@kommun-a.demo', 'chef@kommun-a.demo', 'handlaggare@kommun-b.demo', 'jurist@skr.demo'].map((email) =>
        bed.as(email),
      ),
    )) as [Client, Client, Client, Client];
  });
  afterAll(() => bed.close());

  const entry = (access: Access, options: object = {}) =>
    entryOf(bed, 'handlaggare@kommun-a.demo', { access, ...options });
  const versionOf = async (id: string): Promise<number> =>
    (await bed.sql<{ version: number }>('select version from entry where id = $1', [id]))[0]!.version;
  const stands = async (id: string) =>
    (
      await bed.sql<{ access: string; visibility: string; ground: string | null }>(
        'select access, visibility, access_ground as ground from entry where id = $1',
        [id],
      )
    )[0]!;
  const propose = async (by: Client, id: string, access: string, more: object = {}) =>
    by.act<RequestPayload>(PROPOSE, {
      id,
      expectedVersion: await versionOf(id),
      access,
      reason: 'Uppgifterna är inte längre känsliga.',
      ...more,
    });
  const restrict = async (by: Client, id: string, more: object = {}) =>
    by.act(RESTRICT, { id, expectedVersion: await versionOf(id), ground: 'OSL 26 kap. 1 §', ...more });
  const decide = (by: Client, mutation: string, request: RequestView, more: object = {}) =>
    by.act<RequestPayload>(mutation, { id: request.id, expectedVersion: request.version, ...more });
  const sees = async (client: Client, id: string): Promise<boolean> => {
    const actor = await actorOf(bed, client.email!);
    const row = await bed.db.reads.one(actor, 'spec_sees', `select ${ENTRY_SELECT} from entry e where e.id = $1`, [id]);
    return row !== null;
  };
  const code = (done: { userErrors: { code: string }[] }): string | undefined => done.userErrors[0]?.code;
  const tasks = (id: string) =>
    bed.sql<{ kind: string; state: string }>(
      'select task_kind as kind, state from task where entry_id = $1 order by created_at',
      [id],
    );

  it('each state of a request allows what the house says', () => {
    const decider = new Set(['decider'] as const);
    expect(reviewRequestMachine.possible('PROPOSED', decider)).toEqual(['accept', 'reject']);
    expect(reviewRequestMachine.possible('ACCEPTED', decider)).toEqual([]);
    expect(reviewRequestMachine.possible('REJECTED', decider)).toEqual([]);
    expect(reviewRequestMachine.possible('PROPOSED', new Set())).toEqual([]);
  });

  it('lowers secrecy by the yes of another person of the unit, and of nobody else', async () => {
    const { id } = await entry(Access.OWN);
    expect(await sees(lawyer, id)).toBe(false);
    expect(code(await neighbour.act(PROPOSE, { id, expectedVersion: 1, access: 'PARTIES', reason: 'x' }))).toBe(
      'NOT_FOUND',
    );
    const { reviewRequest } = await propose(officer, id, 'PARTIES');
    expect(reviewRequest).toMatchObject({ state: 'PROPOSED', proposedAccess: 'PARTIES' });
    expect(reviewRequest!.allowedActions[0]).toEqual({
      mutation: 'reviewRequestAccept',
      blockers: [{ code: 'DECIDER_IS_PROPOSER' }],
    });
    expect(code(await decide(officer, ACCEPT, reviewRequest!))).toBe('DECIDER_IS_PROPOSER');
    expect(code(await decide(neighbour, ACCEPT, reviewRequest!))).toBe('NOT_FOUND');
    expect(code(await decide(lawyer, ACCEPT, reviewRequest!))).toBe('NOT_FOUND');
    expect(code(await propose(chief, id, 'PUBLIC'))).toBe('ALREADY_PROPOSED');
    expect(await stands(id)).toMatchObject({ access: 'OWN' });

    await bed.drainJobs();
    const told = await bed.sql<{ email: string }>(
      `select p.email from notification n join person p on p.id = n.person_id where n.entry_id = $1 and n.reason = 'review-request.proposed'`,
      [id],
    );
    expect(told).toEqual([{ email: 'chef@kommun-a.demo' }]);
    const [waiting] = (await chief.ask<{ reviewRequests: { nodes: RequestView[] } }>(LIST, { state: 'PROPOSED' }))
      .reviewRequests.nodes;
    expect(waiting).toMatchObject({
      id: reviewRequest!.id,
      allowedActions: [{ mutation: 'reviewRequestAccept', blockers: [] }, { mutation: 'reviewRequestReject' }],
    });

    const done = await decide(chief, ACCEPT, reviewRequest!);
    expect(done.reviewRequest).toMatchObject({ state: 'ACCEPTED', decidedBy: { name: 'Anders Bergström' } });
    expect(await stands(id)).toEqual({ access: 'PARTIES', visibility: 'PARTIES', ground: null });
    expect(await sees(lawyer, id)).toBe(true);
    expect(await tasks(id)).toEqual([{ kind: 'DECIDE_REVIEWED_ACT', state: 'DONE' }]);
    const again = await decide(chief, ACCEPT, { ...reviewRequest!, version: 2 });
    expect(again.userErrors[0]).toMatchObject({ code: 'WRONG_STATE', message: expect.stringContaining('godtagen') });
    await bed.drainJobs();
    const actions = await bed.sql<{ action: string }>(
      'select action from audit_event where subject_id = $1 order by seq',
      [id],
    );
    expect(actions.map((row) => row.action)).toEqual([
      'barrier.created',
      'entry.lower-secrecy-proposed',
      'review-request.proposed',
      'review-request.accepted',
      'entry.secrecy-lowered',
    ]);
  });

  it('leaves everything as it was after a no, which says why', async () => {
    const { id } = await entry(Access.OWN);
    const { reviewRequest } = await propose(officer, id, 'MEMBERS');
    expect(code(await decide(chief, REJECT, reviewRequest!, { note: ' ' }))).toBe('REQUIRED');
    const done = await decide(chief, REJECT, reviewRequest!, { note: 'Uppgifterna är fortfarande känsliga.' });
    expect(done.reviewRequest).toMatchObject({ state: 'REJECTED' });
    expect(await stands(id)).toMatchObject({ access: 'OWN' });
    expect((await propose(officer, id, 'MEMBERS')).userErrors).toEqual([]);
  });

  it('decides once when two answer at once, and the database keeps decider and proposer apart', async () => {
    const { id } = await entry(Access.OWN);
    const { reviewRequest } = await propose(officer, id, 'PARTIES');
    const answers = await Promise.all([
      decide(chief, ACCEPT, reviewRequest!),
      decide(chief, REJECT, reviewRequest!, { note: 'Nej.' }),
    ]);
    expect(answers.filter((one) => one.userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap((one) => one.userErrors.map((error) => error.code))).toEqual(['CONFLICT']);
    await expect(
      bed.sql('update review_request set decided_by_id = proposed_by_id where id = $1', [reviewRequest!.id]),
    ).rejects.toThrow('decider_is_not_the_proposer');
    await expect(
      bed.sql(`update review_request set state = 'PROPOSED' where id = $1`, [reviewRequest!.id]),
    ).rejects.toThrow('decision_has_a_decider');
  });

  it('takes a RESTRICTED entry wider only past a colleague who was let in, and never with personal numbers in it', async () => {
    const { id } = await entry(Access.RESTRICTED);
    expect(await sees(chief, id)).toBe(false);
    expect(code(await propose(officer, id, 'PARTIES'))).toBe('NO_SECOND_PERSON');
    expect(code(await propose(officer, id, 'PARTIES', { decider: neighbour.personId }))).toBe('NOT_OF_THE_UNIT');
    expect(code(await propose(officer, id, 'PARTIES', { decider: officer.personId }))).toBe('DECIDER_IS_PROPOSER');
    await bed.sql(`update entry set title = 'Gäller 19811228-9874' where id = $1`, [id]);
    expect(code(await propose(officer, id, 'PARTIES', { decider: chief.personId }))).toBe('PERSONAL_DATA_STANDS');
    expect(await sees(chief, id)).toBe(false);
    await bed.sql(`update entry set title = 'Gäller en elev' where id = $1`, [id]);
    const { reviewRequest } = await propose(officer, id, 'PARTIES', { decider: chief.personId });
    expect(await sees(chief, id)).toBe(true);
    await decide(chief, ACCEPT, reviewRequest!);
    expect(await stands(id)).toEqual({ access: 'PARTIES', visibility: 'PARTIES', ground: null });
    expect(await sees(lawyer, id)).toBe(true);
    await bed.drainJobs();
  });

  it("finds personal numbers in the kind's own text and in the thread", async () => {
    const { id } = await entry(Access.RESTRICTED, { kind: EntryKind.QUESTION });
    await bed.sql(
      `insert into question (id, entry_id, kind, owner_unit_id, visibility, text, asker_id)
       select id, id, kind, owner_unit_id, visibility, 'Får vi lämna ut uppgifter om 19811228-9874?', $2 from entry where id = $1`,
      [id, officer.personId],
    );
    expect(code(await propose(officer, id, 'PARTIES', { decider: chief.personId }))).toBe('PERSONAL_DATA_STANDS');
    await bed.sql(`update question set text = 'Får vi lämna ut uppgifter?' where id = $1`, [id]);
    await bed.sql(
      `insert into comment (id, entry_id, kind, owner_unit_id, visibility, audience, body)
       select $2, id, kind, owner_unit_id, visibility, 'SHARED', 'Det är 19811228-9874.' from entry where id = $1`,
      [id, newId('Comment')],
    );
    expect(code(await propose(officer, id, 'PARTIES', { decider: chief.personId }))).toBe('PERSONAL_DATA_STANDS');
    await bed.sql('update comment set body = $2 where entry_id = $1', [id, 'Det är en elev.']);
    expect((await propose(officer, id, 'PARTIES', { decider: chief.personId })).userErrors).toEqual([]);
  });

  it('narrows at once, for whoever acts, those named and assigned staff', async () => {
    const { id } = await entry(Access.PARTIES);
    await bed.db.transact(await actorOf(bed, 'jurist@skr.demo'), async (tx) => {
      const row = await bed.app.get(Entries).load(tx, id);
      await bed.app.get(Tasks).open(tx, {
        entry: row,
        kind: TaskKind.ANSWER,
        orgId: (await actorOf(bed, 'jurist@skr.demo')).staffMembership!.organisationId,
        assigneeId: lawyer.personId,
      });
    });
    expect(code(await neighbour.act(RESTRICT, { id, expectedVersion: 1, ground: 'OSL' }))).toBe('NOT_FOUND');
    expect(code(await restrict(officer, id, { ground: '' }))).toBe('REQUIRED');
    expect(code(await restrict(officer, id, { access: 'PUBLIC' }))).toBe('ACCESS_NOT_NARROWER');
    expect(code(await restrict(officer, id, { people: [neighbour.personId] }))).toBe('NOT_OF_THE_UNIT');
    expect(code(await restrict(officer, id, { expectedVersion: 99 }))).toBe('CONFLICT');
    expect(await sees(chief, id)).toBe(true);
    expect((await restrict(officer, id)).userErrors).toEqual([]);
    expect(await stands(id)).toEqual({ access: 'RESTRICTED', visibility: 'RESTRICTED', ground: 'OSL 26 kap. 1 §' });
    expect([await sees(officer, id), await sees(chief, id)]).toEqual([true, false]);
    await bed.drainJobs();
    expect(await sees(lawyer, id)).toBe(true);
    const reviewer = await bed.as('granskare@skr.demo');
    expect(await sees(reviewer, id)).toBe(false);
  });

  it('lets staff narrow what a member sent too widely, without shutting the member out', async () => {
    const { id } = await entry(Access.PARTIES);
    expect(code(await restrict(lawyer, id, { access: 'OWN' }))).toBe('FORBIDDEN');
    expect((await restrict(lawyer, id)).userErrors).toEqual([]);
    expect([await sees(lawyer, id), await sees(officer, id), await sees(chief, id)]).toEqual([true, true, false]);
    // Wider again is for the unit that owns it.
    expect(code(await propose(lawyer, id, 'PARTIES', { decider: officer.personId }))).toBe('FORBIDDEN');
    await bed.drainJobs();
  });

  it('does nothing of an accepted act when the act itself fails', async () => {
    const acts = bed.app.get(ReviewedActs);
    acts.registerAct({
      act: 'spec.fail',
      roles: [Role.ORG_ADMIN],
      carryOut: async (tx, _request, row) => {
        await bed.app
          .get(Entries)
          .step(tx, row, { from: [row.state], set: { title: 'Ändrad' }, action: 'spec.failed' });
        throw new Error('after the last write');
      },
    });
    const { id } = await entry(Access.OWN);
    let request = '';
    await bed.db.transact(await actorOf(bed, 'handlaggare@kommun-a.demo'), async (tx) => {
      const row = (await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [id]))!;
      request = await bed.app
        .get(ReviewRequests)
        .propose(tx, { entry: row, act: 'spec.fail', reason: 'Prov', orgId: row.ownerOrgId });
    });
    const before = await bed.sql('select 1 from outbox');
    const answer = await chief.raw(ACCEPT, { input: { id: request, expectedVersion: 1 } });
    expect(answer.errors![0]!.extensions!.code).toBe('INTERNAL');
    const [row] = await bed.sql<{ state: string; title: string }>(
      'select q.state, e.title from review_request q join entry e on e.id = q.entry_id where q.id = $1',
      [request],
    );
    expect(row).toEqual({ state: 'PROPOSED', title: 'Fråga om samverkan' });
    expect(await tasks(id)).toEqual([{ kind: 'DECIDE_REVIEWED_ACT', state: 'OPEN' }]);
    expect(await bed.sql('select 1 from outbox')).toHaveLength(before.length);
    expect(
      await bed.sql(
        `select 1 from audit_event where subject_id = $1 and action in ('spec.failed','review-request.accepted')`,
        [id],
      ),
    ).toEqual([]);
  });
});
