import { Module } from '@nestjs/common';
import { AuditJobs } from './audit.jobs.js';
import './audit.messages.js';
import { AuditResolver, EntryHistoryResolver } from './audit.resolver.js';
import { JobProgressResolver } from './job-progress.resolver.js';
import { OperationsResolver } from './operations.resolver.js';

/** The trail: shown, signed and swept. Writing it is the platform's (`Tx.record`). */
@Module({ providers: [AuditJobs, AuditResolver, EntryHistoryResolver, OperationsResolver, JobProgressResolver] })
export class AuditModule {}
