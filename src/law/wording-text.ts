import { sentencesOf } from './statute-outline.js';
import type { WordingPart } from './provision.entity.js';

const MARKER =
  /\/(?=Träder i kraft|Upphör att gälla|Ny beteckning|Rubriken|Kapitlet|Bilagan)[^/\r\n]{1,300}(?:\r?\n[^/\r\n]{1,300})?\/[^\S\r\n]*(?:\r?\n)?/g;
/** A line that begins a point of a list, or is a row of a table. */
const OWN_LINE = /^(?:\d{1,3}(?: ?[a-zåäö])?\.|[a-zåäö][.)]|[-–—])\s|\t| {4}/;

/**
 * The words as one reads them: the edition's hard line ends undone, a paragraph on one line, an empty line between blocks,
 * points on lines of their own, the markers of two wordings at once left out (their days stand in fields). Two wordings are
 * compared in this form: where an edition broke its lines is no change of the law. Linear in the text.
 */
export function readable(text: string): string {
  const out: string[] = [];
  let line = '';
  const flush = (): void => {
    if (line !== '') out.push(line);
    line = '';
  };
  for (const raw of text.replace(MARKER, '').split(/\r?\n/)) {
    const words = raw.trim();
    if (words === '') {
      flush();
      if (out.length > 0 && out.at(-1) !== '') out.push('');
    } else if (line === '' || OWN_LINE.test(raw)) {
      flush();
      line = words;
    } else line += ` ${words}`;
  }
  flush();
  while (out.at(-1) === '') out.pop();
  return out.join('\n');
}

export interface Cut {
  fragment: string;
  start: number;
  end: number;
}

/**
 * A piece inside a wording by its place, `S1N3` or `S2M1`; null where the wording has no such piece. `S1` of a section with one
 * paragraph alone is the section's words; `N3` without a paragraph is looked for in the first.
 *
 * @param provision fragment of the provision that the wording is of
 */
export function cutPiece(text: string, parts: readonly WordingPart[], provision: string, inner: string): Cut | null {
  const sentence = /M(\d+)$/.exec(inner);
  const place = sentence ? inner.slice(0, sentence.index) : inner;
  const found = place === '' ? { start: 0, end: text.trimEnd().length } : partAt(text, parts, provision, place);
  if (!found) return null;
  if (!sentence) return { ...found, fragment: provision + inner };
  // The number of the section and its markers are no part of its first sentence.
  const words = text.slice(found.start, found.end);
  const head = HEAD.exec(words)?.[0].length ?? 0;
  const cut = sentencesOf(words.slice(head))[Number(sentence[1]) - 1];
  return cut
    ? { fragment: provision + inner, start: found.start + head + cut.start, end: found.start + head + cut.end }
    : null;
}

const HEAD = /^\s*(?:\d{1,4}(?: ?[a-zåäö])? §\s{1,4})?(?:\/[^/\r\n]{1,200}\/\s{0,4})?/;

/** The end of a part without the white space behind it. */
export function trimmed(text: string, { start, end }: { start: number; end: number }): number {
  return start + text.slice(start, end).trimEnd().length;
}

function partAt(
  text: string,
  parts: readonly WordingPart[],
  provision: string,
  place: string,
): { start: number; end: number } | null {
  const wanted = [provision + place];
  if (place.startsWith('N')) wanted.push(`${provision}S1${place}`);
  const part = parts.find(({ fragment }) => fragment !== null && wanted.includes(fragment));
  return part ? { start: part.start, end: trimmed(text, part) } : null;
}
