import { StateMachine } from '../platform/state-machine.js';
import { ReviewRequestState as S } from './review-request.entity.js';

export type ReviewRequestAction = 'accept' | 'reject' | 'withdraw';
/** `decider`: has a role that decides on the act, and did not propose it. `proposer`: who did. */
export type ReviewRequestRelation = 'decider' | 'proposer';

export const reviewRequestMachine = new StateMachine<S, ReviewRequestAction, ReviewRequestRelation>({
  name: 'review-request',
  states: Object.values(S),
  initial: S.PROPOSED,
  final: [S.ACCEPTED, S.REJECTED, S.WITHDRAWN],
  actions: {
    accept: { from: [S.PROPOSED], to: S.ACCEPTED, by: ['decider'] },
    reject: { from: [S.PROPOSED], to: S.REJECTED, by: ['decider'] },
    withdraw: { from: [S.PROPOSED], to: S.WITHDRAWN, by: ['proposer'] },
  },
});
