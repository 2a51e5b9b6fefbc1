import { StateMachine } from '../platform/state-machine.js';
import { GoalState as S } from './goal.entity.js';

export type GoalAction =
  | 'update'
  | 'publish'
  | 'rest'
  | 'wake'
  | 'achieve'
  | 'abandon'
  | 'reopen'
  | 'addClaim'
  | 'updateClaim'
  | 'gradeClaim'
  | 'verifyClaim'
  | 'dropClaim'
  | 'reviveClaim';

/** `advocate`: ADVOCATE of the association that owns it; `checker`: LAWYER, REVIEWER or ADVOCATE there. */
export type GoalRelation = 'advocate' | 'checker';

const LIVE = [S.ACTIVE, S.RESTING] as const;
const ANY = [...LIVE, S.ACHIEVED, S.ABANDONED] as const;

/** The way of a goal. Its claims are graded also when it has ended: what came of a demand may show years later. */
export const goalMachine = new StateMachine<S, GoalAction, GoalRelation>({
  name: 'goal',
  states: Object.values(S),
  initial: S.ACTIVE,
  final: [],
  actions: {
    update: { from: LIVE, to: null, by: ['advocate'] },
    publish: { from: LIVE, to: null, by: ['advocate'] },
    rest: { from: [S.ACTIVE], to: S.RESTING, by: ['advocate'] },
    wake: { from: [S.RESTING], to: S.ACTIVE, by: ['advocate'] },
    achieve: { from: LIVE, to: S.ACHIEVED, by: ['advocate'] },
    abandon: { from: LIVE, to: S.ABANDONED, by: ['advocate'] },
    reopen: { from: [S.ACHIEVED, S.ABANDONED], to: S.ACTIVE, by: ['advocate'] },
    addClaim: { from: LIVE, to: null, by: ['advocate'] },
    updateClaim: { from: LIVE, to: null, by: ['advocate'] },
    gradeClaim: { from: ANY, to: null, by: ['advocate'] },
    verifyClaim: { from: ANY, to: null, by: ['checker'] },
    dropClaim: { from: ANY, to: null, by: ['advocate'] },
    reviveClaim: { from: ANY, to: null, by: ['advocate'] },
  },
});

/** Mutations whose name is not `goal` + the action; one mutation closes, to either end. */
export const MUTATIONS: Partial<Record<GoalAction, string>> = {
  achieve: 'goalClose',
  abandon: 'goalClose',
  addClaim: 'claimAdd',
  updateClaim: 'claimUpdate',
  gradeClaim: 'claimGrade',
  verifyClaim: 'claimVerify',
  dropClaim: 'claimDrop',
  reviveClaim: 'claimRevive',
};
