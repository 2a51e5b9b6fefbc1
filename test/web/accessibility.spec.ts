import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LawImporter } from '../../src/law/law-importer.service.js';
import { readStatuteRecord } from '../../src/law/statute-record.js';
import { projectRoot } from '../../src/platform/config.js';
import { systemPrincipal } from '../../src/platform/principal.js';
import { inBrowser, openStreet, Street } from './browser.js';
import { frameFaults, largeTextFaults, motionFaults, tryOut, visit } from './faults.js';
import { forcedColourFaults } from './forced-colours.js';
import { keyboardFaults } from './keyboard.js';
import { troubleFaults, watchShifts } from './trouble.js';

/**
 * Every page that is shown in pictures, as the people who use it, against WCAG 2.2 AA. `npm run accessibility` also
 * writes down what was found, for the statement on the site.
 */

const NOBODY = '-';
const PAGES = JSON.parse(readFileSync(join(projectRoot, 'web', 'screenshots.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;
const STATEMENT = join(projectRoot, 'web', 'src', 'accessibility.json');
const RECORDS = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
/** The acts that the pages of the law are shown with; without them these pages say that the act is not here. */
const ACTS = ['sfs-2010-800.t.o.m.2025-730', 'sfs-2010-800.t.o.m.2025-1497', 'sfs-2009-400', 'sfs-2001-453'];
const missing = existsSync(RECORDS) ? '' : ` without records of the law (none under ${RECORDS}: LAGRUM_DATA)`;
/** Pages that have more places to stop at than this are not walked to their end. */
const STOPS = 250;
const DESKTOP = { width: 1280, height: 860 };

interface TriedPage {
  path: string;
  person: string | null;
  rules: number;
  faults: number;
}

inBrowser(`every page${missing}`, () => {
  let street: Street;
  const tried: TriedPage[] = [];
  const checks: Record<string, { check: string; pages: number; faults: number }> = {};

  beforeAll(async () => {
    street = await openStreet();
    // Dossiers that came as data get their numbers.
    await street.t.drainJobs({ scheduled: ['dossier.clock'] });
    if (!missing) await readActs();
  }, 240_000);
  afterAll(async () => {
    await street?.close();
    if (process.env.UPDATE_GENERATED) writeStatement();
  });

  /** What is not whole is not written down: a page that was never tried would be missing in silence. */
  function writeStatement(): void {
    const all = Object.values(PAGES).flatMap((pages) => Object.values(pages));
    if (missing || tried.length !== all.length)
      throw new Error(`${tried.length} of ${all.length} pages were tried${missing}: the statement stays as it was`);
    const date = new Date().toISOString().slice(0, 10);
    writeFileSync(STATEMENT, `${JSON.stringify({ date, checks: Object.values(checks), pages: tried }, null, 2)}\n`);
  }

  async function readActs(): Promise<void> {
    const as = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');
    for (const [i, name] of ACTS.entries()) {
      const reading = readStatuteRecord(readFileSync(join(RECORDS, `${name}.json`), 'utf8'));
      if (!reading.ok) throw new Error(reading.errors[0]?.sentence);
      await street.t.app.get(LawImporter).import(as, reading.record, reading.warnings, { fileName: `${name}.json` });
      await street.t.drainJobs({ until: new Date(Date.now() + (i + 1) * 3_600_000) });
    }
  }

  describe.each(Object.entries(PAGES))('as %s', (person, pages) => {
    it('holds WCAG 2.2 AA, on a desktop and at 320 px, with large text, by keyboard, in forced colours, without motion, and in trouble', async () => {
      const found: string[] = [];
      const page = await street.as(person === NOBODY ? null : person);
      await watchShifts(page);
      const [first] = Object.values(pages);
      for (const [name, path] of Object.entries(pages)) {
        await page.setViewportSize(DESKTOP);
        await visit(page, path);
        const heading = await page.locator('h1').first().innerText();
        expect([name, heading === 'Sidan finns inte']).toEqual([name, name === 'finns-inte']);
        const frame = await frameFaults(page);
        const keyboard = await keyboardFaults(page, STOPS);
        const desktop = await tryOut(page);
        const text = await largeTextFaults(page);
        const colours = await forcedColourFaults(page);
        const motion = await motionFaults(page);
        await page.setViewportSize({ width: 320, height: 640 });
        const phone = await tryOut(page);
        await page.setViewportSize(DESKTOP);
        const trouble = await troubleFaults(page, path, person === NOBODY ? null : person, path === first);
        const all = { frame, wcag: desktop.faults, narrow: phone.faults, text, keyboard, colours, motion, trouble };
        const faults = Object.values(all).flat();
        for (const [check, some] of Object.entries(all)) {
          const sum = (checks[check] ??= { check, pages: 0, faults: 0 });
          sum.pages++;
          sum.faults += some.length;
        }
        tried.push({
          path,
          person: person === NOBODY ? null : person,
          rules: new Set([...desktop.kept, ...phone.kept]).size,
          faults: faults.length,
        });
        if (faults.length) found.push(`${name}: ${faults.join('\n    ')}`);
      }
      expect(found).toEqual([]);
    }, 480_000);
  });
});
