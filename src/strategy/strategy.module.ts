import { Module, OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { Kinds } from '../catalogue/kinds.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewModule } from '../review/review.module.js';
import { MeasurePart } from './measure.catalogue.js';
import { MeasureJobs } from './measure.jobs.js';
import {
  MeasureOfStrategyResolver,
  MeasureOutcomeResolver,
  MeasurePlanResolver,
  MeasureResolver,
} from './measure.resolver.js';
import { MeasureStandingResolver } from './measure-standing.resolver.js';
import { MeasureService } from './measure.service.js';
import { ReportExportController } from './report-export.controller.js';
import { ReportFigures } from './report-figures.service.js';
import { ReportPart } from './report.catalogue.js';
import { ReportJobs } from './report.jobs.js';
import { FollowUpYearResolver, ReportResolver } from './report.resolver.js';
import { ReportService } from './report.service.js';
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
  imports: [AccessModule, PrivacyModule, CalendarModule, NotificationsModule, InboxModule, ReviewModule],
  controllers: [ReportExportController],
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
    MeasureOutcomeResolver,
    MeasureStandingResolver,
    ReportFigures,
    ReportService,
    ReportPart,
    ReportJobs,
    ReportResolver,
    FollowUpYearResolver,
  ],
})
export class StrategyModule implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly measure: MeasurePart,
    private readonly report: ReportPart,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.measure);
    this.kinds.register(this.report);
  }
}
