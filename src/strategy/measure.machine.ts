import { StateMachine } from '../platform/state-machine.js';
import { MeasureState as S } from './measure.entity.js';

export type MeasureAction = 'setPlan' | 'reportOutcome';
/** `advocate`: ADVOCATE of the association that owns it. */
export type MeasureRelation = 'advocate';

/** A measure does not move: it is planned, year by year, and what came of it shows in the goals that are part of it. */
export const measureMachine = new StateMachine<S, MeasureAction, MeasureRelation>({
  name: 'measure',
  states: Object.values(S),
  initial: S.ADOPTED,
  final: [S.ADOPTED],
  actions: {
    setPlan: { from: [S.ADOPTED], to: S.ADOPTED, by: ['advocate'] },
    reportOutcome: { from: [S.ADOPTED], to: S.ADOPTED, by: ['advocate'] },
  },
});
