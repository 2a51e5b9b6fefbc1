import { useCallback, useRef, useState } from 'react';
import { useClient, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql';
import { graphql } from '../gql';
import { codeOf } from './client';

graphql(`
  fragment Refusal on UserError {
    code
    message
    path
    details
  }
`);

/** Why something was not done, in words, and where in what was sent. */
export interface UserError {
  code: string;
  message: string;
  path: string[];
  details?: string | null;
}

/** What came of an action: done, refused in words, or not heard of (then it may have been done). */
export type Outcome<P> =
  { done: true; payload: P; errors: [] } | { done: false; payload: P | null; errors: UserError[]; lost: boolean };

interface Payload {
  userErrors: UserError[];
}
type PayloadOf<D> = D[keyof D] extends infer P ? (P extends Payload ? P : never) : never;
type InputOf<V> = V extends { input: infer I } ? Omit<I, 'idempotencyKey'> : never;

/**
 * One mutation and its answer. The same input sent again after an answer that was never heard carries the same key, so
 * that it happens once.
 */
export function useAct<D, V extends AnyVariables>(
  document: TypedDocumentNode<D, V>,
): [(input: InputOf<V>) => Promise<Outcome<PayloadOf<D>>>, boolean] {
  const client = useClient();
  const [acting, setActing] = useState(false);
  const unheard = useRef<{ input: string; key: string } | null>(null);
  const act = useCallback(
    async (input: InputOf<V>): Promise<Outcome<PayloadOf<D>>> => {
      const text = JSON.stringify(input);
      const idempotencyKey = unheard.current?.input === text ? unheard.current.key : crypto.randomUUID();
      setActing(true);
      try {
        const result = await client
          .mutation(document, { input: { ...(input as object), idempotencyKey } } as unknown as V)
          .toPromise();
        const lost = result.error?.networkError !== undefined;
        unheard.current = lost ? { input: text, key: idempotencyKey } : null;
        const payload = result.data
          ? (Object.values(result.data).find((one) => one && typeof one === 'object') as PayloadOf<D>)
          : null;
        if (payload && (payload as Payload).userErrors.length === 0) return { done: true, payload, errors: [] };
        const errors = payload ? (payload as Payload).userErrors : [asUserError(result.error)];
        return { done: false, payload, errors, lost };
      } finally {
        setActing(false);
      }
    },
    [client, document],
  );
  return [act, acting];
}

function asUserError(error: CombinedError | undefined): UserError {
  const code = codeOf(error) ?? 'UNAVAILABLE';
  return { code, message: error?.graphQLErrors[0]?.message ?? '', path: [] };
}
