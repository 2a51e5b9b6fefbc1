import type { Page, Route } from 'playwright-core';
import { settled, trafficOf } from './traffic.js';

/** A page while the API is slow, when it fails, and when whoever reads is no longer signed in. */

interface Shift {
  value: number;
  of: string;
}

/** Collects what moved under the reader's eyes without their doing; before the page's own script. */
const WATCH_SHIFTS = `(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput)
        window.shifts.push({ value, of: sources.map(({ node }) => node?.outerHTML?.slice(0, 60) ?? node?.nodeName).join(' | ') });
  }).observe({ type: 'layout-shift', buffered: true });
})()`;

/** "Good" by web.dev is 0.1; a page here is to move half of that at the most, from the first sketch to the last answer. */
const MOST_SHIFT = 0.05;
/** Still to be mended: the figures of two years come after the choice of the years. */
const KNOWN_SHIFTS: Record<string, number> = {
  '/uppfoljning/jamfor?fran=2023&till=2024': 0.1,
};

/** Who one is, and the number on the bell: asked for on every page, and no part of it. */
const SHELL = new Set(['Session', 'Unread']);
const nameOf = (route: Route): string =>
  (route.request().postDataJSON() as { operationName?: string } | null)?.operationName ?? '';

/** What the page shows at this moment. */
interface Look {
  heading: string;
  headings: string[];
  busy: boolean;
  said: string;
  alerts: string[];
  retries: number;
  signIn: boolean;
  empty: string[];
  title: string;
}
const LOOK = `(() => {
  const main = document.querySelector('main');
  const seen = (one) => one.checkVisibility({ checkVisibilityCSS: true });
  const texts = (selector) => [...(main?.querySelectorAll(selector) ?? [])].filter(seen).map((one) => one.textContent.trim());
  return {
    heading: texts('h1')[0] ?? '',
    headings: texts('h1, h2'),
    busy: !!main?.querySelector('[aria-busy=true]'),
    said: texts('[aria-busy=true] [role=status]')[0] ?? '',
    alerts: [...texts('[role=alert]'), ...[...document.querySelectorAll('.connection p')].map((one) => one.textContent)],
    retries: [...document.querySelectorAll('main button, .connection button')].filter((one) => seen(one) && one.textContent === 'Försök igen').length,
    signIn: texts('button, a').some((text) => text === 'Logga in'),
    empty: texts('.empty'),
    title: document.title,
  };
})()`;
const look = (page: Page): Promise<Look> => page.evaluate<Look>(LOOK);

/** The page with every answer of the API held back, and then let go: what is said meanwhile, and what moves. */
async function slow(page: Page, path: string): Promise<{ faults: string[]; whole: Look }> {
  const held: Route[] = [];
  let holding = true;
  await page.route('**/graphql', (route) => {
    if (!holding) return route.continue();
    held.push(route);
    trafficOf(page).hold(route.request());
  });
  await page.goto(path);
  await page.locator('main').waitFor();
  await settled(page);
  const waiting = await look(page);
  const own = held.filter((route) => !SHELL.has(nameOf(route)));
  const faults: string[] = [];
  if ((own.length || !waiting.heading) && !(waiting.busy && waiting.said))
    faults.push('while it waits it does not say so');
  holding = false;
  trafficOf(page).held.clear();
  for (const route of held) await route.continue();
  await settled(page);
  await page.unroute('**/graphql');
  const whole = await look(page);
  const early = [
    ...waiting.alerts,
    ...waiting.empty,
    ...(waiting.heading === 'Sidan finns inte' ? [waiting.heading] : []),
  ];
  if (held.length && (waiting.signIn || (early.length && waiting.heading !== whole.heading)))
    faults.push(`while it waits it says what it cannot know: ${early.join(', ')}`);
  if (whole.busy) faults.push('it waits still when all the answers have come');
  const shifts = await page.evaluate<Shift[]>('window.shifts');
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  if (sum > (KNOWN_SHIFTS[path] ?? MOST_SHIFT)) {
    const worst = [...shifts].sort((a, b) => b.value - a.value)[0]!;
    faults.push(`it moved by ${sum.toFixed(3)} while it loaded, most of all ${worst.value.toFixed(3)}: ${worst.of}`);
  }
  return { faults, whole };
}

type Failure = 'aborted' | '500' | 'errors';
async function fail(route: Route, how: Failure): Promise<void> {
  if (how === 'aborted') return route.abort('connectionrefused');
  if (how === '500') return route.fulfill({ status: 500, contentType: 'text/plain', body: 'Internal Server Error' });
  // As the server does: what failed is null, and beside it stands why.
  const real = (await (await route.fetch()).json()) as { data?: Record<string, unknown> | null };
  const data = real.data ? Object.fromEntries(Object.keys(real.data).map((key) => [key, null])) : null;
  const error = { message: 'Något gick fel hos oss.', extensions: { code: 'INTERNAL' } };
  return route.fulfill({ json: { data, errors: [error] } });
}

