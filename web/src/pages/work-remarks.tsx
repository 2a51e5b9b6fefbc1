import type { ReactNode } from 'react';
import type { ThreadFragment } from '../gql/graphql';
import { Prose } from '../parts/prose';
import { isoMoment } from '../words/dates';
import { workWords } from '../words/work';
import { useWords } from '../words/words';

/** Comments on a text, each with the passage it is about. */
export function Remarks({
  of,
  stateOf,
  show,
}: {
  of: ThreadFragment[];
  /** How the passage stands in the text now, in words; nothing when it stands there word for word. */
  stateOf?: (quote: string) => string | null;
  show?: (quote: string) => void;
}): ReactNode {
  const w = useWords(workWords);
  return (
    <section>
      <h3>{w.comments}</h3>
      <ol className="remarks">
        {of.map((remark) => {
          const state = remark.quote ? (stateOf?.(remark.quote) ?? null) : null;
          return (
            <li key={remark.id}>
              <p className="message-head">
                <strong>{remark.author?.name}</strong>
                <time dateTime={remark.createdAt}>{isoMoment(remark.createdAt)}</time>
              </p>
              {remark.quote ? <blockquote className="quote">{remark.quote}</blockquote> : null}
              <Prose html={remark.html} />
              {state ? <p className="small soft">{state}</p> : null}
              {remark.quote && show ? (
                <p>
                  <button type="button" className="link small" onClick={() => show(remark.quote!)}>
                    {w.show}
                  </button>
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
