import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, createTestApp, type TestApp } from '../../test/harness/app.js';
import { dossier, type DossierView, opened, readDossier, refusedDossier } from '../../test/harness/dossiers.js';

let t: TestApp;
let advocate: Client;
let lawyer: Client;
let officer: Client;

beforeAll(async () => {
  t = await createTestApp();
  advocate = await t.as('paverkan@skr.demo');
  lawyer = await t.as('jurist@skr.demo');
  officer = await t.as('handlaggare@kommun-a.demo');
}, 60_000);
afterAll(() => t.close());

const on = (at: DossierView, more: object = {}): object => ({ id: at.id, expectedVersion: at.version, ...more });
const remissOf = (at: DossierView) => at.stages.find((one) => one.stage === 'REFERRAL')!;
/** A remiss of today (Monday 23 November 2026) with its last day on Friday 29 January 2027. */
const remiss = async (more: object = {}): Promise<DossierView> =>
  dossier(
    advocate,
    'StageConfirm',
    on(await opened(advocate), {
      stage: 'REFERRAL',
      date: '2026-11-23',
      deadline: '2027-01-29',
      ministryReference: 'Fi2026/02345',
      ...more,
    }),
  );
const milestones = (at: DossierView) => remissOf(at).milestones.map((one) => [one.kind, one.dueOn, one.state]);

interface TaskNode {
  id: string;
  kind: string;
  dueAt: string;
  state: string;
  entry: { id: string };
}
const inbox = async (who: Client, kind: string, id: string): Promise<TaskNode[]> => {
  const { inbox: found } = await who.ask<{ inbox: { nodes: TaskNode[] } }>(
    'query ($kind: TaskKind!) { inbox(kind: $kind, first: 100) { nodes { id kind dueAt state entry { id } } } }',
    { kind },
  );
  return found.nodes.filter((one) => one.entry.id === id);
};

