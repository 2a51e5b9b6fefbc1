import { Injectable } from '@nestjs/common';
import { BarrierState } from '../barriers/barrier.entity.js';
import { WorkingDays } from '../calendar/working-days.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Reader } from '../platform/database/reads.js';
import { Principal } from '../platform/principal.js';
import type { Facts, QuestionFact } from './report-facts.js';
import { Reckoning, SERIES_YEARS, type Standing, yearStart } from './report-reckoning.js';
import type { FollowUpData } from './report.types.js';

/** Kinds whose rows a follow-up is reckoned from. What it names is only what everybody may read. */
export const FOLLOWED = ['MEASURE', 'GOAL', 'ACTION', 'BARRIER', 'GUIDANCE', 'QUESTION', 'REPORT'];

export interface FollowedStrategy {
  id: string;
  code: string;
  title: string;
}
type Progress = (percent: number) => Promise<void> | void;
type Ask = <T extends object>(name: string, sql: string, values: unknown[]) => Promise<T[]>;
type CoreFacts = Pick<Facts, 'measures' | 'plans' | 'outcomes' | 'goals' | 'gradings' | 'actions'>;
/** Statements that a whole report takes. */
const STEPS = 11;

const PUBLISHED_GOALS = `measure n join strategy_measure m on m.id = n.strategy_measure_id
  join link l on l.to_id = n.id and l.type = 'PART_OF'
  join entry e on e.id = l.from_id and e.kind = 'GOAL' and e.visibility = 'WORLD'`;
const WORLD_BARRIERS = `barrier b join entry e on e.id = b.id and e.visibility = 'WORLD' and e.published_at is not null`;

/** Reads what a follow-up is reckoned from, in a handful of statements whatever the amount. */
@Injectable()
export class ReportFigures {
  constructor(
    private readonly db: Database,
    private readonly days: WorkingDays,
    private readonly clock: Clock,
  ) {}

  /** Whether anything at all happened in the year: a report about nothing is not made. */
  async hasData(as: Principal, strategyId: string, year: number): Promise<boolean> {
    return (await this.yearsWithData(as, strategyId, [year])).has(year);
  }

  /** Of some years, those in which anything happened: in one statement. */
  async yearsWithData(as: Principal, strategyId: string, years: readonly number[]): Promise<Set<number>> {
    const rows = await this.db.reads.all<{ year: number }>(
      as,
      'report_years_with_data',
      `select y.year from unnest($2::int[], $3::timestamptz[], $4::timestamptz[]) as y (year, begins, ends)
         cross join lateral (select make_date(y.year, 1, 1) as first, make_date(y.year + 1, 1, 1) as next) d
        where exists (select 1 from claim_grading g where g.visibility = 'WORLD' and g.at >= y.begins and g.at < y.ends)
           or exists (select 1 from action a where a.visibility = 'WORLD' and a.done_on >= d.first and a.done_on < d.next)
           or exists (select 1 from barrier b join entry e on e.id = b.id and e.visibility = 'WORLD'
                where (e.published_at >= y.begins and e.published_at < y.ends)
                   or (b.resolved_from >= d.first and b.resolved_from < d.next))
           or exists (select 1 from question q where q.visibility <> 'RESTRICTED' and q.answered_at >= y.begins and q.answered_at < y.ends)
           or exists (select 1 from measure_plan p join measure n on n.id = p.entry_id
                join strategy_measure m on m.id = n.strategy_measure_id and m.strategy_id = $1 where p.year = y.year)`,
      [strategyId, years, years.map((year) => yearStart(year)), years.map((year) => yearStart(year + 1))],
    );
    return new Set(rows.map(({ year }) => year));
  }

  async reckon(as: Principal, strategy: FollowedStrategy, year: number, progress: Progress): Promise<FollowUpData> {
    const facts = await this.facts(as, strategy.id, year, progress);
    const data = new Reckoning({ strategy, year, today: this.clock.today() }, facts).data();
    await progress(95);
    return data;
  }

  /**
   * How each measure stands, whether or not a report is drafted: as the report would say it, and from the same rows that
   * everybody may read. Seven statements; barriers only so far as that there is one.
   */
  async standings(by: Reader, strategy: FollowedStrategy, year: number): Promise<Standing[]> {
    const ask: Ask = (name, sql, values) => this.db.reads.all(by, name, sql, values);
    const core = await this.core(ask, strategy.id, year, 1);
    const barriers = await ask<Facts['barriers'][number]>(
      'first_barriers_of_measures',
      `select f.*, array[m.id] as "measureIds" from strategy_measure m
         cross join lateral (
           select b.id, e.ref, e.title, e.state, e.published_at as "publishedAt", b.resolved_from as "resolvedFrom",
               b.resolution_extent as extent
             from ${WORLD_BARRIERS} where b.measure_ids @> array[m.id] order by e.published_at, b.id limit 1) f
        where m.strategy_id = $1`,
      [strategy.id],
    );
    const facts = { ...core, barriers, transitions: [], signOns: [], questions: [], guidance: [] };
    return new Reckoning({ strategy, year, today: this.clock.today() }, facts).standings();
  }

