import type { ReactNode } from 'react';
import type { TextChangeKind } from '../gql/graphql';
import { guidanceWords } from '../words/guidance';
import { useWords } from '../words/words';

/** Words that came and went, by the server's comparison. ins and del are read out as such. */
export function Diff({ of }: { of: { op: TextChangeKind; text: string }[] }): ReactNode {
  const { same } = useWords(guidanceWords);
  if (of.every(({ op }) => op === 'EQUAL')) return <p>{same}</p>;
  return (
    <div className="diff prose">
      {of.map(({ op, text }, i) =>
        op === 'INSERT' ? <ins key={i}>{text}</ins> : op === 'DELETE' ? <del key={i}>{text}</del> : text,
      )}
    </div>
  );
}
