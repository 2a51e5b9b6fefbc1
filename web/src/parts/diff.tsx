import { Fragment, type ReactNode } from 'react';
import type { TextChangeKind } from '../gql/graphql';
import { guidanceWords } from '../words/guidance';
import { useWords } from '../words/words';

/** An unchanged stretch longer than this is folded; so much of it stays on each side of what changed. */
const FOLDED = 700;
const AROUND = 160;

/** Words that came and went, by the server's comparison. ins and del are read out as such. */
export function Diff({
  of,
  fold,
}: {
  of: { op: TextChangeKind; text: string }[];
  /** Long stretches where nothing changed can be opened, and do not stand in the way of what did. */
  fold?: boolean;
}): ReactNode {
  const { same } = useWords(guidanceWords);
  if (of.every(({ op }) => op === 'EQUAL')) return <p>{same}</p>;
  return (
    <div className="diff prose">
      {of.map(({ op, text }, i) =>
        op === 'INSERT' ? (
          <ins key={i}>{text}</ins>
        ) : op === 'DELETE' ? (
          <del key={i}>{text}</del>
        ) : fold && text.length > FOLDED ? (
          <Unchanged key={i} text={text} first={i === 0} last={i === of.length - 1} />
        ) : (
          <Fragment key={i}>{text}</Fragment>
        ),
      )}
    </div>
  );
}

function Unchanged({ text, first, last }: { text: string; first: boolean; last: boolean }): ReactNode {
  const { unchanged } = useWords(guidanceWords);
  // Cut where a line begins: a fold in the middle of a sentence would be read as one.
  const from = first ? 0 : text.indexOf('\n', AROUND) + 1;
  const to = last ? text.length : text.lastIndexOf('\n', text.length - AROUND) + 1;
  if (to - from < FOLDED / 2 || (!first && !from)) return text;
  const folded = text.slice(from, to);
  return (
    <>
      {text.slice(0, from)}
      <details className="diff-fold">
        <summary>{unchanged(folded.split(/\n\s*\n/).filter((one) => one.trim()).length)}</summary>
        {folded}
      </details>
      {text.slice(to)}
    </>
  );
}
