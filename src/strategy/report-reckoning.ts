import { startOfStockholmDay, stockholmDate } from '../calendar/working-days.js';
import { ClaimGrade } from '../goals/claim.entity.js';
import { MeasureResult } from './measure.entity.js';
import type { BarrierFact, Facts, GradingFact, MeasureFact, OutcomeFact, TransitionFact } from './report-facts.js';
import {
  FEWEST,
  type FollowUpArea,
  type FollowUpData,
  type FollowUpFigures,
  type FollowUpItem,
  type FollowUpMeasure,
  type FollowUpMovement,
  type FollowUpPlan,
  MeasureStatus,
} from './report.types.js';

const MET: readonly string[] = [ClaimGrade.MET, ClaimGrade.LARGELY_MET];
const GAINED: readonly string[] = [...MET, ClaimGrade.PARTLY_MET];
const OVER: readonly string[] = [ClaimGrade.REJECTED, ClaimGrade.OVERTAKEN, ClaimGrade.DROPPED];
const STANDING: readonly string[] = ['CONFIRMED', 'PURSUED'];
/** The year and the four before it. */
export const SERIES_YEARS = 5;
const FORMAT = 2;

/** A year of Stockholm, half-open, cut off at the day of reckoning. */
interface Span {
  year: number;
  from: Date;
  to: Date;
  /** First day, and the first that is no longer in it. */
  firstDay: string;
  endDay: string;
}
export interface Frame {
  strategy: { code: string; title: string };
  year: number;
  /** The day of reckoning. */
  today: string;
}

export const yearStart = (year: number): Date => startOfStockholmDay(`${year}-01-01`);
const nextDay = (day: string): Date => {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return startOfStockholmDay(date.toISOString().slice(0, 10));
};
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
const within = (at: Date, { from, to }: Span): boolean => at >= from && at < to;
const dayWithin = (day: string, { firstDay, endDay }: Span): boolean => day >= firstDay && day < endDay;

/** Half up, to one decimal, of an ordered middle. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const value = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return Math.round(value * 10) / 10;
}

const last = <T extends { number: number }>(rows: readonly T[]): T | null =>
  rows.reduce<T | null>((found, row) => (found && found.number > row.number ? found : row), null);

function elapsedOf({ timetableFrom, timetableTo }: FollowUpPlan, today: string): number | null {
  if (timetableFrom === null || timetableTo === null) return null;
  const begin = Date.parse(timetableFrom);
  const length = Date.parse(timetableTo) - begin;
  const gone = Date.parse(today) - begin;
  return length <= 0 ? (gone >= 0 ? 1 : 0) : Math.min(1, Math.max(0, gone / length));
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const list = map.get(key(row));
    if (list) list.push(row);
    else map.set(key(row), [row]);
  }
  return map;
}
const uniqueBy = <T extends { id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** When a barrier stood where, read from its trail; one that came as data has none, and its resolution its own day. */
function stateAt(barrier: BarrierFact, moves: readonly TransitionFact[], moment: Date): string | null {
  if (barrier.publishedAt >= moment) return null;
  let state: string | null = null;
  for (const move of moves) {
    if (move.at >= moment) return state ?? move.from;
    state = move.to;
  }
  if (state !== null) return state;
  if (barrier.state === 'RESOLVED' && barrier.resolvedFrom && startOfStockholmDay(barrier.resolvedFrom) >= moment)
    return 'CONFIRMED';
  return barrier.state;
}

function resolvedIn(barrier: BarrierFact, moves: readonly TransitionFact[], span: Span): string | null {
  const done = moves.filter(({ to, at }) => to === 'RESOLVED' && within(at, span)).at(-1);
  // What was resolved and taken up again within the year is not resolved.
  if (done) return stateAt(barrier, moves, span.to) === 'RESOLVED' ? stockholmDate(done.at) : null;
  if (moves.length > 0 || barrier.state !== 'RESOLVED' || !barrier.resolvedFrom) return null;
  return dayWithin(barrier.resolvedFrom, span) ? barrier.resolvedFrom : null;
}

/** The last grade of each claim before a moment; a claim without one was not made yet. */
function gradesAt(gradings: readonly GradingFact[], moment: Date): Map<string, GradingFact> {
  const last = new Map<string, GradingFact>();
  for (const grading of gradings) if (grading.at < moment) last.set(grading.claimId, grading);
  return last;
}

const REPORTED: Record<MeasureResult, MeasureStatus> = {
  [MeasureResult.REACHED]: MeasureStatus.REACHED,
  [MeasureResult.PARTLY_REACHED]: MeasureStatus.PARTLY_REACHED,
  [MeasureResult.NOT_REACHED]: MeasureStatus.UNDERWAY,
};

