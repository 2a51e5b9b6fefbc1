import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, openStreet, Street } from './browser.js';

/** The job that the product is for, by people who have read nothing, each in a window of their own. */

const TITLE = 'Får vi ta emot ansökan om skolskjuts utan underskrift i en e-tjänst?';

inBrowser('the main job in the browser', () => {
  let street: Street;
  let sara: Page;
  let maria: Page;
  let erik: Page;
  let ref: string;

  beforeAll(async () => {
    street = await openStreet();
    [sara, maria, erik] = [
      await street.as('handlaggare@kommun-a.demo'),
      await street.as('jurist@skr.demo'),
      await street.as('granskare@skr.demo'),
    ];
  }, 240_000);
  afterAll(() => street?.close());

  const drained = () => street.t.drainJobs();
  /** Opens an action, fills what it asks for, and does it. */
  async function act(
    page: Page,
    label: string,
    said: string,
    fill?: (form: ReturnType<Page['locator']>) => Promise<unknown>,
  ) {
    await page.getByRole('button', { name: label, exact: true }).click();
    const form = page.locator('.action-form');
    await fill?.(form);
    await form.locator('button[type=submit]').click();
    await page.getByText(said).first().waitFor();
  }
  const saved = (page: Page) => page.getByText(/^Sparat \d\d/).waitFor();

  it('the officer asks: similar answers beside the text, saved by itself, and told what is missing', async () => {
    await sara.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Ställ en fråga' }).click();
    await sara.getByLabel('Frågan i en mening').fill(TITLE);
    await sara.getByLabel('Frågan med egna ord').fill('Måste vårdnadshavaren skriva under en ansökan om skolskjuts?');
    await sara.locator('.similar').getByRole('link').first().waitFor();
    await saved(sara);
    await sara.reload();
    expect(await sara.getByLabel('Frågan i en mening').inputValue()).toBe(TITLE);
    await sara.getByRole('button', { name: 'Skicka frågan' }).click();
    await sara.getByText('Bekräfta att den är avidentifierad').first().waitFor();
    await sara.getByLabel('Frågan är avidentifierad').check();
    await sara.getByRole('button', { name: 'Skicka frågan' }).click();
    await sara.waitForURL(/\/fragor\/F-/);
    ref = sara.url().split('/').at(-1)!;
    await sara.getByText('Frågan ligger i juristernas inkorg').waitFor();
    await drained();
  });

  it('the lawyer finds it in the inbox, takes it, and writes', async () => {
    await maria.goto(`${street.address}/inkorg?alla=true`);
    await maria.getByRole('link', { name: TITLE }).first().click();
    await act(maria, 'Ta frågan', 'Frågan är din att besvara.', (form) =>
      form.locator('select').first().selectOption({ label: 'E-underskrift och identifiering' }),
    );
    await maria.getByRole('button', { name: 'Börja skriva' }).click();
    await maria.getByLabel('Slutsats i ett ord').selectOption('POSSIBLE');
    await maria.locator('#text-body').fill('Ja. Skollagen (2010:800) ställer inget krav på underskrift.');
    await saved(maria);
    // The text has got its place on the server meanwhile: whoever writes on is not thrown out of the box.
    await maria.locator('#text-body').press('End');
    await maria.locator('#text-body').pressSequentially(' Det räcker med identifiering.');
    await maria.getByText('Förhandsvisa').click();
    await maria.locator('.preview .prose').getByText('Det räcker med identifiering.').waitFor();
    await act(maria, 'Skicka till granskning', 'Texten är på granskning.');
    await drained();
  });

  it('the reviewer comments on a passage and wants changes; the author makes them', async () => {
    await erik.goto(`${street.address}/arbete/${ref}?visa=text`);
    await erik.getByRole('button', { name: 'Kommentera det markerade' }).click();
    await erik.getByLabel(/Ställe i texten/).fill('ställer inget krav på underskrift');
    await erik.getByLabel('Kommentar', { exact: true }).fill('Ange lagrummet.');
    await erik.getByRole('button', { name: 'Spara kommentaren' }).click();
    await erik.getByText('Kommentaren är sparad.').waitFor();
    await act(erik, 'Begär ändring', 'Författaren får tillbaka texten.', (form) =>
      form.locator('textarea').fill('Se kommentaren.'),
    );
    await drained();
    await maria.goto(`${street.address}/arbete/${ref}`);
    await maria.getByText('Ange lagrummet.').waitFor();
    await maria
      .locator('#text-body')
      .fill('Ja. Skollagen (2010:800) ställer inget krav på underskrift (10 kap. 32 §).');
    await act(maria, 'Skicka till granskning', 'Texten är på granskning.');
    await drained();
  });

  it('the reviewer approves, the author publishes, and the asker reads; the neighbour sees nothing', async () => {
    await erik.reload();
    await act(erik, 'Godkänn', 'Texten är godkänd.');
    await drained();
    await maria.reload();
    await act(maria, 'Publicera', 'Publicerat.');
    await drained();
    await sara.goto(`${street.address}/fragor/${ref}`);
    await sara.getByRole('heading', { name: 'Förbundets svar' }).waitFor();
    await sara.getByText('10 kap. 32 §').first().waitFor();
    const neighbour = await street.as('handlaggare@kommun-b.demo');
    for (const path of [`/fragor/${ref}`, `/entry/${ref}`]) {
      await neighbour.goto(street.address + path);
      await neighbour.getByRole('heading', { name: 'Sidan finns inte' }).waitFor();
      expect(await neighbour.content()).not.toContain('skolskjuts utan underskrift');
    }
  });

  it('the answer becomes guidance that anybody reads', async () => {
    await maria.goto(`${street.address}/arbete/${ref}`);
    await maria.getByText('Gör svaret till vägledning för alla').click();
    await maria.getByLabel('Rubrik för alla').fill('Underskrift på ansökan om skolskjuts');
    await maria.getByLabel(/ingen kan identifieras/).check();
    await maria.getByRole('button', { name: 'Gör till vägledning' }).click();
    await maria.waitForURL((url) => url.pathname.startsWith('/arbete/') && !url.pathname.includes(ref));
    await act(maria, 'Skicka till granskning', 'Texten är på granskning.');
    await drained();
    await erik.goto(maria.url());
    await act(erik, 'Godkänn', 'Texten är godkänd.');
    await drained();
    await maria.reload();
    await act(maria, 'Publicera', 'Publicerat.');
    await drained();
    const anybody = await street.as(null);
    await anybody.goto(street.address);
    await anybody.getByRole('link', { name: 'Underskrift på ansökan om skolskjuts' }).click();
    await anybody.getByText('Möjligt', { exact: true }).first().waitFor();
    await anybody.getByText(/ställer inget krav på underskrift/).waitFor();
  });

  it('nothing went wrong on the way, and no other server was asked', () => {
    expect(street.problems()).toEqual([]);
  });
});
