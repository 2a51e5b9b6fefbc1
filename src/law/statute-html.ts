/** Elements that begin and end a block of text. */
const BLOCKS = new Set(
  'address article blockquote body center dd div dl dt fieldset form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody thead tr ul'.split(
    ' ',
  ),
);
const SILENT = new Set(['script', 'style', 'head', 'title', 'template']);
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  sect: '§',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  aring: 'å',
  auml: 'ä',
  ouml: 'ö',
  Aring: 'Å',
  Auml: 'Ä',
  Ouml: 'Ö',
  eacute: 'é',
  Eacute: 'É',
  uuml: 'ü',
  Uuml: 'Ü',
  shy: '\u00ad',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  bdquo: '„',
  times: '×',
  middot: '·',
  bull: '•',
  deg: '°',
  micro: 'µ',
  frac12: '½',
  frac14: '¼',
  sup2: '²',
  sup3: '³',
};
const MOST_OF_TAG = 2_000;

/**
 * The words of Riksdagen's HTML edition with their blocks, for the plain-text reader. One pass forward; an angle bracket that
 * opens no tag is a sign of the text. The edition's own table of contents (`sfstoc`) repeats the headings and is passed over.
 */
export function textOfHtml(html: string): string {
  const out: string[] = [];
  let contents = 0;
  let silent: string | null = null;
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    const stop = open < 0 ? html.length : open;
    if (stop > at && contents === 0 && silent === null) out.push(decodeEntities(html.slice(at, stop)));
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    const head = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])/.exec(html.slice(open, open + 40));
    const close = head ? html.slice(open, open + MOST_OF_TAG).indexOf('>') : -1;
    if (!head || close < 0) {
      if (contents === 0 && silent === null) out.push('<');
      at = open + 1;
      continue;
    }
    const tag = html.slice(open, open + close + 1);
    const name = (head[2] ?? '').toLowerCase();
    const ends = head[1] === '/';
    at = open + close + 1;
    if (silent !== null) {
      if (ends && name === silent) silent = null;
      continue;
    }
    if (name === 'div' && contents > 0) contents += ends ? -1 : 1;
    else if (name === 'div' && !ends && /class=["'][^"']*\bsfstoc\b/.test(tag)) contents = 1;
    if (contents > 0) continue;
    if (!ends && SILENT.has(name) && !tag.endsWith('/>')) silent = name;
    else if (name === 'br') {
      // The edition often keeps the line break of the text behind the tag.
      out.push('\n');
      if (html[at] === '\r') at += 1;
      if (html[at] === '\n') at += 1;
    } else if (name === 'td' || name === 'th') out.push(ends ? '' : '\t');
    else if (BLOCKS.has(name)) out.push('\n\n');
  }
  return out.join('');
}

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,10}));/g, (whole, ...groups) => {
    const [decimal, hex, name] = groups as (string | undefined)[];
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '0', 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
