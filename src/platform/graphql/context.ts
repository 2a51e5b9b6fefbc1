import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reader, Reads } from '../database/reads.js';
import { Language } from '../i18n/messages.js';
import { Principal } from '../principal.js';

/** Fetches many by key in one statement; the map may lack what is missing or not visible. */
export interface LoaderDefinition<K, V> {
  name: string;
  /** One SQL statement for all keys; rows come back in any order. */
  fetch: (keys: readonly K[], context: RequestContext) => Promise<Map<K, V>>;
}

/** A loader is declared once, as data; each request makes its own instance, so nothing is shared between readers. */
export function defineLoader<K, V>(
  name: string,
  fetch: (keys: readonly K[], context: RequestContext) => Promise<Map<K, V>>,
): LoaderDefinition<K, V> {
  return { name, fetch };
}

/** Groups rows by a key for one-to-many loaders; keys without rows get an empty list. */
export function grouped<K, R>(keys: readonly K[], rows: R[], keyOf: (row: R) => K): Map<K, R[]> {
  const map = new Map<K, R[]>(keys.map((key) => [key, []]));
  for (const row of rows) map.get(keyOf(row))?.push(row);
  return map;
}

export function indexed<K, R>(rows: R[], keyOf: (row: R) => K): Map<K, R> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/**
 * What one request knows: who asks, in which language, and its loaders. Generic in the principal so that `access` can
 * give it its `Actor`.
 */
export class RequestContext<P extends Principal = Principal> implements Reader {
  /** RESTRICTED entries that this request has read; logged before the answer leaves. */
  readonly restricted = new Set<string>();
  /** Why the caller is refused before anything is parsed: a bad token, too many requests, too large a body. */
  refused: { code: string; params?: Record<string, unknown>; message?: string } | null = null;
  private readonly loaders = new Map<LoaderDefinition<unknown, unknown>, DataLoader<unknown, unknown>>();

  constructor(
    readonly principal: P,
    readonly reads: Reads,
    readonly language: Language,
    readonly requestId: string,
    readonly req?: FastifyRequest,
    readonly reply?: FastifyReply,
    /** `Idempotency-Key` header. */
    readonly idempotencyKey: string | null = null,
  ) {}

  load<K, V>(definition: LoaderDefinition<K, V>, key: K): Promise<V | null> {
    let loader = this.loaders.get(definition as LoaderDefinition<unknown, unknown>) as
      DataLoader<K, V | null> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V | null>(async (keys) => {
        const found = await definition.fetch(keys, this as RequestContext);
        return keys.map((one) => found.get(one) ?? null);
      });
      this.loaders.set(
        definition as LoaderDefinition<unknown, unknown>,
        loader as unknown as DataLoader<unknown, unknown>,
      );
    }
    return loader.load(key);
  }

  /** After a write nothing cached may be shown. */
  forget(): void {
    this.loaders.clear();
  }
}

export const Ctx = createParamDecorator((_: unknown, host: ExecutionContext): RequestContext =>
  GqlExecutionContext.create(host).getContext<RequestContext>(),
);
