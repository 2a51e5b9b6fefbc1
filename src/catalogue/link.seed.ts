import type pg from 'pg';
import { seedId } from '../platform/ids.js';
import { LinkType } from './entry-parts.entity.js';

/** A link that a data file gives: from what, how, to what. */
export interface SeedLink {
  key: string;
  type: LinkType;
  fromId: string;
  toId: string;
}

/**
 * Links are put in once and belong to people from then on: what they took away does not come back. Who may see one follows
 * from both its ends as they are now; one whose end is not there waits for the seeding that finds it. Answers how many
 * were made. In the transaction of the seeding.
 */
export async function seedLinks(client: pg.ClientBase, file: string, links: readonly SeedLink[]): Promise<number> {
  const { rowCount } = await client.query(
    `with wanted as (
       select w.key, w.id, w.type, f.id as from_id, f.kind as from_kind, f.owner_unit_id as from_unit, f.visibility as from_seen,
              t.id as to_id, t.kind as to_kind, t.owner_unit_id as to_unit, t.visibility as to_seen
         from jsonb_to_recordset($1::jsonb) as w (key text, id uuid, type text, "fromId" uuid, "toId" uuid)
         join entry f on f.id = w."fromId" join entry t on t.id = w."toId"
        where not exists (select 1 from seed_row s where s.table_name = 'link' and s.key = w.key)),
     noted as (
       insert into seed_row (table_name, key, file, seeded, seeded_at)
       select 'link', key, $2, jsonb_build_object('type', type, 'from', from_id, 'to', to_id), now() from wanted)
     insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by, created_at)
     select id, type, from_id, from_kind, from_unit, from_seen, to_id, to_kind, to_unit, to_seen, 'system:seed', now() from wanted
     on conflict (from_id, type, to_id) do nothing`,
    [JSON.stringify(links.map((link) => ({ ...link, id: seedId('Link', link.key) }))), file],
  );
  return rowCount ?? 0;
}
