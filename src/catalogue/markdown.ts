import MarkdownIt, { type Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { besideMarkup, holdsMarks, linkTokens, marked, TextLink, withoutLinks } from './markdown-links.js';
import { plainText } from './markdown-plain-text.js';

/** Lists and quotes within one another beyond this are dropped: nobody writes so, and a parser is not to recurse on it. */
const MAX_NESTING = 40;

const SAFE_LINK = /^(https?:\/\/[^/\s]|mailto:[^\s])/i;

const markdown = new MarkdownIt('default', {
  html: false,
  linkify: false,
  typographer: false,
  breaks: false,
  maxNesting: MAX_NESTING,
});
// Refused here, a link stays as the text it was written as; the sanitiser below is the second lock, not the first.
markdown.validateLink = (url) => SAFE_LINK.test(url);
// An image is a request to somebody else's server from each reader's browser: its text stays, the picture does not.
markdown.renderer.rules.image = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '');
markdown.core.ruler.push('house_style', (state) => {
  for (const token of state.tokens) {
    // The page has the h1; a text starts below it.
    if (token.type === 'heading_open' || token.type === 'heading_close') {
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
    }
    // The content security policy allows no inline style.
    const style = token.attrGet('style');
    if (style) {
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
      token.attrJoin('class', String(style).replace('text-align:', 'align-'));
    }
    if (token.children) token.children = shallow(token.children);
  }
});

/**
 * `maxNesting` does not count emphasis: a run of 200,000 asterisks became 100,000 nested tags, over which the
 * sanitiser took 4.7 s (quadratic). Emphasis within that much emphasis says nothing and goes; its text stays.
 */
function shallow(tokens: Token[]): Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    if (token.nesting < 0) depth--;
    const keep = token.nesting === 0 || depth < MAX_NESTING;
    if (token.nesting > 0) depth++;
    return keep;
  });
}

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'],
    ...['em', 'strong', 's', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'title', 'rel'], ol: ['start'] },
  allowedClasses: {
    a: ['citation'],
    th: ['align-left', 'align-center', 'align-right'],
    td: ['align-left', 'align-center', 'align-right'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'escape',
  transformTags: {
    // Only the program makes links of this class, to places of its own: the parser gives what people write no class.
    a: (tagName, attribs) =>
      attribs.class === 'citation'
        ? { tagName, attribs }
        : { tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } },
  },
};

/**
 * Markdown as HTML that is safe to put in a page: no raw HTML, no images, links only to http, https and mailto,
 * headings from h2 down. The parser and the allow-list are two locks; either alone would hold.
 * `links` are laid over passages of the source, where that changes nothing else of what is shown.
 */
export function renderMarkdown(source: string, links: readonly TextLink[] = []): string {
  const plain = sanitizeHtml(markdown.render(calmed(source)), ALLOWED);
  if (links.length === 0 || source.includes('\u0000') || holdsMarks(source)) return plain;
  for (const chosen of [links, links.filter((link) => !besideMarkup(source, link))]) {
    const tokens = markdown.parse(marked(source, chosen), {});
    linkTokens(tokens, chosen);
    const html = sanitizeHtml(markdown.renderer.render(tokens, markdown.options, {}), ALLOWED);
    if (withoutLinks(html) === plain) return html;
  }
  return plain;
}

/** Markdown as wrapped plain text for a municipality's diary: markers kept, link targets in brackets after their text. */
export function markdownToPlainText(source: string): string {
  return plainText(markdown.parse(calmed(source), {}));
}

/** The parsed text, for those who write it in another form (a Word file); links that are not safe are gone already. */
export function parseMarkdown(source: string): Token[] {
  return markdown.parse(calmed(source), {});
}

/** The null byte is the one character both libraries treat on their own; input texts never hold it. */
function calmed(source: string): string {
  return source.replaceAll('\u0000', '');
}
