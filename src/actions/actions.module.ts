import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewModule } from '../review/review.module.js';
import { ActionCourse } from './action-course.service.js';
import { ActionMutations } from './action-mutations.resolver.js';
import { ActionPart } from './action.catalogue.js';
import { ActionPartResolvers, ActionResolver } from './action.resolver.js';
import { ActionService } from './action.service.js';
import { LetterExportController } from './letter-export.controller.js';
import './actions.messages.js';

/** Påverkansinsatser: letters, responses, meetings, and what was answered. */
@Module({
  imports: [AccessModule, PrivacyModule, ReviewModule],
  controllers: [LetterExportController],
  providers: [ActionService, ActionCourse, ActionPart, ActionResolver, ActionMutations, ...ActionPartResolvers],
  exports: [ActionService],
})
export class ActionsModule {}
