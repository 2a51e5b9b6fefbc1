import { Module, OnModuleInit } from '@nestjs/common';
import { Kinds } from '../catalogue/kinds.js';
import { ActResolver, SuccessionPartyResolver, SuccessionResolver } from './act.resolver.js';
import { EditionWriter } from './edition-writer.service.js';
import { LawImporter } from './law-importer.service.js';
import { LawSourcePart } from './law-source.catalogue.js';
import './law.messages.js';

/** The law in time: sources, provisions and what they said when; how acts and their names change. */
@Module({
  providers: [ActResolver, SuccessionResolver, SuccessionPartyResolver, LawSourcePart, EditionWriter, LawImporter],
  exports: [LawImporter],
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
