import { StateMachine } from '../platform/state-machine.js';
import { GuidanceState as S } from './guidance.entity.js';

export type GuidanceAction = 'update' | 'discard' | 'publish' | 'withdraw';

/**
 * How somebody stands to a guidance. `writer`: LAWYER or ADVOCATE of the organisation that owns it. No person:
 * `revision`, the publication or withdrawal of its text.
 */
export type GuidanceRelation = 'writer' | 'revision';

/** The way of a guidance. It says something only through its text, so the text's publication moves it. */
export const guidanceMachine = new StateMachine<S, GuidanceAction, GuidanceRelation>({
  name: 'guidance',
  states: Object.values(S),
  initial: S.DRAFT,
  final: [S.DISCARDED],
  actions: {
    // Once published, a title changes with a reviewed text and in no other way.
    update: { from: [S.DRAFT], to: null, by: ['writer'] },
    discard: { from: [S.DRAFT], to: S.DISCARDED, by: ['writer'] },
    // Also from WITHDRAWN: what was taken back may be said anew, under the ref that people know.
    publish: { from: [S.DRAFT, S.PUBLISHED, S.WITHDRAWN], to: S.PUBLISHED, by: ['revision'] },
    withdraw: { from: [S.PUBLISHED], to: S.WITHDRAWN, by: ['revision'] },
  },
});
