#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers, bareEnv, freePort, startProcess, stopAll } from './processes.js';

/**
 * `npm run bench -- web [samples]`: the pages in headless Chromium before the program as `npm start` runs it, with the demo's
 * data. Each page cold (a new window, nothing kept) and again in the same window: when its largest part was painted (LCP), how
 * much moved (CLS), bytes and requests. Then from page to page by the menu: from the click to the next heading with its data.
 */

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const SAMPLES = Number(process.argv.find((word) => /^\d+$/.test(word))) || 5;
const GOAL = { lcp: 1_500, change: 200 };
const say = (line) => process.stderr.write(`${line}\n`);
const { chromium } = createRequire(join(root, 'web', 'package.json'))('playwright-core');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (!executablePath) throw new Error('There is no Chromium here: apt-get install chromium');

const NOBODY = 'nobody signed in';
const SCREEN = { width: 1280, height: 860 };
/** Before a page's own script. */
const WATCH = `
  window.paints = [];
  window.moved = 0;
  const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch('largest-contentful-paint', ({ startTime }) => window.paints.push(startTime));
  watch('layout-shift', ({ value, hadRecentInput }) => (window.moved += hadRecentInput ? 0 : value));
`;
/** From the click until another heading stands there and nothing in the page waits. */
const CHANGE = `void (window.changed = new Promise((done) => {
  const before = document.querySelector('main h1')?.textContent;
  let clicked = 0;
  addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true });
  const look = () => {
    const heading = document.querySelector('main h1')?.textContent;
    const there = clicked && heading && heading !== before && !document.querySelector('main [aria-busy=true]');
    if (there) done(performance.now() - clicked);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}))`;
const PAGES = {
  [NOBODY]: [
    '/',
    '/sok?q=molntj%C3%A4nst',
    '/vagledning',
    '/vagledning/V-1',
    '/lag',
    '/lag/sfs/2009:400?kap=K10',
    '/lag/sfs/2010:800/K20P9',
    '/hinder',
    '/hinder/H-3',
    '/paverkan',
  ],
  'handlaggare@kommun-a.demo': ['/', '/fraga', '/fragor', '/fragor/F-2026-1'],
  'jurist@skr.demo': ['/inkorg?alla=true', '/arbete/F-2026-1'],
};
/** By the menu, from each to the next; the last of them are there for whoever works at the association only. */
const WALK = ['Vägledning', 'Lagar', 'Hinder', 'Påverkan', 'Frågor', 'Inkorg'];

execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'lagrum-bench-'));
const loadBefore = loadavg()[0];
let browser = null;
try {
  const port = await freePort();
  const idp = await freePort();
  const env = {
    LAGRUM_HOME: join(folder, 'home'),
    PORT: String(port),
    DEMO_IDP_PORT: String(idp),
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '1000000',
  };
  const url = `http://localhost:${port}`;
  const lagrum = join(root, 'bin', 'lagrum.js');
  say('Starting …');
  await startProcess({
    name: 'Lagrum',
    command: process.execPath,
    args: [lagrum, 'start'],
    env,
    ready: answers(`${url}/health/ready`),
    patience: 180_000,
  });
  const records = join(process.env.LAGRUM_DATA ?? join(root, '..', 'shared', 'data'), 'sfs');
  if (existsSync(records)) {
    say('Acts …');
    const files = readdirSync(records)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(records, name));
    try {
      execFileSync(process.execPath, [lagrum, 'import', 'sfs', ...files], {
        env: { ...bareEnv(), ...env },
        stdio: 'ignore',
      });
    } catch {
      // It says by its exit code that one record was older than what it had: the others are read.
    }
  }
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const rows = [];
  for (const [person, paths] of Object.entries(PAGES)) {
    const storageState = await signedIn(url, person);
    for (const path of paths) {
      say(`${person} ${path}`);
      const cold = [];
      const warm = [];
      for (let i = 0; i < SAMPLES; i++) {
        const context = await browser.newContext({ storageState, locale: 'sv-SE', viewport: SCREEN });
        cold.push(await measure(context, url + path));
        warm.push(await measure(context, url + path));
        await context.close();
      }
      rows.push({ person, path, cold, warm });
    }
  }
  const changes = [];
  for (const person of [NOBODY, 'jurist@skr.demo']) {
    const storageState = await signedIn(url, person);
    for (let i = 0; i < SAMPLES; i++) {
      const context = await browser.newContext({ storageState, locale: 'sv-SE', viewport: SCREEN });
      changes.push(...(await walk(context, url, person)));
      await context.close();
    }
  }
  report(rows, changes);
} catch (error) {
  say(String(error?.stack ?? error));
  process.exitCode = 1;
} finally {
  await browser?.close();
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}

