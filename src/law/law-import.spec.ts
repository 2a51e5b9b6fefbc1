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

/** Whatever holds of every act that was read in. */
async function overlaps(t: TestApp): Promise<unknown[]> {
  return t.sql(
    `select s.key, a.fragment, a.valid_from, a.valid_to, b.valid_from as b_from, b.valid_to as b_to
       from wording a join wording b on b.provision_id = a.provision_id and a.id < b.id join law_source s on s.id = a.source_id
      where a.replaced_by_id is null and b.replaced_by_id is null and a.twin = 0 and b.twin = 0
        and not a.from_undecided and not b.from_undecided
        and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)`,
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
});
