import { Module, OnModuleInit } from '@nestjs/common';
import { TextLinks } from '../catalogue/text-links.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { LawModule } from '../law/law.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { CitationJobs } from './citation.jobs.js';
import { linksOfText } from './citation.loaders.js';
import {
  CitationResolver,
  CitationStandingResolver,
  EntryCitationsResolver,
  RevisionCitationsResolver,
} from './citation.resolver.js';
import { CitationTexts } from './citation-texts.service.js';
import './citations.messages.js';
import { CitingEntryResolver, ProvisionCitedByResolver, SourceCitedByResolver } from './cited-by.resolver.js';
import { Corrections } from './corrections.service.js';
import { LawFollowing } from './law-following.service.js';
import {
  ChangeSetNoticesResolver,
  EntryLawChangesResolver,
  LawImpactResolver,
  LawNoticeResolver,
  RevisionLawChangesResolver,
  TaskLawChangesResolver,
} from './law-impact.resolver.js';
import { LawImpacts } from './law-impacts.service.js';
import { LawReview } from './law-review.service.js';
import { LawStandings } from './law-standing.service.js';
import { Names } from './names.service.js';
import { Pins } from './pins.service.js';

/** How texts point at law, and what an amendment touches. */
@Module({
  imports: [InboxModule, NotificationsModule, PrivacyModule, LawModule],
  providers: [
    Names,
    Pins,
    CitationTexts,
    Corrections,
    LawImpacts,
    LawFollowing,
    LawReview,
    LawStandings,
    CitationJobs,
    CitationResolver,
    CitationStandingResolver,
    RevisionCitationsResolver,
    EntryCitationsResolver,
    ProvisionCitedByResolver,
    SourceCitedByResolver,
    CitingEntryResolver,
    LawImpactResolver,
    EntryLawChangesResolver,
    RevisionLawChangesResolver,
    TaskLawChangesResolver,
    ChangeSetNoticesResolver,
    LawNoticeResolver,
  ],
  exports: [Names, LawStandings],
})
export class CitationsModule implements OnModuleInit {
  constructor(private readonly links: TextLinks) {}

  onModuleInit(): void {
    this.links.register(
      async (context, { subjectId, field }) => (await context.load(linksOfText, `${subjectId} ${field}`)) ?? [],
    );
  }
}
