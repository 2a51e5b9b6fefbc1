import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewModule } from '../review/review.module.js';
import { BarrierActionsResolver } from './barrier-actions.resolver.js';
import { BarrierCourseService } from './barrier-course.service.js';
import { BarrierIntakeService } from './barrier-intake.service.js';
import { BarrierMergeService } from './barrier-merge.service.js';
import { BarrierSignOns } from './barrier-sign-ons.service.js';
import { BarrierPart } from './barrier.catalogue.js';
import { BarrierJobs } from './barrier.jobs.js';
import './barrier.messages.js';
import { BarrierEvidenceResolver, BarrierResolver, BarrierSignOnResolver } from './barrier.resolver.js';
import { BarrierService } from './barrier.service.js';

/** Hinder, oklarheter och kunskapsbrister: what cannot be done, whom it stops, and what became of it. */
@Module({
  imports: [AccessModule, PrivacyModule, NotificationsModule, InboxModule, ReviewModule],
  providers: [
    BarrierService,
    BarrierIntakeService,
    BarrierCourseService,
    BarrierMergeService,
    BarrierSignOns,
    BarrierPart,
    BarrierJobs,
    BarrierResolver,
    BarrierEvidenceResolver,
    BarrierSignOnResolver,
    BarrierActionsResolver,
  ],
  exports: [BarrierService, BarrierIntakeService, BarrierCourseService, BarrierMergeService, BarrierSignOns],
})
export class BarriersModule {}
