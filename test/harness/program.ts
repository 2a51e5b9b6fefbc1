import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { projectRoot } from '../../src/platform/config.js';

/** The built program as people start it: its own process, its own home, nothing of the tests' surroundings. */

const LAGRUM = join(projectRoot, 'bin', 'lagrum.js');
const POLL_MS = 25;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Place {
  home: string;
  env: Record<string, string>;
  address: string;
  /** Takes the home away, with the data of it wherever that lies. */
  remove(): void;
}

export interface Account {
  uid: number;
  gid: number;
}

/**
 * Below what the system gives to outgoing connections, and below where the embedded database looks: a program that is
 * killed must find its port free when it comes back.
 */
async function portToKeep(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 15_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** An empty home and free ports. */
export async function newPlace(settings: Record<string, string> = {}): Promise<Place> {
  const home = mkdtempSync(join(tmpdir(), 'lagrum-program-'));
  const port = await portToKeep();
  // Settings, NODE_OPTIONS and the test cluster of whoever runs the tests are not the program's.
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  const env = {
    ...(Object.fromEntries(kept) as Record<string, string>),
    LAGRUM_HOME: home,
    PORT: String(port),
    DEMO_IDP_PORT: String(await portToKeep()),
    ...settings,
  };
  const remove = (): void => {
    // A home that the database's account cannot enter has its data beside it.
    const folder = databaseOf(home)?.folder;
    if (folder && !folder.startsWith(home)) rmSync(dirname(folder), { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  };
  return { home, env, address: `http://localhost:${port}`, remove };
}

export interface EmbeddedState {
  folder: string;
  port: number;
  password: string;
}

export function databaseOf(home: string): EmbeddedState | null {
  try {
    return JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as EmbeddedState;
  } catch {
    return null;
  }
}

/** The deploy login, past row security. */
export async function onDatabase<T>(home: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { port, password } = databaseOf(home)!;
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'lagrum_deploy', password, database: 'lagrum' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function postmasterPid(home: string): number | null {
  try {
    return Number(readFileSync(join(databaseOf(home)!.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

/** Processes that name this home or stand in it: the program, its database and the children of that. Linux only. */
export function processesOf(home: string): string[] {
  if (platform() !== 'linux') return [];
  const marks = [home, databaseOf(home)?.folder ?? home];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const seen = `${command} ${readlinkSync(`/proc/${pid}/cwd`)} ${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
        return marks.some((mark) => seen.includes(mark)) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

/** Asks again until it is so: another process gives no event to wait for. Throws with `what` after `withinMs`. */
export async function until<T>(
  what: string,
  withinMs: number,
  probe: () => Promise<T | null | false> | T | null | false,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain: ${what}`);
    await wait(POLL_MS);
  }
}

const live = new Set<ChildProcess>();
// A test that is cut off takes what it started with it.
process.on('exit', () => {
  for (const child of live) child.kill('SIGKILL');
});

export class Running {
  readonly stdout: string[] = [];
  readonly stderr: string[] = [];
  readonly ended: Promise<Ended>;

  constructor(
    readonly child: ChildProcess,
    readonly place: Place,
  ) {
    live.add(child);
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => this.stdout.push(chunk));
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => this.stderr.push(chunk));
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        live.delete(child);
        resolve({ code, signal, stdout: this.stdout.join(''), stderr: this.stderr.join('') });
      });
    });
  }

  /** Until the program itself says that it listens; throws with what it said when it ends instead. */
  async ready(): Promise<this> {
    const told = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.stdout.join('').includes('Avsluta')) resolve();
      };
      this.child.stdout!.on('data', look);
      look();
    });
    const ended = this.ended.then(({ code, signal, stderr }) => {
      throw new Error(`The program ended (${code ?? signal}) before it was ready:\n${stderr}`);
    });
    await Promise.race([told, ended]);
    ended.catch(() => undefined);
    return this;
  }

  async end(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** A file and its arguments in the surroundings of this place, from a folder that is not the project's. */
export function launch(place: Place, file: string, args: string[], account?: Account): Running {
  const child = spawn(file, args, { cwd: tmpdir(), env: place.env, stdio: ['ignore', 'pipe', 'pipe'], ...account });
  return new Running(child, place);
}

export const lagrum = (place: Place, args: string[], account?: Account): Running =>
  launch(place, process.execPath, [LAGRUM, ...args], account);

/** What a command printed; throws with its complaint when it fails. */
export async function answerOf(place: Place, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await lagrum(place, args).ended;
  if (code !== 0) throw new Error(`lagrum ${args.join(' ')} ended with ${code}:\n${stderr}${stdout}`);
  return stdout.trim();
}

export const startProgram = (place: Place, account?: Account): Promise<Running> =>
  lagrum(place, ['start'], account).ready();

/** Ends what may still run in this place, then takes the place away; for the end of a test that failed too. */
export async function clearAway(place: Place, running: Running | null): Promise<void> {
  if (running && running.child.exitCode === null && running.child.signalCode === null) await running.end('SIGKILL');
  for (const line of processesOf(place.home))
    try {
      process.kill(Number(line.split(' ')[0]), 'SIGKILL');
    } catch {
      // Gone by itself.
    }
  await until(`${basename(place.home)} is empty of processes`, 10_000, () => processesOf(place.home).length === 0);
  place.remove();
}
