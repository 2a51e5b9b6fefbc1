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
  more(): void;
  again(): void;
}

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
  const [tail, setTail] = useState<Connection<N> & { of: Connection<N> }>();
  const [fetchingMore, setFetchingMore] = useState(false);
  const first = data ? pick(data) : null;
  // Only what was appended to this very first page belongs to it.
  const rest = tail && tail.of === first ? tail : null;
  const end = rest ?? first;
  useEffect(() => setTail(undefined), [key]);
  const more = useCallback(() => {
    if (!first || !end?.pageInfo.hasNextPage) return;
    setFetchingMore(true);
    const next = { ...(JSON.parse(key) as object), after: end.pageInfo.endCursor } as unknown as V;
    void client
      .query(query, next, { requestPolicy: 'network-only' })
      .toPromise()
      .then((answer) => {
        if (!answer.data) return;
        const { nodes, pageInfo } = pick(answer.data);
        setTail({ nodes: [...(rest?.nodes ?? []), ...nodes], pageInfo, of: first });
      })
      .finally(() => setFetchingMore(false));
  }, [client, query, key, first, end, rest, pick]);
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return {
    data,
    error,
    fetching,
    nodes: [...(first?.nodes ?? []), ...(rest?.nodes ?? [])],
    hasMore: end?.pageInfo.hasNextPage ?? false,
    fetchingMore,
    more,
    again,
  };
}
