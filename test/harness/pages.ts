import { describe } from '@jest/globals';
import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { projectRoot } from '../../src/platform/config.js';
import type { Client, TestApp } from './app.js';

/** The built pages in a real headless Chromium, served by the application under test. */

export const BUILT_PAGES = join(projectRoot, 'dist', 'web');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const missing = !CHROMIUM
  ? 'no Chromium (apt-get install chromium)'
  : !existsSync(join(BUILT_PAGES, 'manifest.json'))
    ? 'the pages are not built (npm run build)'
    : null;

/** `describe` where there are a browser and pages; else skipped, and said so. */
export function describePages(name: string, also: string | null, tests: () => void): void {
  const why = missing ?? also;
  if (why) console.warn(`Skipped: ${name}: ${why}.`);
  (why ? describe.skip : describe)(name, tests);
}

export interface Pages {
  address: string;
  /** A browser of its own, as a person or as nobody. */
  open(who?: Client | null, options?: { width?: number; height?: number; english?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

export async function openPages(t: TestApp): Promise<Pages> {
  await t.app.listen(0, '127.0.0.1');
  const { port } = t.app.getHttpServer().address() as { port: number };
  const address = `http://127.0.0.1:${port}`;
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--lang=sv-SE'],
    env: { ...process.env, LANGUAGE: 'sv' } as Record<string, string>,
  });
  const contexts: BrowserContext[] = [];
  return {
    address,
    open: async (who, { width = 1280, height = 900, english = false } = {}) => {
      const context = await browser.newContext({
        baseURL: address,
        viewport: { width, height },
        locale: 'sv-SE',
        extraHTTPHeaders: who?.authorization ?? {},
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      contexts.push(context);
      if (english) await context.addInitScript(`localStorage.setItem('lagrum:language', 'en')`);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
    },
  };
}

/** Opens a page of the application and waits until nothing is being fetched. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor();
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What breaks WCAG 2.2 AA on the page as it is now, in sentences; and what reaches outside the screen. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Through the debugger, which the content security policy does not stop.
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(`(async () => {
    const { violations } = await axe.run(document, { runOnly: ${JSON.stringify(RULES)} });
    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')),
      ...(scrollWidth > clientWidth ? ['wider than the screen: ' + scrollWidth + ' of ' + clientWidth] : []),
    ];
  })()`);
}
