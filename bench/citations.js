#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `npm run bench -- citations`: how fast citations are found in real statutes, and in what a hostile writer repeats. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: 'inherit' });
const compiled = (path) => import(pathToFileURL(join(root, 'dist/src', path)).href);
const { extractCitations } = await compiled('citations/extract.js');
const { seededNames } = await compiled('citations/cite.command.js');

const folder = join(process.env.LAGRUM_DATA ?? join(root, '../shared/data'), 'sfs');
if (!existsSync(folder)) {
  process.stderr.write(`${folder} is missing: set LAGRUM_DATA to the folder with the statutes.\n`);
  process.exit(1);
}
const names = seededNames();
const say = (line) => process.stdout.write(`${line}\n`);
/** Processor time, so that other work on the machine weighs little. */
function processor(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
const best = (rounds, work) => Math.min(...Array.from({ length: rounds }, () => processor(work)));

const statutes = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const { beteckning, fulltext } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return { base: `sfs/${beteckning}`, text: fulltext?.forfattningstext ?? '' };
  });
const bytes = statutes.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
let found = 0;
const all = () => {
  found = 0;
  for (const { base, text } of statutes) found += extractCitations(text, { names, base }).length;
};
const cold = processor(all);
const warm = best(8, all);
const rate = (ms) => (bytes / 1000 / ms).toFixed(1);
say(
  `${statutes.length} statutes, ${(bytes / 1e6).toFixed(2)} MB, ${found} citations; load average ${loadavg()[0].toFixed(1)}`,
);
say(`${rate(warm)} MB/s of one core; ${rate(cold)} MB/s the first time, while the program is still being compiled`);

const source = readFileSync(join(root, 'src/citations/extract.spec.ts'), 'utf8');
const attacks = [.../const ATTACKS = \[([\s\S]*?)\n\];/.exec(source)[1].matchAll(/^ {2}('(?:[^'\\]|\\.)*'),$/gm)].map(
  ([, literal]) => JSON.parse(`"${literal.slice(1, -1).replaceAll('"', '\\"')}"`),
);
const rows = attacks.flatMap((part) =>
  [null, 'sfs/2008:355#K6P2'].map((base) => {
    const time = (size) => {
      const text = part.repeat(Math.ceil(size / part.length));
      return best(5, () => extractCitations(text, { names, base }));
    };
    return { part, base, small: time(10_000), large: time(100_000) };
  }),
);
rows.sort((a, b) => b.large - a.large);
say(`${attacks.length} attack strings of 100 KB, the slowest:`);
for (const { part, base, small, large } of rows.slice(0, 5))
  say(`  ${large.toFixed(1)} ms (10 KB: ${small.toFixed(1)} ms)  ${JSON.stringify(part)}${base ? `  in ${base}` : ''}`);
