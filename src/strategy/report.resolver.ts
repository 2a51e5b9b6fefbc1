import {
  Args,
  Extensions,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Person, Role } from '../access/person.entity.js';
import { Revision } from '../catalogue/revision.entity.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { say } from '../platform/i18n/messages.js';
import { UserError } from '../platform/user-error.js';
import { ReviewRequest } from '../review/review-request.entity.js';
import { hashOf } from './canonical-json.js';
import { Report } from './report.entity.js';
import { FollowUpApproveInput, FollowUpDraftInput, STRATEGY_IN_FORCE } from './report.inputs.js';
import { approvalOfReport, commentsOfReport, reportById } from './report.loaders.js';
import { REPORT_FROM, REPORT_SELECT, reportList, type ReportRow } from './report.queries.js';
import { MOST_YEARS, ReportService } from './report.service.js';
import { FollowUpComparison, FollowUpData, type FollowUpMeasure, FollowUpYearChoice } from './report.types.js';
import { Strategy } from './strategy.entity.js';
import { strategyById } from './strategy.loaders.js';

const ReportConnection = connectionOf(() => Report, 'Report');
const REPORT = { type: () => Report, description: 'The follow-up as it is now.' };
const FollowUpDraftPayload = payloadOf<{ report: ReportRow | null; job: string | null }>('FollowUpDraft', {
  report: REPORT,
  job: { type: () => ID, description: 'The job that reckons it: jobProgress follows it.' },
});
const FollowUpApprovePayload = payloadOf('FollowUpApprove', {
  report: REPORT,
  reviewRequest: { type: () => ReviewRequest, description: 'The proposal that another person decides on.' },
});
const CODE = { defaultValue: STRATEGY_IN_FORCE, description: 'Code of the strategy.' };
const MOST_COMPARED = 5;

@ObjectType({ description: 'Addresses of a follow-up as a file; with the same right to read as the follow-up.' })
export class ReportFiles {
  @Field({ description: 'Word.' })
  docx!: string;
  @Field({ description: 'Excel.' })
  xlsx!: string;
  @Field({ description: 'A page that stands alone, with its charts.' })
  html!: string;
}

@Resolver(() => FollowUpYearChoice)
export class FollowUpYearResolver {
  @ResolveField(() => Report, { nullable: true, description: 'Its follow-up; null = none that the reader may see.' })
  report(@Parent() choice: { report: ReportRow | null }): ReportRow | null {
    return choice.report;
  }
}

@Resolver(() => Report)
export class ReportResolver {
  constructor(
    private readonly reports: ReportService,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => Report, {
    nullable: true,
    description: 'The follow-up of a year; null when there is none, or none that the reader may see.',
  })
  @Can.anyone('report:read')
  async followUp(
    @Ctx() context: RequestContext,
    @Args('year', { type: () => Int, description: 'The year.' }) year: number,
    @Args('strategy', CODE) code: string,
  ): Promise<ReportRow | null> {
    const strategy = await this.reports.strategy(code, 'strategy');
    return this.of(context, strategy.id, year);
  }

  @Query(() => ReportConnection, { description: 'Follow-ups of a strategy, the newest year first.' })
  @Can.anyone('report:read')
  async followUps(@Ctx() context: RequestContext, @Args() args: PageArgs, @Args('strategy', CODE) code: string) {
    const strategy = await this.reports.strategy(code, 'strategy');
    return page<ReportRow>(context, this.seal, reportList(strategy.id), args);
  }

  @Extensions({ size: MOST_YEARS })
  @Query(() => [FollowUpYearChoice], {
    description: 'The years of a strategy, the newest first, with why one cannot be drafted now; for those who draft.',
  })
  @Can('report:draft', Role.ADVOCATE)
  async followUpYears(
    @Ctx() context: RequestContext,
    @Args('strategy', CODE) code: string,
  ): Promise<FollowUpYearChoice[]> {
    const strategy = await this.reports.strategy(code, 'strategy');
    const there = await context.reads.all<ReportRow>(
      context,
      'reports_of_strategy',
      `select ${REPORT_SELECT} ${REPORT_FROM} where r.strategy_id = $1 order by r.year desc limit ${MOST_YEARS}`,
      [strategy.id],
    );
    return (await this.reports.years(strategy, there)).map(({ year, report, blockers }) => ({
      year,
      report,
      blockers: blockers.map((one) => ({ code: one.code, message: say(one.code, context.language, one.params) })),
    }));
  }

