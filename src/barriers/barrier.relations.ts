import { Actor } from '../access/actor.js';
import { MEMBER_KINDS } from '../access/organisation.entity.js';
import { Role } from '../access/person.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { UserError } from '../platform/user-error.js';
import { BarrierEvidence, EvidenceKind } from './barrier-parts.entity.js';
import { BarrierKind, BarrierState } from './barrier.entity.js';
import { BarrierAction, barrierMachine, BarrierRelation } from './barrier.machine.js';
import { BarrierRow } from './barrier.queries.js';

/** Roles of the association that work with barriers. */
export const BARRIER_HANDLERS: readonly Role[] = [Role.LAWYER, Role.ADVOCATE];
/** Roles of a member that speak for their unit. */
export const BARRIER_MEMBERS: readonly Role[] = [Role.SUBMITTER, Role.APPROVER];

/** Whether this reader may know exact figures and who signed on. Row security says the same. */
export const knowsSigners = (actor: Pick<Actor, 'context'>): boolean =>
  actor.context?.kinds.includes('BARRIER') ?? false;

/** Units of members that this actor may speak for. */
export function memberUnits(actor: Actor): { organisationId: string; unitId: string }[] {
  return actor.memberships.filter(
    (one) => BARRIER_MEMBERS.includes(one.role) && MEMBER_KINDS.includes(one.organisationKind),
  );
}

export function barrierRelations(
  actor: Actor,
  barrier: Pick<BarrierRow, 'ownerOrgId' | 'reporterUnitId' | 'state'>,
): Set<BarrierRelation> {
  const relations = new Set<BarrierRelation>();
  if (!actor.signedIn) return relations;
  // Once confirmed it is the association's word; whoever reported it has said theirs.
  const reported = barrier.state === BarrierState.REPORTED && barrier.reporterUnitId !== null;
  if (reported && actor.hasIn(barrier.reporterUnitId!, ...BARRIER_MEMBERS)) relations.add('reporter');
  if (actor.hasInOrganisation(barrier.ownerOrgId, ...BARRIER_HANDLERS)) relations.add('handler');
  if (actor.hasInOrganisation(barrier.ownerOrgId, Role.ADVOCATE)) relations.add('advocate');
  if (memberUnits(actor).length > 0) relations.add('member');
  return relations;
}

/** @throws UserError FORBIDDEN, CONFLICT, WRONG_STATE, with the barrier as it stands. */
export function requireBarrier(
  action: BarrierAction,
  barrier: BarrierRow,
  actor: Actor,
  expectedVersion?: number,
): void {
  const { id, state, version } = barrier;
  if (!barrierMachine.allows(action, barrierRelations(actor, barrier)))
    throw new UserError('FORBIDDEN', 'input.id', {}, id);
  if (expectedVersion !== undefined && version !== expectedVersion) {
    throw new UserError('CONFLICT', 'input.expectedVersion', { expected: expectedVersion, actual: version, state }, id);
  }
  const from = barrierMachine.from(action);
  if (!from.includes(state)) throw new UserError('WRONG_STATE', 'input.id', { state, from: [...from] }, id);
}

type Shows = Pick<BarrierEvidence, 'evidenceKind' | 'removedAt'>;

/** What the classification demands and does not have. */
export function evidenceBlockers(kind: BarrierKind | null, evidence: readonly Shows[]): Blocker[] {
  if (kind === null) return [{ code: 'BARRIER_NOT_CLASSIFIED' }];
  const standing = evidence.filter((one) => one.removedAt === null);
  const count = (...kinds: EvidenceKind[]) => standing.filter((one) => kinds.includes(one.evidenceKind)).length;
  if (kind === BarrierKind.OBSTACLE) {
    return count(EvidenceKind.FORBIDS, EvidenceKind.SUPPORT_MISSING) ? [] : [{ code: 'BARRIER_OBSTACLE_UNPROVED' }];
  }
  if (kind === BarrierKind.UNCERTAINTY) {
    const readings = count(EvidenceKind.READING);
    return readings >= 2 || count(EvidenceKind.AUTHORITY_MISSING)
      ? []
      : [{ code: 'BARRIER_UNCERTAINTY_UNPROVED', params: { readings } }];
  }
  return count(EvidenceKind.AUTHORITY_ANSWERS) ? [] : [{ code: 'BARRIER_KNOWLEDGE_GAP_UNPROVED' }];
}

/** @throws UserError the first of the blockers */
export function refuse(blockers: readonly Blocker[], path: string, barrier: Pick<BarrierRow, 'id'>): void {
  const [first] = blockers;
  if (first) throw new UserError(first.code, path, first.params ?? {}, barrier.id);
}

/** Names of whoever reported it that its texts hold, as whole words; a genitive counts. */
export function namesIn(names: readonly string[], texts: readonly (string | null)[]): string[] {
  const all = texts.filter(Boolean).join('\n').toLocaleLowerCase('sv');
  return names.filter((name) => {
    const word = name.trim().toLocaleLowerCase('sv');
    if (word.length < 3) return false;
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}s?(?![\\p{L}\\p{N}])`, 'u').test(all);
  });
}
