import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import type { SuggestQuery } from '../gql/graphql';
import { placeOf, type LawPlace } from '../law/law-address';

const SUGGEST = graphql(`
  query Suggest($ref: String!, $text: String!, $long: String!) {
    entry(ref: $ref) {
      id
      ref
      kind
      title
    }
    legalReference(text: $text) {
      certain
      suggestions {
        target
        label
        existence
      }
    }
    similarEntries(text: $long, first: 5) {
      id
      ref
      kind
      title
    }
    barriers(first: 3, filter: { text: $text }) {
      nodes {
        id
        ref
        kind
        title
      }
    }
    dossiers(first: 2, filter: { query: $text }) {
      nodes {
        id
        ref
        kind
        title
      }
    }
    advocacyGoals(first: 2, filter: { query: $text }) {
      nodes {
        id
        ref
        kind
        title
      }
    }
  }
`);

const LONGEST = { ref: 40, text: 200, long: 300 } as const;
const SHORTEST = 3;
const MOST = 8;
/** A text that is not here cannot be opened. */
const CLOSED = new Set(['TEXT_NOT_HERE', 'NO_SUCH_PLACE']);

export interface Suggested {
  key: string;
  title: string;
  /** As the catalogue names it. */
  kind: string;
  /** What people say aloud. */
  ref: string | null;
  place: LawPlace | null;
}

/** What a text in the search box may mean: a thing by its ref, a place in the law, then what has such words. */
export function useSuggestions(text: string, asked: boolean): Suggested[] {
  const [{ data }] = useQuery({
    query: SUGGEST,
    variables: {
      ref: text.slice(0, LONGEST.ref),
      text: text.slice(0, LONGEST.text),
      long: text.slice(0, LONGEST.long),
    },
    pause: !asked || text.length < SHORTEST,
  });
  return useMemo(() => (data && asked && text.length >= SHORTEST ? listed(data) : []), [data, asked, text]);
}

function listed(data: SuggestQuery): Suggested[] {
  const { certain, suggestions } = data.legalReference;
  const law = suggestions
    .filter(({ existence, target }) => !CLOSED.has(existence) && (certain || target.includes('#')))
    .map(({ target, label }) => ({ key: target, title: label, kind: 'LAW_SOURCE', ref: null, place: placeOf(target) }))
    .filter(({ place }) => place)
    .slice(0, 2);
  const entries = [
    ...(data.entry ? [data.entry] : []),
    ...data.similarEntries,
    ...data.barriers.nodes,
    ...data.dossiers.nodes,
    ...data.advocacyGoals.nodes,
  ].map(({ id, ref, kind, title }) => ({ key: id, title, kind, ref: ref ?? id, place: null }));
  const exact = data.entry ? 1 : 0;
  const all = [...entries.slice(0, exact), ...law, ...entries.slice(exact)];
  return all.filter(({ key }, i) => all.findIndex((one) => one.key === key) === i).slice(0, MOST);
}
