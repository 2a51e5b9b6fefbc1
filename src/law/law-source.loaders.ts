import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { ActNameForm } from './act.entity.js';
import { Amendment, LawEdition } from './law-source.entity.js';
import {
  ACT_LINKS,
  AMENDMENT_COLUMNS,
  LAW_SOURCE_FROM,
  LAW_SOURCE_SELECT,
  type LawSourceRow,
} from './law-source.queries.js';

export const lawSourceById = defineLoader<string, LawSourceRow>('lawSourceById', async (ids, context) =>
  indexed(
    await context.reads.all<LawSourceRow>(
      context,
      'law_sources_by_id',
      `select ${LAW_SOURCE_SELECT} ${LAW_SOURCE_FROM} where s.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('LawSource', lawSourceById as never);

export const lawSourceByKey = defineLoader<string, LawSourceRow>('lawSourceByKey', async (keys, context) =>
  indexed(
    await context.reads.all<LawSourceRow>(
      context,
      'law_sources_by_key',
      `select ${LAW_SOURCE_SELECT} ${LAW_SOURCE_FROM} where s.key = any($1::text[])`,
      [keys],
    ),
    (row) => row.key,
  ),
);

export const editionsOfSource = defineLoader<string, LawEdition[]>('editionsOfSource', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<LawEdition>(
      context,
      'editions_of_source',
      `select n.id, n.source_id as "sourceId", n.number, n.consolidated_to as "consolidatedTo", n.text_hash as "textHash",
         n.imported_at as "importedAt", n.pieces, n.characters
         from law_edition n where n.source_id = any($1::uuid[]) order by n.number desc`,
      [ids],
    ),
    (row) => row.sourceId,
  ),
);

export interface ActLinkRow {
  asked: string;
  way: 'BEFORE' | 'AFTER';
  key: string;
  on: string | null;
  part: string | null;
  note: string | null;
  actId: string | null;
  sourceId: string | null;
  title: string | null;
}

/** The table of acts, a succession and the register may tell of one and the same: the fullest of them is kept. */
export const actLinksOfSource = defineLoader<string, ActLinkRow[]>('actLinksOfSource', async (ids, context) => {
  const rows = await context.reads.all<ActLinkRow>(context, 'act_links_of_source', ACT_LINKS, [ids]);
  const one = new Map<string, ActLinkRow>();
  for (const row of rows) {
    const key = `${row.asked} ${row.way} ${row.key}`;
    const known = one.get(key);
    if (!known) one.set(key, row);
    else {
      known.on ??= row.on;
      known.part ??= row.part;
      known.note ??= row.note;
    }
  }
  return grouped(ids, [...one.values()], (row) => row.asked);
});

export const shortNameOfAct = defineLoader<string, string>('shortNameOfAct', async (keys, context) => {
  const rows = await context.reads.all<{ key: string; text: string }>(
    context,
    'short_names_of_acts',
    `select distinct on (a.key) a.key, n.text from act a join act_name n on n.act_id = a.id
      where a.key = any($1::text[]) and n.form = '${ActNameForm.SHORT}' order by a.key, n.valid_to desc nulls first,
       (starts_with(lower(n.text), split_part(lower(a.name), ' ', 1))) desc, length(n.text), n.text`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row.text]));
});

/** Open entries in the ledger of what was not understood. Visitors have no right to the table: ask only for staff. */
export const openLedgerOfSource = defineLoader<string, number>('openLedgerOfSource', async (ids, context) => {
  const rows = await context.reads.all<{ id: string; n: number }>(
    context,
    'open_ledger_of_source',
    `select l.source_id as id, count(*)::int as n from law_ledger l
      where l.source_id = any($1::uuid[]) and l.handled_at is null group by l.source_id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.n]));
});

export const amendmentById = defineLoader<string, Amendment>('amendmentById', async (ids, context) =>
  indexed(
    await context.reads.all<Amendment>(
      context,
      'amendments_by_id',
      `select ${AMENDMENT_COLUMNS} from amendment a where a.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Amendment', amendmentById);

/** By source and number of the act: `<uuid> 2014:829`. */
export const amendmentByAct = defineLoader<string, Amendment>('amendmentByAct', async (keys, context) => {
  const asked = keys.map((key) => key.split(' '));
  const rows = await context.reads.all<Amendment>(
    context,
    'amendments_by_act',
    `select ${AMENDMENT_COLUMNS} from unnest($1::uuid[], $2::text[]) as k(id, act)
       join amendment a on a.source_id = k.id and a.act = k.act`,
    [asked.map(([id]) => id), asked.map(([, act]) => act)],
  );
  return new Map(rows.map((row) => [`${row.sourceId} ${row.act}`, row]));
});
