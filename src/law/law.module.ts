import { Module, OnModuleInit } from '@nestjs/common';
import { FileModule } from '../catalogue/file.module.js';
import { Kinds } from '../catalogue/kinds.js';
import { ActLinkResolver, ActSourceResolver } from './act-source.resolver.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ActResolver, SuccessionPartyResolver, SuccessionResolver } from './act.resolver.js';
import { AmendmentResolver } from './amendment.resolver.js';
import { ChangeSetResolver, ProvisionChangeResolver } from './change-set.resolver.js';
import { ComingChangeResolver } from './coming.resolver.js';
import { EditionWriter } from './edition-writer.service.js';
import { LawImporter } from './law-importer.service.js';
import { LawReading } from './law-reading.service.js';
import { LawImportJobs } from './law-import.jobs.js';
import { LawImportResolver, LawLedgerResolver } from './law-import.resolver.js';
import { LawLedgers } from './law-ledger.service.js';
import { LawImports } from './law-imports.service.js';
import { LawSourcePart } from './law-source.catalogue.js';
import { LawSourceResolver } from './law-source.resolver.js';
import './law.messages.js';
import { ProvisionResolver, RenumberingResolver } from './provision.resolver.js';
import { WordingResolver } from './wording.resolver.js';

/** The law in time: sources, provisions and what they said when; how acts and their names change. */
@Module({
  imports: [FileModule, InboxModule, PrivacyModule],
  providers: [
    ActResolver,
    SuccessionResolver,
    SuccessionPartyResolver,
    LawSourcePart,
    EditionWriter,
    LawImporter,
    LawReading,
    LawSourceResolver,
    ActLinkResolver,
    ActSourceResolver,
    AmendmentResolver,
    ComingChangeResolver,
    ProvisionResolver,
    RenumberingResolver,
    WordingResolver,
    ChangeSetResolver,
    ProvisionChangeResolver,
    LawImports,
    LawLedgers,
    LawImportJobs,
    LawImportResolver,
    LawLedgerResolver,
  ],
  exports: [LawImporter, LawImports, LawReading],
})
export class LawModule implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly part: LawSourcePart,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.part);
  }
}
