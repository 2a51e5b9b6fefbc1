import { Pause } from '../calendar/working-days.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { Revision } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { QUESTION_FROM, QUESTION_SELECT, QuestionRow } from './question.queries.js';

export const questionById = defineLoader<string, QuestionRow>('questionById', async (ids, context) =>
  indexed(
    await context.reads.all<QuestionRow>(
      context,
      'questions_by_ids',
      `select ${QUESTION_SELECT} ${QUESTION_FROM} where q.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Question', questionById as never);

/** What the asker got: the Swedish text is authoritative. */
export const answerOfQuestion = defineLoader<string, Revision>('answerOfQuestion', async (ids, context) =>
  indexed(
    await context.reads.all<Revision>(
      context,
      'answers_of_questions',
      `select ${REVISION_SELECT} from revision r
        where r.entry_id = any($1::uuid[]) and r.slot = 'answer' and r.language = 'sv' and r.state = 'PUBLISHED'`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

/** When the clock of a question stood still. */
export const pausesOfQuestion = defineLoader<string, (Pause & { entryId: string })[]>(
  'pausesOfQuestion',
  async (ids, context) =>
    grouped(
      ids,
      await context.reads.all<Pause & { entryId: string }>(
        context,
        'pauses_of_questions',
        `select p.entry_id as "entryId", p.started_at as "from", p.ended_at as "to" from question_pause p
        where p.entry_id = any($1::uuid[])`,
        [ids],
      ),
      (row) => row.entryId,
    ),
);

/** The entry that answers a duplicate; a link shows only to those who see both ends. */
export const originalOfQuestion = defineLoader<string, string>('originalOfQuestion', async (ids, context) => {
  const rows = await context.reads.all<{ fromId: string; toId: string }>(
    context,
    'originals_of_questions',
    `select l.from_id as "fromId", l.to_id as "toId" from link l
      where l.from_id = any($1::uuid[]) and l.type = '${LinkType.DUPLICATE_OF}'`,
    [ids],
  );
  return new Map(rows.map((row) => [row.fromId, row.toId]));
});

/** Whether an organisation wants an approver's yes before a question leaves it. */
export const approvesSending = defineLoader<string, boolean>('approvesSending', async (ids, context) => {
  const rows = await context.reads.all<{ id: string; approves: boolean }>(
    context,
    'organisations_that_approve_sending',
    `select o.id, o.approves_sending as approves from organisation o where o.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.approves]));
});
