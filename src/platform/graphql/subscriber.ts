import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Clock } from '../clock.js';
import { Change, Changes } from '../database/changes.js';
import { Language, say } from '../i18n/messages.js';
import { Principal } from '../principal.js';
import { formatErrors } from './errors.js';

/** At once on one connection; a screen needs a handful. */
export const MOST_SUBSCRIPTIONS = 20;
/** In a minute on one connection: each may cost a parse and a look in the database. */
const MOST_MESSAGES = 240;
const MINUTE = 60_000;
/** Without a running subscription a connection serves nobody. */
const IDLE = 30_000;
/** How long what is known of the subscriber holds: a revoked token delivers nothing more after it. */
const KNOWN_FOR = 1_000;
/** Different things touched while the receiver was busy; the same thing counts once. */
const MOST_WAITING = 1_000;

/** How a connection signs in: taken once, from the upgrade request, before anything else could be put in its place. */
export interface Credentials {
  authorization?: string;
  cookie?: string;
}

export interface SubscriberParts {
  changes: Changes;
  clock: Clock;
  logger: Logger;
  /** Who it is now; throws for a bearer token that does not work. */
  identify: (credentials: Credentials, language: Language) => Promise<Principal>;
}

/** What GraphQL gives a subscription as its context: plain fields, since Mercurius copies them one by one. */
export interface SubscriptionContext<P extends Principal = Principal> {
  subscriber: Subscriber;
  /** Who began it; `subscriber.principal()` says who it is now. */
  principal: P;
  language: Language;
  requestId: string;
  /** Chosen by the client, unique on its connection. */
  id: string;
}

interface Feeding<T> {
  /** Name of the field in the schema. */
  field: string;
  /** Which of two touches are the same thing, so that a slow receiver gets it once; null = not for this one. */
  hears: (change: Change) => string | null;
  /** Reads it anew as the subscriber; null = nothing to tell. Throws to end the subscription. */
  deliver: (change: Change) => Promise<{ payload: T; last?: boolean } | null>;
}

/** One connection: who is behind it, and what it listens to. */
export class Subscriber {
  private readonly feeds = new Map<string, Feed<unknown>>();
  private known: { at: number; principal: Promise<Principal> } | null = null;
  private counting = { since: performance.now(), messages: 0 };
  private idle: NodeJS.Timeout | null = null;
  private ended = false;
  /** Cuts the connection; set to a polite closing once the protocol runs. */
  hangUp: (code: number, reason: string) => void;

  constructor(
    private readonly parts: SubscriberParts,
    private readonly credentials: Credentials,
    readonly language: Language,
    readonly requestId: string,
    hangUp: () => void,
  ) {
    this.hangUp = hangUp;
    this.rest();
  }

  /** A token in `connection_init`; one that came with the upgrade stands. */
  signIn(payload: unknown): void {
    if (this.credentials.authorization !== undefined || typeof payload !== 'object' || payload === null) return;
    const given = payload as Record<string, unknown>;
    const held = (typeof given.headers === 'object' && given.headers) || given;
    const { Authorization, authorization = Authorization } = held as Record<string, unknown>;
    if (typeof authorization !== 'string') return;
    this.credentials.authorization = authorization;
    this.known = null;
  }

  /** Who it is now: asked anew at most once a second, so that a storm of changes is no storm of questions. */
  principal(): Promise<Principal> {
    const at = this.parts.clock.now().getTime();
    if (!this.known || at - this.known.at >= KNOWN_FOR) {
      this.known = { at, principal: this.parts.identify(this.credentials, this.language) };
    }
    return this.known.principal;
  }

  /** Counts a message, whatever it holds; too many end the connection. */
  received(): void {
    const now = performance.now();
    if (now - this.counting.since >= MINUTE) this.counting = { since: now, messages: 0 };
    if (++this.counting.messages > MOST_MESSAGES) this.end(4429, 'Too many requests');
  }

  has(id: string): boolean {
    return this.feeds.has(id);
  }

