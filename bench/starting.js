import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answers, bareEnv, freePort, memoryOf, startProcess } from './processes.js';
import { LAGRUM_DOSSIER } from './queries.js';

const run = promisify(execFile);

/**
 * `node bin/lagrum.js start` in an empty folder until /health/ready says yes: initdb, roles, tables, reference data, API
 * and worker. The build is not in it. Then once more with what it left.
 */
export async function starts(bed, { samples }) {
  const results = { cold: [], warm: [], memory: null };
  for (let sample = 0; sample < samples; sample++) {
    const home = join(bed.folder, `fresh-${sample}`);
    const cold = await start(bed, home);
    results.cold.push(cold.milliseconds);
    await cold.stop();
    const warm = await start(bed, home);
    results.warm.push(warm.milliseconds);
    if (sample === 0) results.memory = await memoryAfterRequests(bed, warm);
    await warm.stop();
  }
  return results;
}

async function start(bed, home) {
  const port = await freePort();
  const env = { LAGRUM_HOME: home, PORT: String(port), LOG_LEVEL: 'warn', RATE_LIMIT_PER_MINUTE: '1000000' };
  const began = performance.now();
  const handle = await startProcess({
    name: 'Lagrum (start)',
    command: process.execPath,
    args: [join(bed.root, 'bin', 'lagrum.js'), 'start'],
    env,
    ready: answers(`http://127.0.0.1:${port}/health/ready`),
    patience: 120_000,
  });
  return { ...handle, milliseconds: performance.now() - began, env, url: `http://127.0.0.1:${port}` };
}

async function memoryAfterRequests(bed, server) {
  const { stdout } = await run(
    process.execPath,
    [join(bed.root, 'bin', 'lagrum.js'), 'token', '--person', 'handlaggare@kommun-a.demo'],
    { env: { ...bareEnv(), ...server.env } },
  );
  const before = memoryOf(server.pid);
  let rows = 0;
  for (let n = 0; n < 200; n++) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${stdout.trim()}` },
      body: JSON.stringify({ query: LAGRUM_DOSSIER }),
    });
    const answer = await response.json();
    rows = answer.data?.questions.nodes.length;
    if (answer.errors) throw new Error(JSON.stringify(answer.errors).slice(0, 500));
  }
  return { before, after: memoryOf(server.pid), rows };
}
