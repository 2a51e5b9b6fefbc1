import { spawn, spawnSync } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { exists, isAlive, markOf, type ProcessMark } from '../process-lock.js';
import { EmbeddedError, SERVER_ENVIRONMENT, type Server } from './embedded-binaries.js';

/** One data folder and its postmaster: made, started, recognised, stopped. Who may share it is embedded.ts's business. */

export interface Postmaster {
  mark: ProcessMark;
  port: number;
}

export interface EmbeddedLogger {
  info(message: string): void;
  warn(message: string): void;
}

/** The cluster's superuser. */
export const USER = 'lagrum_deploy';
const MAJOR = '18';
const POLL_MS = 20;
const STOP_MS = 30_000;
const PORT_MS = 1500;
const LOG_BYTES = 10_000_000;

export const settingsFor = (fast: boolean): string[] => [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=128MB',
  `max_connections=${fast ? 200 : 100}`,
  'random_page_cost=1.1',
  'jit=off',
  // No replicas and no archive here: less to write. Backups are made by COPY.
  'wal_level=minimal',
  'max_wal_senders=0',
  // The queries of a killed Node end, instead of holding their locks until they have an answer for nobody.
  'client_connection_check_interval=2s',
  'lc_messages=C',
  'timezone=UTC',
  'log_timezone=UTC',
  // Not synchronous_commit=off: without fsync it gains nothing, and a killed postmaster would forget what it acknowledged.
  ...(fast ? ['fsync=off', 'full_page_writes=off'] : []),
];

