import { PERMISSION, Permission, permits } from './can.js';
import { Actor } from './actor.js';
import { Change } from '../platform/database/changes.js';
import { RequestError } from '../platform/graphql/errors.js';
import { Feed, SubscriptionContext } from '../platform/graphql/subscriber.js';

export interface Subscription<T> {
  /** Name of the field in the schema. */
  field: string;
  /** The resolver's method, which bears `@Can`: asked again at each delivery. */
  method: object;
  hears: (change: Change, actor: Actor) => string | null;
  /** Reads it anew as the actor of this moment; null = not for them, or nothing to tell. */
  deliver: (change: Change, actor: Actor) => Promise<{ payload: T; last?: boolean } | null>;
}

/** A feed that ends with UNAUTHENTICATED or FORBIDDEN when the session, the token or the role is gone. */
export function subscribed<T>(
  { subscriber, id, principal, language }: SubscriptionContext<Actor>,
  { field, method, hears, deliver }: Subscription<T>,
): Promise<Feed<T>> {
  const permission = Reflect.getMetadata(PERMISSION, method) as Permission | undefined;
  return subscriber.feed<T>(id, {
    field,
    hears: (change) => hears(change, principal),
    deliver: async (change) => {
      const actor = (await subscriber.principal()) as Actor;
      // Another person behind the same cookie is another subscriber.
      if (actor.id !== principal.id) throw new RequestError('UNAUTHENTICATED', language);
      if (!permits(permission, actor)) throw new RequestError('FORBIDDEN', language);
      return deliver(change, actor);
    },
  });
}
