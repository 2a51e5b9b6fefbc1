import { useMemo, type ReactNode } from 'react';
import { withLaw } from '../law/law-html';

/**
 * Text that the server made HTML of: Markdown without raw HTML, then an allow-list of tags (src/catalogue/markdown.ts).
 * The only place where HTML enters a page. Citations in it lead to the law as of `day`.
 */
export function Prose({ html, lang, day }: { html: string; lang?: string; day?: string | null }): ReactNode {
  const shown = useMemo(() => ({ __html: withLaw(html, day) }), [html, day]);
  return <div className="prose" lang={lang} dangerouslySetInnerHTML={shown} />;
}
