import type { ReactNode } from 'react';

/**
 * Text that the server made HTML of: Markdown without raw HTML, then an allow-list of tags (src/catalogue/markdown.ts).
 * The only place where HTML enters a page.
 */
export function Prose({ html, lang }: { html: string; lang?: string }): ReactNode {
  return <div className="prose" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />;
}
