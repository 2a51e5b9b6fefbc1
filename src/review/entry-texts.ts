import { EntryRow } from '../catalogue/entry.entity.js';
import { Tx } from '../platform/database/transaction.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\d(T[\d:.]+([+-]\d\d:\d\d|Z)?)?$/;

/** Columns that hold no words of people. */
const MACHINE = new Set(['content_hash', 'sha256', 'kind', 'visibility']);

/**
 * Everything that people wrote in an entry and this transaction may see, without knowing its kind: its title and every text
 * column of every table that hangs on it. The tables are found by the key that ties them to the entry's policy columns, so
 * that a new kind, or a new part of one, cannot be forgotten here. Texts of earlier rounds of review are not among them:
 * the database clears them when a RESTRICTED matter is opened (`submitted_text_is_frozen`).
 */
export async function storedTexts(tx: Tx, entry: EntryRow): Promise<string[]> {
  const tables = await tx.query<{ name: string }>(
    `select c.conrelid::regclass::text as name from pg_constraint c
      where c.contype = 'f' and c.confrelid = 'entry'::regclass and c.conname like '%\\_of\\_entry'
        and c.conrelid <> 'revision_round'::regclass order by 1`,
  );
  const rest = await tx.query<{ row: Record<string, unknown> }>(
    [
      // Names of our own tables, as the catalog quotes them; nothing of the caller's.
      ...tables.map(({ name }) => `select to_jsonb(x) as row from ${name} x where x.entry_id = $1`),
      `select to_jsonb(a) from approval a join revision r on r.id = a.revision_id where r.entry_id = $1`,
    ].join(' union all '),
    [entry.id],
  );
  const texts = rest.flatMap(({ row }) =>
    Object.entries(row)
      .filter(([column]) => !MACHINE.has(column))
      .map(([, value]) => value)
      .filter((value): value is string => typeof value === 'string' && !UUID.test(value) && !MOMENT.test(value)),
  );
  return [entry.title, ...texts];
}
