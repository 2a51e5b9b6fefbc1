import { Reads, Reader } from '../platform/database/reads.js';
import { EntryRow } from './entry.entity.js';

/** All columns of `entry`, shaped as `EntryRow`; `e` is the table's alias. */
export const ENTRY_SELECT = `e.id, e.kind, e.ref, e.title, e.owner_org_id as "ownerOrgId", e.owner_unit_id as "ownerUnitId",
  e.access, e.access_ground as "accessGround", e.visibility, e.state, e.version, e.created_by as "createdBy",
  e.created_at as "createdAt", e.updated_at as "updatedAt", e.published_at as "publishedAt"`;

export function entriesByIds(reads: Reads, reader: Reader, ids: readonly string[]): Promise<EntryRow[]> {
  return reads.all<EntryRow>(
    reader,
    'entries_by_ids',
    `select ${ENTRY_SELECT} from entry e where e.id = any($1::uuid[])`,
    [ids],
  );
}

/** Finds by what people say aloud; after a merge the old ref leads to the new thing, for those who see that one. */
export async function entryIdByRef(reads: Reads, reader: Reader, ref: string): Promise<string | null> {
  const row = await reads.one<{ id: string }>(
    reader,
    'entry_id_by_ref',
    `select id from (
       select r.to_id as id, 1 as turn from entry_redirect r join entry e on e.id = r.to_id where r.ref = $1
       union all select e.id, 2 from entry e where e.ref = $1) found
     order by turn limit 1`,
    [ref],
  );
  return row?.id ?? null;
}
