import { Injectable } from '@nestjs/common';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Handler, Kinds } from '../catalogue/kinds.js';
import { Notifications, Told } from '../notifications/notifications.service.js';
import { Tx } from '../platform/database/transaction.js';
import { TaskKind } from './task.entity.js';
import { NewTask, Tasks } from './tasks.service.js';

export interface ReReview {
  entry: EntryRow;
  /** What is to be looked at: `flags`, or the amending act `sfs/2025:1497`. One open task for each. */
  cause: string;
  /** GLANCE where nothing but a number has changed. */
  kind: TaskKind.RE_REVIEW | TaskKind.GLANCE;
}

export interface Concerned {
  entry: EntryRow;
  cause: string;
  reason: string;
  /** What makes a second telling impossible. */
  eventId: string;
  alsoCauser?: boolean;
}

/** One task for all flags of an entry: whoever looks again looks at them together. */
export const FLAGS = 'flags';
export const RE_REVIEW_KINDS = [TaskKind.RE_REVIEW, TaskKind.GLANCE] as const;

/**
 * Looking again at what was published, whatever the reason: a flag set by hand or an amendment that an import brought.
 * One way for both: the same task, for whoever handles the entry, and the same people are told.
 */
@Injectable()
export class ReReviews {
  constructor(
    private readonly kinds: Kinds,
    private readonly tasks: Tasks,
    private readonly notifications: Notifications,
  ) {}

  /** Opens a task in the association's inbox for each; one that is open already stays as it is. Answers how many. */
  async open(tx: Tx, reviews: readonly ReReview[]): Promise<number> {
    if (reviews.length === 0) return 0;
    const association = await tx.one<{ id: string }>(
      `select id from organisation where kind = 'ASSOCIATION' and valid_to is null order by key limit 1`,
    );
    if (!association) return 0;
    const handlers = new Map<string, Handler>();
    const wanted: NewTask[] = [];
    for (const { entry, cause, kind } of reviews) {
      const handler = handlers.get(entry.id) ?? (await this.kinds.of(entry.kind).handler(tx, entry));
      handlers.set(entry.id, handler);
      wanted.push({ entry, kind, cause, orgId: association.id, ...handler });
    }
    return this.tasks.openEach(tx, wanted);
  }

  /** Whose it is, who works on it, who watches: also people outside the association, who lean on what it says. */
  async tell(tx: Tx, concerned: readonly Concerned[]): Promise<Map<string, Told>> {
    const ids = [...new Set(concerned.map(({ entry }) => entry.id))];
    const watchers = await this.notifications.watchersOfEach(tx, ids);
    const assigned = await tx.query<{ entryId: string; cause: string; personId: string }>(
      `select entry_id as "entryId", cause, assignee_id as "personId" from task
        where entry_id = any($1::uuid[]) and task_kind = any($2::text[]) and assignee_id is not null
          and state in ('OPEN','CLAIMED')`,
      [ids, [...RE_REVIEW_KINDS]],
    );
    const parties = new Map<string, string[]>();
    for (const { entry } of concerned) {
      if (!parties.has(entry.id)) parties.set(entry.id, await this.kinds.of(entry.kind).parties(tx, entry));
    }
    return this.notifications.tellEach(
      tx,
      concerned.map(({ entry, cause, ...telling }) => ({
        ...telling,
        entry,
        personIds: [
          ...parties.get(entry.id)!,
          ...(watchers.get(entry.id) ?? []),
          ...assigned.filter((one) => one.entryId === entry.id && one.cause === cause).map((one) => one.personId),
        ],
      })),
    );
  }

  /** It was looked at: by a new text, or by a person who says that the old one holds. */
  close(tx: Tx, entryId: string, outcome: 'DONE' | 'OBSOLETE', cause?: string): Promise<number> {
    return this.tasks.close(tx, { entryId, kinds: RE_REVIEW_KINDS, cause, outcome });
  }
}
