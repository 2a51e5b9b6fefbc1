import type { Page } from 'playwright-core';

/**
 * Forced colours (high contrast): the browser takes away backgrounds, gradients and shadows and paints everything in a
 * handful of colours of the reader's. What a background or a shadow alone told is then gone.
 */

/** What is painted and says nothing in words: bars, dots, keys of a map. Remembered before the colours are taken. */
const REMEMBER = `(() => {
  const clear = (colour) => colour === 'transparent' || /^rgba\\(.*, 0\\)$/.test(colour);
  window.painted = [];
  for (const one of document.querySelectorAll('body *')) {
    if (one.closest('svg') || one.matches('input, textarea, select, button, progress, meter, img, option')) continue;
    if (one.textContent.trim() || one.childElementCount || !one.checkVisibility({ checkVisibilityCSS: true })) continue;
    const { width, height } = one.getBoundingClientRect();
    const { backgroundColor, backgroundImage } = getComputedStyle(one);
    if (width >= 3 && height >= 3 && (!clear(backgroundColor) || backgroundImage !== 'none')) window.painted.push(one);
  }
})()`;

const LOOK = `(() => {
  const faults = [];
  const name = (one) => one.outerHTML.slice(0, 140);
  const bordered = (style) => ['Top', 'Right', 'Bottom', 'Left'].some((side) =>
    style['border' + side + 'Style'] !== 'none' && parseFloat(style['border' + side + 'Width']) > 0);
  const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const clear = (colour) => colour === 'transparent' || numbers(colour)[3] === 0;
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const under = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!clear(backgroundColor) && (numbers(backgroundColor)[3] ?? 1) > 0.5) return backgroundColor;
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)';
  };
  const seen = (one) => one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) &&
    one.getBoundingClientRect().width > 1 && !one.closest('.visually-hidden');

  // Where one writes or chooses: an edge shows where it is.
  for (const one of document.querySelectorAll('input, textarea, select')) {
    if (!seen(one) || ['hidden', 'radio', 'checkbox', 'range', 'file', 'submit'].includes(one.type)) continue;
    const frames = [one, one.parentElement, one.parentElement?.parentElement];
    if (!frames.some((frame) => frame && bordered(getComputedStyle(frame)))) faults.push('nothing shows where to write: ' + name(one));
  }
  // What is pressed: words or a picture; a picture in a colour that stands out from what lies under it.
  for (const one of document.querySelectorAll('button, summary, [role=button], [role=tab], [role=switch], a.button')) {
    if (!seen(one)) continue;
    const words = [...one.childNodes].some((node) => node.textContent.trim() &&
      (node.nodeType === 3 || (node.nodeType === 1 && !node.matches('.visually-hidden') && node.getBoundingClientRect().width > 1)));
    if (!words && !one.querySelector('svg, img') && !bordered(getComputedStyle(one))) faults.push('nothing to press shows: ' + name(one));
  }
  for (const one of document.querySelectorAll('svg')) {
    if (!seen(one)) continue;
    const shapes = [...one.querySelectorAll('path, line, polyline, polygon, circle, rect, ellipse, text')]
      .filter((shape) => !shape.closest('defs, clipPath, mask'));
    for (const shape of shapes) {
      const { fill, stroke, strokeWidth, opacity } = getComputedStyle(shape);
      const behind = under(one);
      // A letter stands on the shape that was drawn before it.
      const drawn = shape.matches('text')
        ? shapes.slice(0, shapes.indexOf(shape)).filter((other) => {
            const a = other.getBoundingClientRect(), b = shape.getBoundingClientRect();
            return other.matches('rect, path, circle') && getComputedStyle(other).fill !== 'none' &&
              a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;
          }).at(-1)
        : null;
      const on = drawn ? getComputedStyle(drawn).fill : behind;
      const paints = [fill, stroke !== 'none' && parseFloat(strokeWidth) > 0 ? stroke : 'none']
        .filter((paint) => paint !== 'none' && !clear(paint) && !paint.startsWith('url'));
      if (!paints.length || Number(opacity) === 0) continue;
      if (!paints.some((paint) => contrast(paint, on) >= 3)) {
        faults.push('drawn in ' + paints.join(' and ') + ' on ' + on + ': ' + name(one) + ' … ' + name(shape));
        break;
      }
    }
  }
  // What is chosen or current differs from its like in more than a colour or a shadow that is taken away.
  const looks = (one) => {
    const of = (style) => ['Top', 'Right', 'Bottom', 'Left'].map((side) => style['border' + side + 'Width'] + style['border' + side + 'Style'] + style['border' + side + 'Color']).join() +
      [style.outlineStyle + style.outlineWidth, style.textDecorationLine, style.fontWeight, style.color, style.backgroundColor].join();
    return of(getComputedStyle(one)) + ['::before', '::after'].map((part) => getComputedStyle(one, part))
      .map((style) => (style.content === 'none' ? '' : style.content + of(style))).join();
  };
  const like = (one, state) => {
    for (let around = one.parentElement, i = 0; around && i < 4; around = around.parentElement, i++) {
      const other = [...around.querySelectorAll(one.tagName)].find((it) => it !== one && seen(it) && !it.matches(state) && it.className === one.className);
      if (other) return other;
    }
    return null;
  };
  for (const state of ['[aria-current]:not([aria-current=false])', '[aria-selected=true]', '[aria-pressed=true]', '[role=switch][aria-checked=true]']) {
    for (const one of document.querySelectorAll(state)) {
      const other = seen(one) ? like(one, state) : null;
      if (other && looks(one) === looks(other)) faults.push('is not seen to be the one: ' + name(one));
    }
  }
  for (const one of window.painted ?? []) {
    if (!one.isConnected || !one.checkVisibility({ checkVisibilityCSS: true })) continue;
    const style = getComputedStyle(one);
    const stands = bordered(style) || (one.parentElement && !clear(style.backgroundColor) && style.backgroundColor !== under(one.parentElement));
    if (!stands) faults.push('was painted and is gone: ' + name(one));
  }
  return [...new Set(faults)];
})()`;

/** The page in forced colours, dark on light and light on dark. */
export async function forcedColourFaults(page: Page): Promise<string[]> {
  await page.evaluate(REMEMBER);
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    for (const fault of await page.evaluate<string[]>(LOOK)) faults.push(`forced colours, ${colorScheme}: ${fault}`);
  }
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  return faults;
}
