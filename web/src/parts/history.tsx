import type { ReactNode } from 'react';
import { isoMoment } from '../words/dates';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';

/** What has happened, the newest first. */
export function History({
  of,
}: {
  of: readonly { seq: number; at: string; text: string; actorName: string }[];
}): ReactNode {
  const w = useWords(questionWords);
  return (
    <details className="foldable card">
      <summary>{w.history}</summary>
      <ol className="history" reversed>
        {[...of].reverse().map((event) => (
          <li key={event.seq}>
            <time dateTime={event.at}>{isoMoment(event.at)}</time>
            <span>{event.text}</span>
            <span className="soft">{event.actorName}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
