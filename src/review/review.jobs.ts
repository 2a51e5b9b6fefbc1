import { Injectable } from '@nestjs/common';
import { Entries } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Tx } from '../platform/database/transaction.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { REVIEW_REQUEST_SELECT } from './review-request.queries.js';
import { ReviewRequest, ReviewRequestState } from './review-request.entity.js';
import { ReviewedActs } from './reviewed-acts.js';

const EVERY_KIND = Object.values(EntryKind);

const tellOfRequest = declareJob({
  kind: 'review.tell',
  on: ['review-request.proposed', 'review-request.accepted', 'review-request.rejected'],
  reads: EVERY_KIND,
});
const keepAssigned = declareJob({ kind: 'review.keep-assigned', on: ['entry.restricted'], reads: EVERY_KIND });

@Injectable()
export class ReviewJobs {
  constructor(
    private readonly entries: Entries,
    private readonly tasks: Tasks,
    private readonly acts: ReviewedActs,
    private readonly notifications: Notifications,
  ) {}

  /** Those who may decide hear of a proposal, whoever proposed hears what came of it. */
  @OnJob(tellOfRequest)
  async tell(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const request = await tx.one<ReviewRequest>(
        `select ${REVIEW_REQUEST_SELECT} from review_request q where q.id = $1`,
        [job.payload.requestId],
      );
      const entry = request && (await this.entry(tx, request.entryId));
      if (!entry) return;
      const reason = String(job.payload.event);
      if (reason !== 'review-request.proposed') {
        await this.notifications.tell(tx, { entry, personIds: [request.proposedById], reason, eventId: job.outboxId });
      } else if (request.state === ReviewRequestState.PROPOSED) {
        const personIds = await this.deciders(tx, request);
        await this.notifications.tell(tx, { entry, personIds, reason, eventId: job.outboxId });
      }
    });
  }

  /**
   * A RESTRICTED entry is seen by named people and assigned staff. Who is assigned is not for the owner to see, so their
   * names are added here, right after the narrowing has been committed.
   */
  @OnJob(keepAssigned)
  async grantAssigned(job: Job): Promise<void> {
    await job.effect('grant', async (tx) => {
      const entry = await this.entry(tx, String(job.payload.entryId));
      if (entry?.access !== Access.RESTRICTED) return;
      const assigned = await tx.query<{ id: string }>(
        `select distinct t.assignee_id as id from task t join organisation o on o.id = t.org_id
         where t.entry_id = $1 and t.assignee_id is not null and t.state in ('OPEN','CLAIMED') and o.kind = 'ASSOCIATION'`,
        [entry.id],
      );
      for (const { id } of assigned) await this.entries.grant(tx, entry, { personId: id });
    });
  }

  private async deciders(tx: Tx, request: ReviewRequest): Promise<string[]> {
    const [task] = await tx.query<{ assigneeId: string | null }>(
      `select assignee_id as "assigneeId" from task where entry_id = $1 and cause = $2 and state in ('OPEN','CLAIMED')`,
      [request.entryId, request.id],
    );
    if (task?.assigneeId) return [task.assigneeId];
    const act = this.acts.get(request.act);
    if (!act) return [];
    const unitId = act.ownUnitOnly ? request.ownerUnitId : null;
    return this.tasks.holders(tx, { orgId: request.orgId, unitId, roles: act.roles }, [request.proposedById]);
  }

  private entry(tx: Tx, id: string): Promise<EntryRow | null> {
    return tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [id]);
  }
}
