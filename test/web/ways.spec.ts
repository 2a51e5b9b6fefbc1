import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, openStreet, Street } from './browser.js';
import { settled, trafficOf } from './traffic.js';

/** Getting about: by the menu and the keyboard, with the browser's own buttons, and by an address from a colleague. */

inBrowser('getting about', () => {
  let street: Street;
  beforeAll(async () => {
    street = await openStreet();
  }, 240_000);
  afterAll(() => street?.close());

  async function open(who: string | null, path: string): Promise<Page> {
    const page = await street.as(who);
    trafficOf(page);
    await page.goto(path);
    await settled(page);
    return page;
  }
  const focused = (page: Page): Promise<string> =>
    page.evaluate<string>(
      `document.activeElement.tagName + ' ' + document.activeElement.textContent.trim().slice(0, 80)`,
    );
  const address = (page: Page): string => {
    const { pathname, search } = new URL(page.url());
    return decodeURIComponent(pathname + search);
  };

  it('puts the focus on the heading of the page that one came to, and names the window after it', async () => {
    const page = await open('jurist@skr.demo', '/');
    const links = page.locator('.shell-nav > ul a');
    for (let i = 0; i < (await links.count()); i++) {
      await links.nth(i).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${await links.nth(i).getAttribute('href')}`);
      await settled(page);
      const heading = await page.locator('main h1').innerText();
      expect([await focused(page), await page.title()]).toEqual([`H1 ${heading}`, `${heading} – Lagrum`]);
    }
    // From one thing to another of its kind, where the page is the same one.
    await page.goto('/vagledning/V-1');
    await settled(page);
    await page.evaluate(
      `history.pushState({}, '', '/vagledning/V-2'); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`,
    );
    await page.waitForURL('**/vagledning/V-2');
    await settled(page);
    const heading = await page.locator('main h1').innerText();
    expect(await focused(page)).toBe(`H1 ${heading}`);
    expect(await page.title()).toBe(`${heading} – Lagrum`);
    await page.context().close();
  }, 60_000);

  it('gives the focus back to what opened a sheet, a menu or a list when it is closed', async () => {
    const page = await open('jurist@skr.demo', '/vagledning');
    await page.locator('.items .item-title a').first().focus();
    const before = await focused(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate(`document.querySelector('dialog').contains(document.activeElement)`)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe(before);
    const account = page.locator('.account > button');
    await account.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Inställningar' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(`document.activeElement === document.querySelector('.account > button')`)).toBe(true);
    expect(await account.getAttribute('aria-expanded')).toBe('false');
    await page.context().close();
  }, 60_000);

  it('keeps what one has narrowed down in the address, and finds it again with the back button', async () => {
    const page = await open(null, '/hinder');
    const titles = (): Promise<string[]> => page.locator('.items .item-title').allInnerTexts();
    const all = await titles();
    await page.getByLabel('Läge').selectOption({ label: 'Löst' });
    await page.waitForURL('**/hinder?lage=RESOLVED*');
    await settled(page);
    const resolved = await titles();
    expect(resolved.length).toBeGreaterThan(0);
    expect(resolved.length).toBeLessThan(all.length);
    await page.locator('.items .item-title a').first().click();
    await page.waitForURL('**/hinder/H-*');
    await settled(page);
    await page.goBack();
    await settled(page);
    expect([address(page), await titles(), await page.getByLabel('Läge').inputValue()]).toEqual([
      '/hinder?lage=RESOLVED',
      resolved,
      'RESOLVED',
    ]);
    await page.goBack();
    await settled(page);
    expect([address(page), await titles()]).toEqual(['/hinder', all]);
    await page.goForward();
    await settled(page);
    expect([address(page), await titles()]).toEqual(['/hinder?lage=RESOLVED', resolved]);
    await page.reload();
    await settled(page);
    expect(await titles()).toEqual(resolved);
    await page.context().close();
  }, 60_000);

  it('comes back to where one stood in a list, also in the part that was asked for later', async () => {
    const page = await open('admin@skr.demo', '/organisationer');
    const rows = page.locator('main tbody tr, main .items > li');
    const first = await rows.count();
    await page.getByRole('button', { name: 'Visa fler' }).click();
    await rows.nth(first).waitFor();
    const more = await rows.count();
    const link = rows
      .nth(more - 2)
      .getByRole('link')
      .first();
    await link.scrollIntoViewIfNeeded();
    await settled(page);
    const stood = await page.evaluate<number>('scrollY');
    expect(stood).toBeGreaterThan(500);
    await link.click();
    await page.waitForURL('**/organisationer/*');
    await settled(page);
    expect(await page.evaluate<number>('scrollY')).toBe(0);
    await page.goBack();
    await settled(page);
    expect(await rows.count()).toBe(more);
    expect(Math.abs((await page.evaluate<number>('scrollY')) - stood)).toBeLessThan(50);
    await page.context().close();
  }, 60_000);

  it('says so when the session has ended while one goes on, and comes back to the same place after signing in', async () => {
    const page = await open('jurist@skr.demo', '/inkorg?alla=true');
    await page.context().clearCookies();
    await page.locator('.shell-nav').getByRole('link', { name: 'Frågor', exact: true }).click();
    await page.waitForURL('**/fragor');
    await page.getByText('Du är inte längre inloggad.').waitFor();
    await page.getByRole('button', { name: 'Logga in igen' }).click();
    await page.locator('button', { hasText: 'jurist@skr.demo' }).click();
    await page.waitForURL('**/fragor');
    await page.locator('.items .item-title').first().waitFor();
    await page.context().close();
  }, 60_000);

  it('says that no more came when the rest of a list fails, and goes on when asked again', async () => {
    const page = await open('admin@skr.demo', '/organisationer');
    const rows = page.locator('main tbody tr, main .items > li');
    const first = await rows.count();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Visa fler' }).click();
    await page.getByText('Det gick inte att hämta fler.').waitFor();
    expect(await rows.count()).toBe(first);
    await page.unroute('**/graphql');
    await page.locator('.more').getByRole('button', { name: 'Försök igen' }).click();
    await rows.nth(first).waitFor();
    await page.context().close();
  }, 60_000);
});
