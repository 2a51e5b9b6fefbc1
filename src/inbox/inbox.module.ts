import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { FlagJobs } from './flag.jobs.js';
import { InboxChangesResolver } from './inbox-changes.resolver.js';
import { InboxJobs } from './inbox.jobs.js';
import { InboxService } from './inbox.service.js';
import { ReReviews } from './re-reviews.service.js';
import { RevisionTasks } from './revision-tasks.service.js';
import './task.messages.js';
import { EntryTasksResolver, TaskResolver } from './task.resolver.js';
import { Tasks } from './tasks.service.js';

/** What is to be done, by whom, until when: follows the entries, and their texts on its own. */
@Module({
  imports: [NotificationsModule, PrivacyModule],
  providers: [
    Tasks,
    ReReviews,
    InboxService,
    RevisionTasks,
    InboxJobs,
    FlagJobs,
    TaskResolver,
    EntryTasksResolver,
    InboxChangesResolver,
  ],
  exports: [Tasks, ReReviews],
})
export class InboxModule {}
