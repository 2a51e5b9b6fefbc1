import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { area } from '../../test/harness/world.js';
import { newId } from '../platform/ids.js';

/** What whoever reported a barrier and the association write to each other about it, while all the world reads the barrier. */

interface Message {
  body: string;
  audience: string;
  unit: { name: string } | null;
  author: { name: string } | null;
}
interface Seen {
  id: string;
  ref: string;
  state: string;
  version: number;
  comments: Message[];
  correspondents: { id: string; name: string }[];
  history: { text: string; actorName: string }[];
  allowedActions: { action: string; mutation: string }[];
}
const FIELDS = `id ref state version comments { body audience unit { name } author { name } } correspondents { id name }
  history { text actorName } allowedActions { action mutation }`;

let t: TestApp;
let officer: Client;
let colleague: Client;
let neighbour: Client;
let lawyer: Client;
let second: Client;
let subjectArea: string;

beforeAll(async () => {
  t = await createTestApp();
  officer = await t.as('handlaggare@kommun-a.demo');
  colleague = await t.as('chef@kommun-a.demo');
  neighbour = await t.as('handlaggare@kommun-b.demo');
  lawyer = await t.as('jurist@skr.demo');
  second = await t.as('granskare@skr.demo');
  subjectArea = await area(t);
});
afterAll(() => t.close());

