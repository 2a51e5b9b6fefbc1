import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { ListQuery } from '../platform/graphql/connection.js';
import { Report } from './report.entity.js';

/** A report with its entry: what resolvers and services hold. */
export type ReportRow = EntryRow & Report;

export const REPORT_SELECT = `${ENTRY_SELECT}, r.entry_id as "entryId", r.strategy_id as "strategyId", r.year,
  r.draft_number as "draftNumber", r.job_id as "jobId", r.data, r.data_hash as "dataHash", r.text_hash as "textHash",
  r.requested_by_id as "requestedById", r.drafted_at as "draftedAt", r.approved_by_id as "approvedById",
  r.approved_at as "approvedAt"`;
export const REPORT_FROM = 'from report r join entry e on e.id = r.id';

/** The newest year first. */
export function reportList(strategyId: string): ListQuery {
  return {
    name: 'reports',
    select: `select ${REPORT_SELECT}`,
    from: REPORT_FROM,
    where: ['r.strategy_id = $1'],
    values: [strategyId],
    order: [
      { sql: 'r.year', property: 'year', type: 'int', direction: 'desc' },
      { sql: 'e.id', property: 'id', type: 'uuid', direction: 'desc' },
    ],
    choice: strategyId,
  };
}
