import { StateMachine } from '../platform/state-machine.js';
import { DossierState as S } from './dossier.entity.js';

export type DossierAction =
  | 'update'
  | 'stageConfirm'
  | 'stageSkip'
  | 'stageCorrect'
  | 'consulteeAdd'
  | 'consulteeAnswer'
  | 'milestonePlan'
  | 'milestoneComplete'
  | 'proposalAccept'
  | 'proposalDecline'
  | 'verify'
  | 'rest'
  | 'wake'
  | 'endInForce'
  | 'endRejected'
  | 'endRecalled'
  | 'endLapsed'
  | 'reopen';

/**
 * How somebody stands to a dossier. `handler`: an ADVOCATE of the organisation that owns it. `responsible`: whoever was
 * given one of its milestones. No person: `clock`, the day on which it wakes by itself.
 */
export type DossierRelation = 'handler' | 'responsible' | 'clock';

const ALIVE = [S.OPEN, S.RESTING];
const ENDED = [S.IN_FORCE, S.REJECTED, S.RECALLED, S.LAPSED];

/** The way of a dossier. Its stages go their own way (`dossier-stages.ts`); what ended by mistake is opened again. */
export const dossierMachine = new StateMachine<S, DossierAction, DossierRelation>({
  name: 'dossier',
  states: Object.values(S),
  initial: S.OPEN,
  final: [],
  actions: {
    update: { from: ALIVE, to: null, by: ['handler'] },
    // A stage wakes what rests.
    stageConfirm: { from: ALIVE, to: S.OPEN, by: ['handler'] },
    stageSkip: { from: ALIVE, to: null, by: ['handler'] },
    // A wrong date is wrong also after the end.
    stageCorrect: { from: [...ALIVE, ...ENDED], to: null, by: ['handler'] },
    consulteeAdd: { from: [...ALIVE, ...ENDED], to: null, by: ['handler'] },
    consulteeAnswer: { from: [...ALIVE, ...ENDED], to: null, by: ['handler'] },
    milestonePlan: { from: ALIVE, to: null, by: ['handler'] },
    milestoneComplete: { from: ALIVE, to: null, by: ['handler', 'responsible'] },
    proposalAccept: { from: ALIVE, to: S.OPEN, by: ['handler'] },
    proposalDecline: { from: [...ALIVE, ...ENDED], to: null, by: ['handler'] },
    verify: { from: [...ALIVE, ...ENDED], to: null, by: ['handler'] },
    rest: { from: [S.OPEN], to: S.RESTING, by: ['handler'] },
    wake: { from: [S.RESTING], to: S.OPEN, by: ['handler', 'clock'] },
    endInForce: { from: ALIVE, to: S.IN_FORCE, by: ['handler'] },
    endRejected: { from: ALIVE, to: S.REJECTED, by: ['handler'] },
    endRecalled: { from: ALIVE, to: S.RECALLED, by: ['handler'] },
    endLapsed: { from: ALIVE, to: S.LAPSED, by: ['handler'] },
    reopen: { from: ENDED, to: S.OPEN, by: ['handler'] },
  },
});
