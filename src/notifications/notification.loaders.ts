import { defineLoader, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { NOTIFICATION_FROM, NOTIFICATION_SELECT, NotificationRow } from './notification.queries.js';

/** Row security shows a person their own only, and only while they may see the entry. */
export const notificationById = defineLoader<string, NotificationRow>('notificationById', async (ids, context) =>
  indexed(
    await context.reads.all<NotificationRow>(
      context,
      'notifications_by_ids',
      `select ${NOTIFICATION_SELECT} ${NOTIFICATION_FROM} where n.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

defineNode('Notification', notificationById);
