import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import pg from 'pg';
import { projectRoot } from '../config.js';
import { exists, markOf, withFileLock } from '../process-lock.js';
import { acquireEmbedded, EmbeddedError, type Embedded } from './embedded.js';
import { repairLinks } from './embedded-binaries.js';
import { repairPidFile } from './embedded-cluster.js';
import { ensureRoles, LOGIN_ROLES, loginUrl, refuseUnsafeLogin, rolePasswords } from './roles.js';

const SECRET = 'en-hemlighet-som-ingen-ska-se-0123456789';
const warnings: string[] = [];
const logger = { info: () => undefined, warn: (message: string) => void warnings.push(message) };

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Resolves when `condition` holds: for what another process does, which no promise of ours tells. */
function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  return new Promise((resolve) => {
    const look = async () => ((await condition()) ? resolve() : setImmediate(look));
    void look();
  });
}

const postmasterPid = (home: string) =>
  Number(fs.readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
const gone = (pid: number) => markOf(pid) === null;

describe('the embedded database', () => {
  let workshop: string;
  let home: string;
  const open: Embedded[] = [];
  const children: ChildProcess[] = [];

  const acquire = async (folder = home): Promise<Embedded> => {
    const database = await acquireEmbedded({ home: folder, logger, fast: true });
    open.push(database);
    return database;
  };

  /** Another Node process with the same code, compiled for it: it must be able to die by SIGKILL. */
  async function otherProcess(): Promise<ChildProcess & { acquired: { url: string; owner: boolean } }> {
    const child = fork(join(workshop, 'code', 'holder.js'), [home], { stdio: 'inherit' });
    children.push(child);
    const [acquired] = (await once(child, 'message')) as [{ url: string; owner: boolean }];
    return Object.assign(child, { acquired });
  }

  beforeAll(() => {
    workshop = fs.mkdtempSync(join(tmpdir(), 'lagrum-embedded-'));
    fs.chmodSync(workshop, 0o755);
    home = join(workshop, 'home');
    const code = join(workshop, 'code');
    fs.mkdirSync(join(code, 'database'), { recursive: true });
    fs.writeFileSync(join(code, 'package.json'), '{"type":"module"}');
    fs.symlinkSync(join(projectRoot, 'node_modules'), join(code, 'node_modules'));
    for (const name of [
      'folder',
      'process-lock',
      'database/embedded',
      'database/embedded-binaries',
      'database/embedded-cluster',
    ])
      fs.writeFileSync(
        join(code, `${name}.js`),
        transformFileSync(join(projectRoot, 'src/platform', `${name}.ts`), {
          jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
          module: { type: 'es6' },
          swcrc: false,
        }).code,
      );
    fs.writeFileSync(
      join(code, 'holder.js'),
      `import { acquireEmbedded } from './database/embedded.js';
       const database = await acquireEmbedded({ home: process.argv[2], logger: { info() {}, warn() {} }, fast: true });
       process.on('message', async () => { await database.release(); process.disconnect(); });
       process.send({ url: database.url, owner: database.owner });`,
    );
  });

  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(open.map((database) => database.release().catch(() => undefined)));
    fs.rmSync(workshop, { recursive: true, force: true });
  });

  it('starts from nothing and leaves nothing running', async () => {
    const database = await acquire();
    expect(database).toMatchObject({ owner: true, folder: join(home, 'postgres') });
    expect(fs.statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600);
    const [facts] = await query<Record<string, string>>(
      database.url,
      `select current_database() as db, datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding,
         current_setting('data_checksums') as checksums, current_setting('listen_addresses') as listen,
         lower('ÅÄÖ') as lower from pg_database where datname = current_database()`,
    );
    expect(facts).toEqual({
      db: 'lagrum',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
      checksums: 'on',
      listen: '127.0.0.1',
      lower: 'åäö',
    });
    await expect(query(database.url.replace(/:[^:@]+@/, ':fel@'), 'select 1')).rejects.toThrow('password');
    await query(database.url, 'create table kept (id int); insert into kept values (1)');
    const pid = postmasterPid(home);
    await database.release();
    await database.release();
    expect(gone(pid)).toBe(true);
    expect(fs.readdirSync(home).sort()).toEqual(['postgres', 'postgres.json', 'postgres.log']);
  });

  it('starts again with its data, its port and its password', async () => {
    const before = JSON.parse(fs.readFileSync(join(home, 'postgres.json'), 'utf8'));
    const database = await acquire();
    expect(database.port).toBe(before.port);
    expect(await query(database.url, 'select id from kept')).toEqual([{ id: 1 }]);
    await database.release();
  });

  it('moves to another port when its own is taken', async () => {
    const { port } = JSON.parse(fs.readFileSync(join(home, 'postgres.json'), 'utf8')) as { port: number };
    const squatter: Server = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const database = await acquire();
    expect(database.port).not.toBe(port);
    await query(database.url, 'select 1');
    await database.release();
    squatter.close();
  });

  it('is adopted, not restarted, after a kill -9 of the Node that started it', async () => {
    const child = await otherProcess();
    expect(child.acquired.owner).toBe(true);
    const pid = postmasterPid(home);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(exists(pid)).toBe(true);
    const database = await acquire();
    expect(database.owner).toBe(true);
    expect(postmasterPid(home)).toBe(pid);
    await database.release();
    expect(gone(pid)).toBe(true);
  });

  it('is shared, and stopped by the last one out', async () => {
    const first = await otherProcess();
    const [second, third] = await Promise.all([acquire(), otherProcess()]);
    expect([first.acquired.owner, second.owner, third.acquired.owner]).toEqual([true, false, false]);
    const pid = postmasterPid(home);
    first.send('release');
    await once(first, 'exit');
    await query(second.url, 'select 1');
    // Killed without a word: it must not count as somebody who still needs the database.
    third.kill('SIGKILL');
    await once(third, 'exit');
    await second.release();
    expect(gone(pid)).toBe(true);
  });

  it('comes back on the same port after a kill -9 of the postmaster, with what it had acknowledged', async () => {
    const database = await acquire();
    const pid = postmasterPid(home);
    await query(database.url, 'insert into kept values (2)');
    process.kill(pid, 'SIGKILL');
    await until(() =>
      query<{ n: number }>(database.url, 'select count(*)::int as n from kept').then(
        ([row]) => row?.n === 2,
        () => false,
      ),
    );
    expect(postmasterPid(home)).not.toBe(pid);
    expect(warnings.join()).toContain('Databasen dog');
    await database.release();
  });

  it('is not fooled by a pid file whose number belongs to another process', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    children.push(stranger);
    const file = join(home, 'postgres', 'postmaster.pid');
    fs.writeFileSync(
      file,
      [stranger.pid, join(home, 'postgres'), 1, 5432, '', '127.0.0.1', '  1 2', 'ready   '].join('\n'),
    );
    repairPidFile(join(home, 'postgres'));
    expect(postmasterPid(home)).toBe(process.pid);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(String(process.pid), String(stranger.pid)));
    const database = await acquire();
    expect(await query(database.url, 'select id from kept order by id')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(stranger.exitCode).toBeNull();
    await database.release();
    stranger.kill();
  });

  it('sets a new password when postgres.json is lost or is another one', async () => {
    const file = join(home, 'postgres.json');
    fs.rmSync(file);
    const lost = await acquire();
    expect(await query(lost.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
    await lost.release();
    const state = JSON.parse(fs.readFileSync(file, 'utf8'));
    fs.writeFileSync(file, JSON.stringify({ ...state, password: 'en-annan' }));
    const other = await acquire();
    expect(await query(other.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
    await other.release();
  });

  it('makes the roles once, refuses logins above row security, and lets ours in', async () => {
    const database = await acquire();
    const passwords = rolePasswords(SECRET);
    const clients = [0, 1].map(() => new pg.Client({ connectionString: database.url }));
    await Promise.all(clients.map((client) => client.connect()));
    await Promise.all(clients.map((client) => ensureRoles(client, { passwords })));
    const [deploy, spare] = clients as [pg.Client, pg.Client];
    await spare.end();
    await expect(refuseUnsafeLogin(deploy)).rejects.toThrow('är superanvändare');
    const roles = `select rolname, rolcanlogin, rolsuper, rolbypassrls, xmin::text from pg_authid where rolname like 'lagrum\\_%' order by 1`;
    const before = (await deploy.query(roles)).rows;
    await ensureRoles(deploy, { passwords });
    expect((await deploy.query(roles)).rows).toEqual(before);

    for (const role of LOGIN_ROLES) {
      const client = new pg.Client({ connectionString: loginUrl(database.url, role, SECRET) });
      await client.connect();
      await refuseUnsafeLogin(client);
      const { rows } = await client.query<{ ms: string }>('show statement_timeout');
      expect(rows).toEqual([
        { statement_timeout: role === 'lagrum_queue' ? '1min' : role === 'lagrum_app' ? '30s' : '10s' },
      ]);
      await expect(client.query('create table mine (id int)')).rejects.toThrow(/permission denied|read-only/);
      await expect(client.query('create temporary table mine (id int)')).rejects.toThrow(/permission denied|read-only/);
      await client.end();
    }

    for (const [planted, undo, reason] of [
      ['alter role lagrum_app bypassrls', '', 'har BYPASSRLS'],
      ['grant lagrum_owner to lagrum_app', 'revoke lagrum_owner from lagrum_app', 'är medlem i lagrum_owner'],
      ['alter database lagrum owner to lagrum_app', 'alter database lagrum owner to lagrum_deploy', 'äger databasen'],
    ] as const) {
      await deploy.query(planted);
      const app = new pg.Client({ connectionString: loginUrl(database.url, 'lagrum_app', SECRET) });
      await app.connect();
      await expect(refuseUnsafeLogin(app)).rejects.toThrow(reason);
      await app.end();
      if (undo) await deploy.query(undo);
      await ensureRoles(deploy, { passwords });
    }
    await deploy.end();
    await database.release();
  });

  it('clears away what a killed first start left, and sets aside what is not its own', async () => {
    const half = join(workshop, 'half');
    fs.mkdirSync(join(half, 'postgres.new-1', 'base'), { recursive: true });
    fs.writeFileSync(join(half, 'postgres.password-1'), 'hemligt');
    fs.mkdirSync(join(half, 'postgres'));
    fs.writeFileSync(join(half, 'postgres', 'PG_VERSION'), '18\n');
    const database = await acquire(half);
    await query(database.url, 'select 1');
    expect(fs.readdirSync(half).filter((name) => /new|password/.test(name))).toEqual([]);
    const aside = fs.readdirSync(half).filter((name) => name.startsWith('postgres.unfinished-'));
    expect(aside).toHaveLength(1);
    await database.release();

    fs.writeFileSync(join(half, 'postgres', 'PG_VERSION'), '17\n');
    await expect(acquire(half)).rejects.toThrow(/gjord av PostgreSQL 17, men programmet är 18/);
  });

  it('says in a sentence why it cannot start', async () => {
    await expect(acquire('/proc/lagrum')).rejects.toThrow(EmbeddedError);
    fs.writeFileSync(join(workshop, 'file'), '');
    await expect(acquire(join(workshop, 'file'))).rejects.toThrow(EmbeddedError);
    await expect(acquire(join(workshop, 'file', 'x'))).rejects.toThrow(
      /LAGRUM_HOME, .* går inte att skriva i \(ENOTDIR\)/,
    );
  });

  it('makes the library links that a blocked install script did not', () => {
    const native = join(workshop, 'package', 'native');
    fs.mkdirSync(join(native, 'lib'), { recursive: true });
    fs.writeFileSync(join(native, 'lib', 'libx.so.6.1'), 'x');
    fs.writeFileSync(
      join(native, 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/libx.so.6.1', target: 'native/lib/libx.so.6' }]),
    );
    repairLinks(native);
    repairLinks(native);
    expect(fs.readlinkSync(join(native, 'lib', 'libx.so.6'))).toBe('libx.so.6.1');
  });
});

describe('the lock between processes', () => {
  it('lets one in at a time and breaks what a dead process holds', async () => {
    const folder = fs.mkdtempSync(join(tmpdir(), 'lagrum-lock-'));
    const path = join(folder, 'lock');
    // Our own number with another start moment: the number was used again.
    fs.writeFileSync(path, JSON.stringify({ pid: process.pid, started: 'före', token: 'x' }));
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withFileLock(path, async () => {
          most = Math.max(most, ++inside);
          await new Promise(setImmediate);
          inside--;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.writeFileSync(path, '{"pid":');
    await withFileLock(path, async () => undefined);
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.rmSync(folder, { recursive: true });
  });
});
