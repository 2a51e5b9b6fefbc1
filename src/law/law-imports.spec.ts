import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { systemPrincipal } from '../platform/principal.js';
import { type Given, LawImports, type RecordOutcome } from './law-imports.service.js';

const AS = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');

interface Amended {
  act: string;
  notes?: string;
  on?: string;
}

/** A record as the legal database gives it. */
export function record(designation: string, text: string, amendments: Amended[] = [], more: object = {}): string {
  const last = amendments.at(-1)?.act ?? null;
  return JSON.stringify({
    beteckning: designation,
    rubrik: `Lag (${designation}) om prov`,
    ikraftDateTime: '2000-01-01T00:00:00',
    fulltext: { forfattningstext: text, andringInford: last && `t.o.m. SFS ${last}` },
    andringsforfattningar: amendments.map(({ act, notes, on }) => ({
      beteckning: act,
      anteckningar: notes,
      ikraftDateTime: on && `${on}T00:00:00`,
    })),
    ...more,
  });
}

let t: TestApp;
let cataloguer: Client;
beforeAll(async () => {
  t = await createTestApp();
  cataloguer = await t.as('katalog@skr.demo');
}, 60_000);
afterAll(() => t.close());

/** Reads records in as the command does, one after the other, and answers how each fared. */
async function take(
  ...records: (string | Uint8Array | (Partial<Given> & { text: string }))[]
): Promise<RecordOutcome[]> {
  const imports = t.app.get(LawImports);
  const id = await imports.begin(AS, records.length);
  const outcomes: RecordOutcome[] = [];
  for (const [at, one] of records.entries()) {
    const { text, ...rest } =
      typeof one === 'string' || one instanceof Uint8Array ? { text: one } : (one as Partial<Given> & { text: string });
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    outcomes.push(await imports.take(AS, id, at, { name: `${at}.json`, expected: null, content: { bytes }, ...rest }));
  }
  await imports.finishAlone(AS, id);
  return outcomes;
}

async function textOf(key: string): Promise<string> {
  const rows = await t.sql<{ text: string }>(
    `select w.text from wording w join law_source s on s.id = w.source_id
      where s.key = $1 and w.edition_to is null order by w.position`,
    [key],
  );
  return rows.map((row) => row.text).join('');
}

const versions = (key: string, fragment: string) =>
  t.sql(
    `select to_char(valid_from, 'YYYY-MM-DD') as "from", to_char(valid_to, 'YYYY-MM-DD') as "to", from_basis as basis, twin,
            repealed
       from wording w join law_source s on s.id = w.source_id
      where s.key = $1 and fragment = $2 and replaced_by_id is null order by valid_from nulls first, position`,
    [key, fragment],
  );

