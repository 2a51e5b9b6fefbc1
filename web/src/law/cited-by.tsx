import type { ReactNode } from 'react';
import { EntryLink, type LinkedEntry } from '../parts/entry-link';
import { entryWords } from '../words/entries';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { LawLink } from './law-text';

export interface Citing {
  entry: LinkedEntry;
  citations: readonly { id: string; label: string; target?: string | null }[];
}

/** Entries that point at a provision or an act, of those that the reader sees. */
export function CitedByList({ of, here }: { of: readonly Citing[]; here?: string }): ReactNode {
  const w = useWords(lawWords);
  const kinds = useWords(entryWords).kind;
  if (!of.length) return <p className="soft">{w.citedByNone}</p>;
  return (
    <ul className="items">
      {of.map(({ entry, citations }) => {
        const once = [...new Map(citations.map((one) => [one.target ?? one.label, one])).values()].filter(
          ({ target }) => target !== here,
        );
        return (
          <li key={entry.id}>
            <p className="item-title">
              <EntryLink entry={entry} />
            </p>
            <div className="item-meta">
              <span>{kinds[entry.kind]}</span>
              <span className="ref">{entry.ref}</span>
            </div>
            {once.length ? (
              <p className="small">
                {once.map((one, i) => (
                  <span key={one.id}>
                    {i ? ', ' : ''}
                    {one.target ? <LawLink target={one.target}>{one.label}</LawLink> : one.label}
                  </span>
                ))}
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