/** Presses "try again" and waits for what it asks and is answered; false where there is nothing to press. */
async function again(page: Page): Promise<boolean> {
  const button = page.locator('main, .connection').getByRole('button', { name: 'Försök igen' }).last();
  if (!(await button.isVisible())) return false;
  const asked = page.waitForRequest('**/graphql', { timeout: 5_000 }).catch(() => undefined);
  await button.click();
  await asked;
  await settled(page);
  return true;
}

/** Until there is none left, or nothing comes of it. */
async function tryAgain(page: Page): Promise<void> {
  for (let i = 0; i < 6; i++) if (!(await again(page))) return;
}

/** The page with failing answers of its own, in three ways after one another, and then well again. */
async function failing(page: Page, path: string, whole: Look): Promise<string[]> {
  const faults: string[] = [];
  let how: Failure | null = 'aborted';
  let failed = 0;
  await page.route('**/graphql', (route) => {
    if (!how || SHELL.has(nameOf(route))) return route.continue();
    failed++;
    return fail(route, how);
  });
  await page.goto(path);
  await settled(page);
  for (const next of ['500', 'errors', null] as const) {
    const now = await look(page);
    if (!failed) break;
    if (!now.alerts.some((text) => text.length > 12) || !now.retries)
      faults.push(`${how}: it does not say so with a way on`);
    if (now.busy) faults.push(`${how}: it waits still`);
    if (now.signIn || now.empty.length || (now.heading === 'Sidan finns inte' && whole.heading !== now.heading))
      faults.push(`${how}: it says what it cannot know: ${[...now.empty, now.heading].join(', ')}`);
    how = next;
    if (how) await again(page);
  }
  await tryAgain(page);
  await page.unroute('**/graphql');
  return failed ? [...faults, ...recovered(await look(page), whole, 'when what failed works again')] : faults;
}

/** The page when nothing answers at all, also not who one is; and then it does. */
async function unreachable(page: Page, path: string, whole: Look): Promise<string[]> {
  let asked = 0;
  await page.route('**/graphql', (route) => {
    asked++;
    return route.abort('connectionrefused');
  });
  await page.goto(path);
  await settled(page);
  const now = await look(page);
  const faults =
    !asked || (now.retries && now.alerts.length) ? [] : ['without a server it does not say so with a way on'];
  if (now.signIn && !whole.signIn) faults.push('without a server it asks for a sign-in');
  await page.unroute('**/graphql');
  await tryAgain(page);
  return [...faults, ...recovered(await look(page), whole, 'when the server is back')];
}

function recovered(now: Look, whole: Look, when: string): string[] {
  const missing = whole.headings.filter((heading) => !now.headings.includes(heading));
  return [
    ...(now.alerts.length && !whole.alerts.length ? [`${when} it still says: ${now.alerts.join(', ')}`] : []),
    ...(missing.length ? [`${when} it does not show: ${missing.join(', ')}`] : []),
  ];
}

/** Whoever is not signed in, or no longer: what is said, and that signing in leads back to the same place. */
async function signedOut(page: Page, path: string, person: string, whole: Look): Promise<string[]> {
  await page.context().clearCookies();
  await page.goto(path);
  await settled(page);
  const now = await look(page);
  if (now.heading === whole.heading && !now.signIn && !now.alerts.length && !now.busy) {
    await page.locator('.shell-head').getByText('Logga in').click();
  } else {
    if (!now.signIn) return [`signed out it does not say so with a way on: ${now.headings.join(', ')}`];
    await page
      .locator('main')
      .locator('button, a')
      .getByText('Logga in', { exact: true })
      .or(page.locator('main').getByRole('button', { name: 'Logga in', exact: true }))
      .first()
      .click();
  }
  await page.locator('button', { hasText: person }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login') && url.host === new URL(page.url()).host);
  await settled(page);
  const back = await look(page);
  const at = new URL(page.url());
  const faults =
    decodeURI(at.pathname + at.search) === decodeURI(path)
      ? []
      : [`after signing in one is at ${at.pathname}${at.search}`];
  return [...faults, ...recovered(back, whole, 'after signing in')];
}

/**
 * All of it, for one page and one person; signed in still when it is done. What is said when nothing answers at all is said
 * by the frame around the pages: it is tried where `frame` is true.
 */
export async function troubleFaults(
  page: Page,
  path: string,
  person: string | null,
  frame: boolean,
): Promise<string[]> {
  const { faults, whole } = await slow(page, path);
  faults.push(...(await failing(page, path, whole)));
  if (frame) faults.push(...(await unreachable(page, path, whole)));
  if (person) faults.push(...(await signedOut(page, path, person, whole)));
  return faults.map((fault) => `trouble: ${fault}`);
}

/** Once in each window, before it is used. */
export async function watchShifts(page: Page): Promise<void> {
  trafficOf(page);
  await page.addInitScript(WATCH_SHIFTS);
}
