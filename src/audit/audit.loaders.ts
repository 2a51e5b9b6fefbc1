import { defineLoader, grouped } from '../platform/graphql/context.js';

export interface HistoryRow {
  subject: string;
  seq: number;
  at: Date;
  action: string;
  actor: string;
  actorOrgId: string | null;
  actorOrgName: string | null;
  actorOrgKind: string | null;
  from: string | null;
  to: string | null;
}

/** The newest of each entry: a page shows a life, not an archive; auditors page through `auditTrail`. */
export const MOST_HISTORY = 200;

/** What the reader may see of the trail is said by row security (`audit_event_visible`). */
export const historyOfEntry = defineLoader<string, HistoryRow[]>('historyOfEntry', async (ids, context) => {
  if (context.principal.context === null) return new Map();
  const rows = await context.reads.all<HistoryRow>(
    context,
    'history_of_entries',
    `select h.subject_id as subject, h.seq, h.at, h.action, h.actor, h.actor_org as "actorOrgId",
            o.name as "actorOrgName", o.kind as "actorOrgKind",
            h.line::jsonb #>> '{facts,from}' as "from", h.line::jsonb #>> '{facts,to}' as "to"
       from unnest($1::uuid[]) as wanted (id)
       cross join lateral (
         select a.* from audit_event a where a.subject_id = wanted.id order by a.seq desc limit ${MOST_HISTORY}) h
       left join organisation o on o.id = h.actor_org
      order by h.subject_id, h.seq`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.subject);
});
