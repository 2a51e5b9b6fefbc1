import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCorpus } from './law-corpus.js';
import { bareEnv, freePort } from './processes.js';

/**
 * `npm run bench -- import [count]`: the records under LAGRUM_DATA, then made-up statutes (2,000 unless told), read in by the
 * command that people use, on an embedded database of its own; the memory of the process at every tenth.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lagrum = join(root, 'bin', 'lagrum.js');
const count = Number(process.argv[3] ?? 2_000);
const data = join(process.env.LAGRUM_DATA ?? join(root, '..', 'shared', 'data'), 'sfs');
const folder = mkdtempSync(join(tmpdir(), 'lagrum-import-'));
const env = { ...bareEnv(), LAGRUM_HOME: join(folder, 'home'), PORT: String(await freePort()), LOG_LEVEL: 'warn' };
const say = (line) => process.stdout.write(`${line}\n`);
const command = (...words) =>
  execFileSync(process.execPath, [lagrum, ...words], { env, stdio: ['ignore', 'ignore', 'ignore'] });

/** Resident memory in MB; the program runs in the process that was started. */
const residentOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

function imported(source) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [lagrum, 'import', 'sfs', source, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const memory = [];
    let first = null;
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', () => {
      first ??= performance.now();
      try {
        memory.push(Math.round(residentOf(child.pid)));
      } catch {
        // It has ended.
      }
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`The import ended with ${code}: ${output.slice(0, 500)}`));
      const totals = JSON.parse(output);
      const ended = performance.now();
      resolve({ totals, memory, whole: (ended - began) / 1000, work: (ended - (first ?? began)) / 1000 });
    });
  });
}

try {
  command('build');
  command('migrate');
  command('seed');
  if (existsSync(data)) {
    const real = await imported(data);
    say(
      `${real.totals.total} records of ${data}: ${real.whole.toFixed(1)} s from the command line on (${real.work.toFixed(1)} s of import), memory ${real.memory.join(' ')} MB`,
    );
  }
  const corpus = join(folder, 'corpus');
  writeCorpus(corpus, count);
  const made = await imported(corpus);
  say(
    `${count} made-up statutes: ${made.work.toFixed(1)} s, ${(count / made.work).toFixed(0)} statutes a second; memory at each tenth ${made.memory.join(' ')} MB`,
  );
  const again = await imported(corpus);
  say(
    `the same again: ${again.totals.unchanged} unchanged in ${again.work.toFixed(1)} s; memory ${again.memory.join(' ')} MB`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
