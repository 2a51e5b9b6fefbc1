import { ListQuery } from '../platform/graphql/connection.js';
import { LawImportRecordState } from './law-import.entity.js';
import { LawLedgerFilter } from './law-import.inputs.js';

export const IMPORT_COLUMNS = `i.id, i.requested_by as "requestedBy", i.job_id as "jobId", i.started_at as "startedAt",
  i.finished_at as "finishedAt", i.total, i.imported, i.unchanged, i.failed`;
export const RECORD_COLUMNS = `r.id, r.import_id as "importId", r.ordinal, r.name, r.expected_key as "expectedKey", r.state,
  r.source_id as "sourceId", r.edition_id as "editionId", r.sentences, r.added, r.changed, r.repealed, r.renumbered,
  r.ledger, r.finished_at as "finishedAt"`;
export const LEDGER_COLUMNS = `l.id, l.source_id as "sourceId", l.edition_id as "editionId", l.code, l.sentence, l.fragment,
  l.place, l.excerpt, l.version, l.handled_at as "handledAt", l.handled_by as "handledBy", l.note, s.key as "sourceKey"`;
export const LEDGER_FROM = 'from law_ledger l join law_source s on s.id = l.source_id';

/** The latest first. */
export function importList(): ListQuery {
  return {
    name: 'law_imports',
    select: `select ${IMPORT_COLUMNS}`,
    from: 'from law_import i',
    where: [],
    values: [],
    order: [
      { sql: 'i.started_at', property: 'startedAt', type: 'timestamptz', direction: 'desc' },
      { sql: 'i.id', property: 'id', type: 'uuid', direction: 'desc' },
    ],
    choice: null,
  };
}

/** In the order in which they were given. */
export function recordList(importId: string, states: readonly LawImportRecordState[] | null): ListQuery {
  return {
    name: 'law_import_records',
    select: `select ${RECORD_COLUMNS}`,
    from: 'from law_import_record r',
    where: ['r.import_id = $1', ...(states ? ['r.state = any($2::text[])'] : [])],
    values: [importId, ...(states ? [states] : [])],
    order: [{ sql: 'r.ordinal', property: 'ordinal', type: 'int', direction: 'asc' }],
    choice: { importId, states },
  };
}

/** What was written down last comes first; within a record in the order of its text. */
export function ledgerList(filter: LawLedgerFilter): ListQuery {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const where: string[] = [];
  if (filter.source) where.push(`s.key = ${value(filter.source)}`);
  if (filter.codes) where.push(`l.code = any(${value(filter.codes)}::text[])`);
  if (filter.handled === true) where.push('l.handled_at is not null');
  if (filter.handled === false) where.push('l.handled_at is null');
  if (!filter.former)
    where.push('l.edition_id = (select d.id from law_edition d where d.source_id = s.id and d.number = s.edition)');
  return {
    name: 'law_ledger',
    select: `select ${LEDGER_COLUMNS}`,
    from: LEDGER_FROM,
    where,
    values,
    order: [{ sql: 'l.id', property: 'id', type: 'uuid', direction: 'desc' }],
    choice: filter,
  };
}
