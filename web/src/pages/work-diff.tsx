import { diffArrays, diffLines, diffWordsWithSpace } from 'diff';
import { useMemo, type ReactNode } from 'react';
import { Diff } from '../parts/diff';
import { useRested } from '../shell/suggest';

/** Edits after which the comparison gives up: its work grows with their square, and somebody is writing meanwhile. */
const MOST_EDITS = 1_500;

/** A text that is being written against an earlier one: word by word, by lines where they have little in common. */
export default function WordDiff({ before, after }: { before: string; after: string }): ReactNode {
  const rested = useRested(after, 200);
  const changes = useMemo(
    () =>
      (
        diffWordsWithSpace(before, rested, { maxEditLength: MOST_EDITS }) ??
        diffLines(before, rested, { maxEditLength: MOST_EDITS }) ??
        diffArrays([before], [rested]).map((one) => ({ ...one, value: one.value.join('') }))
      ).map(({ added, removed, value }) => ({
        op: added ? ('INSERT' as const) : removed ? ('DELETE' as const) : ('EQUAL' as const),
        text: value,
      })),
    [before, rested],
  );
  return (
    <div className="preview">
      <Diff of={changes} fold />
    </div>
  );
}
