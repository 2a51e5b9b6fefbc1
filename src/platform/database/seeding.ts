import fs from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { projectRoot } from '../config.js';
import { seedId, TypeName } from '../ids.js';

/**
 * Loads data files into tables, as the deploy login and one transaction a file. Each feature says in its `*.seed.ts`
 * what its files hold; `src/seed.ts` says in which order.
 *
 * Three things meet: what the file says now, what it said when it was last seeded (`seed_row`), and what the table
 * holds. Only a column whose *file* value changed since then is written, so an operator's correction stays until the
 * file itself says something new of that very column. A row that left its file is reported and stays: something may
 * refer to it, and the way to retire a row is an end date.
 */

export interface SeedTable {
  table: string;
  /** Type of the rows' ids: `seedId(type, key)`. */
  type: TypeName;
  rows: { key: string; values: Record<string, unknown> }[];
}

/** One data file: where it lies under `seeds/`, and the rows it gives. Throws SeedError where it is wrong. */
export interface SeedFile {
  file: string;
  tables: (files: SeedFiles) => SeedTable[];
  /** What rows alone cannot say (numbers of a series, links to what stands elsewhere), in the same transaction; answers how many rows it made. */
  after?: (client: pg.ClientBase, files: SeedFiles) => Promise<number>;
}

export interface FileReport {
  file: string;
  inserted: number;
  updated: number;
  unchanged: number;
  /** `table key: column` where the table differs from an unchanged file: an operator's edit, left as it is. */
  kept: string[];
  /** `table key: column` where both an operator and the file had a new value: the file's was written. */
  overwritten: string[];
  /** `table key`: once seeded from this file and no longer in it; left as it is. */
  vanished: string[];
}

export type SeedReport = FileReport[];
export type SeedLog = (line: string) => void;

/** What is wrong in a data file, with its name and the row. */
export class SeedError extends Error {
  constructor(file: string, key: string | null, problem: string) {
    super(`seeds/${file}${key === null ? '' : `, ${key}`}: ${problem}`);
    this.name = 'SeedError';
  }
}

/** Rows typed by the entity of their table; properties become columns in snake_case as everywhere else. */
export function seedTable<E>(
  table: string,
  type: TypeName,
  rows: { key: string; values: Partial<Omit<E, 'id'>> }[],
): SeedTable {
  return {
    table,
    type,
    rows: rows.map(({ key, values }) => ({
      key,
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
          value ?? null,
        ]),
      ),
    })),
  };
}

/** The folder of seeds; each file is read and checked once. */
export class SeedFiles {
  private readonly parsed = new Map<string, unknown>();

  constructor(readonly folder: string = join(projectRoot, 'seeds')) {}

  json<T>(file: string, schema: z.ZodType<T>): T {
    return this.once(file, () => {
      let value: unknown;
      try {
        value = JSON.parse(this.text(file));
      } catch (error) {
        throw new SeedError(file, null, (error as Error).message);
      }
      return check(file, schema, value);
    });
  }

  /** A header and tab-separated cells without quoting; an empty cell is null. Lines are never trimmed. */
  tsv<T>(file: string, schema: z.ZodType<T>): T[] {
    return this.once(file, () => {
      const [header = '', ...lines] = this.text(file).split('\n');
      const columns = header.split('\t');
      return lines
        .filter((line) => line !== '')
        .map((line, index) => {
          const cells = line.split('\t');
          if (cells.length > columns.length)
            throw new SeedError(file, `rad ${index + 2}`, `${cells.length} cells, ${columns.length} columns`);
          const row = Object.fromEntries(columns.map((column, i) => [column, cells[i] || null]));
          return check(file, schema, row, cells[0]);
        });
    });
  }

  private once<T>(file: string, read: () => T): T {
    if (!this.parsed.has(file)) this.parsed.set(file, read());
    return this.parsed.get(file) as T;
  }

  private text(file: string): string {
    try {
      return fs.readFileSync(join(this.folder, file), 'utf8');
    } catch (error) {
      throw new SeedError(file, null, (error as Error).message);
    }
  }
}

function check<T>(file: string, schema: z.ZodType<T>, value: unknown, key: string | null = null): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const row: unknown = Array.isArray(value) ? value[Number(issue.path[0])] : null;
  const named = key ?? (row as { key?: string } | null)?.key ?? null;
  throw new SeedError(file, named, `${issue.path.join('.')}: ${issue.message}`);
}

/** Checks that every key occurs once, and gives a look-up that names the file and row of a reference to nothing. */
export function keysOf(file: string, rows: readonly { key: string }[]): (key: string, from: string) => string {
  const keys = new Set<string>();
  for (const { key } of rows) {
    if (keys.has(key)) throw new SeedError(file, key, 'the key occurs twice');
    keys.add(key);
  }
  return (key, from) => {
    if (!keys.has(key)) throw new SeedError(from, key, `refers to nothing in seeds/${file}`);
    return key;
  };
}

/** A civil date of Stockholm. */
export const Day = z.iso.date();
export const Bilingual = z.object({ sv: z.string().min(1), en: z.string().min(1) });

/** Two processes that start at once: the second finds everything done. */
const LOCK = 7_140_220_133;

/**
 * Seeds the files in order. @throws SeedError before anything of a wrong file is written; files before it stay.
 */
