import { Global, Module } from '@nestjs/common';
import { PrivacyModule } from '../privacy/privacy.module.js';
import './catalogue.messages.js';
import { Entries } from './entries.service.js';
import { EntryChangesResolver } from './entry-changes.resolver.js';
import { CommentResolver, EntryResolver, InvitationResolver } from './entry.resolver.js';
import { Invitations } from './invitations.service.js';
import { Kinds } from './kinds.js';
import { EntryParts } from './parts.service.js';
import { RestrictedReads } from './restricted-reads.js';
import { RevisionReviewService } from './revision-review.service.js';
import { ApprovalResolver, EntryRevisionsResolver, RevisionResolver } from './revision.resolver.js';
import { RevisionRoundResolver, RevisionRoundsResolver } from './revision-round.resolver.js';
import { RevisionRounds } from './revision-rounds.service.js';
import { RevisionService } from './revisions.service.js';
import { SubjectAreaResolver } from './subject-area.resolver.js';
import { SubjectAreas } from './subject-area.service.js';
import { TextLinks } from './text-links.js';

/** The spine: entry, revision, link, subject area, and the registry through which kinds give their part. */
@Global()
@Module({
  imports: [PrivacyModule],
  providers: [
    Kinds,
    Entries,
    EntryParts,
    Invitations,
    SubjectAreas,
    RevisionRounds,
    RevisionService,
    RevisionReviewService,
    RestrictedReads,
    TextLinks,
    EntryResolver,
    EntryChangesResolver,
    CommentResolver,
    InvitationResolver,
    RevisionResolver,
    ApprovalResolver,
    RevisionRoundsResolver,
    RevisionRoundResolver,
    EntryRevisionsResolver,
    SubjectAreaResolver,
  ],
  exports: [Kinds, Entries, EntryParts, RevisionService, RevisionReviewService, RestrictedReads, TextLinks],
})
export class CatalogueModule {}
