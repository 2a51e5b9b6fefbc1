import { Module } from '@nestjs/common';
import { LawModule } from '../law/law.module.js';
import { CitationSpans } from './citation-spans.service.js';
import { Names } from './names.service.js';
import './reference.messages.js';
import {
  CitationSpanResolver,
  ReferencesResolver,
  ReferenceSuggestionResolver,
  WordingCitationsResolver,
} from './references.resolver.js';
import { References } from './references.service.js';

/** Text that points at law, read on the spot: what people type, what they paste, what the law itself says. */
@Module({
  imports: [LawModule],
  providers: [
    Names,
    References,
    CitationSpans,
    ReferencesResolver,
    CitationSpanResolver,
    ReferenceSuggestionResolver,
    WordingCitationsResolver,
  ],
  exports: [References, CitationSpans],
})
export class ReferencesModule {}
