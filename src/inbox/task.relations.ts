import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { AllowedAction, Blocker } from '../catalogue/kinds.js';
import { Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { confirmable } from './re-review-causes.js';
import { TASK_SELECT } from './task.queries.js';
import { Task, TaskKind, TaskState } from './task.entity.js';
import { BOUND_TO_ENTRY, TaskAction, taskMachine, TaskRelation } from './task.machine.js';

type TaskFacts = Pick<
  Task,
  'orgId' | 'unitId' | 'role' | 'assigneeId' | 'excludedIds' | 'taskKind' | 'state' | 'cause'
>;

export function taskRelations(actor: Actor, task: TaskFacts): Set<TaskRelation> {
  const relations = new Set<TaskRelation>();
  if (!actor.personId || !actor.hasInOrganisation(task.orgId)) return relations;
  const mine = task.assigneeId === actor.personId;
  const roles = task.role ? [task.role] : [];
  const inside = task.unitId ? actor.hasIn(task.unitId, ...roles) : actor.hasInOrganisation(task.orgId, ...roles);
  const holder = inside && !task.excludedIds.includes(actor.personId);
  if (mine) relations.add('assignee');
  if (holder) relations.add('holder');
  if (actor.hasInOrganisation(task.orgId, Role.ADMIN, Role.ORG_ADMIN)) relations.add('admin');
  if (task.taskKind === TaskKind.MANUAL && (mine || (holder && task.assigneeId === null))) relations.add('doer');
  return relations;
}

/** Reasons that the state does not know. */
export function taskBlockers(action: TaskAction, task: TaskFacts): Blocker[] {
  const moves = action === 'claim' || action === 'release' || action === 'reassign';
  return moves && BOUND_TO_ENTRY.includes(task.taskKind) ? [{ code: 'TASK_FOLLOWS_ENTRY' }] : [];
}

export function taskActions(actor: Actor, task: TaskFacts): AllowedAction[] {
  const relations = taskRelations(actor, task);
  const actions = taskMachine
    .possible(task.state, relations)
    .map((action) => ({ action, blockers: taskBlockers(action, task) }));
  const looks = task.taskKind === TaskKind.RE_REVIEW || task.taskKind === TaskKind.GLANCE;
  const open = task.state === TaskState.OPEN || task.state === TaskState.CLAIMED;
  return looks && open && confirmable(task.cause) && (relations.has('assignee') || relations.has('holder'))
    ? [...actions, { action: 'confirm', mutation: 'reReviewConfirm', blockers: [] }]
    : actions;
}

/** The task as this actor sees it; missing and hidden are the same. */
export async function takeTask(tx: Tx, id: string): Promise<Task> {
  if (!isId(id, 'Task')) throw notFound('input.id');
  const task = await tx.one<Task>(`select ${TASK_SELECT} from task t where t.id = $1`, [id]);
  if (!task) throw notFound('input.id');
  return task;
}

/** Whether this actor may do it at all; whether it is possible from its state is said by the guarded update. */
export function requireTask(action: TaskAction, actor: Actor, task: Task): void {
  const relations = taskRelations(actor, task);
  if (!taskMachine.allows(action, relations)) {
    if (action === 'complete' && task.taskKind !== TaskKind.MANUAL) {
      throw new UserError('TASK_CLOSES_BY_ITS_ACTION', 'input.id', {}, task.id);
    }
    const excluded = task.excludedIds.includes(actor.personId ?? '');
    throw new UserError(excluded ? 'TASK_NOT_FOR_YOU' : 'FORBIDDEN', 'input.id', {}, task.id);
  }
  const [blocker] = taskBlockers(action, task);
  if (blocker) throw new UserError(blocker.code, 'input.id', {}, task.id);
}
