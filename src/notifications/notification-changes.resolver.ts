import { Field, Int, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { subscribed } from '../access/subscribed.js';
import { Reads } from '../platform/database/reads.js';
import { Ctx } from '../platform/graphql/context.js';
import type { Feed, SubscriptionContext } from '../platform/graphql/subscriber.js';
import { UNREAD_COUNT } from './notification.queries.js';

@ObjectType({ description: 'The reader was told something, or has read it: read the notifications anew.' })
export class NotificationsChange {
  @Field(() => Int, { description: 'How many are unread now; counted no further than 1,000.' })
  unread!: number;
}

@Resolver()
export class NotificationChangesResolver {
  constructor(private readonly reads: Reads) {}

  @Subscription(() => NotificationsChange, {
    description: 'Tells when the reader is told something, and when they have read it, in whatever window.',
  })
  @Can('notification:read')
  async notificationsChanged(@Ctx() context: SubscriptionContext<Actor>): Promise<Feed<NotificationsChange>> {
    return subscribed<NotificationsChange>(context, {
      field: 'notificationsChanged',
      method: NotificationChangesResolver.prototype.notificationsChanged,
      hears: (change, actor) => (change.on === 'told' && change.id === actor.personId ? 'told' : null),
      deliver: async (_change, actor) => {
        const payload = await this.reads.one<NotificationsChange>(actor, 'unread_notifications', UNREAD_COUNT, [
          actor.personId,
        ]);
        return payload && { payload };
      },
    });
  }
}
