import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { Guidance, GuidanceState } from './guidance.entity.js';
import { GuidanceFilter, GuidanceOrder } from './guidance.inputs.js';

/** A guidance with its entry: what resolvers and services hold. */
export type GuidanceRow = Omit<EntryRow, 'state'> & Guidance;

/** All columns of a guidance with its entry; `e` and `g` are the aliases. */
export const GUIDANCE_SELECT = `${ENTRY_SELECT}, g.entry_id as "entryId", g.credit_org_id as "creditOrgId",
  g.origin_question_id as "originQuestionId", g.de_identified_by as "deIdentifiedBy", g.responsible_id as "responsibleId"`;
export const GUIDANCE_FROM = 'from guidance g join entry e on e.id = g.id';

const ID: OrderColumn = { sql: 'e.id', property: 'id', type: 'uuid', direction: 'desc' };
const ORDERS: Record<GuidanceOrder, { keys: string; columns: OrderColumn[] }> = {
  [GuidanceOrder.UPDATED]: {
    keys: '',
    columns: [{ sql: 'e.updated_at', property: 'updatedAt', type: 'timestamptz', direction: 'desc' }, ID],
  },
  // A keyset compares with the last row's values, so they may not be null.
  [GuidanceOrder.PUBLISHED]: {
    keys: ', coalesce(e.published_at, e.created_at) as "publishedKey"',
    columns: [
      {
        sql: 'coalesce(e.published_at, e.created_at)',
        property: 'publishedKey',
        type: 'timestamptz',
        direction: 'desc',
      },
      ID,
    ],
  },
  [GuidanceOrder.TITLE]: {
    keys: '',
    columns: [
      { sql: 'e.title', property: 'title', type: 'text', direction: 'asc', collate: 'sv-x-icu' },
      { ...ID, direction: 'asc' },
    ],
  },
};

/** The Swedish text that readers have before them: what is published, or what was when the guidance was withdrawn. */
const READ = `r.entry_id = e.id and r.slot = 'text' and r.language = 'sv' and r.state in ('PUBLISHED', 'WITHDRAWN') and r.state = e.state`;

/** A list of guidance as one keyset statement. Row security decides which rows there are; the filter only narrows. */
export function guidanceList(filter: GuidanceFilter, order: GuidanceOrder): ListQuery {
  const where = [`e.kind = 'GUIDANCE'`];
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;

  where.push(`e.state = any(${value(filter.states ?? [GuidanceState.PUBLISHED])}::text[])`);
  if (filter.changedSince) where.push(`e.updated_at >= ${value(filter.changedSince)}::timestamptz`);
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
  if (filter.conclusion) {
    where.push(
      `exists (select 1 from revision r where ${READ} and r.conclusion = any(${value(filter.conclusion)}::text[]))`,
    );
  }
  const words = cleanText(filter.query, { max: 200, path: 'filter.query', singleLine: true });
  if (words) {
    const asked = value(words);
    where.push(
      `(e.ref = upper(${asked}) or to_tsvector('swedish', e.title) @@ websearch_to_tsquery('swedish', ${asked})
        or exists (select 1 from revision r where ${READ}
          and to_tsvector('swedish', e.title || ' ' || r.body) @@ websearch_to_tsquery('swedish', ${asked})))`,
    );
  }
  const { keys, columns } = ORDERS[order];
  return {
    name: 'guidances',
    select: `select ${GUIDANCE_SELECT}${keys}`,
    from: GUIDANCE_FROM,
    where,
    values,
    order: columns,
    choice: [filter, order],
  };
}
