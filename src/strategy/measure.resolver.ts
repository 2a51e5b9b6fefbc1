import { Args, Extensions, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Person, Role } from '../access/person.entity.js';
import { Action } from '../actions/action.entity.js';
import { Goal } from '../goals/goal.entity.js';
import { Guidance } from '../guidance/guidance.entity.js';
import { Clock } from '../platform/clock.js';
import { Ctx, LoaderDefinition, RequestContext } from '../platform/graphql/context.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { Measure, MeasureOutcome, MeasurePlan } from './measure.entity.js';
import { MeasureOutcomeReportInput, MeasurePlanSetInput } from './measure.inputs.js';
import {
  actionsOfMeasure,
  entryOfMeasure,
  goalsOfMeasure,
  guidanceOfMeasure,
  measureEntryById,
  MOST_PLANS,
  MOST_RELATED,
  outcomesOfMeasure,
  plansOfMeasure,
} from './measure.loaders.js';
import type { MeasureRow, OutcomeRow, PlanRow } from './measure.queries.js';
import { MeasureService } from './measure.service.js';
import { StrategyMeasure } from './strategy.entity.js';
import { measureById } from './strategy.loaders.js';

const MeasurePlanSetPayload = payloadOf<{ measure: MeasureRow | null; plan: PlanRow | null }>('MeasurePlanSet', {
  measure: { type: () => Measure, description: 'The measure as it is now.' },
  plan: { type: () => MeasurePlan, description: 'The plan that was set.' },
});

const MeasureOutcomeReportPayload = payloadOf<{ measure: MeasureRow | null; outcome: OutcomeRow | null }>(
  'MeasureOutcomeReport',
  {
    measure: { type: () => Measure, description: 'The measure as it is now.' },
    outcome: { type: () => MeasureOutcome, description: 'What was reported.' },
  },
);

async function nodesOf(
  context: RequestContext,
  loader: LoaderDefinition<string, { id: string }[]>,
  id: string,
): Promise<object[]> {
  const rows = (await context.load(loader, id)) ?? [];
  const found = await Promise.all(rows.map((row) => loadNode(context, row.id)));
  return found.filter((one) => one !== null);
}

/** The plan that stands: of the year, else of the last year before it that has one, else of the first after. */
function standing(plans: readonly PlanRow[], year: number): PlanRow | null {
  const upTo = plans.find((plan) => plan.year <= year);
  if (upTo) return upTo;
  const first = plans.at(-1)?.year;
  return plans.find((plan) => plan.year === first) ?? null;
}

@Resolver(() => Measure)
export class MeasureResolver {
  constructor(
    private readonly measures: MeasureService,
    private readonly clock: Clock,
  ) {}

  @Mutation(() => MeasurePlanSetPayload, {
    description: 'Sets the plan of a measure for a year; earlier plans of the year are kept.',
  })
  @Can('measure:plan', Role.ADVOCATE)
  async measurePlanSet(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: MeasurePlanSetInput,
  ) {
    const { id, plan } = await this.measures.setPlan(actor, input);
    const plans = (await context.load(plansOfMeasure, id)) ?? [];
    return {
      measure: await context.load(measureEntryById, id),
      plan: plans.find((one) => one.id === plan) ?? null,
    };
  }

  @Mutation(() => MeasureOutcomeReportPayload, {
    description: 'Reports what came of the plan of a measure for a year; earlier reports of the year are kept.',
  })
  @Can('measure:report-outcome', Role.ADVOCATE)
  async measureOutcomeReport(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: MeasureOutcomeReportInput,
  ) {
    const { id, outcome } = await this.measures.reportOutcome(actor, input);
    const outcomes = (await context.load(outcomesOfMeasure, id)) ?? [];
    return {
      measure: await context.load(measureEntryById, id),
      outcome: outcomes.find((one) => one.id === outcome) ?? null,
    };
  }

