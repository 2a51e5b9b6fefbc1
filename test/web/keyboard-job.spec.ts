import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { People, people, submitted } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';

/** The lawyer's and the reviewer's whole part, from inbox to publication, without a pointer. */

inBrowser('the whole job by keyboard', () => {
  let street: Street;
  let p: People;
  let ref: string;
  let title: string;
  let maria: Page;
  let erik: Page;
  beforeAll(async () => {
    street = await openStreet({
      now: '2026-11-23T09:00:00.000Z',
      world: async (t) => {
        p = await people(t);
        const sent = await submitted(t, p.officer);
        ref = sent.ref!;
        const { question } = await p.lawyer.ask<{ question: { title: string } }>(
          'query ($id: ID!) { question(id: $id) { title } }',
          { id: sent.id },
        );
        title = question.title;
      },
    });
    [maria, erik] = [await street.as(p.lawyer), await street.as(p.reviewer)];
    for (const page of [maria, erik]) {
      await page.goto('/');
      await page.getByRole('link', { name: 'Inkorg' }).first().waitFor();
    }
  }, 240_000);
  afterAll(() => street?.close());

  const focused = (page: Page): Promise<string> =>
    page.evaluate<string>(`(() => {
      const at = document.activeElement;
      if (!at.matches('a, button, input, select, textarea, summary')) return '';
      const named = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent;
      return named.trim();
    })()`);
  /** Presses a key until the focus is at what is called so. */
  async function to(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
    for (let i = 0; i < 60; i++) {
      const at = await focused(page);
      if (typeof name === 'string' ? at.startsWith(name) : name.test(at)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${String(name)} is not reached by ${key}; the focus is at ${await focused(page)}`);
  }
  async function inbox(page: Page): Promise<void> {
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.waitForURL('**/inkorg*');
    await to(page, 'Allas');
    await page.keyboard.press('Enter');
    await page.waitForURL('**alla=true*');
    await page.locator('main .items a', { hasText: title }).first().waitFor();
    await page.keyboard.press('j');
    await to(page, title, 'j');
  }
  /** The next step of the text, and whatever its form asks first. */
  async function next(page: Page, button: string, said: string): Promise<void> {
    await page.keyboard.press('u');
    await page.locator('.action-form').waitFor();
    await to(page, button);
    await page.keyboard.press('Enter');
    await page.getByText(said).first().waitFor();
    await street.t.drainJobs();
  }

  it('finds the keys on a sheet, and may turn them off', async () => {
    await maria.keyboard.press('?');
    const sheet = maria.getByRole('dialog', { name: 'Kortkommandon' });
    await sheet.waitFor();
    for (const words of ['Ta uppgiften', 'Nästa vy', 'Nästa steg']) await sheet.getByText(words).waitFor();
    await maria.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await maria.goto('/installningar');
    await maria.getByRole('checkbox', { name: /kortkommandon/i }).waitFor();
    const setting = /kortkommandon/i;
    await to(maria, setting);
    await maria.keyboard.press('Space');
    await maria.keyboard.press('?');
    expect(await sheet.isVisible()).toBe(false);
    await maria.keyboard.press('Space');
    await maria.keyboard.press('?');
    await sheet.waitFor();
    await maria.keyboard.press('Escape');
  }, 60_000);

  it('the lawyer takes the question, writes the answer and sends it to review', async () => {
    await inbox(maria);
    await maria.keyboard.press('t');
    await maria
      .getByText('Uppgiften är din.')
      .or(maria.locator('.toast, [role=status]', { hasText: /din/ }))
      .first()
      .waitFor();
    await to(maria, title, 'j');
    await maria.keyboard.press('Enter');
    await maria.waitForURL(`**/arbete/${ref}*`);
    await maria.getByRole('button', { name: 'Ta frågan' }).waitFor();
    await maria.keyboard.press('n');
    await to(maria, 'Ta frågan');
    await maria.keyboard.press('Enter');
    await maria.locator('.action-form select').first().waitFor();
    await maria.keyboard.type('E-under');
    await to(maria, 'Ta frågan');
    await maria.keyboard.press('Enter');
    await maria.getByText('Frågan är din att besvara.').first().waitFor();
    await maria.getByRole('button', { name: 'Börja skriva' }).waitFor();
    await maria.keyboard.press('e');
    await maria.locator('#text-body').waitFor();
    await maria.keyboard.press('e');
    // Every one of these letters is a shortcut elsewhere.
    await maria.keyboard.type('Ja, enligt 6 kap. 2 § PDL. Även utan underskrift. gi?');
    expect(await maria.locator('#text-body').inputValue()).toBe(
      'Ja, enligt 6 kap. 2 § PDL. Även utan underskrift. gi?',
    );
    await to(maria, 'Slutsats i ett ord', 'Shift+Tab');
    await maria.keyboard.type('Möj');
    await maria.keyboard.press('Control+s');
    await maria.getByText(/^Sparat \d\d/).waitFor();
    await to(maria, /^(Skriv|Förhandsvisa)$/, 'Shift+Tab');
    await maria.keyboard.press('v');
    await maria.locator('.preview .prose').getByText('Även utan underskrift').waitFor();
    await next(maria, 'Skicka till granskning', 'Texten är på granskning.');
  }, 60_000);

  it('the reviewer comments on a passage and approves', async () => {
    await inbox(erik);
    await erik.keyboard.press('Enter');
    await erik.waitForURL(`**/arbete/${ref}*`);
    await erik.getByRole('button', { name: 'Kommentera det markerade' }).waitFor();
    await erik.keyboard.press('m');
    await to(erik, 'Kommentar');
    await erik.keyboard.type('Tydligt.');
    await to(erik, 'Ställe i texten', 'Shift+Tab');
    await erik.keyboard.type('utan underskrift');
    await to(erik, 'Spara kommentaren');
    await erik.keyboard.press('Enter');
    await erik.locator('.remarks li', { hasText: 'Tydligt.' }).getByRole('button', { name: 'Visa stället' }).waitFor();
    expect(await focused(erik)).toBe('Kommentera det markerade');
    await next(erik, 'Godkänn', 'Texten är godkänd.');
  }, 60_000);

  it('the lawyer publishes', async () => {
    await inbox(maria);
    await maria.keyboard.press('Enter');
    await maria.getByRole('button', { name: 'Publicera' }).waitFor();
    await next(maria, 'Publicera', 'Publicerat.');
    const { entry } = await p.officer.ask<{ entry: { state: string } }>(
      'query ($ref: String!) { entry(ref: $ref) { ... on Question { state } } }',
      { ref },
    );
    expect(entry.state).toBe('ANSWERED');
    expect(street.problems()).toEqual([]);
  }, 60_000);
});
