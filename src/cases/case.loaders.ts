import { FILE_SELECT } from '../catalogue/entry.loaders.js';
import { File } from '../catalogue/entry-parts.entity.js';
import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { DiaryFormat } from './case.entity.js';
import { CaseDecision, CaseMark, CaseNote, CaseParty } from './case-parts.entity.js';
import { CASE_FROM, CASE_SELECT, CaseDocumentRow, CaseRow, DOCUMENT_SELECT } from './case.queries.js';

export const caseById = defineLoader<string, CaseRow>('caseById', async (ids, context) =>
  indexed(
    await context.reads.all<CaseRow>(
      context,
      'cases_by_ids',
      `select ${CASE_SELECT} ${CASE_FROM} where c.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Case', caseById as never);

export const caseDocumentById = defineLoader<string, CaseDocumentRow>('caseDocumentById', async (ids, context) =>
  indexed(
    await context.reads.all<CaseDocumentRow>(
      context,
      'case_documents_by_ids',
      `select ${DOCUMENT_SELECT} from case_document d where d.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('CaseDocument', caseDocumentById as never);

/** Rows of one of the small tables of a case, newest last, no more than a page shows. */
function partsOf<T extends { entryId: string }>(name: string, statement: string, select: string, order: string) {
  return defineLoader<string, T[]>(name, async (ids, context) =>
    grouped(
      ids,
      await context.reads.all<T>(
        context,
        statement,
        `select p.* from unnest($1::uuid[]) as wanted(id)
           cross join lateral (${select} where x.entry_id = wanted.id order by ${order} limit 200) p`,
        [ids],
      ),
      (row) => row.entryId,
    ),
  );
}

export const partiesOfCase = partsOf<CaseParty>(
  'partiesOfCase',
  'parties_of_cases',
  `select x.id, x.entry_id as "entryId", x.name, x.party_role as "partyRole", x.added_at as "addedAt", x.ended_at as "endedAt" from case_party x`,
  'x.added_at, x.id',
);
export const decisionsOfCase = partsOf<CaseDecision>(
  'decisionsOfCase',
  'decisions_of_cases',
  `select x.id, x.entry_id as "entryId", x.decided_on::text as "decidedOn", x.decided_by as "decidedBy", x.delegation, x.outcome,
     x.appeal, x.appeal_information as "appealInformation", x.expedited_on::text as "expeditedOn",
     x.expedited_to as "expeditedTo", x.document_id as "documentId", x.registered_at as "registeredAt" from case_decision x`,
  'x.decided_on, x.id',
);
export const notesOfCase = partsOf<CaseNote>(
  'notesOfCase',
  'notes_of_cases',
  `select x.id, x.entry_id as "entryId", x.body, x.author_id as "authorId", x.at from case_note x`,
  'x.at, x.id',
);
export const marksOfCase = partsOf<CaseMark>(
  'marksOfCase',
  'marks_of_cases',
  `select x.id, x.entry_id as "entryId", x.document_id as "documentId", x.ground, x.marked_by_id as "markedById",
     x.marked_at as "markedAt", x.lifted_at as "liftedAt", x.lift_reason as "liftReason" from case_mark x`,
  'x.marked_at, x.id',
);

/** What was attached and no registered document holds, oldest first. */
export const looseFilesOfCase = defineLoader<string, File[]>('looseFilesOfCase', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<File>(
      context,
      'loose_files_of_cases',
      `select ${FILE_SELECT} from file f where f.entry_id = any($1::uuid[])
         and not exists (select 1 from case_document d where d.entry_id = f.entry_id and d.file_id = f.id)
       order by f.created_at, f.id`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

export interface CaseCounts {
  id: string;
  documents: number;
  pendingReleases: number;
  unsentDecisions: number;
  wholeGrounds: string | null;
}
export const countsOfCase = defineLoader<string, CaseCounts>('countsOfCase', async (ids, context) =>
  indexed(
    await context.reads.all<CaseCounts>(
      context,
      'counts_of_cases',
      `select w.id, (select count(*)::int from case_document d where d.entry_id = w.id) as documents,
         (select count(*)::int from case_log p where p.entry_id = w.id and p.outcome = 'PENDING'
            and not exists (select 1 from case_log n where n.follows_id = p.id)) as "pendingReleases",
         (select count(*)::int from case_decision x where x.entry_id = w.id and x.expedited_on is null) as "unsentDecisions",
         (select string_agg(m.ground, '; ' order by m.marked_at, m.id) from case_mark m
            where m.entry_id = w.id and m.document_id is null and m.lifted_at is null) as "wholeGrounds"
         from unnest($1::uuid[]) as w(id)`,
      [ids],
    ),
    (row) => row.id,
  ),
);

export const diaryFormatOfUnit = defineLoader<string, DiaryFormat>('diaryFormatOfUnit', async (ids, context) =>
  indexed(
    await context.reads.all<DiaryFormat>(
      context,
      'diary_formats_of_units',
      `select unit_id as "unitId", pattern, updated_at as "updatedAt" from diary_format where unit_id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.unitId,
  ),
);
