import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Measure, MeasureOutcome, MeasurePlan } from './measure.entity.js';

/** A measure with its entry: what resolvers and services hold. */
export type MeasureRow = EntryRow & Measure;
export type PlanRow = Omit<MeasurePlan, 'kind' | 'ownerUnitId' | 'visibility'>;
export type OutcomeRow = Omit<MeasureOutcome, 'kind' | 'ownerUnitId' | 'visibility'>;

export const MEASURE_ENTRY_SELECT = `${ENTRY_SELECT}, n.entry_id as "entryId", n.strategy_measure_id as "strategyMeasureId"`;
export const MEASURE_ENTRY_FROM = 'from measure n join entry e on e.id = n.id';

export const PLAN_SELECT = `p.id, p.entry_id as "entryId", p.year, p.number, p.priority, p.goal, p.organisation,
  p.timetable_from as "timetableFrom", p.timetable_to as "timetableTo", p.budget_sek as "budgetSek",
  p.spent_sek as "spentSek", p.financing, p.agreements, p.set_by_id as "setById", p.set_at as "setAt"`;
export const OUTCOME_SELECT = `o.id, o.entry_id as "entryId", o.year, o.number, o.result, o.account,
  o.spent_sek as "spentSek", o.reported_by_id as "reportedById", o.reported_at as "reportedAt"`;