  @ResolveField(() => StrategyMeasure, { nullable: true, description: 'How the strategy words it, and where.' })
  wording(@Parent() measure: MeasureRow, @Ctx() context: RequestContext): Promise<StrategyMeasure | null> {
    return context.load(measureById, measure.strategyMeasureId);
  }

  @ResolveField(() => MeasurePlan, {
    nullable: true,
    description:
      'The plan that stands for a year (this one when absent): of that year, else of the last before it, else the first after.',
  })
  async plan(
    @Parent() measure: MeasureRow,
    @Ctx() context: RequestContext,
    @Args('year', { type: () => Int, nullable: true, description: 'The year; this year when absent.' })
    year?: number | null,
  ): Promise<PlanRow | null> {
    const plans = (await context.load(plansOfMeasure, measure.id)) ?? [];
    return standing(plans, year ?? Number(this.clock.today().slice(0, 4)));
  }

  @Extensions({ size: MOST_PLANS })
  @ResolveField(() => [MeasurePlan], {
    description: `All plans that it had, newest year and number first; the last ${MOST_PLANS}.`,
  })
  async plans(@Parent() measure: MeasureRow, @Ctx() context: RequestContext): Promise<PlanRow[]> {
    return (await context.load(plansOfMeasure, measure.id)) ?? [];
  }

  @Extensions({ size: MOST_PLANS })
  @ResolveField(() => [MeasureOutcome], {
    description: `All that was reported of it, newest year and number first; the last ${MOST_PLANS}.`,
  })
  async outcomes(@Parent() measure: MeasureRow, @Ctx() context: RequestContext): Promise<OutcomeRow[]> {
    return (await context.load(outcomesOfMeasure, measure.id)) ?? [];
  }

  @Extensions({ size: 5 })
  @ResolveField(() => [Goal], {
    description: `Advocacy goals that are part of it and that the reader may see; the first ${MOST_RELATED}.`,
  })
  advocacyGoals(@Parent() measure: MeasureRow, @Ctx() context: RequestContext): Promise<object[]> {
    return nodesOf(context, goalsOfMeasure, measure.id);
  }

  @Extensions({ size: 5 })
  @ResolveField(() => [Action], {
    description: `What is done toward government through those goals, newest first; the first ${MOST_RELATED}.`,
  })
  advocacyActions(@Parent() measure: MeasureRow, @Ctx() context: RequestContext): Promise<object[]> {
    return nodesOf(context, actionsOfMeasure, measure.id);
  }

  @Extensions({ size: 5 })
  @ResolveField(() => [Guidance], {
    description: `Guidance linked to it, or that resolved one of its barriers, newest first; the first ${MOST_RELATED}.`,
  })
  guidance(@Parent() measure: MeasureRow, @Ctx() context: RequestContext): Promise<object[]> {
    return nodesOf(context, guidanceOfMeasure, measure.id);
  }
}

/** Given from above: how the strategy words a measure does not know what came of it. */
@Resolver(() => StrategyMeasure)
export class MeasureOfStrategyResolver {
  @ResolveField(() => Measure, {
    nullable: true,
    description: 'The measure as a thing in the catalogue: plans, goals, actions, thread, watchers, history.',
  })
  entry(@Parent() row: StrategyMeasure, @Ctx() context: RequestContext): Promise<MeasureRow | null> {
    return context.load(entryOfMeasure, row.id);
  }
}

@Resolver(() => MeasurePlan)
export class MeasurePlanResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Who set it; to those who are signed in.' })
  setBy(@Parent() plan: PlanRow, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return context.principal.signedIn ? context.load(personById, plan.setById) : null;
  }
}

@Resolver(() => MeasureOutcome)
export class MeasureOutcomeResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Who reported it; to those who are signed in.' })
  reportedBy(@Parent() outcome: OutcomeRow, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return context.principal.signedIn ? context.load(personById, outcome.reportedById) : null;
  }
}
