import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { accepted, people, submitted, type People } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';

/** What somebody else does is told where one is, and put in place of what one reads only when one asks for it. */

const COMMENT = 'mutation ($input: CommentAddInput!) { commentAdd(input: $input) { userErrors { code } } }';
const CHANGED = 'Det här har ändrats sedan du öppnade det.';

inBrowser('two windows at once', () => {
  let street: Street;
  let p: People;
  let sara: Page;
  let maria: Page;
  beforeAll(async () => {
    street = await openStreet();
    p = await people(street.t);
    [sara, maria] = [await street.as('handlaggare@kommun-a.demo'), await street.as('jurist@skr.demo')];
  }, 240_000);
  afterAll(() => street?.close());

  /** Again and again until the page says it: when a page has begun to listen is told to nobody. */
  async function until(shown: Locator, touch: () => Promise<unknown>): Promise<void> {
    let seen = false;
    const end = shown
      .first()
      .waitFor()
      .finally(() => (seen = true));
    while (!seen) await Promise.race([end, touch()]);
    await end;
  }
  const say = (who: People['officer'], entry: string, body: string) => who.act(COMMENT, { entry, body });
  const show = (page: Page) => page.getByRole('button', { name: 'Visa hur det står nu' });

  it('the asker is told that the question has moved, and sees it when they want to', async () => {
    const sent = await submitted(street.t, p.officer);
    await street.t.drainJobs();
    await sara.goto(`${street.address}/fragor/${sent.ref}`);
    await sara.getByText('Frågan ligger i juristernas inkorg').waitFor();
    await until(sara.getByText(CHANGED), () => say(p.lawyer, sent.id, 'Vi tittar på det här.'));
    expect(await sara.getByText('Vi tittar på det här.').count()).toBe(0);
    await show(sara).click();
    await sara.getByText('Vi tittar på det här.').first().waitFor();
    expect(await sara.getByText(CHANGED).count()).toBe(0);
    expect(await sara.locator('h1:focus').count()).toBe(1);
    // What one writes oneself is no news.
    await sara.getByLabel('Skriv', { exact: false }).last().fill('Tack!');
    await sara.getByRole('button', { name: 'Skicka', exact: true }).click();
    await sara.getByText('Tack!').last().waitFor();
    expect(await sara.getByText(CHANGED).count()).toBe(0);
  });

  it('the lawyer in the middle of a sentence goes on writing', async () => {
    const question = await accepted(street.t, p);
    await street.t.drainJobs();
    await maria.goto(`${street.address}/arbete/${question.ref}?visa=text`);
    await maria.getByRole('button', { name: 'Börja skriva' }).click();
    const text = maria.locator('#text-body');
    await text.fill('Ja. Det räcker att');
    await until(maria.getByText(CHANGED), () => say(p.officer, question.id, 'Det gäller även förskolan.'));
    await text.press('End');
    await text.pressSequentially(' den som söker kan identifieras.');
    await show(maria).click();
    await maria.getByText('Det gäller även förskolan.').first().waitFor();
    expect(await text.inputValue()).toBe('Ja. Det räcker att den som söker kan identifieras.');
  });

  it('the inbox says that there is more in it, and the bell rings', async () => {
    await maria.goto(`${street.address}/inkorg?alla=true`);
    await maria.locator('.items > li').first().waitFor();
    const before = await maria.locator('.items > li').count();
    await until(maria.getByText('Inkorgen har ändrats.'), async () => {
      await submitted(street.t, p.officer, { title: 'Får nämnden mötas på distans?' });
      await street.t.drainJobs();
    });
    expect(await maria.locator('.items > li').count()).toBe(before);
    await show(maria).click();
    await maria.getByRole('link', { name: 'Får nämnden mötas på distans?' }).first().waitFor();

    const question = await accepted(street.t, p);
    await street.t.drainJobs();
    await sara.goto(street.address);
    const bell = sara.getByRole('link', { name: /^Aviseringar, \d+ olästa/ });
    const unread = async () => Number((await bell.getAttribute('aria-label'))!.match(/\d+/)![0]);
    await bell.waitFor();
    const then = await unread();
    while ((await unread()) <= then) {
      await say(p.lawyer, question.id, 'Vi behöver mer tid.');
      await street.t.drainJobs();
    }
  });

  it('a line that broke is taken up again', async () => {
    const sent = await submitted(street.t, p.officer);
    await sara.goto(`${street.address}/fragor/${sent.ref}`);
    await until(sara.getByText(CHANGED), () => say(p.lawyer, sent.id, 'Ett.'));
    await show(sara).click();
    await street.t.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'lagrum changes' and datname = current_database()`);
    await until(sara.getByText(CHANGED), () => say(p.lawyer, sent.id, 'Två.'));
    await show(sara).click();
    await sara.getByText('Två.').first().waitFor();
  });

  it('and nothing went wrong on the way', () => {
    expect(street.problems()).toEqual([]);
  });
});
