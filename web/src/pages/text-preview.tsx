import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Prose } from '../parts/prose';
import { useRested } from '../shell/suggest';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import { PREVIEW } from './work.operations';

const LONGEST_PREVIEW = 50_000;

/** As the reader will see it, made by the server: the same Markdown, the same allow-list. */
export function Preview({ text }: { text: string }): ReactNode {
  const w = useWords(workWords);
  const rested = useRested(text, 300);
  const long = rested.length > LONGEST_PREVIEW;
  const [{ data }] = useQuery({ query: PREVIEW, variables: { text: rested }, pause: !rested.trim() || long });
  return (
    <div className="preview" aria-live="polite">
      {long ? (
        <p className="soft">{w.previewLong}</p>
      ) : rested.trim() && data ? (
        <Prose html={data.textPreview} lang="sv" />
      ) : (
        <p className="soft">{w.previewEmpty}</p>
      )}
    </div>
  );
}
