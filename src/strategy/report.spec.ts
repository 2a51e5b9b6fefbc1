import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { runScheduled } from '../../test/harness/dossiers.js';
import { unzip } from '../../test/harness/unzip.js';
import { R, revision, RevisionView } from '../../test/harness/world.js';
import { newId, seedId } from '../platform/ids.js';
import { canonicalJson } from './canonical-json.js';

const REPORT = `id ref title state version year draftNumber dataHash textHash hashHolds approvedAt exportUrls { docx xlsx html }
  allowedActions { action mutation blockers { code message } }`;
const FIGURES =
  'claims claimsMet claimsMetBefore actionsDone barriersOpened barriersResolved barriersOpen members questionsAnswered medianWorkingDays';
const DRAFT = `mutation ($input: FollowUpDraftInput!) { followUpDraft(input: $input) { report { ${REPORT} } job userErrors { code message path } } }`;
const APPROVE = `mutation ($input: FollowUpApproveInput!) { followUpApprove(input: $input) {
  report { ${REPORT} } reviewRequest { id version state } userErrors { code message } } }`;
const ACCEPT = `mutation ($input: ReviewRequestAcceptInput!) { reviewRequestAccept(input: $input) { reviewRequest { state } userErrors { code message } } }`;
const REJECT = `mutation ($input: ReviewRequestRejectInput!) { reviewRequestReject(input: $input) { reviewRequest { state } userErrors { code } } }`;
const READ = `query ($year: Int!) { followUp(year: $year) { ${REPORT} figures { year from to whole totals { ${FIGURES} }
  series { year ${FIGURES} } areas { code ${FIGURES} measures { code status statusBefore ${FIGURES}
  plan { goal budgetSek spentSek late overBudget } movements { goal number from to certainty on }
  actions { ref title note on } opened { ref on } resolved { ref note on } } } } text { body } } }`;

interface Figures {
  claims: number;
  claimsMet: number;
  claimsMetBefore: number;
  actionsDone: number;
  barriersOpened: number;
  barriersResolved: number;
  barriersOpen: number;
  members: number | null;
  questionsAnswered: number | null;
  medianWorkingDays: number | null;
}
interface MeasureView extends Figures {
  code: string;
  status: string;
  statusBefore: string;
  plan: { goal: string; budgetSek: number; spentSek: number; late: boolean; overBudget: boolean } | null;
  movements: { number: number; from: string | null; to: string; certainty: string; on: string }[];
  resolved: { ref: string; note: string; on: string }[];
  actions: { ref: string; on: string }[];
}
interface ReportView {
  id: string;
  ref: string;
  state: string;
  version: number;
  draftNumber: number;
  dataHash: string;
  textHash: string | null;
  hashHolds: boolean;
  approvedAt: string | null;
  exportUrls: { docx: string; xlsx: string; html: string };
  allowedActions: { action: string; mutation: string; blockers: { code: string; message: string }[] }[];
  figures: {
    whole: boolean;
    totals: Figures;
    series: (Figures & { year: number })[];
    areas: (Figures & { code: string; measures: MeasureView[] })[];
  } | null;
  text: { body: string } | null;
}
interface Errors {
  userErrors: { code: string; message: string }[];
}

