import { Injectable } from '@nestjs/common';
import { Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { RevisionState } from '../catalogue/revision.entity.js';
import { Tx } from '../platform/database/transaction.js';
import { TaskKind } from './task.entity.js';
import { Tasks } from './tasks.service.js';

/** Tasks whose cause is a revision. */
export const REVISION_TASKS = [
  TaskKind.REVIEW,
  TaskKind.REVISE,
  TaskKind.PUBLISH,
  TaskKind.RETRO_REVIEW,
  TaskKind.REPLACE,
] as const;
type RevisionTask = (typeof REVISION_TASKS)[number];

export interface RevisionAtHand {
  id: string;
  entryId: string;
  state: RevisionState;
  authorOrgId: string;
  authorId: string | null;
  publishedById: string | null;
  emergency: boolean;
  editors: string[];
  /** People whose yes stands. */
  approvers: string[];
  /** Verdict after an emergency, or null while there is none. */
  retro: 'APPROVED' | 'CHANGES_REQUESTED' | null;
}

/**
 * What is to be done about a text follows from where it stands now, not from the event that was heard: events may
 * arrive late, twice or in another order, and the answer is the same.
 */
@Injectable()
export class RevisionTasks {
  constructor(private readonly tasks: Tasks) {}

  /** The revision, locked: two jobs that follow it at once, or a job beside a reviewer, take their turns. */
  async take(tx: Tx, revisionId: string): Promise<{ entry: EntryRow; revision: RevisionAtHand } | null> {
    const locked = await tx.one('select 1 from revision where id = $1 for update', [revisionId]);
    if (!locked) return null;
    // A statement of its own, since it must see what was committed while the lock was waited for.
    const revision = await tx.one<RevisionAtHand>(
      `select r.id, r.entry_id as "entryId", r.state, r.author_org_id as "authorOrgId", r.author_id as "authorId",
         r.published_by_id as "publishedById", r.emergency,
         coalesce((select array_agg(x.person_id) from revision_editor x where x.revision_id = r.id), '{}') as editors,
         coalesce((select array_agg(a.reviewer_id) from approval a
           where a.revision_id = r.id and a.dismissed_at is null and a.verdict = 'APPROVED' and not a.retro), '{}') as approvers,
         (select a.verdict from approval a where a.revision_id = r.id and a.retro and a.dismissed_at is null
           order by a.at desc, a.id desc limit 1) as retro
       from revision r where r.id = $1`,
      [revisionId],
    );
    const entry = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [revision!.entryId]);
    return entry && { entry, revision: revision! };
  }

  /** Other revisions of the entry that have open tasks: a publication supersedes one without an event of its own. */
  async neighbours(tx: Tx, entryId: string, revisionId: string): Promise<string[]> {
    const rows = await tx.query<{ cause: string }>(
      `select distinct cause from task where entry_id = $1 and task_kind = any($2::text[]) and state in ('OPEN','CLAIMED')
         and cause <> $3 order by cause`,
      [entryId, [...REVISION_TASKS], revisionId],
    );
    return rows.map((row) => row.cause);
  }

  /** Opens and closes until the open tasks are those that the revision's state demands. */
  async settle(tx: Tx, entry: EntryRow, revision: RevisionAtHand): Promise<void> {
    const wanted = wantedTask(revision);
    const { state } = revision;
    for (const kind of REVISION_TASKS) {
      if (kind === wanted) continue;
      // Begun on what the reviewer asked for, and not sent again yet: still the author's to do.
      if (kind === TaskKind.REVISE && state === RevisionState.DRAFT) continue;
      await this.tasks.close(tx, {
        entryId: entry.id,
        kinds: [kind],
        cause: revision.id,
        outcome: fulfilled(kind, revision) ? 'DONE' : 'OBSOLETE',
      });
    }
    if (wanted) await this.open(tx, entry, revision, wanted);
  }

  /** Who may not take a review of it: whoever wrote it, said yes to it already, or published it in an emergency. */
  excluded(revision: RevisionAtHand): string[] {
    const { editors, approvers, publishedById } = revision;
    return [...new Set([...editors, ...approvers, ...(publishedById ? [publishedById] : [])])];
  }

  private async open(tx: Tx, entry: EntryRow, revision: RevisionAtHand, kind: RevisionTask): Promise<void> {
    const review = kind === TaskKind.REVIEW || kind === TaskKind.RETRO_REVIEW;
    const excludedIds = review ? this.excluded(revision) : [];
    await this.tasks.open(tx, {
      entry,
      kind,
      cause: revision.id,
      orgId: revision.authorOrgId,
      role: review ? Role.REVIEWER : null,
      assigneeId: review ? null : await this.writer(tx, entry, revision, kind),
      excludedIds,
    });
    // Where two must approve, whoever has said yes makes room for the second.
    await tx.query(
      `update task set excluded_ids = $3::uuid[], version = version + 1,
         assignee_id = case when assignee_id = any($3::uuid[]) then null else assignee_id end,
         state = case when assignee_id = any($3::uuid[]) then 'OPEN' else state end
       where entry_id = $1 and cause = $2 and task_kind = $4 and state in ('OPEN','CLAIMED')
         and not (excluded_ids @> $3::uuid[] and excluded_ids <@ $3::uuid[])`,
      [entry.id, revision.id, excludedIds, kind],
    );
  }

  /**
   * Who goes on with the text: for publishing whoever has the answer now, else its author; nobody in particular when
   * that person has left the organisation.
   */
  private async writer(tx: Tx, entry: EntryRow, revision: RevisionAtHand, kind: RevisionTask): Promise<string | null> {
    const holder =
      kind === TaskKind.PUBLISH
        ? await tx.one<{ id: string | null }>(
            `select assignee_id as id from task where entry_id = $1 and task_kind = 'ANSWER' and state = 'CLAIMED'
               and org_id = $2`,
            [entry.id, revision.authorOrgId],
          )
        : null;
    const here = await this.tasks.holders(tx, { orgId: revision.authorOrgId });
    return [holder?.id, revision.authorId].find((id) => id && here.includes(id)) ?? null;
  }
}

