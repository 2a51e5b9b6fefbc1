import { useState, type ReactNode } from 'react';
import { useLive, useSettled } from '../api/live';
import { graphql } from '../gql';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { Button } from './button';

/** Something has changed under the reader: said, and shown when they ask for it. What one reads stays where it is. */
export function News({ says, show, leave }: { says: string | null; show: () => void; leave: () => void }): ReactNode {
  const w = useWords(shellWords);
  return (
    <div role="status" className="news no-print">
      {says ? (
        <div>
          <p>{says}</p>
          <Button
            size="medium"
            onPress={() => {
              show();
              document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
            }}
          >
            {w.newsShow}
          </Button>
          <Button size="medium" variant="tertiary" onPress={leave}>
            {w.newsLeave}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const ENTRY_CHANGED = graphql(`
  subscription EntryChanged($id: ID!) {
    entryChanged(id: $id) {
      own
    }
  }
`);

/** Tells that somebody else changed a thing. What the reader did themselves is read anew without a word, unless they write. */
export function EntryNews({
  entry,
  again,
  writing,
}: {
  entry: string;
  again: () => void;
  writing?: boolean;
}): ReactNode {
  const w = useWords(shellWords);
  const [news, setNews] = useState(false);
  const quietly = useSettled(again);
  useLive(ENTRY_CHANGED, { id: entry }, (data) => {
    if (data && !data.entryChanged.own) setNews(true);
    else if (!writing) quietly();
  });
  return (
    <News
      says={news ? w.newsEntry : null}
      show={() => {
        setNews(false);
        again();
      }}
      leave={() => setNews(false)}
    />
  );
}
