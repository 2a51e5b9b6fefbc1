import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { CommandFailure } from './platform/command-line.js';

/**
 * The embedded server ships no dump tools, so a copy is made of COPY: one gzipped text file that begins with a manifest,
 * holds each table as COPY writes it (one row a line, ended by `\.`), and ends with counts and sums. The queue's own
 * schema is left out: it is a cache, filled again from the outbox.
 */

interface Manifest {
  format: 'lagrum-backup-1';
  at: string;
  migrations: string[];
  tables: { name: string; columns: string[] }[];
}

interface End {
  end: true;
  tables: Record<string, { rows: number; sha256: string }>;
}

export interface BackupReport {
  file: string;
  at: string;
  tables: number;
  rows: number;
}

/** Holds what is known by other means: which migrations ran. */
const OUTSIDE = ['migration'];

export async function backup(deployUrl: string, file: string): Promise<BackupReport> {
  const client = await connect(deployUrl);
  const draft = `${file}.part`;
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    const manifest: Manifest = {
      format: 'lagrum-backup-1',
      at: new Date().toISOString(),
      migrations: await migrationsOf(client),
      tables: await tablesOf(client),
    };
    const gzip = createGzip();
    const written = pipeline(gzip, createWriteStream(draft, { mode: 0o600, flags: 'w' }));
    const write = async (chunk: Buffer | string): Promise<void> => {
      if (!gzip.write(chunk)) await once(gzip, 'drain');
    };
    const work = async (): Promise<End> => {
      await write(`${JSON.stringify(manifest)}\n`);
      const end: End = { end: true, tables: {} };
      for (const { name, columns } of manifest.tables) {
        await write(`${JSON.stringify({ table: name })}\n`);
        const hash = createHash('sha256');
        let rows = 0;
        for await (const chunk of client.query(
          copyTo(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`),
        )) {
          const bytes = chunk as Buffer;
          hash.update(bytes);
          for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows++;
          await write(bytes);
        }
        await write('\\.\n');
        end.tables[name] = { rows, sha256: hash.digest('hex') };
      }
      await write(`${JSON.stringify(end)}\n`);
      gzip.end();
      await written;
      return end;
    };
    // A full disk fails the file first: without the race the writer would wait for it for ever.
    const end = await Promise.race([work(), written.then(() => new Promise<never>(() => undefined))]);
    await rename(draft, file);
    const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0);
    return { file, at: manifest.at, tables: manifest.tables.length, rows };
  } catch (error) {
    await rm(draft, { force: true });
    throw fileFailure(error, file);
  } finally {
    await client.end();
  }
}

/** Into an empty, migrated database of the same release; all or nothing. */
export async function restore(deployUrl: string, file: string): Promise<BackupReport> {
  const client = await connect(deployUrl);
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    const report = await load(client, file);
    await client.query('commit');
    return report;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw fileFailure(error, file);
  } finally {
    await client.end();
  }
}

async function load(client: pg.Client, file: string): Promise<BackupReport> {
  const lines = linesOf(file);
  const manifest = parsed(await lines.next()) as Manifest | null;
  if (manifest?.format !== 'lagrum-backup-1')
    throw damaged('den börjar inte som en säkerhetskopia (it does not begin as a backup)');
  await requireFits(client, manifest);
  const back = await loosen(
    client,
    manifest.tables.map(({ name }) => name),
  );
  const sums: End['tables'] = {};
  for (const { name, columns } of manifest.tables) {
    const header = parsed(await lines.next()) as { table?: string } | null;
    if (header?.table !== name) throw damaged(`tabellen ${name} fattas (a table is missing)`);
    sums[name] = await loadTable(client, name, columns, lines);
  }
  const end = parsed(await lines.next()) as End | null;
  if (end?.end !== true) throw damaged('den slutar i förtid (it ends too early)');
  for (const [name, { rows, sha256 }] of Object.entries(end.tables)) {
    if (sums[name]?.rows !== rows || sums[name].sha256 !== sha256)
      throw damaged(`tabellen ${name} har ändrats (a table was changed)`);
  }
  await client.query('set constraints all immediate');
  for (const sql of back) await client.query(sql);
  const rows = Object.values(sums).reduce((sum, table) => sum + table.rows, 0);
  return { file, at: manifest.at, tables: manifest.tables.length, rows };
}

async function loadTable(
  client: pg.Client,
  name: string,
  columns: string[],
  lines: AsyncIterator<string>,
): Promise<{ rows: number; sha256: string }> {
  const stream = client.query(copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`));
  const done = finished(stream);
  // Looked at below; without this an early failure would count as unhandled.
  done.catch(() => undefined);
  const hash: Hash = createHash('sha256');
  let rows = 0;
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    const text = batch.join('');
    batch = [];
    hash.update(text);
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
  };
  for (;;) {
    const next = await lines.next();
    if (next.done) throw damaged('den slutar i förtid (it ends too early)');
    if (next.value === '\\.') break;
    batch.push(`${next.value}\n`);
    rows++;
    if (batch.length >= 500) await flush();
  }
  if (batch.length > 0) await flush();
  stream.end();
  await done;
  return { rows, sha256: hash.digest('hex') };
}

/** Rows are taken in any order and as they are: keys are checked at the end, and rules kept by triggers have been. */
async function loosen(client: pg.Client, tables: string[]): Promise<string[]> {
  const back: string[] = [];
  for (const name of tables) await client.query(`alter table ${quoted(name)} disable trigger user`);
  const { rows } = await client.query<{ owner: string; name: string; deferred: boolean; deferrable: boolean }>(
    `select conrelid::regclass::text as owner, conname as name, condeferrable as deferrable, condeferred as deferred
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { owner, name, deferrable, deferred } of rows) {
    if (deferred) continue;
    await client.query(`alter table ${owner} alter constraint ${quoted(name)} deferrable initially deferred`);
    back.push(
      `alter table ${owner} alter constraint ${quoted(name)} ${deferrable ? 'deferrable initially immediate' : 'not deferrable'}`,
    );
  }
  await client.query('set constraints all deferred');
  for (const name of tables) back.push(`alter table ${quoted(name)} enable trigger user`);
  return back;
}

async function requireFits(client: pg.Client, manifest: Manifest): Promise<void> {
  const here = await migrationsOf(client);
  if (here.length === 0)
    throw new CommandFailure(
      'Databasen är inte migrerad. Kör npx lagrum migrate först. (Run npx lagrum migrate first.)',
    );
  const differ = [
    ...here.filter((one) => !manifest.migrations.includes(one)),
    ...manifest.migrations.filter((one) => !here.includes(one)),
  ];
  if (differ.length > 0)
    throw new CommandFailure(
      `Kopian är från en annan version av Lagrum (${differ.join(', ')}). Återställ med den versionen och kör sedan npx lagrum migrate. (The copy is from another release.)`,
    );
  const tables = await tablesOf(client);
  if (JSON.stringify(tables) !== JSON.stringify(manifest.tables))
    throw damaged('tabellerna är inte databasens (the tables differ)');
  for (const { name } of tables) {
    if ((await client.query(`select 1 from ${quoted(name)} limit 1`)).rowCount)
      throw new CommandFailure(
        `Databasen är inte tom (${name}). Återställ bara i en ny: ange en annan LAGRUM_HOME eller DATABASE_URL, kör npx lagrum migrate och sedan detta. (The database is not empty.)`,
      );
  }
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `select to_regclass('public.migration') is not null as there`,
  );
  if (!there[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('select name from migration order by id');
  return rows.map(({ name }) => name);
}

async function tablesOf(client: pg.Client): Promise<Manifest['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relname = any($1)
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname order by c.relname collate "C"`,
    [OUTSIDE],
  );
  return rows;
}

/** By `\n` alone: COPY escapes every line break inside a row, but not the line separators of Unicode. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const source = createReadStream(file);
  source.on('error', (error) => gunzip.destroy(error));
  let rest = Buffer.alloc(0) as Buffer;
  for await (const chunk of source.pipe(gunzip)) {
    let from = 0;
    const bytes = rest.length ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, at);
      from = at + 1;
    }
    rest = bytes.subarray(from);
  }
}

function parsed(next: IteratorResult<string>): unknown {
  if (next.done) return null;
  try {
    return JSON.parse(next.value) as unknown;
  } catch {
    return null;
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'lagrum backup' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const quoted = (name: string): string => pg.escapeIdentifier(name);
const damaged = (why: string) =>
  new CommandFailure(
    `Filen är ingen hel säkerhetskopia: ${why}. Inget har ändrats. (Not a whole backup; nothing was changed.)`,
  );

function fileFailure(error: unknown, file: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && code?.startsWith('E'))
    return new CommandFailure(`${file} går inte att använda (${code}). (The file cannot be used.)`);
  if (code?.startsWith('Z_')) return damaged('den går inte att packa upp (it cannot be unpacked)');
  return error;
}
