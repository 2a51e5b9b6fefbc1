import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { cleanText } from '../privacy/clean-text.js';
import type { LawSourceFilter } from './law-source.inputs.js';
import { LawSourceOrder } from './law-source.inputs.js';
import type { LawSource } from './law-source.entity.js';
import { LawStatus } from './law.types.js';

/** A source with its entry: what resolvers hold. */
export type LawSourceRow = EntryRow & LawSource;

export const LAW_SOURCE_SELECT = `${ENTRY_SELECT}, s.key, s.designation, s.form, s.department, s.issued_on as "issuedOn",
  s.in_force_on as "inForceOn", s.in_force_undecided as "inForceUndecided",
  s.in_force_by_transition as "inForceByTransition", s.repealed_on as "repealedOn",
  s.repeal_undecided as "repealUndecided", s.repeal_by_transition as "repealByTransition", s.repealed_by as "repealedBy",
  s.limited_to as "limitedTo", s.preparatory_works as "preparatoryWorks", s.celex, s.consolidated_to as "consolidatedTo",
  s.remarks, s.running, s.converted, s.edition, s.imported_at as "importedAt"`;
export const LAW_SOURCE_FROM = 'from law_source s join entry e on e.id = s.id';

const SWEDISH = 'sv-x-icu';
const ID: OrderColumn = { sql: 'e.id', property: 'id', type: 'uuid', direction: 'asc' };
const ORDERS: Record<LawSourceOrder, { keys: string; columns: OrderColumn[] }> = {
  [LawSourceOrder.TITLE]: {
    keys: '',
    columns: [{ sql: 'e.title', property: 'title', type: 'text', direction: 'asc', collate: SWEDISH }, ID],
  },
  // `2008:355` sorts as a number only when its parts do.
  [LawSourceOrder.NUMBER]: {
    keys: `, split_part(s.designation, ':', 1)::int as year,
      coalesce(substring(s.designation from ':(\\d{1,6})')::int, 0) as number`,
    columns: [
      { sql: `split_part(s.designation, ':', 1)::int`, property: 'year', type: 'int', direction: 'desc' },
      {
        sql: `coalesce(substring(s.designation from ':(\\d{1,6})')::int, 0)`,
        property: 'number',
        type: 'int',
        direction: 'desc',
      },
      { ...ID, direction: 'desc' },
    ],
  },
  [LawSourceOrder.IMPORTED]: {
    keys: '',
    columns: [
      { sql: 's.imported_at', property: 'importedAt', type: 'timestamptz', direction: 'desc' },
      { ...ID, direction: 'desc' },
    ],
  },
};

/** Whether an act is law on the day `d`, as SQL; the twin of `statusOf`. */
const STATUS: Record<LawStatus, (d: string) => string> = {
  [LawStatus.COMING]: (d) =>
    `(s.in_force_undecided or coalesce(s.in_force_on > ${d}::date, false)) and not coalesce(s.repealed_on <= ${d}::date, false)`,
  [LawStatus.REPEALED]: (d) => `coalesce(s.repealed_on <= ${d}::date, false)`,
  [LawStatus.IN_FORCE]: (d) =>
    `not s.in_force_undecided and not coalesce(s.in_force_on > ${d}::date, false) and not coalesce(s.repealed_on <= ${d}::date, false)`,
};

export function statusOf(
  source: Pick<LawSource, 'inForceOn' | 'inForceUndecided' | 'repealedOn'>,
  day: string,
): LawStatus {
  if (source.repealedOn !== null && source.repealedOn <= day) return LawStatus.REPEALED;
  if (source.inForceUndecided || (source.inForceOn !== null && source.inForceOn > day)) return LawStatus.COMING;
  return LawStatus.IN_FORCE;
}

