import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { Task } from './task.entity.js';
import { TASK_SELECT } from './task.queries.js';

/** Row security shows tasks of the reader's own organisations on entries they may see. */
export const taskById = defineLoader<string, Task>('taskById', async (ids, context) =>
  indexed(
    await context.reads.all<Task>(
      context,
      'tasks_by_ids',
      `select ${TASK_SELECT} from task t where t.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

defineNode('Task', taskById);

/** What is open about each entry, as far as the reader's organisation has it. */
export const openTasksOfEntry = defineLoader<string, Task[]>('openTasksOfEntry', async (ids, context) => {
  const rows = await context.reads.all<Task>(
    context,
    'open_tasks_of_entries',
    `select ${TASK_SELECT} from task t where t.entry_id = any($1::uuid[]) and t.state in ('OPEN','CLAIMED')
     order by t.created_at, t.id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});
