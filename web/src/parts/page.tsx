import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const openedAt = location.pathname;
let left = false;

/**
 * After a change of page the focus stands on its heading, as after loading a document: whoever does not see the screen hears
 * where they came. The page that was opened first has been read out by the browser itself.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    left ||= location.pathname !== openedAt;
    if (left) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

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

/** The frame of every page. */
export function Page({ title, tab = title, kicker, lead, actions, wide, children }: PageProps): ReactNode {
  const heading = useArrival();
  const { name } = useWords(shellWords);
  useEffect(() => {
    document.title = `${tab} – ${name}`;
  }, [tab, name]);
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
