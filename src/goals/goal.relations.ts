import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { UserError } from '../platform/user-error.js';
import { GoalAction, goalMachine, GoalRelation } from './goal.machine.js';
import { GoalRow } from './goal.queries.js';

/** Whose people check what an advocate graded. */
export const CHECKERS: readonly Role[] = [Role.LAWYER, Role.REVIEWER, Role.ADVOCATE];

export function goalRelations(actor: Actor, goal: Pick<GoalRow, 'ownerOrgId'>): Set<GoalRelation> {
  const relations = new Set<GoalRelation>();
  if (actor.hasInOrganisation(goal.ownerOrgId, Role.ADVOCATE)) relations.add('advocate');
  if (actor.hasInOrganisation(goal.ownerOrgId, ...CHECKERS)) relations.add('checker');
  return relations;
}

/** @throws UserError FORBIDDEN, CONFLICT, WRONG_STATE */
export function requireGoal(action: GoalAction, goal: GoalRow, actor: Actor, expectedVersion?: number): void {
  if (!goalMachine.allows(action, goalRelations(actor, goal)))
    throw new UserError('FORBIDDEN', 'input.id', {}, goal.id);
  const { state, version, id } = goal;
  if (expectedVersion !== undefined && version !== expectedVersion) {
    const params = { expected: expectedVersion, actual: version, state };
    throw new UserError('CONFLICT', 'input.expectedVersion', params, id);
  }
  const from = goalMachine.from(action);
  if (!from.includes(state)) throw new UserError('WRONG_STATE', 'input.id', { state, from: [...from] }, id);
}
