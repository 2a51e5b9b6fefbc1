import type { Token } from 'markdown-it';

/** A passage of a text that leads somewhere of ours: offsets in UTF-16 units of the text as stored. */
export interface TextLink {
  start: number;
  end: number;
  /** Path within the site. */
  href: string;
  title: string;
}

/**
 * Marks are noncharacters of Unicode (U+FDD0–FDEF): no text that people write holds them, and to the parser they are
 * neither space nor punctuation. An opening mark carries the number of its link, so that none is mistaken for another
 * when the parser drops or repeats a passage.
 */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const FIRST_DIGIT = 0xfdd2;
const ANY_MARK = /[\uFDD0-\uFDEF]|%EF%B7%[9A][0-9A-F]/gi;
const PARTS = /(\uFDD0[\uFDD2-\uFDE1]+|\uFDD1)/;
const LINK = /<a class="citation"[^>]*>([\s\S]*?)<\/a>/g;
const MARKUP = /[*_~`[\]()<>\\&|!#]/;

export function holdsMarks(source: string): boolean {
  return /[\uFDD0-\uFDEF]/.test(source);
}

/** Whether the passage touches a character that means something to the parser: there a mark may change what it sees. */
export function besideMarkup(source: string, { start, end }: TextLink): boolean {
  return MARKUP.test(source[start - 1] ?? '') || MARKUP.test(source[end] ?? '');
}

/** The source with marks where links begin and end; overlapping ones and those outside the text are left out. */
export function marked(source: string, links: readonly TextLink[]): string {
  let out = '';
  let at = 0;
  const order = links.map((link, index) => ({ ...link, index })).sort((a, b) => a.start - b.start);
  for (const { start, end, index } of order) {
    if (start < at || end <= start || end > source.length) continue;
    const digits = [...index.toString(16)].map((digit) => String.fromCharCode(FIRST_DIGIT + parseInt(digit, 16)));
    out += source.slice(at, start) + OPEN + digits.join('') + source.slice(start, end) + CLOSE;
    at = end;
  }
  return out + source.slice(at);
}

/** Takes the marks out of parsed text; a link comes where both its marks stand in one run of text, outside other links. */
export function linkTokens(tokens: Token[], links: readonly TextLink[]): void {
  for (const token of tokens) {
    clean(token);
    if (token.children) token.children = inline(token.children, links);
  }
}

/** What was rendered, without the links laid over it: the same as the text without marks, or a mark did harm. */
export function withoutLinks(html: string): string {
  return html.replace(LINK, '$1');
}

function inline(tokens: Token[], links: readonly TextLink[]): Token[] {
  const out: Token[] = [];
  let open: { at: number; link: TextLink; depth: number } | null = null;
  let within = 0;
  let depth = 0;
  for (const token of tokens) {
    if (token.nesting < 0) depth--;
    if (token.type === 'link_open') within++;
    if (token.type === 'link_close') within--;
    if (open && (depth < open.depth || within > 0)) open = null;
    if (token.type === 'text') {
      for (const part of token.content.split(PARTS)) {
        if (part.startsWith(OPEN)) {
          const link = links[numberOf(part)];
          open = link && within === 0 ? { at: out.length, link, depth } : null;
        } else if (part === CLOSE) {
          if (open?.depth === depth && out.length > open.at) {
            out.splice(open.at, 0, anchor(token, 1, open.link));
            out.push(anchor(token, -1, open.link));
          }
          open = null;
        } else if (part !== '') {
          out.push(Object.assign(like(token, 'text', '', 0), { content: part }));
        }
      }
    } else {
      clean(token);
      out.push(token);
    }
    if (token.nesting > 0) depth++;
  }
  return out;
}

function clean(token: Token): void {
  if (token.type !== 'inline') token.content = token.content.replace(ANY_MARK, '');
  token.info = token.info.replace(ANY_MARK, '');
  for (const attribute of token.attrs ?? []) attribute[1] = String(attribute[1]).replace(ANY_MARK, '');
}

function numberOf(mark: string): number {
  return parseInt([...mark.slice(1)].map((one) => (one.charCodeAt(0) - FIRST_DIGIT).toString(16)).join(''), 16);
}

/** The parser's class of tokens is not exported as a value; a token knows it. */
function like(token: Token, ...made: ConstructorParameters<typeof Token>): Token {
  return new (token.constructor as typeof Token)(...made);
}

function anchor(token: Token, nesting: 1 | -1, { href, title }: TextLink): Token {
  const made = like(token, nesting === 1 ? 'link_open' : 'link_close', 'a', nesting);
  if (nesting === 1) {
    made.attrs = [
      ['class', 'citation'],
      ['href', href],
      ['title', title],
    ];
  }
  return made;
}