/** What was demanded of others is judged by what became of it; the rest by what was reported of the plan that stands. */
function statusOf(known: {
  plan: boolean;
  result: MeasureResult | null;
  barriers: boolean;
  goals: boolean;
  grades: readonly string[];
}): MeasureStatus {
  const { plan, result, barriers, goals, grades } = known;
  if (grades.length > 0) {
    if (grades.every((grade) => MET.includes(grade))) return MeasureStatus.REACHED;
    if (grades.some((grade) => GAINED.includes(grade))) return MeasureStatus.PARTLY_REACHED;
    if (grades.every((grade) => OVER.includes(grade))) return MeasureStatus.SETTLED_OTHERWISE;
    return MeasureStatus.UNDERWAY;
  }
  if (result) return REPORTED[result];
  if (goals) return MeasureStatus.UNDERWAY;
  return plan || barriers ? MeasureStatus.PLANNED : MeasureStatus.NOT_STARTED;
}

/** Why a measure lags in its year. */
export type Lag = 'LATE' | 'OVER_BUDGET' | 'NOT_REACHED' | 'NOT_REPORTED';

export interface Standing {
  measure: MeasureFact;
  status: MeasureStatus;
  statusBefore: MeasureStatus;
  plan: FollowUpPlan | null;
  claims: number;
  claimsMet: number;
  actionsDone: number;
  lags: Lag[];
  /** Share of the timetable that has gone by, 0 to 1. */
  elapsed: number | null;
}

/**
 * Reckons a follow-up from what the database knew. Pure: the same facts give the same figures. Barriers, goals, actions and
 * guidance are those that everybody may read; of questions and members only numbers come in, and none under three goes out.
 */
export class Reckoning {
  private readonly goalsOf: Map<string, Facts['goals']>;
  private readonly gradingsOf: Map<string, GradingFact[]>;
  private readonly actionsOf: Map<string, Facts['actions']>;
  private readonly movesOf: Map<string, TransitionFact[]>;
  private readonly signersOf: Map<string, Facts['signOns']>;
  private readonly guidanceOf: Map<string, Facts['guidance']>;
  private readonly barriersOf: Map<string, BarrierFact[]>;

  constructor(
    private readonly frame: Frame,
    private readonly facts: Facts,
  ) {
    this.goalsOf = groupBy(facts.goals, ({ measureId }) => measureId);
    this.gradingsOf = groupBy(facts.gradings, ({ goalId }) => goalId);
    this.actionsOf = groupBy(facts.actions, ({ goalId }) => goalId);
    this.movesOf = groupBy(facts.transitions, ({ id }) => id);
    this.signersOf = groupBy(facts.signOns, ({ barrierId }) => barrierId);
    this.guidanceOf = groupBy(facts.guidance, ({ measureId }) => measureId);
    this.barriersOf = groupBy(
      facts.barriers.flatMap((barrier) => barrier.measureIds.map((measureId) => ({ measureId, barrier }))),
      ({ measureId }) => measureId,
    ) as never;
    for (const [id, rows] of this.barriersOf)
      this.barriersOf.set(
        id,
        (rows as unknown as { barrier: BarrierFact }[]).map(({ barrier }) => barrier),
      );
  }

  data(): FollowUpData {
    const { strategy, year, today } = this.frame;
    const span = this.span(year);
    const { measures } = this.facts;
    const whole = yearStart(year + 1) <= nextDay(today);
    return {
      format: FORMAT,
      strategy: strategy.code,
      strategyTitle: strategy.title,
      year,
      from: `${year}-01-01`,
      to: whole ? `${year}-12-31` : today,
      whole,
      totals: this.figures(measures, span, true),
      series: Array.from({ length: SERIES_YEARS }, (_, i) => year - SERIES_YEARS + 1 + i).map((one) => ({
        year: one,
        ...this.figures(measures, this.span(one), true),
      })),
      areas: [...groupBy(measures, ({ areaCode }) => areaCode)].map(([code, of]) => this.area(code, of, span)),
    };
  }

  standings(): Standing[] {
    const span = this.span(this.frame.year);
    return this.facts.measures.map((measure) => {
      const status = this.status(measure, span.to, span.year);
      const plan = this.plan(measure, span, status);
      const { claims, claimsMet, actionsDone } = this.figures([measure], span, false);
      return {
        measure,
        status,
        statusBefore: this.status(measure, span.from, span.year - 1),
        plan,
        claims,
        claimsMet,
        actionsDone,
        lags: plan ? this.lags(plan, span) : [],
        elapsed: plan ? elapsedOf(plan, this.frame.today) : null,
      };
    });
  }

