import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus } from 'node:os';

/** Processes that are measured: started, pinned, their processor time read, and always ended. */

const running = new Set();

/** Nothing of the shell's own settings may reach what is measured. */
export const bareEnv = () =>
  Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'].flatMap((name) =>
      process.env[name] ? [[name, process.env[name]]] : [],
    ),
  );

export const canPin = (() => {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return cpus().length > 1;
  } catch {
    return false;
  }
})();

/** The server under test has core 0 for itself; PostgreSQL and whoever asks share the others. */
export const SERVER_CORES = '0';
export const OTHER_CORES = cpus().length > 2 ? `1-${cpus().length - 1}` : '1';

export function pin(pid, cores) {
  if (!canPin) return;
  try {
    execFileSync('taskset', ['-a', '-p', '-c', cores, String(pid)], { stdio: 'ignore' });
  } catch {
    // It has ended meanwhile, or may not be moved: the table says what was asked for, the figures what came of it.
  }
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a program and waits until `ready` says so. Output is kept, to be shown when it ends too early. */
export async function startProcess({ name, command, args, env, cores, ready, patience = 60_000 }) {
  const child = spawn(command, args, { env: { ...bareEnv(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let ended = null;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  const gone = new Promise((resolve) =>
    child.once('exit', (code, signal) => {
      ended = code ?? signal;
      running.delete(handle);
      resolve();
    }),
  );
  const handle = {
    name,
    pid: child.pid,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      if (ended !== null) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), 40_000);
      await gone;
      clearTimeout(timer);
    },
  };
  running.add(handle);
  child.once('error', (error) => {
    output += error.message;
    ended = -1;
  });
  if (cores) pin(child.pid, cores);
  const began = performance.now();
  while (!(await ready(handle).catch(() => false))) {
    if (ended !== null) throw new Error(`${name} ended (${ended}) before it was ready:\n${output}`);
    if (performance.now() - began > patience) throw new Error(`${name} was not ready in time:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (cores) pin(child.pid, cores);
  return handle;
}

export async function stopAll() {
  await Promise.allSettled([...running].map((handle) => handle.stop()));
}

export const answers = (url) => async () => {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.arrayBuffer();
  return response.status === 200;
};

const TICK = 100;

function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1], own: (fields[11] + fields[12]) / TICK, waited: (fields[13] + fields[14]) / TICK };
  } catch {
    return null;
  }
}

export const cpuOf = (pid) => stat(pid)?.own ?? 0;

/** The postmaster, its living children, and those that have ended (which it has waited for), in CPU seconds. */
export function cpuOfPostgres(postmaster) {
  const main = stat(postmaster);
  if (!main) return 0;
  let total = main.own + main.waited;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const child = stat(name);
    if (child?.parent === postmaster) total += child.own;
  }
  return total;
}

export function memoryOf(pid) {
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return rss ? Number(rss[1]) / 1024 : 0;
}
