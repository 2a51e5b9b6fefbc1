import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createTestApp, type TestApp } from '../../test/harness/app.js';
import {
  dossier,
  type DossierView,
  opened,
  plainEntry,
  readDossier,
  runScheduled,
  refusedDossier,
  walked,
} from '../../test/harness/dossiers.js';
import { fixture, hasRiksdagenData, SourceServer, TestWaiter } from '../../test/harness/riksdagen-server.js';
import { stubKind } from '../../test/harness/stub-kind.js';
import { EntryKind } from '../catalogue/entry.entity.js';
import { Kinds } from '../catalogue/kinds.js';
import { Reads } from '../platform/database/reads.js';
import { newId } from '../platform/ids.js';
import { Waiter } from './waiter.js';

const withData = hasRiksdagenData ? it : it.skip;
const on = (at: DossierView, more: object = {}): object => ({ id: at.id, expectedVersion: at.version, ...more });

interface TaskRow {
  entry_id: string;
  state: string;
  role: string;
  cause: string;
  assignee_id: string | null;
  org_id: string;
}
const tasks = (t: TestApp, kind: string, entryId: string): Promise<TaskRow[]> =>
  t.sql<TaskRow>('select * from task where task_kind = $1 and entry_id = $2 order by id', [kind, entryId]);

