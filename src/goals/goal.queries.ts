import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { requireCanonicalId } from '../citations/canonical-id.js';
import { overlapSql } from '../citations/overlap.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { Claim, ClaimEvidence, ClaimGrading } from './claim.entity.js';
import { Goal } from './goal.entity.js';
import { ClaimFilter, GoalFilter, GoalOrder } from './goal.inputs.js';

/** A goal with its entry: what resolvers and services hold. */
export type GoalRow = EntryRow & Goal;
type Own<T> = Omit<T, 'kind' | 'ownerUnitId' | 'visibility'>;
export type ClaimRow = Own<Claim>;
export type GradingRow = Own<ClaimGrading>;
export type EvidenceRow = Own<ClaimEvidence>;

/** All columns of a goal with its entry; `e` and `g` are the aliases. */
export const GOAL_SELECT = `${ENTRY_SELECT}, g.entry_id as "entryId", g.description, g.responsible_id as "responsibleId",
  g.reason, g.ended_at as "endedAt"`;
export const GOAL_FROM = 'from goal g join entry e on e.id = g.id';

export const CLAIM_SELECT = `c.id, c.entry_id as "entryId", c.number, c.title, c.grade, c.certainty, c.explanation, c.provisions,
  c.verified, c.graded_by_id as "gradedById", c.graded_at as "gradedAt", c.verified_by_id as "verifiedById",
  c.verified_at as "verifiedAt", c.woken_at as "wokenAt", c.version, c.created_at as "createdAt"`;

const ID: OrderColumn = { sql: 'e.id', property: 'id', type: 'uuid', direction: 'desc' };
const ORDERS: Record<GoalOrder, OrderColumn[]> = {
  [GoalOrder.UPDATED]: [{ sql: 'e.updated_at', property: 'updatedAt', type: 'timestamptz', direction: 'desc' }, ID],
  [GoalOrder.TITLE]: [
    { sql: 'e.title', property: 'title', type: 'text', direction: 'asc', collate: 'sv-x-icu' },
    { ...ID, direction: 'asc' },
  ],
};

/** A list of goals as one keyset statement. Row security decides which rows there are; the filter only narrows. */
export function goalList(filter: GoalFilter, order: GoalOrder): ListQuery {
  const where = [`e.kind = '${EntryKind.GOAL}'`];
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  if (filter.states) where.push(`e.state = any(${value(filter.states)}::text[])`);
  if (filter.responsible) {
    if (!isId(filter.responsible, 'Person')) throw notFound('filter.responsible');
    where.push(`g.responsible_id = ${value(filter.responsible)}::uuid`);
  }
  if (filter.subjectAreas) {
    for (const id of filter.subjectAreas) if (!isId(id, 'SubjectArea')) throw notFound('filter.subjectAreas');
    where.push(
      `exists (select 1 from entry_subject_area x where x.entry_id = e.id and x.subject_area_id = any(${value(filter.subjectAreas)}::uuid[]))`,
    );
  }
  const words = cleanText(filter.query, { max: 200, path: 'filter.query', singleLine: true });
  if (words) {
    const asked = value(words);
    where.push(
      `(e.ref = upper(${asked}) or to_tsvector('swedish', e.title || ' ' || coalesce(g.description, '')) @@ websearch_to_tsquery('swedish', ${asked}))`,
    );
  }
  return {
    name: 'goals',
    select: `select ${GOAL_SELECT}`,
    from: GOAL_FROM,
    where,
    values,
    order: ORDERS[order],
    choice: [filter, order],
  };
}

/** Claims over all goals: "all claims on one act", what is not verified, what is pending. */
export function claimList(filter: ClaimFilter): ListQuery {
  const where: string[] = [];
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  if (filter.goal) {
    if (!isId(filter.goal, 'Goal')) throw notFound('filter.goal');
    where.push(`c.entry_id = ${value(filter.goal)}::uuid`);
  }
  if (filter.grades) where.push(`c.grade = any(${value(filter.grades)}::text[])`);
  if (filter.certainties) where.push(`c.certainty = any(${value(filter.certainties)}::text[])`);
  if (filter.verified != null) where.push(`c.verified = ${value(filter.verified)}`);
  if (filter.act) {
    const { source } = requireCanonicalId(filter.act, 'filter.act');
    where.push(`exists (select 1 from claim_provision p where p.claim_id = c.id and p.source = ${value(source)})`);
  }
  if (filter.provision) {
    const { id, source } = requireCanonicalId(filter.provision, 'filter.provision');
    // What is demanded of a chapter or an act is demanded of what stands in it.
    const asked = `${value(id)}::text`;
    where.push(
      `exists (select 1 from claim_provision p where p.claim_id = c.id and p.source = ${value(source)}
         and ${overlapSql('p.target', asked)})`,
    );
  }
  return {
    name: 'claims',
    select: `select ${CLAIM_SELECT}`,
    from: 'from claim c',
    where,
    values,
    order: [
      { sql: 'c.created_at', property: 'createdAt', type: 'timestamptz', direction: 'desc' },
      { sql: 'c.id', property: 'id', type: 'uuid', direction: 'desc' },
    ],
    choice: filter,
  };
}
