import { StateMachine } from '../platform/state-machine.js';
import { ActionState as S } from './action.entity.js';

export type ActionAction =
  'update' | 'prepare' | 'decide' | 'send' | 'hold' | 'recordResponse' | 'logContact' | 'close' | 'cancel';

/** `advocate`: ADVOCATE of the association that owns it. */
export type ActionRelation = 'advocate';

const BEFORE = [S.PLANNED, S.PREPARING] as const;
const DONE = [S.SENT, S.HELD, S.RESPONDED] as const;

/** The way of an action. Review is the letter's own; this is what is done with it. */
export const actionMachine = new StateMachine<S, ActionAction, ActionRelation>({
  name: 'action',
  states: Object.values(S),
  initial: S.PLANNED,
  final: [S.CLOSED, S.CANCELLED],
  actions: {
    update: { from: BEFORE, to: null, by: ['advocate'] },
    prepare: { from: [S.PLANNED], to: S.PREPARING, by: ['advocate'] },
    decide: { from: [S.PREPARING], to: null, by: ['advocate'] },
    send: { from: [S.PREPARING], to: S.SENT, by: ['advocate'] },
    hold: { from: [S.PREPARING], to: S.HELD, by: ['advocate'] },
    recordResponse: { from: DONE, to: S.RESPONDED, by: ['advocate'] },
    logContact: { from: [...BEFORE, ...DONE], to: null, by: ['advocate'] },
    close: { from: DONE, to: S.CLOSED, by: ['advocate'] },
    cancel: { from: BEFORE, to: S.CANCELLED, by: ['advocate'] },
  },
});
