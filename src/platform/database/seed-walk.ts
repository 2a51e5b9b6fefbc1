import { createHash } from 'node:crypto';
import { systemPrincipal } from '../principal.js';
import { Database } from './database.js';

/** What a walk of the demo calls its steps: each carries a key, so that a second run takes none again. */
export const walkOf = (key: string): string => `seed-${key.replace(/[^A-Za-z0-9_-]/g, '-')}`;

export const stepOf = (key: string, path: string) => ({
  key,
  path,
  inputHash: createHash('sha256').update(key).digest('hex'),
});

/** Steps of a walk that were taken: a second run, or one after a kill in the middle, goes on where the first stopped. */
export async function stepsTaken(db: Database, walk: string): Promise<Set<string>> {
  let keys = new Set<string>();
  await db.transact(systemPrincipal('seed', [], 'system:seed'), async (tx) => {
    const rows = await tx.query<{ key: string }>(
      'select key from idempotency where starts_with(key, $1) and outcome is not null',
      [`${walk}-`],
    );
    keys = new Set(rows.map((row) => row.key));
  });
  return keys;
}
