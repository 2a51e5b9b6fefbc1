import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { lawHref, spelled } from './law-address';

const LABELS = graphql(`
  query LawLabels($id: ID!) {
    node(id: $id) {
      __typename
      ... on Entry {
        id
        citations(first: 100) {
          nodes {
            id
            target
            label
          }
        }
      }
    }
  }
`);

/** How a lawyer would write what an entry points at; until that is known, what its canonical id says. */
export function useLawLabels(entry: string): (target: string) => string {
  const [{ data }] = useQuery({ query: LABELS, variables: { id: entry } });
  const nodes = data?.node && 'citations' in data.node ? data.node.citations.nodes : [];
  const labels = new Map(nodes.map(({ target, label }) => [target, label]));
  // What the server knows only by its id is spelled here, with its number.
  return (target) => {
    const label = labels.get(target);
    return label && !label.includes('/') ? label : spelled(target);
  };
}

/** To a provision, where its text is kept here; else its name. */
export function LawRef({ target, children }: { target: string; children: ReactNode }): ReactNode {
  const router = useRouter();
  const href = lawHref(target);
  if (!href) return <span>{children}</span>;
  const onClick = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a className="lagrum" href={href} data-lagrum={target} onClick={onClick}>
      {children}
    </a>
  );
}
