import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewedActs } from './reviewed-acts.js';
import { ReviewJobs } from './review.jobs.js';
import './review.messages.js';
import { EntryRequestsResolver, ReviewRequestResolver } from './review.resolver.js';
import { ReviewRequests } from './review.service.js';
import { Secrecy } from './secrecy.service.js';

/** Acts that take two people, and who may see an entry, which is the first of them. */
@Module({
  imports: [InboxModule, NotificationsModule, PrivacyModule],
  providers: [ReviewedActs, ReviewRequests, Secrecy, ReviewJobs, ReviewRequestResolver, EntryRequestsResolver],
  exports: [ReviewedActs, ReviewRequests, Secrecy],
})
export class ReviewModule {}
