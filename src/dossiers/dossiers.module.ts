import { Module, OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { Kinds } from '../catalogue/kinds.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarResolver } from './calendar.resolver.js';
import { CalendarTokens } from './calendar-tokens.service.js';
import { DossierBoardColumnResolver, DossierBoardResolver, DossierOutlookResolver } from './dossier-board.resolver.js';
import { DossierPart } from './dossier.catalogue.js';
import { DossierFollower } from './dossier-follower.service.js';
import { DossierJobs } from './dossier.jobs.js';
import { DossierLawJobs } from './dossier-law.jobs.js';
import './dossier.messages.js';
import { DossierMilestones } from './dossier-milestones.service.js';
import { DossierProposals } from './dossier-proposals.service.js';
import { DossierResolver } from './dossier.resolver.js';
import { DossierService } from './dossier.service.js';
import {
  DossierConsulteeResolver,
  DossierCorrectionResolver,
  DossierMilestoneResolver,
  DossierProposalResolver,
  DossierStagesResolver,
} from './dossier-stages.resolver.js';
import { DossierStagesService } from './dossier-stages.service.js';
import { PoliteClient } from './polite.client.js';
import { RiksdagenClient } from './riksdagen.client.js';
import { Waiter } from './waiter.js';

/** Legislative dossiers: their stages, the public sources they are followed in, remiss deadlines and calendars. */
@Module({
  imports: [AccessModule, PrivacyModule, CalendarModule, InboxModule, NotificationsModule],
  controllers: [CalendarController],
  providers: [
    Waiter,
    PoliteClient,
    RiksdagenClient,
    DossierService,
    DossierStagesService,
    DossierMilestones,
    DossierProposals,
    DossierFollower,
    DossierPart,
    DossierJobs,
    DossierLawJobs,
    DossierResolver,
    DossierStagesResolver,
    DossierCorrectionResolver,
    DossierConsulteeResolver,
    DossierMilestoneResolver,
    DossierProposalResolver,
    DossierBoardResolver,
    DossierBoardColumnResolver,
    DossierOutlookResolver,
    CalendarTokens,
    CalendarResolver,
  ],
  exports: [DossierService],
})
export class DossiersModule implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly part: DossierPart,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.part);
  }
}