async function signedIn(url, person) {
  const context = await browser.newContext({ locale: 'sv-SE' });
  if (person !== NOBODY) {
    const page = await context.newPage();
    await page.goto(`${url}/login`);
    await page.locator('button', { hasText: person }).click();
    await page.waitForURL(`${url}/`);
  }
  const state = await context.storageState();
  await context.close();
  return state;
}

async function measure(context, address) {
  const page = await context.newPage();
  let bytes = 0;
  let requests = 0;
  const sizes = [];
  page.on('requestfinished', (request) => {
    requests++;
    sizes.push(
      request.sizes().then(
        ({ responseBodySize, responseHeadersSize }) => (bytes += responseBodySize + responseHeadersSize),
        () => undefined,
      ),
    );
  });
  await page.addInitScript({ content: WATCH });
  await page.goto(address, { waitUntil: 'networkidle' });
  const seen = await page.evaluate('({ lcp: window.paints.at(-1), cls: window.moved })');
  await Promise.all(sizes);
  await page.close();
  return { ...seen, bytes, requests };
}

/** Click by click, twice: the second time code and answers are there. */
async function walk(context, url, person) {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  const found = [];
  for (const round of ['first', 'again']) {
    for (const name of WALK) {
      const link = page.locator('.shell-nav').getByRole('link', { name, exact: true }).first();
      if (!(await link.count())) continue;
      await page.evaluate(CHANGE);
      await link.click();
      found.push({ person, name, round, ms: await page.evaluate('window.changed') });
      await page.waitForLoadState('networkidle');
    }
  }
  return found;
}

function report(rows, changes) {
  const sorted = (values) => [...values].sort((a, b) => a - b);
  const median = (values) => sorted(values)[Math.floor(values.length / 2)];
  const most = (values) => sorted(values).at(-1);
  const of = (samples, name) => samples.map((one) => one[name]);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const steps = [...new Set(changes.map(({ person, name }) => `${person}\t${name}`))].map((key) => key.split('\t'));
  const times = (person, name, round) =>
    changes.filter((one) => one.person === person && one.name === name && one.round === round).map(({ ms }) => ms);
  const worstPaint = most(rows.flatMap(({ cold }) => median(of(cold, 'lcp'))));
  const worstChange = most(steps.map(([person, name]) => median(times(person, name, 'first'))));
  process.stdout.write(
    [
      `Pages in ${browser.version()} (headless, 1280 × 860), Lagrum as \`npm start\` runs it with the demo's data; commit ${commit}, Node ${process.version}, ${cpus().length} cores, load ${loadBefore.toFixed(1)} → ${loadavg()[0].toFixed(1)}; ${SAMPLES} times each, median (worst).`,
      '',
      '| Page | Reader | LCP cold, ms | LCP again, ms | CLS | kB cold | requests cold | kB again |',
      '|---|---|---:|---:|---:|---:|---:|---:|',
      ...rows.map(({ person, path, cold, warm }) =>
        [
          '',
          `\`${path}\``,
          person,
          `${median(of(cold, 'lcp')).toFixed(0)} (${most(of(cold, 'lcp')).toFixed(0)})`,
          `${median(of(warm, 'lcp')).toFixed(0)} (${most(of(warm, 'lcp')).toFixed(0)})`,
          most([...of(cold, 'cls'), ...of(warm, 'cls')]).toFixed(3),
          (median(of(cold, 'bytes')) / 1024).toFixed(0),
          median(of(cold, 'requests')),
          (median(of(warm, 'bytes')) / 1024).toFixed(0),
          '',
        ]
          .join(' | ')
          .trim(),
      ),
      '',
      `Slowest median LCP: ${worstPaint.toFixed(0)} ms (goal ${GOAL.lcp}).`,
      '',
      '| Page change by the menu, to | Reader | first time, ms | again, ms |',
      '|---|---|---:|---:|',
      ...steps.map(([person, name]) => {
        const [first, again] = [times(person, name, 'first'), times(person, name, 'again')];
        return `| ${name} | ${person} | ${median(first).toFixed(0)} (${most(first).toFixed(0)}) | ${median(again).toFixed(0)} (${most(again).toFixed(0)}) |`;
      }),
      '',
      `Slowest median page change: ${worstChange.toFixed(0)} ms (goal ${GOAL.change}).`,
      '',
    ].join('\n'),
  );
}
