import { Injectable } from '@nestjs/common';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { FLAGS } from './re-review-causes.js';
import { ReReviews } from './re-reviews.service.js';
import { TaskKind } from './task.entity.js';

const followFlags = declareJob({
  kind: 'inbox.follow-flags',
  on: ['entry.flagged', 'entry.flag-settled'],
  reads: Object.values(EntryKind),
});

/** A judgment or decision that no import sees, noted by hand: somebody looks again, and those concerned hear of it. */
@Injectable()
export class FlagJobs {
  constructor(private readonly reReviews: ReReviews) {}

  /** The task follows whether a flag is unsettled now, not what the event said: events come in any order, and twice. */
  @OnJob(followFlags)
  async follow(job: Job): Promise<void> {
    const id = String(job.payload.entryId);
    await job.effect('settle', async (tx) => {
      // One at a time for each entry: a flag and the settling of another at once must not undo each other.
      await tx.query('select 1 from entry where id = $1 for update', [id]);
      const entry = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [id]);
      if (!entry) return;
      const unsettled = await tx.query<{ id: string }>(
        'select id from flag where entry_id = $1 and settled_at is null',
        [id],
      );
      if (unsettled.length === 0) {
        await this.reReviews.close(tx, id, 'DONE', FLAGS);
        return;
      }
      await this.reReviews.open(tx, [{ entry, cause: FLAGS, kind: TaskKind.RE_REVIEW }]);
      if (job.payload.event === 'entry.flagged' && unsettled.some((flag) => flag.id === job.payload.flagId))
        await this.reReviews.tell(tx, [{ entry, cause: FLAGS, reason: 'entry.flagged', eventId: job.outboxId }]);
    });
  }
}
