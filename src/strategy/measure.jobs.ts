import { Injectable } from '@nestjs/common';
import { EntryKind } from '../catalogue/entry.entity.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { MeasureService } from './measure.service.js';

const tellOfPlan = declareJob({ kind: 'measure.tell', on: ['measure.plan-set'], reads: [EntryKind.MEASURE] });

/** Whoever watches a measure is told when it gets a new plan. */
@Injectable()
export class MeasureJobs {
  constructor(
    private readonly measures: MeasureService,
    private readonly notifications: Notifications,
  ) {}

  @OnJob(tellOfPlan)
  async tell(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const entry = await this.measures.load(tx, String(job.payload.entryId));
      await this.notifications.tell(tx, {
        entry,
        personIds: await this.notifications.watchersOf(tx, entry.id),
        reason: 'measure.plan-set',
        eventId: job.outboxId,
      });
    });
  }
}
