import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { MIGRATIONS } from '../../migrations/index.js';
import { ENTITIES } from '../../src/entities.js';
import { projectRoot } from '../../src/platform/config.js';
import { DatabaseUrls } from '../../src/platform/database/database.module.js';
import { migrate } from '../../src/platform/database/migrator.js';
import { LOGIN_ROLES, loginUrl, rolePasswords } from '../../src/platform/database/roles.js';
import { seedReferenceAndPeople } from './seed.js';

/** Every database of the test cluster has the same logins, so one secret serves them all. */
export const TEST_SECRET = 'test-secret-test-secret-test-secret-0000';

function clusterUrl(database: string): string {
  const cluster = process.env.LAGRUM_TEST_CLUSTER;
  if (!cluster)
    throw new Error('Start the tests with "npm test" or "npm test -- path/to/one.spec.ts": it brings the database');
  const url = new URL(cluster);
  url.pathname = `/${database}`;
  return url.href;
}

async function onCluster<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: clusterUrl('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The template is made anew when a migration or a seed changes. */
function templateName(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  add(join(projectRoot, 'migrations'));
  add(join(projectRoot, 'seeds', 'reference'));
  add(join(projectRoot, 'seeds', 'demo', 'people.json'));
  add(join(projectRoot, 'src', 'platform', 'database', 'roles.ts'));
  return `lagrum_template_${hash.digest('hex').slice(0, 12)}`;
}

const TEMPLATE_LOCK = 7_140_220_199;

async function ensureTemplate(): Promise<string> {
  const name = templateName();
  await onCluster(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const known = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name]);
    if (known.rowCount) return;
    await client.query(`drop database if exists "${name}"`);
    await client.query(`create database "${name}"`);
    const url = clusterUrl(name);
    await migrate({ url, entities: ENTITIES, migrations: MIGRATIONS, passwords: rolePasswords(TEST_SECRET) });
    await seedReferenceAndPeople(url);
    await client.query(`alter database "${name}" with is_template true`);
  });
  return name;
}

export interface TestDatabase {
  name: string;
  /** Deploy login: sees everything, for builders and for looking behind the curtain. */
  url: string;
  urls: DatabaseUrls;
  drop(): Promise<void>;
}

let made = 0;

/** A database of its own, cloned from the migrated and seeded template (about 80 ms). */
export async function makeDatabase(): Promise<TestDatabase> {
  const template = await ensureTemplate();
  const name = `lagrum_test_${process.pid}_${Date.now().toString(36)}_${++made}`;
  await onCluster(async (client) => {
    await client.query(`create database "${name}" template "${template}"`);
    for (const role of LOGIN_ROLES) await client.query(`grant connect on database "${name}" to ${role}`);
  });
  const url = clusterUrl(name);
  return {
    name,
    url,
    urls: {
      app: loginUrl(url, 'lagrum_app', TEST_SECRET),
      reader: loginUrl(url, 'lagrum_reader', TEST_SECRET),
      anonymous: loginUrl(url, 'lagrum_anonymous', TEST_SECRET),
      queue: loginUrl(url, 'lagrum_queue', TEST_SECRET),
      poolSize: 4,
    },
    drop: () =>
      onCluster(async (client) => void (await client.query(`drop database if exists "${name}" with (force)`))),
  };
}

/** An empty database that nothing has been migrated into. */
export async function makeEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `lagrum_empty_${process.pid}_${Date.now().toString(36)}_${++made}`;
  await onCluster(async (client) => void (await client.query(`create database "${name}"`)));
  return {
    url: clusterUrl(name),
    drop: () =>
      onCluster(async (client) => void (await client.query(`drop database if exists "${name}" with (force)`))),
  };
}
