import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { makeEmptyDatabase } from '../test/harness/cluster.js';
import { createTestApp, TestApp } from '../test/harness/app.js';
import { MIGRATIONS } from '../migrations/index.js';
import { SigningKey } from './audit/signing-key.js';
import { verifyChains } from './audit/verify-chains.js';
import { backup, restore } from './backup.js';
import { ENTITIES } from './entities.js';
import { migrate } from './platform/database/migrator.js';
import { rolePasswords } from './platform/database/roles.js';
import { TEST_SECRET } from '../test/harness/cluster.js';

let world: TestApp;
let folder: string;
let file: string;
const empties: { url: string; drop(): Promise<void> }[] = [];

async function migrated(): Promise<string> {
  const made = await makeEmptyDatabase();
  empties.push(made);
  await migrate({ url: made.url, entities: ENTITIES, migrations: MIGRATIONS, passwords: rolePasswords(TEST_SECRET) });
  return made.url;
}

async function within<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table as text, and how the schema stands. */
async function everything(client: pg.Client): Promise<Record<string, unknown>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration' order by 1`,
  );
  const out: Record<string, unknown> = {};
  for (const { name } of tables)
    out[name] = (
      await client.query(
        `select count(*)::int as n, md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as sum from "${name}" t`,
      )
    ).rows[0];
  out.constraints = (
    await client.query(
      `select conname, condeferrable, condeferred, convalidated from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2, 3`,
    )
  ).rows;
  out.triggers = (
    await client.query(
      `select tgname, tgenabled from pg_trigger where not tgisinternal order by tgname, tgrelid::regclass::text`,
    )
  ).rows;
  return out;
}

beforeAll(async () => {
  world = await createTestApp();
  folder = mkdtempSync(join(tmpdir(), 'lagrum-backup-'));
  file = join(folder, 'copy.gz');
  const asker = await world.as('handlaggare@kommun-a.demo');
  const awkward = 'Rad ett\\N\ntab\there \\. å ä ö \u2028 "citat" 🙂';
  const draft = await asker.act<{ question: { id: string } }>(
    `mutation ($input: QuestionDraftInput!) { questionDraft(input: $input) { question { id version } userErrors { code path } } }`,
    { title: 'Säkerhetskopia', text: awkward, deIdentified: true },
  );
  expect(draft.userErrors).toEqual([]);
  await world.drainJobs({ scheduled: ['audit.checkpoint'], until: new Date(Date.now() + 10_000) });
  await backup(world.database.url, file);
}, 120_000);

afterAll(async () => {
  await world.close();
  for (const { drop } of empties) await drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('comes back as it was: every row, every rule, and the trail still holds', async () => {
    const url = await migrated();
    const report = await restore(url, file);
    expect(report.rows).toBeGreaterThan(100);
    const before = await within(world.database.url, everything);
    const after = await within(url, everything);
    expect(after).toEqual(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const found = await within(url, (client) => verifyChains(client, new SigningKey('whichever')));
    expect(found.events).toBeGreaterThan(0);
    expect(found.faults.filter(({ code }) => code !== 'CHECKPOINT_OTHER_KEY')).toEqual([]);
  }, 180_000);

  it('is refused by a database that holds something, and by one without tables', async () => {
    await expect(restore(world.database.url, file)).rejects.toThrow(/inte tom/);
    const bare = await makeEmptyDatabase();
    empties.push(bare);
    await expect(restore(bare.url, file)).rejects.toThrow(/inte migrerad/);
  });

  it('that is cut off, changed or something else changes nothing', async () => {
    const url = await migrated();
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    const spoiled: Record<string, Buffer> = {
      cut: readFileSync(file).subarray(0, 2_000),
      short: gzipSync(text.slice(0, text.lastIndexOf('{"end":true'))),
      changed: gzipSync(text.replace('Säkerhetskopia', 'Säkerhetskopiä')),
      missing: gzipSync(
        text
          .split('\n')
          .filter((line) => !line.includes('Säkerhetskopia'))
          .join('\n'),
      ),
      other: gzipSync('hello\n'),
      plain: Buffer.from('hello'),
    };
    for (const [name, bytes] of Object.entries(spoiled)) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await expect(restore(url, path)).rejects.toThrow(/inte|ingen hel/);
    }
    const left = await within(url, everything);
    expect(Object.values(left).filter((row) => (row as { n?: number }).n)).toEqual([]);
    await restore(url, file);
  }, 180_000);

  it('of another release is refused', async () => {
    const url = await migrated();
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    const path = join(folder, 'newer');
    writeFileSync(
      path,
      gzipSync(text.replace('"AuditCheckpoints1763900000006"', '"AuditCheckpoints1763900000006","FromTomorrow"')),
    );
    await expect(restore(url, path)).rejects.toThrow(/FromTomorrow/);
  }, 180_000);

  it('leaves no half file behind', async () => {
    await expect(backup(world.database.url, join(folder, 'no-such-folder', 'x.gz'))).rejects.toThrow(
      /går inte att använda/,
    );
  });
});
