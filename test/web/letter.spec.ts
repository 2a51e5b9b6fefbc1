import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Client } from '../harness/app.js';
import { inBrowser, openStreet, Street } from './browser.js';
import { tryOut } from './faults.js';

/** Nothing of a letter is lost: not when two write in it at once, nor when the network or the session goes away. */

const ADVOCATE = 'paverkan@skr.demo';
const FIRST = 'Förbundet begär en ändring.\n\nSkälen är dessa.';

interface Step {
  action: { id: string; ref: string; version: number };
}

inBrowser('a letter in the browser', () => {
  let street: Street;
  let advocate: Client;
  let path: string;

  beforeAll(async () => {
    street = await openStreet();
    advocate = await street.t.as(ADVOCATE);
  }, 240_000);
  afterAll(() => street?.close());

  const step = async (name: string, type: string, input: object): Promise<Step['action']> =>
    (
      await advocate.act<Step>(
        `mutation ($input: ${type}!) { ${name}(input: $input) { action { id ref version } userErrors { code message path } } }`,
        input,
      )
    ).action;
  beforeEach(async () => {
    const planned = await step('actionPlan', 'ActionPlanInput', {
      title: 'Framställan om teknisk lagring',
      kind: 'LETTER',
      recipients: [{ name: 'Justitiedepartementet' }],
    });
    await step('actionPrepare', 'ActionStepInput', { id: planned.id, expectedVersion: planned.version });
    path = `/paverkan/insatser/${planned.ref}`;
  });

  const box = (page: Page) => page.getByLabel('Text', { exact: true });
  const saved = (page: Page) =>
    page
      .locator('.save-line')
      .getByText(/^Sparat \d\d:/)
      .waitFor();
  const begin = async (page: Page): Promise<void> => {
    await page.goto(path);
    await page.getByRole('button', { name: 'Börja skriva' }).click();
    await box(page).waitFor();
  };

  it('its editor holds WCAG 2.2 AA, on a desktop and at 320 px', async () => {
    const leila = await street.as(ADVOCATE);
    await begin(leila);
    await box(leila).fill(FIRST);
    await saved(leila);
    const found: string[] = [];
    for (const width of [1280, 320]) {
      await leila.setViewportSize({ width, height: 860 });
      found.push(...(await tryOut(leila)).faults.map((fault) => `${width}: ${fault}`));
    }
    expect(found).toEqual([]);
  }, 60_000);

  it('two who write in it at once bring their texts together', async () => {
    const leila = await street.as(ADVOCATE);
    const erik = await street.as('granskare@skr.demo');
    await begin(leila);
    await box(leila).fill(FIRST);
    await saved(leila);
    await erik.goto(path);
    await erik.getByRole('button', { name: 'Skriv', exact: true }).click();
    await box(erik).fill(FIRST.replace('Skälen är dessa.', 'Skälen är dessa: journalerna stannar.'));
    await saved(erik);
    await box(leila).fill(FIRST.replace('en ändring', 'två ändringar'));
    await leila.getByRole('heading', { name: 'Någon annan har ändrat samtidigt' }).waitFor();
    const merged = leila.getByLabel('Sammanfogad text');
    expect(await merged.inputValue()).toBe('Förbundet begär två ändringar.\n\nSkälen är dessa: journalerna stannar.');
    await leila.getByRole('button', { name: 'Spara den sammanfogade texten' }).click();
    await saved(leila);
    await erik.reload();
    await erik.locator('.reviewed').getByText('Förbundet begär två ändringar.').waitFor();
    await erik.locator('.reviewed').getByText('Skälen är dessa: journalerna stannar.').waitFor();
  }, 90_000);

  it('two who begin it at once are told, and neither text is lost', async () => {
    const leila = await street.as(ADVOCATE);
    const erik = await street.as('granskare@skr.demo');
    await begin(leila);
    await begin(erik);
    await box(leila).fill('Leilas början.');
    await saved(leila);
    await box(erik).fill('Eriks början.');
    await erik.getByRole('heading', { name: 'Någon annan har ändrat samtidigt' }).waitFor();
    const merged = await erik.getByLabel('Sammanfogad text').inputValue();
    expect([merged.includes('Leilas början.'), merged.includes('Eriks början.')]).toEqual([true, true]);
    await erik.getByRole('button', { name: 'Spara den sammanfogade texten' }).click();
    await saved(erik);
  }, 90_000);

  it('survives that the server does not answer, and is there when the page is opened again', async () => {
    const leila = await street.as(ADVOCATE);
    await begin(leila);
    await leila.route('**/graphql', (route) => route.abort());
    await box(leila).fill(FIRST);
    await leila.locator('.save-line').getByText('Servern svarar inte').waitFor();
    await leila.unroute('**/graphql');
    await leila.reload();
    expect(await box(leila).inputValue()).toBe(FIRST);
    await box(leila).press('End');
    await box(leila).pressSequentially(' Så.');
    await saved(leila);
  }, 60_000);

  it('survives that the session ended', async () => {
    const leila = await street.as(ADVOCATE);
    await begin(leila);
    await leila.context().clearCookies();
    await box(leila).fill(FIRST);
    await leila.getByText('Du är inte längre inloggad.').waitFor();
    expect(await box(leila).inputValue()).toBe(FIRST);
    await leila.getByRole('button', { name: 'Logga in igen' }).click();
    await leila.locator('button', { hasText: ADVOCATE }).click();
    await leila.waitForURL(`**${path}`);
    expect(await box(leila).inputValue()).toBe(FIRST);
    await box(leila).press('End');
    await box(leila).pressSequentially(' Så.');
    await saved(leila);
  }, 60_000);
});
