import type { FastifyRequest } from 'fastify';
import { DocumentNode, GraphQLError, GraphQLSchema, specifiedRules, validate } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { languageOf } from '../i18n/messages.js';
import { requestId } from '../http/request-hooks.js';
import { limitRequest } from '../http/request-limits.js';
import { limitCost, limitRules, limitSource, Limits } from './limits.js';
import { Subscriber, SubscriberParts, SubscriptionContext } from './subscriber.js';

/** Subscriptions are short; what Mercurius parses before anybody is asked may be no longer than this. */
const MOST_BYTES = 16_384;
/** In one process. */
const MOST_CONNECTIONS = 2_000;
const PING = 30_000;
/** A client that does not answer a closing holds up nobody's orderly stop. */
const LEAVE_TAKING = 2_000;
const PROTOCOL = 'graphql-transport-ws';
const MOST_ID = 64;

export interface SubscriptionOptions extends SubscriberParts {
  limits: Limits;
  introspection: boolean;
  /** Whether a page of this origin may use the reader's cookie. */
  ownOrigin: (origin: string) => boolean;
}

/** Of `ws`, as much as is used; it comes with Mercurius. */
interface WebSocket {
  close(code?: number, reason?: string): void;
  on(event: 'message', listener: () => void): unknown;
}

type Held = SubscriptionContext & { _connectionInit?: unknown; sourceLimited?: boolean };

/**
 * GraphQL over WebSocket. Mercurius runs neither validation nor the hooks of a query here, takes a syntax tree for text,
 * copies headers out of `connection_init`, and lets a second subscription take the id of the first: so everything that
 * holds on HTTP is asked for again here.
 */
export function subscriptionsOver(options: SubscriptionOptions) {
  const upgrades = new WeakMap<IncomingMessage, Subscriber>();
  const live = new Set<Subscriber>();
  const rules = [...specifiedRules, ...limitRules(options.limits)];
  // What was said while nobody listened is lost: the client connects again (1012) and reads anew.
  options.changes.onLost(() => {
    for (const subscriber of [...live]) subscriber.end(1012, 'Connect again');
  });

  return {
    subscription: {
      keepAlive: PING,
      verifyClient(
        this: { maxPayload?: number; closeTimeout?: number },
        { origin, req }: { origin?: string; req: IncomingMessage },
      ): boolean {
        // `this` is the options of the WebSocket server, which Mercurius makes without letting us set these two.
        this.maxPayload = MOST_BYTES;
        this.closeTimeout = LEAVE_TAKING;
        if (req.headers['sec-websocket-protocol'] !== PROTOCOL || live.size >= MOST_CONNECTIONS) return false;
        // Any page may open a WebSocket to us, and the browser sends the cookie along: it counts from our own pages only.
        const trusted = typeof origin === 'string' && options.ownOrigin(origin);
        const { authorization, cookie } = req.headers;
        const subscriber = new Subscriber(
          options,
          { authorization, cookie: trusted ? cookie : undefined },
          languageOf(req.headers['accept-language']),
          requestId(req),
          () => req.socket.destroy(),
        );
        upgrades.set(req, subscriber);
        live.add(subscriber);
        (req.socket as Socket).once('close', () => {
          live.delete(subscriber);
          subscriber.end();
        });
        return true;
      },
      /** At each `connection_init`, of which there is one. */
      context(socket: WebSocket, request: FastifyRequest): object {
        const subscriber = upgrades.get(request.raw);
        upgrades.delete(request.raw);
        if (!subscriber || limitRequest(request)) {
          socket.close(subscriber ? 4429 : 4400);
          throw new Error('The connection may not begin');
        }
        socket.on('message', () => subscriber.received());
        subscriber.hangUp = (code, reason) => socket.close(code, reason);
        return { subscriber, language: subscriber.language, requestId: subscriber.requestId };
      },
    },
    hooks: {
      preSubscriptionParsing: async (_schema: GraphQLSchema, source: string, context: unknown): Promise<void> => {
        const held = context as Held;
        await asked(held, async () => {
          limitSource(source, options.limits);
          held.sourceLimited = true;
        });
      },
      preSubscriptionExecution: async (
        schema: GraphQLSchema,
        document: DocumentNode,
        context: unknown,
        id: unknown,
      ): Promise<void> => {
        const held = context as Held;
        const { subscriber } = held;
        await asked(held, async () => {
          // Given as a syntax tree it has not been through the limits on text.
          if (!held.sourceLimited) throw badInput('The query must be GraphQL text');
          if (typeof id !== 'string' || id.length < 1 || id.length > MOST_ID) throw badInput('The id is not usable');
          if (subscriber.has(id)) throw subscriber.refusal('SUBSCRIPTION_ID_TAKEN', 'BAD_USER_INPUT');
          const [error] = validate(schema, document, rules, { maxErrors: 1 });
          if (error) throw error;
          // Variables are not given here: a page whose size is one counts as the largest.
          limitCost(schema, document, undefined, options.limits);
          subscriber.signIn(held._connectionInit);
          held.principal = await subscriber.principal();
        });
      },
    },
  };
}

async function asked({ subscriber }: Held, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw subscriber.masked(error);
  }
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
