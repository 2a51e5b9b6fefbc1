/**
 * A notification with what its words need of the entry. The title of a RESTRICTED entry never leaves the database here,
 * and no column is named `visibility`: what is shown is the ref alone, which is no read of the entry to be logged.
 */
export const NOTIFICATION_SELECT = `n.id, n.entry_id as "entryId", n.person_id as "personId", n.reason,
  n.created_at as "createdAt", n.read_at as "readAt", n.mailed_at as "mailedAt", e.ref as "entryRef",
  case when e.visibility = 'RESTRICTED' then null else e.title end as "entryTitle"`;
export const NOTIFICATION_FROM = 'from notification n join entry e on e.id = n.entry_id';

/** How many the person `$1` has not read; counted no further than 1,000. */
export const UNREAD_COUNT = `select count(*)::int as unread from
  (select 1 from notification n where n.person_id = $1 and n.read_at is null limit 1000) counted`;

/** What `NOTIFICATION_SELECT` gives. */
export interface NotificationRow {
  id: string;
  entryId: string;
  personId: string;
  reason: string;
  createdAt: Date;
  readAt: Date | null;
  mailedAt: Date | null;
  entryRef: string | null;
  entryTitle: string | null;
}
