import { diffWordsWithSpace } from 'diff';
import { useMemo, type ReactNode } from 'react';
import { Diff } from '../parts/diff';
import { workWords } from '../words/work';
import { useWords } from '../words/words';

/** A draft against what is published, word by word. */
export default function WordDiff({ before, after }: { before: string; after: string }): ReactNode {
  const w = useWords(workWords);
  const changes = useMemo(
    () =>
      diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
        op: added ? ('INSERT' as const) : removed ? ('DELETE' as const) : ('EQUAL' as const),
        text: value,
      })),
    [before, after],
  );
  return (
    <section className="preview">
      <p className="small soft">{w.sinceLast}</p>
      <Diff of={changes} />
    </section>
  );
}
