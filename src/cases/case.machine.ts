import { StateMachine } from '../platform/state-machine.js';
import { CaseState as S } from './case.entity.js';

export type CaseAction =
  | 'update'
  | 'registerDocument'
  | 'addParty'
  | 'endParty'
  | 'addNote'
  | 'markSecrecy'
  | 'liftMark'
  | 'decide'
  | 'expedite'
  | 'close'
  | 'reopen'
  | 'logRelease'
  | 'logAdd'
  | 'archive'
  | 'dispose';

/** `worker`: somebody of the unit that owns it. `retention`: the run that carries out disposal, no person. */
export type CaseRelation = 'worker' | 'retention';

const LIVE = [S.OPEN, S.DECIDED] as const;
const KEPT = [...LIVE, S.CLOSED, S.ARCHIVED] as const;

/** What a closed case holds is frozen; requests, late documents and appeals go on in its log. */
export const caseMachine = new StateMachine<S, CaseAction, CaseRelation>({
  name: 'case',
  states: Object.values(S),
  initial: S.OPEN,
  final: [S.DISPOSED],
  actions: {
    update: { from: LIVE, to: null, by: ['worker'] },
    registerDocument: { from: LIVE, to: null, by: ['worker'] },
    addParty: { from: LIVE, to: null, by: ['worker'] },
    endParty: { from: LIVE, to: null, by: ['worker'] },
    addNote: { from: LIVE, to: null, by: ['worker'] },
    markSecrecy: { from: LIVE, to: null, by: ['worker'] },
    liftMark: { from: LIVE, to: null, by: ['worker'] },
    decide: { from: LIVE, to: S.DECIDED, by: ['worker'] },
    expedite: { from: LIVE, to: null, by: ['worker'] },
    close: { from: LIVE, to: S.CLOSED, by: ['worker'] },
    reopen: { from: [S.CLOSED], to: S.OPEN, by: ['worker'] },
    logRelease: { from: KEPT, to: null, by: ['worker'] },
    logAdd: { from: KEPT, to: null, by: ['worker'] },
    archive: { from: [S.CLOSED], to: S.ARCHIVED, by: ['retention'] },
    dispose: { from: [S.CLOSED, S.ARCHIVED], to: S.DISPOSED, by: ['retention'] },
  },
});

/** What a person may ask for by name. */
export const PERSONAL_CASE_ACTIONS: readonly CaseAction[] = caseMachine.actions.filter((action) =>
  caseMachine.rule(action).by.includes('worker'),
);