/** The postmaster that its pid file names, if that process is alive and really a server of this folder. */
export function postmasterOf(folder: string): (Postmaster & { status: string }) | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const mark = markOf(pid);
  const command = commandOf(pid);
  if (!mark || !command.includes(folder) || !command.includes('postgres')) return null;
  return { mark, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

function commandOf(pid: number): string {
  if (platform() === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  if (platform() === 'win32')
    return (
      spawnSync('wmic', ['process', 'where', `processid=${pid}`, 'get', 'commandline'], { encoding: 'utf8' }).stdout ??
      ''
    );
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

export function isComplete(folder: string): boolean {
  if (!fs.existsSync(join(folder, 'global', 'pg_control')) || !fs.existsSync(join(folder, 'PG_VERSION'))) return false;
  const major = fs.readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (major === MAJOR) return true;
  throw new EmbeddedError(
    `Databasen i ${folder} är gjord av PostgreSQL ${major}, men programmet är ${MAJOR}. Flytta över innehållet med lagrum backup från den förra utgåvan, eller ange en annan LAGRUM_HOME. ` +
      `(The data was made by PostgreSQL ${major}, the program is ${MAJOR}.)`,
  );
}

/** Works aside and publishes by a rename: a kill in the middle leaves no folder that looks like a database. */
export async function createCluster(
  server: Server,
  password: string,
  fast: boolean,
  beforePublishing: () => void,
): Promise<void> {
  const { folder, account } = server;
  const parent = dirname(folder);
  const staging = join(parent, `postgres.new-${randomUUID()}`);
  const passwordFile = join(parent, `postgres.password-${randomUUID()}`);
  try {
    fs.mkdirSync(staging, { mode: 0o700 });
    fs.writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) for (const each of [staging, passwordFile]) fs.chownSync(each, account.uid, account.gid);
    const flags = [
      `--pgdata=${staging}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
      ...(fast ? ['--no-sync'] : []),
    ];
    await run(server.initdb, flags, staging, account);
    beforePublishing();
    fs.renameSync(staging, folder);
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

/** What killed starts left behind. An initdb that still runs there loses its ground and ends. */
export function sweep(parent: string): void {
  for (const name of fs.readdirSync(parent))
    if (/^postgres\.(new|password)-/.test(name))
      fs.rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
}

export function singleUser({ postgres, folder, account }: Server, sql: string): void {
  const flags = ['--single', '-D', folder, '-c', 'log_statement=none', 'postgres'];
  const run = spawnSync(postgres, flags, {
    ...account,
    cwd: folder,
    env: SERVER_ENVIRONMENT,
    input: `${sql}\n`,
    encoding: 'utf8',
  });
  if (run.status !== 0 || /ERROR|FATAL/.test(run.stderr)) throw startFailure(run.stderr, folder, null);
}

function run(program: string, flags: string[], cwd: string, account: Server['account']): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, flags, {
      ...account,
      cwd,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', (error) => reject(startFailure(error.message, cwd, null)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(startFailure(stderr, cwd, null))));
  });
}

export async function start(
  { postgres, folder, account }: Server,
  wanted: number,
  settings: string[],
  logFile: string,
  logger: EmbeddedLogger,
): Promise<Postmaster> {
  if ((fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) fs.renameSync(logFile, `${logFile}.1`);
  let port = wanted;
  let taken = false;
  for (let attempt = 1; ; attempt++) {
    if (port === 0 || taken || !(await becomesFree(port))) port = await freePort();
    repairPidFile(folder);
    const log = fs.openSync(logFile, 'a', 0o600);
    const from = fs.fstatSync(log).size;
    const flags = ['-D', folder, '-p', String(port), ...settings.flatMap((each) => ['-c', each])];
    // Detached: a session of its own, so that the terminal's Ctrl-C is ours alone and the end of us is not its end.
    const child = spawn(postgres, flags, {
      ...account,
      cwd: folder,
      env: SERVER_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log, log],
    });
    fs.closeSync(log);
    child.unref();
    let ended: string | null = null;
    child.on('error', (error) => (ended = error.message));
    child.on('exit', (code, signal) => (ended ??= `exit ${code ?? signal}`));

    let told = Date.now();
    while (ended === null) {
      const found = postmasterOf(folder);
      if (found && found.mark.pid === child.pid && found.status === 'ready') return { mark: found.mark, port };
      if (Date.now() - told > 5000) {
        told = Date.now();
        logger.info('Databasen återhämtar sig efter ett avbrott … (The database is recovering …)');
      }
      await wait(POLL_MS);
    }
    const output = fs.readFileSync(logFile, 'utf8').slice(from) + ended;
    taken = output.includes('Address already in use');
    // The last children of a killed postmaster need a moment to notice; a port can be taken between asking and binding.
    const passing =
      /Address already in use|pre-existing shared memory block|lock file "postmaster.pid" already exists|exit SIGKILL$/;
    if (attempt >= 10 || !passing.test(output)) throw startFailure(output, folder, logFile);
    if (attempt >= 3 && output.includes('pre-existing shared memory block'))
      endSurvivors(folder, attempt < 6 ? 'SIGQUIT' : 'SIGKILL');
    await wait(attempt * 100);
  }
}

/**
 * Children of a killed postmaster end by themselves, except one that waits for a lock whose holder has gone: it waits for
 * ever and keeps the shared memory. Told by their working directory, which every server process has in its data folder.
 */
function endSurvivors(folder: string, signal: NodeJS.Signals): void {
  if (platform() !== 'linux') return;
  const real = fs.realpathSync(folder);
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (fs.readlinkSync(`/proc/${pid}/cwd`) === real && fs.readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n')
        process.kill(Number(pid), signal);
    } catch {
      // Ended meanwhile, or not ours to see.
    }
}

/**
 * A pid file whose number now belongs to another process (or to a zombie) stops PostgreSQL from starting for ever.
 * Deleting it would also delete the key of the shared memory that the server checks for surviving children; so only the
 * number is replaced, by that of its parent to be, which it knows to disregard.
 */
export function repairPidFile(folder: string): void {
  const path = join(folder, 'postmaster.pid');
  if (!fs.existsSync(path) || postmasterOf(folder)) return;
  const [pid, ...rest] = fs.readFileSync(path, 'utf8').split('\n');
  if (!/^\d+$/.test(pid ?? '')) fs.rmSync(path);
  else if (exists(Number(pid))) fs.writeFileSync(path, [String(process.pid), ...rest].join('\n'));
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A child that was being born when its postmaster was killed keeps the port for a moment, and pools know only that port. */
async function becomesFree(port: number): Promise<boolean> {
  const deadline = Date.now() + PORT_MS;
  while (!(await isFree(port))) {
    if (Date.now() > deadline) return false;
    await wait(POLL_MS);
  }
  return true;
}

/**
 * Below the range that systems hand out to outgoing connections (32768 and up on Linux): there, a pool that reconnects to
 * a database which is down was seen to be given that very port, connect to itself, and keep it taken.
 */
async function freePort(): Promise<number> {
  for (let attempt = 1; attempt <= 100; attempt++) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new EmbeddedError('Ingen ledig port på 127.0.0.1 för databasen. (No free port on 127.0.0.1 for the database.)');
}

/** Fast (SIGINT): open transactions roll back, the rest is written. Resolves when the process is gone. */
export async function stop(mark: ProcessMark, folder: string, pgCtl: string | null): Promise<void> {
  const signal = (name: 'SIGINT' | 'SIGQUIT') => {
    if (!isAlive(mark)) return;
    if (platform() === 'win32' && pgCtl)
      spawnSync(pgCtl, ['stop', '-D', folder, '-m', name === 'SIGINT' ? 'fast' : 'immediate', '-W']);
    else process.kill(mark.pid, name);
  };
  signal('SIGINT');
  let deadline = Date.now() + STOP_MS;
  while (isAlive(mark)) {
    if (Date.now() > deadline) {
      // Loses nothing that was committed; the next start recovers.
      signal('SIGQUIT');
      deadline = Date.now() + STOP_MS;
    }
    await wait(POLL_MS);
  }
}

const CAUSES: [RegExp, string, string][] = [
  [/No space left on device|ENOSPC/, 'disken är full. Frigör utrymme', 'the disk is full'],
  [
    /Permission denied|EACCES|has wrong ownership|invalid permissions/,
    'rättigheter saknas på mappen eller något ovanför den. Rätta dem eller ange en annan LAGRUM_HOME',
    'permission is missing on the folder or above it',
  ],
  [
    /Read-only file system|EROFS/,
    'filsystemet går bara att läsa. Ange en annan LAGRUM_HOME',
    'the file system is read-only',
  ],
  [
    /shared memory|Cannot allocate memory|ENOMEM/,
    'minnet räcker inte. Databasen behöver omkring 200 MB',
    'there is not enough memory; the database needs about 200 MB',
  ],
  [
    /shared libraries|cannot open shared object/,
    'programbibliotek saknas. Kör npm ci igen, utan --ignore-scripts',
    'program libraries are missing: run npm ci again',
  ],
  [
    /could not look up effective user ID/,
    'den här användaren har inget konto på maskinen (/etc/passwd). Starta som en användare med konto',
    'this user has no account on the machine',
  ],
  [/Address already in use|could not bind/, 'porten är upptagen', 'the port is taken'],
  [
    /incompatible with server/,
    'datan är gjord av en annan version av PostgreSQL',
    'the data was made by another version of PostgreSQL',
  ],
  [
    /pre-existing shared memory|already exists/,
    'en annan PostgreSQL använder mappen. Avsluta den',
    'another PostgreSQL uses the folder',
  ],
];

function startFailure(output: string, folder: string, logFile: string | null): EmbeddedError {
  // The specific before the general: "pre-existing shared memory block" is no lack of memory.
  const cause = [...CAUSES].reverse().find(([pattern]) => pattern.test(output));
  const line =
    output
      .split('\n')
      .filter((each) => /FATAL|PANIC|ERROR|error:/.test(each))
      .at(-1) ??
    output.trim().split('\n').at(-1) ??
    '';
  const where = logFile ? ` Se ${logFile}.` : '';
  return new EmbeddedError(
    `Den inbyggda databasen i ${folder} startade inte: ${cause?.[1] ?? 'orsaken är okänd'}.${where} ` +
      `(The embedded database did not start: ${cause?.[2] ?? 'unknown cause'}.) PostgreSQL: ${line.trim()}`,
  );
}
