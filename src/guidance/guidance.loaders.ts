import { Revision } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { GUIDANCE_FROM, GUIDANCE_SELECT, GuidanceRow } from './guidance.queries.js';

export const guidanceById = defineLoader<string, GuidanceRow>('guidanceById', async (ids, context) =>
  indexed(
    await context.reads.all<GuidanceRow>(
      context,
      'guidance_by_ids',
      `select ${GUIDANCE_SELECT} ${GUIDANCE_FROM} where g.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Guidance', guidanceById as never);

/**
 * What readers have before them, by language: the published text, or the last that was withdrawn when none is published.
 * Drafts are never among them, whoever reads.
 */
export const currentTexts = defineLoader<string, Revision[]>('currentTextsOfGuidance', async (ids, context) => {
  const rows = await context.reads.all<Revision>(
    context,
    'current_texts_of_guidance',
    `select distinct on (r.entry_id, r.language) ${REVISION_SELECT} from revision r
      where r.entry_id = any($1::uuid[]) and r.slot = 'text' and r.state in ('PUBLISHED', 'WITHDRAWN')
      order by r.entry_id, r.language, (r.state = 'PUBLISHED') desc, r.number desc`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

/** Every Swedish version that was ever published, the newest first. */
export const publishedVersions = defineLoader<string, Revision[]>(
  'publishedVersionsOfGuidance',
  async (ids, context) => {
    const rows = await context.reads.all<Revision>(
      context,
      'published_versions_of_guidance',
      `select ${REVISION_SELECT} from revision r
      where r.entry_id = any($1::uuid[]) and r.slot = 'text' and r.language = 'sv'
        and r.state in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')
      order by r.entry_id, r.number desc`,
      [ids],
    );
    return grouped(ids, rows, (row) => row.entryId);
  },
);
