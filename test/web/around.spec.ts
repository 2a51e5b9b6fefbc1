import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { people, submitted } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';

/** What is done around a thing: who sees it, what is noted, what is to be done, its English text. */

inBrowser('around a thing', () => {
  let street: Street;
  let sara: Page;
  let maria: Page;
  beforeAll(async () => {
    street = await openStreet();
    [sara, maria] = [await street.as('handlaggare@kommun-a.demo'), await street.as('jurist@skr.demo')];
  }, 240_000);
  afterAll(() => street?.close());

  const card = (page: Page, heading: string) =>
    page.locator('section.card', { has: page.getByRole('heading', { name: heading, exact: true }) });
  /** Opens an act, fills what it asks for, and does it. */
  async function act(place: Locator, label: string, said: string, fill?: (form: Locator) => Promise<unknown>) {
    await place.getByRole('button', { name: label, exact: true }).click();
    const form = place.locator('.action-form');
    await fill?.(form);
    await form.locator('button[type=submit]').click();
    await place.page().getByText(said).first().waitFor();
    await form.waitFor({ state: 'detached' });
  }

  it('the officer lets a colleague in, and takes it back; then narrows it, with its ground', async () => {
    const sent = await submitted(street.t, (await people(street.t)).officer);
    await sara.goto(`${street.address}/fragor/${sent.ref}`);
    const access = card(sara, 'Vem som ser det');
    await act(access, 'Bjud in en kollega', 'Kollegan ser det nu.', async (form) => {
      await form.locator('option').nth(1).waitFor({ state: 'attached' });
      await form.locator('select').selectOption({ index: 1 });
    });
    const back = access.getByRole('button', { name: /^Ta tillbaka inbjudan till/ });
    await back.click();
    await sara.getByText('Inbjudan är tillbakatagen.').waitFor();
    await back.waitFor({ state: 'detached' });
    await act(access, 'Begränsa vem som ser det', 'Färre ser det nu.', async (form) => {
      await form.getByLabel('Bara namngivna personer').check();
      await form.getByLabel('Bestämmelse om sekretess').fill('OSL 26 kap. 1 §');
    });
    await access.getByText('Bara namngivna personer').first().waitFor();
    await maria.goto(`${street.address}/arbete/${sent.ref}`);
    await maria.getByRole('heading', { name: 'Sidan finns inte' }).waitFor();
  });

  it('the lawyer notes a judgment and settles it, and writes down what is to be done', async () => {
    await maria.goto(`${street.address}/arbete/V-1?visa=stod`);
    const noted = card(maria, 'Noterat som kan betyda något här');
    await act(noted, 'Notera ny dom eller nytt beslut', 'Noterat.', (form) =>
      form.getByLabel('Beteckning').fill('HFD 2026 ref. 1, om underskrift.'),
    );
    await act(noted, 'Klar med det', 'Det är avfört.', (form) =>
      form.getByLabel('Vad blev det av det?').fill('Ändrar inget.'),
    );
    await noted.getByText(/Avfört \d{4}-/).waitFor();
    await act(card(maria, 'Att göra här'), 'Skriv upp något att göra', 'Det står i inkorgen.', (form) =>
      form.getByLabel('Vad ska göras?').fill('Be registrator om diarienumret.'),
    );
    await maria.getByText('Be registrator om diarienumret.').first().waitFor();
  });

  it('what she has to do is given to a colleague, who has it', async () => {
    await maria.goto(`${street.address}/arbete/F-2026-8?visa=stod`);
    const todo = card(maria, 'Att göra här');
    await act(todo, 'Ge till någon annan', 'Uppgiften är någon annans nu.', async (form) => {
      await form.locator('option', { hasText: 'Erik Wallin' }).waitFor({ state: 'attached' });
      await form.getByLabel('Till vem?').selectOption({ label: 'Erik Wallin' });
    });
    await todo.getByText('Erik Wallin').waitFor();
  });

  it('what is published is said in English too, with the same conclusion', async () => {
    await maria.goto(`${street.address}/arbete/V-1?visa=text`);
    await maria.getByText('Engelsk översättning').first().click();
    const text = maria.locator('.text-slot');
    await text.getByRole('button', { name: 'Börja skriva' }).click();
    await text.locator('textarea').first().fill('Yes. The law asks for no signature.');
    await text.getByText(/^Sparat \d\d/).waitFor();
    await act(text, 'Skicka till granskning', 'Texten är på granskning.');
    expect(
      await street.t.sql(`select r.language, r.state, r.conclusion = s.conclusion as same from revision r
        join revision s on s.id = r.translates_id where r.language = 'en'`),
    ).toEqual([{ language: 'en', state: 'IN_REVIEW', same: true }]);
  });

  it('and nothing went wrong on the way', () => {
    expect(street.problems()).toEqual([]);
  });
});
