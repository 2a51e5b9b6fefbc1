import { StateMachine } from '../platform/state-machine.js';
import { LawSourceState as S } from './law-source.entity.js';

export type LawSourceAction = 'import';
/** `keeper`: CATALOGUER or ADMIN at the association, or the command line. */
export type LawSourceRelation = 'keeper';

/** A source says what its publisher says: it is read in, and read in anew. */
export const lawSourceMachine = new StateMachine<S, LawSourceAction, LawSourceRelation>({
  name: 'law source',
  states: Object.values(S),
  initial: S.IMPORTED,
  final: [S.IMPORTED],
  actions: { import: { from: [S.IMPORTED], to: S.IMPORTED, by: ['keeper'] } },
});
