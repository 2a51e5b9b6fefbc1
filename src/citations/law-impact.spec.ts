import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import {
  draftedGuidance,
  out,
  publishedAnswer,
  publishedGuidance,
  redrafted,
  Written,
} from '../../test/harness/guidance-world.js';
import { PlantedPiece, PlantedWording, plantLaw } from '../../test/harness/law-world.js';
import { people, People, R } from '../../test/harness/world.js';
import { EntryKind } from '../catalogue/entry.entity.js';
import { LawImporter } from '../law/law-importer.service.js';
import { readStatuteRecord } from '../law/statute-record.js';
import { systemPrincipal } from '../platform/principal.js';

const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
const present = existsSync(folder);
if (!present) console.warn(`Skipped: no records under ${folder} (LAGRUM_DATA).`);

async function read(t: TestApp, name: string): Promise<void> {
  const reading = readStatuteRecord(readFileSync(join(folder, name), 'utf8'));
  if (!reading.ok) throw new Error(reading.errors[0]?.sentence);
  const as = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');
  await t.app.get(LawImporter).import(as, reading.record, reading.warnings, { fileName: name });
  await settle(t);
}
let rounds = 0;
/** Jobs that follow from jobs are due a moment after the first were; each scheduled run has an hour of its own. */
const settle = (t: TestApp, scheduled: string[] = []): Promise<void> =>
  t.drainJobs({ until: new Date(Date.now() + ++rounds * 3_600_000), scheduled });
const OLDER = 'sfs-2010-800.t.o.m.2025-730.json';
const NEWER = 'sfs-2010-800.t.o.m.2025-1497.json';

const ERRORS = 'userErrors { code path }';
const WATCH = `mutation ($input: WatchInput!) { watch(input: $input) { ${ERRORS} } }`;
const CONFIRM = `mutation ($input: ReReviewConfirmInput!) { reReviewConfirm(input: $input) { task { id state } ${ERRORS} } }`;
const VALIDITY = `query ($id: ID!) { guidance(id: $id) { validity { status act on message } } }`;
const INBOX = `query { inbox(first: 100) { nodes { id kind entry { id } } } }`;
const TASK = `query ($id: ID!) { node(id: $id) { ... on Task { id version allowedActions { action mutation }
  lawChanges { act severity status effectiveOn message provision { fragment } movedTo { fragment } before { text } after { text }
    diff { op text } citations { words } } } } }`;
const CHANGE_SET = `query { changeSets(source: "sfs/2010:800", first: 1) { nodes { id
  notices(first: 50) { nodes { act reason person { id } entry { id } } } reReviews(first: 20) { totalCount nodes { entry { id } } } } } }`;

interface Listed {
  id: string;
  kind: string;
  entry: { id: string };
}
interface TaskView {
  id: string;
  version: number;
  allowedActions: { action: string; mutation: string }[];
  lawChanges: {
    act: string;
    severity: string;
    status: string;
    effectiveOn: string;
    message: string;
    provision: { fragment: string };
    movedTo: { fragment: string } | null;
    before: { text: string } | null;
    after: { text: string } | null;
    diff: { op: string; text: string }[];
    citations: { words: string }[];
  }[];
}
type Validity = { status: string; act: string | null; on: string | null; message: string } | null;