describe('following the documents of a dossier', () => {
  let t: TestApp;
  let server: SourceServer;
  let advocate: Client;
  let officer: Client;

  beforeAll(async () => {
    server = await SourceServer.start();
    t = await createTestApp({
      env: { RIKSDAGEN: 'true', RIKSDAGEN_URL: server.url, REFERRAL_FEED_URL: `${server.url}/rss` },
    });
    const waiter = new TestWaiter(t.clock);
    Object.assign(t.app.get(Waiter), { wait: (ms: number) => waiter.wait(ms) });
    advocate = await t.as('paverkan@skr.demo');
    officer = await t.as('handlaggare@kommun-a.demo');
    // What came with the product is followed too; here one dossier at a time is what is looked at.
    await t.sql(`update dossier set followed_at = '2100-01-01'`);
  }, 60_000);
  afterAll(async () => {
    await t.close();
    await server.stop();
  });
  beforeEach(() => {
    server.forget();
    server.on(/./, (_, response) => void response.writeHead(404).end());
    server.on(/^\/rss/, '<rss><channel></channel></rss>');
    server.on(/^\/dokumentlista/, '{"dokumentlista":{"@traffar":"0","@traff_till":"0","dokument":null}}');
  });
  const follow = () => runScheduled(t, 'dossier.riksdagen');
  const again = () => t.sql(`update dossier set followed_at = null where followed_at < '2090-01-01'`);
  const settle = (at: DossierView) => t.sql(`update dossier set followed_at = '2100-01-01' where id = $1`, [at.id]);

  const source = () => {
    server.on(/^\/dokumentlista\/.*doktyp=prop/, fixture('dokumentlista-prop-HB0320.json'));
    server.on(/^\/dokumentstatus\/HB0320/, fixture('dokumentstatus-prop-HB0320.json'));
    server.on(/^\/dokumentstatus\/HB01UbU5/, fixture('dokumentstatus-bet-HB01UbU5.trimmed.json'));
  };
  const bill = async (): Promise<DossierView> =>
    walked(advocate, await opened(advocate, { firstStage: { stage: 'INITIATIVE', date: '2023-01-01' } }), [
      { stage: 'BILL', date: '2023-10-03', document: 'prop/2023/24:20' },
    ]);
  const ACCEPT = `mutation ($input: DossierProposalAcceptInput!) { dossierProposalAccept(input: $input) { proposal { state version } dossier { id } userErrors { code path message } } }`;
  const DECLINE = `mutation ($input: DossierProposalDeclineInput!) { dossierProposalDecline(input: $input) { proposal { state version } userErrors { code path message } } }`;

  withData('takes a stage that somebody writes by hand as a yes to the proposal of the same', async () => {
    source();
    const at = await bill();
    await follow();
    const now = await walked(advocate, (await readDossier(advocate, at.id))!, [
      { stage: 'COMMITTEE_REPORT', date: '2023-11-30', document: 'bet/2023/24:UbU5' },
    ]);
    const states = now.proposals.map((one) => [one.stage, one.state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['COMMITTEE_REPORT', 'ACCEPTED'],
        ['DECISION', 'OPEN'],
      ]),
    );
    await t.drainJobs();
    expect((await tasks(t, 'CONFIRM_STAGE', at.id)).map((one) => one.state).sort()).toEqual(['CLAIMED', 'DONE']);
  });

  withData('proposes the report and the decision of a bill; a person confirms', async () => {
    source();
    const at = await bill();
    await follow();
    const seen = (await readDossier(advocate, at.id))!;
    // It proposes, and moves nothing: the bill that is "Klar" is still a bill.
    expect(seen).toMatchObject({ currentStage: 'BILL', version: at.version });
    expect(seen.proposals.map((one) => [one.stage, one.date, one.documentId, one.source, one.state])).toEqual(
      expect.arrayContaining([
        ['COMMITTEE_REPORT', '2023-11-30', 'bet/2023/24:UbU5', 'Sveriges riksdag', 'OPEN'],
        ['DECISION', '2023-12-20', 'rskr/2023/24:106', 'Sveriges riksdag', 'OPEN'],
      ]),
    );
    const [report] = seen.proposals.filter((one) => one.stage === 'COMMITTEE_REPORT');
    const [decision] = seen.proposals.filter((one) => one.stage === 'DECISION');
    expect(report!.seen).toBe('Propositionen behandlas i bet. 2023/24:UbU5, justerat 2023-11-30.');
    expect(decision!.quote).toBe('Kammaren biföll utskottets förslag.');
    expect(report!.allowedActions).toEqual(
      [
        { action: 'proposalAccept', mutation: 'dossierProposalAccept' },
        { action: 'proposalDecline', mutation: 'dossierProposalDecline' },
      ].map((one) => expect.objectContaining(one)),
    );
    expect(report!.link).toMatch(/^https:\/\//);
    // Nobody else is shown what nobody has confirmed.
    expect((await readDossier(officer, at.id))!.proposals).toEqual([]);
    expect((await readDossier(t.anonymous, at.id))!.proposals).toEqual([]);
    const waiting = await tasks(t, 'CONFIRM_STAGE', at.id);
    expect(waiting.map((one) => [one.state, one.assignee_id]).sort()).toEqual([
      ['CLAIMED', advocate.personId],
      ['CLAIMED', advocate.personId],
    ]);

    // The decision before its report: it would grow from the bill, so it waits for nobody, but the order is asked for.
    const accepted = await advocate.act<{ proposal: { state: string } }>(ACCEPT, {
      id: report!.id,
      expectedVersion: report!.version,
    });
    expect(accepted).toMatchObject({ proposal: { state: 'ACCEPTED' }, userErrors: [] });
    const stale = await advocate.act(ACCEPT, { id: report!.id, expectedVersion: report!.version });
    expect(stale.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    await advocate.act(ACCEPT, { id: decision!.id, expectedVersion: decision!.version });
    const moved = (await readDossier(advocate, at.id))!;
    expect(moved).toMatchObject({ currentStage: 'DECISION', currentStageOn: '2023-12-20' });
    expect(moved.stages.map((one) => [one.stage, one.confirmedBy !== null])).toEqual([
      ['INITIATIVE', true],
      ['BILL', true],
      ['COMMITTEE_REPORT', true],
      ['DECISION', true],
    ]);
    const stageOf = (kind: string) => moved.stages.find((one) => one.stage === kind)!;
    expect(stageOf('DECISION')).toMatchObject({
      parentId: stageOf('COMMITTEE_REPORT').id,
      note: 'Kammaren biföll utskottets förslag.',
    });
    await t.drainJobs();
    expect((await tasks(t, 'CONFIRM_STAGE', at.id)).map((one) => one.state)).toEqual(['DONE', 'DONE']);
    await settle(at);
  });

  withData('proposes each document once, also when it was declined, and asks each dossier once a day', async () => {
    source();
    const at = await bill();
    await follow();
    const [first] = (await readDossier(advocate, at.id))!.proposals.filter((one) => one.stage === 'COMMITTEE_REPORT');
    expect(
      (await advocate.act(DECLINE, { id: first!.id, expectedVersion: first!.version, reason: ' ' })).userErrors,
    ).toMatchObject([{ code: 'REQUIRED' }]);
    await advocate.act(DECLINE, {
      id: first!.id,
      expectedVersion: first!.version,
      reason: 'Hör till ett annat ärende',
    });
    server.forget();
    await follow();
    expect(server.asked).toEqual([]);
    await again();
    await follow();
    expect(server.asked.length).toBeGreaterThan(0);
    const { proposals } = (await readDossier(advocate, at.id))!;
    expect(proposals.filter((one) => one.stage === 'COMMITTEE_REPORT').map((one) => one.state)).toEqual(['DECLINED']);
    await t.drainJobs();
    expect((await tasks(t, 'CONFIRM_STAGE', at.id)).map((one) => one.state).sort()).toEqual(['CLAIMED', 'DONE']);
    await settle(at);
  });

  withData('knows the day of a document that the dossier has without one', async () => {
    server.on(/^\/dokumentlista\/.*doktyp=sou/, fixture('dokumentlista-sou-2.json'));
    const at = await walked(advocate, await opened(advocate), [
      { stage: 'INQUIRY', date: '2025-02-04', document: 'sou/2025:12' },
    ]);
    await t.sql('update dossier_stage set date = null where entry_id = $1', [at.id]);
    await follow();
    // An inquiry has no status page, and none is asked for.
    expect(server.asked.some((one) => one.path.startsWith('/dokumentstatus'))).toBe(false);
    const [seen] = (await readDossier(advocate, at.id))!.proposals;
    expect(seen).toMatchObject({ stage: 'INQUIRY', date: '2025-02-04', documentId: 'sou/2025:12' });
    await advocate.act(ACCEPT, { id: seen!.id, expectedVersion: seen!.version });
    const after = (await readDossier(advocate, at.id))!;
    expect(after).toMatchObject({ currentStage: 'INQUIRY', currentStageOn: '2025-02-04' });
    expect(after.stages).toMatchObject([
      { date: '2025-02-04', corrections: [{ date: null, reason: 'Sveriges riksdag' }] },
    ]);
    await settle(at);
  });

  withData('proposes a referral to the Council on Legislation that amends what the dossier is about', async () => {
    server.on(/^\/rss/, fixture('regeringen-lagradsremiss.rss.xml'));
    const mine = await walked(advocate, await opened(advocate), [
      { stage: 'INQUIRY', date: '2025-09-01', document: 'sou/2025:90', provisions: ['sfs/2010:800#K29P14'] },
    ]);
    const other = await walked(advocate, await opened(advocate), [
      { stage: 'INQUIRY', date: '2025-09-01', document: 'sou/2025:91', provisions: ['sfs/2008:355#K6P2'] },
    ]);
    // By the link to the law source too, whose ref is its canonical id.
    const linked = await walked(advocate, await opened(advocate), [
      { stage: 'INQUIRY', date: '2025-09-01', document: 'sou/2025:92' },
    ]);
    const [known] = await t.sql<{ id: string }>(
      `select id from entry where kind = 'LAW_SOURCE' and ref = 'sfs/1990:782'`,
    );
    const source =
      known?.id ?? (await plainEntry(t, 'LAW_SOURCE', newId('LawSource'), { ref: 'sfs/1990:782', state: 'IMPORTED' }));
    await t.sql(
      `insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by)
       select $3, 'CHANGES', f.id, f.kind, f.owner_unit_id, f.visibility, o.id, o.kind, o.owner_unit_id, o.visibility, 'system:test'
         from entry f, entry o where f.id = $1 and o.id = $2`,
      [linked.id, source, newId('Link')],
    );
    await follow();
    // The older of the two items is older than the inquiry: it is another matter.
    for (const one of [mine, linked])
      expect((await readDossier(advocate, one.id))!.proposals).toMatchObject([
        { stage: 'COUNCIL_ON_LEGISLATION', date: '2026-01-20', source: 'Regeringen' },
      ]);
    expect((await readDossier(advocate, other.id))!.proposals).toEqual([]);
    for (const one of [mine, other, linked]) await settle(one);
  });

  withData('is stopped by no source that is away, and says so in the log without addresses', async () => {
    const at = await bill();
    server.on(/^\/dokumentlista/, (_, response) => void response.writeHead(500).end());
    await follow();
    expect((await readDossier(advocate, at.id))!.proposals).toEqual([]);
    expect(t.logs.some((line) => line.includes('a public source gave no answer'))).toBe(true);
    expect(await t.sql('select from dead_letter')).toEqual([]);
    expect(await t.sql('select followed_at from dossier where id = $1', [at.id])).toEqual([{ followed_at: null }]);
    // Next time it is there.
    source();
    await follow();
    expect((await readDossier(advocate, at.id))!.proposals).toHaveLength(2);
    await settle(at);
  });

  withData('a declined or accepted proposal is for those who handle dossiers only', async () => {
    source();
    const at = await bill();
    await follow();
    const [one] = (await readDossier(advocate, at.id))!.proposals;
    const lawyer = await t.as('jurist@skr.demo');
    const answer = await lawyer.raw(ACCEPT, { input: { id: one!.id, expectedVersion: one!.version } });
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    await dossier(advocate, 'End', on((await readDossier(advocate, at.id))!, { outcome: 'LAPSED', reason: 'Föll' }));
    expect((await advocate.act(ACCEPT, { id: one!.id, expectedVersion: one!.version })).userErrors).toMatchObject([
      { code: 'WRONG_STATE' },
    ]);
    await t.drainJobs();
    expect((await tasks(t, 'CONFIRM_STAGE', at.id)).map((task) => task.state)).toEqual(['OBSOLETE', 'OBSOLETE']);
  });
});

describe('what follows from a dossier', () => {
  let t: TestApp;
  let advocate: Client;
  beforeAll(async () => {
    t = await createTestApp();
    advocate = await t.as('paverkan@skr.demo');
  }, 60_000);
  afterAll(() => t.close());

  const link = (from: string, type: string, to: string) =>
    t.sql(
      `insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by)
       select $4, $2, f.id, f.kind, f.owner_unit_id, f.visibility, o.id, o.kind, o.owner_unit_id, o.visibility, 'system:test'
         from entry f, entry o where f.id = $1 and o.id = $3`,
      [from, type, to, newId('Link')],
    );
  /** An entry of the kind in a state that its machine knows, whether or not its feature is there yet. */
  const barrier = (state = 'CONFIRMED') => plainEntry(t, 'BARRIER', newId('Barrier'), { state });

  it('in force asks somebody to look at every barrier that leads there, once', async () => {
    if (
      !t.app
        .get(Kinds)
        .all()
        .some((part) => part.kind === EntryKind.BARRIER)
    )
      stubKind(t);
    const at = await opened(advocate);
    const direct = await barrier();
    const throughGoal = await barrier();
    const unrelated = await barrier();
    const dismissed = await barrier('DISMISSED');
    const goal = await plainEntry(t, 'GOAL', newId('Goal'));
    await link(direct, 'RELATED', at.id);
    await link(dismissed, 'RELATED', at.id);
    await link(throughGoal, 'PURSUED_BY', goal);
    await link(goal, 'TRACKED_IN', at.id);
    const issued = await walked(advocate, at, [{ stage: 'IN_FORCE', date: '2026-12-01', document: 'sfs/2026:950' }]);
    await runScheduled(t, 'dossier.clock');
    expect(await tasks(t, 'VERIFY_RESOLUTION', direct)).toEqual([]);
    t.clock.set('2026-12-01T04:00:00Z');
    await runScheduled(t, 'dossier.clock');
    await runScheduled(t, 'dossier.clock');
    const [org] = await t.sql<{ id: string }>(`select owner_org_id as id from entry where id = $1`, [at.id]);
    for (const one of [direct, throughGoal])
      expect(await tasks(t, 'VERIFY_RESOLUTION', one)).toMatchObject([
        { state: 'OPEN', cause: issued.id, org_id: org!.id },
      ]);
    for (const one of [unrelated, dismissed]) expect(await tasks(t, 'VERIFY_RESOLUTION', one)).toEqual([]);
    expect(
      await t.sql(`select from audit_event where subject_id = $1 and action = 'dossier.in-force'`, [at.id]),
    ).toHaveLength(1);
    t.clock.set('2026-11-23T09:00:00Z');
  });

  it('an inquiry that touches provisions is said to those who dropped claims on them, by ids alone', async () => {
    const { JobRegistry } = await import('../platform/jobs/registry.js');
    const at = await walked(advocate, await opened(advocate), [
      {
        stage: 'DIRECTIVE',
        date: '2026-10-01',
        document: 'dir/2026:77',
        provisions: ['sfs/2008:355#K6P2', 'sfs/2008:355#K6P2'],
      },
    ]);
    const listening = t.app.get(JobRegistry).subscribersOf('dossier.directive');
    const rows = await t.sql<{ payload: Record<string, unknown> }>(
      `select payload from outbox where payload->>'event' = 'dossier.directive' and entry_id = $1`,
      [at.id],
    );
    expect(rows).toHaveLength(listening.length);
    for (const { payload } of rows) expect(payload).toMatchObject({ entryId: at.id, stageId: at.stages[0]!.id });
    expect(at.stages[0]!.provisions).toEqual(['sfs/2008:355#K6P2']);
  });

  it('tells whoever watches it of a new stage, and not whoever confirmed it', async () => {
    const officer = await t.as('handlaggare@kommun-a.demo');
    const at = await opened(advocate);
    await officer.act('mutation ($input: WatchInput!) { watch(input: $input) { userErrors { code } } }', {
      entry: at.id,
    });
    await walked(advocate, at, [{ stage: 'BILL', date: '2026-10-01', document: 'prop/2026/27:3' }]);
    await t.drainJobs();
    expect(
      await t.sql(`select person_id from notification where entry_id = $1 and reason = 'dossier.stage-confirmed'`, [
        at.id,
      ]),
    ).toEqual([{ person_id: officer.personId }]);
  });

  it('the dossiers that came with the product get a number and a trail, and those that are uncertain a task', async () => {
    await runScheduled(t, 'dossier.clock');
    await runScheduled(t, 'dossier.clock');
    const rows = await t.sql<{ id: string; ref: string; verified: boolean; open: number; events: number }>(
      `select e.id, e.ref, d.verified,
         (select count(*)::int from task k where k.entry_id = e.id and k.task_kind = 'VERIFY_SEED' and k.state in ('OPEN','CLAIMED')) as open,
         (select count(*)::int from audit_event a where a.subject_id = e.id) as events
       from entry e join dossier d on d.id = e.id where e.created_by = 'system:seed' order by e.id`,
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) {
      expect(row.ref).toMatch(/^L-\d+$/);
      expect({ id: row.id, open: row.open, events: row.events }).toEqual({
        id: row.id,
        open: row.verified ? 0 : 1,
        events: 1,
      });
    }
    const uncertain = rows.find((row) => !row.verified)!;
    const view = (await readDossier(advocate, uncertain.id))!;
    expect(view.stages.some((one) => !one.verified && one.confirmedBy === null)).toBe(
      view.stages.some((one) => !one.verified),
    );
    expect(view.allowedActions.map((one) => one.action)).toContain('verify');
    const checked = await dossier(advocate, 'Verify', on(view, { note: 'Jämfört med riksdagens register' }));
    expect(checked).toMatchObject({ verified: true });
    expect(checked.stages.every((one) => one.verified)).toBe(true);
    expect(await refusedDossier(advocate, 'Verify', on(checked, { note: 'Igen' }))).toMatchObject([
      'DOSSIER_IS_VERIFIED',
      'input.id',
      expect.anything(),
    ]);
    await t.drainJobs();
    expect((await tasks(t, 'VERIFY_SEED', uncertain.id)).map((one) => one.state)).toEqual(['DONE']);
  });
});

describe('the board', () => {
  it('has its columns, and takes as many statements for 2,000 dossiers as for a handful', async () => {
    const t = await createTestApp();
    try {
      const advocate = await t.as('paverkan@skr.demo');
      interface Board {
        dossierBoard: {
          total: number;
          columns: {
            stage: string;
            count: number;
            cards: { id: string; title: string; stages: { stage: string }[]; responsible: unknown }[];
          }[];
        };
      }
      const BOARD = `{ dossierBoard { total columns { stage count cards(first: 3) { id title ministry { name } responsible { name }
        missingStages proposals { id } datesAhead { on kind stage { id } } barriers { id title } barrierCount stages { stage confirmedBy { name } } allowedActions { action } } } } }`;
      const reads = t.app.get(Reads);
      const cost = async (): Promise<number> => {
        const before = reads.statements;
        await advocate.ask<Board>(BOARD);
        return reads.statements - before;
      };
      await walked(advocate, await opened(advocate), [
        { stage: 'BILL', date: '2026-10-01', document: 'prop/2026/27:4' },
      ]);
      const few = await cost();
      await t.sql(
        `with owner as (select m.organisation_id, m.unit_id, m.person_id from membership m join person p on p.id = m.person_id where p.email = 'paverkan@skr.demo' limit 1),
         made as (insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, created_by, updated_at)
           select ('018c0000-0000-8206-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'DOSSIER', 'L-' || (100000 + n), 'Ärende ' || n,
             o.organisation_id, o.unit_id, 'PUBLIC', 'WORLD', case when n % 10 = 0 then 'LAPSED' else 'OPEN' end, 'system:test', now() - n * interval '1 minute'
           from generate_series(1, 2000) n, owner o returning *)
         insert into dossier (id, entry_id, kind, owner_unit_id, visibility, type, current_stage, responsible_id)
         select m.id, m.id, m.kind, m.owner_unit_id, m.visibility, 'STATUTE',
           (array['INITIATIVE','DIRECTIVE','INQUIRY','REFERRAL','BILL','DECISION','IN_FORCE'])[1 + (right(m.ref, 1)::int % 7)], o.person_id
         from made m, owner o`,
      );
      await t.sql(
        `insert into dossier_stage (id, entry_id, kind, owner_unit_id, visibility, stage, date)
         select ('018c0000-0000-8900-9000-' || right(d.id::text, 12))::uuid, d.id, d.kind, d.owner_unit_id, d.visibility, d.current_stage, '2026-01-01'
           from dossier d where d.id::text like '018c0000%'`,
      );
      await t.sql('analyze');
      expect(await cost()).toBe(few);
      const { dossierBoard } = await advocate.ask<Board>(BOARD);
      const open = dossierBoard.columns.reduce((sum, one) => sum + one.count, 0);
      expect(dossierBoard.total).toBe(open);
      expect(open).toBeGreaterThan(1800);
      expect(dossierBoard.columns.map((one) => one.stage)).toEqual([
        'INITIATIVE',
        'ANNOUNCEMENT',
        'EU_PROPOSAL',
        'DIRECTIVE',
        'INQUIRY',
        'REFERRAL',
        'COUNCIL_ON_LEGISLATION',
        'BILL',
        'COMMITTEE_REPORT',
        'DECISION',
        'EU_ADOPTED',
        'ISSUED',
        'IN_FORCE',
      ]);
      for (const column of dossierBoard.columns) expect(column.cards).toHaveLength(Math.min(3, column.count));
      const anonymous = await t.anonymous.ask<Board>(
        '{ dossierBoard(filter: { states: [LAPSED] }) { total columns { count cards { title } } } }',
      );
      expect(anonymous.dossierBoard.total).toBeGreaterThanOrEqual(200);
      const too = await t.anonymous.raw('{ dossierBoard { columns { cards(first: 21) { id } } } }');
      expect(too.errors).toHaveLength(1);
    } finally {
      await t.close();
    }
  }, 120_000);

  it('says of each what comes next, and which barriers it would resolve, the heaviest first', async () => {
    const t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
    try {
      const advocate = await t.as('paverkan@skr.demo');
      const made = await walked(advocate, await opened(advocate), [
        {
          stage: 'REFERRAL',
          date: '2026-11-02',
          deadline: '2027-02-01',
          milestones: [{ kind: 'DRAFT', workingDaysBefore: 20 }],
        },
        { stage: 'IN_FORCE', date: '2027-07-01', document: 'sfs/2027:10' },
      ]);
      const barriers = await t.sql<{ id: string; kind: string; weight: number }>(
        `select e.id, e.kind, b.public_weight as weight from barrier b join entry e on e.id = b.id
          where e.visibility = 'WORLD' and e.state not in ('MERGED', 'DISMISSED') order by b.public_weight, b.id limit 2`,
      );
      const link = (from: string, type: string, to: string) =>
        t.sql(
          `insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by)
           select gen_random_uuid(), $2, f.id, f.kind, f.owner_unit_id, f.visibility, o.id, o.kind, o.owner_unit_id, o.visibility, 'system:test'
             from entry f, entry o where f.id = $1 and o.id = $3`,
          [from, type, to],
        );
      const [goal] = await t.sql<{ id: string }>(
        `select id from entry where kind = 'GOAL' and visibility = 'WORLD' limit 1`,
      );
      const [light, heavy] = barriers;
      await t.sql(`delete from link where from_id = any($1)`, [[goal!.id, light!.id, heavy!.id]]);
      await t.sql(`delete from link where to_id = $1`, [goal!.id]);
      await t.sql('update barrier set public_weight = 999 where id = $1', [heavy!.id]);
      await link(light!.id, 'RESOLVED_BY', made.id);
      await link(heavy!.id, 'PURSUED_BY', goal!.id);
      await link(goal!.id, 'TRACKED_IN', made.id);
      interface Outlook {
        dossier: { datesAhead: { kind: string; on: string }[]; barriers: { id: string }[]; barrierCount: number };
      }
      const OUTLOOK = `query ($id: ID!) { dossier(id: $id) { datesAhead { kind on } barriers(first: 5) { id } barrierCount } }`;
      const own = await advocate.ask<Outlook>(OUTLOOK, { id: made.id });
      expect(own.dossier.datesAhead.map(({ kind, on }) => [kind, on])).toEqual([
        ['MILESTONE', expect.stringMatching(/^2026-12|^2027-01/)],
        ['REMISS', '2027-02-01'],
        ['COMMENCEMENT', '2027-07-01'],
      ]);
      expect(own.dossier.barriers.map(({ id }) => id)).toEqual([heavy!.id, light!.id]);
      expect(own.dossier.barrierCount).toBe(2);
      const world = await t.anonymous.ask<Outlook>(OUTLOOK, { id: made.id });
      expect(world.dossier.datesAhead.map(({ kind }) => kind)).toEqual(['REMISS', 'COMMENCEMENT']);
      const too = await t.anonymous.raw(`query ($id: ID!) { dossier(id: $id) { barriers(first: 21) { id } } }`, {
        id: made.id,
      });
      expect(too.errors).toHaveLength(1);
    } finally {
      await t.close();
    }
  }, 60_000);
});
