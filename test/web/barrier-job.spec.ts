import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, openStreet, Street } from './browser.js';

/** What cannot be done, from the report to its end: a member, a lawyer and an advocate, each in a window of their own. */

const TITLE = 'Nämnden får inte lämna uppgifter till skolan utan samtycke';
inBrowser('a barrier in the browser', () => {
  let street: Street;
  let sara: Page;
  let maria: Page;
  let linnea: Page;
  let ref: string;
  let goal: string;

  beforeAll(async () => {
    street = await openStreet();
    [sara, maria, linnea] = [
      await street.as('handlaggare@kommun-a.demo'),
      await street.as('jurist@skr.demo'),
      await street.as('paverkan@skr.demo'),
    ];
  }, 240_000);
  afterAll(() => street?.close());

  /** Opens an act, fills what it asks for, and does it. */
  async function act(
    page: Page,
    label: string,
    said: string,
    fill?: (form: ReturnType<Page['locator']>) => Promise<unknown>,
  ): Promise<void> {
    await page.getByRole('button', { name: label, exact: true }).first().click();
    const form = page.locator('.action-form');
    await fill?.(form);
    await form.locator('button[type=submit]').click();
    await page.getByText(said).first().waitFor();
  }

  it('the officer reports it: what is missing is said before the click', async () => {
    await sara.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Hinder' }).click();
    await sara.getByRole('link', { name: 'Anmäl ett hinder' }).click();
    await sara.getByText('Skriv en rubrik.').waitFor();
    expect(await sara.getByRole('button', { name: 'Skicka anmälan' }).isDisabled()).toBe(true);
    await sara.getByLabel('Rubrik').fill(TITLE);
    await sara.getByLabel('Vad går inte, och för vem?').fill('Uppgifter som behövs för en gemensam plan stannar.');
    await sara.getByLabel('Rättsområden').selectOption({ label: 'Elevhälsa' });
    const unit = sara.getByLabel('Nämnd eller enhet');
    if (await unit.count()) await unit.selectOption({ index: 1 });
    await sara.getByLabel('Gånger per år').fill('140');
    await sara.getByRole('button', { name: 'Skicka anmälan' }).click();
    await sara.waitForURL(/\/hinder\/H-/);
    ref = sara.url().split('/').at(-1)!;
    await sara.getByRole('heading', { name: TITLE }).waitFor();
    await street.t.drainJobs();
  });

  it('nobody else reads it until a lawyer has confirmed it, and that wants proof', async () => {
    const anybody = await street.as(null);
    await anybody.goto(`${street.address}/hinder/${ref}`);
    await anybody.getByRole('heading', { name: 'Sidan finns inte' }).waitFor();

    await maria.goto(`${street.address}/hinder/${ref}`);
    await maria.getByText('Ange först om det är ett hinder').waitFor();
    await act(maria, 'Klassa', 'Klassningen är sparad', async (form) => {
      await form.getByLabel(/^Hinder:/).check();
      await form.getByLabel('Hög').check();
      await form.getByRole('button', { name: 'Lägg till belägg' }).click();
      await form.getByLabel('Vad visar det?').last().selectOption('FORBIDS');
      await form.getByLabel('Bestämmelse eller källa').fill('26 kap. 1 § OSL');
      await form.getByText(/^Avser: 26/).waitFor();
    });
    await act(maria, 'Bekräfta', 'Hindret är bekräftat.');
    await street.t.drainJobs();
    await anybody.reload();
    await anybody.getByRole('heading', { name: TITLE }).waitFor();
    await anybody.getByText(/Stoppar färre än 3 medlemmar/).waitFor();
    expect(await anybody.content()).not.toContain('140');
  });

  it('another member signs on, without its name being shown', async () => {
    const neighbour = await street.as('handlaggare@kommun-b.demo');
    await neighbour.goto(`${street.address}/hinder/${ref}`);
    await act(neighbour, 'Det stoppar oss också', 'Ni är anslutna.', async (form) => {
      const unit = form.getByLabel('Nämnd eller enhet');
      if (await unit.count()) await unit.selectOption({ index: 1 });
      await form.getByLabel('Med egna ord').fill('Vi ringer i stället.');
    });
    await neighbour.getByText('Vi ringer i stället.').waitFor();
    await sara.reload();
    await sara.getByRole('heading', { name: TITLE }).waitFor();
    expect(await sara.content()).not.toContain('Vi ringer i stället.');
  });

  it('the advocate sets a goal with a claim and pursues the barrier with it', async () => {
    await linnea.goto(`${street.address}/paverkan/mal`);
    await linnea.getByRole('button', { name: 'Nytt mål' }).click();
    await linnea
      .getByRole('textbox', { name: 'Rubrik' })
      .fill('En sekretessbrytande bestämmelse för gemensamma planer');
    await linnea.getByRole('button', { name: 'Skapa' }).click();
    await linnea.waitForURL(/\/paverkan\/mal\/P-/);
    goal = linnea.url().split('/').at(-1)!;
    await act(linnea, 'Lägg till yrkande', 'Yrkandet är tillagt.', (form) =>
      form.getByLabel('Vad begärs?').fill('En ny bestämmelse i 10 kap. OSL'),
    );
    await linnea.getByRole('heading', { name: /En ny bestämmelse i 10 kap. OSL/ }).waitFor();
    await linnea.goto(`${street.address}/hinder/${ref}`);
    await act(linnea, 'Driv', 'Hindret drivs nu.', async (form) => {
      await form.getByLabel('Påverkansmål').fill(goal);
      await form.getByText(/^Avser:/).waitFor();
    });
    await linnea.getByText('Förbundet driver att hindret undanröjs.').waitFor();
  });

  it('the lawyer says what resolved it, and anybody reads what became of it', async () => {
    await street.t.drainJobs();
    await maria.goto(`${street.address}/hinder/${ref}`);
    await act(maria, 'Löst', 'Hindret är löst.', async (form) => {
      await form.getByLabel('På annat sätt').check();
      await form.getByLabel('Delvis').check();
      await form.getByLabel(/^Anteckning/).fill('En överenskommelse räcker för planerna; journalerna återstår.');
    });
    const anybody = await street.as(null);
    await anybody.goto(`${street.address}/hinder?lage=RESOLVED&q=${encodeURIComponent('samtycke')}`);
    await anybody.getByRole('link', { name: TITLE }).click();
    await anybody.getByText('Löst delvis på annat sätt').waitFor();
    await anybody.getByText('journalerna återstår').waitFor();
  });

  it('nothing went wrong on the way, and no other server was asked', () => {
    expect(street.problems()).toEqual([]);
  });
});
