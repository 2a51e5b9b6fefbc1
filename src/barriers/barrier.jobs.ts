import { Injectable } from '@nestjs/common';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Tx } from '../platform/database/transaction.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { BarrierMergeService } from './barrier-merge.service.js';
import { BarrierPart } from './barrier.catalogue.js';
import { BarrierState } from './barrier.entity.js';
import { BarrierRow } from './barrier.queries.js';
import { BarrierService } from './barrier.service.js';

const READS = [EntryKind.BARRIER];

const followBarrier = declareJob({
  kind: 'barrier.tasks',
  on: [
    'barrier.reported',
    'barrier.confirmed',
    'barrier.resolved',
    'barrier.dismissed',
    'barrier.reopened',
    'barrier.merged',
  ],
  reads: READS,
});
const tellOfBarrier = declareJob({
  kind: 'barrier.tell',
  on: [
    'barrier.reported',
    'barrier.confirmed',
    'barrier.pursued',
    'barrier.rested',
    'barrier.resolved',
    'barrier.dismissed',
    'barrier.reopened',
    'barrier.reclassified',
    'barrier.merged',
  ],
  reads: READS,
});
/** Sees the other end of every link, whatever kind it is and whoever it is hidden from. */
const moveHiddenLinks = declareJob({
  kind: 'barrier.links',
  on: ['barrier.merged'],
  reads: Object.values(EntryKind),
});

const STANDS: readonly BarrierState[] = [BarrierState.CONFIRMED, BarrierState.PURSUED];
/** Every task that a barrier's own workflow opens. */
const WORK = [TaskKind.TRIAGE, TaskKind.VERIFY_RESOLUTION, TaskKind.VERIFY_SEED];

/** What follows an action on a barrier. Everything is read anew: between cause and effect it may have moved on. */
@Injectable()
export class BarrierJobs {
  constructor(
    private readonly barriers: BarrierService,
    private readonly part: BarrierPart,
    private readonly merges: BarrierMergeService,
    private readonly tasks: Tasks,
    private readonly notifications: Notifications,
  ) {}

  /** The inbox in line with where the barrier stands now, the same however often and in whatever order it runs. */
  @OnJob(followBarrier)
  async follow(job: Job): Promise<void> {
    const id = String(job.payload.entryId);
    await job.effect('settle', async (tx) => {
      await tx.query('select 1 from entry where id = $1 for update', [id]);
      const barrier = await this.barriers.load(tx, id);
      if (barrier.state === BarrierState.REPORTED) {
        await this.tasks.open(tx, {
          entry: barrier as unknown as EntryRow,
          kind: TaskKind.TRIAGE,
          orgId: barrier.ownerOrgId,
          role: Role.LAWYER,
        });
        return;
      }
      await this.tasks.close(tx, { entryId: id, kinds: [TaskKind.TRIAGE], outcome: 'DONE' });
      if (barrier.state === BarrierState.MERGED)
        await this.tasks.close(tx, { entryId: id, kinds: WORK, outcome: 'OBSOLETE' });
    });
  }

  @OnJob(tellOfBarrier)
  async tell(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const event = String(job.payload.event);
      // Those who followed what was merged follow what it was merged into, and are told of that one.
      const id = String(event === 'barrier.merged' ? job.payload.into : job.payload.entryId);
      const barrier = await this.barriers.load(tx, id);
      if (!stillTrue(event, barrier)) return;
      await this.notifications.tell(tx, {
        entry: barrier as unknown as EntryRow,
        personIds: await this.whom(tx, event, barrier),
        reason: event,
        eventId: job.outboxId,
      });
    });
  }

  @OnJob(moveHiddenLinks)
  async moveLinks(job: Job): Promise<void> {
    await job.effect('links', (tx) => this.merges.moveLinks(tx, String(job.payload.entryId), String(job.payload.into)));
  }

  private async whom(tx: Tx, event: string, barrier: BarrierRow): Promise<string[]> {
    if (event === 'barrier.reported') return this.tasks.holders(tx, { orgId: barrier.ownerOrgId, role: Role.LAWYER });
    const watchers = await this.notifications.watchersOf(tx, barrier.id);
    return [...new Set([...watchers, ...(await this.part.audience(tx, barrier as unknown as EntryRow))])];
  }
}

/** Nobody is told of what no longer holds when the telling comes round. */
function stillTrue(event: string, { state }: BarrierRow): boolean {
  if (event === 'barrier.reported') return state === BarrierState.REPORTED;
  if (event === 'barrier.confirmed') return STANDS.includes(state);
  if (event === 'barrier.pursued') return state === BarrierState.PURSUED;
  if (event === 'barrier.resolved') return state === BarrierState.RESOLVED;
  if (event === 'barrier.dismissed') return state === BarrierState.DISMISSED;
  return true;
}
