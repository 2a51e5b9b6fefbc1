import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { systemPrincipal } from '../platform/principal.js';
import { hashOf, type Imported, LawImporter } from './law-importer.service.js';
import { readStatuteRecord } from './statute-record.js';

const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
const present = existsSync(folder);
if (!present) console.warn(`Skipped: no records under ${folder} (LAGRUM_DATA).`);
const collator = new Intl.Collator('sv', { numeric: true });
const files = present ? readdirSync(folder).sort((a, b) => collator.compare(a, b)) : [];

const AS = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');

export function importFile(t: TestApp, json: string, name = 'post.json'): Promise<Imported> {
  const reading = readStatuteRecord(json);
  if (!reading.ok) throw new Error(reading.errors[0]?.sentence);
  return t.app.get(LawImporter).import(AS, reading.record, reading.warnings, { fileName: name });
}

async function textOf(t: TestApp, key: string, edition: number): Promise<string> {
  const rows = await t.sql<{ text: string }>(
    `select w.text from wording w join law_source s on s.id = w.source_id
      where s.key = $1 and w.edition_from <= $2 and (w.edition_to is null or w.edition_to >= $2) order by w.position`,
    [key, edition],
  );
  return rows.map(({ text }) => text).join('');
}

/** Wordings of one provision that hold on the same day; the shape of the question is another than the constraint's. */
function overlaps(t: TestApp): Promise<unknown[]> {
  return t.sql(
    `select * from (
       select s.key, w.fragment, w.valid_from, w.valid_to, lag(coalesce(w.valid_to, 'infinity'))
                over (partition by w.provision_id order by w.valid_from nulls first, w.valid_to) as before
         from wording w join law_source s on s.id = w.source_id
        where w.provision_id is not null and w.replaced_by_id is null and w.twin = 0 and not w.from_undecided
          and w.valid_from is distinct from w.valid_to) v
      where before > coalesce(valid_from, '-infinity')`,
  );
}

