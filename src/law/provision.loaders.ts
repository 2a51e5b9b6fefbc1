import { defineLoader, grouped, indexed, type RequestContext } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { AMENDMENT_COLUMNS } from './law-source.queries.js';
import type { Amendment } from './law-source.entity.js';
import type { Wording } from './provision.entity.js';
import {
  CONTEXTS,
  MEMBERS,
  NEIGHBOURS,
  PROVISION_COLUMNS,
  PROVISIONS_BY_PLACE,
  type ProvisionRow,
  RENUMBERINGS,
  touching,
  VERSIONS,
  WORDING_COLUMNS,
  WORDINGS_ON,
} from './provision.queries.js';

export const provisionById = defineLoader<string, ProvisionRow>('provisionById', async (ids, context) =>
  indexed(
    await context.reads.all<ProvisionRow>(
      context,
      'provisions_by_id',
      `select ${PROVISION_COLUMNS} from provision p where p.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Provision', provisionById as never);

export const wordingById = defineLoader<string, Wording>('wordingById', async (ids, context) =>
  indexed(
    await context.reads.all<Wording>(
      context,
      'wordings_by_id',
      `select ${WORDING_COLUMNS} from wording w where w.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Wording', wordingById);

/** By canonical id of source and place: `sfs/2008:355#K6P2a`; no pieces inside. */
export const provisionByPlace = defineLoader<string, ProvisionRow>('provisionByPlace', async (keys, context) => {
  const asked = keys.map((key) => key.split('#'));
  const rows = await context.reads.all<ProvisionRow & { n: number }>(
    context,
    'provisions_by_place',
    PROVISIONS_BY_PLACE,
    [asked.map(([source]) => source), asked.map(([, fragment]) => fragment)],
  );
  return new Map(rows.map(({ n, ...row }) => [keys[n - 1]!, row]));
});

/** A key of provision and day: what holds on the day, or in the newest edition when there is no day. */
export const onDay = (id: string, day: string | null): string => `${id} ${day ?? ''}`;

type OfDay<T> = T & { key: string; keyDay: string | null };

async function byDay<T extends object>(
  keys: readonly string[],
  context: RequestContext,
  name: string,
  sql: string,
): Promise<Map<string, OfDay<T>>> {
  const asked = keys.map((key) => key.split(' '));
  const rows = await context.reads.all<OfDay<T>>(context, name, sql, [
    asked.map(([id]) => id),
    asked.map(([, day]) => day || null),
  ]);
  return new Map(rows.map((row) => [onDay(row.key, row.keyDay), row]));
}

export const wordingOnDay = defineLoader<string, Wording>('wordingOnDay', (keys, context) =>
  byDay<Wording>(keys, context, 'wordings_on_day', WORDINGS_ON),
);

export interface ContextRow {
  part: string | null;
  chapter: string | null;
  heading: string | null;
}
export const contextOnDay = defineLoader<string, ContextRow>('contextOnDay', (keys, context) =>
  byDay<ContextRow>(keys, context, 'provision_contexts', CONTEXTS),
);

export interface NeighbourRow {
  previous: string | null;
  next: string | null;
}
export const neighboursOnDay = defineLoader<string, NeighbourRow>('neighboursOnDay', (keys, context) =>
  byDay<NeighbourRow>(keys, context, 'provision_neighbours', NEIGHBOURS),
);

/** All that a provision has said, will say and is to say, in the order of the days. */
export const versionsOfProvision = defineLoader<string, Wording[]>('versionsOfProvision', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<Wording>(context, 'versions_of_provision', VERSIONS, [ids]),
    (row) => row.provisionId!,
  ),
);

export interface RenumberingRow {
  key: string;
  way: 'TO' | 'FROM';
  fragment: string;
  act: string | null;
  on: string | null;
  provisionId: string | null;
}
/** One and the same change of number may stand in change set, marker and register. */
export const renumberingsOfProvision = defineLoader<string, RenumberingRow[]>(
  'renumberingsOfProvision',
  async (ids, context) => {
    const rows = await context.reads.all<RenumberingRow>(context, 'renumberings', RENUMBERINGS, [ids]);
    const one = new Map<string, RenumberingRow>();
    for (const row of rows) {
      const key = `${row.key} ${row.way} ${row.fragment}`;
      const known = one.get(key);
      if (!known) one.set(key, row);
      else {
        known.act ??= row.act;
        known.on ??= row.on;
      }
    }
    return grouped(ids, [...one.values()], (row) => row.key);
  },
);

export const amendmentsOfProvision = defineLoader<string, Amendment[]>('amendmentsOfProvision', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<Amendment & { key: string }>(
      context,
      'amendments_of_provision',
      touching(AMENDMENT_COLUMNS),
      [ids],
    ),
    (row) => row.key,
  ),
);

export interface Member {
  fragment: string;
  number: string;
}
/** What may lie in a range: by source, kind, chapter (`-` for the whole act) and day, `sfs/2008:355 SECTION K6 2026-01-01`. */
export const membersOfRange = defineLoader<string, Member[]>('membersOfRange', async (keys, context) => {
  const asked = keys.map((key) => key.split(' '));
  const rows = await context.reads.all<Member & { n: number }>(context, 'members_of_ranges', MEMBERS, [
    asked.map(([source]) => source),
    asked.map(([, kind]) => kind),
    asked.map(([, , chapter]) => (chapter === '-' ? null : chapter)),
    asked.map(([, , , day]) => day),
  ]);
  return grouped(keys, rows, ({ n }) => keys[n - 1]!);
});