  private async facts(as: Principal, strategyId: string, year: number, progress: Progress): Promise<Facts> {
    const begin = yearStart(year - SERIES_YEARS + 1);
    const end = yearStart(year + 1);
    let done = 0;
    const step = async <T>(rows: Promise<T>): Promise<T> => {
      const found = await rows;
      done += 1;
      await progress(Math.round((done / STEPS) * 85));
      return found;
    };
    const all = <T extends object>(name: string, sql: string, values: unknown[]): Promise<T[]> =>
      this.db.reads.all<T>(as, name, sql, values);
    const core = await this.core((name, sql, values) => step(all(name, sql, values)), strategyId, year, SERIES_YEARS);
    const ids = core.measures.map(({ id }) => id);
    const barriers = await step(
      all<Facts['barriers'][number]>(
        'report_barriers',
        // A barrier belongs to the measures that are said of it, and to those of the published goals that pursue it.
        `select b.id, e.ref, e.title, e.state, x.ids as "measureIds", e.published_at as "publishedAt",
            b.resolved_from as "resolvedFrom", b.resolution_extent as extent
           from ${WORLD_BARRIERS}
           cross join lateral (select array(
             select unnest(b.measure_ids)
             union select n.strategy_measure_id from link p join link g on g.from_id = p.to_id and g.type = 'PART_OF'
                     join measure n on n.id = g.to_id
                    where p.from_id = b.id and p.type = 'PURSUED_BY' and p.to_visibility = 'WORLD') as ids) x
          where x.ids && $1::uuid[] and e.published_at < $2 order by b.ref_number, b.id`,
        [ids, end],
      ),
    );
    const barrierIds = barriers.map(({ id }) => id);
    const transitions = await step(
      all<Facts['transitions'][number]>(
        'report_transitions',
        `select subject_id as id, at, line::jsonb #>> '{facts,from}' as "from", line::jsonb #>> '{facts,to}' as "to"
           from audit_event where subject_id = any($1::uuid[]) and action like 'barrier.%'
            and line::jsonb #>> '{facts,to}' = any($2::text[]) order by subject_id, seq`,
        [barrierIds, Object.values(BarrierState)],
      ),
    );
    const signOns = await step(
      all<Facts['signOns'][number]>(
        'report_sign_ons',
        `select s.entry_id as "barrierId", s.org_id as "orgId", s.signed_at as "signedAt", s.withdrawn_at as "withdrawnAt"
           from barrier_sign_on s where s.entry_id = any($1::uuid[]) and s.signed_at < $2`,
        [barrierIds, end],
      ),
    );
    const questions = await step(this.questions(as, begin, end));
    const guidance = await step(
      all<Facts['guidance'][number]>(
        'report_guidance',
        `select distinct m.id as "measureId", e.id, e.ref, e.title, e.published_at as "publishedAt"
           from measure n join strategy_measure m on m.id = n.strategy_measure_id
           join lateral (
             select l.from_id as id from link l where l.to_id = n.id and l.from_kind = 'GUIDANCE'
             union select l.to_id from link l where l.from_id = n.id and l.to_kind = 'GUIDANCE'
             union select l.to_id from link l join barrier b on b.id = l.from_id and b.measure_ids @> array[m.id]
               where l.type = 'RESOLVED_BY' and l.to_kind = 'GUIDANCE') x on true
           join entry e on e.id = x.id and e.visibility = 'WORLD' and e.ref is not null
          where m.id = any($1::uuid[]) and e.published_at >= $2 and e.published_at < $3 order by e.published_at, e.ref`,
        [ids, begin, end],
      ),
    );
    return { ...core, barriers, transitions, signOns, questions, guidance };
  }

