import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { requireCanonicalId } from '../citations/canonical-id.js';
import { overlapSql } from '../citations/overlap.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { isId, TypeName } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { Action } from './action.entity.js';
import { ActionContact, ActionRecipient, ActionResponse } from './action-parts.entity.js';
import { ActionFilter, ActionOrder } from './action.inputs.js';

/** An action with its entry: what resolvers and services hold. */
export type ActionRow = EntryRow & Action;
type Own<T> = Omit<T, 'kind' | 'ownerUnitId' | 'visibility'>;
export type RecipientRow = Own<ActionRecipient>;
export type ResponseRow = Own<ActionResponse>;
export type ContactRow = Own<ActionContact>;

/** All columns of an action with its entry; `e` and `a` are the aliases. */
export const ACTION_SELECT = `${ENTRY_SELECT}, a.entry_id as "entryId", a.action_kind as "actionKind", a.purpose,
  a.due_on::text as "dueOn", a.their_reference as "theirReference", a.diary_number as "diaryNumber",
  a.responsible_id as "responsibleId", a.decided_on::text as "decidedOn", a.decided_as as "decidedAs",
  a.decided_by as "decidedBy", a.delegation, a.reservations, a.decided_hash as "decidedHash", a.done_on::text as "doneOn",
  a.participants, a.outcome, a.reason, a.ended_at as "endedAt"`;
export const ACTION_FROM = 'from action a join entry e on e.id = a.id';

export const CONTACT_SELECT = `x.id, x.entry_id as "entryId", x.date::text as date, x.organisation_id as "organisationId", x.channel,
  x.people, x.summary, x.author_id as "authorId", x.at`;

const ID: OrderColumn = { sql: 'e.id', property: 'id', type: 'uuid', direction: 'desc' };
const ORDERS: Record<ActionOrder, { keys: string; columns: OrderColumn[] }> = {
  [ActionOrder.UPDATED]: {
    keys: '',
    columns: [{ sql: 'e.updated_at', property: 'updatedAt', type: 'timestamptz', direction: 'desc' }, ID],
  },
  // A keyset compares with the last row's values, so they may not be null.
  [ActionOrder.DUE]: {
    keys: `, coalesce(a.due_on, '9999-12-31'::date)::text as "dueKey"`,
    columns: [
      { sql: `coalesce(a.due_on, '9999-12-31'::date)`, property: 'dueKey', type: 'date', direction: 'asc' },
      { ...ID, direction: 'asc' },
    ],
  },
  [ActionOrder.DONE]: {
    keys: `, coalesce(a.done_on, '0001-01-01'::date)::text as "doneKey"`,
    columns: [
      { sql: `coalesce(a.done_on, '0001-01-01'::date)`, property: 'doneKey', type: 'date', direction: 'desc' },
      ID,
    ],
  },
};

/** A list of actions as one keyset statement. Row security decides which rows there are; the filter only narrows. */
export function actionList(filter: ActionFilter, order: ActionOrder): ListQuery {
  const where = [`e.kind = '${EntryKind.ACTION}'`];
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const known = (id: string, type: TypeName, field: string): string => {
    if (!isId(id, type)) throw notFound(`filter.${field}`);
    return value(id);
  };
  if (filter.states) where.push(`e.state = any(${value(filter.states)}::text[])`);
  if (filter.kinds) where.push(`a.action_kind = any(${value(filter.kinds)}::text[])`);
  if (filter.goal)
    where.push(
      `exists (select 1 from link k where k.from_id = e.id and k.type = 'PART_OF' and k.to_id = ${known(filter.goal, 'Goal', 'goal')}::uuid)`,
    );
  if (filter.recipient)
    where.push(
      `exists (select 1 from action_recipient r where r.entry_id = e.id and r.organisation_id = ${known(filter.recipient, 'Organisation', 'recipient')}::uuid)`,
    );
  if (filter.responsible) where.push(`a.responsible_id = ${known(filter.responsible, 'Person', 'responsible')}::uuid`);
  if (filter.dueBy) where.push(`a.due_on <= ${value(filter.dueBy)}::date and e.state in ('PLANNED','PREPARING')`);
  if (filter.told) {
    const { id, source } = requireCanonicalId(filter.told, 'filter.told');
    const asked = `${value(id)}::text`;
    const act = value(source);
    where.push(
      // By the claims that it made, as they were made, or by what the letter itself cites.
      `a.done_on is not null and (exists (select 1 from action_claim x cross join lateral unnest(x.provisions) as p(target)
           where x.entry_id = e.id and split_part(p.target, '#', 1) = ${act} and ${overlapSql('p.target', asked)})
         or exists (select 1 from citation z join revision v on v.id = z.revision_id and v.slot = 'letter' and v.state = 'PUBLISHED'
           where z.entry_id = e.id and z.source_key = ${act} and ${overlapSql('z.target', asked)}))`,
    );
  }
  const words = cleanText(filter.query, { max: 200, path: 'filter.query', singleLine: true });
  if (words) {
    const asked = value(words);
    where.push(
      `(e.ref = upper(${asked}) or a.diary_number = ${asked} or a.their_reference = ${asked}
        or to_tsvector('swedish', e.title) @@ websearch_to_tsquery('swedish', ${asked}))`,
    );
  }
  const { keys, columns } = ORDERS[order];
  return {
    name: 'actions',
    select: `select ${ACTION_SELECT}${keys}`,
    from: ACTION_FROM,
    where,
    values,
    order: columns,
    choice: [filter, order],
  };
}

/** Contacts over all actions, newest first: what has been said to one body of government. */
export function contactList(organisation: string | null, action: string | null): ListQuery {
  const where: string[] = [];
  const values: unknown[] = [];
  if (organisation) {
    if (!isId(organisation, 'Organisation')) throw notFound('organisation');
    where.push(`x.organisation_id = $${values.push(organisation)}::uuid`);
  }
  if (action) {
    if (!isId(action, 'Action')) throw notFound('action');
    where.push(`x.entry_id = $${values.push(action)}::uuid`);
  }
  return {
    name: 'contacts',
    select: `select ${CONTACT_SELECT}`,
    from: 'from action_contact x',
    where,
    values,
    order: [
      { sql: 'x.date', property: 'date', type: 'date', direction: 'desc' },
      { sql: 'x.id', property: 'id', type: 'uuid', direction: 'desc' },
    ],
    choice: [organisation, action],
  };
}
