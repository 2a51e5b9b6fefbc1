import { StateMachine } from '../platform/state-machine.js';
import { ReportState as S } from './report.entity.js';

/** The act that a second person carries out. */
export const APPROVE_REPORT = 'report.approve';

export type ReportAction = 'draft' | 'complete' | 'propose' | 'approve';
/** `advocate`: ADVOCATE of the association; `decider`: whoever accepts the proposal; `job`: what reckons. */
export type ReportRelation = 'advocate' | 'decider' | 'job';

export const reportMachine = new StateMachine<S, ReportAction, ReportRelation>({
  name: 'report',
  states: Object.values(S),
  initial: S.DRAFTING,
  final: [S.APPROVED],
  actions: {
    draft: { from: [S.DRAFTING, S.DRAFT], to: S.DRAFTING, by: ['advocate'] },
    complete: { from: [S.DRAFTING], to: S.DRAFT, by: ['job'] },
    propose: { from: [S.DRAFT], to: null, by: ['advocate'] },
    approve: { from: [S.DRAFT], to: S.APPROVED, by: ['decider'] },
  },
});
