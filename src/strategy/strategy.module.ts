import { Module, OnModuleInit } from '@nestjs/common';
import { Kinds } from '../catalogue/kinds.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { MeasurePart } from './measure.catalogue.js';
import { MeasureJobs } from './measure.jobs.js';
import { MeasureOfStrategyResolver, MeasurePlanResolver, MeasureResolver } from './measure.resolver.js';
import { MeasureService } from './measure.service.js';
import { BarrierMeasuresResolver, MeasureBarriersResolver } from './strategy-barriers.resolver.js';
import './strategy.messages.js';
import {
  InteroperabilityLayerResolver,
  StrategyAreaResolver,
  StrategyGoalResolver,
  StrategyGroupResolver,
  StrategyMeasureResolver,
  StrategyResolver,
} from './strategy.resolver.js';

/** The strategies as adopted (written only from the data files), the plans of their measures, and what came of them. */
@Module({
  imports: [PrivacyModule, NotificationsModule],
  providers: [
    StrategyResolver,
    StrategyGoalResolver,
    StrategyAreaResolver,
    StrategyGroupResolver,
    StrategyMeasureResolver,
    InteroperabilityLayerResolver,
    BarrierMeasuresResolver,
    MeasureBarriersResolver,
    MeasureService,
    MeasurePart,
    MeasureJobs,
    MeasureResolver,
    MeasureOfStrategyResolver,
    MeasurePlanResolver,
  ],
})
export class StrategyModule implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly measure: MeasurePart,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.measure);
  }
}