(present ? describe : describe.skip)('the records given', () => {
  let t: TestApp;
  const done: Imported[] = [];
  beforeAll(async () => {
    t = await createTestApp();
    const began = Date.now();
    for (const file of files) done.push(await importFile(t, readFileSync(join(folder, file), 'utf8'), file));
    console.info(`${files.length} records imported in ${Date.now() - began} ms`);
  }, 120_000);
  afterAll(() => t.close());

  it('are all read in, two of them as editions of one act', () => {
    expect(done.every(({ state }) => state === 'IMPORTED')).toBe(true);
    expect(new Set(done.map(({ key }) => key)).size).toBe(files.length - 1);
    expect(done.filter(({ key }) => key === 'sfs/2010:800').map(({ edition }) => edition)).toEqual([1, 2]);
  });

  it.each(files)('%s: the wordings put together are the text, to the character', async (file) => {
    const reading = readStatuteRecord(readFileSync(join(folder, file), 'utf8'));
    if (!reading.ok) throw new Error(reading.errors[0]?.sentence);
    const outcome = done.find((one, at) => files[at] === file && one.key === reading.record.id)!;
    const text = await textOf(t, outcome.key, outcome.edition);
    expect(text === reading.record.text).toBe(true);
    const [edition] = await t.sql<{ hash: string }>('select text_hash as hash from law_edition where id = $1', [
      outcome.editionId,
    ]);
    expect(edition!.hash).toBe(hashOf(text));
  });

  it('no provision has two wordings on one day, and the database would refuse it', async () => {
    expect(await overlaps(t)).toEqual([]);
    const [row] = await t.sql<{ id: string }>(
      `select id from wording where kind = 'SECTION' and valid_to is null and edition_to is null and twin = 0
         and not from_undecided limit 1`,
    );
    const planted = t.sql(
      `insert into wording (id, source_id, provision_id, kind, text, parts, hash, from_undecided, to_undecided, from_basis,
         repealed, depth, position, edition_from, edition_to)
       select gen_random_uuid(), source_id, provision_id, kind, text, parts, hash, false, false, 'UNKNOWN', repealed, depth,
              position, edition_from, edition_from from wording where id = $1`,
      [row!.id],
    );
    await expect(planted).rejects.toThrow(/one_wording_per_provision_and_day/);
  });

  it('given again change nothing', async () => {
    const before = await t.sql('select count(*)::int as n, max(w.edition_from) as e from wording w');
    for (const file of files) {
      const again = await importFile(t, readFileSync(join(folder, file), 'utf8'), file);
      expect([file, again.state]).toEqual([file, 'UNCHANGED']);
    }
    expect(await t.sql('select count(*)::int as n, max(w.edition_from) as e from wording w')).toEqual(before);
  });

  describe('Skollagen from 2025:730 to 2025:1497, read from the tables', () => {
    const EDITED = 'sfs/2010:800';
    const wordings = (fragment: string): Promise<Record<string, unknown>[]> =>
      t.sql(
        `select w.valid_from as "from", w.valid_to as "to", w.act, w.renamed_to as renamed from wording w
           join law_source s on s.id = w.source_id
          where s.key = $1 and w.fragment = $2 and w.replaced_by_id is null
          order by w.valid_from nulls first, w.valid_to`,
        [EDITED, fragment],
      );

    it('is one change set: what the three new acts did, with their preparatory works, and nothing else', async () => {
      const [set] = await t.sql(
        `select added, changed, repealed, renumbered, new_acts as acts, indirect from change_set c
           join law_source s on s.id = c.source_id where s.key = $1`,
        [EDITED],
      );
      expect(set).toEqual({
        added: 6,
        changed: 12,
        repealed: 0,
        renumbered: 2,
        acts: ['2025:1311', '2025:1312', '2025:1497'],
        indirect: [{ act: '2025:1312', inAct: '2025:729', fragments: ['K3P12j', 'K28P12'] }],
      });
      const rows = await t.sql<{ line: string; documents: string[] }>(
        `select concat_ws(' ', lower(kind), fragment, to_fragment, act, effective_on) as line, documents
           from provision_change where kind not in ('EDITORIAL','LAPSED') order by ordinal`,
      );
      const first = '2025:1311 2026-01-01';
      expect(new Set(rows.map(({ line }) => line))).toEqual(
        new Set([
          ...['K20P9a', 'K20P31a', 'K20P31b', 'K20P33a', 'K20P33b', 'L2025:1311'].map((one) => `added ${one} ${first}`),
          ...['K3P12j', 'K20P1', 'K20P8a', 'K20P9', 'K20P28', 'K20P29', 'K20P33', 'K24P12', 'K28P12'].map(
            (one) => `changed ${one} ${first}`,
          ),
          `renumbered K20P33a K20P33c ${first}`,
          `renumbered K20P33b K20P33d ${first}`,
          'changed K3P12j 2025:1312 2026-07-01',
          'changed K28P12 2025:1312 2026-07-01',
          'changed K29P13 2025:1497 2026-01-15',
        ]),
      );
      expect(rows.find(({ line }) => line.endsWith(first))?.documents).toEqual([
        'prop/2025/26:10',
        'bet/2025/26:UbU4',
        'rskr/2025/26:49',
      ]);
    });

    it('closes what it replaces on the day the change begins; what never came holds on no day', async () => {
      expect(await wordings('K3P12j')).toEqual([
        { from: '2023-01-01', to: '2026-01-01', act: '2022:1315', renamed: null },
        { from: '2026-01-01', to: '2026-07-01', act: '2025:1311', renamed: null },
        { from: '2026-07-01', to: '2026-07-01', act: '2025:729', renamed: null },
        { from: '2026-07-01', to: null, act: '2025:1312', renamed: null },
      ]);
    });

    it('follows a number that moved', async () => {
      expect(await wordings('K20P33a')).toEqual([
        { from: '2022-08-01', to: '2026-01-01', act: '2022:109', renamed: 'K20P33c' },
        { from: '2026-01-01', to: null, act: '2025:1311', renamed: null },
      ]);
      expect(await wordings('K20P33c')).toEqual([{ from: '2026-01-01', to: null, act: '2025:1311', renamed: null }]);
    });

    it('shows the versions that stand on both sides of a change, never a row that only its edition needs', async () => {
      const odd = await t.sql(
        `select c.fragment from provision_change c join wording b on b.id = c.before_wording_id
          where c.kind not in ('EDITORIAL') and b.replaced_by_id is not null`,
      );
      expect(odd).toEqual([]);
      const [editorial] = await t.sql<{ n: number; led: number }>(
        `select count(*)::int as n, count(*) filter (where b.replaced_by_id = c.after_wording_id)::int as led
           from provision_change c join wording b on b.id = c.before_wording_id where c.kind = 'EDITORIAL'`,
      );
      expect(editorial).toEqual({ n: 10, led: 10 });
    });

    it('tells whoever listens once, and says it in the trail', async () => {
      const trail = await t.sql<{ action: string }>(
        `select a.action from audit_event a join law_source s on s.id = a.subject_id where s.key = $1 order by a.seq`,
        [EDITED],
      );
      expect(trail.map(({ action }) => action)).toEqual(['law_source.created', 'law.imported', 'law.imported']);
    });
  });
});
