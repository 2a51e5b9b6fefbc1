import { useEffect, useState, type ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { codeOf } from '../api/client';
import { sayFailing } from '../api/failing';
import { useSession } from '../session/session';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { Button } from './button';

const SLOW_MS = 2_500;

/** Holds the room that the answer will take, and says so when it takes long. */
export function Waiting({ lines = 6 }: { lines?: number }): ReactNode {
  const w = useWords(shellWords);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="waiting" aria-busy="true">
      <p role="status" className={slow ? 'waiting-words' : 'visually-hidden'}>
        {slow ? w.slow : w.loading}
      </p>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className="waiting-line" aria-hidden="true" />
      ))}
    </div>
  );
}

/** Who reads decides what is asked for: nothing is drawn on a guess, to be taken back when the answer comes. */
export function Opening(): ReactNode {
  return (
    <div className="page">
      <Waiting />
    </div>
  );
}

export function Failure({ error, retry }: { error: CombinedError; retry: () => void }): ReactNode {
  const w = useWords(shellWords);
  const { signIn } = useSession();
  useEffect(sayFailing, []);
  const code = codeOf(error);
  if (code === 'UNAUTHENTICATED')
    return (
      <div className="notice">
        <p>{w.needsSignIn}</p>
        <Button onPress={signIn}>{w.signIn}</Button>
      </div>
    );
  const words = code === 'FORBIDDEN' ? w.forbidden : (error.graphQLErrors[0]?.message ?? w.failed);
  return (
    <div className="notice notice-wrong" role="alert">
      <p>{words}</p>
      {code === 'FORBIDDEN' ? null : (
        <Button variant="secondary" onPress={retry}>
          {w.retry}
        </Button>
      )}
    </div>
  );
}

interface Result<D> {
  data?: D;
  fetching: boolean;
  error?: CombinedError;
}

/** What a query has to say: not yet, not at all and why, or its data. What was there before stays while it is asked anew. */
export function Loaded<D>({
  of: { data, error },
  again,
  lines,
  children,
}: {
  of: Result<D>;
  again: () => void;
  lines?: number;
  children: (data: D) => ReactNode;
}): ReactNode {
  if (error && !data) return <Failure error={error} retry={again} />;
  if (!data) return <Waiting lines={lines} />;
  return children(data);
}
