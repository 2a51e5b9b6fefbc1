import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { inBrowser, openStreet, Street } from './browser.js';

/** Finding what is there already: the first page, the one search box, and everything that has the words. */

inBrowser('finding', () => {
  let street: Street;
  let anybody: Page;
  let sara: Page;

  beforeAll(async () => {
    street = await openStreet();
    anybody = await street.as(null);
    sara = await street.as('handlaggare@kommun-a.demo');
  }, 240_000);
  afterAll(() => street?.close());

  const box = (page: Page) => page.getByRole('combobox', { name: /^Sök vägledning, lagar/ }).last();
  const section = (page: Page, name: string) =>
    page.locator('section', { has: page.getByRole('heading', { name, exact: true }) }).last();

  it('begins with what is new, what stops most members and what is driven, without signing in', async () => {
    await anybody.goto(street.address);
    await section(anybody, 'Nytt i vägledningen')
      .getByRole('link', { name: /molntjänst/ })
      .waitFor();
    const weights = await section(anybody, 'Det som stoppar flest').locator('.barrier-weight strong').allInnerTexts();
    expect(weights.length).toBeGreaterThan(2);
    expect(weights.map(Number)).toEqual(weights.map(Number).toSorted((a, b) => b - a));
    await section(anybody, 'Det här driver förbundet nu')
      .getByRole('link', { name: /Klara regler/ })
      .waitFor();
    await section(anybody, 'Datum framöver').getByText('Remissvar senast').first().waitFor();
    await anybody.getByRole('link', { name: 'Alla hinder' }).click();
    await anybody.waitForURL(/\/hinder$/);
  });

  it('suggests things of every kind as one types, chosen by keyboard', async () => {
    await anybody.goto(street.address);
    await box(anybody).pressSequentially('underskrift');
    const options = anybody.getByRole('option');
    await options.first().waitFor();
    const kinds = await anybody.locator('.suggestion-kind').allInnerTexts();
    for (const kind of ['Vägledning V-3', 'Hinder H-4', 'Påverkansmål P-3']) expect(kinds).toContain(kind);
    await box(anybody).press('ArrowDown');
    expect(await options.first().getAttribute('aria-selected')).toBe('true');
    await box(anybody).press('Enter');
    await anybody.waitForURL(/\/vagledning\/V-3$/);
  });

  it('knows a thing by what people say aloud', async () => {
    await sara.goto(street.address);
    await box(sara).pressSequentially('f-2026-1');
    await sara.getByRole('option', { name: /Rättsfråga F-2026-1$/ }).click();
    await sara.waitForURL(/\/fragor\/F-2026-1$/);
    await anybody.goto(`${street.address}/sok?q=F-2026-1`);
    await anybody.getByText('Inget publicerat liknar det du skrev.').waitFor();
  });

  describe('the page of what was found', () => {
    it('lists kind by kind, each leading on to its own list with the same words', async () => {
      await sara.goto(`${street.address}/sok?q=underskrift`);
      await section(sara, 'Vägledning med orden')
        .getByRole('link', { name: /När en digital ansökan/ })
        .waitFor();
      await section(sara, 'Hinder med orden')
        .getByRole('link', { name: /När krävs elektronisk underskrift/ })
        .waitFor();
      await section(sara, 'Påverkansmål med orden')
        .getByRole('link', { name: /Klarhet i när/ })
        .waitFor();
    });

    it('says that nothing was found, with a way on', async () => {
      await sara.goto(`${street.address}/sok?q=ingenting+heter+så+här`);
      const main = sara.locator('main');
      await main.getByText('Inget publicerat liknar det du skrev.').waitFor();
      await main.getByRole('link', { name: 'Ställ en fråga' }).click();
      await sara.waitForURL(/\/fraga$/);
    });
  });

  it('a list is saved whole as it is narrowed, for a sheet of one’s own', async () => {
    const saved = async (page: Page, path: string): Promise<[string, string[]]> => {
      await page.goto(street.address + path);
      const file = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Spara som CSV' }).click();
      const download = await file;
      await page.getByText(/^Listan är sparad/).waitFor();
      return [
        download.suggestedFilename(),
        fs
          .readFileSync(await download.path(), 'utf8')
          .trimEnd()
          .split('\r\n'),
      ];
    };
    const [name, rows] = await saved(anybody, '/hinder');
    expect(name).toMatch(/^hinder-\d{4}-\d{2}-\d{2}\.csv$/);
    expect(rows[0]).toBe('\uFEFFBeteckning;Rubrik;Läge;Slag;Nivå;Tyngd;Medlemmar som stoppas;Allvar;Rättsområden');
    expect(rows.find((row) => row.startsWith('H-14;'))).toMatch(/;Drivs;Hinder;Rättslig;9;/);
    const [, narrowed] = await saved(sara, '/fragor?lage=ANSWERED');
    expect(narrowed.slice(1).every((row) => /;Besvarad;/.test(row))).toBe(true);
    expect(narrowed.length).toBeGreaterThan(1);
    const [, cases] = await saved(sara, '/arenden');
    expect(cases[0]).toMatch(/^\uFEFFDiarienummer;Beteckning;/);
    expect((await saved(anybody, '/vagledning'))[1].some((row) => row.startsWith('V-1;'))).toBe(true);
  });

  it('nothing went wrong on the way', () => {
    expect(street.problems()).toEqual([]);
  });
});
