import type { ReactNode } from 'react';
import { entryWords } from '../words/entries';
import { useWords } from '../words/words';
import { EntryLink, type LinkedEntry } from './entry-link';

export interface ShownLink {
  id: string;
  type: string;
  direction: string;
  entry: LinkedEntry;
}

export function Links({ of, title }: { of: readonly ShownLink[]; title: string }): ReactNode {
  const w = useWords(entryWords);
  // Two things may be linked in more than one way: the thing stands there once.
  const shown = of.filter((link, i) => of.findIndex(({ entry }) => entry.id === link.entry.id) === i);
  if (!shown.length) return null;
  return (
    <section className="card">
      <h2>{title}</h2>
      <ul className="plain-list">
        {shown.map((link) => (
          <li key={link.id}>
            <span className="soft small">
              {(link.direction === 'IN' ? w.linkTypeBack[link.type] : undefined) ?? w.linkType[link.type] ?? link.type}
              {link.entry.ref ? ` ${link.entry.ref}` : ''}
            </span>
            <br />
            <EntryLink entry={link.entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}