describe('the yearly follow-up', () => {
  let t: TestApp;
  let advocate: Client;
  let reviewer: Client;
  let lawyer: Client;

  const read = async (year: number, who: Client = advocate): Promise<ReportView | null> =>
    (await who.ask<{ followUp: ReportView | null }>(READ, { year })).followUp;
  const draft = (year: number, who: Client = advocate) =>
    who.act<{ report: ReportView | null; job: string | null }>(DRAFT, { year });
  const drafted = async (year: number): Promise<ReportView> => {
    const { userErrors } = await draft(year);
    expect(userErrors).toEqual([]);
    await t.drainJobs();
    return (await read(year))!;
  };
  const measureOf = (report: ReportView, code: string): MeasureView =>
    report.figures!.areas.flatMap(({ measures }) => measures).find((one) => one.code === code)!;
  const approve = (report: ReportView, who: Client = advocate) =>
    who.act<Errors & { reviewRequest: { id: string; version: number } | null }>(APPROVE, {
      id: report.id,
      expectedVersion: report.version,
      reason: 'Klar.',
    });
  const accept = (request: { id: string; version: number }, who: Client = reviewer) =>
    who.act<Errors & { reviewRequest: { state: string } | null }>(ACCEPT, {
      id: request.id,
      expectedVersion: request.version,
    });
  const comment = async (report: ReportView, body: string): Promise<RevisionView> => {
    const begun = await revision(advocate, R.draft, { entry: report.id, slot: 'text', body });
    const sent = await revision(advocate, R.submit, { id: begun.id, expectedVersion: begun.version });
    const approved = await revision(reviewer, R.approve, { id: sent.id, expectedVersion: sent.version });
    return revision(advocate, R.publish, { id: approved.id, expectedVersion: approved.version });
  };
  const file = async (url: string, who: Client = advocate) =>
    t.app.inject({ method: 'GET', url, headers: who.authorization });
  /** Members that sign on to a barrier, past the program: the report reads what is there. */
  const signOn = async (barrier: string, organisations: number, at: string): Promise<void> => {
    await t.sql(
      `insert into barrier_sign_on (id, entry_id, kind, owner_unit_id, visibility, org_id, unit_id, signed_by_id, signed_at, updated_at)
       select ('00000000-0000-8000-8000-' || lpad(to_hex((random() * 1e14)::bigint), 12, '0'))::uuid, b.id, b.kind, b.owner_unit_id, b.visibility, o.id,
         (select id from unit u where u.organisation_id = o.id limit 1), $3, $4, $4
         from barrier b, (select o.id from organisation o where o.kind = 'MUNICIPALITY'
           and exists (select from unit u where u.organisation_id = o.id) order by o.key limit $2) o where b.id = $1`,
      [barrier, organisations, advocate.personId, at],
    );
  };

  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
    advocate = await t.as('paverkan@skr.demo');
    reviewer = await t.as('granskare@skr.demo');
    lawyer = await t.as('jurist@skr.demo');
  });
  afterAll(() => t.close());

  it('says in words when there is nothing to report, and makes nothing', async () => {
    for (const [year, code] of [
      [2010, 'FOLLOW_UP_BEFORE_STRATEGY'],
      [2027, 'FOLLOW_UP_YEAR_AHEAD'],
      [2012, 'FOLLOW_UP_YEAR_EMPTY'],
    ] as const) {
      const { report, userErrors } = await draft(year);
      expect(userErrors).toMatchObject([{ code, message: expect.stringContaining(String(year)) as unknown }]);
      expect(report).toBeNull();
    }
    const unknown = await advocate.act<Errors>(DRAFT, { year: 2025, strategy: 'finns-inte' });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await t.sql(`select 1 from entry where kind = 'REPORT'`)).toEqual([]);
    await expect(draft(2025, reviewer)).rejects.toThrow('FORBIDDEN');
    expect(await read(2025)).toBeNull();
  });

  it('is reckoned by a job that tells how far it has come: per area and measure, with what moved', async () => {
    const asked = await draft(2025);
    expect(asked.report).toMatchObject({ state: 'DRAFTING', ref: 'U-2025-1', exportUrls: null });
    await t.drainJobs();
    const report = (await read(2025))!;
    expect(report).toMatchObject({ state: 'DRAFT', hashHolds: true, draftNumber: 1 });
    expect(report.figures!.areas.map(({ measures }) => measures.length)).toEqual([7, 10, 3, 8]);
    const register = measureOf(report, '2.4');
    expect(register).toMatchObject({ status: 'PARTLY_REACHED', statusBefore: 'PARTLY_REACHED', claims: 5 });
    expect(register.claimsMet).toBe(register.claimsMetBefore + 1);
    expect(register.movements).toEqual([
      expect.objectContaining({ number: 4, from: 'PENDING', to: 'MET', certainty: 'HIGH', on: '2025-12-01' }),
    ]);
    expect(measureOf(report, '2.5').movements).toMatchObject([{ number: 2, to: 'MET', on: '2025-07-01' }]);
    expect(measureOf(report, '3.1')).toMatchObject({ status: 'NOT_STARTED', plan: null, members: null });
    expect(report.figures!.series.map(({ year }) => year)).toEqual([2021, 2022, 2023, 2024, 2025]);
    const [job] = await t.sql<{ finished: boolean }>(
      'select finished_at is not null as finished from outbox where id = $1',
      [asked.job],
    );
    expect(job).toEqual({ finished: true });
    const tasks = await advocate.ask<{ inbox: { nodes: { kind: string; entry: { ref: string } }[] } }>(
      '{ inbox(first: 100) { nodes { kind entry { ref } } } }',
    );
    expect(tasks.inbox.nodes).toContainEqual({ kind: 'FOLLOW_UP', entry: { ref: 'U-2025-1' } });
  });

  it('counts a barrier when it was resolved, and those that were open then', async () => {
    const [row] = await t.sql<{ resolved: number; year: number }>(
      `select extract(year from b.resolved_from)::int as year, count(*)::int as resolved from barrier b
       join entry e on e.id = b.id and e.state = 'RESOLVED' where b.resolved_from is not null group by 1 order by 2 desc, 1 limit 1`,
    );
    const report = await drafted(row!.year);
    expect(report.figures!.totals.barriersResolved).toBe(row!.resolved);
    const resolved = report.figures!.areas.flatMap(({ measures }) => measures.flatMap((one) => one.resolved));
    expect(resolved).toHaveLength(row!.resolved);
    const first = await drafted(2011);
    expect(first.figures!.totals).toMatchObject({ barriersOpened: 13, barriersOpen: 13, claimsMet: 0 });
  });

  it('tells nobody who or how few have signed on', async () => {
    const few = seedId('Barrier', 'hinder-2011/receptuppgifter');
    const many = seedId('Barrier', 'hinder-2011/registerforfattningar');
    await signOn(few, 2, '2024-03-01T12:00:00Z');
    await signOn(many, 4, '2024-03-01T12:00:00Z');
    const report = await drafted(2024);
    expect(measureOf(report, '2.8').members).toBeNull();
    expect(measureOf(report, '2.4').members).toBe(4);
    // Two more elsewhere do not show in a sum, from which they could be reckoned.
    expect(report.figures!.areas[1]!.members).toBe(4);
    expect(report.figures!.totals.members).toBe(4);
    expect(report.figures!.series.find((one) => (one as { year: number }).year === 2023)!.members).toBeNull();
    // What is not for everybody is not in a report that will be.
    await t.sql(`update entry set access = 'PARTIES', visibility = 'PARTIES' where id = $1`, [many]);
    const without = await drafted(2024);
    expect(measureOf(without, '2.4').members).toBeNull();
    const { rows } = { rows: await t.sql<{ data: unknown }>('select data from report where year = 2024') };
    expect(JSON.stringify(rows[0]!.data)).not.toContain('Registerförfattningarna saknar gemensam struktur');
    await t.sql(`update entry set access = 'PUBLIC', visibility = 'WORLD' where id = $1`, [many]);
  });

  it('tells answered questions only from three on, in Swedish working days without the time the asker was asked', async () => {
    const [officer] = await t.sql<{ person: string; org: string; unit: string }>(
      `select p.id as person, m.organisation_id as org, m.unit_id as unit from person p join membership m on m.person_id = p.id
       where p.email = 'handlaggare@kommun-a.demo' limit 1`,
    );
    const question = async (sent: string, answered: string, pause?: [string, string]): Promise<void> => {
      const id = newId('Question');
      await t.sql(
        `insert into entry (id, kind, title, owner_org_id, owner_unit_id, access, visibility, state, created_by)
         values ($1, 'QUESTION', 'Hemlig fråga', $2, $3, 'PARTIES', 'PARTIES', 'ANSWERED', 'system:test')`,
        [id, officer!.org, officer!.unit],
      );
      await t.sql(
        `insert into question (id, entry_id, kind, owner_unit_id, visibility, text, asker_id, de_identified, submitted_at, answered_at)
         values ($1, $1, 'QUESTION', $2, 'PARTIES', 'Text', $3, true, $4, $5)`,
        [id, officer!.unit, officer!.person, sent, answered],
      );
      if (pause)
        await t.sql(
          `insert into question_pause (id, entry_id, kind, owner_unit_id, visibility, started_at, ended_at)
           values ($1, $2, 'QUESTION', $3, 'PARTIES', $4, $5)`,
          [newId('Question'), id, officer!.unit, ...pause],
        );
    };
    // Monday 08 to Wednesday 17, Stockholm: three days. Over a weekend: one more than the days of work.
    await question('2022-09-05T06:00:00Z', '2022-09-07T15:00:00Z');
    await question('2022-09-09T06:00:00Z', '2022-09-12T15:00:00Z');
    const few = await drafted(2022);
    expect(few.figures!.totals).toMatchObject({ questionsAnswered: null, medianWorkingDays: null });
    await question('2022-09-05T06:00:00Z', '2022-09-14T15:00:00Z', ['2022-09-06T06:00:00Z', '2022-09-13T06:00:00Z']);
    const enough = await drafted(2022);
    expect(enough.draftNumber).toBe(2);
    expect(enough.figures!.totals).toMatchObject({ questionsAnswered: 3, medianWorkingDays: 3 });
    expect(JSON.stringify(enough.figures)).not.toContain('Hemlig');
  });

  it('sets the plan beside what came of it', async () => {
    const { entry } = await advocate.ask<{ entry: { id: string; version: number } }>(
      '{ entry(ref: "strategi-2011/2.2") { id ... on Measure { version } } }',
    );
    const set = await advocate.act<Errors>(
      `mutation ($input: MeasurePlanSetInput!) { measurePlanSet(input: $input) { userErrors { code } } }`,
      {
        id: entry.id,
        expectedVersion: entry.version,
        year: 2025,
        priority: 'HIGH',
        goal: 'En arkivlag är föreslagen',
        timetableTo: '2025-06-30',
        budgetSek: 100_000,
        spentSek: 150_000,
      },
    );
    expect(set.userErrors).toEqual([]);
    const report = await drafted(2025);
    expect(measureOf(report, '2.2').plan).toEqual({
      goal: 'En arkivlag är föreslagen',
      budgetSek: 100_000,
      spentSek: 150_000,
      late: true,
      overBudget: true,
    });
  });

  it('is commented on, approved by another person, and then frozen for good', async () => {
    const before = await drafted(2025);
    const proposing = before.allowedActions.find(({ action }) => action === 'propose')!;
    expect(proposing).toMatchObject({ mutation: 'followUpApprove', blockers: [{ code: 'FOLLOW_UP_TEXT_MISSING' }] });
    expect((await approve(before)).userErrors).toMatchObject([{ code: 'FOLLOW_UP_TEXT_MISSING' }]);
    expect(await read(2025, t.anonymous)).toBeNull();
    expect((await file(before.exportUrls.html, t.anonymous)).statusCode).toBe(404);

    const text = await comment(before, 'Året då **registerlagarna** äntligen rörde sig. =1+1');
    expect(await read(2025, t.anonymous)).toBeNull();
    const ready = (await read(2025))!;
    const proposed = await approve(ready);
    expect(proposed.userErrors).toEqual([]);
    await expect(accept(proposed.reviewRequest!, lawyer)).resolves.toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect((await accept(proposed.reviewRequest!, advocate)).userErrors).toMatchObject([
      { code: 'DECIDER_IS_PROPOSER' },
    ]);

    // Reckoned anew meanwhile: what was proposed is no longer what would be approved.
    await t.sql(`update barrier set resolved_from = '2025-02-01' where id = (select b.id from barrier b join entry e on e.id = b.id
      where e.state = 'RESOLVED' order by b.ref_number limit 1)`);
    const anew = await drafted(2025);
    expect(anew.dataHash).not.toBe(ready.dataHash);
    expect((await accept(proposed.reviewRequest!)).userErrors).toMatchObject([{ code: 'FOLLOW_UP_CHANGED_SINCE' }]);
    const rejected = await reviewer.act<Errors>(REJECT, {
      id: proposed.reviewRequest!.id,
      expectedVersion: proposed.reviewRequest!.version,
      note: 'Omräknad.',
    });
    expect(rejected.userErrors).toEqual([]);
    const again = await approve((await read(2025))!);
    const waiting = (await read(2025))!;
    expect(waiting.allowedActions.find(({ action }) => action === 'propose')!.blockers).toMatchObject([
      { code: 'ALREADY_PROPOSED' },
    ]);
    const proposal = `{ followUp(year: 2025) { approval { id allowedActions { action } } } }`;
    expect(await reviewer.ask(proposal)).toEqual({
      followUp: {
        approval: { id: again.reviewRequest!.id, allowedActions: [{ action: 'accept' }, { action: 'reject' }] },
      },
    });
    expect((await accept(again.reviewRequest!)).userErrors).toEqual([]);
    await t.drainJobs();

    const frozen = (await read(2025, t.anonymous))!;
    expect(frozen).toMatchObject({ state: 'APPROVED', ref: 'U-2025-1', textHash: text.contentHash, hashHolds: true });
    expect(frozen.text!.body).toContain('registerlagarna');
    const [row] = await t.sql<{ data: unknown }>(`select data from report where id = $1`, [frozen.id]);
    expect(createHash('sha256').update(canonicalJson(row!.data)).digest('hex')).toBe(frozen.dataHash);

    const refused = await draft(2025);
    expect(refused.userErrors).toMatchObject([
      { code: 'FOLLOW_UP_FROZEN', message: expect.stringContaining('U-2025-1') as unknown },
    ]);
    await expect(revision(advocate, R.draft, { entry: frozen.id, slot: 'text', body: 'Nytt' })).rejects.toThrow(
      'FOLLOW_UP_FROZEN',
    );
    await expect(t.sql(`update report set data_hash = 'x' where id = $1`, [frozen.id])).rejects.toThrow(/frozen/);
    await expect(t.sql(`update report set approved_at = null where id = $1`, [frozen.id])).rejects.toThrow(/frozen/);
    const open = await t.sql(
      `select 1 from task where entry_id = $1 and task_kind = 'FOLLOW_UP' and state in ('OPEN','CLAIMED')`,
      [frozen.id],
    );
    expect(open).toEqual([]);
  });

  it('says before the click which years can be drafted', async () => {
    const years = `{ followUpYears { year report { ref state } blockers { code message } } }`;
    const { followUpYears } = await advocate.ask<{
      followUpYears: { year: number; report: { ref: string } | null; blockers: { code: string; message: string }[] }[];
    }>(years);
    expect(followUpYears.map(({ year }) => year)).toEqual(Array.from({ length: 16 }, (_, i) => 2026 - i));
    const of = (year: number) => followUpYears.find((one) => one.year === year)!;
    expect(of(2026).blockers).toEqual([]);
    expect(of(2025)).toMatchObject({
      report: { ref: 'U-2025-1' },
      blockers: [{ code: 'FOLLOW_UP_FROZEN', message: expect.stringContaining('U-2025-1') as unknown }],
    });
    expect(of(2012)).toMatchObject({ report: null, blockers: [{ code: 'FOLLOW_UP_YEAR_EMPTY' }] });
    await expect(lawyer.ask(years)).rejects.toThrow('FORBIDDEN');
  });

  it('is a Word file, an Excel file and a page with charts that each have their table', async () => {
    const { exportUrls } = (await read(2025))!;
    const page = await file(exportUrls.html, t.anonymous);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const charts = [...page.payload.matchAll(/<svg[^>]*role="img" aria-labelledby="([\w-]+) ([\w-]+)"/g)];
    expect(charts).toHaveLength(4);
    for (const [, title, desc] of charts) {
      expect(page.payload).toContain(`<title id="${title}">`);
      expect(page.payload).toContain(`<desc id="${desc}">`);
    }
    for (const caption of [
      'Insatsernas läge',
      'Hinder per år',
      'Yrkanden som tillgodosetts, av alla',
      'Median av arbetsdagar till svar',
    ])
      expect(page.payload).toContain(`<caption>${caption}</caption>`);
    expect(page.payload).toContain('<strong>registerlagarna</strong>');
    expect(page.payload.match(/<table>/g)).toHaveLength(
      page.payload.match(/role="region" aria-label="[^"]+" tabindex="0"/g)!.length,
    );
    expect(page.payload).toContain('Hinder: nya, lösta, öppna');
    expect(page.payload).not.toContain('UTKAST');
    expect(page.payload).not.toMatch(/<script|onload=|href="javascript/);

    const word = await file(exportUrls.docx, t.anonymous);
    const document = unzip(word.rawPayload).get('word/document.xml')!;
    expect(document).toContain('U-2025-1 Strategi för eSamhället: uppföljning 2025');
    expect(document).toContain('Yrkanden som rört sig');
    expect(document).toContain('<w:tblHeader/>');
    expect(document.match(/<w:tbl>/g)!.length).toBeGreaterThan(8);

    // On its side, and no word of a head is wider than its column: at most 110 twentieths of a point a letter.
    expect(document).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
    for (const [table] of document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)) {
      const widths = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
      const heads = [...table.slice(0, table.indexOf('</w:tr>')).matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) =>
        [...cell.matchAll(/<w:t[^>]*>([^<]*)</g)].map(([, text]) => text).join(''),
      );
      heads.forEach((head, i) => {
        for (const word of head.split(/\s+/)) expect(widths[i]).toBeGreaterThanOrEqual(word.length * 110);
      });
    }

    const excel = await file(exportUrls.xlsx, t.anonymous);
    const sheets = unzip(excel.rawPayload);
    const workbook = sheets.get('xl/workbook.xml')!;
    for (const name of ['Om rapporten', 'Fem år', 'Insatser i område 2', 'Plan mot utfall', 'Yrkanden som rört sig'])
      expect(workbook).toContain(`name="${name}"`);
    // A spreadsheet has every figure by itself, as a number.
    const figures = [...sheets].find(([name]) => name === 'xl/worksheets/sheet2.xml')![1];
    expect(figures).not.toContain('Hinder: nya');
    expect(figures.match(/<c [^>]*><v>\d+<\/v>/g)!.length).toBeGreaterThan(30);
    // No cell is a formula, whatever it begins with.
    for (const [name, xml] of sheets) if (name.startsWith('xl/worksheets/')) expect(xml).not.toContain('<f>');

    const [draftedOnly] = [await drafted(2024)];
    expect((await file(draftedOnly.exportUrls.docx, t.anonymous)).statusCode).toBe(404);
    expect((await file(draftedOnly.exportUrls.html)).payload).toContain('UTKAST');
    for (const url of ['/export/report/U-2099-1.html', '/export/report/U-2025-1.pdf', '/export/report/F-2026-1.html'])
      expect((await file(url)).statusCode).toBe(404);
  });

  it('is set beside another year', async () => {
    const compare = (years: number[], who: Client = advocate) =>
      who.raw<{
        followUpCompare: {
          years: number[];
          totals: Figures[];
          measures: { code: string; years: (MeasureView | null)[] }[];
        };
      }>(
        `query ($years: [Int!]!) { followUpCompare(years: $years) { years totals { ${FIGURES} }
          measures { code years { status claimsMet barriersResolved } } } }`,
        { years },
      );
    const { data } = await compare([2024, 2025]);
    expect(data.followUpCompare.measures).toHaveLength(28);
    expect(data.followUpCompare.totals[1]!.claimsMet).toBeGreaterThan(data.followUpCompare.totals[0]!.claimsMet);
    const register = data.followUpCompare.measures.find(({ code }) => code === '2.4')!;
    expect(register.years[1]!.claimsMet).toBe(register.years[0]!.claimsMet + 1);
    // The public sees one of the two only: it is told as if the other had never been made.
    expect((await compare([2024, 2025], t.anonymous)).errors![0]!.message).toContain('2024');
    expect((await compare([2013, 2025])).errors![0]!.message).toContain('2013');
    expect((await compare([2025])).errors).toHaveLength(1);
    expect((await compare([2025, 2025])).errors).toHaveLength(1);
    const { followUps } = await t.anonymous.ask<{ followUps: { nodes: { ref: string }[]; totalCount: number } }>(
      '{ followUps { totalCount nodes { ref } } }',
    );
    expect(followUps).toEqual({ totalCount: 1, nodes: [{ ref: 'U-2025-1' }] });
  });

  it('says that a measure is under way from the day its goal was published', async () => {
    const { entry } = await advocate.ask<{ entry: { id: string } }>('{ entry(ref: "strategi-2011/4.5") { id } }');
    const made = await advocate.act<{ goal: { id: string; version: number } }>(
      'mutation ($input: GoalCreateInput!) { goalCreate(input: $input) { goal { id version } userErrors { code } } }',
      { title: 'E-legitimation för alla', measures: [entry.id] },
    );
    expect(measureOf(await drafted(2026), '4.5').status).toBe('NOT_STARTED');
    await advocate.act('mutation ($input: GoalActionInput!) { goalPublish(input: $input) { userErrors { code } } }', {
      id: made.goal.id,
      expectedVersion: made.goal.version,
    });
    expect(measureOf(await drafted(2026), '4.5')).toMatchObject({ status: 'UNDERWAY', statusBefore: 'NOT_STARTED' });
  });

  describe('when a new year has begun', () => {
    const runs = async (now: string): Promise<void> => {
      t.clock.set(now);
      await runScheduled(t, 'report.each-year');
      await t.drainJobs();
    };
    const reports = (year: number) =>
      t.sql(
        `select e.state, r.draft_number, r.requested_by_id from report r join entry e on e.id = r.id where r.year = $1`,
        [year],
      );

    it('is drafted by itself for the year that ended, once, as a task for those who advocate', async () => {
      await t.drainJobs();
      await t.sql(`delete from entry where id in (select id from report where year = 2026)`);
      await runs('2026-12-31T22:30:00Z');
      expect(await reports(2026)).toEqual([]);
      // Midnight has passed in Stockholm, not in Greenwich.
      await runs('2026-12-31T23:30:00Z');
      expect(await reports(2026)).toEqual([{ state: 'DRAFT', draft_number: 1, requested_by_id: null }]);
      await runs('2027-01-15T09:00:00Z');
      await runs('2027-02-15T09:00:00Z');
      expect(await reports(2026)).toHaveLength(1);
      const { inbox } = await advocate.ask<{
        inbox: { nodes: { kind: string; state: string; entry: { ref: string } }[] };
      }>('{ inbox { nodes { kind state entry { ref } } } }');
      expect(inbox.nodes).toContainEqual({
        kind: 'FOLLOW_UP',
        state: 'OPEN',
        entry: { ref: expect.stringMatching(/^U-2026-/) as unknown },
      });
      const told = await advocate.ask<{ notifications: { nodes: { message: string }[] } }>(
        '{ notifications { nodes { message } } }',
      );
      expect(told.notifications.nodes[0]!.message).toContain('U-2026-');
      // It is theirs to draft anew, and the public sees nothing of it.
      expect((await draft(2026)).userErrors).toEqual([]);
      await t.drainJobs();
      expect(await read(2026, t.anonymous)).toBeNull();
    });

    it('is left alone where somebody has begun it, and when spring has come', async () => {
      await t.sql(`delete from entry where id in (select id from report where year = 2026)`);
      await runs('2027-04-01T09:00:00Z');
      expect(await reports(2026)).toEqual([]);
      await draft(2026);
      await t.drainJobs();
      await runs('2028-01-02T09:00:00Z');
      expect(await reports(2026)).toHaveLength(1);
      // Nothing happened in 2027: no report is made about nothing.
      expect(await reports(2027)).toEqual([]);
      t.clock.set('2026-11-23T09:00:00Z');
    });
  });

  it('is not overwritten by a job that comes after a later one', async () => {
    await draft(2023);
    await draft(2023);
    await t.drainJobs();
    expect(await read(2023)).toMatchObject({ state: 'DRAFT', draftNumber: 2, hashHolds: true });
    const events = await t.sql(
      `select 1 from audit_event a join report r on r.id = a.subject_id where r.year = 2023 and a.action = 'report.drafted'`,
    );
    expect(events).toHaveLength(1);
  });
});