describe('the milestones of a remiss', () => {
  it('are counted backwards in working days, over Christmas and weekends', async () => {
    const at = await remiss();
    // 29 January − 1, 5, 10, 15 working days; the first leads to the Friday after Epiphany.
    expect(milestones(at)).toEqual([
      ['DRAFT', '2027-01-08', 'OPEN'],
      ['UNITS', '2027-01-15', 'OPEN'],
      ['BOARD', '2027-01-22', 'OPEN'],
      ['SEND', '2027-01-28', 'OPEN'],
    ]);
    const christmas = await remiss({ deadline: '2026-12-28', milestones: [{ kind: 'SEND', workingDaysBefore: 1 }] });
    expect(milestones(christmas)).toEqual([['SEND', '2026-12-23', 'OPEN']]);
  });

  it('stand in the inbox with their day, and are done by whoever has them', async () => {
    const at = await remiss({
      milestones: [
        { kind: 'BOARD', workingDaysBefore: 5, responsible: lawyer.personId },
        { kind: 'SEND', workingDaysBefore: 1 },
      ],
    });
    await t.drainJobs();
    const send = (await inbox(advocate, 'MILESTONE', at.id)).at(-1);
    // The whole of 28 January is theirs: midnight in Stockholm is 23:00 UTC.
    expect(send).toMatchObject({ state: 'CLAIMED', dueAt: '2027-01-28T23:00:00.000Z' });
    const [board] = await inbox(lawyer, 'MILESTONE', at.id);
    expect(board).toMatchObject({ state: 'CLAIMED', dueAt: '2027-01-22T23:00:00.000Z' });
    const mine = remissOf((await readDossier(lawyer, at.id))!).milestones.find((one) => one.kind === 'BOARD')!;
    expect(mine.allowedActions).toEqual([{ action: 'complete', mutation: 'dossierMilestoneComplete' }]);
    // Somebody else's is not the lawyer's to do, and nobody ticks it off as a task.
    const theirs = remissOf((await readDossier(advocate, at.id))!).milestones.find((one) => one.kind === 'SEND')!;
    const COMPLETE = `mutation ($input: DossierMilestoneCompleteInput!) {
      dossierMilestoneComplete(input: $input) { milestone { state doneBy { name } } userErrors { code path message } } }`;
    const tick = await advocate.act(
      'mutation ($input: TaskActionInput!) { taskComplete(input: $input) { userErrors { code } } }',
      {
        id: send!.id,
        expectedVersion: 1,
      },
    );
    expect(tick.userErrors).toMatchObject([{ code: 'TASK_CLOSES_BY_ITS_ACTION' }]);
    const refused = await lawyer.act(COMPLETE, { id: theirs.id, expectedVersion: theirs.version });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const done = await lawyer.act<{ milestone: { state: string; doneBy: { name: string } } }>(COMPLETE, {
      id: mine.id,
      expectedVersion: mine.version,
    });
    expect(done).toMatchObject({ milestone: { state: 'DONE' }, userErrors: [] });
    const twice = await lawyer.act(COMPLETE, { id: mine.id, expectedVersion: mine.version + 1 });
    expect(twice.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    await t.drainJobs();
    expect(await inbox(lawyer, 'MILESTONE', at.id)).toEqual([]);
    expect(
      await t.sql(`select state from task where entry_id = $1 and task_kind = 'MILESTONE' order by state`, [at.id]),
    ).toEqual([{ state: 'CLAIMED' }, { state: 'DONE' }]);
  });

  it('move with the deadline, those that are open; what was reached stays', async () => {
    const at = await remiss();
    await t.drainJobs();
    const [draft] = remissOf((await readDossier(advocate, at.id))!).milestones;
    await advocate.act(
      'mutation ($input: DossierMilestoneCompleteInput!) { dossierMilestoneComplete(input: $input) { userErrors { code } } }',
      { id: draft!.id, expectedVersion: draft!.version },
    );
    const moved = await dossier(
      advocate,
      'StageCorrect',
      on(at, { stage: remissOf(at).id, deadline: '2027-02-12', reason: 'Departementet förlängde tiden' }),
    );
    expect(milestones(moved)).toEqual([
      ['DRAFT', '2027-01-08', 'DONE'],
      ['UNITS', '2027-01-29', 'OPEN'],
      ['BOARD', '2027-02-05', 'OPEN'],
      ['SEND', '2027-02-11', 'OPEN'],
    ]);
    expect(remissOf(moved).corrections).toMatchObject([
      { deadline: '2027-01-29', reason: 'Departementet förlängde tiden' },
    ]);
    await t.drainJobs();
    expect((await inbox(advocate, 'MILESTONE', at.id)).map((one) => one.dueAt)).toEqual([
      '2027-01-29T23:00:00.000Z',
      '2027-02-05T23:00:00.000Z',
      '2027-02-11T23:00:00.000Z',
    ]);
    // Without a last day there is nothing to do in time.
    const none = await dossier(
      advocate,
      'StageCorrect',
      on(moved, { stage: remissOf(at).id, deadline: null, reason: 'Återkallad' }),
    );
    expect(milestones(none).filter(([, , state]) => state === 'OPEN')).toEqual([]);
    await t.drainJobs();
    expect(await inbox(advocate, 'MILESTONE', at.id)).toEqual([]);
  });

  it('are due today where counting back leads behind us, and are not laid down for a remiss that is over', async () => {
    const soon = await remiss({ deadline: '2026-11-27' });
    expect(milestones(soon)).toEqual([
      ['DRAFT', '2026-11-23', 'OPEN'],
      ['UNITS', '2026-11-23', 'OPEN'],
      ['BOARD', '2026-11-23', 'OPEN'],
      ['SEND', '2026-11-26', 'OPEN'],
    ]);
    const over = await remiss({ date: '2024-01-10', deadline: '2024-04-10' });
    expect(milestones(over)).toEqual([]);
  });

  it('are laid down anew, or dropped with the dossier', async () => {
    const at = await remiss();
    const stage = remissOf(at).id;
    const planned = await dossier(
      advocate,
      'MilestonePlan',
      on(at, {
        stage,
        milestones: [
          { kind: 'DRAFT', workingDaysBefore: 20 },
          { kind: 'SEND', workingDaysBefore: 0 },
        ],
      }),
    );
    expect(milestones(planned).filter(([, , state]) => state === 'OPEN')).toEqual([
      ['DRAFT', '2026-12-29', 'OPEN'],
      ['SEND', '2027-01-29', 'OPEN'],
    ]);
    const tries: [object[], string][] = [
      [[{ kind: 'SEND', workingDaysBefore: 251 }], 'DOSSIER_MILESTONE_DAYS'],
      [[{ kind: 'SEND', workingDaysBefore: -1 }], 'DOSSIER_MILESTONE_DAYS'],
      [
        [
          { kind: 'SEND', workingDaysBefore: 1 },
          { kind: 'SEND', workingDaysBefore: 2 },
        ],
        'DOSSIER_MILESTONE_TWICE',
      ],
      [
        [
          { kind: 'DRAFT', workingDaysBefore: 1 },
          { kind: 'BOARD', workingDaysBefore: 2 },
        ],
        'DOSSIER_MILESTONE_ORDER',
      ],
      [[{ kind: 'SEND', workingDaysBefore: 1, responsible: officer.personId }], 'DOSSIER_COLLEAGUE_ONLY'],
    ];
    for (const [wanted, code] of tries)
      expect((await refusedDossier(advocate, 'MilestonePlan', on(planned, { stage, milestones: wanted })))[0]).toBe(
        code,
      );
    const ended = await dossier(
      advocate,
      'End',
      on(planned, { outcome: 'RECALLED', reason: 'Remissen togs tillbaka' }),
    );
    await t.drainJobs();
    expect(await inbox(advocate, 'MILESTONE', ended.id)).toEqual([]);
  });

  it('are nobody else’s business', async () => {
    const at = await remiss();
    expect(remissOf((await readDossier(officer, at.id))!).milestones).toEqual([]);
    expect(remissOf((await readDossier(t.anonymous, at.id))!)).toMatchObject({
      deadline: '2027-01-29',
      milestones: [],
    });
  });

  it('follow the setting of the installation, which must make sense', async () => {
    const { loadConfig } = await import('../platform/config.js');
    const read = (text: string) =>
      loadConfig({
        NODE_ENV: 'test',
        REMISS_MILESTONES: text,
        SECRET_KEY: 'x'.repeat(40),
        AUDIT_SIGNING_KEY: 'x'.repeat(40),
      });
    expect(read('draft:20,send:2').rules.remissMilestones).toEqual([
      { name: 'draft', workingDaysBefore: 20 },
      { name: 'send', workingDaysBefore: 2 },
    ]);
    for (const wrong of ['draft', 'draft:251', 'draft:1,draft:2', 'review:3', ''.padEnd(3, ',')])
      expect(() => read(wrong)).toThrow('REMISS_MILESTONES');
  });
});

describe('who was asked in a remiss', () => {
  it('is kept with who answered', async () => {
    const [linkoping] = await t.sql<{ id: string; name: string }>(
      `select id, name from organisation where scb_code = '0580'`,
    );
    const at = await remiss({ asked: [{ organisation: linkoping!.id }, { name: 'Svenska Läkaresällskapet' }] });
    expect(remissOf(at).consultees.map((one) => [one.name, one.asked, one.answeredOn])).toEqual([
      [linkoping!.name, true, null],
      ['Svenska Läkaresällskapet', true, null],
    ]);
    const more = await dossier(advocate, 'ConsulteeAdd', {
      id: at.id,
      stage: remissOf(at).id,
      asked: false,
      consultees: [{ name: 'En förening' }, { name: 'Svenska Läkaresällskapet' }],
    });
    expect(remissOf(more).consultees.map((one) => [one.name, one.asked])).toContainEqual(['En förening', false]);
    expect(remissOf(more).consultees).toHaveLength(3);
    const consultee = remissOf(more).consultees.find((one) => one.name === linkoping!.name)!;
    const answered = await dossier(advocate, 'ConsulteeAnswer', {
      id: at.id,
      consultee: consultee.id,
      answeredOn: '2026-11-23',
      link: 'https://www.linkoping.se/svar.pdf',
    });
    expect(remissOf(answered).consultees.find((one) => one.id === consultee.id)).toMatchObject({
      answeredOn: '2026-11-23',
      answerLink: 'https://www.linkoping.se/svar.pdf',
      organisation: { name: linkoping!.name },
    });
    expect(
      (
        await refusedDossier(advocate, 'ConsulteeAnswer', {
          id: at.id,
          consultee: consultee.id,
          answeredOn: '2027-01-01',
        })
      )[0],
    ).toBe('DOSSIER_ANSWER_IN_FUTURE');
    expect(
      (await refusedDossier(advocate, 'ConsulteeAnswer', { id: at.id, consultee: at.id, answeredOn: '2026-11-20' }))[0],
    ).toBe('NOT_FOUND');
  });
});

describe('calendars', () => {
  interface Made {
    calendarToken: { id: string; scope: string; label: string; unit: { id: string } | null; revokedAt: string | null };
    address: { url: string } | null;
  }
  const CREATE = `mutation ($input: CalendarTokenCreateInput!) { calendarTokenCreate(input: $input) {
    calendarToken { id scope label revokedAt unit { id } } address { url } userErrors { code path message } } }`;
  const REVOKE = `mutation ($input: CalendarTokenRevokeInput!) { calendarTokenRevoke(input: $input) {
    calendarToken { id revokedAt } userErrors { code path } } }`;
  const made = async (who: Client, input: object = {}): Promise<{ id: string; path: string; secret: string }> => {
    const payload = await who.act<Made>(CREATE, { scope: 'PERSON', label: 'Min telefon', ...input });
    expect(payload.userErrors).toEqual([]);
    const path = new URL(payload.address!.url).pathname;
    return { id: payload.calendarToken.id, path, secret: path.slice('/calendar/'.length, -'.ics'.length) };
  };
  const get = (url: string, headers: Record<string, string> = {}) => t.app.inject({ method: 'GET', url, headers });
  const unfold = (text: string): string => text.replace(/\r\n[ \t]/g, '');
  const unitOf = async (who: Client): Promise<string> =>
    (
      await t.sql<{ unit_id: string }>(
        'select unit_id from membership where person_id = $1 and ended_at is null order by id limit 1',
        [who.personId],
      )
    )[0]!.unit_id;

  it('of remisser are public, with whole days and a tag', async () => {
    const at = await remiss({ link: 'https://www.regeringen.se/remisser/x/' });
    const answer = await get('/calendar/remisser.ics');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const text = unfold(answer.payload);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain(`UID:${remissOf(at).id}@lagrum`);
    expect(text).toContain(`SUMMARY:Sista svarsdag: ${at.title} (${at.ref})`);
    expect(text).toContain('DTSTART;VALUE=DATE:20270129\r\n');
    expect(text).toContain('DTEND;VALUE=DATE:20270130\r\n');
    expect(text).toContain('Fi2026/02345');
    // Milestones are the association's own.
    expect(text).not.toContain('Utkast');
    const again = await get('/calendar/remisser.ics', { 'if-none-match': String(answer.headers.etag) });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    await dossier(
      advocate,
      'StageCorrect',
      on(at, { stage: remissOf(at).id, deadline: '2027-02-01', reason: 'Förlängd' }),
    );
    const changed = await get('/calendar/remisser.ics', { 'if-none-match': String(answer.headers.etag) });
    expect(changed.statusCode).toBe(200);
    expect(changed.payload).toContain('DTSTART;VALUE=DATE:20270201');
    expect((await get('/calendar/remisser.ics', { 'accept-language': 'en' })).payload).toContain('Last day to answer');
  });

  it('of a person show what is theirs, by a secret that the database does not hold', async () => {
    const mine = await remiss({
      milestones: [
        { kind: 'BOARD', workingDaysBefore: 5, responsible: lawyer.personId },
        { kind: 'SEND', workingDaysBefore: 1 },
      ],
    });
    await t.drainJobs();
    const { path, secret } = await made(advocate);
    const text = unfold((await get(path)).payload);
    expect(text).toContain(`Svaret avsänds: ${mine.title}`);
    expect(text).toContain(`Sista svarsdag: ${mine.title}`);
    expect(text).not.toContain(`Styrelsens beslut: ${mine.title}`);
    const theirs = unfold((await get((await made(lawyer)).path)).payload);
    expect(theirs).toContain(`Styrelsens beslut: ${mine.title}`);
    expect(theirs).not.toContain(`Svaret avsänds: ${mine.title}`);
    const rows = await t.sql<{ token_hash: Buffer }>('select * from calendar_token');
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(t.logs.join('\n')).not.toContain(secret);
    expect(await t.sql(`select from audit_event where line::text like '%' || $1 || '%'`, [secret])).toEqual([]);
  });

  it('of a unit show its own dates, and to a member those it was asked in', async () => {
    const [own] = await t.sql<{ id: string }>(
      `select m.organisation_id as id from membership m where m.person_id = $1 limit 1`,
      [officer.personId],
    );
    const asked = await remiss({ asked: [{ organisation: own!.id }] });
    const other = await remiss();
    const member = unfold(
      (await get((await made(officer, { scope: 'UNIT', unit: await unitOf(officer), label: 'Nämnden' })).path)).payload,
    );
    expect(member).toContain(asked.title);
    expect(member).not.toContain(other.title);
    expect(member).not.toContain('Utkast');
    const staff = unfold(
      (await get((await made(advocate, { scope: 'UNIT', unit: await unitOf(advocate), label: 'Avdelningen' })).path))
        .payload,
    );
    expect(staff).toContain(`Utkast: ${other.title}`);
    // A unit that one does not belong to answers as one that does not exist.
    const refused = await officer.act(CREATE, { scope: 'UNIT', unit: await unitOf(advocate), label: 'x' });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'unit'] }]);
  });

  it('show what one watches', async () => {
    const at = await remiss();
    const { path } = await made(officer);
    expect(unfold((await get(path)).payload)).not.toContain(at.title);
    await officer.act('mutation ($input: WatchInput!) { watch(input: $input) { userErrors { code } } }', {
      entry: at.id,
    });
    expect(unfold((await get(path)).payload)).toContain(at.title);
  });

  it('that were revoked say that they are gone, in words, and cannot be asked back', async () => {
    const { id, path } = await made(advocate);
    expect((await officer.act(REVOKE, { id })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await get(path)).statusCode).toBe(200);
    expect((await advocate.act(REVOKE, { id })).userErrors).toEqual([]);
    expect((await advocate.act(REVOKE, { id })).userErrors).toEqual([]);
    const gone = await get(path);
    expect(gone.statusCode).toBe(410);
    expect(gone.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(gone.json()).toMatchObject({ code: 'CALENDAR_REVOKED', detail: expect.stringContaining('återkallad') });
    const { calendarTokens } = await advocate.ask<{ calendarTokens: { id: string; revokedAt: string | null }[] }>(
      '{ calendarTokens { id revokedAt } }',
    );
    expect(calendarTokens.find((one) => one.id === id)!.revokedAt).not.toBeNull();
  });

  it('that nobody made are not there, whatever the address looks like', async () => {
    for (const file of [
      `${'A'.repeat(43)}.ics`,
      'x.ics',
      'remisser.ICS',
      '..%2Fremisser.ics',
      `${'A'.repeat(5000)}.ics`,
    ]) {
      const answer = await get(`/calendar/${file}`);
      expect({ file, status: [404, 414].includes(answer.statusCode) }).toEqual({ file, status: true });
    }
    expect((await get(`/calendar/${'A'.repeat(43)}.ics`)).json()).toMatchObject({ code: 'CALENDAR_UNKNOWN' });
  });

  it('end with the membership and with the account', async () => {
    const neighbour = await t.as('handlaggare@kommun-b.demo');
    const { path } = await made(neighbour, { scope: 'UNIT', unit: await unitOf(neighbour), label: 'Nämnden' });
    expect((await get(path)).statusCode).toBe(200);
    await t.sql('update membership set ended_at = now() where person_id = $1', [neighbour.personId]);
    expect((await get(path)).statusCode).toBe(410);
  });

  it('are not made without a name, twice by one key, or without end', async () => {
    expect((await advocate.act(CREATE, { scope: 'PERSON', label: ' ' })).userErrors).toMatchObject([
      { code: 'REQUIRED' },
    ]);
    expect((await advocate.act(CREATE, { scope: 'UNIT', label: 'x' })).userErrors).toMatchObject([
      { code: 'REQUIRED' },
    ]);
    expect(
      (await advocate.act(CREATE, { scope: 'PERSON', unit: await unitOf(advocate), label: 'x' })).userErrors,
    ).toMatchObject([{ code: 'CALENDAR_UNIT_OF_ONE' }]);
    const input = { scope: 'PERSON', label: 'En gång', idempotencyKey: 'calendar-once' };
    const first = await advocate.act<Made>(CREATE, input);
    const second = await advocate.act<Made>(CREATE, input);
    expect(second.calendarToken.id).toBe(first.calendarToken.id);
    expect([first.address === null, second.address === null]).toEqual([false, true]);
    for (let n = 0; n < 20; n++) await lawyer.act(CREATE, { scope: 'PERSON', label: `Nr ${n}` });
    expect((await lawyer.act(CREATE, { scope: 'PERSON', label: 'En till' })).userErrors).toMatchObject([
      { code: 'CALENDAR_TOO_MANY' },
    ]);
  });
});

