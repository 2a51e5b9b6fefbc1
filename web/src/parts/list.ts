import { useCallback, useEffect, useState } from 'react';
import { useClient, useQuery, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql';

interface Connection<N> {
  nodes: N[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

export interface List<D, N> {
  data?: D;
  error?: CombinedError;
  fetching: boolean;
  nodes: N[];
  hasMore: boolean;
  fetchingMore: boolean;
  /** The next page was asked for and did not come. */
  moreFailed: boolean;
  more(): void;
  again(): void;
  /** Everything from the first to the last, at most 2,000; null when it could not be had. The query takes `$first`. */
  all(): Promise<{ nodes: N[]; whole: boolean } | null>;
}

const MOST = 2_000;
const AT_A_TIME = 50;

/**
 * What was appended, by the first page that it was appended to, as long as the cache holds that: whoever comes back with the
 * browser's button finds the list as long as it was, and stands where they stood.
 */
const tails = new WeakMap<object, Connection<unknown>>();

/** A connection read page by page: the first as any query, those after it appended when they are asked for. */
export function useList<D, V extends AnyVariables, N>(
  query: TypedDocumentNode<D, V>,
  variables: V,
  pick: (data: D) => Connection<N>,
  pause = false,
): List<D, N> {
  const client = useClient();
  const key = JSON.stringify(variables);
  const [{ data, error, fetching }, ask] = useQuery({ query, variables, pause });
  const [, drawAnew] = useState(0);
  const [fetchingMore, setFetchingMore] = useState(false);
  const [moreFailed, setMoreFailed] = useState(false);
  const first = data ? pick(data) : null;
  // Only what was appended to this very first page belongs to it.
  const rest = first ? (tails.get(first) as Connection<N> | undefined) : undefined;
  const end = rest ?? first;
  useEffect(() => setMoreFailed(false), [key]);
  const more = useCallback(() => {
    if (!first || !end?.pageInfo.hasNextPage) return;
    setFetchingMore(true);
    setMoreFailed(false);
    const next = { ...(JSON.parse(key) as object), after: end.pageInfo.endCursor } as unknown as V;
    void client
      .query(query, next, { requestPolicy: 'network-only' })
      .toPromise()
      .then((answer) => {
        if (!answer.data || answer.error) return setMoreFailed(true);
        const { nodes, pageInfo } = pick(answer.data);
        tails.set(first, { nodes: [...(rest?.nodes ?? []), ...nodes], pageInfo });
        drawAnew((n) => n + 1);
      })
      .finally(() => setFetchingMore(false));
  }, [client, query, key, first, end, rest, pick]);
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const all = useCallback(async () => {
    const nodes: N[] = [];
    for (let after: string | null | undefined = null; ;) {
      const page = { ...(JSON.parse(key) as object), first: AT_A_TIME, after } as unknown as V;
      const answer = await client.query(query, page, { requestPolicy: 'network-only' }).toPromise();
      if (!answer.data || answer.error) return null;
      const found: Connection<N> = pick(answer.data);
      nodes.push(...found.nodes);
      if (!found.pageInfo.hasNextPage) return { nodes, whole: true };
      if (nodes.length >= MOST) return { nodes, whole: false };
      after = found.pageInfo.endCursor;
    }
  }, [client, query, key, pick]);
  return {
    data,
    error,
    fetching,
    nodes: [...(first?.nodes ?? []), ...(rest?.nodes ?? [])],
    hasMore: end?.pageInfo.hasNextPage ?? false,
    fetchingMore,
    moreFailed,
    more,
    again,
    all,
  };
}
