import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { inBrowser, openStreet, Street } from './browser.js';

/** A board's own matter, from its opening to its end: the officer, her colleague, and those who may not know of it. */

const TITLE = 'Avtal om e-arkiv';
const SECRET = 'Anbud från Arkivhuset Påhitt';
const GROUND = '19 kap. 3 § OSL';

inBrowser('a case in the browser', () => {
  let street: Street;
  let sara: Page;
  let anders: Page;
  let ref: string;

  beforeAll(async () => {
    street = await openStreet();
    sara = await street.as('handlaggare@kommun-a.demo');
    anders = await street.as('chef@kommun-a.demo');
  }, 240_000);
  afterAll(() => street?.close());

  /** Opens an act, fills what it asks for, and does it. */
  async function act(
    page: Page,
    label: string,
    said: string,
    fill?: (form: Locator) => Promise<unknown>,
  ): Promise<void> {
    await page.getByRole('button', { name: label, exact: true }).click();
    const form = page.getByRole('form', { name: label });
    await fill?.(form);
    await form.locator('button[type=submit]').click();
    await page.getByText(said).first().waitFor();
    await form.waitFor({ state: 'detached' });
  }

  it('the officer opens one, and its number comes from the series of the unit', async () => {
    await sara.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Ärenden' }).click();
    await sara.getByRole('heading', { level: 1, name: 'Ärenden' }).waitFor();
    await sara.getByRole('button', { name: 'Öppna ett ärende' }).click();
    const form = sara.getByRole('form', { name: 'Öppna ett ärende' });
    await form.getByLabel('Rubrik').fill(TITLE);
    await form.getByLabel('Vad ärendet gäller').fill('Nämnden ska sluta avtal om e-arkiv.');
    await form.getByRole('button', { name: 'Öppna ärendet' }).click();
    await sara.waitForURL(/\/arenden\/(Ä|%C3%84)-/);
    ref = decodeURIComponent(sara.url().split('/').at(-1)!);
    await sara.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await sara
      .getByText(/SN \d{4}\/00001/)
      .first()
      .waitFor();
    expect(await sara.title()).toContain(TITLE);
  });

  it('a document is registered with its file in one act; the server says what is wrong at the field', async () => {
    await act(sara, 'Registrera en handling', 'Handlingen är registrerad.', async (form) => {
      await form.getByLabel(/^Inkommen/).check();
      await form.getByLabel('Vad handlingen gäller').fill(SECRET);
      await form.getByLabel('Avsändare eller mottagare').fill('Arkivhuset Påhitt AB');
      await form.getByLabel('Datum').fill('2999-01-01');
      await form.locator('input[type=file]').setInputFiles({
        name: 'anbud.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Priset är en affärshemlighet.'),
      });
      await form.getByText('anbud.txt').waitFor();
      await form.locator('button[type=submit]').click();
      await form.getByText(/Dagen ligger framåt i tiden/).waitFor();
      expect(await form.getByText('anbud.txt').isVisible()).toBe(true);
      await form.getByLabel('Datum').fill('');
    });
    const row = sara.getByRole('row', { name: new RegExp(SECRET) });
    await row.waitFor();
    const download = sara.waitForEvent('download');
    await row.getByRole('link', { name: 'anbud.txt' }).click();
    expect((await download).suggestedFilename()).toBe('anbud.txt');
  });

  it('a file that is no file is refused in words, and nothing is registered', async () => {
    await sara.getByRole('button', { name: 'Registrera en handling', exact: true }).click();
    const form = sara.getByRole('form', { name: 'Registrera en handling' });
    await form.locator('input[type=file]').setInputFiles({
      name: 'tom.txt',
      mimeType: 'text/plain',
      buffer: Buffer.alloc(0),
    });
    await form.getByText('Filen är tom.').waitFor();
    // The refusal itself, which Chromium says aloud.
    expect(street.problems()).toEqual([expect.stringContaining('400')]);
    await form.getByRole('button', { name: 'Avbryt' }).click();
    expect(await sara.getByRole('row').count()).toBe(2);
  });

  it('the mark of secrecy is seen with its ground, and keeps the title out of the register that is shown', async () => {
    await act(sara, 'Sekretessmarkera', 'Markeringen är gjord.', async (form) => {
      await form.getByLabel('Sekretessmarkering: bestämmelse').fill(GROUND);
      await form.getByLabel('Handling').selectOption({ label: `1. ${SECRET}` });
    });
    const row = sara.getByRole('row', { name: new RegExp(SECRET) });
    await row.getByText('Sekretess', { exact: true }).waitFor();
    await row.getByText(GROUND).waitFor();
    const said = async (link: string): Promise<string> => {
      const href = await sara.getByRole('link', { name: link }).getAttribute('href');
      return (await sara.request.get(`${street.address}${href!}`)).text();
    };
    expect(await said('Öppet dagboksblad')).not.toContain(SECRET);
    expect(await said('Fullständigt dagboksblad')).toContain(SECRET);
  });

  it('a mark on the whole case keeps its title out of the tab', async () => {
    await act(sara, 'Sekretessmarkera', 'Markeringen är gjord.', (form) =>
      form.getByLabel('Sekretessmarkering: bestämmelse').fill('31 kap. 16 § OSL'),
    );
    await sara.getByText('Hela ärendet är sekretessmarkerat').waitFor();
    expect(await sara.title()).not.toContain(TITLE);
    await act(sara, 'Häv en markering', 'Markeringen är hävd.', async (form) => {
      await form.getByLabel('Sekretessmarkeringar').selectOption({ label: '31 kap. 16 § OSL (Hela ärendet)' });
      await form.getByLabel('Skäl').fill('Gäller bara anbudet.');
    });
    await sara.getByText('Hela ärendet är sekretessmarkerat').waitFor({ state: 'detached' });
  });

  it('a decision is registered with how it is appealed, and then sent', async () => {
    await act(sara, 'Registrera ett beslut', 'Beslutet är registrerat.', async (form) => {
      await form.getByLabel('Vad beslutades, och varför?').fill('Nämnden sluter avtal med leverantören.');
      await form.getByLabel('Beslutat av').fill('Socialnämnden § 120');
      await form.getByLabel(/^Förvaltningsbesvär/).check();
      await form.getByLabel('Underrättelse om hur man överklagar').waitFor();
    });
    await sara.getByText('Ett beslut är inte expedierat.').waitFor();
    await act(sara, 'Beslutet är skickat', 'Expedieringen är antecknad.', (form) =>
      form.getByLabel('Till vem, och hur?').fill('anbudsgivarna, med e-post'),
    );
    await sara.getByText(/till anbudsgivarna, med e-post/).waitFor();
    await sara.getByText('Ett beslut är inte expedierat.').waitFor({ state: 'detached' });
  });

  it('a question is asked in it: with its number, without its title, and linked at once', async () => {
    await sara.getByRole('link', { name: 'Ställ en fråga i ärendet' }).click();
    await sara.getByText('Frågan ställs i ärendet').waitFor();
    const number = await sara.getByLabel(/diarienummer/i).inputValue();
    expect(number).toMatch(/^SN \d{4}\/00001$/);
    await sara.getByLabel('Frågan i en mening').fill('Får avtalet löpa i tio år?');
    await sara.getByLabel('Frågan med egna ord').fill('Får nämnden sluta ett avtal om e-arkiv på tio år?');
    await sara.getByText(/^Sparat \d\d/).waitFor();
    await sara.goto(`${street.address}/arenden/${encodeURIComponent(ref)}`);
    await sara.getByRole('link', { name: 'Får avtalet löpa i tio år?' }).waitFor();
  });

  it('her colleague finds it by its party and sees what waits; a reminder is set', async () => {
    await act(sara, 'Lägg till en part', 'Parten är antecknad.', async (form) => {
      await form.getByLabel('Namn').fill('Arkivhuset Påhitt AB');
      await form.getByLabel('Annan').check();
    });
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
    await act(sara, 'Sätt en påminnelse', 'Påminnelsen är satt.', async (form) => {
      await form.getByLabel('Dag').fill(today);
      await form.getByLabel(/^Om vad/).fill('undertecknat avtal');
    });
    await anders.goto(`${street.address}/arenden?q=${encodeURIComponent('arkivhuset')}&vantar=true`);
    await anders.getByText(`Påminnelse ${today}: undertecknat avtal`).waitFor();
    await anders.getByRole('link', { name: TITLE }).click();
    await anders.getByRole('row', { name: new RegExp(SECRET) }).waitFor();
    await anders.goBack();
    await anders.getByText('Ett ärende', { exact: true }).waitFor();
  });

  it('to another board, another municipality and the association it is as a case that does not exist', async () => {
    const texts: string[] = [];
    for (const email of ['handlaggare@kommun-b.demo', 'handlaggare@region-c.demo', 'jurist@skr.demo']) {
      const other = await street.as(email);
      const answers: string[] = [];
      await other.route('**/graphql', async (route) => {
        const response = await route.fetch();
        answers.push(await response.text());
        await route.fulfill({ response });
      });
      for (const one of [ref, 'Ä-1999-1']) {
        await other.goto(`${street.address}/arenden/${encodeURIComponent(one)}`);
        await other.getByRole('heading', { name: 'Sidan finns inte' }).waitFor();
        texts.push(await other.locator('main').innerText());
      }
      await other.goto(`${street.address}/arenden?q=${encodeURIComponent('e-arkiv')}`);
      await other.getByText('Inget ärende motsvarar urvalet.').waitFor();
      expect(answers.join()).not.toContain(TITLE);
      expect(answers.join()).not.toContain('Arkivhuset');
      await other.unrouteAll({ behavior: 'wait' });
    }
    expect(new Set(texts).size).toBe(1);
  });

  it('it is closed and frozen; a request that comes later is logged, refused with ground and advice', async () => {
    await sara.reload();
    await act(sara, 'Avsluta ärendet', 'Ärendet är avslutat.');
    await sara.getByText(/^Innehållet är låst/).waitFor();
    expect(await sara.getByRole('button', { name: 'Registrera en handling' }).count()).toBe(0);
    await act(sara, 'Logga en begäran om utlämnande', 'Begäran är loggad.', (form) =>
      form.getByLabel('Vad begärs?').fill('Anbuden.'),
    );
    await sara.getByText('En begäran om utlämnande är inte prövad.').first().waitFor();
    await act(sara, 'Svara på en begäran', 'Utfallet är loggat.', async (form) => {
      await form.getByLabel('Nekad av handläggaren').check();
      await form.getByLabel('Bestämmelse som hindrar').fill(GROUND);
      await form.getByLabel('Vad beslutades?').fill('Anbuden lämnas inte ut.');
    });
    await sara.getByText(/kammarrätten/).waitFor();
    expect(street.problems()).toEqual([]);
  });
});
