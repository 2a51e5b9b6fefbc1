import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, createTestApp, type TestApp } from '../../test/harness/app.js';
import {
  dossier,
  type DossierView,
  opened,
  readDossier,
  runScheduled,
  refusedDossier,
  tryDossier,
  walked,
} from '../../test/harness/dossiers.js';
import { area } from '../../test/harness/world.js';

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
const stage = (at: DossierView, kind: string) => at.stages.find((one) => one.stage === kind)!;
const CHAIN = [
  { stage: 'DIRECTIVE', date: '2020-03-05', document: 'dir/2020:12' },
  { stage: 'INQUIRY', date: '2021-04-15', document: 'sou/2021:4', link: 'https://www.regeringen.se/sou-2021-4/' },
  { stage: 'REFERRAL', date: '2021-05-01', deadline: '2021-09-01', ministryReference: 'S2021/03119' },
  { stage: 'COUNCIL_ON_LEGISLATION', date: '2021-12-01' },
  { stage: 'BILL', date: '2022-03-10', document: 'prop/2021/22:177' },
  { stage: 'COMMITTEE_REPORT', date: '2022-06-09', document: 'bet/2021/22:SoU30' },
  { stage: 'DECISION', date: '2022-06-16', document: 'rskr/2021/22:381' },
  { stage: 'ISSUED', date: '2022-06-28', document: 'sfs/2022:913' },
  { stage: 'IN_FORCE', date: '2023-01-01', document: 'sfs/2022:913' },
];