  @Query(() => FollowUpComparison, {
    description: `Follow-ups side by side: two to ${MOST_COMPARED} years that are drafted and that the reader may see.`,
  })
  @Can.anyone('report:read')
  async followUpCompare(
    @Ctx() context: RequestContext,
    @Args('years', { type: () => [Int], description: 'The years, in the order wanted.' }) years: number[],
    @Args('strategy', CODE) code: string,
  ): Promise<FollowUpComparison> {
    if (years.length < 2 || years.length > MOST_COMPARED || new Set(years).size !== years.length)
      throw new UserError('FOLLOW_UP_YEARS', 'years', { max: MOST_COMPARED });
    const strategy = await this.reports.strategy(code, 'strategy');
    const rows = await context.reads.all<ReportRow>(
      context,
      'reports_of_years',
      `select ${REPORT_SELECT} ${REPORT_FROM} where r.strategy_id = $1 and r.year = any($2::int[])`,
      [strategy.id, years],
    );
    const data = years.map((year) => {
      const found = rows.find((row) => row.year === year)?.data;
      if (!found) throw new UserError('FOLLOW_UP_NOT_DRAFTED', 'years', { year: String(year) });
      return found;
    });
    return sideBySide(years, data);
  }

  @Mutation(() => FollowUpDraftPayload, {
    description: 'Reckons the follow-up of a year, as a job; one that is not approved is drafted anew.',
  })
  @Can('report:draft', Role.ADVOCATE)
  async followUpDraft(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: FollowUpDraftInput,
  ) {
    const { id, job } = await this.reports.draft(actor, input);
    return { report: await context.load(reportById, id), job: String(job) };
  }

  @Mutation(() => FollowUpApprovePayload, {
    description: 'Proposes that a follow-up is approved as it stands: another person accepts, and it is frozen.',
  })
  @Can('report:approve', Role.ADVOCATE)
  async followUpApprove(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: FollowUpApproveInput,
  ) {
    const { id, request } = await this.reports.approve(actor, input);
    return { report: await context.load(reportById, id), reviewRequest: await loadNode(context, String(request)) };
  }

  @ResolveField(() => Strategy, { nullable: true, description: 'The strategy that it follows up.' })
  strategy(@Parent() report: ReportRow, @Ctx() context: RequestContext): Promise<Strategy | null> {
    return context.load(strategyById, report.strategyId);
  }

  @ResolveField(() => FollowUpData, { nullable: true, description: 'What was reckoned; null while a job does it.' })
  figures(@Parent() report: ReportRow): FollowUpData | null {
    return report.data;
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether what is kept still gives its hash; null while nothing is kept.',
  })
  hashHolds(@Parent() report: ReportRow): boolean | null {
    return report.data ? hashOf(report.data) === report.dataHash : null;
  }

  @ResolveField(() => Revision, { nullable: true, description: 'The comments, as published.' })
  text(@Parent() report: ReportRow, @Ctx() context: RequestContext): Promise<Revision | null> {
    return context.load(commentsOfReport, report.id);
  }

  @ResolveField(() => ReviewRequest, {
    nullable: true,
    description: 'The proposal to approve it that waits for another person; to those who may see it.',
  })
  async approval(@Parent() report: ReportRow, @Ctx() context: RequestContext): Promise<object | null> {
    const request = await context.load(approvalOfReport, report.id);
    return request && loadNode(context, request.id);
  }

  @ResolveField(() => ReportFiles, {
    nullable: true,
    description: 'The follow-up as files; null while it is reckoned.',
  })
  exportUrls(@Parent() report: ReportRow): ReportFiles | null {
    if (!report.ref || !report.data) return null;
    const path = `/export/report/${report.ref}`;
    return { docx: `${path}.docx`, xlsx: `${path}.xlsx`, html: `${path}.html` };
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who asked for it; to those who are signed in.' })
  requestedBy(@Parent() report: ReportRow, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return report.requestedById && context.principal.signedIn ? context.load(personById, report.requestedById) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who approved it; to those who are signed in.' })
  approvedBy(@Parent() report: ReportRow, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return report.approvedById && context.principal.signedIn ? context.load(personById, report.approvedById) : null;
  }

  private of(context: RequestContext, strategyId: string, year: number): Promise<ReportRow | null> {
    return context.reads.one<ReportRow>(
      context,
      'report_of_year',
      `select ${REPORT_SELECT} ${REPORT_FROM} where r.strategy_id = $1 and r.year = $2`,
      [strategyId, year],
    );
  }
}

function sideBySide(years: number[], data: FollowUpData[]): FollowUpComparison {
  const byYear = data.map(
    ({ areas }) => new Map(areas.flatMap(({ measures }) => measures).map((one) => [one.code, one] as const)),
  );
  const all = new Map<string, FollowUpMeasure>(byYear.flatMap((measures) => [...measures]));
  return {
    years,
    totals: data.map(({ totals }) => totals),
    measures: [...all.values()].map(({ code, title }) => ({
      code,
      title,
      years: byYear.map((measures) => measures.get(code) ?? null),
    })),
  };
}
