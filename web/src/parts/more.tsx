import type { ReactNode } from 'react';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { Button } from './button';

export function More({ of }: { of: { hasMore: boolean; fetchingMore: boolean; more(): void } }): ReactNode {
  const w = useWords(shellWords);
  if (!of.hasMore) return null;
  return (
    <div className="more">
      <Button variant="secondary" onPress={of.more} isDisabled={of.fetchingMore}>
        {of.fetchingMore ? w.loadingMore : w.more}
      </Button>
    </div>
  );
}
