import { Navigate, useParams } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { nameOf, pageOf } from '../parts/entry-link';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';

const ENTRY = graphql(`
  query EntryByName($ref: String!, $id: ID!, $byRef: Boolean!) {
    entry(ref: $ref) @include(if: $byRef) {
      __typename
      id
      ref
      kind
      title
    }
    node(id: $id) @skip(if: $byRef) {
      __typename
      ... on Entry {
        id
        ref
        kind
        title
        ... on LawSource {
          designation
        }
      }
    }
  }
`);

/** Whether people say it aloud (F-2026-42) or only programs (an id). */
export const isRef = (name: string): boolean => !/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name);
export const named = (name: string): { ref: string; id: string; byRef: boolean } => ({
  ref: name,
  id: name,
  byRef: isRef(name),
});

/** Where mails and spoken references lead: on to the page where this reader works with the thing. */
export function EntryRedirect(): ReactNode {
  const { ref } = useParams({ from: '/entry/$ref' });
  const [result, ask] = useQuery({ query: ENTRY, variables: named(ref) });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again}>
      {(data) => {
        const found = data.entry ?? data.node;
        const entry = found && 'kind' in found ? found : null;
        return entry ? <Onward entry={entry} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function Onward({
  entry,
}: {
  entry: { id: string; ref?: string | null; kind: string; title: string; designation?: string };
}): ReactNode {
  const { staff } = useSession();
  const kinds = useWords(entryWords).kind;
  if (entry.designation) return <Navigate to="/lag/sfs/$number" params={{ number: entry.designation }} replace />;
  const page = pageOf(entry.kind, staff);
  if (page) return <Navigate to={page} params={{ ref: nameOf(entry) }} replace />;
  return <Page title={entry.title} kicker={`${kinds[entry.kind]} ${entry.ref ?? ''}`} />;
}
