import { Link } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { Diff } from '../parts/diff';
import { Loaded } from '../parts/loaded';
import { guidanceWords } from '../words/guidance';
import { useWords } from '../words/words';

const DIFF = graphql(`
  query GuidanceDiff($id: ID!, $from: Int!, $to: Int!) {
    guidance(id: $id) {
      id
      diff(from: $from, to: $to) {
        op
        text
      }
    }
  }
`);

/** Two versions that were published, word by word. */
export function Versions({
  of,
  from,
  to,
}: {
  of: { id: string; ref?: string | null };
  from: number;
  to: number;
}): ReactNode {
  const w = useWords(guidanceWords);
  const [result, ask] = useQuery({ query: DIFF, variables: { id: of.id, from, to } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <section>
      <h2>{w.compareWith(from, to)}</h2>
      <p className="soft">
        {w.compareLead}{' '}
        <Link to="/vagledning/$ref" params={{ ref: of.ref ?? of.id }}>
          {w.compareClose}
        </Link>
      </p>
      <Loaded of={result} again={again}>
        {(data) => <Diff of={data.guidance?.diff ?? []} />}
      </Loaded>
    </section>
  );
}
