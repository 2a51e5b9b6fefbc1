import { Module, OnModuleInit } from '@nestjs/common';
import { Kinds } from '../catalogue/kinds.js';
import { CitationsModule } from '../citations/citations.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { ReviewModule } from '../review/review.module.js';
import { GuidancePart } from './guidance.catalogue.js';
import './guidance.messages.js';
import { GuidanceResolver } from './guidance.resolver.js';
import { GuidanceService } from './guidance.service.js';

@Module({
  imports: [PrivacyModule, ReviewModule, CitationsModule],
  providers: [GuidanceService, GuidancePart, GuidanceResolver],
  exports: [GuidanceService],
})
export class GuidanceModule implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly part: GuidancePart,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.part);
  }
}
