import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { settled, trafficOf } from './traffic.js';

/** Opens a page of the application and waits until nothing is being fetched. */
export async function visit(page: Page, path: string): Promise<void> {
  trafficOf(page);
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await settled(page);
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
      ...(document.title === (location.pathname === '/' ? 'Lagrum' : (headings[0]?.dataset.tab ?? said) + ' – Lagrum') ? [] : ['titled ' + document.title]),
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

const MOTION = `(() => {
  const longest = (list) => Math.max(0, ...list.split(',').map((one) => parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1000)));
  const faults = [];
  for (const one of [document.documentElement, ...document.querySelectorAll('body *')]) {
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(one, part);
      if (part && style.content === 'none') continue;
      const name = one.outerHTML.slice(0, 100) + (part ?? '');
      if (style.animationName !== 'none' && longest(style.animationDuration) > ${1000 / 60}) faults.push('moves by itself: ' + name);
      if (longest(style.transitionDuration) > ${1000 / 60}) faults.push('glides: ' + name);
      if (style.scrollBehavior === 'smooth') faults.push('scrolls smoothly: ' + name);
    }
  }
  return [...new Set(faults)];
})()`;

/** A reader who has asked for less motion gets none that lasts longer than a frame. */
export async function motionFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const faults = await page.evaluate<string[]>(MOTION);
  await page.emulateMedia({ reducedMotion: null });
  return faults.map((fault) => `reduced motion: ${fault}`);
}