/** The one task that a revision of this state demands. */
export function wantedTask({
  state,
  emergency,
  retro,
}: Pick<RevisionAtHand, 'state' | 'emergency' | 'retro'>): RevisionTask | null {
  switch (state) {
    case RevisionState.IN_REVIEW:
      return TaskKind.REVIEW;
    case RevisionState.CHANGES_REQUESTED:
      return TaskKind.REVISE;
    case RevisionState.APPROVED:
      return TaskKind.PUBLISH;
    case RevisionState.PUBLISHED:
      if (!emergency || retro === 'APPROVED') return null;
      return retro === null ? TaskKind.RETRO_REVIEW : TaskKind.REPLACE;
    default:
      return null;
  }
}

/** Whether a task that is no longer wanted was done, or only fell away. */
function fulfilled(kind: RevisionTask, { state, emergency, retro }: RevisionAtHand): boolean {
  switch (kind) {
    case TaskKind.REVIEW:
      return (
        state === RevisionState.CHANGES_REQUESTED ||
        state === RevisionState.APPROVED ||
        (state === RevisionState.PUBLISHED && !emergency)
      );
    case TaskKind.REVISE:
      return state === RevisionState.IN_REVIEW || state === RevisionState.APPROVED || state === RevisionState.PUBLISHED;
    case TaskKind.PUBLISH:
      return state === RevisionState.PUBLISHED;
    case TaskKind.RETRO_REVIEW:
      return retro !== null;
    case TaskKind.REPLACE:
      return state === RevisionState.WITHDRAWN || state === RevisionState.SUPERSEDED;
  }
}