/** Sources as one keyset statement. @param day for the status; the reader's or today */
export function lawSourceList(filter: LawSourceFilter, order: LawSourceOrder, day: string): ListQuery {
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const where: string[] = [];
  const words = cleanText(filter.text, { max: 200, path: 'filter.text', singleLine: true });
  if (words) {
    const like = value(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
    const whole = value(words.replace(/^(?:sfs[ /])?/i, ''));
    where.push(
      `(e.title ilike ${like} or s.designation = ${whole} or s.key = lower(${value(words)})
        or s.key in (select a.key from act a join act_name n on n.act_id = a.id where n.text ilike ${like}))`,
    );
  }
  if (filter.form) where.push(`lower(s.form) = lower(${value(filter.form)})`);
  if (filter.department) where.push(`lower(s.department) = lower(${value(filter.department)})`);
  if (filter.status?.length) {
    const d = value(day);
    where.push(`(${filter.status.map((status) => `(${STATUS[status](d)})`).join(' or ')})`);
  }
  const { keys, columns } = ORDERS[order];
  return {
    name: 'law_sources',
    select: `select ${LAW_SOURCE_SELECT}${keys}`,
    from: LAW_SOURCE_FROM,
    where,
    values,
    order: columns,
    choice: [filter, order, day],
  };
}

export const AMENDMENT_COLUMNS = `a.id, a.source_id as "sourceId", a.act, a.title, a.notes, a.actions, a.unparsed,
  a.in_force_on as "inForceOn", a.in_force_undecided as "inForceUndecided", a.in_force_by_transition as "inForceByTransition",
  a.preparatory_works as "preparatoryWorks", a.documents, a.celex`;

const BY_ACT: OrderColumn[] = [
  { sql: `split_part(a.act, ':', 1)::int`, property: 'year', type: 'int', direction: 'desc' },
  {
    sql: `coalesce(substring(a.act from ':(\\d{1,6})')::int, 0)`,
    property: 'ordinal',
    type: 'int',
    direction: 'desc',
  },
  { sql: 'a.id', property: 'id', type: 'uuid', direction: 'desc' },
];

/** Amending acts of a source, the latest first. */
export function amendmentList(sourceId: string): ListQuery {
  return {
    name: 'amendments',
    select: `select ${AMENDMENT_COLUMNS}, ${BY_ACT[0]!.sql} as year, ${BY_ACT[1]!.sql} as ordinal`,
    from: 'from amendment a',
    where: ['a.source_id = $1'],
    values: [sourceId],
    order: BY_ACT,
    choice: sourceId,
  };
}

/** What is to begin or end after the day, the nearest first; what has no day yet comes last. */
export function comingList(sourceId: string, day: string): ListQuery {
  return {
    name: 'coming',
    select: 'select c.*',
    from: `from (
      select w.id as "wordingId", w.provision_id as "provisionId", w.kind, w.fragment, w.title, w.position,
        'BEGINS' as event, w.valid_from as "on", coalesce(w.valid_from, '9999-12-31'::date) as "onKey",
        coalesce(w.act, w.repealed_by) as act
        from wording w
       where w.source_id = $1 and w.replaced_by_id is null and w.edition_to is null and (w.valid_from > $2::date or w.from_undecided)
       union all
      select w.id, w.provision_id, w.kind, w.fragment, w.title, w.position, 'ENDS', w.valid_to,
        coalesce(w.valid_to, '9999-12-31'::date), w.repealed_by
        from wording w
       where w.source_id = $1 and w.replaced_by_id is null and w.edition_to is null and (w.valid_to > $2::date or w.to_undecided)
         and not exists (select from wording n where n.provision_id = w.provision_id and n.replaced_by_id is null
           and n.id <> w.id and (n.valid_from = w.valid_to or (n.from_undecided and w.to_undecided)))
    ) c`,
    where: [],
    values: [sourceId, day],
    order: [
      { sql: 'c."onKey"', property: 'onKey', type: 'date', direction: 'asc' },
      { sql: 'c.position', property: 'position', type: 'bigint', direction: 'asc' },
      { sql: 'c.event', property: 'event', type: 'text', direction: 'asc' },
      { sql: 'c."wordingId"', property: 'wordingId', type: 'uuid', direction: 'asc' },
    ],
    choice: [sourceId, day],
  };
}

/** Acts before and after: by the table of acts, by successions, and by what the register says of a repeal. */
export const ACT_LINKS = `
  with asked as (select s.id, s.key, s.repealed_by, s.repealed_on, a.id as act_id, a.successor_id, a.valid_to
    from law_source s left join act a on a.key = s.key where s.id = any($1::uuid[])),
  links as (
    select q.id as asked, 'AFTER' as way, b.key, q.valid_to as "on", null::text as part, null::text as note
      from asked q join act b on b.id = q.successor_id
    union all
    select q.id, 'AFTER', q.repealed_by, q.repealed_on, null, null from asked q where q.repealed_by is not null
    union all
    select q.id, 'AFTER', b.key, x.date, x.part, x.note
      from asked q join succession x on x.predecessor ->> 'actId' = q.act_id::text
      cross join lateral jsonb_array_elements(x.successors) f join act b on b.id::text = f ->> 'actId'
    union all
    select q.id, 'BEFORE', b.key, b.valid_to, null, null from asked q join act b on b.successor_id = q.act_id
    union all
    select q.id, 'BEFORE', o.key, o.repealed_on, null, null from asked q join law_source o on o.repealed_by = q.key
    union all
    select q.id, 'BEFORE', b.key, x.date, x.part, x.note
      from asked q join succession x on x.successors @> jsonb_build_array(jsonb_build_object('actId', q.act_id::text))
      join act b on b.id::text = x.predecessor ->> 'actId'
  )
  select l.asked, l.way, l.key, l."on", l.part, l.note, a.id as "actId", s.id as "sourceId",
      coalesce(e.title, a.name) as title
    from links l left join act a on a.key = l.key left join law_source s on s.key = l.key left join entry e on e.id = s.id
   order by l."on" desc nulls last, l.key`;
