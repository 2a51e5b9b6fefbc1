import { EntryRow } from '../catalogue/entry.entity.js';
import { Tx } from '../platform/database/transaction.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\d(T[\d:.]+([+-]\d\d:\d\d|Z)?)?$/;

/**
 * Everything that people wrote in an entry and this transaction may see, without knowing its kind: its title, its texts
 * and thread, and every text column of the kind's own table, which shares the entry's key and carries the kind's name.
 */
export async function storedTexts(tx: Tx, entry: EntryRow): Promise<string[]> {
  // The kind is one of the enum's, not a text of the caller's; `case` is a word of SQL and needs the quotes.
  const table = `"${entry.kind.toLowerCase()}"`;
  const [known] = await tx.query<{ known: boolean }>('select to_regclass($1) is not null as known', [
    `public.${table}`,
  ]);
  const own = known!.known
    ? await tx.query<{ row: Record<string, unknown> }>(`select to_jsonb(x) as row from ${table} x where x.id = $1`, [
        entry.id,
      ])
    : [];
  const rest = await tx.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(r) as row from revision r where r.entry_id = $1
     union all select to_jsonb(c) from comment c where c.entry_id = $1
     union all select to_jsonb(g) from flag g where g.entry_id = $1
     union all select jsonb_build_object('name', f.name) from file f where f.entry_id = $1
     union all select to_jsonb(q) from review_request q where q.entry_id = $1
     union all select to_jsonb(a) from approval a join revision r on r.id = a.revision_id where r.entry_id = $1`,
    [entry.id],
  );
  const texts = [...own, ...rest].flatMap(({ row }) =>
    Object.entries(row)
      .filter(([column]) => column !== 'content_hash')
      .map(([, value]) => value)
      .filter((value): value is string => typeof value === 'string' && !UUID.test(value) && !MOMENT.test(value)),
  );
  return [entry.title, ...texts];
}
