import { Module } from '@nestjs/common';
import { PrivacyGate } from './gate.js';

/** The gate for personal data on every text input. */
@Module({ providers: [PrivacyGate], exports: [PrivacyGate] })
export class PrivacyModule {}