(present ? describe : describe.skip)('Skollagen read as it was to 2025:730, cited, and read again to 2025:1497', () => {
  let t: TestApp;
  let p: People;
  let cataloguer: Client;
  const G: Record<string, Written> = {};
  beforeAll(async () => {
    t = await createTestApp({ now: '2025-10-01T09:00:00.000Z' });
    p = await people(t);
    cataloguer = await t.as('katalog@skr.demo');
    await read(t, OLDER);
    G.single = await publishedGuidance(t, p, 'Enligt 20 kap. 9 § skollagen (2010:800) gäller detta.');
    G.range = await publishedGuidance(t, p, 'Se 20 kap. 31–32 §§ skollagen.');
    G.touchedRange = await publishedGuidance(t, p, 'Se 20 kap. 27–30 §§ skollagen.');
    G.chapter = await publishedGuidance(t, p, 'Reglerna om komvux finns i 20 kap. skollagen.');
    G.untouched = await publishedGuidance(
      t,
      p,
      'Enligt 1 kap. 4 § skollagen vilar utbildningen på vetenskaplig grund.',
    );
    G.untouchedRange = await publishedGuidance(t, p, 'Se 20 kap. 10–12 §§ skollagen.');
    G.untouchedChapter = await publishedGuidance(t, p, 'Se 25 kap. skollagen.');
    G.act = await publishedGuidance(t, p, 'Skollagen (2010:800) gäller för alla huvudmän.');
    G.renumbered = await publishedGuidance(t, p, 'Se 20 kap. 33 b § skollagen.');
    G.twoActs = await publishedGuidance(t, p, 'Enligt 3 kap. 12 j § skollagen ska betygen lämnas.');
    G.known = await publishedGuidance(t, p, 'Enligt 1 kap. 3 § skollagen avses med skola detta.');
    G.editorial = await publishedGuidance(t, p, 'Se 10 kap. 1 § skollagen.');
    G.answer = await publishedAnswer(t, p, 'Ja, enligt 29 kap. 13 § skollagen.');
    G.draft = await draftedGuidance(t, p, 'Utkast: 20 kap. 9 § skollagen.');
    for (const name of ['single', 'act', 'renumbered', 'answer']) await p.officer.act(WATCH, { entry: G[name]!.id });
    await settle(t);
    await t.sql('delete from notification');
    t.clock.set('2025-12-20T09:00:00.000Z');
    await read(t, NEWER);
  }, 180_000);
  afterAll(() => t.close());

  const nameOf = (id: string) => Object.entries(G).find(([, one]) => one.id === id)?.[0] ?? id;
  const validity = async (name: string): Promise<Validity> =>
    (await t.anonymous.ask<{ guidance: { validity: Validity } }>(VALIDITY, { id: G[name]!.id })).guidance.validity;
  const marks = async (): Promise<Record<string, string[]>> => {
    const rows = await t.sql<{ entry_id: string; mark: string }>(
      `select distinct i.entry_id, concat_ws(' ', i.act, i.status, i.effective_on) as mark from law_impact i
        where i.ended_at is null and i.follow order by 1, 2`,
    );
    const by: Record<string, string[]> = {};
    for (const row of rows) (by[nameOf(row.entry_id)] ??= []).push(row.mark);
    return by;
  };
  const open = async (): Promise<string[]> =>
    (
      await t.sql<{ entry_id: string; task_kind: string; cause: string }>(
        `select entry_id, task_kind, cause from task where task_kind in ('RE_REVIEW','GLANCE') and state in ('OPEN','CLAIMED')`,
      )
    )
      .map((row) => `${nameOf(row.entry_id)} ${row.task_kind} ${row.cause}`)
      .sort();
  const told = async (): Promise<string[]> =>
    (
      await t.sql<{ entry_id: string; reason: string; email: string }>(
        `select n.entry_id, n.reason, p.email from notification n join person p on p.id = n.person_id where n.reason like 'law.%'`,
      )
    )
      .map((row) => `${nameOf(row.entry_id)} ${row.reason} ${row.email}`)
      .sort();
  const task = async (name: string, kind = 'RE_REVIEW'): Promise<TaskView> => {
    const { inbox } = await p.lawyer.ask<{ inbox: { nodes: Listed[] } }>(INBOX);
    const { id } = inbox.nodes.find((one) => one.entry.id === G[name]!.id && one.kind === kind)!;
    return (await p.lawyer.ask<{ node: TaskView }>(TASK, { id })).node;
  };
  const change = (mark: string) => [`${mark}`];
  const KOMVUX = '2025:1311 CHANGES_ON 2026-01-01';

  it('marks exactly what cites what was changed: ranges and whole chapters too, untouched sections not', async () => {
    expect(await marks()).toEqual({
      single: change(KOMVUX),
      // 31 a and 31 b have come between the ends; the ends themselves are as they were.
      range: change(KOMVUX),
      touchedRange: change(KOMVUX),
      chapter: change(KOMVUX),
      renumbered: change(KOMVUX),
      twoActs: [KOMVUX, '2025:1312 CHANGES_ON 2026-07-01'],
      answer: ['2025:1497 CHANGES_ON 2026-01-15'],
      draft: change(KOMVUX),
    });
  });

  it('makes one task for each entry and act, lighter for a mere number, none for a draft', async () => {
    expect(await open()).toEqual([
      'answer RE_REVIEW sfs/2025:1497',
      'chapter RE_REVIEW sfs/2025:1311',
      'range RE_REVIEW sfs/2025:1311',
      'renumbered GLANCE sfs/2025:1311',
      'single RE_REVIEW sfs/2025:1311',
      'touchedRange RE_REVIEW sfs/2025:1311',
      'twoActs RE_REVIEW sfs/2025:1311',
      'twoActs RE_REVIEW sfs/2025:1312',
    ]);
  });

  it('shows both wordings side by side from the task, word by word, and where the text points at it', async () => {
    const [one] = (await task('single')).lawChanges;
    expect(one).toMatchObject({
      act: '2025:1311',
      severity: 'CHANGED',
      status: 'CHANGES_ON',
      effectiveOn: '2026-01-01',
      provision: { fragment: 'K20P9' },
      message: '20 kap. 9 § skollagen (2010:800) ändras 2026-01-01 genom SFS 2025:1311.',
      citations: [{ words: '20 kap. 9 § skollagen (2010:800)' }],
    });
    expect(one!.before!.text).not.toBe(one!.after!.text);
    expect(one!.diff.some(({ op }) => op !== 'EQUAL')).toBe(true);
    expect(
      one!.diff
        .filter(({ op }) => op !== 'INSERT')
        .map(({ text }) => text)
        .join(''),
    ).toContain('9 §');
    const chapter = (await task('chapter')).lawChanges.map((row) => row.provision.fragment);
    expect(chapter).toEqual(expect.arrayContaining(['K20P1', 'K20P9', 'K20P9a', 'K20P28', 'K20P33']));
    expect((await task('renumbered', 'GLANCE')).lawChanges).toMatchObject([
      { severity: 'RENUMBERED', provision: { fragment: 'K20P33b' }, movedTo: { fragment: 'K20P33d' } },
    ]);
    expect((await task('twoActs')).lawChanges).toHaveLength(1);
  });

  it('tells owner and watchers once', async () => {
    const once = [
      'act law.act-changed handlaggare@kommun-a.demo',
      'answer law.changed handlaggare@kommun-a.demo',
      'answer law.changed jurist@skr.demo',
      'chapter law.changed jurist@skr.demo',
      'range law.changed jurist@skr.demo',
      'renumbered law.renumbered handlaggare@kommun-a.demo',
      'renumbered law.renumbered jurist@skr.demo',
      'single law.changed handlaggare@kommun-a.demo',
      'single law.changed jurist@skr.demo',
      'touchedRange law.changed jurist@skr.demo',
      'twoActs law.changed jurist@skr.demo',
      'twoActs law.changed jurist@skr.demo',
    ];
    expect(await told()).toEqual(once);
    // The same record again, and every job delivered again.
    await read(t, NEWER);
    await t.sql(
      `update outbox set finished_at = null where kind like 'citations.%' and payload->>'event' like 'law.%'`,
    );
    await settle(t);
    expect(await told()).toEqual(once);
    expect(await open()).toHaveLength(8);
  });

  it('says to readers what is to come, and in a draft to its author', async () => {
    expect(await validity('single')).toMatchObject({ status: 'LAW_WILL_CHANGE', act: '2025:1311', on: '2026-01-01' });
    expect(await validity('untouched')).toMatchObject({ status: 'CURRENT' });
    expect(await validity('untouchedRange')).toMatchObject({ status: 'CURRENT' });
    expect(await validity('untouchedChapter')).toMatchObject({ status: 'CURRENT' });
    expect(await validity('act')).toMatchObject({ status: 'CURRENT' });
    expect(await validity('editorial')).toMatchObject({ status: 'CURRENT' });
    expect(await validity('renumbered')).toMatchObject({ status: 'CURRENT' });
    // Known when it was written: 2025:729 changes the section on 1 July 2026.
    expect(await validity('known')).toMatchObject({ status: 'LAW_WILL_CHANGE', act: '2025:729', on: '2026-07-01' });
    const draft = await p.lawyer.ask<{ node: { lawStanding: { status: string; act: string } } }>(
      'query ($id: ID!) { node(id: $id) { ... on Revision { lawStanding { status act } } } }',
      { id: G.draft!.revision.id },
    );
    expect(draft.node.lawStanding).toEqual({ status: 'LAW_WILL_CHANGE', act: '2025:1311' });
    const answer = await p.officer.ask<{ question: { answer: { lawStanding: { status: string } } } }>(
      'query ($id: ID!) { question(id: $id) { answer { lawStanding { status } } } }',
      { id: G.answer!.id },
    );
    expect(answer.question.answer.lawStanding.status).toBe('LAW_WILL_CHANGE');
  });

  it('leaves a ledger of who was told and why others were not, for those who keep the catalogue', async () => {
    const { changeSets } = await cataloguer.ask<{
      changeSets: {
        nodes: {
          id: string;
          notices: { nodes: { act: string; reason: string; person: object | null; entry: { id: string } | null }[] };
          reReviews: { totalCount: number };
        }[];
      };
    }>(CHANGE_SET);
    const [set] = changeSets.nodes;
    const lines = new Set(set!.notices.nodes.map((one) => `${nameOf(one.entry?.id ?? '?')} ${one.reason}`));
    for (const line of ['single TOLD', 'act WHOLE_ACT', 'act TOLD', 'editorial EDITORIAL', 'draft DRAFT'])
      expect(lines).toContain(line);
    // An answer is none of the cataloguer's business, in the ledger as elsewhere.
    expect([...lines].filter((line) => line.startsWith('answer'))).toEqual([]);
    expect([...lines].filter((line) => line.startsWith('untouched'))).toEqual([]);
    const lawyer = await p.lawyer.ask<Record<string, unknown>>(CHANGE_SET);
    expect(lawyer).toMatchObject({ changeSets: { nodes: [{ notices: null, reReviews: { totalCount: 8 } }] } });
    const auditor = await t.as('revisor@skr.demo');
    const all = await auditor.ask<{ lawNotices: { nodes: { entry: object | null; reason: string }[] } }>(
      'query { lawNotices(first: 100) { nodes { reason entry { id } } } }',
    );
    // Auditors read all of it, and see no entry by it that they may not see.
    expect(all.lawNotices.nodes.some((one) => one.entry === null && one.reason === 'TOLD')).toBe(true);
    const refused = await p.officer.raw('query { lawNotices { nodes { id } } }');
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('on the day, changes on becomes changed since; numbers move; nobody is told a second time', async () => {
    const before = await told();
    t.clock.set('2025-12-31T22:30:00.000Z');
    await settle(t, ['citations.days']);
    expect(await validity('single')).toMatchObject({ status: 'LAW_WILL_CHANGE' });
    // Midnight in Stockholm is 23:00 in UTC.
    t.clock.set('2025-12-31T23:30:00.000Z');
    await settle(t, ['citations.days']);
    expect(await validity('single')).toMatchObject({ status: 'LAW_CHANGED', act: '2025:1311', on: '2026-01-01' });
    expect(await validity('chapter')).toMatchObject({ status: 'LAW_CHANGED' });
    expect((await marks()).answer).toEqual(['2025:1497 CHANGES_ON 2026-01-15']);
    expect((await marks()).twoActs).toEqual(['2025:1311 CHANGED_SINCE 2026-01-01', '2025:1312 CHANGES_ON 2026-07-01']);
    expect(await told()).toEqual(before);
    expect(await open()).toHaveLength(8);
    const { node } = await p.lawyer.ask<{ node: { citations: object[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on Revision { citations { target standing { status } provision { fragment } } } } }',
      { id: G.renumbered!.revision.id },
    );
    expect(node.citations).toEqual([
      { target: 'sfs/2010:800#K20P33b', standing: { status: 'RENUMBERED' }, provision: { fragment: 'K20P33d' } },
    ]);
  });

  it('ends by a person who says that it still holds', async () => {
    const mine = await task('single');
    expect(mine.allowedActions).toContainEqual({ action: 'confirm', mutation: 'reReviewConfirm' });
    const input = { id: mine.id, expectedVersion: mine.version, note: 'Ändringen rör bara prövning av betyg.' };
    expect((await p.officer.act(CONFIRM, input)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await p.lawyer.act(CONFIRM, input)).toMatchObject({ task: { state: 'DONE' }, userErrors: [] });
    expect(await validity('single')).toMatchObject({ status: 'CURRENT' });
    expect((await p.lawyer.act(CONFIRM, input)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    await settle(t, ['citations.days']);
    expect((await open()).filter((one) => one.startsWith('single'))).toEqual([]);
  });

  it('ends by a new text, that cites the law as it now stands', async () => {
    const draft = await redrafted(p.lawyer, G.range!.id, 'Se 20 kap. 31–32 §§ skollagen, med 31 a och 31 b §§.');
    await settle(t);
    expect((await open()).filter((one) => one.startsWith('range'))).toHaveLength(1);
    await out(p, draft);
    await settle(t);
    expect((await open()).filter((one) => one.startsWith('range'))).toEqual([]);
    expect(await validity('range')).toMatchObject({ status: 'CURRENT' });
  });

  it('asks to look on the day also at what was known when it was written', async () => {
    t.clock.set('2026-07-01T06:00:00.000Z');
    await settle(t, ['citations.days']);
    expect(await validity('known')).toMatchObject({ status: 'LAW_CHANGED', act: '2025:729' });
    expect(await open()).toContain('known RE_REVIEW sfs/2025:729');
    expect(await told()).toContain('known law.changed jurist@skr.demo');
    // 2025:1312 came instead of 2025:729 here: nobody looks at what never came into force.
    expect((await marks()).twoActs).toEqual([
      '2025:1311 CHANGED_SINCE 2026-01-01',
      '2025:1312 CHANGED_SINCE 2026-07-01',
    ]);
  });
});

describe('marks that no amending act of Skollagen gives', () => {
  let t: TestApp;
  let p: People;
  beforeAll(async () => {
    t = await createTestApp({ now: '2026-02-02T09:00:00.000Z' });
    p = await people(t);
  }, 180_000);
  afterAll(() => t.close());

  const AS = systemPrincipal('law.import', Object.values(EntryKind), 'system:command-line');
  const emit = (event: string, payload: Record<string, unknown>) =>
    t.db.transact(AS, async (tx) => {
      await tx.emit(event, payload);
      return { id: '' };
    });
  const validity = async (id: string): Promise<Validity> =>
    (await t.anonymous.ask<{ guidance: { validity: Validity } }>(VALIDITY, { id })).guidance.validity;
  const section = (fragment: string, wordings: PlantedWording[]): PlantedPiece => ({
    kind: 'SECTION',
    fragment,
    number: fragment.replace(/^.*P/, ''),
    wordings,
  });
  const tasks = (entry: string) =>
    t.sql<{ cause: string; state: string }>(
      `select cause, state from task where entry_id = $1 and task_kind in ('RE_REVIEW','GLANCE') order by cause`,
      [entry],
    );

  it('a day that the government has yet to decide is announced without one, and followed when it is decided', async () => {
    const law = await plantLaw(t, {
      key: 'sfs/2001:100',
      title: 'Lag (2001:100) om ett',
      inForceOn: '2001-07-01',
      pieces: [
        section('P1', [
          { text: '1 § Nu.\n', from: '2001-07-01' },
          { text: '1 § Sedan.\n', undecided: true, act: '2026:10' },
        ]),
      ],
    });
    await t.sql(`update law_edition set imported_at = '2026-01-01' where source_id = $1`, [law.id]);
    const made = await publishedGuidance(t, p, 'Enligt 1 § lagen (2001:100) om ett.');
    await settle(t);
    expect(await validity(made.id)).toMatchObject({ status: 'LAW_WILL_CHANGE', act: '2026:10', on: null });
    expect((await validity(made.id))!.message).toContain('regeringen bestämmer');
    const [now, later] = law.wordings.get('P1')!;
    await t.sql(`update wording set valid_to = '2026-03-01' where id = $1`, [now]);
    await t.sql(`update wording set from_undecided = false, valid_from = '2026-03-01' where id = $1`, [later]);
    await emit('law.imported', { entryId: law.id, editionId: law.editions[0] });
    await settle(t);
    expect(await validity(made.id)).toMatchObject({ status: 'LAW_WILL_CHANGE', on: '2026-03-01' });
    expect(await tasks(made.id)).toEqual([]);
    t.clock.set('2026-03-01T06:00:00.000Z');
    await settle(t, ['citations.days']);
    expect(await validity(made.id)).toMatchObject({ status: 'LAW_CHANGED', on: '2026-03-01' });
    expect(await tasks(made.id)).toMatchObject([{ cause: 'sfs/2026:10', state: 'CLAIMED' }]);
    // Withdrawn, it is no longer anybody's to look at.
    const [revision] = await t.sql<{ id: string; version: number }>(
      `select id, version from revision where entry_id = $1 and state = 'PUBLISHED'`,
      [made.id],
    );
    await p.lawyer.act(R.withdraw, { id: revision!.id, expectedVersion: revision!.version, reason: 'Gäller inte.' });
    await settle(t);
    expect(await tasks(made.id)).toMatchObject([{ state: 'OBSOLETE' }]);
  });

  it('an act that is repealed takes with it every provision that is cited, and no citation of the act as a whole', async () => {
    const law = await plantLaw(t, {
      key: 'sfs/2001:200',
      title: 'Lag (2001:200) om två',
      inForceOn: '2001-07-01',
      pieces: [section('P1', [{ text: '1 § Nu.\n', from: '2001-07-01' }])],
    });
    const one = await publishedGuidance(t, p, 'Enligt 1 § lagen (2001:200) om två.');
    const whole = await publishedGuidance(t, p, 'Se lagen (2001:200) om två.');
    await settle(t);
    expect(await validity(one.id)).toMatchObject({ status: 'CURRENT' });
    t.clock.advance(60_000);
    await t.sql(
      `update law_source set repealed_on = '2026-09-01', repealed_by = 'sfs/2026:300', imported_at = $2 where id = $1`,
      [law.id, t.clock.now()],
    );
    await emit('law.imported', { entryId: law.id, editionId: law.editions[0] });
    await settle(t);
    expect(await validity(one.id)).toMatchObject({ status: 'LAW_WILL_CHANGE', act: '2026:300', on: '2026-09-01' });
    t.clock.set('2026-09-01T06:00:00.000Z');
    await settle(t, ['citations.days']);
    expect(await validity(one.id)).toMatchObject({ status: 'LAW_CHANGED' });
    expect(await tasks(one.id)).toMatchObject([{ cause: 'sfs/2026:300' }]);
    expect(await validity(whole.id)).toMatchObject({ status: 'CURRENT' });
  });

  it('whoever may not see the entry any more is not told, and the ledger says so', async () => {
    const law = await plantLaw(t, {
      key: 'sfs/2001:300',
      title: 'Lag (2001:300) om tre',
      inForceOn: '2001-07-01',
      pieces: [
        section('P1', [
          { text: '1 § Nu.\n', from: '2001-07-01', to: '2026-12-01' },
          { text: '1 § Sedan.\n', from: '2026-12-01', act: '2026:30' },
        ]),
      ],
    });
    await t.sql(`update law_edition set imported_at = '2026-08-01' where source_id = $1`, [law.id]);
    const made = await publishedGuidance(t, p, 'Enligt 1 § lagen (2001:300) om tre.', { access: 'MEMBERS' });
    await p.officer.act(WATCH, { entry: made.id });
    await settle(t);
    await t.sql(`update membership set ended_at = now() where person_id = $1`, [p.officer.personId]);
    t.clock.set('2026-12-01T06:00:00.000Z');
    await settle(t, ['citations.days']);
    const notices = await t.sql<{ reason: string; email: string | null }>(
      `select n.reason, q.email from law_notice n left join person q on q.id = n.person_id where n.entry_id = $1 order by n.reason`,
      [made.id],
    );
    expect(notices).toEqual([
      { reason: 'KNOWN_WHEN_WRITTEN', email: null },
      { reason: 'NOT_ALLOWED', email: 'handlaggare@kommun-a.demo' },
      { reason: 'TOLD', email: 'jurist@skr.demo' },
    ]);
  });
});

(present ? describe : describe.skip)('a consolidation that is read long after its acts took force', () => {
  let t: TestApp;
  afterAll(() => t.close());

  it('tells from the citation what it tells from the text, a whole chapter too', async () => {
    t = await createTestApp({ now: '2026-03-02T09:00:00.000Z' });
    const p = await people(t);
    await read(t, OLDER);
    const texts = [
      ['Se 20 kap. skollagen.', 'CHANGED_SINCE'],
      ['Enligt 20 kap. 9 § skollagen gäller detta.', 'CHANGED_SINCE'],
      ['Se 25 kap. skollagen.', 'CURRENT'],
      ['Skollagen gäller.', 'CURRENT'],
    ];
    const written: Written[] = [];
    for (const [text] of texts) written.push(await publishedGuidance(t, p, text!));
    await settle(t);
    await read(t, NEWER);
    const standings: string[] = [];
    for (const { revision } of written) {
      const { node } = await p.lawyer.ask<{ node: { citations: { standing: { status: string } }[] } }>(
        'query ($id: ID!) { node(id: $id) { ... on Revision { citations { standing { status } } } } }',
        { id: revision.id },
      );
      standings.push(node.citations[0]!.standing.status);
    }
    expect(standings).toEqual(texts.map(([, status]) => status));
  }, 120_000);
});
