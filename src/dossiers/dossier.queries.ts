import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { Dossier } from './dossier.entity.js';
import { DossierFilter, DossierOrder } from './dossier.inputs.js';

/** A dossier with its entry: what resolvers and services hold. */
export type DossierRow = Omit<EntryRow, 'state'> & Dossier;

/** All columns of a dossier with its entry; `e` and `d` are the aliases. */
export const DOSSIER_SELECT = `${ENTRY_SELECT}, d.entry_id as "entryId", d.type, d.summary, d.ministry_id as "ministryId",
  d.responsible_id as "responsibleId", d.current_stage as "currentStage", d.current_stage_on as "currentStageOn",
  d.rest_reason as "restReason", d.rest_until as "restUntil", d.end_reason as "endReason", d.verified,
  d.followed_at as "followedAt"`;
export const DOSSIER_FROM = 'from dossier d join entry e on e.id = d.id';

const PROTECTED = `entry_id as "entryId", kind, owner_unit_id as "ownerUnitId", visibility`;
export const STAGE_SELECT = `id, ${PROTECTED}, stage, state, parent_id as "parentId", date, document_id as "documentId", link,
  title, note, provisions, skip_reason as "skipReason", deadline, ministry_reference as "ministryReference", verified,
  confirmed_by_id as "confirmedById", confirmed_at as "confirmedAt", announced_at as "announcedAt"`;
export const CORRECTION_SELECT = `id, ${PROTECTED}, stage_id as "stageId", date, document_id as "documentId", link, deadline,
  state, reason, by_id as "byId", at`;
export const CONSULTEE_SELECT = `id, ${PROTECTED}, stage_id as "stageId", organisation_id as "organisationId", name, asked,
  answered_on as "answeredOn", answer_link as "answerLink"`;
export const PROPOSAL_SELECT = `id, ${PROTECTED}, stage, state, version, stage_id as "stageId", parent_id as "parentId", date,
  document_id as "documentId", link, title, source, seen_code as "seenCode", quote, seen_at as "seenAt",
  decline_reason as "declineReason", decided_by_id as "decidedById", decided_at as "decidedAt"`;
/** `kind` of a milestone in the API is its step; the copied policy column of that name is left out. */
export const MILESTONE_SELECT = `id, entry_id as "entryId", owner_unit_id as "ownerUnitId", visibility,
  stage_id as "stageId", milestone, state, version, working_days_before as "workingDaysBefore", due_on as "dueOn",
  responsible_id as "responsibleId", done_by_id as "doneById", done_at as "doneAt"`;

const ID: OrderColumn = { sql: 'e.id', property: 'id', type: 'uuid', direction: 'desc' };
const NO_DAY = `coalesce(d.current_stage_on, date '0001-01-01')`;
const ORDERS: Record<DossierOrder, { keys: string; columns: OrderColumn[] }> = {
  [DossierOrder.UPDATED]: {
    keys: '',
    columns: [{ sql: 'e.updated_at', property: 'updatedAt', type: 'timestamptz', direction: 'desc' }, ID],
  },
  // A keyset compares with the last row's values, so they may not be null.
  [DossierOrder.STAGE_DATE]: {
    keys: `, ${NO_DAY} as "stageKey"`,
    columns: [{ sql: NO_DAY, property: 'stageKey', type: 'date', direction: 'desc' }, ID],
  },
  [DossierOrder.TITLE]: {
    keys: '',
    columns: [
      { sql: 'e.title', property: 'title', type: 'text', direction: 'asc', collate: 'sv-x-icu' },
      { ...ID, direction: 'asc' },
    ],
  },
};

/** The conditions of a filter, with their values numbered from those given. */
export function dossierWhere(filter: DossierFilter, values: unknown[]): string[] {
  const where = [`e.kind = 'DOSSIER'`];
  const value = (one: unknown): string => `$${values.push(one)}`;
  if (filter.states) where.push(`e.state = any(${value(filter.states)}::text[])`);
  if (filter.stages) where.push(`d.current_stage = any(${value(filter.stages)}::text[])`);
  if (filter.types) where.push(`d.type = any(${value(filter.types)}::text[])`);
  if (filter.verified !== undefined && filter.verified !== null) where.push(`d.verified = ${value(filter.verified)}`);
  if (filter.ministry) {
    if (!isId(filter.ministry, 'Organisation')) throw notFound('filter.ministry');
    where.push(`d.ministry_id = ${value(filter.ministry)}::uuid`);
  }
  if (filter.document) {
    const document = cleanText(filter.document, { max: 200, path: 'filter.document', singleLine: true });
    where.push(
      `e.id in (select s.entry_id from dossier_stage s where s.document_id = ${value(document)} and s.state <> 'REMOVED')`,
    );
  }
  if (filter.subjectAreas) {
    for (const id of filter.subjectAreas) if (!isId(id, 'SubjectArea')) throw notFound('filter.subjectAreas');
    where.push(
      `e.id in (select x.entry_id from entry_subject_area x where x.subject_area_id in (
         with recursive below as (
           select id from subject_area where id = any(${value(filter.subjectAreas)}::uuid[])
           union select s.id from subject_area s join below b on s.broader_id = b.id)
         select id from below))`,
    );
  }
  const words = cleanText(filter.query, { max: 200, path: 'filter.query', singleLine: true });
  if (words) {
    const asked = value(words);
    where.push(
      `(e.ref = upper(${asked})
        or to_tsvector('swedish', e.title || ' ' || coalesce(d.summary, '')) @@ websearch_to_tsquery('swedish', ${asked})
        or exists (select 1 from dossier_stage s where s.entry_id = e.id and s.state <> 'REMOVED'
          and (strpos(lower(s.document_id), lower(${asked})) > 0
            or to_tsvector('swedish', coalesce(s.title, '')) @@ websearch_to_tsquery('swedish', ${asked}))))`,
    );
  }
  return where;
}

