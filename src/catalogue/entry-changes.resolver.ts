import { Args, Field, ID, Int, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { subscribed } from '../access/subscribed.js';
import { Reads } from '../platform/database/reads.js';
import { Ctx } from '../platform/graphql/context.js';
import type { Feed, SubscriptionContext } from '../platform/graphql/subscriber.js';
import { isEntryId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { EntryKind } from './entry.entity.js';

@ObjectType({ description: 'Something happened to an entry: read it anew to know what.' })
export class EntryChange {
  @Field(() => ID, { description: 'The entry.' })
  id!: string;
  @Field(() => EntryKind, { description: 'What kind of thing it is.' })
  kind!: EntryKind;
  @Field(() => Int, { description: 'Its version now; the same as before when what hangs on it has changed.' })
  version!: number;
  @Field({ description: 'Whether the reader did it themselves, here or in another window.' })
  own!: boolean;
}

@Resolver()
export class EntryChangesResolver {
  constructor(private readonly reads: Reads) {}

  @Subscription(() => EntryChange, {
    description:
      'Tells when something happens to an entry that the reader sees: a step, a text, a message, a file, a link.',
  })
  @Can('entry:read')
  async entryChanged(
    @Ctx() context: SubscriptionContext<Actor>,
    @Args('id', { type: () => ID, description: 'The entry.' }) id: string,
  ): Promise<Feed<EntryChange>> {
    const feed = await subscribed<EntryChange>(context, {
      field: 'entryChanged',
      method: EntryChangesResolver.prototype.entryChanged,
      hears: (change) =>
        change.on === 'entry' && change.id === id ? `${change.organisation ?? ''}:${change.by ?? ''}` : null,
      deliver: async (change, actor) => {
        if (change.on !== 'entry') return null;
        // What the trail keeps within an organisation is not told outside it, not even that it happened.
        if (change.organisation && !actor.context?.organisations.includes(change.organisation)) return null;
        const seen = await this.see(actor, id);
        return seen && { payload: { ...seen, own: change.by !== null && change.by === actor.personId } };
      },
    });
    try {
      if (!isEntryId(id) || !(await this.see(context.principal, id))) throw notFound('id');
      return feed;
    } catch (error) {
      feed.close();
      throw context.subscriber.masked(error);
    }
  }

  /** No column is named `visibility`: that something happened is no read of a RESTRICTED entry to be logged. */
  private see(actor: Actor, id: string): Promise<Omit<EntryChange, 'own'> | null> {
    return this.reads.one<Omit<EntryChange, 'own'>>(
      actor,
      'entry_changed',
      'select e.id, e.kind, e.version from entry e where e.id = $1',
      [id],
    );
  }
}
