import type { ReactNode } from 'react';
import type { ThreadFragment } from '../gql/graphql';
import { Prose } from '../parts/prose';
import { isoMoment } from '../words/dates';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import type { Standing } from './remark-places';
import { useRoundName, type Round } from './work-rounds';

/** Comments on a text, each with the passage it is about; by the round of review that they were written in, newest first. */
export function Remarks({
  of,
  rounds,
  stands,
  show,
}: {
  of: ThreadFragment[];
  rounds: Round[];
  /** By the comment's id; nothing until the text has been looked through. */
  stands: Record<string, Standing>;
  show: (remark: ThreadFragment) => void;
}): ReactNode {
  const w = useWords(workWords);
  const nameOf = useRoundName();
  const numbers = [...new Set(of.map(({ round }) => round ?? 0))].sort((a, b) => b - a);
  const several = rounds.length > 1;
  return (
    <section className="remarks-all">
      <h3>{w.comments}</h3>
      {numbers.map((number) => {
        const round = rounds.find((one) => one.number === number);
        return (
          <div key={number}>
            {several ? <h4>{round ? nameOf(round) : w.roundBefore}</h4> : null}
            <ol className="remarks">
              {of
                .filter((one) => (one.round ?? 0) === number)
                .map((remark) => (
                  <OneRemark key={remark.id} of={remark} stands={stands[remark.id]} show={show} />
                ))}
            </ol>
          </div>
        );
      })}
    </section>
  );
}

function OneRemark({
  of,
  stands,
  show,
}: {
  of: ThreadFragment;
  stands: Standing | undefined;
  show: (remark: ThreadFragment) => void;
}): ReactNode {
  const w = useWords(workWords);
  return (
    <li>
      <p className="message-head">
        <strong>{of.author?.name}</strong>
        <time dateTime={of.createdAt}>{isoMoment(of.createdAt)}</time>
      </p>
      {of.quote ? <blockquote className="quote">{of.quote}</blockquote> : null}
      <Prose html={of.html} />
      {of.quote && stands === 'gone' ? <p className="small soft">{w.commentMoved}</p> : null}
      {of.quote && stands && stands !== 'gone' ? (
        <p className="small">
          {stands === 'changed' ? <span className="soft">{w.commentNear} </span> : null}
          <button type="button" className="link" onClick={() => show(of)}>
            {w.show}
          </button>
        </p>
      ) : null}
    </li>
  );
}