describe('editions of an act', () => {
  it('of which an older is refused when a newer stands, and one that has been read in is there already', async () => {
    const old = record('1990:1', '1 § Ett.', [{ act: '1991:1', notes: 'ändr. 1 §', on: '1991-07-01' }]);
    const older = record('1990:1', '1 § Noll.');
    const newer = record('1990:1', '1 § Två. Lag (1992:1).', [
      { act: '1991:1', notes: 'ändr. 1 §', on: '1991-07-01' },
      { act: '1992:1', notes: 'ändr. 1 §', on: '1992-07-01' },
    ]);
    const outcomes = await take(old, newer, old, older);
    expect(outcomes.map(({ state }) => state)).toEqual(['IMPORTED', 'IMPORTED', 'UNCHANGED', 'FAILED']);
    expect(outcomes[2]!.sentences).toEqual(['Den här lydelsen är redan inläst; en nyare (t.o.m. 1992:1) gäller.']);
    expect(outcomes[3]!.sentences[0]).toMatch(/finns redan en som går t\.o\.m\. 1992:1.*inget ändrades/);
    expect(await textOf('sfs/1990:1')).toBe('1 § Två. Lag (1992:1).');
    expect(await versions('sfs/1990:1', 'P1')).toEqual(
      [
        { from: '2000-01-01', to: '2000-01-01', basis: 'ACT', twin: 0, repealed: false },
        { from: '1992-07-01', to: null, basis: 'REGISTER', twin: 0, repealed: false },
      ].sort((a, b) => a.from.localeCompare(b.from)),
    );
  });

  it('of which one that only mends a misprint tells nobody', async () => {
    const acts = [{ act: '1994:2', notes: 'ändr. 1 §', on: '1994-07-01' }];
    const [, mended] = await take(
      record('1994:1', '1 § Etttt. Lag (1994:2).\n\n2 § Två.', acts),
      record('1994:1', '1 § Ett. Lag (1994:2).\n\n2 § Två.', acts),
    );
    expect([mended!.state, mended!.edition, mended!.changed]).toEqual(['IMPORTED', 2, 0]);
    expect(await textOf('sfs/1994:1')).toBe('1 § Ett. Lag (1994:2).\n\n2 § Två.');
    expect(await versions('sfs/1994:1', 'P1')).toHaveLength(1);
    const told = await t.sql(
      `select 1 from provision_change c join law_source s on s.id = c.source_id
        where s.key = 'sfs/1994:1' and c.kind <> 'EDITORIAL'`,
    );
    expect(told).toEqual([]);
  });

  it('of which one repeals, and one puts new sections between the old, time and again', async () => {
    const sections = ['1 § Ett.', '2 § Två.'];
    const acts: Amended[] = [];
    let text = sections.join('\n\n');
    const states = [];
    states.push((await take(record('1995:1', text)))[0]!);
    for (let n = 1; n <= 24; n += 1) {
      acts.push({ act: `1996:${n}`, notes: `ny 1 ${String.fromCharCode(96 + n)} §`, on: '1997-01-01' });
      sections.splice(1, 0, `1 ${String.fromCharCode(121 - n)} § Mellan ${n}. Lag (1996:${n}).`);
      text = sections.join('\n\n');
      states.push((await take(record('1995:1', text, acts)))[0]!);
    }
    // Twenty-four times between the same two rows: the room is used up and given anew on the way.
    expect(states.every(({ state }) => state === 'IMPORTED')).toBe(true);
    expect(await textOf('sfs/1995:1')).toBe(text);
    acts.push({ act: '1998:9', notes: 'upph. 2 §', on: '1998-07-01' });
    const [repealed] = await take(
      record('1995:1', text.replace('2 § Två.', '2 § Har upphävts genom lag (1998:9).'), acts),
    );
    expect(repealed!.repealed).toBe(1);
    expect(await versions('sfs/1995:1', 'P2')).toEqual(
      [
        { from: '2000-01-01', to: '2000-01-01', basis: 'ACT', twin: 0, repealed: false },
        { from: '1998-07-01', to: null, basis: 'REGISTER', twin: 0, repealed: true },
      ].sort((a, b) => a.from.localeCompare(b.from)),
    );
  });

  it('says of an act whose new wording has no day that it came when it was read', async () => {
    await take(
      record('1999:1', '1 § Ett.'),
      record('1999:1', '1 § Två. Lag (1999:7).', [{ act: '1999:7', notes: 'ändr. 1 §' }]),
    );
    expect(await versions('sfs/1999:1', 'P1')).toEqual([
      { from: '2000-01-01', to: '2026-11-23', basis: 'ACT', twin: 0, repealed: false },
      { from: '2026-11-23', to: null, basis: 'EDITION', twin: 0, repealed: false },
    ]);
  });

  it('of which one from Riksdagen without a register takes nothing from what the register said', async () => {
    const text = '1 § Ett. Lag (2001:2).';
    const acts = [{ act: '2001:2', notes: 'ändr. 1 §', on: '2001-07-01' }];
    const full = record('2001:1', text, acts, { register: { forarbeten: 'Prop. 2000/01:1' } });
    const bare = record('2001:1', `${text}\n`, [{ act: '2001:2' }]);
    await take(full, bare);
    const [row] = await t.sql(
      `select a.notes, to_char(a.in_force_on, 'YYYY-MM-DD') as day, s.preparatory_works as works
         from amendment a join law_source s on s.id = a.source_id where s.key = 'sfs/2001:1'`,
    );
    expect(row).toEqual({ notes: 'ändr. 1 §', day: '2001-07-01', works: 'Prop. 2000/01:1' });
  });
});

