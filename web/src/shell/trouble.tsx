import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Failure } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

/** The same for what does not exist and for what one may not see. */
export function NotFound(): ReactNode {
  const w = useWords(shellWords);
  const { viewer, known, signIn } = useSession();
  return (
    <Page title={w.notFoundTitle} lead={<p>{w.notFound}</p>}>
      {known && !viewer ? (
        <p>
          {w.notFoundSignIn}{' '}
          <button type="button" className="link" onClick={signIn}>
            {w.signIn}
          </button>
        </p>
      ) : null}
      <p>
        <Link to="/">{w.toStart}</Link>
      </p>
    </Page>
  );
}

/** A fault of ours on one page: the rest of the application goes on. */
export function Broken(): ReactNode {
  const w = useWords(shellWords);
  return (
    <Page title={w.brokenTitle} lead={<p>{w.broken}</p>}>
      <p>
        <button type="button" className="link" onClick={() => location.reload()}>
          {w.reload}
        </button>{' '}
        <a href="/">{w.toStart}</a>
      </p>
    </Page>
  );
}

/** The server has not even said who is signed in: no page can know what it may show. */
export function Unreachable({ error }: { error: CombinedError }): ReactNode {
  const w = useWords(shellWords);
  const { refresh } = useSession();
  return (
    <Page title={w.unreachableTitle}>
      <Failure error={error} retry={refresh} />
    </Page>
  );
}
