import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Revision, RevisionState } from '../catalogue/revision.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { UserError } from '../platform/user-error.js';
import { ActionKind, DECIDED, WRITTEN } from './action.entity.js';
import { ActionAction, actionMachine, ActionRelation } from './action.machine.js';
import { ActionRow } from './action.queries.js';

export function actionRelations(actor: Actor, action: Pick<ActionRow, 'ownerOrgId'>): Set<ActionRelation> {
  return new Set(actor.hasInOrganisation(action.ownerOrgId, Role.ADVOCATE) ? (['advocate'] as const) : []);
}

/** @throws UserError FORBIDDEN, CONFLICT, WRONG_STATE */
export function requireAction(does: ActionAction, action: ActionRow, actor: Actor, expectedVersion?: number): void {
  if (!actionMachine.allows(does, actionRelations(actor, action)))
    throw new UserError('FORBIDDEN', 'input.id', {}, action.id);
  const { state, version, id } = action;
  if (expectedVersion !== undefined && version !== expectedVersion) {
    const params = { expected: expectedVersion, actual: version, state };
    throw new UserError('CONFLICT', 'input.expectedVersion', params, id);
  }
  const from = actionMachine.from(does);
  if (!from.includes(state)) throw new UserError('WRONG_STATE', 'input.id', { state, from: [...from] }, id);
}

type Letter = Pick<Revision, 'state' | 'contentHash'>;

/** Why not, although the state allows it: the same for the button and for the act. */
export function actionBlockers(
  does: ActionAction,
  action: Pick<ActionRow, 'actionKind' | 'decidedHash'>,
  letters: readonly Letter[],
  recipients: number,
): Blocker[] {
  const written = WRITTEN.includes(action.actionKind);
  const published = letters.find(({ state }) => state === RevisionState.PUBLISHED);
  const approved = letters.find(({ state }) => state === RevisionState.APPROVED);
  if (does === 'decide') {
    if (!isDecided(action.actionKind)) return [{ code: 'ACTION_TAKES_NO_DECISION' }];
    return published || approved ? [] : [{ code: 'LETTER_NOT_APPROVED' }];
  }
  if (does === 'hold') return written ? [{ code: 'ACTION_IS_SENT' }] : [];
  if (does !== 'send') return [];
  if (!written) return [{ code: 'ACTION_IS_HELD' }];
  const blockers: Blocker[] = [];
  if (recipients === 0) blockers.push({ code: 'LETTER_HAS_NO_RECIPIENT' });
  if (!published) blockers.push({ code: 'LETTER_NOT_PUBLISHED' });
  if (isDecided(action.actionKind)) {
    if (!action.decidedHash) blockers.push({ code: 'LETTER_NOT_DECIDED' });
    else if (published && published.contentHash !== action.decidedHash) blockers.push({ code: 'DECIDED_ANOTHER_TEXT' });
  }
  return blockers;
}

export const isDecided = (kind: ActionKind): boolean => DECIDED.includes(kind);