describe('bad input', () => {
  it('leaves a sentence each, and the records beside it whole', async () => {
    const sound = record('2002:1', '1 § Ett.');
    const outcomes = await take(
      sound.slice(0, 80),
      '[1, 2',
      'null',
      { text: record('2002:2', '1 § Ett.'), expected: 'sfs/2002:3' },
      record('2002:4', '   '),
      { text: '', content: { sentence: 'Filen finns inte.' } },
      sound,
    );
    expect(outcomes.map(({ state }) => state)).toEqual([...Array<string>(6).fill('FAILED'), 'IMPORTED']);
    expect(outcomes[0]!.sentences.join()).toMatch(/inte giltig JSON/);
    expect(outcomes[3]!.sentences).toEqual(['Posten gäller 2002:2, men 2002:3 väntades.']);
    expect(
      outcomes.slice(0, 6).every(({ sentences }) => sentences.length > 0 && /^[A-ZÅÄÖ].*\.$/.test(sentences[0]!)),
    ).toBe(true);
    const left = await t.sql(`select key from law_source where key in ('sfs/2002:2','sfs/2002:3','sfs/2002:4')`);
    expect(left).toEqual([]);
  });

  it('in another encoding is read, and it says so', async () => {
    const text = '1 § Åäö åäö ÅÄÖ räksmörgås.';
    const sound = record('2003:1', text);
    const misread = Buffer.from(sound.replace('2003:1', '2003:2').replace('(2003:1)', '(2003:2)'), 'utf8').toString(
      'latin1',
    );
    const [latin, twice] = await take(Buffer.from(sound, 'latin1'), misread);
    expect([latin!.state, twice!.state]).toEqual(['IMPORTED', 'IMPORTED']);
    expect(latin!.sentences.join()).toMatch(/inte UTF-8/);
    expect(await textOf('sfs/2003:1')).toBe(text);
    expect(await textOf('sfs/2003:2')).toBe(text);
  });

  it('with dates in disorder leaves them out or says which, and reads the rest', async () => {
    const [odd] = await take(
      record('2004:1', '1 § Ett.', [{ act: '2004:2', on: '2004-02-31' }], {
        upphavdDateTime: '1999-01-01T00:00:00',
        tidsbegransadDateTime: 'snart',
      }),
    );
    expect(odd!.state).toBe('IMPORTED');
    const said = odd!.sentences.join('\n');
    for (const part of ['2004-02-31', 'snart', 'upphöra 1999-01-01, före ikraftträdandet'])
      expect(said).toContain(part);
    const ledger = await t.sql(
      `select sentence from law_ledger l join law_source s on s.id = l.source_id where s.key = 'sfs/2004:1' and code = 'RECORD'`,
    );
    expect(ledger).toHaveLength(odd!.sentences.length);
  });

  it('with the same section twice keeps both, marks the second and writes it in the ledger', async () => {
    const text = '1 § Ett.\n\n2 § Två.\n\n2 § Två igen.\n\n2 § Två en gång till.\n\n3 § Tre.';
    const [twice] = await take(record('2005:1', text));
    expect(twice!.state).toBe('IMPORTED');
    expect(await textOf('sfs/2005:1')).toBe(text);
    expect((await versions('sfs/2005:1', 'P2')).map((row) => row.twin)).toEqual([0, 1, 2]);
    const ledger = await t.sql(
      `select fragment from law_ledger l join law_source s on s.id = l.source_id where s.key = 'sfs/2005:1' and code = 'DUPLICATE'`,
    );
    expect(ledger).toEqual([{ fragment: 'P2' }, { fragment: 'P2' }]);
  });

  it('too large is refused before it is cut up; just below it goes in whole, as one edition', async () => {
    const megabytes = 21;
    const paragraph = `${'Huvudmannen ska verka för detta. '.repeat(30)}\n\n`;
    const [huge] = await take(record('2006:1', `1 § ${paragraph.repeat((megabytes * 1_048_576) / paragraph.length)}`));
    expect([huge!.state, huge!.sentences[0]]).toEqual(['FAILED', expect.stringMatching(/^Filen är 2\d(,\d)? MB/)]);
    const long = `1 § ${paragraph.repeat(3_000)}2 § Slut.`;
    const [large] = await take(record('2006:2', long));
    expect(large!.state).toBe('IMPORTED');
    expect((await textOf('sfs/2006:2')) === long).toBe(true);
  }, 60_000);

  it('made to hurt is read in within the transaction, to the character, or says why not', async () => {
    const attacks = [
      '1 § '.repeat(5_000),
      '1 §\n\n'.repeat(5_000),
      '/Träder i kraft I:2027-01-01/ '.repeat(500),
      `1 § ${'/'.repeat(10_000)}`,
      `1 kap. ${'a'.repeat(10_000)}\n\n1 § ${'1. a) '.repeat(3_000)}`,
      `${'AVDELNING I\n\n1 kap. A\n\n1 § B\n\n'.repeat(400)}Övergångsbestämmelser\n\n2014:1\n\n1. C`,
      `1 § ${'\u0301'.repeat(10_000)}\u202e\u0000\ud83d x`,
      `1 § '; drop table wording; --\n\n2 § {{7*7}} <script>alert(1)</script>`,
      `1 § ${'Lag (2014:829). '.repeat(3_000)}`,
      '１ § Breda siffror.\n\n٢ § Arabiska.',
      `Bilaga\n\n${'a\tb\tc\n\n'.repeat(3_000)}`,
    ];
    const outcomes = await take(...attacks.map((text, at) => record(`2007:${at + 1}`, text)));
    for (const [at, outcome] of outcomes.entries()) {
      expect([at, outcome.state, outcome.sentences.join().includes('Ett fel i programmet')]).toEqual([
        at,
        'IMPORTED',
        false,
      ]);
      const kept = attacks[at]!.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\ufffd');
      expect((await textOf(`sfs/2007:${at + 1}`)) === kept).toBe(true);
    }
    // The same again: whatever was made of it is recognised.
    const again = await take(...attacks.map((text, at) => record(`2007:${at + 1}`, text)));
    expect(again.every(({ state }) => state === 'UNCHANGED')).toBe(true);
  }, 120_000);

  it('in titles, notes and names does not reach the database as something else', async () => {
    const [hostile] = await take({
      text: record('2008:1', '1 § Ett.', [{ act: '2008:2', notes: `ändr. 1 §; ${'x\u0000\ud800'.repeat(100)}` }], {
        rubrik: `Lag \u0000\ud83d (2008:1) '; drop table entry; --`,
      }),
      name: `../../etc/\u0000passwd\ud800${'a'.repeat(1_000)}.json`,
    });
    expect(hostile!.state).toBe('IMPORTED');
    const [entry] = await t.sql<{ title: string }>(`select title from entry where ref = 'sfs/2008:1'`);
    expect(entry!.title).toContain("'; drop table entry; --");
  });
});

