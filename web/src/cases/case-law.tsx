import { useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { LawRef } from '../law/law-ref';
import { graphql } from '../gql';

const GROUNDS = graphql(`
  query CaseGrounds($text: String!) {
    citations(text: $text) {
      start
      target
    }
  }
`);

/** The provisions that grounds of secrecy point at, read once for all that a page shows. */
export function useGrounds(grounds: readonly string[]): ReadonlyMap<string, string> {
  const lines = useMemo(() => [...new Set(grounds)].sort(), [grounds]);
  const text = lines.join('\n');
  const [{ data }] = useQuery({ query: GROUNDS, variables: { text }, pause: text === '' });
  return useMemo(() => {
    const targets = new Map<string, string>();
    let start = 0;
    for (const line of lines) {
      const end = start + line.length;
      const found = data?.citations.find((one) => one.target && one.start >= start && one.start < end);
      if (found?.target) targets.set(line, found.target);
      start = end + 1;
    }
    return targets;
  }, [data, lines]);
}

/** A ground as it was written, leading to the provision where it is recognised. */
export function Ground({ of, law }: { of: string; law: ReadonlyMap<string, string> }): ReactNode {
  const target = law.get(of);
  return target ? <LawRef target={target}>{of}</LawRef> : of;
}
