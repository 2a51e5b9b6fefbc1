import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { UserError } from '../platform/user-error.js';
import { QuestionAction, questionMachine, QuestionRelation } from './question.machine.js';
import { QuestionRow } from './question.queries.js';

/** How this actor stands to a question that they see (row security has said that they do). */
export function questionRelations(
  actor: Actor,
  question: Pick<QuestionRow, 'ownerUnitId' | 'assigneeId'>,
): Set<QuestionRelation> {
  const relations = new Set<QuestionRelation>();
  if (!actor.personId) return relations;
  if (actor.hasIn(question.ownerUnitId, Role.SUBMITTER)) relations.add('asker');
  if (actor.hasIn(question.ownerUnitId, Role.APPROVER)) relations.add('approver');
  if (actor.has(Role.LAWYER)) relations.add('lawyer');
  if (actor.has(Role.ADMIN)) relations.add('admin');
  if (question.assigneeId === actor.personId) relations.add('assignee');
  return relations;
}

/**
 * Whether the action is possible for this actor, on what they saw, from where it stands. The guarded update asks the last
 * two again at the moment of writing; they are asked here so that the first thing that is wrong is what is told.
 *
 * @throws UserError FORBIDDEN, CONFLICT, WRONG_STATE
 */
export function requireQuestion(
  action: QuestionAction,
  question: QuestionRow,
  actor: Actor,
  expectedVersion: number,
): void {
  if (!questionMachine.allows(action, questionRelations(actor, question))) {
    throw new UserError('FORBIDDEN', 'input.id', {}, question.id);
  }
  const { state, version } = question;
  if (version !== expectedVersion) {
    throw new UserError(
      'CONFLICT',
      'input.expectedVersion',
      { expected: expectedVersion, actual: version, state },
      question.id,
    );
  }
  const from = questionMachine.from(action);
  if (!from.includes(state)) throw new UserError('WRONG_STATE', 'input.id', { state, from: [...from] }, question.id);
}

/** Whether this reader may be told who asked: people of the asking unit, and the association's. */
export function seesAsker(actor: Actor, question: Pick<QuestionRow, 'ownerUnitId'>): boolean {
  return actor.hasIn(question.ownerUnitId) || actor.staff;
}
