import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { SIMILAR } from '../pages/ask.operations';
import { useRested } from '../shell/suggest';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';
import { ConclusionMark } from './badges';
import { EntryLink } from './entry-link';

const SHORTEST = 8;

/** What is answered already and resembles a text that is being written. */
export function Similar({ text, without, lead }: { text: string; without?: string; lead?: string }): ReactNode {
  const w = useWords(questionWords);
  const rested = useRested(text.trim().slice(0, 2_000), 700);
  const asked = rested.length >= SHORTEST;
  const [{ data, stale, fetching }] = useQuery({ query: SIMILAR, variables: { text: rested }, pause: !asked });
  const found = asked ? (data?.similarEntries ?? []).filter(({ id }) => id !== without) : [];
  return (
    <section className="card similar" aria-busy={stale || fetching}>
      <h2>{w.similar}</h2>
      {lead ? <p className="small soft">{lead}</p> : null}
      {found.length ? (
        <ul className="plain-list">
          {found.map((entry) => (
            <li key={entry.id}>
              <EntryLink entry={entry} />
              <div className="item-meta">
                {entry.__typename === 'Guidance' && entry.conclusion ? <ConclusionMark of={entry.conclusion} /> : null}
                <span className="ref">{entry.ref}</span>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="small">{asked && data ? w.similarNone : w.similarWait}</p>
      )}
    </section>
  );
}
