import { Injectable } from '@nestjs/common';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Kinds } from '../catalogue/kinds.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Tx } from '../platform/database/transaction.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { TaskKind } from './task.entity.js';
import { Tasks } from './tasks.service.js';

const followFlags = declareJob({
  kind: 'inbox.follow-flags',
  on: ['entry.flagged', 'entry.flag-settled'],
  reads: Object.values(EntryKind),
});

/** One task for all flags of an entry: whoever looks again looks at them together. */
const FLAGS = 'flags';

/** A judgment or decision that no import sees, noted by hand: somebody looks again, and those concerned hear of it. */
@Injectable()
export class FlagJobs {
  constructor(
    private readonly kinds: Kinds,
    private readonly tasks: Tasks,
    private readonly notifications: Notifications,
  ) {}

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
        await this.tasks.close(tx, { entryId: id, kinds: [TaskKind.RE_REVIEW], cause: FLAGS, outcome: 'DONE' });
        return;
      }
      await this.open(tx, entry);
      if (job.payload.event === 'entry.flagged' && unsettled.some((flag) => flag.id === job.payload.flagId))
        await this.tell(tx, entry, job.outboxId);
    });
  }

  private async open(tx: Tx, entry: EntryRow): Promise<void> {
    const association = await tx.one<{ id: string }>(
      `select id from organisation where kind = 'ASSOCIATION' and valid_to is null order by key limit 1`,
    );
    if (!association) return;
    const handler = await this.kinds.of(entry.kind).handler(tx, entry);
    await this.tasks.open(tx, {
      entry,
      kind: TaskKind.RE_REVIEW,
      orgId: association.id,
      ...handler,
      cause: FLAGS,
    });
  }

  /** Whose it is, who works on it, who watches: also people outside the association, who lean on what it says. */
  private async tell(tx: Tx, entry: EntryRow, eventId: string): Promise<void> {
    const [task] = await tx.query<{ assigneeId: string | null }>(
      `select assignee_id as "assigneeId" from task where entry_id = $1 and task_kind = 'RE_REVIEW' and cause = $2
         and state in ('OPEN','CLAIMED')`,
      [entry.id, FLAGS],
    );
    const personIds = [
      ...(await this.kinds.of(entry.kind).parties(tx, entry)),
      ...(await this.notifications.watchersOf(tx, entry.id)),
      ...(task?.assigneeId ? [task.assigneeId] : []),
    ];
    await this.notifications.tell(tx, { entry, personIds, reason: 'entry.flagged', eventId });
  }
}
