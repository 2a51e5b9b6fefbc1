import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { RequestContext } from '../platform/graphql/context.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { isId, TypeName } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { Question, QuestionState } from './question.entity.js';
import { QuestionFilter, QuestionOrder } from './question.inputs.js';

/** A question with its entry: what resolvers and services hold. */
export type QuestionRow = EntryRow & Question;

/** Own columns of `question`, shaped as `Question`; `q` is the table's alias. */
const OWN_SELECT = `q.entry_id as "entryId", q.text, q.facts, q.urgency, q.wished_date as "wishedDate",
  q.diary_number as "diaryNumber", q.service, q.de_identified as "deIdentified", q.disclosure_ground as "disclosureGround",
  q.secrecy_ground as "secrecyGround", q.credit_consent as "creditConsent", q.asker_id as "askerId",
  q.sending_approved_by as "sendingApprovedBy", q.sending_requested_at as "sendingRequestedAt",
  q.assignee_id as "assigneeId", q.submitted_at as "submittedAt", q.clock_started_at as "clockStartedAt",
  q.target_working_days as "targetWorkingDays", q.due_at as "dueAt", q.accepted_at as "acceptedAt",
  q.answered_at as "answeredAt", q.awaiting_since as "awaitingSince", q.close_reason as "closeReason", q.reason`;

/** All columns of a question with its entry; `e` and `q` are the aliases. */
export const QUESTION_SELECT = `${ENTRY_SELECT}, ${OWN_SELECT}`;
export const QUESTION_FROM = 'from question q join entry e on e.id = q.id';

const ID: OrderColumn = { sql: 'e.id', property: 'id', type: 'uuid', direction: 'desc' };
const ORDERS: Record<QuestionOrder, { keys: string; columns: OrderColumn[] }> = {
  [QuestionOrder.UPDATED]: {
    keys: '',
    columns: [{ sql: 'e.updated_at', property: 'updatedAt', type: 'timestamptz', direction: 'desc' }, ID],
  },
  // A keyset compares with the last row's values, so they may not be null.
  [QuestionOrder.SUBMITTED]: {
    keys: ', coalesce(q.submitted_at, e.created_at) as "submittedKey"',
    columns: [
      {
        sql: 'coalesce(q.submitted_at, e.created_at)',
        property: 'submittedKey',
        type: 'timestamptz',
        direction: 'desc',
      },
      ID,
    ],
  },
  [QuestionOrder.DUE]: {
    keys: `, coalesce(q.due_at, '9999-12-31Z'::timestamptz) as "dueKey"`,
    columns: [
      {
        sql: `coalesce(q.due_at, '9999-12-31Z'::timestamptz)`,
        property: 'dueKey',
        type: 'timestamptz',
        direction: 'asc',
      },
      { ...ID, direction: 'asc' },
    ],
  },
};

/** A list of questions as one keyset statement. Row security decides which rows there are; the filter only narrows. */
export function questionList(filter: QuestionFilter, order: QuestionOrder, personId: string | null): ListQuery {
  const where = [`e.kind = 'QUESTION'`];
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;

  if (filter.states) where.push(`e.state = any(${value(filter.states)}::text[])`);
  else where.push(`e.state <> '${QuestionState.DISCARDED}'`);
  if (filter.organisation) {
    where.push(`e.owner_org_id = ${value(known(filter.organisation, 'Organisation', 'organisation'))}::uuid`);
  }
  if (filter.assignee) where.push(`q.assignee_id = ${value(known(filter.assignee, 'Person', 'assignee'))}::uuid`);
  if (filter.mine) {
    const me = value(personId);
    where.push(`(q.asker_id = ${me}::uuid or q.assignee_id = ${me}::uuid)`);
  }
  if (filter.subjectAreas) {
    const areas = value(filter.subjectAreas.map((id) => known(id, 'SubjectArea', 'subjectAreas')));
    where.push(
      `e.id in (select x.entry_id from entry_subject_area x where x.subject_area_id in (
         with recursive below as (
           select id from subject_area where id = any(${areas}::uuid[])
           union select s.id from subject_area s join below b on s.broader_id = b.id)
         select id from below))`,
    );
  }
  const words = cleanText(filter.query, { max: 200, path: 'filter.query', singleLine: true });
  if (words) {
    const asked = value(words);
    where.push(
      `(e.ref = upper(${asked}) or to_tsvector('swedish', e.title || ' ' || q.text) @@ websearch_to_tsquery('swedish', ${asked}))`,
    );
  }
  const { keys, columns } = ORDERS[order];
  return {
    name: 'questions',
    select: `select ${QUESTION_SELECT}${keys}`,
    from: QUESTION_FROM,
    where,
    values,
    order: columns,
    choice: [filter, order],
  };
}

/** A garbled id would be a fault in the database; as an id of nothing it is the reader's. */
function known(id: string, type: TypeName, field: string): string {
  if (!isId(id, type)) throw notFound(`filter.${field}`);
  return id;
}

/** Longer texts add no words that matter, and cost. */
const COMPARED_LENGTH = 4_000;
/**
 * Of each candidate its title and how its text begins, where the conclusion stands; of candidates the newest. Behind row
 * security no index of words is used (`@@` is not leakproof), so each is parsed anew: 1,000 whole texts of 5 kB took
 * 0.4 s, too much for what anybody may ask for without signing in.
 */
const COMPARED_BEGINNING = 2_000;
const COMPARED_ENTRIES = 500;

/**
 * Ids of what resembles a text: published guidance that everybody or every member may read, and answered questions of the
 * reader's own units. Any shared word stem counts, more and rarer ones rank higher, the title most. Nothing of the text is
 * stored. A real search with tables of its own comes with `search/`; here a narrow set of candidates is read through row
 * security, so that nothing can be guessed about what one may not see.
 */
export async function similarEntryIds(context: RequestContext, text: string, first: number): Promise<string[]> {
  const units = context.principal.context?.units ?? [];
  const rows = await context.reads.all<{ id: string }>(
    context,
    'similar_entries',
    `with asked as materialized (
       select string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''', ' | ')::tsquery as words
         from unnest(to_tsvector('swedish', $1))),
     candidate as materialized (
       select e.id, e.title, e.published_at, left(r.body, ${COMPARED_BEGINNING}) as body
         from entry e
         join revision r on r.entry_id = e.id and r.state = 'PUBLISHED' and r.language = 'sv'
        where (e.kind = '${EntryKind.GUIDANCE}' and e.state = 'PUBLISHED' and e.visibility in ('WORLD', 'MEMBERS') and r.slot = 'text')
           or (e.kind = '${EntryKind.QUESTION}' and e.state in ('ANSWERED', 'CLOSED') and r.slot = 'answer'
               and e.visibility <> 'RESTRICTED' and e.owner_unit_id = any($2::uuid[]))
        order by e.published_at desc nulls last, e.id desc
        limit ${COMPARED_ENTRIES}),
     compared as (
       select id, published_at,
              setweight(to_tsvector('swedish', title), 'A') || setweight(to_tsvector('swedish', body), 'C') as words
         from candidate)
     select c.id
       from compared c cross join asked a
      where c.words @@ a.words
      order by ts_rank(c.words, a.words, 1) desc, c.published_at desc nulls last, c.id desc
      limit $3`,
    [text.slice(0, COMPARED_LENGTH), units, first],
  );
  return rows.map((row) => row.id);
}
