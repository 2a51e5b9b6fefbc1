import { Injectable } from '@nestjs/common';
import { Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { CHANGE_CHANNEL } from '../platform/database/changes.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { TaskKind } from './task.entity.js';

export interface NewTask {
  entry: EntryRow;
  kind: TaskKind;
  /** In whose inbox it stands. Row security lets a person open tasks of their own organisation only; others by a job. */
  orgId: string;
  unitId?: string | null;
  role?: Role | null;
  assigneeId?: string | null;
  /** What it is about within the entry: revision id, review request id. */
  cause?: string;
  dueAt?: Date | null;
  /** 75 % of the time; reminded of once. */
  remindAt?: Date | null;
  note?: string | null;
  /** People who may not take it: whoever wrote what is reviewed, whoever proposed what is decided. */
  excludedIds?: readonly string[];
}

export interface TaskOf {
  entryId: string;
  kinds: readonly TaskKind[];
  /** Only tasks of this cause; all of these kinds when absent. */
  cause?: string;
}

/** Whose inbox a task stands in: enough to say who may take it. */
export interface Inbox {
  orgId: string;
  unitId?: string | null;
  role?: Role | null;
  /** Any of these roles, where more than one will do. */
  roles?: readonly Role[];
}

const OPEN = `state in ('OPEN','CLAIMED')`;
/** Whoever has the inbox open hears of it at the commit. */
const TOLD = `pg_notify('${CHANGE_CHANNEL}', 'task:' || id)`;

/**
 * Opening and closing of workflow tasks: they follow the entry and are never completed by hand. All methods join the
 * caller's transaction, and act only on what is still open. No audit row of their own: the action that opens or closes
 * a task has one, and the task keeps when and by whom it ended.
 */
@Injectable()
export class Tasks {
  /** The id of the task, or of the open one of the same entry, kind and cause: a repeated event opens none beside it. */
  async open(tx: Tx, task: NewTask): Promise<string> {
    const { entry, kind, cause = '' } = task;
    const id = newId('Task');
    // `on conflict` and not a look beforehand: two events at once would both see none.
    const made = await tx.one<{ id: string }>(
      `insert into task (id, entry_id, kind, owner_unit_id, visibility, task_kind, state, cause, note, org_id, unit_id,
         role, assignee_id, excluded_ids, due_at, remind_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::uuid[], $15, $16, $17)
       on conflict (entry_id, task_kind, cause) where ${OPEN} do nothing returning id, ${TOLD}`,
      [
        id,
        entry.id,
        entry.kind,
        entry.ownerUnitId,
        entry.visibility,
        kind,
        task.assigneeId ? 'CLAIMED' : 'OPEN',
        cause,
        task.note ?? null,
        task.orgId,
        task.unitId ?? null,
        task.role ?? null,
        task.assigneeId ?? null,
        [...(task.excludedIds ?? [])],
        task.dueAt ?? null,
        task.remindAt ?? null,
        tx.now,
      ],
    );
    if (made) return made.id;
    const there = await tx.one<{ id: string }>(
      `select id from task where entry_id = $1 and task_kind = $2 and cause = $3 and ${OPEN}`,
      [entry.id, kind, cause],
    );
    return there!.id;
  }

  /** Many at once in one statement; what is open already is left as it is. Answers how many were opened. */
  async openEach(tx: Tx, tasks: readonly NewTask[]): Promise<number> {
    if (tasks.length === 0) return 0;
    const rows = tasks.map((task) => ({
      id: newId('Task'),
      entry: task.entry.id,
      taskKind: task.kind,
      cause: task.cause ?? '',
      org: task.orgId,
      unit: task.unitId ?? null,
      role: task.role ?? null,
      assignee: task.assigneeId ?? null,
    }));
    // The entry's row is joined and not copied from the caller, whose reading may be older.
    const made = await tx.query(
      `insert into task (id, entry_id, kind, owner_unit_id, visibility, task_kind, state, cause, org_id, unit_id, role,
         assignee_id, created_at)
       select n.id, e.id, e.kind, e.owner_unit_id, e.visibility, n.task_kind,
         case when n.assignee_id is null then 'OPEN' else 'CLAIMED' end, n.cause, n.org_id, n.unit_id, n.role,
         n.assignee_id, $9
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[])
         as n (id, entry_id, task_kind, cause, org_id, unit_id, role, assignee_id)
       join entry e on e.id = n.entry_id
       on conflict (entry_id, task_kind, cause) where ${OPEN} do nothing returning id, ${TOLD}`,
      [
        rows.map((row) => row.id),
        rows.map((row) => row.entry),
        rows.map((row) => row.taskKind),
        rows.map((row) => row.cause),
        rows.map((row) => row.org),
        rows.map((row) => row.unit),
        rows.map((row) => row.role),
        rows.map((row) => row.assignee),
        tx.now,
      ],
    );
    return made.length;
  }

  /** Ends what is open, answers how many. OBSOLETE = nobody did it, it is no longer needed. */
  async close(tx: Tx, task: TaskOf & { outcome: 'DONE' | 'OBSOLETE' }): Promise<number> {
    const rows = await tx.query(
      `update task set state = $4, version = version + 1, ended_at = $5, ended_by = $6, paused_at = null
       where entry_id = $1 and task_kind = any($2::text[]) and ($3::text is null or cause = $3) and ${OPEN} returning id, ${TOLD}`,
      [task.entryId, [...task.kinds], task.cause ?? null, task.outcome, tx.now, tx.principal.causer ?? tx.principal.id],
    );
    return rows.length;
  }

  /** Gives the open tasks to a person, or back to the role. The action that calls it has said that the person may. */
  async assign(tx: Tx, task: TaskOf & { assigneeId: string | null }): Promise<number> {
    const rows = await tx.query(
      `update task set assignee_id = $4, state = case when $4::uuid is null then 'OPEN' else 'CLAIMED' end,
         version = version + 1
       where entry_id = $1 and task_kind = any($2::text[]) and ($3::text is null or cause = $3) and ${OPEN} returning id, ${TOLD}`,
      [task.entryId, [...task.kinds], task.cause ?? null, task.assigneeId],
    );
    return rows.length;
  }

  /** The clock stands still: nothing is reminded of or escalated until `resume`. */
  async pause(tx: Tx, task: TaskOf): Promise<number> {
    const rows = await tx.query(
      `update task set paused_at = $4, version = version + 1
       where entry_id = $1 and task_kind = any($2::text[]) and ($3::text is null or cause = $3) and ${OPEN}
         and paused_at is null returning id, ${TOLD}`,
      [task.entryId, [...task.kinds], task.cause ?? null, tx.now],
    );
    return rows.length;
  }

  /**
   * The clock goes on towards moments reckoned anew. What was reminded of before stays reminded of: the pause moved
   * the moment, the share of the time used is the same.
   */
  async resume(tx: Tx, task: TaskOf & { dueAt: Date | null; remindAt: Date | null }): Promise<number> {
    const rows = await tx.query(
      `update task set paused_at = null, due_at = $4, remind_at = $5, version = version + 1
       where entry_id = $1 and task_kind = any($2::text[]) and ($3::text is null or cause = $3) and ${OPEN} returning id, ${TOLD}`,
      [task.entryId, [...task.kinds], task.cause ?? null, task.dueAt, task.remindAt],
    );
    return rows.length;
  }

  /** People who may take what stands in this inbox now, without those excluded. */
  async holders(tx: Tx, { orgId, unitId, role, roles }: Inbox, excludedIds: readonly string[] = []): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct m.person_id as id from membership m join person p on p.id = m.person_id
       where m.organisation_id = $1 and m.ended_at is null and p.disabled_at is null
         and ($2::uuid is null or m.unit_id = $2) and ($3::text[] is null or m.role = any($3::text[]))
         and not m.person_id = any($4::uuid[])`,
      [orgId, unitId ?? null, roles ? [...roles] : role ? [role] : null, [...excludedIds]],
    );
    return rows.map((row) => row.id);
  }
}
