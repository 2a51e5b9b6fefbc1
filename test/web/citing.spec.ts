import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PATIENT_DATA, plantLaw } from '../harness/law-world.js';
import { accepted, People, people, R, revision } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';
import { faultsOf } from './faults.js';

/** The law in a text while it is written: marked, listed with what it is taken for, shown, put right. */

const TEXT = 'Enligt 6 kap. 2 § PDL gäller detta, se 99 kap. 9 § PDL och 10 kap. 2 § OSL. Jämför 4 § här.';

inBrowser('writing about the law in the browser', () => {
  let street: Street;
  let p: People;
  let maria: Page;
  beforeAll(async () => {
    let ref = '';
    street = await openStreet({
      now: '2026-11-23T09:00:00.000Z',
      world: async (t) => {
        p = await people(t);
        await plantLaw(t, PATIENT_DATA);
        const asked = await accepted(t, p);
        ref = asked.ref!;
        await revision(p.lawyer, R.draft, { entry: asked.id, body: 'Ja.', conclusion: 'POSSIBLE' });
      },
    });
    maria = await street.as(p.lawyer);
    await maria.goto(`/arbete/${ref}?visa=text`);
    await body().waitFor();
  }, 240_000);
  afterAll(() => street?.close());

  const body = () => maria.locator('#text-body');
  const list = () => maria.locator('.cited-list');
  const marks = () => maria.locator('.cited-under mark');

  it('marks what points at law under the words, and says beside them what each was taken for', async () => {
    await body().fill(TEXT);
    await list().getByText('3 lagrum').or(list().getByText('2 lagrum i texten, 2 att se över.')).waitFor();
    expect(await marks().allTextContents()).toEqual(['6 kap. 2 § PDL', '99 kap. 9 § PDL', '10 kap. 2 § OSL', '4 §']);
    await list().getByText('6 kap. 2 § patientdatalagen (2008:355)').waitFor();
    await list().getByRole('heading', { name: 'Att se över' }).waitFor();
    await list().getByRole('heading', { name: 'Inte inlästa här' }).waitFor();
    await maria.screenshot({ path: '/tmp/cite.png', fullPage: true });
    expect(await faultsOf(maria)).toEqual([]);
  }, 60_000);

  it('shows the wording on a click, and leads to the place', async () => {
    await list().getByText('6 kap. 2 § patientdatalagen (2008:355)').click();
    await list().locator('.law-peek-text').waitFor();
    await list().getByRole('button', { name: 'Visa i texten' }).first().click();
    expect(await selected()).toBe('6 kap. 2 § PDL');
  }, 60_000);

  const selected = (): Promise<string> =>
    maria.evaluate<string>(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
      const { value, selectionStart, selectionEnd } = document.querySelector('#text-body');
      done(value.slice(selectionStart, selectionEnd));
    })))`);

  it('says why a place is not known, and what may be meant', async () => {
    await list().getByText('”4 §”').click();
    await list().getByText('Texten säger inte vilken lag som avses.').waitFor();
    await list().getByText('”99 kap. 9 § PDL”').click();
    await list()
      .getByText(/99 kap\. 9 §/)
      .first()
      .waitFor();
  }, 60_000);

  it('follows the words while more is written before the server has answered, and never waits for it', async () => {
    await maria.route('**/graphql', (route) =>
      /CitedText/.test(route.request().postData() ?? '') ? undefined : route.continue(),
    );
    await body().press('Control+Home');
    await body().pressSequentially('Nej. ');
    expect(await marks().first().textContent()).toBe('6 kap. 2 § PDL');
    expect(await body().inputValue()).toBe(`Nej. ${TEXT}`);
    await maria.unroute('**/graphql');
  }, 60_000);

  it('lies under the same words in large text too, and nothing is lost without it', async () => {
    const heights = (): Promise<[number, number, number]> =>
      maria.evaluate<[number, number, number]>(`(() => {
        const box = document.querySelector('.cited-box');
        const under = document.querySelector('.cited-under');
        return [box.clientWidth - under.clientWidth, box.scrollHeight - Math.max(under.scrollHeight, box.clientHeight), under.clientWidth];
      })()`);
    await body().fill(`${TEXT}\n\n`.repeat(30));
    expect((await heights()).slice(0, 2)).toEqual([0, 0]);
    const browser = await maria.context().newCDPSession(maria);
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    expect((await heights()).slice(0, 2)).toEqual([0, 0]);
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    await maria.emulateMedia({ forcedColors: 'active' });
    expect(await maria.locator('.cited-under').isVisible()).toBe(false);
    await maria.emulateMedia({ forcedColors: 'none' });
    expect(street.problems()).toEqual([]);
  }, 60_000);
});
