import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { makeFolder } from '../folder.js';
import { isAlive, ownMark, withFileLock, type ProcessMark } from '../process-lock.js';
import { ASIDE, dataFolders, EmbeddedError, prepareServer, type Server } from './embedded-binaries.js';
import {
  createCluster,
  isComplete,
  postmasterOf,
  repairPidFile,
  settingsFor,
  singleUser,
  start,
  stop,
  sweep,
  USER,
  type EmbeddedLogger,
  type Postmaster,
} from './embedded-cluster.js';

/**
 * The database of a machine that has nothing but Node. Rules kept here:
 * - One postmaster per home, shared by every process of this machine that asks (server, CLI): the last one out stops it.
 * - It does not die with us: Ctrl-C must not reach it before we have drained, and after our `kill -9` the next to come
 *   adopts it. What it acknowledged it keeps (fsync on), whatever is killed.
 * - A data folder is either complete or not there: initdb works aside, a rename publishes it.
 * - PostgreSQL's own check of its shared memory (no two postmasters on one folder) is never switched off.
 */

export { EmbeddedError } from './embedded-binaries.js';
export type { EmbeddedLogger } from './embedded-cluster.js';

export interface Embedded {
  /** The deploy login, a superuser: migrates and seeds, never serves requests. */
  url: string;
  port: number;
  /** Whether nobody else used the database when we came. */
  owner: boolean;
  /** Where the data lies, to tell people. */
  folder: string;
  /** Gives up our use; the last one out stops the server and waits until it is gone. May be called twice. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  home: string;
  logger: EmbeddedLogger;
  /** For tests: no waiting for the disk. A power cut may then cost the data. */
  fast?: boolean;
  database?: string;
}

interface Holder extends ProcessMark {
  token: string;
}

interface State {
  password: string;
  port: number;
  folder: string;
  settings: string[];
  holders: Holder[];
}

const POLL_MS = 20;
const WATCH_MS = 200;
const READY_MS = 600_000;

/**
 * Starts, adopts or joins the embedded database of `home`.
 * @throws EmbeddedError with a sentence for whoever started us
 */
export async function acquireEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { logger, database = 'lagrum' } = options;
  const home = makeHome(options.home);
  const me: Holder = { ...ownMark(), token: randomUUID() };
  const files = {
    state: join(home, 'postgres.json'),
    lock: join(home, 'postgres.lock'),
    log: join(home, 'postgres.log'),
  };
  let folder = join(home, 'postgres');
  let running: Postmaster;
  let owner = false;

  const up = async (): Promise<string> => {
    let state = ownState(readState(files.state), home);
    const others = (state?.holders ?? []).filter((each) => each.token !== me.token && isAlive(each));
    owner = others.length === 0;
    const settings = settingsFor(options.fast ?? false);
    let found = state && (await findHealthy(state));
    if (found && state && owner && needsRestart(found, state, settings)) {
      await stop(found.mark, state.folder, null);
      found = null;
    }
    if (!found || !state) {
      const server = prepareServer(home);
      state = await ensureData(server, state, files.state, options);
      found = await start(server, state.port, settings, files.log, logger);
      if ((await answer(found.port, state.password)) === 'wrong password') {
        // postgres.json is not this folder's: as good as lost.
        await stop(found.mark, state.folder, server.pgCtl);
        state = await ensureData(server, null, files.state, options);
        found = await start(server, found.port, settings, files.log, logger);
      }
      state = { ...state, port: found.port, settings };
    }
    running = found;
    folder = state.folder;
    try {
      await ensureDatabase(found.port, state.password, database);
    } catch (error) {
      if (owner) await stop(found.mark, folder, null);
      throw error;
    }
    writeState(files.state, { ...state, port: found.port, holders: [...others, me] });
    return urlOf(found.port, state.password, database);
  };

  const url = await withFileLock(files.lock, up);
  const { port } = running!;

  // A postmaster that dies under us is started again on the same port; pools reconnect by themselves. The database is
  // gone for good when its folder is: then there is nothing to watch.
  let released = false;
  let reviving = false;
  const watch = setInterval(() => {
    if (reviving || released || isAlive(running.mark)) return;
    if (!fs.existsSync(folder)) return clearInterval(watch);
    reviving = true;
    logger.warn('Databasen dog och startas igen. (The database died and is being started again.)');
    withFileLock(files.lock, async () => {
      if (!released) await up();
    })
      .then(() => {
        if (!released && running.port !== port)
          logger.warn(
            `Databasens port ${port} är upptagen, den lyssnar nu på ${running.port}: starta om Lagrum. (The database's port changed: restart.)`,
          );
      })
      .catch((error: Error) => logger.warn(error.message))
      .finally(() => {
        reviving = false;
      });
  }, WATCH_MS);
  watch.unref();

  const letGo = async (): Promise<void> => {
    const state = readState(files.state);
    const others = (state?.holders ?? []).filter((each) => each.token !== me.token && isAlive(each));
    if (state) writeState(files.state, { ...state, holders: others });
    if (others.length > 0) return;
    // The pid file first: another process may have revived the postmaster since we looked.
    const last = postmasterOf(folder)?.mark ?? running.mark;
    await stop(last, folder, platform() === 'win32' ? prepareServer(home).pgCtl : null);
  };

  let releasing: Promise<void> | undefined;
  const release = (): Promise<void> => {
    released = true;
    clearInterval(watch);
    // Without a home there is no lock to take, and nobody to share with.
    releasing ??= fs.existsSync(home) ? withFileLock(files.lock, letGo) : stop(running.mark, folder, null);
    return releasing;
  };

  return { url, port, owner, folder, release };
}

