import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM, inBrowser } from './browser.js';
import { motionFaults } from './faults.js';
import { forcedColourFaults } from './forced-colours.js';
import { keyboardFaults } from './keyboard.js';

/** The checks that every page is put through, on pages that break them on purpose: one that finds nothing here is worth nothing. */

inBrowser('a check', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    page = await browser.newPage();
  }, 60_000);
  afterAll(() => browser?.close());

  const shell = (inner: string, style = ''): string =>
    `<!doctype html><html lang="sv"><title>x</title><style>${style}</style><body>
      <a class="skip" href="#m" onclick="event.preventDefault(); document.querySelector('main').focus()">Förbi</a>
      <header class="shell-head"><a href="/">Meny</a></header><main id="m" tabindex="-1"><h1>x</h1>${inner}</main></body></html>`;
  const WHOLE = '<a href="/x">Länk</a> <input aria-label="Namn"> <button type="button">Spara</button>';

  describe('of forced colours', () => {
    const found = async (inner: string, style?: string): Promise<string[]> => {
      await page.setContent(shell(inner, style));
      return forcedColourFaults(page);
    };
    it('finds nothing on a page that is whole', async () => {
      expect(await found(WHOLE)).toEqual([]);
    });
    it.each([
      [
        'a field that only a background shows',
        '<input>',
        'input { border: 0; background: #eee }',
        'nothing shows where to write',
      ],
      [
        'a button that is a background picture',
        '<button></button>',
        'button { border: 0; width: 2rem; height: 2rem; background: linear-gradient(red, blue) }',
        'nothing to press shows',
      ],
      [
        'a drawing in white',
        '<svg width="20" height="20"><path d="M0 0h20v20z" fill="#fff" /></svg>',
        '',
        'light: drawn in rgb(255, 255, 255)',
      ],
      [
        'a drawing in black',
        '<svg width="20" height="20"><path d="M0 0h20v20z" /></svg>',
        '',
        'dark: drawn in rgb(0, 0, 0)',
      ],
      [
        'a current link that only a shadow shows',
        '<nav><a href="/a" aria-current="page">A</a> <a href="/b">B</a></nav>',
        '[aria-current] { box-shadow: inset 0 -3px 0 red }',
        'is not seen to be the one',
      ],
      [
        'a bar that is a background',
        '<span class="bar"></span>',
        '.bar { display: block; width: 5rem; height: 1rem; background: green }',
        'was painted and is gone',
      ],
    ])('finds %s', async (_, inner, style, words) => {
      expect((await found(inner, style)).join('\n')).toContain(words);
    });
  });

  describe('of motion', () => {
    it.each([
      [
        'what moves by itself',
        '<p class="x">x</p>',
        '@keyframes k { to { opacity: 0 } } .x { animation: k 2s infinite }',
        'moves by itself',
      ],
      ['what glides', '<p class="x">x</p>', '.x::before { content: "x"; transition: color 0.3s }', 'glides'],
      ['a page that scrolls smoothly', '', 'html { scroll-behavior: smooth }', 'scrolls smoothly'],
    ])('finds %s', async (_, inner, style, words) => {
      await page.setContent(shell(inner, style));
      expect((await motionFaults(page)).join('\n')).toContain(words);
      await page.setContent(
        shell(inner, `@media (prefers-reduced-motion: no-preference) { ${style.replace(/@keyframes.*\} \}/, '')} }`),
      );
      expect(await motionFaults(page)).toEqual([]);
    });
  });

  describe('of the keyboard', () => {
    const found = async (inner: string, style?: string): Promise<string[]> => {
      await page.setContent(shell(inner, style));
      return keyboardFaults(page, 100);
    };
    it('finds nothing on a page that is whole', async () => {
      expect(await found(WHOLE)).toEqual([]);
    });
    it.each([
      ['a focus that does not show', '<a href="/x">Länk</a>', 'main a:focus { outline: none }', 'focus does not show'],
      [
        'a focus that only a shadow shows',
        '<a href="/x">Länk</a>',
        'main a:focus { outline: none; box-shadow: 0 0 3px red }',
        'focus does not show',
      ],
      [
        'a stop out of sight',
        '<a href="/x" style="position: fixed; left: -99rem">Länk</a>',
        '',
        'focus is out of sight',
      ],
      [
        'a field that holds on to the focus',
        `<input onkeydown="if (event.key === 'Tab') event.preventDefault()"><a href="/x">Länk</a>`,
        '',
        'the focus cannot leave',
      ],
      [
        'two that send it to each other',
        `<input id="a" onblur="document.getElementById('b').focus()"><input id="b" onblur="document.getElementById('a').focus()"><a href="/x">Länk</a>`,
        '',
        'the focus cannot leave',
      ],
      [
        'a button that Tab passes by',
        '<button type="button" tabindex="-1">Spara</button>',
        '',
        'the keyboard does not come to',
      ],
    ])('finds %s', async (_, inner, style, words) => {
      expect((await found(inner, style)).join('\n')).toContain(words);
    });
    it('finds a way past the menus that leads nowhere, or is missing', async () => {
      await page.setContent(shell(WHOLE).replace(/onclick="[^"]*"/, 'onclick="event.preventDefault()"'));
      expect((await keyboardFaults(page, 100)).join()).toContain('does not lead to the content');
      await page.setContent(shell(WHOLE).replace('class="skip"', ''));
      expect((await keyboardFaults(page, 100)).join()).toContain('no way past the menus');
    });
  });
});
