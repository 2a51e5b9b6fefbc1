import type { Page } from 'playwright-core';

/** A page walked through with the Tab key alone, from its first stop to its last. */

interface Walk {
  stops: string[];
  faults: string[];
  /** The focus has come round to the first stop again, or has left the page. */
  ended: boolean;
}

/** Looks at each stop within the page, as the next Tab leaves it: a question to the browser at each would take minutes. */
const WATCH = `(() => {
  const walk = (window.walk = { seen: new Set(), faults: [], ended: false });
  walk.look = () => {
    const target = document.activeElement;
    if (!target || target === document.body || target === document.documentElement) return;
    const name = target.outerHTML.slice(0, 120);
    const box = target.getBoundingClientRect();
    const outside = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
    if (!target.checkVisibility() || outside) return walk.faults.push('focus is out of sight: ' + name);
    // The ring may be drawn by the thing itself or by what lies around it (a field in its frame). An outline and no shadow:
    // forced colours take shadows away.
    const shows = [target, target.parentElement, target.parentElement?.parentElement, target.nextElementSibling].some((one) => {
      if (!one) return false;
      const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    });
    if (!shows) walk.faults.push('focus does not show: ' + name);
  };
  addEventListener('keydown', ({ key }) => key === 'Tab' && !walk.ended && walk.look(), true);
  addEventListener('focusin', ({ target }) => {
    if (walk.seen.size > 1 && target.matches('.skip')) walk.ended = true;
    walk.seen.add(target);
  });
})()`;

const STATE = `(() => {
  const { seen, faults, look } = window.walk;
  const at = document.activeElement;
  window.walk.ended ||= !at || at === document.body || at === document.documentElement;
  look();
  return {
    stops: [...seen].map((one) => one.outerHTML.slice(0, 120)),
    faults: [...new Set(faults)],
    ended: window.walk.ended,
  };
})()`;

/** Everything that can be pressed or written in and that the Tab key never came to. */
const UNREACHED = `(() => {
  const { seen } = window.walk;
  const groups = new Set([...seen].filter((one) => one.type === 'radio').map((one) => one.name));
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=switch]')]
    .filter((one) => !seen.has(one) && !one.matches(':disabled, [type=hidden], [aria-disabled=true]') && !one.closest('[inert], [role=listbox], [role=tablist], [role=radiogroup], dialog:not([open])'))
    .filter((one) => one.checkVisibility({ checkVisibilityCSS: true }) && one.getBoundingClientRect().width > 0)
    .filter((one) => one.type !== 'radio' || !groups.has(one.name))
    .map((one) => 'the keyboard does not come to: ' + one.outerHTML.slice(0, 120));
})()`;

/**
 * From the top with the keyboard alone, to the end of the page or as many stops as told: the first leads past the menus to
 * the content, each of them is seen, none holds on to whoever came there, and nothing is left out.
 */
export async function keyboardFaults(page: Page, most: number): Promise<string[]> {
  await page.evaluate(WATCH);
  const state = (): Promise<Walk> => page.evaluate<Walk>(STATE);
  await page.keyboard.press('Tab');
  const first = await state();
  if (!first.stops[0]?.includes('class="skip"')) return [`the first stop is no way past the menus: ${first.stops[0]}`];
  let before = first;
  while (!before.ended && before.stops.length < most) {
    // More than the four stops of a date (year, month, day, calendar): what then leads to nothing new holds the focus.
    for (let i = 0; i < 8; i++) await page.keyboard.press('Tab');
    const now = await state();
    if (!now.ended && now.stops.length === before.stops.length)
      return [...now.faults, `the focus cannot leave: ${now.stops.at(-1)}`];
    before = now;
  }
  const faults = [...before.faults];
  if (before.ended) faults.push(...(await page.evaluate<string[]>(UNREACHED)));
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