describe('deadlines ahead', () => {
  interface Ahead {
    deadlines: {
      nodes: {
        kind: string;
        on: string;
        dossier: { id: string };
        stage: { deadline: string };
        milestone: { kind: string } | null;
      }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
  }
  const AHEAD = `query ($from: Date, $to: Date, $first: Int!, $after: String) { deadlines(from: $from, to: $to, first: $first, after: $after) {
    nodes { kind on dossier { id } stage { deadline } milestone { kind } } pageInfo { endCursor hasNextPage } } }`;

  it('come in order, page by page, with the milestones for those who handle dossiers', async () => {
    const at = await remiss({ deadline: '2028-03-31' });
    const range = { from: '2028-03-01', to: '2028-03-31', first: 2 };
    const first = (await advocate.ask<Ahead>(AHEAD, range)).deadlines;
    const rest = (await advocate.ask<Ahead>(AHEAD, { ...range, first: 50, after: first.pageInfo.endCursor })).deadlines;
    expect(
      [...first.nodes, ...rest.nodes].map((one) => [one.kind, one.milestone?.kind ?? null, one.on, one.dossier.id]),
    ).toEqual([
      ['MILESTONE', 'DRAFT', '2028-03-10', at.id],
      ['MILESTONE', 'UNITS', '2028-03-17', at.id],
      ['MILESTONE', 'BOARD', '2028-03-24', at.id],
      ['MILESTONE', 'SEND', '2028-03-30', at.id],
      ['REMISS', null, '2028-03-31', at.id],
    ]);
    // Anybody reads the dates of a remiss on its dossier, so here too; how the association prepares is its own.
    for (const reader of [officer, t.anonymous])
      expect((await reader.ask<Ahead>(AHEAD, range)).deadlines.nodes.map((one) => one.kind)).toEqual(['REMISS']);
    expect((await advocate.ask<Ahead>(AHEAD, { first: 5, from: '2029-01-01' })).deadlines.nodes).toEqual([]);
  });
});
