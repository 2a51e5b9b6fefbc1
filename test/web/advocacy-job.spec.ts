import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { unzip } from '../harness/unzip.js';
import { inBrowser, openStreet, Street } from './browser.js';
import { tryOut, visit } from './faults.js';

/**
 * From what stops a member to the law that no longer does, as three people in three windows: an officer, a lawyer who also
 * reviews, and an advocate; and whoever reads of it without signing in.
 */

const TITLE = 'Nämnden får inte lämna uppgifter till en extern lagrare';
const GOAL = 'En sekretessbrytande bestämmelse för teknisk lagring';
const DEMAND = 'En ny bestämmelse i 10 kap. OSL som bryter sekretessen vid teknisk lagring';
const DAY = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

inBrowser('from a barrier to law in force', () => {
  let street: Street;
  let sara: Page;
  let erik: Page;
  let leila: Page;
  let barrier: string;
  let goal: string;
  let letter: string;
  let dossier: string;

  beforeAll(async () => {
    street = await openStreet();
    [sara, erik, leila] = [
      await street.as('handlaggare@kommun-a.demo'),
      await street.as('granskare@skr.demo'),
      await street.as('paverkan@skr.demo'),
    ];
  }, 240_000);
  afterAll(() => street?.close());

  const refOf = (page: Page): string => page.url().split('/').at(-1)!;
  const open = (page: Page, path: string): Promise<unknown> => page.goto(street.address + path);

  /** Opens an act, fills what it asks for, and does it. */
  async function act(
    within: Page | Locator,
    label: string,
    said: string,
    fill?: (form: Locator) => Promise<unknown>,
  ): Promise<void> {
    const page = 'page' in within ? within.page() : within;
    await within.getByRole('button', { name: label, exact: true }).first().click();
    const form = page.locator('.action-form');
    await form.waitFor();
    await fill?.(form);
    await form.locator('button[type=submit]').click();
    await page.getByText(said).first().waitFor();
    await form.waitFor({ state: 'detached' });
  }
  /** Written as in a letter; what it was taken for is said before anything is sent. */
  async function cite(form: Locator, label: string, text: string): Promise<void> {
    await form.getByLabel(label).fill(text);
    await form
      .getByText(/^Avser: /)
      .last()
      .waitFor();
  }

  it('an officer reports it, and a lawyer confirms it as an obstacle under a named provision', async () => {
    await open(sara, '/hinder/nytt');
    await sara.getByLabel('Rubrik').fill(TITLE);
    await sara
      .getByLabel('Vad går inte, och för vem?')
      .fill('Sekretessen stoppar att uppgifter lämnas till den som lagrar.');
    await sara.getByLabel('Rättsområden').selectOption({ label: 'Lagring och drift hos extern part' });
    const unit = sara.getByLabel('Nämnd eller enhet');
    if (await unit.count()) await unit.selectOption({ index: 1 });
    await sara.getByLabel('Gånger per år').fill('300');
    await sara.getByRole('button', { name: 'Skicka anmälan' }).click();
    await sara.waitForURL(/\/hinder\/H-/);
    barrier = refOf(sara);
    await street.t.drainJobs();

    await open(erik, `/hinder/${barrier}`);
    await act(erik, 'Klassa', 'Klassningen är sparad', async (form) => {
      await form.getByLabel(/^Hinder:/).check();
      await form.getByLabel('Hög').check();
      await form.getByRole('button', { name: 'Lägg till belägg' }).click();
      await form.getByLabel('Vad visar det?').last().selectOption('FORBIDS');
      await cite(form, 'Bestämmelse eller källa', '8 kap. 1 § OSL');
    });
    await act(erik, 'Bekräfta', 'Hindret är bekräftat.');
    await street.t.drainJobs();
  }, 90_000);

  it('the two write to each other about it, and nobody else who reads it sees a word', async () => {
    await erik.getByLabel('Skriv ett meddelande').fill('Vilka uppgifter gäller det?');
    await erik.getByRole('button', { name: 'Skicka', exact: true }).click();
    await erik.locator('.thread').getByText('Vilka uppgifter gäller det?').waitFor();
    await sara.reload();
    await sara.locator('.thread').getByText('Vilka uppgifter gäller det?').waitFor();
    await sara.getByLabel('Skriv ett meddelande').fill('Journaler och elevakter.');
    await sara.getByRole('button', { name: 'Skicka', exact: true }).click();
    await sara.locator('.thread').getByText('Journaler och elevakter.').waitFor();
    const neighbour = await street.as('handlaggare@kommun-b.demo');
    await open(neighbour, `/hinder/${barrier}`);
    await neighbour.getByRole('heading', { name: TITLE }).waitFor();
    expect(await neighbour.content()).not.toMatch(/Vilka uppgifter gäller det|Tråd mellan/);
    await neighbour.context().close();
  }, 60_000);

  it('an advocate sets a goal with a demand, and pursues the barrier with it', async () => {
    await open(leila, '/paverkan/mal');
    await leila.getByRole('button', { name: 'Nytt mål' }).click();
    const form = leila.locator('.action-form');
    await form.getByRole('textbox', { name: 'Rubrik' }).fill(GOAL);
    await form.getByLabel('Åtgärder i strategin').fill('strategi-2011/2.2');
    await form.getByRole('button', { name: /^Ta bort/ }).waitFor();
    await form.getByRole('button', { name: 'Skapa' }).click();
    await leila.waitForURL(/\/paverkan\/mal\/P-/);
    goal = refOf(leila);
    await act(leila, 'Lägg till yrkande', 'Yrkandet är tillagt.', async (add) => {
      await add.getByLabel('Vad begärs?').fill(DEMAND);
      await cite(add, 'Bestämmelser som yrkandet gäller', '10 kap. 2 § OSL');
    });
    await leila.getByRole('heading', { name: DEMAND }).waitFor();
    await act(leila, 'Publicera', 'Målet kan nu läsas');
    await open(leila, `/hinder/${barrier}`);
    await act(leila, 'Driv', 'Hindret drivs nu.', async (pursue) => {
      await pursue.getByLabel('Påverkansmål').fill(goal);
      await pursue.getByText(`Avser: ${GOAL}`).waitFor();
    });
  }, 90_000);

  it('she plans a letter with the demand in it, and writes it with the preview beside', async () => {
    await open(leila, '/paverkan/insatser');
    await leila.getByRole('button', { name: 'Planera en insats' }).click();
    const form = leila.locator('.action-form');
    await form.getByLabel('Framställning').check();
    await form.getByRole('textbox', { name: 'Rubrik' }).fill('Framställan om teknisk lagring');
    await form.getByLabel('Namn på departement').fill('Justitiedepartementet');
    await form.getByRole('button', { name: 'Lägg till mottagaren' }).click();
    await form.getByLabel(/^Mål/).fill(goal);
    await form.getByRole('button', { name: new RegExp(`^Ta bort ${GOAL}`) }).waitFor();
    await form.getByRole('button', { name: 'Skapa' }).click();
    await leila.waitForURL(/\/paverkan\/insatser\/A-/);
    letter = refOf(leila);
    await act(leila, 'Ändra uppgifter', 'Uppgifterna är ändrade.', (change) =>
      change.getByLabel(new RegExp(DEMAND)).check(),
    );
    await act(leila, 'Börja förbereda', 'Insatsen förbereds.');
    await leila.getByText('Skickad:').waitFor();
    await leila.getByRole('button', { name: 'Börja skriva' }).click();
    await leila
      .getByLabel('Text', { exact: true })
      .fill('# Teknisk lagring\n\nFörbundet begär att **10 kap. OSL** ändras. Uppgifterna stannar annars.');
    await leila.locator('.text-preview').getByRole('heading', { name: 'Teknisk lagring' }).waitFor();
    await leila.getByText(/^Sparat/).waitFor();
    await act(leila, 'Skicka till granskning', 'Texten är på granskning.');
  }, 90_000);

  it('the lawyer reviews it: a comment on a passage, a change, an approval', async () => {
    await open(erik, `/paverkan/insatser/${letter}`);
    await erik.getByRole('button', { name: 'Kommentera det markerade' }).click();
    await erik.getByLabel('Ställe i texten').fill('Uppgifterna stannar annars.');
    await erik.getByLabel('Kommentar', { exact: true }).fill('Säg vilka uppgifter.');
    await erik.getByRole('button', { name: 'Spara kommentaren' }).click();
    await erik.locator('.remarks').getByText('Säg vilka uppgifter.').waitFor();
    await act(erik, 'Begär ändring', 'Författaren får tillbaka texten.', (form) =>
      form.locator('textarea').first().fill('Se kommentaren.'),
    );
    await open(leila, `/paverkan/insatser/${letter}`);
    await leila.locator('.remarks').getByText('Säg vilka uppgifter.').waitFor();
    await leila.getByRole('button', { name: 'Skriv', exact: true }).click();
    const box = leila.getByLabel('Text', { exact: true });
    await box.fill(
      (await box.inputValue()).replace('Uppgifterna stannar annars.', 'Journaler och elevakter stannar annars.'),
    );
    await leila.getByText(/^Sparat/).waitFor();
    await act(leila, 'Skicka till granskning', 'Texten är på granskning.');
    await erik.reload();
    await erik.getByText('Journaler och elevakter').first().waitFor();
    await act(erik, 'Godkänn', 'Texten är godkänd.');
  }, 90_000);

  it('it is decided on and sent, and comes out as a Word file with its demand numbered', async () => {
    await open(leila, `/paverkan/insatser/${letter}`);
    await act(leila, 'Publicera', 'Publicerat.');
    await act(leila, 'Registrera beslut', 'Beslutet är registrerat.', async (form) => {
      await form.getByLabel('Styrelsen').check();
      await form.getByLabel('Beslut av').fill('Styrelsen § 12');
    });
    await act(leila, 'Skickad', 'Skrivelsen är skickad.');
    await leila.getByRole('heading', { name: 'Yrkanden i skrivelsen' }).waitFor();
    const [download] = await Promise.all([
      leila.waitForEvent('download'),
      leila.getByRole('link', { name: 'Word (.docx)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${letter}.docx`);
    const parts = unzip(readFileSync(await download.path()));
    expect([...parts.keys()]).toEqual(expect.arrayContaining(['[Content_Types].xml', 'word/document.xml']));
    expect(parts.get('word/document.xml')).toContain('Journaler och elevakter stannar annars.');
    expect(parts.get('word/document.xml')).toContain(DEMAND);
    await act(leila, 'Registrera svar', 'Svaret är registrerat.', (form) =>
      form.getByLabel('Vad blev svaret?').fill('Frågan tas upp i en proposition.'),
    );
    await leila.getByText('Frågan tas upp i en proposition.').waitFor();
  }, 90_000);

  it('she follows the dossier from the referral through its stages to law in force', async () => {
    await open(leila, '/paverkan');
    await leila.getByRole('button', { name: 'Följ ett lagstiftningsärende' }).click();
    const form = leila.locator('.action-form');
    await form.getByRole('textbox', { name: 'Rubrik' }).fill('Sekretess vid teknisk lagring');
    await form.getByLabel('Steget det börjar med').selectOption('INQUIRY');
    await form.getByLabel('Datum').fill(ago(400));
    await cite(form, 'Dokumentets beteckning', 'SOU 2025:40');
    await form.getByRole('button', { name: 'Skapa' }).click();
    await leila.waitForURL(/\/lagstiftning\/L-/);
    dossier = refOf(leila);

    const confirm = (stage: string, day: number, document?: string, more?: (at: Locator) => Promise<unknown>) =>
      act(leila, 'Bekräfta ett steg', 'Steget är bekräftat.', async (at) => {
        await at.getByLabel('Steg', { exact: true }).selectOption(stage);
        await at.getByLabel('Datum').fill(ago(day));
        if (document) await cite(at, 'Dokumentets beteckning', document);
        await more?.(at);
      });
    await confirm('REFERRAL', 60, undefined, async (at) => {
      await at.getByLabel('Svar senast').fill(ago(-60));
      await at.getByLabel('Departementets beteckning').fill('Ju2026/01234');
      await at.getByLabel('Remissinstanser').fill('Kommun A\nMyndigheten för digital förvaltning');
    });
    const remiss = leila.locator('.timeline > li', { hasText: 'Ju2026/01234' });
    await remiss.getByText('Utkast klart').waitFor();
    await act(remiss, 'Lägg om hållpunkterna', 'Hållpunkterna är lagda.', (at) =>
      at.getByLabel('Arbetsdagar före sista svarsdagen').first().fill('25'),
    );
    await act(remiss, 'Notera ett remissvar', 'Svaret är noterat.', async (at) => {
      await at.getByLabel('Vem har svarat?').selectOption({ label: 'Kommun A' });
      await at.getByLabel('Svarade den').fill(ago(1));
    });
    await act(remiss, 'Lägg till remissinstanser', 'Remissinstanserna är tillagda.', (at) =>
      at.getByLabel('Remissinstanser').fill('Region C'),
    );
    await act(remiss, 'Klar', 'Hållpunkten är klar.');
    await act(leila, 'Hoppa över ett steg', 'Steget är noterat', async (at) => {
      await at.getByLabel('Steg', { exact: true }).selectOption('COUNCIL_ON_LEGISLATION');
      await at.getByLabel('Skäl').fill('Lagrådet hördes inte: frågan är enkel.');
    });
    await confirm('BILL', 40, 'prop. 2026/27:3');
    await confirm('DECISION', 20, 'rskr. 2026/27:15');
    await confirm('ISSUED', 10, 'SFS 2026:812');
    const issued = leila.locator('.timeline > li', { hasText: 'SFS 2026:812' });
    await act(issued, 'Rätta', 'Steget är rättat.', async (at) => {
      await at.getByLabel('Datum').fill(ago(9));
      await at.getByLabel('Skäl').fill('Fel dag.');
    });
    await issued.getByText('Rättat en gång').waitFor();
    await leila.getByText(/Avsluta: i kraft:/).waitFor();
    await confirm('IN_FORCE', 2, 'SFS 2026:812', (at) => cite(at, 'Bestämmelser som berörs', '10 kap. 2 a § OSL'));
    await act(leila, 'Avsluta: i kraft', 'Ärendet är avslutat.');
    await street.t.drainJobs();
  }, 120_000);

  it('a stage that cannot be is refused in words at its field', async () => {
    await act(leila, 'Öppna igen', 'Öppet igen.', (at) => at.getByLabel('Skäl').fill('En rättelse återstår.'));
    await leila.getByRole('button', { name: 'Bekräfta ett steg' }).click();
    const form = leila.locator('.action-form');
    await form.getByLabel('Steg', { exact: true }).selectOption('COMMITTEE_REPORT');
    await form.getByLabel('Datum').fill(ago(-3));
    await cite(form, 'Dokumentets beteckning', 'bet. 2026/27:KU3');
    await form.locator('button[type=submit]').click();
    await form.locator('.field-error').first().waitFor();
    await form.getByRole('button', { name: 'Avbryt' }).click();
    await act(leila, 'Avsluta: i kraft', 'Ärendet är avslutat.');
    await street.t.drainJobs();
  }, 60_000);

  it('the demand is graded with evidence, and checked by somebody else', async () => {
    await open(leila, `/paverkan/mal/${goal}`);
    const claim = leila.getByRole('article', { name: new RegExp(DEMAND) });
    await act(claim, 'Bedöm', 'Bedömningen är sparad.', async (form) => {
      await form.getByLabel('I huvudsak uppfyllt').check();
      await form.getByLabel('hög').check();
      await form.getByRole('button', { name: 'Lägg till belägg' }).click();
      await cite(form, 'Bestämmelse eller källa', '10 kap. 2 a § OSL');
      await form.getByLabel('Förklaring').fill('Lagen säger det, men bara för teknisk lagring.');
    });
    await claim.getByText('Inte kontrollerat').waitFor();
    await claim.getByText(/Bekräfta bedömningen:/).waitFor();
    await open(erik, `/paverkan/mal/${goal}`);
    await act(
      erik.getByRole('article', { name: new RegExp(DEMAND) }),
      'Bekräfta bedömningen',
      'Bedömningen är kontrollerad.',
    );
    await leila.reload();
    await act(leila, 'Uppnått', 'Målet är avslutat.', (form) => form.getByLabel('Skäl').fill('Lagen gäller.'));
  }, 60_000);

  it('the lawyer says that the law resolved it, and anybody reads what became of it', async () => {
    await open(erik, `/hinder/${barrier}`);
    await act(erik, 'Löst', 'Hindret är löst.', async (form) => {
      await form.getByLabel('Lag i kraft').check();
      await cite(form, 'Bestämmelserna som löste det', '10 kap. 2 a § OSL');
      await form.getByLabel('Lagstiftningsärendet').fill(dossier);
      await form.getByText('Avser: Sekretess vid teknisk lagring').waitFor();
    });
    await street.t.drainJobs();
    const anybody = await street.as(null);
    await open(anybody, `/hinder/${barrier}`);
    await anybody.getByText('Löst helt genom lag som har trätt i kraft').waitFor();
    await anybody.getByRole('link', { name: 'Sekretess vid teknisk lagring' }).first().click();
    await anybody.waitForURL(new RegExp(`/lagstiftning/${dossier}$`));
    await anybody.getByText('I kraft').first().waitFor();
    await anybody.goBack();
    await anybody.getByRole('link', { name: GOAL }).first().click();
    await anybody.getByText('I huvudsak uppfyllt').first().waitFor();
    expect(await anybody.content()).not.toContain('Leila Forsberg');
  }, 60_000);

  it('what was made on the way holds WCAG 2.2 AA, on a desktop and at 320 px', async () => {
    const found: string[] = [];
    const pages: [Page, string][] = [
      [erik, `/hinder/${barrier}`],
      [leila, `/paverkan/mal/${goal}`],
      [leila, `/paverkan/insatser/${letter}`],
      [leila, `/lagstiftning/${dossier}`],
    ];
    for (const [page, path] of pages) {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 860 });
        await visit(page, path);
        const { faults } = await tryOut(page);
        found.push(...faults.map((fault) => `${path} at ${width}: ${fault}`));
      }
    }
    expect(found).toEqual([]);
  }, 120_000);

  it('nothing went wrong on the way, and no other server was asked', () => {
    expect(street.problems()).toEqual([]);
  });
});
