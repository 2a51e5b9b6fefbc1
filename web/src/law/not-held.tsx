import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../parts/page';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';

/** An act that was not read here, or a place that it never had: what to do instead. */
export function NotHeld({ what }: { what: string }): ReactNode {
  const w = useWords(lawWords);
  return (
    <Page title={w.notHeldTitle(what)} kicker={<Link to="/lag">{w.title}</Link>} lead={<p>{w.notHeld}</p>}>
      <p>
        <Link className="button" to="/lag">
          {w.toLaw}
        </Link>
      </p>
    </Page>
  );
}
