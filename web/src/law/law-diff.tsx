import type { ReactNode } from 'react';
import type { TextChangeKind } from '../gql/graphql';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import './law.css';

interface Change {
  op: TextChangeKind;
  text: string;
}

/** Two wordings beside each other, what went marked in the one and what came in the other; under each other on a phone. */
export function SideBySide({
  changes,
  before,
  after,
  titles,
}: {
  changes: readonly Change[];
  before: boolean;
  after: boolean;
  titles?: { before: ReactNode; after: ReactNode };
}): ReactNode {
  const w = useWords(lawWords);
  const same = before && after && changes.every(({ op }) => op === 'EQUAL');
  if (same)
    return (
      <div className="stack">
        <p className="soft">{w.sameWords}</p>
        <div className="law-side-text" lang="sv">
          {changes.map(({ text }) => text).join('')}
        </div>
      </div>
    );
  return (
    <div className="law-sides">
      <div>
        <h4>{titles?.before ?? w.before}</h4>
        {before ? (
          <div className="law-side-text diff" lang="sv">
            {changes.map(({ op, text }, i) =>
              op === 'INSERT' ? null : op === 'DELETE' && after ? <del key={i}>{text}</del> : text,
            )}
          </div>
        ) : (
          <p className="soft">{w.nothingBefore}</p>
        )}
      </div>
      <div>
        <h4>{titles?.after ?? w.after}</h4>
        {after ? (
          <div className="law-side-text diff" lang="sv">
            {changes.map(({ op, text }, i) =>
              op === 'DELETE' ? null : op === 'INSERT' && before ? <ins key={i}>{text}</ins> : text,
            )}
          </div>
        ) : (
          <p className="soft">{w.nothingAfter}</p>
        )}
      </div>
    </div>
  );
}
