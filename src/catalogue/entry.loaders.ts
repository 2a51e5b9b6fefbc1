import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { EntryRow } from './entry.entity.js';
import type { Invitation } from './entry.types.js';
import { Comment, File, Flag, LinkType } from './entry-parts.entity.js';
import { entriesByIds } from './entry.queries.js';
import { Approval, Revision } from './revision.entity.js';
import { REVISION_SELECT } from './revision.queries.js';
import { SubjectArea } from './subject-area.entity.js';

/** Any entry by id, spine columns only; a kind's own loader brings the rest. */
export const entryById = defineLoader<string, EntryRow>('entryById', async (ids, context) =>
  indexed(await entriesByIds(context.reads, context, ids), (row) => row.id),
);

export const SUBJECT_AREA_SELECT = `s.id, s.key, s.label_sv as "labelSv", s.label_en as "labelEn", s.alt_labels as "altLabels",
  s.definition, s.broader_id as "broaderId", s.responsible_unit_id as "responsibleUnitId",
  s.target_working_days as "targetWorkingDays", s.urgent_working_days as "urgentWorkingDays",
  s.reviewers_required as "reviewersRequired", s.position`;

export const subjectAreaById = defineLoader<string, SubjectArea>('subjectAreaById', async (ids, context) =>
  indexed(
    await context.reads.all<SubjectArea>(
      context,
      'subject_areas_by_ids',
      `select ${SUBJECT_AREA_SELECT} from subject_area s where s.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

export const subjectAreasOfEntry = defineLoader<string, (SubjectArea & { entryId: string })[]>(
  'subjectAreasOfEntry',
  async (ids, context) => {
    const rows = await context.reads.all<SubjectArea & { entryId: string }>(
      context,
      'subject_areas_of_entries',
      `select x.entry_id as "entryId", ${SUBJECT_AREA_SELECT} from entry_subject_area x join subject_area s on s.id = x.subject_area_id
     where x.entry_id = any($1::uuid[]) order by s.position, s.key`,
      [ids],
    );
    return grouped(ids, rows, (row) => row.entryId);
  },
);

export interface LinkView {
  id: string;
  type: LinkType;
  fromId: string;
  toId: string;
  entryId: string;
  createdAt: Date;
}

/** Both ways; a link shows only to those who see both ends (row security). */
export const linksOfEntry = defineLoader<string, LinkView[]>('linksOfEntry', async (ids, context) => {
  const rows = await context.reads.all<LinkView>(
    context,
    'links_of_entries',
    `select l.id, l.type, l.from_id as "fromId", l.to_id as "toId", l.from_id as "entryId", l.created_at as "createdAt"
       from link l where l.from_id = any($1::uuid[])
     union all
     select l.id, l.type, l.from_id, l.to_id, l.to_id, l.created_at from link l where l.to_id = any($1::uuid[])
     order by "createdAt", id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

const COMMENT_SELECT = `c.id, c.entry_id as "entryId", c.kind, c.visibility, c.audience, c.purpose, c.body, c.revision_id as "revisionId",
  c.quote, c.quote_before as "quoteBefore", c.quote_after as "quoteAfter", c.round, c.author_id as "authorId", c.author_org_id as "authorOrgId", c.unit_id as "unitId", c.created_at as "createdAt"`;

export const commentById = defineLoader<string, Comment>('commentById', async (ids, context) =>
  indexed(
    await context.reads.all<Comment>(
      context,
      'comments_by_ids',
      `select ${COMMENT_SELECT} from comment c where c.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

/** The newest 200 of each thread, oldest first; a thread longer than that is read through `comments(before:)`. */
export const commentsOfEntry = defineLoader<string, Comment[]>('commentsOfEntry', async (ids, context) => {
  const rows = await context.reads.all<Comment>(
    context,
    'comments_of_entries',
    `select t.* from unnest($1::uuid[]) as wanted(id)
     cross join lateral (select ${COMMENT_SELECT} from comment c where c.entry_id = wanted.id
       order by c.created_at desc, c.id desc limit 200) t
     order by t."createdAt", t.id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

export const FILE_SELECT = `f.id, f.entry_id as "entryId", f.kind, f.visibility, f.name, f.media_type as "mediaType", f.size, f.sha256, f.audience,
  f.author_id as "authorId", f.author_org_id as "authorOrgId", f.created_at as "createdAt"`;

export const filesOfEntry = defineLoader<string, File[]>('filesOfEntry', async (ids, context) => {
  const rows = await context.reads.all<File>(
    context,
    'files_of_entries',
    `select ${FILE_SELECT} from file f where f.entry_id = any($1::uuid[]) order by f.created_at, f.id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

export const flagsOfEntry = defineLoader<string, Flag[]>('flagsOfEntry', async (ids, context) => {
  const rows = await context.reads.all<Flag>(
    context,
    'flags_of_entries',
    `select g.id, g.entry_id as "entryId", g.cause, g.note, g.author_id as "authorId", g.created_at as "createdAt", g.settled_at as "settledAt"
     from flag g where g.entry_id = any($1::uuid[]) order by g.created_at, g.id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

/** Those of the reader's own organisations; whom another organisation has let in is its own affair. */
export const invitationsOfEntry = defineLoader<string, (Invitation & { entryId: string })[]>(
  'invitationsOfEntry',
  async (ids, context) => {
    const rows = await context.reads.all<Invitation & { entryId: string }>(
      context,
      'invitations_of_entries',
      `select g.entry_id as "entryId", g.person_id as "personId", g.unit_id as "unitId", g.granted_at as at
         from entry_grant g left join unit u on u.id = g.unit_id
        where g.entry_id = any($1::uuid[]) and (u.organisation_id = any($2::uuid[]) or exists (
          select 1 from membership m where m.person_id = g.person_id and m.ended_at is null
             and m.organisation_id = any($2::uuid[])))
        order by g.granted_at, g.id`,
      [ids, context.principal.context?.organisations ?? []],
    );
    return grouped(ids, rows, (row) => row.entryId);
  },
);

/** Which of these entries the person who asks watches. */
export const watchedByMe = defineLoader<string, boolean>('watchedByMe', async (ids, context) => {
  if (!context.principal.personId) return new Map();
  const rows = await context.reads.all<{ entryId: string }>(
    context,
    'watched_by_me',
    `select w.entry_id as "entryId" from watch w where w.entry_id = any($1::uuid[]) and w.person_id = $2`,
    [ids, context.principal.personId],
  );
  return new Map(rows.map((row) => [row.entryId, true]));
});

export const revisionById = defineLoader<string, Revision>('revisionById', async (ids, context) =>
  indexed(
    await context.reads.all<Revision>(
      context,
      'revisions_by_ids',
      `select ${REVISION_SELECT} from revision r where r.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

export const revisionsOfEntry = defineLoader<string, Revision[]>('revisionsOfEntry', async (ids, context) => {
  const rows = await context.reads.all<Revision>(
    context,
    'revisions_of_entries',
    `select ${REVISION_SELECT} from revision r where r.entry_id = any($1::uuid[]) and r.state <> 'DISCARDED'
     order by r.slot, r.language desc, r.number desc`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

/** The Swedish text that each entry says now. */
export const publishedRevision = defineLoader<string, Revision>('publishedRevision', async (ids, context) =>
  indexed(
    await context.reads.all<Revision>(
      context,
      'published_revisions',
      `select distinct on (r.entry_id) ${REVISION_SELECT} from revision r
       where r.entry_id = any($1::uuid[]) and r.state = 'PUBLISHED' and r.language = 'sv' order by r.entry_id, r.slot`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

export const approvalsOfRevision = defineLoader<string, Approval[]>('approvalsOfRevision', async (ids, context) => {
  const rows = await context.reads.all<Approval>(
    context,
    'approvals_of_revisions',
    `select a.id, a.revision_id as "revisionId", a.reviewer_id as "reviewerId", a.verdict, a.content_hash as "contentHash", a.round, a.note,
       a.dissent, a.retro, a.at, a.dismissed_at as "dismissedAt" from approval a where a.revision_id = any($1::uuid[]) order by a.at, a.id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.revisionId);
});

export const editorsOfRevision = defineLoader<string, { revisionId: string; personId: string }[]>(
  'editorsOfRevision',
  async (ids, context) => {
    const rows = await context.reads.all<{ revisionId: string; personId: string }>(
      context,
      'editors_of_revisions',
      `select x.revision_id as "revisionId", x.person_id as "personId" from revision_editor x where x.revision_id = any($1::uuid[]) order by x.first_at`,
      [ids],
    );
    return grouped(ids, rows, (row) => row.revisionId);
  },
);
