import { UserError } from '../platform/user-error.js';
import { spoken } from './document-id.js';
import { DossierStage, DossierStageKind as S, DossierType, StageState } from './dossier.entity.js';

/** The order of the stages; what begins a dossier stands first, whichever way it began. */
const RANK: Record<S, number> = {
  INITIATIVE: 0,
  ANNOUNCEMENT: 0,
  EU_PROPOSAL: 0,
  DIRECTIVE: 1,
  INQUIRY: 2,
  REFERRAL: 3,
  COUNCIL_ON_LEGISLATION: 4,
  BILL: 5,
  COMMITTEE_REPORT: 6,
  DECISION: 7,
  EU_ADOPTED: 7,
  ISSUED: 8,
  IN_FORCE: 9,
};

export const rankOf = (stage: S): number => RANK[stage];

/** What a dossier of this type passes on its way, when nothing is skipped. */
const WAY: Record<DossierType, readonly S[]> = {
  STATUTE: [
    S.DIRECTIVE,
    S.INQUIRY,
    S.REFERRAL,
    S.COUNCIL_ON_LEGISLATION,
    S.BILL,
    S.COMMITTEE_REPORT,
    S.DECISION,
    S.ISSUED,
    S.IN_FORCE,
  ],
  ORDINANCE: [S.REFERRAL, S.ISSUED, S.IN_FORCE],
  EU_ACT: [S.EU_PROPOSAL, S.EU_ADOPTED, S.IN_FORCE],
  ANNOUNCEMENT: [S.ANNOUNCEMENT],
};

/** What is asked of a stage here: the columns that say where it stands among the others. */
export type Stage = Pick<DossierStage, 'id' | 'stage' | 'state' | 'parentId' | 'date' | 'documentId'>;

const counts = (one: Stage): boolean => one.state !== StageState.REMOVED;
const passed = (one: Stage): boolean => one.state === StageState.CONFIRMED;

/** The stage a dossier has come furthest to, and its day: of several of a kind the latest. */
export function furthest(stages: readonly Stage[]): { stage: S; date: string | null } {
  const [first] = stages
    .filter(passed)
    .sort((a, b) => RANK[b.stage] - RANK[a.stage] || (b.date ?? '').localeCompare(a.date ?? ''));
  return { stage: first?.stage ?? S.INITIATIVE, date: first?.date ?? null };
}

/** Stages that lie behind the furthest one and were neither passed nor said to be skipped. */
export function missing(type: DossierType, stages: readonly Stage[]): S[] {
  const known = new Set(stages.filter(counts).map((one) => one.stage));
  const reached = RANK[furthest(stages).stage];
  return WAY[type].filter((stage) => RANK[stage] < reached && !known.has(stage));
}

/**
 * The stage that a new one grows from, when nobody has said which: the one before it that has no such stage yet. Two
 * bills of one inquiry each have their own report, so that of two it must be said.
 *
 * @throws UserError DOSSIER_PARENT_AMBIGUOUS {stage, choices}
 */
export function parentFor(stage: S, stages: readonly Stage[], path = 'input.parent'): string | null {
  const before = stages.filter((one) => counts(one) && RANK[one.stage] < RANK[stage]);
  const nearest = Math.max(...before.map((one) => RANK[one.stage]));
  const candidates = before.filter((one) => RANK[one.stage] === nearest);
  const free = candidates.filter(
    (one) => !stages.some((other) => counts(other) && other.parentId === one.id && other.stage === stage),
  );
  const only = free.length === 1 ? free[0] : candidates.length === 1 ? candidates[0] : null;
  if (only) return only.id;
  if (candidates.length === 0) return null;
  // Additional directives and several initiatives lead to one inquiry: there is nothing to choose.
  if (nearest < RANK.INQUIRY) return latest(candidates).id;
  throw new UserError('DOSSIER_PARENT_AMBIGUOUS', path, {
    stage: `STAGE_${stage}`,
    choices: candidates.map((one) => (one.documentId ? spoken(one.documentId) : (one.date ?? one.id))),
  });
}

function latest(stages: readonly Stage[]): Stage {
  return [...stages].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))[0]!;
}

/**
 * A parent that somebody has named: of this dossier, not later in the order, and not below the stage itself.
 *
 * @throws UserError DOSSIER_PARENT_UNKNOWN, DOSSIER_PARENT_LATER
 */
export function requireParent(id: string, stage: S, stages: readonly Stage[], self: string | null = null): void {
  const parent = stages.find((one) => one.id === id && counts(one));
  if (!parent) throw new UserError('DOSSIER_PARENT_UNKNOWN', 'input.parent');
  const later =
    RANK[parent.stage] > RANK[stage] || (self !== null && ancestors(id, stages).some((one) => one.id === self));
  if (later)
    throw new UserError('DOSSIER_PARENT_LATER', 'input.parent', {
      stage: `STAGE_${stage}`,
      parent: `STAGE_${parent.stage}`,
    });
}

/** From the stage upwards, itself first; ends where a slip has made a ring. */
function ancestors(id: string | null, stages: readonly Stage[]): Stage[] {
  const found: Stage[] = [];
  let at = stages.find((one) => one.id === id);
  while (at && !found.includes(at)) {
    found.push(at);
    const { parentId } = at;
    at = stages.find((one) => one.id === parentId);
  }
  return found;
}

/**
 * A law's way goes forward: no stage is dated before the one it grew from, nor after one that grew from it. Stages whose
 * day is not known say nothing.
 *
 * @throws UserError DOSSIER_STAGE_BEFORE_PREDECESSOR, DOSSIER_STAGE_AFTER_SUCCESSOR
 */
export function requireOrder(stage: Stage, stages: readonly Stage[]): void {
  const { date } = stage;
  if (!date) return;
  const before = ancestors(stage.parentId, stages).find((one) => passed(one) && one.date);
  if (before && date < before.date!)
    throw new UserError('DOSSIER_STAGE_BEFORE_PREDECESSOR', 'input.date', {
      stage: `STAGE_${stage.stage}`,
      date,
      predecessor: `STAGE_${before.stage}`,
      before: before.date,
    });
  const after = stages.find(
    (one) =>
      passed(one) &&
      one.date &&
      one.date < date &&
      one.id !== stage.id &&
      ancestors(one.parentId, stages).some((above) => above.id === stage.id),
  );
  if (after)
    throw new UserError('DOSSIER_STAGE_AFTER_SUCCESSOR', 'input.date', {
      stage: `STAGE_${stage.stage}`,
      date,
      successor: `STAGE_${after.stage}`,
      after: after.date,
    });
}
