import { useEffect, useRef, type ReactNode } from 'react';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

let firstPage = true;

interface PageProps {
  title: string;
  /** What the tab says instead, where the title is not for whoever sees the screen. */
  tab?: string;
  /** Above the title: what kind of thing, its ref. */
  kicker?: ReactNode;
  lead?: ReactNode;
  /** Beside the title: what can be done. */
  actions?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}

/**
 * The frame of every page. After a change of page the focus stands on its heading, as after loading a document: whoever
 * does not see the screen hears where they came.
 */
export function Page({ title, tab = title, kicker, lead, actions, wide, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const { name } = useWords(shellWords);
  useEffect(() => {
    document.title = `${tab} – ${name}`;
  }, [tab, name]);
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="page-head">
        <div>
          {kicker ? <p className="kicker">{kicker}</p> : null}
          <h1 ref={heading} tabIndex={-1} data-tab={tab === title ? undefined : tab}>
            {title}
          </h1>
          {lead ? <div className="lead">{lead}</div> : null}
        </div>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}
