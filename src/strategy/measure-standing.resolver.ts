import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can } from '../access/can.js';
import { Clock } from '../platform/clock.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { UserError } from '../platform/user-error.js';
import {
  MeasureLag,
  MeasureStanding,
  MeasureStandingFilter,
  MeasureStandingOrder,
  MeasureStandings,
} from './measure-standing.types.js';
import { ReportFigures } from './report-figures.service.js';
import type { Standing } from './report-reckoning.js';
import { STRATEGY_IN_FORCE } from './report.inputs.js';
import { ReportService } from './report.service.js';
import { StrategyMeasure } from './strategy.entity.js';
import { measureById } from './strategy.loaders.js';

const LONGEST_QUERY = 200;
/** A measure can be planned further ahead than this, and then nothing stands yet. */
const YEARS_AHEAD = 2;

@Resolver(() => MeasureStanding)
export class MeasureStandingResolver {
  constructor(
    private readonly figures: ReportFigures,
    private readonly reports: ReportService,
    private readonly clock: Clock,
  ) {}

  @Query(() => MeasureStandings, {
    description:
      'How the measures of a strategy stand in a year: plan against outcome, as the yearly follow-up would say it today.',
  })
  @Can.anyone('strategy:read')
  async measureStandings(
    @Ctx() context: RequestContext,
    @Args('year', { type: () => Int, nullable: true, description: 'The year; this year when absent.' })
    given: number | null,
    @Args('strategy', { defaultValue: STRATEGY_IN_FORCE, description: 'Code of the strategy.' }) code: string,
    @Args('filter', { type: () => MeasureStandingFilter, nullable: true, description: 'Which measures.' })
    filter: MeasureStandingFilter | null,
    @Args('orderBy', {
      type: () => MeasureStandingOrder,
      defaultValue: MeasureStandingOrder.STRATEGY,
      description: 'In which order.',
    })
    orderBy: MeasureStandingOrder,
  ): Promise<MeasureStandings> {
    const strategy = await this.reports.strategy(code, 'strategy');
    const thisYear = Number(this.clock.today().slice(0, 4));
    const firstYear = Number((strategy.validFrom ?? '1900').slice(0, 4));
    const year = given ?? thisYear;
    const lastYear = thisYear + YEARS_AHEAD;
    if (year < firstYear || year > lastYear)
      throw new UserError('PLAN_YEAR', 'year', { first: String(firstYear), last: String(lastYear) });
    if ((filter?.query?.length ?? 0) > LONGEST_QUERY)
      throw new UserError('TOO_LONG', 'filter.query', { max: LONGEST_QUERY });
    const standings = await this.figures.standings(context, strategy, year);
    const found = standings.filter((one) => fits(one, filter ?? {}));
    // Equal ones stay as the strategy has them: the sort is stable.
    if (orderBy === MeasureStandingOrder.LAGGING) found.sort((a, b) => b.lags.length - a.lags.length);
    return { year, firstYear, lastYear, total: standings.length, measures: found.map(view) };
  }

  @ResolveField(() => StrategyMeasure, { nullable: true, description: 'How the strategy words it, and where.' })
  measure(@Parent() { id }: MeasureStanding, @Ctx() context: RequestContext): Promise<StrategyMeasure | null> {
    return context.load(measureById, id);
  }
}

function fits(one: Standing, { query, area, statuses, owner, planned }: MeasureStandingFilter): boolean {
  const { measure, plan, status } = one;
  const words = (query ?? '').toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  const text = [measure.code, measure.title, plan?.goal, plan?.account].join(' ').toLocaleLowerCase('sv');
  return (
    words.every((word) => text.includes(word)) &&
    (!area || measure.areaCode === area) &&
    (!statuses?.length || statuses.includes(status)) &&
    (!owner || (measure.owner as typeof owner) === owner) &&
    (planned === null || planned === undefined || (plan !== null) === planned)
  );
}

const view = ({ measure, lags, ...standing }: Standing): MeasureStanding => ({
  ...standing,
  id: measure.id,
  lags: lags.map((lag) => MeasureLag[lag]),
});
