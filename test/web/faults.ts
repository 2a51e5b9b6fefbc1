import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Opens a page of the application and waits until nothing is being fetched. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor();
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface Tried {
  /** Rules of WCAG 2.2 AA that axe tried on something of the page and found kept. */
  kept: string[];
  /** What breaks them, in sentences; and what reaches outside the screen. */
  faults: string[];
}

/** The page as it is now, against WCAG 2.2 AA and the width of its screen. */
export async function tryOut(page: Page): Promise<Tried> {
  // Through the debugger, which the content security policy does not stop.
  await page.evaluate(axe.source);
  return page.evaluate<Tried>(`(async () => {
    const { violations, passes } = await axe.run(document, { runOnly: ${JSON.stringify(RULES)} });
    const { scrollWidth, clientWidth } = document.documentElement;
    return {
      kept: passes.map(({ id }) => id),
      faults: [
        ...violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')),
        ...(scrollWidth > clientWidth ? ['wider than the screen: ' + scrollWidth + ' of ' + clientWidth] : []),
      ],
    };
  })()`);
}

export const faultsOf = async (page: Page): Promise<string[]> => (await tryOut(page)).faults;

/** What every page is to have, whatever it shows: a title, one first heading that says something, one place for it all. */
export function frameFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const headings = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility());
    const mains = document.querySelectorAll('main');
    const said = headings[0]?.textContent.trim();
    return [
      ...(headings.length === 1 && said ? [] : [headings.length + ' h1, the first says: ' + said]),
      ...(mains.length === 1 && mains[0].contains(headings[0]) ? [] : ['h1 does not stand in the one main']),
      ...(document.title === (location.pathname === '/' ? 'Lagrum' : said + ' – Lagrum') ? [] : ['titled ' + document.title]),
      ...(document.documentElement.lang ? [] : ['in no language']),
    ];
  })()`);
}

/** Text twice as large, as a reader sets it in the browser: nothing may end up outside the screen. */
export async function largeTextFaults(page: Page): Promise<string[]> {
  const browser = await page.context().newCDPSession(page);
  const measure = (): Promise<{ size: number; screen: number; all: number }> =>
    page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done({
      size: parseFloat(getComputedStyle(document.querySelector('main')).fontSize),
      screen: document.documentElement.clientWidth,
      all: document.documentElement.scrollWidth,
    }))))`);
  const usual = await measure();
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const large = await measure();
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await browser.detach();
  return [
    ...(large.size >= 2 * usual.size ? [] : [`large text grows from ${usual.size} to ${large.size} px only`]),
    ...(large.all > large.screen ? [`with large text wider than the screen: ${large.all} of ${large.screen}`] : []),
  ];
}

/** Where the focus is: what it is, and what is wrong with how it shows. */
interface Focus {
  at: string;
  fault: string | null;
}
const FOCUS = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return { at: '', fault: null };
  window.walked ??= new Map();
  if (!window.walked.has(at)) window.walked.set(at, window.walked.size);
  const name = window.walked.get(at) + ' ' + at.outerHTML.slice(0, 120);
  const box = at.getBoundingClientRect();
  const outside = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
  // The ring may be drawn by the thing itself or by what lies around it (a field in its frame).
  const ring = [at, at.parentElement, at.parentElement?.parentElement, at.nextElementSibling].some((one) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  });
  const fault = !at.checkVisibility() || outside ? 'focus is out of sight: ' : ring ? null : 'focus does not show: ';
  return { at: name, fault: fault && fault + name };
})()`;

/**
 * From the top with the keyboard alone: the first stop leads past the menus to the content, the stops after it are seen,
 * and none of them holds on to whoever came there.
 */
export async function keyboardFaults(page: Page, stops: number): Promise<string[]> {
  const focus = (): Promise<Focus> => page.evaluate<Focus>(FOCUS);
  await page.keyboard.press('Tab');
  const first = await focus();
  if (!first.at.includes('class="skip"') || first.fault)
    return [first.fault ?? `the first stop is no way past the menus: ${first.at}`];
  const faults: string[] = [];
  let before = first.at;
  let same = 0;
  for (let i = 0; i < stops; i++) {
    await page.keyboard.press('Tab');
    const { at, fault } = await focus();
    if (fault) faults.push(fault);
    if (!at) break; // Out of the page, to the browser's own buttons.
    // A date has a stop for year, month, day and calendar each.
    same = at === before ? same + 1 : 0;
    if (same > (at.includes('type="date"') ? 3 : 0)) return [...faults, `the focus cannot leave: ${at}`];
    before = at;
  }
  await page.locator('a.skip').focus();
  await page.keyboard.press('Enter');
  const inside = await page.evaluate<boolean>(`document.activeElement === document.querySelector('main')`);
  if (!inside) return [...faults, 'the way past the menus does not lead to the content'];
  await page.keyboard.press('Tab');
  const next = await page.evaluate<boolean>(
    `document.activeElement === document.body || !document.activeElement.closest('.shell-head')`,
  );
  return next ? faults : [...faults, 'after the way past the menus comes a menu'];
}
