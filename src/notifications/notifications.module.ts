import { Module } from '@nestjs/common';
import { Mail } from './mail.service.js';
import { NotificationChangesResolver } from './notification-changes.resolver.js';
import { NotificationJobs } from './notification.jobs.js';
import './notification.messages.js';
import { NotificationResolver } from './notification.resolver.js';
import { Notifications } from './notifications.service.js';
import { Recipients } from './recipients.service.js';

/** People are told what happened, in the program and by mail, as far as they may see it when they are told. */
@Module({
  providers: [Notifications, Recipients, Mail, NotificationJobs, NotificationResolver, NotificationChangesResolver],
  exports: [Notifications, Recipients],
})
export class NotificationsModule {}
