import { lawHref } from './law-address';

const CITATION = /<a class="citation" href="\/lag\/([^"#]+)(?:#([^"]+))?"(?: title="[^"]*")?>/g;

/**
 * Citations in HTML of the server (src/catalogue/markdown-links.ts), which lead to the law of today: led to the pages of the
 * law as of the day that the text is about, and known to LawPeek. What it shows says more than the title did.
 */
export function withLaw(html: string, day?: string | null): string {
  return html.replace(CITATION, (link, source: string, fragment: string | undefined) => {
    const target = fragment ? `${source}#${fragment}` : source;
    const href = lawHref(target, day);
    if (!href) return link;
    const on = day ? ` data-dag="${day}"` : '';
    return `<a class="lagrum" href="${href.replace(/&/g, '&amp;')}" data-lagrum="${target}"${on}>`;
  });
}
