import { useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../gql';
import type { CitedTextQuery } from '../gql/graphql';
import { useRested } from '../shell/suggest';
import { follow } from './follow';

const CITED = graphql(`
  query CitedText($text: String!, $date: Date) {
    citations(text: $text, date: $date) {
      start
      end
      text
      target
      label
      existence
      note
    }
  }
`);

export type Cited = CitedTextQuery['citations'][number];

/** What the server reads at most; what comes after it is not looked at. */
export const MOST_READ = 50_000;
const REST_MS = 600;
/** Nothing without a number, a section sign or a capital can point at law. */
const MAY_CITE = /[\d§]|\p{Lu}{2}|lag/u;
const NONE: Cited[] = [];

/**
 * Where a text that is being written points at law. Asked when the writer rests, and never waited for: until the next answer
 * the last one follows the text, less what has been written over since.
 */
export function useCitedText(text: string, day: string | null): { cited: Cited[]; asked: boolean } {
  const client = useClient();
  const rested = useRested(text, REST_MS);
  const [read, setRead] = useState<{ text: string; cited: Cited[] } | null>(null);
  useEffect(() => {
    let left = false;
    const part = rested.slice(0, MOST_READ);
    if (!MAY_CITE.test(part)) {
      setRead({ text: part, cited: NONE });
      return;
    }
    void client
      .query(CITED, { text: part, date: day }, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => {
        if (!left && data) setRead({ text: part, cited: data.citations });
      });
    return () => {
      left = true;
    };
  }, [client, rested, day]);
  const cited = useMemo(() => (read ? follow(read.cited, read.text, text) : NONE), [read, text]);
  return { cited, asked: read !== null };
}

/** How a citation stands for whoever writes it. */
export type CitedState = 'sure' | 'absent' | 'doubtful';
export function stateOf({ target, existence }: Cited): CitedState {
  if (!target || existence === 'NO_SUCH_PLACE' || existence === 'REPEALED' || existence === 'RENUMBERED')
    return 'doubtful';
  return existence === 'TEXT_NOT_HERE' ? 'absent' : 'sure';
}