/** A list of dossiers as one keyset statement. Row security decides which rows there are; the filter only narrows. */
export function dossierList(filter: DossierFilter, order: DossierOrder): ListQuery {
  const values: unknown[] = [];
  const where = dossierWhere(filter, values);
  const { keys, columns } = ORDERS[order];
  return {
    name: 'dossiers',
    select: `select ${DOSSIER_SELECT}${keys}`,
    from: DOSSIER_FROM,
    where,
    values,
    order: columns,
    choice: [filter, order],
  };
}

/** Columns of the board: how many stand at each stage. */
export function boardCounts(filter: DossierFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const where = dossierWhere(filter, values);
  return {
    text: `select d.current_stage as stage, count(*)::int as n ${DOSSIER_FROM} where ${where.join(' and ')} group by 1`,
    values,
  };
}

/** The first cards of every column in one statement. */
export function boardCards(filter: DossierFilter, cards: number): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const where = dossierWhere(filter, values);
  const select = DOSSIER_SELECT.replaceAll(/\s+/g, ' ');
  return {
    text: `select * from (select ${select}, row_number() over (
        partition by d.current_stage order by e.updated_at desc, e.id desc) as place ${DOSSIER_FROM}
      where ${where.join(' and ')}) ranked where place <= ${cards} order by place`,
    values,
  };
}

/** Dates of dossiers: the last days of remisser, commencements, and milestones for those who may see them. */
const DATES = `(
      select s.id, 'REMISS' as kind, s.deadline as on, s.entry_id as dossier_id, s.id as stage_id, null::uuid as milestone_id
        from dossier_stage s join entry e on e.id = s.entry_id and e.state in ('OPEN','RESTING')
       where s.deadline is not null and s.state = 'CONFIRMED'
      union all
      select s.id, 'COMMENCEMENT', s.date, s.entry_id, s.id, null from dossier_stage s
       where s.stage = 'IN_FORCE' and s.state = 'CONFIRMED' and s.date is not null
      union all
      select m.id, 'MILESTONE', m.due_on, m.entry_id, m.stage_id, m.id from dossier_milestone m where m.state = 'OPEN') x`;
const DATE_SELECT = `select x.id, x.kind, x.on, x.dossier_id as "dossierId", x.stage_id as "stageId", x.milestone_id as "milestoneId"`;

/** The next of each dossier's dates from a day on. */
export const DATES_OF_DOSSIERS = `select f.* from unnest($1::uuid[]) as wanted (id)
  cross join lateral (${DATE_SELECT} from ${DATES} where x.dossier_id = wanted.id and x.on >= $2::date
    order by x.on, x.id limit 20) f order by f.on, f.id`;

/**
 * Barriers that a dossier would resolve: those that lead to it, and those pursued by a goal that is tracked in it. The
 * heaviest first, by what everybody may know of their weight.
 */
export const BARRIERS_OF_DOSSIERS = `with reached as (
    select l.to_id as dossier, l.from_id as barrier from link l
     where l.to_id = any($1::uuid[]) and l.type = 'RESOLVED_BY' and l.from_kind = 'BARRIER'
    union
    select t.to_id, p.from_id from link t
      join link p on p.to_id = t.from_id and p.type = 'PURSUED_BY' and p.from_kind = 'BARRIER'
     where t.to_id = any($1::uuid[]) and t.type = 'TRACKED_IN' and t.from_kind = 'GOAL')
  select r.dossier as "dossierId", b.id from reached r
    join barrier b on b.id = r.barrier join entry e on e.id = b.id and e.state not in ('MERGED', 'DISMISSED')
   order by b.public_weight desc, b.id`;

/** Dates ahead. */
export function deadlineList(from: string, to: string | null): ListQuery {
  const values: unknown[] = [from];
  const until = to ? ` and x.on <= $${values.push(to)}::date` : '';
  return {
    name: 'deadlines',
    select: DATE_SELECT,
    from: `from ${DATES}`,
    where: [`x.on >= $1::date${until}`],
    values,
    order: [
      { sql: 'x.on', property: 'on', type: 'date', direction: 'asc' },
      { sql: 'x.id', property: 'id', type: 'uuid', direction: 'asc' },
    ],
    choice: [from, to],
  };
}
