import { Module } from '@nestjs/common';
import { BarrierMeasuresResolver, MeasureBarriersResolver } from './strategy-barriers.resolver.js';
import {
  InteroperabilityLayerResolver,
  StrategyAreaResolver,
  StrategyGoalResolver,
  StrategyGroupResolver,
  StrategyMeasureResolver,
  StrategyResolver,
} from './strategy.resolver.js';

/** The strategies as adopted: read by anybody, written only from the data files. */
@Module({
  providers: [
    StrategyResolver,
    StrategyGoalResolver,
    StrategyAreaResolver,
    StrategyGroupResolver,
    StrategyMeasureResolver,
    InteroperabilityLayerResolver,
    BarrierMeasuresResolver,
    MeasureBarriersResolver,
  ],
})
export class StrategyModule {}
