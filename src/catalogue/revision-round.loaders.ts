import { defineLoader, grouped } from '../platform/graphql/context.js';
import { RevisionRound } from './revision-round.entity.js';

/** Oldest first. `visibility` is read so that a look at a RESTRICTED matter's drafts is logged as one. */
export const roundsOfRevision = defineLoader<string, RevisionRound[]>('roundsOfRevision', async (ids, context) => {
  const rows = await context.reads.all<RevisionRound>(
    context,
    'rounds_of_revisions',
    `select d.id, d.entry_id as "entryId", d.kind, d.visibility, d.revision_id as "revisionId", d.number, d.title, d.body,
       d.conclusion, d.for_whom as "forWhom", d.as_of as "asOf", d.review_by as "reviewBy", d.transitional,
       d.content_hash as "contentHash", d.author_org_id as "authorOrgId", d.submitted_by_id as "submittedById",
       d.submitted_at as "submittedAt", d.outcome, d.ended_at as "endedAt"
     from revision_round d where d.revision_id = any($1::uuid[]) order by d.number`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.revisionId);
});
