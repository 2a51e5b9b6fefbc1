// `npm test [-- path …]`: builds, starts a PostgreSQL of its own, runs jest on it, stops it, and says what came of it in
// the last line: N passed, N failed, N skipped.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = spawnSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const home = mkdtempSync(join(tmpdir(), 'lagrum-tests-'));
const results = join(home, 'results.json');
let cluster = null;
let jest = null;
let stopping = false;

async function start() {
  if (process.env.LAGRUM_TEST_CLUSTER) return process.env.LAGRUM_TEST_CLUSTER;
  const { acquireEmbedded } = await import(pathToFileURL(join(root, 'dist/src/platform/database/embedded.js')).href);
  const quiet = { info() {}, warn: (...said) => console.error(...said) };
  cluster = await acquireEmbedded({ home, logger: quiet, fast: true });
  return cluster.url;
}

async function stop() {
  await cluster?.release();
  rmSync(home, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true;
    jest?.kill(signal);
  });
}

const url = await start();
jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--json',
    `--outputFile=${results}`,
    '--maxWorkers=2',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, LAGRUM_TEST_CLUSTER: url } },
);
const code = await new Promise((resolve) => jest.on('close', resolve));
let line = '0 passed, 1 failed, 0 skipped';
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites, testResults } =
    JSON.parse(readFileSync(results, 'utf8'));
  const skipped = testResults.flatMap((suite) =>
    suite.assertionResults.filter((one) => one.status === 'pending' || one.status === 'todo'),
  );
  for (const one of skipped) console.log(`skipped: ${one.fullName}`);
  line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed, ${numPendingTests + numTodoTests} skipped`;
} catch {
  // Jest ended before it wrote anything: the line above stands.
}
await stop();
console.log(line);
process.exitCode = stopping ? 130 : (code ?? 1);
