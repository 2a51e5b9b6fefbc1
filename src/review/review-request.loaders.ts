import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { ReviewRequest } from './review-request.entity.js';
import { REVIEW_REQUEST_SELECT } from './review-request.queries.js';

/** Row security shows requests of the reader's own organisations on entries they may see. */
export const reviewRequestById = defineLoader<string, ReviewRequest>('reviewRequestById', async (ids, context) =>
  indexed(
    await context.reads.all<ReviewRequest>(
      context,
      'review_requests_by_ids',
      `select ${REVIEW_REQUEST_SELECT} from review_request q where q.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

defineNode('ReviewRequest', reviewRequestById);

/** What waits for a second person, the newest first. */
export const openRequestsOfEntry = defineLoader<string, ReviewRequest[]>(
  'openRequestsOfEntry',
  async (ids, context) => {
    if (!context.principal.context) return new Map();
    const rows = await context.reads.all<ReviewRequest>(
      context,
      'open_review_requests_of_entries',
      `select ${REVIEW_REQUEST_SELECT} from review_request q
      where q.entry_id = any($1::uuid[]) and q.state = 'PROPOSED' order by q.created_at desc, q.id desc`,
      [ids],
    );
    return grouped(ids, rows, (row) => row.entryId);
  },
);
