// npm run screenshots [address] [part of a name]: every page as a desktop and a phone show it, in Swedish, into
// web/screenshots/. With --readme instead of a name: the few that the README shows, as a screen shows them, into doc/pictures/.
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const address = process.argv[2] ?? 'http://localhost:3000';
const only = process.argv[3];
const web = dirname(fileURLToPath(import.meta.url));
const README = only === '--readme' ? new Set(['start', 'vagledning-v1', 'arbete', 'hinder']) : null;
const out = README ? join(web, '..', 'doc', 'pictures') : join(web, 'screenshots');
fs.mkdirSync(out, { recursive: true });

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  fs.existsSync(path),
);
if (!executablePath) throw new Error('There is no Chromium here: apt-get install chromium');

const PAGES = JSON.parse(fs.readFileSync(join(web, 'screenshots.json'), 'utf8'));
const SIZES = {
  desktop: README ? { width: 1200, height: 720 } : { width: 1280, height: 860 },
  ...(README ? {} : { phone: { width: 390, height: 844 } }),
};

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--lang=sv-SE'],
  env: { ...process.env, LANGUAGE: 'sv' },
});
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const [person, pages] of Object.entries(PAGES)) {
    const wanted = Object.entries(pages).filter(([name]) => (README ? README.has(name) : !only || name.includes(only)));
    if (!wanted.length) continue;
    const context = await browser.newContext({ viewport, locale: 'sv-SE', deviceScaleFactor: 1 });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') process.stderr.write(`  ${message.text()}\n`);
    });
    if (person !== '-') {
      await page.goto(`${address}/login`);
      await page.locator('button', { hasText: person }).click();
      await page.waitForURL(`${address}/`);
    }
    for (const [name, path] of wanted) {
      await page.goto(address + path, { waitUntil: 'networkidle' });
      await page.screenshot({ path: join(out, README ? `${name}.png` : `${name}-${size}.png`), fullPage: !README });
      process.stderr.write(`${name}-${size}\n`);
    }
    await context.close();
  }
}
await browser.close();
