import { describe } from '@jest/globals';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { seedDemo } from '../../src/seed.js';
import { projectRoot } from '../../src/platform/config.js';
import { Client, createTestApp, TestApp } from '../harness/app.js';
import { freePort } from '../harness/jobs-bed.js';

/** The built pages in a real browser, before the real application on a database of its own. */

export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  fs.existsSync(path),
);
const BUILT = join(projectRoot, 'dist', 'web');

/** A suite in the browser; skipped, with the reason in its name, where there is none or nothing is built. */
export function inBrowser(name: string, suite: () => void): void {
  const missing = !CHROMIUM
    ? 'needs Chromium: apt-get install chromium'
    : !fs.existsSync(join(BUILT, 'index.html'))
      ? 'needs npm run build'
      : null;
  if (missing) describe.skip(`${name} (${missing})`, suite);
  else describe(name, suite);
}

export interface Street {
  t: TestApp;
  address: string;
  /** A window of somebody's own: signed in through the real provider, by a token of theirs, or nobody. */
  as(who: string | Client | null, options?: BrowserContextOptions): Promise<Page>;
  /** What any page has said went wrong, and every request to another server; empties the list. */
  problems(): string[];
  close(): Promise<void>;
}

/** With the demo's questions and its provider to sign in at, or on another day with what `world` makes. */
export async function openStreet(other?: { now: string; world: (t: TestApp) => Promise<void> }): Promise<Street> {
  const t = await createTestApp({
    env: other ? {} : { DEMO: 'true', DEMO_IDP_PORT: String(await freePort()) },
    now: other?.now ?? new Date().toISOString(),
    pages: BUILT,
  });
  await (other ? other.world(t) : seedDemo(t.app));
  await t.drainJobs();
  await t.app.listen(0, '127.0.0.1');
  const { port } = t.app.getHttpServer().address() as AddressInfo;
  const address = `http://localhost:${port}`;
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM!,
    args: ['--no-sandbox', '--lang=sv-SE', '--disable-dev-shm-usage'],
  });
  const problems: string[] = [];
  const as = async (somebody: string | Client | null, options: BrowserContextOptions = {}): Promise<Page> => {
    const email = typeof somebody === 'string' ? somebody : null;
    const token = typeof somebody === 'string' ? undefined : somebody?.authorization;
    const context: BrowserContext = await browser.newContext({
      locale: 'sv-SE',
      baseURL: address,
      extraHTTPHeaders: token,
      ...options,
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const who = (typeof somebody === 'string' ? somebody : somebody?.email) ?? 'nobody';
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      // Chromium says every answer of 404; what is not there is the point of some tests.
      if (!/status of 404/.test(message.text())) problems.push(`${who}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${who}: ${error.message}`));
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== 'localhost') problems.push(`${who} asked ${request.url()}`);
    });
    if (email) {
      await page.goto(`${address}/login`);
      await page.locator('button', { hasText: email }).click();
      await page.waitForURL(`${address}/`);
    }
    return page;
  };
  return {
    t,
    address,
    as,
    problems: () => problems.splice(0),
    close: async () => {
      await browser.close();
      await t.close();
    },
  };
}
