import { Injectable } from '@nestjs/common';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { RevisionState } from '../catalogue/revision.entity.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { Clock } from '../platform/clock.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { RevisionAtHand, RevisionTasks } from './revision-tasks.service.js';
import { TASK_SELECT } from './task.queries.js';
import { Task } from './task.entity.js';
import { Tasks } from './tasks.service.js';

/** Tasks are about entries of any kind. */
const EVERY_KIND = Object.values(EntryKind);

const followRevision = declareJob({
  kind: 'inbox.follow-revision',
  on: [
    'revision.submitted',
    'revision.approval-given',
    'revision.approved',
    'revision.changes-requested',
    'revision.dismissed',
    'revision.recalled',
    'revision.discarded',
    'revision.published',
    'revision.emergency-published',
    'revision.retro-approved',
    'revision.retro-rejected',
    'revision.withdrawn',
  ],
  reads: EVERY_KIND,
});
const tellAssignee = declareJob({ kind: 'inbox.tell-assignee', on: ['task.assigned'], reads: EVERY_KIND });
const watchClocks = declareJob({ kind: 'inbox.clocks', every: 60, reads: EVERY_KIND });

/** Of each in one run; what is left comes in the next, a minute later. */
const MOST_A_RUN = 500;

@Injectable()
export class InboxJobs {
  constructor(
    private readonly db: Database,
    private readonly tasks: Tasks,
    private readonly revisions: RevisionTasks,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  @OnJob(followRevision)
  async follow(job: Job): Promise<void> {
    const id = String(job.payload.revisionId);
    await job.effect('settle', async (tx) => {
      const hand = await this.revisions.take(tx, id);
      if (!hand) return;
      await this.revisions.settle(tx, hand.entry, hand.revision);
      for (const other of await this.revisions.neighbours(tx, hand.entry.id, id)) {
        const neighbour = await this.revisions.take(tx, other);
        if (neighbour) await this.revisions.settle(tx, neighbour.entry, neighbour.revision);
      }
      await this.tellOf(tx, job, hand.entry, hand.revision);
    });
  }

  @OnJob(tellAssignee)
  async assigned(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const task = await this.task(tx, String(job.payload.taskId));
      if (!task?.assigneeId || task.endedAt) return;
      await this.tell(tx, task, [task.assigneeId], 'task.assigned', job.outboxId);
    });
  }

  /**
   * Clocks are moments in rows: whatever has passed and was not told of is told now, however long the program stood
   * still. Each task in a transaction of its own, so that one cannot hold up the rest.
   */
  @OnJob(watchClocks)
  async clocks(job: Job): Promise<void> {
    const now = this.clock.now();
    const due = (column: 'remind_at' | 'due_at', done: 'reminded_at' | 'escalated_at'): Promise<{ id: string }[]> =>
      this.db.reads.all<{ id: string }>(
        job.principal,
        `tasks_past_${column}`,
        `select id from task where state in ('OPEN','CLAIMED') and paused_at is null and ${done} is null
           and ${column} <= $1 order by ${column}, id limit ${MOST_A_RUN}`,
        [now],
      );
    for (const { id } of await due('due_at', 'escalated_at')) {
      await job.effect(`escalate.${id}`, (tx) => this.escalate(tx, id));
    }
    for (const { id } of await due('remind_at', 'reminded_at')) {
      await job.effect(`remind.${id}`, (tx) => this.remind(tx, id));
    }
  }

  private async remind(tx: Tx, id: string): Promise<void> {
    const mine = await tx.one(
      `update task set reminded_at = $2 where id = $1 and reminded_at is null and remind_at <= $2
         and paused_at is null and state in ('OPEN','CLAIMED') returning id`,
      [id, tx.now],
    );
    const task = mine && (await this.task(tx, id));
    if (task) await this.tell(tx, task, await this.concerned(tx, task), 'task.remind', task.id);
  }

  /**
   * Tells whoever has it, its role and the administrators: the role too, since administrators are told only of what
   * they may see, and somebody must hear of it. Past due, a reminder says nothing more.
   */
  private async escalate(tx: Tx, id: string): Promise<void> {
    const mine = await tx.one(
      `update task set escalated_at = $2, reminded_at = coalesce(reminded_at, $2) where id = $1 and escalated_at is null
         and due_at <= $2 and paused_at is null and state in ('OPEN','CLAIMED') returning id`,
      [id, tx.now],
    );
    const task = mine && (await this.task(tx, id));
    if (!task) return;
    const holders = await this.tasks.holders(tx, task, task.excludedIds);
    const orgAdmins = await this.tasks.holders(tx, { orgId: task.orgId, unitId: task.unitId, role: Role.ORG_ADMIN });
    const admins = await this.tasks.holders(tx, { orgId: task.orgId, role: Role.ADMIN });
    const people = [...(task.assigneeId ? [task.assigneeId] : []), ...holders, ...orgAdmins, ...admins];
    await this.tell(tx, task, people, 'task.overdue', task.id);
  }

  private async concerned(tx: Tx, task: Task): Promise<string[]> {
    return task.assigneeId ? [task.assigneeId] : this.tasks.holders(tx, task, task.excludedIds);
  }

  private task(tx: Tx, id: string): Promise<Task | null> {
    return tx.one<Task>(`select ${TASK_SELECT} from task t where t.id = $1`, [id]);
  }

  /** A clock has no outbox row of its own for each task: the task's id makes it happen once. */
  private async tell(tx: Tx, task: Task, personIds: string[], reason: string, eventId: string): Promise<void> {
    const entry = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [task.entryId]);
    if (entry) await this.notifications.tell(tx, { entry, personIds, reason, eventId });
  }

  /** Tasks follow the state; telling follows the event, as long as it still holds. */
  private async tellOf(tx: Tx, job: Job, entry: EntryRow, revision: RevisionAtHand): Promise<void> {
    const tell = (reason: string, personIds: string[]): Promise<void> =>
      this.notifications.tell(tx, { entry, personIds, reason, eventId: job.outboxId });
    const orgId = revision.authorOrgId;
    const reviewers = (): Promise<string[]> =>
      this.tasks.holders(tx, { orgId, role: Role.REVIEWER }, this.revisions.excluded(revision));
    const author = revision.authorId ? [revision.authorId] : [];
    const { state } = revision;
    switch (job.payload.event) {
      case 'revision.submitted':
        if (state === RevisionState.IN_REVIEW) await tell('task.review', await reviewers());
        break;
      case 'revision.changes-requested':
        if (state === RevisionState.CHANGES_REQUESTED) await tell('task.revise', author);
        break;
      case 'revision.approved':
        if (state === RevisionState.APPROVED) await tell('task.publish', await this.publishers(tx, revision));
        break;
      case 'revision.emergency-published':
        if (state === RevisionState.PUBLISHED && revision.retro === null)
          await tell('task.retro-review', await reviewers());
        break;
      case 'revision.retro-rejected':
        if (state === RevisionState.PUBLISHED) await tell('task.replace', await this.publishers(tx, revision));
        break;
    }
  }

  /** Author and whoever got the task. */
  private async publishers(tx: Tx, revision: RevisionAtHand): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select assignee_id as id from task where entry_id = $1 and cause = $2 and assignee_id is not null
         and state in ('OPEN','CLAIMED')`,
      [revision.entryId, revision.id],
    );
    return [...(revision.authorId ? [revision.authorId] : []), ...rows.map((row) => row.id)];
  }
}