export async function runSeeds(
  deployUrl: string,
  seeds: readonly SeedFile[],
  log: SeedLog = () => undefined,
  files = new SeedFiles(),
): Promise<SeedReport> {
  // All files are read first: a mistake in the last leaves the first unloaded too.
  const plan = seeds.map((seed) => ({ file: seed.file, after: seed.after, tables: seed.tables(files) }));
  const client = new pg.Client({ connectionString: deployUrl, application_name: 'lagrum seed' });
  await client.connect();
  const reports: SeedReport = [];
  try {
    for (const { file, tables, after } of plan) {
      const report: FileReport = {
        file,
        inserted: 0,
        updated: 0,
        unchanged: 0,
        kept: [],
        overwritten: [],
        vanished: [],
      };
      try {
        await client.query('begin');
        await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
        for (const table of tables) await seedOne(client, file, table, report);
        report.inserted += (await after?.(client, files)) ?? 0;
        await client.query('commit');
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        const { detail, constraint, message } = error as pg.DatabaseError;
        if (constraint) throw new SeedError(file, null, `${message}${detail ? ` (${detail})` : ''}`);
        throw error;
      }
      reports.push(report);
      log(sentence(report));
    }
  } finally {
    await client.end();
  }
  return reports;
}

function sentence({ file, inserted, updated, unchanged, kept, overwritten, vanished }: FileReport): string {
  const more = [
    kept.length ? `${kept.length} ändrade av någon annan och orörda` : '',
    overwritten.length ? `ersatta: ${overwritten.join('; ')}` : '',
    vanished.length ? `saknas i filen men står kvar: ${vanished.join('; ')}` : '',
  ].filter(Boolean);
  const counts = `${inserted} nya, ${updated} ändrade, ${unchanged} oförändrade`;
  return `${file}: ${counts}${more.length ? `; ${more.join('; ')}` : ''}`;
}

type Values = Record<string, unknown>;
interface Change {
  id: string;
  key: string;
  values: Values;
  columns: string[];
}

async function seedOne(
  client: pg.Client,
  file: string,
  { table, type, rows }: SeedTable,
  report: FileReport,
): Promise<void> {
  const name = pg.escapeIdentifier(table);
  // As JSON and back, so that what is compared has the shapes that the table and seed_row give.
  const wanted = rows.map(({ key, values }) => ({
    id: seedId(type, key),
    key,
    values: JSON.parse(JSON.stringify(values)) as Values,
  }));
  keysOf(file, wanted);
  const present = await current(
    client,
    name,
    wanted.map((row) => row.id),
  );
  const seeded = await lastSeeded(client, table);

  const inserts: typeof wanted = [];
  const updates: Change[] = [];
  const noted: typeof wanted = [];
  for (const row of wanted) {
    const before = present.get(row.id);
    const last = seeded.get(row.key)?.values;
    if (!last || !same(last, row.values)) noted.push(row);
    if (!before) {
      inserts.push(row);
      continue;
    }
    const columns: string[] = [];
    for (const column of Object.keys(row.values)) {
      if (same(before[column], row.values[column])) continue;
      const said = last && column in last;
      const where = `${table} ${row.key}: ${column}`;
      if (said && same(last[column], row.values[column])) report.kept.push(where);
      else {
        if (said && !same(last[column], before[column])) report.overwritten.push(where);
        columns.push(column);
      }
    }
    if (columns.length) updates.push({ ...row, columns });
    else report.unchanged++;
  }
  await insert(client, name, inserts);
  const versioned = updates.length ? await bookkeeping(client, table) : '';
  for (const change of updates) await update(client, name, change, versioned);
  if (noted.length)
    await client.query(
      `insert into seed_row (table_name, key, file, seeded, seeded_at)
       select $1, r.key, $2, r.values, now() from jsonb_to_recordset($3::jsonb) r (key text, values jsonb)
       on conflict (table_name, key) do update set file = excluded.file, seeded = excluded.seeded, seeded_at = excluded.seeded_at`,
      [table, file, JSON.stringify(noted)],
    );
  const keys = new Set(rows.map((row) => row.key));
  for (const [key, row] of seeded) if (row.file === file && !keys.has(key)) report.vanished.push(`${table} ${key}`);
  report.inserted += inserts.length;
  report.updated += updates.length;
}

async function current(client: pg.Client, name: string, ids: string[]): Promise<Map<string, Values>> {
  const { rows } = await client.query<{ row: Values }>(
    `select to_jsonb(t) as row from ${name} t where t.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ row }) => [row.id as string, row]));
}

async function lastSeeded(client: pg.Client, table: string): Promise<Map<string, { file: string; values: Values }>> {
  const { rows } = await client.query<{ key: string; file: string; seeded: Values }>(
    'select key, file, seeded from seed_row where table_name = $1',
    [table],
  );
  return new Map(rows.map(({ key, file, seeded }) => [key, { file, values: seeded }]));
}

/** One statement for all rows, so that rows of one file may refer to each other; columns not named keep their defaults. */
async function insert(client: pg.Client, name: string, rows: { id: string; values: Values }[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = ['id', ...Object.keys(rows[0]!.values)].map((column) => pg.escapeIdentifier(column)).join(', ');
  await client.query(
    `insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
    [JSON.stringify(rows.map((row) => ({ id: row.id, ...row.values })))],
  );
}

async function update(client: pg.Client, name: string, change: Change, versioned: string): Promise<void> {
  const columns = change.columns.map((column) => pg.escapeIdentifier(column));
  await client.query(
    `update ${name} t set ${columns.map((column) => `${column} = s.${column}`).join(', ')}${versioned}
     from jsonb_populate_record(null::${name}, $2::jsonb) s where t.id = $1`,
    [change.id, JSON.stringify(change.values)],
  );
}

/** Somebody who read the row before must meet a CONFLICT and not overwrite what the file brought. */
async function bookkeeping(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and column_name in ('version', 'updated_at')`,
    [table],
  );
  return rows.map(({ name }) => (name === 'version' ? ', version = t.version + 1' : ', updated_at = now()')).join('');
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`;
  return JSON.stringify(value ?? null);
}
