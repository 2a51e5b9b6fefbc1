import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { FileModule } from '../catalogue/file.module.js';
import { ReferencesModule } from '../citations/references.module.js';
import { LawModule } from '../law/law.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewModule } from '../review/review.module.js';
import { CaseExportController } from './case-export.controller.js';
import { CaseLog } from './case-log.service.js';
import { CaseMutations } from './case-actions.resolver.js';
import { CasePart } from './case.catalogue.js';
import { CaseDocumentResolver, CaseLogResolver, CasePartsResolver, CaseResolver } from './case.resolver.js';
import { CaseRegister } from './case-register.service.js';
import { CaseService } from './case.service.js';
import { CaseTexts } from './case-texts.service.js';
import { DiaryNumbers } from './diary-numbers.service.js';
import './cases.messages.js';

/** Ärenden: a unit's own matters, with documents, decisions, secrecy marks and the log that outlives them. */
@Module({
  imports: [AccessModule, FileModule, LawModule, PrivacyModule, ReferencesModule, ReviewModule],
  controllers: [CaseExportController],
  providers: [
    CaseService,
    CaseTexts,
    CaseRegister,
    CaseLog,
    DiaryNumbers,
    CasePart,
    CaseResolver,
    CaseMutations,
    CaseDocumentResolver,
    ...CasePartsResolver,
    CaseLogResolver,
  ],
})
export class CasesModule {}
