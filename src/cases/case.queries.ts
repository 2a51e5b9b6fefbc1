import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { Case, CaseState } from './case.entity.js';
import { CaseDocument, CaseLogEntry } from './case-parts.entity.js';
import { CaseDocumentFilter, CaseFilter, CaseOrder } from './case.inputs.js';

/** A case with its entry: what resolvers and services hold. */
export type CaseRow = EntryRow & Case;

const OWN_SELECT = `c.entry_id as "entryId", c.diary_number as "diaryNumber", c.foreign_reference as "foreignReference",
  c.summary, c.class_code as "classCode", c.responsible_id as "responsibleId", c.opened_on::text as "openedOn",
  c.due_on::text as "dueOn", c.due_what as "dueWhat",
  c.closed_at as "closedAt", c.reason, c.retention, c.retention_years as "retentionYears",
  c.retention_basis as "retentionBasis", c.legal_hold as "legalHold"`;

/** All columns of a case with its entry; `e` and `c` are the aliases. */
export const CASE_SELECT = `${ENTRY_SELECT}, ${OWN_SELECT}`;
export const CASE_FROM = 'from case_file c join entry e on e.id = c.id';

export const DOCUMENT_SELECT = `d.id, d.entry_id as "entryId", d.number, d.document_kind as "documentKind", d.date::text as date,
  d.title, d.correspondent, d.class_code as "classCode", d.file_id as "fileId",
  d.registered_by_id as "registeredById", d.registered_at as "registeredAt"`;
export type CaseDocumentRow = Omit<CaseDocument, 'kind' | 'ownerUnitId' | 'visibility'>;

export const LOG_SELECT = `l.id, l.entry_id as "entryId", l.log_kind as "logKind", l.date::text as date, l.body, l.requester,
  l.outcome, l.ground, l.follows_id as "followsId", l.author_id as "authorId", l.at`;
export type CaseLogRow = Omit<CaseLogEntry, 'kind' | 'ownerUnitId' | 'visibility'>;

const ID: OrderColumn = { sql: 'e.id', property: 'id', type: 'uuid', direction: 'desc' };
/** Those that nobody watches come last; a keyset knows no null. */
const DUE_KEY = `coalesce(c.due_on, '9999-12-31'::date)`;
const ORDERS: Record<CaseOrder, OrderColumn[]> = {
  [CaseOrder.UPDATED]: [{ sql: 'e.updated_at', property: 'updatedAt', type: 'timestamptz', direction: 'desc' }, ID],
  [CaseOrder.DUE]: [
    { sql: DUE_KEY, property: 'dueKey', type: 'date', direction: 'asc' },
    { ...ID, direction: 'asc' },
  ],
  [CaseOrder.OPENED]: [{ sql: 'c.opened_on', property: 'openedOn', type: 'date', direction: 'desc' }, ID],
};

/** A request that nobody has tried yet: without a line that goes on from it. */
const PENDING = `exists (select 1 from case_log p where p.entry_id = e.id and p.outcome = 'PENDING'
  and not exists (select 1 from case_log n where n.follows_id = p.id))`;

const NOT_SENT = `exists (select 1 from case_decision n where n.entry_id = e.id and n.expedited_on is null)`;

/** A list of cases as one keyset statement. Row security decides which rows there are; the filter only narrows. */
export function caseList(
  filter: CaseFilter,
  order: CaseOrder,
  { personId, today }: { personId: string | null; today: string },
): ListQuery {
  const where = [`e.kind = '${EntryKind.CASE}'`];
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  if (filter.states) where.push(`e.state = any(${value(filter.states)}::text[])`);
  if (filter.unit) {
    if (!isId(filter.unit, 'Unit')) throw notFound('filter.unit');
    where.push(`e.owner_unit_id = ${value(filter.unit)}::uuid`);
  }
  if (filter.responsible) {
    if (!isId(filter.responsible, 'Person')) throw notFound('filter.responsible');
    where.push(`c.responsible_id = ${value(filter.responsible)}::uuid`);
  }
  if (filter.mine) where.push(`c.responsible_id = ${value(personId)}::uuid`);
  if (filter.releasePending) where.push(PENDING);
  if (filter.due) {
    const live = `e.state in ('${CaseState.OPEN}','${CaseState.DECIDED}')`;
    where.push(`(c.due_on <= ${value(today)}::date or ${PENDING} or (${live} and ${NOT_SENT}))`);
  }
  if (filter.retentionUndecided) where.push('c.retention is null');
  const words = cleanText(filter.query, { max: 200, path: 'filter.query', singleLine: true });
  if (words) {
    const asked = value(words);
    // By its parts in clear: numbers and names are what people look a case up by, and a stemmer would spoil both.
    const holds = (sql: string): string => `position(lower(${asked}) in lower(${sql})) > 0`;
    where.push(
      `(${holds('e.title')} or ${holds(`coalesce(e.ref, '')`)} or ${holds(`coalesce(c.diary_number, '')`)}
        or ${holds(`coalesce(c.foreign_reference, '')`)}
        or exists (select 1 from case_party y where y.entry_id = e.id and ${holds('y.name')})
        or exists (select 1 from case_document d where d.entry_id = e.id and (${holds('d.title')} or ${holds(`coalesce(d.correspondent, '')`)})))`,
    );
  }
  return {
    name: 'cases',
    select: `select ${CASE_SELECT}, ${DUE_KEY}::text as "dueKey"`,
    from: CASE_FROM,
    where,
    values,
    order: ORDERS[order],
    choice: [filter, order],
  };
}

/** The documents of one case, in the order of their numbers. */
export function documentList(caseId: string, filter: CaseDocumentFilter): ListQuery {
  const where = ['d.entry_id = $1::uuid'];
  const values: unknown[] = [caseId];
  if (filter.kinds) where.push(`d.document_kind = any($${values.push(filter.kinds)}::text[])`);
  const words = cleanText(filter.query, { max: 200, path: 'filter.query', singleLine: true });
  if (words) {
    const asked = `$${values.push(words)}`;
    where.push(
      `(position(lower(${asked}) in lower(d.title)) > 0 or position(lower(${asked}) in lower(coalesce(d.correspondent, ''))) > 0)`,
    );
  }
  return {
    name: 'case_documents',
    select: `select ${DOCUMENT_SELECT}`,
    from: 'from case_document d',
    where,
    values,
    order: [{ sql: 'd.number', property: 'number', type: 'int', direction: 'asc' }],
    choice: [caseId, filter],
  };
}

/** The log of one case, newest first. */
export function logList(caseId: string): ListQuery {
  return {
    name: 'case_log_lines',
    select: `select ${LOG_SELECT}`,
    from: 'from case_log l',
    where: ['l.entry_id = $1::uuid'],
    values: [caseId],
    order: [
      { sql: 'l.at', property: 'at', type: 'timestamptz', direction: 'desc' },
      { sql: 'l.id', property: 'id', type: 'uuid', direction: 'desc' },
    ],
    choice: [caseId],
  };
}
