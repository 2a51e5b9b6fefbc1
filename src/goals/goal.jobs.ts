import { Injectable } from '@nestjs/common';
import { EntryKind } from '../catalogue/entry.entity.js';
import { overlapSql } from '../citations/overlap.js';
import { ReReviews } from '../inbox/re-reviews.service.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { ClaimGrade } from './claim.entity.js';
import { GoalService } from './goal.service.js';

const wakeClaims = declareJob({
  kind: 'goal.wake-claims',
  on: ['dossier.directive'],
  reads: [EntryKind.GOAL, EntryKind.DOSSIER],
});

/** What follows for goals when something happens elsewhere. */
@Injectable()
export class GoalJobs {
  constructor(
    private readonly goals: GoalService,
    private readonly reReviews: ReReviews,
  ) {}

  /**
   * A new inquiry touches what a dropped claim wanted changed: it is called back to mind, with a task; whether it is
   * driven again is for a person to say. A claim on a chapter is touched by a section of it, and the other way.
   */
  @OnJob(wakeClaims)
  async wake(job: Job): Promise<void> {
    const { stageId } = job.payload as { stageId: string };
    await job.effect('woken', async (tx) => {
      const touched = await tx.query<{ id: string; goalId: string }>(
        `select distinct c.id, c.entry_id as "goalId"
           from dossier_stage s cross join lateral unnest(s.provisions) as t(id)
           join claim_provision p on p.source = split_part(t.id, '#', 1)
           join claim c on c.id = p.claim_id and c.grade = '${ClaimGrade.DROPPED}' and c.woken_at is null
          where s.id = $1 and ${overlapSql('t.id', 'p.target')}
          order by c.id`,
        [stageId],
      );
      for (const { id, goalId } of touched) {
        const goal = await this.goals.load(tx, goalId);
        await tx.query('update claim set woken_at = $2, version = version + 1 where id = $1', [id, tx.now]);
        await tx.record({ subject: goalId, action: 'goal.claim-woken', facts: { claim: id, stage: stageId } });
        await this.reReviews.open(tx, [{ entry: goal, cause: id, kind: TaskKind.RE_REVIEW }]);
      }
    });
  }
}