describe('through the API', () => {
  const LAW_IMPORT = `mutation ($input: LawImportInput!) { lawImport(input: $input) {
    lawImport { id job total finishedAt requestedBy { name } } userErrors { code message path } } }`;
  const SHOW = `query ($id: ID!) { lawImport(id: $id) { total imported unchanged failed finishedAt
    records { name state expected sentences ledger } } }`;
  interface Shown {
    lawImport: {
      total: number;
      imported: number;
      unchanged: number;
      failed: number;
      finishedAt: string | null;
      records: { name: string; state: string; sentences: string[] }[];
    };
  }

  it('records are read in by a job that can be followed, and what failed becomes a task', async () => {
    const { lawImport } = await cataloguer.act<{ lawImport: { id: string; job: string; total: number } }>(LAW_IMPORT, {
      texts: [
        { name: 'ett.json', text: record('2010:1', '1 § Ett.\n\n2 § A | B.') },
        { name: 'fel.json', text: '{"beteckning":"2010:2"', expected: '2010:2' },
        { name: 'två.json', text: record('2010:3', '1 § Ett.'), expected: 'sfs/2010:3' },
      ],
      addresses: [{ url: 'http://127.0.0.1:1/x' }, { url: 'https://10.0.0.1/x' }, { url: 'https://[::1]/x' }],
    });
    expect(lawImport.total).toBe(6);
    const waiting = await cataloguer.ask<Shown>(SHOW, { id: lawImport.id });
    expect(waiting.lawImport.records.map(({ state }) => state)).toEqual(Array(6).fill('WAITING'));
    await t.drainJobs();
    const { lawImport: shown } = await cataloguer.ask<Shown>(SHOW, { id: lawImport.id });
    expect(shown).toMatchObject({ imported: 2, unchanged: 0, failed: 4, finishedAt: expect.any(String) });
    const failed = shown.records.filter(({ state }) => state === 'FAILED');
    expect(failed.map(({ sentences }) => sentences[0])).toEqual([
      expect.stringMatching(/inte giltig JSON/),
      'Bara adresser som börjar med https:// hämtas.',
      'Adressen leder till ett internt nät; sådant hämtas inte.',
      'Adressen leder till ett internt nät; sådant hämtas inte.',
    ]);
    const [row] = await t.sql(
      'select count(*)::int as n from law_import_record where import_id = $1 and content is not null',
      [lawImport.id],
    );
    expect(row).toEqual({ n: 0 });
    const tasks = await t.sql(`select role, note from task where cause = $1`, [lawImport.id]);
    expect(tasks).toEqual([{ role: 'CATALOGUER', note: expect.stringContaining('4 av 6 poster') }]);
  });

  it('what was uploaded is read in, by whoever uploaded it', async () => {
    const sent = await t.app.inject({
      method: 'POST',
      url: '/files',
      payload: Buffer.from(record('2012:1', `1 § Ett.\n\n${'2 § Mycket text. '.repeat(20_000)}`)),
      headers: { 'content-type': 'application/octet-stream', ...cataloguer.authorization },
    });
    const { upload } = sent.json<{ upload: string }>();
    const input = { uploads: [{ upload, name: 'sfs-2012-1.json', expected: '2012:1' }] };
    const other = await t.as('admin@skr.demo');
    expect((await other.act(LAW_IMPORT, input)).userErrors).toEqual([
      expect.objectContaining({ code: 'UPLOAD_INVALID' }),
    ]);
    const { lawImport } = await cataloguer.act<{ lawImport: { id: string } }>(LAW_IMPORT, input);
    await t.drainJobs();
    const { lawImport: shown } = await cataloguer.ask<Shown>(SHOW, { id: lawImport.id });
    expect(shown).toMatchObject({ imported: 1, failed: 0 });
  });

  it('the job delivered again does nothing twice', async () => {
    const { lawImport } = await cataloguer.act<{ lawImport: { id: string; job: string } }>(LAW_IMPORT, {
      texts: [{ name: 'a.json', text: record('2011:1', '1 § Ett.') }],
    });
    await t.drainJobs();
    await t.sql('update outbox set finished_at = null where id = $1', [lawImport.job]);
    await t.drainJobs();
    const { lawImport: shown } = await cataloguer.ask<Shown>(SHOW, { id: lawImport.id });
    expect(shown).toMatchObject({ imported: 1, unchanged: 0, failed: 0 });
    const editions = await t.sql(
      `select number from law_edition e join law_source s on s.id = e.source_id where s.key = 'sfs/2011:1'`,
    );
    expect(editions).toEqual([{ number: 1 }]);
  });

  it('the same key answers as the first time', async () => {
    const input = { texts: [{ name: 'a.json', text: record('2011:2', '1 § Ett.') }], idempotencyKey: 'import-0001' };
    const first = await cataloguer.act<{ lawImport: { id: string } }>(LAW_IMPORT, input);
    const second = await cataloguer.act<{ lawImport: { id: string } }>(LAW_IMPORT, input);
    expect(second.lawImport.id).toBe(first.lawImport.id);
  });

  it('nothing, too much and an act written wrongly are told', async () => {
    const empty = await cataloguer.act(LAW_IMPORT, {});
    expect(empty.userErrors).toEqual([expect.objectContaining({ code: 'LAW_IMPORT_EMPTY' })]);
    const many = await cataloguer.act(LAW_IMPORT, { addresses: Array(201).fill({ url: 'https://example.se' }) });
    expect(many.userErrors).toEqual([expect.objectContaining({ code: 'LAW_IMPORT_TOO_MANY' })]);
    const wrong = await cataloguer.act(LAW_IMPORT, { texts: [{ name: 'a', text: 'b', expected: 'PDL' }] });
    expect(wrong.userErrors).toEqual([
      expect.objectContaining({ code: 'LAW_DESIGNATION', path: ['input', 'texts', '0', 'expected'] }),
    ]);
  });

  it('is for whoever keeps the catalogue, and for nobody else', async () => {
    for (const email of ['jurist@skr.demo', 'handlaggare@kommun-a.demo']) {
      const other = await t.as(email);
      const { errors } = await other.raw(LAW_IMPORT, { input: { texts: [{ name: 'a', text: 'b' }] } });
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
      expect((await other.raw('{ lawLedger { nodes { id } } }')).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect((await t.anonymous.raw('{ lawImports { nodes { id } } }')).errors).toHaveLength(1);
  });

  it('pages through imports and records', async () => {
    const { lawImports } = await cataloguer.ask<{
      lawImports: { nodes: { id: string }[]; pageInfo: { endCursor: string } };
    }>('{ lawImports(first: 2) { nodes { id total requestedBy { name } } pageInfo { endCursor hasNextPage } } }');
    expect(lawImports.nodes).toHaveLength(2);
    const { lawImportRecords } = await cataloguer.ask<{ lawImportRecords: { nodes: unknown[]; totalCount: number } }>(
      'query ($id: ID!) { lawImportRecords(import: $id, states: [IMPORTED, WAITING]) { nodes { name state } totalCount } }',
      { id: lawImports.nodes[0]!.id },
    );
    expect(lawImportRecords.totalCount).toBe(1);
  });

  it('the ledger is read, handled once, and opened again', async () => {
    const LEDGER = `query ($filter: LawLedgerFilter) { lawLedger(filter: $filter) { totalCount
      nodes { id source code sentence fragment excerpt version handledAt note handledBy { name } } } }`;
    interface Ledger {
      lawLedger: { totalCount: number; nodes: { id: string; version: number; fragment: string }[] };
    }
    await take(record('2013:1', '1 § Ett.\n\n2 § Två.\n\n2 § Två igen.\n\n2 § Två en gång till.'));
    const open = await cataloguer.ask<Ledger>(LEDGER, { filter: { source: 'sfs/2013:1', handled: false } });
    expect(open.lawLedger.totalCount).toBe(2);
    const line = open.lawLedger.nodes[0]!;
    const HANDLE = `mutation ($input: LawLedgerHandleInput!) { lawLedgerHandle(input: $input) {
      line { version handledAt note handledBy { name } } userErrors { code } } }`;
    const input = { id: line.id, expectedVersion: line.version, note: 'Felet är utgivarens.' };
    const done = await cataloguer.act<{ line: object }>(HANDLE, input);
    expect(done.line).toMatchObject({ handledAt: expect.any(String), note: 'Felet är utgivarens.' });
    expect((await cataloguer.act(HANDLE, input)).userErrors).toEqual([{ code: 'CONFLICT' }]);
    const left = await cataloguer.ask<Ledger>(LEDGER, { filter: { source: 'sfs/2013:1', handled: false } });
    expect(left.lawLedger.totalCount).toBe(1);
    // A further edition says the same: what has been looked at stays so, and what is gone is shown only when asked for.
    await take(record('2013:1', '1 § Ett.\n\n2 § Två.\n\n2 § Två igen.\n\n3 § Tre.', [{ act: '2013:9' }]));
    const all = await cataloguer.ask<Ledger>(LEDGER, { filter: { source: 'sfs/2013:1', former: true } });
    const now = await cataloguer.ask<Ledger>(LEDGER, { filter: { source: 'sfs/2013:1' } });
    expect([all.lawLedger.totalCount, now.lawLedger.totalCount]).toEqual([2, 1]);
    const version = (await t.sql<{ version: number }>('select version from law_ledger where id = $1', [line.id]))[0]!
      .version;
    const again = await cataloguer.act<{ line: object }>(HANDLE, {
      id: line.id,
      expectedVersion: version,
      handled: false,
    });
    expect(again.line).toMatchObject({ handledAt: null });
  });
});
