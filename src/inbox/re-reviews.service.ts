import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Handler, Kinds } from '../catalogue/kinds.js';
import { Notifications, Told } from '../notifications/notifications.service.js';
import { Tx } from '../platform/database/transaction.js';
import { page, Page, PageArgs } from '../platform/graphql/connection.js';
import { RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { UserError } from '../platform/user-error.js';
import { Task, TaskKind, TaskState } from './task.entity.js';
import { taskMachine } from './task.machine.js';
import { TASK_SELECT } from './task.queries.js';
import { takeTask, taskRelations } from './task.relations.js';
import { NewTask, Tasks } from './tasks.service.js';

export interface ReReview {
  entry: EntryRow;
  /** What is to be looked at: `flags`, or the amending act `sfs/2025:1497`. One open task for each. */
  cause: string;
  /** GLANCE where nothing but a number has changed. */
  kind: TaskKind.RE_REVIEW | TaskKind.GLANCE;
}

export interface Concerned {
  entry: EntryRow;
  cause: string;
  reason: string;
  /** What makes a second telling impossible. */
  eventId: string;
  alsoCauser?: boolean;
}

export const RE_REVIEW_KINDS = [TaskKind.RE_REVIEW, TaskKind.GLANCE] as const;

/**
 * Looking again at what was published, whatever the reason: a flag set by hand or an amendment that an import brought.
 * One way for both: the same task, for whoever handles the entry, and the same people are told.
 */
@Injectable()
export class ReReviews {
  constructor(
    private readonly kinds: Kinds,
    private readonly tasks: Tasks,
    private readonly notifications: Notifications,
  ) {}

  /** Opens a task in the association's inbox for each; one that is open already stays as it is. Answers how many. */
  async open(tx: Tx, reviews: readonly ReReview[]): Promise<number> {
    if (reviews.length === 0) return 0;
    const association = await tx.one<{ id: string }>(
      `select id from organisation where kind = 'ASSOCIATION' and valid_to is null order by key limit 1`,
    );
    if (!association) return 0;
    const handlers = new Map<string, Handler>();
    const wanted: NewTask[] = [];
    for (const { entry, cause, kind } of reviews) {
      const handler = handlers.get(entry.id) ?? (await this.kinds.of(entry.kind).handler(tx, entry));
      handlers.set(entry.id, handler);
      wanted.push({ entry, kind, cause, orgId: association.id, ...handler });
    }
    return this.tasks.openEach(tx, wanted);
  }

  /** Whose it is, who works on it, who watches: also people outside the association, who lean on what it says. */
  async tell(tx: Tx, concerned: readonly Concerned[]): Promise<Map<string, Told>> {
    const ids = [...new Set(concerned.map(({ entry }) => entry.id))];
    const watchers = await this.notifications.watchersOfEach(tx, ids);
    const assigned = await tx.query<{ entryId: string; cause: string; personId: string }>(
      `select entry_id as "entryId", cause, assignee_id as "personId" from task
        where entry_id = any($1::uuid[]) and task_kind = any($2::text[]) and assignee_id is not null
          and state in ('OPEN','CLAIMED')`,
      [ids, [...RE_REVIEW_KINDS]],
    );
    const parties = new Map<string, string[]>();
    for (const { entry } of concerned) {
      if (!parties.has(entry.id)) parties.set(entry.id, await this.kinds.of(entry.kind).parties(tx, entry));
    }
    return this.notifications.tellEach(
      tx,
      concerned.map(({ entry, cause, ...telling }) => ({
        ...telling,
        entry,
        personIds: [
          ...parties.get(entry.id)!,
          ...(watchers.get(entry.id) ?? []),
          ...assigned.filter((one) => one.entryId === entry.id && one.cause === cause).map((one) => one.personId),
        ],
      })),
    );
  }

  /** A page of re-reviews and glances that fulfil a condition, the newest first; `t` is the task. */
  page(
    context: RequestContext,
    seal: CursorSeal,
    condition: { name: string; sql: string; values: unknown[] },
    args: PageArgs,
  ): Promise<Page<Task>> {
    return page<Task>(
      context,
      seal,
      {
        name: condition.name,
        select: `select ${TASK_SELECT}`,
        from: 'from task t',
        where: [`t.task_kind in ('RE_REVIEW','GLANCE')`, condition.sql],
        values: condition.values,
        order: [{ sql: 't.id', property: 'id', type: 'uuid', direction: 'desc' }],
        choice: condition.values,
      },
      args,
    );
  }

  /** The task, for a person who has it or may take it; anybody else is told that it is not theirs. */
  async take(tx: Tx, actor: Actor, id: string): Promise<Task> {
    const task = await takeTask(tx, id);
    if (!RE_REVIEW_KINDS.some((kind) => kind === task.taskKind)) {
      throw new UserError('NOT_A_RE_REVIEW', 'input.id', {}, task.id);
    }
    const relations = taskRelations(actor, task);
    if (!relations.has('assignee') && !relations.has('holder'))
      throw new UserError('FORBIDDEN', 'input.id', {}, task.id);
    return task;
  }

  /** A person has looked and says so. */
  async finish(tx: Tx, actor: Actor, task: Task, version: number): Promise<void> {
    await tx.guard(
      Task,
      { id: task.id, version, from: taskMachine.from('finish') },
      { state: TaskState.DONE, endedAt: tx.now, endedBy: actor.id },
    );
    await tx.announce({ on: 'task', id: task.id });
  }

  /** It was looked at: by a new text, or by a person who says that the old one holds. */
  close(tx: Tx, entryId: string, outcome: 'DONE' | 'OBSOLETE', cause?: string): Promise<number> {
    return this.tasks.close(tx, { entryId, kinds: RE_REVIEW_KINDS, cause, outcome });
  }
}
