import type { ReactNode } from 'react';
import type { ActionViewFragment } from '../gql/graphql';
import { TextSlot } from '../texts/text-slot';
import { advocacyWords } from '../words/advocacy';
import { useWords } from '../words/words';

const WRITTEN = ['LETTER', 'CONSULTATION_RESPONSE', 'REPORT'];

/** The letter: written, reviewed as every text, and downloaded. */
export function Letter({ of, again }: { of: ActionViewFragment; again: () => void }): ReactNode {
  const w = useWords(advocacyWords);
  if (!WRITTEN.includes(of.actionKind) && !of.revisions.length) return null;
  return (
    <TextSlot
      entry={of.id}
      slot="letter"
      revisions={of.revisions}
      comments={of.comments}
      heading={w.letter}
      none={of.state === 'PLANNED' ? w.letterPlanned : w.letterNone}
      mayBegin={of.state === 'PREPARING'}
      again={again}
    >
      {of.letterUrls ? (
        <div className="card no-print">
          <h3>{w.download}</h3>
          <div className="row">
            <a className="button button-second" href={of.letterUrls.docx} download>
              {w.asDocx}
            </a>
            <a className="button button-second" href={of.letterUrls.html} download>
              {w.asHtml}
            </a>
          </div>
        </div>
      ) : null}
    </TextSlot>
  );
}
