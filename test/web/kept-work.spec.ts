import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accepted, People, people, R, revision, RevisionView } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';

/** What lawyers and reviewers write is there whatever happens: to the session, the network, the page, or by a colleague. */

const LAWYER = 'jurist@skr.demo';
const BEGUN = 'Ja, det får nämnden.\n\nBeslutet ska antecknas.';

inBrowser('what is written in the workspace', () => {
  let street: Street;
  let p: People;
  let ref: string;
  let text: RevisionView;
  beforeAll(async () => {
    street = await openStreet();
    p = await people(street.t);
    const asked = await accepted(street.t, p);
    ref = asked.ref!;
    text = await revision(p.lawyer, R.draft, { entry: asked.id, body: BEGUN, conclusion: 'POSSIBLE' });
    await street.t.drainJobs();
  }, 240_000);
  afterAll(() => street?.close());

  const body = (page: Page) => page.locator('#text-body');
  const saved = (page: Page) => page.locator('.save-line').getByText(/^Sparat \d\d/);
  const open = async (page: Page): Promise<void> => {
    await page.goto(`/arbete/${ref}?visa=text`);
    await page.getByRole('heading', { name: 'Svar', exact: true }).waitFor();
  };
  const stored = async (): Promise<RevisionView & { body: string }> => {
    const { node } = await p.lawyer.ask<{ node: RevisionView & { body: string } }>(
      'query ($id: ID!) { node(id: $id) { ... on Revision { id state version number contentHash body } } }',
      { id: text.id },
    );
    return node;
  };

  it('an answer outlives its session, and reaches the server after signing in again', async () => {
    const page = await street.as(LAWYER);
    await open(page);
    await page.context().clearCookies();
    await body(page).press('Control+End');
    await body(page).pressSequentially(' Av handläggaren.');
    await page.getByText('Du är inte längre inloggad.').waitFor();
    expect(await body(page).inputValue()).toBe(`${BEGUN} Av handläggaren.`);
    await page.getByRole('button', { name: 'Logga in igen' }).click();
    await page.locator('button', { hasText: LAWYER }).click();
    await page.waitForURL('**/arbete/**');
    await saved(page).waitFor();
    expect(await body(page).inputValue()).toBe(`${BEGUN} Av handläggaren.`);
    expect((await stored()).body).toBe(`${BEGUN} Av handläggaren.`);
  }, 60_000);

  it('two who write at once both keep their words', async () => {
    const page = await street.as(LAWYER);
    await open(page);
    const now = await stored();
    await revision(p.lawyer, R.edit, {
      id: now.id,
      expectedVersion: now.version,
      body: now.body.replace('Ja, det får nämnden.', 'Ja, det får nämnden, enligt 10 kap. 2 § OSL.'),
    });
    await body(page).press('Control+End');
    await body(page).pressSequentially(' Samma dag.');
    await page.getByRole('alertdialog').waitFor();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await saved(page).waitFor();
    const both = (await stored()).body;
    expect([both.includes('enligt 10 kap. 2 § OSL.'), both.includes('Samma dag.')]).toEqual([true, true]);
    expect(await body(page).inputValue()).toBe(both);
  }, 60_000);

  it('a message stays when the network goes and when the page is closed, and goes when it is sent', async () => {
    const page = await street.as(LAWYER);
    await page.goto(`/arbete/${ref}?visa=fraga`);
    const box = page.getByLabel('Skriv ett meddelande');
    await box.fill('Vilken uppgift gäller det?');
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Skicka', exact: true }).click();
    await page.getByText('Servern svarade inte.').first().waitFor();
    expect(await box.inputValue()).toBe('Vilken uppgift gäller det?');
    await page.unroute('**/graphql');
    await page.reload();
    await box.waitFor();
    expect(await box.inputValue()).toBe('Vilken uppgift gäller det?');
    await page.getByRole('button', { name: 'Skicka', exact: true }).click();
    await page.locator('.thread').getByText('Vilken uppgift gäller det?').waitFor();
    await page.reload();
    await box.waitFor();
    expect(await box.inputValue()).toBe('');
  }, 60_000);

  it('a reason stays when somebody else was first, and when the page is closed', async () => {
    const now = await stored();
    const sent = await revision(p.lawyer, R.submit, { id: now.id, expectedVersion: now.version });
    const page = await street.as('granskare@skr.demo');
    await open(page);
    const reason = page.locator('.action-form textarea');
    await page.getByRole('button', { name: 'Begär ändring' }).click();
    await reason.fill('Ange lagrummet, och säg vem som beslutar.');
    // Taken back and sent again meanwhile: what is answered is another text than the one that was read.
    const back = await revision(p.lawyer, R.recall, { id: sent.id, expectedVersion: sent.version });
    await revision(p.lawyer, R.submit, { id: back.id, expectedVersion: back.version });
    await page.locator('.action-form button[type=submit]').click();
    await page.getByText(/ändra/i).first().waitFor();
    expect(await reason.inputValue()).toBe('Ange lagrummet, och säg vem som beslutar.');
    await open(page);
    await page.getByRole('button', { name: 'Begär ändring' }).click();
    expect(await reason.inputValue()).toBe('Ange lagrummet, och säg vem som beslutar.');
    await page.locator('.action-form button[type=submit]').click();
    await page.getByText('Författaren får tillbaka texten.').first().waitFor();
    expect((await stored()).state).toBe('CHANGES_REQUESTED');
  }, 60_000);
});
