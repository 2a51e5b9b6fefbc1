import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { stockholmMoment } from '../calendar/stockholm-time.js';
import { Recipients } from '../notifications/recipients.service.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { Task, TaskKind, TaskState } from './task.entity.js';
import { TaskActionInput, TaskCreateInput, TaskReassignInput } from './task.inputs.js';
import { TaskAction, taskMachine } from './task.machine.js';
import { requireTask, takeTask } from './task.relations.js';
import { Inbox, Tasks } from './tasks.service.js';

/** A manual task is due when the office closes on its last day. */
const CLOSES = 17 * 60;
const REMIND_SHARE = 0.75;

/** What people do to tasks: take, give back, hand over, write down, tick off. */
@Injectable()
export class InboxService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly tasks: Tasks,
    private readonly recipients: Recipients,
    private readonly gate: PrivacyGate,
  ) {}

  /** Two at once: the guarded update lets one have it, the other is told that it is taken. */
  claim(actor: Actor, input: TaskActionInput): Promise<{ id: string }> {
    return this.act(actor, 'claim', 'task.claimed', input, { state: TaskState.CLAIMED, assigneeId: actor.personId });
  }

  release(actor: Actor, input: TaskActionInput): Promise<{ id: string }> {
    return this.act(actor, 'release', 'task.released', input, { state: TaskState.OPEN, assigneeId: null });
  }

  complete(actor: Actor, input: TaskActionInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const task = await takeTask(tx, input.id);
      requireTask('complete', actor, task);
      await this.step(tx, task, 'complete', 'task.completed', input.expectedVersion, {
        state: TaskState.DONE,
        endedAt: tx.now,
        endedBy: actor.id,
      });
      return { id: task.id };
    });
  }

  reassign(actor: Actor, input: TaskReassignInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const task = await takeTask(tx, input.id);
      requireTask('reassign', actor, task);
      await this.requireAssignee(tx, task.entryId, task, input.assignee, task.excludedIds);
      const set = { state: TaskState.CLAIMED, assigneeId: input.assignee };
      await this.step(tx, task, 'reassign', 'task.reassigned', input.expectedVersion, set, { to: input.assignee });
      await tx.emit('task.assigned', { entryId: task.entryId, taskId: task.id });
      return { id: task.id };
    });
  }

  create(actor: Actor, input: TaskCreateInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
      const { organisationId, unitId } = unitOf(actor, input.unit);
      const { note } = this.gate.pass(
        { note: { text: input.note, rule: { max: 1_000, path: 'input.note', required: true } } },
        input.personalData,
        { restricted: entry.visibility === 'RESTRICTED' },
      );
      const dueAt = input.dueOn ? stockholmMoment(input.dueOn, CLOSES) : null;
      if (dueAt && dueAt <= tx.now) throw new UserError('TASK_DUE_IN_THE_PAST', 'input.dueOn');
      const inbox = { orgId: organisationId, unitId };
      if (input.assignee) await this.requireAssignee(tx, entry.id, inbox, input.assignee, []);
      // Not a response clock of the calendar: the person named a day, and the reminder is a share of the time until then.
      const remindAt = dueAt && new Date(tx.now.getTime() + REMIND_SHARE * (dueAt.getTime() - tx.now.getTime()));
      const id = await this.tasks.open(tx, {
        ...inbox,
        entry,
        kind: TaskKind.MANUAL,
        assigneeId: input.assignee,
        note,
        dueAt,
        remindAt,
        // One entry may have many of them.
        cause: newId('Task'),
      });
      await tx.record({
        subject: entry.id,
        action: 'task.created',
        audience: 'INTERNAL',
        facts: { task: id, kind: TaskKind.MANUAL, assignee: input.assignee ?? null },
        values: { note },
      });
      if (input.assignee) await tx.emit('task.assigned', { entryId: entry.id, taskId: id });
      return { id };
    });
  }

  private act(
    actor: Actor,
    action: TaskAction,
    past: string,
    input: TaskActionInput,
    set: Partial<Task>,
  ): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      personOf(actor);
      const task = await takeTask(tx, input.id);
      requireTask(action, actor, task);
      await this.step(tx, task, action, past, input.expectedVersion, set);
      return { id: task.id };
    });
  }

  private async step(
    tx: Tx,
    task: Task,
    action: TaskAction,
    past: string,
    version: number,
    set: Partial<Task>,
    facts: Record<string, string> = {},
  ): Promise<void> {
    await tx.guard(Task, { id: task.id, version, from: taskMachine.from(action) }, set);
    await tx.announce({ on: 'task', id: task.id });
    // INTERNAL: how an organisation shares its work is not the other party's business.
    await tx.record({
      subject: task.entryId,
      action: past,
      audience: 'INTERNAL',
      facts: { task: task.id, kind: task.taskKind, ...facts },
    });
  }

  /** One answer for a person without the role and for one who may not see the entry: who sees it is not told here. */
  private async requireAssignee(tx: Tx, entryId: string, inbox: Inbox, personId: string, excluded: readonly string[]) {
    const holders = isId(personId, 'Person') ? await this.tasks.holders(tx, inbox, excluded) : [];
    const fit = holders.includes(personId) ? await this.recipients.whoMaySee(tx, { id: entryId }, [personId]) : [];
    if (fit.length === 0) throw new UserError('ASSIGNEE_WITHOUT_ROLE', 'input.assignee');
  }
}

/** The unit named, if the actor belongs to it, else the only one they belong to; whatever their role there. */
function unitOf(actor: Actor, unit: string | null | undefined): { organisationId: string; unitId: string } {
  const units = new Set(actor.memberships.map((one) => one.unitId));
  const chosen = unit ?? (units.size === 1 ? [...units][0] : undefined);
  const membership = actor.memberships.find((one) => one.unitId === chosen);
  if (!membership) throw new UserError(unit ? 'NOT_FOUND' : 'CHOOSE_UNIT', 'input.unit');
  return membership;
}