const act = async (who: Client, name: string, type: string, input: object): Promise<Seen> => {
  const { userErrors, ...payload } = await who.act<{ barrier: Seen }>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { barrier { ${FIELDS} } userErrors { code message path } } }`,
    input,
  );
  expect(userErrors).toEqual([]);
  return payload.barrier;
};
const see = async (who: Client, id: string): Promise<Seen | null> =>
  (await who.ask<{ barrier: Seen | null }>(`query ($id: ID!) { barrier(id: $id) { ${FIELDS} } }`, { id })).barrier;
const write = async (who: Client, entry: string, body: string, more: object = {}): Promise<string[]> => {
  const { userErrors } = await who.act<object>(
    `mutation ($input: CommentAddInput!) { commentAdd(input: $input) { comment { id } userErrors { code message path } } }`,
    { entry, body, audience: 'UNIT', ...more },
  );
  return userErrors.map(({ code }) => code);
};
const unitOf = async (who: Client): Promise<string> =>
  (
    await t.sql<{ id: string }>(
      `select unit_id as id from membership where person_id = $1 and role = 'SUBMITTER' and ended_at is null order by 1 limit 1`,
      [who.personId],
    )
  )[0]!.id;
const confirmed = async (who: Client, title: string): Promise<Seen> => {
  let barrier = await act(who, 'barrierReport', 'BarrierReportInput', {
    title,
    summary: 'Nämnden får inte lämna uppgifter till en annan nämnd.',
    subjectAreas: [subjectArea],
    unitId: await unitOf(who),
  });
  barrier = await act(lawyer, 'barrierClassify', 'BarrierClassifyInput', {
    id: barrier.id,
    expectedVersion: barrier.version,
    kind: 'OBSTACLE',
    evidence: [{ kind: 'FORBIDS', target: 'sfs/2009:400#K26P1' }],
  });
  return act(lawyer, 'barrierConfirm', 'BarrierActionInput', { id: barrier.id, expectedVersion: barrier.version });
};
const bodies = (barrier: Seen | null): string[] => barrier!.comments.map(({ body }) => body);
const told = async (who: Client, id: string): Promise<number> =>
  (
    await t.sql<{ n: number }>(
      `select count(*)::int as n from notification where entry_id = $1 and person_id = $2 and reason = 'comment.added'`,
      [id, who.personId],
    )
  )[0]!.n;

describe('the thread between whoever reported a barrier and the association', () => {
  it('is read by the two, and by nobody else who reads the barrier', async () => {
    const barrier = await confirmed(officer, 'Utlämnande mellan nämnder');
    // A colleague of another board: the same municipality, another authority.
    const [board] = await t.sql<{ id: string; organisation_id: string }>(
      `select u.id, u.organisation_id from unit u join unit mine on mine.organisation_id = u.organisation_id
        where mine.id = $1 and u.id <> $1 limit 1`,
      [await unitOf(officer)],
    );
    await t.sql(`update membership set unit_id = $2 where person_id = $1 and unit_id is not null`, [
      colleague.personId,
      board!.id,
    ]);

    expect(await write(lawyer, barrier.id, 'Vilka uppgifter gäller det?')).toEqual([]);
    expect(await write(officer, barrier.id, 'Journaler och genomförandeplaner.')).toEqual([]);
    expect(await write(lawyer, barrier.id, 'Bara för oss.', { audience: 'INTERNAL' })).toEqual([]);

    expect(bodies(await see(lawyer, barrier.id))).toEqual([
      'Vilka uppgifter gäller det?',
      'Journaler och genomförandeplaner.',
      'Bara för oss.',
    ]);
    const own = await see(officer, barrier.id);
    expect(bodies(own)).toEqual(['Vilka uppgifter gäller det?', 'Journaler och genomförandeplaner.']);
    expect(own!.comments[0]).toMatchObject({ audience: 'UNIT', unit: { name: own!.correspondents[0]!.name } });
    for (const who of [colleague, neighbour]) {
      const theirs = await see(who, barrier.id);
      expect([bodies(theirs), theirs!.correspondents]).toEqual([[], []]);
      expect(theirs!.history.filter(({ text }) => /eddelande/.test(text))).toEqual([]);
      expect(theirs!.allowedActions.map(({ action }) => action)).not.toContain('correspond');
      expect(await write(who, barrier.id, 'Får jag skriva?')).toEqual(['COMMENT_NOT_HERE']);
    }
    expect((await see(t.anonymous, barrier.id))!.comments).toEqual([]);
    expect(own!.allowedActions).toContainEqual({ action: 'correspond', mutation: 'commentAdd' });
  });

  it('tells the other of the two, and nobody else who watches', async () => {
    const barrier = await confirmed(officer, 'Samtycke från barn');
    await neighbour.act(
      `mutation ($input: WatchInput!) { watch(input: $input) { entry { id } userErrors { code message path } } }`,
      { entry: barrier.id },
    );
    await t.drainJobs();
    await write(lawyer, barrier.id, 'Hur gör ni i dag?');
    await t.drainJobs();
    expect([
      await told(officer, barrier.id),
      await told(lawyer, barrier.id),
      await told(neighbour, barrier.id),
    ]).toEqual([1, 0, 0]);
    expect(await told(second, barrier.id)).toBe(1);
    await write(officer, barrier.id, 'Vi ringer.');
    await t.drainJobs();
    expect([
      await told(officer, barrier.id),
      await told(lawyer, barrier.id),
      await told(neighbour, barrier.id),
    ]).toEqual([1, 1, 0]);
  });

  it('is not there where nobody outside the association reported it, and takes no unit that did not', async () => {
    const [seeded] = await t.sql<{ id: string }>(
      `select b.id from barrier b join entry e on e.id = b.id where b.reporter_unit_id is null limit 1`,
    );
    expect(await write(lawyer, seeded!.id, 'Till vem?')).toEqual(['COMMENT_NOT_HERE']);
    const barrier = await confirmed(officer, 'Gallring i gemensamma system');
    expect(await write(lawyer, barrier.id, 'Till er?', { unit: await unitOf(neighbour) })).toEqual(['NOT_FOUND']);
    expect(await write(lawyer, barrier.id, 'Till er?', { unit: newId('Unit') })).toEqual(['NOT_FOUND']);
    const attached = await lawyer.act<object>(
      `mutation ($input: FileAttachInput!) { fileAttach(input: $input) { file { id } userErrors { code path message } } }`,
      { entry: barrier.id, upload: 'x', name: 'a.pdf', audience: 'UNIT' },
    );
    expect(attached.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'audience'] }]);
  });

  it('goes along when the barrier is merged, and the association says to which of the two it writes', async () => {
    const gone = await confirmed(officer, 'Ett hinder som redan finns');
    const stays = await confirmed(neighbour, 'Hindret som blir kvar');
    await write(officer, gone.id, 'Vårt meddelande.');
    await write(neighbour, stays.id, 'Deras meddelande.');
    const { reviewRequest, userErrors } = await lawyer.act<{ reviewRequest: { id: string; version: number } }>(
      `mutation ($input: BarrierMergeInput!) { barrierMerge(input: $input) { reviewRequest { id version } userErrors { code message path } } }`,
      { id: gone.id, expectedVersion: gone.version, into: stays.id, reason: 'Samma sak.' },
    );
    expect(userErrors).toEqual([]);
    const decided = await second.act<object>(
      `mutation ($input: ReviewRequestAcceptInput!) { reviewRequestAccept(input: $input) { reviewRequest { id } userErrors { code message path } } }`,
      { id: reviewRequest.id, expectedVersion: reviewRequest.version },
    );
    expect(decided.userErrors).toEqual([]);
    await t.drainJobs();
    expect(bodies(await see(officer, stays.id))).toEqual(['Vårt meddelande.']);
    expect(bodies(await see(neighbour, stays.id))).toEqual(['Deras meddelande.']);
    const whole = await see(lawyer, stays.id);
    expect(bodies(whole)).toEqual(['Vårt meddelande.', 'Deras meddelande.']);
    expect(whole!.correspondents).toHaveLength(2);
    expect(await write(lawyer, stays.id, 'Till vem?')).toEqual(['NOT_FOUND']);
    expect(await write(lawyer, stays.id, 'Till er.', { unit: await unitOf(officer) })).toEqual([]);
    expect(bodies(await see(officer, stays.id))).toEqual(['Vårt meddelande.', 'Till er.']);
  });
});
