import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../src/platform/config.js';

/** What web/build.js made. `npm test` builds first; a single spec finds what was built last, or nothing. */

const folder = join(projectRoot, 'dist', 'web');
const built = fs.existsSync(join(folder, 'manifest.json')) ? describe : describe.skip;

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
  isEntry?: boolean;
}
const LIMIT = 200 * 1024;

built('the built pages (needs npm run build)', () => {
  const manifest = (): Record<string, Chunk> =>
    JSON.parse(fs.readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const size = (file: string): number => gzipSync(fs.readFileSync(join(folder, file)), { level: 9 }).length;

  /** A chunk and everything that is fetched with it, scripts only. */
  function fetchedWith(all: Record<string, Chunk>, name: string, seen = new Set<string>()): Set<string> {
    if (seen.has(name)) return seen;
    seen.add(name);
    for (const other of all[name]!.imports ?? []) fetchedWith(all, other, seen);
    return seen;
  }

  it('begin with at most 200 kB of script, and no page adds more than that again', () => {
    const all = manifest();
    const entry = Object.keys(all).find((name) => all[name]!.isEntry)!;
    const first = fetchedWith(all, entry);
    const sum = (names: Iterable<string>): number => [...names].reduce((n, name) => n + size(all[name]!.file), 0);
    const initial = sum(first);
    process.stderr.write(`  initial script: ${(initial / 1024).toFixed(0)} kB gzip\n`);
    expect(initial).toBeLessThanOrEqual(LIMIT);
    for (const name of Object.keys(all).filter((one) => one.startsWith('src/pages/') && one.endsWith('.tsx'))) {
      const more = [...fetchedWith(all, name)].filter((one) => !first.has(one));
      expect([name, sum(more) <= LIMIT]).toEqual([name, true]);
    }
  });

  it('ask no other server for anything', () => {
    const addresses = fs
      .readdirSync(join(folder, 'assets'))
      .filter((name) => /\.(css|js)$/.test(name))
      .flatMap((name) => {
        const text = fs.readFileSync(join(folder, 'assets', name), 'utf8');
        return name.endsWith('.css')
          ? [...text.matchAll(/url\(\s*["']?(https?:)?\/\/[^)]*|@import[^;]*/g)].map(([found]) => `${name}: ${found}`)
          : [...text.matchAll(/(?:import\(|fetch\(|src=)\s*["'`](?:https?:)?\/\/[^"'`]*/g)].map(
              ([found]) => `${name}: ${found}`,
            );
      });
    expect(addresses).toEqual([]);
    expect(fs.readFileSync(join(folder, 'index.html'), 'utf8')).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('know every address that the application has a page at', () => {
    const pages = JSON.parse(fs.readFileSync(join(folder, 'pages.json'), 'utf8')) as string[];
    expect(pages).toContain('/');
    expect(pages).toContain('/vagledning/$ref');
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.length).toBeGreaterThanOrEqual(15);
  });
});