  private lags(plan: FollowUpPlan, span: Span): Lag[] {
    const lags: Lag[] = [];
    if (plan.late) lags.push('LATE');
    if (plan.overBudget) lags.push('OVER_BUDGET');
    if (plan.result === MeasureResult.NOT_REACHED) lags.push('NOT_REACHED');
    const yearIsOver = this.frame.today >= `${span.year + 1}-01-01`;
    if (plan.result === null && (plan.late || yearIsOver)) lags.push('NOT_REPORTED');
    return lags;
  }

  private span(year: number): Span {
    const to = earlier(yearStart(year + 1), nextDay(this.frame.today));
    return { year, from: yearStart(year), to, firstDay: `${year}-01-01`, endDay: stockholmDate(to) };
  }

  private area(code: string, measures: MeasureFact[], span: Span): FollowUpArea {
    return {
      code,
      title: measures[0]!.areaTitle,
      // The questions of an area are not told: less those of its measures they would tell what one measure keeps back.
      ...this.figures(measures, span, false),
      questionsAnswered: null,
      medianWorkingDays: null,
      measures: measures.map((measure) => this.measure(measure, span)),
    };
  }

  private measure(measure: MeasureFact, span: Span): FollowUpMeasure {
    const goals = this.goalsOf.get(measure.id) ?? [];
    const barriers = this.barriersOf.get(measure.id) ?? [];
    const status = this.status(measure, span.to, span.year);
    const done = uniqueBy(goals.flatMap(({ id }) => this.actionsOf.get(id) ?? []))
      .filter(({ doneOn }) => dayWithin(doneOn, span))
      .sort((a, b) => (a.doneOn < b.doneOn ? -1 : 1));
    const resolved = barriers.flatMap((barrier): FollowUpItem[] => {
      const on = resolvedIn(barrier, this.moves(barrier), span);
      return on ? [{ ref: barrier.ref, title: barrier.title, note: barrier.extent, on }] : [];
    });
    return {
      code: measure.code,
      ref: measure.ref,
      title: measure.title,
      owner: measure.owner as FollowUpMeasure['owner'],
      kind: measure.kind as FollowUpMeasure['kind'],
      status,
      statusBefore: this.status(measure, span.from, span.year - 1),
      plan: this.plan(measure, span, status),
      ...this.figures([measure], span, false),
      goals: goals.flatMap(({ ref, title, state }) => (ref ? [{ ref, title, note: state, on: null }] : [])),
      movements: this.movements(measure, span),
      actions: done.map(({ ref, title, kind, doneOn }) => ({ ref, title, note: kind, on: doneOn })),
      opened: barriers
        .filter(({ publishedAt }) => within(publishedAt, span))
        .map(({ ref, title, publishedAt }) => ({ ref, title, note: null, on: stockholmDate(publishedAt) })),
      resolved,
      guidance: (this.guidanceOf.get(measure.id) ?? [])
        .filter(({ publishedAt }) => within(publishedAt, span))
        .map(({ ref, title, publishedAt }) => ({ ref, title, note: null, on: stockholmDate(publishedAt) })),
    };
  }

  private moves(barrier: BarrierFact): TransitionFact[] {
    return this.movesOf.get(barrier.id) ?? [];
  }

  private gradings(measures: readonly MeasureFact[]): GradingFact[] {
    const goals = new Set(measures.flatMap(({ id }) => (this.goalsOf.get(id) ?? []).map((goal) => goal.id)));
    return [...goals].flatMap((id) => this.gradingsOf.get(id) ?? []);
  }

  private status(measure: MeasureFact, moment: Date, year: number): MeasureStatus {
    const gradings = this.gradings([measure]);
    const planned = this.facts.plans.filter((plan) => plan.entryId === measure.entryId && plan.year <= year);
    const standing = Math.max(...planned.map((plan) => plan.year));
    return statusOf({
      plan: planned.length > 0,
      result: planned.length > 0 ? ((this.outcome(measure, standing)?.result as MeasureResult) ?? null) : null,
      barriers: (this.barriersOf.get(measure.id) ?? []).some((one) => one.publishedAt < moment),
      goals: (this.goalsOf.get(measure.id) ?? []).some((one) => one.publishedAt < moment),
      grades: [...gradesAt(gradings, moment).values()].map(({ grade }) => grade),
    });
  }

  private outcome(measure: MeasureFact, year: number): OutcomeFact | null {
    return last(this.facts.outcomes.filter((one) => one.entryId === measure.entryId && one.year === year));
  }