  /** Begins to listen before anything is looked at, so that no change falls between the two. */
  async feed<T>(id: string, feeding: Feeding<T>): Promise<Feed<T>> {
    const feed = new Feed<T>(this, id, feeding);
    // Checked and taken without a pause between: several may begin at once.
    if (this.ended || this.has(id)) throw this.refusal('SUBSCRIPTION_ID_TAKEN', 'BAD_USER_INPUT');
    if (this.feeds.size >= MOST_SUBSCRIPTIONS) {
      throw this.refusal('SUBSCRIPTIONS_TOO_MANY', 'RATE_LIMITED', { max: MOST_SUBSCRIPTIONS });
    }
    this.feeds.set(id, feed as Feed<unknown>);
    this.busy();
    try {
      feed.stopHearing = await this.parts.changes.listen((change) => feed.hear(change));
    } catch (error) {
      feed.close();
      throw this.masked(error);
    }
    if (this.ended) feed.close();
    return feed;
  }

  forget(id: string, feed: Feed<unknown>): void {
    if (this.feeds.get(id) !== feed) return;
    this.feeds.delete(id);
    if (this.feeds.size === 0 && !this.ended) this.rest();
  }

  /** The line is closed, by whomever. */
  end(code?: number, reason = ''): void {
    if (this.ended) return;
    this.ended = true;
    this.busy();
    for (const feed of [...this.feeds.values()]) feed.close();
    if (code !== undefined) this.hangUp(code, reason);
  }

  refusal(message: string, code: string, params: Record<string, unknown> = {}): GraphQLError {
    return new GraphQLError(say(message, this.language, params), { extensions: { code } });
  }

  /** As an answer over HTTP: Mercurius sends what is thrown here as it is, so what may be said is decided first. */
  masked(error: unknown): GraphQLError {
    const { language, requestId } = this;
    const said = formatErrors({ errors: [error as GraphQLError] }, language, requestId, this.parts.logger);
    const { message, extensions } = said.response.errors[0]!;
    return new GraphQLError(message, { extensions });
  }

  private rest(): void {
    this.busy();
    this.idle = setTimeout(() => this.end(4408, 'Idle'), IDLE);
    this.idle.unref();
  }

  private busy(): void {
    if (this.idle) clearTimeout(this.idle);
    this.idle = null;
  }
}

/** One running subscription: what was touched waits here, once for each thing, until the receiver has taken the last. */
export class Feed<T> implements AsyncIterableIterator<Record<string, T>> {
  stopHearing: () => void = () => undefined;
  private readonly waiting = new Map<string, Change>();
  private wake: () => void = () => undefined;
  private ended = false;
  private overrun = false;

  constructor(
    private readonly subscriber: Subscriber,
    private readonly id: string,
    private readonly feeding: Feeding<T>,
  ) {}

  hear(change: Change): void {
    const key = this.ended ? null : this.feeding.hears(change);
    if (key === null) return;
    this.waiting.set(key, change);
    if (this.waiting.size > MOST_WAITING) this.overrun = true;
    this.wake();
  }

  async next(): Promise<IteratorResult<Record<string, T>>> {
    while (!this.ended) {
      const [first] = this.waiting;
      if (!first) {
        await new Promise<void>((resolve) => (this.wake = resolve));
        continue;
      }
      this.waiting.delete(first[0]);
      try {
        // It can no longer be said what was missed: begin again, and read all.
        if (this.overrun) throw this.subscriber.refusal('SUBSCRIPTION_OVERRUN', 'RATE_LIMITED');
        const told = await this.feeding.deliver(first[1]);
        if (this.ended || !told) continue;
        if (told.last) this.close();
        return { done: false, value: { [this.feeding.field]: told.payload } };
      } catch (error) {
        this.close();
        throw this.subscriber.masked(error);
      }
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Record<string, T>>> {
    this.close();
    return { done: true, value: undefined };
  }

  close(): void {
    this.ended = true;
    this.stopHearing();
    this.waiting.clear();
    this.subscriber.forget(this.id, this as Feed<unknown>);
    this.wake();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
