import { Revision } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { defineLoader, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { REPORT_FROM, REPORT_SELECT, ReportRow } from './report.queries.js';

export const reportById = defineLoader<string, ReportRow>('reportById', async (ids, context) =>
  indexed(
    await context.reads.all<ReportRow>(
      context,
      'reports_by_ids',
      `select ${REPORT_SELECT} ${REPORT_FROM} where r.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Report', reportById as never);

/** The published Swedish comments. */
export const commentsOfReport = defineLoader<string, Revision>('commentsOfReport', async (ids, context) =>
  indexed(
    await context.reads.all<Revision>(
      context,
      'texts_of_reports',
      `select ${REVISION_SELECT} from revision r
        where r.entry_id = any($1::uuid[]) and r.slot = 'text' and r.language = 'sv' and r.state = 'PUBLISHED'`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);
