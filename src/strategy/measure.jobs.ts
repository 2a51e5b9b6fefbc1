import { Injectable } from '@nestjs/common';
import { EntryKind } from '../catalogue/entry.entity.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { MeasureService } from './measure.service.js';

const tellOfMeasure = declareJob({
  kind: 'measure.tell',
  on: ['measure.plan-set', 'measure.outcome-reported'],
  reads: [EntryKind.MEASURE],
});

/** Whoever watches a measure is told when it gets a new plan, and what came of it. */
@Injectable()
export class MeasureJobs {
  constructor(
    private readonly measures: MeasureService,
    private readonly notifications: Notifications,
  ) {}

  @OnJob(tellOfMeasure)
  async tell(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const entry = await this.measures.load(tx, String(job.payload.entryId));
      await this.notifications.tell(tx, {
        entry,
        personIds: await this.notifications.watchersOf(tx, entry.id),
        reason: String(job.payload.event),
        eventId: job.outboxId,
      });
    });
  }
}
