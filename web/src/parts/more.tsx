import type { ReactNode } from 'react';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { Button } from './button';

export function More({
  of,
}: {
  of: { hasMore: boolean; fetchingMore: boolean; moreFailed?: boolean; more(): void };
}): ReactNode {
  const w = useWords(shellWords);
  if (!of.hasMore) return null;
  return (
    <div className="more">
      {of.moreFailed ? (
        <p role="alert" className="more-failed">
          {w.moreFailed}
        </p>
      ) : null}
      <Button variant="secondary" onPress={of.more} isDisabled={of.fetchingMore}>
        {of.fetchingMore ? w.loadingMore : of.moreFailed ? w.retry : w.more}
      </Button>
    </div>
  );
}
