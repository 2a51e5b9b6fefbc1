import { Type } from '@nestjs/common';
import { Args, Extensions, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById } from '../access/access.loaders.js';
import { Can } from '../access/can.js';
import { Organisation } from '../access/organisation.entity.js';
import { LanguageCode } from '../platform/graphql/language.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import {
  InteroperabilityLayer,
  Strategy,
  StrategyArea,
  StrategyGoal,
  StrategyGroup,
  StrategyMeasure,
} from './strategy.entity.js';
import {
  areaById,
  areasOfStrategy,
  goalById,
  goalsOfStrategy,
  groupById,
  groupsOfArea,
  measuresOfGroup,
  measuresOfStrategy,
  strategyById,
} from './strategy.loaders.js';
import { LAYERS, STRATEGIES, STRATEGY_BY_CODE } from './strategy.queries.js';

const LANGUAGE = { type: () => LanguageCode, defaultValue: LanguageCode.sv, description: 'Language.' };
const pick = (lang: LanguageCode, sv: string, en: string): string => (lang === LanguageCode.en ? en : sv);

/** `title(lang:)`, the same for every part of a strategy. */
function titled<T>(type: Type<T>) {
  @Resolver(() => type, { isAbstract: true })
  abstract class TitledResolver {
    @ResolveField(() => String, { description: 'Title, in our wording; Swedish unless another language is asked for.' })
    title(@Parent() row: { titleSv: string; titleEn: string }, @Args('lang', LANGUAGE) lang: LanguageCode): string {
      return pick(lang, row.titleSv, row.titleEn);
    }
  }
  return TitledResolver;
}

/** `size` is how long a list is here at most: without it the limit on cost takes ten, and refuses a whole strategy. */
@Resolver(() => Strategy)
export class StrategyResolver extends titled(Strategy) {
  @Query(() => [Strategy], { description: 'The strategies, newest first.' })
  @Extensions({ size: 4 })
  @Can.anyone('strategy:read')
  strategies(@Ctx() context: RequestContext): Promise<Strategy[]> {
    return context.reads.all<Strategy>(context, 'strategies', STRATEGIES);
  }

  @Query(() => Strategy, {
    nullable: true,
    description: 'A strategy by its code, such as `esam-2011`; null when there is none.',
  })
  @Can.anyone('strategy:read')
  strategy(
    @Ctx() context: RequestContext,
    @Args('code', { description: 'Its code.' }) code: string,
  ): Promise<Strategy | null> | null {
    // A null byte is text to GraphQL and an error to PostgreSQL.
    if (code.includes('\0')) return null;
    return context.reads.one<Strategy>(context, 'strategy_by_code', STRATEGY_BY_CODE, [code]);
  }

  @Query(() => [InteroperabilityLayer], {
    description: 'The layers between two parties that exchange information (kap. 5 of the 2011 strategy).',
  })
  @Can.anyone('strategy:read')
  interoperabilityLayers(@Ctx() context: RequestContext): Promise<InteroperabilityLayer[]> {
    return context.reads.all<InteroperabilityLayer>(context, 'interoperability_layers', LAYERS);
  }

  @ResolveField(() => String, { nullable: true, description: 'To whom it was recommended.' })
  recommendedTo(@Parent() row: Strategy, @Args('lang', LANGUAGE) lang: LanguageCode): string | null {
    return lang === LanguageCode.en ? row.recommendedToEn : row.recommendedToSv;
  }

  @ResolveField(() => Organisation, { description: 'Who adopted it; today under its name of today.' })
  adoptedBy(@Parent() row: Strategy, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(organisationById, row.adoptedById);
  }

  @ResolveField(() => [StrategyGoal], { description: 'The overall goals.' })
  @Extensions({ size: 4 })
  goals(@Parent() row: Strategy, @Ctx() context: RequestContext): Promise<StrategyGoal[] | null> {
    return context.load(goalsOfStrategy, row.id);
  }

  @ResolveField(() => [StrategyArea], { description: 'The areas.' })
  @Extensions({ size: 5 })
  areas(@Parent() row: Strategy, @Ctx() context: RequestContext): Promise<StrategyArea[] | null> {
    return context.load(areasOfStrategy, row.id);
  }

  @ResolveField(() => [StrategyMeasure], { description: 'All measures, in order.' })
  @Extensions({ size: 30 })
  measures(@Parent() row: Strategy, @Ctx() context: RequestContext): Promise<StrategyMeasure[] | null> {
    return context.load(measuresOfStrategy, row.id);
  }
}

@Resolver(() => StrategyGoal)
export class StrategyGoalResolver extends titled(StrategyGoal) {}

@Resolver(() => StrategyArea)
export class StrategyAreaResolver extends titled(StrategyArea) {
  @ResolveField(() => String, { description: 'What the area is to reach, in our wording.' })
  objective(@Parent() row: StrategyArea, @Args('lang', LANGUAGE) lang: LanguageCode): string {
    return pick(lang, row.objectiveSv, row.objectiveEn);
  }

  @ResolveField(() => [StrategyGroup], { description: 'Groups of measures.' })
  @Extensions({ size: 3 })
  groups(@Parent() row: StrategyArea, @Ctx() context: RequestContext): Promise<StrategyGroup[] | null> {
    return context.load(groupsOfArea, row.id);
  }
}

@Resolver(() => StrategyGroup)
export class StrategyGroupResolver extends titled(StrategyGroup) {
  @ResolveField(() => StrategyArea, { description: 'The area it lies in.' })
  area(@Parent() row: StrategyGroup, @Ctx() context: RequestContext): Promise<StrategyArea | null> {
    return context.load(areaById, row.areaId);
  }

  @ResolveField(() => [StrategyMeasure], { description: 'Its measures, in order.' })
  @Extensions({ size: 8 })
  measures(@Parent() row: StrategyGroup, @Ctx() context: RequestContext): Promise<StrategyMeasure[] | null> {
    return context.load(measuresOfGroup, row.id);
  }
}

@Resolver(() => StrategyMeasure)
export class StrategyMeasureResolver extends titled(StrategyMeasure) {
  @ResolveField(() => Strategy, { description: 'The strategy it stands in.' })
  strategy(@Parent() row: StrategyMeasure, @Ctx() context: RequestContext): Promise<Strategy | null> {
    return context.load(strategyById, row.strategyId);
  }

  @ResolveField(() => StrategyGroup, { description: 'The group it stands in.' })
  group(@Parent() row: StrategyMeasure, @Ctx() context: RequestContext): Promise<StrategyGroup | null> {
    return context.load(groupById, row.groupId);
  }

  @ResolveField(() => [StrategyGoal], { description: 'The overall goals it serves: our judgement.' })
  @Extensions({ size: 3 })
  async goals(@Parent() row: StrategyMeasure, @Ctx() context: RequestContext): Promise<StrategyGoal[]> {
    const goals = await Promise.all(row.goalIds.map((id) => context.load(goalById, id)));
    return goals.filter((goal) => goal !== null);
  }
}

@Resolver(() => InteroperabilityLayer)
export class InteroperabilityLayerResolver {
  @ResolveField(() => String, { description: 'Name; Swedish unless another language is asked for.' })
  label(@Parent() row: InteroperabilityLayer, @Args('lang', LANGUAGE) lang: LanguageCode): string {
    return pick(lang, row.labelSv, row.labelEn);
  }

  @ResolveField(() => String, { description: 'What it is about.' })
  description(@Parent() row: InteroperabilityLayer, @Args('lang', LANGUAGE) lang: LanguageCode): string {
    return pick(lang, row.descriptionSv, row.descriptionEn);
  }
}
