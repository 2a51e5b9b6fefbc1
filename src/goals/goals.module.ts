import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewModule } from '../review/review.module.js';
import { ClaimService } from './claim.service.js';
import { GoalMutations } from './goal-actions.resolver.js';
import { GoalPart } from './goal.catalogue.js';
import { GoalJobs } from './goal.jobs.js';
import { ClaimGradingResolver, ClaimResolver, GoalResolver } from './goal.resolver.js';
import { GoalService } from './goal.service.js';
import './goals.messages.js';

/** Påverkansmål: what the association wants of government, the claims it makes, and what came of them. */
@Module({
  imports: [AccessModule, PrivacyModule, InboxModule, ReviewModule],
  providers: [
    GoalService,
    ClaimService,
    GoalPart,
    GoalJobs,
    GoalResolver,
    ClaimResolver,
    ClaimGradingResolver,
    GoalMutations,
  ],
  exports: [GoalService, ClaimService],
})
export class GoalsModule {}
