import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, openStreet, Street } from './browser.js';

/** What somebody writes is still there when the server went away, or the session, while it was written. */

const OFFICER = 'handlaggare@kommun-a.demo';
const TITLE = 'Får vi ta emot en ansökan i en e-tjänst utan underskrift?';
const FACTS = 'Nämnden har en e-tjänst där den som ansöker är identifierad.';

inBrowser('what is written', () => {
  let street: Street;
  beforeAll(async () => {
    street = await openStreet();
  }, 240_000);
  afterAll(() => street?.close());

  const title = (page: Page) => page.getByLabel('Frågan i en mening');
  const facts = (page: Page) => page.getByLabel('Frågan med egna ord');
  const status = (page: Page) => page.locator('.save-line');
  async function expectKept(page: Page): Promise<void> {
    await title(page).waitFor();
    expect([await title(page).inputValue(), await facts(page).inputValue()]).toEqual([TITLE, FACTS]);
  }

  /** What the browser kept goes to the server by itself, and what resembles it stands beside it: nobody has to write on. */
  async function expectSaved(page: Page): Promise<void> {
    await page.locator('.similar').getByRole('link').first().waitFor();
    await status(page)
      .getByText(/^Sparat \d\d:/)
      .waitFor();
    await page.waitForURL('**/fraga?utkast=*');
    await page.reload();
    await expectKept(page);
  }

  it('survives that the server does not answer, and is saved when it does', async () => {
    const page = await street.as(OFFICER);
    await page.goto('/fraga');
    await title(page).waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await title(page).fill(TITLE);
    await facts(page).fill(FACTS);
    await status(page).getByText('Servern svarar inte').waitFor();
    await expectKept(page);
    await page.unroute('**/graphql');
    await page.reload();
    await expectKept(page);
    await expectSaved(page);
  }, 60_000);

  it('survives that the session ended, and is there after signing in again', async () => {
    const page = await street.as(OFFICER);
    await page.goto('/fraga');
    await title(page).waitFor();
    await page.context().clearCookies();
    await title(page).fill(TITLE);
    await facts(page).fill(FACTS);
    await page.getByText('Du är inte längre inloggad.').waitFor();
    await expectKept(page);
    await page.getByRole('button', { name: 'Logga in igen' }).click();
    await page.locator('button', { hasText: OFFICER }).click();
    await page.waitForURL('**/fraga*');
    await expectKept(page);
    await expectSaved(page);
  }, 60_000);
});
