import { Field, ID, Int, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { subscribed } from '../access/subscribed.js';
import { Reads } from '../platform/database/reads.js';
import { Ctx } from '../platform/graphql/context.js';
import type { Feed, SubscriptionContext } from '../platform/graphql/subscriber.js';
import { TaskKind } from './task.entity.js';
import { IN_INBOX } from './task.queries.js';

@ObjectType({ description: 'A task came, went or changed hands: read the inbox anew.' })
export class InboxChange {
  @Field(() => ID, { description: 'The task.' })
  id!: string;
  @Field(() => TaskKind, { description: 'What is to be done.' })
  kind!: TaskKind;
  @Field(() => Int, { description: 'Its version now.' })
  version!: number;
}

@Resolver()
export class InboxChangesResolver {
  constructor(private readonly reads: Reads) {}

  @Subscription(() => InboxChange, {
    description: 'Tells when a task of what the reader has or may take is opened, taken, handed over, paused or ended.',
  })
  @Can('inbox:read')
  async inboxChanged(@Ctx() context: SubscriptionContext<Actor>): Promise<Feed<InboxChange>> {
    return subscribed<InboxChange>(context, {
      field: 'inboxChanged',
      method: InboxChangesResolver.prototype.inboxChanged,
      hears: (change) => (change.on === 'task' ? change.id : null),
      deliver: async (change, actor) => {
        const payload = await this.reads.one<InboxChange>(
          actor,
          'inbox_changed',
          `select t.id, t.task_kind as kind, t.version from task t where t.id = $2 and ${IN_INBOX}`,
          [actor.personId, change.id],
        );
        return payload && { payload };
      },
    });
  }
}
