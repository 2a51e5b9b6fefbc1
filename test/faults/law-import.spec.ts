import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/config.js';
import { answerOf, clearAway, lagrum, newPlace, onDatabase, type Place } from '../harness/program.js';

/**
 * An import killed with `kill -9` in the middle, and begun again: what is there is whole, what is missing comes, and nothing
 * comes twice.
 */

const COUNT = 60;
const MINUTE = 60_000;

interface Answer {
  total: number;
  imported: number;
  unchanged: number;
  failed: number;
}

describe('an import of law under kill -9', () => {
  let place: Place;
  let folder: string;
  beforeAll(async () => {
    place = await newPlace();
    folder = join(place.home, 'corpus');
    spawnSync(process.execPath, [join(projectRoot, 'bench', 'law-corpus.js'), folder, String(COUNT)]);
    await answerOf(place, 'migrate');
    await answerOf(place, 'seed');
  }, 3 * MINUTE);
  afterAll(() => clearAway(place, null), MINUTE);

  /** Editions whose wordings are not their text, sources without an edition, and accounts that say more than there is. */
  const half = (): Promise<unknown[]> =>
    onDatabase(place.home, async (client) => {
      const { rows } = await client.query<{ what: string }>(
        `select 'edition ' || e.id as what from law_edition e where e.text_hash is distinct from
           (select encode(sha256(convert_to(string_agg(w.text, '' order by w.position), 'UTF8')), 'hex') from wording w
             where w.source_id = e.source_id and w.edition_from <= e.number
               and (w.edition_to is null or w.edition_to >= e.number))
         union all select 'source ' || s.key from law_source s
          where not exists (select from law_edition e where e.source_id = s.id and e.number = s.edition)
         union all select 'entry ' || ref from entry
          where kind = 'LAW_SOURCE' and not exists (select from law_source s where s.id = entry.id)
         union all select 'account ' || i.id from law_import i where i.imported + i.unchanged + i.failed
           <> (select count(*) from law_import_record r where r.import_id = i.id)`,
      );
      return rows;
    });

  it(
    'leaves whole acts and a true account, and goes on where it was',
    async () => {
      for (const tenth of [2, 5, 8]) {
        const running = lagrum(place, ['import', 'sfs', folder, '--json']);
        const there = new Promise<void>((resolve) => {
          running.child.stderr!.on('data', () => {
            const done = /(\d+)\/\d+ poster\s*$/.exec(running.stderr.join(''))?.[1];
            if (Number(done) >= (COUNT * tenth) / 10) resolve();
          });
        });
        await Promise.race([there, running.ended]);
        expect((await running.end('SIGKILL')).signal).toBe('SIGKILL');
      }
      const done = JSON.parse(await answerOf(place, 'import', 'sfs', folder, '--json')) as Answer;
      expect(done).toMatchObject({ total: COUNT, failed: 0 });
      expect(done.unchanged).toBeGreaterThanOrEqual((COUNT * 8) / 10 - 1);
      expect(done.imported + done.unchanged).toBe(COUNT);
      const again = JSON.parse(await answerOf(place, 'import', 'sfs', folder, '--json')) as Answer;
      expect(again).toMatchObject({ total: COUNT, imported: 0, unchanged: COUNT, failed: 0 });
    },
    5 * MINUTE,
  );

  it(
    'as the tables say',
    async () => {
      const running = lagrum(place, ['start']);
      await running.ready();
      try {
        expect(await half()).toEqual([]);
      } finally {
        await running.end('SIGTERM');
      }
    },
    2 * MINUTE,
  );
});
