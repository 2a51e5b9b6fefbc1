import { Module } from '@nestjs/common';
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
  ],
})
export class StrategyModule {}
