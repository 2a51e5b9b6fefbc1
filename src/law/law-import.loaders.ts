import { defineLoader, grouped } from '../platform/graphql/context.js';
import { LawImportRecord } from './law-import.entity.js';
import { RECORD_COLUMNS } from './law-import.queries.js';

export const MOST_SHOWN = 100;

/** What failed comes first: it is what somebody has to do something about. */
export const recordsOfImport = defineLoader<string, LawImportRecord[]>('recordsOfImport', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<LawImportRecord>(
      context,
      'records_of_law_imports',
      `select r.* from unnest($1::uuid[]) as i (id) cross join lateral (
         select ${RECORD_COLUMNS} from law_import_record r where r.import_id = i.id
          order by (r.state = 'FAILED') desc, r.ordinal limit ${MOST_SHOWN}) r`,
      [ids],
    ),
    (row) => row.importId,
  ),
);
