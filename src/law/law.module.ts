import { Module } from '@nestjs/common';
import { ActResolver, SuccessionPartyResolver, SuccessionResolver } from './act.resolver.js';

/** The law and how its names change. So far the names; texts, versions and citations have modules to come. */
@Module({ providers: [ActResolver, SuccessionResolver, SuccessionPartyResolver] })
export class LawModule {}
