import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accepted, People, people, R, revision, RevisionView } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';
import { faultsOf } from './faults.js';

/** What a reviewer asked for and what became of it: rounds of review, and comments that stay with their passage. */

const PARAGRAPHS = Array.from(
  { length: 14 },
  (_, i) =>
    `Stycke ${i + 1} handlar om något som ingen ändrar i, och det är skrivet så att det fyller en hel rad på sidan.`,
);
const FIRST = [
  'Ja. Nämnden får lämna ut uppgiften till socialnämnden.',
  ...PARAGRAPHS,
  'En prövning ska göras enligt 10 kap. 2 § OSL innan uppgiften lämnas.',
  'Beslutet ska antecknas i akten av handläggaren samma dag.',
].join('\n\n');

inBrowser('the review of a text in the browser', () => {
  let street: Street;
  let p: People;
  let ref: string;
  let text: RevisionView;
  let erik: Page;
  let maria: Page;
  beforeAll(async () => {
    street = await openStreet();
    p = await people(street.t);
    const asked = await accepted(street.t, p);
    ref = asked.ref!;
    text = await revision(p.lawyer, R.draft, { entry: asked.id, body: FIRST, conclusion: 'POSSIBLE' });
    text = await revision(p.lawyer, R.submit, { id: text.id, expectedVersion: text.version });
    await street.t.drainJobs();
    [erik, maria] = [await street.as('granskare@skr.demo'), await street.as('jurist@skr.demo')];
  }, 240_000);
  afterAll(() => street?.close());

  const open = async (page: Page, more = ''): Promise<void> => {
    await page.goto(`/arbete/${ref}?visa=text${more}`);
    await page.getByRole('heading', { name: 'Svar', exact: true }).waitFor();
  };
  const passage = (page: Page) => page.getByLabel(/Ställe i texten/);
  /** What is selected in the box that one writes in, once the page has drawn it. */
  const chosen = (page: Page): Promise<string> =>
    page.evaluate<string>(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
      const { value, selectionStart, selectionEnd } = document.querySelector('#text-body');
      done(value.slice(selectionStart, selectionEnd));
    })))`);
  const remark = (page: Page, words: string) => page.locator('.remarks li', { hasText: words });

  it('keeps a comment with the passage that was selected, which of several it was included', async () => {
    await open(erik);
    // The second "ska" of the text: what stands around it says which.
    await erik.evaluate(`(() => {
      const at = [...document.querySelectorAll('.reviewed .prose p')].find((p) => p.textContent.startsWith('Beslutet'));
      getSelection().setBaseAndExtent(at.firstChild, 9, at.firstChild, 23);
    })()`);
    await erik.getByRole('button', { name: 'Kommentera det markerade' }).click();
    expect(await passage(erik).inputValue()).toBe('ska antecknas');
    await erik.getByLabel('Kommentar', { exact: true }).fill('Av vem?');
    await erik.getByRole('button', { name: 'Spara kommentaren' }).click();
    await remark(erik, 'Av vem?').waitFor();
    for (const [quote, words] of [
      ['10 kap. 2 § OSL', 'Vilket stycke?'],
      ['Nämnden får lämna ut uppgiften till socialnämnden', 'För allmänt.'],
    ] as const) {
      await erik.getByRole('button', { name: 'Kommentera det markerade' }).click();
      await passage(erik).fill(quote);
      await erik.getByLabel('Kommentar', { exact: true }).fill(words);
      await erik.getByRole('button', { name: 'Spara kommentaren' }).click();
      await remark(erik, words).waitFor();
    }
  }, 60_000);

  it('keeps a comment that was begun when the page was closed before it was sent', async () => {
    await erik.getByRole('button', { name: 'Kommentera det markerade' }).click();
    await passage(erik).fill('samma dag');
    await erik.getByLabel('Kommentar', { exact: true }).fill('Varför just samma dag?');
    await open(erik);
    expect(await erik.getByLabel('Kommentar', { exact: true }).inputValue()).toBe('Varför just samma dag?');
    expect(await passage(erik).inputValue()).toBe('samma dag');
    await erik.getByRole('button', { name: 'Spara kommentaren' }).click();
    await remark(erik, 'Varför just samma dag?').waitFor();
    await open(erik);
    expect(await erik.getByLabel('Kommentar', { exact: true }).count()).toBe(0);
  }, 60_000);

  it('shows the author, while writing, where each comment stands and which passage is gone', async () => {
    await revision(p.reviewer, R.requestChanges, {
      id: text.id,
      expectedVersion: text.version,
      reason: 'Ange stycket, och var inte så allmän.',
    });
    await street.t.drainJobs();
    await open(maria);
    const body = maria.locator('#text-body');
    const edited = FIRST.replace('10 kap. 2 § OSL', '10 kap. 2 § första stycket OSL')
      .replace('Ja. Nämnden får lämna ut uppgiften till socialnämnden.', 'Ja, med förbehåll.')
      .replace('ska antecknas', 'ska genast antecknas');
    await body.fill(`Inledning.\n\n${edited}`);
    await remark(maria, 'För allmänt.').getByText('Stället finns inte kvar i texten.').waitFor();
    await remark(maria, 'Vilket stycke?').getByText('Stället har ändrats').waitFor();
    await remark(maria, 'Varför just samma dag?').getByRole('button', { name: 'Visa stället' }).click();
    expect(await chosen(maria)).toBe('samma dag');
    await remark(maria, 'Av vem?').getByRole('button', { name: 'Visa stället' }).click();
    expect(await chosen(maria)).toBe('ska genast antecknas');
    await maria.getByText('Ändringar', { exact: true }).click();
    await maria.locator('.changes ins', { hasText: 'första stycket' }).waitFor();
    await maria.getByText('Ange stycket, och var inte så allmän.').first().waitFor();
    await maria.getByText(/^Sparat \d\d/).waitFor();
    await maria.getByRole('button', { name: 'Skicka till granskning' }).click();
    await maria.locator('.action-form button[type=submit]').click();
    await maria.getByText('Texten är på granskning.').first().waitFor();
    await street.t.drainJobs();
  }, 60_000);

  it('shows the reviewer what changed since the round before, in context, and by the address', async () => {
    await open(erik);
    await erik.getByText('Det här är granskning 2.').waitFor();
    await remark(erik, 'För allmänt.').getByText('Stället finns inte kvar i texten.').waitFor();
    await erik.getByText('Granskning 1,').first().waitFor();
    await erik.getByRole('button', { name: 'Visa vad som ändrats sedan granskning 1' }).click();
    await erik.waitForURL('**jamfor=granskning-1');
    const changes = erik.locator('.changes');
    await changes.locator('ins', { hasText: 'första stycket' }).waitFor();
    await changes.locator('del', { hasText: 'Nämnden får lämna ut uppgiften' }).waitFor();
    await changes.getByText('oförändrade stycken').waitFor();
    const fold = changes.locator('details');
    expect([await fold.textContent(), await fold.getAttribute('open')]).toEqual([
      expect.stringContaining('Stycke 7 handlar'),
      null,
    ]);
    await changes.getByText('Ange stycket, och var inte så allmän.').waitFor();
    expect(await faultsOf(erik)).toEqual([]);
    await remark(erik, 'Vilket stycke?').getByRole('button', { name: 'Visa stället' }).click();
    await erik.locator('.reviewed').waitFor();
    await open(erik, '&jamfor=granskning-1');
    await changes.locator('ins', { hasText: 'första stycket' }).waitFor();
    expect(street.problems()).toEqual([]);
  }, 60_000);
});