describe('a dossier', () => {
  it('is opened by those who follow legislation, gets its number, and is public from the first moment', async () => {
    const made = await opened(advocate, {
      summary: 'Vård och omsorg ska se **samma** uppgift.',
      subjectAreas: [await area(t)],
    });
    expect(made).toMatchObject({
      state: 'OPEN',
      access: 'PUBLIC',
      type: 'STATUTE',
      currentStage: 'INITIATIVE',
      currentStageOn: null,
      stages: [],
      verified: true,
      responsible: { name: expect.any(String) },
    });
    expect(made.ref).toMatch(/^L-\d+$/);
    const at = await walked(advocate, made, [
      { stage: 'INITIATIVE', date: '2026-11-20', note: 'Skrivelse till regeringen' },
    ]);
    for (const who of [t.anonymous, officer, lawyer])
      expect(await readDossier(who, at.id)).toMatchObject({ ref: made.ref, stages: [{ stage: 'INITIATIVE' }] });
    // Who has confirmed is told to nobody who has not signed in; nor is it what anybody outside may do.
    expect((await readDossier(t.anonymous, made.id))!.stages[0]!.confirmedBy).toBeNull();
    expect((await readDossier(officer, made.id))!.stages[0]!.confirmedBy).not.toBeNull();
    const entry = await t.anonymous.ask<{ entry: { title: string } }>(
      'query ($r: String!) { entry(ref: $r) { title } }',
      {
        r: made.ref,
      },
    );
    expect(entry.entry.title).toBe(made.title);
  });

  it.each([['jurist@skr.demo'], ['handlaggare@kommun-a.demo'], ['admin@skr.demo']])(
    'is not opened by %s',
    async (email) => {
      const who = await t.as(email);
      const answer = await who.raw(
        'mutation ($input: DossierOpenInput!) { dossierOpen(input: $input) { userErrors { code } } }',
        {
          input: { title: 'Nej' },
        },
      );
      expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    },
  );

  it('is walked from the directive to its commencement', async () => {
    const start = await opened(advocate, { firstStage: CHAIN[0] });
    const at = await walked(advocate, start, CHAIN.slice(1));
    expect(at).toMatchObject({
      state: 'OPEN',
      currentStage: 'IN_FORCE',
      currentStageOn: '2023-01-01',
      missingStages: [],
    });
    expect(at.stages.map((one) => [one.stage, one.document])).toEqual([
      ['DIRECTIVE', 'dir. 2020:12'],
      ['INQUIRY', 'SOU 2021:4'],
      ['REFERRAL', null],
      ['COUNCIL_ON_LEGISLATION', null],
      ['BILL', 'prop. 2021/22:177'],
      ['COMMITTEE_REPORT', 'bet. 2021/22:SoU30'],
      ['DECISION', 'rskr. 2021/22:381'],
      ['ISSUED', 'SFS 2022:913'],
      ['IN_FORCE', 'SFS 2022:913'],
    ]);
    // Each grew from the one before it, without anybody saying so.
    expect(at.stages.slice(1).map((one) => one.parentId)).toEqual(at.stages.slice(0, -1).map((one) => one.id));
    const done = await dossier(advocate, 'End', on(at, { outcome: 'IN_FORCE' }));
    expect(done).toMatchObject({ state: 'IN_FORCE', inForceOn: '2023-01-01' });
    expect(done.allowedActions.map((one) => one.action)).toEqual(
      expect.arrayContaining(['stageCorrect', 'reopen', 'comment', 'watch']),
    );
    expect(done.allowedActions.map((one) => one.action)).not.toContain('stageConfirm');
    const trail = await t.sql<{ action: string }>('select action from audit_event where subject_id = $1 order by seq', [
      at.id,
    ]);
    expect(trail.map((one) => one.action)).toEqual([
      'dossier.created',
      'dossier.opened',
      ...CHAIN.slice(1).map(() => 'dossier.stage-confirmed'),
      'dossier.in-force',
      'dossier.ended',
    ]);
  });

  it('says in words when a stage is dated before what it grew from', async () => {
    const at = await walked(advocate, await opened(advocate, { firstStage: CHAIN[0] }), CHAIN.slice(1, 2));
    expect(
      await refusedDossier(
        advocate,
        'StageConfirm',
        on(at, { stage: 'BILL', date: '2021-04-14', document: 'prop/2020/21:5' }),
      ),
    ).toEqual([
      'DOSSIER_STAGE_BEFORE_PREDECESSOR',
      'input.date',
      'proposition den 2021-04-14 skulle ligga före betänkande (SOU eller Ds) den 2021-04-15, som det bygger på. Rätta datumet, eller ange ett annat föregående steg.',
    ]);
    expect((await readDossier(advocate, at.id))!.stages).toHaveLength(2);
    // The same day is in order: much happens on one day in June.
    await walked(advocate, at, [{ stage: 'BILL', date: '2021-04-15', document: 'prop/2020/21:5' }]);
  });

  it('says in words what is wrong with a stage', async () => {
    const at = await opened(advocate, { firstStage: CHAIN[0] });
    const bill = { stage: 'BILL', date: '2022-03-10', document: 'prop/2021/22:177' };
    const tries: [object, string, string][] = [
      [{ ...bill, document: 'prop. 2021/22:177' }, 'DOSSIER_DOCUMENT_INVALID', 'input.document'],
      [{ ...bill, document: 'sou/2021:4' }, 'DOSSIER_DOCUMENT_FAMILY', 'input.document'],
      [{ ...bill, document: null }, 'REQUIRED', 'input.document'],
      [{ ...bill, date: '2027-01-01' }, 'DOSSIER_STAGE_IN_FUTURE', 'input.date'],
      [{ ...bill, link: 'http://www.regeringen.se/x' }, 'DOSSIER_LINK_INVALID', 'input.link'],
      [{ ...bill, link: 'https://user:pw@regeringen.se/x' }, 'DOSSIER_LINK_INVALID', 'input.link'],
      [{ ...bill, link: 'javascript:alert(1)' }, 'DOSSIER_LINK_INVALID', 'input.link'],
      [{ ...bill, link: 'https://localhost/x' }, 'DOSSIER_LINK_INVALID', 'input.link'],
      [{ ...bill, provisions: ['6 kap. 2 § PDL'] }, 'DOSSIER_PROVISION_INVALID', 'input.provisions'],
      [{ ...bill, deadline: '2022-05-01' }, 'DOSSIER_DEADLINE_ONLY_REMISS', 'input.deadline'],
      [{ ...bill, asked: [{ name: 'X' }] }, 'DOSSIER_DEADLINE_ONLY_REMISS', 'input.asked'],
      [{ ...bill, parent: at.id }, 'DOSSIER_PARENT_UNKNOWN', 'input.parent'],
      [{ ...bill, note: 'Ring 19850101-1236' }, 'PERSONAL_DATA', 'input.note'],
      [
        { stage: 'REFERRAL', date: '2022-05-02', deadline: '2022-05-01' },
        'DOSSIER_DEADLINE_BEFORE_REMISS',
        'input.deadline',
      ],
    ];
    for (const [input, code, path] of tries) {
      const [got, where, words] = await refusedDossier(advocate, 'StageConfirm', on(at, input));
      expect({ input, got, where }).toEqual({ input, got: code, where: path });
      expect(words).not.toMatch(/\{|DOSSIER_/);
    }
    expect(await refusedDossier(advocate, 'StageConfirm', { id: at.id, expectedVersion: 1, ...bill })).toMatchObject([
      'CONFLICT',
      'input.expectedVersion',
      expect.anything(),
    ]);
    const there = await dossier(advocate, 'StageConfirm', on(at, bill));
    expect(await refusedDossier(advocate, 'StageConfirm', on(there, bill))).toMatchObject([
      'DOSSIER_DOCUMENT_TWICE',
      'input.document',
      expect.stringContaining('prop. 2021/22:177'),
    ]);
  });

  it('may have several bills of one inquiry, each with its own way on', async () => {
    const base = await walked(advocate, await opened(advocate, { firstStage: CHAIN[0] }), CHAIN.slice(1, 2));
    const two = await walked(advocate, base, [
      { stage: 'BILL', date: '2022-03-10', document: 'prop/2021/22:177' },
      { stage: 'BILL', date: '2022-09-01', document: 'prop/2022/23:12' },
    ]);
    const inquiry = stage(two, 'INQUIRY');
    const bills = two.stages.filter((one) => one.stage === 'BILL');
    expect(bills.map((one) => one.parentId)).toEqual([inquiry.id, inquiry.id]);
    const report = { stage: 'COMMITTEE_REPORT', date: '2022-06-09', document: 'bet/2021/22:SoU30' };
    expect(await refusedDossier(advocate, 'StageConfirm', on(two, report))).toMatchObject([
      'DOSSIER_PARENT_AMBIGUOUS',
      'input.parent',
      expect.stringContaining('prop. 2021/22:177, prop. 2022/23:12'),
    ]);
    // Under the second bill it would come before its own bill.
    expect(await refusedDossier(advocate, 'StageConfirm', on(two, { ...report, parent: bills[1]!.id }))).toMatchObject([
      'DOSSIER_STAGE_BEFORE_PREDECESSOR',
      'input.date',
      expect.anything(),
    ]);
    const first = await dossier(advocate, 'StageConfirm', on(two, { ...report, parent: bills[0]!.id }));
    // Now there is one bill without a report, so that the next one is its.
    const both = await walked(advocate, first, [
      { stage: 'COMMITTEE_REPORT', date: '2022-12-01', document: 'bet/2022/23:SoU5' },
    ]);
    expect(both.stages.filter((one) => one.stage === 'COMMITTEE_REPORT').map((one) => one.parentId)).toEqual(
      bills.map((one) => one.id),
    );
    // A bill does not grow from its own report.
    expect(
      await refusedDossier(
        advocate,
        'StageCorrect',
        on(both, { stage: bills[0]!.id, parent: stage(both, 'COMMITTEE_REPORT').id, reason: 'Prov' }),
      ),
    ).toMatchObject(['DOSSIER_PARENT_LATER', 'input.parent', expect.anything()]);
  });

  it('says which stages are missing, and lets them be skipped with a reason', async () => {
    const at = await walked(advocate, await opened(advocate, { firstStage: CHAIN[0] }), [CHAIN[4]!]);
    expect(at.missingStages).toEqual(['INQUIRY', 'REFERRAL', 'COUNCIL_ON_LEGISLATION']);
    expect(await refusedDossier(advocate, 'StageSkip', on(at, { stage: 'INQUIRY', reason: '  ' }))).toMatchObject([
      'REQUIRED',
      'input.reason',
      expect.anything(),
    ]);
    const skipped = await dossier(
      advocate,
      'StageSkip',
      on(at, { stage: 'INQUIRY', reason: 'Departementet skrev en promemoria.' }),
    );
    expect(skipped.missingStages).toEqual(['REFERRAL', 'COUNCIL_ON_LEGISLATION']);
    expect(stage(skipped, 'INQUIRY')).toMatchObject({
      state: 'SKIPPED',
      skipReason: 'Departementet skrev en promemoria.',
      date: null,
    });
    expect(skipped.currentStage).toBe('BILL');
    expect(await refusedDossier(advocate, 'StageSkip', on(skipped, { stage: 'IN_FORCE', reason: 'x' }))).toMatchObject([
      'DOSSIER_CANNOT_SKIP',
      'input.stage',
      expect.anything(),
    ]);
  });

  it('is corrected with a reason, and keeps what it said', async () => {
    const at = await walked(advocate, await opened(advocate, { firstStage: CHAIN[0] }), CHAIN.slice(1, 2));
    const inquiry = stage(at, 'INQUIRY');
    expect(
      await refusedDossier(
        advocate,
        'StageCorrect',
        on(at, { stage: inquiry.id, date: '2020-03-04', reason: 'Skrivfel' }),
      ),
    ).toMatchObject(['DOSSIER_STAGE_BEFORE_PREDECESSOR', 'input.date', expect.anything()]);
    expect(
      await refusedDossier(
        advocate,
        'StageCorrect',
        on(at, { stage: stage(at, 'DIRECTIVE').id, date: '2021-04-16', reason: 'Skrivfel' }),
      ),
    ).toMatchObject(['DOSSIER_STAGE_AFTER_SUCCESSOR', 'input.date', expect.stringContaining('2021-04-15')]);
    const right = await dossier(
      advocate,
      'StageCorrect',
      on(at, { stage: inquiry.id, date: '2021-04-22', reason: 'Dagen då den överlämnades' }),
    );
    expect(stage(right, 'INQUIRY')).toMatchObject({
      date: '2021-04-22',
      documentId: 'sou/2021:4',
      link: 'https://www.regeringen.se/sou-2021-4/',
      corrections: [{ date: '2021-04-15', reason: 'Dagen då den överlämnades', state: 'CONFIRMED' }],
    });
    expect(right.currentStageOn).toBe('2021-04-22');
    // What was noted by mistake is taken away, when nothing grew from it.
    expect(
      await refusedDossier(
        advocate,
        'StageCorrect',
        on(right, { stage: stage(right, 'DIRECTIVE').id, remove: true, reason: 'Fel ärende' }),
      ),
    ).toMatchObject(['DOSSIER_STAGE_HAS_SUCCESSORS', 'input.remove', expect.anything()]);
    const gone = await dossier(
      advocate,
      'StageCorrect',
      on(right, { stage: inquiry.id, remove: true, reason: 'Fel ärende' }),
    );
    expect(gone).toMatchObject({ currentStage: 'DIRECTIVE', stages: [{ stage: 'DIRECTIVE' }] });
    const all = await advocate.ask<{ dossier: { stages: { state: string }[] } }>(
      'query ($id: ID!) { dossier(id: $id) { stages(removed: true) { state } } }',
      { id: at.id },
    );
    expect(all.dossier.stages.map((one) => one.state).sort()).toEqual(['CONFIRMED', 'REMOVED']);
    // And the document may come again, where it belongs.
    await walked(advocate, gone, CHAIN.slice(1, 2));
    await expect(t.sql('select from dossier_correction where reason = $1', ['Fel ärende'])).resolves.toHaveLength(1);
  });

  it('rests until a day, and wakes by itself or with a stage', async () => {
    const at = await opened(advocate, { firstStage: CHAIN[0] });
    expect(await refusedDossier(advocate, 'Rest', on(at, { reason: 'Valet', until: '2026-11-23' }))).toMatchObject([
      'DOSSIER_WAKES_IN_THE_PAST',
      'input.until',
      expect.anything(),
    ]);
    const resting = await dossier(advocate, 'Rest', on(at, { reason: 'Efter valet', until: '2026-12-01' }));
    expect(resting).toMatchObject({ state: 'RESTING', restReason: 'Efter valet', restUntil: '2026-12-01' });
    expect(await refusedDossier(advocate, 'Rest', on(resting, { reason: 'Igen' }))).toMatchObject([
      'WRONG_STATE',
      'input.id',
      expect.stringContaining('vilande'),
    ]);
    await runScheduled(t, 'dossier.clock');
    expect(await readDossier(advocate, at.id)).toMatchObject({ state: 'RESTING' });
    t.clock.set('2026-12-01T05:00:00Z');
    await runScheduled(t, 'dossier.clock');
    const woken = (await readDossier(advocate, at.id))!;
    expect(woken).toMatchObject({ state: 'OPEN', restReason: null, restUntil: null });
    const again = await dossier(advocate, 'Rest', on(woken, { reason: 'Väntar på betänkandet' }));
    const moved = await walked(advocate, again, CHAIN.slice(1, 2));
    expect(moved).toMatchObject({ state: 'OPEN', restReason: null });
    const byHand = await dossier(advocate, 'Wake', on(await dossier(advocate, 'Rest', on(moved, { reason: 'x' }))));
    expect(byHand.state).toBe('OPEN');
    t.clock.set('2026-11-23T09:00:00Z');
  });

  it.each(['REJECTED', 'RECALLED', 'LAPSED'])(
    'ends %s with a reason, and is opened again when that was wrong',
    async (outcome) => {
      const at = await opened(advocate);
      expect(await refusedDossier(advocate, 'End', on(at, { outcome }))).toMatchObject([
        'REQUIRED',
        'input.reason',
        expect.anything(),
      ]);
      const ended = await dossier(advocate, 'End', on(at, { outcome, reason: 'Regeringen meddelade det.' }));
      expect(ended).toMatchObject({ state: outcome, endReason: 'Regeringen meddelade det.' });
      expect(await refusedDossier(advocate, 'StageConfirm', on(ended, CHAIN[1]))).toMatchObject([
        'WRONG_STATE',
        'input.id',
        expect.anything(),
      ]);
      expect(await dossier(advocate, 'Reopen', on(ended, { reason: 'Fel ärende' }))).toMatchObject({
        state: 'OPEN',
        endReason: null,
      });
    },
  );

  it('is in force only when its day has come, and says so before the click', async () => {
    const at = await walked(advocate, await opened(advocate, { firstStage: CHAIN[0] }), [CHAIN[1]!]);
    const blockers = (view: DossierView) => view.allowedActions.find((one) => one.action === 'endInForce')!;
    expect(blockers(at)).toMatchObject({ mutation: 'dossierEnd', blockers: [{ code: 'DOSSIER_HAS_NO_COMMENCEMENT' }] });
    expect(await refusedDossier(advocate, 'End', on(at, { outcome: 'IN_FORCE' }))).toMatchObject([
      'DOSSIER_HAS_NO_COMMENCEMENT',
      'input.outcome',
      expect.anything(),
    ]);
    const later = await walked(advocate, at, [{ stage: 'IN_FORCE', date: '2027-01-01', document: 'sfs/2026:900' }]);
    expect(blockers(later)).toMatchObject({
      blockers: [{ code: 'DOSSIER_NOT_YET_IN_FORCE', message: expect.stringContaining('2027-01-01') }],
    });
    t.clock.set('2027-01-01T06:00:00Z');
    expect(blockers((await readDossier(advocate, at.id))!).blockers).toEqual([]);
    await dossier(advocate, 'End', on(later, { outcome: 'IN_FORCE' }));
    t.clock.set('2026-11-23T09:00:00Z');
  });

  it('takes proposals of the Union and announcements of Riksdagen too', async () => {
    const eu = await opened(advocate, {
      type: 'EU_ACT',
      firstStage: { stage: 'EU_PROPOSAL', date: '2022-05-03', document: 'celex/52022PC0197' },
    });
    const adopted = await walked(advocate, eu, [
      { stage: 'EU_ADOPTED', date: '2025-02-11', document: 'celex/32025R0327' },
      { stage: 'IN_FORCE', date: '2025-03-26', document: 'celex/32025R0327' },
    ]);
    expect(adopted).toMatchObject({ type: 'EU_ACT', currentStage: 'IN_FORCE', missingStages: [] });
    const asked = await opened(advocate, {
      type: 'ANNOUNCEMENT',
      firstStage: { stage: 'ANNOUNCEMENT', date: '2022-06-16', document: 'rskr/2021/22:381' },
    });
    expect(asked).toMatchObject({ type: 'ANNOUNCEMENT', currentStage: 'ANNOUNCEMENT' });
  });

  it('changes what it says of itself, and refuses those who do not handle it', async () => {
    const at = await opened(advocate);
    const [ministry] = await t.sql<{ id: string }>(
      `select id from organisation where kind = 'MINISTRY' and valid_to is null limit 1`,
    );
    const [other] = await t.sql<{ id: string }>(`select id from organisation where kind = 'MUNICIPALITY' limit 1`);
    const changed = await dossier(
      advocate,
      'Update',
      on(at, { title: 'Ny rubrik', ministry: ministry!.id, responsible: lawyer.personId }),
    );
    expect(changed).toMatchObject({ title: 'Ny rubrik' });
    expect(await refusedDossier(advocate, 'Update', on(changed, { ministry: other!.id }))).toMatchObject([
      'DOSSIER_MINISTRY_ONLY',
      'input.ministry',
      expect.anything(),
    ]);
    expect(await refusedDossier(advocate, 'Update', on(changed, { responsible: officer.personId }))).toMatchObject([
      'DOSSIER_COLLEAGUE_ONLY',
      'input.responsible',
      expect.anything(),
    ]);
    const answer = await lawyer.raw(
      'mutation ($input: DossierUpdateInput!) { dossierUpdate(input: $input) { userErrors { code } } }',
      { input: on(changed, { title: 'x' }) },
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await readDossier(officer, at.id))!.allowedActions.map((one) => one.action)).not.toContain('update');
  });

  it('answers the same again to the same key', async () => {
    const input = { title: 'En gång', idempotencyKey: 'dossier-open-once' };
    const one = await dossier(advocate, 'Open', input);
    expect(await dossier(advocate, 'Open', input)).toMatchObject({ id: one.id, version: one.version });
  });

  it('lets one of two who confirm at once win', async () => {
    const at = await opened(advocate, { firstStage: CHAIN[0] });
    const done = await Promise.all(
      [CHAIN[1], { ...CHAIN[1], document: 'sou/2021:5' }].map((one) =>
        tryDossier(advocate, 'StageConfirm', on(at, one)),
      ),
    );
    expect(done.map((one) => one.userErrors[0]?.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    expect((await readDossier(advocate, at.id))!.stages).toHaveLength(2);
  });
});

describe('lists of dossiers', () => {
  interface Listed {
    dossiers: {
      nodes: { id: string; title: string }[];
      totalCount: number;
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
  }
  const LIST = `query ($filter: DossierFilter, $orderBy: DossierOrder!, $first: Int!, $after: String) {
    dossiers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes { id title } totalCount pageInfo { endCursor hasNextPage } } }`;
  const list = async (filter: object, more: object = {}, who: Client = t.anonymous) =>
    (await who.ask<Listed>(LIST, { filter, orderBy: 'UPDATED', first: 50, ...more })).dossiers;

  it('are filtered by stage, state, type, subject area, document and words', async () => {
    const key = await area(t);
    const mine = await walked(
      advocate,
      await opened(advocate, {
        title: 'Om kvantkryptering i skolbiblioteken',
        subjectAreas: [key],
        firstStage: CHAIN[0],
      }),
      [{ stage: 'INQUIRY', date: '2021-04-15', document: 'sou/2021:987', title: 'Bibliotekens hemligheter' }],
    );
    const ids = async (filter: object) => (await list(filter)).nodes.map((one) => one.id);
    expect(await ids({ query: 'kvantkryptering' })).toEqual([mine.id]);
    expect(await ids({ query: mine.ref.toLowerCase() })).toEqual([mine.id]);
    expect(await ids({ query: '2021:987' })).toEqual([mine.id]);
    expect(await ids({ query: 'hemligheter' })).toEqual([mine.id]);
    expect(await ids({ document: 'sou/2021:987' })).toEqual([mine.id]);
    expect(await ids({ query: 'kvantkryptering', stages: ['BILL'] })).toEqual([]);
    expect(
      await ids({
        query: 'kvantkryptering',
        stages: ['INQUIRY'],
        states: ['OPEN'],
        types: ['STATUTE'],
        subjectAreas: [key],
      }),
    ).toEqual([mine.id]);
    expect(await ids({ query: 'kvantkryptering', states: ['LAPSED'] })).toEqual([]);
    expect(await ids({ query: 'kvantkryptering', types: ['EU_ACT'] })).toEqual([]);
    const answer = await t.anonymous.raw(LIST, { filter: { subjectAreas: ['x'] }, orderBy: 'TITLE', first: 5 });
    expect(answer.errors).toHaveLength(1);
  });

  it.each(['UPDATED', 'STAGE_DATE', 'TITLE'])('are read page by page in the order %s, each once', async (orderBy) => {
    const whole = (await list({}, { orderBy, first: 100 })).nodes.map((one) => one.id);
    const walkedIds: string[] = [];
    let after: string | null = null;
    do {
      const found: Listed['dossiers'] = await list({}, { orderBy, first: 7, after });
      walkedIds.push(...found.nodes.map((one) => one.id));
      after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
    } while (after);
    expect(walkedIds).toEqual(whole);
    expect(new Set(walkedIds).size).toBe(whole.length);
  });
});
