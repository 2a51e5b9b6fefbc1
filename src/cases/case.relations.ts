import { Actor } from '../access/actor.js';
import { UserError } from '../platform/user-error.js';
import { WORKING_ROLES } from '../review/secrecy.service.js';
import { CaseAction, caseMachine, CaseRelation } from './case.machine.js';
import { CaseRow } from './case.queries.js';

/** How this actor stands to a case that they see: an invited unit reads, its own works. */
export function caseRelations(actor: Actor, found: Pick<CaseRow, 'ownerUnitId'>): Set<CaseRelation> {
  return new Set(actor.personId && actor.hasIn(found.ownerUnitId, ...WORKING_ROLES) ? (['worker'] as const) : []);
}

/**
 * Whether the action is possible for this actor from where the case stands, on what they saw.
 *
 * @throws UserError FORBIDDEN, CONFLICT, WRONG_STATE
 */
export function requireCase(action: CaseAction, found: CaseRow, actor: Actor, expectedVersion?: number): void {
  if (!caseMachine.allows(action, caseRelations(actor, found))) {
    throw new UserError('FORBIDDEN', 'input.id', {}, found.id);
  }
  const { state, version, id } = found;
  if (expectedVersion !== undefined && version !== expectedVersion) {
    const params = { expected: expectedVersion, actual: version, state };
    throw new UserError('CONFLICT', 'input.expectedVersion', params, id);
  }
  const from = caseMachine.from(action);
  if (!from.includes(state)) throw new UserError('WRONG_STATE', 'input.id', { state, from: [...from] }, id);
}
