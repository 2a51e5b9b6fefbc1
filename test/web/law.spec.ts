import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { LawImporter } from '../../src/law/law-importer.service.js';
import { readStatuteRecord } from '../../src/law/statute-record.js';
import { systemPrincipal } from '../../src/platform/principal.js';
import { Client, TestApp } from '../harness/app.js';
import { publishedGuidance, type Written } from '../harness/guidance-world.js';
import { people, People } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';
import { faultsOf, visit } from './faults.js';

/** The pages of the law, in a real browser, on records as they are published. */

const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
const OLDER = 'sfs-2010-800.t.o.m.2025-730.json';
const NEWER = 'sfs-2010-800.t.o.m.2025-1497.json';

const missing = existsSync(folder) ? '' : ` (no records under ${folder}: LAGRUM_DATA)`;
if (missing) console.warn(`Skipped: the pages of the law${missing}.`);

const suite = (): void => {
  let t: TestApp;
  let p: People;
  let cataloguer: Client;
  let street: Street;
  let guidance: Written;
  let changeSet: string;
  let rounds = 0;

  const settle = (): Promise<void> => t.drainJobs({ until: new Date(Date.now() + ++rounds * 3_600_000) });
  const read = async (name: string): Promise<void> => {
    const reading = readStatuteRecord(readFileSync(join(folder, name), 'utf8'));
    if (!reading.ok) throw new Error(reading.errors[0]?.sentence);
    const as = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');
    await t.app.get(LawImporter).import(as, reading.record, reading.warnings, { fileName: name });
    await settle();
  };

  beforeAll(async () => {
    // Before the amendments of 2025:1311 take force, so that what is decided is still to come.
    street = await openStreet({ now: '2025-10-01T09:00:00.000Z', world });
  }, 240_000);
  afterAll(() => street?.close());

  async function world(app: TestApp): Promise<void> {
    t = app;
    p = await people(t);
    cataloguer = await t.as('katalog@skr.demo');
    await read(OLDER);
    await read('sfs-2009-400.json');
    await read('sfs-2001-453.json');
    guidance = await publishedGuidance(
      t,
      p,
      'Enligt 20 kap. 9 § skollagen (2010:800) gäller detta. Se också 10 kap. 2 § OSL.',
    );
    await settle();
    await read(NEWER);
    const { changeSets } = await t.anonymous.ask<{ changeSets: { nodes: { id: string }[] } }>(
      '{ changeSets(first: 1) { nodes { id } } }',
    );
    changeSet = changeSets.nodes[0]!.id;
  }

  const heading = (page: Page): Promise<string> => page.locator('h1').innerText();
  afterEach(() => expect(street.problems()).toEqual([]));

  describe('every one of them', () => {
    const open: [string, () => string][] = [
      ['the list', () => '/lag'],
      ['what is typed', () => '/lag?q=OSL%2010:2'],
      ['a long act', () => '/lag/sfs/2009:400'],
      ['an act on a day', () => '/lag/sfs/2010:800?datum=2012-01-01'],
      ['an act that is gone', () => '/lag/sfs/2001:453'],
      ['its amendments', () => '/lag/sfs/2010:800?visa=andringar'],
      ['what is to come', () => '/lag/sfs/2010:800?visa=kommande'],
      ['what cites it', () => '/lag/sfs/2010:800?visa=hanvisningar'],
      ['facts of an act', () => '/lag/sfs/2010:800?visa=om'],
      ['a provision', () => '/lag/sfs/2010:800/K20P9'],
      ['a piece of one', () => '/lag/sfs/2009:400/K10P2aS1'],
      ['an act that was not read', () => '/lag/sfs/1999:9999'],
      ['a place that never was', () => '/lag/sfs/2009:400/K99P1'],
      ['change sets', () => '/lagandringar'],
      ['a change set', () => `/lagandringar/${changeSet}`],
      ['guidance', () => `/vagledning/${guidance.ref}`],
    ];
    const staff: [string, () => string][] = [
      ['a change set with its tasks and notices', () => `/lagandringar/${changeSet}`],
      ['imports', () => '/lagimport'],
      ['the ledger', () => '/lagimport/liggaren'],
    ];
    for (const [width, size] of [
      [1280, 'on a desktop'],
      [320, 'at 320 px'],
    ] as const) {
      it(`holds WCAG 2.2 AA and fits ${size}`, async () => {
        for (const [who, list] of [
          [null, open],
          [cataloguer, staff],
        ] as const) {
          const page = await street.as(who, { viewport: { width, height: 900 } });
          for (const [name, path] of list) {
            await visit(page, path());
            expect([name, await faultsOf(page)]).toEqual([name, []]);
          }
        }
      }, 240_000);
    }

    it('speaks English to whoever chose it', async () => {
      const page = await street.as(null);
      await page.addInitScript(`localStorage.setItem('lagrum:language', 'en')`);
      await visit(page, '/lag');
      expect(await heading(page)).toBe('Statutes and ordinances');
      await visit(page, '/lag/sfs/2010:800');
      await expect(page.getByRole('link', { name: 'Amendments' }).isVisible()).resolves.toBe(true);
    }, 60_000);
  });

  it('lead from what one types to the provision, and back', async () => {
    const page = await street.as(null);
    await visit(page, '/lag');
    await page.getByRole('searchbox', { name: 'Sök lag eller skriv ett lagrum' }).fill('OSL 10:2 a');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/lag/sfs/2009:400/K10P2a');
    await page.getByRole('heading', { level: 1, name: /^10 kap\. 2 a § / }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Lagar och förordningar' }).waitFor();
    await page.getByRole('searchbox', { name: 'Sök lag eller skriv ett lagrum' }).fill('skollag');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Skollag (2010:800)' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('skollag');
  }, 60_000);

  it('mark the one view that is shown, and go back to the one before', async () => {
    const page = await street.as(null);
    const current = page.locator('.tabs [aria-current]');
    await visit(page, '/lag/sfs/2010:800?kap=K20&datum=2025-10-01');
    expect(await current.allInnerTexts()).toEqual(['Text']);
    await page.getByRole('link', { name: 'Ändringar', exact: true }).click();
    await page.getByRole('heading', { name: 'Ändringsförfattningar' }).waitFor();
    expect(await current.allInnerTexts()).toEqual(['Ändringar']);
    await page.goBack();
    await page.getByRole('heading', { name: 'Ändringsförfattningar' }).waitFor({ state: 'detached' });
    expect(await current.allInnerTexts()).toEqual(['Text']);
  }, 60_000);

  it('fold and unfold the contents by keyboard, and show a chapter by its link', async () => {
    const page = await street.as(null);
    await visit(page, '/lag/sfs/2009:400#K10P2aS1');
    await page.locator('#K10P2a').waitFor();
    const chapter = page.locator('.law-toc-side').getByRole('button', { name: /11 kap\./ });
    expect(await chapter.getAttribute('aria-expanded')).toBe('false');
    await chapter.focus();
    await page.keyboard.press('Enter');
    expect(await chapter.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/lag/sfs/2009:400?kap=K11#K11');
    await page.locator('#K11P1').waitFor();
    await page.reload();
    await page.locator('#K11P1').waitFor();
  }, 60_000);

  it('read an act and a provision on a day that stands in the address', async () => {
    const page = await street.as(null);
    await visit(page, '/lag/sfs/2010:800/K20P9');
    await page.getByRole('textbox', { name: 'Per den' }).fill('2026-02-30');
    await page.getByRole('button', { name: 'Visa', exact: true }).click();
    await page.getByText('Skriv dagen som åååå-mm-dd').waitFor();
    await page.getByRole('textbox', { name: 'Per den' }).fill('2026-02-01');
    await page.getByRole('button', { name: 'Visa', exact: true }).click();
    await page.waitForURL('**/K20P9?datum=2026-02-01');
    await page.getByText('Du läser texten per 2026-02-01.').waitFor();
    await page.getByText('Lydelse enligt SFS 2025:1311').waitFor();
    await page.getByRole('button', { name: 'Visa dagens lydelse' }).click();
    await page.waitForURL('**/K20P9');
  }, 60_000);

  it('say of an older day what was never read, and leave nothing out in silence', async () => {
    const page = await street.as(null);
    await visit(page, '/lag/sfs/2010:800?datum=2012-01-01');
    await page.getByRole('note').getByText('till och med SFS 2025:730').waitFor();
    await visit(page, '/lag/sfs/2010:800/K1P1?datum=2012-01-01');
    await page.getByText('Lydelsen den dagen är inte inläst här').waitFor();
  }, 60_000);

  it('compare two wordings in words that are read out as come and gone', async () => {
    const page = await street.as(null);
    await visit(page, '/lag/sfs/2010:800/K20P9');
    await page.getByRole('link', { name: 'Jämför med lydelsen före' }).first().click();
    await page.locator('.diff').first().waitFor();
    expect(await page.getByRole('insertion').count()).toBeGreaterThan(0);
    expect(await page.getByRole('deletion').count()).toBeGreaterThan(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await page.locator('.diff').first().waitFor();
  }, 60_000);

  it('copy a citation that keeps its number together', async () => {
    const page = await street.as(null, { permissions: ['clipboard-read', 'clipboard-write'] });
    await visit(page, '/lag/sfs/2009:400/K10P2a');
    await page.getByRole('button', { name: 'Kopiera hänvisning' }).click();
    await page.getByText('Kopierat:').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      '10\u00a0kap. 2\u00a0a\u00a0§ offentlighets- och sekretesslagen (2009:400)',
    );
  }, 60_000);

  describe('a citation in guidance', () => {
    it('shows the wording on hover, stays under the pointer, goes with Escape, and opens it on its day', async () => {
      const page = await street.as(null);
      await visit(page, `/vagledning/${guidance.ref}`);
      const link = page.locator('.prose').getByRole('link', { name: /20.kap\. 9.§ skollagen/ });
      await link.hover();
      const peek = page.getByRole('tooltip');
      await peek.getByText('Gäller').waitFor();
      expect(await link.getAttribute('aria-describedby')).toBe(await peek.getAttribute('id'));
      expect(await faultsOf(page)).toEqual([]);
      await peek.hover();
      await page.keyboard.press('Escape');
      await peek.waitFor({ state: 'detached' });
      expect(await link.getAttribute('aria-describedby')).toBeNull();
      await link.click();
      await page.waitForURL('**/lag/sfs/2010:800/K20P9**');
      await page.goBack();
      await page.waitForURL(`**/vagledning/${guidance.ref}`);
    }, 60_000);

    it('shows it on focus too, and Enter follows it', async () => {
      const page = await street.as(null);
      await visit(page, `/vagledning/${guidance.ref}`);
      const link = page.locator('.prose').getByRole('link', { name: /10.kap\. 2.§ OSL/ });
      await page
        .locator('.prose')
        .getByRole('link', { name: /20.kap\. 9.§ skollagen/ })
        .focus();
      await page.keyboard.press('Tab');
      await page.getByRole('tooltip').getByText('10 kap. 2 §').first().waitFor();
      expect(await link.and(page.locator(':focus')).count()).toBe(1);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/lag/sfs/2009:400/K10P2**');
    }, 60_000);

    it('is followed: the banner says that the law will change, and the page shows how', async () => {
      const page = await street.as(null);
      await visit(page, `/vagledning/${guidance.ref}`);
      await page.getByRole('note').getByText('Lagen ändras').waitFor();
      await page.getByRole('heading', { name: 'Lagändringar som rör texten' }).waitFor();
    }, 60_000);
  });

  it('list the texts that a change set asks for another look at, to their own people only', async () => {
    const nobody = await street.as(null);
    await visit(nobody, `/lagandringar/${changeSet}`);
    expect(await nobody.getByRole('heading', { name: 'Texter att pröva om' }).count()).toBe(0);
    const page = await street.as(cataloguer);
    await visit(page, `/lagandringar/${changeSet}`);
    await page.getByRole('heading', { name: 'Texter att pröva om' }).waitFor();
    await page.getByRole('heading', { name: 'Vem fick besked' }).waitFor();
    await page.getByRole('link', { name: /Nytt nummer \(2\)/ }).click();
    await page.waitForURL('**?slag=RENUMBERED');
    await page
      .getByRole('link', { name: /Står nu som/ })
      .first()
      .waitFor();
  }, 60_000);

  it('say that a text holds, where it is written', async () => {
    const page = await street.as(p.lawyer);
    await visit(page, `/arbete/${guidance.ref}`);
    await page.getByRole('heading', { name: 'Pröva om den håller' }).first().waitFor();
    await page.getByRole('textbox', { name: /Varför den håller/ }).fill('Ändringen rör inte vägledningens slutsats.');
    await page.getByRole('button', { name: 'Texten håller' }).click();
    await page.getByText('Uppgiften är klar: texten håller.').waitFor();
    await visit(page, `/vagledning/${guidance.ref}`);
    expect(await page.getByRole('heading', { name: 'Lagändringar som rör texten' }).count()).toBe(0);
  }, 60_000);

  it('put right what a text points at, and take it back, where it is written', async () => {
    const page = await street.as(p.lawyer);
    await visit(page, `/arbete/${guidance.ref}`);
    const law = page
      .locator('.pane-stod section')
      .filter({ has: page.getByRole('heading', { name: 'Lagrum', exact: true }) });
    const line = law.getByRole('listitem').filter({ hasText: /^10 kap\. 2/ });
    await line.getByText('Rätta', { exact: true }).click();
    expect(await faultsOf(page)).toEqual([]);
    await line.getByRole('textbox').fill('10 kap. 2 a § OSL');
    await line.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Hänvisningen är rättad.').waitFor();
    await law.getByRole('link', { name: /^10 kap\. 2 a § / }).waitFor();
    await line.getByText('Rätta', { exact: true }).click();
    await line.getByRole('button', { name: 'Ta tillbaka rättelsen' }).click();
    await law.getByRole('link', { name: /^10 kap\. 2 § / }).waitFor();
  }, 60_000);

  it('read an act in from pasted text, and show how it goes', async () => {
    const page = await street.as(cataloguer);
    await visit(page, '/lagimport');
    await page.getByRole('button', { name: 'Läs in' }).click();
    await page.getByText('Skriv eller klistra in det som ska läsas in.').waitFor();
    await page.getByRole('radio', { name: 'Klistra in text' }).check();
    await page
      .getByRole('textbox', { name: 'Texten, som den är publicerad' })
      .fill(readFileSync(join(folder, 'sfs-2018-218.json'), 'utf8'));
    await page.getByRole('textbox', { name: 'Vad den ska kallas' }).fill('dataskyddslagen.json');
    await page.getByRole('button', { name: 'Läs in' }).click();
    await page.waitForURL('**/lagimport/*-*');
    await page.getByText('0 av 1 poster').waitFor();
    await settle();
    await page.getByText('1 av 1 poster').waitFor();
    await page.getByRole('link', { name: 'Öppna lagen' }).click();
    await page.waitForURL('**/lag/sfs/2018:218');
  }, 90_000);

  it('work the ledger off, with a note, and take it back', async () => {
    const page = await street.as(cataloguer);
    await visit(page, '/lagimport/liggaren?i=2009:400');
    const line = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /^Markera som genomgånget/ }) });
    const before = await line.count();
    expect(before).toBeGreaterThan(0);
    await line.first().getByText('Anteckning', { exact: true }).click();
    await line.first().getByRole('textbox').fill('Texten stämmer med den kungjorda.');
    await line.first().getByRole('button').click();
    await page.getByText('Raden är genomgången.').waitFor();
    await page.getByRole('link', { name: 'Genomgånget' }).click();
    await page.getByText('Texten stämmer med den kungjorda.').waitFor();
    await page.getByRole('button', { name: /^Ta tillbaka/ }).click();
    await page.getByText('Inget är genomgånget ännu.').waitFor();
  }, 60_000);

  it('are not there for whoever may not read law in', async () => {
    const page = await street.as(p.lawyer);
    await visit(page, '/lagimport');
    await page.getByText('Den här sidan kräver en roll som du inte har.').waitFor();
    expect(street.problems()).toEqual([expect.stringContaining('403')]);
    await visit(page, '/lag');
    expect(await page.getByRole('link', { name: 'Inläsning av lagar' }).count()).toBe(0);
  }, 60_000);
};

if (missing) describe.skip(`the pages of the law${missing}`, suite);
else inBrowser('the pages of the law', suite);
