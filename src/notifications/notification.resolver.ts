import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { connectionOf, Page, page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { Notification } from './notification.entity.js';
import { NotificationReadAllInput, NotificationReadInput, NotificationsArgs } from './notification.inputs.js';
import { notificationById } from './notification.loaders.js';
import { wordsOf } from './notification.messages.js';
import { NOTIFICATION_FROM, NOTIFICATION_SELECT, UNREAD_COUNT, type NotificationRow } from './notification.queries.js';
import { Notifications } from './notifications.service.js';

const NotificationConnection = connectionOf(() => Notification, 'Notification');
const NotificationReadPayload = payloadOf('NotificationRead', {
  notification: { type: () => Notification, description: 'As it is now.' },
});
const NotificationReadAllPayload = payloadOf('NotificationReadAll', {
  count: { type: () => Int, description: 'How many became read.' },
});

@Resolver(() => Notification)
export class NotificationResolver {
  constructor(
    private readonly notifications: Notifications,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => NotificationConnection, {
    name: 'notifications',
    description: 'What the caller has been told, newest first.',
  })
  @Can('notification:read')
  list(
    @Args() args: NotificationsArgs,
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
  ): Promise<Page<NotificationRow>> {
    return page<NotificationRow>(
      context,
      this.seal,
      {
        name: 'notifications',
        select: `select ${NOTIFICATION_SELECT}`,
        from: NOTIFICATION_FROM,
        where: ['n.person_id = $1', ...(args.unreadOnly ? ['n.read_at is null'] : [])],
        values: [actor.personId],
        order: [
          { sql: 'n.created_at', property: 'createdAt', type: 'timestamptz', direction: 'desc' },
          { sql: 'n.id', property: 'id', type: 'uuid', direction: 'desc' },
        ],
        choice: { unreadOnly: args.unreadOnly },
      },
      args,
    );
  }

  @Query(() => Int, { description: 'How many notifications the caller has not read; counted no further than 1,000.' })
  @Can('notification:read')
  async unreadNotificationCount(@CurrentActor() actor: Actor, @Ctx() context: RequestContext<Actor>): Promise<number> {
    const row = await context.reads.one<{ unread: number }>(context, 'unread_notifications', UNREAD_COUNT, [
      actor.personId,
    ]);
    return row!.unread;
  }

  @Mutation(() => NotificationReadPayload, { description: 'Marks one notification as read; twice is once.' })
  @Can('notification:read')
  async notificationRead(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: NotificationReadInput,
  ) {
    const { id } = await this.notifications.read(actor, input);
    return { notification: await context.load(notificationById, id) };
  }

  @Mutation(() => NotificationReadAllPayload, { description: 'Marks everything the caller has been told as read.' })
  @Can('notification:read')
  async notificationReadAll(@CurrentActor() actor: Actor, @Args('input') input: NotificationReadAllInput) {
    const { count } = await this.notifications.readAll(actor, input);
    return { count };
  }

  @ResolveField(() => String, {
    description:
      "What happened, in the caller's language, with the entry's ref and, unless it is RESTRICTED, its title.",
  })
  message(@Parent() row: NotificationRow, @Ctx() context: RequestContext): string {
    return wordsOf(row.reason, context.language, row.entryRef, row.entryTitle);
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'The entry it is about.' })
  entry(@Parent() row: NotificationRow, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.entryId);
  }
}
