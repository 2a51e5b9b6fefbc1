import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewModule } from '../review/review.module.js';
import { QuestionExportController } from './question-export.controller.js';
import { QuestionHandlingService } from './question-handling.service.js';
import { QuestionIntakeService } from './question-intake.service.js';
import { QuestionTasks } from './question-tasks.service.js';
import { QuestionPart } from './question.catalogue.js';
import { QuestionJobs } from './question.jobs.js';
import { QuestionResolver } from './question.resolver.js';
import { QuestionService } from './question.service.js';
import './questions.messages.js';

/** Rättsfrågor: what members ask, from the draft to the answer in their own diary. */
@Module({
  imports: [AccessModule, PrivacyModule, CalendarModule, NotificationsModule, InboxModule, ReviewModule],
  controllers: [QuestionExportController],
  providers: [
    QuestionService,
    QuestionIntakeService,
    QuestionHandlingService,
    QuestionTasks,
    QuestionPart,
    QuestionJobs,
    QuestionResolver,
  ],
  exports: [QuestionService],
})
export class QuestionsModule {}