  /** Plans, what was reported of them, goals with their claims, and what was done: of the year and those before it. */
  private async core(ask: Ask, strategyId: string, year: number, years: number): Promise<CoreFacts> {
    const end = yearStart(year + 1);
    const firstDay = `${year - years + 1}-01-01`;
    const measures = await ask<Facts['measures'][number]>(
      'report_measures',
      `select m.id, n.id as "entryId", m.code, e.ref, m.title_sv as title, m.owner, m.kind, a.code as "areaCode", a.title_sv as "areaTitle"
         from strategy_measure m join strategy_group g on g.id = m.group_id join strategy_area a on a.id = g.area_id
         left join measure n on n.strategy_measure_id = m.id left join entry e on e.id = n.id
        where m.strategy_id = $1 order by a.position, m.position`,
      [strategyId],
    );
    const ids = measures.map(({ id }) => id);
    const plans = await ask<Facts['plans'][number]>(
      'report_plans',
      `select p.entry_id as "entryId", p.year, p.number, p.priority, p.goal, p.timetable_from as "timetableFrom",
          p.timetable_to as "timetableTo", p.budget_sek as "budgetSek", p.spent_sek as "spentSek"
         from measure_plan p where p.entry_id = any($1::uuid[]) and p.year <= $2 order by p.year, p.number`,
      [measures.flatMap(({ entryId }) => (entryId ? [entryId] : [])), year],
    );
    const outcomes = await ask<Facts['outcomes'][number]>(
      'report_outcomes',
      `select o.entry_id as "entryId", o.year, o.number, o.result, o.account, o.spent_sek as "spentSek"
         from measure_outcome o where o.entry_id = any($1::uuid[]) and o.year <= $2 order by o.year, o.number`,
      [measures.flatMap(({ entryId }) => (entryId ? [entryId] : [])), year],
    );
    const goals = await ask<Facts['goals'][number]>(
      'report_goals',
      `select m.id as "measureId", e.id, e.ref, e.title, e.state, e.published_at as "publishedAt" from ${PUBLISHED_GOALS}
        where m.id = any($1::uuid[]) and e.published_at < $2 order by length(e.ref), e.ref`,
      [ids, end],
    );
    const goalIds = [...new Set(goals.map(({ id }) => id))];
    const gradings = await ask<Facts['gradings'][number]>(
      'report_gradings',
      `select g.claim_id as "claimId", c.entry_id as "goalId", e.ref as "goalRef", c.number, c.title, g.grade, g.certainty, g.at
         from claim_grading g join claim c on c.id = g.claim_id join entry e on e.id = c.entry_id
        where c.entry_id = any($1::uuid[]) and g.at < $2
       union all
       select c.id, c.entry_id, e.ref, c.number, c.title, 'PENDING', null, c.created_at
         from claim c join entry e on e.id = c.entry_id where c.entry_id = any($1::uuid[]) and c.created_at < $2
          and not exists (select 1 from claim_grading g where g.claim_id = c.id and g.at <= c.created_at)
        order by at, "claimId"`,
      [goalIds, end],
    );
    const actions = await ask<Facts['actions'][number]>(
      'report_actions',
      `select l.to_id as "goalId", e.id, e.ref, e.title, a.action_kind as kind, a.done_on as "doneOn"
         from link l join entry e on e.id = l.from_id and e.kind = 'ACTION' and e.visibility = 'WORLD' and e.ref is not null
         join action a on a.id = e.id
        where l.type = 'PART_OF' and l.to_id = any($1::uuid[]) and a.done_on >= $2::date and e.state <> 'CANCELLED'
        order by a.done_on, e.ref`,
      [goalIds, firstDay],
    );
    return { measures, plans, outcomes, goals, gradings, actions };
  }

  /** Working days by the calendar's own clock: from sent to answered, without the time that the asker was asked. */
  private async questions(as: Principal, begin: Date, end: Date): Promise<QuestionFact[]> {
    const rows = await this.db.reads.all<{
      id: string;
      submittedAt: Date;
      answeredAt: Date;
      measureIds: string[];
      pauses: { from: string; to: string | null }[];
    }>(
      as,
      'report_questions',
      `select q.id, q.submitted_at as "submittedAt", q.answered_at as "answeredAt",
          coalesce((select array_agg(distinct m) from link l join barrier b on b.id = l.to_id cross join unnest(b.measure_ids) as m
                     where l.from_id = q.id and l.type = 'CONCERNS'), '{}') as "measureIds",
          coalesce((select jsonb_agg(jsonb_build_object('from', p.started_at, 'to', p.ended_at)) from question_pause p
                     where p.entry_id = q.id), '[]') as pauses
         from question q
        where q.visibility <> 'RESTRICTED' and q.submitted_at is not null and q.answered_at >= $1 and q.answered_at < $2`,
      [begin, end],
    );
    return rows.map(({ id, submittedAt, answeredAt, measureIds, pauses }) => {
      const still = pauses.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) }));
      // Against a target of one day the share used up is the number of days.
      const { elapsedShare } = this.days.workingDeadline(submittedAt, 1, still, answeredAt);
      return { id, answeredAt, measureIds, workingDays: elapsedShare };
    });
  }
}