const urlOf = (port: number, password: string, database: string) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

/** Its real path: two spellings of one home must meet. */
function makeHome(home: string): string {
  try {
    makeFolder(home);
    fs.accessSync(home, fs.constants.W_OK | fs.constants.X_OK);
    return fs.realpathSync(home);
  } catch (error) {
    throw new EmbeddedError(
      `LAGRUM_HOME, ${home}, går inte att skriva i (${(error as NodeJS.ErrnoException).code}). Ange en mapp som går att skriva i. ` +
        '(LAGRUM_HOME cannot be written to: set another folder.)',
    );
  }
}

function readState(path: string): State | null {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8')) as State;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Damaged is as good as missing: ensureData then sets a new password.
    if (code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw new EmbeddedError(
      `${path} går inte att läsa (${code}). Starta som samma användare som förra gången. (It cannot be read: start as the same user as before.)`,
    );
  }
}

/** A moved or copied home brings its password along, but neither the processes nor the folder of the place it left. */
function ownState(state: State | null, home: string): State | null {
  const { own, aside } = dataFolders(home);
  if (!state || state.folder === own || state.folder === aside) return state;
  if (dirname(dirname(state.folder)) === ASIDE && fs.existsSync(state.folder))
    throw new EmbeddedError(
      `${home} har flyttats eller kopierats, men dess databas ligger i ${state.folder}. Flytta dit den hör: mv ${dirname(state.folder)} ${dirname(aside)}; eller ta bort ${home} för att börja om. ` +
        '(The home was moved or copied but its database lies there: move it as shown, or remove the home to begin anew.)',
    );
  return { ...state, folder: own, holders: [] };
}

function writeState(path: string, state: State): void {
  const draft = `${path}.${randomUUID()}`;
  fs.writeFileSync(draft, JSON.stringify(state, null, 2), { mode: 0o600 });
  // Root in somebody's home leaves that somebody able to start next time.
  const owner = fs.statSync(dirname(path));
  if (process.getuid?.() === 0 && owner.uid !== 0) fs.chownSync(draft, owner.uid, owner.gid);
  fs.renameSync(draft, path);
}

/** Waits for one that is starting, recovering or stopping; ends one that nobody can use. */
async function findHealthy(state: State): Promise<Postmaster | null> {
  const deadline = Date.now() + READY_MS;
  let found = postmasterOf(state.folder);
  while (found && found.status !== 'ready' && Date.now() < deadline) {
    await wait(POLL_MS);
    found = postmasterOf(state.folder);
  }
  if (!found) return null;
  if ((await answer(found.port, state.password)) === 'welcome') return found;
  await stop(found.mark, state.folder, null);
  return null;
}

/** One left by an older release, or whose programs an `npm ci` has replaced, is not adopted but started anew. */
function needsRestart(found: Postmaster, state: State, settings: string[]): boolean {
  if (state.settings.join() !== settings.join()) return true;
  try {
    return fs.readlinkSync(`/proc/${found.mark.pid}/exe`).endsWith(' (deleted)');
  } catch {
    return false;
  }
}

async function ensureData(
  server: Server,
  state: State | null,
  stateFile: string,
  { fast, logger }: EmbeddedOptions,
): Promise<State> {
  const { folder } = server;
  sweep(dirname(folder));
  if (isComplete(folder)) {
    if (state) return { ...state, folder };
    // postgres.json was lost: the data is not, so the password is made anew.
    const made = newState(folder);
    const running = postmasterOf(folder);
    if (running) await stop(running.mark, folder, server.pgCtl);
    repairPidFile(folder);
    singleUser(server, `alter role ${USER} password '${made.password}'`);
    return made;
  }
  if (fs.existsSync(folder)) {
    const aside = `${folder}.unfinished-${new Date().toISOString().replaceAll(/[:.]/g, '')}`;
    if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
    else {
      // Ours are made aside, so this is somebody else's, and not ours to delete.
      fs.renameSync(folder, aside);
      logger.warn(
        `${folder} innehöll ingen färdig databas och har flyttats till ${aside}. (It held no complete database and was moved.)`,
      );
    }
  }
  logger.info(`Skapar den inbyggda databasen i ${folder}. (Creating the embedded database.)`);
  const made = newState(folder);
  // The password before the data: a kill between the two leaves nothing that cannot be opened.
  await createCluster(server, made.password, fast ?? false, () => writeState(stateFile, made));
  return made;
}

const newState = (folder: string): State => ({
  password: randomBytes(24).toString('base64url'),
  port: 0,
  folder,
  settings: [],
  holders: [],
});

async function connect(port: number, password: string, database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: USER,
    password,
    database,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** A full house (53300) is an answer too. */
async function answer(port: number, password: string): Promise<'welcome' | 'wrong password' | 'none'> {
  try {
    await (await connect(port, password)).end();
    return 'welcome';
  } catch (error) {
    const code = (error as pg.DatabaseError).code ?? '';
    if (code === '28P01') return 'wrong password';
    return code.startsWith('53') ? 'welcome' : 'none';
  }
}

async function ensureDatabase(port: number, password: string, name: string): Promise<void> {
  const client = await connect(port, password);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
