/**
 * All columns of `task` but the copied policy columns, shaped as `Task`; `t` is the table's alias. `visibility` is what
 * notes a read of a RESTRICTED entry: only a MANUAL task holds words about it, the others are ids and dates.
 */
export const TASK_SELECT = `t.id, t.entry_id as "entryId", t.kind, t.task_kind as "taskKind", t.state, t.version, t.cause,
  t.note, t.org_id as "orgId", t.unit_id as "unitId", t.role, t.assignee_id as "assigneeId",
  t.excluded_ids as "excludedIds", t.due_at as "dueAt", t.remind_at as "remindAt", t.reminded_at as "remindedAt",
  t.escalated_at as "escalatedAt", t.paused_at as "pausedAt", t.created_at as "createdAt", t.ended_at as "endedAt",
  t.ended_by as "endedBy", case when t.note is null then null else t.visibility end as visibility`;

/** What has no deadline comes last; a date and not infinity, which JSON cannot hold in a cursor. */
export const DUE_ORDER = `coalesce(t.due_at, timestamptz '9999-12-31 00:00:00Z')`;

/**
 * Tasks in the inbox of the person `$1`: what they have, what they may take by role, organisation and unit, and for
 * administrators what their organisation has. Row security has already left out what they may not see. What they are
 * excluded from (their own text to review) is not theirs to do.
 */
export const IN_INBOX = `(t.assignee_id = $1 or (not $1 = any(t.excluded_ids) and exists (
  select 1 from membership m where m.person_id = $1 and m.ended_at is null and m.organisation_id = t.org_id
    and (m.role in ('ADMIN','ORG_ADMIN')
      or ((t.unit_id is null or m.unit_id = t.unit_id) and (t.role is null or m.role = t.role))))))`;
