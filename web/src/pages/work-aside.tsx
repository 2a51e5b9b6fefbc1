import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** The place beside an editor where it says what it found; null where the page has none. */
export const Aside = createContext<HTMLElement | null>(null);

/** As wide as the workspace must be for its three panes to stand side by side (work.css). */
const WIDE = '(min-width: 80rem)';
const watch = (tell: () => void): (() => void) => {
  const media = window.matchMedia(WIDE);
  media.addEventListener('change', tell);
  return () => media.removeEventListener('change', tell);
};
const useWide = (): boolean => useSyncExternalStore(watch, () => window.matchMedia(WIDE).matches);

/** What an editor has to say of its text: beside it where there is room, else folded under it. */
export function Beside({
  title,
  hint,
  children,
}: {
  title: string;
  /** Said beside the title where the rest is folded. */
  hint?: string;
  children: ReactNode;
}): ReactNode {
  const aside = useContext(Aside);
  const wide = useWide();
  if (aside && wide)
    return createPortal(
      <section className="card">
        <h2>{title}</h2>
        {children}
      </section>,
      aside,
    );
  return (
    <details className="foldable card">
      <summary>
        {title} {hint ? <span className="soft small">{hint}</span> : null}
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
