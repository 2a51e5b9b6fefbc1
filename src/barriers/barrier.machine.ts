import { StateMachine } from '../platform/state-machine.js';
import { BarrierState as S } from './barrier.entity.js';

export type BarrierAction =
  | 'update'
  | 'classify'
  | 'addEvidence'
  | 'removeEvidence'
  | 'confirm'
  | 'signOn'
  | 'pursue'
  | 'stopPursuing'
  | 'resolve'
  | 'verify'
  | 'dismiss'
  | 'reopen'
  | 'merge';

/**
 * How somebody stands to a barrier that they see. `reporter`: SUBMITTER in the unit that reported it; `handler`: LAWYER or
 * ADVOCATE of the association that owns it; `advocate`: ADVOCATE there; `member`: who may speak for a unit of a member.
 */
export type BarrierRelation = 'reporter' | 'handler' | 'advocate' | 'member';

const STANDING = [S.CONFIRMED, S.PURSUED] as const;
const OPEN = [S.REPORTED, ...STANDING] as const;

/** The way of a barrier, from the report to its end. */
export const barrierMachine = new StateMachine<S, BarrierAction, BarrierRelation>({
  name: 'barrier',
  states: Object.values(S),
  initial: S.REPORTED,
  final: [S.MERGED],
  actions: {
    // What is confirmed is the association's; until then whoever reported it may put it better.
    update: { from: OPEN, to: null, by: ['reporter', 'handler'] },
    classify: { from: OPEN, to: null, by: ['handler'] },
    addEvidence: { from: OPEN, to: null, by: ['reporter', 'handler'] },
    removeEvidence: { from: OPEN, to: null, by: ['reporter', 'handler'] },
    signOn: { from: OPEN, to: null, by: ['member'] },

    confirm: { from: [S.REPORTED], to: S.CONFIRMED, by: ['handler'] },
    pursue: { from: [S.CONFIRMED], to: S.PURSUED, by: ['advocate'] },
    stopPursuing: { from: [S.PURSUED], to: S.CONFIRMED, by: ['advocate'] },
    resolve: { from: STANDING, to: S.RESOLVED, by: ['handler'] },
    // Says that it still stands (and opens it again, if it was called resolved) or that it is gone.
    verify: { from: [...STANDING, S.RESOLVED], to: null, by: ['handler'] },
    dismiss: { from: OPEN, to: S.DISMISSED, by: ['handler'] },
    reopen: { from: [S.RESOLVED, S.DISMISSED], to: S.CONFIRMED, by: ['handler'] },
    merge: { from: OPEN, to: S.MERGED, by: ['handler'] },
  },
});

/** Mutations whose name is not `barrier` + the action. */
export const MUTATIONS: Partial<Record<BarrierAction, string>> = {
  addEvidence: 'barrierEvidenceAdd',
  removeEvidence: 'barrierEvidenceRemove',
};
