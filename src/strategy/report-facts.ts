import { ClaimGrade, type Certainty } from '../goals/claim.entity.js';

/** What the database knows that a follow-up is reckoned from; moments in UTC milliseconds, days as YYYY-MM-DD. */
export interface MeasureFact {
  /** Row of the strategy. */
  id: string;
  entryId: string | null;
  code: string;
  ref: string | null;
  title: string;
  owner: string;
  kind: string;
  areaCode: string;
  areaTitle: string;
}
export interface PlanFact {
  entryId: string;
  year: number;
  number: number;
  priority: string;
  goal: string;
  timetableFrom: string | null;
  timetableTo: string | null;
  budgetSek: number | null;
  spentSek: number | null;
}
export interface OutcomeFact {
  entryId: string;
  year: number;
  number: number;
  result: string;
  account: string;
  spentSek: number | null;
}
export interface GoalFact {
  measureId: string;
  id: string;
  ref: string | null;
  title: string;
  state: string;
  publishedAt: Date;
}
export interface GradingFact {
  claimId: string;
  goalId: string;
  goalRef: string | null;
  number: number;
  title: string;
  grade: ClaimGrade;
  certainty: Certainty | null;
  at: Date;
}
export interface ActionFact {
  goalId: string;
  id: string;
  ref: string;
  title: string;
  kind: string;
  doneOn: string;
}
export interface BarrierFact {
  id: string;
  ref: string;
  title: string;
  state: string;
  measureIds: string[];
  publishedAt: Date;
  resolvedFrom: string | null;
  extent: string | null;
}
export interface TransitionFact {
  id: string;
  at: Date;
  from: string;
  to: string;
}
export interface SignOnFact {
  barrierId: string;
  orgId: string;
  signedAt: Date;
  withdrawnAt: Date | null;
}
export interface QuestionFact {
  id: string;
  answeredAt: Date;
  workingDays: number;
  /** Of the barriers that it concerns. */
  measureIds: string[];
}
export interface GuidanceFact {
  measureId: string;
  id: string;
  ref: string;
  title: string;
  publishedAt: Date;
}
export interface Facts {
  measures: MeasureFact[];
  plans: PlanFact[];
  outcomes: OutcomeFact[];
  goals: GoalFact[];
  gradings: GradingFact[];
  actions: ActionFact[];
  barriers: BarrierFact[];
  transitions: TransitionFact[];
  signOns: SignOnFact[];
  questions: QuestionFact[];
  guidance: GuidanceFact[];
}
