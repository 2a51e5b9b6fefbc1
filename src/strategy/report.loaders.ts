import { Revision } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { defineLoader, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { APPROVE_REPORT } from './report.machine.js';
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

/** The proposal to approve it that waits for another person; to those who may see it. */
export const approvalOfReport = defineLoader<string, { id: string; entryId: string }>(
  'approvalOfReport',
  async (ids, context) =>
    indexed(
      await context.reads.all<{ id: string; entryId: string }>(
        context,
        'approvals_of_reports',
        `select q.id, q.entry_id as "entryId" from review_request q
          where q.entry_id = any($1::uuid[]) and q.act = '${APPROVE_REPORT}' and q.state = 'PROPOSED'`,
        [ids],
      ),
      (row) => row.entryId,
    ),
);

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
