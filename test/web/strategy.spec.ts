import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { unzip } from '../harness/unzip.js';
import { inBrowser, openStreet, Street } from './browser.js';

/** A measure from its plan to the year's report, which two people approve and anybody reads beside another year. */

const GOAL = 'Tillsynen över integritet och vård är samordnad i tre län.';
const ACCOUNT = 'Två län har prövat gemensam tillsyn. Det tredje väntar på beslut.';
const COMMENT = 'Året präglades av **samordnad tillsyn**, som prövades i två län.';

inBrowser('the strategy in the browser', () => {
  let street: Street;
  let leila: Page;
  let erik: Page;
  let year: number;
  let ref: string;

  beforeAll(async () => {
    street = await openStreet();
    year = street.t.clock.now().getFullYear();
    ref = `U-${year}-1`;
    [leila, erik] = [await street.as('paverkan@skr.demo'), await street.as('granskare@skr.demo')];
  }, 240_000);
  afterAll(() => street?.close());

  const open = (page: Page, path: string): Promise<unknown> => page.goto(street.address + path);

  /** Opens an act, fills what it asks for, and does it. */
  async function act(
    page: Page,
    label: string,
    said: string,
    fill?: (form: Locator) => Promise<unknown>,
  ): Promise<void> {
    await page.getByRole('button', { name: label, exact: true }).first().click();
    const form = page.locator('.action-form');
    await form.waitFor();
    await fill?.(form);
    await form.locator('button[type=submit]').click();
    await page.getByText(said).first().waitFor();
    await form.waitFor({ state: 'detached' });
  }

  it('she finds the measure; that an outcome wants a plan is said before the click, and a wrong day at its field', async () => {
    await leila.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Påverkan' }).click();
    await leila.getByRole('link', { name: 'Strategin' }).click();
    await leila.getByText(`28 insatser, läget ${year}`).waitFor();
    await leila.getByRole('combobox', { name: /^Område/ }).selectOption({ label: '2 Lagar och regelverk' });
    await leila.waitForURL(/\/strategi\?omrade=2/);
    await leila.getByText(`10 av 28 insatser, läget ${year}`).waitFor();
    await leila.getByRole('link', { name: /^Samordna Datainspektionens tillsyn/ }).click();
    await leila.waitForURL(/\/strategi\/2011-2\.7$/);
    await leila.getByText('Insatsen har ingen plan att rapportera mot. Sätt en plan först.').waitFor();
    expect(await leila.getByRole('button', { name: 'Rapportera utfallet' }).count()).toBe(0);
    await leila.getByRole('button', { name: 'Sätt en plan' }).click();
    const form = leila.locator('.action-form');
    await form.getByLabel('Vad som ska nås under året').fill(GOAL);
    await form.getByLabel('Budget i kronor').fill('100000');
    await form.getByLabel('Tidplanens första dag').fill(`${year}-01-01`);
    await form.getByLabel('Tidplanens sista dag').fill(`${year - 1}-12-31`);
    await form.getByRole('button', { name: 'Sätt en plan' }).click();
    await form.getByText(/^Tidplanen slutar/).waitFor();
    await form.getByLabel('Tidplanens sista dag').fill(`${year}-12-31`);
    await form.getByRole('button', { name: 'Sätt en plan' }).click();
    await leila.getByText('Planen är satt.').first().waitFor();
    await leila.getByText(GOAL).first().waitFor();
    await leila.getByText('Utfallet är inte rapporterat.').waitFor();
  }, 60_000);

  it('she reports what came of it; it stands beside its plan, and what lags comes first when asked', async () => {
    await act(leila, 'Rapportera utfallet', 'Utfallet är rapporterat.', async (form) => {
      await form.getByLabel('Delvis nått').check();
      await form.getByLabel('Vad som blev av det').fill(ACCOUNT);
      await form.getByLabel('Vad det kostade, kronor').fill('130000');
    });
    await leila.getByText(ACCOUNT).first().waitFor();
    await leila.getByText('130 000 av 100 000 kr').waitFor();
    await leila.getByText('Över budget').first().waitFor();
    await open(leila, '/strategi');
    await leila.getByRole('combobox', { name: /^Ordning/ }).selectOption({ label: 'Släpar efter först' });
    await leila.waitForURL(/ordning=LAGGING/);
    await leila.getByRole('region', { name: /de som släpar efter först/ }).waitFor();
    const rows = leila.locator('.standings tbody tr');
    expect(await rows.filter({ hasText: ACCOUNT }).getByText('Över budget').count()).toBe(1);
    // A link to what one sees is a link for a colleague, who need not be signed in.
    const anybody = await street.as(null);
    await open(anybody, '/strategi?q=samordnad+tillsyn+l%C3%A4n');
    await anybody.getByRole('link', { name: /^Samordna Datainspektionens tillsyn/ }).click();
    await anybody.getByText(ACCOUNT).first().waitFor();
    expect(await anybody.content()).not.toContain('Leila Forsberg');
    expect(await anybody.getByRole('button', { name: 'Planera om' }).count()).toBe(0);
  }, 60_000);

  it('the year is reckoned; which years cannot be, and what approval wants, is said before the click', async () => {
    await open(leila, '/uppfoljning');
    await leila.getByRole('button', { name: 'Gör en uppföljning' }).click();
    await leila.getByText('År som inte går att räkna').click();
    await leila.getByText('Uppföljningen U-2024-1 är godkänd och fryst.').waitFor();
    await leila.getByLabel('Vilket år?').selectOption(String(year));
    await leila.getByRole('button', { name: 'Räkna året' }).click();
    await leila.waitForURL(new RegExp(`/uppfoljning/${ref}$`));
    await street.t.drainJobs();
    // The page looks again by itself.
    await leila.getByText('Utkast. Det kan ändras och syns bara för förbundets egna.').waitFor();
    await leila.getByText(/saknar en granskad och publicerad kommentar/).waitFor();
    await leila.getByRole('heading', { name: 'Plan mot utfall' }).waitFor();
    await leila.getByText(ACCOUNT).first().waitFor();
    const anybody = await street.as(null);
    await open(anybody, `/uppfoljning/${ref}`);
    await anybody.getByRole('heading', { name: 'Sidan finns inte' }).waitFor();
  }, 60_000);

  it('she comments on it, a reviewer reads the comment, and another person than she approves the whole', async () => {
    await leila.getByRole('button', { name: 'Börja skriva' }).click();
    await leila.getByLabel('Text', { exact: true }).fill(COMMENT);
    await leila.locator('.text-preview').getByText('samordnad tillsyn').waitFor();
    await leila.getByText(/^Sparat/).waitFor();
    await act(leila, 'Skicka till granskning', 'Texten är på granskning.');
    await open(erik, `/uppfoljning/${ref}`);
    await act(erik, 'Godkänn', 'Texten är godkänd.');
    await leila.reload();
    await act(leila, 'Publicera', 'Publicerat.');
    await act(leila, 'Föreslå godkännande', 'Godkännandet är föreslaget.', (form) =>
      form.getByLabel('Vad den som beslutar bör veta').fill('Siffrorna är kontrollerade mot beslutsprotokollen.'),
    );
    await leila.getByText('Godkännandet är redan föreslaget').or(leila.getByText('Väntar på beslut')).first().waitFor();
    await erik.reload();
    await erik.getByText('Siffrorna är kontrollerade mot beslutsprotokollen.').waitFor();
    await act(erik, 'Godkänn och frys', 'Uppföljningen är godkänd.');
    await erik.getByText(/^Godkänd och fryst/).waitFor();
    await leila.reload();
    await leila.getByText(/^Godkänd och fryst/).waitFor();
    expect(await leila.getByRole('button', { name: 'Räkna om' }).count()).toBe(0);
  }, 90_000);

  it('anybody reads it, downloads it, and sets it beside another year', async () => {
    const anybody = await street.as(null);
    await open(anybody, '/uppfoljning');
    await anybody.getByRole('link', { name: `Uppföljning ${year}` }).click();
    await anybody.getByText('samordnad tillsyn').first().waitFor();
    await anybody.getByText('Siffrorna är de som räknades: kontrollsumman stämmer.').waitFor();
    // Every picture has its table.
    const pictures = anybody.locator('figure.chart');
    expect(await pictures.count()).toBe(4);
    for (const picture of await pictures.all())
      expect(await picture.locator('table tbody tr').count()).toBeGreaterThan(4);
    const [download] = await Promise.all([
      anybody.waitForEvent('download'),
      anybody.getByRole('link', { name: 'Word (.docx)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${ref}.docx`);
    expect(unzip(readFileSync(await download.path())).get('word/document.xml')).toContain(ACCOUNT);

    await anybody.goBack();
    await anybody.getByLabel('Första året').selectOption('2023');
    await anybody.getByLabel('Andra året').selectOption(String(year));
    await anybody.getByRole('button', { name: 'Jämför' }).click();
    await anybody.waitForURL(new RegExp(`fran=2023&till=${year}`));
    await anybody.getByRole('heading', { name: `2023 och ${year} bredvid varandra` }).waitFor();
    await anybody.getByRole('link', { name: 'Visa bara insatser som ändrats' }).click();
    await anybody.waitForURL(/andrade=true/);
    const row = anybody.locator('tr', { hasText: 'Samordna Datainspektionens tillsyn' });
    await row.getByText(/planens mål gick från inte rapporterat till delvis nått/).waitFor();
    await anybody.goBack();
    await anybody.getByRole('link', { name: 'Visa bara insatser som ändrats' }).waitFor();
    // Two years of which one is not there for this reader: said in words, with a way on.
    await open(anybody, `/uppfoljning/jamfor?fran=2015&till=${year}`);
    await anybody.getByText('För 2015 finns ingen uppföljning att jämföra med.').waitFor();
    await anybody.getByLabel('Första året').waitFor();
    // Chromium says that answer too.
    expect(street.problems()).toEqual([expect.stringContaining('status of 400')]);
  }, 60_000);

  it('nothing went wrong meanwhile, and nothing was fetched elsewhere', () => {
    expect(street.problems()).toEqual([]);
  });
});