  private plan(measure: MeasureFact, span: Span, status: MeasureStatus): FollowUpPlan | null {
    const plan = last(this.facts.plans.filter((one) => one.entryId === measure.entryId && one.year === span.year));
    if (!plan) return null;
    const { number, priority, goal, timetableFrom, timetableTo, budgetSek } = plan;
    const outcome = this.outcome(measure, span.year);
    const result = (outcome?.result as MeasureResult | undefined) ?? null;
    const spentSek = outcome?.spentSek ?? plan.spentSek;
    const reached = status === MeasureStatus.REACHED || result === MeasureResult.REACHED;
    return {
      number,
      priority: priority as FollowUpPlan['priority'],
      goal,
      timetableFrom,
      timetableTo,
      budgetSek,
      spentSek,
      result,
      account: outcome?.account ?? null,
      late: timetableTo !== null && nextDay(timetableTo) <= span.to && !reached,
      overBudget: budgetSek !== null && spentSek !== null && spentSek > budgetSek,
    };
  }

  private movements(measure: MeasureFact, span: Span): FollowUpMovement[] {
    const gradings = this.gradings([measure]);
    const before = gradesAt(gradings, span.from);
    return [...gradesAt(gradings, span.to).values()]
      .filter((last) => within(last.at, span) && before.get(last.claimId)?.grade !== last.grade)
      .map((last) => ({
        goal: last.goalRef ?? '',
        number: last.number,
        title: last.title,
        from: before.get(last.claimId)?.grade ?? null,
        to: last.grade,
        certainty: last.certainty,
        on: stockholmDate(last.at),
      }))
      .sort((a, b) =>
        a.on === b.on ? a.goal.localeCompare(b.goal, 'sv') || a.number - b.number : a.on < b.on ? -1 : 1,
      );
  }

  /** `all`: questions of every kind, not only those that concern a barrier of these measures. */
  private figures(measures: readonly MeasureFact[], span: Span, all: boolean): FollowUpFigures {
    const ids = new Set(measures.map(({ id }) => id));
    const gradings = this.gradings(measures);
    const atEnd = [...gradesAt(gradings, span.to).values()];
    const atBegin = [...gradesAt(gradings, span.from).values()];
    const met = (rows: readonly GradingFact[]): number => rows.filter(({ grade }) => MET.includes(grade)).length;
    const goals = new Set([...ids].flatMap((id) => (this.goalsOf.get(id) ?? []).map((goal) => goal.id)));
    const actions = uniqueBy([...goals].flatMap((id) => this.actionsOf.get(id) ?? []));
    const barriers = uniqueBy([...ids].flatMap((id) => this.barriersOf.get(id) ?? []));
    const guidance = uniqueBy([...ids].flatMap((id) => this.guidanceOf.get(id) ?? []));
    const questions = this.facts.questions.filter(
      (one) => within(one.answeredAt, span) && (all || one.measureIds.some((id) => ids.has(id))),
    );
    const told = questions.length >= FEWEST;
    return {
      claims: atEnd.length,
      claimsMet: met(atEnd),
      claimsMetBefore: met(atBegin),
      actionsDone: actions.filter(({ doneOn }) => dayWithin(doneOn, span)).length,
      barriersOpened: barriers.filter(({ publishedAt }) => within(publishedAt, span)).length,
      barriersResolved: barriers.filter((one) => resolvedIn(one, this.moves(one), span) !== null).length,
      barriersOpen: barriers.filter((one) => STANDING.includes(stateAt(one, this.moves(one), span.to) ?? '')).length,
      guidancePublished: guidance.filter(({ publishedAt }) => within(publishedAt, span)).length,
      members: this.members(barriers, span.to),
      questionsAnswered: told ? questions.length : null,
      medianWorkingDays: told ? median(questions.map(({ workingDays }) => workingDays)) : null,
    };
  }

  /**
   * Only barriers with at least three members count: who makes a sum larger by one or two could be reckoned from the
   * barriers that are shown with their figures.
   */
  private members(barriers: readonly BarrierFact[], moment: Date): number | null {
    const everybody = new Set<string>();
    for (const barrier of barriers) {
      if (barrier.publishedAt >= moment) continue;
      const signed = (this.signersOf.get(barrier.id) ?? []).filter(
        (one) => one.signedAt < moment && (one.withdrawnAt === null || one.withdrawnAt >= moment),
      );
      const members = new Set(signed.map(({ orgId }) => orgId));
      if (members.size >= FEWEST) for (const one of members) everybody.add(one);
    }
    return everybody.size >= FEWEST ? everybody.size : null;
  }
}
